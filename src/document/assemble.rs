//! From lines to drafts: what belongs together, and what it is.

use super::draft::{Draft, DraftKind, Rank, Removed};
use super::ends::{End, end_of, goes_on};
use super::headings::looks_like_heading;
use super::lines::Line;
use super::lists::{self, Marked};
use super::{BlockKind, Diagnostic, RepairKind};
use crate::text::Span;

/// The share of the full width that a line must have for its text to go on in the next chunk, in percent.
const FULL: u32 = 75;

/// What the lines of a document look like.
#[derive(Clone, Copy, Debug)]
struct Shape {
    /// The length that 19 of 20 lines keep to, in characters.
    width: u32,
}

impl Shape {
    fn of(lines: &[Line]) -> Self {
        let mut widths: Vec<u32> = lines.iter().map(|line| line.width).collect();
        widths.sort_unstable();
        Self { width: widths.get(widths.len().saturating_sub(1) * 19 / 20).copied().unwrap_or(0) }
    }
}

/// The drafts of the text, in order, with what they leave out and what is doubtful.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    /// Blocks and headings.
    pub(super) drafts: Vec<Draft>,
    /// Bullets and the like.
    pub(super) removed: Vec<Removed>,
    /// Doubts.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A part of a chunk: lines that no blank line, bullet or heading parts.
#[derive(Debug)]
struct Part<'a> {
    lines: &'a [Line],
    marked: Option<Marked>,
    /// Whether it begins its chunk.
    is_first: bool,
    /// The text of the chunk or part after it, if any.
    next: Option<&'a str>,
}

/// Puts lines together.
pub(super) fn assemble(source: &str, lines: &[Line]) -> Assembly {
    let shape = Shape::of(lines);
    let mut assembly = Assembly::default();
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let length = 1 + rest
            .iter()
            .skip(1)
            .take_while(|line| line.blanks == 0 && !line.form_feed && lists::bullet(source, line.span).is_none())
            .count();
        let part_lines = rest.get(..length).unwrap_or_default();
        let is_first = rest.first().is_some_and(|line| line.blanks > 0 || line.form_feed || start == 0);
        let marked = rest.first().and_then(|line| lists::bullet(source, line.span));
        let next = lines.get(start + length).map(|line| line.text(source));
        assembly.take(source, shape, &Part { lines: part_lines, marked, is_first, next });
        start += length;
    }
    assembly
}

impl Assembly {
    fn take(&mut self, source: &str, shape: Shape, part: &Part<'_>) {
        let Some(first) = part.lines.first() else {
            return;
        };
        let mut pieces: Vec<Span> = part.lines.iter().map(|line| line.span).collect();
        let parted = if part.is_first { RepairKind::BlockBreak } else { RepairKind::ItemSplit };
        if let Some(marked) = part.marked {
            if let Some(piece) = pieces.first_mut() {
                *piece = marked.rest;
            }
            self.removed.push(Removed { span: marked.span, kind: RepairKind::Bullet });
            pieces.retain(|piece| !piece.is_empty());
            let mut draft = Draft::new(DraftKind::Block(BlockKind::ListItem), pieces);
            draft.label = Some(marked.span);
            draft.parted = parted;
            self.drafts.push(draft);
            return;
        }
        let text = first.text(source);
        let before = self.drafts.last().filter(|draft| !draft.is_heading());
        let end = before.map_or(End::Stop, |draft| end_of(draft.last(source)));
        let width = before.map_or(0, |draft| length(draft.last(source)));
        let was_full = width * 100 >= shape.width.saturating_mul(FULL);
        let has_before = before.is_some();
        let is_item = before.is_some_and(|draft| draft.kind == DraftKind::Block(BlockKind::ListItem));
        let joins = match end {
            _ if !has_before => false,
            End::Stop => false,
            End::Colon | End::Semicolon => goes_on(text),
            End::Open => goes_on(text) || (was_full && !is_item),
        };
        if joins && let Some(draft) = self.drafts.last_mut() {
            draft.pieces.extend(pieces);
            return;
        }
        let kind = if looks_like_heading(source, &pieces, part.next) {
            DraftKind::Heading(Rank::Unmarked)
        } else {
            DraftKind::Block(BlockKind::Paragraph)
        };
        if kind == DraftKind::Block(BlockKind::Paragraph) && end == End::Stop && has_before {
            let word = length(text.split_whitespace().next().unwrap_or_default());
            if width + 1 + word > shape.width {
                self.diagnostics.push(Diagnostic {
                    code: "undecidable_break",
                    message: "One paragraph or two: the line before the blank line is full, and its sentence has ended."
                        .to_owned(),
                    line: first.number,
                });
            }
        }
        let mut draft = Draft::new(kind, pieces);
        draft.parted = parted;
        self.drafts.push(draft);
    }
}

/// The characters of a text.
fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX / 200)
}
