// The built engine, in Node: `cargo xtask engine` runs it. The first test is the example of README.md.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';

import { Engine, initSync } from '../pkg/lectern_engine.js';

initSync({ module: fs.readFileSync(new URL('../pkg/lectern_engine_bg.wasm', import.meta.url)) });

const units = [
  { id: 'a', text: 'Russia rents the Baikonur complex.', headings: ['Space'] },
  { id: 'b', text: '“Gas” is exported to China – by pipeline.', tags: { pages: [7, 8], kinds: ['figure'] } },
  { id: 'c', text: 'The gas price rose to $250 in 2008.' },
];

test('the example', () => {
  const engine = new Engine(units);
  const { hits, total } = engine.search('exporting gas', { limit: 10, typing: true });
  assert.equal(total, 2);
  assert.equal(hits[0].id, 'b');
  const lit = hits[0].spans.map(({ start, end }) => units[1].text.slice(start, end));
  assert.deepEqual(lit, ['Gas', 'exported']);
  engine.free();
});

test('order, limit and spans', () => {
  const engine = new Engine(units);
  const ids = (options) => engine.search('gas export', options).hits.map((hit) => hit.id);
  assert.deepEqual(ids({}), ['b', 'c']);
  assert.deepEqual(ids({ limit: 1 }), ['b']);
  assert.deepEqual(ids({ order: 'reading' }), ['b', 'c']);
  assert.deepEqual(engine.search('gas', { spans: 1 }).hits.map((hit) => hit.spans.length), [1, 0]);
  assert.deepEqual(engine.search('chin').hits.length, 1, 'a misspelling');
  assert.equal(engine.search('baik', { typing: true }).hits[0].id, 'a');
});

test('names, related words and what was searched too', () => {
  const engine = new Engine(units, { names: [['Baikonur', 'Tyuratam']], gazetteer: 'Russia\tcountry\t~Moscow\tRussian\n' });
  const { hits, expansions } = engine.search('tyuratam');
  assert.equal(hits[0].id, 'a');
  assert.deepEqual(expansions, [{ from: 'tyuratam', to: 'baikonur', reason: 'variant', units: 1 }]);
  assert.equal(engine.search('moscow').hits[0].id, 'a');
  assert.deepEqual(engine.search('tyuratam', { without: ['baikonur'] }).hits, []);
});

test('filters, expressions, problems and suggestions', () => {
  const engine = new Engine(units);
  const ids = (query) => engine.search(query).hits.map((hit) => hit.id);
  assert.deepEqual(ids('page:8'), ['b']);
  assert.deepEqual(ids('gas money:>100'), ['c']);
  assert.deepEqual(ids('/Bai[a-z]+ur/'), ['a']);
  const [problem] = engine.search('gas /(/').problems;
  assert.equal('gas /(/'.slice(problem.start, problem.end).includes('('), true);
  assert.ok(engine.search('pipelinexyz').suggestions.includes('pipeline'));
  assert.equal(engine.search('how much gas').wanted, 'figures');
});

test('a score explained', () => {
  const engine = new Engine(units);
  const [hit] = engine.search('gas exports').hits;
  const why = engine.explain('gas exports', hit.id);
  const sum = why.parts.reduce((sum, part) => sum + part.score, 0);
  assert.ok(Math.abs(sum * why.coverage * why.answer + why.proximity - hit.score) < 1e-9);
  assert.deepEqual(why.parts.map((part) => part.typed), ['gas', 'exports']);
  assert.equal(engine.explain('gas', 'a'), undefined);
  assert.equal(engine.explain('gas', 'nowhere'), undefined);
  assert.ok(engine.memoryBytes() >= 65_536);
});

test('what is no unit is an error, and the engine goes on', () => {
  assert.throws(() => new Engine('text'), TypeError);
  assert.throws(() => new Engine([{ id: 'a' }]), TypeError);
  assert.throws(() => new Engine([null]), TypeError);
  const engine = new Engine([{ id: 'a', text: 'gas', headings: 7, tags: { pages: 'x', kinds: null } }], { names: [1] });
  assert.equal(engine.search('gas', { limit: -1, without: 3 }).hits.length, 1);
});
