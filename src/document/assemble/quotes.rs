//! Block quotations, and the line below that says who is quoted.

use super::Assembler;
use crate::document::draft::{Draft, DraftKind, Piece};
use crate::document::ends::{End, begins, end_of};
use crate::document::lines::Line;
use crate::document::{BlockKind, RepairKind};
use crate::text::Span;

/// How far a block quotation is set in from the margin, in columns.
const SET_IN: u32 = 3;
/// How many lines of a quotation are looked at for how far it is set in.
const LONGEST: usize = 40;
/// The most words of an attribution below a quotation.
const MOST_ATTRIBUTION: usize = 14;

impl Assembler<'_> {
    pub(super) fn markdown_quote(&mut self, index: usize) -> usize {
        let mut length = 0;
        let mut pieces: Vec<Piece> = Vec::new();
        let mut is_new = false;
        while let Some(line) = self
            .line(index + length)
            .filter(|line| length == 0 || !self.begins_chunk(index + length) && line.text(self.source).starts_with('>'))
        {
            let text = line.text(self.source);
            let rest = text.trim_start_matches(['>', ' ', '\t']);
            let start = line.span.end - rest.len();
            self.remove(Span::new(line.span.start, start), RepairKind::Markup);
            length += 1;
            if rest.is_empty() {
                is_new = true;
                continue;
            }
            if is_new && !pieces.is_empty() && !is_attribution(rest) {
                self.push(Draft::new(DraftKind::Block(BlockKind::Quote), std::mem::take(&mut pieces)), None);
            }
            is_new = false;
            pieces.push(Span::new(start, line.span.end).into());
        }
        if !pieces.is_empty() {
            self.push(Draft::new(DraftKind::Block(BlockKind::Quote), pieces), None);
        }
        length
    }

    /// A block quotation: a chunk that is set in from the margin, or lines inside a chunk that are.
    pub(super) fn quote(&mut self, index: usize) -> Option<usize> {
        if self.shape.is_unbroken {
            return self.unbroken_quote(index);
        }
        let least = self.shape.margin(index) + SET_IN;
        let length = if self.begins_chunk(index) {
            let length = self.gather(index);
            let is_set_in = self.lines.get(index..index + length)?.iter().all(|line| line.indent >= least);
            is_set_in.then_some(length).or_else(|| self.set_in(index))
        } else {
            self.set_in(index)
        }?;
        let lines = self.lines.get(index..index + length)?;
        let first = self.text(index);
        let goes_on_from_item =
            self.is_block(BlockKind::ListItem) || (self.mark.is_some() && self.is_block(BlockKind::Paragraph));
        let in_item = goes_on_from_item && lines.iter().all(|line| line.indent <= self.item_column + 1);
        let opens = first.starts_with(['“', '‘', '"', '«']);
        // a paragraph of one line is set in less than the quotation above it
        let above = self.before().filter(|draft| draft.kind == DraftKind::Block(BlockKind::Quote)).map_or(0, |draft| {
            let lines = self.lines.iter().take(index).rev().take(draft.pieces.len().min(LONGEST));
            lines.map(|line| line.indent).min().unwrap_or(0)
        });
        let goes_on = self.is_block(BlockKind::Quote) && lines.iter().all(|line| line.indent + 1 >= above);
        let is_quote = !in_item && (length > 1 || opens || self.end_before() == End::Colon || goes_on);
        if !is_quote || (self.before().is_some() && self.end_before() == End::Open && !self.is_block(BlockKind::Table)) {
            return None;
        }
        let mut draft = Draft::new(DraftKind::Block(BlockKind::Quote), self.pieces(index, length));
        if !self.begins_chunk(index) {
            draft.parted = RepairKind::ItemSplit;
        }
        self.push(draft, None);
        Some(length)
    }

    /// A block quotation where each paragraph is one line: set in, which few lines are, and whole.
    fn unbroken_quote(&mut self, index: usize) -> Option<usize> {
        let least = self.shape.margin(index) + SET_IN;
        let is_set_in = |line: &Line| line.indent >= least;
        let first = self.line(index).filter(|line| is_set_in(line) && (line.blanks > 0 || line.begins_page))?;
        if !self.shape.sets_in || self.shape.is_markdown || self.is_block(BlockKind::ListItem) {
            return None;
        }
        let further = self.lines.iter().skip(index + 1).take_while(|line| line.blanks == 0 && is_set_in(line)).count();
        let last = index + further;
        let is_signed = further > 0 && is_signature(self.text(last), 2 * MOST_ATTRIBUTION);
        let is_whole = end_of(first.text(self.source)) == End::Stop && end_of(self.text(last)) == End::Stop;
        (is_signed || is_whole).then(|| {
            self.push(Draft::new(DraftKind::Block(BlockKind::Quote), self.pieces(index, further + 1)), None);
            further + 1
        })
    }

    /// The lines from `index` on that are set in from the margin while what surrounds them in the chunk is not: at least two, or one
    /// in quotation marks, after a colon or a sentence's end.
    pub(super) fn set_in(&self, index: usize) -> Option<usize> {
        let least = self.shape.margin(index) + SET_IN;
        let line = self.line(index).filter(|line| line.indent >= least)?;
        let above = index.checked_sub(1)?;
        let is_below = self.begins_chunk(index) || self.line(above).is_some_and(|above| above.indent < line.indent);
        // what stands above, a heading say, is parted from it already
        let goes_on = matches!(end_of(self.text(above)), End::Open | End::Semicolon) && !self.begins_chunk(index);
        if !is_below || goes_on {
            return None;
        }
        let body = self.line(index + 1).filter(|_| !self.begins_chunk(index + 1)).map_or(line.indent, |next| next.indent);
        let mut length = 1;
        while self
            .line(index + length)
            .is_some_and(|next| next.indent >= least && next.indent + 1 >= body && !self.opens(index + length))
        {
            length += 1;
        }
        let is_quoted = self.text(index).starts_with(['“', '‘', '"', '«']);
        // a sentence's end, or a name after a dash
        let names = |line: usize| names_speaker(self.text(line));
        let last = index + length - 1;
        let is_whole = end_of(self.text(last)) == End::Stop || (last.saturating_sub(2).max(index)..=last).any(names);
        (is_whole && (length > 1 || (is_quoted && body >= least))).then_some(length)
    }

    /// Whether the draft before is a quotation whose last lines say who is quoted.
    pub(super) fn ends_in_speaker(&self) -> bool {
        const LINES: usize = 3;
        let last = |draft: &Draft| draft.pieces.iter().rev().take(LINES).any(|piece| names_speaker(piece.span.of(self.source)));
        self.before().filter(|draft| draft.kind == DraftKind::Block(BlockKind::Quote)).is_some_and(last)
    }

    /// Whether the line says who is quoted just before; then it is joined to the quotation.
    pub(super) fn attributes(&mut self, index: usize, text: &str) -> bool {
        if !is_attribution(text) || self.line(index).is_none_or(|line| line.blanks > 1 && !line.begins_page) {
            return false;
        }
        let source = self.source;
        let Some(draft) = self.done.drafts.last_mut() else { return false };
        let is_quoted = draft.first(source).starts_with(['“', '‘', '"']) && {
            let last = draft.last(source).trim_end_matches(|c: char| c.is_ascii_digit());
            last.ends_with(['”', '’', '"'])
        };
        match draft.kind {
            DraftKind::Block(BlockKind::Quote) => {}
            DraftKind::Block(BlockKind::Paragraph) if is_quoted => draft.kind = DraftKind::Block(BlockKind::Quote),
            _ => return false,
        }
        let span = self.lines.get(index).map(|line| line.span);
        draft.pieces.extend(span.map(Piece::from));
        true
    }
}

/// Whether a dash and a name stand in the line, or a dash behind a quotation mark at its end.
pub(in crate::document) fn names_speaker(text: &str) -> bool {
    ["” –", "” —", "\" —"].iter().any(|end| text.ends_with(end))
        || text.rsplit_once("— ").or_else(|| text.rsplit_once("– ")).is_some_and(|(_, name)| begins(name))
}

/// Whether a line says who is quoted: a dash and a name.
pub(super) fn is_attribution(text: &str) -> bool {
    is_signature(text, MOST_ATTRIBUTION)
}

/// Whether a line is a dash and a name, of so many words at the most.
fn is_signature(text: &str, most: usize) -> bool {
    let rest = text.trim_start_matches(['—', '–', '―', '-']);
    let body = rest.trim_start();
    rest.len() < text.len() && begins(body) && body.split_whitespace().count() <= most && !body.ends_with(';')
}
