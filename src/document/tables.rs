//! Small tables: rows whose cells a wide space, a tab or a bar parts; with the caption above and the source below.

use super::RepairKind;
use super::draft::{Piece, Removed};
use super::ends;
use super::lines::Line;
use super::lists;
use super::shape::Shape;
use crate::text::Span;

/// The most words that a table's cells have on average, where only wide spaces part them.
const MOST_WORDS: usize = 5;

/// A table found in the lines.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// How many lines it takes.
    pub(super) length: usize,
    /// Caption, cells and source.
    pub(super) pieces: Vec<Piece>,
    /// Bars and rules.
    pub(super) removed: Vec<Removed>,
}

/// Whether the line is a table's caption.
pub(super) fn is_caption(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_']);
    let mut words = text.split_whitespace();
    let is_table = words.next().is_some_and(|word| word.eq_ignore_ascii_case("table") || word.eq_ignore_ascii_case("tab."));
    let number = words.next().unwrap_or_default().trim_end_matches(['.', ':', '*', '–', '—']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        || (!number.is_empty() && number.bytes().all(|byte| b"IVXABC".contains(&byte)));
    is_table && is_number
}

/// Whether the line is the caption of a figure, a map or a box: a paragraph of its own, and no heading.
pub(super) fn is_figure(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().trim_start_matches(['*', '_']);
    let is_kind = ["figure", "fig.", "map", "chart", "graph", "box", "photo"].iter().any(|kind| first.eq_ignore_ascii_case(kind));
    is_kind && words.next().is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the line ends in the dots and the page number of a table of contents.
pub(super) fn has_leader(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    bare.len() < text.len() && (bare.ends_with("....") || bare.ends_with(". . .") || bare.ends_with("……"))
}

/// Whether the line says where a table comes from, or how to read it.
pub(super) fn is_source(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_']);
    ["Source:", "Sources:", "Note:", "Notes:", "Source :", "Source.", "*Source"].iter().any(|lead| text.starts_with(lead))
}

/// Whether the line is a rule of a pipe table: bars, dashes, colons.
fn is_rule(text: &str) -> bool {
    text.contains('-') && text.contains('|') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '+' | '='))
}

/// The table that begins at the first of `lines`, if one does.
pub(super) fn table(source: &str, lines: &[Line], shape: &Shape) -> Option<Table> {
    let first = lines.first()?;
    let has_caption = is_caption(first.text(source)) && cells(source, *first).len() < 3;
    let mut table = Table::default();
    let mut at = 0;
    if has_caption {
        while let Some(line) =
            lines.get(at).filter(|line| at == 0 || (line.blanks == 0 && at < 4 && cells(source, **line).len() < 2))
        {
            table.pieces.push(Piece { span: line.span, opens_cell: at == 0 });
            at += 1;
        }
    }
    let start = at;
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let (mut bars, mut rules) = (false, Vec::new());
    while let Some(line) = lines.get(at) {
        let text = line.text(source);
        if at > start && line.blanks > 1 && !line.begins_page {
            break;
        }
        if is_rule(text) && !rows.is_empty() {
            rules.push(line.span);
            bars = true;
            at += 1;
            continue;
        }
        let cells = cells(source, *line);
        let fits =
            cells.len() >= 2 && (line.blanks == 0 && !line.begins_page || rows.last().is_none_or(|row| row.len() == cells.len()));
        if !fits || is_source(text) || lists::mark(source, line.span).is_some() {
            break;
        }
        rows.push(cells);
        at += 1;
    }
    let mut counts: Vec<usize> = rows.iter().map(Vec::len).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let alike = counts.iter().filter(|&&count| count == usual).count();
    let all: usize = counts.iter().sum();
    let words: usize = rows.iter().flatten().map(|cell| cell.of(source).split_whitespace().count()).sum();
    let least = if has_caption || bars || usual >= 3 { 2 } else { 3 };
    if rows.len() < least || alike * 10 < rows.len() * 6 || (!bars && words > all * MOST_WORDS) {
        return None;
    }
    for (row, line) in rows.iter().zip(lines.iter().skip(start).filter(|line| !is_rule(line.text(source)))) {
        if let (Some(first), Some(last)) = (row.first(), row.last()) {
            let ends = [Span::new(line.span.start, first.start), Span::new(last.end, line.span.end)];
            table
                .removed
                .extend(ends.into_iter().filter(|span| !span.is_empty()).map(|span| Removed { span, kind: RepairKind::Markup }));
        }
        table.pieces.extend(row.iter().map(|&span| Piece { span, opens_cell: true }));
    }
    table.removed.extend(rules.into_iter().map(|span| Removed { span, kind: RepairKind::Markup }));
    // source and notes, each a cell
    let goes_on = |line: &Line, above: &Line| {
        let is_text = (shape.is_full(above.width) || ends::goes_on(line.text(source)))
            && !is_source(line.text(source))
            && lists::mark(source, line.span).is_none();
        line.blanks == 0 && !line.begins_page && !shape.is_unbroken && is_text
    };
    while let Some(line) = lines.get(at).filter(|line| is_source(line.text(source)) && (line.blanks <= 1 || line.begins_page)) {
        table.pieces.push(Piece { span: line.span, opens_cell: true });
        at += 1;
        while let Some(line) = lines
            .get(at)
            .filter(|line| at.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|above| goes_on(line, above)))
        {
            table.pieces.push(Piece { span: line.span, opens_cell: false });
            at += 1;
        }
    }
    table.length = at;
    Some(table)
}

/// The cells of a line: what bars part if there are any, else what tabs and wide spaces part.
fn cells(source: &str, line: Line) -> Vec<Span> {
    let text = line.text(source);
    let has_bars = text.starts_with('|') || text.matches('|').count() >= 2 || text.contains(" | ");
    let mut cells = Vec::new();
    let mut push = |start: usize, end: usize| {
        let raw = text.get(start..end).unwrap_or_default();
        let body = raw.trim_matches(super::lines::is_blank);
        if !body.is_empty() {
            let start = line.span.start + start + (raw.len() - raw.trim_start_matches(super::lines::is_blank).len());
            cells.push(Span::new(start, start + body.len()));
        }
    };
    let mut start = 0;
    if has_bars {
        for (at, _) in text.match_indices('|') {
            push(start, at);
            start = at + 1;
        }
    } else {
        let mut blanks = 0;
        for (at, c) in text.char_indices() {
            match c {
                '\t' => blanks += 2,
                ' ' | '\u{a0}' => blanks += 1,
                _ => {
                    if blanks >= 2 {
                        push(start, at);
                        start = at;
                    }
                    blanks = 0;
                }
            }
        }
    }
    push(start, text.len());
    cells
}
