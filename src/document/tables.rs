//! Small tables: rows whose cells a wide space, a tab or a bar parts; with the caption above and the source below. Below a caption, also
//! cells on a line each, row by row or column by column, and rows of numbers that one blank parts.

use super::RepairKind;
use super::draft::{Piece, Removed};
use super::ends;
use super::lines::Line;
use super::lists;
use super::shape::Shape;
use crate::text::Span;

/// The most words that a table's cells have on average, where only wide spaces part them.
const MOST_WORDS: usize = 5;

/// The most lines of a table.
const MOST_ROWS: usize = 300;

/// A table found in the lines.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// How many lines it takes.
    pub(super) length: usize,
    /// Caption, cells and source.
    pub(super) pieces: Vec<Piece>,
    /// Whether the pieces' order is not the source's.
    pub(super) is_reordered: bool,
    /// Bars and rules.
    pub(super) removed: Vec<Removed>,
}

impl Table {
    /// Takes the caption that begins at the first of `lines`; returns how many lines it has.
    fn caption(&mut self, source: &str, lines: &[Line]) -> usize {
        let mut length = 0;
        while let Some(line) =
            lines.get(length).filter(|line| length == 0 || (line.blanks == 0 && length < 4 && cells(source, **line).len() < 2))
        {
            let text = line.text(source);
            let mark = if length == 0 && text.starts_with(':') { marked_caption(text) } else { 0 };
            // pandoc's attributes: "{#tbl:prices}"
            let named = Some(text).filter(|text| text.ends_with('}')).and_then(|text| text.rfind(" {#"));
            let span = Span::new(line.span.start + mark, line.span.start + named.unwrap_or(text.len()));
            self.removed.extend(named.map(|_| Removed { span: Span::new(span.end, line.span.end), kind: RepairKind::Markup }));
            self.removed
                .extend((mark > 0).then(|| Removed { span: Span::new(line.span.start, span.start), kind: RepairKind::Markup }));
            self.pieces.push(Piece { span, opens_cell: length == 0 });
            length += 1;
        }
        length
    }
}

/// Whether the line is a table's caption: `Table 3`, `Table A.1`, or `Table:` and words.
pub(super) fn is_caption(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_']);
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    if let Some(caption) = text.get(marked_caption(text)..).filter(|caption| caption.len() < text.len()) {
        return ends::begins(caption);
    }
    let is_table = ["table", "tab.", "exhibit"].iter().any(|name| first.eq_ignore_ascii_case(name));
    let number = words.next().unwrap_or_default().trim_end_matches(['.', ':', '*', '–', '—']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        || (!number.is_empty() && number.bytes().all(|byte| b"IVXABC".contains(&byte)));
    is_table && is_number
}

/// The bytes of what marks a caption in Markdown, above or below its table: `Table: ` or `: `; 0 where nothing does.
fn marked_caption(text: &str) -> usize {
    let lead = text.find(": ").map_or(0, |colon| colon + 2);
    let word = text.get(..lead.saturating_sub(2)).unwrap_or_default();
    if word.is_empty() || word.eq_ignore_ascii_case("table") { lead } else { 0 }
}

/// Whether the first line is in bold throughout and stands above a table with bars: a caption that does not say so.
fn is_bold_caption(source: &str, lines: &[Line]) -> bool {
    let [caption, _, rule, ..] = lines else { return false };
    let is_bold = caption.text(source).strip_prefix("**").is_some_and(|body| body.len() > 2 && body.ends_with("**"));
    is_bold && is_rule(rule.text(source))
}

/// Whether the line is the caption of a figure or a map: a paragraph of its own, and no heading.
pub(super) fn is_figure(text: &str) -> bool {
    is_one_of(&["figure", "fig.", "map", "chart", "graph", "photo"], text)
}

/// Whether the line is the heading of a box: `Box 2. How it works`.
pub(super) fn is_box(text: &str) -> bool {
    is_one_of(&["box"], text)
}

/// Whether the text begins with one of these words, in whatever letters, and a number.
fn is_one_of(kinds: &[&str], text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().trim_start_matches(['*', '_']);
    let is_kind = kinds.iter().any(|kind| first.eq_ignore_ascii_case(kind));
    is_kind && words.next().is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the line ends in the dots and the page number of a table of contents.
pub(super) fn has_leader(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    bare.len() < text.len() && (bare.ends_with("....") || bare.ends_with(". . .") || bare.ends_with("……"))
}

/// The page's number that ends an entry of a table of contents.
pub(super) fn page_at_end(text: &str) -> Option<u32> {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(bare.len()..)?;
    let is_entry = bare.ends_with(['.', ' ', '\t', '…', '\u{a0}']) && bare.contains(char::is_alphabetic);
    digits.parse().ok().filter(|_| is_entry && digits.len() <= 3)
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
    let has_caption = (is_caption(first.text(source)) && cells(source, *first).len() < 3) || is_bold_caption(source, lines);
    let mut table = Table::default();
    let mut at = 0;
    if has_caption {
        at = table.caption(source, lines);
    }
    let rest = lines.get(at..).unwrap_or_default();
    let rows = Some(Rows::read(source, rest)).filter(|rows| rows.are_table(source, has_caption));
    let rows = match rows {
        Some(rows) => rows,
        None if has_caption => {
            let below = |at: usize| {
                let rest = lines.get(at..).unwrap_or_default();
                columns(source, rest).or_else(|| close_rows(source, rest))
            };
            match below(at).filter(|_| rest.first().is_some_and(|line| line.blanks > 0)) {
                Some(rows) => rows,
                // where no blank line parts the cells from it, the caption is one line
                None => {
                    table.pieces.truncate(1);
                    at = 1;
                    below(at)?
                }
            }
        }
        None => return None,
    };
    at += rows.length;
    let rows_wrap = rows.is_wrapped;
    table.is_reordered = rows_wrap;
    for row in &rows.rows {
        for cell in row {
            table.pieces.extend(cell.spans.iter().enumerate().map(|(index, &span)| Piece { span, opens_cell: index == 0 }));
        }
    }
    table.removed.extend(rows.removed.into_iter().map(|span| Removed { span, kind: RepairKind::Markup }));
    // Markdown's captions may stand below
    let rest = lines.get(at..).unwrap_or_default();
    let is_below = |line: &Line| marked_caption(line.text(source)) > 0 && is_caption(line.text(source)) && line.blanks <= 1;
    if !has_caption && rows.has_bars && rest.first().is_some_and(is_below) {
        let cells = std::mem::take(&mut table.pieces);
        at += table.caption(source, rest);
        table.pieces.extend(cells);
        table.is_reordered = true;
    }
    // source and notes, each a cell
    let goes_on = |line: &Line, above: &Line| {
        let is_text = (shape.is_full(above.width) || ends::goes_on(line.text(source)))
            && !is_source(line.text(source))
            && lists::mark(source, line.span).is_none();
        line.blanks == 0 && !line.begins_page && !shape.is_unbroken && is_text
    };
    let adjoins = |line: &Line| if line.begins_page { !rows_wrap } else { line.blanks <= 1 };
    while let Some(line) = lines.get(at).filter(|line| is_source(line.text(source)) && adjoins(line)) {
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

/// A cell: what it holds on each of its lines, and its columns.
#[derive(Clone, Debug)]
struct Cell {
    spans: Vec<Span>,
    from: u32,
    to: u32,
}

/// Rows of cells.
#[derive(Debug, Default)]
struct Rows {
    rows: Vec<Vec<Cell>>,
    /// How many lines they take.
    length: usize,
    /// Whether bars part the cells.
    has_bars: bool,
    /// Whether the cells' order is not the source's: one goes on on a second line, or they stand column by column.
    is_wrapped: bool,
    /// Bars and rules.
    removed: Vec<Span>,
}

impl Rows {
    /// Reads lines as rows, as far as they are ones.
    fn read(source: &str, lines: &[Line]) -> Self {
        let mut rows = Self::default();
        let mut turns_page = false;
        for (index, line) in lines.iter().take(MOST_ROWS).enumerate() {
            let text = line.text(source);
            // cells that go on below are put in order as a whole: nothing of a page's edge may lie between them
            turns_page |= line.begins_page && index > 0;
            if rows.is_wrapped && line.begins_page {
                break;
            }
            if rows.length > 0 && line.blanks > 1 && !line.begins_page {
                break;
            }
            if is_rule(text) && !rows.rows.is_empty() {
                rows.removed.push(line.span);
                rows.has_bars = true;
                rows.length += 1;
                continue;
            }
            let cells = cells(source, *line);
            if is_source(text) || lists::mark(source, line.span).is_some() {
                break;
            }
            let adjoins = line.blanks == 0 && !line.begins_page;
            if adjoins && !rows.has_bars && !turns_page && rows.go_on(source, &cells) {
                rows.length += 1;
                continue;
            }
            if cells.len() < 2 || !(adjoins || rows.rows.last().is_none_or(|row| row.len() == cells.len())) {
                break;
            }
            if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
                let ends = [(line.span.start, first.spans.first()), (line.span.end, last.spans.last())];
                for (edge, span) in ends {
                    let Some(span) = span else { continue };
                    let end = if edge < span.end { Span::new(edge, span.start) } else { Span::new(span.end, edge) };
                    rows.removed.extend(Some(end).filter(|end| !end.is_empty()));
                }
            }
            rows.rows.push(cells);
            rows.length += 1;
        }
        rows
    }

    /// Adds a line to the cells of the row above where it only continues some of them: fewer cells, each below one, none of them a
    /// number, and not the first column alone unless it goes on in small letters.
    fn go_on(&mut self, source: &str, cells: &[Cell]) -> bool {
        let Some(row) = self.rows.last_mut() else { return false };
        let below: Option<Vec<usize>> = cells
            .iter()
            .map(|cell| {
                let mut over = row.iter().enumerate().filter(|(_, above)| cell.from < above.to + 2 && above.from < cell.to + 2);
                over.next().map(|(index, _)| index).filter(|_| over.next().is_none())
            })
            .collect();
        let Some(below) = below.filter(|below| !below.is_empty() && below.len() < row.len()) else { return false };
        let text = |cell: &Cell| cell.spans.first().map_or("", |span| span.of(source));
        let is_word = |cell: &Cell| text(cell).contains(char::is_alphabetic);
        let begins_row = below.first() == Some(&0)
            && !cells.first().is_some_and(|cell| ends::goes_on(text(cell)) || text(cell).starts_with('('));
        if begins_row || !cells.iter().all(is_word) || !below.is_sorted() {
            return false;
        }
        for (cell, index) in cells.iter().zip(below) {
            if let Some(above) = row.get_mut(index) {
                above.spans.extend(&cell.spans);
            }
        }
        self.is_wrapped = true;
        true
    }

    /// Whether the rows are a table's: enough of them, alike, and short cells.
    fn are_table(&self, source: &str, has_caption: bool) -> bool {
        let mut counts: Vec<usize> = self.rows.iter().map(Vec::len).collect();
        counts.sort_unstable();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let alike = counts.iter().filter(|&&count| count == usual).count();
        let all: usize = counts.iter().sum();
        let spans = self.rows.iter().flatten().flat_map(|cell| &cell.spans);
        let words: usize = spans.map(|span| span.of(source).split_whitespace().count()).sum();
        // the numbers of headings, items or notes, each with its text
        let counts = |row: &Vec<Cell>| {
            let first = row.first().and_then(|cell| cell.spans.first()).map_or("", |span| span.of(source));
            row.len() == 2
                && first.len() <= 5
                && first.trim_end_matches('.').chars().all(|c| c.is_ascii_digit() || "IVX.".contains(c))
        };
        if !has_caption && !self.has_bars && self.rows.iter().all(counts) {
            return false;
        }
        let least = if has_caption || self.has_bars || usual >= 3 { 2 } else { 3 };
        self.rows.len() >= least && alike * 10 >= self.rows.len() * 6 && (self.has_bars || words <= all * MOST_WORDS)
    }
}

/// The table whose cells one blank parts, below its caption: rows of a label and as many numbers each, under a line for their heads.
fn close_rows(source: &str, lines: &[Line]) -> Option<Rows> {
    const FEWEST_ROWS: usize = 3;
    const MOST_LABEL: usize = 6;
    let is_number = |word: &&&str| {
        let has_digit = word.contains(|c: char| c.is_ascii_digit());
        has_digit && word.chars().all(|c| !c.is_alphabetic()) || matches!(**word, "–" | "-" | "—" | "n/a" | "..")
    };
    let row = |line: &Line, count: usize| {
        let mut cells: Vec<Cell> = Vec::new();
        let text = line.text(source);
        let mut end = text.len();
        for word in text.split_whitespace().rev().take(count) {
            let start = text.get(..end)?.rfind(word)?;
            let span = Span::new(line.span.start + start, line.span.start + start + word.len());
            cells.push(Cell { spans: vec![span], from: 0, to: 0 });
            end = start;
        }
        let label = text.get(..end)?.trim_end();
        if !label.is_empty() {
            cells.push(Cell { spans: vec![Span::new(line.span.start, line.span.start + label.len())], from: 0, to: 0 });
        }
        cells.reverse();
        Some(cells)
    };
    let count = |line: &Line| line.text(source).split_whitespace().collect::<Vec<_>>().iter().rev().take_while(is_number).count();
    let (head, body) = lines.split_first()?;
    let numbers = body.first().map(count).filter(|&numbers| numbers > 1)?;
    let is_row = |line: &&Line| {
        let words = line.text(source).split_whitespace().count();
        line.blanks == 0
            && !line.begins_page
            && count(line) == numbers
            && (1..=MOST_LABEL).contains(&words.saturating_sub(numbers))
    };
    let found: Vec<&Line> = body.iter().take(MOST_ROWS).take_while(is_row).collect();
    let heads = head.text(source).split_whitespace().count();
    let ends_well = body.get(found.len()).is_none_or(|line| line.blanks > 0 || line.begins_page || is_source(line.text(source)));
    if found.len() < FEWEST_ROWS || !ends_well || heads < numbers || heads > MOST_LABEL + numbers {
        return None;
    }
    // heads of one word each, or one cell for all
    let is_plain = heads == numbers + 1 || count(head) == numbers;
    let mut rows = vec![row(head, if is_plain { numbers } else { 0 })?];
    rows.extend(found.iter().filter_map(|line| row(line, numbers)));
    Some(Rows { rows, length: found.len() + 1, ..Rows::default() })
}

/// The fewest cells of a table that has one on each line.
const FEWEST_CELLS: usize = 6;

/// The table whose cells are on a line each, below its caption: column by column where blank lines part them into runs of one length
/// (the first may lack the head), else in the order in which they stand.
fn columns(source: &str, lines: &[Line]) -> Option<Rows> {
    let is_cell = |line: &&Line| {
        let text = line.text(source);
        let is_short = text.split_whitespace().count() <= MOST_WORDS && !text.ends_with([';', ':', ',']);
        is_short
            && ends::end_of(text) != ends::End::Stop
            && !is_source(text)
            && !is_caption(text)
            && !line.begins_page
            && line.blanks <= 1
            && cells(source, **line).len() == 1
            && lists::mark(source, line.span).is_none()
    };
    let is_number = |line: &&&Line| {
        let text = line.text(source);
        let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
        text.contains(|c: char| c.is_ascii_digit()) && !text.split_whitespace().any(is_name)
    };
    let mut found: Vec<&Line> = lines.iter().take(MOST_ROWS).take_while(is_cell).collect();
    // a heading may stand below
    if !lines.get(found.len()).is_some_and(|line| is_source(line.text(source))) {
        found.truncate(found.iter().rposition(|line| is_number(&line)).map_or(0, |last| last + 1));
    }
    let ends_well = lines.get(found.len()).is_none_or(|line| line.blanks > 0 || line.begins_page || is_source(line.text(source)));
    if found.len() < FEWEST_CELLS || !ends_well || found.iter().filter(is_number).count() * 3 < found.len() {
        return None;
    }
    let runs: Vec<&[&Line]> = found.chunk_by(|_, next| next.blanks == 0).collect();
    let heights = || runs.iter().skip(1).map(|run| run.len());
    let height = heights().next().unwrap_or(0);
    let first = runs.first().copied().unwrap_or_default();
    let lacks_head = first.len() + 1 == height;
    let stands = |run: &[&Line]| run.iter().skip(1).filter(is_number).count() * 2 >= run.len().saturating_sub(1);
    let are_columns = height > 2
        && heights().all(|other| other == height)
        && (lacks_head || first.len() == height)
        && !first.iter().skip(1).any(|line| is_number(&line))
        && runs.iter().skip(1).all(|run| stands(run));
    let cell = |line: &Line| Cell { spans: vec![line.span], from: line.indent, to: line.indent + line.width };
    let rows = if are_columns {
        let row = |at: usize| {
            let label = at.checked_sub(usize::from(lacks_head)).and_then(|at| first.get(at));
            let others = runs.iter().skip(1).filter_map(|run| run.get(at));
            label.into_iter().chain(others).map(|line| cell(line)).collect()
        };
        (0..height).map(row).collect()
    } else {
        runs.iter().map(|run| run.iter().map(|line| cell(line)).collect()).collect()
    };
    Some(Rows { rows, length: found.len(), is_wrapped: are_columns, ..Rows::default() })
}

/// The cells of a line: what bars part if there are any, else what tabs and wide spaces part.
fn cells(source: &str, line: Line) -> Vec<Cell> {
    let text = line.text(source);
    let has_bars = text.starts_with('|') || text.matches('|').count() >= 2 || text.contains(" | ");
    let mut cells = Vec::new();
    let mut push = |start: usize, end: usize| {
        let raw = text.get(start..end).unwrap_or_default();
        let body = raw.trim_matches(super::lines::is_blank);
        if !body.is_empty() {
            let start = line.span.start + start + (raw.len() - raw.trim_start_matches(super::lines::is_blank).len());
            let columns = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX / 4);
            let from = line.indent + columns(Span::new(line.span.start, start).of(source));
            cells.push(Cell { spans: vec![Span::new(start, start + body.len())], from, to: from + columns(body) });
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
