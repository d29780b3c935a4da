//! From quantities to figures: hedges, ranges, changes, lists that share a unit.

use super::hedge::{self, Bound};
use super::part::{Nouns, Of, Part, Voucher, hangs_on, is_figure, is_name};
use super::share::{Ratio, ratio};
use super::units::{Measure, unit};
use super::{Figure, Form, Hedge, starter};
use crate::document::BlockId;
use crate::extract::dates::Date;
use crate::extract::lexicon::{self, Class};
use crate::extract::tokens::Tokens;
use crate::extract::{Certainty, Place};
use crate::text::Span;

/// A figure while its context is still being read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    pub first: usize,
    pub end: usize,
    pub measure: Measure,
    pub form: Form,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub unit: Option<String>,
    pub per: Option<String>,
    pub hedge: Option<(Bound, usize, usize)>,
    /// The tokens of the noun that is counted.
    pub noun: Option<(usize, usize)>,
    pub what: Option<(usize, usize)>,
    pub when: Option<Span>,
    pub location: Option<(usize, usize)>,
    pub rule: &'static str,
    pub certainty: Certainty,
}

impl Hit {
    /// A hit of one value.
    pub fn single(first: usize, end: usize, measure: Measure, value: f64, rule: &'static str) -> Self {
        Self {
            first,
            end,
            measure,
            form: Form::Single,
            low: Some(value),
            high: Some(value),
            unit: None,
            per: None,
            hedge: None,
            noun: None,
            what: None,
            when: None,
            location: None,
            rule,
            certainty: Certainty::Exact,
        }
    }

    fn hedged(mut self, tokens: &Tokens<'_>, bound: Bound, first: usize, end: usize) -> Self {
        if self.form == Form::Single {
            match bound {
                Bound::AtLeast => self.high = None,
                Bound::AtMost => self.low = None,
                Bound::About => {}
            }
        }
        self.first = self.first.min(first);
        self.end = self.end.max(end);
        // "20+ ships": the hedge is inside
        let _ = tokens;
        self.hedge = Some((bound, first, end));
        self
    }

    /// The figure of a block.
    pub fn figure(self, tokens: &Tokens<'_>, block: BlockId) -> Figure {
        let span = |tokens_of: Option<(usize, usize)>| tokens_of.map(|(first, end)| tokens.span(first, end));
        let physical = matches!(self.measure, Measure::Quantity(_));
        let unit = match (&self.unit, &self.per) {
            (Some(unit), Some(per)) if physical => Some(format!("{unit}/{per}")),
            (unit, _) => unit.clone(),
        };
        Figure {
            place: Place { block, span: tokens.span(self.first, self.end) },
            measure: self.measure,
            form: self.form,
            low: self.low,
            high: self.high,
            unit,
            per: self.per,
            hedge: self.hedge.map(|(bound, first, end)| Hedge { bound, span: tokens.span(first, end) }),
            what: span(self.what),
            when: self.when,
            location: span(self.location),
            rule: self.rule,
            certainty: self.certainty,
        }
    }
}

/// The search through one text.
pub(super) struct Scan<'a, 't> {
    tokens: &'a Tokens<'t>,
    dated: Vec<bool>,
}

/// One end of a range: a quantity or a ratio.
enum End {
    Part(Part),
    Ratio(Ratio, usize),
}

impl End {
    fn end(&self) -> usize {
        match self {
            Self::Part(part) => part.end,
            Self::Ratio(ratio, _) => ratio.end,
        }
    }
}

impl<'a, 't> Scan<'a, 't> {
    /// A search of `tokens` that leaves the `dates` of the text alone.
    pub fn new(tokens: &'a Tokens<'t>, dates: &[Date]) -> Self {
        let mut dates = dates.iter().map(|date| date.place.span).peekable();
        let dated = (0..tokens.len())
            .map(|i| {
                let span = tokens.get(i).map_or(Span::default(), |token| token.span);
                while dates.next_if(|date| date.end <= span.start).is_some() {}
                dates.peek().is_some_and(|date| date.overlaps(span))
            })
            .collect();
        Self { tokens, dated }
    }

    fn free(&self, i: usize) -> bool {
        !self.dated.get(i).copied().unwrap_or(false)
    }

    /// All figures, in order.
    pub fn run(&self) -> Vec<Hit> {
        let (mut hits, mut i) = (Vec::new(), 0);
        while i < self.tokens.len() {
            match self.at(i).filter(|hit| hit.end > i && (hit.first..hit.end).all(|k| self.free(k) || hit.form != Form::Single)) {
                Some(hit) => {
                    i = hit.end;
                    hits.push(hit);
                }
                None => i += 1,
            }
        }
        hits
    }

    fn at(&self, i: usize) -> Option<Hit> {
        let classes = starter::classes(self.tokens, i);
        if classes == 0 || !self.free(i) {
            return None;
        }
        if let Some(hit) = self.change(i).or_else(|| self.between(i)) {
            return Some(hit);
        }
        if classes & starter::HEDGE > 0
            && let Some((bound, start)) = hedge::before(self.tokens, i)
            && self.free(start)
        {
            // "up to more than 5"
            let (inner, at) = hedge::before(self.tokens, start).unwrap_or((bound, start));
            let bound = if inner == Bound::About { bound } else { inner };
            let spatial = self.tokens.any(i, &["over", "under", "above", "below", "near"]);
            let found = self.quantity(at, Voucher::Hedged).or_else(|| self.ratio_at(at, true)).or_else(|| self.one(at));
            if let Some(hit) = found.filter(|hit| !(spatial && hit.measure == Measure::Multiple)) {
                return Some(hit.hedged(self.tokens, bound, i, at));
            }
        }
        if classes & starter::VALUE == 0 {
            return None;
        }
        let mut hit = self.ratio_at(i, false).or_else(|| self.quantity(i, Voucher::None));
        if hit.is_none() {
            // "15 or more", "20+"
            hit = self
                .quantity(i, Voucher::Hedged)
                .filter(|hit| hedge::after(self.tokens, hit.end).is_some() || self.tokens.is_sign(i + 1, '+') && hit.end > i + 1);
        }
        let hit = hit?;
        if self.tokens.is_sign(i + 1, '+') && hit.end > i + 2 {
            return Some(hit.hedged(self.tokens, Bound::AtLeast, i + 1, i + 2)).map(|hit| Hit { first: i, ..hit });
        }
        match hedge::after(self.tokens, hit.end) {
            Some((bound, end)) => Some(hit.clone().hedged(self.tokens, bound, hit.end, end)),
            None => Some(hit),
        }
    }

    fn ratio_at(&self, i: usize, hedged: bool) -> Option<Hit> {
        let read = |i: usize, hedged| ratio(self.tokens, i, hedged, &|k| self.free(k)).filter(|_| self.free(i));
        let found = read(i, hedged)?;
        // "a third to a half"
        if found.measure == Measure::Share
            && (self.tokens.is(found.end, "to") || self.tokens.is_dash(found.end))
            && let Some(second) =
                read(found.end + 1, false).filter(|second| second.measure == Measure::Share && second.value > found.value)
        {
            return Some(Self::of_ratios(i, found.value, second.value, second.end, Form::Range));
        }
        Some(Self::of_ratio(found, i))
    }

    /// "a year" after a hedge ("less than a year").
    fn one(&self, i: usize) -> Option<Hit> {
        let (found, end) = unit(self.tokens, i + 1).filter(|(unit, _)| unit.measure == Measure::Quantity("duration"))?;
        let article = self.tokens.any(i, &["a", "an"]) && !self.tokens.is_hyphen(end) && !self.tokens.is(end, "ago");
        article.then(|| Hit {
            unit: Some(found.symbol.to_owned()),
            certainty: Certainty::Rule,
            ..Hit::single(i, end, found.measure, 1.0, "quantity")
        })
    }

    fn of_ratio(found: Ratio, i: usize) -> Hit {
        let unit = if found.measure == Measure::Share { "%" } else { "times" };
        Hit {
            unit: Some(unit.to_owned()),
            certainty: Certainty::Rule,
            ..Hit::single(i, found.end, found.measure, found.value, found.rule)
        }
    }

    fn of_part(&self, part: &Part, end: usize) -> Hit {
        let value = part.value(part.amount.scale);
        let mut hit =
            Hit { per: part.per.clone(), ..Hit::single(part.first, end.max(part.end), part.of.measure(), value, "quantity") };
        match part.of {
            Of::Money(code) => {
                hit.unit = Some(code.to_owned());
                hit.rule = "money";
            }
            Of::Unit(unit) => {
                hit.unit = Some(unit.symbol.to_owned());
                if unit.measure == Measure::Percent {
                    hit.rule = "percent";
                }
            }
            Of::Noun(noun) => {
                let start = part.amount.end;
                hit.noun = Some((start, noun.end));
                // "F-35s" ends in a token of its own.
                let head = if self.tokens.text(noun.end - 1) == "s" {
                    self.tokens.span(start, noun.end).of(self.tokens.whole()).to_owned()
                } else {
                    self.tokens.text(noun.end - 1).to_lowercase()
                };
                hit.unit = Some(noun.symbol.map_or(head, str::to_owned));
                hit.rule = "count";
            }
            Of::Nothing => hit.rule = "number",
        }
        hit
    }

    /// A quantity at token `i`, alone or as a range whose ends touch ("$4-5 billion", "10 to 15 km").
    fn quantity(&self, i: usize, voucher: Voucher) -> Option<Hit> {
        let tokens = self.tokens;
        if !self.free(i) || hangs_on(tokens, i) {
            return None;
        }
        let first = Part::read(tokens, i, Nouns::Read)?;
        if let Some(hit) = self.touching(&first, voucher) {
            return Some(hit);
        }
        if first.of == Of::Nothing
            && !is_name(tokens, &first)
            && let Some(of) = self.shared_unit(&first)
        {
            return Some(self.of_part(&Part { of, ..first.clone() }, first.end))
                .map(|hit| Hit { certainty: Certainty::Rule, ..hit });
        }
        is_figure(tokens, &first, voucher).then(|| self.of_part(&first, first.end))
    }

    /// A range whose second end follows the first after a dash or "to".
    fn touching(&self, first: &Part, voucher: Voucher) -> Option<Hit> {
        let tokens = self.tokens;
        let joint = first.end;
        let dash = tokens.is_dash(joint) && tokens.glued(joint) == tokens.glued(joint + 1);
        if !(dash || tokens.is(joint, "to")) || matches!(first.of, Of::Noun(_)) {
            return None;
        }
        // "by 5% to 36%", "rose 5% to $10 billion"
        let result = !dash
            && first.of != Of::Nothing
            && (tokens.is(first.first.wrapping_sub(1), "by") || changes(tokens, first.first.wrapping_sub(1)));
        if result || !self.free(joint + 1) {
            return None;
        }
        let nouns = if matches!(first.of, Of::Money(_)) { Nouns::Skip } else { Nouns::Read };
        let second = Part::read(tokens, joint + 1, nouns)?;
        if !first.of.fits(second.of)
            || !dash
                && first.of != Of::Nothing
                && second.of == Of::Nothing
                && !second.amount.has_scale()
                && counted_next(tokens, second.end)
        {
            return None;
        }
        let hit = self.joined(first, &second, Form::Range)?;
        let rises = hit.low < hit.high && low_first(first, &second);
        let plain = hit.measure == Measure::Number && !hit_has_scale(&second) && voucher != Voucher::Hedged;
        let named = is_name(tokens, first) && first.of == Of::Nothing && !matches!(second.of, Of::Unit(_) | Of::Money(_));
        (rises && !plain && !named && (second.of == Of::Nothing || is_figure(tokens, &second, Voucher::Ranged))).then_some(hit)
    }

    /// Two quantities as one figure; the first takes the scale and the unit of the second where it has none.
    fn joined(&self, first: &Part, second: &Part, form: Form) -> Option<Hit> {
        let grouped = first.amount.value() >= 1000.0;
        let own = !matches!(first.of, Of::Nothing | Of::Money(_));
        let lend = second.amount.has_scale() && !(first.amount.has_scale() || grouped || own);
        let scale = if lend && (form != Form::Range || first.amount.value() < second.amount.scaled_by(1.0)) {
            second.amount.scale
        } else {
            first.amount.scale
        };
        let of = if second.of == Of::Nothing { first.of } else { second.of };
        let with = |part: &Part, scale: f64| {
            Part { of: if part.of == Of::Nothing && !matches!(of, Of::Noun(_)) { of } else { part.of }, ..part.clone() }
                .value(scale)
        };
        let (a, b) = (with(first, scale), with(second, second.amount.scale));
        let whole = Part { of, first: first.first, ..second.clone() };
        let mut hit = if matches!(of, Of::Noun(_)) && second.of == Of::Nothing {
            self.of_part(first, second.end)
        } else {
            self.of_part(&whole, second.end)
        };
        if let (Of::Noun(noun), Of::Noun(_)) = (of, second.of) {
            hit.noun = Some((second.amount.end, noun.end));
        }
        hit.first = first.first;
        hit.end = second.end;
        hit.per = second.per.clone().or_else(|| first.per.clone());
        (hit.low, hit.high) = (Some(a.min(b)), Some(a.max(b)));
        hit.form = match form {
            Form::Range => Form::Range,
            _ if a > b => Form::Fall,
            _ => Form::Rise,
        };
        hit.rule = if form == Form::Range { "range" } else { "change" };
        hit.certainty = Certainty::Rule;
        Some(hit)
    }

    /// An end of a range at token `i`, its hedge skipped.
    fn end_at(&self, i: usize, nouns: Nouns) -> Option<(End, usize)> {
        let start = hedge::before(self.tokens, i).map_or(i, |(_, end)| end);
        if !self.free(start) {
            return None;
        }
        if let Some(found) =
            ratio(self.tokens, start, start > i, &|k| self.free(k)).filter(|found| found.measure == Measure::Share)
        {
            return Some((End::Ratio(found, start), start));
        }
        Part::read(self.tokens, start, nouns).map(|part| (End::Part(part), start))
    }

    /// "between 12 and 15 ships", "between a quarter and a third".
    fn between(&self, i: usize) -> Option<Hit> {
        if !self.tokens.is(i, "between") {
            return None;
        }
        let (first, _) = self.end_at(i + 1, Nouns::Skip)?;
        let joint = first.end();
        if !(self.tokens.any(joint, &["and", "to"]) || self.tokens.is_dash(joint)) {
            return None;
        }
        self.pair(i, first, joint + 1, Form::Range)
    }

    /// "from $7 billion to $21 billion", "from 23% of total trade in 2003 to 36%".
    fn change(&self, i: usize) -> Option<Hit> {
        const REACH: usize = 18;
        if !self.tokens.is(i, "from") {
            return None;
        }
        let (first, start) = self.end_at(i + 1, Nouns::Read)?;
        let vouched = match &first {
            End::Part(part) => part.of != Of::Nothing || part.amount.has_scale() || !is_name(self.tokens, part),
            End::Ratio(..) => true,
        };
        if !vouched {
            return None;
        }
        let _ = start;
        let mut at = first.end();
        let limit = at + REACH;
        while at < limit
            && at < self.tokens.len()
            && self.tokens.sentence(at) == self.tokens.sentence(i)
            && !self.tokens.is_sign(at, ';')
        {
            if self.tokens.is(at, "to") || at == first.end() && self.tokens.is_dash(at) {
                let second = at + 1 + usize::from(self.tokens.any(at + 1, &["as"]) && self.tokens.is(at + 2, "now"));
                let again = self.clone_end(&first);
                if let Some(hit) = self.pair(i, again, second, Form::Rise) {
                    let apart = at > first.end();
                    let bare = hit.measure == Measure::Number && hit.high.is_some_and(|high| high < 1000.0);
                    let moved = changes_near(self.tokens, i);
                    if !(bare && (apart || !moved)) {
                        return Some(hit);
                    }
                }
            }
            at += 1;
        }
        None
    }

    fn clone_end(&self, end: &End) -> End {
        match end {
            End::Part(part) => End::Part(part.clone()),
            End::Ratio(ratio, start) => End::Ratio(*ratio, *start),
        }
    }

    /// The figure from `first` to what stands at token `second`, if the two measure the same; it spans from token `i`.
    fn pair(&self, i: usize, first: End, second: usize, form: Form) -> Option<Hit> {
        let nouns = if matches!(&first, End::Part(Part { of: Of::Money(_), .. })) { Nouns::Skip } else { Nouns::Read };
        let (second, _) = self.end_at(second, nouns)?;
        let percent = |of: Of| matches!(of, Of::Unit(unit) if unit.measure == Measure::Percent);
        let mut hit = match (first, second) {
            (End::Part(first), End::Part(mut second)) => {
                // "from 51 million to 150m": no metres
                if first.of == Of::Nothing && first.amount.has_scale() && self.tokens.text(second.end - 1) == "m" {
                    second.of = Of::Nothing;
                    second.amount.scale = 1e6;
                }
                let near = second.first <= first.end + 4;
                let same = first.of.fits(second.of) && (first.of != Of::Nothing || near || second.of == Of::Nothing);
                let known = second.of == Of::Nothing || is_figure(self.tokens, &second, Voucher::Ranged);
                // "from 15 countries to 36%": no common measure; "to 5 bases" is an aim, not a value
                let aim = second.of == Of::Nothing && first.of != Of::Nothing && counted_next(self.tokens, second.end);
                if !same || !known || aim {
                    return None;
                }
                self.joined(&first, &second, form)?
            }
            (End::Ratio(first, start), End::Ratio(second, _)) => {
                Self::of_ratios(start, first.value, second.value, second.end, form)
            }
            (End::Ratio(first, start), End::Part(second)) if percent(second.of) => {
                Self::of_ratios(start, first.value, second.value(second.amount.scale), second.end, form)
            }
            (End::Part(first), End::Ratio(second, _)) if percent(first.of) => {
                Self::of_ratios(first.first, first.value(first.amount.scale), second.value, second.end, form)
            }
            _ => return None,
        };
        hit.first = i;
        Some(hit)
    }

    fn of_ratios(first: usize, a: f64, b: f64, end: usize, form: Form) -> Hit {
        let form = match form {
            Form::Range => Form::Range,
            _ if a > b => Form::Fall,
            _ => Form::Rise,
        };
        let rule = if form == Form::Range { "range" } else { "change" };
        Hit {
            low: Some(a.min(b)),
            high: Some(a.max(b)),
            unit: Some("%".to_owned()),
            form,
            certainty: Certainty::Rule,
            ..Hit::single(first, end, Measure::Share, a, rule)
        }
    }

    /// The unit that a bare number shares with a later one of its list ("10, 20 and 30 per cent").
    fn shared_unit(&self, first: &Part) -> Option<Of> {
        let tokens = self.tokens;
        let mut at = first.end;
        for _ in 0..6 {
            let comma = tokens.is_sign(at, ',');
            let and = tokens.any(at, &["and", "or"]);
            if !(comma || and) {
                return None;
            }
            let next = at + 1 + usize::from(comma && tokens.any(at + 1, &["and", "or"]));
            let part = Part::read(tokens, next, Nouns::Skip).filter(|_| self.free(next) && tokens.numeral(next).is_some())?;
            match part.of {
                Of::Unit(unit) if !matches!(unit.measure, Measure::Quantity("duration")) => return Some(part.of),
                Of::Money(_) if part.amount.scale == first.amount.scale => return Some(part.of),
                Of::Nothing => at = part.end,
                _ => return None,
            }
        }
        None
    }
}

fn hit_has_scale(part: &Part) -> bool {
    part.amount.has_scale()
}

fn low_first(first: &Part, second: &Part) -> bool {
    first.amount.scaled_by(1.0) < second.amount.scaled_by(1.0) || first.amount.value() < second.amount.value()
}

/// Whether a plural noun follows: then a number counts something of its own.
fn counted_next(tokens: &Tokens<'_>, i: usize) -> bool {
    super::noun::counted(tokens, i).is_some()
}

/// Whether token `i` is a verb of change.
pub(super) fn changes(tokens: &Tokens<'_>, i: usize) -> bool {
    lexicon::is(tokens.word(i), Class::Change)
}

/// Whether a verb of change stands shortly before token `i`.
fn changes_near(tokens: &Tokens<'_>, i: usize) -> bool {
    (1..=6).any(|back| changes(tokens, i.wrapping_sub(back)))
}
