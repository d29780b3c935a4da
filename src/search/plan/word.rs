//! What one typed word may stand for.

use super::{Alternative, Concept, Matcher, Planner};
use crate::search::data::is_stop_word;
use crate::search::fuzzy::Extent;
use crate::search::knowledge::Reason;
use crate::search::words::Case;

/// Terms that one beginning stands for at most, the most frequent ones.
pub(super) const MOST_BEGUN: usize = 48;

/// What another form of a word weighs, beside the word as typed.
const FORM: f64 = 0.9;

/// What a synonym of a word weighs where the text has the word itself.
const KNOWN_SYNONYM: f64 = 0.9;

/// What a related word weighs where the text has the word itself.
const KNOWN_RELATED: f64 = 0.3;

/// What a related word weighs beside synonyms that people chose: it may belong to another sense.
const BESIDE_SYNONYMS: f64 = 0.7;

/// What the best of all other ways to say a word should weigh where the text has not the word itself.
const IN_ITS_PLACE: f64 = 0.9;

/// How much the weights of those ways are raised for it, at most.
const MOST_RAISED: f64 = 1.6;

/// What a word weighs that may have been meant, beside the word as typed.
const MISSPELT: f64 = 0.85;

/// What a word with as many slips weighs that is less likely: another first letter, another sound.
const LESS_LIKELY: f64 = 0.3;

/// How far it is to be trusted that a word is misspelt, where something else may be meant by it.
const UNLIKELY: f64 = 0.3;

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
            let begun = self.begun(letters, if end == End::Prefix || !known { 1.0 } else { 0.5 });
            let any = begun.is_some();
            concept.alternatives.extend(begun);
            if any || end == End::Prefix {
                if end == End::Open {
                    concept.alternatives.extend(self.equivalents(&self.classes.class(letters)));
                }
                return;
            }
        }
        if self.excluded {
            return;
        }
        concept.alternatives.extend(self.ways(&self.classes.class(letters), known));
        if known || !letters.starts_with(char::is_alphabetic) {
            return;
        }
        self.shortened(concept, letters);
        let joined = |alternative: &Alternative| alternative.reason == Reason::Joined;
        if is_stop_word(letters) {
            return;
        }
        let is_a_word = self.index.knowledge().has(&self.classes.class(letters));
        let found = !concept.alternatives.iter().all(joined);
        // a word of the language is no slip of another, where the text says what it means otherwise
        if is_a_word && found {
            return;
        }
        let meant = is_a_word || found;
        let extent = if end == End::Open { Extent::Beginning } else { Extent::Whole };
        let class = if meant || extent == Extent::Beginning { None } else { self.class_meant(letters) };
        match class {
            Some(class) => {
                self.misspelt_class(concept, &class);
                self.misspelt(concept, letters, extent, UNLIKELY);
            }
            None => self.misspelt(concept, letters, extent, if meant { UNLIKELY } else { 1.0 }),
        }
        // better a word that only begins so than nothing
        if concept.alternatives.is_empty() && letters.len() > 3 {
            concept.alternatives.extend(self.begun(letters, 0.5));
        }
    }

    /// What else a word of a class may be called, each way with its weight; `known` says that the text has the word itself.
    fn ways(&self, class: &str, known: bool) -> Vec<Alternative> {
        let mut ways = self.equivalents(class);
        let curated = ways.iter().any(|way| way.reason == Reason::Synonym);
        for way in &mut ways {
            way.weight *= match way.reason {
                Reason::Related if known => KNOWN_RELATED,
                Reason::Related if curated => BESIDE_SYNONYMS,
                Reason::Synonym if known => KNOWN_SYNONYM,
                _ => 1.0,
            };
        }
        if !known {
            let best = ways.iter().fold(0.1, |best: f64, way| best.max(way.weight));
            let lift = (IN_ITS_PLACE / best).clamp(1.0, MOST_RAISED);
            ways.iter_mut().for_each(|way| way.weight *= lift);
        }
        ways
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

    /// What begins so, if anything does.
    pub(super) fn begun(&self, letters: &str, weight: f64) -> Option<Alternative> {
        let begun = self.prefixed(letters, MOST_BEGUN);
        (!begun.is_empty()).then(|| Alternative {
            reason: Reason::Prefix,
            weight,
            shown: format!("{letters}…"),
            matcher: Matcher::Terms(begun.into_iter().map(|term| (term, 1.0)).collect()),
        })
    }

    /// Names of which the word may be the acronym, and words that it may be the joined form of.
    fn shortened(&self, concept: &mut Concept, letters: &str) {
        for name in self.index.knowledge().names_for(letters) {
            self.push_equivalent(&mut concept.alternatives, name, Reason::Acronym, 0.9);
        }
        for (at, _) in letters.char_indices().skip(2) {
            let (one, other) = letters.split_at(at);
            if other.len() > 1 && self.dictionary().find(one).is_some() && self.dictionary().find(other).is_some() {
                self.push_equivalent(&mut concept.alternatives, &format!("{one} {other}"), Reason::Joined, 0.9);
            }
        }
    }

    /// Adds the words of the text that may have been meant, each with its forms.
    fn misspelt(&self, concept: &mut Concept, letters: &str, extent: Extent, trust: f64) {
        let dictionary = self.dictionary();
        let near = self.meant(letters, extent);
        let best = near.first().map(|(_, distance)| *distance);
        let mut done: Vec<u32> = Vec::new();
        for (term, distance) in near {
            if done.contains(&term) || self.removed(dictionary.text(term)) {
                continue;
            }
            let weight = if Some(distance) == best { MISSPELT } else { LESS_LIKELY } * trust;
            let relatives = if extent == Extent::Whole { dictionary.relatives(term) } else { std::slice::from_ref(&term) };
            done.extend(relatives);
            let terms = relatives.iter().map(|&relative| (relative, if relative == term { 1.0 } else { FORM })).collect();
            concept.alternatives.push(Alternative {
                reason: Reason::Typo,
                weight,
                shown: dictionary.text(term).to_owned(),
                matcher: Matcher::Terms(terms),
            });
            if extent == Extent::Whole && Some(distance) == best {
                let ways = self.ways(&self.classes.class(dictionary.text(term)), true).into_iter();
                let new = ways.filter(|way| !concept.alternatives.iter().any(|other| other.shown == way.shown));
                let new: Vec<Alternative> = new.map(|way| Alternative { weight: weight * way.weight, ..way }).collect();
                concept.alternatives.extend(new);
            }
        }
    }

    /// Adds the words of a class that was meant, if the text has any, and what else it may be called: `resevoir`, where it has lakes only.
    fn misspelt_class(&self, concept: &mut Concept, class: &str) {
        let dictionary = self.dictionary();
        let mut terms = dictionary.class_named(class).iter().filter(|&&term| !self.removed(dictionary.text(term))).peekable();
        let known = terms.peek().copied();
        if let Some(&first) = known {
            concept.alternatives.push(Alternative {
                reason: Reason::Typo,
                weight: MISSPELT,
                shown: dictionary.text(first).to_owned(),
                matcher: Matcher::Terms(terms.map(|&term| (term, 1.0)).collect()),
            });
        }
        let ways = self.ways(class, known.is_some()).into_iter();
        concept.alternatives.extend(ways.map(|way| Alternative { weight: MISSPELT * way.weight, ..way }));
    }
}
