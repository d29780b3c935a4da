//! Aligning a short form's letters with the words of a long form.
//!
//! Every letter is the first of a word or a later one of a word whose first was taken; function words may be passed over for
//! nothing, other words at a price. The cheapest alignment wins, the shortest long form among equals.

use super::glossary;
use crate::extract::Certainty;
use crate::extract::lexicon::{self, Class};
use crate::extract::numbers::small;
use crate::extract::tokens::among;
use crate::text::Span;

/// A word of the text before a bracket.
struct Word<'t> {
    text: &'t str,
    start: usize,
    /// Whether it follows a hyphen or slash, inside a compound.
    inner: bool,
}

/// One unit of a short form: a letter, or a run of digits.
enum Unit {
    Letter(char),
    Digits(u32),
}

fn units(short: &str) -> Vec<Unit> {
    let body = short.strip_suffix('s').filter(|body| body.ends_with(char::is_uppercase)).unwrap_or(short);
    let mut units = Vec::new();
    for letter in body.chars().filter(|letter| letter.is_alphanumeric()) {
        match (letter.to_digit(10), units.last_mut()) {
            (Some(digit), Some(Unit::Digits(run))) => *run = run.saturating_mul(10).saturating_add(digit),
            (Some(digit), _) => units.push(Unit::Digits(digit)),
            (None, _) => units.push(Unit::Letter(fold(letter))),
        }
    }
    units
}

/// The letter in lower case, without its accent.
fn fold(letter: char) -> char {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    match lower {
        'à'..='å' | 'ā' | 'ă' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ś' | 'š' | 'ş' => 's',
        'ù'..='ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ł' => 'l',
        other => other,
    }
}

/// For a name clipped to its first letters ("Quad"), where the name before the brackets begins: capitalised words, the first of which
/// begins as `short` does and is longer.
pub(super) fn clipped(text: &str, end: usize, short: &str) -> Option<usize> {
    let is_clipping = (3..=6).contains(&short.chars().count())
        && short.chars().skip(1).all(char::is_lowercase)
        && short.starts_with(char::is_uppercase);
    if !is_clipping {
        return None;
    }
    let words = words_before(text, end, 5);
    let at = words.iter().position(|word| word.text.len() > short.len() + 1 && word.text.starts_with(short))?;
    let name = words.get(at..)?;
    let is_name = name.len() > 1 && name.iter().all(|word| word.text.starts_with(char::is_uppercase));
    name.first().map(|word| word.start).filter(|_| is_name)
}

/// For initials and a whole word ("UArctic"), where the name before the brackets begins that ends in this word.
pub(super) fn compound(text: &str, end: usize, short: &str) -> Option<usize> {
    let initials = short.char_indices().take_while(|(_, letter)| letter.is_uppercase()).last().map(|(at, _)| at)?;
    let (initials, last) = (short.get(..initials)?, short.get(initials..)?);
    if !(1..=4).contains(&initials.len()) || last.len() < 4 || !last.chars().all(char::is_alphabetic) {
        return None;
    }
    let mut words = words_before(text, end, 2 * initials.len() + 4);
    words.pop().filter(|word| word.text == last)?;
    let units = units(initials);
    let best = align(&units, &words).filter(|best| best.cost == 0)?;
    words.get(best.first).filter(|word| word.text.starts_with(char::is_uppercase)).map(|word| word.start)
}

/// For a name's first word and initials of the others ("Lao PDR"), where the name before the brackets begins that has both.
pub(super) fn headed(text: &str, end: usize, short: &str) -> Option<usize> {
    let (head, initials) = short.split_once(' ').filter(|(head, rest)| head.len() > 2 && !rest.contains(' '))?;
    let is_initials = initials.len() > 1 && initials.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_initials || !head.starts_with(char::is_uppercase) {
        return None;
    }
    let units = units(initials);
    let words = words_before(text, end, 2 * units.len() + 5);
    let best = align(&units, &words).filter(|best| best.cost == 0)?;
    words.get(best.first.checked_sub(1)?).filter(|word| word.text == head).map(|word| word.start)
}

/// The start of the run of capitalised words before the brackets whose first words, one after the other, begin with all `units` and
/// which goes on: "International Group of P&I Clubs (IG)".
fn leading(words: &[Word<'_>], units: &[Unit]) -> Option<usize> {
    let upper = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    let is_in_run = |at: usize| {
        let (Some(word), next) = (words.get(at), words.get(at + 1)) else { return false };
        // "wal-Jihad"; "of Clubs"
        upper(word) || next.is_some_and(|next| upper(next) && (next.inner || lexicon::is(word.text, Class::Linking)))
    };
    let is_head = |at: &usize| words.get(*at).is_some_and(|word| upper(word) && !lexicon::is(word.text, Class::Linking));
    let first = (0..words.len()).rev().take_while(|&at| is_in_run(at)).filter(is_head).last()?;
    let run = words.get(first..)?;
    let mut initials = run.iter().filter(|word| upper(word) && !word.inner).filter_map(|word| word.text.chars().next());
    let fits = units.iter().all(|unit| matches!(unit, Unit::Letter(letter) if initials.next().map(fold) == Some(*letter)));
    let is_body = || run.iter().take(units.len()).any(|word| lexicon::is(word.text, Class::Body));
    let goes_on = run.len() > units.len();
    (fits && goes_on && (units.len() > 2 || units.len() == 2 && is_body())).then(|| run.first().map(|word| word.start))?
}

/// The last `count` words of `text[..end]`, back to the start of the sentence or an earlier bracket.
fn words_before(text: &str, end: usize, count: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let before = text.get(..end).unwrap_or_default();
    let mut stop = before.len();
    let mut first = true;
    for (at, letter) in before.char_indices().rev() {
        let part = letter.is_alphanumeric()
            || matches!(letter, '’' | '\'' | '&' | '\u{ad}')
            || ('\u{300}'..='\u{36f}').contains(&letter);
        if part {
            continue;
        }
        let from = at + letter.len_utf8();
        if from < stop {
            let joint = matches!(letter, '-' | '‐' | '‑' | '–' | '/')
                && before.get(..at).is_some_and(|left| left.ends_with(char::is_alphanumeric));
            words.push(Word { text: before.get(from..stop).unwrap_or_default(), start: from, inner: joint });
        }
        stop = at;
        let closed = matches!(letter, '.' | ';' | ':' | '?' | '!' | '(' | ')' | '[' | ']' | '|' | '—') && !first;
        first = false;
        if words.len() >= count || closed {
            stop = 0;
            break;
        }
    }
    if stop > 0 {
        words.push(Word { text: before.get(..stop).unwrap_or_default(), start: 0, inner: false });
    }
    words.reverse();
    words
}

/// The price of letters `units[..taken]` aligned with words that end before `words[at]`, cheapest first word kept.
#[derive(Clone, Copy)]
struct Best {
    cost: usize,
    first: usize,
}

/// How well the word takes `units`, all of them: its first letter is the first unit, the others follow in order.
fn price(word: &str, units: &[Unit]) -> Option<usize> {
    let [first, rest @ ..] = units else { return None };
    let mut letters = word.trim_matches(['’', '\'', '‘']).chars();
    match first {
        Unit::Digits(number) => {
            // "responsibility to protect (R2P)"
            let sound = among(word, &["to"]).then_some(2).or_else(|| among(word, &["for"]).then_some(4));
            let value = small(word).map(u32::from).or_else(|| word.parse().ok()).or(sound);
            return (value == Some(*number) && rest.is_empty()).then_some(0);
        }
        Unit::Letter(letter) => {
            if fold(letters.next()?) != *letter {
                return None;
            }
        }
    }
    let mut cost = 0;
    for unit in rest {
        let Unit::Letter(letter) = unit else { return None };
        let mut gap = 0;
        loop {
            if fold(letters.next()?) == *letter {
                break;
            }
            gap += 1;
        }
        // A run from the start of the word ("INTERnational POLice") is cheaper than letters out of it ("BOrder").
        cost += if gap == 0 { 1 } else { 2 };
    }
    Some(cost)
}

/// The cheapest alignment of all `units` with a tail of `words`.
fn align(units: &[Unit], words: &[Word<'_>]) -> Option<Best> {
    let (rows, columns) = (units.len(), words.len());
    // table[taken][at]: units[..taken] in words[..at], the last of them used or passed over
    let mut table: Vec<Vec<Option<Best>>> = vec![vec![None; columns + 1]; rows + 1];
    if let Some(row) = table.first_mut() {
        for (at, cell) in row.iter_mut().enumerate() {
            *cell = Some(Best { cost: 0, first: at });
        }
    }
    let cell =
        |table: &Vec<Vec<Option<Best>>>, taken: usize, at: usize| table.get(taken).and_then(|row| row.get(at)).copied().flatten();
    for at in 1..=columns {
        let Some(word) = words.get(at - 1) else { continue };
        let function = lexicon::is(word.text, Class::Linking) && !word.text.starts_with(char::is_uppercase);
        for taken in 1..=rows {
            let mut best: Option<Best> = None;
            let mut offer = |candidate: Best| {
                let better =
                    best.is_none_or(|best| (candidate.cost, usize::MAX - candidate.first) < (best.cost, usize::MAX - best.first));
                if better {
                    best = Some(candidate);
                }
            };
            // Passing the word over; a number in digits never is.
            if let Some(before) = cell(&table, taken, at - 1) {
                let skip = if function {
                    0
                } else if word.inner {
                    1
                } else {
                    4
                };
                offer(Best { cost: before.cost + skip, ..before });
            }
            for length in 1..=taken.min(6) {
                let Some(before) = cell(&table, taken - length, at - 1) else { continue };
                let Some(cost) = units.get(taken - length..taken).and_then(|units| price(word.text, units)) else { continue };
                let opens = taken == length;
                // A long form does not begin inside a compound, and hardly with a function word.
                if opens && word.inner {
                    continue;
                }
                let extra = if opens && function { 3 } else { usize::from(function) };
                offer(Best { cost: before.cost + cost + extra, first: if opens { at - 1 } else { before.first } });
            }
            if let Some(slot) = table.get_mut(taken).and_then(|row| row.get_mut(at)) {
                *slot = best;
            }
        }
    }
    cell(&table, rows, columns)
}

/// The most that an alignment may cost; behind a number, a word may be left over: "March 23 Movement (M23)".
fn limit(units: &[Unit]) -> usize {
    let ends_in_number = matches!(units, [Unit::Letter(_), .., Unit::Digits(_)]);
    2 * units.len().saturating_sub(1) + if ends_in_number { 2 } else { 0 }
}

/// The start of the long form of `short` that ends where the bracket at byte `open` begins.
pub(super) fn before(text: &str, open: usize, short: &str) -> Option<(usize, Certainty)> {
    let all = units(short);
    let head = units(short.split(' ').next().unwrap_or(short));
    let words = words_before(text, open, all.len().max(head.len()) * 2 + 4);
    for units in [&all, &head] {
        if let Some(best) = align(units, &words).filter(|best| best.cost <= limit(units)) {
            let word = words.get(best.first)?;
            let own = foreign(&words, units, short)
                .filter(|start| *start < word.start && best.cost > 1 && in_initials(&words, *start, units));
            if let Some(start) = own {
                // "National Movement for the Liberation of Azawad (MNLA)": all letters are there, in another order
                return Some((start, Certainty::Guess));
            }
            let count = words.len() - best.first;
            let long = text.get(word.start..open).unwrap_or_default().trim();
            // One word is a long form only of a short form out of its letters ("INTERPOL" is none of "police").
            if count >= 2 || units.len() >= 2 && long.chars().count() > short.chars().count() + 2 && best.cost <= units.len() {
                let certainty = if best.cost == 0 { Certainty::Exact } else { Certainty::Rule };
                return Some((word.start, certainty));
            }
        }
    }
    let wide = words_before(text, open, all.len() * 2 + 6);
    foreign(&words, &all, short).or_else(|| leading(&wide, &all)).map(|start| (start, Certainty::Guess))
}

/// The start of the long form of `short` that ends at byte `end`, where every letter begins a word.
pub(super) fn exact_before(text: &str, end: usize, short: &str) -> Option<usize> {
    let units = units(short);
    let words = words_before(text, end, units.len() * 2 + 4);
    let best = align(&units, &words).filter(|best| best.cost == 0 && units.len() >= 3)?;
    words.get(best.first).filter(|word| word.text.starts_with(char::is_uppercase)).map(|word| word.start)
}

/// Whether every letter of `units` begins a capitalised word of `words` from byte `start` on.
fn in_initials(words: &[Word<'_>], start: usize, units: &[Unit]) -> bool {
    let mut initials: Vec<char> = words
        .iter()
        .filter(|word| word.start >= start && word.text.starts_with(char::is_uppercase))
        .filter_map(|word| word.text.chars().next().map(fold))
        .collect();
    units.iter().all(|unit| {
        let Unit::Letter(letter) = unit else { return false };
        let place = initials.iter().position(|initial| initial == letter);
        place.map(|place| initials.swap_remove(place)).is_some()
    })
}

/// Whether `long`, a name, ends in the long form of `short`, before which it has but more words with capitals: "FFA (the Pacific Islands
/// Forum Fisheries Agency)".
pub(super) fn ends_in(text: &str, long: Span, short: &str) -> bool {
    const MORE: usize = 3;
    let units = units(short);
    let words = words_before(long.of(text), long.len(), 24);
    let best = align(&units, &words).filter(|best| best.cost == 0 && best.first <= MORE && units.len() > 2);
    let is_name = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    best.is_some_and(|best| words.get(..=best.first).is_some_and(|words| words.iter().all(is_name)))
        && words.first().is_some_and(|word| word.start == 0)
}

/// The start of the long form of `short`, all in small letters, that ends at byte `end`: each letter begins a word, and the words stand
/// in a row ("billion cubic metres (bcm)").
pub(super) fn small_before(text: &str, end: usize, short: &str) -> Option<usize> {
    let is_small = (3..=6).contains(&short.len()) && short.bytes().all(|byte| byte.is_ascii_lowercase());
    let units: Vec<Unit> = short.chars().map(Unit::Letter).collect();
    let words = if is_small { words_before(text, end, units.len() + 2) } else { Vec::new() };
    let best = align(&units, &words).filter(|best| is_small && best.cost == 0)?;
    let linking = words.get(best.first..)?.iter().filter(|word| lexicon::is(word.text, Class::Linking)).count();
    (words.len() - best.first <= units.len() + linking).then_some(words.get(best.first)?.start)
}

/// Whether the whole of `long` is the long form of `short`.
pub(super) fn whole(text: &str, long: Span, short: &str) -> bool {
    let units = units(short);
    let shift = long.start;
    let words = words_before(long.of(text), long.len(), 24);
    let aligned = align(&units, &words).is_some_and(|best| best.first == 0 && best.cost <= limit(&units));
    let start = words.first().map(|word| word.start + shift);
    aligned && start == Some(shift) || glossary::long(short).is_some_and(|known| known.eq_ignore_ascii_case(long.of(text)))
}

/// A run of capitalised words that names a body, before a short form out of another language's words: the start of the run.
fn foreign(words: &[Word<'_>], units: &[Unit], short: &str) -> Option<usize> {
    let capitals = short.chars().filter(|letter| letter.is_uppercase()).count() >= 3.min(short.len());
    if !(3..=7).contains(&short.chars().count()) || !capitals {
        return None;
    }
    let upper = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    let mut first = words.len();
    while first > 0 {
        let word = words.get(first - 1)?;
        let joined = lexicon::is(word.text, Class::Linking)
            && !among(word.text, &["the", "a", "by", "from", "with"])
            && first >= 2
            && words.get(first - 2).is_some_and(upper);
        let article = among(word.text, &["the"])
            && first >= 2
            && words.get(first - 2).is_some_and(|word| among(word.text, &["of", "for", "in", "on", "to", "and"]));
        if !(upper(word) || joined && first < words.len() || article && first < words.len()) {
            break;
        }
        first -= 1;
    }
    while words.get(first).is_some_and(|word| lexicon::is(word.text, Class::Linking)) {
        first += 1;
    }
    let run = words.get(first..)?;
    let body = run.iter().any(|word| lexicon::is(word.text, Class::Body));
    let known = glossary::long(short)
        .is_some_and(|long| !run.iter().any(|word| long.split(' ').any(|part| part.eq_ignore_ascii_case(word.text))));
    let initials = run.iter().filter_map(|word| word.text.chars().next().map(fold));
    let shared = units
        .iter()
        .filter(|unit| matches!(unit, Unit::Letter(letter) if initials.clone().any(|initial| initial == *letter)))
        .count();
    let fits = run.len() >= 2 && !known && (body || shared * 2 > units.len());
    fits.then(|| run.first().map(|word| word.start)).flatten()
}
