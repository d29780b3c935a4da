//! The index of a text: built once, searched on every keystroke.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use super::dictionary::{Dictionary, Strings};
use super::fold::folded;
use super::knowledge::{Knowledge, Learnt, learn};
use super::postings::{Growing, Postings};
use super::query::Field;
use super::terms::{self, Fact, Sort};
use super::unit::{Names, Tags, Unit};
use super::words::{Case, Gap, Words};
use crate::bytes::{Bytes, Stored, stored_record};
use crate::document::BlockKind;

/// Positions left free between body, lead-in and headings, so that no phrase reaches across.
const FIELD_GAP: u32 = 64;

/// All units of a text, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) dictionary: Dictionary,
    pub(crate) postings: Postings,
    bodies: Bodies,
    /// Words in each body.
    pub(crate) lengths: Vec<u32>,
    /// What an occurrence in each body counts, by its length.
    norms: Vec<f32>,
    /// What else each unit states, for filters and for questions.
    pub(crate) traits: Vec<Traits>,
    pub(crate) years: Flat<(i32, i32)>,
    pub(crate) money: Flat<f64>,
    pub(crate) numbers: Flat<f64>,
    pages: Vec<Option<(u32, u32)>>,
    tags: Flat<(Field, u32)>,
    tag_values: Vec<String>,
    knowledge: Knowledge,
    /// The same with what has come later: related words, or all of it.
    related: OnceLock<Knowledge>,
}

/// What sort of thing a unit states.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Traits {
    /// It has a figure.
    pub figures: bool,
    /// It names a year or a date.
    pub dates: bool,
    /// Share of its words that are names inside a sentence.
    pub names: f32,
    /// It gives a reason.
    pub reasons: bool,
    /// It says what ought to be done.
    pub advice: bool,
    /// It is a note, outside the running text.
    pub note: bool,
}

/// Lists of values by unit, end to end.
#[derive(Debug)]
pub(crate) struct Flat<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

stored_record!(Index {
    dictionary, postings, lengths, norms, traits, years, money, numbers, pages, tags, tag_values, knowledge;
    bodies = Bodies::default(), related = OnceLock::new()
});
stored_record!(Traits { figures, dates, names, reasons, advice, note });

impl<T: Stored> Stored for Flat<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.items.put(out);
        self.ends.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        Self { items: Vec::take(from), ends: Vec::take(from) }
    }
}

impl<T> Default for Flat<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Flat<T> {
    fn end_unit(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    pub(crate) fn of(&self, unit: u32) -> &[T] {
        let unit = unit as usize;
        let start = unit.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(unit).copied().unwrap_or(start);
        self.items.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Texts end to end, in pieces of bounded size: one that doubles as it grows would hold a long text twice.
#[derive(Debug, Default)]
struct Bodies {
    pieces: Vec<String>,
    /// Of each text: its piece, first byte and end.
    places: Vec<(u32, u32, u32)>,
    /// Bytes of all of them.
    bytes: usize,
    #[cfg(feature = "lent-bodies")]
    lender: Option<Lender>,
}

/// Gives the body of a unit; see [`Builder::lent`].
#[cfg(feature = "lent-bodies")]
struct Lender(Box<dyn Fn(usize) -> String + Send + Sync>);

#[cfg(feature = "lent-bodies")]
impl std::fmt::Debug for Lender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lender")
    }
}

impl Bodies {
    const PIECE: usize = 1 << 20;

    fn push(&mut self, text: &str) {
        self.bytes += text.len();
        #[cfg(feature = "lent-bodies")]
        if self.lender.is_some() {
            return;
        }
        let full = self.pieces.last().is_none_or(|piece| !piece.is_empty() && piece.len() + text.len() > Self::PIECE);
        if full {
            let first = self.pieces.is_empty();
            self.pieces.push(String::with_capacity(if first { text.len() } else { Self::PIECE.max(text.len()) }));
        }
        let number = self.pieces.len() as u32 - 1;
        if let Some(piece) = self.pieces.last_mut() {
            let start = piece.len() as u32;
            piece.push_str(text);
            self.places.push((number, start, piece.len() as u32));
        }
    }

    fn get(&self, at: usize) -> Cow<'_, str> {
        #[cfg(feature = "lent-bodies")]
        if let Some(Lender(lend)) = &self.lender {
            return Cow::Owned(lend(at));
        }
        let Some(&(piece, start, end)) = self.places.get(at) else { return Cow::Borrowed("") };
        let body = self.pieces.get(piece as usize).and_then(|piece| piece.get(start as usize..end as usize));
        Cow::Borrowed(body.unwrap_or_default())
    }
}

impl Index {
    /// Reads all units, in reading order. `names` are other ways to write a name; see [`Names`]. `synonyms` is a table cut to
    /// this text's words by [`super::thesaurus::Thesaurus::cut`], or empty.
    pub fn build<'a>(units: impl IntoIterator<Item = Unit<'a>>, names: &[Names<'_>], synonyms: &str) -> Self {
        let mut builder = Builder::default();
        for unit in units {
            builder.add(&unit);
        }
        builder.finish(names, synonyms)
    }

    /// What else its words may be called, to be kept beside the text: see [`Builder::finish_with`].
    pub fn knowledge(&self) -> &Knowledge {
        self.related.get().unwrap_or(&self.knowledge)
    }

    /// Adds words that come near to the text's own, which came later than the text: a table as [`super::thesaurus::classed`] makes it.
    /// The first table counts; what is no such table adds nothing.
    pub fn relate(&self, table: &str) {
        self.related.get_or_init(|| self.knowledge.clone().with_related(table));
    }

    /// Learns what its words may be called, which came later than the text: what [`Knowledge::write`] gives, and a table of related words
    /// behind it. The first counts.
    pub fn learn(&self, words: &str) {
        self.related.get_or_init(|| Knowledge::read(words));
    }

    /// The same with its bodies, in order, which an index that was packed has left with its text.
    #[must_use]
    pub fn with_bodies<'a>(mut self, bodies: impl Iterator<Item = &'a str>) -> Self {
        self.bodies = Bodies::default();
        bodies.for_each(|body| self.bodies.push(body));
        self
    }

    /// How many units it holds.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Bytes of the index itself, without the text.
    pub fn size(&self) -> usize {
        self.dictionary.size() + self.postings.size() + self.len() * 48
    }

    /// The body of a unit.
    pub fn body(&self, unit: usize) -> Cow<'_, str> {
        self.bodies.get(unit)
    }

    /// Bytes of all bodies.
    #[cfg(feature = "prune")]
    pub(crate) fn bytes(&self) -> usize {
        self.bodies.bytes
    }

    /// The words of the text, sorted, with the number of units that have each; no numbers, nothing twice.
    pub fn words(&self) -> impl Iterator<Item = (&str, usize)> {
        let all = 0..self.dictionary.len() as u32;
        all.filter(|&term| self.dictionary.is_word(term))
            .map(|term| (self.dictionary.text(term), self.postings.count(term) as usize))
    }

    /// What an occurrence in a body counts, by the body's length.
    pub(crate) fn length_norm(&self, unit: u32) -> f64 {
        self.norms.get(unit as usize).copied().map_or(1.0, f64::from)
    }

    /// The pages of a unit.
    pub(crate) fn pages(&self, unit: u32) -> Option<(u32, u32)> {
        self.pages.get(unit as usize).copied().flatten()
    }

    /// Whether a unit has one of some tags of a field, given by their numbers, ascending.
    pub(crate) fn has_tag(&self, unit: u32, field: Field, values: &[u32]) -> bool {
        self.tags.of(unit).iter().any(|(of, value)| *of == field && values.binary_search(value).is_ok())
    }

    /// The numbers of the tags of a field that pass a test.
    pub(crate) fn tags_like(&self, field: Field, test: &dyn Fn(&str) -> bool) -> Vec<u32> {
        let mut found = Vec::new();
        for (of, value) in &self.tags.items {
            let is_new = *of == field && !found.contains(value);
            if is_new && self.tag_values.get(*value as usize).is_some_and(|tag| test(tag)) {
                found.push(*value);
            }
        }
        found
    }
}

/// FNV-1a on words, quick on short keys; only looked up, never iterated.
#[derive(Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// Numbers for words.
pub(crate) type Numbering = HashMap<String, u32, BuildHasherDefault<Fnv>>;

/// Makes an index of units that come one by one, so that no more than one need be held.
///
/// ```
/// use lectern::search::{Builder, Unit};
///
/// let mut builder = Builder::default();
/// builder.add(&Unit { body: "Gas is exported to China.", ..Unit::default() });
/// assert_eq!(builder.finish(&[], "").len(), 1);
/// ```
pub struct Builder {
    index: Index,
    numbering: Numbering,
    is_word: Vec<bool>,
    growing: Growing,
    tag_numbering: Numbering,
    words: Words,
    /// Term and position of everything in the unit at hand.
    found: Vec<(u32, u32)>,
    learnt: Learnt,
    /// Learns names from a text; none where all that is to be known is given.
    learn: Option<fn(&str, &Words, &mut Learnt)>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { learn: Some(learn), ..Self::taught() }
    }
}

impl Builder {
    /// One that learns nothing from the text: for [`Builder::finish_with`].
    pub fn taught() -> Self {
        Self {
            index: Index::default(),
            numbering: Numbering::default(),
            is_word: Vec::new(),
            growing: Growing::default(),
            tag_numbering: Numbering::default(),
            words: Words::default(),
            found: Vec::new(),
            learnt: Learnt::default(),
            learn: None,
        }
    }

    /// One for an index that holds no bodies: where it needs one, to light words or to match an expression, it asks `lend` for the very body that
    /// was added, by the number of its unit.
    #[cfg(feature = "lent-bodies")]
    pub fn lent(lend: impl Fn(usize) -> String + Send + Sync + 'static) -> Self {
        let mut builder = Self::default();
        builder.index.bodies.lender = Some(Lender(Box::new(lend)));
        builder
    }

    /// Reads the next unit, in reading order.
    pub fn add(&mut self, unit: &Unit<'_>) {
        let number = self.index.lengths.len() as u32;
        self.found.clear();
        let body_words = self.read(unit.body, 0, true);
        let lead_from = body_words + FIELD_GAP;
        let lead_words = self.read(unit.lead_in, lead_from, false);
        let mut heading_from = lead_from + lead_words + FIELD_GAP;
        let headings_at = heading_from;
        for heading in &unit.headings {
            heading_from += self.read(heading, heading_from, false) + FIELD_GAP;
        }
        self.found.sort_unstable();
        self.found.dedup();
        for group in self.found.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(term, _)) = group.first() else {
                continue;
            };
            let heading = group.iter().filter(|(_, position)| *position >= headings_at).count() as u32;
            let lead = group.iter().filter(|(_, position)| (lead_from..headings_at).contains(position)).count() as u32;
            self.growing.add(term, number, group, lead, heading);
        }
        self.index.lengths.push(body_words);
        self.index.bodies.push(unit.body);
        self.index.years.end_unit();
        self.index.money.end_unit();
        self.index.numbers.end_unit();
        self.tag(unit);
    }

    /// Reads one field of a unit, its words numbered from `from`; how many there are.
    fn read(&mut self, text: &str, from: u32, body: bool) -> u32 {
        self.words.read(text);
        let Self { words, index, found, numbering, is_word, .. } = self;
        let mut traits = Traits::default();
        terms::read(text, words, &mut |fact| match fact {
            Fact::Term { text, word, sort, .. } => {
                let term = match numbering.get(text) {
                    Some(&term) => term,
                    None => {
                        let term = is_word.len() as u32;
                        numbering.insert(text.to_owned(), term);
                        is_word.push(false);
                        term
                    }
                };
                if sort == Sort::Word
                    && let Some(is_word) = is_word.get_mut(term as usize)
                {
                    *is_word = true;
                }
                traits.dates |= text.starts_with('@');
                found.push((term, from + word));
            }
            Fact::Years(first, last) if body => {
                traits.dates = true;
                index.years.items.push((first, last));
            }
            Fact::Money(value) if body => {
                traits.figures = true;
                index.money.items.push(value);
                index.numbers.items.push(value);
            }
            Fact::Number(value) if body => {
                traits.figures |= value > 2.0;
                index.numbers.items.push(value);
            }
            _ => {}
        });
        if body {
            let names = words
                .iter()
                .zip(words.iter().skip(1))
                .filter(|((before, _), (word, _))| before.after != Gap::Other && word.case != Case::Small)
                .count();
            traits.names = names as f32 / words.len().max(1) as f32;
            for (_, letters) in words.iter() {
                match super::data::answers(letters) {
                    Some("reason") => traits.reasons = true,
                    Some(_) => traits.advice = true,
                    None => {}
                }
            }
            self.index.traits.push(traits);
            if let Some(learn) = self.learn {
                learn(text, &self.words, &mut self.learnt);
            }
        }
        self.words.len() as u32
    }

    fn tag(&mut self, unit: &Unit<'_>) {
        let Tags { sections, pages, kinds, themes, actors } = &unit.tags;
        if let Some(traits) = self.index.traits.last_mut() {
            traits.note = kinds.contains(&BlockKind::Footnote.name());
        }
        self.index.pages.push(*pages);
        for (field, values) in [
            (Field::Section, sections),
            (Field::Section, &unit.headings),
            (Field::Kind, kinds),
            (Field::Theme, themes),
            (Field::Actor, actors),
        ] {
            for value in values {
                let value = folded(value);
                let next = self.index.tag_values.len() as u32;
                let number = *self.tag_numbering.entry(value).or_insert_with_key(|value| {
                    self.index.tag_values.push(value.clone());
                    next
                });
                self.index.tags.items.push((field, number));
            }
        }
        self.index.tags.end_unit();
    }

    /// The index of all that was added; see [`Index::build`] for the rest.
    pub fn finish(self, names: &[Names<'_>], synonyms: &str) -> Index {
        let (mut index, learnt) = self.assemble();
        index.knowledge = Knowledge::new(&index.dictionary, &learnt, names, synonyms);
        index
    }

    /// The index of all that was added, with what is known of the same text already: [`Index::knowledge`].
    pub fn finish_with(self, knowledge: Knowledge) -> Index {
        Index { knowledge, ..self.assemble().0 }
    }

    fn assemble(self) -> (Index, Learnt) {
        // what the map gives in any order is sorted before it is used
        let mut order: Vec<(String, u32)> = self.numbering.into_iter().collect();
        order.sort_unstable();
        let mut sorted = Strings::default();
        order.iter().for_each(|(text, _)| sorted.push(text));
        let joined_only = order.iter().map(|(_, term)| !self.is_word.get(*term as usize).copied().unwrap_or_default()).collect();
        let order: Vec<u32> = order.into_iter().map(|(_, term)| term).collect();
        let mut index = self.index;
        index.postings = self.growing.finish(order.into_iter());
        index.dictionary = Dictionary::new(sorted, joined_only);
        let words: u64 = index.lengths.iter().map(|&length| u64::from(length)).sum();
        let mean = (words as f64 / index.lengths.len().max(1) as f64).max(1.0);
        index.norms = index.lengths.iter().map(|&length| super::rank::length_norm(f64::from(length) / mean)).collect();
        (index, self.learnt)
    }
}
