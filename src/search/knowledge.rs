//! What else a word or a name may be called: acronyms, variants, words that mean the same.
//!
//! Four sources: names given by the caller (a gazetteer), acronyms that the text itself introduces, after A. Schwartz and M. Hearst
//! ("A simple algorithm for identifying abbreviation definitions in biomedical text", 2003), the domain's list of
//! synonyms, and a table of related words cut to the text.

use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

use super::dictionary::Dictionary;
use super::fold::Classes;
use super::index::Fnv;
use super::thesaurus::{DIGITS, digit};
use super::unit::{Bond, Names};
use super::words::{Case, Gap, Words};
use crate::bytes::{stored_choice, stored_record};

/// Why something else is searched too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The word itself in this or another inflection or spelling.
    Word,
    /// The word as typed so far.
    Prefix,
    /// A quantity or date in another notation.
    Value,
    /// The same words, joined or parted.
    Joined,
    /// Another form of a name.
    Variant,
    /// An acronym for its expansion, or the other way round.
    Acronym,
    /// A word that means the same or nearly so.
    Synonym,
    /// A word that keeps the same company.
    Related,
    /// A likely misspelling.
    Typo,
}

/// All reasons, by the numbers that [`Knowledge::write`] has for them.
const REASONS: [Reason; 9] = [
    Reason::Word,
    Reason::Prefix,
    Reason::Value,
    Reason::Joined,
    Reason::Variant,
    Reason::Acronym,
    Reason::Synonym,
    Reason::Related,
    Reason::Typo,
];

/// The first line of what [`Knowledge::write`] gives.
const HEADER: &str = "lectern words 1";

/// What stands between separators; nothing where there is nothing.
fn parts(line: &str, separator: char) -> impl Iterator<Item = &str> {
    line.split(separator).filter(|part| !part.is_empty())
}

/// A kind of equivalents as [`Knowledge::write`] gives it.
fn kind(said: &str) -> Option<(Reason, f64)> {
    let (number, bits) = said.split_once(':')?;
    Some((*REASONS.get(number.parse::<usize>().ok()?)?, f64::from_bits(u64::from_str_radix(bits, 16).ok()?)))
}

/// Another way to say a word or words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Equivalent {
    /// Its folded words, parted by blanks.
    pub text: String,
    pub reason: Reason,
    /// Share of the exact word's weight.
    pub weight: f64,
}

/// Longest name, in words, that is looked up.
pub(crate) const LONGEST_NAME: usize = 8;

/// Names collected for the search of acronyms, at most.
const MOST_NAMES: usize = 20_000;

/// What a text teaches; see [`learn`].
pub(crate) type Learnt = BTreeSet<(String, String)>;

/// The classes of a word or a name, and what that may be called.
type Entry = (String, Vec<Equivalent>);

/// What else the words and names of one text may be called, by the classes of the words. It is made with the text's index, can be kept (it is serializable),
/// and serves an index of the same text only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Knowledge {
    /// By their keys, which are in order, each once.
    entries: Vec<Entry>,
    /// Names of several words in the text, folded, sorted.
    names: Vec<String>,
    /// Words that the text writes in capitals, folded, sorted.
    acronyms: Vec<String>,
    longest: usize,
}

stored_choice!(Reason { Word, Prefix, Value, Joined, Variant, Acronym, Synonym, Related, Typo });
stored_record!(Equivalent { text, reason, weight });
stored_record!(Knowledge { entries, names, acronyms, longest });

impl Knowledge {
    pub(crate) fn new(dictionary: &Dictionary, learnt: &Learnt, names: &[Names<'_>], synonyms: &str) -> Self {
        let mut knowledge = Self::default();
        let mut desk = Desk { classes: Classes::new(), dictionary, met: HashMap::default() };
        for (short, long) in learnt {
            if long.is_empty() {
                knowledge.acronyms.push(short.clone());
                continue;
            }
            if short.is_empty() {
                if knowledge.names.len() < MOST_NAMES {
                    knowledge.names.push(long.clone());
                }
                continue;
            }
            knowledge.add(&mut desk, short, long, Reason::Acronym, 0.9);
            knowledge.add(&mut desk, long, short, Reason::Acronym, 0.9);
        }
        for group in names {
            knowledge.add_names(&mut desk, group);
        }
        for group in domain() {
            for (to, key) in group.found.iter().filter(|(_, key)| desk.knows(key)) {
                for from in group.asked.iter().filter(|from| *from != key) {
                    knowledge.insert(from, to, Reason::Synonym, group.weight);
                }
            }
        }
        for (from, found) in super::thesaurus::rows(synonyms) {
            for (to, weight) in found {
                knowledge.add(&mut desk, &from, to, Reason::Related, weight);
            }
            knowledge.entries.push((desk.classes_of(&from), Vec::new()));
        }
        knowledge.settle();
        knowledge.names.sort_unstable();
        knowledge.names.dedup();
        knowledge.acronyms.sort_unstable();
        knowledge.acronyms.dedup();
        knowledge
    }

    /// As a text that a page fetches when it is searched, apart from its program. Seven lines: a header; the kinds of equivalents, each its
    /// reason's place in [`REASONS`], a colon and the bits of its weight in hexadecimal; the texts of equivalents; the keys; of each
    /// key its equivalents, a digit for the kind and two for the text (see `thesaurus::digit`); names; acronyms. What goes
    /// beyond the digits is left out.
    pub fn write(&self) -> String {
        let all = || self.entries.iter().flat_map(|(_, all)| all);
        let kind_of = |equivalent: &Equivalent| (equivalent.reason, equivalent.weight.to_bits());
        let texts: BTreeSet<&str> = all().map(|equivalent| equivalent.text.as_str()).collect();
        let texts: Vec<&str> = texts.into_iter().take(DIGITS * DIGITS).collect();
        let kinds: BTreeSet<(Reason, u64)> = all().map(kind_of).collect();
        let kinds: Vec<(Reason, u64)> = kinds.into_iter().take(DIGITS).collect();
        let code = |equivalent: &Equivalent| {
            let kind = kinds.binary_search(&kind_of(equivalent)).ok()?;
            let text = texts.binary_search(&equivalent.text.as_str()).ok()?;
            Some([digit(kind), digit(text / DIGITS), digit(text % DIGITS)])
        };
        let codes = self.entries.iter().map(|(_, all)| all.iter().filter_map(code).flatten().collect::<String>());
        let number = |reason| REASONS.iter().position(|one| *one == reason).unwrap_or_default();
        let kinds: Vec<String> = kinds.iter().map(|(reason, bits)| format!("{}:{bits:x}", number(*reason))).collect();
        let keys: Vec<&str> = self.entries.iter().map(|(key, _)| key.as_str()).collect();
        let lines = [
            HEADER.to_owned(),
            kinds.join(" "),
            texts.join("|"),
            keys.join("|"),
            codes.collect::<Vec<_>>().join(" "),
            self.names.join("|"),
            self.acronyms.join(" "),
        ];
        lines.join("\n") + "\n"
    }

    /// From what [`Self::write`] gives, and a table of related words behind it, if there is one; what is no such text teaches nothing.
    pub fn read(words: &str) -> Self {
        let mut lines = words.splitn(8, '\n');
        let mut line = || lines.next().unwrap_or_default();
        let mut knowledge = Self::default();
        if line() != HEADER {
            return knowledge;
        }
        let kinds: Vec<(Reason, f64)> = parts(line(), ' ').filter_map(kind).collect();
        let texts: Vec<&str> = parts(line(), '|').collect();
        let (keys, codes) = (line(), line());
        for (key, codes) in keys.split('|').zip(codes.split(' ')) {
            for code in codes.as_bytes().chunks_exact(3) {
                let [kind, high, low] = code else { continue };
                let place = |byte: &u8| usize::from(byte.wrapping_sub(digit(0) as u8));
                let text = texts.get(place(high) * DIGITS + place(low));
                if let Some((text, (reason, weight))) = text.zip(kinds.get(place(kind))) {
                    knowledge.insert(key, text, *reason, *weight);
                }
            }
        }
        knowledge.names = parts(line(), '|').map(str::to_owned).collect();
        knowledge.acronyms = parts(line(), ' ').map(str::to_owned).collect();
        knowledge.with_related(line())
    }

    /// The same and a table of related words by their classes; see [`super::thesaurus::classed`].
    pub(crate) fn with_related(mut self, table: &str) -> Self {
        for (from, found) in super::thesaurus::rows(table) {
            for (to, weight) in found {
                self.insert(&from, to, Reason::Related, weight);
            }
            self.entries.push((from, Vec::new()));
        }
        self.settle();
        self
    }

    /// Adds all names of one thing, each for those of the others that the text has.
    fn add_names(&mut self, desk: &mut Desk<'_>, group: &Names<'_>) {
        let known: Vec<(String, Bond)> =
            group.iter().map(|&(name, bond)| (plain(name), bond)).filter(|(name, _)| desk.has_written(name)).collect();
        if known.is_empty() {
            return;
        }
        let short = |name: &str| !name.contains(' ') && name.len() < 9 && name.chars().filter(|c| c.is_uppercase()).count() > 1;
        for &(from, bond) in group {
            let key = desk.classes_of(from);
            for (to, other) in &known {
                if desk.classes_of(to) == key {
                    continue;
                }
                let weight = match (bond, other) {
                    (Bond::Name, Bond::Name) => 0.9,
                    (Bond::Adjective, Bond::Metonym) | (Bond::Metonym, Bond::Adjective | Bond::Metonym) => 0.3,
                    (Bond::Metonym, _) | (_, Bond::Metonym) => 0.5,
                    (Bond::Adjective, _) | (_, Bond::Adjective) => 0.7,
                };
                let acronym = short(from) || group.iter().any(|(name, _)| short(name) && plain(name) == *to);
                self.insert(&key, to, if acronym { Reason::Acronym } else { Reason::Variant }, weight);
            }
        }
    }

    /// Adds one direction, if the text can have the other words at all.
    fn add(&mut self, desk: &mut Desk<'_>, from: &str, to: &str, reason: Reason, weight: f64) {
        let to_key = desk.classes_of(to);
        let from = desk.classes_of(from);
        if from != to_key && desk.knows(&to_key) {
            self.insert(&from, &plain(to), reason, weight);
        }
    }

    /// Adds an entry; [`Self::settle`] joins those of one key.
    fn insert(&mut self, from: &str, to: &str, reason: Reason, weight: f64) {
        if from.is_empty() || to.is_empty() {
            return;
        }
        self.longest = self.longest.max(from.split(' ').count()).min(LONGEST_NAME);
        self.entries.push((from.to_owned(), vec![Equivalent { text: to.to_owned(), reason, weight }]));
    }

    /// Puts the entries in order and joins those of one key: of two equivalents with one text, the one with more weight counts, or the first.
    fn settle(&mut self) {
        self.entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.entries.dedup_by(|(key, more), (kept, all)| {
            if key != kept {
                return false;
            }
            for equivalent in more.drain(..) {
                match all.iter_mut().find(|other| other.text == equivalent.text) {
                    Some(other) if other.weight < equivalent.weight => *other = equivalent,
                    Some(_) => {}
                    None => all.push(equivalent),
                }
            }
            true
        });
        // they stay as long as the page
        self.entries.iter_mut().for_each(|(_, all)| all.shrink_to_fit());
    }

    /// The place of a key among the entries, or the place where it would be.
    fn place(&self, key: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(known, _)| known.as_str().cmp(key))
    }

    /// What else the words with these classes, joined by blanks, may be called.
    pub(crate) fn of(&self, key: &str) -> &[Equivalent] {
        let entry = self.place(key).ok().and_then(|at| self.entries.get(at));
        entry.map_or(&[], |(_, all)| all)
    }

    /// Whether it knows the word of a class, or a name, whatever else that may be called.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.place(key).is_ok()
    }

    /// The single words that it knows, as classes, that begin with a letter, in order.
    pub(crate) fn words_like(&self, first: char) -> impl Iterator<Item = &str> {
        let (Ok(at) | Err(at)) = self.place(first.encode_utf8(&mut [0; 4]));
        self.entries
            .get(at..)
            .unwrap_or_default()
            .iter()
            .map(|(key, _)| key.as_str())
            .take_while(move |key| key.starts_with(first))
            .filter(|key| !key.contains(' '))
    }

    /// Whether the text writes this word in capitals.
    pub(crate) fn is_acronym(&self, word: &str) -> bool {
        self.acronyms.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }

    /// The most words that any name has.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// Names in the text of which a short word may be the acronym.
    pub(crate) fn names_for(&self, short: &str) -> Vec<&str> {
        let first = short.chars().next().map(String::from).unwrap_or_default();
        let start = self.names.partition_point(|name| *name < first);
        let names = self.names.get(start..).unwrap_or_default();
        let mut fitting: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .take_while(|name| name.starts_with(&first))
            .filter(|name| abbreviates(short, name, 0))
            .collect();
        // first letters alone are surer than first syllables
        if fitting.iter().any(|name| has_initials(name, short)) {
            fitting.retain(|name| has_initials(name, short));
        }
        fitting.truncate(4);
        fitting
    }
}

/// Looks words up, each once.
struct Desk<'d> {
    classes: Classes,
    dictionary: &'d Dictionary,
    /// The classes of each name met.
    met: HashMap<String, String, BuildHasherDefault<Fnv>>,
}

impl Desk<'_> {
    /// Whether the text has all words of a name, given by their classes.
    fn knows(&self, key: &str) -> bool {
        key.split(' ')
            .all(|class| !self.dictionary.class_named(class).is_empty() || self.dictionary.find(&format!("={class}")).is_some())
    }

    /// Whether the text has all words of a folded name as they are written.
    fn has_written(&self, name: &str) -> bool {
        name.split(' ').all(|word| {
            super::data::is_stop_word(word) && name.contains(' ')
                || self.dictionary.find(word).is_some()
                || self.dictionary.find(&format!("={word}")).is_some()
        })
    }

    fn classes_of(&mut self, name: &str) -> String {
        let Self { classes, met, .. } = self;
        // a table names the same words again and again
        if let Some(known) = met.get(name) {
            return known.clone();
        }
        let key = key(name, |word| classes.class(word));
        met.insert(name.to_owned(), key.clone());
        key
    }
}

/// The classes of the words of a name, parted by blanks, stop words left out.
fn key(name: &str, mut class: impl FnMut(&str) -> String) -> String {
    let words = Words::of(name);
    let content = words.iter().filter(|(_, letters)| words.len() == 1 || !super::data::is_stop_word(letters));
    content.map(|(_, letters)| class(letters)).collect::<Vec<_>>().join(" ")
}

/// A group of the domain's list, its names as classes.
struct Group {
    weight: f64,
    asked: Vec<String>,
    /// Folded words, and their classes.
    found: Vec<(String, String)>,
}

/// The domain's list, read once.
fn domain() -> &'static [Group] {
    static GROUPS: OnceLock<Vec<Group>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let classes = Classes::new();
        let key = |name: &str| key(name, |word| classes.class(word));
        super::thesaurus::domain()
            .map(|(weight, asked, found)| Group {
                weight,
                asked: asked.split('|').map(key).collect(),
                found: found.split('|').map(|name| (plain(name), key(name))).collect(),
            })
            .collect()
    })
}

/// The folded words of a name, parted by blanks.
fn plain(name: &str) -> String {
    let words = Words::of(name);
    words.iter().map(|(_, letters)| letters).collect::<Vec<_>>().join(" ")
}

/// Whether `short` is made of the first letters of the words of `name`: of each word its first one or more;
/// stop words may give nothing, and so may as many other words, but for the first and the last, as `skips` says.
fn abbreviates(short: &str, name: &str, skips: u32) -> bool {
    fn fits(short: &[u8], words: &[&str], skips: u32, budget: &mut u32) -> bool {
        *budget = budget.saturating_sub(1);
        if *budget == 0 {
            return false;
        }
        let Some((word, rest)) = words.split_first() else {
            return short.is_empty();
        };
        if super::data::is_stop_word(word) && fits(short, rest, skips, budget) {
            return true;
        }
        if skips > 0 && !rest.is_empty() && fits(short, rest, skips - 1, budget) {
            return true;
        }
        let Some((first, letters)) = word.as_bytes().split_first() else {
            return false;
        };
        if short.first() != Some(first) {
            return false;
        }
        // the shortest share of this word first
        let mut taken = 1;
        let mut left = letters.iter();
        loop {
            if fits(short.get(taken..).unwrap_or_default(), rest, skips, budget) {
                return true;
            }
            let Some(next) = short.get(taken) else {
                return false;
            };
            if left.next() != Some(next) {
                return false;
            }
            taken += 1;
        }
    }
    let words: Vec<&str> = name.split(' ').collect();
    let content = words.iter().filter(|word| !super::data::is_stop_word(word)).count();
    content > 1
        && short.len() > 1
        && name.as_bytes().first() == short.as_bytes().first()
        && fits(short.as_bytes(), &words, skips, &mut 500)
}

/// Whether the first letters of the words of a name, small words in or out, spell `short`.
fn has_initials(name: &str, short: &str) -> bool {
    let letters = |small: bool| {
        name.split(' ')
            .filter(|word| small || !super::data::is_stop_word(word))
            .filter_map(|word| word.chars().next())
            .collect::<String>()
    };
    letters(true) == short || letters(false) == short
}

/// Learns from a text: acronyms in parentheses beside their expansions (as `(short, long)`), names of several words (as `("", name)`)
/// and words in capitals (as `(short, "")`).
pub(crate) fn learn(text: &str, words: &Words, learnt: &mut Learnt) {
    for (at, (word, short)) in words.iter().enumerate() {
        if word.case == Case::Capitals && short.len() < 11 {
            learnt.insert((short.to_owned(), String::new()));
        }
        let opened = text.get(..word.span.start).is_some_and(|before| before.ends_with('('));
        if opened && word.case == Case::Capitals || opened && at > 1 && looks_short(word.span.of(text)) {
            for count in 2..=LONGEST_NAME.min(at) {
                let name: Vec<&str> = (at - count..at).map(|before| words.letters(before)).collect();
                if name.first().is_some_and(|first| !super::data::is_stop_word(first))
                    && abbreviates(short, &name.join(" "), u32::from(short.len() > 3))
                {
                    learnt.insert((short.to_owned(), name.join(" ")));
                    break;
                }
            }
        }
        if word.case == Case::Capitals && text.get(word.span.end..).is_some_and(|after| after.starts_with(" (")) {
            for count in 2..=LONGEST_NAME {
                let name: Vec<&str> = (at + 1..=at + count).map(|after| words.letters(after)).collect();
                let closed = words
                    .get(at + count)
                    .is_some_and(|last| text.get(last.span.end..).is_some_and(|after| after.starts_with(')')));
                if closed && abbreviates(short, &name.join(" "), u32::from(short.len() > 3)) {
                    learnt.insert((short.to_owned(), name.join(" ")));
                    break;
                }
            }
        }
    }
    names(words, learnt);
}

fn looks_short(word: &str) -> bool {
    word.len() < 11 && word.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Runs of two to eight words with capitals, joined by blanks, hyphens or small words.
fn names(words: &Words, learnt: &mut Learnt) {
    if learnt.len() > MOST_NAMES {
        return;
    }
    let mut run: Vec<&str> = Vec::new();
    let mut capitals = 0;
    let mut end = |run: &mut Vec<&str>, capitals: &mut usize| {
        while run.last().is_some_and(|last| super::data::is_stop_word(last)) {
            run.pop();
        }
        while run.len() > 1 && run.first().is_some_and(|first| super::data::is_stop_word(first)) {
            run.remove(0);
        }
        if *capitals > 1 && (2..=LONGEST_NAME).contains(&run.len()) {
            learnt.insert((String::new(), run.join(" ")));
        }
        run.clear();
        *capitals = 0;
    };
    for (word, letters) in words.iter() {
        if word.case != Case::Small {
            run.push(letters);
            capitals += 1;
        } else if !run.is_empty() && matches!(letters, "of" | "for" | "and" | "on" | "in" | "the" | "to") {
            run.push(letters);
        } else {
            end(&mut run, &mut capitals);
        }
        if word.after == Gap::Other {
            end(&mut run, &mut capitals);
        }
    }
    end(&mut run, &mut capitals);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let corpus = crate::corpus::Corpus::bundled().expect("the bundled paper");
        let known = corpus.index().knowledge();
        assert!(known.entries.len() > 1000 && !known.names.is_empty() && !known.acronyms.is_empty());
        assert_eq!(&Knowledge::read(&known.write()), known);
        let table = crate::search::thesaurus::classed(include_str!("../../static/paper/synonyms.txt"));
        assert_eq!(Knowledge::read(&(known.write() + &table)), known.clone().with_related(&table));
        for nothing in ["", HEADER, "lectern words 1\n0:zz\na\nb\n!!! !\n\n", &Knowledge::default().write()] {
            assert_eq!(Knowledge::read(nothing), Knowledge::default(), "{nothing:?}");
        }
    }

    #[test]
    fn acronyms_and_names() {
        for (short, name, expected) in [
            ("sco", "shanghai cooperation organisation", true),
            ("eurasec", "eurasian economic community", true),
            ("cis", "commonwealth of independent states", true),
            ("bomca", "border management programme in central asia", true),
            ("ecowas", "economic community of west african states", true),
            ("un", "united nations", true),
            ("eu", "europe", false),
        ] {
            assert_eq!(abbreviates(short, name, u32::from(short == "bomca")), expected, "{short} {name}");
        }
    }

    #[test]
    fn what_a_text_introduces() {
        for (text, short, long) in [
            ("the Collective Security Treaty Organisation (CSTO), which", "csto", "collective security treaty organisation"),
            ("the CIS (Commonwealth of Independent States) was", "cis", "commonwealth of independent states"),
            ("joined the Shanghai Cooperation Organisation.", "", "shanghai cooperation organisation"),
        ] {
            let mut learnt = Learnt::default();
            learn(text, &Words::of(text), &mut learnt);
            assert!(learnt.contains(&(short.to_owned(), long.to_owned())), "{text}: {learnt:?}");
        }
    }
}
