//! A paper as a page needs it, in bytes: made where there is time (when the page is built, or in a worker), read where there is none.
//!
//! What is in it has been read already: sections and blocks, their themes, who is named and what is stated in each. What is not: the
//! source and the ledger (the miner has both), the index, which is made in less time than it would take to fetch, what else its words
//! may be called, which is fetched when somebody searches, and the blocks' texts, which stand in the page's own markup and are taken
//! from there. A reader's own text alone brings its texts and its index along. A paper packed by another
//! version of this library may be read as nonsense or not at all, so the two are always published together.

use crate::bytes::{Bytes, Stored, stored_record};
use crate::corpus::{Corpus, Source, Stated, fingerprint};
use crate::document::{Author, Authors, Document, Metadata};
use crate::extract::themes::{BlockThemes, Theme, Themes};
use crate::search::Index;

/// A paper that has been read.
#[derive(Debug)]
pub struct Packed {
    document: Document,
    imprint: Imprint,
    themes: Vec<Theme>,
    block_themes: Vec<BlockThemes>,
    source: Source,
    stated: Stated,
    /// How its words can be found; without it, the index is still to be made, and what else they may be called to be learnt.
    index: Option<Index>,
    /// Of texts that stand elsewhere: their fingerprint.
    apart: Option<String>,
}

/// What is known about it from outside, as far as a page shows it; names are as they sign.
#[derive(Debug)]
struct Imprint {
    authors: Vec<String>,
    texts: Vec<Option<String>>,
}

impl Imprint {
    fn new(metadata: &Metadata) -> Self {
        let Metadata { title, subtitle, series, date, publisher, isbn, language, rights, source, missing, .. } = metadata.clone();
        Self {
            authors: metadata.authors.0.iter().map(Author::signed).collect(),
            texts: vec![title, subtitle, series, date, publisher, isbn, language, rights, source, missing],
        }
    }

    fn metadata(self) -> Metadata {
        let mut texts = self.texts.into_iter();
        let [title, subtitle, series, date, publisher, isbn, language, rights, source, missing] =
            [(); 10].map(|()| texts.next().flatten());
        let authors = Authors(self.authors.into_iter().map(Author::Signed).collect());
        let default = Metadata::default();
        Metadata { title, subtitle, authors, series, date, publisher, isbn, language, rights, source, missing, ..default }
    }
}

stored_record!(Packed { document, imprint, themes, block_themes, source, stated, index, apart });
stored_record!(Imprint { authors, texts });

/// A paper in bytes without its index and its blocks' texts, for a page that makes the one, which is quick for one paper, and has the
/// others in its markup: see [`Packed::take_texts`]. What else its words may be called comes apart, as [`Index::knowledge`].
pub fn pack(corpus: &Corpus) -> Vec<u8> {
    let mut document = corpus.document.clone();
    let texts = document.blocks.iter_mut().map(|block| std::mem::take(&mut block.text)).collect::<Vec<_>>();
    pack_parts(corpus, &document, None, Some(print(&texts)))
}

/// A paper in bytes with its index and its texts, for a page that must not be kept waiting by a long text.
pub fn pack_with_index(corpus: &Corpus) -> Vec<u8> {
    pack_parts(corpus, &corpus.document, Some(corpus.index()), None)
}

/// Field by field as in [`Packed`].
fn pack_parts(corpus: &Corpus, document: &Document, index: Option<&Index>, apart: Option<String>) -> Vec<u8> {
    let Corpus { metadata, themes, block_themes, source, stated, .. } = corpus;
    let mut out = Vec::new();
    document.put(&mut out);
    Imprint::new(metadata).put(&mut out);
    themes.all().to_vec().put(&mut out);
    block_themes.put(&mut out);
    source.put(&mut out);
    stated.put(&mut out);
    index.is_some().put(&mut out);
    if let Some(index) = index {
        index.put(&mut out);
    }
    apart.put(&mut out);
    out
}

/// By what the texts of a paper's blocks are known.
fn print(texts: &[String]) -> String {
    fingerprint(&texts.join("\n"))
}

impl Packed {
    /// From bytes.
    ///
    /// # Errors
    /// In words, where they are not a packed paper.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, &'static str> {
        let mut bytes = Bytes::new(bytes);
        let packed = Self::take(&mut bytes);
        if bytes.are_read() { Ok(packed) } else { Err("it is not a paper that this edition can read") }
    }

    /// How many blocks it has.
    pub fn blocks(&self) -> usize {
        self.document.blocks.len()
    }

    /// Puts the blocks' texts back where it was packed without them; a paper that has its own keeps them. Gives whether they are the
    /// very texts that it was read with, which every span in it is counted in: others are not taken.
    #[must_use]
    pub fn take_texts(&mut self, texts: Vec<String>) -> bool {
        if self.apart.as_ref().is_some_and(|apart| texts.len() != self.blocks() || *apart != print(&texts)) {
            return false;
        }
        if self.apart.take().is_some() {
            self.document.blocks.iter_mut().zip(texts).for_each(|(block, text)| block.text = text);
        }
        true
    }

    /// The paper; where its index was not packed, it is made with the first search, or little by little before.
    pub fn unpack(self) -> Corpus {
        let Self { document, imprint, themes, block_themes, source, stated, index, apart: _ } = self;
        let corpus = Corpus::read(document, imprint.metadata(), Themes::named(themes), block_themes, source, stated);
        let Some(index) = index else { return corpus };
        let index = index.with_bodies(corpus.document.blocks.iter().map(|block| block.text.as_str()));
        corpus.with_index(index)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Packed, pack, pack_with_index};
    use crate::corpus::Corpus;
    use crate::document::Metadata;
    use crate::extract::themes::Themes;
    use crate::search::{Options, Query};

    fn texts(corpus: &Corpus) -> Vec<String> {
        corpus.document.blocks.iter().map(|block| block.text.clone()).collect()
    }

    fn packed(corpus: &Corpus) -> Corpus {
        let mut packed = Packed::from_bytes(&pack(corpus)).expect("a packed paper");
        assert!(packed.take_texts(texts(corpus)));
        let read = packed.unpack();
        read.index().learn(&corpus.index().knowledge().write());
        read
    }

    fn packed_whole(corpus: &Corpus) -> Corpus {
        Packed::from_bytes(&pack_with_index(corpus)).expect("a packed paper").unpack()
    }

    #[test]
    fn the_same_paper_and_the_same_answers() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        let (read, whole) = (packed(&corpus), packed_whole(&corpus));
        assert_eq!(read.document.blocks, corpus.document.blocks);
        assert_eq!(read.document.sections, corpus.document.sections);
        assert_eq!((&read.source, &read.words), (&corpus.source, &corpus.words));
        let shown = |corpus: &Corpus| format!("{:?}", super::Imprint::new(&corpus.metadata));
        assert_eq!(shown(&read), shown(&corpus));
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
                let hits = corpus.index().search(&Query::parse(text), &Options::default()).hits;
                hits.into_iter().map(|hit| (hit.unit, hit.score.to_bits(), hit.spans)).collect::<Vec<_>>()
            };
            assert_eq!(hits(&read), hits(&corpus), "{text}");
            assert_eq!(hits(&whole), hits(&corpus), "{text}");
            assert!(!hits(&read).is_empty(), "{text}");
        }
    }

    #[test]
    fn texts_stand_elsewhere_and_no_others_are_taken() {
        let corpus = Corpus::new("One\n\nQuinces are dear.\n\nMedlars are not.", Metadata::default(), Themes::bundled().clone());
        let bytes = pack(&corpus);
        assert!(!bytes.windows(7).any(|window| window == b"Medlars"), "a text is packed");
        let taken = |texts: &[&str]| {
            let mut packed = Packed::from_bytes(&bytes).expect("a packed paper");
            packed.take_texts(texts.iter().map(|text| (*text).to_owned()).collect())
        };
        for (texts, is_taken) in [
            (&["Quinces are dear.", "Medlars are not."][..], true),
            (&["Quinces are dear.", "Medlars are not"], false),
            (&["Les coings sont chers.", "Medlars are not."], false),
            (&["Quinces are dear.\nMedlars are not."], false),
            (&[], false),
        ] {
            assert_eq!(taken(texts), is_taken, "{texts:?}");
        }
        let mut whole = Packed::from_bytes(&pack_with_index(&corpus)).expect("a packed paper");
        assert!(whole.take_texts(Vec::new()));
        assert_eq!(texts(&whole.unpack()), texts(&corpus));
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
            assert_eq!(corpus.index().search(&Query::parse(query), &Options::default()).hits.len(), found, "{query}");
        }
    }

    proptest! {
        #[test]
        fn any_paper_comes_back(source in "(\\PC|\n){0,300}") {
            let corpus = Corpus::unindexed(&source, Metadata::default(), Themes::bundled().clone());
            for read in [packed(&corpus), packed_whole(&corpus)] {
                prop_assert_eq!(&read.document.blocks, &corpus.document.blocks);
                prop_assert_eq!(&read.block_themes, &corpus.block_themes);
            }
        }

        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = Packed::from_bytes(&bytes);
        }
    }
}
