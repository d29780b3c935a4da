//! How the filter works: what a passage must carry, and what becomes of the rest.

use lectern::view::route::{Carry, Mode};
use lectern::view::screen::Screen;

use super::tag::{Tag, tag};

/// What a passage must carry; there is a choice where the filter has more than one theme.
pub fn carry(screen: &Screen) -> Option<Tag> {
    let themes = screen.filter.themes.len();
    if themes < 2 {
        return None;
    }
    let (either, both) = if themes > 2 { ("one of the themes", "all of the themes") } else { ("either theme", "both themes") };
    let mut choices = choices("carry", "A passage must carry");
    for (carry, name, count) in [(Carry::Either, either, screen.totals.either), (Carry::Both, both, screen.totals.both)] {
        choices = choices.add(radio("carry", carry.as_str(), name, Some(count), screen.route.carry == carry));
    }
    Some(choices)
}

/// What becomes of the rest.
pub fn mode(screen: &Screen) -> Tag {
    let mut choices = choices("mode", "The rest of the paper is");
    for (mode, name) in [(Mode::Mark, "shown, matches marked"), (Mode::Dim, "dimmed"), (Mode::Fold, "folded, and counted")] {
        choices = choices.add(radio("mode", mode.as_str(), name, None, screen.route.mode == mode));
    }
    choices
}

fn choices(id: &'static str, legend: &str) -> Tag {
    tag("fieldset")
        .class("choices")
        .is("role", "radiogroup")
        .is("aria-labelledby", id)
        .add(tag("legend").is("id", id).text(legend))
}

/// A radio button of a group, whose name is also what choosing does; a count beside it is not part of its name.
pub fn radio(group: &'static str, word: &'static str, name: &str, count: Option<usize>, checked: bool) -> Tag {
    let input = tag("input").is("type", "radio").is("name", group).is("data-do", group).is("data-with", word).checked(checked);
    let count = count.map(|count| tag("span").class("n").is("aria-hidden", "true").text(&count.to_string()));
    tag("label").add(input).text(name).maybe(count)
}
