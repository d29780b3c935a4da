//! What a reader has selected in the paper.

use super::route::{Place, Route};
use crate::document::{BlockId, Document};
use crate::miner::passages::Selected;
use crate::text::Span;

/// A stretch of the paper that a reader has selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it lies.
    pub place: Selected,
    /// The block where it begins.
    pub block: BlockId,
    /// Its words; a line's end between two blocks.
    pub words: String,
}

/// An end of a selection as browsers count it: a block, from 0, and UTF-16 units of its text.
pub type End = (usize, usize);

impl Selection {
    /// What lies between two ends. White space at either end is left out, and so are blocks of which nothing is selected; none where nothing is
    /// left, or the document has no such place.
    pub fn new(document: &Document, from: End, to: End) -> Option<Self> {
        let mut stretches: Vec<(usize, Span)> = Vec::new();
        for at in from.0..=to.0.min(document.blocks.len()) {
            let Some(block) = document.blocks.get(at) else { break };
            let start = if at == from.0 { byte(&block.text, from.1) } else { 0 };
            let end = if at == to.0 { byte(&block.text, to.1) } else { block.text.len() };
            let words = Span::new(start, end).of(&block.text);
            let start = start + (words.len() - words.trim_start().len());
            let words = words.trim();
            if !words.is_empty() {
                stretches.push((at, Span::new(start, start + words.len())));
            }
        }
        let ((first, start), (last, end)) = (stretches.first()?, stretches.last()?);
        let place = Selected { from: (*first, start.start), to: (*last, end.end) };
        Some(Self { place, block: document.blocks.get(*first)?.id, words: place.words(document) })
    }

    /// A block, whole.
    pub fn of_block(document: &Document, block: BlockId) -> Option<Self> {
        let at = document.blocks.iter().position(|each| each.id == block)?;
        Self::new(document, (at, 0), (at, usize::MAX))
    }

    /// The search for its words: a word as it is, more of them as a phrase.
    pub fn query(&self) -> String {
        const MOST_WORDS: usize = 24;
        let bare = self.words.replace(['"', '“', '”', '„'], " ");
        let words: Vec<&str> =
            bare.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).take(MOST_WORDS).collect();
        match words.as_slice() {
            [word] => (*word).trim_matches(|c: char| !c.is_alphanumeric()).to_owned(),
            words => ["\"", &words.join(" "), "\""].concat(),
        }
    }

    /// The part of its address behind the page's own.
    pub fn hash(&self) -> String {
        Route::default().at(Some(Place::Block(self.block))).to_string()
    }
}

/// The byte before which so many UTF-16 units of a text stand; the end of a shorter text.
pub fn byte(text: &str, units: usize) -> usize {
    let mut before = 0;
    for (at, c) in text.char_indices() {
        if before >= units {
            return at;
        }
        before += c.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{self, Metadata};

    fn document() -> Document {
        document::parse("# T\n\nGas 𝄞 and “oil”.\n\nNo more.\n\nThe end.\n", &Metadata::default())
    }

    #[test]
    fn cases() {
        let document = document();
        let select = |from, to| Selection::new(&document, from, to).map(|selection| (selection.words.clone(), selection.query()));
        let is = |words: &str, query: &str| Some((words.to_owned(), query.to_owned()));
        assert_eq!(select((0, 0), (0, 3)), is("Gas", "Gas"));
        // a sign of two units
        assert_eq!(select((0, 4), (0, 10)), is("𝄞 and", "and"));
        assert_eq!(select((0, 3), (0, 16)), is("𝄞 and “oil”", "\"and oil\""));
        assert_eq!(select((0, 11), (0, 17)), is("“oil”.", "oil"));
        // three clicks select a paragraph and the start of the next one
        assert_eq!(select((1, 0), (2, 0)), is("No more.", "\"No more.\""));
        assert_eq!(select((0, 17), (1, 2)), is("No", "No"));
        assert_eq!(select((1, 3), (9, 9)), is("more.\nThe end.", "\"more. The end.\""));
        for (from, to) in [((0, 3), (0, 4)), ((0, 5), (0, 2)), ((7, 0), (7, 1)), ((2, 0), (1, 0))] {
            assert_eq!(select(from, to), None, "{from:?} {to:?}");
        }
        let whole = Selection::of_block(&document, BlockId(2)).expect("a block");
        assert_eq!((whole.words.as_str(), whole.hash().as_str()), ("No more.", "#b2"));
    }

    proptest! {
        #[test]
        fn its_words_stand_at_its_place(from in (0_usize..4, 0_usize..20), to in (0_usize..4, 0_usize..20)) {
            let document = document();
            if let Some(selection) = Selection::new(&document, from, to) {
                prop_assert_eq!(selection.words.trim(), selection.words.as_str());
                prop_assert_eq!(selection.place.words(&document), selection.words);
            }
        }
    }
}
