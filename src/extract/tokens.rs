//! Words, numerals and signs of a text: what the recognisers of figures, dates and acronyms read.

use crate::document::Document;
use crate::text::{self, Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Letters, with digits and apostrophes inside ("G20", "Russia’s", "km²", "U.S.").
    Word,
    /// ASCII digits with their separators ("15,000", "4.5").
    Number(Numeral),
    /// Any other character.
    Sign(char),
    /// An address or identifier whose digits mean nothing ("https://…", "a@b.org", "10.1000/182").
    Opaque,
}

/// How the digits of a numeral are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// One run of digits.
    None,
    /// Thousands set apart by commas, apostrophes or points.
    Marked,
    /// Thousands set apart by spaces of any width.
    Spaced,
}

/// A number in digits: `mantissa / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    /// All digits as one integer.
    pub mantissa: u64,
    /// How many of them stand after the decimal mark.
    pub decimals: u8,
    /// How many stand before it.
    pub digits: u8,
    /// How thousands are set apart.
    pub grouping: Grouping,
}

impl Numeral {
    /// The value, where it is a plain integer without separators.
    pub fn plain(self) -> Option<u64> {
        (self.decimals == 0 && self.grouping == Grouping::None).then_some(self.mantissa)
    }
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Whether it touches the token before it.
    pub glued: bool,
    /// The number of its sentence within the text.
    pub sentence: u32,
}

/// The tokens of one text. Every access by number is total: beyond the ends there is nothing.
pub(crate) struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token>,
    sentences: Vec<Span>,
}

impl<'t> Tokens<'t> {
    /// Splits `text`, in time linear in its length.
    pub fn new(text: &'t str) -> Self {
        let mut lexer = Lexer { text, at: 0, list: Vec::with_capacity(text.len() / 5 + 1), glued: false };
        while lexer.step() {}
        let mut tokens = Self { text, list: lexer.list, sentences: text::sentences(text) };
        tokens.number_sentences();
        tokens
    }

    /// The tokens of each block of a document, in order.
    pub fn of(document: &'t Document) -> Vec<Self> {
        document.blocks.iter().map(|block| Self::new(&block.text)).collect()
    }

    /// The text's sentences.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The whole text.
    pub fn whole(&self) -> &'t str {
        self.text
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Token `i`.
    pub fn get(&self, i: usize) -> Option<Token> {
        self.list.get(i).copied()
    }

    /// The text of token `i`.
    pub fn text(&self, i: usize) -> &'t str {
        self.list.get(i).map_or("", |token| token.span.of(self.text))
    }

    /// The text of token `i` if that is a word.
    pub fn word(&self, i: usize) -> &'t str {
        match self.list.get(i) {
            Some(token) if token.kind == Kind::Word => token.span.of(self.text),
            _ => "",
        }
    }

    /// Whether token `i` is the word `word`, in any case of ASCII letters.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Whether token `i` is one of `words`, in any case of ASCII letters.
    pub fn any(&self, i: usize, words: &[&str]) -> bool {
        among(self.word(i), words)
    }

    /// Whether the words `words` (parted by one space) stand from token `i` on; the token after them.
    pub fn phrase(&self, i: usize, words: &str) -> Option<usize> {
        let mut at = i;
        for word in words.split(' ') {
            if !self.is(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The sign that token `i` is.
    pub fn sign(&self, i: usize) -> Option<char> {
        match self.list.get(i)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// Whether token `i` is the sign `sign`.
    pub fn is_sign(&self, i: usize, sign: char) -> bool {
        self.sign(i) == Some(sign)
    }

    /// Whether token `i` is a hyphen or dash.
    pub fn is_dash(&self, i: usize) -> bool {
        matches!(self.sign(i), Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
    }

    /// Whether token `i` is a hyphen or dash that touches both neighbours.
    pub fn is_hyphen(&self, i: usize) -> bool {
        self.is_dash(i) && self.glued(i) && self.glued(i + 1)
    }

    /// Whether token `i` is an apostrophe.
    pub fn is_apostrophe(&self, i: usize) -> bool {
        matches!(self.sign(i), Some('\'' | '’' | '‘'))
    }

    /// The numeral that token `i` is.
    pub fn numeral(&self, i: usize) -> Option<Numeral> {
        match self.list.get(i)?.kind {
            Kind::Number(numeral) => Some(numeral),
            _ => None,
        }
    }

    /// Whether token `i` touches the one before it.
    pub fn glued(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|token| token.glued)
    }

    /// Whether token `i` is a word that begins with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// The number of the sentence of token `i`.
    pub fn sentence(&self, i: usize) -> Option<u32> {
        self.list.get(i).map(|token| token.sentence)
    }

    /// Whether token `i` opens a sentence (after opening quotes and brackets).
    pub fn opens_sentence(&self, i: usize) -> bool {
        let mut before = i.wrapping_sub(1);
        while self.sentence(before).is_some() && self.sentence(before) == self.sentence(i) {
            if self.sign(before).is_none_or(|sign| !matches!(sign, '(' | '[' | '‘' | '“' | '"' | '\'' | '’')) {
                return false;
            }
            before = before.wrapping_sub(1);
        }
        true
    }

    /// The bytes of tokens `first..end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.list.get(first), self.list.get(end.wrapping_sub(1))) {
            (Some(a), Some(b)) if first < end => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }

    fn number_sentences(&mut self) {
        let mut ends = self.sentences.iter().map(|sentence| sentence.end).peekable();
        let mut sentence = 0;
        for token in &mut self.list {
            while ends.next_if(|end| *end <= token.span.start).is_some() {
                sentence += 1;
            }
            token.sentence = sentence;
        }
    }
}

/// Whether `word` is one of `words`, in any case of ASCII letters.
pub(crate) fn among(word: &str, words: &[&str]) -> bool {
    !word.is_empty() && words.iter().any(|candidate| candidate.eq_ignore_ascii_case(word))
}

/// The word without possessive ending.
pub(crate) fn unpossessive(word: &str) -> &str {
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    list: Vec<Token>,
    glued: bool,
}

impl Lexer<'_> {
    /// Reads one token or one blank; false at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest(self.at);
        let Some(first) = rest.chars().next() else { return false };
        if first.is_whitespace() || matches!(first, '\u{200b}' | '\u{feff}') {
            self.at += first.len_utf8();
            self.glued = false;
            return true;
        }
        let start = self.at;
        let (kind, length) = if let Some(length) = (!self.glued).then(|| opaque(rest)).flatten() {
            (Kind::Opaque, length)
        } else if first.is_alphabetic() {
            (Kind::Word, word_length(rest))
        } else if first.is_ascii_digit() {
            let (numeral, length) = numeral(rest, self.chained());
            (Kind::Number(numeral), length)
        } else {
            (Kind::Sign(first), first.len_utf8())
        };
        self.at += length;
        self.list.push(Token { span: Span::new(start, self.at), kind, glued: self.glued, sentence: 0 });
        self.glued = true;
        true
    }

    /// Whether a number and a point stand right before: then another point is no decimal mark ("14.09.1995").
    fn chained(&self) -> bool {
        let back = |steps: usize| self.list.len().checked_sub(steps).and_then(|place| self.list.get(place));
        self.glued
            && back(1).is_some_and(|token| token.glued && token.kind == Kind::Sign('.'))
            && back(2).is_some_and(|token| matches!(token.kind, Kind::Number(_)))
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }
}

/// The length of an address or identifier at the start of `rest`, closing punctuation left out.
fn opaque(rest: &str) -> Option<usize> {
    // most words are plain: one look at their bytes tells
    let is_marked = |byte: &u8| matches!(byte, b'@' | b':' | b'/');
    if !rest.bytes().take_while(|byte| !byte.is_ascii_whitespace()).any(|byte| is_marked(&byte)) && !rest.starts_with("www.") {
        return None;
    }
    let chunk = rest.split(char::is_whitespace).next().unwrap_or_default();
    let body = chunk.trim_start_matches(['(', '[', '<', '‘', '“']);
    let digital = |text: &str| {
        text.strip_prefix("10.")
            .is_some_and(|tail| tail.bytes().take_while(u8::is_ascii_digit).count() >= 4 && tail.contains('/'))
    };
    let is = body.starts_with("http") && body.contains("://")
        || body.starts_with("www.")
        || body.starts_with("doi:")
        || digital(body)
        || body.find('@').is_some_and(|at| at > 0 && body.get(at..).is_some_and(|tail| tail.contains('.')));
    if !is {
        return None;
    }
    Some(chunk.trim_end_matches(['.', ',', ';', ':', ')', ']', '>', '’', '”']).len()).filter(|length| *length > 0)
}

/// Currencies that are often written without a blank before the amount.
const CODES: &[&str] = &[
    "AED", "ARS", "AUD", "AZN", "BDT", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EGP", "ETB", "EUR", "FCFA", "GBP", "GEL",
    "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "KSh", "KZT", "Ksh", "LKR", "MXN", "MYR", "NGN", "NOK", "NZD",
    "PHP", "PKR", "PLN", "QAR", "RMB", "RON", "RUB", "Rs", "SAR", "SEK", "SGD", "THB", "TRY", "TSh", "TWD", "TZS", "Tsh", "UAH",
    "UGX", "USD", "UZS", "VND", "XAF", "XOF", "ZAR", "ZMW",
];

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// The length of the word at the start of `rest`: letters and digits, apostrophes between letters, and initials ("U.S.").
fn word_length(rest: &str) -> usize {
    // "EUR5m", "USD300": the code of a currency and its amount
    let digits = |length: usize| rest.as_bytes().get(length).is_some_and(u8::is_ascii_digit);
    let may_be_code = rest.starts_with(|c: char| c.is_ascii_uppercase()) && (2..5).any(digits);
    if may_be_code && let Some(code) = CODES.iter().find(|code| rest.starts_with(**code) && digits(code.len())) {
        return code.len();
    }
    if rest.starts_with(['R', 'N']) && digits(1) && has_scale(rest.get(1..).unwrap_or_default()) {
        return 1;
    }
    let mut end = 0;
    let mut letters = rest.chars().peekable();
    let mut count = 0;
    let mut initial = false;
    while let Some(&letter) = letters.peek() {
        if letter.is_alphanumeric() || is_mark(letter) {
            end += letter.len_utf8();
            count += 1;
            initial = letter.is_uppercase();
            letters.next();
            continue;
        }
        let mut ahead = letters.clone();
        ahead.next();
        let next = ahead.next();
        if matches!(letter, '\'' | '’') && next.is_some_and(char::is_alphabetic) {
            end += letter.len_utf8();
            count += 1;
            initial = false;
            letters.next();
            continue;
        }
        break;
    }
    if count == 1 && initial { initials(rest, end) } else { end }
}

/// Whether the number at the start of `rest` has a scale: then the letter before it is a currency's ("R2.5 billion").
fn has_scale(rest: &str) -> bool {
    const LONGEST: usize = 16;
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let length = rest.bytes().take(LONGEST).take_while(is_number).count();
    let after = rest.get(length..).unwrap_or_default();
    ["million", "billion", "trillion", "bn"].iter().any(|scale| after.trim_start_matches([' ', '\u{a0}', '-']).starts_with(scale))
}

/// Extends a single capital at `end` over ".S." and so on.
fn initials(rest: &str, mut end: usize) -> usize {
    let single = end;
    loop {
        let mut tail = rest.get(end..).unwrap_or_default().chars();
        match (tail.next(), tail.next(), tail.next()) {
            (Some('.'), Some(letter), after) if letter.is_uppercase() && after.is_none_or(|next| !next.is_alphanumeric()) => {
                end += 1 + letter.len_utf8();
            }
            (Some('.'), _, _) if end > single => return end + 1,
            _ => return end,
        }
    }
}

/// The numeral at the start of `rest`, and its length; in a chain of points none is a decimal mark.
fn numeral(rest: &str, chained: bool) -> (Numeral, usize) {
    let bytes = rest.as_bytes();
    let run = |from: usize| bytes.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = run(0);
    let mut end = first;
    let mut grouping = Grouping::None;
    if first <= 3 && bytes.first() != Some(&b'0') {
        (end, grouping) = groups(rest, first, &run);
    }
    let whole = end;
    let point = bytes.get(end) == Some(&b'.') && run(end + 1) > 0;
    let comma = bytes.get(end) == Some(&b',')
        && matches!(run(end + 1), 1 | 2)
        && grouping == Grouping::None
        && (bytes.first() == Some(&b'0') && first == 1 || scaled(rest.get(end + 1 + run(end + 1)..).unwrap_or_default()));
    if point || comma {
        let stop = end + 1 + run(end + 1);
        let chain = chained || bytes.get(stop) == Some(&b'.') && run(stop + 1) > 0;
        if !chain {
            end = stop;
        }
    }
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let body = rest.get(..end).unwrap_or_default();
    let mantissa = body
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0u64, |sum, byte| sum.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
    let integer = digits(rest.get(..whole).unwrap_or_default());
    let clip = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    (Numeral { mantissa, decimals: clip(digits(body) - integer), digits: clip(integer), grouping }, end)
}

/// Groups of three digits after the first run, all with one separator: the end, and how they are set apart.
fn groups(rest: &str, first: usize, run: &impl Fn(usize) -> usize) -> (usize, Grouping) {
    let Some(separator) = rest.get(first..).and_then(|tail| tail.chars().next()) else { return (first, Grouping::None) };
    let grouping = match separator {
        ',' | '\'' | '’' | '.' => Grouping::Marked,
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' => Grouping::Spaced,
        _ => return (first, Grouping::None),
    };
    let (mut end, mut count) = (first, 0);
    while rest.get(end..).is_some_and(|tail| tail.starts_with(separator)) && run(end + separator.len_utf8()) == 3 {
        end += separator.len_utf8() + 3;
        count += 1;
    }
    // One point before three digits is a decimal mark in English.
    if count == 0 || separator == '.' && count == 1 { (first, Grouping::None) } else { (end, grouping) }
}

/// Whether what follows a number can only follow a quantity: then a comma before one or two digits is a decimal mark.
fn scaled(rest: &str) -> bool {
    const UNITS: &[&str] = &[
        "%", "per cent", "percent", "million", "billion", "trillion", "thousand", "bn", "mn", "mln", "mio", "Mio", "Mrd", "bcm",
        "km", "metre", "kilom", "m³", "m²", "MW", "GW", "TWh", "kWh", "ha", "hectare", "tonne", "tons", "Mt", "barrel", "litre",
        "times", "euros", "dollars", "°C", "°",
    ];
    let blanks = [' ', '\u{a0}', '\u{202f}'];
    let rest = rest.trim_start_matches(blanks);
    // "3,5 to 4,5 million"
    let tail = ["to ", "–", "-"].iter().find_map(|joint| rest.strip_prefix(joint));
    let number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let tail = tail.map(|tail| tail.trim_start_matches(blanks)).filter(|tail| tail.starts_with(number));
    let rest = tail.map_or(rest, |tail| tail.trim_start_matches(number).trim_start_matches(blanks));
    UNITS.iter().any(|unit| rest.starts_with(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens, parted by spaces; `+` before one that touches the one before it.
    fn shape(text: &str) -> String {
        let tokens = Tokens::new(text);
        (0..tokens.len())
            .map(|i| format!("{}{}", if tokens.glued(i) { "+" } else { "" }, tokens.text(i)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn splits() {
        for (text, expected) in [
            ("US$ 340 million, €1.2bn", "US +$ 340 million +, € +1.2 +bn"),
            ("15,000 men; 1,23", "15,000 men +; 1 +, +23"),
            ("12 500 men in 2005 300", "12 500 men in 2005 300"),
            ("1.000.000 and 14.09.1995", "1.000.000 and 14 +. +09 +. +1995"),
            ("1,5 million", "1,5 million"),
            ("the 1990s, G20’s 201st", "the 1990 +s +, G20’s 201 +st"),
            ("U.S. dollars. A. B", "U.S. dollars +. A +. B"),
            ("see https://a.b/2009/1. Then", "see https://a.b/2009/1 +. Then"),
            ("km² 40 °C", "km² 40 ° +C"),
            ("2000–08", "2000 +– +08"),
        ] {
            assert_eq!(shape(text), expected);
        }
    }

    #[test]
    fn numbers_sentences() {
        let tokens = Tokens::new("See no. 5 (p. 3). In 2005, e.g. Mr. Smith left. “Then” 5 came.");
        let sentences: Vec<_> = (0..tokens.len())
            .filter(|&i| tokens.opens_sentence(i) && !tokens.word(i).is_empty())
            .map(|i| tokens.word(i))
            .collect();
        assert_eq!(sentences, ["See", "In", "Then"]);
    }
}
