//! Acronyms that the text defines: "Central Intelligence Agency (CIA)", "CIA (Central Intelligence Agency)".
//!
//! The letters are matched from the last to the first, the first at the start of a word, after A. Schwartz and M. Hearst,
//! "A simple algorithm for identifying abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing 2003.

use super::token::{Gap, Shape, Token};

/// A definition: the words spelled out, and the acronym.
#[derive(Clone, Copy, Debug)]
pub(super) struct Definition {
    /// First token of the words.
    pub first: usize,
    /// Last token of the words, included.
    pub last: usize,
    /// The acronym's token.
    pub short: usize,
    /// Whether the words are written as a name.
    pub is_name: bool,
}

/// Small words that an acronym skips.
const SMALL: [&str; 16] = ["l", "d", "pour", "le", "of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "et"];

/// The definitions in a text, in order.
pub(super) fn definitions(text: &str, tokens: &[Token]) -> Vec<Definition> {
    let mut found = Vec::new();
    for (short, token) in tokens.iter().enumerate() {
        if !matches!(token.shape, Shape::Upper | Shape::Mixed) {
            continue;
        }
        let words_end = match token.gap {
            Gap::Open => short,
            _ => introduced(text, tokens, short),
        };
        if words_end == 0 {
            found.extend(explained(text, tokens, short));
            continue;
        }
        let letters = letters(token, text);
        if !(2..=10).contains(&letters.len()) {
            continue;
        }
        let closes = text.get(token.full_end..).is_some_and(|rest| rest.starts_with([')', ',', ';', ' ', ']']));
        if !closes {
            continue;
        }
        if let Some(first) = spelled_out(text, tokens, words_end, &letters) {
            let is_name = is_name(text, tokens.get(first..words_end).unwrap_or_default());
            found.push(Definition { first, last: words_end - 1, short, is_name });
        }
    }
    found
}

/// Whether the words are written as a name: most of them, and the first, with capitals.
fn is_name(text: &str, words: &[Token]) -> bool {
    let big = words.iter().filter(|token| !SMALL.contains(&token.span.of(text)));
    let (total, capital) = big.fold((0, 0), |(total, capital), token| (total + 1, capital + usize::from(token.is_capital())));
    words.first().is_some_and(Token::is_capital) && capital * 2 > total && total > 1
}

/// The words in brackets behind an acronym that its letters stand for: "IUU (illegal, unreported and unregulated)", "PNA (Parties to
/// the Nauru Agreement)"; of a name, the first words may be in no letter.
fn explained(text: &str, tokens: &[Token], short: usize) -> Option<Definition> {
    const MOST: usize = 14;
    let opening = tokens.get(short + 1).filter(|token| token.gap == Gap::Open)?;
    let first = short + 1 + usize::from(matches!(opening.span.of(text), "the" | "The"));
    let closes = |at: &usize| {
        tokens.get(*at).is_some_and(|token| text.get(token.full_end..).is_some_and(|rest| rest.starts_with([')', ']'])))
    };
    let last = (first..first + MOST).find(closes)?;
    let letters = letters(tokens.get(short)?, text);
    let begin = spelled_out(text, tokens, last + 1, &letters).filter(|&begin| begin >= first && letters.len() > 1)?;
    let are_capital = |from: usize, to: usize| tokens.get(from..to).is_some_and(|words| words.iter().all(Token::is_capital));
    let is_name = is_name(text, tokens.get(first..=last)?);
    (begin == first || is_name && letters.len() > 2 && are_capital(first, begin)).then_some(Definition {
        first,
        last,
        short,
        is_name,
    })
}

/// Where the words end that a bracket like "(hereafter KD)" follows, for the acronym in it; else 0.
fn introduced(text: &str, tokens: &[Token], short: usize) -> usize {
    const WORDS: [&str; 12] = [
        "henceforth",
        "hereafter",
        "hereinafter",
        "referred",
        "to",
        "as",
        "or",
        "known",
        "abbreviated",
        "the",
        "so-called",
        "called",
    ];
    let reach = short.saturating_sub(6);
    for at in (reach..short).rev() {
        match tokens.get(at) {
            Some(token) if WORDS.contains(&token.span.of(text)) => {
                if token.gap == Gap::Open {
                    return at;
                }
            }
            _ => return 0,
        }
    }
    0
}

/// The letters of an acronym in lower case, a plural's s left out.
fn letters(token: &Token, text: &str) -> Vec<char> {
    let short = token.span.of(text);
    let short = if token.shape == Shape::Upper { short.trim_end_matches('s') } else { short };
    short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first token of the words before `short` that its letters stand for.
fn spelled_out(text: &str, tokens: &[Token], short: usize, letters: &[char]) -> Option<usize> {
    // a name has at most twice as many words as its acronym has letters
    let reach = short.saturating_sub(2 * letters.len() + 2);
    let mut left = letters.len();
    let mut at = short;
    let mut skipped = 0;
    while at > reach {
        at -= 1;
        let token = tokens.get(at)?;
        let word: Vec<char> = token.span.of(text).chars().flat_map(char::to_lowercase).collect();
        let wanted = *letters.get(left.checked_sub(1)?)?;
        if word.first() == Some(&wanted) && !SMALL.contains(&token.span.of(text)) {
            left -= 1;
        } else {
            // several letters of one word: EurAsEC, ECOWAS
            let mut rest = left;
            for c in word.iter().rev() {
                if rest > 0 && letters.get(rest - 1) == Some(c) {
                    rest -= 1;
                }
            }
            let starts = letters.get(rest).is_some() && letters.get(rest) == word.first();
            if starts && rest < left {
                left = rest;
            } else if token.gap == Gap::Hyphen && left < letters.len() {
                // "twenty-foot": the acronym has but the first part's letter
            } else if !SMALL.contains(&token.span.of(text)) {
                skipped += 1;
                if left == letters.len() || skipped > 2 || !token.is_capital() {
                    return None;
                }
            }
        }
        if left == 0 {
            return Some(at);
        }
        if !(token.gap.joins() || token.gap == Gap::Comma) {
            return None;
        }
    }
    None
}
