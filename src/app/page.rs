//! The page: all that it shows depends on, and the steps that change it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lectern::corpus::Corpus;
use lectern::tables::Kind;
use lectern::view::about::{self, Examples};
use lectern::view::action::{Action, History};
use lectern::view::facts;
use lectern::view::route::{Place, Sort, View};
use lectern::view::screen::{Screen, Start};
use web_sys::Event;
use yew::prelude::*;

use super::address::{Address, Step, use_address};
use super::browser;
use super::corrections::{Corrections, use_corrections};
use super::effects::{use_beginning, use_effects};
use super::facets;
use super::hooks::use_once;
use super::mined::{Late, Mined, use_asking, use_mined};
use super::moment::{Change, Moment};
use super::notes::{Noting, use_notes};
use super::search_box::FIELD;
use super::searches::{Held, use_searches};
use super::selecting;
use super::settings::{Kept, use_settings};
use super::shared::Shared;
use super::typing::Typing;

pub struct Page {
    pub corpus: Shared<Corpus>,
    /// What the address comes to in the paper.
    pub screen: Shared<Screen>,
    /// Things to do in the paper.
    pub examples: Rc<Examples>,
    pub address: UseReducerHandle<Address>,
    pub moment: UseReducerHandle<Moment>,
    pub settings: UseReducerHandle<Kept>,
    pub mined: UseReducerHandle<Mined>,
    pub corrections: UseReducerHandle<Corrections>,
    pub searches: UseReducerHandle<Held>,
    pub notes: Noting,
    /// What was typed and is still to be answered.
    pub typing: Rc<Typing>,
    /// A selection that may be meant.
    pub meaning: Rc<RefCell<Option<Timeout>>>,
    /// The card of a note that is about to open or to close.
    pub waiting: Rc<RefCell<Option<Timeout>>>,
}

/// Which hit is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Back,
}

impl Page {
    /// Does a step of the reader; offers the way back where it leads away.
    pub fn act(&self, action: Action) {
        let route = &self.address.route;
        let leads_away = match &action {
            Action::Jump(Some(_)) | Action::Hit(_) => true,
            Action::Follow(to) => !route.shows_paper() && to.item.is_some(),
            _ => false,
        };
        if leads_away {
            let here = if route.shows_paper() { route.at(self.moment.seen.block.map(Place::Block)) } else { route.clone() };
            self.change(Change::Back(Some(Box::new(here))));
        }
        if matches!(action, Action::Search(_) | Action::Follow(_)) {
            self.typing.forget();
        }
        if matches!(action, Action::Jump(_) | Action::Follow(_) | Action::Hit(_)) {
            browser::close_rail();
        }
        let (route, history, scroll) = action.apply(&self.address.route);
        if history == History::Push {
            // at once: browsers pass over entries that were not made in the course of what the reader does
            browser::keep_scroll();
            browser::write_route(&route, History::Push);
        }
        self.address.dispatch(Step::Go(Box::new(route), history, scroll));
    }

    /// Steps to the next hit from here, or the previous one.
    pub fn step(&self, direction: Direction) {
        let screen = &self.screen;
        // the reader may have gone elsewhere since, which in the order of the best means nothing
        let is_left = |at: usize| {
            screen.route.shows_paper()
                && screen.route.sort == Sort::Reading
                && screen.hits.get(at).is_some_and(|hit| !browser::is_on_screen(&hit.block.to_string()))
        };
        let from = match screen.current {
            Some(at) if !is_left(at) => Start::Hit(at),
            _ => Start::Seen(self.moment.seen.block),
        };
        let hit = match direction {
            Direction::Forward => screen.next_hit(from),
            Direction::Back => screen.previous_hit(from),
        };
        if let Some(hit) = hit {
            self.act(Action::Step(hit));
        }
    }

    /// Changes what is held for the moment.
    pub fn change(&self, change: Change) {
        self.moment.dispatch(change);
    }

    /// The view beside the paper that is open.
    pub fn view(&self) -> Option<View> {
        if let Some(Place::View(view)) = self.address.route.place { Some(view) } else { None }
    }

    /// The kind of facts that the open view shows.
    pub fn facts(&self) -> Option<Kind> {
        self.view().and_then(facts::kind)
    }

    fn hear(&self, event: &Event) {
        match event.type_().as_str() {
            // what comes with every letter is seen to at once
            "keydown" if browser::is_target(event, FIELD) && browser::is_letter(event) => {}
            "focusin" | "focusout" => {
                browser::make_room(event);
                self.point(event);
            }
            "input" if browser::is_target(event, FIELD) => self.hear_typing(),
            "keydown" => self.press(event),
            "beforematch" => {
                if let Some(block) = browser::passage_of(event) {
                    self.change(Change::Open(block));
                }
            }
            "click" => {
                self.point(event);
                self.open_note_at(event);
                self.follow(event);
            }
            "beforetoggle" if browser::is_target(event, facets::ID) => self.change(Change::Filtering(browser::opens(event))),
            "beforetoggle" => {}
            "selectionchange" => self.selecting(),
            // a press on the bar must not take away what is selected
            "mousedown" if browser::is_within(event, selecting::ID) => event.prevent_default(),
            "mousedown" => self.selecting(),
            "visibilitychange" if browser::is_hidden() => self.keep_written(),
            "visibilitychange" => {}
            "input" | "change" | "submit" => self.follow(event),
            _ => self.point(event),
        }
    }
}

/// The page as it is now; what it needs is asked for, and what it changes in the browser is done.
#[hook]
pub fn use_page(corpus: &Shared<Corpus>) -> Rc<Page> {
    let address = use_address();
    let moment = use_reducer_eq(Moment::default);
    let refused = {
        let dispatch = moment.dispatcher();
        Callback::from(move |()| dispatch.dispatch(Change::Refused))
    };
    let remark = {
        let dispatch = moment.dispatcher();
        Callback::from(move |said| dispatch.dispatch(Change::Remark(said)))
    };
    let settings = use_settings(refused.clone());
    let mined = use_mined(corpus, &address.route.query, remark);
    let known = (address.route.clone(), moment.opened.clone(), corpus.clone(), mined.expressions.clone(), mined.related);
    let screen = use_memo(known, |(route, opened, corpus, expressions, _)| Screen::new(corpus, route, opened, expressions));
    let found = if let Late::Here(found) = &mined.facts { Some(found.clone()) } else { None };
    let corrections = use_corrections(corpus, found, refused.clone());
    let searches = use_searches(&corpus.source.fingerprint, &screen.route.query, !screen.hits.is_empty());
    let notes = use_notes(&corpus.source.fingerprint, &moment);
    let (waiting, meaning) = (use_mut_ref(|| None), use_mut_ref(|| None));
    let typing = use_memo((), |()| Typing::default());
    let examples = use_memo(corpus.clone(), |corpus| about::examples(corpus));
    let page = Page {
        corpus: corpus.clone(),
        screen: screen.into(),
        examples,
        address,
        moment,
        settings,
        mined,
        corrections,
        searches,
        notes,
        typing,
        meaning,
        waiting,
    };
    let page = Rc::new(page);
    page.typing.is_for(&page);

    let needs_facts =
        page.facts().is_some() || page.address.route.item.is_some() || page.moment.evidence || page.settings.settings.marks.any();
    let needs_repairs = page.view() == Some(View::Repairs);
    use_asking(&page.mined, &page.screen.unread, needs_facts, needs_repairs);
    use_effects(&page, refused);
    use_beginning(&page);
    use_events(&page);
    page
}

const EVENTS: [&str; 14] = [
    "click",
    "input",
    "change",
    "submit",
    "keydown",
    "beforematch",
    "beforetoggle",
    "mouseover",
    "mouseout",
    "mousedown",
    "focusin",
    "focusout",
    "selectionchange",
    "visibilitychange",
];

/// Has the page of the latest render hear the events of the document: one listener for each, since handlers at the elements
/// themselves cost the program some hundreds of bytes each.
#[hook]
fn use_events(page: &Rc<Page>) {
    let latest = use_mut_ref(|| page.clone());
    latest.replace(page.clone());
    use_once(Box::new(move || {
        let mut listeners = Vec::new();
        for name in EVENTS {
            let latest = latest.clone();
            listeners.push(browser::on_document(name, move |event| {
                let page = latest.borrow().clone();
                page.hear(event);
            }));
        }
        listeners
    }));
}
