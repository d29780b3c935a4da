//! Numbers and dates as people read them, and back.

use crate::extract::dates::Moment;

/// The number that a text is, whatever groups its digits: "10,000", "10 000", "−0.5".
pub(super) fn read_number(text: &str) -> Option<f64> {
    let grouping = |c: &char| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let plain: String = text.chars().filter(grouping).map(|c| if c == '−' { '-' } else { c }).collect();
    // that of the standard library would be ten kilobytes of the page's program
    super::raw::number(&plain)
}

/// The date that a text begins with, as one number: "1995-09-14" is 19950914, "2003/2007" is 20030000.
pub(super) fn read_date(text: &str) -> Option<f64> {
    let first = text.split('/').next().unwrap_or_default();
    let moment = Moment::parse(first)?;
    Some(f64::from(u32::from(moment.year) * 10_000 + u32::from(moment.month) * 100 + u32::from(moment.day)))
}

/// A number for people: digits in groups of three, two decimals (four below 1, or where there are `fine` ones).
pub(crate) fn shown(number: f64, decimals: Decimals) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let factor = if number.abs() < 1.0 || decimals == Decimals::Four { 10_000.0 } else { 100.0 };
    let rounded = (number * factor).round() / factor;
    let number = if rounded.is_finite() && (rounded != 0.0 || number == 0.0) { rounded } else { number };
    let digits = (number + 0.0).to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, ""), |(whole, part)| (whole, part));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push('.');
        text.push_str(part);
    }
    text
}

/// How many decimals a number is shown with, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decimals {
    /// Two; four below 1.
    Two,
    /// Four: degrees.
    Four,
}

/// The units of lengths of time in ISO 8601, and the words for them.
const UNITS: [(char, &str); 4] = [('Y', "year"), ('M', "month"), ('W', "week"), ('D', "day")];

/// A horizon for people: a length of time in words ("P5Y" is "5 years"), anything else as it is.
pub(crate) fn horizon_in_words(iso: &str) -> String {
    let words = || {
        let length = iso.strip_prefix('P')?;
        let unit = length.chars().last()?;
        let (_, name) = UNITS.iter().find(|(letter, _)| *letter == unit)?;
        let number = length.strip_suffix(unit).filter(|number| is_number(number))?;
        Some([number, " ", name, if number == "1" { "" } else { "s" }].concat())
    };
    words().unwrap_or_else(|| iso.to_owned())
}

/// A horizon in ISO 8601: the inverse of [`horizon_in_words`].
pub(crate) fn horizon(words: &str) -> String {
    let iso = || {
        let (number, name) = words.split_once(' ')?;
        let (letter, _) = UNITS.iter().find(|(_, unit)| name.strip_suffix('s').unwrap_or(name) == *unit)?;
        is_number(number).then(|| ["P", number, letter.encode_utf8(&mut [0; 4])].concat())
    };
    iso().unwrap_or_else(|| words.to_owned())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        for (number, want) in [
            (0.0, "0"),
            (-0.0, "0"),
            (999.0, "999"),
            (1e10, "10,000,000,000"),
            (100.0 / 3.0, "33.33"),
            (0.12345, "0.1235"),
            (0.000_001, "0.000001"),
            (-1234.5, "-1,234.5"),
            (f64::NAN, ""),
        ] {
            assert_eq!(shown(number, Decimals::Two), want);
        }
        assert_eq!(shown(61.52341, Decimals::Four), "61.5234");
        for (text, want) in [("10,000", Some(1e4)), ("10\u{202f}000", Some(1e4)), ("−0.5", Some(-0.5)), ("ten", None), ("", None)]
        {
            assert_eq!(read_number(text), want, "{text}");
        }
    }

    #[test]
    fn dates_as_numbers() {
        for (text, want) in [
            ("1995-09-14", Some(19_950_914.0)),
            ("1995-09", Some(19_950_900.0)),
            ("2003/2007", Some(20_030_000.0)),
            ("5 years", None),
            ("", None),
        ] {
            assert_eq!(read_date(text), want, "{text}");
        }
    }

    #[test]
    fn horizons() {
        for (iso, words) in [("P5Y", "5 years"), ("P1M", "1 month"), ("2012", "2012"), ("2025/2030", "2025/2030"), ("PT", "PT")] {
            assert_eq!(horizon_in_words(iso), words);
            assert_eq!(horizon(words), iso);
        }
        assert_eq!(horizon("five years"), "five years");
    }
}
