// An engine's adapter: how it gets into the page, and how many bytes it costs.
//
// An adapter is a module in engines/ that exports `name`, `load(units, extra)` and `search(query, { limit })` (ids in rank order, or a promise of
// them), and perhaps `memoryBytes()` (for WebAssembly: the size of its memory). It is bundled and minified, and the bundle, gzip -9, is what
// it costs. Lines of these kinds in it say otherwise:
//
//     // @bench raw                 it is served as it is, with what it imports
//     // @bench library FILE        JavaScript counted as a part of it, minified and compressed; paths are from the adapter
//     // @bench asset FILE          a file counted as a part of it, compressed
//
// Beside it, NAME.node.mjs may export `prepare(units, folder, { seconds })`: a step ahead of time, whose result `load` gets in `extra`.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import zlib from 'node:zlib';
import * as esbuild from 'esbuild';

const compressed = (bytes) => Math.min(bytes.length, zlib.gzipSync(bytes, { level: 9 }).length);

async function minified(entry) {
  const options = { bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'error' };
  const { outputFiles } = await esbuild.build({ entryPoints: [entry], write: false, external: ['*.wasm'], ...options });
  return outputFiles[0].contents;
}

/** Reads an adapter. `root` is the served folder, `work` a folder in it to write to. */
export async function read(key, { here, root, work }) {
  const file = path.join(here, 'engines', `${key}.mjs`);
  const source = fs.readFileSync(file, 'utf8');
  const lines = (kind) => [...source.matchAll(new RegExp(`^// @bench ${kind}(?: (.+))?$`, 'gm'))].map((found) => found[1]);
  const beside = (name) => path.join(path.dirname(file), name);
  const url = (of) => '/' + path.relative(root, of);
  const adapter = { key, bytes: 0 };
  if (lines('raw').length) {
    adapter.url = url(file);
    for (const name of lines('library')) adapter.bytes += compressed(await minified(beside(name)));
  } else {
    const bundle = await minified(file);
    const out = path.join(work, `${key}.mjs`);
    fs.writeFileSync(out, bundle);
    adapter.url = url(out);
    adapter.bytes += compressed(bundle);
  }
  for (const name of lines('asset')) adapter.bytes += compressed(fs.readFileSync(beside(name)));
  const ahead = file.replace(/\.mjs$/, '.node.mjs');
  if (fs.existsSync(ahead)) adapter.prepare = (await import(pathToFileURL(ahead).href)).prepare;
  return adapter;
}
