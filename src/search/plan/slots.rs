//! Which terms of the text a typed word may be.

use super::{Matcher, Planner};
use crate::search::LastWord;
use crate::search::data::is_stop_word;
use crate::search::fuzzy::Extent;
use crate::search::query::Ending;
use crate::search::words::{Case, Words};

/// Terms that the beginning of a word in a phrase stands for at most: the words before it narrow them down.
const MOST_IN_A_ROW: usize = 512;

/// Postings that the terms of one prefix have at most, in a long text.
const MOST_PREFIXED_POSTINGS: u32 = 60_000;

impl Planner<'_> {
    /// For each word of a phrase, the terms that it may be; while the reader types, a word that the text
    /// has not is taken as misspelt.
    pub(super) fn slots(&self, text: &str, ending: Ending) -> Vec<Vec<u32>> {
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
                let extent = if at == last && ending == Ending::Prefix {
                    terms.extend(self.prefixed(letters, MOST_IN_A_ROW));
                    terms.sort_unstable();
                    terms.dedup();
                    Extent::Beginning
                } else {
                    Extent::Whole
                };
                if terms.is_empty() && self.options.last_word == LastWord::Typing && letters.starts_with(char::is_alphabetic) {
                    terms.extend(self.meant(letters, extent).into_iter().map(|(term, _)| term));
                    terms.sort_unstable();
                }
                terms
            })
            .collect()
    }

    /// The terms that begin so, at most so many: of more the most frequent that can be read in time.
    pub(super) fn prefixed(&self, letters: &str, most: usize) -> Vec<u32> {
        let mut prefixed: Vec<u32> = self.dictionary().with_prefix(letters).collect();
        if prefixed.len() > most {
            let count = |term: u32| self.index.postings.count(term);
            prefixed.sort_unstable_by_key(|&term| (u32::MAX - count(term), term));
            let mut read = 0;
            prefixed.retain(|&term| {
                let fits = read == 0 || read + count(term) <= MOST_PREFIXED_POSTINGS;
                read += if fits { count(term) } else { 0 };
                fits
            });
            prefixed.truncate(most);
            prefixed.sort_unstable();
        }
        prefixed
    }

    /// The terms of a word in all its inflections and spellings.
    pub(super) fn class(&self, letters: &str) -> Vec<u32> {
        self.dictionary().class_named(&self.classes.class(letters)).to_vec()
    }
}

/// Words in a row, or the one word.
pub(super) fn in_a_row(slots: Vec<Vec<u32>>) -> Matcher {
    match <[Vec<u32>; 1]>::try_from(slots) {
        Ok([terms]) => Matcher::Terms(terms.into_iter().map(|term| (term, 1.0)).collect()),
        Err(slots) => Matcher::Row(slots),
    }
}
