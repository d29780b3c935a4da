//! A figure in the making: places as tokens, context still to be read.

use super::hedge::Bound;
use super::units::Measure;
use super::{Figure, Form, Hedge};
use crate::document::BlockId;
use crate::extract::tokens::Tokens;
use crate::extract::{Certainty, Place};
use crate::text::Span;

/// A figure while its context is still being read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    pub first: usize,
    pub end: usize,
    pub measure: Measure,
    pub form: Form,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub unit: Option<String>,
    pub per: Option<String>,
    pub hedge: Option<(Bound, usize, usize)>,
    /// The tokens of the noun that is counted.
    pub noun: Option<(usize, usize)>,
    pub what: Option<(usize, usize)>,
    pub when: Option<Span>,
    pub location: Option<(usize, usize)>,
    pub rule: &'static str,
    pub certainty: Certainty,
}

impl Hit {
    /// A hit of one value.
    pub fn single(first: usize, end: usize, measure: Measure, value: f64, rule: &'static str) -> Self {
        Self {
            first,
            end,
            measure,
            form: Form::Single,
            low: Some(value),
            high: Some(value),
            unit: None,
            per: None,
            hedge: None,
            noun: None,
            what: None,
            when: None,
            location: None,
            rule,
            certainty: Certainty::Exact,
        }
    }

    /// The hit with a hedge at tokens `first..end`, before, after or inside it.
    pub fn hedged(mut self, bound: Bound, first: usize, end: usize) -> Self {
        if self.form == Form::Single {
            // what more than halves is less than half
            let is_inverse = self.measure == Measure::Multiple && self.low.is_some_and(|value| value < 1.0);
            match if is_inverse { bound.negated() } else { bound } {
                Bound::AtLeast => self.high = None,
                Bound::AtMost => self.low = None,
                Bound::About => {}
            }
        }
        self.first = self.first.min(first);
        self.end = self.end.max(end);
        self.hedge = Some((bound, first, end));
        self
    }

    /// The figure of a block.
    pub fn figure(self, tokens: &Tokens<'_>, block: BlockId) -> Figure {
        let span = |tokens_of: Option<(usize, usize)>| tokens_of.map(|(first, end)| tokens.span(first, end));
        let physical = matches!(self.measure, Measure::Quantity(_));
        let unit = match (&self.unit, &self.per) {
            (Some(unit), Some(per)) if physical => Some(format!("{unit}/{per}")),
            (unit, _) => unit.clone(),
        };
        Figure {
            place: Place { block, span: tokens.span(self.first, self.end) },
            measure: self.measure,
            form: self.form,
            low: self.low,
            high: self.high,
            unit,
            per: self.per,
            hedge: self.hedge.map(|(bound, first, end)| Hedge { bound, span: tokens.span(first, end) }),
            what: span(self.what),
            when: self.when,
            location: span(self.location),
            rule: self.rule,
            certainty: self.certainty,
        }
    }
}
