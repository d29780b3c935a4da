//! Where in a paper a passage stands, as citations say it.

use crate::document::{BlockId, Document};

/// The place of a passage, and how and when it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locator {
    /// The first and the last printed page; none where the paper has none.
    pub pages: Option<(u32, u32)>,
    /// The first and the last paragraph, by the numbers of their blocks.
    pub paragraphs: Option<(u32, u32)>,
    /// The address that leads to the passage; empty for none.
    pub permalink: String,
    /// The day on which it was read.
    pub accessed: Option<Day>,
}

impl Locator {
    /// The place of a passage in a document, from a byte of a block's text to a byte of the same or another's. Takes the address of the
    /// paper, without `#`, which may be empty.
    pub fn of(document: &Document, from: (BlockId, usize), to: (BlockId, usize), base: &str) -> Self {
        let page = |(block, byte): (BlockId, usize)| document.block(block)?.page_at(byte);
        // the passage ends with the character before its end
        let last = (to.0, to.1.saturating_sub(1));
        let first_page = page(from);
        Self {
            pages: first_page.map(|first| (first, page(last).unwrap_or(first).max(first))),
            paragraphs: Some((from.0.0, to.0.0.max(from.0.0))),
            permalink: if base.is_empty() { String::new() } else { [base, "#", &from.0.to_string()].concat() },
            accessed: None,
        }
    }
}

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The year.
    pub year: u32,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

impl Day {
    /// Reads `2009-09-08`, `2009-09` or `2009`; a time behind it is left out. None where it is none of these.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('T').next()?.splitn(3, '-');
        let number = |text: &str, digits: usize| {
            text.parse::<u32>().ok().filter(|_| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let in_range = |text: Option<&str>, most: u32| match text {
            None => Some(None),
            Some(text) => {
                number(text, 2).filter(|value| (1..=most).contains(value)).and_then(|value| u8::try_from(value).ok()).map(Some)
            }
        };
        let year = number(parts.next()?, 4)?;
        Some(Self { year, month: in_range(parts.next(), 12)?, day: in_range(parts.next(), 31)? })
    }

    /// As ISO 8601 says it.
    pub fn iso(self) -> String {
        let mut out = self.year.to_string();
        while out.len() < 4 {
            out.insert(0, '0');
        }
        for part in [self.month, self.day].into_iter().map_while(|part| part) {
            out.push('-');
            out.push_str(&two_digits(part));
        }
        out
    }
}

/// A number of two digits.
pub(super) fn two_digits(number: u8) -> String {
    let digits = number.to_string();
    if digits.len() < 2 { ["0", &digits].concat() } else { digits }
}

/// How a style shortens the second number of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shorten {
    /// Not: 103–108.
    No,
    /// What differs, at least two digits (MLA Handbook, 9th edition): 103–08.
    TwoDigits,
    /// What differs: one digit behind a first number that ends in 01 to 09, else at least two, all up to 99 and behind hundreds
    /// (Chicago Manual of Style, 18th edition): 103–8, 110–12, 100–104.
    Changed,
}

/// Two numbers as a range, or the one that they are.
pub(super) fn range((first, last): (u32, u32), shorten: Shorten) -> String {
    let start = first.to_string();
    if last <= first {
        return start;
    }
    let end = last.to_string();
    let least = match shorten {
        Shorten::No => usize::MAX,
        Shorten::TwoDigits => 2,
        Shorten::Changed if first < 100 || first % 100 == 0 => usize::MAX,
        Shorten::Changed if first % 100 < 10 => 1,
        Shorten::Changed => 2,
    };
    let same = start.bytes().zip(end.bytes()).take_while(|(a, b)| a == b).count();
    let cut = if start.len() == end.len() { same.min(end.len().saturating_sub(least)) } else { 0 };
    [&start, "–", end.get(cut..).unwrap_or(&end)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (pair, no, two, changed) in [
            ((12, 12), "12", "12", "12"),
            ((12, 11), "12", "12", "12"),
            ((3, 10), "3–10", "3–10", "3–10"),
            ((71, 72), "71–72", "71–72", "71–72"),
            ((96, 101), "96–101", "96–101", "96–101"),
            ((100, 104), "100–104", "100–04", "100–104"),
            ((103, 108), "103–108", "103–08", "103–8"),
            ((108, 117), "108–117", "108–17", "108–17"),
            ((321, 328), "321–328", "321–28", "321–28"),
            ((1496, 1504), "1496–1504", "1496–504", "1496–504"),
            ((1002, 1008), "1002–1008", "1002–08", "1002–8"),
        ] {
            assert_eq!([Shorten::No, Shorten::TwoDigits, Shorten::Changed].map(|how| range(pair, how)), [no, two, changed]);
        }
    }

    #[test]
    fn days() {
        for (text, want) in [
            ("2009-09-08", Some("2009-09-08")),
            ("2009-09", Some("2009-09")),
            ("0800", Some("0800")),
            ("2024-03-05T10:00:00Z", Some("2024-03-05")),
            ("2009-13", None),
            ("2009-9", None),
            ("2009-09-00", None),
            ("+009", None),
            ("September 2009", None),
            ("", None),
        ] {
            assert_eq!(Day::read(text).map(Day::iso).as_deref(), want, "{text}");
        }
    }
}
