//! Keys that act anywhere in the page.

use lectern::document::{BlockId, SectionId};
use lectern::view::action::Action;
use lectern::view::route::{Mode, Place};
use lectern::view::settings::SingleKeys;
use web_sys::Event;

use super::browser;
use super::moment::Change;
use super::page::{Direction, Page};
use super::search_box::FIELD;
use super::selecting;

impl Page {
    /// Does what a key press asks for.
    pub fn press(&self, event: &Event) {
        if self.waits_for_answer(event) {
            return;
        }
        if let Some(direction) = browser::entered(event, "search") {
            event.prevent_default();
            self.step(direction);
            return;
        }
        let Some(key) = browser::plain_key(event) else { return };
        if browser::dialog_is_open() {
            return;
        }
        if self.in_bar(event, &key) {
            event.prevent_default();
            return;
        }
        let in_text_field = browser::in_text_field(event);
        let done = match key.as_str() {
            "Escape" => self.escape(event, in_text_field),
            "F3" | "shift+F3" if !self.address.route.query.is_empty() => {
                self.step(if key == "F3" { Direction::Forward } else { Direction::Back });
                true
            }
            _ if in_text_field || self.settings.settings.keys == SingleKeys::Off => false,
            key => self.single(key),
        };
        if done {
            event.prevent_default();
        }
    }

    /// The bar of a selection: Tab leads from the paper into it, arrows from button to button.
    fn in_bar(&self, event: &Event, key: &str) -> bool {
        let (is_open, is_within) = (self.moment.selection.is_some(), browser::is_within(event, selecting::ID));
        match key {
            "Tab" if is_open && !is_within && !browser::in_text_field(event) => browser::focus_within(selecting::ID, 0),
            "ArrowRight" if is_within => browser::focus_within(selecting::ID, 1),
            "ArrowLeft" if is_within => browser::focus_within(selecting::ID, -1),
            _ => return false,
        }
        true
    }

    /// Peels one layer.
    fn escape(&self, event: &Event, in_text_field: bool) -> bool {
        let has_query = !self.address.route.query.is_empty();
        if self.moment.note.is_some() {
            self.change(Change::Note(None));
        } else if self.moment.form.is_some() {
            self.end_writing();
        } else if self.moment.selection.is_some() {
            self.deselect();
        } else if browser::close_popover() {
        } else if browser::is_asking(event) {
            browser::focus(FIELD);
        } else if self.moment.editing.is_some() {
            self.end_editing();
        } else if in_text_field && !browser::is_within(event, "search") {
            // another field keeps its own way with it
            return false;
        } else if in_text_field && has_query {
            self.act(Action::Search(String::new()));
        } else if in_text_field {
            browser::blur("search");
        } else if self.moment.back.is_some() {
            self.change(Change::Back(None));
        } else if self.moment.evidence {
            self.change(Change::Evidence);
            browser::focus_on(".evidence-head");
        } else if has_query {
            self.act(Action::Search(String::new()));
        } else {
            return false;
        }
        true
    }

    fn single(&self, key: &str) -> bool {
        let in_paper = self.address.route.shows_paper();
        match key {
            "j" | "k" | "[" | "]" | "e" | "1" | "2" | "3" | "s" | "c" | "l" | "h" | "a" if !in_paper => return false,
            "/" => browser::focus("search"),
            "?" => browser::open_dialog("keys"),
            "e" => self.change(Change::Evidence),
            "n" => self.step(Direction::Forward),
            "p" => self.step(Direction::Back),
            "j" => self.walk_passages(1),
            "k" => self.walk_passages(-1),
            "]" => self.walk_sections(1),
            "[" => self.walk_sections(-1),
            "s" => self.select_passage(),
            "c" => return self.do_with_selection("copy-quote", ""),
            "l" => return self.do_with_selection("copy-link", ""),
            "h" => return self.do_with_selection("highlight", ""),
            "a" => return self.do_with_selection("write", ""),
            "1" => self.act(Action::Mode(Mode::Mark)),
            "2" => self.act(Action::Mode(Mode::Dim)),
            "3" => self.act(Action::Mode(Mode::Fold)),
            _ => return false,
        }
        true
    }

    fn walk_passages(&self, by: i64) {
        let number = moved(self.moment.seen.block.map(|id| id.0), by, self.corpus.document.blocks.len());
        self.walk(number.map(|number| Place::Block(BlockId(number))));
    }

    fn walk_sections(&self, by: i64) {
        let number = moved(self.moment.seen.section.map(|id| id.0), by, self.corpus.document.sections.len());
        self.walk(number.map(|number| Place::Section(SectionId(number))));
    }

    /// A step through the paper is no jump: the way back would only be in the way.
    fn walk(&self, place: Option<Place>) {
        if let Some(place) = place {
            self.act(Action::Walk(place));
        }
    }
}

/// The number after a step, from 1 to `all`; from none, the first.
fn moved(number: Option<u32>, by: i64, all: usize) -> Option<u32> {
    let all = i64::try_from(all).ok().filter(|all| *all > 0)?;
    let next = number.map_or(1, |number| (i64::from(number) + by).clamp(1, all));
    u32::try_from(next).ok()
}
