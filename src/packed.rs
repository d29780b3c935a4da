//! A paper as a page needs it, in bytes: made where there is time (when the page is built, or in a worker), read where there is none.
//!
//! What is in it has been read already: sections and blocks, their themes, who is named and what is stated in each, and what else its
//! words may be called. What is not: the source and the ledger (the miner has both), and the index, which is made in less time than it
//! would take to fetch. The bytes are those of [postcard](https://postcard.jamesmunns.com/wire-format); a paper packed by another
//! version of this module may be read as nonsense or not at all, so the two are always published together.

use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Source, Stated};
use crate::document::{Document, Metadata};
use crate::extract::themes::{BlockThemes, Theme, Themes};
use crate::search::Knowledge;

/// A paper that has been read.
#[derive(Debug, Serialize, Deserialize)]
pub struct Packed {
    document: Document,
    metadata: Metadata,
    themes: Vec<Theme>,
    block_themes: Vec<BlockThemes>,
    source: Source,
    stated: Stated,
    knowledge: Knowledge,
}

impl Packed {
    /// Packs a paper with its index.
    pub fn new(corpus: &Corpus) -> Self {
        Self {
            document: Document { repairs: Vec::new(), ..corpus.document.clone() },
            metadata: corpus.metadata.clone(),
            themes: corpus.themes.all().to_vec(),
            block_themes: corpus.block_themes.clone(),
            source: corpus.source.clone(),
            stated: corpus.stated.clone(),
            knowledge: corpus.index.knowledge().clone(),
        }
    }

    /// As bytes; none where a number of it does not fit, which no paper has.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }

    /// From bytes.
    ///
    /// # Errors
    /// In words, where they are not a packed paper.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, &'static str> {
        postcard::from_bytes(bytes).map_err(|_| "it is not a paper that this edition can read")
    }

    /// The paper, without its index yet, and what its index needs: see [`Corpus::indexed_with`].
    pub fn unpack(self) -> (Corpus, Knowledge) {
        let Self { document, metadata, themes, block_themes, source, stated, knowledge } = self;
        (Corpus::read(document, metadata, Themes::named(themes), block_themes, source, stated), knowledge)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Packed;
    use crate::corpus::Corpus;
    use crate::document::Metadata;
    use crate::extract::themes::Themes;
    use crate::search::{Options, Query};

    fn packed(corpus: &Corpus) -> Corpus {
        let bytes = Packed::new(corpus).to_bytes().expect("bytes");
        let (read, knowledge) = Packed::from_bytes(&bytes).expect("a packed paper").unpack();
        read.indexed_with(knowledge)
    }

    #[test]
    fn the_same_paper_and_the_same_answers() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        let read = packed(&corpus);
        assert_eq!(read.document.blocks, corpus.document.blocks);
        assert_eq!(read.document.sections, corpus.document.sections);
        assert_eq!((&read.metadata, &read.source, &read.words), (&corpus.metadata, &corpus.source, &corpus.words));
        assert_eq!((read.themes.all(), &read.block_themes), (corpus.themes.all(), &corpus.block_themes));
        assert!(read.source.repairs > 0 && !read.stated.actors.is_empty());
        for text in [
            "SCO",
            "Nazarbaev",
            "actor:Gazprom kind:figure",
            "theme:energy gas",
            "who will succeed?",
            "petroleum",
            "\"Central Asia\"",
        ] {
            let hits = |corpus: &Corpus| {
                let hits = corpus.index.search(&Query::parse(text), &Options::default()).hits;
                hits.into_iter().map(|hit| (hit.unit, hit.score.to_bits(), hit.spans)).collect::<Vec<_>>()
            };
            assert_eq!(hits(&read), hits(&corpus), "{text}");
            assert!(!hits(&read).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_stated_can_be_asked_for() {
        let corpus = Corpus::new(
            "One\n\nGazprom paid $10 billion in May 2003.\n\nNobody said a word.",
            Metadata::default(),
            Themes::bundled().clone(),
        );
        for (query, found) in
            [("actor:gazprom", 1), ("kind:figure", 1), ("kind:date", 1), ("kind:forecast", 0), ("kind:paragraph", 2)]
        {
            assert_eq!(corpus.index.search(&Query::parse(query), &Options::default()).hits.len(), found, "{query}");
        }
    }

    proptest! {
        #[test]
        fn any_paper_comes_back(source in "(\\PC|\n){0,300}") {
            let corpus = Corpus::new(&source, Metadata::default(), Themes::bundled().clone());
            let read = packed(&corpus);
            prop_assert_eq!(&read.document.blocks, &corpus.document.blocks);
            prop_assert_eq!(&read.block_themes, &corpus.block_themes);
        }

        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = Packed::from_bytes(&bytes);
        }
    }
}
