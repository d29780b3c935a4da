//! What belongs to the printed page and not to the text: running heads, page numbers, the places where pages begin.

use super::draft::{Page, Removed};
use super::lines::Line;

/// The lines of the text alone, and what was found around them.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Lines that are text.
    pub(super) lines: Vec<Line>,
    /// Running heads and page numbers.
    pub(super) removed: Vec<Removed>,
    /// Pages whose printed number is known.
    pub(super) pages: Vec<Page>,
}

/// Parts the text from the page's furniture. `first_page` is the number of the first page, where that is known from elsewhere.
pub(super) fn part(lines: Vec<Line>, first_page: Option<u32>) -> Body {
    let pages = first_page.map(|first| indented_pages(&lines, first)).unwrap_or_default();
    Body { lines, removed: Vec::new(), pages }
}

/// A converter's habit: the first line of each page begins with exactly one blank, and no blank line stands before it.
/// Where many lines look like that, it means nothing.
fn indented_pages(lines: &[Line], first: u32) -> Vec<Page> {
    let is_start = |line: &Line| line.indent == 1 && line.blanks == 0;
    let starts: Vec<_> = lines.iter().filter(|line| is_start(line)).collect();
    if starts.len() * 20 > lines.len() + 20 {
        return Vec::new();
    }
    starts.iter().zip(first..).map(|(line, number)| Page { start: line.span.start, number }).collect()
}
