//! All facts of a paper, each kind found in the order in which the kinds need one another.

use super::acronyms::{self, Acronym};
use super::dates::{self, Date};
use super::entities::{Entity, Gazetteer, entities};
use super::figures::{self, Figure};
use super::forecasts::{self, Forecast};
use super::recommendations::{self, Recommendation};
use super::relations::{Relation, relations};
use super::sums::{self, Sum};
use super::tokens::Tokens;
use crate::document::Document;

/// All facts of a paper.
pub struct Facts {
    /// Figures, in reading order.
    pub figures: Vec<Figure>,
    /// Dates, in reading order.
    pub dates: Vec<Date>,
    /// Acronyms.
    pub acronyms: Vec<Acronym>,
    /// Entities, each over all its names.
    pub entities: Vec<Entity>,
    /// Recommendations, in reading order.
    pub recommendations: Vec<Recommendation>,
    /// Forecasts, in reading order.
    pub forecasts: Vec<Forecast>,
    /// Relations between entities, in reading order.
    pub relations: Vec<Relation>,
    /// Sums that can be checked.
    pub sums: Vec<Sum>,
}

impl Facts {
    /// Finds the facts of a paper, with a gazetteer of names.
    pub fn new(document: &Document, gazetteer: &Gazetteer) -> Self {
        let tokens = Tokens::of(document);
        let dates = dates::read(document, &tokens);
        let figures = figures::read(document, &tokens, &dates, gazetteer);
        let entities = entities(document, gazetteer);
        let clauses = recommendations::clauses(document, &tokens);
        let recommendations = recommendations::read(document, &tokens, &clauses);
        Self {
            acronyms: acronyms::read(document, &tokens),
            forecasts: forecasts::read(document, &tokens, &clauses, &recommendations),
            relations: relations(document, &entities),
            sums: sums::read(document, &tokens, &figures, &dates),
            recommendations,
            figures,
            dates,
            entities,
        }
    }
}
