//! Ranges and changes: "$4-5 billion", "between 12 and 15 ships", "from 23% of total trade in 2003 to 36%".

use super::Form;
use super::hedge;
use super::hit::Hit;
use super::part::{Nouns, Of, Part, Voucher, is_figure, is_name, rate};
use super::scan::{Scan, changes};
use super::share::{Ratio, ratio};
use super::units::Measure;
use crate::extract::Certainty;
use crate::extract::tokens::Tokens;

/// One end of a range: a quantity or a ratio.
#[derive(Clone)]
enum End {
    Part(Part),
    Ratio(Ratio),
}

impl End {
    fn end(&self) -> usize {
        match self {
            Self::Part(part) => part.end,
            Self::Ratio(ratio) => ratio.end,
        }
    }
}

impl Scan<'_, '_> {
    /// A range whose second end follows the first after a dash or "to".
    pub(super) fn touching(&self, first: &Part, voucher: Voucher) -> Option<Hit> {
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
        // "raised it by $200 million to $300 million" may be either: values that lie so near are a range
        let is_near = |second: &Part| {
            let (low, high) = (first.value(first.amount.scale), second.value(second.amount.scale));
            low < high && high < low * 2.5 && first.of == second.of
        };
        let result = result && !Part::read(tokens, joint + 1, Nouns::Skip).is_some_and(|second| is_near(&second));
        if result || !self.free(joint + 1) {
            return None;
        }
        let nouns = if matches!(first.of, Of::Money(_)) { Nouns::Skip } else { Nouns::Read };
        let money = Some(joint + 1).filter(|_| matches!(first.of, Of::Money(_)));
        let second = money.and_then(|i| Part::read_after_money(tokens, i)).or_else(|| Part::read(tokens, joint + 1, nouns))?;
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
        // "25-30,000 men"
        let tail = second.amount.value();
        let thousands = form == Form::Range && !own && !first.amount.has_scale() && !second.amount.has_scale() && tail >= 1000.0;
        let scale =
            if thousands && tail % 1000.0 == 0.0 && !grouped && first.amount.value() * 1000.0 < tail { 1000.0 } else { scale };
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
        if hit.per.is_none()
            && let Some((per, end)) = rate(self.tokens, hit.end)
        {
            (hit.per, hit.end) = (Some(per), end);
        }
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
    fn end_at(&self, i: usize, nouns: Nouns) -> Option<End> {
        let start = hedge::before(self.tokens, i).map_or(i, |(_, end)| end);
        if !self.free(start) {
            return None;
        }
        if let Some(found) =
            ratio(self.tokens, start, start > i, &|k| self.free(k)).filter(|found| found.measure == Measure::Share)
        {
            return Some(End::Ratio(found));
        }
        Part::read(self.tokens, start, nouns).map(End::Part)
    }

    /// "between 12 and 15 ships", "between a quarter and a third".
    pub(super) fn between(&self, i: usize) -> Option<Hit> {
        if !self.tokens.is(i, "between") {
            return None;
        }
        let first = self.end_at(i + 1, Nouns::Skip)?;
        let joint = first.end();
        if !(self.tokens.any(joint, &["and", "to"]) || self.tokens.is_dash(joint)) {
            return None;
        }
        self.pair(i, first, joint + 1, Form::Range)
    }

    /// "from $7 billion to $21 billion", "from 23% of total trade in 2003 to 36%".
    pub(super) fn change(&self, i: usize) -> Option<Hit> {
        const REACH: usize = 18;
        if !self.tokens.is(i, "from") {
            return None;
        }
        let first = self.end_at(i + 1, Nouns::Read)?;
        let vouched = match &first {
            End::Part(part) => part.of != Of::Nothing || part.amount.has_scale() || !is_name(self.tokens, part),
            End::Ratio(_) => true,
        };
        if !vouched {
            return None;
        }
        let mut at = first.end();
        let limit = at + REACH;
        while at < limit
            && at < self.tokens.len()
            && self.tokens.sentence(at) == self.tokens.sentence(i)
            && !self.tokens.is_sign(at, ';')
        {
            if self.tokens.is(at, "to") || at == first.end() && self.tokens.is_dash(at) {
                let second = at + 1 + usize::from(self.tokens.any(at + 1, &["as"]) && self.tokens.is(at + 2, "now"));
                if let Some(hit) = self.pair(i, first.clone(), second, Form::Rise) {
                    let apart = at > first.end();
                    let bare = hit.measure == Measure::Number && hit.per.is_none() && hit.high.is_some_and(|high| high < 1000.0);
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

    /// The figure from `first` to what stands at token `second`, if the two measure the same; it spans from token `i`.
    fn pair(&self, i: usize, first: End, second: usize, form: Form) -> Option<Hit> {
        let nouns = if matches!(&first, End::Part(Part { of: Of::Money(_), .. })) { Nouns::Skip } else { Nouns::Read };
        // "from some 200 to fewer than 30": no unit says that the two bounds are one change
        let bound = |at: usize| hedge::before(self.tokens, at).map(|(bound, _)| bound);
        let is_bare = matches!(&first, End::Part(Part { of: Of::Nothing, .. }));
        if form == Form::Rise && is_bare && bound(i + 1).zip(bound(second)).is_some_and(|(one, other)| one != other) {
            return None;
        }
        let second = self.end_at(second, nouns)?;
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
            (End::Ratio(first), End::Ratio(second)) => Self::of_ratios(i, first.value, second.value, second.end, form),
            (End::Ratio(first), End::Part(second)) if percent(second.of) => {
                Self::of_ratios(i, first.value, second.value(second.amount.scale), second.end, form)
            }
            (End::Part(first), End::Ratio(second)) if percent(first.of) => {
                Self::of_ratios(i, first.value(first.amount.scale), second.value, second.end, form)
            }
            _ => return None,
        };
        hit.first = i;
        Some(hit)
    }

    pub(super) fn of_ratios(first: usize, a: f64, b: f64, end: usize, form: Form) -> Hit {
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

/// Whether a verb of change stands shortly before token `i`.
fn changes_near(tokens: &Tokens<'_>, i: usize) -> bool {
    (1..=6).any(|back| changes(tokens, i.wrapping_sub(back)))
}
