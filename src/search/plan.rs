//! From a query to what is looked up: concepts with their alternatives, and conditions.
//!
//! A *concept* is a word (or a value, or a phrase) that the reader asks for; its *alternatives* are the ways in which the text may
//! say it, each with a share of the exact word's weight. What is in no alternative is never a hit.

use super::data::is_stop_word;
use super::dictionary::Dictionary;
use super::fold::{Classes, folded};
use super::fuzzy::{self, Extent};
use super::index::Index;
use super::knowledge::{LONGEST_NAME, Reason};
use super::query::{Ending, Field, Node, Pattern, Query, Range};
use super::question::{self, Wanted};
use super::regular::{Expression, Expressions};
use super::terms::{self, Fact, Sort};
use super::words::{Case, Gap, Words};
use super::{LastWord, Options};

/// Terms that one prefix stands for at most, the most frequent ones.
const MOST_PREFIXED: usize = 48;

/// Postings that the terms of one prefix have at most, in a long text.
const MOST_PREFIXED_POSTINGS: u32 = 60_000;

/// Misspellings that one word stands for at most.
const MOST_TYPOS: usize = 6;

/// What a name of several words that the text has weighs beside its words.
const NAME_IN_A_ROW: f64 = 1.0;

/// What a synonym of a word weighs where the text has the word itself.
const KNOWN_SYNONYM: f64 = 0.8;

/// What a related word weighs where the text has the word itself.
const KNOWN_RELATED: f64 = 0.3;

/// Something that the reader asks for.
#[derive(Debug)]
pub(crate) struct Concept {
    /// As typed.
    pub typed: String,
    /// 1 for a word, more for what says more than one.
    pub weight: f64,
    /// Where in the run of words it stands; neighbours should be neighbours in the text.
    pub place: usize,
    pub alternatives: Vec<Alternative>,
}

/// One way to say it.
#[derive(Debug)]
pub(crate) struct Alternative {
    pub reason: Reason,
    /// Share of the exact word's weight.
    pub weight: f64,
    /// As shown to the reader.
    pub shown: String,
    pub matcher: Matcher,
}

/// How it is looked up.
#[derive(Debug)]
pub(crate) enum Matcher {
    /// Any of these terms, each with its share.
    Terms(Vec<(u32, f64)>),
    /// Words in a row: for each place any of its terms.
    Row(Vec<Vec<u32>>),
    /// The words in any order, with at most so many others between.
    Near(Vec<Vec<u32>>, u32),
}

/// What a unit must fulfil.
#[derive(Debug)]
pub(crate) enum Condition {
    /// It has the concept.
    Has(usize),
    /// A regular expression matches its body.
    Matches(Expression),
    /// It belongs to one of these values, folded.
    Tagged(Field, Vec<String>),
    /// It states a number in one of these ranges.
    States(Field, Vec<Range>),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

/// A query, ready to run.
#[derive(Debug)]
pub(crate) struct Plan {
    pub concepts: Vec<Concept>,
    /// Concepts that only exclude: they give no score and no light.
    pub excluding: Vec<bool>,
    pub condition: Condition,
    pub wanted: Option<Wanted>,
}

pub(crate) fn plan(index: &Index, query: &Query, options: &Options) -> Plan {
    let mut planner = Planner {
        index,
        options,
        expressions: &query.expressions,
        classes: Classes::new(),
        concepts: Vec::new(),
        excluding: Vec::new(),
        excluded: false,
        only_stop_words: false,
    };
    let words: Vec<&Pattern> =
        query.root.iter().filter_map(|node| if let Node::Word(word) = node { Some(word) } else { None }).collect();
    let typed = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let wanted = question::wanted(&typed);
    planner.only_stop_words =
        !Words::of(&typed).iter().any(|(word, letters)| !is_stop_word(letters) || word.case == Case::Capitals);
    let open = options.last_word == LastWord::Typing && query.is_open();
    let condition = planner.list(&query.root, open);
    Plan { concepts: planner.concepts, excluding: planner.excluding, condition, wanted }
}

struct Planner<'i> {
    index: &'i Index,
    options: &'i Options,
    expressions: &'i Expressions,
    classes: Classes,
    concepts: Vec<Concept>,
    excluding: Vec<bool>,
    excluded: bool,
    only_stop_words: bool,
}

/// Whether a word may go on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Whole,
    /// The reader put a `*`.
    Prefix,
    /// The reader is still typing.
    Open,
}

impl<'i> Planner<'i> {
    fn dictionary(&self) -> &'i Dictionary {
        &self.index.dictionary
    }

    /// Words rank, everything else decides.
    fn list(&mut self, nodes: &[Node], open: bool) -> Condition {
        let mut all = Vec::new();
        let mut any = Vec::new();
        let mut had_words = false;
        let mut rest = nodes;
        while let Some((first, others)) = rest.split_first() {
            if let Node::Word(_) = first {
                let count = rest.iter().take_while(|node| matches!(node, Node::Word(_))).count();
                let run: Vec<&Pattern> = rest
                    .iter()
                    .take(count)
                    .filter_map(|node| if let Node::Word(word) = node { Some(word) } else { None })
                    .collect();
                rest = rest.get(count..).unwrap_or_default();
                let found = self.run(&run, open && rest.is_empty());
                had_words |= !found.is_empty();
                any.extend(found.into_iter().map(Condition::Has));
            } else {
                rest = others;
                all.push(self.condition(first));
            }
        }
        // beside a phrase or an operator, words only rank
        let scored = nodes.iter().any(|node| !matches!(node, Node::Word(_) | Node::Field(..) | Node::Not(_)));
        if had_words && !scored {
            all.push(Condition::Any(any));
        }
        if all.is_empty() && !nodes.is_empty() {
            // nothing but words that are left out
            return Condition::Any(Vec::new());
        }
        if nodes.is_empty() { Condition::Any(Vec::new()) } else { Condition::All(all) }
    }

    fn condition(&mut self, node: &Node) -> Condition {
        match node {
            Node::Word(word) => {
                let found = self.run(&[word], false);
                // a hyphenated word is several concepts: all of them
                Condition::All(found.into_iter().map(Condition::Has).collect())
            }
            Node::Phrase(words) => {
                let slots = self.slots(&words.text, words.ending);
                self.row(&words.text, in_a_row(slots))
            }
            Node::Near(words, distance) => {
                let slots = self.slots(words, Ending::Whole);
                self.row(words, Matcher::Near(slots, *distance))
            }
            Node::Regex(pattern) => match super::regular::read(pattern, self.expressions) {
                Ok(Some(expression)) => Condition::Matches(expression),
                // what cannot be read here, or not yet, asks for nothing
                Ok(None) | Err(_) => Condition::All(Vec::new()),
            },
            Node::Field(field, value) => self.field(*field, value),
            Node::Not(node) => {
                let before = std::mem::replace(&mut self.excluded, true);
                let condition = self.condition(node);
                self.excluded = before;
                Condition::Not(Box::new(condition))
            }
            Node::And(nodes) => Condition::All(nodes.iter().map(|node| self.condition(node)).collect()),
            Node::Or(nodes) => Condition::Any(nodes.iter().map(|node| self.condition(node)).collect()),
            Node::List(nodes) => self.list(nodes, false),
        }
    }

    fn field(&self, field: Field, value: &str) -> Condition {
        match field {
            Field::Money | Field::Number | Field::Page | Field::Year => {
                Condition::States(field, value.split(',').filter_map(Range::parse).collect())
            }
            Field::Actor | Field::Kind | Field::Section | Field::Theme => {
                Condition::Tagged(field, value.split(',').map(|value| folded(value.trim())).collect())
            }
        }
    }

    fn add(&mut self, concept: Concept) -> usize {
        self.concepts.push(concept);
        self.excluding.push(self.excluded);
        self.concepts.len() - 1
    }

    fn row(&mut self, typed: &str, matcher: Matcher) -> Condition {
        let place = self.next_place();
        let count = match &matcher {
            Matcher::Row(slots) | Matcher::Near(slots, _) => slots.len(),
            Matcher::Terms(_) => 1,
        };
        let alternatives = vec![Alternative { reason: Reason::Word, weight: 1.0, shown: typed.to_owned(), matcher }];
        Condition::Has(self.add(Concept { typed: typed.to_owned(), weight: count.min(4) as f64, place, alternatives }))
    }

    /// A place that is no neighbour of any other.
    fn next_place(&self) -> usize {
        self.concepts.last().map_or(0, |last| last.place + 100)
    }

    /// For each word of a phrase, the terms that it may be.
    fn slots(&self, text: &str, ending: Ending) -> Vec<Vec<u32>> {
        let words = Words::of(text);
        let last = words.len().saturating_sub(1);
        words
            .iter()
            .enumerate()
            .map(|(at, (word, letters))| {
                let mut terms = self.class(letters);
                if is_stop_word(letters) && (word.case == Case::Capitals || word.case == Case::Small) {
                    terms.extend(self.dictionary().find(&format!("={letters}")));
                }
                if at == last && ending == Ending::Prefix {
                    terms.extend(self.prefixed(letters));
                    terms.sort_unstable();
                    terms.dedup();
                }
                terms
            })
            .collect()
    }

    /// The terms that begin so; of very many the most frequent that can be read in time.
    fn prefixed(&self, letters: &str) -> Vec<u32> {
        let mut prefixed: Vec<u32> = self.dictionary().with_prefix(letters).collect();
        if prefixed.len() > MOST_PREFIXED {
            let count = |term: u32| self.index.postings.count(term);
            prefixed.sort_by_key(|&term| (u32::MAX - count(term), term));
            let mut read = 0;
            prefixed.retain(|&term| {
                let fits = read == 0 || read + count(term) <= MOST_PREFIXED_POSTINGS;
                read += if fits { count(term) } else { 0 };
                fits
            });
            prefixed.truncate(MOST_PREFIXED);
            prefixed.sort_unstable();
        }
        prefixed
    }

    /// The terms of a word in all its inflections and spellings.
    fn class(&self, letters: &str) -> Vec<u32> {
        self.dictionary().class_named(&self.classes.class(letters)).to_vec()
    }

    /// Words typed one after the other; the concepts they make.
    fn run(&mut self, patterns: &[&Pattern], open: bool) -> Vec<usize> {
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
        let first_place = self.next_place();
        let end_of = |at: usize| {
            let end = words.get(at).map_or(0, |word| word.span.end);
            match ends.iter().find(|(to, _)| *to == end) {
                Some((_, Ending::Prefix)) => End::Prefix,
                _ if open && at + 1 == words.len() => End::Open,
                _ => End::Whole,
            }
        };
        let mut covered = vec![1.0; words.len()];
        let mut concepts = Vec::new();
        let mut single_values: Vec<(usize, u32)> = Vec::new();
        // quantities and dates
        let mut values: Vec<(usize, usize, Vec<u32>)> = Vec::new();
        terms::read(&text, &words, &mut |fact| {
            if let Fact::Term { text, word, words, sort: Sort::Value } = fact {
                let term = self.dictionary().find(text);
                if words == 1 {
                    single_values.extend(term.map(|term| (word as usize, term)));
                } else {
                    match values.last_mut() {
                        Some((at, _, terms)) if *at == word as usize => terms.extend(term),
                        _ => values.push((word as usize, words as usize, term.into_iter().collect())),
                    }
                }
            }
        });
        for (at, count, mut found) in values {
            // the last stated is the most exact
            found.reverse();
            let exact = found.len();
            let alternatives = found
                .iter()
                .enumerate()
                .map(|(order, &term)| Alternative {
                    reason: Reason::Value,
                    weight: if order == 0 { 1.0 } else { 0.5 },
                    shown: self.dictionary().text(term).to_owned(),
                    matcher: Matcher::Terms(vec![(term, 1.0)]),
                })
                .collect();
            if exact > 0 {
                covered.iter_mut().skip(at).take(count).for_each(|share| *share = 0.2);
                concepts.push(self.add(Concept {
                    typed: slice(&text, &words, at, count),
                    weight: 1.5,
                    place: first_place + at,
                    alternatives,
                }));
            }
        }
        // names and words of several parts that may be called otherwise
        let classes: Vec<String> = words.iter().map(|(_, letters)| self.classes.class(letters)).collect();
        let content: Vec<usize> = words
            .iter()
            .enumerate()
            .filter(|(_, (word, letters))| !is_stop_word(letters) || word.case == Case::Capitals)
            .map(|(at, _)| at)
            .collect();
        for count in 2..=self.index.knowledge.longest().min(content.len()) {
            for window in content.windows(count) {
                let (Some(&from), Some(&to)) = (window.first(), window.last()) else {
                    continue;
                };
                if to - from > count + 2 {
                    continue;
                }
                let key = window.iter().filter_map(|&at| classes.get(at)).map(String::as_str).collect::<Vec<_>>().join(" ");
                let typed = slice(&text, &words, from, to - from + 1);
                let mut alternatives = self.equivalents(&key, &typed);
                if alternatives.is_empty() {
                    continue;
                }
                // the name counts through its words; where the text has it, its other names must not count for more
                let mut weight = count.min(3) as f64;
                let matcher = Matcher::Row(self.slots(&typed, Ending::Whole));
                if self.index.has(&matcher) {
                    weight = NAME_IN_A_ROW;
                    alternatives.insert(0, Alternative { reason: Reason::Word, weight: 1.0, shown: typed.clone(), matcher });
                }
                concepts.push(self.add(Concept { typed, weight, place: first_place + from, alternatives }));
            }
        }
        if let Some(concept) = self.initials(&text, &words, &content, first_place) {
            concepts.push(self.add(concept));
        }
        for (at, (word, letters)) in words.iter().enumerate() {
            let end = end_of(at);
            let stop = is_stop_word(letters);
            if stop && word.case != Case::Capitals && !self.only_stop_words && end != End::Prefix {
                continue;
            }
            let mut concept = Concept {
                typed: letters.to_owned(),
                weight: covered.get(at).copied().unwrap_or(1.0),
                place: first_place + at,
                alternatives: Vec::new(),
            };
            self.word(&mut concept, letters, word.case, end);
            let own: Vec<u32> = single_values.iter().filter(|(of, _)| *of == at).map(|(_, term)| *term).collect();
            for (order, &term) in own.iter().rev().enumerate() {
                concept.alternatives.push(Alternative {
                    reason: Reason::Value,
                    weight: if order == 0 { 1.0 } else { 0.6 },
                    shown: self.dictionary().text(term).to_owned(),
                    matcher: Matcher::Terms(vec![(term, 1.0)]),
                });
            }
            // hand-off, hand off = handoff
            if word.after != Gap::Other && words.len() > at + 1 {
                let joined = format!("{letters}{}", words.letters(at + 1));
                if let Some(term) = self.dictionary().find(&joined) {
                    let terms = self.dictionary().relatives(term).iter().map(|&term| (term, 1.0)).collect();
                    concept.alternatives.push(Alternative {
                        reason: Reason::Joined,
                        weight: 1.0,
                        shown: joined,
                        matcher: Matcher::Terms(terms),
                    });
                }
            }
            concepts.push(self.add(concept));
        }
        concepts
    }

    /// The alternatives of one word.
    fn word(&self, concept: &mut Concept, letters: &str, case: Case, end: End) {
        let dictionary = self.dictionary();
        let mut exact: Vec<(u32, f64)> = Vec::new();
        if let Some(term) = dictionary.find(&format!("={letters}")).filter(|_| is_stop_word(letters)) {
            exact.push((term, 1.0));
        }
        if case != Case::Capitals || !is_stop_word(letters) {
            exact.extend(
                self.class(letters).into_iter().map(|term| (term, if dictionary.text(term) == letters { 1.0 } else { 0.9 })),
            );
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
        if end != End::Whole {
            let prefixed = self.prefixed(letters);
            let any = !prefixed.is_empty();
            if any {
                let weight = if end == End::Prefix || !known { 1.0 } else { 0.5 };
                let terms = prefixed.into_iter().map(|term| (term, 1.0)).collect();
                concept.alternatives.push(Alternative {
                    reason: Reason::Prefix,
                    weight,
                    shown: format!("{letters}…"),
                    matcher: Matcher::Terms(terms),
                });
            }
            if any || end == End::Prefix {
                if end == End::Open {
                    concept.alternatives.extend(self.equivalents(&self.classes.class(letters), letters));
                }
                return;
            }
        }
        let mut equivalents = self.equivalents(&self.classes.class(letters), letters);
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
        // an acronym of a name in the text
        for name in self.index.knowledge.names_for(letters) {
            self.push_equivalent(&mut concept.alternatives, name, Reason::Acronym, 0.9);
        }
        // a joined word that the text parts
        for (at, _) in letters.char_indices().skip(2) {
            let (one, other) = letters.split_at(at);
            if other.len() > 1 && dictionary.find(one).is_some() && dictionary.find(other).is_some() {
                self.push_equivalent(&mut concept.alternatives, &format!("{one} {other}"), Reason::Joined, 0.9);
            }
        }
        let meant = concept.alternatives.iter().any(|alternative| alternative.reason != Reason::Joined);
        let extent = if end == End::Open { Extent::Beginning } else { Extent::Whole };
        let near = fuzzy::near(dictionary, |term| self.index.postings.count(term), letters, extent, MOST_TYPOS);
        let best = near.first().map(|(_, distance)| *distance);
        let mut done: Vec<u32> = Vec::new();
        for (term, distance) in near {
            if done.contains(&term) || self.removed(dictionary.text(term)) || best.is_some_and(|best| distance.slips > best.slips)
            {
                continue;
            }
            let weight = if Some(distance) == best { 0.85 } else { 0.3 } * if meant { 0.3 } else { 1.0 };
            let relatives = if extent == Extent::Whole { dictionary.relatives(term) } else { std::slice::from_ref(&term) };
            done.extend(relatives);
            let terms = relatives.iter().map(|&relative| (relative, if relative == term { 1.0 } else { 0.9 })).collect();
            concept.alternatives.push(Alternative {
                reason: Reason::Typo,
                weight,
                shown: dictionary.text(term).to_owned(),
                matcher: Matcher::Terms(terms),
            });
        }
        // better a word that only begins so than nothing
        if concept.alternatives.is_empty() && letters.len() > 3 {
            let prefixed: Vec<(u32, f64)> = dictionary.with_prefix(letters).take(MOST_PREFIXED).map(|term| (term, 1.0)).collect();
            if !prefixed.is_empty() {
                concept.alternatives.push(Alternative {
                    reason: Reason::Prefix,
                    weight: 0.5,
                    shown: format!("{letters}…"),
                    matcher: Matcher::Terms(prefixed),
                });
            }
        }
    }

    fn removed(&self, shown: &str) -> bool {
        self.options.without.iter().any(|without| without == shown)
    }

    /// What else the words of a key may be called.
    fn equivalents(&self, key: &str, _typed: &str) -> Vec<Alternative> {
        let mut alternatives = Vec::new();
        for equivalent in self.index.knowledge.of(key) {
            self.push_equivalent(&mut alternatives, &equivalent.text, equivalent.reason, equivalent.weight);
        }
        alternatives
    }

    fn push_equivalent(&self, into: &mut Vec<Alternative>, text: &str, reason: Reason, weight: f64) {
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
        into.push(Alternative { reason, weight, shown: text.to_owned(), matcher: in_a_row(slots) });
    }

    /// The whole run as the expansion of an acronym that the text has.
    fn initials(&self, text: &str, words: &Words, content: &[usize], first_place: usize) -> Option<Concept> {
        if !(2..=LONGEST_NAME).contains(&content.len()) || self.only_stop_words {
            return None;
        }
        let initials: String = content.iter().filter_map(|&at| words.letters(at).chars().next()).collect();
        let term = self
            .dictionary()
            .find(&initials)
            .filter(|&term| self.index.knowledge.is_acronym(&initials) && !self.removed(self.dictionary().text(term)))?;
        let (from, to) = (*content.first()?, *content.last()?);
        Some(Concept {
            typed: slice(text, words, from, to - from + 1),
            weight: content.len().min(3) as f64,
            place: first_place + from,
            alternatives: vec![Alternative {
                reason: Reason::Acronym,
                weight: 0.9,
                shown: initials,
                matcher: Matcher::Terms(vec![(term, 1.0)]),
            }],
        })
    }
}

/// Words in a row, or the one word.
fn in_a_row(slots: Vec<Vec<u32>>) -> Matcher {
    match <[Vec<u32>; 1]>::try_from(slots) {
        Ok([terms]) => Matcher::Terms(terms.into_iter().map(|term| (term, 1.0)).collect()),
        Err(slots) => Matcher::Row(slots),
    }
}

/// The text of some words.
fn slice(text: &str, words: &Words, at: usize, count: usize) -> String {
    let start = words.get(at).map_or(0, |word| word.span.start);
    let end = words.get(at + count - 1).map_or(text.len(), |word| word.span.end);
    text.get(start..end).unwrap_or_default().to_owned()
}
