//! All that is found in a paper, as one JSON object: what the command `extract` prints. `crate::corrections` corrects it.

use serde_json::Value;

use crate::corpus::Corpus;
use crate::document;
use crate::extract::{Facts, Scalars};

/// The export of a paper. Takes the source text, what was made of it, and the facts found in it.
pub fn export(source: &str, corpus: &Corpus, facts: &Facts) -> Value {
    let document = &corpus.document;
    let mut export = document::json::document(document, &corpus.metadata, source);
    let blocks = export.get_mut("blocks").and_then(Value::as_array_mut);
    for (block, themes) in blocks.into_iter().flatten().zip(&corpus.block_themes) {
        if let Value::Object(fields) = block {
            fields.insert("themes".to_owned(), themes.to_json());
        }
    }
    let scalars = Scalars::new(&document.blocks);
    if let Value::Object(fields) = &mut export {
        let mut put = |name: &str, values: Vec<Value>| drop(fields.insert(name.to_owned(), Value::Array(values)));
        put("figures", facts.figures.iter().map(|fact| fact.to_json(&scalars)).collect());
        put("dates", facts.dates.iter().map(|fact| fact.to_json(&scalars)).collect());
        put("acronyms", facts.acronyms.iter().map(|fact| fact.to_json(&scalars)).collect());
        put("recommendations", facts.recommendations.iter().map(|fact| fact.to_json(&scalars)).collect());
        put("forecasts", facts.forecasts.iter().map(|fact| fact.to_json(&scalars)).collect());
        put("sums", facts.sums.iter().map(|fact| fact.to_json(&scalars)).collect());
        put("entities", facts.entities.iter().map(|fact| fact.to_json(&scalars)).collect());
        put("relations", facts.relations.iter().map(|fact| fact.to_json(&scalars)).collect());
    }
    export
}
