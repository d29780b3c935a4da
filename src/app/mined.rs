//! What the page has its miner do: see [`lectern::miner`].

use std::rc::Rc;

use lectern::corpus::Corpus;
use lectern::document::Change;
use lectern::miner::passages::Reply;
use lectern::miner::{Answer, Question};
use lectern::search::regular::Expressions;
use lectern::tables::Table;
use lectern::text::Span;
use yew::prelude::*;

use super::browser;
use super::hooks::{Of, use_change, use_once};
use super::shared::Shared;

/// What the miner has answered so far.
#[derive(Clone, Default, PartialEq)]
pub struct Mined {
    /// Whether it is known what else words may be called.
    pub related: bool,
    /// Regular expressions.
    pub expressions: Expressions,
    /// All facts, as they were found.
    pub facts: Late<Vec<Table>>,
    /// The ledger of repairs.
    pub repairs: Late<Vec<Change>>,
    /// Expressions that are being asked for.
    asked: Vec<String>,
    /// Those that it failed to answer: asked again with the next query.
    failed: Vec<String>,
}

/// How far an answer is.
#[derive(Clone, Default, PartialEq)]
pub enum Late<T> {
    /// Nobody has needed it.
    #[default]
    Unknown,
    /// It is on its way.
    Asked,
    /// Here it is.
    Here(Shared<T>),
    /// It did not come: why.
    Failed(String),
}

impl<T> Late<T> {
    fn fail(&mut self, why: &str) {
        if matches!(self, Self::Asked) {
            *self = Self::Failed(why.to_owned());
        }
    }
}

pub enum Step {
    Answered(Answer),
    Ask(Vec<String>),
    /// What else words may be called is known.
    Related,
    AskFacts,
    AskRepairs,
    /// The query has changed.
    Retry,
}

impl Reducible for Mined {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut mined = (*self).clone();
        match step {
            Step::Ask(patterns) => mined.asked.extend(patterns),
            Step::AskFacts => mined.facts = Late::Asked,
            Step::Related => mined.related = true,
            Step::AskRepairs => mined.repairs = Late::Asked,
            Step::Answered(Answer::Found(pattern, found)) => {
                mined.asked.retain(|asked| *asked != pattern);
                mined.expressions = mined.expressions.with(&pattern, found);
            }
            Step::Answered(Answer::Facts(tables)) => mined.facts = Late::Here(Shared::new(tables)),
            Step::Answered(Answer::Repairs(changes)) => mined.repairs = Late::Here(Shared::new(changes)),
            Step::Answered(Answer::Export(_)) => {}
            Step::Answered(Answer::Failed(why)) => {
                for pattern in std::mem::take(&mut mined.asked) {
                    let why = ["This expression could not be searched. ", &why].concat();
                    mined.expressions = mined.expressions.with(&pattern, Err((Span::new(0, pattern.len()), why)));
                    mined.failed.push(pattern);
                }
                mined.facts.fail(&why);
                mined.repairs.fail(&why);
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
pub fn use_mined(corpus: &Shared<Corpus>, query: &str, remark: Callback<String>) -> UseReducerHandle<Mined> {
    let mined = use_reducer_eq(Mined::default);
    let here = use_mut_ref(|| false);
    here.replace(matches!(mined.facts, Late::Here(_)));
    use_once({
        let dispatch = mined.dispatcher();
        Box::new(move || {
            vec![browser::on_answer(move |answer| {
                if Reply::is_one(&answer) {
                    // about passages: see `notes.rs`
                    return;
                }
                let answer = Answer::read(&answer);
                match &answer {
                    Answer::Export(json) => browser::save("lectern-export.json", json),
                    // who waits for an expression is told in its place, too
                    Answer::Failed(why) if *here.borrow() => remark.emit(why.clone()),
                    Answer::Failed(_) | Answer::Found(..) | Answer::Facts(_) | Answer::Repairs(_) => {}
                }
                dispatch.dispatch(Step::Answered(answer));
            })]
        })
    });
    use_change(Of::new(corpus.clone()), {
        let (dispatch, corpus) = (mined.dispatcher(), corpus.clone());
        Box::new(move || {
            Box::new(browser::on_related(move |table| {
                corpus.index().learn(&table);
                dispatch.dispatch(Step::Related);
            }))
        })
    });
    // the table is the paper's, and of no use to another text
    let is_searching = !query.is_empty() && corpus.source.name.is_none();
    use_change(
        Of::new(is_searching),
        Box::new(move || {
            if is_searching {
                browser::want_related();
            }
            Box::new(())
        }),
    );
    use_change(Of::new(query.to_owned()), {
        let dispatch = mined.dispatcher();
        Box::new(move || {
            dispatch.dispatch(Step::Retry);
            Box::new(())
        })
    });
    mined
}

/// Asks the miner for what the page needs and does not have: expressions of the query, the facts where `facts` says so, and the
/// ledger where `repairs` does.
#[hook]
pub fn use_asking(mined: &UseReducerHandle<Mined>, unread: &[String], facts: bool, repairs: bool) {
    let dispatch = mined.dispatcher();
    use_change(Of::new(unread.to_vec()), {
        let (dispatch, asked, unread) = (dispatch.clone(), mined.asked.clone(), unread.to_vec());
        Box::new(move || {
            let new: Vec<String> = unread.into_iter().filter(|pattern| !asked.contains(pattern)).collect();
            if !new.is_empty() {
                // first, since a refusal is answered at once
                dispatch.dispatch(Step::Ask(new.clone()));
            }
            for pattern in new {
                browser::ask(&Question::Find(pattern));
            }
            Box::new(())
        })
    });
    let (facts, repairs) = (facts && mined.facts == Late::Unknown, repairs && mined.repairs == Late::Unknown);
    use_change(
        Of::new((facts, repairs)),
        Box::new(move || {
            if facts {
                ask_facts(&dispatch);
            }
            if repairs {
                ask_repairs(&dispatch);
            }
            Box::new(())
        }),
    );
}

/// Asks for the facts, for the first time or once more.
pub fn ask_facts(dispatch: &UseReducerDispatcher<Mined>) {
    dispatch.dispatch(Step::AskFacts);
    browser::ask(&Question::Facts);
}

/// Asks for the ledger of repairs, for the first time or once more.
pub fn ask_repairs(dispatch: &UseReducerDispatcher<Mined>) {
    dispatch.dispatch(Step::AskRepairs);
    browser::ask(&Question::Repairs);
}
