//! The search box: results while typing, and the way through the hits.

use lectern::corpus::Corpus;
use lectern::view::searches::Searches;

use super::asking::asking;
use super::icons;
use super::tag::{Tag, button, siblings, tag};

/// The id of its field.
pub const FIELD: &str = "search";

/// The box with a query; what its field holds is written there by an effect, since it may hold what was typed before the program came. `count` is what it says of its hits. An empty one offers searches, and says how to ask.
pub fn search_box(corpus: &Corpus, query: &str, count: &str, searches: &Searches) -> Tag {
    let field = tag("input")
        .is("id", FIELD)
        .is("type", "search")
        .is("placeholder", "Search this paper")
        .is("autocomplete", "off")
        .is("spellcheck", "false")
        .is("enterkeyhint", "search");
    let tool = |what, name: &'static str, icon| button(what, "").class("tool").is("aria-label", name).add(icon).into();
    let tools = if query.is_empty() {
        siblings(vec![tag("kbd").is("aria-hidden", "true").text("/").into()])
    } else {
        siblings(vec![
            tool("previous", "Previous hit", icons::up()),
            tool("next", "Next hit", icons::down()),
            tool("clear", "Clear search", icons::cross()),
        ])
    };
    tag("form")
        .class("search")
        .is("role", "search")
        .is("data-do", "submit")
        .add(tag("label").class("visually-hidden").is("for", "search").text("Search this paper"))
        .add(icons::search())
        .add(field)
        .add(tag("span").is("role", "status").class("search-count").text(count))
        .add(tools)
        .maybe(query.is_empty().then(|| asking(corpus, searches)))
}
