//! Words typed one after the other, and the concepts they make: values, names, single words.

use super::slots::in_a_row;
use super::word::{End, MOST_BEGUN};
use super::{Alternative, Concept, Matcher, Planner};
use crate::search::LastWord;
use crate::search::data::{is_asking_word, is_stop_word};
use crate::search::fuzzy::Extent;
use crate::search::knowledge::{LONGEST_NAME, Reason};
use crate::search::query::{Ending, Pattern};
use crate::search::question;
use crate::search::terms::{self, Fact, Sort};
use crate::search::words::{Case, Gap, Words};

/// What a name of several words that the text has weighs beside its words.
const NAME_IN_A_ROW: f64 = 1.2;

/// What a value of several words weighs.
const VALUE: f64 = 1.5;

/// What the words of such a value weigh, each by itself.
const WORD_OF_VALUE: f64 = 0.2;

/// What the parts of a hyphenated word weigh near each other, beside the word itself.
const LOOSE: f64 = 0.3;

/// How many words may stand between them.
const APART: u32 = 3;

/// What a word weighs, and all that means the same, that seldom has the sense that is asked for.
const OTHER_SENSE: f64 = 0.4;

/// What a word weighs that has more to do with the question than with its subject.
const ASKING: f64 = 0.4;

/// What a beginning weighs that stands for a word of which the text has nothing.
const LOST: f64 = 0.3;

/// Words typed one after the other.
struct Run {
    text: String,
    words: Words,
    /// The place of the first.
    place: usize,
    /// How each word ends.
    ends: Vec<End>,
    /// The words that carry a topic, by their numbers.
    content: Vec<usize>,
    /// What each word weighs.
    weights: Vec<f64>,
    /// Terms of values that are one word: the number of the word, and the term.
    values: Vec<(usize, u32)>,
}

impl Run {
    /// The text of some words.
    fn slice(&self, at: usize, count: usize) -> &str {
        let start = self.words.get(at).map_or(0, |word| word.span.start);
        let end = self.words.get(at + count - 1).map_or(self.text.len(), |word| word.span.end);
        self.text.get(start..end).unwrap_or_default()
    }
}

impl Planner<'_> {
    /// The numbers of the concepts that a run of words makes; `open` says that its last word may be half typed.
    pub(super) fn run(&mut self, patterns: &[&Pattern], open: bool) -> Vec<usize> {
        let mut run = self.read(patterns, open);
        let from = self.concepts.len();
        self.values(&mut run);
        // what is left out is what was typed, not what else it may be called
        if !self.excluded {
            self.names(&run);
            self.initials(&run);
        }
        self.single_words(&run);
        (from..self.concepts.len()).collect()
    }

    /// While the reader types: if the text has nothing of the concepts from this one on, the last of them stands for what begins as it
    /// does. A list that goes blank at every slip is of no use.
    pub(super) fn keep_something(&mut self, from: usize) {
        let nothing = self.concepts.iter().skip(from).all(|concept| concept.alternatives.is_empty());
        let Some(last) = self.concepts.len().checked_sub(1).filter(|&last| last >= from) else { return };
        if !nothing || self.excluded || self.options.last_word == LastWord::Whole {
            return;
        }
        let typed = self.concepts.get(last).map_or(String::new(), |concept| concept.typed.clone());
        let mut beginnings = typed.char_indices().rev().filter_map(|(at, _)| typed.get(..at)).filter(|start| start.len() > 1);
        let found = beginnings.find_map(|start| self.begun(start, LOST));
        if let Some(concept) = self.concepts.get_mut(last) {
            concept.alternatives.extend(found);
        }
    }

    fn read(&self, patterns: &[&Pattern], open: bool) -> Run {
        let mut text = String::new();
        let mut ends = Vec::new();
        for pattern in patterns {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&pattern.text);
            ends.push((text.len(), pattern.ending));
        }
        let words = Words::of(&text);
        // one letter begins too much behind words that find something
        let begins_enough = |at: usize| {
            words.letters(at).chars().nth(1).is_some() || words.iter().take(at).all(|(_, letters)| is_stop_word(letters))
        };
        let end_of = |at: usize| {
            let end = words.get(at).map_or(0, |word| word.span.end);
            match ends.iter().find(|(to, _)| *to == end) {
                Some((_, Ending::Prefix)) => End::Prefix,
                _ if open && at + 1 == words.len() && begins_enough(at) => End::Open,
                _ => End::Whole,
            }
        };
        let asks = self.question.asks;
        let mut content = Vec::new();
        let mut weights = Vec::new();
        for (at, (word, letters)) in words.iter().enumerate() {
            if !is_stop_word(letters) || word.case == Case::Capitals {
                content.push(at);
            }
            weights.push(if asks && is_asking_word(letters) { ASKING } else { 1.0 });
        }
        let ends = (0..words.len()).map(end_of).collect();
        Run { place: self.next_place(), ends, content, weights, values: Vec::new(), text, words }
    }

    /// Quantities and dates.
    fn values(&mut self, run: &mut Run) {
        let dictionary = self.dictionary();
        let mut values: Vec<(usize, usize, Vec<u32>)> = Vec::new();
        let mut single = Vec::new();
        terms::read(&run.text, &run.words, &mut |fact| {
            if let Fact::Term { text, word, words, sort: Sort::Value } = fact {
                let term = dictionary.find(text);
                if words == 1 {
                    single.extend(term.map(|term| (word as usize, term)));
                } else {
                    match values.last_mut() {
                        Some((at, _, terms)) if *at == word as usize => terms.extend(term),
                        _ => values.push((word as usize, words as usize, term.into_iter().collect())),
                    }
                }
            }
        });
        run.values = single;
        for (at, count, found) in values {
            // "23 per cent": no beginning of "centre"
            run.ends.iter_mut().skip(at).take(count).for_each(|end| *end = End::Whole);
            if found.is_empty() {
                continue;
            }
            run.weights.iter_mut().skip(at).take(count).for_each(|weight| *weight = WORD_OF_VALUE);
            let alternatives = self.stated(found.into_iter(), 0.5);
            self.add(Concept { typed: run.slice(at, count).to_owned(), weight: VALUE, place: run.place + at, alternatives });
        }
    }

    /// The notations of a value as alternatives: of those stated, the last is the most exact; the others count `less`.
    fn stated(&self, terms: impl DoubleEndedIterator<Item = u32>, less: f64) -> Vec<Alternative> {
        let alternative = |(order, term): (usize, u32)| Alternative {
            reason: Reason::Value,
            weight: if order == 0 { 1.0 } else { less },
            shown: self.dictionary().text(term).to_owned(),
            matcher: Matcher::Terms(vec![(term, 1.0)]),
        };
        terms.rev().enumerate().map(alternative).collect()
    }

    /// Names, and words of several parts that may be called otherwise.
    fn names(&mut self, run: &Run) {
        let longest = self.index.knowledge().longest().min(run.content.len());
        if longest < 2 {
            return;
        }
        let class = |(at, (_, letters)): (usize, (_, &str))| match run.ends.get(at) {
            Some(End::Whole) => self.likely_class(letters),
            _ => self.classes.class(letters),
        };
        let classes: Vec<String> = run.words.iter().enumerate().map(class).collect();
        for count in 2..=longest {
            for window in run.content.windows(count) {
                let (Some(&from), Some(&to)) = (window.first(), window.last()) else {
                    continue;
                };
                if to - from > count + 2 {
                    continue;
                }
                let key = window.iter().filter_map(|&at| classes.get(at)).map(String::as_str).collect::<Vec<_>>().join(" ");
                let mut alternatives = self.equivalents(&key);
                if alternatives.is_empty() {
                    continue;
                }
                let typed = run.slice(from, to - from + 1).to_owned();
                // the name counts through its words; where the text has it, its other names must not count for more
                let mut weight = count.min(3) as f64;
                let matcher = in_a_row(self.slots(&typed, Ending::Whole));
                if self.index.has(&matcher) {
                    weight = NAME_IN_A_ROW;
                    alternatives.insert(0, Alternative { reason: Reason::Word, weight: 1.0, shown: typed.clone(), matcher });
                }
                self.add(Concept { typed, weight, place: run.place + from, alternatives });
            }
        }
    }

    /// The class of a word, or of the one that was meant where neither the text nor what is known has the word.
    fn likely_class(&self, letters: &str) -> String {
        let class = self.classes.class(letters);
        let known = !self.dictionary().class_named(&class).is_empty() || self.index.knowledge().has(&class);
        if known || !letters.starts_with(char::is_alphabetic) {
            return class;
        }
        if let Some(key) = self.class_meant(letters) {
            return key;
        }
        let meant = self.meant(letters, Extent::Whole);
        meant.first().map_or(class, |&(term, _)| self.classes.class(self.dictionary().text(term)))
    }

    /// The whole run as the expansion of an acronym that the text has.
    fn initials(&mut self, run: &Run) {
        let count = run.content.len();
        if !(2..=LONGEST_NAME).contains(&count) || self.only_stop_words {
            return;
        }
        let initials: String = run.content.iter().filter_map(|&at| run.words.letters(at).chars().next()).collect();
        let known = self
            .dictionary()
            .find(&initials)
            .filter(|&term| self.index.knowledge().is_acronym(&initials) && !self.removed(self.dictionary().text(term)));
        let (Some(term), Some(&from), Some(&to)) = (known, run.content.first(), run.content.last()) else { return };
        self.add(Concept {
            typed: run.slice(from, to - from + 1).to_owned(),
            weight: count.min(3) as f64,
            place: run.place + from,
            alternatives: vec![Alternative {
                reason: Reason::Acronym,
                weight: 0.9,
                shown: initials,
                matcher: Matcher::Terms(vec![(term, 1.0)]),
            }],
        });
    }

    /// A word of several parts with hyphens between, if the text has them in a row or as one word; whether it has.
    fn compound(&mut self, run: &Run, at: usize, parts: usize) -> bool {
        // numbers are values, and from one to another
        if (at..at + parts).any(|part| run.words.letters(part).starts_with(|c: char| c.is_ascii_digit())) {
            return false;
        }
        let typed = run.slice(at, parts);
        let ending = if run.ends.get(at + parts - 1) == Some(&End::Whole) { Ending::Whole } else { Ending::Prefix };
        let mut alternatives = Vec::new();
        let mut add = |reason, shown: &str, matcher| {
            alternatives.push(Alternative { reason, weight: 1.0, shown: shown.to_owned(), matcher });
        };
        let slots = self.slots(typed, ending);
        let row = Matcher::Row(slots.clone());
        if self.index.has(&row) {
            add(Reason::Word, typed, row);
        }
        let joined: String = (at..at + parts).map(|part| run.words.letters(part)).collect();
        let terms = if ending == Ending::Whole { self.class(&joined) } else { self.prefixed(&joined, MOST_BEGUN) };
        if !terms.is_empty() {
            add(Reason::Joined, &joined, Matcher::Terms(terms.into_iter().map(|term| (term, 1.0)).collect()));
        }
        if alternatives.is_empty() {
            return false;
        }
        if !self.excluded {
            // rich in oil
            let matcher = Matcher::Near(slots, APART);
            alternatives.push(Alternative { reason: Reason::Word, weight: LOOSE, shown: typed.to_owned(), matcher });
            alternatives.extend(self.equivalents(&self.classes.class(&joined)));
        }
        let weight = run.weights.iter().skip(at).take(parts).fold(0.0, |most: f64, weight| most.max(*weight));
        let weight = weight * parts.min(2) as f64;
        self.add(Concept { typed: typed.to_owned(), weight, place: run.place + at, alternatives });
        true
    }

    fn single_words(&mut self, run: &Run) {
        let mut rest = 0;
        for (at, (word, letters)) in run.words.iter().enumerate() {
            if at < rest {
                continue;
            }
            let is_joined = |n: usize| run.slice(n, 2).contains(['-', '\u{2010}', '\u{2011}', '\u{2013}']);
            let joined = run.words.iter().enumerate().skip(at);
            let parts = 1 + joined.take_while(|(n, (word, _))| word.after == Gap::Hyphen && is_joined(*n)).count();
            if parts > 1 && self.compound(run, at, parts) {
                rest = at + parts;
                continue;
            }
            let end = run.ends.get(at).copied().unwrap_or(End::Whole);
            let stop = is_stop_word(letters) && word.case != Case::Capitals;
            if stop && !self.only_stop_words && end != End::Prefix {
                continue;
            }
            let mut concept = Concept {
                typed: letters.to_owned(),
                weight: run.weights.get(at).copied().unwrap_or(1.0),
                place: run.place + at,
                alternatives: Vec::new(),
            };
            self.word(&mut concept, letters, word.case, end);
            if let Some(sense) = question::sense(self.question.wanted, letters) {
                let others = std::mem::take(&mut concept.alternatives);
                self.word(&mut concept, sense, Case::Small, End::Whole);
                for other in others {
                    if concept.alternatives.iter().all(|alternative| alternative.shown != other.shown) {
                        concept.alternatives.push(Alternative { weight: OTHER_SENSE * other.weight, ..other });
                    }
                }
            }
            let own = run.values.iter().filter(|(of, _)| *of == at).map(|(_, term)| *term);
            concept.alternatives.extend(self.stated(own, 0.6));
            // hand-off, hand off = handoff
            if word.after != Gap::Other && run.words.len() > at + 1 {
                let joined = format!("{letters}{}", run.words.letters(at + 1));
                if let Some(term) = self.dictionary().find(&joined) {
                    let terms = self.dictionary().relatives(term).iter().map(|&term| (term, 1.0)).collect();
                    concept.alternatives.push(Alternative {
                        reason: Reason::Joined,
                        weight: 1.0,
                        shown: joined,
                        matcher: Matcher::Terms(terms),
                    });
                } else if word.after == Gap::Hyphen && !self.excluded {
                    concept.alternatives.extend(self.equivalents(&self.classes.class(&joined)));
                }
            }
            self.add(concept);
        }
    }
}
