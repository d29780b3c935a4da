//! Figures, dates and sums.

use super::{Draft, Maker, count, number, optional, text};
use crate::extract::Facts;
use crate::extract::dates::Relation;
use crate::extract::figures::Form;
use crate::extract::sums::Verdict;

pub(super) fn figures(maker: &Maker, facts: &Facts) -> Vec<Draft> {
    let draft = |fact: &crate::extract::figures::Figure| {
        let words = |span| maker.words(fact.place, span);
        let change = match fact.form {
            Form::Rise => Some("rise"),
            Form::Fall => Some("fall"),
            Form::Single | Form::Range => None,
        };
        let cells = vec![
            ("kind", text(&fact.kind().replace('_', " "))),
            ("low", number(fact.low)),
            ("high", number(fact.high)),
            ("unit", optional(fact.unit.as_deref())),
            ("per", optional(fact.per.as_deref())),
            ("hedge", words(fact.hedge.map(|hedge| hedge.span))),
            ("change", optional(change)),
            ("what", words(fact.what)),
            ("when", words(fact.when)),
            ("where", words(fact.location)),
        ];
        Draft::at(fact.place, fact.rule, fact.certainty, cells)
    };
    facts.figures.iter().map(draft).collect()
}

pub(super) fn dates(maker: &Maker, facts: &Facts) -> Vec<Draft> {
    let draft = |fact: &crate::extract::dates::Date| {
        let cells = vec![
            ("from", text(&fact.from.to_string())),
            ("to", text(&fact.to.to_string())),
            ("precision", text(fact.precision.name())),
            ("relation", optional(fact.relation.map(Relation::name))),
            ("event", maker.words(fact.place, fact.event)),
        ];
        Draft::at(fact.place, fact.rule, fact.certainty, cells)
    };
    facts.dates.iter().map(draft).collect()
}

pub(super) fn sums(_: &Maker, facts: &Facts) -> Vec<Draft> {
    let draft = |fact: &crate::extract::sums::Sum| {
        let holds = if fact.holds == Verdict::Holds { "holds" } else { "does not hold" };
        let cells = vec![("formula", text(&fact.formula)), ("holds", text(holds)), ("parts", count(fact.parts.len()))];
        Draft { support: fact.parts.clone(), ..Draft::at(fact.claim, fact.rule, fact.certainty, cells) }
    };
    facts.sums.iter().map(draft).collect()
}
