//! The card of a note: what the marker stands for, beside it. It opens after a short hover, on focus or a tap; it stays while it
//! is pointed at, and closes soon after, or on Esc.

use gloo::timers::callback::Timeout;
use lectern::corpus::Corpus;
use lectern::document::{BlockKind, note_label};
use lectern::view::about;
use web_sys::Event;

use super::browser;
use super::moment::Change;
use super::page::Page;
use super::tag::{Tag, tag};

const OPEN_AFTER: u32 = 100;
const CLOSE_AFTER: u32 = 500;
/// The id of the card.
pub const ID: &str = "note-card";

impl Page {
    /// Opens and closes the card as the pointer and the focus come and go.
    pub fn point(&self, event: &Event) {
        let note = browser::note_of(event);
        if note.is_none() && !browser::is_within(event, ID) {
            return;
        }
        match (event.type_().as_str(), note) {
            ("mouseover", Some(_)) => self.show_later(note, OPEN_AFTER),
            ("mouseover", None) => drop(self.waiting.take()),
            ("mouseout" | "focusout", _) => self.show_later(None, CLOSE_AFTER),
            (_, Some(_)) => {
                drop(self.waiting.take());
                self.change(Change::Note(note));
            }
            (_, None) => {}
        }
    }

    fn show_later(&self, note: Option<u32>, milliseconds: u32) {
        let moment = self.moment.dispatcher();
        self.waiting.replace(Some(Timeout::new(milliseconds, move || moment.dispatch(Change::Note(note)))));
    }
}

/// The card of a note, by its number.
pub fn note_card(corpus: &Corpus, number: u32) -> Tag {
    let head = ["Note ", &note_label(number), ". "].concat();
    let says = tag("p").add(tag("b").text(&head)).text(&text(corpus, number));
    tag("div").class("popover small").is("id", ID).is("role", "note").add(says)
}

/// The text of a note, or that the source has none.
fn text(corpus: &Corpus, number: u32) -> String {
    for block in &corpus.document.blocks {
        if block.kind == BlockKind::Footnote && block.notes.first().is_some_and(|note| note.number == number) {
            return block.text.clone();
        }
    }
    let mut said = "This source has no text for its notes; the marker shows where the author placed it.".to_owned();
    if let Some((_, last)) = about::pages(corpus) {
        said = [&said, " They are printed after page ", &last.to_string(), " of the paper."].concat();
    }
    said
}
