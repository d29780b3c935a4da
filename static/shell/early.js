// Runs before the first paint, so that nothing flashes or jumps: the colours and the text size that the reader chose last time, and what
// becomes of the paper, which is in the page already, until the program comes.
// The page's program owns these settings and writes them; whatever cannot be read here is left at the style sheet's own value.
(() => {
  'use strict';
  const root = document.documentElement;
  // an address that shows something else than the paper as it first stands: see `data-arriving` in the style sheet; the program takes it away
  if (!/^(#([bspn]\d+)?)?$/.test(location.hash)) root.dataset.arriving = '';
  // the paper is there at once, so the browser can go back to where the reader was; the program sees to that later
  history.scrollRestoration = 'auto';
  // a script that does not come says no more than that
  addEventListener('error', ({ target }) => {
    if (target instanceof HTMLScriptElement) root.dataset.stopped = '';
  }, true);

  const SCHEMES = ['light', 'dark', 'sepia', 'contrast'];
  try {
    const settings = JSON.parse(localStorage.getItem('lectern.settings')) || {};
    if (SCHEMES.includes(settings.scheme)) root.dataset.scheme = settings.scheme;
    const set = (property, value, standard, low, high, unit, scale) => {
      if (typeof value === 'number' && value >= low && value <= high && value !== standard)
        root.style.setProperty(property, value / scale + unit);
    };
    set('--text', settings.size, 19, 10, 60, 'rem', 16);
    set('--leading', settings.leading, 1.6, 1, 3, '', 1);
    set('--characters', settings.measure, 66, 20, 200, '', 1);
  } catch {
    // storage refused or not ours: the style sheet decides
  }
})();
