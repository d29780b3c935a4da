// Pagefind's step ahead of time: writes the index, and reads which result is which unit.

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import * as pagefind from 'pagefind';

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const content = ({ section, subsection, text }) =>
  '<html lang="en"><body data-pagefind-body>' +
  `<h2>${escaped(section)}</h2>${subsection ? `<h3>${escaped(subsection)}</h3>` : ''}<p>${escaped(text)}</p></body></html>`;

export async function prepare(units, folder, { seconds }) {
  const start = performance.now();
  const { index } = await pagefind.createIndex({ forceLanguage: 'en' });
  for (let at = 0; at < units.length; at += 64) {
    await Promise.all(
      units.slice(at, at + 64).map((unit) => index.addHTMLFile({ url: `/${unit.id}`, content: content(unit) })),
    );
    if (performance.now() - start > seconds * 1000) {
      await pagefind.close();
      throw new Error(`its index took more than ${seconds} s`);
    }
  }
  await index.writeFiles({ outputPath: folder });
  const built = performance.now() - start;
  await pagefind.close();
  const map = {};
  for (const name of fs.readdirSync(path.join(folder, 'fragment'))) {
    const text = zlib.gunzipSync(fs.readFileSync(path.join(folder, 'fragment', name))).toString();
    const { url } = JSON.parse(text.slice(text.indexOf('{')));
    map[name.replace('.pf_fragment', '')] = url.slice(1);
  }
  const bytes = ['pagefind.js', 'pagefind-worker.js', 'wasm.en.pagefind']
    .map((name) => fs.readFileSync(path.join(folder, name)))
    .reduce((sum, file) => sum + Math.min(file.length, zlib.gzipSync(file, { level: 9 }).length), 0);
  return { built, bytes, map };
}
