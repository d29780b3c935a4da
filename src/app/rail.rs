//! The rail answers "where?": contents, and the results of a query in their place.

use lectern::corpus::Corpus;
use lectern::view::screen::Screen;
use lectern::view::searches::Searches;
use lectern::view::words::grouped;
use yew::Html;

use super::browser::Seen;
use super::choices::{carry, mode};
use super::contents::contents;
use super::icons;
use super::moment::Listing;
use super::results::results;
use super::shared::Shared;
use super::tag::{Tag, button, tag};

/// Which of its two sheets the rail shows while a query is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    Contents,
    #[default]
    Results,
}

/// The rail; `seen` is what is on the screen.
pub fn rail(corpus: &Shared<Corpus>, screen: &Screen, seen: Seen, sheet: Sheet, listing: Listing, searches: &Searches) -> Tag {
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
    let left =
        seen.block.filter(|_| !searching || sheet == Sheet::Contents).and_then(|block| screen.left_in_words(corpus, block));
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
            Html::from(results(corpus, screen, listing, searches))
        } else {
            Html::from(contents(screen, seen.section))
        })
        .maybe(left.map(|left| tag("p").class("left").text(&left)))
        .add(tag("p").class("private").text("Works offline. Nothing you type or mark leaves this machine."))
}
