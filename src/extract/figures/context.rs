//! What a figure measures, when and where, as far as its sentence says so; and what a bare number counts.

use super::hit::Hit;
use super::noun::{is_closed, is_plural};
use super::scan::changes;
use super::units::Measure;
use crate::extract::Certainty;
use crate::extract::dates::Date;
use crate::extract::dates::moment::month;
use crate::extract::lexicon::{self, Class};
use crate::extract::tokens::{Tokens, unpossessive};

/// Fills in the context of `hits`, which stand in `tokens` in order; `dates` are those of the text.
pub(super) fn complete(tokens: &Tokens<'_>, dates: &[Date], hits: &mut [Hit]) {
    let mut last: Option<Hit> = None;
    let mut money: Option<Hit> = None;
    let mut from = 0;
    for hit in hits.iter_mut() {
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
        hit.what = what(tokens, hit, &dated);
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

/// What a bare number counts: what the figure before it in the same sentence counts, what "including" goes on from, what "number of" says.
fn elliptical(tokens: &Tokens<'_>, hit: &mut Hit, last: Option<&Hit>) {
    let same = |i: usize| tokens.sentence(i) == tokens.sentence(hit.first);
    let unit = last
        .filter(|last| last.measure == Measure::Count && same(last.first) && hit.first - last.end < 25)
        .and_then(|last| last.unit.clone())
        .or_else(|| {
            let list = (1..=12)
                .map(|back| hit.first.wrapping_sub(back))
                .take_while(|at| same(*at))
                .find(|at| tokens.any(*at, &["including", "notably", "namely", "comprising"]))?;
            let head = list - 1 - usize::from(tokens.is_sign(list - 1, ','));
            (is_plural(tokens.word(head))).then(|| tokens.word(head).to_lowercase())
        })
        .or_else(|| {
            (1..=12).map(|back| hit.first.wrapping_sub(back)).take_while(|at| same(*at)).find_map(|at| {
                if tokens.is(at, "population") || tokens.is(at, "workforce") || tokens.is(at, "army") || tokens.is(at, "garrison")
                {
                    return Some("persons".to_owned());
                }
                let number = tokens.is(at, "number") && tokens.is(at + 1, "of");
                number
                    .then(|| (at + 2..at + 6).map(|noun| tokens.word(noun)).find(|noun| is_plural(noun)).map(str::to_lowercase))
                    .flatten()
            })
        });
    if let Some(unit) = unit {
        hit.unit = Some(unit);
        hit.measure = Measure::Count;
        hit.certainty = Certainty::Guess;
        hit.rule = "elliptical count";
    }
}

fn what(tokens: &Tokens<'_>, hit: &Hit, dated: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    let same = |i: usize| tokens.sentence(i) == tokens.sentence(hit.first) && tokens.get(i).is_some();
    let after = hit.end;
    let pronoun = |i: usize| tokens.any(i, &["which", "whom", "whose", "them", "these", "those", "it", "this"]);
    // "85% of Kazakh oil products", "a third of the population"
    if tokens.is(after, "of")
        && same(after + 1)
        && !pronoun(after + 1)
        && let Some(phrase) = phrase_after(tokens, after + 1)
    {
        return Some(phrase);
    }
    // "a stabilisation fund of $10 billion"
    let before = hit.first.wrapping_sub(1);
    if tokens.any(before, &["of", "worth", "totalling", "totaling"])
        && same(before)
        && let Some(phrase) = phrase_before(tokens, before)
    {
        return Some(phrase);
    }
    if lexicon::is(tokens.word(after), Class::Spent) && same(after) {
        let preposition = (after + 1..after + 4).find(|at| tokens.any(*at, &["for", "in", "on", "to", "into"]))?;
        if let Some(phrase) = phrase_after(tokens, preposition + 1) {
            return Some(phrase);
        }
    }
    if let Some(noun) = hit.noun {
        return Some(noun);
    }
    // "the $10 billion fund", "the 7,000 km stretch of border"
    if same(after)
        && !is_closed(tokens.word(after))
        && !tokens.word(after).is_empty()
        && !changes(tokens, after)
        && tokens.any(before, &["a", "an", "the", "this", "its", "their", "of"])
        && let Some(phrase) = phrase_after(tokens, after)
    {
        return Some(phrase);
    }
    subject(tokens, hit.first, dated)
}

/// The noun phrase that begins at token `i`: up to eight words, "of" inside.
fn phrase_after(tokens: &Tokens<'_>, i: usize) -> Option<(usize, usize)> {
    let start = i + usize::from(tokens.any(i, &["the", "a", "an", "its", "their", "all", "this", "these", "his", "her"]));
    let mut end = start;
    while end < start + 10 {
        let word = tokens.word(end);
        let joint = tokens.is_hyphen(end)
            || tokens.any(end, &["of"]) && end > start && !tokens.word(end + 1).is_empty()
            || tokens.is(end, "the") && tokens.is(end.wrapping_sub(1), "of") && end > start;
        if !joint && (word.is_empty() || is_closed(word)) || end > start && tokens.sentence(end) != tokens.sentence(start) {
            break;
        }
        end += 1;
    }
    while end > start && (tokens.any(end - 1, &["of", "the"]) || tokens.is_dash(end - 1)) {
        end -= 1;
    }
    (end > start).then_some((start, end))
}

/// The noun phrase that ends before token `i`.
fn phrase_before(tokens: &Tokens<'_>, i: usize) -> Option<(usize, usize)> {
    let mut start = i;
    while start > 0 && i - start < 6 {
        let at = start - 1;
        let joint = tokens.is_hyphen(at);
        if !joint && (tokens.word(at).is_empty() || is_closed(tokens.word(at))) || tokens.sentence(at) != tokens.sentence(i) {
            break;
        }
        start = at;
    }
    (start < i).then_some((start, i))
}

/// The subject of the clause before token `i`: what stands before its first verb of change or being.
fn subject(tokens: &Tokens<'_>, i: usize, dated: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    let edge =
        |k: usize| matches!(tokens.sign(k), Some(',' | ';' | ':' | '(' | ')' | '—')) || tokens.is_dash(k) && !tokens.glued(k);
    let mut start = i;
    while start > 0 && i - start < 30 && tokens.sentence(start - 1) == tokens.sentence(i) && !edge(start - 1) {
        start -= 1;
    }
    // "In 2006 trade figures rose"
    if tokens.any(start, &["in", "by", "since", "on", "from", "during", "until", "as"]) && (dated(start + 1) || dated(start + 2))
    {
        start += 1;
        while start < i && (dated(start) || tokens.is(start, "the")) {
            start += 1;
        }
    }
    let verb = |k: usize| {
        changes(tokens, k)
            || tokens.any(
                k,
                &[
                    "is",
                    "are",
                    "was",
                    "were",
                    "has",
                    "have",
                    "had",
                    "reached",
                    "reaches",
                    "totalled",
                    "totaled",
                    "amounted",
                    "amounts",
                    "accounts",
                    "accounted",
                    "accounting",
                    "cost",
                    "costs",
                    "stood",
                    "stands",
                    "exceeded",
                    "will",
                    "would",
                    "could",
                    "averaged",
                    "represented",
                    "represents",
                    "comes",
                ],
            )
    };
    let end = (start..i).find(|&k| verb(k)).filter(|&k| k > start).unwrap_or(i);
    let start = start + usize::from(tokens.any(start, &["the", "a", "an", "and", "but", "while", "where", "that", "which"]));
    let end = end.min(start + 8);
    (end > start).then_some((start, end))
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
        if end == name || month(tokens.word(name)).is_some() || unpossessive(tokens.word(end - 1)) != tokens.word(end - 1) {
            continue;
        }
        let far = distance(tokens, (hit.first, hit.end), (at, end));
        if far < 120 && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, (name, end)));
        }
    }
    best.map(|(_, place)| place)
}
