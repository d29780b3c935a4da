// The offline copy. A template: the build writes the version and the list of files, see xtask/post-build.
//
// One version is one cache. It is filled whole or not at all, each file against its hash, so that a deployment caught half way
// is refused and the older version goes on. It takes over when the reader asks or when no page of the older one is open.
'use strict';
const VERSION = '@version@';
// [address relative to the scope, integrity]
const FILES = [/*files*/];
// What the page does without until it is asked for, the miner above all: kept then, or when the page says that its reader stays.
const LATER = /^(mine-|miner-|related-|paper\.txt|fonts\/OFL|icon-512)/;
const later = FILES.filter(([file]) => LATER.test(file));

// all project sites of one person share an origin: only caches of this very path are ours
const OURS = `lectern:${new URL(self.registration.scope).pathname}:`;
const CACHE = OURS + VERSION;
const address = file => new URL(file, self.registration.scope).href;

// A file whose name has its hash was fetched a moment ago by the page itself: the browser's own cache will do. Any other may lie there
// from the version before.
const HASHED = /-[0-9a-f]{16}(_bg)?\.\w+$/;

async function keep(cache, [file, integrity]) {
  const get = mode => fetch(address(file), { cache: mode, integrity });
  const response = HASHED.test(file) ? await get('default').catch(() => get('no-cache')) : await get('no-cache');
  if (!response.ok) throw new Error(`${response.status} for ${file}`);
  await cache.put(address(file), response);
}

self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(FILES.filter(file => !later.includes(file)).map(file => keep(cache, file)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
})()));

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys())
    if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener('message', event => {
  if (event.data === 'skip-waiting') self.skipWaiting();
  if (event.data === 'keep-all') event.waitUntil(keepLater(event.source));
});

/** Keeps what was left out at first, and says so to the page; without a network it is tried again on the next visit. */
async function keepLater(client) {
  const cache = await caches.open(CACHE);
  const missing = async file => !await cache.match(address(file[0])) && keep(cache, file);
  await Promise.all(later.map(missing)).then(() => client.postMessage('kept-all'), () => {});
}

self.addEventListener('fetch', event => {
  const request = event.request;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const options = { ignoreSearch: true, ignoreVary: true };
    const found = await cache.match(request, options)
      || request.mode === 'navigate' && await cache.match(address('./'), options);
    const asked = found ? undefined : later.find(([file]) => address(file) === request.url);
    // kept for the next time, if this browser keeps it
    if (asked) await keep(cache, asked).catch(() => {});
    return found || asked && await cache.match(request, options) || fetch(request);
  })());
});
