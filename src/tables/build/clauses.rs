//! Recommendations and forecasts.

use super::{Draft, Maker, count, optional, text};
use crate::extract::Facts;
use crate::extract::forecasts::Forecast;
use crate::extract::recommendations::{Addressee, Recommendation};
use crate::tables::horizon_in_words;

pub(super) fn recommendations(maker: &Maker, facts: &Facts) -> Vec<Draft> {
    let draft = |fact: &Recommendation| {
        let cells = vec![
            ("addressee", optional(fact.addressee.as_ref().map(Addressee::as_str))),
            ("strength", text(fact.strength.as_str())),
            ("action", maker.words(fact.place, Some(fact.action))),
            ("supporting", count(fact.supporting.len())),
        ];
        Draft { support: fact.supporting.clone(), ..Draft::at(fact.place, fact.rule, fact.certainty, cells) }
    };
    facts.recommendations.iter().map(draft).collect()
}

pub(super) fn forecasts(_: &Maker, facts: &Facts) -> Vec<Draft> {
    let draft = |fact: &Forecast| {
        let horizon = fact.horizon.as_deref().map(horizon_in_words).unwrap_or_default();
        let cells = vec![("horizon", text(&horizon)), ("strength", text(fact.strength.as_str()))];
        Draft::at(fact.place, fact.rule, fact.certainty, cells)
    };
    facts.forecasts.iter().map(draft).collect()
}
