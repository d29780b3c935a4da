//! The types that JavaScript sees.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// The units to be searched.
    #[wasm_bindgen(typescript_type = "Unit[]")]
    pub type UnitsIn;
    /// What is known of words beyond the units.
    #[wasm_bindgen(typescript_type = "Knowledge")]
    pub type EngineOptions;
    /// How to search.
    #[wasm_bindgen(typescript_type = "SearchOptions")]
    pub type SearchOptions;
    /// What a search gives.
    #[wasm_bindgen(typescript_type = "Results")]
    pub type HitsOut;
    /// Why a unit has its score.
    #[wasm_bindgen(typescript_type = "Explanation")]
    pub type ExplanationOut;
}
