//! Parts of decades, centuries and years: "early 1990s", "second half of 2018", "mid-19th century".

use super::Precision;
use super::moment::Moment;
use super::point::{Point, century, decade, fiscal, month_first, season, years};
use crate::extract::tokens::Tokens;

/// A stretch of a longer time, in tenths of a decade or twelfths of a year.
#[derive(Clone, Copy)]
enum Stretch {
    Early,
    Middle,
    Late,
    FirstHalf,
    SecondHalf,
}

/// "early", "beginning of the", "mid-", "second half of the": the stretch, the token after, and whether "the" stands there.
fn stretch(tokens: &Tokens<'_>, i: usize) -> Option<(Stretch, usize, bool)> {
    let word = |words: &[&str]| tokens.any(i, words);
    let (stretch, mut at) = if word(&["early", "mid", "late"]) {
        let stretch = if word(&["early"]) {
            Stretch::Early
        } else if word(&["mid"]) {
            Stretch::Middle
        } else {
            Stretch::Late
        };
        (stretch, if tokens.is_dash(i + 1) || tokens.is(i + 1, "in") { i + 2 } else { i + 1 })
    } else if word(&["end", "start"]) && tokens.is_hyphen(i + 1) {
        (if word(&["end"]) { Stretch::Late } else { Stretch::Early }, i + 2)
    } else if word(&["beginning", "beginnings", "start", "dawn", "turn", "opening", "outset"]) && tokens.is(i + 1, "of") {
        (Stretch::Early, i + 2)
    } else if word(&["middle"]) && tokens.is(i + 1, "of") {
        (Stretch::Middle, i + 2)
    } else if word(&["end", "close", "ending"]) && tokens.is(i + 1, "of") {
        (Stretch::Late, i + 2)
    } else if word(&["first", "second", "latter", "last", "1st", "2nd"]) && tokens.is(i + 1, "half") && tokens.is(i + 2, "of") {
        (if word(&["first", "1st"]) { Stretch::FirstHalf } else { Stretch::SecondHalf }, i + 3)
    } else if word(&["first", "latter", "early", "later", "last"]) && tokens.is(i + 1, "part") && tokens.is(i + 2, "of") {
        (if word(&["first", "early"]) { Stretch::Early } else { Stretch::Late }, i + 3)
    } else {
        return None;
    };
    let article = tokens.is(at, "the");
    at += usize::from(article);
    Some((stretch, at, article))
}

/// "early 1990s", "beginning of the 1990s", "mid-2005", "late 19th century", "first half of 2018", "mid-to-late 1990s", "end of May 2000".
pub(super) fn part(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let (first, mut at, mut article) = stretch(tokens, i)?;
    let mut last = first;
    // "early to mid-1990s", "mid-to-late 1990s"
    let joint = if tokens.is_dash(at.wrapping_sub(1)) && tokens.is(at, "to") { at } else { at + usize::from(tokens.is_dash(at)) };
    if tokens.any(joint, &["to", "and"]) {
        let next = joint + 1 + usize::from(tokens.is_dash(joint + 1));
        if let Some((stretch, end, the)) = stretch(tokens, next) {
            (last, at, article) = (stretch, end, the);
        }
    }
    let base = if tokens.numeral(at).is_some() {
        century(tokens, at).or_else(|| decade(tokens, at)).or_else(|| years(tokens, at).filter(|_| !article))
    } else {
        month_first(tokens, at)
            .filter(|point| point.precision == Precision::Month)
            .or_else(|| season(tokens, at))
            .or_else(|| century(tokens, at))
            .or_else(|| decade(tokens, at))
            .or_else(|| fiscal(tokens, at).filter(|_| !article))
    }?;
    let mut point = Point { first: i, rule: "part", ..base };
    let year = |offset: u16| Moment::year(base.from.year + offset);
    match base.precision {
        Precision::Decade if base.to.year == base.from.year + 9 => {
            let bounds = |stretch| match stretch {
                Stretch::Early => (0, 3),
                Stretch::Middle => (4, 6),
                Stretch::Late => (7, 9),
                Stretch::FirstHalf => (0, 4),
                Stretch::SecondHalf => (5, 9),
            };
            (point.from, point.to) = (year(bounds(first).0), year(bounds(last).1));
        }
        Precision::Century => {
            let bounds = |stretch| match stretch {
                Stretch::Early => (0, 32),
                Stretch::Middle => (33, 65),
                Stretch::Late => (66, 99),
                Stretch::FirstHalf => (0, 49),
                Stretch::SecondHalf => (50, 99),
            };
            (point.from, point.to) = (year(bounds(first).0), year(bounds(last).1));
        }
        Precision::Year => {
            let bounds = |stretch| match stretch {
                Stretch::Early => (1, 4),
                Stretch::Middle => (5, 8),
                Stretch::Late => (9, 12),
                Stretch::FirstHalf => (1, 6),
                Stretch::SecondHalf => (7, 12),
            };
            (point.from, point.to) =
                (Moment::month(base.from.year, bounds(first).0), Moment::month(base.from.year, bounds(last).1));
            if matches!(first, Stretch::FirstHalf | Stretch::SecondHalf) {
                point.precision = Precision::Half;
            }
        }
        // A part of a month or of a season keeps its months.
        _ => {}
    }
    Some(point)
}
