//! Who should do what: the recommendations of a paper, with the clause that makes each.
//!
//! A sentence recommends by a modal verb (must, should, ought to, could, might …), by naming somebody's interest, by calling a
//! step necessary or welcome, or by advising in so many words (`trigger`). Could, might, may and can mostly tell what may
//! happen: they count only where the paper recommends (under such a heading), or where a measure is put forward. What others
//! demand, conditions and questions do not count. The items of a list inherit the verb of the sentence that introduces it.
//! The addressee is the clause's subject, or whom the heading or the lead-in names.

mod addressee;
mod clause;
mod judge;
mod lexicon;
mod lists;
mod reader;
mod sections;
#[cfg(test)]
mod tests;
mod trigger;

use serde_json::{Value, json};

use crate::document::{Document, SectionId};
use crate::extract::tokens::Tokens;
use crate::extract::{Certainty, Place, Scalars};
use crate::text::Span;

pub use addressee::Addressee;
pub(crate) use clause::{Clauses, Gap, Token, after_adverbs, at, clauses, has_phrase, is_reported_or_conditional, subject_start};
pub(crate) use lexicon::is_outcome;

/// How strongly it is recommended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// A possibility: might, may.
    Might,
    /// An option: could, can, would be welcome.
    Could,
    /// Advice: should, ought to, it is in its interest to.
    Should,
    /// A necessity: must, has to, it is essential to.
    Must,
}

impl Strength {
    /// Its name in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Might => "might",
            Self::Could => "could",
            Self::Should => "should",
            Self::Must => "must",
        }
    }
}

/// A recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The clause or the item that makes it.
    pub place: Place,
    /// Who should act; none where neither the clause nor a heading says.
    pub addressee: Option<Addressee>,
    /// How strongly.
    pub strength: Strength,
    /// What is to be done: bytes of the same block's text.
    pub action: Span,
    /// The section it stands in.
    pub heading: Option<SectionId>,
    /// The rule that fired.
    pub rule: &'static str,
    /// How sure it is.
    pub certainty: Certainty,
    /// Sentences beside it that give its reason or its effect.
    pub supporting: Vec<Place>,
}

impl Recommendation {
    /// The recommendation in the export's format; offsets count Unicode scalar values.
    pub fn to_json(&self, scalars: &Scalars<'_>) -> Value {
        let more = json!({
            "addressee": self.addressee.as_ref().map(Addressee::as_str),
            "strength": self.strength.as_str(),
            "action": self.action.of(scalars.text(self.place)),
            "section": self.heading.map(|id| id.to_string()),
            "rule": self.rule,
            "certainty": self.certainty.name(),
            "supporting": self.supporting.iter().map(|&place| scalars.place(place)).collect::<Value>(),
        });
        scalars.fact(self.place, more)
    }
}

/// The recommendations of a document, in reading order.
pub fn recommendations(document: &Document) -> Vec<Recommendation> {
    let tokens = Tokens::of(document);
    read(document, &tokens, &clauses(document, &tokens))
}

/// The same, from the tokens of the blocks and the words of their sentences.
pub(super) fn read(document: &Document, tokens: &[Tokens<'_>], clauses: &[Clauses<'_>]) -> Vec<Recommendation> {
    reader::read(document, tokens, clauses)
}
