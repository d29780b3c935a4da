//! The line table: where each line that holds something stands, and what surrounds it.

use crate::text::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its text, without the white space around it.
    pub(super) span: Span,
    /// Its number in the source, from 1.
    pub(super) number: u32,
    /// How many blank lines stand before it.
    pub(super) blanks: u32,
    /// The white space before its text, in columns (a tab goes to the next multiple of 4).
    pub(super) indent: u32,
    /// The length of its text in characters.
    pub(super) width: u32,
    /// How many form feeds stand between it and the line before.
    pub(super) form_feeds: u32,
    /// Whether it is known to be the first line of text on its page.
    pub(super) begins_page: bool,
}

impl Line {
    /// Its text.
    pub(super) fn text(self, source: &str) -> &str {
        self.span.of(source)
    }
}

/// White space, and the invisible characters that converters leave behind.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Characters without width or meaning here: zero-width spaces and joiners, direction marks, byte order marks, controls.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}')
}

/// All lines that are not blank. A line ends at any of the line ends that Unicode knows (numbers
/// count only those that editors count); a form feed ends a line and a page.
pub(super) fn lines(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut number, mut blanks, mut form_feeds, mut start) = (1, 0, 0, 0);
    loop {
        let (end, sign) = line_end(source, start);
        let raw = source.get(start..end).unwrap_or_default();
        let text = raw.trim_matches(is_blank);
        if text.is_empty() {
            // the nothing between a line's end and a form feed is no blank line
            if sign != Some('\u{c}') || !raw.is_empty() {
                blanks += 1;
            }
        } else {
            let lead = raw.len() - raw.trim_start_matches(is_blank).len();
            let indent = raw
                .get(..lead)
                .unwrap_or_default()
                .chars()
                .filter(|&c| !is_invisible(c))
                .fold(0, |column, c| if c == '\t' { column / 4 * 4 + 4 } else { column + 1 });
            let span = Span::new(start + lead, start + lead + text.len());
            let width = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            lines.push(Line { span, number, blanks, indent, width, form_feeds, begins_page: false });
            (blanks, form_feeds) = (0, 0);
        }
        let Some(sign) = sign else { return lines };
        start = end + sign.len_utf8();
        if sign == '\r' && source.get(start..).is_some_and(|rest| rest.starts_with('\n')) {
            start += 1;
        }
        form_feeds += u32::from(sign == '\u{c}');
        number += u32::from(matches!(sign, '\n' | '\r'));
    }
}

/// Where the line that begins at `start` ends, and with what sign; with none at the end of the text.
fn line_end(source: &str, start: usize) -> (usize, Option<char>) {
    // the first bytes of the signs: of all text but ASCII, few characters begin so
    let may_end = |byte: &u8| matches!(byte, b'\n' | b'\r' | 0xb | 0xc | 0xc2 | 0xe2);
    let mut at = start;
    while let Some(found) = source.as_bytes().get(at..).and_then(|rest| rest.iter().position(may_end)) {
        at += found;
        let Some(sign) = source.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if matches!(sign, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            return (at, Some(sign));
        }
        at += sign.len_utf8();
    }
    (source.len(), None)
}

/// The number of the line that holds a byte, of lines given by their first byte and number.
pub(super) fn line_of(lines: &[(usize, u32)], at: usize) -> u32 {
    let after = lines.partition_point(|&(start, _)| start <= at);
    after.checked_sub(1).and_then(|index| lines.get(index)).map_or(1, |&(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_not_blank() {
        let source = "\u{feff}One \r\n\r\n \tTwo\n\u{c}Three\rFour";
        let seen: Vec<_> = lines(source)
            .iter()
            .map(|line| (line.text(source), line.number, line.blanks, line.indent, line.form_feeds))
            .collect();
        assert_eq!(seen, [("One", 1, 0, 0, 0), ("Two", 3, 1, 4, 0), ("Three", 4, 0, 0, 1), ("Four", 5, 0, 0, 0)]);
    }
}
