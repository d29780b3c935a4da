//! What the page has its miner do: see [`lectern::miner`].

use std::rc::Rc;

use lectern::miner::{Answer, Question};
use lectern::search::regular::Expressions;
use lectern::tables::Table;
use lectern::text::Span;
use yew::prelude::*;

use super::browser;
use super::shared::Shared;

/// What the miner has answered so far.
#[derive(Clone, Default, PartialEq)]
pub struct Mined {
    /// Regular expressions.
    pub expressions: Expressions,
    /// All facts, as they were found.
    pub facts: FactsState,
    /// Expressions that are being asked for.
    asked: Vec<String>,
    /// Those that it failed to answer: asked again with the next query.
    failed: Vec<String>,
}

/// How far the facts are.
#[derive(Clone, Default, PartialEq)]
pub enum FactsState {
    /// Nobody has needed them.
    #[default]
    Unknown,
    /// They are being found.
    Asked,
    /// Here they are.
    Here(Shared<Vec<Table>>),
    /// They did not come: why.
    Failed(String),
}

pub enum Step {
    Answered(Answer),
    Ask(Vec<String>),
    AskFacts,
    /// The query has changed.
    Retry,
}

impl Reducible for Mined {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut mined = (*self).clone();
        match step {
            Step::Ask(patterns) => mined.asked.extend(patterns),
            Step::AskFacts => mined.facts = FactsState::Asked,
            Step::Answered(Answer::Found(pattern, found)) => {
                mined.asked.retain(|asked| *asked != pattern);
                mined.expressions = mined.expressions.with(&pattern, found);
            }
            Step::Answered(Answer::Facts(tables)) => mined.facts = FactsState::Here(Shared::new(tables)),
            Step::Answered(Answer::Export(_)) => {}
            Step::Answered(Answer::Failed(why)) => {
                for pattern in std::mem::take(&mut mined.asked) {
                    let why = ["This expression could not be searched. ", &why].concat();
                    mined.expressions = mined.expressions.with(&pattern, Err((Span::new(0, pattern.len()), why)));
                    mined.failed.push(pattern);
                }
                if mined.facts == FactsState::Asked {
                    mined.facts = FactsState::Failed(why);
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

/// What the miner has answered; listens to it. `remark` is called with words for the reader.
#[hook]
pub fn use_mined(query: &str, remark: Callback<String>) -> UseReducerHandle<Mined> {
    let mined = use_reducer_eq(Mined::default);
    let here = use_mut_ref(|| false);
    here.replace(matches!(mined.facts, FactsState::Here(_)));
    use_effect_with((), {
        let dispatch = mined.dispatcher();
        move |()| {
            let listener = browser::on_answer(move |answer| {
                let answer = Answer::read(&answer);
                match &answer {
                    Answer::Export(json) => browser::save("lectern-export.json", json),
                    // who waits for an expression is told in its place, too
                    Answer::Failed(why) if *here.borrow() => remark.emit(why.clone()),
                    Answer::Failed(_) | Answer::Found(..) | Answer::Facts(_) => {}
                }
                dispatch.dispatch(Step::Answered(answer));
            });
            move || drop(listener)
        }
    });
    use_effect_with(query.to_owned(), {
        let dispatch = mined.dispatcher();
        move |_| dispatch.dispatch(Step::Retry)
    });
    mined
}

/// Asks the miner for what the page needs and does not have: expressions of the query, and the facts where `facts` says so.
#[hook]
pub fn use_asking(mined: &UseReducerHandle<Mined>, unread: &[String], facts: bool) {
    let dispatch = mined.dispatcher();
    use_effect_with(unread.to_vec(), {
        let (dispatch, asked) = (dispatch.clone(), mined.asked.clone());
        move |unread| {
            let new: Vec<String> = unread.iter().filter(|pattern| !asked.contains(pattern)).cloned().collect();
            if !new.is_empty() {
                // first, since a refusal is answered at once
                dispatch.dispatch(Step::Ask(new.clone()));
            }
            for pattern in new {
                browser::ask(&Question::Find(pattern));
            }
        }
    });
    use_effect_with(facts && mined.facts == FactsState::Unknown, move |needed| {
        if *needed {
            ask_facts(&dispatch);
        }
    });
}

/// Asks for the facts, for the first time or once more.
pub fn ask_facts(dispatch: &UseReducerDispatcher<Mined>) {
    dispatch.dispatch(Step::AskFacts);
    browser::ask(&Question::Facts);
}
