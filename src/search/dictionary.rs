//! The words of a text, sorted: lookup, prefix, classes.

use super::fold::Classes;
use crate::bytes::stored_record;

/// Strings in order, end to end in one buffer.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(crate) fn size(&self) -> usize {
        self.text.len() + self.ends.len() * 4
    }

    /// For sorted strings: the first that is not before `text`.
    fn lower_bound(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle) < text {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// For sorted strings: where `text` stands.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let at = self.lower_bound(text);
        (at < self.len() && self.get(at) == text).then_some(at as u32)
    }
}

/// All terms, sorted, and the classes that join words of one stem.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    terms: Strings,
    classes: Strings,
    class_of: Vec<u32>,
    /// Terms by class, and where each class ends.
    members: Vec<u32>,
    member_ends: Vec<u32>,
    /// Which letters a term has, one bit each; see [`letters`].
    letters: Vec<u32>,
    /// Terms that stand in the text only as joined forms of hyphenated words.
    joined_only: Vec<bool>,
}

stored_record!(Strings { text, ends });
stored_record!(Dictionary { terms, classes, class_of, members, member_ends, letters, joined_only });

impl Dictionary {
    /// From sorted terms; `joined_only` tells of each whether the text has it only joined.
    pub(crate) fn new(terms: Strings, joined_only: Vec<bool>) -> Self {
        let classes = Classes::new();
        let mut by_class: Vec<(String, u32)> = (0..terms.len()).map(|at| (classes.class(terms.get(at)), at as u32)).collect();
        by_class.sort_unstable();
        let mut dictionary = Self { class_of: vec![0; terms.len()], joined_only, ..Self::default() };
        let mut last: Option<&str> = None;
        for (class, term) in &by_class {
            if last != Some(class) {
                if last.is_some() {
                    dictionary.member_ends.push(dictionary.members.len() as u32);
                }
                dictionary.classes.push(class);
                last = Some(class);
            }
            dictionary.members.push(*term);
            if let Some(of) = dictionary.class_of.get_mut(*term as usize) {
                *of = dictionary.classes.len() as u32 - 1;
            }
        }
        dictionary.member_ends.push(dictionary.members.len() as u32);
        dictionary.letters = (0..terms.len()).map(|at| letters(terms.get(at))).collect();
        dictionary.terms = terms;
        dictionary
    }

    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    pub(crate) fn size(&self) -> usize {
        self.terms.size() + self.classes.size() + self.members.len() * 17
    }

    /// The text of a term.
    pub(crate) fn text(&self, term: u32) -> &str {
        self.terms.get(term as usize)
    }

    /// The term of a text.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.terms.find(text)
    }

    /// The terms of a class, by its name.
    pub(crate) fn class_named(&self, class: &str) -> &[u32] {
        self.classes.find(class).map_or(&[], |class| self.members_of(class))
    }

    /// The terms that share a class with this one, itself among them.
    pub(crate) fn relatives(&self, term: u32) -> &[u32] {
        self.class_of.get(term as usize).map_or(&[], |&class| self.members_of(class))
    }

    fn members_of(&self, class: u32) -> &[u32] {
        let class = class as usize;
        let start = class.checked_sub(1).and_then(|before| self.member_ends.get(before)).copied().unwrap_or_default();
        let end = self.member_ends.get(class).copied().unwrap_or_default();
        self.members.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The terms that begin with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> std::ops::Range<u32> {
        let start = self.terms.lower_bound(prefix);
        let (mut low, mut high) = (start, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.terms.get(middle).starts_with(prefix) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        start as u32..low as u32
    }

    /// The letters of a term, for a quick look whether two words can be alike.
    pub(crate) fn letters(&self, term: u32) -> u32 {
        self.letters.get(term as usize).copied().unwrap_or_default()
    }

    /// Whether a term is a word of the text, to be shown to a reader.
    pub(crate) fn is_word(&self, term: u32) -> bool {
        !self.joined_only.get(term as usize).copied().unwrap_or(true) && self.text(term).starts_with(char::is_alphabetic)
    }
}

/// One bit for each letter that a word has; digits and other letters share the last bits.
pub(crate) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| {
        bits | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << (27 + byte % 5),
        }
    })
}
