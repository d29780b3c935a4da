//! What the library finds in a paper, as JSON on standard output.

use std::fs;

/// Prints one JSON object: sections, blocks and facts.
///
/// # Errors
/// Words, when the file cannot be read.
pub fn extract(path: &str) -> Result<(), String> {
    let _text = read(path)?;
    Err("the library does not extract yet".to_owned())
}

/// Reads queries from standard input, one a line, and prints the hits of each as one JSON object a line.
///
/// # Errors
/// Words, when the file or standard input cannot be read.
pub fn search(path: &str) -> Result<(), String> {
    let _text = read(path)?;
    Err("the library does not search yet".to_owned())
}

fn read(path: &str) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("cannot read {path}: {error}"))?;
    String::from_utf8(bytes).map_err(|error| format!("{path} is not UTF-8 text: {error}"))
}
