//! When four digits are a year, and not a quantity, a number of something or a part of a name.

use crate::extract::figures::noun;
use crate::extract::figures::units::{Measure, currency_after, currency_before, unit};
use crate::extract::lexicon::{self, Class};
use crate::extract::numbers::scale_word;
use crate::extract::tokens::{Tokens, unpossessive};

/// The number at token `i` if it looks like a year: four plain digits from 1000 to 2100.
pub(super) fn year_number(tokens: &Tokens<'_>, i: usize) -> Option<u16> {
    let numeral = tokens.numeral(i).filter(|numeral| numeral.digits == 4)?;
    numeral.plain().filter(|year| (1000..=2100).contains(year)).and_then(|year| u16::try_from(year).ok())
}

/// Whether the year at token `i` is part of a name or number ("Resolution 1973", "COM(2007)", "S/2015/123", "$2000").
pub(super) fn designated(tokens: &Tokens<'_>, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    let two = i.wrapping_sub(2);
    if currency_before(tokens, before).is_some_and(|(_, end)| end == i) || noun::is_designated(tokens, i) {
        return true;
    }
    if tokens.any(before, &["Agenda", "Horizon", "Vision", "Strategy", "Compact", "Africa"]) && tokens.is_capital(before) {
        return true;
    }
    if unpossessive(tokens.word(i + 1)) == "Agenda" {
        return true;
    }
    // "Ares(2019)2468"
    if tokens.is_sign(i + 1, ')') && tokens.glued(i + 2) && tokens.numeral(i + 2).is_some() {
        return true;
    }
    if !tokens.glued(i) {
        return matches!(tokens.sign(before), Some('#' | '№' | '='));
    }
    match tokens.sign(before) {
        Some('(' | '[') => tokens.glued(before) && tokens.word(two).len() > 1 && tokens.word(two).chars().all(char::is_uppercase),
        Some('/') => true,
        Some('-' | '‐' | '‑' | '–' | '—') => {
            let prefixes = ["mid", "pre", "post", "early", "late", "since", "until", "the", "end", "start", "year"];
            tokens.glued(before)
                && !tokens.word(two).is_empty()
                && !tokens.any(two, &prefixes)
                && crate::extract::dates::moment::month(tokens.word(two)).is_none()
        }
        Some('.' | ':' | '#' | '№' | '+' | '=' | ',' | '°' | '_') => true,
        _ => false,
    }
}

/// The end of a range that begins with `year`, written at token `i` as "–08", "–2008" or "/09": its last year and the token after.
pub(super) fn short_end(tokens: &Tokens<'_>, i: usize, year: u16) -> Option<(u16, usize)> {
    let slash = tokens.is_sign(i, '/') && tokens.glued(i) && tokens.glued(i + 1);
    let dash = tokens.is_dash(i) && tokens.glued(i) == tokens.glued(i + 1);
    let numeral = tokens.numeral(i + 1).filter(|_| slash || dash)?;
    // "2009/28/EC", "1999-2000-01": no range
    if tokens.glued(i + 2)
        && (matches!(tokens.sign(i + 2), Some('/' | '%' | '°'))
            || tokens.is_hyphen(i + 2) && tokens.numeral(i + 3).is_some()
            || !tokens.word(i + 2).is_empty())
    {
        return None;
    }
    let value = numeral.plain().and_then(|value| u16::try_from(value).ok())?;
    let last = match numeral.digits {
        4 => value,
        1 if dash || value == (year + 1) % 10 => year / 10 * 10 + value + if value == 0 { 10 } else { 0 },
        2 => {
            let same = year / 100 * 100 + value;
            if same > year || value != (year + 1) % 100 { same } else { same + 100 }
        }
        _ => return None,
    };
    let most = if numeral.digits == 4 { 10 } else { 3 };
    let fits = last > year && last <= 2100 && if slash { last - year <= most } else { numeral.digits > 1 || tokens.glued(i) };
    fits.then_some((last, i + 2))
}

/// Whether a number at token `i` counts what follows: a unit, a currency, a scale word, people and things.
pub(super) fn counts(tokens: &Tokens<'_>, i: usize) -> bool {
    let next = i + 1;
    if tokens.sign(next).is_some_and(|sign| matches!(sign, '%' | '‰')) || scale_word(tokens.word(next)).is_some() {
        return true;
    }
    if let Some((found, _)) = unit(tokens, next) {
        let event = lexicon::is(tokens.word(next), Class::Event);
        // "In 2020 pirates took …": the sentence's subject comes after the year
        let opens = tokens.is_capital(i.wrapping_sub(1))
            && tokens.any(i.wrapping_sub(1), &["in", "since", "by", "until", "from"])
            && year_number(tokens, i).is_some_and(|year| year >= 1900);
        if found.measure == Measure::Count && opens {
            return false;
        }
        // A single letter after a year is not a unit ("2007 m" is, "in 2007 a" is not in the table).
        return !(found.measure == Measure::Count && event);
    }
    if currency_after(tokens, next).is_some_and(|(_, _)| !tokens.is_capital(next) || tokens.word(next).len() == 3) {
        return true;
    }
    // "2000 Russian soldiers"
    let counted = |at: usize| {
        unit(tokens, at).is_some_and(|(found, _)| found.measure == Measure::Count) && !lexicon::is(tokens.word(at), Class::Event)
    };
    let verb = tokens.any(next, &["a", "the", "and", "in", "of", "to", "by", "when", "with", "for", "on"]);
    !verb
        && !tokens.word(next).is_empty()
        && counted(next + 1)
        && !tokens.any(i.wrapping_sub(1), &["the", "in", "since", "by", "of", "its", "their", "from", "until"])
}

/// Words before a number that make it a quantity.
const BOUNDS: &[&str] = &[
    "over",
    "nearly",
    "almost",
    "some",
    "approximately",
    "roughly",
    "exceeding",
    "estimated",
    "only",
    "least",
    "most",
    "than",
    "many",
    "much",
    "few",
    "totalling",
    "totaling",
    "another",
];

/// Words before a number that make it a date even where it is an odd year.
const PREPOSITIONS: &[&str] = &[
    "in", "since", "by", "from", "until", "till", "to", "before", "after", "between", "and", "of", "year", "years", "around",
    "about", "circa", "c", "ca", "the", "during", "late", "early", "mid", "or", "through", "as", "for", "on", "at", "under",
    "with", "its", "their", "this", "a", "at",
];

/// Whether the four digits at token `i`, whose value is `year`, are a year and not a number of things.
pub(super) fn stands_alone(tokens: &Tokens<'_>, i: usize, year: u16) -> bool {
    let before = i.wrapping_sub(1);
    let next = i + 1;
    if tokens.glued(next) {
        let letter = tokens.word(next);
        let quiet = match tokens.sign(next) {
            Some('/' | ':' | '.' | '’' | '\'') => tokens.numeral(next + 1).is_none() || !tokens.glued(next + 1),
            Some('%' | '‰' | '°' | '_' | '+' | '=') => false,
            Some('-' | '‐' | '‑') => {
                !(tokens.is(next + 1, "strong")
                    || tokens.glued(next + 1) && unit(tokens, next + 1).is_some_and(|(unit, _)| unit.measure != Measure::Count))
            }
            Some(_) => true,
            None => letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase() && byte <= b'f'),
        };
        if !quiet {
            return false;
        }
    }
    // "dating back to at least 1989"
    let back = tokens.is(before, "least") && tokens.any(i.wrapping_sub(3), &["to", "until", "till", "since", "from"]);
    if counts(tokens, i)
        || !back && tokens.any(before, BOUNDS)
        || tokens.is(before, "to") && tokens.is(i.wrapping_sub(2), "up") && noun::is_plural(tokens.word(next))
    {
        return false;
    }
    let word = unpossessive(tokens.word(before));
    let lead = tokens.any(before, PREPOSITIONS)
        || matches!(tokens.sign(before), Some('(' | '[' | ',' | '-' | '–' | '—' | '‘' | '“' | ';' | ':'))
        || word != tokens.word(before);
    let noun_follows = noun::is_plural(tokens.word(next)) && !tokens.is_capital(next);
    if year < 1500 || year < 1800 && noun_follows {
        return lead && !noun_follows;
    }
    let verb = word.ends_with("ed") || word.ends_with("ing");
    let measured = tokens.any(next, &["levels", "prices", "figures", "estimates", "data", "elections", "values", "results"]);
    !(verb && noun_follows && !measured)
}
