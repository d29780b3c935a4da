//! What else the paper can be filtered by: section, who is named, what is stated. A panel that a button beside the themes opens.

use lectern::corpus::Corpus;
use lectern::view::contents::number;
use lectern::view::screen::{Facet, Screen};

use super::icons;
use super::tag::{Tag, button, option, tag};

/// The id of the panel.
pub const ID: &str = "facets";

/// The button that opens the panel, and the panel, which holds something when it is `open`.
pub fn facets(corpus: &Corpus, screen: &Screen, open: bool) -> [Tag; 2] {
    let filter = &screen.filter;
    let count = filter.sections.len() + filter.actors.len() + filter.states.len();
    let said = if count > 0 { ["More filters, ", &count.to_string(), " chosen"].concat() } else { "More filters".to_owned() };
    let mut opener =
        tag("button").is("type", "button").class("more-filters").is("popovertarget", ID).has("aria-label", &said).text("More");
    if count > 0 {
        opener = opener.count(count);
    }
    let close = tag("button")
        .is("type", "button")
        .class("tool")
        .is("popovertarget", ID)
        .is("popovertargetaction", "hide")
        .is("aria-label", "Close")
        .add(icons::cross());
    let mut panel = tag("div")
        .class("popover facets")
        .is("id", ID)
        .is("popover", "auto")
        .is("role", "dialog")
        .is("aria-label", "More filters");
    if !open {
        return [opener, panel];
    }
    panel = panel
        .add(tag("div").class("dialog-head").add(tag("h2").text("Only passages that")).add(close))
        .add(group("states", "facet-states", "state one of these", &screen.states))
        .add(sections(corpus, screen))
        .maybe((!screen.actors.is_empty()).then(|| group("actor", "facet-actors", "name one of these", &screen.actors)));
    [opener, panel]
}

/// Buttons, each of which keeps what has it; one that would give nothing says so and does nothing.
fn group(what: &'static str, id: &'static str, legend: &str, facets: &[Facet]) -> Tag {
    let mut list = tag("div").class("kinds").is("role", "group").is("aria-labelledby", id);
    for facet in facets {
        let gives_nothing = facet.count == 0 && !facet.pressed;
        let one = tag("button")
            .is("type", "button")
            .when("data-do", what, !gives_nothing)
            .has("data-with", &facet.word)
            .flag("aria-pressed", facet.pressed)
            .when("aria-disabled", "true", gives_nothing)
            .text(&facet.name)
            .count(facet.count);
        list = list.add(one.key(&facet.word));
    }
    tag("section").add(tag("h3").is("id", id).text(legend)).add(list)
}

/// A section, with all that lies in it.
fn sections(corpus: &Corpus, screen: &Screen) -> Tag {
    let chosen = screen.filter.sections.first();
    let mut select =
        tag("select").is("id", "facet-section").is("data-do", "section").add(option("", "any section", chosen.is_none()));
    for section in corpus.document.sections.iter().filter(|section| section.level <= 2) {
        let number = number(corpus, section);
        let indent = if section.level > 1 { "– " } else { "" };
        let name = if number.is_empty() { section.heading.clone() } else { [&number, " ", &section.heading].concat() };
        select = select.add(option(&section.id.to_string(), &[indent, &name].concat(), chosen == Some(&section.id)));
    }
    tag("section").add(tag("h3").add(tag("label").is("for", "facet-section").text("stand in"))).add(select)
}

/// What the filter has beside themes, each to be taken away.
pub fn chosen(corpus: &Corpus, screen: &Screen) -> Option<Tag> {
    let filter = &screen.filter;
    let mut terms = Vec::new();
    let mut add = |what: &'static str, with: &str, says: &str| {
        let take = button(what, with).class("tool").has("aria-label", &["Without: ", says].concat()).add(icons::cross());
        terms.push(tag("span").class("term").text(says).add(take).into());
    };
    for id in &filter.sections {
        if let Some(section) = corpus.section(*id) {
            add("section-off", &id.to_string(), &["in ", &section.heading].concat());
        }
    }
    for facet in screen.actors.iter().filter(|facet| facet.pressed) {
        add("actor", &facet.word, &["names ", &facet.name].concat());
    }
    for facet in screen.states.iter().filter(|facet| facet.pressed) {
        add("states", &facet.word, &["states ", &facet.name].concat());
    }
    (!terms.is_empty()).then(|| tag("p").class("also").all(terms))
}
