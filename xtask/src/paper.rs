//! What the library finds in a paper, as JSON on standard output.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use lectern::corpus::{self, BUNDLED_METADATA, BUNDLED_PAPER, Corpus};
use lectern::corrections::{self, Paper, Patch};
use lectern::document::{self, Document, Metadata};
use lectern::export::export;
use lectern::extract::Facts;
use lectern::extract::entities::Gazetteer;
use lectern::extract::themes::{Themes, classify};
use lectern::search::lines;
use lectern::search::thesaurus::Thesaurus;

use serde_json::{Value, json};

use crate::project::Project;
use crate::tools;

/// Prints one JSON object: sections, blocks with their themes, facts, repairs and doubts; as corrected, where there is a file of
/// corrections. What became of these is said on standard error.
///
/// # Errors
/// Words, when the paper, the metadata beside it or the corrections cannot be read.
pub fn extract(path: &str, corrections: Option<&str>) -> Result<(), String> {
    let patch = match corrections {
        Some(file) => {
            let bytes = fs::read(file).map_err(|error| format!("cannot read {file}: {error}"))?;
            Some(Patch::from_bytes(&bytes).map_err(|error| format!("{file}: {error}"))?)
        }
        None => None,
    };
    let (source, metadata) = read(path)?;
    let corpus = Corpus::unindexed(&source, metadata, Themes::bundled().clone());
    let facts = corpus.facts();
    let mut export = export(&source, &corpus, &facts);
    if let Some(patch) = patch {
        let title = document::json::title(&corpus.document, &corpus.metadata).unwrap_or_default();
        let report = corrections::correct(&mut export, &patch, &Paper::new(&title, corpus.source.fingerprint.clone()));
        report.words().iter().for_each(|words| eprintln!("xtask: {words}"));
    }
    print(&format!("{export}\n"))
}

/// Reads queries from standard input, one a line, and prints the hits of each as one JSON object a line.
///
/// # Errors
/// Words, when a file or standard input cannot be read.
pub fn search(project: &Project, path: &str) -> Result<(), String> {
    let (source, metadata) = read(path)?;
    let document = lectern::document::parse(&source, &metadata);
    let queries = io::read_to_string(io::stdin()).map_err(|error| format!("cannot read the queries: {error}"))?;
    let (words, vectors) = thesaurus(project)?;
    let thesaurus = Thesaurus::parse(&words, &vectors)?;
    print(&lines::search(&document, corpus::names(), &thesaurus, &queries))
}

/// What the bundled paper's engine is given beside its text.
pub struct Tables {
    /// A gazetteer: names that the paper has, with their others.
    pub names: String,
    /// Words that come near to the paper's.
    pub synonyms: String,
}

/// The tables for the bundled paper.
///
/// # Errors
/// Words, when a file cannot be read.
pub fn tables(project: &Project) -> Result<Tables, String> {
    let document = bundled()?;
    let tables = names(project)?;
    let (mut gazetteers, mut glossaries) = (Vec::new(), Vec::new());
    for (name, table) in &tables {
        if name == "glossary.tsv" { &mut glossaries } else { &mut gazetteers }.push(table.as_str());
    }
    Ok(Tables {
        names: lines::names(&document, &gazetteers, &glossaries),
        synonyms: text(&project.root.join("static/paper/synonyms.txt"))?,
    })
}

/// The bundled paper.
///
/// # Errors
/// Words, when its metadata are broken.
pub fn bundled() -> Result<Document, String> {
    let metadata = Metadata::from_json(BUNDLED_METADATA).map_err(|error| format!("paper.json: {error}"))?;
    Ok(lectern::document::parse(BUNDLED_PAPER, &metadata))
}

/// The bundled paper's source and metadata, and how much of each kind is found in it here: what the bench must find in the browser too.
///
/// # Errors
/// Words, when the metadata are broken.
pub fn counts() -> Result<Value, String> {
    let document = bundled()?;
    let facts = Facts::new(&document, Gazetteer::bundled());
    let themed = classify(&document, Themes::bundled()).iter().filter(|block| !block.themes.is_empty()).count();
    Ok(json!({
        "source": BUNDLED_PAPER,
        "metadata": BUNDLED_METADATA,
        "counts": {
            "blocks": document.blocks.len(),
            "themes": themed,
            "dates": facts.dates.len(),
            "figures": facts.figures.len(),
            "entities": facts.entities.len(),
            "acronyms": facts.acronyms.len(),
            "recommendations": facts.recommendations.len(),
            "forecasts": facts.forecasts.len(),
            "relations": facts.relations.len(),
            "sums": facts.sums.len(),
        },
    }))
}

/// Writes the table of related words that the page of the bundled paper carries.
///
/// # Errors
/// Words, when a file cannot be read or written.
pub fn synonyms(project: &Project) -> Result<(), String> {
    let folder = project.root.join("static/paper");
    let (source, metadata) = read(&folder.join("paper.txt").to_string_lossy())?;
    let (words, vectors) = thesaurus(project)?;
    let table = lines::synonyms(&lectern::document::parse(&source, &metadata), &Thesaurus::parse(&words, &vectors)?);
    let path = folder.join("synonyms.txt");
    // the same table again is no change: what depends on it need not be built anew
    if fs::read_to_string(&path).is_ok_and(|old| old == table) {
        return Ok(());
    }
    tools::write(&path, &table)
}

/// A paper, and the metadata beside it: those of the bundled paper for its very text, else none where there is no such file.
fn read(path: &str) -> Result<(String, Metadata), String> {
    let path = Path::new(path);
    let cannot = |error| format!("cannot read {}: {error}", path.display());
    let source = String::from_utf8_lossy(&fs::read(path).map_err(cannot)?).into_owned();
    let beside = path.with_extension("json");
    let json = match fs::read_to_string(&beside) {
        Ok(json) => json,
        Err(_) if source == BUNDLED_PAPER => BUNDLED_METADATA.to_owned(),
        Err(_) => return Ok((source, Metadata::default())),
    };
    let metadata = Metadata::from_json(&json).map_err(|error| format!("{}: {error}", beside.display()))?;
    Ok((source, metadata))
}

fn print(text: &str) -> Result<(), String> {
    match io::stdout().write_all(text.as_bytes()) {
        // whoever reads has seen enough
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot print: {error}")),
        _ => Ok(()),
    }
}

/// The gazetteers and the glossary, by their file names, sorted.
fn names(project: &Project) -> Result<Vec<(String, String)>, String> {
    let folder = project.root.join("static/data");
    let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.retain(|name| name.starts_with("gazetteer") && name.ends_with(".tsv") || name == "glossary.tsv");
    names.sort();
    names.into_iter().map(|name| Ok((name.clone(), text(&folder.join(name))?))).collect()
}

/// The general thesaurus: its words and their vectors.
fn thesaurus(project: &Project) -> Result<(String, Vec<u8>), String> {
    let folder = project.root.join("static/data/thesaurus");
    let vectors = folder.join("vectors.bin");
    let bytes = fs::read(&vectors).map_err(|error| format!("cannot read {}: {error}", vectors.display()))?;
    Ok((text(&folder.join("words.tsv"))?, bytes))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}
