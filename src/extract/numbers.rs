//! Numbers in digits and in words, with their scale: "15,000", "4.5 million", "€1.2bn", "ten million", "two and a half", "half a million".

use super::tokens::{Grouping, Tokens, among};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// A plain run of digits.
    Digits,
    /// Digits with thousands set apart or with decimals.
    Marked,
    /// Digits whose thousands are set apart by a space.
    Spaced,
    /// Words.
    Words,
}

/// A number: `mantissa × scale / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    /// The token after it.
    pub end: usize,
    mantissa: f64,
    decimals: u8,
    /// What the scale words multiply by; 1 where there is none.
    pub scale: f64,
    /// How it is written.
    pub style: Style,
}

impl Amount {
    /// The value.
    pub fn value(self) -> f64 {
        self.scaled_by(self.scale)
    }

    /// The value under another scale.
    pub fn scaled_by(self, scale: f64) -> f64 {
        self.mantissa * scale / power_of_ten(self.decimals)
    }

    /// Whether a scale word ("million") belongs to it.
    pub fn has_scale(self) -> bool {
        self.scale > 1.0
    }

    /// Whether it is a whole number in plain digits or words.
    pub fn is_plain(self) -> bool {
        matches!(self.style, Style::Digits | Style::Words) && !self.has_scale()
    }
}

/// 10 to the power of `exponent`.
pub(crate) fn power_of_ten(exponent: u8) -> f64 {
    (0..exponent.min(60)).fold(1.0, |power, _| power * 10.0)
}

/// Where a number stands decides what its letters mean: "m" is a million after a currency, a metre elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// After a currency.
    Money,
    /// Anywhere else.
    Text,
}

/// The number at token `i`, if there is one: ordinals, and numbers that are part of a chain (3.2.1, 14/09, 10:30), are none.
pub(crate) fn amount(tokens: &Tokens<'_>, i: usize, setting: Setting) -> Option<Amount> {
    let number = if tokens.numeral(i).is_some() { in_digits(tokens, i)? } else { in_words(tokens, i)? };
    Some(with_scale(tokens, number, setting))
}

fn in_digits(tokens: &Tokens<'_>, i: usize) -> Option<Amount> {
    let numeral = tokens.numeral(i)?;
    if numeral.digits > 15 || is_ordinal_ending(tokens, i + 1) || in_chain(tokens, i) {
        return None;
    }
    let style = match numeral.grouping {
        Grouping::Spaced => Style::Spaced,
        Grouping::Marked => Style::Marked,
        Grouping::None if numeral.decimals > 0 => Style::Marked,
        Grouping::None => Style::Digits,
    };
    #[expect(clippy::cast_precision_loss, reason = "15 digits fit")]
    let mut number = Amount { end: i + 1, mantissa: numeral.mantissa as f64, decimals: numeral.decimals, scale: 1.0, style };
    if numeral.decimals == 0
        && let Some((hundredths, end)) = fraction_after(tokens, i + 1)
    {
        number = Amount { end, mantissa: number.mantissa * 100.0 + hundredths, decimals: 2, scale: 1.0, style: Style::Marked };
    }
    Some(number)
}

/// "½" or "and a half" after a whole number: hundredths, and the token after.
fn fraction_after(tokens: &Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    match tokens.sign(i) {
        Some('½') => Some((50.0, i + 1)),
        Some('¼') => Some((25.0, i + 1)),
        Some('¾') => Some((75.0, i + 1)),
        // "two and a half", "two-and-a-half times"
        _ => {
            let words = ["and", "a", "half"];
            let is_tied = |at: usize| tokens.is_hyphen(at) && tokens.glued(at + 1);
            let tied = words.iter().enumerate().all(|(n, word)| is_tied(i + 2 * n) && tokens.is(i + 2 * n + 1, word));
            tokens.phrase(i, "and a half").or(tied.then_some(i + 2 * words.len())).map(|end| (50.0, end))
        }
    }
}

/// Whether token `i` is the ending of an ordinal in digits ("201st").
pub(crate) fn is_ordinal_ending(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.glued(i) && tokens.any(i, &["st", "nd", "rd", "th"])
}

/// Whether the numeral `i` is one link of "3.2.1", "10:30", "765/2008" or "978-92-9079".
fn in_chain(tokens: &Tokens<'_>, i: usize) -> bool {
    let link = |mark: usize, number: usize, hyphens: bool| {
        tokens.glued(mark.max(number))
            && tokens.glued(i.max(mark))
            && tokens.numeral(number).is_some()
            && (matches!(tokens.sign(mark), Some('.' | ':' | '/')) || hyphens && tokens.is_dash(mark))
    };
    let before = i >= 2 && link(i - 1, i - 2, false);
    let after = link(i + 1, i + 2, false);
    // Two hyphens make an identifier, one makes a range.
    let hyphens = |mark: usize, number: usize| link(mark, number, true);
    let first = hyphens(i + 1, i + 2) && tokens.is_hyphen(i + 3) && tokens.numeral(i + 4).is_some();
    let middle = i >= 2 && hyphens(i - 1, i - 2) && hyphens(i + 1, i + 2);
    let last = i >= 4 && hyphens(i - 1, i - 2) && tokens.is_hyphen(i - 3) && tokens.numeral(i - 4).is_some();
    before || after || first || middle || last
}

fn with_scale(tokens: &Tokens<'_>, mut number: Amount, setting: Setting) -> Amount {
    if number.style == Style::Words && number.has_scale() {
        return number;
    }
    for _ in 0..3 {
        let glued = tokens.glued(number.end);
        // "a $10-billion fund"
        let at = if tokens.is_hyphen(number.end) { number.end + 1 } else { number.end };
        let factor = match scale_word(tokens.word(at)) {
            Some(factor) if !(number.style == Style::Words && factor == 100.0) => factor,
            _ => match scale_letter(tokens.word(at), setting, glued && at == number.end) {
                Some(factor) => factor,
                None => break,
            },
        };
        number.scale *= factor;
        number.end = at + 1;
    }
    number
}

/// What a scale word multiplies by.
pub(crate) fn scale_word(word: &str) -> Option<f64> {
    const WORDS: &[(&str, f64)] = &[
        ("million", 1e6),
        ("billion", 1e9),
        ("thousand", 1e3),
        ("trillion", 1e12),
        ("bn", 1e9),
        ("mn", 1e6),
        ("mln", 1e6),
        ("tn", 1e12),
        ("trn", 1e12),
        ("mio", 1e6),
        ("mrd", 1e9),
        ("bln", 1e9),
        ("millions", 1e6),
        ("billions", 1e9),
        ("thousands", 1e3),
        ("quadrillion", 1e15),
        ("hundred", 1e2),
        ("lakh", 1e5),
        ("lakhs", 1e5),
        ("crore", 1e7),
        ("crores", 1e7),
    ];
    WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, factor)| *factor)
}

/// What a letter after a number multiplies by: "$45m", "$5 M", "300k".
fn scale_letter(word: &str, setting: Setting, glued: bool) -> Option<f64> {
    match (word, setting) {
        ("m" | "M", Setting::Money) => Some(1e6),
        ("b" | "B", Setting::Money) => Some(1e9),
        ("t" | "T", Setting::Money) if glued => Some(1e12),
        ("k" | "K", Setting::Money) => Some(1e3),
        ("k", Setting::Text) if glued => Some(1e3),
        _ => None,
    }
}

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The value of a number word below one hundred.
pub(crate) fn small(word: &str) -> Option<u8> {
    let at =
        |list: &[&str]| list.iter().position(|name| name.eq_ignore_ascii_case(word)).and_then(|place| u8::try_from(place).ok());
    at(UNITS).or_else(|| at(TENS).map(|place| 20 + 10 * place))
}

/// The value of an ordinal word up to "twenty-first" ("third", "nineteenth"), the form in which centuries, quarters and fractions come.
pub(crate) fn ordinal(word: &str) -> Option<u8> {
    const ORDINALS: &[&str] = &[
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    ORDINALS.iter().position(|name| name.eq_ignore_ascii_case(word)).and_then(|place| u8::try_from(place + 1).ok())
}

fn in_words(tokens: &Tokens<'_>, i: usize) -> Option<Amount> {
    if tokens.word(i).is_empty() {
        return None;
    }
    let words = |end, mantissa, decimals, scale| Some(Amount { end, mantissa, decimals, scale, style: Style::Words });
    // "half a million", "a quarter of a million", "a million", "a dozen"
    if tokens.is(i, "half") && tokens.any(i + 1, &["a", "an"]) {
        if tokens.any(i + 2, &["percent", "percentage", "per", "degree"]) {
            return words(i + 2, 5.0, 1, 1.0);
        }
        return scale_word(tokens.word(i + 2)).filter(|scale| *scale >= 1e3).and_then(|scale| words(i + 3, 5.0, 1, scale));
    }
    // "half of one per cent"
    if let Some(end) = tokens.phrase(i, "half of one").or_else(|| tokens.phrase(i, "half of a"))
        && (tokens.any(end, &["percent", "percentage"]) || tokens.phrase(end, "per cent").is_some())
    {
        return words(end, 5.0, 1, 1.0);
    }
    if let Some(end) = tokens.phrase(i, "a quarter of a") {
        return scale_word(tokens.word(end)).filter(|scale| *scale >= 1e6).and_then(|scale| words(end + 1, 25.0, 2, scale));
    }
    if tokens.any(i, &["a", "an"]) {
        if tokens.is(i + 1, "dozen") {
            return words(i + 2, 12.0, 0, 1.0);
        }
        let scale =
            scale_word(tokens.word(i + 1)).filter(|_| !among(tokens.word(i + 1), &["millions", "billions", "thousands"]))?;
        if scale == 1e2 {
            let thousand = scale_word(tokens.word(i + 2)).unwrap_or(1.0);
            return words(i + if thousand > 1.0 { 3 } else { 2 }, 100.0, 0, thousand);
        }
        return words(i + 2, 1.0, 0, scale);
    }
    small(tokens.word(i))?;
    sum_of_words(tokens, i).and_then(|(end, value, scale)| match fraction_after(tokens, end) {
        Some((hundredths, after)) if scale == 1.0 => {
            let factor = scale_word(tokens.word(after)).unwrap_or(1.0);
            words(after + usize::from(factor > 1.0), value * 100.0 + hundredths, 2, factor)
        }
        _ => words(end, value, 0, scale),
    })
}

/// Reads "two hundred and fifty thousand": the token after, the mantissa, the last scale word's factor.
fn sum_of_words(tokens: &Tokens<'_>, i: usize) -> Option<(usize, f64, f64)> {
    let (mut at, mut total, mut current) = (i, 0.0, 0.0);
    // What may still follow: below which place a further word must lie.
    let mut room = 100;
    loop {
        let joined = at > i && tokens.is_hyphen(at);
        let word_at = if joined || at > i && tokens.is(at, "and") && room == 99 { at + 1 } else { at };
        let word = tokens.word(word_at);
        if let Some(value) = small(word) {
            let fits = if room == 10 { value < 10 && (joined || word_at == at) } else { room >= 99 };
            if !fits || joined && room != 10 {
                break;
            }
            current += f64::from(value);
            room = if value >= 20 { 10 } else { 1 };
        } else if word.eq_ignore_ascii_case("hundred") && current > 0.0 && current < 100.0 && word_at == at + usize::from(joined)
        {
            current *= 100.0;
            room = 99;
        } else if word.eq_ignore_ascii_case("dozen") && current > 0.0 {
            return Some((word_at + 1, current * 12.0, 1.0));
        } else if let Some(factor) =
            scale_word(word).filter(|factor| *factor >= 1e3 && current > 0.0 && !among(word, &["hundred"]))
        {
            // A last scale stays apart, so that ranges can share it ("ten to twelve million").
            let more = small(tokens.word(word_at + 1)).is_some();
            if !more {
                return Some((word_at + 1, total / factor + current, factor));
            }
            total += current * factor;
            current = 0.0;
            room = 99;
        } else {
            break;
        }
        at = word_at + 1;
    }
    (at > i).then_some((at, total + current, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        for (text, value, end) in [
            ("15,000 men", 15_000.0, 1),
            ("4.6 billion", 4.6e9, 2),
            ("2 ½ tonnes", 2.5, 2),
            ("300k people", 3e5, 2),
            ("ten million", 1e7, 2),
            ("twenty-five ships", 25.0, 3),
            ("two hundred and fifty thousand men", 250_000.0, 5),
            ("one thousand two hundred", 1_200.0, 4),
            ("half a million", 5e5, 3),
            ("two and a half million", 2.5e6, 5),
            ("two-and-a-half times", 2.5, 7),
            ("half of one per cent", 0.5, 3),
            ("a hundred thousand", 1e5, 3),
            ("a dozen ships", 12.0, 2),
            ("two dozen", 24.0, 2),
            ("10-billion fund", 1e10, 3),
            ("three million five hundred thousand", 3.5e6, 5),
            ("a quarter of a million", 2.5e5, 5),
        ] {
            let tokens = Tokens::new(text);
            let read = amount(&tokens, 0, Setting::Text).map(|number| (number.value(), number.end));
            assert_eq!(read, Some((value, end)), "{text}");
        }
    }

    #[test]
    fn leaves_alone() {
        for text in
            ["201st division", "3.2.1", "10:30", "978-92-9079-930-6", "dozens of men", "hundred", "a few hundred", "half of them"]
        {
            let tokens = Tokens::new(text);
            assert_eq!(amount(&tokens, 0, Setting::Text), None, "{text}");
        }
    }
}
