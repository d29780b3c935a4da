//! All facts of a paper, each kind found in the order in which the kinds need one another.

use super::acronyms::{Acronym, acronyms};
use super::dates::{Date, dates};
use super::entities::{Entity, Gazetteer, entities};
use super::figures::{Figure, figures};
use super::forecasts::{Forecast, forecasts};
use super::recommendations::{Recommendation, recommendations};
use super::relations::{Relation, relations};
use super::sums::{Sum, sums};
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
        let dates = dates(document);
        let figures = figures(document, &dates);
        let entities = entities(document, gazetteer);
        let recommendations = recommendations(document);
        Self {
            acronyms: acronyms(document),
            forecasts: forecasts(document, &recommendations),
            relations: relations(document, &entities),
            sums: sums(document, &figures, &dates),
            recommendations,
            figures,
            dates,
            entities,
        }
    }
}
