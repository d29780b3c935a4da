// Runs before the first paint: the colours and the text size that the reader chose last time, so that nothing flashes or jumps.
// The page's program owns these settings and writes them; whatever cannot be read here is left at the style sheet's own value.
(() => {
  'use strict';
  const SCHEMES = ['light', 'dark', 'sepia', 'contrast'];
  try {
    const settings = JSON.parse(localStorage.getItem('lectern.settings')) || {};
    const root = document.documentElement;
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
