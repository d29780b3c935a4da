//! Regular expressions in queries: read here by the `regex` crate where the feature `expressions` is on, and by whoever has it
//! where it is off. A page, whose program is counted in bytes, leaves them to its miner ([`crate::miner`]): it takes a pattern from
//! [`super::Query::unread`], asks for [`scan`], and searches once more with the answer in its [`Expressions`].

#[cfg(feature = "expressions")]
mod compiled;

use std::rc::Rc;

use crate::text::Span;

#[cfg(feature = "expressions")]
pub use compiled::scan;

/// The places of an expression that are lit in one unit at most.
pub(super) const MOST_PLACES: usize = 1000;

/// Expressions that were searched for elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expressions(Vec<(String, Found)>);

/// Where an expression was found: the bytes of each unit's body, in the order of the units; or the bytes of the pattern that are
/// wrong, and why, as a sentence.
pub type Found = Result<Rc<Vec<Vec<Span>>>, (Span, String)>;

impl Expressions {
    /// Answers kept at most, as many as a query can have expressions; the oldest go.
    const MOST: usize = super::MOST_PARTS;

    /// The same with one more answer.
    pub fn with(&self, pattern: &str, found: Found) -> Self {
        let mut answers: Vec<(String, Found)> = self.0.iter().filter(|(known, _)| known != pattern).cloned().collect();
        if answers.len() == Self::MOST {
            drop(answers.remove(0));
        }
        answers.push((pattern.to_owned(), found));
        Self(answers)
    }

    /// The same without the answer for a pattern, so that it is asked for again.
    pub fn without(&self, pattern: &str) -> Self {
        Self(self.0.iter().filter(|(known, _)| known != pattern).cloned().collect())
    }

    /// The answer for a pattern.
    pub fn get(&self, pattern: &str) -> Option<&Found> {
        self.0.iter().find(|(known, _)| known == pattern).map(|(_, found)| found)
    }
}

/// An expression, ready to be searched for.
#[derive(Debug)]
pub(super) enum Expression {
    /// Compiled by the `regex` crate.
    #[cfg(feature = "expressions")]
    Compiled(compiled::Compiled),
    /// Found elsewhere.
    Found(Rc<Vec<Vec<Span>>>),
}

impl Expression {
    /// Whether it is found in a unit of this body.
    pub fn is_in(&self, unit: usize, body: &str) -> bool {
        match self {
            #[cfg(feature = "expressions")]
            Self::Compiled(compiled) => compiled.is_in(body),
            Self::Found(found) => {
                found.get(unit).is_some_and(|spans| spans.iter().any(|span| body.get(span.start..span.end).is_some()))
            }
        }
    }

    /// The first places where it is found in a unit of this body, empty ones left out.
    pub fn find(&self, unit: usize, body: &str) -> Vec<Span> {
        match self {
            #[cfg(feature = "expressions")]
            Self::Compiled(compiled) => compiled.find(body, MOST_PLACES),
            // an answer for another text must not light half a letter
            Self::Found(found) => {
                let spans = found.get(unit).into_iter().flatten();
                spans
                    .filter(|span| !span.is_empty() && body.get(span.start..span.end).is_some())
                    .take(MOST_PLACES)
                    .copied()
                    .collect()
            }
        }
    }
}

/// Reads an expression: none where it was left to somebody else, who has not answered yet. An error names bytes of the pattern.
pub(super) fn read(pattern: &str, known: &Expressions) -> Result<Option<Expression>, (Span, String)> {
    if let Some(found) = known.get(pattern) {
        return found.clone().map(|found| Some(Expression::Found(found)));
    }
    #[cfg(feature = "expressions")]
    return compiled::compile(pattern).map(|compiled| Some(Expression::Compiled(compiled)));
    #[cfg(not(feature = "expressions"))]
    Ok(None)
}
