//! Note markers: which of the numbers in the text call a note.

use super::draft::Marker;
use crate::text::Span;

/// A number that may be a marker.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    span: Span,
    number: u32,
    /// How much it looks like one.
    weight: i32,
}

/// What a number missing from the chain costs.
const GAP: i32 = 4;
/// What a numbering that starts again at 1 costs.
const RESTART: i32 = 8;
/// What a chain must weigh: one sure marker.
const LEAST: i32 = 4;
/// How many numbers in a row may be missing.
const MOST_MISSING: u32 = 3;

/// The markers in the stretches of the source, in order: of all candidates the chain 1, 2, 3 … that weighs most.
pub(super) fn markers(source: &str, stretches: impl Iterator<Item = Span>) -> Vec<Marker> {
    let mut candidates = Vec::new();
    for stretch in stretches {
        find(source, stretch, &mut candidates);
    }
    chain(&candidates)
}

fn find(source: &str, stretch: Span, candidates: &mut Vec<Candidate>) {
    let text = stretch.of(source);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)).map(|found| at + found) {
        let end = bytes
            .get(start..)
            .and_then(|rest| rest.iter().position(|byte| !byte.is_ascii_digit()))
            .map_or(bytes.len(), |found| start + found);
        at = end;
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        let Some(weight) = glued(before, after) else {
            continue;
        };
        if end - start > 3 || bytes.get(start) == Some(&b'0') {
            continue;
        }
        if let Some(number) = text.get(start..end).and_then(|digits| digits.parse().ok()) {
            candidates.push(Candidate { span: Span::new(stretch.start + start, stretch.start + end), number, weight });
        }
    }
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
        let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        return (digits == 4 && last == '.').then_some(1);
    }
    // No.3, p.12
    let word = stem.get(stem.trim_end_matches(char::is_alphabetic).len()..).unwrap_or_default();
    if last == '.' && (word.chars().count() < 3 || word.eq_ignore_ascii_case("vol")) {
        return Some(1);
    }
    Some(4)
}

/// The chain of candidates that weighs most: each one more than the last, or with a few missing, or 1 again.
fn chain(candidates: &[Candidate]) -> Vec<Marker> {
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
                offer(score - RESTART, Some(last));
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
