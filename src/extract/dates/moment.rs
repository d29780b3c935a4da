//! Moments of the calendar, as precise as they are known, and the names of months and seasons.

use std::fmt;

use crate::extract::numbers;
use crate::extract::tokens::among;
use crate::text;

/// A year, a month of a year or a day; 0 stands for what is not known. Prints as ISO 8601.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The year of the common era.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Moment {
    /// A whole year.
    pub fn year(year: u16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    /// A whole month.
    pub fn month(year: u16, month: u8) -> Self {
        Self { year, month, day: 0 }
    }

    /// Reads "2001", "2001-09" or "2001-09-11".
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let mut small = || parts.next().map_or(Some(0), |part| part.parse().ok());
        let moment = Self { year, month: small()?, day: small()? };
        (parts.next().is_none() && moment.month <= 12 && moment.day <= days(moment.year, moment.month)).then_some(moment)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// How many days a month has; in year 0, which stands for an unknown one, February has 29.
pub(crate) fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The number of the month that `word` names, in full or short; it must begin with a capital.
pub(crate) fn month(word: &str) -> Option<u8> {
    text::month(word).filter(|_| word.starts_with(char::is_uppercase))
}

/// The first month of the season that `word` names.
pub(crate) fn season(word: &str) -> Option<u8> {
    match () {
        () if among(word, &["spring", "springs"]) => Some(3),
        () if among(word, &["summer", "summers"]) => Some(6),
        () if among(word, &["autumn", "autumns", "fall"]) => Some(9),
        () if among(word, &["winter", "winters"]) => Some(12),
        () => None,
    }
}

/// The value of "first" … "twentieth" and "twenty-first" in one word.
pub(crate) fn ordinal(word: &str) -> Option<u8> {
    numbers::ordinal(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_is_known() {
        for text in ["2001", "2001-09", "2001-09-11", "0988"] {
            assert_eq!(Moment::parse(text).map(|moment| moment.to_string()).as_deref(), Some(text));
        }
        for text in ["", "2001-13", "2001-02-29", "2001-09-11-1", "x"] {
            assert_eq!(Moment::parse(text), None);
        }
    }
}
