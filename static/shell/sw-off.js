// The way out: put at the place of `sw.js` on a host, it takes the offline copy away from every reader who comes by. See docs/OFFLINE.md.
//
// It takes over at once, deletes the caches of this very path and no others (sites of other people may live on the same origin), and
// unregisters itself. Nothing is answered from then on but by the host; an open page stays as it is until it is loaded again. What
// readers keep (settings, notes, corrections) is theirs and not touched.
'use strict';
// as static/shell/sw.js names them
const OURS = `lectern:${new URL(self.registration.scope).pathname}:`;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', event => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith(OURS)).map(name => caches.delete(name)));
  await self.registration.unregister();
})()));
