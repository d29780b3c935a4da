//! The names that are known beforehand: entries read from data, and a trie of words to find them in a text.

use std::fmt;
use std::sync::LazyLock;

use super::fold::{hash, is_apostrophe, push_folded};
use super::hash::{NumberMap, word_key};
use super::kind::EntityKind;
use super::token::{Gap, Shape, Token, tokens};
use super::vocabulary::{Vocabulary, WordId};

/// The data files compiled in, each with its name. Their heads say their format.
const FILES: [(&str, &str); 4] = [
    ("gazetteer-states.tsv", include_str!("../../../static/data/gazetteer-states.tsv")),
    ("gazetteer-places.tsv", include_str!("../../../static/data/gazetteer-places.tsv")),
    ("gazetteer-bodies.tsv", include_str!("../../../static/data/gazetteer-bodies.tsv")),
    ("gazetteer-others.tsv", include_str!("../../../static/data/gazetteer-others.tsv")),
];

/// The word list compiled in.
const WORDS: (&str, &str) = ("names.tsv", include_str!("../../../static/data/names.tsv"));

/// Where a place lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    /// Degrees north of the equator.
    pub latitude: f32,
    /// Degrees east of Greenwich.
    pub longitude: f32,
    /// Kilometres around the point within which the place, or most of it, lies.
    pub accuracy: u16,
}

impl Coordinates {
    /// How exact the point is, in words.
    pub fn precision(self) -> &'static str {
        match self.accuracy {
            0..=3 => "exact point",
            4..=15 => "town",
            16..=60 => "approximate point",
            61..=400 => "centre of a region",
            _ => "centre of a large area",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its identifier: the name in lower case with hyphens.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other names, as the data file has them.
    names: String,
    /// Where it lies, for a place.
    pub coordinates: Option<Coordinates>,
}

impl Entry {
    /// Other names and spellings, acronyms included, metonyms left out.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        let own = self.names.split(';').filter(|name| !name.is_empty() && !name.starts_with('~'));
        own.map(|name| name.trim_start_matches('?')).filter(|name| *name != self.name)
    }

    /// Places that stand for it where they act: a state's capital, the seat of its government.
    pub fn metonyms(&self) -> impl Iterator<Item = &str> {
        self.names.split(';').filter_map(|name| name.strip_prefix('~'))
    }
}

/// How a name stands for its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Use {
    Name,
    Alias,
    Acronym,
    /// A place that stands for a state.
    Metonym,
    /// No name of its own: Kazakh.
    Adjective,
    /// A plural noun: Kazakhs.
    People,
}

/// How a word of a name must be written in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Any = 0,
    Capital = 1,
    Capitals = 2,
}

/// A name of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alias {
    pub entry: usize,
    pub usage: Use,
    /// The [`Case`] of each word, two bits a word from the first; what is beyond is free.
    cases: u64,
    /// Whether it begins with a small letter.
    pub is_small: bool,
    /// Whether its first word is an article that is no part of a mention.
    pub article: bool,
    /// Whether the bare name may be an ordinary word and needs a preposition of place.
    pub needs_place: bool,
    /// Whether it is a region's name without that word, good where regions are spoken of.
    pub is_stem: bool,
}

/// An error in a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The step of the trie for a comma inside a name; all others are words.
const COMMA: u32 = u32::MAX;

/// A step from a node of the trie, as one number.
fn step(node: usize, word: u32) -> u64 {
    (node as u64) << 32 | u64::from(word)
}

/// Known names.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    pub(super) vocabulary: Vocabulary,
    entries: Vec<Entry>,
    by_id: NumberMap<u64, usize>,
    /// What each entry's names end in (or are, before "of"): by these it may be called again, "the Alliance".
    heads: Vec<Vec<WordId>>,
    aliases: Vec<Alias>,
    steps: NumberMap<u64, usize>,
    /// For each node of the trie, the names that end there.
    ends: Vec<Vec<usize>>,
}

/// A known name in a text.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// First token of the mention.
    pub first: usize,
    /// Last token, included.
    pub last: usize,
    /// Whether the last word's possessive ending belongs to the name (Moody’s).
    pub with_possessive: bool,
    /// The names that it may be: more than one where a city's name stands for a state, too.
    pub aliases: Vec<usize>,
}

impl Gazetteer {
    /// The tables compiled in, as their heads describe them.
    pub fn tables() -> [&'static str; 4] {
        FILES.map(|(_, table)| table)
    }

    /// The names compiled in, read when they are first needed. Lines that are wrong are left out (a test sees to it that there are
    /// none).
    pub fn bundled() -> &'static Self {
        static BUNDLED: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(&FILES, WORDS).0);
        &BUNDLED
    }

    /// Reads data files, each a name and its text, and the word list. Gives what could be read, and every error.
    pub fn read(files: &[(&str, &str)], words: (&str, &str)) -> (Self, Vec<DataError>) {
        let mut gazetteer = Self { ends: vec![Vec::new()], ..Self::default() };
        // about one name in fifteen bytes, and a step or two for each
        let names = files.iter().map(|(_, text)| text.len()).sum::<usize>() / 15;
        gazetteer.steps.reserve(names);
        gazetteer.ends.reserve(names);
        gazetteer.aliases.reserve(names);
        let mut errors = Vec::new();
        for (number, line) in content(words.1) {
            if let Err(message) = gazetteer.vocabulary.add_line(line) {
                errors.push(DataError { file: words.0.to_owned(), line: number, message });
            }
        }
        for (file, text) in files {
            let mut before = "";
            for (number, line) in content(text) {
                let name = line.split('\t').next().unwrap_or_default();
                let result = if name < before { Err(format!("{name} is not in its order")) } else { gazetteer.add_line(line) };
                if let Err(message) = result {
                    errors.push(DataError { file: (*file).to_owned(), line: number, message });
                }
                before = name;
            }
        }
        (gazetteer, errors)
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of that identifier.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(&word_key(id)).and_then(|&index| self.entries.get(index)).filter(|entry| entry.id == id)
    }

    /// The entries that a name (or metonym) may stand for, as a reader would type it; its own first.
    pub fn lookup(&self, name: &str) -> Vec<&Entry> {
        let tokens = tokens(name, &self.vocabulary);
        let hit = self.longest(&tokens, 0).filter(|hit| hit.last + 1 == tokens.len());
        let mut aliases = hit.map(|hit| hit.aliases).unwrap_or_default();
        aliases.sort_by_key(|&alias| self.aliases.get(alias).map(|alias| alias.usage));
        aliases.iter().filter_map(|&alias| self.entries.get(self.aliases.get(alias)?.entry)).collect()
    }

    pub(super) fn entry_at(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    pub(super) fn heads_of(&self, index: usize) -> &[WordId] {
        self.heads.get(index).map_or(&[], Vec::as_slice)
    }

    pub(super) fn alias(&self, index: usize) -> Option<&Alias> {
        self.aliases.get(index)
    }

    fn add_line(&mut self, line: &str) -> Result<(), String> {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (name, kind, aliases, adjectives, peoples, place) = (column(), column(), column(), column(), column(), column());
        if columns.next().is_some() {
            return Err("more than six columns".to_owned());
        }
        let kind = EntityKind::from_name(kind).ok_or_else(|| format!("unknown type {kind:?}"))?;
        let coordinates = if place.is_empty() { None } else { Some(coordinates(place)?) };
        let id = slug(name);
        let key = word_key(&id);
        if id.is_empty() || self.by_id.contains_key(&key) {
            return Err(format!("{name:?} has no identifier of its own"));
        }
        let index = self.entries.len();
        self.by_id.insert(key, index);
        let split = |column| str::split(column, ';').filter(|name: &&str| !name.is_empty());
        // "the West" or "?Mary" among its other names restricts the name itself
        let restricted = |alias: &str| alias.strip_prefix("the ").or(alias.strip_prefix('?')) == Some(name);
        if !split(aliases).any(restricted) {
            self.add_alias(index, name, Use::Name);
        }
        for alias in split(aliases) {
            match alias.strip_prefix('~') {
                Some(metonym) => self.add_alias(index, metonym, Use::Metonym),
                None => self.add_alias(index, alias, Use::Alias),
            }
        }
        for adjective in split(adjectives) {
            self.add_alias(index, adjective, Use::Adjective);
        }
        for people in split(peoples) {
            self.add_alias(index, people, Use::People);
        }
        let mut heads = Vec::new();
        for own in std::iter::once(name).chain(split(aliases)).filter(|name| !name.starts_with('~')) {
            if let Some(stem) = own.strip_suffix(" region").filter(|_| kind == EntityKind::Region) {
                self.add_alias(index, stem, Use::Alias);
                if let Some(alias) = self.aliases.last_mut() {
                    alias.is_stem = true;
                }
            }
            self.heads_in(own, &mut heads);
        }
        self.heads.push(heads);
        self.entries.push(Entry { id, name: name.to_owned(), kind, names: aliases.to_owned(), coordinates });
        Ok(())
    }

    /// The words of a name that may call it again: its last, and the one before "of".
    fn heads_in(&self, name: &str, heads: &mut Vec<WordId>) {
        let mut words = name.split(' ').peekable();
        let mut first = true;
        while let Some(word) = words.next() {
            let ends = match words.peek() {
                None => !first,
                Some(next) => matches!(*next, "of" | "for" | "on"),
            };
            if ends {
                heads.extend(self.vocabulary.id(hash(word)).filter(|&id| self.vocabulary.traits(Some(id)).tail.is_some()));
            }
            first = false;
        }
    }

    fn add_alias(&mut self, entry: usize, text: &str, usage: Use) {
        let needs_place = text.starts_with('?');
        let text = text.trim_start_matches('?');
        let words = tokens(text, &self.vocabulary);
        let mut node = 0;
        let mut cases = 0;
        for (n, token) in words.iter().enumerate() {
            if n > 0 && token.gap == Gap::Comma {
                node = self.child(node, COMMA);
            }
            // inside and at the end of a name a possessive ending is part of the word
            let word = match token.word.filter(|_| token.span.end == token.full_end) {
                Some(word) => word,
                None => self.vocabulary.intern(hash(text.get(token.span.start..token.full_end).unwrap_or_default())),
            };
            node = self.child(node, word.0);
            let case = match token.shape {
                Shape::Lower | Shape::Digit => Case::Any,
                Shape::Upper => Case::Capitals,
                Shape::Title | Shape::Mixed | Shape::Initial => Case::Capital,
            };
            cases |= (case as u64).checked_shl(2 * n as u32).unwrap_or(0);
        }
        let usage = match usage {
            Use::Alias | Use::Name if words.len() == 1 && cases == Case::Capitals as u64 => Use::Acronym,
            usage => usage,
        };
        let article = text.starts_with("the ");
        let is_small = text.starts_with(|c: char| !c.is_uppercase());
        if let Some(end) = self.ends.get_mut(node).filter(|_| node > 0) {
            end.push(self.aliases.len());
            self.aliases.push(Alias { entry, usage, cases, is_small, article, needs_place, is_stem: false });
        }
    }

    fn child(&mut self, node: usize, word: u32) -> usize {
        let next = self.ends.len();
        let ends = &mut self.ends;
        *self.steps.entry(step(node, word)).or_insert_with(|| {
            ends.push(Vec::new());
            next
        })
    }

    /// The longest known name that begins at token `first`.
    pub(super) fn longest(&self, tokens: &[Token], first: usize) -> Option<Hit> {
        let mut node = 0;
        let mut best = None;
        for (last, token) in tokens.iter().enumerate().skip(first) {
            if last > first {
                let before = tokens.get(last - 1)?;
                match token.gap {
                    Gap::Comma => match self.steps.get(&step(node, COMMA)) {
                        Some(&next) => node = next,
                        None => break,
                    },
                    gap if !gap.joins() => break,
                    _ => {}
                }
                // "People’s Republic": inside a name the ending is part of the word
                if before.possessive && before.possessive_word.is_none() {
                    break;
                }
            }
            let next = |word: Option<WordId>| word.and_then(|word| self.steps.get(&step(node, word.0)).copied());
            let (plain, whole) = (next(token.word), next(token.possessive_word));
            for (next, with_possessive) in [(plain, false), (whole, true)] {
                let Some(next) = next else { continue };
                let aliases = self.fitting(next, tokens.get(first..=last).unwrap_or_default());
                if !aliases.is_empty() {
                    best = Some(Hit { first, last, with_possessive, aliases });
                }
            }
            // the name goes on after a possessive only with its ending
            match if token.possessive { whole } else { plain } {
                Some(next) => node = next,
                None => break,
            }
        }
        best
    }

    /// The names that end at a node and are written as the tokens are.
    fn fitting(&self, node: usize, tokens: &[Token]) -> Vec<usize> {
        let ends = self.ends.get(node).map_or(&[][..], Vec::as_slice);
        let fits = |alias: &Alias| {
            tokens.iter().enumerate().all(|(n, token)| match alias.cases.checked_shr(2 * n as u32).unwrap_or(0) & 3 {
                1 => token.is_capital(),
                2 => matches!(token.shape, Shape::Upper | Shape::Initial),
                _ => true,
            })
        };
        ends.iter().copied().filter(|&index| self.aliases.get(index).is_some_and(fits)).collect()
    }

    /// Pairs of entries that claim one name, metonyms and stems of regions apart: a check on the data.
    pub fn shared_names(&self) -> Vec<(&str, &str)> {
        let mut shared = Vec::new();
        for end in &self.ends {
            let aliases = end.iter().filter_map(|&alias| self.aliases.get(alias));
            let own = aliases.filter(|alias| matches!(alias.usage, Use::Name | Use::Alias | Use::Acronym) && !alias.is_stem);
            let mut owners = own.filter_map(|alias| self.entries.get(alias.entry)).map(|entry| entry.id.as_str());
            if let Some(first) = owners.next() {
                shared.extend(owners.find(|owner| *owner != first).map(|other| (first, other)));
            }
        }
        shared
    }
}

/// The lines of a data file that hold data, with their numbers.
fn content(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(n, line)| (n + 1, line)).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn coordinates(text: &str) -> Result<Coordinates, String> {
    let wrong = || format!("{text:?} is not latitude, longitude and kilometres");
    let mut parts = text.split(' ');
    let mut number = || parts.next().and_then(|part| part.parse::<f32>().ok()).ok_or_else(wrong);
    let (latitude, longitude) = (number()?, number()?);
    let accuracy = parts.next().and_then(|part| part.parse().ok()).ok_or_else(wrong)?;
    if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) || parts.next().is_some() {
        return Err(wrong());
    }
    Ok(Coordinates { latitude, longitude, accuracy })
}

/// An identifier made of a name: folded words joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c)).filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        push_folded(word, &mut slug);
    }
    slug
}
