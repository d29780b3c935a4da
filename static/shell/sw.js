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

/** A file from the host, against its hash. */
async function get([file, integrity]) {
  const ask = cache => fetch(address(file), { cache, integrity });
  const response = HASHED.test(file) ? await ask('default').catch(() => ask('no-cache')) : await ask('no-cache');
  if (!response.ok) throw new Error(`${response.status} for ${file}`);
  return response;
}

async function keep(cache, file) {
  await cache.put(address(file[0]), await get(file));
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
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  const [bare] = request.url.split(/[?#]/);
  const file = FILES.find(([name]) => address(name) === bare) || request.mode === 'navigate' && FILES.find(([name]) => name === './');
  // what is never kept is the browser's own business
  if (file) event.respondWith(answer(request, file));
});

/**
 * Answers with a file as it is kept, if that is whole: a disk can rot, a browser can throw away a part, and most requests have no hash
 * to be held to. What is missing or broken is fetched and kept anew; where the host has it no longer, the host's answer stands.
 */
async function answer(request, file) {
  const cache = await caches.open(CACHE).catch(() => undefined);
  const look = async () => cache?.match(address(file[0]), { ignoreVary: true }).catch(() => undefined);
  const found = await look();
  // looked up once more, since what has been read cannot be given out, and a copy would be without what the browser compiled of it
  if (found && await isWhole(found, file)) return await look() || fetch(request);
  const fresh = await get(file).catch(() => undefined);
  // kept for the next time, if this browser keeps it
  if (fresh) await cache?.put(address(file[0]), fresh.clone()).catch(() => {});
  if (fresh) return fresh;
  // without a host a page with a scratch is better than none; a program is not
  return fetch(request).catch(error => found && file[0] === './' ? look() : Promise.reject(error));
}

async function isWhole(response, [, integrity]) {
  const digest = await crypto.subtle.digest('SHA-384', await response.arrayBuffer().catch(() => new ArrayBuffer(0)));
  return integrity === `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
