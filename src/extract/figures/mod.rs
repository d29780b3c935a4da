//! Figures: money, percentages, shares and multiples, counts and physical quantities, with bounds, units, and what is measured.
//!
//! A hand-written grammar over tokens. `part` reads one quantity, `share` the ratios in words, `hedge` what makes a number
//! a bound, `scan` joins quantities into ranges and changes and decides what is a figure, `context` says what it measures.

mod context;
mod hedge;
mod hit;
pub(crate) mod noun;
mod part;
mod ranges;
mod scan;
mod share;
mod starter;
mod table;
pub(crate) mod units;
mod what;

pub use hedge::Bound;
pub use units::Measure;

use serde_json::{Value, json};

use super::dates::Date;
use super::entities::Gazetteer;
use super::tokens::Tokens;
use super::{Certainty, Place, Scalars};
use crate::document::{Block, BlockId, BlockKind, Document};
use crate::text::Span;

/// Whether a figure is one value, a range, or a change from one value to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// One value.
    Single,
    /// Between two values.
    Range,
    /// From one value up to another.
    Rise,
    /// From one value down to another.
    Fall,
}

/// A hedge and where it stands in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// What it makes of the value.
    pub bound: Bound,
    /// Its words.
    pub span: Span,
}

/// A figure of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Where it stands, from the hedge to the unit or the thing counted.
    pub place: Place,
    /// What kind of quantity it is.
    pub measure: Measure,
    /// One value, a range or a change.
    pub form: Form,
    /// The lower value in units of `unit`; none where the text gives an upper bound only.
    pub low: Option<f64>,
    /// The upper value; none where the text gives a lower bound only.
    pub high: Option<f64>,
    /// The unit: ISO 4217 for money, a symbol for quantities, the noun for counts.
    pub unit: Option<String>,
    /// What it is per ("yr", "capita"); part of `unit` for physical quantities.
    pub per: Option<String>,
    /// What makes the value a bound or an estimate.
    pub hedge: Option<Hedge>,
    /// The words of its block that say what is measured.
    pub what: Option<Span>,
    /// The date of its sentence that says when.
    pub when: Option<Span>,
    /// The words that say where.
    pub location: Option<Span>,
    /// The rule that read it.
    pub rule: &'static str,
    /// How sure it is.
    pub certainty: Certainty,
}

impl Figure {
    /// Its kind in exports: the measure, with `range_` before it for ranges and changes.
    pub fn kind(&self) -> String {
        match self.form {
            Form::Single => self.measure.name().to_owned(),
            _ => format!("range_{}", self.measure.name()),
        }
    }

    /// Its JSON, with offsets in Unicode scalar values of its block's text.
    pub fn to_json(&self, scalars: &Scalars<'_>) -> Value {
        let text = scalars.text(self.place);
        let words = |span: Option<Span>| span.map(|span| span.of(text));
        let more = json!({
            "kind": self.kind(),
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "per": self.per,
            "hedge": words(self.hedge.map(|hedge| hedge.span)),
            "change": match self.form { Form::Rise => Some("rise"), Form::Fall => Some("fall"), _ => None },
            "what": words(self.what),
            "when": words(self.when),
            "where": words(self.location),
            "rule": self.rule,
            "certainty": self.certainty.name(),
        });
        scalars.fact(self.place, more)
    }
}

/// All figures of a document, in reading order; `dates` are all its dates. Figures do not overlap; a change may hold dates ("from 23% in 2003 to 36%").
pub fn figures(document: &Document, dates: &[Date]) -> Vec<Figure> {
    read(document, &Tokens::of(document), dates, Gazetteer::bundled())
}

/// The same, from the tokens of the blocks; `gazetteer` says which state an adjective means.
pub(super) fn read(document: &Document, tokens: &[Tokens<'_>], dates: &[Date], gazetteer: &Gazetteer) -> Vec<Figure> {
    let mut rest = dates;
    let mut figures = Vec::new();
    for (block, tokens) in document.blocks.iter().zip(tokens) {
        let before = rest.iter().take_while(|date| date.place.block < block.id).count();
        rest = rest.get(before..).unwrap_or_default();
        let count = rest.iter().take_while(|date| date.place.block == block.id).count();
        figures.extend(in_block(block, tokens, rest.get(..count).unwrap_or_default()));
    }
    own_currencies(document, gazetteer, &mut figures);
    figures
}

/// The names of the state whose adjective is `owner` ("Danish": Denmark, the Kingdom of Denmark), and the adjective; none that begins
/// with another.
fn names_of<'a>(owner: &'a str, gazetteer: &'a Gazetteer) -> Vec<&'a str> {
    const SHORTEST: usize = 4;
    let state = gazetteer.lookup(owner).into_iter().next();
    let names = state.into_iter().flat_map(|state| std::iter::once(state.name.as_str()).chain(state.aliases()));
    let all: Vec<&str> = names.filter(|name| name.len() >= SHORTEST).chain([owner]).collect();
    let is_own = |name: &&str| !all.iter().any(|other| other != name && name.starts_with(other));
    let mut own: Vec<&str> = all.iter().copied().filter(is_own).collect();
    own.sort_unstable();
    own.dedup();
    own
}

/// How many mentions it is worth that a paper names a state at its beginning, and how many a state needs.
const OPENING: usize = 3;

/// "200 rupees" are of the state that the paper speaks of most, of those that have rupees.
fn own_currencies(document: &Document, gazetteer: &Gazetteer, figures: &mut [Figure]) {
    let mut known: Vec<(String, Shared<'_>)> = Vec::new();
    // what the last block says of the last code
    let mut here: Option<(BlockId, String, &'static str)> = None;
    cents(figures);
    for figure in figures.iter_mut().filter(|figure| figure.measure == Measure::Money) {
        // dollars without more are those of the United States everywhere
        let Some(code) = figure.unit.clone().filter(|code| code != "USD") else { continue };
        let block = document.block(figure.place.block).map_or("", |block| block.text.as_str());
        let text = figure.place.span.of(block);
        // a sign, a code or an adjective says whose they are
        if text.contains(|c: char| c.is_uppercase() || matches!(c, '$' | '€' | '£' | '¥' | '₹')) {
            continue;
        }
        let at = known.iter().position(|(other, _)| *other == code).unwrap_or_else(|| {
            known.push((code.clone(), Shared::new(&code, document, gazetteer)));
            known.len() - 1
        });
        let Some((_, shared)) = known.get(at) else { continue };
        // else of the one state of those that its own paragraph speaks of
        let own = match &here {
            _ if !shared.usual.is_empty() => shared.usual,
            Some((block, other, own)) if *block == figure.place.block && *other == code => own,
            _ => {
                let own = shared.only(block);
                here = Some((figure.place.block, code.clone(), own));
                own
            }
        };
        if !own.is_empty() && own != code {
            figure.unit = Some(own.to_owned());
            figure.certainty = Certainty::Guess;
        }
    }
}

/// The states whose currencies share a word.
struct Shared<'a> {
    /// The names of each, with its currency's code.
    owners: Vec<(Vec<&'a str>, &'static str)>,
    /// The code of the one that the paper speaks of most; empty where it speaks of none enough.
    usual: &'static str,
}

impl<'a> Shared<'a> {
    /// Those that share the word for `code`.
    fn new(code: &str, document: &Document, gazetteer: &'a Gazetteer) -> Self {
        let owners: Vec<(Vec<&'a str>, &'static str)> =
            units::sharing(code).into_iter().map(|(owner, own)| (names_of(owner, gazetteer), own)).collect();
        let count = |names: &[&str]| {
            let opening = document.blocks.iter().take(2).any(|block| names.iter().any(|name| block.text.contains(name)));
            let count = |block: &Block| names.iter().map(|name| block.text.matches(name).count()).sum::<usize>();
            document.blocks.iter().map(count).sum::<usize>() + if opening { OPENING } else { 0 }
        };
        let best = owners.iter().map(|(names, own)| (count(names), *own)).max_by_key(|(count, _)| *count);
        let usual = best.filter(|(count, _)| *count >= OPENING).map_or("", |(_, own)| own);
        Self { owners, usual }
    }

    /// The code of the only one that a text names; empty where it names none or several.
    fn only(&self, text: &str) -> &'static str {
        let mut here = self.owners.iter().filter(|(names, _)| names.iter().any(|name| text.contains(name)));
        match (here.next(), here.next()) {
            (Some((_, own)), None) => own,
            _ => "",
        }
    }
}

/// Currencies with cents.
const WITH_CENTS: &[&str] =
    &["AUD", "BBD", "CAD", "ETB", "EUR", "HKD", "KES", "LKR", "NAD", "NZD", "SGD", "TTD", "TWD", "USD", "XCD", "ZAR"];

/// "22 cents" are of the currency with cents that stands before in the same block, or else of the paper's most usual one.
fn cents(figures: &mut [Figure]) {
    let mut counts = vec![0_usize; WITH_CENTS.len()];
    let place = |unit: &str| WITH_CENTS.iter().position(|code| *code == unit);
    for unit in figures.iter().filter(|figure| figure.measure == Measure::Money).filter_map(|figure| figure.unit.as_deref()) {
        if let Some(count) = place(unit).and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    // of as many, dollars
    let usual = WITH_CENTS.iter().zip(&counts).max_by_key(|&(code, count)| (*count, *code == "USD"));
    let usual = usual.map_or("USD", |(code, _)| *code);
    let mut last: Option<(BlockId, String)> = None;
    for figure in figures.iter_mut().filter(|figure| figure.measure == Measure::Money) {
        let Some(unit) = figure.unit.as_mut() else { continue };
        if unit == units::CENTS {
            let near = last.as_ref().filter(|(block, _)| *block == figure.place.block);
            *unit = near.map_or_else(|| usual.to_owned(), |(_, unit)| unit.clone());
            figure.certainty = Certainty::Guess;
        } else if place(unit).is_some() {
            last = Some((figure.place.block, unit.clone()));
        }
    }
}

/// All figures of one block, whose dates are `dates`.
fn in_block(block: &Block, tokens: &Tokens<'_>, dates: &[Date]) -> Vec<Figure> {
    let mut found = scan::Scan::new(tokens, dates).run();
    if block.kind == BlockKind::Table {
        table::cells(tokens, dates, &mut found);
    }
    context::complete(tokens, dates, &mut found);
    found.into_iter().map(|hit| hit.figure(tokens, block.id)).collect()
}

#[cfg(test)]
mod tests;
