//! From lines to drafts: what belongs together, and what it is.

use super::draft::{Draft, DraftKind, Piece, Rank, Removed};
use super::ends::{End, begins, end_of, goes_on};
use super::headings::{is_capitals, is_top, looks_like_heading};
use super::lines::Line;
use super::lists::{self, Mark, Marked};
use super::numbering::{Count, Number};
use super::shape::Shape;
use super::tables;
use super::{BlockKind, Diagnostic, RepairKind};
use crate::text::Span;

/// How far a block quotation is set in from the margin, in columns.
const SET_IN: u32 = 3;
/// How many lines ahead the second of two list items is looked for.
const AHEAD: usize = 12;
/// The most words of an attribution below a quotation.
const MOST_ATTRIBUTION: usize = 14;

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

/// Puts lines together.
pub(super) fn assemble(source: &str, lines: &[Line], shape: &Shape) -> Assembly {
    let mut assembler = Assembler {
        source,
        lines,
        shape,
        done: Assembly::default(),
        count: Count::default(),
        mark: None,
        gathered: None,
        item_column: 0,
    };
    let mut index = 0;
    while index < lines.len() {
        // each step takes at least one line
        index += assembler.step(index).max(1);
    }
    assembler.done
}

struct Assembler<'a> {
    source: &'a str,
    lines: &'a [Line],
    shape: &'a Shape,
    done: Assembly,
    /// The numbers of the headings so far.
    count: Count,
    /// The mark of the last draft, if it is a list item.
    mark: Option<Mark>,
    /// Lines that are known to belong together, and under which mark.
    gathered: Option<(std::ops::Range<usize>, Option<Mark>)>,
    /// The column in which that item's text begins.
    item_column: u32,
}

impl<'a> Assembler<'a> {
    fn line(&self, index: usize) -> Option<&'a Line> {
        self.lines.get(index)
    }

    fn text(&self, index: usize) -> &'a str {
        self.line(index).map_or("", |line| line.text(self.source))
    }

    /// Whether a line begins a chunk: a blank line or a page's start is before it.
    fn begins_chunk(&self, index: usize) -> bool {
        self.line(index)
            .is_none_or(|line| index == 0 || line.blanks > 0 || line.begins_page || line.form_feeds > 0 || self.shape.is_unbroken)
    }

    /// The last draft, unless it is a heading or nothing.
    fn before(&self) -> Option<&Draft> {
        self.done.drafts.last().filter(|draft| !draft.is_heading())
    }

    /// How the text before ends; as a sentence where there is none.
    fn end_before(&self) -> End {
        self.before().map_or(End::Stop, |draft| end_of(draft.last(self.source)))
    }

    fn width_before(&self) -> u32 {
        self.before().map_or(0, |draft| length(draft.last(self.source)))
    }

    fn is_block(&self, kind: BlockKind) -> bool {
        self.done.drafts.last().is_some_and(|draft| draft.kind == DraftKind::Block(kind))
    }

    fn push(&mut self, draft: Draft, mark: Option<Mark>) {
        self.done.drafts.push(draft);
        self.mark = mark;
    }

    fn remove(&mut self, span: Span, kind: RepairKind) {
        if !span.is_empty() {
            self.done.removed.push(Removed { span, kind });
        }
    }

    /// Takes what begins at a line; returns how many lines that is.
    fn step(&mut self, index: usize) -> usize {
        let Some(line) = self.line(index).copied() else { return 1 };
        let text = line.text(self.source);
        if is_rule(text) {
            self.remove(line.span, RepairKind::Markup);
            return 1;
        }
        if self.shape.is_markdown
            && let Some(length) = self.markdown_heading(index, text, line)
        {
            return length;
        }
        if self.shape.is_markdown && text.starts_with('>') {
            return self.markdown_quote(index);
        }
        if (self.begins_chunk(index) || self.end_before() != End::Open || tables::is_caption(text))
            && let Some(table) = tables::table(self.source, self.lines.get(index..).unwrap_or_default(), self.shape)
        {
            self.done.removed.extend(table.removed);
            self.push(Draft::new(DraftKind::Block(BlockKind::Table), table.pieces), None);
            return table.length;
        }
        if self.attributes(index, text) {
            return 1;
        }
        if let Some(marked) = self.item_at(index) {
            return self.item(index, marked);
        }
        if let Some(length) = self.heading(index) {
            return length;
        }
        if let Some(length) = self.quote(index) {
            return length;
        }
        self.paragraph(index)
    }

    /// Whether the line at `index` cannot go on with what is before it in its chunk.
    fn opens(&self, index: usize) -> bool {
        let text = self.text(index);
        self.begins_chunk(index)
            || is_rule(text)
            || tables::has_leader(self.text(index - 1))
            || (self.shape.is_markdown && (text.starts_with('>') || text.starts_with('#')))
            || self.item_at(index).is_some()
            || tables::is_caption(text) && end_of(self.text(index - 1)) != End::Open
    }

    /// The lines from `index` on that nothing parts.
    fn gather(&mut self, index: usize) -> usize {
        // a chunk may be taken in many steps: it is not searched anew each time
        if let Some((range, mark)) = &self.gathered
            && range.contains(&index)
            && *mark == self.mark
        {
            return range.end - index;
        }
        let end = (index + 1..self.lines.len()).find(|&next| self.opens(next)).unwrap_or(self.lines.len());
        self.gathered = Some((index..end, self.mark));
        end - index
    }

    fn pieces(&self, index: usize, length: usize) -> Vec<Piece> {
        self.lines.iter().skip(index).take(length).map(|line| line.span.into()).collect()
    }

    // ---- lists

    /// The list item that begins at a line.
    fn item_at(&self, index: usize) -> Option<Marked> {
        let line = self.line(index)?;
        let marked = lists::mark(self.source, line.span)?;
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
                (in_list || is_free && (before != End::Open || has_twin()) || (sign != '–' && sign != '—' && has_twin()))
                    .then_some(marked)
            }
            Mark::Ordinal(ordinal) => {
                if let Some(Mark::Ordinal(last)) = self.mark
                    && ordinal.follows(last)
                    && (self.begins_chunk(index) || self.end_of_line_before(index) != End::Open || self.item_column > 0)
                    && !self.is_next_heading(index)
                {
                    return Some(marked);
                }
                let is_free = self.begins_chunk(index) || self.end_of_line_before(index) != End::Open;
                (ordinal.is_first() && is_free && self.has_next(index, ordinal)).then_some(marked)
            }
        }
    }

    /// Whether a line that has the next number of a list has the next number of the headings, too, and reads like one.
    fn is_next_heading(&self, index: usize) -> bool {
        let text = self.text(index);
        self.begins_chunk(index)
            && self.end_before() == End::Stop
            && end_of(text) == End::Open
            && self.line(index + 1).is_some_and(|_| self.begins_chunk(index + 1))
            && Number::read(text).is_some_and(|number| self.count.expects(&number))
    }

    fn end_of_line_before(&self, index: usize) -> End {
        index.checked_sub(1).map_or(End::Stop, |before| end_of(self.text(before)))
    }

    /// Whether the item after `ordinal` begins where its text ends, not after other text.
    fn has_next(&self, index: usize, ordinal: lists::Ordinal) -> bool {
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

    fn item(&mut self, index: usize, marked: Marked) -> usize {
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
        self.mark = Some(marked.mark);
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

    // ---- headings

    /// The heading that begins at a line; its length in lines.
    fn heading(&mut self, index: usize) -> Option<usize> {
        let line = self.line(index)?;
        let text = line.text(self.source);
        if self.shape.is_markdown {
            return self.bold_heading(index, text);
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
        let open = self.before().is_some() && self.end_before() == End::Open && self.shape.is_full(self.width_before());
        let is_sure = number.is_some() || capitals || is_top(text);
        if open && !is_sure {
            return None;
        }
        let next = (index + chunk < self.lines.len()).then(|| self.text(index + chunk));
        let pieces: Vec<Span> = self.lines.iter().skip(index).take(chunk).map(|line| line.span).collect();
        // full lines that a page's end cuts off are the start of a paragraph
        let is_cut = !is_sure
            && self.line(index + chunk).is_some_and(|line| line.begins_page || line.form_feeds > 0)
            && self.shape.is_full(length_at(self.lines, index + chunk - 1));
        if is_cut {
            return self.cut_heading(index, chunk);
        }
        if looks_like_heading(self.source, &pieces, next)
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
        if chunk < 2 || !(is_sure || self.begins_chunk(index)) {
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
        let is_heading = match &number {
            Some(_) => is_short && begins(after),
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

    /// A line of Markdown that is bold throughout and stands alone.
    fn bold_heading(&mut self, index: usize, text: &str) -> Option<usize> {
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
    fn cut_heading(&mut self, index: usize, chunk: usize) -> Option<usize> {
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

    fn push_heading(&mut self, index: usize, length: usize, number: Option<Number>) {
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
    fn markdown_heading(&mut self, index: usize, text: &str, line: Line) -> Option<usize> {
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

    // ---- quotations

    fn markdown_quote(&mut self, index: usize) -> usize {
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

    /// A block quotation: a chunk that is set in from the margin.
    fn quote(&mut self, index: usize) -> Option<usize> {
        if !self.begins_chunk(index) || self.shape.is_unbroken {
            return None;
        }
        let length = self.gather(index);
        let lines = self.lines.get(index..index + length)?;
        let least = self.shape.margin(index) + SET_IN;
        let first = self.text(index);
        let is_set_in = lines.iter().all(|line| line.indent >= least);
        let goes_on_from_item =
            self.is_block(BlockKind::ListItem) || (self.mark.is_some() && self.is_block(BlockKind::Paragraph));
        let in_item = goes_on_from_item && lines.iter().all(|line| line.indent <= self.item_column + 1);
        let opens = first.starts_with(['“', '‘', '"', '«']);
        let is_quote =
            is_set_in && !in_item && (length > 1 || opens || self.end_before() == End::Colon || self.is_block(BlockKind::Quote));
        if !is_quote || (self.before().is_some() && self.end_before() == End::Open && !self.is_block(BlockKind::Table)) {
            return None;
        }
        let draft = Draft::new(DraftKind::Block(BlockKind::Quote), self.pieces(index, length));
        self.push(draft, None);
        Some(length)
    }

    /// Whether the line says who is quoted just before; then it is joined to the quotation.
    fn attributes(&mut self, index: usize, text: &str) -> bool {
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

    // ---- paragraphs

    fn paragraph(&mut self, index: usize) -> usize {
        let Some(first) = self.line(index).copied() else { return 1 };
        let text = first.text(self.source);
        let mut length = self.gather(index);
        // paragraphs that only the indent of their first line parts
        let margin = self.shape.margin(index);
        let indented = (index + 1..index + length).find(|&next| {
            self.line(next)
                .is_some_and(|line| line.indent >= margin + 2 && line.indent > self.line(next - 1).map_or(0, |line| line.indent))
                && end_of(self.text(next - 1)) == End::Stop
                && begins(self.text(next))
                && !(next + 1 < index + length && self.line(next + 1).is_some_and(|line| line.indent > margin + 1))
        });
        if let Some(next) = indented {
            length = next - index;
        }
        // a heading that stands in the chunk, after a sentence's end
        let heading = (index + 1..index + length).find(|&next| {
            let text = self.text(next);
            (Number::read(text).is_some_and(|number| number.is_plain() && self.count.expects(&number)) || is_capitals(text))
                && end_of(self.text(next - 1)) == End::Stop
                && !text.ends_with(['.', ',', ';', ':'])
                && self.line(next).is_some_and(|line| !self.shape.is_full(line.width))
        });
        if let Some(next) = heading {
            length = next - index;
        }
        let end = self.end_before();
        let is_item = self.is_block(BlockKind::ListItem);
        let has_before = self.before().is_some() && !self.is_block(BlockKind::Table);
        let width = self.width_before();
        let after_page = first.begins_page || first.form_feeds > 0;
        let word = text.split_whitespace().next().unwrap_or_default();
        // a page's end between two sentences: they are one paragraph as a rule, where the line is full and no indent begins another
        let runs_on = after_page
            && !is_item
            && first.indent < margin + 2
            && self.is_block(BlockKind::Paragraph)
            && self.shape.may_go_on(width, word);
        let joins = has_before
            && self.begins_chunk(index)
            && match end {
                End::Stop => (goes_on(text) && after_page && !is_item) || runs_on,
                End::Colon | End::Semicolon => goes_on(text),
                End::Open if self.is_block(BlockKind::Quote) => {
                    goes_on(text) && !self.before().is_some_and(|draft| is_attribution(draft.last(self.source)))
                }
                End::Open => goes_on(text) || (self.shape.is_full(width) && (!is_item || after_page)),
            };
        let pieces = self.pieces(index, length);
        if joins && end == End::Stop {
            self.done.diagnostics.push(Diagnostic {
                code: "undecidable_join",
                message: "One paragraph or two: a page ends with a sentence on a full line; they were joined.".to_owned(),
                line: first.number,
            });
        }
        if joins && let Some(draft) = self.done.drafts.last_mut() {
            draft.pieces.extend(pieces);
            return length;
        }
        if has_before && !is_item && self.begins_chunk(index) && end == End::Stop && !self.shape.is_meant(width, word) {
            self.done.diagnostics.push(Diagnostic {
                code: "undecidable_break",
                message: "One paragraph or two: the line before the break is full, and its sentence has ended.".to_owned(),
                line: first.number,
            });
        }
        let mut draft = Draft::new(DraftKind::Block(BlockKind::Paragraph), pieces);
        if !self.begins_chunk(index) {
            draft.parted = RepairKind::ItemSplit;
        }
        // a paragraph of the item before it
        draft.in_list = first.indent > margin && is_item;
        let mark = self.mark.filter(|_| draft.in_list);
        self.push(draft, mark);
        length
    }
}

/// A line of nothing but rules: `---`, `***`, `____`.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '—' | '–' | '~' | ' ' | '·' | '─'))
}

/// Whether a line says who is quoted: a dash and a name.
fn is_attribution(text: &str) -> bool {
    let rest = text.trim_start_matches(['—', '–', '―', '-']);
    let body = rest.trim_start();
    rest.len() < text.len() && begins(body) && body.split_whitespace().count() <= MOST_ATTRIBUTION && !body.ends_with(';')
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

/// The characters of a text.
fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX / 200)
}

fn length_of(source: &str, span: Span) -> u32 {
    length(span.of(source))
}

fn length_at(lines: &[Line], index: usize) -> u32 {
    lines.get(index).map_or(0, |line| line.width)
}
