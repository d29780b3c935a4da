//! What a misspelt word may have been meant for: words of the text, and words of the language that the text calls otherwise.

use std::cell::RefCell;

use super::Planner;
use crate::search::fuzzy::{self, Distance, Extent};

/// Misspellings that one word stands for at most.
const MOST_TYPOS: usize = 6;

/// Words of the text by their numbers, with how far they are from one that was looked up.
type Near = Vec<(u32, Distance)>;

/// What was looked up, so that no word of a query is looked up twice.
#[derive(Default)]
pub(super) struct Spelling {
    words: RefCell<Vec<(String, Extent, Near)>>,
    classes: RefCell<Vec<(String, Option<String>)>>,
}

impl Planner<'_> {
    /// The words of the text that a misspelt one may stand for: those with the fewest slips, the likeliest first.
    pub(super) fn meant(&self, letters: &str, extent: Extent) -> Near {
        let known = self.spelling.words.borrow();
        if let Some((.., near)) = known.iter().find(|(word, of, _)| word == letters && *of == extent) {
            return near.clone();
        }
        drop(known);
        let mut near = fuzzy::near(self.dictionary(), |term| self.index.postings.count(term), letters, extent, MOST_TYPOS);
        let fewest = near.first().map(|(_, distance)| distance.slips);
        near.retain(|(_, distance)| Some(distance.slips) == fewest);
        self.spelling.words.borrow_mut().push((letters.to_owned(), extent, near.clone()));
        near
    }

    /// The class of a word of the language that is nearer to a misspelt one than any word of the text.
    pub(super) fn class_meant(&self, letters: &str) -> Option<String> {
        let known = self.spelling.classes.borrow();
        if let Some((_, class)) = known.iter().find(|(word, _)| word == letters) {
            return class.clone();
        }
        drop(known);
        let class = self.nearest_class(letters);
        self.spelling.classes.borrow_mut().push((letters.to_owned(), class.clone()));
        class
    }

    fn nearest_class(&self, letters: &str) -> Option<String> {
        let allowed = fuzzy::slips_allowed(letters.len());
        if allowed == 0 {
            return None;
        }
        let nearest =
            self.meant(letters, Extent::Whole).first().map(|(_, distance)| (distance.slips as usize, distance.other_start));
        let most = nearest.unwrap_or((allowed + 1, false));
        if most <= (1, false) {
            return None;
        }
        let mut stems = fuzzy::Stems::new(letters, self.classes.stems(letters));
        let mut found: Option<((usize, bool), usize, &str)> = None;
        // the first letter, or the second, where the two were swapped
        for (at, start) in letters.chars().take(2).enumerate() {
            for class in self.index.knowledge().words_like(start) {
                let Some((slips, apart)) = stems.slips(class) else { continue };
                let one = ((slips, at > 0), apart, class);
                if one.0 < most && found.is_none_or(|found| one < found) {
                    found = Some(one);
                }
            }
        }
        found.map(|(.., class)| class.to_owned())
    }
}
