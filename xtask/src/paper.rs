//! What the library finds in a paper, as JSON on standard output.

use std::path::Path;
use std::{fs, io};

use lectern::document::{Document, Metadata};
use lectern::search::thesaurus::Thesaurus;
use lectern::search::{lines, names_of_gazetteer, names_of_glossary};

use crate::project::Project;

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
/// Words, when a file or standard input cannot be read.
pub fn search(project: &Project, path: &str) -> Result<(), String> {
    let document = document(path)?;
    let tables = names(project)?;
    let names = tables.iter().flat_map(|(name, table)| match name.as_str() {
        "glossary.tsv" => names_of_glossary(table).collect::<Vec<_>>(),
        _ => names_of_gazetteer(table).collect(),
    });
    let names = names.collect();
    let queries = io::read_to_string(io::stdin()).map_err(|error| format!("cannot read the queries: {error}"))?;
    let (words, vectors) = thesaurus(project)?;
    let thesaurus = Thesaurus::parse(&words, &vectors)?;
    print!("{}", lines::search(&document, names, &thesaurus, &queries));
    Ok(())
}

/// Writes the table of related words that the page of the bundled paper carries.
///
/// # Errors
/// Words, when a file cannot be read or written.
pub fn synonyms(project: &Project) -> Result<(), String> {
    let folder = project.root.join("static/paper");
    let document = document(&folder.join("paper.txt").to_string_lossy())?;
    let (words, vectors) = thesaurus(project)?;
    let table = lines::synonyms(&document, &Thesaurus::parse(&words, &vectors)?);
    let path = folder.join("synonyms.txt");
    // the same table again is no change: what depends on it need not be built anew
    if fs::read_to_string(&path).is_ok_and(|old| old == table) {
        return Ok(());
    }
    fs::write(&path, table).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// The paper at a path, with the metadata beside it where there are any.
fn document(path: &str) -> Result<Document, String> {
    let text = read(path)?;
    let metadata = match fs::read_to_string(Path::new(path).with_extension("json")) {
        Ok(json) => Metadata::from_json(&json).map_err(|error| format!("the metadata beside {path}: {error}"))?,
        Err(_) => Metadata::default(),
    };
    Ok(lectern::document::parse(&text, &metadata))
}

/// The gazetteers and the glossary, by their file names, sorted.
fn names(project: &Project) -> Result<Vec<(String, String)>, String> {
    let folder = project.root.join("static/data");
    let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.retain(|name| name.starts_with("gazetteer") && name.ends_with(".tsv") || name == "glossary.tsv");
    names.sort();
    names.into_iter().map(|name| Ok((name.clone(), read(&folder.join(name).to_string_lossy())?))).collect()
}

/// The general thesaurus: its words and their vectors.
fn thesaurus(project: &Project) -> Result<(String, Vec<u8>), String> {
    let folder = project.root.join("static/data/thesaurus");
    let vectors = folder.join("vectors.bin");
    let bytes = fs::read(&vectors).map_err(|error| format!("cannot read {}: {error}", vectors.display()))?;
    Ok((read(&folder.join("words.tsv").to_string_lossy())?, bytes))
}

fn read(path: &str) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("cannot read {path}: {error}"))?;
    String::from_utf8(bytes).map_err(|error| format!("{path} is not UTF-8 text: {error}"))
}
