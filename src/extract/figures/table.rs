//! Cells of a table that hold nothing but a number: their unit stands in the caption or in a head.

use super::hit::Hit;
use super::part::{Nouns, Of, Part};
use super::units::{Measure, currency_after, currency_before, unit};
use crate::extract::Certainty;
use crate::extract::dates::Date;
use crate::extract::numbers::scale_word;
use crate::extract::tokens::Tokens;

/// A unit that a table states once for its cells ("US$ billion", "%", "thousand tonnes").
struct Stated {
    unit: String,
    measure: Measure,
    factor: f64,
}

/// Adds the numbers that fill a cell of their own to `hits`, which stays in order.
pub(super) fn cells(tokens: &Tokens<'_>, dates: &[Date], hits: &mut Vec<Hit>) {
    let stated = stated(tokens);
    let edge = |i: usize| tokens.get(i).is_none() || tokens.is_sign(i, '|');
    let mut i = 0;
    let mut found = Vec::new();
    while i < tokens.len() {
        if (i == 0 || edge(i - 1))
            && let Some(part) = Part::read(tokens, i, Nouns::Skip)
            && edge(part.end)
            && part.of == Of::Nothing
            && !dates.iter().any(|date| date.place.span.overlaps(tokens.span(i, part.end)))
        {
            hits.retain(|hit| hit.first >= part.end || hit.end <= i);
            let mut hit = Hit::single(i, part.end, Measure::Number, part.value(part.amount.scale), "table cell");
            if let Some(stated) = &stated {
                hit.low = hit.low.map(|value| value * stated.factor);
                hit.high = hit.low;
                hit.unit = Some(stated.unit.clone());
                hit.measure = stated.measure;
                hit.certainty = Certainty::Guess;
            }
            i = part.end;
            found.push(hit);
        } else {
            i += 1;
        }
    }
    hits.extend(found);
    hits.sort_by_key(|hit| hit.first);
}

/// The one unit that stands in brackets, or after "in", before the numbers.
fn stated(tokens: &Tokens<'_>) -> Option<Stated> {
    let mut only: Option<Stated> = None;
    for i in 0..tokens.len() {
        if !(tokens.is_sign(i, '(') || tokens.is(i, "in") || tokens.is_sign(i, ',')) {
            continue;
        }
        let Some(stated) = unit_at(tokens, i + 1) else { continue };
        match &only {
            Some(first) if first.unit != stated.unit || first.factor != stated.factor => return None,
            _ => only = Some(stated),
        }
    }
    only
}

fn unit_at(tokens: &Tokens<'_>, i: usize) -> Option<Stated> {
    let scale = |at: usize| scale_word(tokens.word(at)).map_or((1.0, at), |scale| (scale, at + 1));
    if let Some((currency, end)) = currency_before(tokens, i).or_else(|| currency_after(tokens, i)) {
        let (factor, _) = scale(end);
        return tokens.numeral(end).is_none().then(|| Stated { unit: currency.code.to_owned(), measure: Measure::Money, factor });
    }
    let (factor, at) = scale(i);
    if let Some((currency, _)) = currency_after(tokens, at) {
        return Some(Stated { unit: currency.code.to_owned(), measure: Measure::Money, factor });
    }
    if let Some((found, end)) = unit(tokens, at) {
        // "(days of leave)" and the like are no statement of units
        let closed = tokens.sign(end).is_some() || tokens.any(end, &["of", "per", "a", "and"]);
        return closed.then(|| Stated { unit: found.symbol.to_owned(), measure: found.measure, factor: factor * found.factor });
    }
    (factor > 1.0 && tokens.is_sign(at, ')'))
        .then(|| Stated { unit: String::new(), measure: Measure::Number, factor })
        .map(|stated| Stated { unit: "1".to_owned(), ..stated })
}
