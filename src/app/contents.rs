//! The contents, the present section lit.

use lectern::document::SectionId;
use lectern::view::contents::Entry;
use lectern::view::screen::Screen;

use super::tag::{Tag, link, tag};

/// The contents of the paper; `current` is the section at the top of the screen.
pub fn contents(screen: &Screen, current: Option<SectionId>) -> Tag {
    let aside = match (screen.is_searching(), screen.filter.is_on()) {
        (true, _) => "hits",
        (false, true) => "shown",
        (false, false) => "minutes",
    };
    let mut list = tag("ol");
    // each section with the subsections that follow it
    for group in screen.contents.chunk_by(|_, next| next.level > 1) {
        list = list.maybe(section(group, current));
    }
    let head = tag("h2").class("label").text("Contents").add(tag("span").is("aria-hidden", "true").text(aside));
    tag("nav").class("contents").is("aria-label", "Contents").add(head).add(list)
}

fn section(group: &[Entry], current: Option<SectionId>) -> Option<Tag> {
    let (head, inner) = group.split_first()?;
    let to =
        |entry: &Entry| link(&["#", &entry.id.to_string()].concat()).when("aria-current", "location", current == Some(entry.id));
    let open = to(head)
        .add(tag("span").class("no").is("aria-hidden", "true").text(&head.number))
        .add(tag("span").text(&head.heading))
        .add(tag("span").class("n").has("title", &head.said).is("aria-hidden", "true").text(&head.aside));
    let mut item = tag("li").add(open);
    if !inner.is_empty() {
        let mut list = tag("ul");
        for entry in inner {
            list = list.add(tag("li").add(to(entry).has("title", &entry.said).text(&entry.heading)));
        }
        item = item.add(list);
    }
    Some(item)
}
