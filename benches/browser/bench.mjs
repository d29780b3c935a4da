#!/usr/bin/env node
// Measures our engine beside others in headless Chromium. `cargo xtask bench` prepares all that it needs and calls it; README.md says what it
// measures.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import * as adapters from './adapter.mjs';
import { serve, withPage } from './browser.mjs';
import * as corpus from './corpus.mjs';
import { write } from './results.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const WORK = path.join(HERE, '.work');

const ALL = ['lectern', 'minisearch', 'minisearch-readme', 'flexsearch', 'lunr', 'orama', 'pagefind', 'tantivy'];
/** At this scale and above only these, unless others are asked for: the rest would take an hour. */
const VERY_LONG = 1000;
const QUICK = ['lectern', 'tantivy'];

const { values: given } = parseArgs({
  options: {
    scales: { type: 'string', default: '1' },
    passes: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    engines: { type: 'string' },
    only: { type: 'string' },
    limit: { type: 'string', default: '100' },
    budget: { type: 'string', default: '30' },
    timeout: { type: 'string', default: '120' },
    verbose: { type: 'boolean' },
  },
});
const chromium = process.env.LECTERN_CHROMIUM ?? '/usr/bin/chromium';
const limit = Number(given.limit);

const median = (values) => {
  const known = values.filter((value) => value != null).sort((a, b) => a - b);
  return known.length ? known[Math.floor(known.length / 2)] : null;
};

const queries = corpus.shuffle(JSON.parse(fs.readFileSync(path.join(HERE, 'queries.json'), 'utf8')), 7).map(({ q }) => q);
const base = JSON.parse(fs.readFileSync(path.join(WORK, 'units.json'), 'utf8'));

/** What an engine does ahead of time, once for each scale. */
async function prepared(adapter, file, scale) {
  if (!adapter.prepare) return {};
  const folder = path.join(WORK, 'ahead', `${adapter.key}-${scale}`);
  adapter.ahead ??= {};
  if (!adapter.ahead[scale]) {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    const units = JSON.parse(fs.readFileSync(file, 'utf8'));
    adapter.ahead[scale] = await adapter.prepare(units, folder, { seconds: Number(given.timeout) });
  }
  return { ...adapter.ahead[scale], base: `/${path.relative(ROOT, folder)}/` };
}

/** Measures one engine once. */
async function measure(adapter, file, scale, address) {
  const ahead = await prepared(adapter, file, scale);
  return withPage(`${address}/benches/browser/page/index.html`, chromium, async ({ call, heap, version }) => {
    const seconds = Number(given.timeout);
    const { name, isolated } = await call('engine', [adapter.url]);
    if (!isolated) throw new Error('the page is not isolated: its timer is coarse');
    const size = await call('units', [`/${path.relative(ROOT, file)}`]);
    const before = await settled(heap);
    const [cold] = await call('build', [ahead, 1], seconds);
    const after = await heap();
    const wasm = await call('memoryBytes');
    const typed = await call(
      'type',
      [queries, { rounds: Number(given.rounds), budget: Number(given.budget) * 1000, limit }],
      Number(given.budget) * 3 + 60,
    );
    const again = cold < 300 ? 9 : 0;
    const warm = again ? median(await call('build', [ahead, again], seconds)) : null;
    const buffers = wasm ?? after.buffers - before.buffers;
    return {
      name,
      ...size,
      chromium: await version(),
      bytes: ahead.bytes ?? adapter.bytes,
      build: ahead.built ?? cold,
      ahead: Boolean(ahead.built),
      warm: ahead.built ? null : warm,
      memory: Math.max(after.objects - before.objects, 0) + buffers,
      ...typed,
    };
  });
}

/** The heap, once what was fetched is gone from it. */
async function settled(heap) {
  let last = await heap();
  for (let look = 0; look < 8; look++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const next = await heap();
    const moved = Math.abs(next.objects + next.buffers - last.objects - last.buffers);
    last = next;
    if (moved < 50_000) break;
  }
  return last;
}

const machine = () => ({
  date: new Date().toISOString().slice(0, 10),
  machine: `${os.cpus().length} cores of ${os.cpus()[0]?.model.trim()}`,
});

/** The median of the passes in each figure. */
function middle(passes) {
  const [first] = passes;
  const figures = Object.entries(first).map(([key, value]) =>
    [key, typeof value === 'number' ? median(passes.map((pass) => pass[key])) : value]);
  return Object.fromEntries(figures);
}

async function engines(scale, address) {
  const file = corpus.file(base, scale, WORK);
  const keys = given.engines?.split(',') ?? (scale >= VERY_LONG ? QUICK : ALL);
  const rows = [];
  for (const key of keys) {
    if (key === 'tantivy' && !fs.existsSync(path.join(WORK, 'tantivy.wasm'))) {
      console.error(`${scale}× tantivy: left out, it could not be built`);
      continue;
    }
    rows.push({ key, adapter: await adapters.read(key, { here: HERE, root: ROOT, work: WORK }), passes: [] });
  }
  // a pass over all of them after the other: what else the machine does falls on all alike
  for (let pass = 0; pass < Number(given.passes ?? (scale < VERY_LONG ? 3 : 1)); pass++) {
    for (const row of rows) {
      try {
        const measured = await measure(row.adapter, file, scale, address);
        row.passes.push(measured);
        const { build, p50, p95, coldP95, blank } = measured;
        const key = `p50 ${p50.toFixed(0)} µs, p95 ${p95.toFixed(0)} µs, cold p95 ${coldP95.toFixed(0)} µs`;
        console.error(`${scale}× ${row.key}: build ${build.toFixed(1)} ms, ${key}, blank ${(100 * blank).toFixed(2)} %`);
        if (given.verbose) console.error(measured.slowest, measured.blanks, (measured.memory / 2 ** 20).toFixed(1));
      } catch (error) {
        row.failed = String(error.message ?? error).split('\n')[0];
        console.error(`${scale}× ${row.key}: ${row.failed}`);
      }
    }
  }
  return {
    scale,
    ...machine(),
    queries: queries.length,
    rows: rows.map(({ key, passes, failed }) => (passes.length ? { key, ...middle(passes) } : { key, failed })),
  };
}

/** Parsing and extraction of the bundled paper, and of it some times over; the counts must be those that the host finds. */
async function extraction(address) {
  const { source, metadata, counts } = JSON.parse(fs.readFileSync(path.join(WORK, 'paper.json'), 'utf8'));
  const rows = [];
  let chromiumVersion;
  for (const [scale, times] of [[1, 60], [10, 3], [100, 0]]) {
    await withPage(`${address}/benches/browser/page/index.html`, chromium, async ({ call, version }) => {
      chromiumVersion = await version();
      const module = '/benches/browser/.work/extraction/lectern_bench_extraction.js';
      const text = Array(scale).fill(source).join('\n\n');
      const measured = await call('extraction', [module, text, metadata, times], 300);
      if (scale === 1) assert.deepEqual(measured.counts, counts);
      console.error(`${scale}× extraction: first ${measured.first.all.toFixed(1)} ms, then ${measured.warm.all.toFixed(1)} ms`);
      rows.push({ scale, bytes: Buffer.byteLength(text), ...measured });
    });
  }
  return { ...machine(), chromium: chromiumVersion, rows };
}

const { address, close } = await serve(ROOT);
if (given.only !== 'search') {
  fs.writeFileSync(path.join(WORK, 'extraction.json'), JSON.stringify(await extraction(address), null, 1));
}
if (given.only !== 'extraction') {
  for (const scale of given.scales.split(',').map(Number)) {
    fs.writeFileSync(path.join(WORK, `result-${scale}.json`), JSON.stringify(await engines(scale, address), null, 1));
  }
}
close();
write(HERE, WORK);
