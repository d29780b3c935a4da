// Stands in the page itself and runs before the first paint, so that nothing flashes or jumps: the colours and the text size that the
// reader chose last time, what becomes of the paper, which is in the page already, until the program comes, and what is fetched first.
// The page's program owns these settings and writes them; whatever cannot be read here is left at the style sheet's own value.
(() => {
  'use strict';
  const root = document.documentElement;
  // an address that shows something else than the paper as it first stands: see `data-arriving` in the style sheet; the program takes it away
  if (!/^(#([bspn]\d+)?)?$/.test(location.hash)) root.dataset.arriving = '';
  // the paper is there at once, so the browser can go back to where the reader was; the program sees to that later
  history.scrollRestoration = 'auto';
  // a script that does not come says no more than that; those that boot.js asks for, it sees to itself
  addEventListener('error', ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || target.dataset.again) return;
    root.dataset.stopped = '';
    renew();
  }, true);
  addEventListener('lectern:missing', renew);

  // Files of a page that was published anew while it came may be gone: then it is loaded as it is now, but once, until the program has
  // run, and only where the host has such a page to give: what is here can be read.
  async function renew() {
    try {
      const ours = Object.values(document.querySelector('meta[name="app-entry"]').dataset);
      for (const script of document.querySelectorAll('[integrity]:not([data-again])')) ours.push(script.integrity, script.getAttribute('src'));
      const page = await (await fetch('./', { cache: 'no-cache' })).text();
      if (!page.includes('"app-entry"') || ours.every(value => page.includes(value))) return;
      if (sessionStorage.getItem('lectern.renewed')) return;
      sessionStorage.setItem('lectern.renewed', '1');
      location.reload();
    } catch {
      // no host, or no storage: the page says what is missing
    }
  }

  // On a slow line the program is asked for now, since the line lies idle from here on: all that the first paint waits for comes with the
  // page itself. Elsewhere it comes behind that paint: see boot.js.
  const entry = document.querySelector('meta[name="app-entry"]').dataset;
  const [visit] = performance.getEntriesByType('navigation');
  const isSlow = visit && performance.now() - visit.requestStart > 170;
  if (entry.wasm && isSlow && typeof WebAssembly === 'object') {
    const integrity = globalThis.crypto?.subtle ? '' : entry.wasmIntegrity;
    globalThis.lecternProgram = fetch(entry.wasm, { integrity, credentials: 'same-origin' });
    // boot.js sees to what becomes of it
    globalThis.lecternProgram.catch(() => {});
  }

  // There the page is set in the reader's own faces, too: ours would come too late to be shown, and be in the program's way. As it is set
  // it stays set while its tab is open: with other faces every place would be elsewhere.
  let faces = isSlow ? 'own' : 'ours';
  try {
    faces = sessionStorage.getItem('lectern.faces') || faces;
    sessionStorage.setItem('lectern.faces', faces);
  } catch {
    // storage refused: each time anew
  }
  if (entry.wasm && faces === 'own') root.dataset.faces = faces;
  else if (entry.wasm)
    for (const face of ['text', 'display', 'sans', 'text-italic', 'display-italic']) {
      const link = { rel: 'preload', href: `fonts/lectern-${face}.woff2`, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' };
      document.head.append(Object.assign(document.createElement('link'), link));
    }

  const SCHEMES = ['light', 'dark', 'sepia', 'contrast'];
  try {
    const settings = JSON.parse(localStorage.getItem('lectern.settings')) || {};
    if (SCHEMES.includes(settings.scheme)) root.dataset.scheme = settings.scheme;
    // written as the program does, which then leaves it alone
    const set = (property, value, standard, low, high, write) => {
      if (typeof value === 'number' && value >= low && value <= high && value !== standard)
        root.style.setProperty(property, write(value));
    };
    set('--text', settings.size, 19, 10, 60, size => `calc(${size}rem / 16)`);
    set('--leading', settings.leading, 1.6, 1, 3, String);
    set('--characters', settings.measure, 66, 20, 200, String);
    // there is no room beside such lines
    if ((settings.size ?? 19) * (settings.measure ?? 66) > 1370) root.dataset.broad = '';
  } catch {
    // storage refused or not ours: the style sheet decides
  }
})();
