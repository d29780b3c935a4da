//! What one typed word may stand for.

use super::{Alternative, Concept, Matcher, Planner};
use crate::search::data::is_stop_word;
use crate::search::fuzzy::{self, Extent};
use crate::search::knowledge::Reason;
use crate::search::words::Case;

/// Misspellings that one word stands for at most.
const MOST_TYPOS: usize = 6;

/// What another form of a word weighs, beside the word as typed.
const FORM: f64 = 0.9;

/// What a synonym of a word weighs where the text has the word itself.
const KNOWN_SYNONYM: f64 = 0.8;

/// What a related word weighs where the text has the word itself.
const KNOWN_RELATED: f64 = 0.3;

/// Whether a word may go on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    Whole,
    /// The reader put a `*`.
    Prefix,
    /// The reader is still typing.
    Open,
}

impl Planner<'_> {
    /// Adds the alternatives of one word.
    pub(super) fn word(&self, concept: &mut Concept, letters: &str, case: Case, end: End) {
        let known = self.as_it_is(concept, letters, case);
        if end != End::Whole {
            let any = self.begun(concept, letters, if end == End::Prefix || !known { 1.0 } else { 0.5 });
            if any || end == End::Prefix {
                if end == End::Open {
                    concept.alternatives.extend(self.equivalents(&self.classes.class(letters)));
                }
                return;
            }
        }
        let mut equivalents = self.equivalents(&self.classes.class(letters));
        if known {
            for equivalent in &mut equivalents {
                equivalent.weight *= match equivalent.reason {
                    Reason::Synonym => KNOWN_SYNONYM,
                    Reason::Related => KNOWN_RELATED,
                    _ => 1.0,
                };
            }
        }
        concept.alternatives.extend(equivalents);
        if known || !letters.starts_with(char::is_alphabetic) {
            return;
        }
        self.shortened(concept, letters);
        let meant = concept.alternatives.iter().any(|alternative| alternative.reason != Reason::Joined);
        let extent = if end == End::Open { Extent::Beginning } else { Extent::Whole };
        self.misspelt(concept, letters, extent, if meant { 0.3 } else { 1.0 });
        // better a word that only begins so than nothing
        if concept.alternatives.is_empty() && letters.len() > 3 {
            self.begun(concept, letters, 0.5);
        }
    }

    /// The word in all its forms; whether the text has any.
    fn as_it_is(&self, concept: &mut Concept, letters: &str, case: Case) -> bool {
        let dictionary = self.dictionary();
        let mut exact: Vec<(u32, f64)> = Vec::new();
        if let Some(term) = dictionary.find(&format!("={letters}")).filter(|_| is_stop_word(letters)) {
            exact.push((term, 1.0));
        }
        if case != Case::Capitals || !is_stop_word(letters) {
            let share = |term: u32| if dictionary.text(term) == letters { 1.0 } else { FORM };
            exact.extend(self.class(letters).into_iter().map(|term| (term, share(term))));
        }
        let known = !exact.is_empty();
        if known {
            concept.alternatives.push(Alternative {
                reason: Reason::Word,
                weight: 1.0,
                shown: letters.to_owned(),
                matcher: Matcher::Terms(exact),
            });
        }
        known
    }

    /// What begins with the word; whether anything does.
    fn begun(&self, concept: &mut Concept, letters: &str, weight: f64) -> bool {
        let begun = self.prefixed(letters);
        let any = !begun.is_empty();
        if any {
            concept.alternatives.push(Alternative {
                reason: Reason::Prefix,
                weight,
                shown: format!("{letters}…"),
                matcher: Matcher::Terms(begun.into_iter().map(|term| (term, 1.0)).collect()),
            });
        }
        any
    }

    /// Names of which the word may be the acronym, and words that it may be the joined form of.
    fn shortened(&self, concept: &mut Concept, letters: &str) {
        for name in self.index.knowledge.names_for(letters) {
            self.push_equivalent(&mut concept.alternatives, name, Reason::Acronym, 0.9);
        }
        for (at, _) in letters.char_indices().skip(2) {
            let (one, other) = letters.split_at(at);
            if other.len() > 1 && self.dictionary().find(one).is_some() && self.dictionary().find(other).is_some() {
                self.push_equivalent(&mut concept.alternatives, &format!("{one} {other}"), Reason::Joined, 0.9);
            }
        }
    }

    /// Words of the text that may have been meant, the nearest only, each with its forms.
    fn misspelt(&self, concept: &mut Concept, letters: &str, extent: Extent, trust: f64) {
        let dictionary = self.dictionary();
        let near = fuzzy::near(dictionary, |term| self.index.postings.count(term), letters, extent, MOST_TYPOS);
        let best = near.first().map(|(_, distance)| *distance);
        let mut done: Vec<u32> = Vec::new();
        for (term, distance) in near {
            if done.contains(&term) || self.removed(dictionary.text(term)) || best.is_some_and(|best| distance.slips > best.slips)
            {
                continue;
            }
            let weight = if Some(distance) == best { 0.85 } else { 0.3 } * trust;
            let relatives = if extent == Extent::Whole { dictionary.relatives(term) } else { std::slice::from_ref(&term) };
            done.extend(relatives);
            let terms = relatives.iter().map(|&relative| (relative, if relative == term { 1.0 } else { FORM })).collect();
            concept.alternatives.push(Alternative {
                reason: Reason::Typo,
                weight,
                shown: dictionary.text(term).to_owned(),
                matcher: Matcher::Terms(terms),
            });
        }
    }
}
