// Stands first in the head of a story's page and remembers whatever goes wrong in it. A file of its own: the page's policy allows no
// inline script.
(() => {
  'use strict';
  const troubles = window.storyTroubles = [];
  const note = (what, ...words) => troubles.push(`${what}: ${words.join(' ')}`);
  addEventListener('error', event => {
    const source = event.target && (event.target.src || event.target.href);
    note('error', event.message || source || event.type);
  }, true);
  addEventListener('unhandledrejection', event => note('rejection', event.reason));
  document.addEventListener('securitypolicyviolation', event =>
    note('policy', event.effectiveDirective, event.blockedURI, `${event.sourceFile}:${event.lineNumber}`));
  for (const kind of ['error', 'warn', 'assert']) {
    const said = console[kind];
    console[kind] = (...words) => {
      if (kind !== 'assert' || !words[0]) note(`console.${kind}`, ...words);
      said.apply(console, words);
    };
  }
})();
