// Lunr 2.3: BM25, English stemmer and stop words; while typing, as its guide advises, the exact term before a trailing wildcard before an
// edit distance.
import lunr from 'lunr';

export const name = 'Lunr';

let index;

export function load(units) {
  index = lunr(function () {
    this.ref('id');
    this.field('section', { boost: 2 });
    this.field('subsection', { boost: 2 });
    this.field('text');
    for (const unit of units) this.add(unit);
  });
}

export function search(query, { limit }) {
  const terms = lunr.tokenizer(query).map(String).filter(Boolean);
  if (!terms.length) return [];
  const hits = index.query((clauses) => {
    terms.forEach((term, at) => {
      clauses.term(term, { boost: 10 });
      if (at === terms.length - 1) clauses.term(term, { boost: 5, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      if (term.length > 3) clauses.term(term, { boost: 1, usePipeline: false, editDistance: 2 });
    });
  });
  return hits.slice(0, limit).map((hit) => hit.ref);
}
