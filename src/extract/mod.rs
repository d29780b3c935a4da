//! Facts with their evidence. Each kind has a module: its types, its recogniser, its cases.
//!
//! Every recogniser is a pure function of the [`Document`](crate::document::Document) (and of data under `static/data/`), in
//! time linear in the text, and deterministic. A fact names where it stands ([`Place`]), the rule that fired and how sure it is.

pub mod acronyms;
#[cfg(test)]
pub(crate) mod cases;
pub mod dates;
pub mod entities;
mod facts;
pub mod figures;
pub mod forecasts;
pub(crate) mod lexicon;
pub(crate) mod numbers;
pub mod recommendations;
pub mod relations;
mod scalars;
pub mod sums;
pub mod themes;
pub(crate) mod tokens;

pub use facts::Facts;
pub use scalars::Scalars;

use crate::document::BlockId;
use crate::text::Span;

/// Where a fact stands: a block, and the bytes of the block's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The block.
    pub block: BlockId,
    /// The bytes of its text.
    pub span: Span,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Read off the text: nothing was inferred.
    Exact,
    /// A rule of the language decided.
    Rule,
    /// The likeliest of several readings.
    Guess,
}

impl Certainty {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Rule => "rule",
            Self::Guess => "guess",
        }
    }
}
