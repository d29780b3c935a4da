// Objects for JavaScript, made of the numbers and strings that Rust gives: one call for all hits is cheaper than one for each property.

export function hits(ids, numbers, scores) {
  const all = new Array(scores.length);
  for (let hit = 0, at = 0; hit < all.length; hit++) {
    const id = ids[numbers[at++]];
    const spans = new Array(numbers[at++]);
    for (let span = 0; span < spans.length; span++) spans[span] = { start: numbers[at++], end: numbers[at++] };
    all[hit] = { id, score: scores[hit], spans };
  }
  return all;
}

export const expansion = (from, to, reason, units) => ({ from, to, reason, units });

export const problem = (start, end, message) => ({ start, end, message });

export const results = (hits, total, expansions, suggestions, problems, wanted) =>
  ({ hits, total, expansions, suggestions, problems, wanted });

export const part = (typed, found, reason, [weight, units, rarity, frequency, score]) =>
  ({ typed, found, reason, weight, units, rarity, frequency, score });

export const explanation = (parts, [score, coverage, answer, proximity]) => ({ score, parts, coverage, answer, proximity });
