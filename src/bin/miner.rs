//! The miner: the page's second program, run in a worker by `static/shell/miner.js`.

use lectern::corpus::{BUNDLED_METADATA, BUNDLED_PAPER};
use wasm_bindgen::prelude::wasm_bindgen;

/// Answers questions about the paper that is compiled in; see [`lectern::miner`].
#[wasm_bindgen]
pub struct Miner(lectern::miner::Miner);

#[wasm_bindgen]
impl Miner {
    /// The miner of the paper that is compiled in.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "a constructor of JavaScript")]
    pub fn new() -> Self {
        Self(lectern::miner::Miner::new(BUNDLED_PAPER, BUNDLED_METADATA))
    }

    /// The answer to a question.
    pub fn answer(&mut self, question: &str) -> String {
        self.0.answer(question)
    }
}

/// A reader's own text, read step by step; see [`lectern::miner::Reading`].
#[wasm_bindgen]
pub struct Reading(lectern::miner::Reading);

#[wasm_bindgen]
impl Reading {
    /// Begins with a file's name and its bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self(lectern::miner::Reading::new(name, bytes))
    }

    /// What the next step does: how much lies behind in per cent, a blank, and words. Empty where all is done.
    pub fn next(&self) -> String {
        self.0.next().map(|(percent, what)| format!("{percent} {what}")).unwrap_or_default()
    }

    /// Does the next step. Words for the reader where that cannot be done; else nothing.
    pub fn step(&mut self) -> String {
        self.0.step().err().unwrap_or_default()
    }

    /// The paper as the page needs it, in bytes, once.
    pub fn packed(&mut self) -> Vec<u8> {
        self.0.packed()
    }

    /// Who answers questions about it from now on.
    pub fn miner(self) -> Miner {
        Miner(self.0.miner())
    }
}

fn main() {}
