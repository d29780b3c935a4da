// The tables: RESULTS.md, of what was measured last at each scale.

import fs from 'node:fs';
import path from 'node:path';

const none = (value, show) => (value == null || Number.isNaN(value) ? '–' : show(value));
const kilobytes = (bytes) => none(bytes, (bytes) => `${(bytes / 1000).toFixed(bytes < 99_500 ? 1 : 0)} KB`);
const megabytes = (bytes) => none(bytes, (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`);
const milliseconds = (time) =>
  none(time, (time) => (time < 1000 ? `${time.toFixed(time < 100 ? 1 : 0)} ms` : `${(time / 1000).toFixed(1)} s`));
const microseconds = (time) => none(time, (time) => (time < 1000 ? `${time.toFixed(0)} µs` : milliseconds(time / 1000)));
const share = (value) => none(value, (value) => `${(100 * value).toFixed(1)} %`);
const thousands = (number) => number.toLocaleString('en');

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at ? '--:' : '---'))), ...rows.map(line)].join('\n');
}

const HEAD = ['engine', 'size, gzip -9', 'build, cold', 'build, warm', 'memory', 'key p50', 'key p95', 'cold p95', 'blank', 'queries'];

function cells(row) {
  if (row.failed) return [row.key, row.failed, ...Array(HEAD.length - 2).fill('')];
  return [
    row.name,
    kilobytes(row.bytes),
    milliseconds(row.build) + (row.ahead ? ' ahead' : ''),
    milliseconds(row.warm),
    megabytes(row.memory),
    microseconds(row.p50),
    microseconds(row.p95),
    microseconds(row.coldP95),
    share(row.blank),
    row.queries,
  ];
}

function section({ scale, date, machine, rows }) {
  const one = rows.find((row) => row.units);
  const size = one ? `${thousands(one.units)} units, ${thousands(one.characters)} characters` : '';
  return `## ${scale}×: ${size}\n\n${date}, ${machine}, Chromium ${one?.chromium}.\n\n${table(HEAD, rows.map(cells))}\n`;
}

/** Writes RESULTS.md, and the table in README.md, of the files `result-*.json` in `work`. */
export function write(here, work) {
  const scales = fs.readdirSync(work).filter((name) => /^result-\d+\.json$/.test(name));
  const results = scales.map((name) => JSON.parse(fs.readFileSync(path.join(work, name), 'utf8')));
  results.sort((a, b) => a.scale - b.scale);
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(here, 'package.json'), 'utf8'));
  const rivals = ['minisearch', 'flexsearch', 'lunr', '@orama/orama', 'pagefind'].map((name) => `${name} ${dependencies[name]}`);
  const tantivy = fs.readFileSync(path.join(here, 'tantivy/Cargo.lock'), 'utf8').match(/name = "tantivy"\nversion = "([^"]+)"/)[1];
  const head = [
    '# Results',
    'Written by `cargo xtask bench`; [README.md](README.md) says what is measured and how. Compare rows of one table: the machine is shared.',
    `Rivals: ${rivals.join(', ')}, tantivy ${tantivy}.`,
  ];
  const paper = results.find((result) => result.scale === 1);
  if (paper) summarise(path.resolve(here, '../../README.md'), paper);
  const extraction = path.join(work, 'extraction.json');
  const more = fs.existsSync(extraction) ? [extracted(JSON.parse(fs.readFileSync(extraction, 'utf8')))] : [];
  fs.writeFileSync(path.join(here, 'RESULTS.md'), [...head, ...results.map(section), ...more].join('\n\n').replace(/\n{3,}/g, '\n\n') + '\n');
}

/** Puts the main figures at 1× between the two marks in the project's README. */
function summarise(readme, result) {
  const head = ['', 'size, gzip -9', 'key p50', 'key p95', 'cold p95', 'blank list', 'memory'];
  const rows = result.rows.filter((row) => !row.failed).map((row) => [
    row.name,
    kilobytes(row.bytes),
    microseconds(row.p50),
    microseconds(row.p95),
    microseconds(row.coldP95),
    share(row.blank),
    megabytes(row.memory),
  ]);
  const text = fs.readFileSync(readme, 'utf8');
  const marked = /(<!-- bench[^>]*-->\n)[^]*(<!-- \/bench -->)/;
  fs.writeFileSync(readme, text.replace(marked, (_, before, after) => `${before}\n${table(head, rows)}\n\n${after}`));
}

const COUNTED = ['blocks', 'figures', 'dates', 'entities'];

function extracted({ date, machine, chromium, rows }) {
  const head = ['paper', 'bytes', 'first time', 'then', 'for each 1×', ...COUNTED];
  const sums = rows.map(({ scale, bytes, first, warm, counts }) => [
    `${scale}×`,
    thousands(bytes),
    milliseconds(first.all),
    milliseconds(warm.all),
    milliseconds(warm.all / scale),
    ...COUNTED.map((kind) => thousands(counts[kind])),
  ]);
  const steps = Object.keys(rows[0].warm).filter((step) => step !== 'all');
  const shares = rows.map(({ scale, warm }) => [`${scale}×`, ...steps.map((step) => milliseconds(warm[step]))]);
  return [
    '## Parsing and extraction',
    `${date}, ${machine}, Chromium ${chromium}. At 1× the counts are asserted to be those of the host.`,
    table(head, sums),
    'Where the time goes:',
    table(['paper', ...steps], shares),
  ].join('\n\n');
}
