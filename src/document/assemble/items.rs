//! List items: where one begins, and which lines are its.

use super::{Assembler, length_at, length_of};
use crate::document::draft::{Draft, DraftKind, Piece};
use crate::document::ends::{End, begins, end_of, goes_on};
use crate::document::lines::Line;
use crate::document::lists::{self, Mark, Marked};
use crate::document::numbering::Number;
use crate::document::{BlockKind, RepairKind};
use crate::text::Span;

/// How many lines ahead the second of two list items is looked for.
const AHEAD: usize = 30;

impl Assembler<'_> {
    /// The list item that begins at a line.
    pub(super) fn item_at(&self, index: usize) -> Option<Marked> {
        let line = self.line(index)?;
        let marked = lists::mark(self.source, line.span)?;
        if self.is_numbered(index) {
            return None;
        }
        match marked.mark {
            Mark::Bullet(_) => Some(marked),
            Mark::Dash(sign) => {
                let before = index.checked_sub(1).map_or(End::Stop, |before| end_of(self.text(before)));
                let in_list = matches!(self.mark, Some(Mark::Dash(other)) if other == sign);
                let has_twin = || {
                    let ahead = self.lines.iter().skip(index + 1).take(AHEAD).take_while(|line| line.blanks < 2);
                    ahead.filter_map(|line| lists::mark(self.source, line.span)).any(|other| other.mark == marked.mark)
                };
                let is_free = self.begins_chunk(index) || before != End::Open;
                // a dash that a line's end left at the next line's start belongs to its sentence
                let is_free =
                    is_free && (self.begins_chunk(index) || matches!(before, End::Colon | End::Semicolon) || has_twin());
                // inside a list, Markdown needs no more than the sign
                (in_list
                    || self.shape.is_markdown && self.mark.is_some() && sign != '–' && sign != '—'
                    || is_free && (before != End::Open || has_twin())
                    || (sign != '–' && sign != '—' && has_twin()))
                .then_some(marked)
            }
            Mark::Ordinal(ordinal) => {
                let last = match self.mark {
                    Some(Mark::Ordinal(last)) if ordinal.follows(last) => Some(last),
                    _ => self.outer.filter(|last| ordinal.follows(*last)),
                };
                if last.is_some()
                    && (self.begins_chunk(index) || self.end_of_line_before(index) != End::Open || self.item_column > 0)
                    && !self.is_next_heading(index)
                {
                    return Some(marked);
                }
                let is_free = self.begins_chunk(index)
                    || self.end_of_line_before(index) != End::Open
                    || self.done.drafts.last().is_some_and(Draft::is_heading)
                    || self.is_nested(index, line);
                // numbered paragraphs count on over headings and other blocks
                if let Some((last, count)) = self.numbered
                    && count > 1
                    && ordinal.follows(last)
                    && self.begins_chunk(index)
                    && !self.is_next_heading(index)
                    && (end_of(self.text(index)) != End::Open || !self.begins_chunk(index + 1))
                {
                    return Some(marked);
                }
                (ordinal.is_first() && is_free && self.has_next(index, ordinal)).then_some(marked)
            }
        }
    }

    /// Whether the line stands where a list inside the item before would in Markdown: where the item's text does.
    fn is_nested(&self, index: usize, line: &Line) -> bool {
        self.shape.is_markdown && self.mark.is_some() && line.indent >= self.item_column.max(2) && !self.begins_chunk(index)
    }

    /// Whether a line that has the next number of a list has the next number of the headings, too, and reads like one.
    pub(super) fn is_next_heading(&self, index: usize) -> bool {
        let text = self.text(index);
        self.begins_chunk(index)
            && self.end_before() == End::Stop
            && end_of(text) == End::Open
            && self.line(index + 1).is_some_and(|_| self.begins_chunk(index + 1))
            && Number::read(text).is_some_and(|number| self.count.expects(&number))
    }

    pub(super) fn end_of_line_before(&self, index: usize) -> End {
        index.checked_sub(1).map_or(End::Stop, |before| end_of(self.text(before)))
    }

    /// Whether the item after `ordinal` begins where its text ends, not after other text.
    pub(super) fn has_next(&self, index: usize, ordinal: lists::Ordinal) -> bool {
        let mut chunks = 0;
        for next in index + 1..(index + 1 + AHEAD).min(self.lines.len()) {
            let text = self.text(next);
            if let Some(Marked { mark: Mark::Ordinal(other), .. }) =
                self.line(next).and_then(|line| lists::mark(self.source, line.span))
                && other.follows(ordinal)
            {
                return true;
            }
            if self.begins_chunk(next) && !goes_on(text) {
                chunks += 1;
            }
            if chunks > 0 {
                return false;
            }
        }
        false
    }

    pub(super) fn item(&mut self, index: usize, marked: Marked) -> usize {
        let Some(line) = self.line(index).copied() else { return 1 };
        let parted = if self.begins_chunk(index) { RepairKind::BlockBreak } else { RepairKind::ItemSplit };
        let mut length = 1;
        let mut pieces: Vec<Piece> = Vec::new();
        if !marked.rest.is_empty() {
            pieces.push(marked.rest.into());
        }
        // a bullet alone on its line: the text is below
        let is_alone = marked.rest.is_empty();
        if is_alone
            && self.line(index + 1).is_some_and(|line| line.blanks <= 1)
            && lists::mark(self.source, self.lines.get(index + 1).map_or(line.span, |line| line.span)).is_none()
        {
            pieces.extend(self.line(index + 1).map(|line| Piece::from(line.span)));
            length = 2;
        }
        // "1.", "a)", "b)", "2."
        self.outer = match (self.mark, marked.mark) {
            (Some(Mark::Ordinal(last)), Mark::Ordinal(next)) if next.follows(last) => self.outer,
            (_, Mark::Ordinal(next)) if self.outer.is_some_and(|outer| next.follows(outer)) => None,
            (Some(Mark::Ordinal(last)), _) => Some(last),
            _ => self.outer,
        };
        self.mark = Some(marked.mark);
        if let Mark::Ordinal(ordinal) = marked.mark
            && ordinal.is_figure()
        {
            let count = self.numbered.filter(|&(last, _)| ordinal.follows(last)).map_or(0, |(_, count)| count);
            self.numbered = Some((ordinal, count + 1));
        }
        self.item_column =
            line.indent + length_of(self.source, Span::new(line.span.start, marked.rest.start.max(line.span.start)));
        let mut hangs = false;
        while let Some(next) = self.line(index + length).filter(|_| !self.opens(index + length)) {
            let last = self.text(index + length - 1);
            let text = next.text(self.source);
            let ended = matches!(end_of(last), End::Stop | End::Semicolon);
            let returns = next.indent <= line.indent;
            let word = text.split_whitespace().next().unwrap_or_default();
            let is_meant = self.shape.is_meant(length_at(self.lines, index + length - 1), word);
            if ended
                && returns
                && begins(text)
                && (hangs || (is_meant && !self.shape.is_full(length_at(self.lines, index + length - 1))))
            {
                break;
            }
            hangs |= next.indent > line.indent;
            pieces.push(next.span.into());
            length += 1;
        }
        self.remove(marked.span, RepairKind::Bullet);
        let mut draft = Draft::new(DraftKind::Block(BlockKind::ListItem), pieces);
        draft.label = Some(marked.span);
        draft.parted = parted;
        if !draft.pieces.is_empty() {
            self.push(draft, Some(marked.mark));
        }
        length
    }
}
