// The miner's worker: starts the page's second program, and lets it answer one question after the other (src/miner/mod.rs). After
// an answer that begins with `failed` the page stops this worker, and starts another with its next question.
import init, { Miner } from './@program@';

const ready = start();
// waited for with the first question
ready.catch(() => {});

/** Fetches the program against its recorded hash. */
async function start() {
  const program = await fetch(new URL('./@wasm@', import.meta.url), { integrity: '@wasm-integrity@', credentials: 'same-origin' });
  if (!program.ok) throw new Error(`${program.status} ${program.statusText}`);
  await init({ module_or_path: program });
  return new Miner();
}

onmessage = async ({ data }) => {
  let answer;
  try {
    answer = (await ready).answer(data);
  } catch (error) {
    answer = `failed The browser says: ${error.message || error}`;
  }
  postMessage(answer);
};
