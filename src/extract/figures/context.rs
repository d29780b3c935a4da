//! What a figure measures, when and where, as far as its sentence says so; and what a bare number counts.

use super::hit::Hit;
use super::noun::is_plural;
use super::units::Measure;
use super::what::{phrase_before, what};
use crate::extract::Certainty;
use crate::extract::dates::Date;
use crate::extract::dates::moment::month;
use crate::extract::tokens::{Tokens, unpossessive};

/// Fills in the context of `hits`, which stand in `tokens` in order; `dates` are those of the text.
pub(super) fn complete(tokens: &Tokens<'_>, dates: &[Date], hits: &mut [Hit]) {
    let mut last: Option<Hit> = None;
    let mut money: Option<Hit> = None;
    let mut from = 0;
    for hit in hits.iter_mut() {
        if hit.measure == Measure::Number {
            compared(tokens, hit, last.as_ref());
        }
        if hit.measure == Measure::Number {
            elliptical(tokens, hit, last.as_ref());
        }
        if hit.measure == Measure::Number && hit.low.or(hit.high).is_some_and(|value| value >= 1e6) {
            as_money(tokens, hit, money.as_ref());
        }
        if hit.measure == Measure::Money {
            money = Some(hit.clone());
        }
        while dates.get(from).is_some_and(|date| date.place.span.end + 400 < tokens.span(hit.first, hit.end).start) {
            from += 1;
        }
        let dates = dates.get(from..).unwrap_or_default();
        let end = tokens.span(hit.first, hit.end).end;
        let dated = |i: usize| {
            dates
                .iter()
                .take_while(|date| date.place.span.start <= end)
                .any(|date| date.place.span.overlaps(tokens.span(i, i + 1)))
        };
        if hit.what.is_none() {
            hit.what = what(tokens, hit, last.as_ref(), &dated);
        }
        hit.when = when(tokens, dates, hit);
        hit.location = location(tokens, hit);
        last = Some(hit.clone());
    }
}

/// A bare number of millions right after an amount of money, or of a cost, is money as well: "€750 billion (390bn in grants)".
fn as_money(tokens: &Tokens<'_>, hit: &mut Hit, money: Option<&Hit>) {
    const COSTS: &[&str] =
        &["cost", "costs", "estimate", "budget", "price", "spending", "grants", "loans", "worth", "value", "fund"];
    let Some(money) = money.filter(|money| tokens.sentence(money.first) == tokens.sentence(hit.first)) else { return };
    let listed =
        hit.first - money.end <= 4 && (money.end..hit.first).any(|k| tokens.is_sign(k, '(') || tokens.any(k, &["and", "or"]));
    let cost = (1..=3).any(|back| tokens.any(hit.first.wrapping_sub(back), COSTS))
        || (hit.end..hit.end + 2).any(|at| tokens.any(at, COSTS));
    if listed || cost {
        hit.measure = Measure::Money;
        hit.unit.clone_from(&money.unit);
        hit.certainty = Certainty::Guess;
        hit.rule = "elliptical money";
    }
}

/// Whether the words before token `i` set it against what was said before: "instead of", "compared with".
pub(super) fn is_against(tokens: &Tokens<'_>, i: usize) -> bool {
    const AGAINST: &[&str] = &["instead of", "rather than", "compared with", "compared to", "as against", "up from", "down from"];
    tokens.any(i.wrapping_sub(1), &["against", "than", "versus"])
        || AGAINST.iter().any(|words| tokens.phrase(i.wrapping_sub(2), words) == Some(i))
}

/// A bare number that is set against the figure before it is in that one's unit: "7,300 nautical miles instead of 11,200".
fn compared(tokens: &Tokens<'_>, hit: &mut Hit, last: Option<&Hit>) {
    let near = |last: &&Hit| tokens.sentence(last.first) == tokens.sentence(hit.first) && hit.first - last.end <= 9;
    let Some(last) = last.filter(near).filter(|last| last.measure != Measure::Number) else { return };
    let is_set = is_against(tokens, hit.first);
    // the two are of one order
    let value = |hit: &Hit| hit.low.or(hit.high).unwrap_or(0.0).abs();
    let is_like = value(hit) < value(last) * 100.0 && value(last) < value(hit) * 100.0;
    if is_set && is_like {
        hit.measure = last.measure;
        hit.unit.clone_from(&last.unit);
        hit.per.clone_from(&last.per);
        hit.what = last.what;
        hit.certainty = Certainty::Guess;
        hit.rule = "elliptical comparison";
    }
}

/// What a bare number counts: what the figure before it in the same sentence counts, what "including" goes on from, what "number
/// of" says.
fn elliptical(tokens: &Tokens<'_>, hit: &mut Hit, last: Option<&Hit>) {
    let same = |i: usize| tokens.sentence(i) == tokens.sentence(hit.first);
    let before = || (1..=12).map(|back| hit.first.wrapping_sub(back)).take_while(|at| same(*at));
    let counted = |last: &&Hit| last.measure == Measure::Count && same(last.first) && hit.first - last.end < 25;
    let (unit, what) = if let Some(last) = last.filter(counted) {
        (last.unit.clone(), last.what)
    } else if let Some((head, phrase)) = before().find_map(|at| listed(tokens, at)) {
        (Some(head), phrase)
    } else {
        (before().find_map(|at| governed(tokens, at)), None)
    };
    if let Some(unit) = unit {
        hit.unit = Some(unit);
        hit.what = what;
        hit.measure = Measure::Count;
        hit.certainty = Certainty::Guess;
        hit.rule = "elliptical count";
    }
}

/// A plural noun and its phrase.
type Listed = (String, Option<(usize, usize)>);

/// "military personnel, including": the noun before token `at`, and its phrase.
fn listed(tokens: &Tokens<'_>, at: usize) -> Option<Listed> {
    let list = tokens.any(at, &["including", "notably", "namely", "comprising"]);
    let comma = at.checked_sub(1).filter(|before| list && tokens.is_sign(*before, ','));
    let head = comma.unwrap_or(at).checked_sub(1).filter(|head| list && is_plural(tokens.word(*head)))?;
    Some((tokens.word(head).to_lowercase(), phrase_before(tokens, head + 1)))
}

/// "population", "number of migrants": what a number after token `at` counts.
fn governed(tokens: &Tokens<'_>, at: usize) -> Option<String> {
    if tokens.any(at, &["population", "workforce", "army", "garrison"]) {
        return Some("persons".to_owned());
    }
    let number = tokens.is(at, "number") && tokens.is(at + 1, "of");
    (at + 2..at + 6).map(|noun| tokens.word(noun)).find(|noun| number && is_plural(noun)).map(str::to_lowercase)
}

/// How far apart two stretches of one text are: bytes, and more for every clause between them.
fn distance(tokens: &Tokens<'_>, a: (usize, usize), b: (usize, usize)) -> usize {
    let (left, right) = if a.0 < b.0 { (a, b) } else { (b, a) };
    let bytes = tokens.span(left.1, right.0).len();
    let clauses = (left.1..right.0)
        .filter(|&k| matches!(tokens.sign(k), Some(',' | ';' | ':' | '(' | ')')) || tokens.any(k, &["and", "but", "while"]))
        .count();
    bytes + clauses * 40 + usize::from(b.0 < a.0) * 15
}

/// The date of the same sentence that is nearest, those that follow first.
fn when(tokens: &Tokens<'_>, dates: &[Date], hit: &Hit) -> Option<crate::text::Span> {
    let span = tokens.span(hit.first, hit.end);
    let near = dates.iter().take_while(|date| date.place.span.start < span.end + 400);
    let mut best: Option<(usize, crate::text::Span)> = None;
    for date in near {
        let place = date.place.span;
        // Tokens between the two, by a walk from the figure.
        let gap = if span.contains(place) {
            Some(0)
        } else if place.start >= span.end {
            walk(tokens, hit.end, |k| tokens.get(k).is_some_and(|token| token.span.start >= place.start), 1)
        } else {
            walk(
                tokens,
                hit.first.wrapping_sub(1),
                |k| tokens.get(k).is_some_and(|token| token.span.start < place.end),
                usize::MAX,
            )
            .map(|gap| gap + 15)
        };
        if let Some(gap) = gap.filter(|gap| *gap < 160)
            && best.is_none_or(|(least, _)| gap < least)
        {
            best = Some((gap, place));
        }
    }
    best.map(|(_, place)| place)
}

/// The distance from token `from` in steps of `step` to the first token that is `there`, within its sentence.
fn walk(tokens: &Tokens<'_>, from: usize, there: impl Fn(usize) -> bool, step: usize) -> Option<usize> {
    let start = if step == 1 { from.wrapping_sub(1) } else { from.wrapping_add(1) };
    let sentence = tokens.sentence(start)?;
    let (mut at, mut sum) = (from, 0);
    for _ in 0..60 {
        if tokens.sentence(at) != Some(sentence) {
            return None;
        }
        if there(at) {
            return Some(sum);
        }
        let clause = matches!(tokens.sign(at), Some(',' | ';' | ':' | '(' | ')')) || tokens.any(at, &["and", "but", "while"]);
        sum += tokens.text(at).len() + 1 + if clause { 40 } else { 0 };
        at = at.wrapping_add(step);
    }
    None
}

/// The nearest name of the sentence after "in", "from" and the like.
fn location(tokens: &Tokens<'_>, hit: &Hit) -> Option<(usize, usize)> {
    const REACH: usize = 25;
    let sentence = tokens.sentence(hit.first);
    let mut best: Option<(usize, (usize, usize))> = None;
    for at in hit.first.saturating_sub(REACH)..(hit.end + REACH).min(tokens.len()) {
        if (at >= hit.first && at < hit.end && tokens.sentence(at) == sentence) && hit.form == super::Form::Single
            || tokens.sentence(at) != sentence
        {
            continue;
        }
        if !tokens.any(at, &["in", "from", "across", "throughout", "within", "to"]) || tokens.is(at, "to") && at < hit.first {
            continue;
        }
        let name = at + 1 + usize::from(tokens.is(at + 1, "the"));
        let mut end = name;
        while tokens.is_capital(end) && (end == name || !tokens.glued(end)) && tokens.sentence(end) == sentence && end < name + 4
        {
            end += 1;
        }
        if end == name
            || tokens.is_hyphen(end)
            || month(tokens.word(name)).is_some()
            || unpossessive(tokens.word(end - 1)) != tokens.word(end - 1)
        {
            continue;
        }
        let far = distance(tokens, (hit.first, hit.end), (at, end));
        if far < 120 && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, (name, end)));
        }
    }
    best.map(|(_, place)| place)
}
