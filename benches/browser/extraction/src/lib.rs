//! Parsing and extraction, step by step, so that the page of the bench can time each step.

use lectern::document::{Document, Metadata, parse};
use lectern::extract::acronyms::acronyms;
use lectern::extract::dates::{Date, dates};
use lectern::extract::entities::{Entity, Gazetteer, entities};
use lectern::extract::figures::{Figure, figures};
use lectern::extract::forecasts::forecasts;
use lectern::extract::recommendations::recommendations;
use lectern::extract::relations::relations;
use lectern::extract::sums::sums;
use lectern::extract::themes::{Themes, classify};
use wasm_bindgen::prelude::wasm_bindgen;

/// A paper, and what the steps have found in it so far.
#[wasm_bindgen]
pub struct Paper {
    document: Document,
    dates: Vec<Date>,
    figures: Vec<Figure>,
    entities: Vec<Entity>,
}

#[wasm_bindgen]
impl Paper {
    /// Parses a source text; `metadata` is JSON, or empty.
    #[wasm_bindgen(constructor)]
    pub fn new(source: &str, metadata: &str) -> Self {
        let document = parse(source, &Metadata::from_json(metadata).unwrap_or_default());
        Self { document, dates: Vec::new(), figures: Vec::new(), entities: Vec::new() }
    }

    /// Takes a step by its name, in the order of `STEPS` in `page/bench.js`; gives how many it found.
    pub fn step(&mut self, name: &str) -> usize {
        let document = &self.document;
        match name {
            "themes" => classify(document, Themes::bundled()).iter().filter(|block| !block.themes.is_empty()).count(),
            "dates" => {
                self.dates = dates(document);
                self.dates.len()
            }
            "figures" => {
                self.figures = figures(document, &self.dates);
                self.figures.len()
            }
            "entities" => {
                self.entities = entities(document, &Gazetteer::bundled());
                self.entities.len()
            }
            "acronyms" => acronyms(document).len(),
            "recommendations" => recommendations(document).len(),
            "forecasts" => forecasts(document).len(),
            "relations" => relations(document, &self.entities).len(),
            "sums" => sums(document, &self.figures, &self.dates).len(),
            _ => document.blocks.len(),
        }
    }
}
