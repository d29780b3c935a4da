// Makes reference.json and read_back.json: what a citation processor and its parsers say of cases.json and records.json. README.md
// here says what must be installed, and where: run in a folder with node_modules and styles/, the tests' folder as the argument.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);
const CSL = require('citeproc');
const { plugins } = require('@citation-js/core');
require('@citation-js/plugin-bibtex');
require('@citation-js/plugin-ris');

const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
// a line each case
const line = ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
const write = (name, value) => writeFileSync(`${folder}/${name}`, `{\n${Object.entries(value).map(line).join(',\n')}\n}\n`);
const styles = { apa: 'apa', chicago: 'chicago-notes-bibliography', mla: 'modern-language-association' };
const other = { id: 'other', type: 'book', title: 'Other', author: [{ family: 'Other', given: 'A.' }] };
const cases = read('cases.json');

function cite({ csl, locator }, style) {
  const items = { paper: csl, other };
  const sys = { retrieveItem: (id) => items[id], retrieveLocale: () => readFileSync('styles/locales-en-US.xml', 'utf8') };
  const engine = new CSL.Engine(sys, readFileSync(`styles/${style}.csl`, 'utf8'), 'en-US');
  engine.setOutputFormat('html');
  const range = locator.pages ?? locator.paragraphs;
  const at = range && { locator: [...new Set(range)].join('-'), label: locator.pages ? 'page' : 'paragraph' };
  const texts = [];
  // another work between two citations, or the second would be “ibid.”
  ['paper', 'other', 'paper'].forEach((id, index, all) => {
    const before = all.slice(0, index).map((_, place) => [`c${place}`, place + 1]);
    const item = id === 'paper' ? { id, ...at } : { id };
    const cluster = { citationID: `c${index}`, citationItems: [item], properties: { noteIndex: index + 1 } };
    for (const [place, text] of engine.processCitationCluster(cluster, before, [])[1]) texts[place] = text;
  });
  engine.updateItems(['paper']);
  const entry = engine.makeBibliography()[1][0].replace(/<\/?div[^>]*>/g, '').trim();
  // the processor writes signs as numbers
  const plain = (text) => text.replaceAll('&#38;', '&amp;').replaceAll('&#60;', '&lt;').replaceAll('&#62;', '&gt;');
  return { entry: plain(entry), citation: plain(texts[0]), short: plain(texts[2]) };
}

write('reference.json', Object.fromEntries(cases.map((each) => {
  const texts = Object.entries(styles).map(([name, style]) => [name, cite(each, style)]);
  return [each.name, Object.fromEntries(texts)];
})));

write('read_back.json', Object.fromEntries(Object.entries(read('records.json')).map(([name, of]) => {
  const parsed = (text, type) => {
    const { _graph, ...csl } = plugins.input.chain(text, { forceType: type })[0];
    return csl;
  };
  const [bibtex, biblatex] = ['bibtex', 'biblatex'].map((dialect) => parsed(of.bibtex, `@${dialect}/text`));
  return [name, { of, bibtex, biblatex, ris: parsed(of.ris, '@ris/file') }];
})));
