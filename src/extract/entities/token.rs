//! A block's text as words: what they look like, and what stands between them.

use super::fold::{fold, hash, is_apostrophe};
use super::vocabulary::{Class, Vocabulary, WordId};
use crate::text::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// All small.
    Lower,
    /// A capital first, the rest small.
    Title,
    /// Two capitals or more and nothing small; also a plural's small s behind them.
    Upper,
    /// Capitals inside: KazMunaiGas, eBay.
    Mixed,
    /// One capital alone: an initial.
    Initial,
    /// It begins with a digit.
    Digit,
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The block's start.
    Start,
    /// White space.
    Space,
    /// A hyphen, nothing else.
    Hyphen,
    /// A longer dash or a slash, nothing else.
    Dash,
    /// The point of an abbreviation or initial.
    Point,
    /// A comma and white space.
    Comma,
    /// An opening bracket.
    Open,
    /// Anything else: it ends a name.
    Break,
}

impl Gap {
    /// Whether a name may go on across it.
    pub(super) fn joins(self) -> bool {
        matches!(self, Self::Space | Self::Hyphen | Self::Dash | Self::Point)
    }
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Its bytes, a possessive ending left out.
    pub span: Span,
    /// Where it ends with the possessive ending.
    pub full_end: usize,
    /// The hash of the folded word.
    pub hash: u64,
    /// The word, where the vocabulary has it.
    pub word: Option<WordId>,
    /// The word with its possessive ending, where the vocabulary has that (People’s).
    pub possessive_word: Option<WordId>,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Whether a sentence (or a table's cell) begins with it, so that its capital says nothing.
    pub first: bool,
    /// Whether it ends in ’s, or in s’.
    pub possessive: bool,
}

impl Token {
    /// Whether it begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Mixed | Shape::Initial)
    }
}

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: [&str; 16] =
    ["st", "mt", "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "gov", "sen", "rep", "ft", "no", "vs"];

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    if word.chars().next().is_some_and(|c| c.is_ascii_digit()) {
        return Shape::Digit;
    }
    let first = letters.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() { upper += 1 } else { lower += 1 }
    }
    match (first, upper, lower) {
        (true, 0, 0) if word.chars().any(|c| c.is_ascii_digit()) => Shape::Upper,
        (true, 0, 0) => Shape::Initial,
        (true, 0, _) => Shape::Title,
        (true, _, 0) => Shape::Upper,
        (true, _, 1) if word.ends_with('s') => Shape::Upper,
        (false, 0, _) => Shape::Lower,
        _ => Shape::Mixed,
    }
}

/// Cuts a text into words. One pass.
pub(super) fn tokens(text: &str, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut behind = 0;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if !is_word(c) {
            at += c.len_utf8();
            continue;
        }
        let start = at;
        let (end, apostrophe) = word_end(text, start);
        let whole = text.get(start..end).unwrap_or_default();
        let ending = apostrophe.filter(|&at| text.get(at..end).is_some_and(|tail| tail.chars().skip(1).eq(['s'])));
        let plural = ending.is_none()
            && whole.ends_with('s')
            && text.get(end..).is_some_and(|rest| {
                let mut rest = rest.chars();
                rest.next().is_some_and(is_apostrophe) && rest.next().is_some_and(char::is_whitespace)
            });
        let word_end = ending.unwrap_or(end);
        let word = text.get(start..word_end).unwrap_or_default();
        let hash = hash(word);
        let (gap, mut first) = gap(text.get(behind..start).unwrap_or_default(), tokens.last(), text);
        // "Table 3 Installed capacity": a caption begins after its number
        if let [.., label, number] = tokens.as_slice() {
            let plain = label.is_capital() && vocabulary.traits(label.word).is(Class::Plain);
            first |= gap == Gap::Space && number.shape == Shape::Digit && plain;
        }
        tokens.push(Token {
            span: Span::new(start, word_end),
            full_end: end,
            hash,
            word: vocabulary.id(hash),
            possessive_word: ending.and_then(|_| vocabulary.id(self::hash(whole))),
            shape: shape(word),
            gap,
            first,
            possessive: ending.is_some() || plural,
        });
        // the apostrophe of "Traders’ Union" parts nothing
        let mark = text.get(end..).and_then(|rest| rest.chars().next()).filter(|_| plural).map_or(0, char::len_utf8);
        behind = end + mark;
        at = end;
    }
    tokens
}

/// Where the word that begins at `start` ends, and its last inner apostrophe.
fn word_end(text: &str, start: usize) -> (usize, Option<usize>) {
    // a plain word of ASCII letters ends where they do
    let bytes = text.as_bytes();
    let length = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let after = bytes.get(start + length).copied().unwrap_or(b' ');
    if length > 0 && after.is_ascii() && !matches!(after, b'\'' | b'`' | b'&' | b'.') {
        return (start + length, None);
    }
    if let Some(end) = dotted_end(text, start) {
        return (end, None);
    }
    let mut end = start;
    let mut apostrophe = None;
    let mut chars = text.get(start..).unwrap_or_default().chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let inside = is_word(c)
            || is_apostrophe(c) && next.is_some_and(char::is_alphabetic)
            || c == '&' && before.is_uppercase() && next.is_some_and(char::is_uppercase);
        // l’Azawad, d’Ivoire: the elided article is a word of its own
        let elided = is_apostrophe(c) && end == start + 1 && matches!(before, 'l' | 'd' | 'L' | 'D');
        if !inside || elided {
            break;
        }
        if is_apostrophe(c) {
            apostrophe = Some(end);
        }
        end += c.len_utf8();
        before = c;
    }
    (end, apostrophe)
}

/// The end of an abbreviation of single capitals with points (U.S., D.C.), if one begins at `start`.
fn dotted_end(text: &str, start: usize) -> Option<usize> {
    let mut chars = text.get(start..)?.chars();
    let mut end = start;
    let mut letters = 0;
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_uppercase() {
            break;
        }
        end += letter.len_utf8() + 1;
        letters += 1;
    }
    (letters >= 2).then_some(end)
}

/// What the characters between two words say, and whether a sentence begins after them.
fn gap(between: &str, before: Option<&Token>, text: &str) -> (Gap, bool) {
    let Some(before) = before else {
        return (Gap::Start, true);
    };
    let mut chars = between.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(a), None, None) if a.is_whitespace() => return (Gap::Space, false),
        (Some('-' | '\u{2010}' | '\u{2011}'), None, None) => return (Gap::Hyphen, false),
        (Some(c), None, None) if is_apostrophe(c) => return (Gap::Hyphen, false),
        (Some('–' | '—' | '−' | '/'), None, None) => return (Gap::Dash, false),
        (Some(a), Some('&'), Some(b)) if a.is_whitespace() && b.is_whitespace() => {
            return (Gap::Space, false);
        }
        (Some('.'), Some(a), None) if a.is_whitespace() => {
            let word = before.span.of(text);
            let is_degree = text.get(..before.span.start).is_some_and(|before| before.ends_with(['°', 'º']));
            if before.shape == Shape::Initial && !is_degree || before.is_capital() && ABBREVIATIONS.contains(&fold(word).as_str())
            {
                return (Gap::Point, false);
            }
        }
        (Some(','), Some(a), None) if a.is_whitespace() => return (Gap::Comma, false),
        (Some(a), Some('(' | '['), None) if a.is_whitespace() => return (Gap::Open, false),
        _ => {}
    }
    // after "U.S." the point was the word's own
    // after a semicolon a capital is a name's
    let first = between.chars().any(|c| matches!(c, '.' | '!' | '?' | '…' | ':' | '|' | '•' | '·' | '‘' | '“' | '"' | '«'));
    (Gap::Break, first)
}
