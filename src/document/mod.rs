//! A paper as a tree: sections, blocks, notes, printed pages, and the ledger of what was repaired on the way.
//!
//! [`parse()`] is a pure function that cannot fail, linear in the text. Its stages, each a file:
//!
//! | stage | what it does |
//! | --- | --- |
//! | `lines` | the line table: what stands where, blank lines, form feeds |
//! | `links` | what text browsers leave of a page's links |
//! | `furniture` | running heads, page numbers, where printed pages begin |
//! | `note_texts` | the texts of notes, at pages' feet, in a section of their own, or as Markdown defines them |
//! | `breaks` | where paragraphs begin in a text without blank lines |
//! | `assemble` | lines to drafts of blocks and headings (with `shape`, `ends`, `lists`, `numbers`, `tables`, `numbering`, `headings`) |
//! | `front` | title, author, date, where the text has them |
//! | `notes` | note markers: the chain 1, 2, 3 … |
//! | `markup` | Markdown's signs inside lines |
//! | `build` | sections, blocks and notes, each in its place |
//! | `weave` | drafts to clean text; every byte is kept or covered by the `ledger` (with `hyphens`, `vocabulary`, `compositions`) |

mod assemble;
mod breaks;
mod build;
mod changes;
mod compositions;
mod draft;
mod ends;
mod front;
mod furniture;
mod headings;
mod hyphens;
pub mod json;
mod ledger;
mod lines;
mod links;
mod lists;
mod markup;
mod metadata;
mod note_texts;
mod notes;
mod numbering;
mod numbers;
mod parse;
mod shape;
mod tables;
mod vocabulary;
mod weave;

pub use changes::{Change, changes};
pub use ledger::{Diagnostic, Repair, RepairKind, replay};
pub use metadata::{Author, Authors, Metadata, Publisher, Slip};
pub use notes::label as note_label;
pub use parse::parse;

use std::fmt;

use crate::bytes::{Bytes, Stored, stored_choice, stored_record};
use crate::text::Span;

/// A paper, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The title, from the metadata or else from the text.
    pub title: Option<String>,
    /// What stood beneath or above the title: author, date, series, as printed.
    pub front: Vec<String>,
    /// All sections, in reading order: `sections[n]` is `s(n+1)`.
    pub sections: Vec<Section>,
    /// All blocks, in reading order, notes' texts last: `blocks[n]` is `b(n+1)`.
    pub blocks: Vec<Block>,
    /// The ledger, in the order of the source; [`replay`] applies it. Not packed: who needs it has the source, too.
    pub repairs: Vec<Repair>,
    /// What is doubtful, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// The metadata's slips that were found.
    pub slips: Vec<PlacedSlip>,
    /// The order in which headings and blocks are read.
    pub order: Vec<Unit>,
}

/// A slip of the author's or printer's, which stays in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedSlip {
    /// The block.
    pub block: BlockId,
    /// The bytes of its text.
    pub span: Span,
    /// What was meant.
    pub reading: String,
}

/// One thing to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A section's heading.
    Heading(SectionId),
    /// A block.
    Block(BlockId),
}

impl Document {
    /// The section of that number, if there is one.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.get((id.0 as usize).checked_sub(1)?)
    }

    /// The number that stands before a section's heading: the printed one, else its place among the sections of the first level; none for
    /// others.
    pub fn number_of(&self, section: &Section) -> String {
        section.number_at(|| self.sections.iter().filter(|other| other.level == 1 && other.id <= section.id).count())
    }

    /// The numbers of all sections, in their order.
    pub fn numbers(&self) -> Vec<String> {
        let mut first_level = 0;
        let number = |section: &Section| {
            first_level += usize::from(section.level == 1);
            section.number_at(|| first_level)
        };
        self.sections.iter().map(number).collect()
    }

    /// The block of that number, if there is one.
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get((id.0 as usize).checked_sub(1)?)
    }

    /// All the text: headings (their numbers in front) and blocks in reading order, a blank line between two of them.
    pub fn clean_text(&self) -> String {
        let mut text = String::new();
        for unit in &self.order {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            match *unit {
                Unit::Heading(id) => {
                    let Some(section) = self.section(id) else {
                        continue;
                    };
                    if let Some(number) = &section.number {
                        text.push_str(number);
                        text.push(' ');
                    }
                    text.push_str(&section.heading);
                }
                Unit::Block(id) => text.push_str(self.block(id).map_or("", |block| &block.text)),
            }
        }
        text
    }
}

stored_record!(Document { title, front, sections, blocks, diagnostics, slips, order; repairs = Vec::new() });
stored_record!(PlacedSlip { block, span, reading });
stored_record!(BlockId { 0 });
stored_record!(SectionId { 0 });
stored_choice!(BlockKind { Paragraph, ListItem, Quote, Table, Footnote });
stored_record!(Section { id, level, number, heading, parent, notes, page_starts, page, line });
stored_record!(Block { id, kind, section, text, notes, page_starts, page, lead_in, list, label, line });
stored_record!(NoteMarker { number, at });
stored_record!(PageStart { page, at });

/// Headings are uneven, blocks even.
impl Stored for Unit {
    fn put(&self, out: &mut Vec<u8>) {
        let number = match self {
            Self::Heading(SectionId(number)) => (true, *number),
            Self::Block(BlockId(number)) => (false, *number),
        };
        number.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        let (is_heading, number) = <(bool, u32)>::take(from);
        if is_heading { Self::Heading(SectionId(number)) } else { Self::Block(BlockId(number)) }
    }
}

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

impl BlockKind {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::Quote => "quote",
            Self::Table => "table",
            Self::Footnote => "footnote",
        }
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
    /// Note markers in the heading; `at` counts in `heading`.
    pub notes: Vec<NoteMarker>,
    /// Printed pages that begin at the heading or inside it; `at` counts in `heading`.
    pub page_starts: Vec<PageStart>,
    /// The printed page on which the heading stands.
    pub page: Option<u32>,
    /// The line of the source on which the heading starts, from 1.
    pub line: u32,
}

impl Section {
    /// The number that stands before its heading: the printed one, else its place among the sections of the first level, which is asked for
    /// then; none for others.
    fn number_at(&self, place: impl FnOnce() -> usize) -> String {
        match &self.number {
            Some(number) => number.clone(),
            None if self.level == 1 => place().to_string(),
            None => String::new(),
        }
    }
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
    /// The bullet, number or letter that a list item had in the source ("•", "2.", "(a)"), or the number of a paragraph in a paper
    /// that counts its paragraphs ("14.").
    pub label: Option<String>,
    /// The line of the source on which the block starts, from 1.
    pub line: u32,
}

impl Block {
    /// The printed page on which a byte of its text stands.
    pub fn page_at(&self, byte: usize) -> Option<u32> {
        self.page_starts.iter().rev().find(|start| start.at <= byte).map(|start| start.page).or(self.page)
    }
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
