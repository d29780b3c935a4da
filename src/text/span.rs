//! A stretch of a text, and how to say it to other counters of characters.

use crate::bytes::{Bytes, Stored};

/// Bytes `start..end` of some text; both ends lie between characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Where it begins, and how long it is: most are short.
impl Stored for Span {
    fn put(&self, out: &mut Vec<u8>) {
        (self.start, self.len()).put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        let (start, length) = <(usize, usize)>::take(from);
        Self { start, end: start.saturating_add(length) }
    }
}

impl Span {
    /// The span `start..end`; an end before the start counts as empty at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The slice of `text` that it names; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same stretch counted in Unicode scalar values, as the W3C Web Annotation model counts (and the exported JSON).
    pub fn in_scalars(self, text: &str) -> Self {
        let start = text.get(..self.start).map_or(0, |before| before.chars().count());
        Self::new(start, start + self.of(text).chars().count())
    }

    /// The same stretch counted in UTF-16 code units, as the browser's ranges count.
    pub fn in_utf16(self, text: &str) -> Self {
        let units = |slice: &str| slice.chars().map(char::len_utf16).sum::<usize>();
        let start = text.get(..self.start).map_or(0, units);
        Self::new(start, start + units(self.of(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_scalars_and_in_utf16() {
        let text = "é𝄞a";
        let a = Span::new(6, 7);
        assert_eq!(a.of(text), "a");
        assert_eq!(a.in_scalars(text), Span::new(2, 3));
        assert_eq!(a.in_utf16(text), Span::new(3, 4));
    }

    #[test]
    fn a_span_that_does_not_fit_is_empty() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(5, 9).of("abc"), "");
    }
}
