//! All of one paper, built once: the document, its themes, its index.

use crate::document::{self, Block, BlockId, Document, Metadata, Section, SectionId};
use crate::extract::themes::{self, BlockTheme, BlockThemes, Themes};
use crate::search::{self, Extras, Index, Tags};

/// A paper with everything that is derived from it.
pub struct Corpus {
    /// The paper.
    pub document: Document,
    /// What is known about it from outside.
    pub metadata: Metadata,
    /// The themes that it can be filtered by.
    pub themes: Themes,
    /// The themes of each block, in the order of the blocks.
    pub block_themes: Vec<BlockThemes>,
    /// The index of its words.
    pub index: Index,
    /// The number of words of each block, in the order of the blocks.
    pub words: Vec<usize>,
}

impl Corpus {
    /// Reads a paper. Takes its source text, what is known about it, and the themes; cannot fail (what was not understood is in
    /// the document's diagnostics).
    pub fn new(source: &str, metadata: Metadata, themes: Themes) -> Self {
        Self::unindexed(source, metadata, themes).indexed()
    }

    /// The same with its index.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        let tags = tags(&self.block_themes, &self.themes);
        self.index = search::index_with(&self.document, Extras { tags, ..Extras::default() });
        self
    }

    /// Reads a paper that nobody will search, or not yet: its index is empty.
    pub fn unindexed(source: &str, metadata: Metadata, themes: Themes) -> Self {
        Self::parsed(source, metadata).themed(themes)
    }

    /// Reads a paper and no more: without its themes, without its index.
    pub fn parsed(source: &str, metadata: Metadata) -> Self {
        let document = document::parse(source, &metadata);
        let words = document.blocks.iter().map(|block| reading_words(&block.text)).collect();
        Self { document, metadata, themes: Themes::default(), block_themes: Vec::new(), index: Index::default(), words }
    }

    /// The same with its themes.
    #[must_use]
    pub fn themed(mut self, themes: Themes) -> Self {
        self.block_themes = themes::classify(&self.document, &themes);
        self.themes = themes;
        self
    }

    /// The paper that is compiled in.
    ///
    /// # Errors
    /// Where a data file that is compiled in is broken: names it and says where.
    pub fn bundled() -> Result<Self, String> {
        Ok(Self::bundled_parsed()?.themed(Themes::bundled().clone()).indexed())
    }

    /// The paper that is compiled in, read and no more.
    ///
    /// # Errors
    /// As [`Corpus::bundled`].
    pub fn bundled_parsed() -> Result<Self, String> {
        let metadata = Metadata::from_json(BUNDLED_METADATA).map_err(|error| format!("paper.json: {error}"))?;
        Ok(Self::parsed(BUNDLED_PAPER, metadata))
    }

    /// The block at a place in reading order, from 0.
    pub fn block(&self, at: usize) -> Option<&Block> {
        self.document.blocks.get(at)
    }

    /// The place of a block in reading order, from 0.
    pub fn position(&self, id: BlockId) -> Option<usize> {
        let at = usize::try_from(id.0).ok()?.checked_sub(1)?;
        (at < self.document.blocks.len()).then_some(at)
    }

    /// A section.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.document.sections.get(usize::try_from(id.0).ok()?.checked_sub(1)?)
    }

    /// Whether section `inner` is `outer` or lies in it.
    pub fn lies_in(&self, inner: Option<SectionId>, outer: SectionId) -> bool {
        let chain = std::iter::successors(inner, |id| self.section(*id)?.parent);
        chain.take(self.document.sections.len()).any(|id| id == outer)
    }

    /// The outermost section that holds a section.
    pub fn top_section(&self, id: SectionId) -> Option<&Section> {
        let chain = std::iter::successors(self.section(id), |section| self.section(section.parent?));
        chain.take(self.document.sections.len()).last()
    }

    /// The themes of a block.
    pub fn themes_of(&self, at: usize) -> &[BlockTheme] {
        self.block_themes.get(at).map_or(&[], |block| &block.themes)
    }

    /// The printed pages that begin in the text, in order.
    pub fn pages(&self) -> impl Iterator<Item = u32> + '_ {
        let headings = self.document.sections.iter().flat_map(|section| &section.page_starts);
        let blocks = self.document.blocks.iter().flat_map(|block| &block.page_starts);
        let mut pages: Vec<u32> = headings.chain(blocks).map(|start| start.page).collect();
        pages.sort_unstable();
        pages.into_iter()
    }
}

/// What the search's filters ask for, of each block: its themes by id and by name.
fn tags<'a>(block_themes: &'a [BlockThemes], themes: &'a Themes) -> Vec<Tags<'a>> {
    let names = |block: &'a BlockThemes| {
        let carried = block.themes.iter().filter_map(|carried| themes.by_id(carried.theme.as_str()));
        carried.flat_map(|theme| [theme.id.as_str(), theme.name.as_str()]).collect()
    };
    block_themes.iter().map(|block| Tags { themes: names(block), ..Tags::default() }).collect()
}

/// Words as word processors count them: what stands between blanks, so that a compound is one.
fn reading_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The source text of the paper that is compiled in, as the converter left it.
pub const BUNDLED_PAPER: &str = include_str!("../static/paper/paper.txt");

/// What is known about it from outside, as JSON.
pub const BUNDLED_METADATA: &str = include_str!("../static/paper/paper.json");
