//! Keys that act anywhere in the page.

use lectern::document::{BlockId, SectionId};
use lectern::view::action::Action;
use lectern::view::route::{Mode, Place, Route};
use lectern::view::settings::SingleKeys;
use web_sys::Event;
use yew::Callback;

use super::browser::{self, Seen};
use super::desk::Direction;

/// What the keys need to know, and what they can do.
pub struct Keys {
    pub act: Callback<Action>,
    pub step: Callback<Direction>,
    pub toggle_evidence: Callback<()>,
    /// Closes the way back, where it is offered.
    pub close_back: Option<Callback<()>>,
    pub evidence: bool,
    pub single: SingleKeys,
    pub route: Route,
    pub seen: Seen,
    /// How many blocks and sections there are.
    pub counts: (usize, usize),
}

impl Keys {
    /// Does what a key press asks for.
    pub fn press(&self, event: &Event) {
        let Some(key) = browser::plain_key(event) else { return };
        if browser::dialog_is_open() {
            return;
        }
        let in_text_field = browser::in_text_field(event);
        let done = match key.as_str() {
            "Escape" => self.escape(in_text_field),
            "F3" | "shift+F3" if !self.route.query.is_empty() => {
                self.step.emit(if key == "F3" { Direction::Forward } else { Direction::Back });
                true
            }
            _ if in_text_field || self.single == SingleKeys::Off => false,
            key => self.single(key),
        };
        if done {
            event.prevent_default();
        }
    }

    /// Peels one layer.
    fn escape(&self, in_text_field: bool) -> bool {
        if browser::rail_is_open() {
            browser::close_rail();
        } else if in_text_field && !self.route.query.is_empty() {
            self.act.emit(Action::Search(String::new()));
        } else if in_text_field {
            browser::blur("search");
        } else if let Some(close) = &self.close_back {
            close.emit(());
        } else if self.evidence {
            self.toggle_evidence.emit(());
        } else if !self.route.query.is_empty() {
            self.act.emit(Action::Search(String::new()));
        } else {
            return false;
        }
        true
    }

    fn single(&self, key: &str) -> bool {
        match key {
            "/" => browser::focus("search"),
            "?" => browser::open_dialog("keys"),
            "e" => self.toggle_evidence.emit(()),
            "n" => self.step.emit(Direction::Forward),
            "p" => self.step.emit(Direction::Back),
            "j" => self.go(moved(self.seen.block.map(|id| id.0), 1, self.counts.0).map(|n| Place::Block(BlockId(n)))),
            "k" => self.go(moved(self.seen.block.map(|id| id.0), -1, self.counts.0).map(|n| Place::Block(BlockId(n)))),
            "]" => self.go(moved(self.seen.section.map(|id| id.0), 1, self.counts.1).map(|n| Place::Section(SectionId(n)))),
            "[" => self.go(moved(self.seen.section.map(|id| id.0), -1, self.counts.1).map(|n| Place::Section(SectionId(n)))),
            "1" => self.act.emit(Action::Mode(Mode::Mark)),
            "2" => self.act.emit(Action::Mode(Mode::Dim)),
            "3" => self.act.emit(Action::Mode(Mode::Fold)),
            _ => return false,
        }
        true
    }

    /// A step through the paper is no jump: the way back would only be in the way.
    fn go(&self, place: Option<Place>) {
        if let Some(place) = place {
            self.act.emit(Action::Walk(place));
        }
    }
}

/// The number after a step, from 1 to `all`; from none, the first.
fn moved(number: Option<u32>, by: i64, all: usize) -> Option<u32> {
    let all = i64::try_from(all).ok().filter(|all| *all > 0)?;
    let next = number.map_or(1, |number| (i64::from(number) + by).clamp(1, all));
    u32::try_from(next).ok()
}
