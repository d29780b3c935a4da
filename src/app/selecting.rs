//! What can be done with words that are selected: the bar beside them, and the keys.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lectern::annotations::Colour;
use lectern::document::BlockId;
use lectern::text::Span;
use lectern::view::action::Action;
use lectern::view::selection::{Selection, byte};
use lectern::view::settings::Settings;
use web_sys::Event;

use super::browser;
use super::icons;
use super::moment::{Brief, Change, Form};
use super::page::Page;
use super::search_box::FIELD;
use super::tag::{Tag, button, tag};

/// A selection that stands for so long, in milliseconds, is meant.
const MEANT: u32 = 180;
/// The id of the bar.
pub const ID: &str = "selection";

impl Page {
    /// Hears that something else is selected, or nothing.
    pub fn selecting(&self) {
        let is_none = self.moment.selection.is_none() && (browser::has_focus(FIELD) || browser::selection_rect().is_none());
        // a dialog about it takes what is selected away, and not what it is about
        if is_none || !self.address.route.shows_paper() || browser::dialog_is_open() {
            return;
        }
        let (corpus, moment, notes) = (self.corpus.clone(), self.moment.dispatcher(), self.notes.clone());
        self.meaning.replace(Some(Timeout::new(MEANT, move || {
            let selection = browser::selected().and_then(|(from, to)| Selection::new(&corpus.document, from, to));
            match selection {
                Some(selection) => {
                    // asked ahead, so that it is there when it is to be copied
                    notes.cite(Some(selection.place));
                    moment.dispatch(Change::Select(Some(Rc::new(selection))));
                }
                None if browser::has_focus(ID) || browser::dialog_is_open() => {}
                None => moment.dispatch(Change::Select(None)),
            }
        })));
    }

    /// What is selected; else the passage where the reader is.
    fn selection_or_passage(&self) -> Option<Rc<Selection>> {
        let here = || Selection::of_block(&self.corpus.document, self.moment.seen.block?).map(Rc::new);
        self.moment.selection.clone().or_else(here)
    }

    /// Selects the passage where the reader is, for the bar.
    pub fn select_passage(&self) {
        if let Some(block) = self.moment.seen.block {
            browser::select(block);
        }
    }

    /// Gives up what is selected. Who was in the bar is at the passage then.
    pub fn deselect(&self) {
        let left = self.moment.selection.as_ref().filter(|_| browser::has_focus(ID));
        browser::deselect();
        self.change(Change::Select(None));
        if let Some(selection) = left {
            browser::focus_link(&selection.block);
        }
    }

    /// Does what a button of the bar says, or its key; whether there is something to do it with.
    pub fn do_with_selection(&self, what: &str, with: &str) -> bool {
        let Some(selection) = self.selection_or_passage() else { return false };
        match what {
            "copy-link" => self.notes.copy("link", &[browser::base(), selection.hash()].concat(), ""),
            "copy-quote" => self.notes.copy_quotation(selection.place, self.settings.settings.style.key()),
            "highlight" => self.highlight(&selection, with),
            "write" => self.write_about(&selection),
            _ => {
                let query = selection.query();
                self.deselect();
                self.act(Action::Search(query));
            }
        }
        true
    }

    /// Highlights what is selected, in the colour of that word, or the last one.
    fn highlight(&self, selection: &Selection, colour: &str) {
        let pen = Colour::from_key(colour).unwrap_or(self.settings.settings.pen);
        if pen != self.settings.settings.pen {
            self.set(Settings { pen, ..self.settings.settings });
        }
        let id = browser::new_id();
        self.notes.put(&id, Some(selection.place), pen.key(), "", "");
        self.deselect();
        let said = ["Highlighted in ", pen.key(), "."].concat();
        self.change(Change::Brief(Some(Brief::new(&said).with("note", &id, "Write a note"))));
    }

    /// Opens the form for a new note on what is selected.
    fn write_about(&self, selection: &Selection) {
        let form = Form {
            id: browser::new_id(),
            place: Some(selection.place),
            block: Some(selection.block),
            quote: selection.words.clone(),
            colour: self.settings.settings.pen.key().to_owned(),
            ..Form::default()
        };
        self.change(Change::Write(Some(Rc::new(form))));
    }

    /// Opens the note whose highlight was clicked.
    pub fn open_note_at(&self, event: &Event) {
        let Some((block, units)) = browser::note_point(event) else { return };
        let Some(text) = self.corpus.document.block(block).map(|block| &block.text) else { return };
        let noted = self.notes.noted();
        let at = self.corpus.position(block).unwrap_or_default();
        if let Some(note) = noted.at(at, byte(text, units)) {
            self.open_note(&note.id);
        }
    }

    /// Puts the bar beside what is selected.
    pub fn place_bar(&self) {
        if let Some(rect) = browser::selection_rect() {
            browser::put_under(ID, &rect);
        }
    }
}

/// The bar.
pub fn selection_bar(selection: &Selection, settings: &Settings) -> Tag {
    let tool = |what: &'static str, name: &str, icon: yew::Html| button(what, "").add(icon).add(tag("span").text(name));
    let mut pens = tag("span").class("pens").is("role", "group").is("aria-label", "Highlight in a colour");
    for colour in Colour::ALL {
        let key = colour.key();
        let pen = button("highlight", key)
            .has("class", &["pen pen-", key].concat())
            .has("aria-label", &["Highlight in ", key].concat())
            .has("title", key)
            .when("data-last", "", colour == settings.pen);
        pens = pens.add(pen);
    }
    let about = ["About ", &lectern::view::words::counted(selection.words.split_whitespace().count(), "word")].concat();
    tag("div")
        .class("selectbar")
        .is("id", ID)
        .is("role", "toolbar")
        .is("aria-label", "Selection")
        .has("title", &about)
        .add(tool("copy-link", "Copy link", icons::chain()))
        .add(tool("copy-quote", "Copy quote", icons::quote()))
        .add(tool("highlight", "Highlight", icons::pencil()))
        .add(pens)
        .add(tool("write", "Note", icons::note()))
        .add(tool("search-selection", "Search", icons::search()))
}

/// The block that a place in the note form is about, and its stretch there.
pub fn stretch_of(page: &Page, form: &Form) -> Option<(BlockId, Span)> {
    let document = &page.corpus.document;
    let (block, span) = match form.place {
        Some(place) => {
            let text = &document.blocks.get(place.from.0)?.text;
            let end = if place.to.0 == place.from.0 { place.to.1 } else { text.len() };
            (place.from.0, Span::new(place.from.1, end))
        }
        None => {
            let noted = page.notes.noted();
            let paint = noted.first_paint(&form.id)?;
            (paint.block, paint.span)
        }
    };
    let block = document.blocks.get(block)?;
    Some((block.id, span.in_utf16(&block.text)))
}
