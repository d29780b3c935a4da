//! Events that are named by their day ("9/11"), and the words that a date dates.

use std::sync::LazyLock;

use super::Precision;
use super::moment::{Moment, days};
use super::point::Point;
use crate::extract::tokens::Tokens;
use crate::text::Span;

const FILE: &str = include_str!("../../../static/data/dated_events.tsv");

struct Named {
    form: &'static str,
    date: Moment,
    after: Vec<&'static str>,
}

/// Reads the table.
///
/// # Errors
/// The first line that does not fit.
fn parse(file: &'static str) -> (Vec<Named>, Result<(), String>) {
    let (mut rows, mut verdict, mut last) = (Vec::new(), Ok(()), "");
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let form = fields.next().unwrap_or_default();
        match (fields.next().and_then(Moment::parse), fields.next(), fields.next()) {
            (Some(date), Some(after), None) if form > last && date.day > 0 => {
                rows.push(Named { form, date, after: after.split_whitespace().collect() })
            }
            _ if verdict.is_ok() => verdict = Err(format!("static/data/dated_events.tsv:{}: {form} cannot be read", number + 1)),
            _ => {}
        }
        last = form;
    }
    (rows, verdict)
}

static TABLE: LazyLock<Vec<Named>> = LazyLock::new(|| parse(FILE).0);

fn find(tokens: &Tokens<'_>, form: &str, end: usize) -> Option<Moment> {
    let row = TABLE.iter().find(|row| row.form == form)?;
    let told = row.after.is_empty() || (end..end + 3).any(|at| tokens.any(at, &row.after));
    told.then_some(row.date)
}

/// "9/11" at token `i`.
pub(super) fn named(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    tokens.numeral(i)?;
    let joined = tokens.is_sign(i + 1, '/') && tokens.glued(i + 1) && tokens.glued(i + 2) && tokens.numeral(i + 2).is_some();
    let apart = |at: usize| !(tokens.glued(at) && matches!(tokens.sign(at), Some('/' | '.' | '%')));
    if !joined || !apart(i + 3) || tokens.glued(i) && tokens.is_sign(i.wrapping_sub(1), '/') {
        return None;
    }
    let date = find(tokens, tokens.span(i, i + 3).of(tokens.whole()), i + 3)?;
    Some(Point { first: i, end: i + 3, from: date, to: date, precision: Precision::Day, rule: "named day", open: false })
}

/// The full date of a day without a year that names an event ("11 September").
pub(super) fn anniversary(tokens: &Tokens<'_>, date: &Point) -> Option<Point> {
    if date.precision != Precision::Day || date.from.day > days(4, date.from.month) {
        return None;
    }
    let form = format!("{:02}-{:02}", date.from.month, date.from.day);
    let full = find(tokens, &form, date.end)?;
    Some(Point { from: full, to: full, rule: "named day", ..*date })
}

/// The words that tokens `first..end`, a date, date: its clause without the date and what leads to it.
pub(super) fn dated(tokens: &Tokens<'_>, first: usize, end: usize) -> Option<Span> {
    const LEADS: &[&str] = &[
        "in", "on", "since", "by", "until", "from", "during", "at", "the", "of", "after", "before", "between", "around", "about",
        "only", "already", "late", "early",
    ];
    let edge =
        |k: usize| matches!(tokens.sign(k), Some(',' | ';' | ':' | '(' | ')' | '—')) || tokens.is_dash(k) && !tokens.glued(k);
    let same = |k: usize| tokens.sentence(k) == tokens.sentence(first);
    let mut left = first;
    while left > 0 && first - left < 40 && same(left - 1) && !edge(left - 1) {
        left -= 1;
    }
    let mut close = first;
    while close > left && tokens.any(close - 1, LEADS) {
        close -= 1;
    }
    if close > left + 1 {
        return Some(tokens.span(left, close));
    }
    // The date opens its clause: what follows is dated.
    let mut right = end + usize::from(edge(end) && same(end));
    right += usize::from(tokens.any(right, &["onwards", "onward", "on"]));
    right += usize::from(edge(right) && same(right));
    let start = right;
    while right < tokens.len()
        && right - start < 40
        && same(right)
        && !edge(right)
        && !matches!(tokens.sign(right), Some('.' | '!' | '?'))
    {
        right += 1;
    }
    (right > start + 1).then(|| tokens.span(start, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads() {
        assert_eq!(parse(FILE).1, Ok(()));
        assert!(parse("a\tb\tc").1.is_err());
    }
}
