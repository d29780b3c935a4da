// A server for the page, and a fresh Chromium with a fresh profile for each measurement.

import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const KINDS = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.tsv': 'text/plain',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
};

// isolated pages have a timer of 5 microseconds
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

// what is not needed here would ask the network
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--expose-gc',
];

/** Serves a folder on loopback; gives the address and how to end it. */
export async function serve(folder) {
  const server = http.createServer((request, response) => {
    const wanted = path.normalize(decodeURIComponent(new URL(request.url, 'http://here').pathname));
    const file = path.join(folder, wanted);
    fs.stat(file, (error, status) => {
      if (error || !status.isFile() || !file.startsWith(folder)) return response.writeHead(404, HEADERS).end();
      const kind = KINDS[path.extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { ...HEADERS, 'Content-Type': kind, 'Content-Length': status.size });
      fs.createReadStream(file).pipe(response);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Gives a blank page in a browser of its own with a fresh profile to `use`, and ends the browser. */
export async function withBlank(executable, use) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: executable, headless: true, args: ARGUMENTS });
  try {
    return await use(context.pages()[0] ?? (await context.newPage()));
  } finally {
    await Promise.race([context.close().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 4000))]);
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens a page in a browser of its own, lets `use` work with it, and ends the browser. */
export async function withPage(address, executable, use) {
  return withBlank(executable, async (page) => {
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    const crashed = new Promise((_, reject) => page.on('crash', () => reject(new Error('out of memory'))));
    crashed.catch(() => {});
    await page.goto(address);
    await page.waitForFunction('window.ready', null, { timeout: 20_000 });
    const session = await page.context().newCDPSession(page);
    return await use({
      /** Calls a function of the page; fails when it takes longer than `seconds`. */
      call(name, values = [], seconds = 120) {
        let timer;
        const late = new Promise((_, reject) => {
          timer = setTimeout(() => reject(new Error(`${name} took more than ${seconds} s`)), seconds * 1000);
        });
        const done = page.evaluate(([name, values]) => window.bench[name](...values), [name, values]);
        return Promise.race([done, crashed, late]).finally(() => clearTimeout(timer));
      },
      /** Bytes of the page's JavaScript heap and of its buffers, after the garbage is collected. */
      async heap() {
        await session.send('HeapProfiler.enable');
        await session.send('HeapProfiler.collectGarbage');
        await session.send('HeapProfiler.collectGarbage');
        const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
        return { objects: usedSize, buffers: backingStorageSize ?? 0 };
      },
      version: () => page.context().browser()?.version() ?? session.send('Browser.getVersion').then(({ product }) => product),
    });
  });
}
