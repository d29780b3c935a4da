// Orama 3: BM25, English stemmer and stop words, prefixes, one slip allowed, headings at a lower weight.
import { create, insertMultiple, search as find } from '@orama/orama';
import { language, stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';

export const name = 'Orama';

let index;

export async function load(units) {
  index = create({
    schema: { section: 'string', subsection: 'string', text: 'string' },
    components: { tokenizer: { stemming: true, language, stemmer, stopWords: stopwords } },
  });
  const rows = units.map(({ id, section, subsection, text }) => ({ id, section, subsection, text }));
  await insertMultiple(index, rows, 1000);
}

export function search(query, { limit }) {
  const found = find(index, { term: query, limit, tolerance: 1, boost: { text: 1, section: 0.25, subsection: 0.25 } });
  const ids = ({ hits }) => hits.map((hit) => hit.id);
  return found.then ? found.then(ids) : ids(found);
}
