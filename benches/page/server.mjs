// The site as GitHub Pages serves it: under a path, text and programs gzip'd, and to be kept for ten minutes.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const KINDS = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const PACKED = ['.png', '.webp', '.woff2'];

/** Serves a folder at a path on loopback; gives the address, what was sent, and how to end it. */
export async function serve(folder, at = '/some-repo/', port = 0) {
  const files = new Map();
  const sent = new Map();
  // read and packed once, so that no visit pays for it
  const read = (name) => {
    const file = path.join(folder, name || 'index.html');
    if (!files.has(file)) {
      if (!file.startsWith(folder) || !fs.existsSync(file) || !fs.statSync(file).isFile()) return undefined;
      const ending = path.extname(file);
      const bytes = fs.readFileSync(file);
      const isPacked = PACKED.includes(ending);
      files.set(file, {
        body: isPacked ? bytes : zlib.gzipSync(bytes, { level: 6 }),
        headers: {
          'Content-Type': KINDS[ending] ?? 'application/octet-stream',
          'Cache-Control': 'max-age=600',
          ...(isPacked ? {} : { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' }),
        },
      });
    }
    return files.get(file);
  };
  const server = http.createServer((request, response) => {
    const wanted = decodeURIComponent(new URL(request.url, 'http://here').pathname);
    const found = wanted.startsWith(at) ? read(wanted.slice(at.length)) : undefined;
    if (!found) return response.writeHead(404).end();
    sent.set(wanted.slice(at.length) || 'index.html', found.body.length);
    response.writeHead(200, { ...found.headers, 'Content-Length': found.body.length }).end(found.body);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}${at}`, sizes: () => Object.fromEntries(sent), close: () => server.close() };
}
