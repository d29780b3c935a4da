//! What the library finds in a paper, as JSON on standard output.

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::Path;

use lectern::corpus::Corpus;
use lectern::document::{self, Metadata};
use lectern::extract::themes::Themes;
use lectern::search::lines;
use serde_json::{Value, json};

/// Kinds of facts that the export always has, found or not.
const FACTS: [&str; 8] = ["figures", "dates", "acronyms", "entities", "recommendations", "forecasts", "relations", "sums"];

/// Prints one JSON object: sections, blocks with their themes, facts, repairs and doubts.
///
/// # Errors
/// Words, when the paper or the metadata beside it cannot be read.
pub fn extract(path: &str) -> Result<(), String> {
    let (source, corpus) = read(path)?;
    let mut export = document::json::document(&corpus.document, &corpus.metadata, &source);
    let blocks = export.get_mut("blocks").and_then(Value::as_array_mut);
    for (block, themes) in blocks.into_iter().flatten().zip(&corpus.block_themes) {
        if let Value::Object(fields) = block {
            fields.insert("themes".to_owned(), themes.to_json());
        }
    }
    if let Value::Object(fields) = &mut export {
        for kind in FACTS {
            fields.entry(kind).or_insert_with(|| json!([]));
        }
    }
    print(&format!("{export}\n"))
}

/// Reads queries from standard input, one a line, and prints the hits of each as one JSON object a line, as they come.
///
/// # Errors
/// Words, when the paper, the metadata beside it or standard input cannot be read.
pub fn search(path: &str) -> Result<(), String> {
    let (_, corpus) = read(path)?;
    let name = |unit: usize| corpus.block(unit).map_or_else(String::new, |block| block.id.to_string());
    for query in io::stdin().lock().lines() {
        let query = query.map_err(|error| format!("cannot read the queries: {error}"))?;
        print(&lines::answer(&corpus.index, &query, name))?;
    }
    Ok(())
}

/// A paper, with what the file of the same name that ends in `.json` says of it, where there is one.
fn read(path: &str) -> Result<(String, Corpus), String> {
    let bytes = fs::read(path).map_err(|error| format!("cannot read {path}: {error}"))?;
    let source = String::from_utf8(bytes).map_err(|error| format!("{path} is not UTF-8 text: {error}"))?;
    let beside = Path::new(path).with_extension("json");
    let metadata = match fs::read_to_string(&beside) {
        Ok(json) => Metadata::from_json(&json).map_err(|error| format!("{}: {error}", beside.display()))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Metadata::default(),
        Err(error) => return Err(format!("cannot read {}: {error}", beside.display())),
    };
    let corpus = Corpus::new(&source, metadata, Themes::bundled().clone());
    Ok((source, corpus))
}

/// Prints; a reader who has seen enough (`| head`) is no failure.
fn print(text: &str) -> Result<(), String> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot print: {error}")),
        _ => Ok(()),
    }
}
