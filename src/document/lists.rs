//! Bullets and numbers that begin list items, at the starts of lines and (a converter's habit) at their ends.

use crate::text::Span;

/// Signs that are a bullet wherever they stand alone.
const BULLETS: [char; 26] = [
    '•', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '⁃', '➢', '✓', '➤', '❖', '∙', '►', '▶', '◆', '✔', '⦁', '➔', '\u{f0b7}',
    '\u{f0a7}', '\u{f0d8}', '\u{f0fc}', '\u{f076}',
];
/// Signs that are a bullet only where a blank follows at a line's start.
const DASHES: [char; 6] = ['-', '–', '—', '*', '+', '·'];

/// What marks an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet that is one in any place.
    Bullet(char),
    /// A dash or star, which may be something else.
    Dash(char),
    /// A number or letter with its punctuation.
    Ordinal(Ordinal),
}

/// A number or letter: `2.`, `(b)`, `iv)`. What can be read in two ways has both ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ordinal {
    /// As a figure.
    figure: Option<u32>,
    /// As a small letter, from 1 for `a`.
    letter: Option<u32>,
    /// As a small roman numeral.
    roman: Option<u32>,
    /// How it is closed: `.` or `)`.
    close: char,
    /// Whether a bracket opens it.
    is_open: bool,
}

impl Ordinal {
    /// Whether it is the first of its kind.
    pub(super) fn is_first(self) -> bool {
        [self.figure, self.letter, self.roman].contains(&Some(1))
    }

    /// Whether it is a figure.
    pub(super) fn is_figure(self) -> bool {
        self.figure.is_some()
    }

    /// Whether it is the one after `before`.
    pub(super) fn follows(self, before: Self) -> bool {
        let next = |own: Option<u32>, other: Option<u32>| own.is_some() && own == other.and_then(|other| other.checked_add(1));
        self.close == before.close
            && self.is_open == before.is_open
            && (next(self.figure, before.figure) || next(self.letter, before.letter) || next(self.roman, before.roman))
    }
}

/// A mark and its place in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// What it is.
    pub(super) mark: Mark,
    /// Its bytes in the source, with the white space up to the item's text.
    pub(super) span: Span,
    /// The item's text on this line.
    pub(super) rest: Span,
}

impl Marked {
    /// A mark of `length` bytes at the start of the line.
    fn at_start(source: &str, line: Span, mark: Mark, length: usize) -> Self {
        let after = Span::new(line.start + length, line.end).of(source);
        let start = line.end - after.trim_start_matches(super::lines::is_blank).len();
        Self { mark, span: Span::new(line.start, start), rest: Span::new(start, line.end) }
    }
}

/// The bullet or ordinal at the start, or the bullet at the end, of the line that `line` covers.
pub(super) fn mark(source: &str, line: Span) -> Option<Marked> {
    let text = line.of(source);
    let first = text.chars().next()?;
    let after = text.get(first.len_utf8()..).unwrap_or_default();
    if !first.is_ascii() && BULLETS.contains(&first) {
        return Some(Marked::at_start(source, line, Mark::Bullet(first), first.len_utf8()));
    }
    if !first.is_alphanumeric() && DASHES.contains(&first) && after.starts_with([' ', '\t', '\u{a0}']) {
        return Some(Marked::at_start(source, line, Mark::Dash(first), first.len_utf8()));
    }
    // Word's second-level bullet is a letter
    if text.starts_with("o  ") || text.starts_with("o\t") {
        return Some(Marked::at_start(source, line, Mark::Bullet('o'), 1));
    }
    let last = text.chars().next_back()?;
    if !last.is_ascii() && BULLETS.contains(&last) {
        let end = line.start + text.strip_suffix(last).unwrap_or(text).trim_end().len();
        return Some(Marked { mark: Mark::Bullet(last), span: Span::new(end, line.end), rest: Span::new(line.start, end) });
    }
    let (ordinal, length) = ordinal(text)?;
    Some(Marked::at_start(source, line, Mark::Ordinal(ordinal), length))
}

/// The ordinal at the start of a text, with its length in bytes; a blank must follow it.
fn ordinal(text: &str) -> Option<(Ordinal, usize)> {
    let is_open = text.starts_with('(');
    let body = text.strip_prefix('(').unwrap_or(text);
    let length = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let token = body.get(..length).filter(|token| !token.is_empty() && token.len() <= 5)?;
    let after = body.get(length..)?;
    let close = after.chars().next().filter(|&c| c == ')' || (c == '.' && !is_open))?;
    if !after.get(1..)?.starts_with([' ', '\t', '\u{a0}']) {
        return None;
    }
    let figure = token.parse().ok().filter(|&figure| token.len() <= 2 && figure > 0);
    let letter =
        token.bytes().next().filter(|byte| token.len() == 1 && byte.is_ascii_lowercase()).map(|byte| u32::from(byte - b'a') + 1);
    let roman = roman(token);
    (figure.is_some() || letter.is_some() || roman.is_some())
        .then_some((Ordinal { figure, letter, roman, close, is_open }, usize::from(is_open) + length + 1))
}

/// A small roman numeral up to 39.
fn roman(token: &str) -> Option<u32> {
    const TENS: [&str; 4] = ["", "x", "xx", "xxx"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let ones = token.trim_start_matches('x');
    let tens = TENS.iter().position(|tens| tens.len() == token.len() - ones.len())?;
    let ones = ONES.iter().position(|other| *other == ones)?;
    u32::try_from(tens * 10 + ones).ok().filter(|&rank| rank > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_marks() {
        let cases = [
            ("• water", Some(("water", "Bullet"))),
            ("•water", Some(("water", "Bullet"))),
            ("water (in the south) •", Some(("water (in the south)", "Bullet"))),
            ("- water", Some(("water", "Dash"))),
            ("-water", None),
            ("12. water", Some(("water", "Ordinal"))),
            ("2.5 water", None),
            ("(b) water", Some(("water", "Ordinal"))),
            ("iv) water", Some(("water", "Ordinal"))),
            ("in) water", None),
            ("2005. water", None),
            ("", None),
        ];
        for (line, expected) in cases {
            let seen = mark(line, Span::new(0, line.len()));
            let seen = seen.map(|marked| (marked.rest.of(line), format!("{:?}", marked.mark)));
            assert_eq!(seen.as_ref().map(|(rest, _)| *rest), expected.map(|(rest, _)| rest), "{line}");
            assert!(seen.iter().all(|(_, mark)| expected.is_some_and(|(_, kind)| mark.starts_with(kind))), "{line}");
        }
    }

    #[test]
    fn ordinals_follow_each_other() {
        let read = |text: &str| ordinal(text).expect(text).0;
        assert!(read("2. b").follows(read("1. a")));
        assert!(read("i) b").follows(read("h) a")));
        assert!(read("ii) b").follows(read("i) a")));
        assert!(!read("(2) b").follows(read("1) a")));
        assert!(read("(i) a").is_first() && read("a) a").is_first() && !read("b) a").is_first());
    }
}
