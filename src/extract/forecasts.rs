//! What a paper says will, is to, is likely to or may happen, with the clause that says so.
//!
//! Forecasts are known by their verbs: will, is bound to (certain); plans to, is set to, is to (planned); is likely to, is expected
//! to, will probably (likely); may, might and could with a verb of becoming, risks, hopes to (possible). Questions, conditions,
//! recommendations and what somebody said would happen are left out. The horizon is the year or the span of years that the clause
//! names.

mod horizon;
#[cfg(test)]
mod tests;
mod turn;

use serde_json::{Value, json};

use crate::document::{BlockKind, Document};
use crate::extract::recommendations::{
    Clauses, Gap, Recommendation, Token, at, clauses, is_reported_or_conditional, subject_start,
};
use crate::extract::tokens::Tokens;
use crate::extract::{Certainty, Place, Scalars};
use crate::text::Span;

use horizon::horizon;
use turn::{hedged, turn};

/// How sure the paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// It may happen: may, might, could, risks, hopes to.
    Possible,
    /// It is expected: is likely to, will probably.
    Likely,
    /// Somebody means to: plans to, is set to.
    Planned,
    /// It is stated flatly: will, is bound to.
    Certain,
}

impl Strength {
    /// Its name in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Planned => "planned",
            Self::Certain => "certain",
        }
    }
}

/// A statement about the future.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The clause that makes it.
    pub place: Place,
    /// By when, where the clause says: a year (2012), a month (2025-03), years (2025/2030), or a length of time from then (P5Y).
    pub horizon: Option<String>,
    /// How sure the paper is.
    pub strength: Strength,
    /// The rule that fired.
    pub rule: &'static str,
    /// How sure the reading is.
    pub certainty: Certainty,
}

impl Forecast {
    /// The forecast in the export's format; offsets count Unicode scalar values.
    pub fn to_json(&self, scalars: &Scalars<'_>) -> Value {
        let more = json!({
            "horizon": self.horizon,
            "strength": self.strength.as_str(),
            "rule": self.rule,
            "certainty": self.certainty.name(),
        });
        scalars.fact(self.place, more)
    }
}

/// The forecasts of a document, in reading order; `recommended` are all its recommendations: what is recommended is no forecast.
pub fn forecasts(document: &Document, recommended: &[Recommendation]) -> Vec<Forecast> {
    let tokens = Tokens::of(document);
    read(document, &tokens, &clauses(document, &tokens), recommended)
}

/// The same, from the tokens of the blocks and the words of their sentences.
pub(super) fn read(
    document: &Document,
    read: &[Tokens<'_>],
    clauses: &[Clauses<'_>],
    recommended: &[Recommendation],
) -> Vec<Forecast> {
    let mut result: Vec<Forecast> = Vec::new();
    for ((block, read), clauses) in document.blocks.iter().zip(read).zip(clauses) {
        if matches!(block.kind, BlockKind::Quote | BlockKind::Table | BlockKind::Footnote) {
            continue;
        }
        let first = result.len();
        let of_block = recommended.partition_point(|one| one.place.block < block.id);
        let mut advice = recommended.get(of_block..).unwrap_or_default();
        for (&sentence, words) in read.sentences().iter().zip(clauses) {
            if sentence.of(&block.text).ends_with('?') {
                continue;
            }
            // the recommendations of this sentence: they stand in the order of the text
            let done = advice.partition_point(|one| one.place.block == block.id && one.place.span.end <= sentence.start);
            advice = advice.get(done..).unwrap_or_default();
            for i in 0..words.len() {
                let Some((strength, rule, verb)) = turn(words, i) else { continue };
                let subject = subject_start(words, i);
                let is_elided = words
                    .get(subject..i)
                    .is_some_and(|part| part.iter().all(|token| matches!(&*token.lower, "and" | "or" | "but")));
                let relative = subject == i && matches!(at(words, i.wrapping_sub(1)), "that" | "which" | "who");
                let skipped = if is_elided { subject == i } else { is_reported_or_conditional(words, subject, i) };
                if skipped && !relative {
                    continue;
                }
                let span = clause(&block.text, words, if is_elided { i } else { subject }, verb);
                let of_sentence =
                    advice.iter().take_while(|one| one.place.block == block.id && one.place.span.start < sentence.end);
                let is_advice = { of_sentence }.any(|one| {
                    one.place.span.overlaps(span) && one.action.start <= words.get(verb).map_or(0, |word| word.span.start)
                });
                let is_told = result.get(first..).and_then(<[_]>::last).is_some_and(|told| told.place.span.contains(span));
                if (is_advice && strength == Strength::Possible) || is_told {
                    continue;
                }
                let strength = hedged(words, subject, i, strength);
                let certainty = if strength == Strength::Possible { Certainty::Guess } else { Certainty::Rule };
                result.push(Forecast {
                    place: Place { block: block.id, span },
                    horizon: horizon(words, subject, span.end),
                    strength,
                    rule,
                    certainty,
                });
            }
        }
    }
    result
}

/// The clause from `start` to the next semicolon.
fn clause(text: &str, words: &[Token], start: usize, verb: usize) -> Span {
    let opening = (start..verb).find(|&k| !matches!(at(words, k), "and" | "or" | "but" | "that")).unwrap_or(start);
    let end =
        (verb + 1..words.len()).find(|&k| words.get(k).is_some_and(|token| token.before == Gap::Stop)).unwrap_or(words.len());
    let first = words.get(opening).map_or(0, |token| token.span.start);
    let last = words.get(end.saturating_sub(1)).map_or(first, |token| token.span.end).max(first);
    let slice = text.get(first..last).unwrap_or_default();
    let open = slice.matches('(').count() > slice.matches(')').count();
    let closing = usize::from(open && text.get(last..).is_some_and(|rest| rest.starts_with(')')));
    Span::new(first, last + closing)
}
