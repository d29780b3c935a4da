//! Nouns around a number: what it counts, and what it merely numbers.

use super::units::{Measure, unit};
use crate::extract::lexicon::{self, Class};
use crate::extract::tokens::{Tokens, among, unpossessive};

/// Whether the number at token `i` is the name of something, alone or in a list ("Articles 5, 6 and 7", "pp. 34–36").
pub(crate) fn is_designated(tokens: &Tokens<'_>, i: usize) -> bool {
    let Some(digits) = tokens.numeral(i).map(|numeral| numeral.digits) else { return false };
    let mut at = i;
    for _ in 0..8 {
        let joint = at.wrapping_sub(1);
        let number = tokens
            .numeral(at.wrapping_sub(2))
            .is_some_and(|numeral| numeral.plain().is_some() && numeral.digits.abs_diff(digits) <= 1);
        let listed = tokens.is_dash(joint)
            || tokens.is_sign(joint, ',')
            || tokens.is_sign(joint, '&')
            || tokens.any(joint, &["and", "or", "to"]);
        if !(number && listed) {
            break;
        }
        at = at.wrapping_sub(2);
    }
    let before = at.wrapping_sub(1);
    if matches!(tokens.sign(before), Some('#' | '№' | '§')) {
        return true;
    }
    let dot = tokens.is_sign(before, '.') && tokens.glued(before);
    let word = if dot { before.wrapping_sub(1) } else { before };
    if !lexicon::is(tokens.word(word), Class::Designator) {
        return false;
    }
    // "a line of 5": only what stands right before; "no 5" needs its dot or capital, "aged" numbers nothing that a year can be.
    match () {
        () if tokens.any(word, &["no", "n", "p", "op", "ex", "ch"]) => {
            dot || tokens.text(word) != "no" && tokens.is_capital(word)
        }
        () if tokens.is(word, "aged") => false,
        () => true,
    }
}

/// Whether `word` is one of the words that have no content of their own.
pub(crate) fn is_closed(word: &str) -> bool {
    lexicon::is(word, Class::Closed)
}

/// Whether `word` looks like the plural of a noun.
pub(crate) fn is_plural(word: &str) -> bool {
    let word = unpossessive(word);
    if word.len() < 3 || is_closed(word) || lexicon::is(word, Class::Singular) {
        return false;
    }
    // "servicemen", "townspeople"
    let tail = |length: usize| word.len().checked_sub(length).and_then(|cut| word.get(cut..));
    if lexicon::is(word, Class::Plural)
        || tail(3).is_some_and(|tail| tail == "men")
        || tail(6).is_some_and(|tail| tail == "people")
    {
        return true;
    }
    let Some(stem) = word.strip_suffix(['s', 'S']) else { return false };
    !stem.ends_with(['s', 'u', 'i', 'S', 'U', '’', '\''])
}

/// A noun that a number counts: tokens up to `end`, the last of which is the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The token after the noun.
    pub end: usize,
    /// Whether the table of units knows it as people or things.
    pub known: bool,
    /// The unit, where the table has one.
    pub symbol: Option<&'static str>,
}

/// The noun after a number that ends before token `i`: up to four words, then a plural ("internally displaced persons").
pub(crate) fn counted(tokens: &Tokens<'_>, i: usize) -> Option<Counted> {
    // "stopped 21 times on average"
    let is_many = || tokens.numeral(i.wrapping_sub(1)).is_some_and(|numeral| numeral.digits > 1);
    if tokens.is(i, "times") && is_many() {
        return Some(Counted { end: i + 1, known: false, symbol: Some("times") });
    }
    let mut at = i;
    let mut words = 0;
    while words < 6 {
        if let Some((unit, end)) = unit(tokens, at).filter(|(unit, _)| unit.measure == Measure::Count) {
            // "3,000 officers and men" stays with its first noun; "child soldiers" goes on to the last.
            let further = counted_head(tokens, end);
            return Some(further.unwrap_or(Counted { end, known: true, symbol: Some(unit.symbol) }));
        }
        let word = tokens.word(at);
        if word.is_empty() || at > i && tokens.sentence(at) != tokens.sentence(i) || tokens.glued(at) && at == i {
            return None;
        }
        if is_plural(word) {
            let further = counted_head(tokens, at + 1);
            return Some(further.unwrap_or(Counted { end: at + 1, known: false, symbol: None }));
        }
        if is_closed(word) {
            // "Russian and Kazakh troops": adjectives joined
            let joined = words > 0
                && among(word, &["and", "or"])
                && adjective(tokens, at - 1)
                && adjective(tokens, at + 1)
                && head_near(tokens, at + 2);
            if !joined {
                return None;
            }
        } else if verb(word) && !(words == 0 && participle(word) && head_near(tokens, at + 1)) && !head_near(tokens, at + 1) {
            return None;
        }
        words += 1;
        at += 1;
        if tokens.is_dash(at) && tokens.glued(at) && tokens.glued(at + 1) {
            at += 1;
            // "48 FA-50 aircraft", "32 F-35s"
            if tokens.numeral(at).is_some() {
                at += 1;
                if tokens.word(at) == "s" && tokens.glued(at) {
                    return Some(Counted { end: at + 1, known: true, symbol: None });
                }
            }
        } else if tokens.is_sign(at, ',')
            && tokens.is_capital(at - 1)
            && tokens.is_capital(at + 1)
            && !is_plural(tokens.word(at + 1))
        {
            // "Tajik, Kyrgyz and Uzbek workers"
            at += 1;
        } else if tokens.glued(at) && tokens.sign(at).is_some() {
            return None;
        }
    }
    None
}

/// A plural right after a plural ("member states" has none; "arms transfers" has), in the same phrase.
fn counted_head(tokens: &Tokens<'_>, i: usize) -> Option<Counted> {
    if tokens.glued(i) || !tokens.word(i).chars().all(char::is_lowercase) {
        return None;
    }
    let (unit, end) = unit(tokens, i).filter(|(unit, _)| unit.measure == Measure::Count)?;
    Some(Counted { end, known: true, symbol: Some(unit.symbol) })
}

fn participle(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("ing") || word.ends_with("en")
}

fn verb(word: &str) -> bool {
    participle(word)
}

fn adjective(tokens: &Tokens<'_>, i: usize) -> bool {
    let word = tokens.word(i);
    tokens.is_capital(i)
        || ["al", "ic", "ish", "ese", "an", "ary", "ed", "ive", "ous", "ian"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a plural stands at token `i` or right after it.
fn head_near(tokens: &Tokens<'_>, i: usize) -> bool {
    let here = |at: usize| is_plural(tokens.word(at)) && !tokens.glued(at);
    here(i) || here(i + 1) && !is_closed(tokens.word(i)) && !tokens.word(i).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_counted() {
        for (text, expected) in [
            ("men who", Some("men")),
            ("internally displaced persons in", Some("internally displaced persons")),
            ("Russian and Kazakh troops at", Some("Russian and Kazakh troops")),
            ("joint ventures in", Some("joint ventures")),
            ("Russo–Kazakh joint ventures", Some("Russo–Kazakh joint ventures")),
            ("from Kazakhstan", None),
            ("in bases", None),
            ("deployed in bases", None),
            ("were trained for years", None),
            ("people", Some("people")),
            ("EU member states", Some("EU member states")),
            (", and ships", None),
        ] {
            let tokens = Tokens::new(text);
            assert_eq!(counted(&tokens, 0).map(|noun| tokens.span(0, noun.end).of(text)), expected, "{text}");
        }
    }

    #[test]
    fn knows_names_with_numbers() {
        for (text, i, expected) in [
            ("Article 234", 1, true),
            ("Articles 5, 6 and 7", 5, true),
            ("pp. 34–36", 4, true),
            ("no. 12", 2, true),
            ("No 765", 1, true),
            ("had no 12", 2, false),
            ("in 2005", 1, false),
        ] {
            assert_eq!(is_designated(&Tokens::new(text), i), expected, "{text}");
        }
    }
}
