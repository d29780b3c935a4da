//! What the reader corrects in the facts, kept on this machine.

use std::rc::Rc;

use lectern::corpus::Corpus;
use lectern::corrections::{self, History, Paper, Patch};
use lectern::tables::{State, Table};
use lectern::view::notebook::KeptFile;
use lectern::view::words::capitalised;
use yew::prelude::*;

use super::browser;
use super::hooks::{Of, use_change, use_once};
use super::notes::kept_file;
use super::shared::Shared;

/// One thing that a reader does to the facts.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Decide about a row.
    Decide(String, State),
    /// Make the cells of a row say something else: column and text of each.
    Edit(String, Vec<(String, String)>),
    Undo,
    Redo,
    /// Take in corrections that were saved: the text of the file.
    Import(String),
}

/// The corrections, and the facts as corrected.
#[derive(Clone, PartialEq)]
pub struct Corrections {
    pub history: History,
    paper: Paper,
    /// As they were found.
    found: Option<Shared<Vec<Table>>>,
    /// As they are corrected.
    pub tables: Option<Shared<Vec<Table>>>,
    /// What is to be said about the last deed, a sentence each.
    pub said: Vec<String>,
    changed: bool,
    /// Whether what stands on this machine cannot be read nor copied, and so must not be written over.
    keeps_off: bool,
}

pub enum Step {
    /// Facts were found.
    Found(Shared<Vec<Table>>),
    /// What was kept on this machine, or has come from another tab.
    Read(Patch),
    /// That cannot be read: why, and whether a copy of it is kept.
    Unread(String, bool),
    Do(Deed),
}

impl Corrections {
    /// None so far, of a paper.
    pub fn new(corpus: &Corpus) -> Self {
        let title = corpus.document.title.as_deref().unwrap_or_default();
        let paper = Paper::new(title, corpus.source.fingerprint.clone());
        let patch = Patch { paper: paper.clone(), ..Patch::default() };
        Self {
            history: History::new(patch),
            paper,
            found: None,
            tables: None,
            said: Vec::new(),
            changed: false,
            keeps_off: false,
        }
    }

    /// Where they are kept: by the paper, since many papers can live at one address.
    pub fn storage_key(&self) -> String {
        ["lectern.corrections.", &self.paper.hash].concat()
    }

    /// Makes the facts as corrected anew, where there are facts; what became of each correction, in words.
    fn apply(&mut self) -> Vec<String> {
        let Some(found) = &self.found else { return Vec::new() };
        let (tables, report) = corrections::apply(found, self.history.patch(), &self.paper);
        self.tables = Some(Shared::new(tables));
        report.words()
    }

    fn act(&mut self, deed: Deed) -> Result<(), String> {
        let tables = self.tables.as_ref().map_or(&[][..], |tables| tables);
        match deed {
            Deed::Decide(key, state) => {
                let operation = corrections::decide(tables, &key, &state)?;
                self.history.push(operation);
            }
            Deed::Edit(key, cells) => {
                let operations: Vec<_> =
                    cells.iter().map(|(column, text)| corrections::edit(tables, &key, column, text)).collect::<Result<_, _>>()?;
                operations.into_iter().for_each(|operation| self.history.push(operation));
            }
            Deed::Undo => drop(self.history.undo().cloned()),
            Deed::Redo => drop(self.history.redo().cloned()),
            Deed::Import(text) => {
                let (patch, conflicts) = self.history.patch().with(&Patch::from_json(&text)?);
                self.history = History::new(patch);
                self.said = conflicts;
            }
        }
        Ok(())
    }
}

impl Reducible for Corrections {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut corrections = (*self).clone();
        corrections.said.clear();
        corrections.changed = false;
        let imports = matches!(step, Step::Do(Deed::Import(_)));
        match step {
            Step::Found(tables) => corrections.found = Some(tables),
            Step::Read(patch) => {
                corrections.history = History::new(patch);
                corrections.keeps_off = false;
            }
            Step::Unread(why, is_copied) => {
                corrections.keeps_off = !is_copied;
                let then = if is_copied {
                    ". A copy of them is kept."
                } else {
                    ". They are left as they are, and what you correct now lasts until you close the page."
                };
                corrections.said.push(["The corrections kept on this machine cannot be read: ", &why, then].concat());
            }
            Step::Do(deed) => match corrections.act(deed) {
                Ok(()) => corrections.changed = true,
                Err(why) => corrections.said.push(sentence(&why)),
            },
        }
        let report = corrections.apply();
        if imports && corrections.changed {
            corrections.said.extend(report);
        }
        Rc::new(corrections)
    }
}

/// Reads what stands under the key. Of what cannot be read a copy is kept: the next correction is written over it.
fn read(key: &str, json: &str) -> Step {
    Patch::from_json(json)
        .map_or_else(|why| Step::Unread(why, browser::store(&[key, ".unread"].concat(), json).is_ok()), Step::Read)
}

/// A reason as a sentence.
fn sentence(why: &str) -> String {
    capitalised(why) + "."
}

/// The corrections of the paper; kept at each change, taken over from other tabs. `refused` is called where the browser does not
/// keep them.
#[hook]
pub fn use_corrections(
    corpus: &Shared<Corpus>,
    found: Option<Shared<Vec<Table>>>,
    refused: Callback<()>,
) -> UseReducerHandle<Corrections> {
    let corrections = use_reducer_eq({
        let corpus = corpus.clone();
        move || Corrections::new(&corpus)
    });
    let key = corrections.storage_key();
    use_change(Of::new(found.clone()), {
        let (dispatch, key) = (corrections.dispatcher(), key.clone());
        Box::new(move || {
            if let Some(found) = found {
                dispatch.dispatch(Step::Found(found));
                if let Some(json) = browser::stored(&key) {
                    dispatch.dispatch(read(&key, &json));
                }
            }
            Box::new(())
        })
    });
    use_once({
        let (dispatch, key) = (corrections.dispatcher(), key.clone());
        Box::new(move || {
            let opened = {
                let dispatch = dispatch.clone();
                browser::on_told("lectern:opened", move |text| {
                    if kept_file(&text) == KeptFile::Corrections {
                        dispatch.dispatch(Step::Do(Deed::Import(text)));
                    }
                })
            };
            let other = browser::on_window("storage", move |event| {
                if let Some(json) = browser::stored_elsewhere(event, &key) {
                    dispatch.dispatch(read(&key, &json));
                }
            });
            vec![opened, other]
        })
    });
    let patch = corrections.history.patch().clone();
    use_change(Of::new(patch.clone()), {
        let (changed, keeps_off) = (corrections.changed, corrections.keeps_off);
        Box::new(move || {
            if changed && (keeps_off || browser::store(&key, &patch.to_json()).is_err()) {
                refused.emit(());
            }
            Box::new(())
        })
    });
    corrections
}
