//! The desk: brand over the rail, search over the text, views over the evidence.

use lectern::corpus::Corpus;
use lectern::view::route::{Place, Route, View};
use lectern::view::screen::Screen;
use lectern::view::searches::Searches;

use super::icons;
use super::search_box::search_box;
use super::tag::{Tag, button, link, tag};

/// The views that have a link in the bar.
const VIEWS: [(Option<View>, &str); 6] = [
    (None, "Read"),
    (Some(View::Figures), "Figures"),
    (Some(View::Actors), "Actors"),
    (Some(View::Concordance), "Words"),
    (Some(View::Notes), "Notes"),
    (Some(View::About), "About"),
];

pub fn desk(corpus: &Corpus, screen: &Screen, searches: &Searches) -> Tag {
    let route = &screen.route;
    let logo = tag("svg")
        .class("logo")
        .is("viewBox", "0 0 24 24")
        .is("aria-hidden", "true")
        .add(tag("path").class("logo-stand").is("d", "M12 8.5V20.5M8 20.5h8"))
        .add(tag("path").class("logo-board").is("d", "M4 11.8 20 4.6"));
    let brand = link(&route.at(None).href())
        .class("brand")
        .is("aria-label", "Lectern, first page")
        .add(logo)
        .add(tag("span").text("Lectern"));
    let mut views = tag("ul");
    for (view, name) in VIEWS {
        views = views.add(tag("li").add(view_link(route, view, name)));
    }
    // what the button says that opens the rail on narrow screens
    let rail = if screen.is_searching() { ["Results ", &screen.hits.len().to_string()].concat() } else { "Contents".to_owned() };
    let opener = tag("button").is("type", "button").class("opener").is("popovertarget", "rail");
    let aids = tag("div")
        .class("aids")
        .add(opener.add(icons::lines()).text(&rail))
        .add(button("dialog", "settings").class("letters").is("aria-label", "Text and colours").text("Aa"))
        .add(button("dialog", "keys").class("tool").is("aria-label", "Keyboard shortcuts").text("?"));
    tag("header")
        .class("desk")
        .is("data-bar", "")
        .add(brand)
        .add(search_box(corpus, &route.query, &screen.count_in_words(), searches))
        .add(tag("nav").class("views").is("aria-label", "Views").add(views))
        .add(aids)
}

fn view_link(route: &Route, view: Option<View>, name: &str) -> Tag {
    let here = match &route.place {
        Some(Place::View(open)) => view == Some(*open),
        _ => view.is_none(),
    };
    link(&route.at(view.map(Place::View)).href()).when("aria-current", "page", here).text(name)
}
