//! The themes: a line of sigla, each a button.

use lectern::corpus::Corpus;
use lectern::extract::themes::Theme;
use lectern::view::screen::{Chip, Screen};

use super::facets::facets;
use super::sigil::sigil;
use super::tag::{Tag, tag};

/// `open` says whether the panel of other filters is open.
pub fn theme_bar(corpus: &Corpus, screen: &Screen, open: bool) -> Tag {
    let mut chips = tag("ul");
    for chip in &screen.chips {
        if let Some(theme) = corpus.themes.by_id(chip.theme.as_str()) {
            chips = chips.add(tag("li").add(button(theme, chip)));
        }
    }
    let group = tag("div")
        .class("sigla-bar")
        .is("role", "group")
        .is("aria-label", "Themes, with the number of passages in each")
        .add(chips);
    let [opener, panel] = facets(corpus, screen, open);
    tag("div").class("themes").is("data-bar", "").add(group).add(opener).add(panel)
}

/// A theme that gives nothing can still be reached and read, but does nothing.
fn button(theme: &Theme, chip: &Chip) -> Tag {
    let nothing = if chip.gives_nothing { ": no passage of what is shown" } else { "" };
    let title = [&theme.definition, nothing].concat();
    tag("button")
        .is("type", "button")
        .class("theme")
        .when("data-do", "theme", !chip.gives_nothing)
        .has("data-with", chip.theme.as_str())
        .flag("aria-pressed", chip.pressed)
        .when("aria-disabled", "true", chip.gives_nothing)
        .has("title", &title)
        .add(sigil(theme))
        .add(tag("span").text(&theme.name))
        .text(" ")
        .add(tag("span").class("n").text(&chip.count.to_string()))
}
