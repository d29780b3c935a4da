// MiniSearch 7 as its README shows it: headings at double weight, prefixes, misspellings; no stemmer, no stop words.
import MiniSearch from 'minisearch';

export const name = 'MiniSearch (README)';

let index;

export function load(units) {
  index = new MiniSearch({
    idField: 'id',
    fields: ['section', 'subsection', 'text'],
    searchOptions: { boost: { section: 2, subsection: 2 }, prefix: true, fuzzy: 0.2 },
  });
  index.addAll(units);
}

export const search = (query, { limit }) => index.search(query).slice(0, limit).map((hit) => hit.id);
