//! Dates: days, months, seasons, quarters, years, ranges, decades and centuries, as intervals of the calendar.
//!
//! A hand-written grammar over tokens: `point` reads one date, this module joins two into a range ("from 2004 to 2007"),
//! fills in years that the text leaves out, and says how the sentence relates to the date ("since", "by").

mod event;
pub(crate) mod moment;
mod part;
mod point;
mod year;

pub use moment::Moment;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use self::point::{Point, point};
use super::lexicon::{self, Class};
use super::tokens::Tokens;
use super::{Certainty, Place, Scalars};
use crate::document::{Block, BlockKind, Document};
use crate::text::Span;

/// How precise a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// One month.
    Month,
    /// One year, or a part of it without exact bounds.
    Year,
    /// A season of a year, or of several.
    Season,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A decade or a part of it.
    Decade,
    /// A century or a part of it.
    Century,
    /// From one date to another.
    Range,
}

impl Precision {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Season => "season",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Range => "range",
        }
    }
}

/// How what is told lies to the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// From the date on.
    Since,
    /// Up to the date.
    Until,
    /// At the date at the latest.
    By,
    /// Earlier than the date.
    Before,
    /// Later than the date.
    After,
}

impl Relation {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Since => "since",
            Self::Until => "until",
            Self::By => "by",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// A date of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Where it stands, without "since", "in" and "the".
    pub place: Place,
    /// The first day, month or year.
    pub from: Moment,
    /// The last one.
    pub to: Moment,
    /// How precise it is.
    pub precision: Precision,
    /// How the sentence relates to it, where it says more than "in".
    pub relation: Option<Relation>,
    /// The words of the same block that it dates.
    pub event: Option<Span>,
    /// The rule that read it.
    pub rule: &'static str,
    /// How sure it is.
    pub certainty: Certainty,
}

impl Date {
    /// Its JSON, with offsets in Unicode scalar values of its block's text.
    pub fn to_json(&self, scalars: &Scalars<'_>) -> Value {
        let more = json!({
            "from": self.from.to_string(),
            "to": self.to.to_string(),
            "precision": self.precision.name(),
            "relation": self.relation.map(Relation::name),
            "event": self.event.map(|event| event.of(scalars.text(self.place))),
            "rule": self.rule,
            "certainty": self.certainty.name(),
        });
        scalars.fact(self.place, more)
    }
}

/// All dates of a document, in reading order; they never overlap.
pub fn dates(document: &Document) -> Vec<Date> {
    read(document, &Tokens::of(document))
}

/// The same, from the tokens of the blocks.
pub(super) fn read(document: &Document, tokens: &[Tokens<'_>]) -> Vec<Date> {
    let mut dates: Vec<Date> = Vec::new();
    // the year of the last day or month: a day without a year in a later block is mostly of the same one
    let mut year = None;
    // and that of the block which calls a note, for the note's text
    let mut called: BTreeMap<u32, u16> = BTreeMap::new();
    for (block, tokens) in document.blocks.iter().zip(tokens) {
        let is_note = block.kind == BlockKind::Footnote;
        let own = block.notes.first().filter(|_| is_note).and_then(|note| called.get(&note.number).copied());
        let found = in_block(block, tokens, own.or(year));
        if !is_note {
            let last = found.iter().rev().find(|date| date.to.month > 0 && date.precision != Precision::Range);
            year = last.map(|date| date.to.year).or(year);
            for note in &block.notes {
                // the last date before the marker, else the block's last
                let before = found.iter().rev().find(|date| date.to.month > 0 && date.place.span.end <= note.at);
                called.extend(before.map(|date| date.to.year).or(year).map(|year| (note.number, year)));
            }
        }
        dates.extend(found);
    }
    dates
}

/// All dates of one block, in reading order; `year` is that of the last date with a month before it, for a day without its own.
pub(super) fn in_block(block: &Block, tokens: &Tokens<'_>, year: Option<u16>) -> Vec<Date> {
    let found = candidates(tokens);
    let mut dates: Vec<Date> = Vec::with_capacity(found.len());
    for (n, candidate) in found.iter().enumerate() {
        let resolved = if candidate.is_yearless() {
            resolve(tokens, *candidate, found.get(n + 1..).unwrap_or_default(), &dates, year)
        } else {
            Some((*candidate, certainty(candidate)))
        };
        let Some((date, certainty)) = resolved else { continue };
        dates.push(Date {
            place: Place { block: block.id, span: tokens.span(date.first, date.end) },
            from: date.from,
            to: date.to,
            precision: date.precision,
            relation: relation(tokens, &date),
            event: event::dated(tokens, date.first, date.end),
            rule: date.rule,
            certainty,
        });
    }
    dates
}

fn certainty(point: &Point) -> Certainty {
    match point.precision {
        Precision::Day if point.rule == point::AMBIGUOUS => Certainty::Guess,
        Precision::Day | Precision::Month => Certainty::Exact,
        _ => Certainty::Rule,
    }
}

/// Everything that reads as a date, years still missing in some.
fn candidates(tokens: &Tokens<'_>) -> Vec<Point> {
    let (mut found, mut i) = (Vec::new(), 0);
    while i < tokens.len() {
        match event::named(tokens, i).or_else(|| range(tokens, i)) {
            Some(date) if date.end > i => {
                i = date.end;
                found.push(date);
            }
            _ => i += 1,
        }
    }
    found
}

/// Skips an article.
fn past_article(tokens: &Tokens<'_>, i: usize) -> usize {
    i + usize::from(tokens.is(i, "the"))
}

/// A date at token `i`, with what it is joined to: "2003 and 2007" after "between", "1950s to 1970s", "May–June 2000".
fn range(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let first = point(tokens, i)?;
    let opening = if tokens.is(i.wrapping_sub(1), "the") { i.wrapping_sub(2) } else { i.wrapping_sub(1) };
    let between = tokens.is(opening, "between");
    let joint = first.end;
    let dash = tokens.is_dash(joint) && tokens.glued(joint) == tokens.glued(joint + 1);
    let slash = tokens.is_sign(joint, '/') && first.precision == Precision::Month && first.is_yearless();
    let to = tokens.any(joint, &["to", "until", "till", "through", "thru"]);
    let and = tokens.is(joint, "and");
    if !(dash || slash || to || and && between) || first.open {
        return Some(first);
    }
    let second = point(tokens, past_article(tokens, joint + 1)).filter(|second| !second.open);
    Some(second.and_then(|second| join(first, second)).unwrap_or(first))
}

/// The range from one date to another, if it is one.
fn join(mut first: Point, mut second: Point) -> Option<Point> {
    let fine = |point: &Point| matches!(point.precision, Precision::Day | Precision::Month | Precision::Range);
    if first.is_yearless() && !second.is_yearless() {
        if !fine(&second) || second.to.month == 0 {
            return None;
        }
        let year = second.from.year - u16::from(first.from.month > second.from.month);
        (first.from.year, first.to.year) = (year, year);
    } else if second.is_yearless() && !first.is_yearless() {
        if first.to.month == 0 || second.from.month < first.to.month {
            return None;
        }
        (second.from.year, second.to.year) = (first.to.year, first.to.year);
    }
    let later = (second.to.year, second.to.month.max(1), second.to.day.max(1))
        > (first.from.year, first.from.month.max(1), first.from.day.max(1));
    let wider = first.precision != Precision::Decade || second.to.year > first.to.year;
    let precision = if first.precision == second.precision && matches!(first.precision, Precision::Season) {
        Precision::Season
    } else {
        Precision::Range
    };
    (later && wider).then_some(Point { end: second.end, to: second.to, precision, rule: "range", ..first })
}

/// Words before a month without a year that show it to be one.
const MONTH_LEADS: &[&str] =
    &["in", "since", "until", "till", "by", "during", "between", "from", "through", "early", "late", "mid"];

/// The most months and days of one list.
const LONGEST_LIST: usize = 6;

/// The first date with a year in the list that a date without one begins: "May, June and July 2014".
fn listed<'a>(tokens: &Tokens<'_>, date: &Point, rest: &'a [Point]) -> Option<&'a Point> {
    let mut end = date.end;
    for next in rest.iter().take(LONGEST_LIST) {
        let joins = |k: usize| tokens.is_sign(k, ',') || tokens.any(k, &["and", "or", "the", "in", "on", "both"]);
        let is_fine = matches!(next.precision, Precision::Day | Precision::Month | Precision::Range);
        if !is_fine || next.first > end + 4 || !(end..next.first).all(joins) {
            return None;
        }
        if !next.is_yearless() {
            return Some(next);
        }
        end = next.end;
    }
    None
}

/// Fills in the year of a day or month: from the date it is listed with, else from the date before it, else from the next one, else,
/// for a day, from the `last` one before the block.
fn resolve(tokens: &Tokens<'_>, date: Point, rest: &[Point], before: &[Date], last: Option<u16>) -> Option<(Point, Certainty)> {
    let with = |year: u16, certainty| {
        let mut date = date;
        (date.from.year, date.to.year) = (year, year);
        Some((date, certainty))
    };
    if let Some(event) = event::anniversary(tokens, &date) {
        return Some((event, Certainty::Rule));
    }
    // "the March 23 Movement" bears a day as its name
    if tokens.is_capital(date.end) && lexicon::is(tokens.word(date.end), Class::Body) {
        return None;
    }
    let in_sentence = |next: &&Point| tokens.sentence(next.first) == tokens.sentence(date.first);
    if let Some(next) = listed(tokens, &date, rest).filter(in_sentence) {
        return with(next.from.year, Certainty::Rule);
    }
    let following = rest.first().filter(|next| !next.is_yearless()).filter(in_sentence);
    let lead =
        date.rule == "part" || tokens.any(date.first.wrapping_sub(1), MONTH_LEADS) || tokens.is_dash(date.first.wrapping_sub(1));
    if date.precision == Precision::Month && !lead {
        return None;
    }
    let following = following.filter(|_| date.precision != Precision::Month);
    // A date with a month tells the year better than a year that is only an aim.
    let recent =
        || before.iter().rev().take(4).filter(|before| !matches!(before.precision, Precision::Decade | Precision::Century));
    let earlier = recent().find(|before| before.to.month > 0).or_else(|| recent().next()).map(|before| before.to.year);
    let later =
        following.filter(|next| !matches!(next.precision, Precision::Decade | Precision::Century)).map(|next| next.from.year);
    let year = earlier.or(later).or(last.filter(|_| date.precision == Precision::Day))?;
    with(year, Certainty::Guess)
}

/// The word before the date that says how what is told lies to it.
fn relation(tokens: &Tokens<'_>, date: &Point) -> Option<Relation> {
    if date.open {
        return Some(Relation::Since);
    }
    let mut before = date.first.wrapping_sub(1);
    while tokens.is(before, "the") || tokens.is_dash(before) && tokens.glued(before) {
        before = before.wrapping_sub(1);
    }
    let two = before.wrapping_sub(1);
    let is = |words: &[&str]| tokens.any(before, words);
    if is(&["since"])
        || is(&["of", "from"]) && tokens.is(two, "as")
        || tokens.any(date.end, &["onwards", "onward"])
        || is(&["from"]) && tokens.is(date.end, "on")
    {
        Some(Relation::Since)
    } else if is(&["until", "till"]) || is(&["to"]) && tokens.is(two, "up") {
        Some(Relation::Until)
    } else if (is(&["by"]) || is(&["than"]) && tokens.is(two, "later") && tokens.any(two.wrapping_sub(1), &["no", "not"]))
        && date.precision != Precision::Range
    {
        Some(Relation::By)
    } else if is(&["before", "pre"]) || is(&["to"]) && tokens.is(two, "prior") {
        Some(Relation::Before)
    } else if is(&["after", "post", "following"]) {
        Some(Relation::After)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
