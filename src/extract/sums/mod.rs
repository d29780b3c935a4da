//! Sums: values that the paper lets one check against each other, each with its formula and verdict.
//!
//! Four patterns within one sentence: a change in words and in numbers ("tripled, from $7 billion to $21 billion"), a share
//! beside both its values ("729 of the 944 cases (77%)"), a whole and its parts ("$2 billion: aid of $150 million, a credit of …"),
//! and percentages of one whole. Hedges count: "more than" leaves a sum open upwards. One over the
//! whole paper: a total that a share and its value imply.

mod implied;
mod number;
mod patterns;

use serde_json::{Value, json};

use super::dates::Date;
use super::figures::Figure;
use super::tokens::Tokens;
use super::{Certainty, Place, Scalars};
use crate::document::Document;

/// Whether the values fit each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They do, as precisely as they are given.
    Holds,
    /// They do not.
    Fails,
}

/// A claim of the paper, and the values of the same paper that bear it out or do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The value that is checked.
    pub claim: Place,
    /// The values that it is checked against, in reading order.
    pub parts: Vec<Place>,
    /// The check, in digits: "21 / 7 = 3".
    pub formula: String,
    /// Its outcome.
    pub holds: Verdict,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure it is that the values belong together.
    pub certainty: Certainty,
}

impl Sum {
    /// Its JSON, with offsets in Unicode scalar values of the blocks' texts.
    pub fn to_json(&self, scalars: &Scalars<'_>) -> Value {
        json!({
            "claim": scalars.place(self.claim),
            "parts": self.parts.iter().map(|&part| scalars.place(part)).collect::<Vec<_>>(),
            "formula": self.formula,
            "holds": self.holds == Verdict::Holds,
            "rule": self.rule,
            "certainty": self.certainty.name(),
        })
    }
}

/// All checks that a document allows, in the order of their claims. `figures` and `dates` are all of its figures and dates.
pub fn sums(document: &Document, figures: &[Figure], dates: &[Date]) -> Vec<Sum> {
    read(document, &Tokens::of(document), figures, dates)
}

/// The same, from the tokens of the blocks.
pub(super) fn read(document: &Document, tokens: &[Tokens<'_>], figures: &[Figure], dates: &[Date]) -> Vec<Sum> {
    let mut rest = figures;
    let mut found = Vec::new();
    for (block, tokens) in document.blocks.iter().zip(tokens) {
        let before = rest.iter().take_while(|figure| figure.place.block < block.id).count();
        rest = rest.get(before..).unwrap_or_default();
        let count = rest.iter().take_while(|figure| figure.place.block == block.id).count();
        found.extend(patterns::in_block(&block.text, tokens.sentences(), rest.get(..count).unwrap_or_default()));
    }
    found.extend(implied::totals(document, tokens, figures, dates));
    found.sort_by_key(|sum| sum.claim);
    found
}

#[cfg(test)]
mod tests;
