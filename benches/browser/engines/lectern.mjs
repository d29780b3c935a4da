// Ours: engine/, with the names and the related words of the bundled paper. Hits come without the places to light, which no rival gives.
// @bench raw
// @bench library ../../../engine/pkg/lectern_engine.js
// @bench asset ../../../engine/pkg/lectern_engine_bg.wasm
// @bench asset ../../../engine/pkg/names.tsv
// @bench asset ../../../engine/pkg/synonyms.txt
import init, { Engine } from '../../../engine/pkg/lectern_engine.js';

export const name = 'Lectern';

const table = (file) => fetch(new URL(`../../../engine/pkg/${file}`, import.meta.url)).then((response) => response.text());

let engine;
let tables;

export async function load(units) {
  const [, gazetteer, synonyms] = await (tables ??= Promise.all([init(), table('names.tsv'), table('synonyms.txt')]));
  engine?.free();
  engine = new Engine(
    units.map((unit) => ({ id: unit.id, text: unit.text, headings: [unit.section, unit.subsection].filter(Boolean) })),
    { gazetteer, synonyms },
  );
}

export const search = (query, { limit }) => engine.search(query, { limit, typing: true, spans: 0 }).hits.map((hit) => hit.id);

export const memoryBytes = () => engine.memoryBytes();
