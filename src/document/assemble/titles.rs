//! Headings: a chunk that reads like one, its first line alone, or what Markdown marks.

use std::collections::HashSet;

use super::{Assembler, length_at};
use crate::document::draft::{Draft, DraftKind, Piece, Rank, Removed};
use crate::document::ends::{End, begins, end_of};
use crate::document::headings::{Ending, has_look, is_capitals, is_top, looks_like_heading};
use crate::document::lines::Line;
use crate::document::numbering::Number;
use crate::document::{BlockKind, RepairKind, tables};
use crate::text::Span;

impl Assembler<'_> {
    /// The heading that begins at a line; its length in lines.
    pub(super) fn heading(&mut self, index: usize) -> Option<usize> {
        let line = self.line(index)?;
        let text = line.text(self.source);
        if self.shape.is_markdown {
            return self.bold_heading(index, text);
        }
        if tables::is_box(text) {
            return self.box_heading(index);
        }
        if tables::is_figure(text)
            || tables::has_leader(text)
            || line.width > 200
            || (!self.begins_chunk(index)
                && self.end_of_line_before(index) == End::Open
                && !self.done.drafts.last().is_some_and(Draft::is_heading))
        {
            return None;
        }
        let chunk = self.gather(index);
        let number = Number::read(text).filter(|number| self.count.expects(number));
        let capitals = is_capitals(text);
        let open = self.before().is_some()
            && self.end_before() == End::Open
            && self.shape.is_full(self.width_before())
            && !self.ends_in_speaker();
        let is_sure = number.is_some() || capitals || is_top(text);
        if open && !is_sure {
            return None;
        }
        // an item's mark ("a)", Word's "o") is no small letter that goes on
        let is_item = self.item_at(index + chunk).is_some();
        let next = self.line(index + chunk).map(|line| if is_item { "" } else { line.text(self.source) });
        let pieces: Vec<Span> = self.lines.iter().skip(index).take(chunk).map(|line| line.span).collect();
        // full lines that a page's end cuts off are the start of a paragraph
        let is_cut = !is_sure
            && chunk < 4
            && self.line(index + chunk).is_some_and(|line| line.begins_page || line.form_feeds > 0)
            && self.shape.is_full(length_at(self.lines, index + chunk - 1));
        if is_cut {
            return self.cut_heading(index, chunk);
        }
        // a number that comes next, and a blank line below
        let ending = if number.is_some() && chunk == 1 { Ending::Any } else { Ending::Whole };
        if has_look(self.source, &pieces, next, ending)
            && !tables::is_caption(text)
            && !tables::is_source(text)
            && (number.is_none() || chunk <= 2)
        {
            let same_case = !capitals || pieces.iter().all(|piece| is_capitals(piece.of(self.source)));
            // a number that does not come next makes no heading, unless it has several parts
            let is_item = Number::read(text).is_some_and(|number| !number.is_plain() && !self.count.expects(&number))
                && text.starts_with(|c: char| c.is_ascii_digit());
            if same_case && !(is_item && chunk > 1) {
                self.push_heading(index, chunk, number);
                return Some(chunk);
            }
        }
        // the first line or two alone, where text follows at once
        let stands_out = self.stands_out(index);
        if chunk < 2 || !(is_sure || stands_out || self.begins_chunk(index)) {
            return None;
        }
        let mut length = 1;
        while length < 3 && length < chunk && capitals && is_capitals(self.text(index + length)) {
            length += 1;
        }
        let after = self.text(index + length);
        let first = after.split_whitespace().next().unwrap_or_default();
        let pieces: Vec<Span> = self.lines.iter().skip(index).take(length).map(|line| line.span).collect();
        if !looks_like_heading(self.source, &pieces, Some(after))
            || tables::is_caption(text)
            || tables::is_source(text)
            || end_of(text) != End::Open && number.is_none()
        {
            return None;
        }
        let last = length_at(self.lines, index + length - 1);
        let is_short = self.shape.is_meant(last, first) && !self.shape.is_full(last);
        let full_after = self.line(index + length).is_some_and(|line| self.shape.is_full(line.width)) && chunk > length + 1;
        // or a heading of the next level follows at once
        let full_after = full_after || (chunk > length + 1 && self.stands_out(index + length));
        let is_heading = match &number {
            Some(_) => is_short && begins(after),
            // "Summary", and its text at once
            None if is_top(text) && text.split_whitespace().count() <= 3 => is_short && begins(after),
            None if capitals => begins(after) && (length > 1 || is_short),
            None => {
                is_short
                    && full_after
                    && begins(after)
                    && text.split_whitespace().count() <= 10
                    && !self.is_block(BlockKind::Quote)
            }
        };
        is_heading.then(|| {
            self.push_heading(index, length, number);
            length
        })
    }

    /// The lines of a table of contents with its heading, which are no text: each ends with a page's number, and these do not fall.
    pub(super) fn contents(&mut self, index: usize) -> Option<usize> {
        let title = self.text(index).trim_matches(|c: char| !c.is_alphabetic());
        let is_titled = ["contents", "table of contents", "list of figures", "list of tables"]
            .iter()
            .any(|name| title.eq_ignore_ascii_case(name));
        if !is_titled && !self.announces(index) {
            return None;
        }
        let (mut length, mut entries, mut last) = (usize::from(is_titled), 0, 0);
        let mut at = index + usize::from(is_titled);
        while let Some(page) = tables::page_at_end(self.text(at)).or_else(|| {
            // an entry may take two lines
            let next = self.line(at + 1).filter(|next| next.blanks == 0)?;
            tables::page_at_end(next.text(self.source)).filter(|_| end_of(self.text(at)) == End::Open && at > index + 1)
        }) {
            if page < last {
                break;
            }
            last = page;
            at += if tables::page_at_end(self.text(at)).is_some() { 1 } else { 2 };
            length = at - index;
            entries += 1;
        }
        (entries > 1).then_some(())?;
        for line in self.lines.iter().skip(index).take(length) {
            self.done.removed.push(Removed { span: line.span, kind: RepairKind::FrontMatter });
        }
        Some(length)
    }

    /// Whether the lines from `index` on are entries of contents that have no heading: each ends with a page's number, and of the words
    /// before that most are headings further on.
    fn announces(&self, index: usize) -> bool {
        const FEWEST: usize = 3;
        const MOST: usize = 60;
        // where the text begins, if anywhere
        if index > MOST {
            return false;
        }
        let entry = |text: &'_ str| tables::page_at_end(text).map(|_| ());
        let entries = self.lines.iter().skip(index).take(MOST).map(|line| line.text(self.source));
        let entries: Vec<&str> = entries.take_while(|text| entry(text).is_some()).collect();
        if entries.len() < FEWEST {
            return false;
        }
        let rest: HashSet<&str> = self.lines.iter().skip(index + entries.len()).map(|line| line.text(self.source)).collect();
        let is_heading = |text: &&&str| {
            let words = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '…' | '_'));
            rest.contains(words)
        };
        entries.iter().filter(is_heading).count() * 3 >= entries.len() * 2
    }

    /// Whether a line inside a chunk is a heading by its look alone: short and unfinished, between the end of a sentence (or a
    /// heading) and a full line that begins one.
    pub(super) fn stands_out(&self, index: usize) -> bool {
        let (Some(line), Some(next)) = (self.line(index), self.line(index + 1)) else { return false };
        let text = line.text(self.source);
        let above = index.checked_sub(1).map_or("", |above| self.text(above));
        let follows =
            || end_of(above) == End::Stop || looks_like_heading(self.source, &[self.span(index.saturating_sub(1))], Some(text));
        u64::from(line.width) * 100 < u64::from(self.shape.width) * 60
            && !self.shape.is_unbroken
            && follows()
            && !self.begins_chunk(index + 1)
            && self.shape.is_full(next.width)
            && begins(next.text(self.source))
            && looks_like_heading(self.source, &[line.span], Some(next.text(self.source)))
            && !tables::is_source(text)
    }

    /// The heading of a box: a short line that stands alone, above a text.
    fn box_heading(&mut self, index: usize) -> Option<usize> {
        let length = self.gather(index);
        let pieces: Vec<Span> = self.lines.iter().skip(index).take(length).map(|line| line.span).collect();
        // the number's full stop ends no sentence
        let next = self.line(index + length).map(|line| line.text(self.source));
        let is_heading =
            self.begins_chunk(index) && length <= 2 && looks_like_heading(self.source, &pieces, next) && next.is_some_and(begins);
        is_heading.then(|| {
            let draft = Draft::new(DraftKind::Heading(Rank::Box), self.pieces(index, length));
            self.push(draft, None);
            length
        })
    }

    /// A line of Markdown that is bold throughout and stands alone.
    pub(super) fn bold_heading(&mut self, index: usize, text: &str) -> Option<usize> {
        let body = text.strip_prefix("**")?.strip_suffix("**")?;
        let is_alone = self.begins_chunk(index) && self.begins_chunk(index + 1) && index + 1 < self.lines.len();
        if !is_alone || body.contains("**") || !looks_like_heading(body, &[Span::new(0, body.len())], Some(self.text(index + 1)))
        {
            return None;
        }
        let draft = Draft::new(DraftKind::Heading(Rank::Unmarked), self.pieces(index, 1));
        self.push(draft, None);
        Some(1)
    }

    /// A heading that a page's end cuts in two: full above, short below.
    pub(super) fn cut_heading(&mut self, index: usize, chunk: usize) -> Option<usize> {
        let length = chunk + self.gather(index + chunk);
        let last = length_at(self.lines, index + length - 1);
        let next = (index + length < self.lines.len()).then(|| self.text(index + length));
        let pieces: Vec<Span> = self.lines.iter().skip(index).take(length.min(4)).map(|line| line.span).collect();
        let is_heading =
            !self.shape.is_full(last) && self.item_at(index + chunk).is_none() && looks_like_heading(self.source, &pieces, next);
        is_heading.then(|| {
            self.push_heading(index, length, None);
            length
        })
    }

    pub(super) fn push_heading(&mut self, index: usize, length: usize, number: Option<Number>) {
        let mut pieces = self.pieces(index, length);
        let mut rank = if is_capitals(self.text(index)) { Rank::Capitals } else { Rank::Unmarked };
        let mut label = None;
        if let Some(number) = number {
            label = split_number(&mut pieces, &number);
            rank = rank_of(&number);
            self.count.take(&number);
        }
        let mut draft = Draft::new(DraftKind::Heading(rank), pieces);
        draft.label = label;
        self.push(draft, None);
    }

    /// A heading of Markdown, with `#` before it or a rule below.
    pub(super) fn markdown_heading(&mut self, index: usize, text: &str, line: Line) -> Option<usize> {
        let hashes = text.len() - text.trim_start_matches('#').len();
        let (level, body, length) = if (1..=6).contains(&hashes) && text.get(hashes..)?.starts_with([' ', '\t']) {
            let rest = text.get(hashes..)?.trim_start();
            let start = line.span.end - rest.len();
            let end = start + rest.trim_end_matches('#').trim_end().len();
            (hashes, Span::new(start, end), 1)
        } else {
            let below = self.line(index + 1).filter(|line| line.blanks == 0)?.text(self.source);
            let level = if below.len() >= 3 && below.bytes().all(|byte| byte == b'=') {
                1
            } else if below.len() >= 3 && below.bytes().all(|byte| byte == b'-') && self.begins_chunk(index) {
                2
            } else {
                return None;
            };
            self.remove(self.line(index + 1)?.span, RepairKind::Markup);
            (level, line.span, 2)
        };
        let body = without_marks(self.source, body);
        self.remove(Span::new(line.span.start, body.start), RepairKind::Markup);
        self.remove(Span::new(body.end, line.span.end), RepairKind::Markup);
        let mut pieces = vec![body.into()];
        let number = Number::read(body.of(self.source)).filter(|number| number.is_plain() || self.count.expects(number));
        let label = number.as_ref().and_then(|number| split_number(&mut pieces, number));
        if let Some(number) = &number {
            self.count.take(number);
        }
        // `#` is the title's level, `##` the first of the sections'
        let level = u8::try_from(level.saturating_sub(1)).unwrap_or(1);
        let mut draft = Draft::new(DraftKind::Heading(Rank::Stated(level)), pieces);
        draft.label = label;
        self.push(draft, None);
        Some(length)
    }
}

/// A Markdown heading without its attributes (`{#name}`) and the emphasis of the whole of it, behind which a number may stand.
fn without_marks(source: &str, body: Span) -> Span {
    let text = body.of(source);
    let plain = text.strip_suffix('}').and_then(|text| text.rsplit_once('{')).filter(|(_, marks)| marks.starts_with(['#', '.']));
    let mut text = plain.map_or(text, |(plain, _)| plain.trim_end());
    let mut start = body.start;
    for sign in ["***", "**", "__", "*", "_"] {
        let inner = text.strip_prefix(sign).and_then(|text| text.strip_suffix(sign));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(sign)) {
            (text, start) = (inner, start + sign.len());
            break;
        }
    }
    Span::new(start, start + text.len())
}

/// Splits the first piece into a heading's number and the rest; returns the number.
fn split_number(pieces: &mut Vec<Piece>, number: &Number) -> Option<Span> {
    let first = pieces.first_mut()?;
    let label = Span::new(first.span.start, first.span.start + number.length);
    first.span.start += number.lead;
    pieces.insert(0, label.into());
    Some(label)
}

fn rank_of(number: &Number) -> Rank {
    if number.is_roman() {
        Rank::Roman
    } else if number.is_letter() {
        Rank::Letter
    } else {
        Rank::Numbered(number.depth())
    }
}
