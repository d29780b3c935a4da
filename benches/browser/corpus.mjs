// The texts that are searched: the paper itself, and longer ones made of it.
//
// A longer text keeps the paper's distribution of lengths. Its first units are the paper's own. All others are sentences drawn from the whole
// paper, words replaced with probability REPLACED by invented ones, so that the vocabulary grows as Heaps' law has it (V = K n^B, H. S. Heaps 1978)
// with a Zipf-like curve of frequencies (preferential attachment), numbers redrawn, and headings of their own. It serves to measure cost; for
// relevance it is no ground.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const REPLACED = 0.12;
const HEAPS_B = 0.6;
const HEAPS_K = 24;
const SEED = 20240501;

const ONSETS = 'b br ch d dr f g gh h j k kh kr l m n p pr r s sh st t tr v z zh w y q'.split(' ');
const NUCLEI = 'a e i o u ai ia ou ay y'.split(' ');
const CODAS = ',,n,r,k,l,t,s,sh,m,v,z,kh,nt,rd'.split(',');
const ENDINGS = ',,,s,ed,ing,tion,abad,stan,skoe,ity,al,ov'.split(',');

/** Random numbers in [0, 1), the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Puts `all` into a random order. */
export function shuffle(all, seed) {
  const next = random(seed);
  for (let at = all.length - 1; at > 0; at--) {
    const other = (next() * (at + 1)) | 0;
    [all[at], all[other]] = [all[other], all[at]];
  }
  return all;
}

/** Invents words: most often one that it has invented before. */
function inventor(next, pick) {
  const invented = [];
  const fresh = () => {
    let word = '';
    for (let syllables = 1 + ((next() * 3) | 0); syllables > 0; syllables--) word += pick(ONSETS) + pick(NUCLEI) + pick(CODAS);
    word += pick(ENDINGS);
    return next() < 0.35 ? word[0].toUpperCase() + word.slice(1) : word;
  };
  return () => {
    const share = Math.min(1, HEAPS_K * HEAPS_B * (invented.length + 1) ** (HEAPS_B - 1));
    const word = next() < share || !invented.length ? fresh() : pick(invented);
    invented.push(word);
    return word;
  };
}

/** The units of a text `scale` times as long as `base`. */
export function scaled(base, scale) {
  if (scale === 1) return base;
  const next = random(SEED + scale);
  const pick = (all) => all[(next() * all.length) | 0];
  const invent = inventor(next, pick);
  const sentences = base
    .flatMap((unit) => unit.text.match(/[^.?!]+[.?!]*\s*/g))
    .filter((sentence) => sentence.trim().split(/\s+/).length >= 3)
    .map((sentence) => sentence.trim());
  const vary = (word) => {
    if (/^\$?\d/.test(word)) return word.replace(/\d+/g, (digits) => String(1 + ((next() * 10 ** digits.length) | 0)));
    if (word.length <= 3 || next() >= REPLACED) return word;
    return invent() + (word.match(/[.,;:?!)’]+$/)?.[0] ?? '');
  };
  const sentence = () => pick(sentences).split(' ').map(vary).join(' ');
  const units = base.slice();
  for (let round = 1; round < scale; round++) {
    let section = '';
    let left = 0;
    for (const model of base) {
      if (left-- <= 0) {
        section = sentence().split(' ').slice(0, 4 + ((next() * 5) | 0)).join(' ').replace(/[.,;:]+$/, '');
        left = 5 + ((next() * 15) | 0);
      }
      let text = '';
      while (text.length < model.text.length - 40 || !text) {
        const more = sentence();
        const room = Math.max(20, model.text.length - text.length);
        text += (text ? ' ' : '') + (text.length + more.length > model.text.length * 1.3 ? more.slice(0, room) : more);
      }
      units.push({ id: `r${round}_${model.id}`, section, subsection: '', text });
    }
  }
  return units;
}

/** The file with the units of a text, made if it is not there. Its name tells the text it was made of. */
export function file(base, scale, folder) {
  const print = createHash('sha256').update(JSON.stringify(base)).digest('hex').slice(0, 8);
  const name = path.join(folder, `units-${print}-${scale}.json`);
  if (fs.existsSync(name)) return name;
  const units = scaled(base, scale);
  // in pieces: the whole would not fit into one string
  const out = fs.openSync(`${name}.part`, 'w');
  for (let at = 0; at < units.length; at += 2000) {
    fs.writeSync(out, (at ? ',' : '[') + units.slice(at, at + 2000).map((unit) => JSON.stringify(unit)).join(','));
  }
  fs.writeSync(out, ']');
  fs.closeSync(out);
  fs.renameSync(`${name}.part`, name);
  return name;
}
