//! Words that mean the same or nearly so: a general table, and its cut to the words of one text.
//!
//! The general table (`static/data/thesaurus/`, made from WordNet, GloVe, MiniLM and MPNet; its README says how) is too large for a page. What a
//! page carries is the cut: for each common word of the language, the few words of *this* text that come nearest to it, packed
//! into five lines that compress well ([`pack`]).

use std::collections::BTreeMap;

use super::fold::Classes;
use super::fuzzy;

/// Numbers in a vector.
const DIMENSIONS: usize = 96;
/// Bytes of a vector: two numbers in each.
const BYTES: usize = DIMENSIONS / 2;
/// Likeness below which a word is of no use to one that the text has itself.
const LEAST_FOR_KNOWN: f64 = 0.5;
/// What it adds to the likeness that a dictionary says that two words mean the same.
const SAME: f64 = 0.30;
/// What it adds that one is derived from the other.
const DERIVED: f64 = 0.35;
/// What it adds that one is a kind of the other.
const KIND: f64 = 0.25;
/// What it takes away that they mean the opposite.
const OPPOSITE: f64 = 0.45;
/// Likeness that a dictionary's word must have in the way in which both are used, else another sense is meant.
const LEAST_OF_SAME: f64 = 0.2;

/// Likeness of two words that weighs nothing.
const NO_LIKENESS: f64 = 0.22;

/// How much a cut takes in.
#[derive(Clone, Copy, Debug)]
pub struct Breadth {
    /// Words of the language, the most frequent ones.
    words: usize,
    /// Words given for one word, at most.
    most: usize,
    /// Words given for one that the text has itself, at most.
    most_for_known: usize,
    /// Likeness below which two words have nothing to do with each other.
    least: f64,
}

impl Breadth {
    /// What a page can carry.
    pub const PAGE: Self = Self { words: 10_000, most: 3, most_for_known: 1, least: 0.52 };
    /// All that is of use, for a few words.
    pub const WIDE: Self = Self { words: usize::MAX, most: 10, most_for_known: 4, least: 0.35 };
}

/// First line of a packed table.
const HEADER: &str = "lectern synonyms 1";

/// A packed table of words with others that come near to them, each with its weight in tenths of the exact word's (1 to 9). A word with no others
/// is one that the language has, so that it is no slip of a word that the text has.
///
/// Five lines: a header; the words found, the most frequent first, parted by blanks; the words asked, sorted, each as a letter for how much of the
/// one before it shares (`A` for nothing) and the rest; the weights, a digit for each word found, blanks between the words asked; the
/// words found, two characters each, by their places in the second line.
pub fn pack(rows: &[(&str, Vec<(u8, &str)>)]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, found) in rows.iter().flat_map(|(_, all)| all) {
        *counts.entry(found).or_default() += 1;
    }
    let mut found: Vec<(&str, usize)> = counts.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    found.truncate(DIGITS * DIGITS);
    let places: BTreeMap<&str, usize> = found.iter().enumerate().map(|(place, (word, _))| (*word, place)).collect();
    let mut sorted: Vec<&(&str, Vec<(u8, &str)>)> = rows.iter().collect();
    sorted.sort_by_key(|(word, _)| *word);
    let (mut asked, mut weights, mut codes) = (String::new(), String::new(), String::new());
    let mut last = "";
    for (word, all) in sorted {
        let shared = word.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count().min(25);
        asked.push(char::from(b'A' + shared as u8));
        asked.push_str(word.get(shared..).unwrap_or_default());
        last = word;
        for (weight, found) in all {
            if let Some(place) = places.get(found) {
                weights.push(char::from(b'0' + (*weight).clamp(1, 9)));
                codes.extend([digit(place / DIGITS), digit(place % DIGITS)]);
            }
        }
        weights.push(' ');
    }
    let found: Vec<&str> = found.into_iter().map(|(word, _)| word).collect();
    format!("{HEADER}\n{}\n{asked}\n{weights}\n{codes}\n", found.join(" "))
}

/// A packed table by the classes of the words asked instead of the words themselves, so that nothing need be stemmed where it is read; a
/// word of the same class as what it would find is left out.
pub fn classed(table: &str) -> String {
    let classes = Classes::new();
    let mut rows: BTreeMap<String, Vec<(u8, &str)>> = BTreeMap::new();
    for (from, found) in self::rows(table) {
        let from = classes.class(&from);
        let all = rows.entry(from.clone()).or_default();
        for (to, weight) in found {
            let weight = (weight * 10.0).round() as u8;
            match all.iter_mut().find(|(_, other)| *other == to) {
                Some((other, _)) => *other = weight.max(*other),
                None if from != classes.class(to) => all.push((weight, to)),
                None => {}
            }
        }
    }
    let rows: Vec<(&str, Vec<(u8, &str)>)> = rows.iter().map(|(from, all)| (from.as_str(), all.clone())).collect();
    pack(&rows)
}

/// How many characters code a place.
pub(crate) const DIGITS: usize = 90;

/// The character for a number below [`DIGITS`].
pub(crate) fn digit(value: usize) -> char {
    char::from(b'!' + (value % DIGITS) as u8)
}

/// The rows of a packed table: each word asked with the words found, and their shares of the exact word's weight; none where it is no such table.
pub(crate) fn rows(table: &str) -> Vec<(String, Vec<(&str, f64)>)> {
    let mut lines = table.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    if line() != HEADER {
        return Vec::new();
    }
    let found: Vec<&str> = line().split(' ').collect();
    let (asked, weights, codes) = (line(), line(), line());
    let mut codes = codes.as_bytes().chunks_exact(2);
    let mut rows = Vec::new();
    let mut word = String::new();
    let mut rest = asked;
    for weights in weights.split_terminator(' ') {
        let Some(shared) = rest.chars().next() else { break };
        let after = rest.get(1..).unwrap_or_default();
        let end = after.find(|c: char| c.is_ascii_uppercase()).unwrap_or(after.len());
        word.truncate((shared as usize).saturating_sub('A' as usize));
        word.push_str(after.get(..end).unwrap_or_default());
        rest = after.get(end..).unwrap_or_default();
        let mut row = Vec::new();
        for weight in weights.bytes() {
            let Some(&[high, low]) = codes.next() else { return rows };
            let place = usize::from(high.wrapping_sub(b'!')) * DIGITS + usize::from(low.wrapping_sub(b'!'));
            if let Some(to) = found.get(place) {
                row.push((*to, f64::from(weight.wrapping_sub(b'0').clamp(1, 9)) / 10.0));
            }
        }
        rows.push((word.clone(), row));
    }
    rows
}

/// Names of one thing in the language of politics, economy and security, for any text; the file says how it is written.
const DOMAIN: &str = if cfg!(feature = "related-words") { include_str!("../../static/data/thesaurus/domain.tsv") } else { "" };

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
    kind: &'a str,
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
                kind: "",
            };
            for field in fields {
                match field.split_once(':') {
                    Some(("s", all)) => entry.same = all,
                    Some(("d", all)) => entry.derived = all,
                    Some(("a", all)) => entry.opposite = all,
                    Some(("k", all)) => entry.kind = all,
                    _ => return Err(format!("words.tsv, {word}: {field:?} is no relation")),
                }
            }
            // the most frequent word of a class stands for it
            by_class.entry(classes.class(word)).or_insert(entries.len());
            entries.push(entry);
        }
        Ok(Self { words: entries, by_class, classes })
    }

    /// Whether it has a word of a class.
    pub(crate) fn has(&self, class: &str) -> bool {
        self.by_class.contains_key(class)
    }

    /// The cut to a text's words (with how many units have each, as [`super::Index::words`] gives them), for the words of the
    /// language that `wanted` names; packed.
    pub fn cut<'t>(
        &self,
        text: impl IntoIterator<Item = (&'t str, usize)>,
        wanted: impl Fn(&str) -> bool,
        breadth: Breadth,
    ) -> String {
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
        let alike = |word: &str| {
            let mut words = targets.values().map(|(known, _)| known);
            words.any(|known| fuzzy::slips(word, known, fuzzy::slips_allowed(word.len())).is_some())
        };
        let mut rows: Vec<(&str, Vec<(u8, &str)>)> = Vec::new();
        for (at, entry) in self.words.iter().enumerate().take(breadth.words).filter(|(_, entry)| wanted(entry.word)) {
            let (least, most) = match targets.contains_key(&at) {
                true => (LEAST_FOR_KNOWN, breadth.most_for_known),
                false => (breadth.least, breadth.most),
            };
            let others = targets.iter().filter(|&(&target, _)| target != at);
            let mut near: Vec<(f64, &str)> = others
                .filter_map(|(&target, (word, _))| Some((Self::likeness(entry, self.words.get(target)?), *word)))
                .filter(|(likeness, _)| *likeness >= least)
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
            near.truncate(most);
            // what is like a word of the text is none of its slips
            if !near.is_empty() || !targets.contains_key(&at) && alike(entry.word) {
                rows.push((entry.word, near.into_iter().map(|(likeness, word)| (weight(likeness), word)).collect()));
            }
        }
        pack(&rows)
    }

    /// How near two words are in meaning: 1 for the same, 0 for nothing in common.
    fn likeness(one: &Entry<'_>, other: &Entry<'_>) -> f64 {
        let use_alike = f64::from(product(one.vector, other.vector)) / (one.length * other.length);
        let says = |list: &str, word: &str| list.split(',').any(|listed| listed == word);
        let mut likeness = use_alike;
        if use_alike > LEAST_OF_SAME {
            if says(one.same, other.word) || says(other.same, one.word) {
                likeness += SAME;
            } else if says(one.derived, other.word) || says(other.derived, one.word) {
                likeness += DERIVED;
            } else if says(one.kind, other.word) || says(other.kind, one.word) {
                likeness += KIND;
            }
        }
        if says(one.opposite, other.word) || says(other.opposite, one.word) {
            likeness -= OPPOSITE;
        }
        likeness
    }
}

/// The weight of a likeness, in tenths.
fn weight(likeness: f64) -> u8 {
    ((likeness - NO_LIKENESS) * 10.0).clamp(1.0, 8.0) as u8
}

/// The inner product of two packed vectors of numbers from -7 to 7.
fn product(one: &[u8], other: &[u8]) -> i32 {
    let number = |half: u8| i32::from(half) - 8;
    one.iter().zip(other).map(|(a, b)| number(a >> 4) * number(b >> 4) + number(a & 15) * number(b & 15)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out() {
        let rows = [
            ("zebra", vec![(5, "horse"), (3, "animal")]),
            ("heroin", vec![(7, "drug")]),
            ("hero", vec![(1, "animal")]),
            ("hers", vec![]),
        ];
        let table = pack(&rows);
        let rows = super::rows(&table);
        let rows: Vec<(&str, &[(&str, f64)])> = rows.iter().map(|(from, found)| (from.as_str(), found.as_slice())).collect();
        let expected: [(&str, &[(&str, f64)]); 4] = [
            ("hero", &[("animal", 0.1)]),
            ("heroin", &[("drug", 0.7)]),
            ("hers", &[]),
            ("zebra", &[("horse", 0.5), ("animal", 0.3)]),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn what_is_no_table_has_no_rows() {
        for table in
            ["", "x", "lectern synonyms 1", "lectern synonyms 1\na\nAb\n5\n", "lectern synonyms 1\na\n\u{fffd}\n5 \n~~\n"]
        {
            assert!(rows(table).iter().all(|(_, found)| found.is_empty()), "{table:?}");
        }
    }

    #[test]
    fn a_cut_has_what_the_text_can_use() {
        let words = "drug\theroin\td:addict\nheroin\ts:drug\nbank\n";
        // two words alike, one that is not
        let vectors: Vec<u8> = [[0xf8u8; BYTES], [0xf8; BYTES], [0x8f; BYTES]].concat();
        assert!(Thesaurus::parse(words, &vectors).is_err());
        let words = "drug\td:addict\nheroin\ts:drug\nbank\n";
        let thesaurus = Thesaurus::parse(words, &vectors).expect("a table");
        let cut = thesaurus.cut([("drugs", 1), ("banks", 2)], |_| true, Breadth::PAGE);
        assert_eq!(rows(&cut), [("heroin".to_owned(), vec![("drugs", 0.8)])]);
    }

    #[test]
    fn the_general_table_and_the_list_are_read() {
        let words = include_str!("../../static/data/thesaurus/words.tsv");
        let vectors = include_bytes!("../../static/data/thesaurus/vectors.bin");
        assert!(Thesaurus::parse(words, vectors).is_ok());
        for (line, row) in super::super::data::lines(DOMAIN) {
            let group = row.split_once('\t').filter(|(weight, _)| matches!(weight.parse(), Ok(1..=9u8)));
            let names =
                group.map_or(0, |(_, group)| group.replace(" > ", "|").split('|').filter(|name| !name.trim().is_empty()).count());
            assert!(names > 1, "domain.tsv:{line}: {row}");
        }
    }
}
