//! The reader's searches: read once, remembered and kept on this machine, taken over from other tabs.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lectern::view::searches::{Change, Searches};
use yew::prelude::*;

use super::browser;
use super::hooks::{Of, use_change, use_once};

/// A query that stands for so long, in milliseconds, has been asked.
const ASKED: u32 = 1500;

/// What becomes of the searches in this page.
pub enum Step {
    /// What was kept, or has come from another tab.
    Read(String),
    Do(Change),
}

/// The searches as this page has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held(pub Searches);

impl Reducible for Held {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        Rc::new(match step {
            Step::Read(text) => Self(Searches::read(&text)),
            Step::Do(change) => Self(self.0.clone().after(&change)),
        })
    }
}

/// The searches of a paper, by its fingerprint; `query` is what is asked now, `found` whether it finds something.
#[hook]
pub fn use_searches(fingerprint: &str, query: &str, found: bool) -> UseReducerHandle<Held> {
    let held = use_reducer_eq(Held::default);
    let key = key(fingerprint);
    use_once({
        let (dispatch, key) = (held.dispatcher(), key.clone());
        Box::new(move || {
            if let Some(text) = browser::stored(&key) {
                dispatch.dispatch(Step::Read(text));
            }
            vec![browser::on_window("storage", move |event| {
                if let Some(text) = browser::stored_elsewhere(event, &key) {
                    dispatch.dispatch(Step::Read(text));
                }
            })]
        })
    });
    let query = query.trim().to_owned();
    use_change(Of::new((query.clone(), found)), {
        let dispatch = held.dispatcher();
        Box::new(move || {
            let is_asked = found && !query.is_empty();
            Box::new(is_asked.then(|| Timeout::new(ASKED, move || change(&dispatch, &key, Change::Asked(query)))))
        })
    });
    held
}

/// Where they are kept.
pub fn key(fingerprint: &str) -> String {
    ["lectern.searches.", fingerprint].concat()
}

/// Makes a change to what is kept by now, which may be newer than what this page holds. Where the browser keeps nothing, it lasts as
/// long as the page.
pub fn change(dispatch: &UseReducerDispatcher<Held>, key: &str, change: Change) {
    let text = browser::stored(key);
    let kept = text.as_deref().map(Searches::read).unwrap_or_default();
    // a refusal costs no more than this
    let _ = browser::store(key, &kept.after(&change).to_text());
    if let Some(text) = text {
        dispatch.dispatch(Step::Read(text));
    }
    dispatch.dispatch(Step::Do(change));
}
