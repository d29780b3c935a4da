//! Numbers with their scales and units, in one notation.

use crate::search::data;
use crate::search::words::{Gap, Words};
use crate::text::scaled;

/// A number with its scale and unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    digits: u64,
    exponent: i32,
    /// The unit, as `data` names it.
    pub unit: Option<&'static str>,
    /// By which power of ten the unit is less than the one that was written.
    power: i32,
    /// How many words it covers.
    pub words: u32,
}

impl Quantity {
    /// Appends the number as a term.
    pub(super) fn push_number(&self, into: &mut String) {
        self.push(self.exponent, into);
    }

    /// Appends the number and its unit as a term, if it has one.
    pub(super) fn push_measured(&self, into: &mut String) {
        if let Some(unit) = self.unit {
            self.push(self.exponent + self.power, into);
            into.push(' ');
            into.push_str(unit);
        }
    }

    fn push(&self, exponent: i32, into: &mut String) {
        into.push('#');
        into.push_str(&self.digits.to_string());
        into.push('e');
        into.push_str(&exponent.to_string());
    }

    /// The number itself.
    pub(super) fn value(&self) -> f64 {
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
pub(super) fn quantity(text: &str, words: &Words, at: usize) -> Option<Quantity> {
    let word = words.get(at)?;
    let letters = words.letters(at);
    let before = at.checked_sub(1).and_then(|previous| words.get(previous)).map_or(0, |previous| previous.span.end);
    let gap_before = text.get(before..word.span.start).unwrap_or_default();
    let mut unit = gap_before.chars().rev().find_map(|c| data::currency_sign(c));
    if unit.is_none() && at > 0 && gap_before.trim().is_empty() {
        unit = money(words, at - 1).filter(|_| words.letters(at - 1).len() == 3);
    }
    let mut power = 0;
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
        // "twenty-five"
        if let Some(ones) = number_word(words.letters(at + 1)).filter(|ones| (20..100).contains(&value) && (1..10).contains(ones))
            && word.after != Gap::Other
        {
            digits += ones;
            next += 1;
        }
    } else {
        let (value, places, suffix) = decimal(letters)?;
        (digits, exponent) = (value, places);
        match suffix {
            "" => plain = places == 0 && letters.len() == word.span.len(),
            suffix => match (data::scale(suffix), data::unit(suffix)) {
                (Some(power), _) if suffix != "m" || unit.is_some() || money(words, at + 1).is_some() => exponent += power,
                (_, Some(own)) => (unit, power) = (Some(own.0), own.1),
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
            if let Some((found, own, count)) = measure(words, name) {
                (unit, power) = (Some(found), own);
                follow = name + count;
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
    (!year).then_some(Quantity { digits, exponent, unit, power, words: (follow - at) as u32 })
}

/// The currency that a word names.
fn money(words: &Words, at: usize) -> Option<&'static str> {
    data::unit(words.letters(at)).map(|(unit, _)| unit).filter(|unit| data::is_currency(unit))
}

/// The unit that begins at a word, its power of ten, and how many words it takes: "square kilometres" are 10⁶ m².
fn measure(words: &Words, at: usize) -> Option<(&'static str, i32, usize)> {
    let (unit, dimensions) = match words.letters(at) {
        "square" => ("m2", 2),
        "cubic" => ("m3", 3),
        letters => return data::unit(letters).map(|(unit, power)| (unit, power, 1)),
    };
    let (_, power) = data::unit(words.letters(at + 1)).filter(|(unit, _)| *unit == "m")?;
    Some((unit, power * dimensions, 2))
}

/// Whether the word at `at` follows the one before it directly.
fn adjoins(words: &Words, at: usize) -> bool {
    at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before.after != Gap::Other)
}

/// "a third", "two-thirds", "three quarters", "one in four", in hundredths of a per cent, with the number of words.
fn fraction(words: &Words, at: usize) -> Option<(u64, usize)> {
    let count = match words.letters(at) {
        "a" => 1,
        "half" => return Some((5000, 1)),
        letters => number_word(letters).filter(|count| (1..10).contains(count))?,
    };
    let parts = match words.letters(at + 1) {
        "in" => {
            let parts = number_word(words.letters(at + 2)).filter(|parts| count < *parts && *parts <= 20)?;
            return Some((10_000 * count / parts, 3));
        }
        "half" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" => 4,
        "fifth" | "fifths" => 5,
        "sixth" | "sixths" => 6,
        "seventh" | "sevenths" => 7,
        "eighth" | "eighths" => 8,
        "ninth" | "ninths" => 9,
        "tenth" | "tenths" => 10,
        _ => return None,
    };
    (count < parts).then_some((10_000 * count / parts, 2))
}

/// A number spelled out.
pub(super) fn number_word(letters: &str) -> Option<u64> {
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
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
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
