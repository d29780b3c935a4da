//! A paper as a tree: sections, blocks, notes, printed pages, and the ledger of what was repaired on the way.

mod metadata;

pub use metadata::Metadata;

use std::fmt;

/// The number of a block, from 1 in reading order; printed `b12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// The number of a section, from 1 in reading order; printed `s3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b{}", self.0)
    }
}

impl fmt::Display for SectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A paragraph of running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A block quotation, with its attribution.
    Quote,
    /// A table: caption, cells row by row and source, joined by ` | `.
    Table,
    /// The text of a note.
    Footnote,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its number in reading order.
    pub id: SectionId,
    /// 1 for a section, 2 for a subsection, and so on.
    pub level: u8,
    /// The number printed before the heading ("2.1"), if any.
    pub number: Option<String>,
    /// The heading, in one line, without its number.
    pub heading: String,
    /// The section that holds this one.
    pub parent: Option<SectionId>,
}

/// A unit of reading: a paragraph, a list item, a quotation, a table, a note's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its number in reading order.
    pub id: BlockId,
    /// What it is.
    pub kind: BlockKind,
    /// The innermost section that holds it; none before the first heading.
    pub section: Option<SectionId>,
    /// Its text: NFC, one line, without markers, bullets, ligatures and soft hyphens.
    pub text: String,
    /// Note markers lifted out of the text, in order; a footnote's own number comes first.
    pub notes: Vec<NoteMarker>,
    /// Printed pages that begin inside the block (or at its very start), in order.
    pub page_starts: Vec<PageStart>,
    /// The printed page on which the block starts.
    pub page: Option<u32>,
    /// For a list item, the paragraph that introduces the list.
    pub lead_in: Option<BlockId>,
    /// The list that a list item belongs to, numbered from 1.
    pub list: Option<u32>,
    /// The line of the source on which the block starts, from 1.
    pub line: u32,
}

/// Where a note is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteMarker {
    /// The note's number.
    pub number: u32,
    /// The byte of the block's text before which the marker stood.
    pub at: usize,
}

/// Where a printed page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// The printed page's number.
    pub page: u32,
    /// The byte of the block's text before which the page begins.
    pub at: usize,
}
