// Starts the page's program, says in words when it cannot, and keeps the page for reading offline.
//
// With the program it speaks by the root element and by events on `window`:
//   data-update="ready" and `lectern:update`          a newer version has been fetched and waits
//   data-ready="1" and `lectern:ready`                the program has taken the page over
//   `lectern:stop` (sent by the program)              it cannot run, its detail: why
//   `lectern:want-back` (sent by the program)         something has changed the page before it was taken over; put back, it is `lectern:put-back`
//   `lectern:apply-update` (sent by the program)      the reader asked for it: change over and load it
//   `lectern:ask` (sent by the program)               a question for the miner, its detail; the answer comes as `lectern:answer`
//   `lectern:want-related` (sent by the program)      a reader searches; what else words may be called comes as `lectern:related`
//   `lectern:save` (sent by the program)              a file to be saved: its name, a line break, its text
//   `lectern:copy` (sent by the program)              what is copied, the text, and the text as HTML, NULs between; answered as `lectern:copied`: what, or nothing
//   `lectern:open` (sent by the program)              a file to be chosen: what was kept comes as `lectern:opened`; a text (detail `text`) is read, which
//                                                     is told as `lectern:reading` (per cent, what, the name; or `failed`, why) and ends as `lectern:paper`
//   `lectern:stop-reading` (sent by the program)      the reader has thought better of it
//   data-offline="ready" and `lectern:offline-ready`  the page now opens without a network; "whole": its miner too
const entry = document.querySelector('meta[name="app-entry"]').dataset;
const root = document.documentElement;
const address = path => new URL(path, document.baseURI).href;
// the one-file edition brings along what is fetched otherwise: see xtask/post-build/src/single.rs
const parts = globalThis.lecternParts;
// What runs is named here alone: a browser that knows Trusted Types takes the address of a script from nowhere else (the page's policy says
// so), and gets none but of a file beside the page, or of what the one-file edition holds.
const trust = globalThis.trustedTypes?.createPolicy('lectern', {
  createScriptURL(url) {
    if (url.startsWith(parts ? 'blob:' : address('./'))) return url;
    throw new TypeError(`${url} is none of this page’s scripts`);
  },
});
const script = url => trust ? trust.createScriptURL(url) : url;
const employee = () => parts ? new Worker(script(parts.worker())) : new Worker(script(address(entry.miner)), { type: 'module' });
// what else the paper's words may be called: see `related`
let words;
// the program is here, or will never be
let arrived;
const program = new Promise(resolve => (arrived = resolve));

listenForQuestions();
listenForFiles();
addEventListener('lectern:stop', ({ detail }) => apologise(detail));
addEventListener('lectern:want-back', putBack);
addEventListener('lectern:want-related', relate);
// who is about to search, or comes with a search, need not wait for it
addEventListener('focusin', ({ target }) => target.id === 'search' && related());
if (/[?&]q=/.test(location.hash)) related();
addEventListener('lectern:save', ({ detail }) => save(detail));
addEventListener('lectern:copy', ({ detail }) => copy(...detail.split('\0')));
addEventListener('lectern:open', open);
addEventListener('pageshow', ({ persisted }) => persisted && catchUp());
const ready = Promise.race([heard('lectern:ready'), heard('lectern:stop')]);
await start();
// registered late: the first visit's files come first, and the program takes the page over undisturbed, if it does
if (document.readyState !== 'complete') await heard('load');
if (!('stopped' in root.dataset)) await Promise.race([ready, new Promise(resolve => setTimeout(resolve, 4000))]);
keepOffline();

function heard(event) {
  return new Promise(resolve => addEventListener(event, resolve, { once: true }));
}

/** Fetches the program, both halves at once and each against its recorded hash, and runs it. */
async function start() {
  if (typeof WebAssembly !== 'object')
    return apologise('This browser runs no WebAssembly, which the page’s program is made of. A current browser does, unless a setting forbids it.');
  if (parts) return run(parts.init, parts.program());
  await painted();
  // held to its hash by the browser only where `compiled` cannot see to it: the browser lets nobody have the beginning before the end
  const integrity = globalThis.crypto?.subtle ? '' : entry.wasmIntegrity;
  const ask = cache => fetch(address(entry.wasm), { integrity, credentials: 'same-origin', cache });
  // once more, past what the browser has kept of it: a connection breaks, a file is cut off
  const file = (globalThis.lecternProgram || ask('default')).then(compiled).catch(() => ask('reload').then(compiled));
  // awaited below; until then its failure is nobody's
  file.catch(() => {}).then(arrived);
  let init, program;
  try {
    const js = address(entry.js);
    const half = load(js, entry.jsIntegrity).catch(() => load(`${js}?again`, entry.jsIntegrity));
    let loaded;
    [loaded, program] = await Promise.all([half, file]);
    ({ default: init } = await import(loaded));
  } catch (error) {
    return error instanceof WebAssembly.CompileError ? stop(error) : miss(error);
  }
  await run(init, program);
}

/** The program, compiled while it comes, and given out once all of it has come and has its recorded hash. */
async function compiled(response) {
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const copy = response.clone();
  const module = WebAssembly.compileStreaming?.(response);
  // a host that does not say what it is; what is wrong with the file itself is found below
  module?.catch(() => {});
  const whole = await copy.arrayBuffer();
  const digest = await globalThis.crypto?.subtle?.digest('SHA-384', whole);
  if (digest && entry.wasmIntegrity !== `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`)
    throw new Error('it has another hash than the one that was published');
  return module ? module.catch(() => WebAssembly.compile(whole)) : WebAssembly.compile(whole);
}

/**
 * The first paint, which the program must not be in the way of. A page that nobody looks at is not painted, and some browsers do not
 * tell: then it is not waited for, or not for long.
 */
function painted() {
  return new Promise(resolve => {
    const tells = globalThis.PerformanceObserver?.supportedEntryTypes?.includes('paint');
    if (!tells || document.visibilityState === 'hidden') return resolve();
    const look = list => list.getEntriesByName('first-contentful-paint').length && resolve();
    new PerformanceObserver(look).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, 1500);
  });
}

/** Runs the program; it takes the page over. */
async function run(init, program) {
  try {
    await init({ module_or_path: program });
  } catch (error) {
    return stop(error);
  }
  try {
    // early.js may renew the page once more, should it come to that
    sessionStorage.removeItem('lectern.renewed');
  } catch {
    // storage refused: it never does
  }
}

function stop(error) {
  apologise('The page’s program stopped while it was starting. Load the page again, or try another browser.', error);
}

/** The program is not to be had. Perhaps the page was published anew while it came: see early.js. */
function miss(error) {
  dispatchEvent(new Event('lectern:missing'));
  apologise('The page’s program did not arrive whole: the connection broke, or a file was changed on its way. Load the page again in a moment.', error);
}

/**
 * Loads a module against its hash, and gives its address; to import that afterwards gives this very one. An element, since `import()` takes
 * no integrity and WebKit does not hold a preload to it.
 */
function load(src, integrity) {
  return new Promise((resolve, reject) => {
    const half = Object.assign(document.createElement('script'), { type: 'module', src: script(src), integrity, onload: () => resolve(src) });
    half.dataset.again = '1';
    half.onerror = () => reject(new Error(`cannot load ${src}`));
    document.head.append(half);
  });
}

/**
 * Starts the miner, the page's second program, with the first question for it; and again with the next one after it failed. A text of
 * the reader's own is read by a second worker, which then is the miner.
 */
function listenForQuestions() {
  // the miner; the worker that reads; the text that is open instead of the paper
  let miner, reader, own;
  const answer = detail => {
    if (detail.startsWith('failed')) {
      miner?.terminate();
      miner = undefined;
    }
    dispatchEvent(new CustomEvent('lectern:answer', { detail }));
  };
  const fail = words => answer(`failed ${words}`);
  const employ = worker => {
    miner = worker;
    miner.onmessage = ({ data }) => typeof data === 'string' && answer(data);
    // a worker that cannot be loaded says no more than that
    miner.onerror = event => {
      event.preventDefault();
      fail('This part of the page did not arrive: the connection broke, or the browser allows no workers.');
    };
  };
  addEventListener('lectern:ask', ({ detail }) => {
    try {
      if (!miner) {
        employ(employee());
        if (own) miner.postMessage({ ...own, quiet: true });
      }
      miner.postMessage(detail);
    } catch (error) {
      fail(`The browser says: ${error.message || error}`);
    }
  });

  const tell = detail => dispatchEvent(new CustomEvent('lectern:reading', { detail }));
  const stop = () => {
    reader?.terminate();
    reader = undefined;
  };
  const refuse = why => {
    stop();
    tell(`failed ${why}`);
  };
  addEventListener('lectern:stop-reading', stop);
  addEventListener('lectern:file', async ({ detail: file }) => {
    stop();
    try {
      // a byte more than a page takes is enough to be told so
      const bytes = await file.slice(0, 11 << 20).arrayBuffer();
      const worker = reader = employee();
      worker.onerror = event => {
        event.preventDefault();
        refuse('The part of the page that reads texts did not arrive: the connection broke, or the browser allows no workers.');
      };
      worker.onmessage = ({ data }) => {
        if (worker !== reader) return;
        if (data.next) return tell(`${data.next}\n${file.name}`);
        if (data.why) return refuse(data.why);
        reader = undefined;
        own = { name: file.name, bytes };
        miner?.terminate();
        employ(worker);
        dispatchEvent(new CustomEvent('lectern:paper', { detail: data.packed }));
      };
      worker.postMessage({ name: file.name, bytes });
    } catch (error) {
      refuse(`This file cannot be read. The browser says: ${error.message || error}`);
    }
  });
}

/** Takes files that are dropped on the page. */
function listenForFiles() {
  const has = event => event.dataTransfer?.types.includes('Files');
  const leave = () => delete root.dataset.drop;
  addEventListener('dragover', event => {
    if (!has(event)) return;
    event.preventDefault();
    root.dataset.drop = 'over';
  });
  addEventListener('dragleave', event => event.relatedTarget || leave());
  addEventListener('drop', event => {
    if (!has(event)) return;
    event.preventDefault();
    leave();
    if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  });
}

/** Hands a file over: what readers have kept (always so where `kept` says it), as text; anything else, to be read in the paper's place. */
async function take(file, kept) {
  kept ||= /\.json$/i.test(file.name);
  // one that cannot be read is handed over as nothing, one that is longer than any of ours cut off: both are answered in words
  const text = kept || /\.(md|markdown)$/i.test(file.name) ? await file.slice(0, 9 << 20).text().catch(() => '') : '';
  // notes in Markdown say what they are; the sign as such would end the script of the edition in one file
  if (kept || /^\s*<!\x2d\x2d lectern \{/m.test(text)) dispatchEvent(new CustomEvent('lectern:opened', { detail: text }));
  else dispatchEvent(new CustomEvent('lectern:file', { detail: file }));
}

/** What else the paper's words may be called, fetched once; nothing where it cannot be had: offline on a short visit, or refused. */
function related() {
  if (parts) return parts.related();
  // behind the program, on whose way it would be
  words ??= program
    .then(() => fetch(address(entry.related), { integrity: entry.relatedIntegrity, credentials: 'same-origin' }))
    .then(response => response.ok ? response.text() : Promise.reject(new Error(response.status)))
    // asked for again with the next search
    .catch(() => words = undefined);
  return words;
}

/** Hands it to the program. Without it the search finds less, and the reader loses nothing else. */
async function relate() {
  const detail = await related();
  if (detail) dispatchEvent(new CustomEvent('lectern:related', { detail }));
}

/** Offers a text as a file: the first line is its name. */
function save(detail) {
  const end = detail.indexOf('\n');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([detail.slice(end + 1)]));
  link.download = detail.slice(0, end);
  link.click();
  // some browsers begin to read only after the click
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Puts a text on the clipboard, within the click that asks for it; a text that came later goes by the newer way, which may be refused. */
async function copy(what, text, html) {
  let done = false;
  const fill = event => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    if (html) event.clipboardData.setData('text/html', html);
    done = true;
  };
  document.addEventListener('copy', fill, true);
  document.execCommand('copy');
  document.removeEventListener('copy', fill, true);
  try {
    if (!done) await navigator.clipboard.writeText(text);
  } catch {
    what = '';
  }
  dispatchEvent(new CustomEvent('lectern:copied', { detail: what }));
}

/** Lets the reader choose a file: what was kept (`.json`, or notes as `.md`), or, for `text`, a text of their own. */
function open({ detail }) {
  const own = detail === 'text';
  const accept = own ? '.txt,.md,.markdown,.text,text/plain,text/markdown' : '.json,.md,application/json,text/markdown';
  const input = Object.assign(document.createElement('input'), { type: 'file', accept });
  input.onchange = () => input.files[0] && take(input.files[0], !own);
  input.click();
}

/** Puts the page back as it was written, from its own file: a translation has changed it, or an extension. */
async function putBack() {
  const [page, search] = [document.getElementById('app'), document.getElementById('search')];
  try {
    replace(parts ? parts.page() : (await fetched()).getElementById('app'));
  } catch (error) {
    apologise('Something has changed this page, an extension of the browser or a translation, and it could not be put back.', error);
  }

  // as a document, which only this older way gives: no HTML is made of a string
  function fetched() {
    return new Promise((resolve, reject) => {
      const file = Object.assign(new XMLHttpRequest(), { onerror: () => reject(new Error('the host does not answer')) });
      file.onload = () => file.status === 200 ? resolve(file.response) : reject(new Error(`${file.status} ${file.statusText}`));
      file.open('GET', address('./'));
      file.responseType = 'document';
      file.send();
    });
  }

  function replace(written) {
    page.replaceChildren(...written.childNodes);
    if (search) document.getElementById('search').value = search.value;
    dispatchEvent(new CustomEvent('lectern:put-back'));
  }
}

/** Says in `words` beside the paper why it can only be read; `error` is for whoever is asked for help. */
function apologise(words, error) {
  const message = document.getElementById('waiting');
  message.replaceChildren();
  const line = (...parts) => {
    const paragraph = document.createElement('p');
    paragraph.append(...parts);
    message.append(paragraph);
  };
  const link = document.createElement('a');
  link.href = 'paper.txt';
  link.textContent = 'the paper as plain text';
  const again = document.createElement('button');
  again.className = 'button';
  again.textContent = 'Try again';
  again.onclick = () => location.reload();
  line(words);
  if (!parts) line('There is also ', link, '.');
  if (error) line(`The browser says: ${error.message || error}`);
  line(again);
  root.dataset.stopped = '';
}

/** Tells the program what other tabs have written while the page lay in the browser's back/forward cache, where it hears of nothing. */
function catchUp() {
  try {
    for (const [key, newValue] of Object.entries(localStorage))
      if (key.startsWith('lectern.')) dispatchEvent(new StorageEvent('storage', { key, newValue }));
  } catch {
    // storage refused: nobody has written
  }
}

/** Registers the service worker and offers its updates. A browser that has none, or refuses it, loses only the offline copy. */
async function keepOffline() {
  const workers = navigator.serviceWorker;
  if (!workers || !entry.worker || new URLSearchParams(location.search).has('nosw')) return;
  const announce = (state, event) => {
    root.dataset[state] = 'ready';
    dispatchEvent(new CustomEvent(event));
    // nothing is lost by a change where the program does not run, and that may be all that is wrong
    if (state === 'update' && 'stopped' in root.dataset) dispatchEvent(new CustomEvent('lectern:apply-update'));
  };
  let registration, asked = false, controlled = Boolean(workers.controller);
  try {
    registration = await workers.register(script(address(entry.worker)), { scope: './', updateViaCache: 'none' });
  } catch {
    return;
  }
  addEventListener('lectern:apply-update', () => {
    asked = true;
    if (registration.waiting) registration.waiting.postMessage('skip-waiting');
    else location.reload();
  });
  // A worker beside the active one is a newer edition's. On a first visit it is the active one itself, or will be.
  const offer = worker => {
    if (worker && registration.active && worker !== registration.active) announce('update', 'lectern:update');
  };
  const look = worker => {
    if (worker.state === 'installed') offer(worker);
  };
  const follow = worker => {
    if (!worker) return offer(registration.waiting);
    worker.addEventListener('statechange', () => look(worker));
    look(worker);
  };
  offer(registration.waiting);
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
  workers.addEventListener('controllerchange', () => {
    if (asked) location.reload();
    // another tab changed over: this one still shows the older version, whose files are gone
    else if (controlled) announce('update', 'lectern:update');
    controlled = true;
  });
  // a page that stays open for days would otherwise never hear of a new version
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < 3_600_000) return;
    looked = Date.now();
    registration.update().then(() => follow(registration.installing), () => {});
  });
  await workers.ready;
  // by now the active one is known, which some browsers tell late; and some look for a newer edition only when asked
  offer(registration.waiting);
  registration.update().then(() => follow(registration.installing), () => {});
  announce('offline', 'lectern:offline-ready');
  // who stays for a while has the miner kept, too; a short visit does not pay for it
  workers.addEventListener('message', ({ data }) => {
    if (data === 'kept-all') root.dataset.offline = 'whole';
  });
  if (!navigator.connection?.saveData) setTimeout(() => registration.active?.postMessage('keep-all'), 10_000);
}
