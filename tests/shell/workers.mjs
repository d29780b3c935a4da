// The service workers, in Node, with a browser's parts as far as they use them: `cargo xtask test --only shell` runs it. What a real
// browser makes of them is told by the story `offline`.

import assert from 'node:assert/strict';
import { createHash, webcrypto } from 'node:crypto';
import fs from 'node:fs';
import test from 'node:test';
import vm from 'node:vm';

const SCOPE = 'https://example.org/papers/one/';

const integrity = text => `sha384-${createHash('sha384').update(text).digest('base64')}`;

/** A response of a text. */
const response = (text, status = 200) => ({
  ok: status === 200,
  status,
  text,
  clone: () => response(text, status),
  arrayBuffer: async () => new TextEncoder().encode(text).buffer,
});

/** A worker's script in a browser where `names` are the caches and `site` the files that can be fetched; `full` if it has no room. */
function worker(script, { names = [], site = {}, full = false } = {}) {
  const kept = new Map(names.map(name => [name, new Map()]));
  const listeners = {};
  const done = [];
  const fetched = [];
  const url = request => new URL(typeof request === 'string' ? request : request.url);
  const bare = request => url(request).origin + url(request).pathname;
  const caches = {
    keys: async () => [...kept.keys()],
    delete: async name => kept.delete(name),
    open: async name => {
      if (!kept.has(name)) kept.set(name, new Map());
      const files = kept.get(name);
      return {
        match: async request => files.get(bare(request)),
        put: async (request, response) => {
          if (full) throw new Error('quota exceeded');
          files.set(bare(request), response);
        },
      };
    },
  };
  const fetch = async (request, options = {}) => {
    const file = url(request).href.slice(SCOPE.length);
    fetched.push({ file, ...options });
    if (!(file in site)) throw new TypeError('no network');
    if (site[file] === 404) return response('', 404);
    if (options.integrity && options.integrity !== integrity(site[file])) throw new TypeError('not what it should be');
    return response(site[file]);
  };
  const self = {
    registration: { scope: SCOPE, unregister: async () => done.push('unregister') },
    clients: { claim: async () => done.push('claim') },
    skipWaiting: () => done.push('skip waiting'),
    addEventListener: (name, act) => (listeners[name] = act),
  };
  vm.runInNewContext(script, { self, caches, fetch, URL, Promise, Error, ArrayBuffer, Uint8Array, btoa, crypto: webcrypto });
  const fire = async (name, event = {}) => {
    const waits = [];
    const answers = [];
    listeners[name]?.({ ...event, waitUntil: wait => waits.push(wait), respondWith: answer => answers.push(answer) });
    await Promise.all(waits);
    return answers[0];
  };
  return { fire, done, fetched, kept, listens: name => name in listeners };
}

const read = name => fs.readFileSync(new URL(`../../static/shell/${name}`, import.meta.url), 'utf8');

/** The worker as the build writes it, for these files. */
const built = files => read('sw.js')
  .replace('@version@', 'v2')
  .replace('/*files*/', files.map(file => `['${file}', '${integrity(file)}'],`).join(''));

const FILES = ['./', 'lectern-0123456789abcdef.css', 'boot-0123456789abcdef.js', 'miner-0123456789abcdef_bg.wasm', 'paper.txt'];
const SITE = Object.fromEntries(FILES.map(file => [file === './' ? '' : file, file]));
const OTHERS = ['lectern:/papers/two/:v1', 'lectern:/papers/:v1', 'somebody else', 'lectern'];

test('the way out takes our caches away, and no others', async () => {
  const off = worker(read('sw-off.js'), { names: ['lectern:/papers/one/:v1', ...OTHERS, 'lectern:/papers/one/:v2'] });
  await off.fire('install');
  assert.deepEqual(off.done, ['skip waiting']);
  await off.fire('activate');
  assert.deepEqual([...off.kept.keys()], OTHERS);
  assert.deepEqual(off.done, ['skip waiting', 'unregister']);
  assert.ok(!off.listens('fetch'), 'the host alone answers');
  assert.deepEqual(off.fetched, []);
});

test('the way out knows the caches that the worker makes', async () => {
  const before = worker(built(FILES), { site: SITE });
  await before.fire('install');
  const off = worker(read('sw-off.js'), { names: [...before.kept.keys()] });
  await off.fire('activate');
  assert.equal(off.kept.size, 0);
});

test('a first visit keeps the page, each file against its hash, and leaves the rest for later', async () => {
  const first = worker(built(FILES), { site: SITE });
  await first.fire('install');
  const [files] = first.kept.values();
  assert.deepEqual([...files.keys()], FILES.slice(0, 3).map(file => new URL(file, SCOPE).href));
  assert.ok(first.fetched.every(({ integrity }) => integrity?.startsWith('sha384-')));
  const said = [];
  await first.fire('message', { data: 'keep-all', source: { postMessage: words => said.push(words) } });
  assert.deepEqual([said, files.size], [['kept-all'], FILES.length]);
});

test('a deployment caught half way is refused', async () => {
  const half = worker(built(FILES), { names: ['lectern:/papers/one/:v1'], site: { ...SITE, [FILES[1]]: 404 } });
  await assert.rejects(half.fire('install'), /404/);
  assert.deepEqual([...half.kept.keys()], ['lectern:/papers/one/:v1']);
});

test('a newer edition takes the older one away, and no others', async () => {
  const next = worker(built(FILES), { names: ['lectern:/papers/one/:v1', ...OTHERS], site: SITE });
  await next.fire('install');
  assert.deepEqual(next.done, [], 'it waits to be asked');
  await next.fire('activate');
  assert.deepEqual([...next.kept.keys()], [...OTHERS, 'lectern:/papers/one/:v2']);
});

test('without a network what is kept answers, and nothing beyond the scope is touched', async () => {
  const kept = worker(built(FILES), { site: SITE });
  await kept.fire('install');
  const ask = request => kept.fire('fetch', { request: { method: 'GET', ...request } });
  assert.equal((await ask({ url: `${SCOPE}?q=1`, mode: 'navigate' })).text, './');
  assert.equal((await ask({ url: `${SCOPE}nowhere`, mode: 'navigate' })).text, './');
  assert.equal((await ask({ url: SCOPE + FILES[1] })).text, FILES[1]);
  assert.equal(await ask({ url: 'https://example.org/papers/two/' }), undefined);
  assert.equal(await ask({ url: SCOPE, method: 'POST' }), undefined);
});

/** A worker that has kept the page, and one of its files then spoilt: as it is kept, and as it is asked for. */
async function spoilt(file, text, options = {}) {
  const site = { ...SITE };
  const kept = worker(built(FILES), { site });
  await kept.fire('install');
  const [files] = kept.kept.values();
  const url = new URL(file, SCOPE).href;
  if (text === undefined) files.delete(url);
  else files.set(url, response(text));
  Object.assign(site, options.site);
  if (options.offline) for (const name of Object.keys(site)) delete site[name];
  const answer = kept.fire('fetch', { request: { method: 'GET', mode: file === './' ? 'navigate' : 'cors', url } });
  return { answer, now: () => files.get(url)?.text };
}

test('what is kept is given out only if it is whole, and mended where there is a network', async () => {
  for (const file of FILES.slice(0, 3)) {
    for (const text of ['', 'something else', undefined]) {
      const { answer, now } = await spoilt(file, text);
      assert.deepEqual([(await answer).text, now()], [file, file], `${file}: ${text}`);
    }
  }
});

test('without a network a broken page is better than none, and a broken program is not', async () => {
  assert.equal((await (await spoilt('./', 'a scratch', { offline: true })).answer).text, 'a scratch');
  await assert.rejects((await spoilt(FILES[2], 'a scratch', { offline: true })).answer, /no network/);
});

test('what the host has no longer is answered as the host does', async () => {
  const newer = await spoilt('./', 'a scratch', { site: { '': 'a newer page' } });
  assert.deepEqual([(await newer.answer).text, newer.now()], ['a newer page', 'a scratch']);
  assert.equal((await (await spoilt(FILES[2], '', { site: { [FILES[2]]: 404 } })).answer).status, 404);
});

test('where there is no room, files come from the host, each once', async () => {
  const full = worker(built(FILES), { site: SITE, full: true });
  await assert.rejects(full.fire('install'), /quota/);
  full.fetched.length = 0;
  const answer = await full.fire('fetch', { request: { method: 'GET', mode: 'cors', url: SCOPE + FILES[3] } });
  assert.deepEqual([answer.text, full.fetched.length], [FILES[3], 1]);
});
