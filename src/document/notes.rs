//! Note markers: which of the numbers in the text call a note.

use super::draft::Marker;
use super::ends::ends_in_year;
use crate::text::Span;

/// A number that may be a marker.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    span: Span,
    number: u32,
    /// How much it looks like one.
    weight: i32,
    /// How it is written.
    style: Style,
}

/// How a note is called: what looks like a marker but may well be something else must be found before the notes' texts, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// By a number that is raised, glued to a word or in square brackets.
    Usual,
    /// By a number in round brackets, `(3)`.
    Round,
    /// By a small roman numeral, in square brackets or glued to what stands before it: `[iv]`, `end.iv`.
    Roman,
    /// By stars or daggers, `**`: as many as the note's number, which begins anew on each page.
    Starred,
}

/// What a number missing from the chain costs.
const GAP: i32 = 4;
/// What a numbering that starts again at 1 costs.
const RESTART: i32 = 8;
/// What a chain must weigh: one sure marker.
const LEAST: i32 = 4;
/// How many numbers in a row may be missing.
const MOST_MISSING: u32 = 3;

/// How the texts of the notes are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Texts {
    /// How, but for the usual: else such signs in the text are something else.
    pub styles: Styles,
    /// Anew, page by page.
    pub restart: bool,
}

/// The styles of notes that a paper has beside the usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Styles {
    /// Whether it has notes in round brackets.
    pub round: bool,
    /// Whether it has notes with roman numerals.
    pub roman: bool,
    /// Whether it has starred ones.
    pub starred: bool,
}

impl Styles {
    fn has(self, style: Style) -> bool {
        match style {
            Style::Usual => true,
            Style::Round => self.round,
            Style::Roman => self.roman,
            Style::Starred => self.starred,
        }
    }
}

/// The markers in the stretches of the source, in order: of all candidates the chain 1, 2, 3 … that weighs most, and for each of
/// `signs`, the numbers that stand for signs with the starts of their texts, the last one before it. `links` are numbers that are none,
/// in order.
pub(super) fn markers(
    source: &str,
    stretches: impl Iterator<Item = Span>,
    texts: Texts,
    signs: &[(u32, usize)],
    links: &[Span],
) -> Vec<Marker> {
    let mut candidates = Vec::new();
    for stretch in stretches {
        find(source, stretch, &mut candidates);
    }
    let is_link = |span: Span| links.binary_search_by_key(&span.start, |link| link.start).is_ok();
    candidates.retain(|candidate| !is_link(candidate.span));
    let mut markers: Vec<Marker> = Vec::new();
    for &(number, start) in signs {
        // the last before the note's text that calls no other
        let after = markers.last().map_or(0, |marker| marker.span.end);
        let calls = |candidate: &&Candidate| {
            candidate.style == Style::Starred
                && (after..start).contains(&candidate.span.start)
                && signed(candidate.span.of(source).trim_start()) == Some(number)
        };
        let found = candidates.iter().rev().find(calls);
        markers.extend(found.map(|candidate| Marker { span: candidate.span, number }));
    }
    candidates.retain(|candidate| texts.styles.has(candidate.style));
    markers.extend(chain(&candidates, if texts.restart { 0 } else { RESTART }));
    markers.sort_by_key(|marker| marker.span.start);
    markers
}

/// Calls `take` with each number in the stretch that may be a marker, and how it is written.
pub(super) fn numbers(source: &str, stretch: Span, mut take: impl FnMut(u32, Style)) {
    let mut candidates = Vec::new();
    find(source, stretch, &mut candidates);
    candidates.iter().for_each(|candidate| take(candidate.number, candidate.style));
}

/// The number in superscript digits at the start of a text, with its length in bytes.
pub(super) fn superscript(text: &str) -> Option<(u32, usize)> {
    let digits = text.chars().take(4).map_while(|c| SUPERSCRIPTS.iter().position(|&other| other == c));
    let count = digits.clone().count();
    let number = digits.fold(0_u32, |number, digit| number * 10 + u32::try_from(digit).unwrap_or(0));
    let length = text.chars().take(count).map(char::len_utf8).sum();
    ((1..=3).contains(&count) && number > 0).then_some((number, length))
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The number in a tag that raises it, `<sup>3</sup>`, at the start of a text, with its length in bytes.
pub(super) fn tagged(text: &str) -> Option<(u32, usize)> {
    let inside = text.strip_prefix("<sup>")?;
    // no further than a number can reach: the tag may be closed nowhere
    let length = inside.bytes().take(4).position(|byte| byte == b'<').filter(|&length| length > 0)?;
    let digits = inside.get(..length).filter(|_| inside.get(length..).is_some_and(|rest| rest.starts_with("</sup>")))?;
    let number = digits.parse().ok().filter(|&number| number > 0)?;
    Some((number, digits.len() + "<sup></sup>".len()))
}

/// Units that take a superscript as their power.
const UNITS: [&str; 9] = ["m", "km", "cm", "mm", "dm", "hm", "ft", "mi", "yd"];

fn find(source: &str, stretch: Span, candidates: &mut Vec<Candidate>) {
    let text = stretch.of(source);
    let mut at = 0;
    while let Some(start) = next_candidate(text, at) {
        let before = text.get(..start).unwrap_or_default();
        let rest = text.get(start..).unwrap_or_default();
        let tag = || tagged(rest).map(|(number, length)| (number, RAISED, length));
        let (found, length) = raised(before, rest)
            .or_else(|| bracketed(rest))
            .or_else(|| roman_bracketed(rest))
            .or_else(|| roman_glued(rest))
            .or_else(|| rounded(before, rest))
            .or_else(|| starred(before, rest))
            .or_else(tag)
            .map_or_else(
                || {
                    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
                    let digits = rest.get(..length).filter(|digits| (1..=3).contains(&length) && !digits.starts_with('0'));
                    let weight = digits.and_then(|_| glued(before, rest.get(length..).unwrap_or_default()));
                    (digits.and_then(|digits| digits.parse().ok()).zip(weight), length)
                },
                |(number, weight, length)| (Some((number, weight)), length),
            );
        at = start + length.max(rest.chars().next().map_or(1, char::len_utf8));
        let Some((number, weight)) = found else { continue };
        let after = text.get(start + length..).unwrap_or_default();
        // a blank before the marker goes with it where none is needed
        let blanks = before.len() - before.trim_end().len();
        let lead = if after.is_empty() || after.starts_with(NEEDS_NO_BLANK) { blanks } else { 0 };
        // a comma between two raised markers goes, too
        let comma = usize::from(
            after.starts_with(',') && weight >= RAISED && after.get(1..).is_some_and(|next| superscript(next).is_some()),
        );
        let span = Span::new(stretch.start + start - lead, stretch.start + start + length + comma);
        let style = match rest.chars().next() {
            Some('(') => Style::Round,
            Some(sign) if sign.is_ascii_lowercase() => Style::Roman,
            Some('[') if rest.get(1..).is_some_and(|inside| inside.starts_with(|c: char| c.is_ascii_lowercase())) => Style::Roman,
            Some(sign) if STARS.contains(&sign) => Style::Starred,
            _ => Style::Usual,
        };
        candidates.push(Candidate { span, number, weight, style });
    }
}

/// What needs no blank before it.
const NEEDS_NO_BLANK: [char; 8] = ['.', ',', ';', ':', '!', '?', ')', ' '];

/// Where the next character stands that may begin a marker, from `at` on: a digit, a bracket, a tag, a superscript.
fn next_candidate(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        let mut before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
        let may_begin = |byte: &u8| {
            // a roman numeral only where punctuation stands before it
            let is_letter = matches!(byte, b'i' | b'v' | b'x') && (before.is_ascii_punctuation() || !before.is_ascii());
            before = *byte;
            byte.is_ascii_digit() || matches!(byte, b'[' | b'(' | b'<' | b'*') || !byte.is_ascii() || is_letter
        };
        at += bytes.get(at..)?.iter().position(may_begin)?;
        if bytes.get(at).is_some_and(u8::is_ascii_lowercase) {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            if before.is_some_and(|c| matches!(c, '.' | ',' | ';' | '!' | '?' | '”' | '’' | '"')) {
                return Some(at);
            }
            at += 1;
            continue;
        }
        let c = text.get(at..)?.chars().next()?;
        if c.is_ascii() || SUPERSCRIPTS.contains(&c) || STARS.contains(&c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// What a raised number weighs.
const RAISED: i32 = 6;

/// A marker in superscript digits: number, weight, length.
fn raised(before: &str, rest: &str) -> Option<(u32, i32, usize)> {
    let (number, length) = superscript(rest)?;
    let word = before.get(before.trim_end_matches(char::is_alphabetic).len()..).unwrap_or_default();
    if before.ends_with(SUPERSCRIPTS) {
        return None;
    }
    let is_power = UNITS.contains(&word) || before.ends_with(|c: char| c.is_ascii_digit());
    Some((number, if is_power { 1 } else { RAISED }, length))
}

/// A marker in square brackets.
fn bracketed(rest: &str) -> Option<(u32, i32, usize)> {
    let inside = rest.strip_prefix('[')?;
    let length = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let (digits, after) = (inside.get(..length)?, inside.get(length..)?.strip_prefix(']')?);
    let is_number =
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !after.starts_with('(');
    Some((digits.parse().ok().filter(|&number| is_number && number > 0)?, 4, digits.len() + 2))
}

/// A marker with a roman numeral in square brackets: not "\[i\]t", where a quotation's first letter was changed.
fn roman_bracketed(rest: &str) -> Option<(u32, i32, usize)> {
    let (number, length) = roman(rest.strip_prefix('[')?)?;
    let after = rest.get(length + 1..)?.strip_prefix(']')?;
    let is_free = !after.starts_with(|c: char| c.is_alphanumeric() || c == '(');
    is_free.then_some((number, 4, length + 2))
}

/// A marker that is a small roman numeral, glued to the punctuation before it: "the end.iv".
fn roman_glued(rest: &str) -> Option<(u32, i32, usize)> {
    let (number, length) = roman(rest)?;
    let is_free = rest.get(length..).is_some_and(|after| after.is_empty() || after.starts_with(char::is_whitespace));
    is_free.then_some((number, 4, length))
}

/// The small roman numeral at the start of a text, below 100, with its length in bytes.
pub(super) fn roman(text: &str) -> Option<(u32, usize)> {
    const LONGEST: usize = 8;
    let length = text.bytes().take(LONGEST).take_while(|byte| b"ivxlc".contains(byte)).count();
    let value = |byte: u8| match byte {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        b'l' => 50,
        _ => 100,
    };
    let digits = text.as_bytes().get(..length).filter(|_| length > 0)?;
    let (mut number, mut last) = (0_u32, 0);
    for &byte in digits.iter().rev() {
        let value = value(byte);
        number = if value < last { number.saturating_sub(value) } else { number + value };
        last = last.max(value);
    }
    (1..100).contains(&number).then_some((number, length))
}

/// A marker in round brackets: not the label at the start of a line, nor what a word or another bracket follows at once.
fn rounded(before: &str, rest: &str) -> Option<(u32, i32, usize)> {
    let inside = rest.strip_prefix('(').filter(|_| !before.trim().is_empty())?;
    let length = inside.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (digits, after) = (inside.get(..length)?, inside.get(length..)?.strip_prefix(')')?);
    let is_free = !after.starts_with(|c: char| c.is_alphanumeric() || c == '(');
    Some((digits.parse().ok().filter(|&number| is_free && number > 0)?, 4, digits.len() + 2))
}

/// Signs that call a note by how many of them there are.
const STARS: [char; 3] = ['*', '†', '‡'];
/// The most of them in a row.
const MOST_STARS: usize = 4;

/// The number that stars or daggers at the start of a text stand for, with their length in bytes.
pub(super) fn stars(text: &str) -> Option<(u32, usize)> {
    let sign = text.chars().next().filter(|sign| STARS.contains(sign))?;
    let count = text.chars().take(MOST_STARS + 1).take_while(|&c| c == sign).count();
    let number = u32::try_from(count).ok().filter(|_| count <= MOST_STARS)?;
    // a dagger comes after the star, the double dagger after it
    let rank = STARS.iter().position(|&other| other == sign).and_then(|rank| u32::try_from(rank).ok()).unwrap_or(0);
    Some((number + rank, count * sign.len_utf8()))
}

/// From here on, the numbers of notes stand for signs: those of a paper that calls some of its notes by numbers and some by signs.
const SIGNED: u32 = 1_000;
/// How far the numbers of two signs are apart.
const SIGN_STEP: u32 = 10;

/// The number that stands for the stars or daggers at the start of a text, whatever page they are on.
pub(super) fn signed(text: &str) -> Option<u32> {
    let sign = text.chars().next()?;
    let rank = u32::try_from(STARS.iter().position(|&other| other == sign)?).ok()?;
    let count = text.chars().take(MOST_STARS + 1).take_while(|&c| c == sign).count();
    u32::try_from(count).ok().filter(|_| count <= MOST_STARS).map(|count| SIGNED + rank * SIGN_STEP + count)
}

/// Whether a note's number stands for a sign.
pub(super) fn is_signed(number: u32) -> bool {
    number > SIGNED && number < SIGNED + SIGN_STEP * 3
}

/// How a note's number is printed: `12`, or the sign that it stands for.
pub fn label(number: u32) -> String {
    let sign = number.checked_sub(SIGNED).filter(|_| is_signed(number)).and_then(|code| {
        let sign = STARS.get((code / SIGN_STEP) as usize)?;
        Some(sign.to_string().repeat((code % SIGN_STEP) as usize))
    });
    sign.unwrap_or_else(|| number.to_string())
}

/// A marker of stars or daggers, glued to what stands before it, and followed by nothing that it could belong to.
fn starred(before: &str, rest: &str) -> Option<(u32, i32, usize)> {
    let (number, length) = stars(rest)?;
    let is_glued = before.ends_with(|c: char| !c.is_whitespace() && !STARS.contains(&c) && c != '(');
    let is_free = !rest.get(length..)?.starts_with(|c: char| c.is_alphanumeric() || STARS.contains(&c));
    (is_glued && is_free).then_some((number, RAISED, length))
}

/// The identifiers of Markdown's notes with their numbers, sorted: their own where all are numbers, else in order of appearance.
pub(super) fn ids(source: &str, stretches: impl Iterator<Item = Span>) -> Vec<(&str, u32)> {
    let mut ids: Vec<(&str, u32)> = Vec::new();
    for stretch in stretches {
        let text = stretch.of(source);
        for (start, _) in text.match_indices("[^") {
            if let Some(id) = caret(text.get(start + 2..).unwrap_or_default()) {
                let number = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                ids.push((id, number));
            }
        }
    }
    let are_numbers = ids.iter().all(|(id, _)| id.parse::<u32>().is_ok());
    ids.sort_by(|(one, at), (other, other_at)| one.cmp(other).then(at.cmp(other_at)));
    ids.dedup_by_key(|(id, _)| *id);
    if are_numbers {
        ids.iter_mut().for_each(|(id, number)| *number = id.parse().unwrap_or(0));
    } else {
        let mut order: Vec<usize> = (0..ids.len()).collect();
        order.sort_by_key(|&index| ids.get(index).map_or(0, |&(_, at)| at));
        for (index, number) in order.into_iter().zip(1..) {
            if let Some(id) = ids.get_mut(index) {
                id.1 = number;
            }
        }
    }
    ids
}

/// The number of a Markdown note; 0 where it has none.
pub(super) fn number_of(ids: &[(&str, u32)], id: &str) -> u32 {
    ids.binary_search_by(|(other, _)| (*other).cmp(id)).ok().and_then(|index| ids.get(index)).map_or(0, |&(_, number)| number)
}

/// The identifier that a text begins with, up to its bracket.
fn caret(text: &str) -> Option<&str> {
    let length = text.bytes().take(LONGEST_ID + 1).position(|byte| byte == b']').filter(|&length| length > 0)?;
    text.get(..length).filter(|id| !id.contains([' ', '[', '^']))
}

/// The longest identifier of a Markdown note, in bytes.
const LONGEST_ID: usize = 60;

/// The markers `[^id]` of Markdown; `number` gives the number of each.
pub(super) fn carets(source: &str, stretches: impl Iterator<Item = Span>, number: impl Fn(&str) -> u32) -> Vec<Marker> {
    let mut markers = Vec::new();
    for stretch in stretches {
        let text = stretch.of(source);
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find("[^")).map(|found| at + found) {
            at = start + 2;
            let Some(id) = text.get(at..).and_then(caret) else { continue };
            at += id.len() + 1;
            let before = text.get(..start).unwrap_or_default();
            let is_free = text.get(at..).is_none_or(|after| after.is_empty() || after.starts_with(NEEDS_NO_BLANK));
            let lead = if is_free { before.len() - before.trim_end().len() } else { 0 };
            markers.push(Marker { span: Span::new(stretch.start + start - lead, stretch.start + at), number: number(id) });
        }
    }
    markers
}

/// How much digits between `before` and `after` look like a glued marker; none if they cannot be one.
fn glued(before: &str, after: &str) -> Option<i32> {
    if after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '–' | '/' | '°')) {
        return None;
    }
    // 4.6, 3,000 and 10:30 go on with a digit
    if after.starts_with(['.', ',', ':']) && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let last = before.chars().next_back()?;
    if last.is_alphabetic() {
        let word = before.get(before.trim_end_matches(char::is_alphanumeric).len()..).unwrap_or_default();
        let is_name = word.chars().any(|c| c.is_uppercase() || c.is_numeric())
            && !(word.len() > 3 && word.chars().skip(1).all(char::is_lowercase));
        return Some(if is_name || word.chars().count() == 1 { 1 } else { 4 });
    }
    if !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '’' | '”' | '"' | '\'' | '»' | '…') {
        return None;
    }
    let stem = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let punctuation = before.len() - stem.len();
    if stem.ends_with(|c: char| c.is_ascii_digit()) && punctuation == 1 && matches!(last, '.' | ',' | ':') {
        // 2005.3 may be a marker after a year; 4.6 is a number
        return (ends_in_year(stem) && last == '.').then_some(1);
    }
    // No.3, p.12
    let word = stem.get(stem.trim_end_matches(char::is_alphabetic).len()..).unwrap_or_default();
    if last == '.' && (word.chars().count() < 3 || word.eq_ignore_ascii_case("vol")) {
        return Some(1);
    }
    Some(4)
}

/// The chain of candidates that weighs most: each one more than the last, or with a few missing, or 1 again.
fn chain(candidates: &[Candidate], restart: i32) -> Vec<Marker> {
    // for each number, the best chain that ends in it so far: its score and its last candidate
    let mut best: Vec<Option<(i32, usize)>> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let mut overall: Option<(i32, usize)> = None;
    for (index, candidate) in candidates.iter().enumerate() {
        let number = candidate.number as usize;
        let mut from: Option<(i32, Option<usize>)> = None;
        let mut offer = |score: i32, index: Option<usize>| {
            if from.is_none_or(|(other, _)| score > other) {
                from = Some((score, index));
            }
        };
        if candidate.number == 1 {
            offer(0, None);
            if let Some((score, last)) = overall {
                offer(score - restart, Some(last));
            }
        }
        for missing in 0..=MOST_MISSING {
            let cost = i32::try_from(missing).unwrap_or(0) * GAP;
            let Some(previous) = number.checked_sub(1 + missing as usize) else {
                break;
            };
            if previous == 0 && missing > 0 {
                offer(-cost, None);
            } else if let Some(&Some((score, last))) = best.get(previous) {
                offer(score - cost, Some(last));
            }
        }
        let Some((score, previous)) = from else {
            before.push(None);
            continue;
        };
        before.push(previous);
        let score = score + candidate.weight;
        if best.len() <= number {
            best.resize(number + 1, None);
        }
        if let Some(slot) = best.get_mut(number)
            && slot.is_none_or(|(other, _)| score > other)
        {
            *slot = Some((score, index));
        }
        if overall.is_none_or(|(other, _)| score > other) {
            overall = Some((score, index));
        }
    }
    let mut markers = Vec::new();
    let mut at = overall.filter(|&(score, _)| score >= LEAST).map(|(_, index)| index);
    while let Some(index) = at {
        if let Some(candidate) = candidates.get(index) {
            markers.push(Marker { span: candidate.span, number: candidate.number });
        }
        at = before.get(index).copied().flatten();
    }
    markers.reverse();
    markers
}
