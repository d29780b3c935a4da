//! Parsing and extraction, step by step, so that the page of the bench can time each step.

use lectern::document::{Document, Metadata, parse};
use lectern::extract::Facts;
use lectern::extract::entities::Gazetteer;
use lectern::extract::themes::{Themes, classify};
use wasm_bindgen::prelude::wasm_bindgen;

/// A paper, and what the steps have found in it so far.
#[wasm_bindgen]
pub struct Paper {
    document: Document,
    gazetteer: Option<&'static Gazetteer>,
    facts: Option<Facts>,
}

#[wasm_bindgen]
impl Paper {
    /// Parses a source text; `metadata` is JSON, or empty.
    #[wasm_bindgen(constructor)]
    pub fn new(source: &str, metadata: &str) -> Self {
        let document = parse(source, &Metadata::from_json(metadata).unwrap_or_default());
        Self { document, gazetteer: None, facts: None }
    }

    /// Takes a step by its name, in the order of `STEPS` in `page/bench.js`; gives how many it found. Other names give how many there
    /// are of a kind.
    pub fn step(&mut self, name: &str) -> usize {
        let document = &self.document;
        let of = |count: fn(&Facts) -> usize| self.facts.as_ref().map_or(0, count);
        match name {
            "themes" => classify(document, Themes::bundled()).iter().filter(|block| !block.themes.is_empty()).count(),
            "gazetteer" => {
                self.gazetteer = Some(Gazetteer::bundled());
                0
            }
            "facts" => {
                self.facts = self.gazetteer.map(|gazetteer| Facts::new(document, gazetteer));
                0
            }
            "figures" => of(|facts| facts.figures.len()),
            "dates" => of(|facts| facts.dates.len()),
            "entities" => of(|facts| facts.entities.len()),
            "acronyms" => of(|facts| facts.acronyms.len()),
            "recommendations" => of(|facts| facts.recommendations.len()),
            "forecasts" => of(|facts| facts.forecasts.len()),
            "relations" => of(|facts| facts.relations.len()),
            "sums" => of(|facts| facts.sums.len()),
            _ => document.blocks.len(),
        }
    }
}
