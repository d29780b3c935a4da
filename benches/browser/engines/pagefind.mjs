// Pagefind 1.6: its program builds the index ahead of time (pagefind.node.mjs); the page fetches what a query needs, and searches in a worker.
// @bench raw
export const name = 'Pagefind';

let pagefind;
let ids;

export async function load(units, { base, map }) {
  // a fresh module each time, so that each load is a load
  pagefind = await import(`${base}pagefind.js?${Math.random()}`);
  await pagefind.options({ basePath: base });
  await pagefind.init();
  ids = map;
}

export async function search(query, { limit }) {
  const { results } = await pagefind.search(query);
  return results.slice(0, limit).map((result) => ids[result.id]);
}
