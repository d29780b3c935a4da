//! From quantities to figures: hedges, ranges, changes, lists that share a unit.

use super::Form;
use super::context;
use super::hedge::{self, Bound};
use super::hit::Hit;
use super::noun;
use super::part::{Nouns, Of, Part, Voucher, hangs_on, is_figure, is_name};
use super::share::{Ratio, ratio};
use super::starter;
use super::units::{Measure, unit};
use crate::extract::Certainty;
use crate::extract::dates::Date;
use crate::extract::lexicon::{self, Class};
use crate::extract::numbers::{Setting, Style, amount, scale_word};
use crate::extract::tokens::{Numeral, Tokens};
use crate::text::Span;

/// The search through one text.
pub(super) struct Scan<'a, 't> {
    pub(super) tokens: &'a Tokens<'t>,
    dated: Vec<bool>,
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

    pub(super) fn free(&self, i: usize) -> bool {
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
                None => match hits.last().and_then(|last| self.echo(i, last)) {
                    Some(hit) => {
                        i = hit.end;
                        hits.push(hit);
                    }
                    None => i += 1,
                },
            }
        }
        hits
    }

    /// A bare number that the figure before it in its sentence vouches for: "employed 90 engineers and in 2008 had employed 340",
    /// "40 cases, compared with 16 in May".
    fn echo(&self, i: usize, last: &Hit) -> Option<Hit> {
        let tokens = self.tokens;
        let before = i.wrapping_sub(1);
        let is_plain = tokens.numeral(i).and_then(Numeral::plain).is_some_and(|value| (10..10_000).contains(&value));
        let in_words =
            || amount(tokens, i, Setting::Text).is_some_and(|amount| amount.style == Style::Words && amount.value() > 10.0);
        let is_plain = is_plain || tokens.numeral(i).is_none() && in_words();
        if !is_plain || !self.free(i) || hangs_on(tokens, i) || tokens.sentence(last.first) != tokens.sentence(i) {
            return None;
        }
        let part = Part::read(tokens, i, Nouns::Read).filter(|part| part.of == Of::Nothing && !is_name(tokens, part))?;
        let verb = tokens.word(last.first.wrapping_sub(1));
        let is_same = last.measure == Measure::Count
            && (tokens.any(before, &["has", "have", "had", "were", "are", "counted"]) || tokens.is(before, verb));
        // "eleven calls in 2005 and forty-three in 2023"
        let is_dated = |at: usize| tokens.is(at, "in") && !self.free(at + 1);
        let is_next = last.measure == Measure::Count
            && tokens.is(before, "and")
            && !self.free(before.wrapping_sub(1))
            && is_dated(part.end);
        let is_against = last.measure != Measure::Number && context::is_against(tokens, i);
        let is_closed =
            tokens.word(part.end).is_empty() || noun::is_closed(tokens.word(part.end)) || tokens.any(part.end, &["today", "now"]);
        ((is_same || is_next || is_against) && is_closed).then(|| self.of_part(&part, part.end))
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
            // "one euro in four" is more than "one euro"
            let (quantity, ratio) = (self.quantity(at, Voucher::Hedged), self.ratio_at(at, true));
            let is_less = |quantity: &Hit, end: usize| quantity.end < end || quantity.unit.as_deref() == Some("times");
            let is_ratio =
                ratio.as_ref().is_some_and(|ratio| quantity.as_ref().is_none_or(|quantity| is_less(quantity, ratio.end)));
            let found = if is_ratio { ratio } else { quantity.or(ratio) }.or_else(|| self.one(at));
            // "costs $5 million over four years": during them; "links them over 900 km", "over almost 900 km": across
            let is_during = |hit: &Hit| hit.measure == Measure::Quantity("duration") && self.follows_amount(i);
            let is_across = |hit: &Hit| hit.measure == Measure::Quantity("length") && self.is_across(i, at > start);
            let is_other = |hit: &Hit| spatial && hit.measure == Measure::Multiple || is_during(hit) || is_across(hit);
            if let Some(hit) = found.filter(|hit| !is_other(hit)) {
                return Some(hit.hedged(bound, i, at));
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
            return Some(hit.hedged(Bound::AtLeast, i + 1, i + 2)).map(|hit| Hit { first: i, ..hit });
        }
        match hedge::after(self.tokens, hit.end) {
            Some((bound, end)) => Some(hit.clone().hedged(bound, hit.end, end)),
            None => Some(hit),
        }
    }

    /// Whether the word "over" at token `i` says across which way: after a verb for what reaches or goes so far, or before another hedge.
    fn is_across(&self, i: usize, has_hedge: bool) -> bool {
        const REACH: usize = 12;
        const STEMS: &[&str] = &[
            "carr",
            "connect",
            "extend",
            "flow",
            "haul",
            "join",
            "link",
            "march",
            "spread",
            "stretch",
            "transmit",
            "transport",
            "travel",
        ];
        let reaches = |at: usize| {
            let word = self.tokens.word(at);
            self.tokens.sentence(at) == self.tokens.sentence(i)
                && STEMS.iter().any(|stem| word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem)))
        };
        self.tokens.is(i, "over")
            && (has_hedge
                || (1..=REACH).map(|back| i.wrapping_sub(back)).take_while(|at| !self.tokens.is_sign(*at, ';')).any(reaches))
    }

    /// Whether the word "over" at token `i` follows an amount.
    fn follows_amount(&self, i: usize) -> bool {
        let before = i.wrapping_sub(1);
        let is_amount = self.tokens.numeral(before).is_some()
            || scale_word(self.tokens.word(before)).is_some()
            || self.tokens.is_sign(before, '%')
            || self.tokens.any(before, &["cent", "percent", "euros", "dollars"]);
        self.tokens.is(i, "over") && is_amount
    }

    fn ratio_at(&self, i: usize, hedged: bool) -> Option<Hit> {
        let read = |i: usize, hedged| ratio(self.tokens, i, hedged, &|k| self.free(k)).filter(|_| self.free(i));
        if let Some(hit) = self.multiples(i, &read) {
            return Some(hit);
        }
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

    /// "three to five times the rate", "two- to threefold".
    fn multiples(&self, i: usize, read: &dyn Fn(usize, bool) -> Option<Ratio>) -> Option<Hit> {
        let tokens = self.tokens;
        let first = amount(tokens, i, Setting::Text).filter(|first| self.free(i) && !first.has_scale())?;
        let hangs = tokens.is_dash(first.end) && tokens.glued(first.end) && !tokens.glued(first.end + 1);
        let joint = first.end + usize::from(hangs);
        if !(tokens.any(joint, &["to", "or"]) || tokens.is_dash(joint)) {
            return None;
        }
        let second =
            read(joint + 1, false).filter(|second| second.measure == Measure::Multiple && second.value > first.value())?;
        let hit = Self::of_ratios(i, first.value(), second.value, second.end, Form::Range);
        Some(Hit { unit: Some("times".to_owned()), measure: Measure::Multiple, ..hit })
    }

    /// "a year" after a hedge ("less than a year").
    fn one(&self, i: usize) -> Option<Hit> {
        let (found, end) = unit(self.tokens, i + 1).filter(|(unit, _)| unit.measure == Measure::Quantity("duration"))?;
        let article = self.tokens.any(i, &["a", "an"]) && !self.tokens.is_hyphen(end)
            // "three times as many as a year before"
            && !self.tokens.any(end, &["ago", "before", "earlier", "later"]);
        article.then(|| Hit {
            unit: Some(found.symbol.to_owned()),
            certainty: Certainty::Rule,
            ..Hit::single(i, end, found.measure, 1.0, "quantity")
        })
    }

    fn of_ratio(found: Ratio, i: usize) -> Hit {
        let unit = if found.measure == Measure::Multiple { "times" } else { "%" };
        Hit {
            unit: Some(unit.to_owned()),
            certainty: Certainty::Rule,
            ..Hit::single(i, found.end, found.measure, found.value, found.rule)
        }
    }

    pub(super) fn of_part(&self, part: &Part, end: usize) -> Hit {
        let value = part.value(part.amount.scale);
        let mut hit =
            Hit { per: part.per.clone(), ..Hit::single(part.first, end.max(part.end), part.of.measure(), value, "quantity") };
        match part.of {
            Of::Money(currency) => {
                hit.unit = Some(currency.code.to_owned());
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
                    self.tokens.text(noun.end - 1).to_owned()
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
                // "more than 520,000, 63 per cent of them …" is no list
                Of::Unit(unit) if unit.measure == Measure::Percent && first.amount.value() >= 1000.0 => return None,
                Of::Unit(unit) if !matches!(unit.measure, Measure::Quantity("duration")) => return Some(part.of),
                Of::Money(_) if part.amount.scale == first.amount.scale => return Some(part.of),
                Of::Nothing => at = part.end,
                _ => return None,
            }
        }
        None
    }
}

/// Whether token `i` is a verb of change.
pub(super) fn changes(tokens: &Tokens<'_>, i: usize) -> bool {
    lexicon::is(tokens.word(i), Class::Change)
}
