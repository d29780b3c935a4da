// The tables: RESULTS.md.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => {
  const all = sorted(values);
  const middle = all.length >> 1;
  return all.length % 2 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
};
const milliseconds = (time) => `${time.toFixed(0)} ms`;
const span = (values) => `${sorted(values)[0].toFixed(0)}–${sorted(values).at(-1).toFixed(0)} ms`;

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at ? '--:' : '---'))), ...rows.map(line)].join('\n');
}

/** Writes RESULTS.md of all runs. */
export function write(here, { conditions, runs, sizes, version, word }) {
  const of = (condition, what, figure) =>
    runs.filter((run) => run.condition === condition && run.what === what).map((run) => run[figure]);
  const paints = conditions.flatMap(({ key, name }) => [['fcp', 'first paint'], ['lcp', 'largest paint']].map(([figure, said]) => {
    const [page, still] = [of(key, 'page', figure), of(key, 'still', figure)];
    return [`${name}: ${said}`, milliseconds(median(page)), milliseconds(median(still)), `${(median(page) / median(still)).toFixed(2)}×`, span(page), span(still)];
  }));
  const searches = conditions.map(({ key, name }) => {
    const figure = (name) => of(key, 'search', name);
    return [name, milliseconds(median(figure('typed'))), milliseconds(median(figure('ready'))), milliseconds(median(figure('found'))), span(figure('found'))];
  });
  const shifts = conditions.map(({ key, name }) => [name, median(of(key, 'page', 'cls')).toFixed(4), Math.max(...of(key, 'page', 'cls')).toFixed(4)]);
  const bytes = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const rounds = of(conditions[0].key, 'page', 'fcp').length;
  const text = [
    '# Results',
    'Written by `cargo xtask bench --only page`; [README.md](README.md) says what is measured and how.',
    `${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} cores of ${os.cpus()[0]?.model.trim()}, Chromium ${version}; medians of ${rounds} visits, each with a fresh profile. The machine is shared: compare within a row.`,
    '## When the paper can be read',
    table(['', 'the page', 'without scripts', 'ratio', 'the page, all visits', 'without, all visits'], paints),
    '## When a search answers',
    `“${word}”, typed as soon as the box is there; all times from the beginning of the visit.`,
    table(['', 'typed', 'the program is there', 'the list of results', 'all visits'], searches),
    '## What moves',
    'Cumulative layout shift of the page.',
    table(['', 'median', 'worst'], shifts),
    `All that a visit fetches, as it is sent: ${Math.round(bytes / 1000)} KB in ${Object.keys(sizes).length} files.`,
  ];
  fs.writeFileSync(path.join(here, 'RESULTS.md'), text.join('\n\n') + '\n');
  console.log(text.slice(3).join('\n\n'));
}
