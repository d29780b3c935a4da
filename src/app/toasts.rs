//! What the page has to say for a while: the way back, a new version, a refusal.

use lectern::view::route::{Place, Route};
use lectern::view::words::paragraph;

use super::icons;
use super::moment::{Brief, Moment, Reading};
use super::tag::{Tag, button, siblings, tag};

pub fn toasts(moment: &Moment) -> Tag {
    let mut remarks = Vec::new();
    for text in &moment.remarks {
        let close = button("heard", text).class("button").text("Close");
        let toast = tag("div").class("toast quiet").is("role", "status");
        remarks.push(toast.add(tag("p").text(text)).add(close).into());
    }
    let reading = moment.reading.as_ref().map(reading);
    tag("div")
        .class("toasts")
        .maybe(reading)
        .maybe(moment.update.then(update))
        .maybe(moment.brief.as_ref().map(brief))
        .add(siblings(remarks))
        .maybe(moment.back.as_deref().map(back))
}

/// How far a reader's own text is read, and the way out.
fn reading(reading: &Reading) -> Tag {
    let bar = tag("progress").is("max", "100").has("value", &reading.done).is("aria-label", "Read so far");
    tag("div")
        .class("toast quiet reading")
        .is("role", "status")
        .add(tag("p").add(tag("b").text(&reading.name)).text(" ").text(&reading.what).text("…"))
        .add(bar)
        .add(button("stop-reading", "").class("button").text("Stop"))
}

/// What is said for some seconds.
fn brief(brief: &Brief) -> Tag {
    let deed = brief.deed.as_ref().map(|(what, with, name)| button(what, with).class("button").text(name));
    tag("div").class("toast brief").is("role", "status").add(tag("p").text(&brief.words)).maybe(deed)
}

fn update() -> Tag {
    let says =
        tag("p").add(tag("b").text("A newer edition of this page is ready.")).text(" Your place and your settings are kept.");
    tag("div")
        .class("toast")
        .is("role", "status")
        .add(says)
        .add(button("load", "").class("button").text("Load it"))
        .add(button("later", "").class("button").text("Later"))
}

fn back(route: &Route) -> Tag {
    let place = tag("span").class("n").is("aria-hidden", "true").text(&place(route));
    tag("div")
        .class("back-chip")
        .add(button("return", "").class("button").add(icons::back()).text("Back to where you were").add(place))
        .add(button("stay", "").class("tool").is("aria-label", "Stay here").add(icons::cross()))
}

/// A place in a few letters.
fn place(route: &Route) -> String {
    match &route.place {
        Some(Place::Block(block)) => paragraph(*block),
        Some(Place::View(view)) => view.as_str().to_owned(),
        _ => String::new(),
    }
}
