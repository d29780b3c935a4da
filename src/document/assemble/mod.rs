//! From lines to drafts: what belongs together, and what it is.

mod items;
mod paragraphs;
mod quotes;
mod titles;

pub(super) use quotes::names_speaker;

use super::draft::{Draft, DraftKind, Piece, Removed};
use super::ends::{End, end_of};
use super::lines::Line;
use super::lists::{self, Mark};
use super::numbering::Count;
use super::numbers;
use super::shape::Shape;
use super::tables;
use super::{BlockKind, Diagnostic, RepairKind};
use crate::text::Span;

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
        outer: None,
        gathered: None,
        numbered: None,
        item_column: 0,
        numbered_paragraphs: numbers::find(source, lines, shape),
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
    /// The item that a list inside it interrupts.
    outer: Option<lists::Ordinal>,
    /// Lines that are known to belong together, and under which mark.
    gathered: Option<(std::ops::Range<usize>, Option<Mark>)>,
    /// The last figure of a list's items, and how many in a row there were: numbered paragraphs count on over headings.
    numbered: Option<(lists::Ordinal, u32)>,
    /// The column in which that item's text begins.
    item_column: u32,
    /// Where the paper counts its paragraphs: the lines that begin one, sorted.
    numbered_paragraphs: Option<Vec<usize>>,
}

impl<'a> Assembler<'a> {
    fn line(&self, index: usize) -> Option<&'a Line> {
        self.lines.get(index)
    }

    fn text(&self, index: usize) -> &'a str {
        self.line(index).map_or("", |line| line.text(self.source))
    }

    fn span(&self, index: usize) -> Span {
        self.line(index).map_or(Span::default(), |line| line.span)
    }

    /// Whether a line begins a chunk: a blank line or a page's start is before it.
    fn begins_chunk(&self, index: usize) -> bool {
        self.line(index)
            .is_none_or(|line| index == 0 || line.blanks > 0 || line.begins_page || line.form_feeds > 0 || self.shape.is_unbroken)
    }

    /// Whether the line begins a paragraph of a paper that counts them.
    fn is_numbered(&self, index: usize) -> bool {
        self.numbered_paragraphs.as_ref().is_some_and(|lines| lines.binary_search(&index).is_ok())
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
        if mark.is_none() {
            self.outer = None;
        }
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
        if self.begins_chunk(index)
            && let Some(length) = self.contents(index)
        {
            return length;
        }
        if self.shape.is_markdown && is_definition(text) {
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
        if self.is_numbered(index) {
            return self.paragraph(index);
        }
        if (self.begins_chunk(index) || self.end_before() != End::Open || tables::is_caption(text))
            && let Some(table) = tables::table(self.source, self.lines.get(index..).unwrap_or_default(), self.shape)
        {
            self.done.removed.extend(table.removed);
            let mut draft = Draft::new(DraftKind::Block(BlockKind::Table), table.pieces);
            draft.is_reordered = table.is_reordered;
            self.push(draft, None);
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
            || self.is_numbered(index)
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
}

/// A line of nothing but rules: `---`, `***`, `____`.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '—' | '–' | '~' | ' ' | '·' | '─'))
}

/// Whether the line says where Markdown's links of a name lead: `[name]: https://…`.
fn is_definition(text: &str) -> bool {
    let address = text.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).filter(|(name, _)| !name.starts_with('^'));
    address.is_some_and(|(_, address)| address.contains("://") || address.starts_with(['#', '/', '<']))
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
