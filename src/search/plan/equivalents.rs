//! Other names of what was typed: names, acronyms, synonyms, joined words.

use super::slots::in_a_row;
use super::{Alternative, Planner};
use crate::search::data::is_stop_word;
use crate::search::knowledge::Reason;

impl Planner<'_> {
    /// Whether the reader took this away.
    pub(super) fn removed(&self, shown: &str) -> bool {
        self.options.without.iter().any(|without| without == shown)
    }

    /// What else the words of a key may be called.
    pub(super) fn equivalents(&self, key: &str) -> Vec<Alternative> {
        let mut alternatives = Vec::new();
        for equivalent in self.index.knowledge().of(key) {
            self.push_equivalent(&mut alternatives, &equivalent.text, equivalent.reason, equivalent.weight);
        }
        alternatives
    }

    /// Adds one, if the text can have it.
    pub(super) fn push_equivalent(&self, into: &mut Vec<Alternative>, text: &str, reason: Reason, weight: f64) {
        if self.removed(text) || into.iter().any(|other| other.shown == text) {
            return;
        }
        let slots: Vec<Vec<u32>> = text
            .split(' ')
            .map(|word| {
                let mut terms = self.class(word);
                if is_stop_word(word) {
                    terms.extend(self.dictionary().find(&format!("={word}")));
                }
                terms
            })
            .collect();
        if slots.iter().any(Vec::is_empty) {
            return;
        }
        let matcher = in_a_row(slots);
        // renewable, renewables: what finds the same counts once
        match into.iter_mut().find(|other| other.matcher == matcher) {
            Some(other) => other.weight = other.weight.max(weight),
            None => into.push(Alternative { reason, weight, shown: text.to_owned(), matcher }),
        }
    }
}
