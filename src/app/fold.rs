//! A fold: a crease in the sheet, and what lies under it in words.

use lectern::view::filter::Fold;
use lectern::view::words::{counted, paragraph};

use super::icons;
use super::tag::{Tag, button, tag};

/// The line of a fold. `element` is what it is in the markup, since a list takes only items.
pub fn fold_line(fold: &Fold, query: &str, element: &'static str) -> Tag {
    let first = fold.first.0.to_string();
    let mut range = paragraph(fold.first);
    if fold.first != fold.last {
        range = [&range, "–", &fold.last.0.to_string()].concat();
    }
    let what = if fold.opened { ["Hide ", &fold.what, " again"].concat() } else { [&fold.what, " hidden"].concat() };
    let mut says = tag("span").add(tag("b").text(&what));
    if fold.hits > 0 {
        says = says.text(&[", with ", &counted(fold.hits, "hit"), " for ", query].concat());
    }
    let toggle = button("fold", &first)
        .flag("aria-expanded", fold.opened)
        .add(tag("span").class("range").is("aria-hidden", "true").text(&range))
        .add(says)
        .add(if fold.opened { icons::up() } else { icons::down() });
    tag(element)
        .key(&["fold ", &fold.first.to_string()].concat())
        .class(if fold.opened { "fold opened" } else { "fold" })
        .add(toggle)
}
