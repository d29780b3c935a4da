//! What fuzzing begins with, made of the tests' texts and queries: what is read in earnest.

use std::fs;
use std::path::{Path, PathBuf};

use lectern::annotations::{Annotation, Colour, Point, Range, State, Texts, export, markdown};
use lectern::corpus::Corpus;
use lectern::corrections::{Operation, Paper, Patch};
use lectern::document::{BlockId, Metadata};
use lectern::extract::themes::Themes;
use lectern::miner::passages::Request;
use lectern::miner::{Miner, Question};
use lectern::packed::{pack, pack_with_index};
use lectern::view::route::{Place, Route, View};

use crate::project::Project;
use crate::tools;

const TIME: &str = "2024-03-05T10:00:00Z";

/// Writes the seeds of a target into a folder, a file each, those that are longer than `most` bytes left out.
///
/// # Errors
/// Words, when a file cannot be read or written.
pub fn write(project: &Project, target: &str, most: usize, folder: &Path) -> Result<(), String> {
    let seeds = match target {
        "document" => texts(project)?.iter().flat_map(|text| pieces(text, most)).map(|piece| piece.as_bytes().to_vec()).collect(),
        "query" => queries(project)?.into_iter().map(String::into_bytes).collect(),
        "address" => addresses(queries(project)?).into_iter().map(String::into_bytes).collect(),
        _ => imports(),
    };
    for (number, seed) in seeds.iter().enumerate().filter(|(_, seed)| !seed.is_empty() && seed.len() <= most) {
        let path = folder.join(format!("seed-{number:04}"));
        fs::write(&path, seed).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}

/// The texts that documents are tested with.
fn texts(project: &Project) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    for folder in ["tests/documents/papers", "tests/documents/marked", "tests/documents/snippets", "tests/search/judged"] {
        let paths = tools::read(&project.root.join(folder))?;
        for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md")) {
            texts.push(read(path)?);
        }
    }
    Ok(texts)
}

/// A text in pieces of some paragraphs, none longer than `most` bytes but for paragraphs that are.
fn pieces(text: &str, most: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for paragraph in text.split_inclusive("\n\n") {
        match pieces.last_mut() {
            Some(last) if last.len() + paragraph.len() <= most => last.push_str(paragraph),
            _ => pieces.push(paragraph.to_owned()),
        }
    }
    pieces
}

/// The queries that searches are tested with, and one of each kind.
fn queries(project: &Project) -> Result<Vec<String>, String> {
    let folder = project.root.join("tests/search");
    let typed = read(&folder.join("typed.txt"))?;
    let mut queries: Vec<String> =
        typed.lines().filter(|line| !line.starts_with('#')).map(|line| line.trim_start_matches('~').to_owned()).collect();
    let judged: Vec<PathBuf> = tools::read(&folder.join("judged"))?;
    for path in judged.iter().filter(|path| path.extension().is_some_and(|ending| ending == "tsv")) {
        let table = read(path)?;
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        queries.extend(lines.filter_map(|line| line.split('\t').nth(2)).map(str::to_owned));
    }
    queries.extend(
        [
            "\"open water\" -ice",
            "(ports OR harbours) AND NOT fleet*",
            "\"ice insurers\"~5",
            "/harbou?rs?|ports?/",
            "theme:energy,water actor:\"Skarn Harbour Authority\" kind:figure",
            "money:>$1.5bn number:5..9 page:7-8 section:2.1 year:2016–2019",
        ]
        .map(str::to_owned),
    );
    Ok(queries)
}

fn addresses(queries: Vec<String>) -> Vec<String> {
    let places = ["b12", "s3", "p7", "n18", "introduction"].into_iter().filter_map(Place::parse);
    let places = places.chain(View::ALL.iter().map(|view| Place::View(*view)));
    let of_places =
        places.map(|place| Route { place: Some(place), item: Some("é,f3".to_owned()), ..Route::default() }.to_string());
    let of_queries = queries.into_iter().step_by(9).map(|query| Route { query, ..Route::default() }.to_string());
    let whole = "#figures?q=gas+oil&theme=energy,china&section=s2&actor=a%2Cb&kind=money&carry=both&mode=fold&sort=-low&rows=gas&context=12\
                 &without=a,b&hit=3&item=f3&new=1";
    of_places.chain(of_queries).chain([whole.to_owned()]).collect()
}

/// What is kept, exported, corrected, asked and answered about a small paper.
fn imports() -> Vec<Vec<u8>> {
    let source = "Gas\n\nGazprom paid $10 billion to Kazakhstan in May 2003.\n\nNobody should say more, by 2030.";
    let corpus = Corpus::new(source, Metadata::default(), Themes::bundled().clone());
    let texts = Texts::new(corpus.document.blocks.iter().map(|block| block.text.as_str()));
    let point = |block, at| Point { block: BlockId(block), at };
    let mut state = State::default();
    for (id, range) in [("a1", Some(Range { from: point(1, 0), to: point(2, 6) })), ("a2", None)] {
        state.put(Annotation {
            id: id.to_owned(),
            target: range.and_then(|range| texts.target(range)),
            colour: Colour::Green,
            note: "Is it?".to_owned(),
            tags: vec!["gas".to_owned()],
            created: TIME.to_owned(),
            modified: TIME.to_owned(),
            other: serde_json::Map::default(),
        });
    }
    state.delete("a3", TIME);
    let (kept, file) = (state.to_json(), export(&state, "Gas", "https://example.org/"));
    let read = markdown(&state, &corpus.document, &texts, "Gas", "https://example.org/");
    let operation = |column: &str, after: &str| Operation {
        key: "entities:gazprom".to_owned(),
        column: column.to_owned(),
        before: "Gazprom".to_owned(),
        after: after.to_owned(),
        ..Operation::default()
    };
    let patch = Patch {
        paper: Paper::new("Gas", corpus.source.fingerprint.clone()),
        operations: vec![operation("name", "Gasprom"), operation("state", "merged into entities:kazakhstan")],
        other: Vec::new(),
    };
    let text = str::to_owned;
    let requests = [
        Request::Cite { place: None, day: text("2024-03-05"), base: text("https://example.org/") },
        Request::Notes { kept: kept.clone() },
        Request::Merge { kept: kept.clone(), other: kept.clone() },
        Request::Import { kept: kept.clone(), file: file.clone(), now: text(TIME) },
        Request::Save { kept: kept.clone(), format: text("markdown"), base: String::new() },
        Request::Delete { kept: kept.clone(), id: text("a1"), now: text(TIME) },
    ];
    let questions = [
        Question::Find(text("gas|oil")),
        Question::Find(text("ga(s")),
        Question::Facts,
        Question::Repairs,
        Question::Export(patch.to_json()),
    ];
    let said: Vec<String> = requests.iter().map(Request::write).chain(questions.iter().map(Question::write)).collect();
    let mut miner = Miner::new(source, "{}");
    let answers: Vec<String> = said.iter().map(|question| miner.answer(question)).collect();
    let papers = [pack(&corpus), pack_with_index(&corpus)].into_iter();
    let texts = [kept, file, read, patch.to_json()].into_iter().chain(said).chain(answers).map(String::into_bytes);
    texts.chain(papers).collect()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}
