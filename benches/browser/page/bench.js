// What runs in the page. The driver calls these functions, one after the other.

const now = () => performance.now();

/** The value below which a share of the values lies. */
const quantile = (values, share) => {
  const sorted = Float64Array.from(values).sort();
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : null;
};

let engine;
let units;

window.bench = {
  async engine(url) {
    engine = await import(url);
    return { name: engine.name, isolated: crossOriginIsolated };
  },

  /** Fetches the units; gives how many, and the characters of their texts. */
  async units(url) {
    units = await (await fetch(url)).json();
    return { units: units.length, characters: units.reduce((sum, unit) => sum + unit.text.length, 0) };
  },

  /** Builds the index some times; gives milliseconds. */
  async build(extra, times) {
    const taken = [];
    for (let time = 0; time < times; time++) {
      const start = now();
      await engine.load(units, extra);
      taken.push(now() - start);
    }
    return taken;
  },

  memoryBytes: () => engine.memoryBytes?.() ?? null,

  /**
   * Types the queries letter by letter, one search for each letter: a cold round directly after the build, then warm ones.
   * Times are in microseconds. An engine that is over its budget types fewer queries; they are in random order, the same for all.
   */
  async type(queries, { rounds, budget, limit }) {
    const keys = [];
    const start = now();
    let typed = 0;
    for (const query of queries) {
      for (let end = 1; end <= query.length; end++) {
        const text = query.slice(0, end);
        const before = now();
        let found = engine.search(text, { limit });
        // an engine that answers at once is not made to wait
        if (found?.then) found = await found;
        keys.push({ text, cold: (now() - before) * 1000, warm: [], hits: found?.length ?? 0 });
      }
      typed++;
      if (now() - start > budget) break;
    }
    const warm = now();
    warming: for (let round = 0; round < rounds; round++) {
      for (const key of keys) {
        const before = now();
        const found = engine.search(key.text, { limit });
        if (found?.then) await found;
        key.warm.push((now() - before) * 1000);
        if (now() - warm > budget) break warming;
      }
    }
    // over the budget: the cold time stands in
    const usual = keys.map((key) => (key.warm.length ? quantile(key.warm, 0.5) : key.cold));
    const cold = keys.map((key) => key.cold);
    const words = keys.filter((key) => key.text.length >= 3);
    return {
      queries: typed,
      keys: keys.length,
      mean: usual.reduce((sum, time) => sum + time, 0) / usual.length,
      p50: quantile(usual, 0.5),
      p95: quantile(usual, 0.95),
      most: quantile(usual, 1),
      coldP95: quantile(cold, 0.95),
      hits: keys.reduce((sum, key) => sum + key.hits, 0) / keys.length,
      blank: words.filter((key) => !key.hits).length / words.length,
      blanks: words.filter((key) => !key.hits).map((key) => key.text),
      slowest: keys.map((key, at) => [key.text, Math.round(usual[at])]).sort((a, b) => b[1] - a[1]).slice(0, 12),
    };
  },
};

/** What is done with a paper, in order. */
const STEPS = ['themes', 'gazetteer', 'facts'];

/** What is counted then. */
const KINDS = ['blocks', 'themes', 'figures', 'dates', 'entities', 'acronyms', 'recommendations', 'forecasts', 'relations', 'sums'];

/**
 * Parses a paper and extracts all kinds of facts, some times. Gives how many of each kind there are, milliseconds of the first time, and the
 * medians of the others, for each step and for all.
 */
window.bench.extraction = async (module, source, metadata, times) => {
  const { default: init, Paper } = await import(module);
  await init();
  const runs = [];
  const counts = {};
  for (let time = 0; time <= times; time++) {
    const run = {};
    const start = now();
    const paper = new Paper(source, metadata);
    run.parse = now() - start;
    for (const step of STEPS) {
      const before = now();
      paper.step(step);
      run[step] = now() - before;
    }
    run.all = now() - start;
    for (const kind of KINDS) counts[kind] = paper.step(kind);
    runs.push(run);
    paper.free();
  }
  const [first, ...warm] = runs;
  const of = (step) => (warm.length ? quantile(warm.map((run) => run[step]), 0.5) : first[step]);
  return { counts, first, warm: Object.fromEntries(Object.keys(first).map((step) => [step, of(step)])) };
};

window.ready = true;
