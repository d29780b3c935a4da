//! What the stages hand on: blocks and headings as stretches of the source, before anything is woven.

use super::{BlockKind, RepairKind};
use crate::text::Span;

/// What a draft will become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DraftKind {
    /// A heading; its level is settled later.
    Heading(Rank),
    /// A block.
    Block(BlockKind),
}

/// What the print says of a heading's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// Nothing: the level must be inferred.
    Unmarked,
    /// Capitals throughout.
    Capitals,
    /// A level that the source states (Markdown).
    Stated(u8),
    /// A printed number of so many parts.
    Numbered(u8),
    /// A roman numeral.
    Roman,
    /// A box, which stands where subsections do.
    Box,
    /// A capital letter, which counts below roman numerals where there are any.
    Letter,
}

/// A stretch of the source inside a draft, mostly a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes.
    pub(super) span: Span,
    /// Whether it begins a cell of a table.
    pub(super) opens_cell: bool,
}

impl From<Span> for Piece {
    fn from(span: Span) -> Self {
        Self { span, opens_cell: false }
    }
}

/// A block or heading to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// What it will become.
    pub(super) kind: DraftKind,
    /// The stretches of the source that it is made of, mostly one a line, in order.
    pub(super) pieces: Vec<Piece>,
    /// The item's bullet or number, a note's number, a heading's number.
    pub(super) label: Option<Span>,
    /// A note's number.
    pub(super) note: Option<u32>,
    /// Whether the pieces are not in the source's order (a table's cells on two lines).
    pub(super) is_reordered: bool,
    /// Whether it is a further paragraph of the list item before it.
    pub(super) in_list: bool,
    /// How its start is parted from what stands before.
    pub(super) parted: RepairKind,
}

impl Draft {
    /// A draft of `pieces`, parted by blank space from what stands before.
    pub(super) fn new(kind: DraftKind, pieces: Vec<Piece>) -> Self {
        Self { kind, pieces, label: None, note: None, is_reordered: false, in_list: false, parted: RepairKind::BlockBreak }
    }

    /// Its last piece as it stands in the source; empty if there is none.
    pub(super) fn last<'a>(&self, source: &'a str) -> &'a str {
        self.pieces.last().map_or("", |piece| piece.span.of(source))
    }

    /// Its first piece as it stands in the source; empty if there is none.
    pub(super) fn first<'a>(&self, source: &'a str) -> &'a str {
        self.pieces.first().map_or("", |piece| piece.span.of(source))
    }

    /// Whether it is a heading.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, DraftKind::Heading(_))
    }

    /// All its text, with blanks between its pieces.
    pub(super) fn raw(&self, source: &str) -> String {
        let mut raw = String::new();
        for piece in &self.pieces {
            if !raw.is_empty() {
                raw.push(' ');
            }
            raw.push_str(piece.span.of(source));
        }
        raw
    }

    /// The byte of the source at which it begins.
    pub(super) fn start(&self) -> usize {
        let first = self.pieces.first().map_or(0, |piece| piece.span.start);
        if self.is_reordered { self.pieces.iter().map(|piece| piece.span.start).min().unwrap_or(first) } else { first }
    }

    /// The byte of the source at which it ends.
    pub(super) fn end(&self) -> usize {
        let last = self.pieces.last().map_or(0, |piece| piece.span.end);
        if self.is_reordered { self.pieces.iter().map(|piece| piece.span.end).max().unwrap_or(last) } else { last }
    }
}

/// A stretch of the source that the clean text lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Removed {
    /// Its bytes.
    pub(super) span: Span,
    /// Why.
    pub(super) kind: RepairKind,
}

/// A note marker in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Its bytes.
    pub(super) span: Span,
    /// The note's number.
    pub(super) number: u32,
}

/// A printed page that begins at a byte of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The first byte on it.
    pub(super) start: usize,
    /// Its number.
    pub(super) number: u32,
}
