// FlexSearch 0.8: prefixes, its encoder for Latin letters, English stemmer and stop words, partial matches.
import { Charset, Document, Encoder } from 'flexsearch';
import english from 'flexsearch/lang/en';

export const name = 'FlexSearch';

let index;
let ids;

export function load(units) {
  const encoder = new Encoder(Charset.LatinAdvanced, english);
  const field = (field) => ({ field, tokenize: 'forward', resolution: 9, encoder });
  index = new Document({ document: { id: 'number', index: ['text', 'section', 'subsection'].map(field) } });
  ids = units.map((unit) => unit.id);
  units.forEach((unit, number) => index.add({ number, text: unit.text, section: unit.section, subsection: unit.subsection }));
}

export function search(query, { limit }) {
  // the text's hits first, then those of the headings
  const numbers = new Set(index.search(query, { limit, suggest: true }).flatMap((field) => field.result));
  return [...numbers].slice(0, limit).map((number) => ids[number]);
}
