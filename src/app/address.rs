//! The address as the page's state: the URL is read once and at each step of the history, every other step goes the other way.

use std::any::Any;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lectern::view::action::{Action, History, Scroll};
use lectern::view::route::Route;
use yew::prelude::*;

use super::browser::{self, Standing};
use super::hooks::{Of, use_change, use_once};
use super::search_box::FIELD;

/// What is typed is written into the address once it has stood for so long, in milliseconds.
const PAUSE: u32 = 300;

/// The address, and what the last step asks of the browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// The address.
    pub route: Route,
    /// Where the page is to scroll.
    pub scroll: Arrival,
    /// Whether it is still to be written over the present entry of the history.
    is_unwritten: bool,
    /// Counts the steps, so that the same step twice is two steps.
    pub step: u32,
    /// Counts those that came from the browser.
    pub read: u32,
}

/// Where the page stands after a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Arrival {
    /// Where it was.
    #[default]
    Stay,
    /// At the place that the address names.
    Place,
    /// Where it was: the browser has gone to the place already, and the reader elsewhere since, if he has moved.
    Already,
    /// At the current hit.
    Hit,
    /// Where it stood when this entry of the history was left.
    Back(Standing),
}

/// What happens to the address.
pub enum Step {
    /// A step of the reader leads here. An entry of the history that it makes is written already.
    Go(Box<Route>, History, Scroll),
    /// The browser has another address: written, followed, back, forward. It is still to be written where the reader was ahead of the
    /// program, and has typed a search.
    Read { route: Box<Route>, scroll: Arrival, is_unwritten: bool },
}

impl Reducible for Address {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let count = self.step.wrapping_add(1);
        Rc::new(match step {
            Step::Read { route, scroll, is_unwritten } => {
                Self { route: *route, scroll, is_unwritten, step: count, read: self.read.wrapping_add(1) }
            }
            Step::Go(route, history, scroll) => {
                let scroll = match scroll {
                    Scroll::Stay => Arrival::Stay,
                    Scroll::ToPlace => Arrival::Place,
                    Scroll::ToHit => Arrival::Hit,
                };
                Self { route: *route, scroll, is_unwritten: history == History::Replace, step: count, read: self.read }
            }
        })
    }
}

/// The address, kept in step with the browser's.
#[hook]
pub fn use_address() -> UseReducerHandle<Address> {
    let address = use_reducer(Address::default);
    let writing = use_mut_ref(|| None::<(Timeout, Route)>);
    // a first render in the browser is the same as on the host: without an address
    use_once({
        let (dispatch, writing) = (address.dispatcher(), writing.clone());
        Box::new(move || {
            browser::own_scroll_restoration();
            let read = move |is_first: bool| {
                let (route, kept) = (browser::route(), browser::kept_scroll());
                // the paper was there before the program: the browser has gone to where it was left, or else to the place that the address
                // names, and the reader elsewhere since
                let is_elsewhere =
                    || route.is_plain() && !route.place.as_ref().is_some_and(|place| browser::is_at(&place.to_string()));
                let has_moved = |kept: Standing| !kept.is_reached() && is_elsewhere();
                let stays = is_first && browser::scroll_y() > 0.0 && route.shows_paper() && kept.is_none_or(has_moved);
                let scroll = if stays { Arrival::Already } else { kept.map_or(Arrival::Place, Arrival::Back) };
                // before it could be heard
                let typed = if is_first { browser::field(FIELD).unwrap_or_default() } else { String::new() };
                let is_unwritten = !typed.is_empty();
                let route = if is_unwritten { Action::Search(typed).apply(&route).0 } else { route };
                dispatch.dispatch(Step::Read { route: Box::new(route), scroll, is_unwritten });
            };
            read(true);
            // who leaves before a pause finds the address whole on coming back, and the place
            let leave = move || match writing.take() {
                Some((_, route)) => browser::write_route(&route, History::Replace),
                None => browser::keep_scroll(),
            };
            vec![browser::on_window("popstate", move |_| read(false)), browser::on_window("pagehide", move |_| leave())]
        })
    });
    let now = (*address).clone();
    let write = move || {
        // browsers count the calls: typing is written when it pauses
        let later = now.is_unwritten.then(|| {
            let (route, here) = (now.route.clone(), browser::hash());
            // a step that made an entry of its own may have come meanwhile, though its effects have not
            let write = move || {
                if browser::hash() == here {
                    browser::write_route(&route, History::Replace);
                }
            };
            (Timeout::new(PAUSE, write), now.route)
        });
        *writing.borrow_mut() = later;
        Box::new(()) as Box<dyn Any>
    };
    use_change(Of::new((*address).clone()), Box::new(write));
    address
}
