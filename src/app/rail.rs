//! The rail answers "where?": contents, and the results of a query in their place.

use lectern::corpus::Corpus;
use lectern::document::SectionId;
use lectern::view::screen::Screen;
use lectern::view::searches::Searches;
use lectern::view::words::grouped;
use yew::Html;

use super::choices::{carry, mode};
use super::contents::contents;
use super::icons;
use super::results::results;
use super::tag::{Tag, button, tag};

/// Which of its two sheets the rail shows while a query is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    Contents,
    #[default]
    Results,
}

/// The rail; `section` is the one at the top of the screen.
pub fn rail(corpus: &Corpus, screen: &Screen, section: Option<SectionId>, sheet: Sheet, more: usize, searches: &Searches) -> Tag {
    let searching = screen.is_searching();
    let close = tag("button")
        .is("type", "button")
        .class("tool opener")
        .is("popovertarget", "rail")
        .is("popovertargetaction", "hide")
        .is("aria-label", "Close")
        .add(icons::cross());
    let found = ["Results ", &grouped(screen.hits.len())].concat();
    let tabs = searching.then(|| {
        let contents = button("contents", "").flag("aria-pressed", sheet == Sheet::Contents).text("Contents");
        let results = button("results", "").flag("aria-pressed", sheet == Sheet::Results).text(&found);
        tag("div").class("tabs").add(contents).add(results)
    });
    let filtering = screen.filter.is_on();
    tag("aside")
        .class("rail")
        .is("id", "rail")
        .is("popover", "auto")
        .is("aria-label", if searching { "Results and filters" } else { "Contents and filters" })
        .add(close)
        .maybe(tabs)
        .maybe(Some(screen).filter(|_| filtering).and_then(carry))
        .maybe(filtering.then(|| mode(screen)))
        .add(if searching && sheet == Sheet::Results {
            Html::from(results(corpus, screen, more, searches))
        } else {
            Html::from(contents(screen, section))
        })
        .add(tag("p").class("private").text("Works offline. Nothing you type or mark leaves this machine."))
}
