// Finds elements as assistive technology does: by role and accessible name. The part of WAI-ARIA and of "Accessible Name and Description
// Computation" that this page uses. Defines `all(role, name)`, `one(role, name)` and `nameOf(element)`.
//
// A name is matched whole, white space aside; "…" at its start or end stands for any text: "Themes…", "… hidden", "…words…".
const IMPLICIT = [
  ['a[href]', 'link'], ['button, summary', 'button'], ['h1, h2, h3, h4, h5, h6', 'heading'], ['nav', 'navigation'], ['main', 'main'],
  ['aside', 'complementary'], ['section[aria-label]', 'region'], ['header:not(:is(main, article, section, aside, nav) *)', 'banner'],
  ['footer:not(:is(main, article, section, aside, nav) *)', 'contentinfo'], ['ol, ul', 'list'], ['li', 'listitem'], ['dialog', 'dialog'],
  ['fieldset', 'group'], ['output', 'status'], ['mark', 'mark'], ['article', 'article'], ['table', 'table'], ['details', 'group'],
  ['form[aria-label]', 'form'], ['input[type=search]', 'searchbox'], ['input[type=radio]', 'radio'], ['input[type=checkbox]', 'checkbox'],
  ['input[type=range]', 'slider'], ['input:not([type]), input[type=text], textarea', 'textbox'],
];
const FROM_CONTENT = ['link', 'button', 'heading', 'listitem', 'radio', 'checkbox', 'status', 'mark', 'doc-noteref', 'alert', 'note', 'option'];
const tidy = text => text.replace(/\s+/g, ' ').trim();

const roleOf = element => {
  const said = (element.getAttribute('role') || '').split(' ')[0];
  return said || (IMPLICIT.find(([selector]) => element.matches(selector)) || [])[1] || '';
};

// what is perceived: laid out, not hidden from assistive technology, and not behind a modal dialog
const perceived = element => {
  if (element.closest('[aria-hidden="true"]')) return false;
  const modal = document.querySelector('dialog:modal');
  if (modal && !modal.contains(element)) return false;
  return element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });
};

const textOf = node => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true' || node.matches('script, style')) return '';
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  if (node.getAttribute('aria-label')) return ` ${node.getAttribute('aria-label')} `;
  if (node.matches('input, textarea, select')) return '';
  const text = [...node.childNodes].map(textOf).join('');
  return style.display.startsWith('inline') ? text : ` ${text} `;
};

const nameOf = element => {
  const by = element.getAttribute('aria-labelledby');
  if (by) return tidy(by.split(/\s+/).map(id => document.getElementById(id)).filter(Boolean).map(textOf).join(' '));
  if (element.getAttribute('aria-label')) return tidy(element.getAttribute('aria-label'));
  if (element.labels && element.labels.length) return tidy([...element.labels].map(textOf).join(' '));
  if (element.matches('fieldset') && element.querySelector('legend')) return tidy(textOf(element.querySelector('legend')));
  if (FROM_CONTENT.includes(roleOf(element))) return tidy(textOf(element));
  return tidy(element.title || element.placeholder || '');
};

const matches = (found, wanted) => {
  const open = [wanted.startsWith('…'), wanted.length > 1 && wanted.endsWith('…')];
  const words = wanted.slice(open[0] ? 1 : 0, open[1] ? -1 : undefined);
  if (open[0] && open[1]) return found.includes(words);
  return open[0] ? found.endsWith(words) : open[1] ? found.startsWith(words) : found === words;
};

const all = (role, name, scope = document) =>
  [...scope.querySelectorAll('*')].filter(element => roleOf(element) === role && perceived(element) && matches(nameOf(element), name));
const one = (role, name, scope) => all(role, name, scope)[0] || null;
