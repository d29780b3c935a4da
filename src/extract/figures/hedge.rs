//! Words that make a number a bound or an estimate: "more than", "up to", "nearly", "or so".

use crate::extract::tokens::Tokens;

/// What a hedge makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// The true value is at least that.
    AtLeast,
    /// The true value is at most that.
    AtMost,
    /// The true value is near that.
    About,
}

use Bound::{About, AtLeast, AtMost};

impl Bound {
    /// The bound on the other side.
    pub(super) fn negated(self) -> Self {
        match self {
            AtLeast => AtMost,
            AtMost => AtLeast,
            About => About,
        }
    }
}

/// Hedges before the number, in the order of their first words; where several fit, the longest counts.
const BEFORE: &[(&str, Bound)] = &[
    ("a little less than", AtMost),
    ("a little more than", AtLeast),
    ("a little over", AtLeast),
    ("a little under", AtMost),
    ("a maximum of", AtMost),
    ("a minimum of", AtLeast),
    ("about", About),
    ("above", AtLeast),
    ("almost", About),
    ("an average of", About),
    ("an average of about", About),
    ("an average of around", About),
    ("an estimated", About),
    ("an estimated total of", About),
    ("anything up to", AtMost),
    ("approaching", About),
    ("approx", About),
    ("approximately", About),
    ("around", About),
    ("as far as", AtMost),
    ("as few as", AtLeast),
    ("as high as", AtMost),
    ("as little as", AtLeast),
    ("as long as", AtMost),
    ("as low as", AtLeast),
    ("as many as", AtMost),
    ("as much as", AtMost),
    ("at least", AtLeast),
    ("at most", AtMost),
    ("at the most", AtMost),
    ("at the very least", AtLeast),
    ("below", AtMost),
    ("c", About),
    ("ca", About),
    ("circa", About),
    ("close to", About),
    ("considerably less than", AtMost),
    ("considerably more than", AtLeast),
    ("easily more than", AtLeast),
    ("estimated", About),
    ("exceed", AtLeast),
    ("exceeded", AtLeast),
    ("exceeding", AtLeast),
    ("exceeds", AtLeast),
    ("far less than", AtMost),
    ("far more than", AtLeast),
    ("fewer than", AtMost),
    ("greater than", AtLeast),
    ("higher than", AtLeast),
    ("in excess of", AtLeast),
    ("in the order of", About),
    ("in the region of", About),
    ("just above", AtLeast),
    ("just below", AtMost),
    ("just over", AtLeast),
    ("just short of", AtMost),
    ("just under", AtMost),
    ("larger than", AtLeast),
    ("less than", AtMost),
    ("little less than", AtMost),
    ("little more than", AtLeast),
    ("lower than", AtMost),
    ("more or less", About),
    ("more than", AtLeast),
    ("much less than", AtMost),
    ("much more than", AtLeast),
    ("near", About),
    ("nearer", About),
    ("nearly", About),
    ("on the order of", About),
    ("over", AtLeast),
    ("perhaps", About),
    ("roughly", About),
    ("slightly above", AtLeast),
    ("slightly below", AtMost),
    ("slightly less than", AtMost),
    ("slightly more than", AtLeast),
    ("slightly over", AtLeast),
    ("slightly under", AtMost),
    ("some", About),
    ("something like", About),
    ("under", AtMost),
    ("up to", AtMost),
    ("up to about", AtMost),
    ("up to around", AtMost),
    ("upward of", AtLeast),
    ("upwards of", AtLeast),
    ("virtually", About),
    ("well above", AtLeast),
    ("well below", AtMost),
    ("well over", AtLeast),
    ("well under", AtMost),
];

/// Hedges after it.
const AFTER: &[(&str, Bound)] = &[
    ("and above", AtLeast),
    ("and more", AtLeast),
    ("and over", AtLeast),
    ("at least", AtLeast),
    ("at most", AtMost),
    ("or above", AtLeast),
    ("or fewer", AtMost),
    ("or less", AtMost),
    ("or more", AtLeast),
    ("or over", AtLeast),
    ("or so", About),
    ("or under", AtMost),
];

fn longest(tokens: &Tokens<'_>, i: usize, list: &[(&str, Bound)]) -> Option<(Bound, usize)> {
    let word = tokens.word(i);
    let head = |phrase: &str| {
        phrase.split(' ').next().unwrap_or_default().bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
    };
    if word.is_empty() {
        return None;
    }
    // The lists are in order: those that begin with the word stand together.
    let from = list.partition_point(|(phrase, _)| head(phrase).is_lt());
    list.get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|(phrase, _)| head(phrase).is_eq())
        .filter_map(|(phrase, bound)| tokens.phrase(i, phrase).map(|end| (*bound, end)))
        .max_by_key(|(_, end)| *end)
}

/// The words with which a hedge can begin.
pub(super) fn heads() -> impl Iterator<Item = &'static str> {
    BEFORE.iter().map(|(phrase, _)| phrase.split(' ').next().unwrap_or_default()).chain(NEGATIONS.iter().copied())
}

/// Words that turn the bound after them: "never below", "not more than".
const NEGATIONS: &[&str] = &["cannot", "never", "no", "not"];

/// The hedge at token `i`, before a number, and the token after it.
pub(super) fn before(tokens: &Tokens<'_>, i: usize) -> Option<(Bound, usize)> {
    if let Some(bound) = match tokens.sign(i) {
        Some('~' | '≈' | '±') => Some(About),
        Some('>' | '≥') => Some(AtLeast),
        Some('<' | '≤') => Some(AtMost),
        _ => None,
    } {
        return Some((bound, i + 1));
    }
    if tokens.any(i, NEGATIONS) {
        let (bound, end) = longest(tokens, i + 1, BEFORE).filter(|(bound, _)| *bound != About)?;
        // "no under 5s", "not up to 5"
        return (!tokens.any(i + 1, &["up", "as"])).then_some((bound.negated(), end));
    }
    let (bound, mut end) = longest(tokens, i, BEFORE)?;
    let short = tokens.any(i, &["c", "ca", "approx"]);
    if short && tokens.is_sign(end, '.') && tokens.glued(end) {
        end += 1;
    }
    // One letter is a hedge only with its point.
    (!tokens.is(i, "c") || end == i + 2).then_some((bound, end))
}

/// The hedge at token `i`, after a number.
pub(super) fn after(tokens: &Tokens<'_>, i: usize) -> Option<(Bound, usize)> {
    if tokens.is_sign(i, '+') && tokens.glued(i) {
        return Some((AtLeast, i + 1));
    }
    // "US$1 billion-plus"
    if tokens.is_hyphen(i) && tokens.is(i + 1, "plus") {
        return Some((AtLeast, i + 2));
    }
    let (bound, end) = longest(tokens, i, AFTER)?;
    // "$300 million and more than $1.5 billion", "5 and over 10", "5, at least 10 of them": the hedge is of the next number.
    let closed = tokens.get(end).is_none() || matches!(tokens.sign(end), Some(',' | '.' | ';' | ')' | ':' | '|' | '–' | '—'));
    let next = tokens.is(end, "than")
        || tokens.numeral(end).is_some()
        || super::units::currency_before(tokens, end).is_some()
        || tokens.any(end, &["all", "a", "half"]);
    (closed || !next && !tokens.any(i, &["at", "and"])).then_some((bound, end))
}
