//! What is typed into the search box is answered after the frame that shows the letter: a letter never waits for what it finds.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use lectern::view::action::Action;
use web_sys::Event;

use super::browser;
use super::moment::Change;
use super::page::Page;
use super::search_box::FIELD;

/// Who types nothing for so long, in milliseconds, has paused.
const PAUSE: u32 = 400;

/// What was typed and is still to be answered.
#[derive(Default)]
pub struct Typing {
    /// Whether what stands in the field is still to be searched for.
    is_unanswered: Cell<bool>,
    /// How many addresses had come from the browser when it was typed.
    read: Cell<u32>,
    /// The step of the address at which it was searched for, where the render that shows what was found is still to come.
    awaited: Cell<Option<u32>>,
    /// The pause that may come.
    pause: RefCell<Option<Timeout>>,
    /// The page of the latest render.
    page: RefCell<Weak<Page>>,
}

impl Typing {
    /// From now on this is the page that answers.
    pub fn is_for(&self, page: &Rc<Page>) {
        self.page.replace(Rc::downgrade(page));
        if self.awaited.get().is_some_and(|step| step != page.address.step) {
            self.awaited.set(None);
        }
    }

    /// Whether the field holds what was not searched for yet, and is not to be written over: effects of a render may come after the next
    /// letter. Not so where the browser has gone to another address (`read` counts them) since.
    pub fn is_ahead(&self, read: u32) -> bool {
        self.is_unanswered.get() && self.read.get() == read
    }

    /// Forgets what was typed: something else is searched for.
    pub fn forget(&self) {
        self.is_unanswered.set(false);
    }

    /// The reader is typing, until a pause.
    pub fn go_on(&self, page: &Page) {
        page.change(Change::Typing(true));
        let moment = page.moment.dispatcher();
        self.pause.replace(Some(Timeout::new(PAUSE, move || moment.dispatch(Change::Typing(false)))));
    }

    /// Searches for what stands in the field, unless that is done; not before the page was rendered for the address that it was typed at.
    fn answer(&self) {
        let page = self.page.borrow().upgrade();
        if page.as_ref().is_some_and(|page| page.address.read < self.read.get()) {
            return;
        }
        let is_unanswered = self.is_unanswered.replace(false);
        if let Some(page) = page.filter(|page| is_unanswered && self.read.get() == page.address.read) {
            self.awaited.set(Some(page.address.step));
            self.go_on(&page);
            page.act(Action::Search(browser::field(FIELD).unwrap_or_default()));
        }
    }

    /// Whether something that was typed is not searched for yet, or what was found not rendered.
    fn is_open(&self) -> bool {
        self.is_unanswered.get() || self.awaited.get().is_some()
    }
}

impl Page {
    /// Hears that something was typed.
    pub fn hear_typing(&self) {
        // the first address is read before anything can be heard, if not rendered
        self.typing.read.set(self.address.read.max(1));
        if !self.typing.is_unanswered.replace(true) {
            let typing = self.typing.clone();
            browser::next_frame(move || {
                // what is asked for in a frame is done before it is painted, but for this
                answer_soon(typing);
            });
        }
    }

    /// Whether a key press has to wait for the answer to what was typed before it; then it is heard again, once that is there.
    pub fn waits_for_answer(&self, event: &Event) -> bool {
        let waits = self.typing.is_open() && browser::is_command(event, FIELD);
        if waits {
            event.prevent_default();
            self.typing.answer();
            press_again(self.typing.clone(), event.clone());
        }
        waits
    }
}

/// Searches for what was typed as soon as the page is ready for it.
fn answer_soon(typing: Rc<Typing>) {
    let answer = move || {
        typing.answer();
        if typing.is_unanswered.get() {
            answer_soon(typing);
        }
    };
    Timeout::new(0, answer).forget();
}

/// Hears a key press anew, once the answer that it waits for is rendered.
fn press_again(typing: Rc<Typing>, event: Event) {
    let again = move || {
        let page = typing.page.borrow().upgrade();
        match page {
            Some(_) if typing.is_open() => press_again(typing, event),
            Some(page) => page.press(&event),
            None => {}
        }
    };
    Timeout::new(0, again).forget();
}
