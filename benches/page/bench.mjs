#!/usr/bin/env node
// Measures how soon the built page can be read and searched, beside the same page without its scripts. `cargo xtask bench --only page` calls it;
// README.md says what it measures.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { withBlank } from '../browser/browser.mjs';
import { write } from './results.mjs';
import { serve } from './server.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

const { values: given } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string', default: '11' }, verbose: { type: 'boolean' } },
});
const chromium = process.env.LECTERN_CHROMIUM ?? '/usr/bin/chromium';
const built = process.env.LECTERN_DIST ?? path.resolve(HERE, '../../dist');

/** What a reader's machine and connection are like. */
const CONDITIONS = [
  { key: 'fast', name: 'this machine, no throttle' },
  { key: 'slow', name: 'CPU 4× slower, 1.6 Mbit/s, 150 ms', cpu: 4, network: { latency: 150, kilobits: 1600 } },
];
const WORD = 'pipelines';
const RESULTS = 'ol[aria-label="Results"] > li';

/** Copies the page and takes every script out of its HTML, inline or not; what runs nowhere, a block of data, stays. */
function withoutScripts(from) {
  const to = fs.mkdtempSync(path.join(os.tmpdir(), 'lectern-still-'));
  fs.cpSync(from, to, { recursive: true });
  const file = path.join(to, 'index.html');
  const html = fs.readFileSync(file, 'utf8');
  const still = html.replace(/<script(\b[^>]*\ssrc=[^>]*)?>.*?<\/script>/gs, '');
  if (still === html) throw new Error(`${file} has no scripts to take out`);
  fs.writeFileSync(file, still);
  return to;
}

async function throttle(page, { cpu, network }) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  if (cpu) await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (!network) return;
  const throughput = (network.kilobits * 1000) / 8;
  const conditions = { offline: false, latency: network.latency, downloadThroughput: throughput, uploadThroughput: throughput };
  await session.send('Network.emulateNetworkConditions', conditions);
}

/** The page's paints and what has moved in it, once nothing is under way any more. */
const painted = () => {
  const seen = (type) => new Promise((resolve) => {
    const entries = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type, buffered: true });
    // what is buffered comes in a task of its own
    setTimeout(() => resolve(entries.concat(observer.takeRecords())), 100);
  });
  return Promise.all(['paint', 'largest-contentful-paint', 'layout-shift'].map(seen)).then(([paints, largest, shifts]) => ({
    fcp: paints.find(({ name }) => name === 'first-contentful-paint').startTime,
    lcp: Math.max(...largest.map(({ startTime }) => startTime)),
    cls: shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0),
  }));
};

async function look(address, condition, isAlive) {
  return withBlank(chromium, async (page) => {
    await throttle(page, condition);
    await page.goto(address, { waitUntil: 'load' });
    if (isAlive) await page.waitForSelector('html[data-ready]');
    await page.waitForLoadState('networkidle');
    return page.evaluate(painted);
  });
}

/** When the list of results stands, in milliseconds from the beginning of the visit, and when the program had taken the page over. */
async function search(address, condition) {
  return withBlank(chromium, async (page) => {
    await throttle(page, condition);
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForSelector('#search', { state: 'visible' });
    const found = page.evaluate((selector) => new Promise((resolve) => {
      let ready, found;
      const check = () => {
        if (document.documentElement.dataset.ready) ready ??= performance.now();
        if (document.querySelector(selector)) found ??= performance.now();
        if (!ready || !found) return requestAnimationFrame(check);
        resolve({ found, ready, typed: window.lecternTyped });
      };
      check();
    }), RESULTS);
    await page.focus('#search');
    await page.evaluate(() => (window.lecternTyped = performance.now()));
    await page.keyboard.type(WORD);
    return found;
  });
}

const still = withoutScripts(built);
const [alive, stillSite] = [await serve(built), await serve(still)];
const runs = [];
try {
  for (let round = 0; round < Number(given.rounds); round++) {
    for (const condition of CONDITIONS) {
      // first the one, then the other: what else the machine does falls on both alike
      const both = [['page', alive.address], ['still', stillSite.address]];
      for (const [what, address] of round % 2 ? both.reverse() : both)
        runs.push({ condition: condition.key, what, ...(await look(address, condition, what === 'page')) });
      runs.push({ condition: condition.key, what: 'search', ...(await search(alive.address, condition)) });
      if (given.verbose) console.error(round, runs.slice(-3));
    }
    console.error(`round ${round + 1} of ${given.rounds}`);
  }
} finally {
  alive.close();
  stillSite.close();
  fs.rmSync(still, { recursive: true, force: true });
}
const version = await withBlank(chromium, async (page) => page.context().browser()?.version() ?? (await page.evaluate(() => navigator.userAgent)).match(/Chrome\/([\d.]+)/)[1]);
write(HERE, { conditions: CONDITIONS, runs, sizes: alive.sizes(), version, word: WORD });
