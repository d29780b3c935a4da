//! The form in which a note is written. Whatever closes it but "Cancel" keeps what was written.

use std::rc::Rc;

use lectern::annotations::Colour;
use lectern::document::BlockId;
use lectern::miner::passages::Request;
use lectern::view::route::Place;
use lectern::view::settings::Settings;

use super::browser;
use super::moment::{Brief, Change, Form};
use super::page::Page;
use super::tag::{Tag, button, tag};

/// The id of the form.
pub const ID: &str = "note-form";
const TEXT: &str = "note-text";
const TAGS: &str = "note-tags";

impl Page {
    /// Opens the note of an id; what another form holds is kept first.
    pub fn open_note(&self, id: &str) {
        self.end_writing();
        let noted = self.notes.noted();
        let Some(note) = noted.note(id) else { return };
        let form = Form {
            id: note.id.clone(),
            place: None,
            block: None,
            quote: note.quote.clone(),
            colour: note.colour.clone(),
            note: note.note.clone(),
            tags: note.tags.join(", "),
            is_kept: true,
        };
        self.change(Change::Write(Some(Rc::new(form))));
    }

    /// Keeps what stands in the form, where that is something new.
    pub fn keep_written(&self) {
        let Some(form) = self.moment.form.clone() else { return };
        let (Some(note), Some(tags)) = (browser::field(TEXT), browser::field(TAGS)) else { return };
        let (note, tags) = (note.trim().to_owned(), tags.trim().to_owned());
        let is_same = note == form.note && tags == form.tags;
        let is_nothing = !form.is_kept && note.is_empty() && tags.is_empty();
        if is_nothing || form.is_kept && is_same {
            return;
        }
        self.notes.put(&form.id, form.place, &form.colour, &note, &tags);
        self.change(Change::Brief(Some(Brief::new("Note kept on this machine."))));
        self.change(Change::Write(Some(Rc::new(Form { note, tags, is_kept: true, ..(*form).clone() }))));
    }

    /// Keeps what is written and closes the form; the focus goes back to the note's mark.
    pub fn end_writing(&self) {
        self.keep_written();
        self.close_form();
    }

    /// Closes the form as it is.
    pub fn close_form(&self) {
        let Some(form) = self.moment.form.clone() else { return };
        let had_focus = browser::has_focus(ID);
        self.change(Change::Write(None));
        if had_focus {
            browser::next_frame(move || {
                if !browser::focus_deed("note", &form.id)
                    && let Some(block) = form.block
                {
                    browser::focus_link(&block);
                }
            });
        }
    }

    /// Gives the note that is open another colour.
    pub fn colour_note(&self, colour: &str) {
        let Some(form) = self.moment.form.clone() else { return };
        if let Some(pen) = Colour::from_key(colour) {
            self.set(Settings { pen, ..self.settings.settings });
        }
        let changed = Form { colour: colour.to_owned(), ..(*form).clone() };
        if form.is_kept {
            self.notes.put(&form.id, None, colour, &form.note, &form.tags);
        }
        self.change(Change::Write(Some(Rc::new(changed))));
    }

    /// Deletes a note; it can be put back.
    pub fn delete_note(&self, id: String) {
        let before = self.notes.kept();
        let noted = self.notes.noted();
        let place = noted.note(&id).filter(|_| self.address.route.shows_paper()).and_then(|note| Place::parse(&note.block));
        let at = match place {
            Some(Place::Block(block)) => Some(block),
            _ => None,
        };
        if self.moment.form.as_ref().is_some_and(|form| form.id == id) {
            self.change(Change::Write(None));
        }
        self.notes.ask(Request::Delete { kept: String::new(), id: id.clone(), now: browser::now() });
        self.change(Change::Brief(Some(Brief { before, at, ..Brief::new("Deleted.").with("restore", &id, "Undo") })));
        let beside = browser::beside_deed("note", &id);
        browser::next_frame(move || match beside {
            Some(beside) if at.is_none() => drop(browser::focus_deed("note", &beside)),
            _ => focus_at(at),
        });
    }

    /// Puts a note back that was deleted last.
    pub fn restore_note(&self, id: String) {
        if let Some(brief) = self.moment.brief.clone() {
            self.notes.ask(Request::Restore { kept: String::new(), before: brief.before, id, now: browser::now() });
            self.change(Change::Brief(None));
            focus_at(brief.at);
        }
    }
}

/// Puts the focus on a passage's link, or on all that is shown: what had it is gone.
fn focus_at(block: Option<BlockId>) {
    match block {
        Some(block) => browser::focus_link(&block),
        None => browser::focus("paper"),
    }
}

/// Fills the form that has just opened, and puts the focus into it. Its fields are the browser's: another render leaves them alone.
pub fn fill(form: &Form) {
    browser::set_field(TEXT, &form.note);
    browser::set_field(TAGS, &form.tags);
    browser::focus(TEXT);
}

/// The form.
pub fn note_form(form: &Form) -> Tag {
    let mut pens = tag("fieldset").class("pens").add(tag("legend").class("visually-hidden").text("Colour"));
    for colour in Colour::ALL {
        let key = colour.key();
        let radio = tag("input")
            .is("type", "radio")
            .is("name", "note-colour")
            .is("data-do", "note-colour")
            .is("data-with", key)
            .is("aria-label", key)
            .checked(form.colour == key);
        pens = pens.add(tag("label").has("class", &["pen pen-", key].concat()).has("title", key).add(radio));
    }
    let text = tag("textarea").is("id", TEXT).class("field").is("rows", "4").is("placeholder", "Your note");
    let tags =
        tag("input").is("id", TAGS).class("field").is("autocomplete", "off").is("placeholder", "Tags, with commas between");
    let delete = form.is_kept.then(|| button("delete-note", &form.id).class("link").text("Delete"));
    let row = tag("p")
        .class("row-of")
        .add(tag("button").is("type", "submit").class("button first").text("Keep"))
        .add(button("cancel-note", "").class("button").text("Cancel"))
        .maybe(delete);
    tag("form")
        .class("popover note-form")
        .is("id", ID)
        .is("role", "dialog")
        .is("aria-label", "Note")
        .is("data-do", "keep-note")
        .maybe((!form.quote.is_empty()).then(|| tag("blockquote").class("quoted").text(&form.quote)))
        .add(pens)
        .add(tag("label").class("visually-hidden").is("for", TEXT).text("Your note"))
        .add(text)
        .add(tag("label").class("visually-hidden").is("for", TAGS).text("Tags, with commas between"))
        .add(tags)
        .add(row)
}
