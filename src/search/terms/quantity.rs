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
    /// How many words it covers.
    pub words: u32,
}

impl Quantity {
    /// Appends the number as a term.
    pub(super) fn push_number(&self, into: &mut String) {
        into.push('#');
        into.push_str(&self.digits.to_string());
        into.push('e');
        into.push_str(&self.exponent.to_string());
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
