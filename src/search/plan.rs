//! From a query to what is looked up: concepts with their alternatives, and conditions.
//!
//! A *concept* is a word (or a value, or a phrase) that the reader asks for; its *alternatives* are the ways in which the text may
//! say it, each with a share of the exact word's weight. What is in no alternative is never a hit.

mod equivalents;
mod run;
mod slots;
mod spelling;
mod word;

use super::data::is_stop_word;
use super::dictionary::Dictionary;
use super::fold::{Classes, folded};
use super::index::Index;
use super::knowledge::Reason;
use super::query::{Ending, Field, Node, Pattern, Query, Range};
use super::question::{self, Question, Wanted};
use super::regular::{Expression, Expressions};
use super::words::{Case, Words};
use super::{LastWord, Options};
use slots::in_a_row;
use spelling::Spelling;

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
#[derive(Debug, PartialEq)]
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
    /// It belongs to one of these values, by their numbers in the index, ascending.
    Tagged(Field, Vec<u32>),
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
        question: Question::default(),
        spelling: Spelling::default(),
    };
    let words: Vec<&Pattern> =
        query.root.iter().filter_map(|node| if let Node::Word(word) = node { Some(word) } else { None }).collect();
    let typed = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let question = question::read(&typed);
    planner.question = question;
    planner.only_stop_words =
        !Words::of(&typed).iter().any(|(word, letters)| !is_stop_word(letters) || word.case == Case::Capitals);
    let open = options.last_word == LastWord::Typing && query.is_open();
    let condition = planner.list(&query.root, open);
    Plan { concepts: planner.concepts, excluding: planner.excluding, condition, wanted: question.wanted }
}

/// The numbers of the tags that a value of a field asks for: those that are equal, or, but for numbers and ids, that hold it as words; where
/// there are none, those of its other names.
pub(crate) fn tagged(index: &Index, field: Field, value: &str) -> Vec<u32> {
    let value = folded(value.trim());
    let words = matches!(field, Field::Section | Field::Actor | Field::Theme) && value.len() > 2;
    let holds = |tag: &str| {
        let begins = |at: usize| !tag.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric);
        tag == value || words && tag.match_indices(&value).any(|(at, _)| begins(at))
    };
    let found = index.tags_like(field, &holds);
    if !found.is_empty() || field != Field::Actor {
        return found;
    }
    let classes = Classes::new();
    let mut key = String::new();
    for (_, letters) in Words::of(&value).iter() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&classes.class(letters));
    }
    let others = index.knowledge().of(&key);
    index.tags_like(field, &|tag| others.iter().any(|other| other.reason != Reason::Related && folded(&other.text) == tag))
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
    /// What the words are, as a question.
    question: Question,
    spelling: Spelling,
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
                let from = self.concepts.len();
                let found = self.run(&run, open && rest.is_empty());
                self.keep_something(from);
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
                let mut values = Vec::new();
                for value in value.split(',') {
                    values.append(&mut tagged(self.index, field, value));
                }
                values.sort_unstable();
                Condition::Tagged(field, values)
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
}
