//! Words that mean the same or nearly so: a general table, and its cut to the words of one text.
//!
//! The general table (`static/data/thesaurus/`, made from WordNet and GloVe; its README says how) is too large for a page. What a
//! page carries is the cut: for each common word of the language, the few words of *this* text that come nearest to it. The cut's lines are
//! `word<TAB>weight word|weight word|…`; a weight is 1 to 9 tenths of the exact word's.

use std::collections::BTreeMap;

use super::fold::Classes;

/// Numbers in a vector.
const DIMENSIONS: usize = 50;
/// Bytes of a vector: two numbers in each.
const BYTES: usize = DIMENSIONS / 2;
/// Words given for one word, at most.
const MOST: usize = 6;
/// Likeness below which two words have nothing to do with each other.
const LEAST: f64 = 0.56;
/// What it adds to the likeness that a dictionary says that two words mean the same.
const SAME: f64 = 0.30;
/// What it adds that one is derived from the other.
const DERIVED: f64 = 0.35;
/// What it takes away that they mean the opposite.
const OPPOSITE: f64 = 0.45;
/// Likeness that a dictionary's word must have in the way in which both are used, else another sense is meant.
const LEAST_OF_SAME: f64 = 0.2;

/// Every pair of a cut, with the share of the exact word's weight. Lines that do not fit are skipped.
pub(crate) fn pairs(table: &str) -> impl Iterator<Item = (&str, &str, f64)> {
    super::data::lines(table).filter_map(|(_, line)| line.split_once('\t')).flat_map(|(from, all)| {
        all.split('|').filter_map(move |one| {
            let (weight, to) = one.split_once(' ')?;
            let weight: u8 = weight.parse().ok()?;
            Some((from, to, f64::from(weight.clamp(1, 9)) / 10.0))
        })
    })
}

/// Names of one thing in the language of politics, economy and security, for any text; the file says how it is written.
const DOMAIN: &str = include_str!("../../static/data/thesaurus/domain.tsv");

/// The groups of the domain's list: the weight, what may be asked, and what is then searched.
pub(crate) fn domain() -> impl Iterator<Item = (f64, &'static str, &'static str)> {
    super::data::lines(DOMAIN).filter_map(|(_, line)| line.split_once('\t')).map(|(weight, group)| {
        let (asked, found) = group.split_once(" > ").unwrap_or((group, group));
        (f64::from(weight.parse::<u8>().unwrap_or(1)) / 10.0, asked, found)
    })
}

/// The general table.
pub struct Thesaurus<'a> {
    words: Vec<Entry<'a>>,
    by_class: BTreeMap<String, usize>,
    classes: Classes,
}

struct Entry<'a> {
    word: &'a str,
    vector: &'a [u8],
    /// The vector's length.
    length: f64,
    same: &'a str,
    derived: &'a str,
    opposite: &'a str,
}

impl<'a> Thesaurus<'a> {
    /// Reads `words.tsv` and `vectors.bin`.
    ///
    /// # Errors
    /// Where the two do not belong together: says what is wrong.
    pub fn parse(words: &'a str, vectors: &'a [u8]) -> Result<Self, String> {
        let rows: Vec<&str> = super::data::lines(words).map(|(_, line)| line).collect();
        if rows.len() * BYTES != vectors.len() {
            return Err(format!("words.tsv has {} words, vectors.bin {} vectors", rows.len(), vectors.len() / BYTES));
        }
        let classes = Classes::new();
        let mut by_class = BTreeMap::new();
        let mut entries = Vec::with_capacity(rows.len());
        for (row, vector) in rows.into_iter().zip(vectors.chunks_exact(BYTES)) {
            let mut fields = row.split('\t');
            let word = fields.next().unwrap_or_default();
            let mut entry = Entry {
                word,
                vector,
                length: f64::from(product(vector, vector)).sqrt().max(1.0),
                same: "",
                derived: "",
                opposite: "",
            };
            for field in fields {
                match field.split_once(':') {
                    Some(("s", all)) => entry.same = all,
                    Some(("d", all)) => entry.derived = all,
                    Some(("a", all)) => entry.opposite = all,
                    _ => return Err(format!("words.tsv, {word}: {field:?} is no relation")),
                }
            }
            // the most frequent word of a class stands for it
            by_class.entry(classes.class(word)).or_insert(entries.len());
            entries.push(entry);
        }
        Ok(Self { words: entries, by_class, classes })
    }

    /// The cut to a text's words (with how many units have each, as [`super::Index::words`] gives them), for the words of the
    /// language that `wanted` names; sorted.
    pub fn cut<'t>(&self, text: impl IntoIterator<Item = (&'t str, usize)>, wanted: impl Fn(&str) -> bool) -> String {
        // of each class the text's most frequent word
        let mut targets: BTreeMap<usize, (&str, usize)> = BTreeMap::new();
        for (word, count) in text {
            if super::data::is_stop_word(word) || word.len() < 3 {
                continue;
            }
            if let Some(&at) = self.by_class.get(&self.classes.class(word)) {
                let best = targets.entry(at).or_insert((word, count));
                if count > best.1 {
                    *best = (word, count);
                }
            }
        }
        let mut rows: Vec<(&str, String)> = Vec::new();
        for (at, entry) in self.words.iter().enumerate().filter(|(_, entry)| wanted(entry.word)) {
            let mut near: Vec<(f64, &str)> = targets
                .iter()
                .filter(|&(&target, _)| target != at)
                .filter_map(|(&target, (word, _))| Some((self.likeness(entry, self.words.get(target)?)?, *word)))
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
            near.truncate(MOST);
            if !near.is_empty() {
                let row: Vec<String> = near.iter().map(|(likeness, word)| format!("{} {word}", weight(*likeness))).collect();
                rows.push((entry.word, row.join("|")));
            }
        }
        rows.sort();
        rows.iter().map(|(word, row)| format!("{word}\t{row}\n")).collect()
    }

    /// How near two words are in meaning; none if too far.
    fn likeness(&self, one: &Entry<'_>, other: &Entry<'_>) -> Option<f64> {
        let use_alike = f64::from(product(one.vector, other.vector)) / (one.length * other.length);
        let says = |list: &str, word: &str| list.split(',').any(|listed| listed == word);
        let mut likeness = use_alike;
        if use_alike > LEAST_OF_SAME {
            if says(one.same, other.word) || says(other.same, one.word) {
                likeness += SAME;
            } else if says(one.derived, other.word) || says(other.derived, one.word) {
                likeness += DERIVED;
            }
        }
        if says(one.opposite, other.word) || says(other.opposite, one.word) {
            likeness -= OPPOSITE;
        }
        (likeness >= LEAST).then_some(likeness)
    }
}

/// The weight of a likeness, in tenths.
fn weight(likeness: f64) -> u8 {
    ((likeness - 0.3) * 10.0).clamp(1.0, 8.0) as u8
}

/// The inner product of two packed vectors of numbers from -7 to 7.
fn product(one: &[u8], other: &[u8]) -> i32 {
    let number = |half: u8| i32::from(half) - 8;
    one.iter().zip(other).map(|(a, b)| number(a >> 4) * number(b >> 4) + number(a & 15) * number(b & 15)).sum()
}
