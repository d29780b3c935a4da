//! The view of the reader's highlights and notes.

use lectern::miner::passages::Listed;
use lectern::view::notes::{LATEST, NoteSheet, shortened};
use lectern::view::route::Route;
use yew::Html;

use super::facts::chooser;
use super::moment::Form;
use super::note_form::note_form;
use super::notes::Noting;
use super::tag::{Tag, button, link, option, siblings, tag};

const INTRO: &str = "What you marked in this paper and wrote about it. It stays on this machine; saved as a file, it can be taken along, handed on, or taken in again.";

const EMPTY: &str = "Select words in the paper: a bar beside them highlights them, in one of five colours, or takes a note. Without a mouse, s selects the passage where you are, h highlights it, and a writes a note on it.";

/// `writing` is the form that is open.
pub fn note_sheet(noting: &Noting, route: &Route, writing: Option<&Form>) -> Html {
    let noted = noting.noted();
    let notes = &noted.notes;
    let sheet = NoteSheet::new(notes, route);
    let mut page = vec![
        tag("h1").text("Highlights and notes").into(),
        tag("p").class("intro").text(INTRO).into(),
        bar(&sheet, route, notes.list.is_empty()).into(),
    ];
    if noting.is_awaited() {
        page.push(tag("p").class("empty").is("role", "status").text("Looking for your notes in the paper…").into());
    } else if notes.list.is_empty() {
        let read = tag("p").add(link("#").text("Read the paper"));
        let says = tag("p").class("say").text("Nothing is marked yet.");
        page.push(tag("div").class("empty").add(says).add(tag("p").text(EMPTY)).add(read).into());
    } else if sheet.rows.is_empty() {
        page.push(tag("p").class("empty").text("No note has these words.").into());
    } else {
        let mut list = tag("ol").class("notes").is("aria-label", "Notes");
        for note in sheet.rows.iter().filter_map(|at| notes.list.get(*at)) {
            let form = writing.filter(|form| form.id == note.id);
            let open = route.item.as_ref() == Some(&note.id);
            list = list.add(entry(note, form, open));
        }
        page.push(list.into());
    }
    siblings(page)
}

fn bar(sheet: &NoteSheet, route: &Route, is_empty: bool) -> Tag {
    let open = button("open", "").class("link").text("Take in a file");
    if is_empty {
        return tag("div").class("filterbar").add(tag("span").class("export").add(open));
    }
    let order = tag("select").is("id", "note-order").is("data-do", "note-order");
    let order =
        order.add(option("", "as in the paper", !sheet.latest_first)).add(option(LATEST, "the latest first", sheet.latest_first));
    chooser("notes", &sheet.colours, sheet.all, &route.rows, sheet.rows.len())
        .add(tag("label").is("for", "note-order").text("Order"))
        .add(order)
        .add(
            tag("span")
                .class("export")
                .add(button("save-notes", "markdown").class("link").text("Markdown"))
                .add(button("save-notes", "web").class("link").text("Web Annotation"))
                .add(open),
        )
}

fn entry(note: &Listed, form: Option<&Form>, open: bool) -> Tag {
    let where_it_is = if note.block.is_empty() {
        tag("span").text(if note.how == "paper" { "on the whole paper" } else { "no longer in this text" })
    } else {
        link(&["#", &note.block].concat()).text(&note.place)
    };
    let mut source = tag("p").class("prov").add(where_it_is);
    for part in [note.section.as_str(), note.modified.get(..10).unwrap_or_default()] {
        if !part.is_empty() {
            source = source.text(" · ").text(part);
        }
    }
    for name in &note.tags {
        source = source.text(" · ").add(tag("span").class("term").text(name));
    }
    let doubt = (!note.words.is_empty()).then(|| tag("p").class("doubt").text("These words: ").text(&note.words).text("."));
    let mut entry = tag("li").class("note").key(&note.id).when("id", "item", open).has("data-colour", &note.colour);
    if !note.quote.is_empty() {
        entry = entry.add(tag("blockquote").has("class", &["quoted pen-", &note.colour].concat()).text(&note.quote));
    }
    let entry = entry.maybe(doubt);
    match form {
        Some(form) => entry.add(note_form(form)),
        None => {
            let name = if note.note.is_empty() { "Write a note" } else { "Edit" };
            let about = shortened(if note.quote.is_empty() { &note.note } else { &note.quote });
            let deed = |what: &'static str, name: &str| {
                button(what, &note.id).class("link").has("aria-label", &[name, ": ", &about].concat()).text(name)
            };
            let (edit, delete) = (deed("note", name), deed("delete-note", "Delete"));
            entry
                .maybe((!note.note.is_empty()).then(|| tag("p").class("written").text(&note.note)))
                .add(source)
                .add(tag("p").class("row-of").add(edit).add(delete))
        }
    }
}
