//! The terms under which a text is found: its words, their joined forms, and the quantities and dates it states, in one notation.
//!
//! | term | stands for | written in the text as |
//! | --- | --- | --- |
//! | `officer` | a word | officer, Officer |
//! | `handoff` | a hyphenated word, joined | hand-off |
//! | `=us` | capitals that would else be a stop word | US, U.S. |
//! | `#25e2` | a number: digits and a power of ten | 2,500 · 2500 · 2.5 thousand |
//! | `#1e10 usd` | a number and its unit | $10 billion · US$10bn · ten billion dollars |
//! | `@1995-09-14` | a day | 14 September 1995 · September 14, 1995 · 1995-09-14 |
//! | `@1995-09` | a month | September 1995, and every day in it |
//! | `@09-14` | a day of any year | 14 September |

use super::data;
use super::words::{Case, Gap, Words};
use crate::text::scaled;

/// What a text states at a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fact<'a> {
    /// A term, its first word, and how many words it covers.
    Term {
        /// The term's text.
        text: &'a str,
        /// Which word it begins with.
        word: u32,
        /// How many words it covers.
        words: u32,
        /// What sort of term.
        sort: Sort,
    },
    /// Years, first and last.
    Years(i32, i32),
    /// An amount of money.
    Money(f64),
    /// Any other number.
    Number(f64),
}

/// What sort of term it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A word of the text.
    Word,
    /// A hyphenated word, joined.
    Joined,
    /// A quantity or a date.
    Value,
}

/// Tells `sink` every fact of `text`, whose words are `words`, in the order of their first words.
pub(crate) fn read(text: &str, words: &Words, sink: &mut dyn FnMut(Fact<'_>)) {
    let mut buffer = String::new();
    let mut dated_until = 0;
    for (at, (word, letters)) in words.iter().enumerate() {
        let word_number = at as u32;
        if word.case == Case::Capitals && data::is_stop_word(letters) {
            buffer.clear();
            buffer.push('=');
            buffer.push_str(letters);
            sink(Fact::Term { text: &buffer, word: word_number, words: 1, sort: Sort::Word });
            continue;
        }
        sink(Fact::Term { text: letters, word: word_number, words: 1, sort: Sort::Word });
        let digit = letters.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if word.after == Gap::Hyphen && !digit {
            buffer.clear();
            buffer.push_str(letters);
            buffer.push_str(words.letters(at + 1));
            sink(Fact::Term { text: &buffer, word: word_number, words: 2, sort: Sort::Joined });
            if words.get(at + 1).is_some_and(|next| next.after == Gap::Hyphen) {
                buffer.push_str(words.letters(at + 2));
                sink(Fact::Term { text: &buffer, word: word_number, words: 3, sort: Sort::Joined });
            }
        }
        if !digit && !could_begin_a_value(letters) {
            continue;
        }
        if digit {
            years(words, at, letters, sink);
        }
        if at < dated_until {
            continue;
        }
        let dated = date(words, at, letters, &mut |text, count| {
            dated_until = at + count as usize;
            sink(Fact::Term { text, word: word_number, words: count, sort: Sort::Value });
        });
        if !dated && let Some(quantity) = quantity(text, words, at) {
            buffer.clear();
            quantity.push_number(&mut buffer);
            sink(Fact::Term { text: &buffer, word: word_number, words: quantity.words, sort: Sort::Value });
            if let Some(unit) = quantity.unit {
                buffer.push(' ');
                buffer.push_str(unit);
                sink(Fact::Term { text: &buffer, word: word_number, words: quantity.words, sort: Sort::Value });
            }
            sink(match quantity.unit {
                Some(unit) if data::is_currency(unit) => Fact::Money(quantity.value()),
                _ => Fact::Number(quantity.value()),
            });
        }
    }
}

fn could_begin_a_value(letters: &str) -> bool {
    number_word(letters).is_some() || month(letters).is_some() || letters == "a"
}

/// A number with its scale and unit.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Quantity {
    digits: u64,
    exponent: i32,
    unit: Option<&'static str>,
    words: u32,
}

impl Quantity {
    fn push_number(&self, into: &mut String) {
        into.push('#');
        into.push_str(&self.digits.to_string());
        into.push('e');
        into.push_str(&self.exponent.to_string());
    }

    fn value(&self) -> f64 {
        scaled(self.digits, self.exponent)
    }
}

/// Reads a decimal number as digits and a power of ten, with what follows the number.
fn decimal(letters: &str) -> Option<(u64, i32, &str)> {
    let (mut digits, mut exponent, mut point) = (0u64, 0i32, false);
    let mut end = 0;
    for (at, b) in letters.bytes().enumerate() {
        match b {
            b'0'..=b'9' => {
                digits = digits.checked_mul(10)?.checked_add(u64::from(b - b'0'))?;
                exponent -= i32::from(point);
            }
            b'.' if !point && at > 0 => point = true,
            _ => break,
        }
        end = at + 1;
    }
    (end > 0).then_some((digits, exponent, letters.get(end..)?))
}

/// The number that begins at a word, if it says more than the word itself.
fn quantity(text: &str, words: &Words, at: usize) -> Option<Quantity> {
    let word = words.get(at)?;
    let letters = words.letters(at);
    let before = at.checked_sub(1).and_then(|previous| words.get(previous)).map_or(0, |previous| previous.span.end);
    let gap_before = text.get(before..word.span.start).unwrap_or_default();
    let mut unit = gap_before.chars().rev().find_map(|c| data::currency_sign(c));
    if unit.is_none() && at > 0 && gap_before.trim().is_empty() {
        unit = data::unit(words.letters(at - 1)).filter(|unit| data::is_currency(unit) && words.letters(at - 1).len() == 3);
    }
    let mut next = at + 1;
    let spelled = number_word(letters);
    let (mut digits, mut exponent);
    let mut plain = false;
    if let Some((numerator, skip)) = fraction(words, at) {
        digits = numerator;
        exponent = -2;
        next = at + skip;
        unit = Some("%");
    } else if let Some(value) = spelled {
        (digits, exponent) = (value, 0);
        plain = true;
    } else {
        let (value, places, suffix) = decimal(letters)?;
        (digits, exponent) = (value, places);
        match suffix {
            "" => plain = places == 0 && letters.len() == word.span.len(),
            suffix => match (data::scale(suffix), data::unit(suffix)) {
                (Some(power), _) if suffix != "m" || unit.is_some() => exponent += power,
                (_, Some(own)) => unit = Some(own),
                _ => return None,
            },
        }
    }
    let mut follow = next;
    // "4-5 billion": the scale and the unit belong to both
    if word.after == Gap::Hyphen
        && letters.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && decimal(words.letters(at + 1)).is_some()
    {
        follow += 1;
    }
    let mut scaled_up = false;
    if unit != Some("%") {
        while let Some(power) = data::scale(words.letters(follow)).filter(|_| words.letters(follow).len() > 1) {
            if !adjoins(words, follow) {
                break;
            }
            exponent += power;
            scaled_up = true;
            follow += 1;
        }
    }
    if unit.is_none() {
        let last = words.get(follow.saturating_sub(1))?;
        let rest = text.get(last.span.end..).unwrap_or_default();
        if rest.trim_start().starts_with('%') {
            unit = Some("%");
        } else if adjoins(words, follow) {
            let mut name = follow;
            if words.letters(name) == "us" {
                name += 1;
            }
            if let Some(found) = data::unit(words.letters(name)) {
                unit = Some(found);
                follow = name + 1;
            } else if words.letters(follow) == "per" && words.letters(follow + 1) == "cent" {
                unit = Some("%");
                follow += 2;
            }
        }
    }
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
        exponent += 1;
    }
    // a bare year or a bare ordinal is its own word already
    let year = plain && spelled.is_none() && letters.len() == 4 && unit.is_none() && !scaled_up;
    (!year).then_some(Quantity { digits, exponent, unit, words: (follow - at) as u32 })
}

/// Whether the word at `at` follows the one before it directly.
fn adjoins(words: &Words, at: usize) -> bool {
    at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before.after != Gap::Other)
}

/// "a third", "two-thirds", "three quarters", in hundredths of a per cent, with the number of words.
fn fraction(words: &Words, at: usize) -> Option<(u64, usize)> {
    let count = match words.letters(at) {
        "a" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "half" => return Some((5000, 1)),
        _ => return None,
    };
    let parts = match words.letters(at + 1) {
        "half" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" => 4,
        "fifth" | "fifths" => 5,
        "tenth" | "tenths" => 10,
        _ => return None,
    };
    (count < parts).then_some((10_000 * count / parts, 2))
}

/// A number spelled out.
fn number_word(letters: &str) -> Option<u64> {
    Some(match letters {
        "half" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "dozen" => 12,
        "fifteen" => 15,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// The month that a word names, from 1.
fn month(letters: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|month| *month == letters || letters.len() == 3 && month.starts_with(letters))?;
    Some(at as u32 + 1)
}

/// A day of the month, with or without its ordinal ending.
fn day(letters: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| letters.strip_suffix(ending)).unwrap_or(letters);
    (digits.len() < 3).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

fn year(letters: &str) -> Option<i32> {
    (letters.len() == 4 && letters.bytes().all(|b| b.is_ascii_digit()))
        .then(|| letters.parse().ok())
        .flatten()
        .filter(|year| (1000..=2199).contains(year))
}

/// Tells `sink` the date that begins at a word; whether there is one.
fn date(words: &Words, at: usize, letters: &str, sink: &mut dyn FnMut(&str, u32)) -> bool {
    let (second, third) = (words.letters(at + 1), words.letters(at + 2));
    let close = |n: usize| words.get(at + n).is_some_and(|word| word.after != Gap::Other);
    // 1995-09-14
    if let (Some(year), Some(month), Some(day)) = (year(letters), number(second, 12), number(third, 31))
        && second.len() == 2
        && third.len() == 2
        && words.get(at).is_some_and(|word| word.after == Gap::Hyphen)
    {
        return day_terms(Some(year), month, day, 3, sink);
    }
    // 14 September 1995 · 14 September
    if let (Some(day), Some(month), true) = (day(letters), month(second), close(0)) {
        let year = year(third).filter(|_| close(1));
        return day_terms(year, month, day, if year.is_some() { 3 } else { 2 }, sink);
    }
    let Some(month) = month(letters).filter(|_| close(0)) else {
        return false;
    };
    // September 14, 1995 · September 14 · September 1995
    if let Some(day) = day(second) {
        let year = year(third);
        return day_terms(year, month, day, if year.is_some() { 3 } else { 2 }, sink);
    }
    if let Some(year) = year(second) {
        sink(&month_term(year, month), 2);
        return true;
    }
    false
}

fn number(letters: &str, most: u32) -> Option<u32> {
    letters.parse().ok().filter(|number| (1..=most).contains(number))
}

fn day_terms(year: Option<i32>, month: u32, day: u32, words: u32, sink: &mut dyn FnMut(&str, u32)) -> bool {
    let of_any_year = format!("@{month:02}-{day:02}");
    sink(&of_any_year, words);
    if let Some(year) = year {
        let of_the_month = month_term(year, month);
        sink(&of_the_month, words);
        sink(&format!("{of_the_month}-{day:02}"), words);
    }
    true
}

fn month_term(year: i32, month: u32) -> String {
    format!("@{year}-{month:02}")
}

/// Tells `sink` the years that a word names.
fn years(words: &Words, at: usize, letters: &str, sink: &mut dyn FnMut(Fact<'_>)) {
    if let Some(first) = year(letters) {
        let mut last = first;
        if words.get(at).is_some_and(|word| word.after == Gap::Hyphen) {
            let second = words.letters(at + 1);
            last = match second.len() {
                2 => second.parse().ok().map(|years: i32| first - first % 100 + years),
                _ => year(second),
            }
            .filter(|&last| last > first && !words.get(at + 1).is_some_and(|word| word.after == Gap::Hyphen))
            .unwrap_or(first);
        }
        sink(Fact::Years(first, last));
    } else if let Some(decade) = letters.strip_suffix('s').and_then(year) {
        sink(Fact::Years(decade, decade + if decade % 100 == 0 { 99 } else { 9 }.min(9)));
    } else if words.letters(at + 1) == "century"
        && let Some(century) = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| letters.strip_suffix(ending))
            .and_then(|digits| digits.parse::<i32>().ok())
        && (1..=21).contains(&century)
    {
        sink(Fact::Years(century * 100 - 99, century * 100));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        read(text, &Words::of(text), &mut |fact| {
            if let Fact::Term { text, sort: Sort::Value, words, .. } = fact {
                found.push(format!("{text}/{words}"));
            }
        });
        found
    }

    #[test]
    fn quantities() {
        for (text, expected) in [
            ("$10 billion", "#1e10/2 #1e10 usd/2"),
            ("US$10bn", "#1e10/1 #1e10 usd/1"),
            ("ten billion dollars", "#1e10/3 #1e10 usd/3"),
            ("10 billion US dollars", "#1e10/4 #1e10 usd/4"),
            ("EUR 5 million", "#5e6/2 #5e6 eur/2"),
            ("€1.2bn", "#12e8/1 #12e8 eur/1"),
            ("£45m", "#45e6/1 #45e6 gbp/1"),
            ("7,000 km", "#7e3/2 #7e3 km/2"),
            ("7000 kilometres", "#7e3/2 #7e3 km/2"),
            ("7000km", "#7e3/1 #7e3 km/1"),
            ("2.5 thousand officers", "#25e2/2"),
            ("2,500", "#25e2/1"),
            ("36%", "#36e0/1 #36e0 %/1"),
            ("36 per cent", "#36e0/3 #36e0 %/3"),
            ("36 percent", "#36e0/2 #36e0 %/2"),
            ("three-quarters", "#75e0/2 #75e0 %/2"),
            ("a third of", "#3333e-2/2 #3333e-2 %/2"),
            ("in 2005", ""),
            ("a state", ""),
            ("800 men", "#8e2/1"),
        ] {
            assert_eq!(values(text).join(" "), expected, "{text}");
        }
        assert_eq!(values("$4-5 billion")[..2], ["#4e9/3", "#4e9 usd/3"]);
    }

    #[test]
    fn dates() {
        for (text, expected) in [
            ("14 September 1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("September 14, 1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("11 September", "@09-11/2"),
            ("14th Sep 1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("in May 2000", "@2000-05/2"),
            ("it may be", ""),
        ] {
            assert_eq!(values(text).join(" "), expected, "{text}");
        }
        assert_eq!(values("1995-09-14")[2], "@1995-09-14/3");
    }

    #[test]
    fn years_of_the_text() {
        let mut found = Vec::new();
        let text = "2000–08, the 1990s, 19th century, 1995-09-14, 2007";
        read(text, &Words::of(text), &mut |fact| {
            if let Fact::Years(first, last) = fact {
                found.push((first, last));
            }
        });
        assert_eq!(found, [(2000, 2008), (1990, 1999), (1801, 1900), (1995, 1995), (2007, 2007)]);
    }
}
