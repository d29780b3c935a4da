// tantivy, compiled to WebAssembly (tantivy/): BM25, English stemmer and stop words, phrases, prefixes, Levenshtein automata.
// @bench raw
// @bench asset ../.work/tantivy.wasm
export const name = 'tantivy (wasm)';

let program;
let calls;
let ids;

const encoder = new TextEncoder();

/** Hands a text over; gives its place and its length. */
function put(text) {
  const bytes = encoder.encode(text);
  const at = calls.alloc(bytes.length || 1);
  new Uint8Array(calls.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
}

export async function load(units) {
  program ??= await WebAssembly.compileStreaming(fetch(new URL('../.work/tantivy.wasm', import.meta.url)));
  calls = (await WebAssembly.instantiate(program, {})).exports;
  calls.reset();
  ids = units.map((unit) => unit.id);
  for (const { section, subsection, text } of units) {
    const [at, length] = put(`${section}\0${subsection}\0${text}`);
    calls.add(at, length);
    calls.dealloc(at, length || 1);
  }
  calls.commit();
}

export function search(query, { limit }) {
  const [at, length] = put(query);
  const found = calls.search(at, length, limit);
  calls.dealloc(at, length || 1);
  const [count] = new Uint32Array(calls.memory.buffer, found, 1);
  return Array.from(new Uint32Array(calls.memory.buffer, found + 4, count), (number) => ids[number]);
}

export const memoryBytes = () => calls.memory.buffer.byteLength;
