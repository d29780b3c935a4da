// The miner's worker: starts the page's second program, and lets it answer one question after the other (src/miner/mod.rs). After
// an answer that begins with `failed` the page stops this worker, and starts another with its next question.
//
// A question is a string, and so is its answer. A reader's own text comes as { name, bytes, quiet }: unless quiet, each step is told as
// { next: 'per cent, what' }, the end as { packed: bytes } or { why: 'words' }; from then on questions are about that text.
import init, { Miner, Reading } from './@program@';

const ready = start();
// waited for with the first question
ready.catch(() => {});
let miner;

/** Fetches the program against its recorded hash. */
async function start() {
  // the one-file edition brings it along
  if (self.lecternProgram) return init({ module_or_path: self.lecternProgram() });
  const ask = cache => fetch(new URL('./@wasm@', import.meta.url), { integrity: '@wasm-integrity@', credentials: 'same-origin', cache });
  // once more, past what the browser has kept of it
  const program = await ask('default').catch(() => ask('reload'));
  if (!program.ok) throw new Error(`${program.status} ${program.statusText}`);
  await init({ module_or_path: program });
}

onmessage = async ({ data }) => {
  const isText = typeof data === 'object';
  try {
    await ready;
    if (isText) read(data);
    else postMessage((miner ??= new Miner()).answer(data));
  } catch (error) {
    const why = `The browser says: ${error.message || error}`;
    postMessage(isText ? { why } : `failed ${why}`);
  }
};

function read({ name, bytes, quiet }) {
  const reading = new Reading(name, new Uint8Array(bytes));
  for (let next; (next = reading.next());) {
    if (!quiet) postMessage({ next });
    const why = reading.step();
    if (why) return postMessage({ why });
  }
  const packed = reading.packed();
  miner = reading.miner();
  if (!quiet) postMessage({ packed }, [packed.buffer]);
}
