//! Bullets and numbers that begin list items, at the starts of lines and (a converter's habit) at their ends.

use crate::text::Span;

/// Signs that are a bullet wherever they stand alone.
const BULLETS: [char; 16] = ['•', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '⁃', '➢', '✓', '➤', '❖', '\u{f0b7}', '\u{f0a7}'];
/// Signs that are a bullet only where a blank follows at a line's start.
const DASHES: [char; 6] = ['-', '–', '—', '*', '+', '·'];

/// What marks an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet.
    Bullet(char),
    /// A number or letter with its punctuation.
    Ordinal {
        /// Its kind.
        style: Style,
        /// Its rank, from 1; for a letter that is also a roman numeral, the letter's.
        rank: u32,
    },
}

/// How ordinals are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.`
    Figure,
    /// `a)`
    Letter,
    /// `iv.`
    Roman,
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

/// The bullet at the start or the end of the line that `line` covers.
pub(super) fn bullet(source: &str, line: Span) -> Option<Marked> {
    let text = line.of(source);
    let first = text.chars().next()?;
    let after = text.get(first.len_utf8()..).unwrap_or_default();
    let rest = after.trim_start();
    let is_bullet = BULLETS.contains(&first) || (DASHES.contains(&first) && rest.len() < after.len() && !rest.starts_with(first));
    if is_bullet {
        let start = line.end - rest.len();
        return Some(Marked { mark: Mark::Bullet(first), span: Span::new(line.start, start), rest: Span::new(start, line.end) });
    }
    let last = text.chars().next_back()?;
    if BULLETS.contains(&last) {
        let body = text.strip_suffix(last).unwrap_or(text).trim_end();
        let end = line.start + body.len();
        return Some(Marked { mark: Mark::Bullet(last), span: Span::new(end, line.end), rest: Span::new(line.start, end) });
    }
    None
}
