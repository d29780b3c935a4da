//! What the page has its miner do: see [`lectern::miner`].

use std::rc::Rc;

use lectern::miner::{Answer, Question};
use lectern::search::regular::Expressions;
use lectern::text::Span;
use yew::prelude::*;

use super::browser;

/// What the miner has answered so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mined {
    /// Regular expressions.
    pub expressions: Expressions,
    /// Those that are being asked for.
    asked: Vec<String>,
    /// Those that it failed to answer: asked again with the next query.
    failed: Vec<String>,
}

pub enum Step {
    Answered(Answer),
    Ask(Vec<String>),
    /// The query has changed.
    Retry,
}

impl Reducible for Mined {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut mined = (*self).clone();
        match step {
            Step::Ask(patterns) => mined.asked = patterns,
            Step::Answered(Answer::Found(pattern, found)) => {
                mined.asked.retain(|asked| *asked != pattern);
                mined.expressions = mined.expressions.with(&pattern, found);
            }
            Step::Answered(Answer::Failed(why)) => {
                for pattern in std::mem::take(&mut mined.asked) {
                    let why = format!("This expression could not be searched. {why}");
                    mined.expressions = mined.expressions.with(&pattern, Err((Span::new(0, pattern.len()), why)));
                    mined.failed.push(pattern);
                }
            }
            Step::Retry => {
                for pattern in std::mem::take(&mut mined.failed) {
                    mined.expressions = mined.expressions.without(&pattern);
                }
            }
        }
        Rc::new(mined)
    }
}

/// What the miner has answered; listens to it.
#[hook]
pub fn use_mined(query: &str) -> UseReducerHandle<Mined> {
    let mined = use_reducer_eq(Mined::default);
    use_effect_with((), {
        let dispatch = mined.dispatcher();
        move |()| {
            let listener = browser::on_answer(move |answer| dispatch.dispatch(Step::Answered(Answer::read(&answer))));
            move || drop(listener)
        }
    });
    use_effect_with(query.to_owned(), {
        let dispatch = mined.dispatcher();
        move |_| dispatch.dispatch(Step::Retry)
    });
    mined
}

/// Asks the miner for what the page cannot read itself.
#[hook]
pub fn use_asking(mined: &UseReducerHandle<Mined>, unread: &[String]) {
    let dispatch = mined.dispatcher();
    use_effect_with(unread.to_vec(), move |unread| {
        if !unread.is_empty() {
            dispatch.dispatch(Step::Ask(unread.clone()));
        }
        for pattern in unread {
            browser::ask(&Question::Find(pattern.clone()).write());
        }
    });
}
