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

fn main() {}
