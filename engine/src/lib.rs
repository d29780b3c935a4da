//! Lectern's search engine for JavaScript: units of text in, ranked hits out.
//!
//! `cargo xtask engine` builds it into `engine/pkg/`, an ES module with its WebAssembly and its types (`lectern_engine.d.ts`), and the tables
//! of names and related words that it can be given. README.md beside this crate has an example.
//!
//! The crate is a face: [`lectern::search`] does the work, [`answer`] lays it out as numbers, and `objects.js` makes objects of them. Places in a
//! text are bytes in Rust and UTF-16 units in JavaScript; they are changed here.

mod answer;
mod given;
mod types;

use js_sys::{Array, Object};
use lectern::search::{self, Builder, Index, LastWord, Order, Query};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use given::Given;
use types::{EngineOptions, ExplanationOut, HitsOut, SearchOptions, UnitsIn};

#[wasm_bindgen(module = "/src/objects.js")]
extern "C" {
    /// The hits: `numbers` has for each its unit, how many spans, and their starts and ends.
    fn hits(ids: &Array, numbers: &[u32], scores: &[f64]) -> Array;
    fn expansion(from: &str, to: &str, reason: &str, units: u32) -> Object;
    fn problem(start: u32, end: u32, message: &str) -> Object;
    fn results(
        hits: Array,
        total: u32,
        expansions: Array,
        suggestions: Array,
        problems: Array,
        wanted: Option<String>,
    ) -> HitsOut;
    fn part(typed: &str, found: &str, reason: &str, numbers: &[f64]) -> Object;
    fn explanation(parts: Array, numbers: &[f64]) -> ExplanationOut;
}

/// Some texts, ready to be searched.
#[wasm_bindgen]
pub struct Engine {
    index: Index,
    /// The ids of the units, as they were given.
    ids: Array,
}

#[wasm_bindgen]
impl Engine {
    /// Reads `units`, in reading order, and what else is known of their words.
    ///
    /// @throws {TypeError} when `units` is no array, or a unit has no text.
    #[wasm_bindgen(constructor)]
    pub fn new(units: &UnitsIn, options: Option<EngineOptions>) -> Result<Engine, JsValue> {
        let units = given::array(units).ok_or_else(|| given::wrong("units must be an array"))?;
        let (ids, texts) = (Array::new(), Array::new());
        // the caller's strings are kept, not copied
        let lent = texts.clone();
        let mut builder = Builder::lent(move |unit| lent.get(unit as u32).as_string().unwrap_or_default());
        let mut given = Given::default();
        for unit in units.iter() {
            ids.push(&given.read(&unit)?);
            texts.push(given.as_given());
            builder.add(&given.unit());
        }
        let options = options.map(JsValue::from).unwrap_or_default();
        let knowledge = given::Knowledge::read(&options);
        let index = builder.finish(&knowledge.names(), &knowledge.synonyms);
        Ok(Self { index, ids })
    }

    /// The units that a query finds, the best first.
    pub fn search(&self, query: &str, options: Option<SearchOptions>) -> HitsOut {
        let options = options.map(JsValue::from).unwrap_or_default();
        let parsed = Query::parse(query);
        let found = self.index.search(&parsed, &read_options(&options));
        let (numbers, scores) = answer::hits(&self.index, &found.hits);
        let expansions = found.expansions.iter().map(|expansion| {
            let reason = answer::reason(expansion.reason);
            JsValue::from(self::expansion(&expansion.from, &expansion.to, reason, expansion.units as u32))
        });
        let problems = parsed.problems().iter().map(|found| {
            let (start, end) = answer::in_utf16(query, found.span);
            JsValue::from(problem(start, end, &found.message))
        });
        results(
            hits(&self.ids, &numbers, &scores),
            found.total as u32,
            expansions.collect(),
            found.suggestions.iter().map(|word| JsValue::from_str(word)).collect(),
            problems.collect(),
            found.wanted.map(|wanted| answer::wanted(wanted).to_owned()),
        )
    }

    /// Why a unit has its score; nothing if it is no hit, or there is no such unit.
    pub fn explain(&self, query: &str, id: &str, options: Option<SearchOptions>) -> Option<ExplanationOut> {
        let options = options.map(JsValue::from).unwrap_or_default();
        let unit = usize::try_from(self.ids.index_of(&JsValue::from_str(id), 0)).ok()?;
        let why = self.index.explain(&Query::parse(query), &read_options(&options), unit)?;
        let parts = why.parts.iter().map(|of| {
            let numbers = [of.weight, of.units as f64, of.rarity, of.frequency, of.score];
            JsValue::from(part(&of.typed, &of.found, answer::reason(of.reason), &numbers))
        });
        Some(explanation(parts.collect(), &[why.score, why.coverage, why.answer, why.proximity]))
    }

    /// Bytes of memory that all engines of this page hold, their texts included.
    #[wasm_bindgen(js_name = memoryBytes)]
    pub fn memory_bytes(&self) -> f64 {
        answer::memory(&self.index) as f64
    }
}

/// How to search, from a JavaScript object.
fn read_options(options: &JsValue) -> search::Options {
    let most = |name: &str| given::number(options, name).map(|number| number as usize);
    let ordinary = search::Options::default();
    search::Options {
        order: if given::text(options, "order").as_deref() == Some("reading") { Order::Reading } else { Order::Relevance },
        last_word: if given::get(options, "typing").is_truthy() { LastWord::Typing } else { LastWord::Whole },
        without: given::texts(options, "without"),
        lit: most("spans").unwrap_or(ordinary.lit),
        weigh: ordinary.weigh,
        limit: most("limit").unwrap_or(ordinary.limit),
    }
}
