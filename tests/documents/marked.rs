//! Papers that were marked by hand before they were read: what a careful reader finds in each, and how another converter left it.
//!
//! `marked/NAME.txt` (or `.md`) is the paper as converted; `marked/NAME.marked` holds one unit a line: `T` title, `A` other front
//! matter, `H1` `H2` `H3` headings, `P` paragraphs, `# 3.` counted paragraphs, `L •` list items, `Q` quotations, `B` tables (`##` between
//! rows, `;;` between cells), `N 3` notes, `=` acronyms with their long forms, `!` a difference that is still open, as the test words it.
//! In the text, `{^3}` calls a note, `{$5|f money 5 5 USD}` is a figure (`-` for a bound that is open), `{2007|d 2007 2007 year}` a
//! date, `{Mali|e mali country}` an entity; `{2007|m}` (any other letter) may be found or not; `{@2007|d …}` lies in the mark before it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lectern::document::{BlockKind, Document, Metadata, parse, replay};
use lectern::extract::entities::Gazetteer;
use lectern::extract::{Facts, Place};

/// A mark: its unit, its bytes there, and what it says.
#[derive(Debug)]
struct Mark {
    unit: usize,
    start: usize,
    end: usize,
    says: String,
}

#[derive(Debug, Default)]
struct Paper {
    /// Kind, text and notes of each block.
    blocks: Vec<(BlockKind, String, Vec<u32>)>,
    /// Level, number and text of each heading.
    headings: Vec<(u8, Option<String>, String)>,
    title: Option<String>,
    marks: Vec<Mark>,
    acronyms: BTreeSet<String>,
    open: BTreeSet<String>,
}

fn read(marked: &str) -> Paper {
    let mut paper = Paper::default();
    for line in marked.lines().filter(|line| !line.is_empty()) {
        let (tag, rest) = line.split_once(' ').expect("a tag");
        let kind = match tag {
            "T" => {
                paper.title = Some(rest.to_owned());
                continue;
            }
            "A" => continue,
            "=" => {
                paper.acronyms.insert(rest.to_owned());
                continue;
            }
            "!" => {
                paper.open.insert(rest.to_owned());
                continue;
            }
            "H1" | "H2" | "H3" => {
                let (number, text) = match rest.split_once(' ') {
                    Some((number, text))
                        if number.len() <= 4 && number.ends_with('.') || number.starts_with(char::is_numeric) =>
                    {
                        (Some(number.trim_end_matches('.').to_owned()), text.trim().to_owned())
                    }
                    _ => (None, rest.to_owned()),
                };
                paper.headings.push((tag.bytes().next_back().map_or(1, |digit| digit - b'0'), number, text));
                continue;
            }
            "P" | "#" => BlockKind::Paragraph,
            "L" => BlockKind::ListItem,
            "Q" => BlockKind::Quote,
            "B" => BlockKind::Table,
            "N" => BlockKind::Footnote,
            _ => panic!("unknown tag {tag}"),
        };
        let mut notes = Vec::new();
        let mut rest = rest.replace(" ## ", " | ").replace(" ;; ", " | ");
        if matches!(tag, "#" | "L" | "N") {
            let (label, after) = rest.split_once(' ').expect("a label");
            notes.extend(label.parse::<u32>().ok().filter(|_| tag == "N"));
            rest = after.to_owned();
        }
        let unit = paper.blocks.len();
        let mut text = String::new();
        let mut rest = rest.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (mark, after) = after.split_once('}').expect("a closed mark");
            rest = after;
            if let Some(note) = mark.strip_prefix('^') {
                notes.push(note.parse().expect("a note's number"));
                continue;
            }
            let (shown, says) = mark.split_once('|').expect("what the mark says");
            let start = match shown.strip_prefix('@') {
                Some(inner) => text.rfind(inner).expect("the mark before"),
                None => {
                    text.push_str(shown);
                    text.len() - shown.len()
                }
            };
            let end = start + shown.trim_start_matches('@').len();
            paper.marks.push(Mark { unit, start, end, says: says.to_owned() });
        }
        text.push_str(rest);
        paper.blocks.push((kind, text, notes));
    }
    paper
}

/// A number as a mark has it.
fn bound(value: Option<f64>) -> String {
    value.map_or("-".to_owned(), |value| ((value * 100.0).round() / 100.0).to_string())
}

/// The kinds that readers tell apart without fail.
fn coarse(kind: &str) -> &str {
    match kind {
        "country" | "region" | "city" | "site" | "water_body" | "facility" => "place",
        "organisation" | "company" | "state_union" => "organisation",
        "person" => "person",
        _ => "other",
    }
}

/// What a mark says, in the words in which a found fact is told.
fn told(paper: &Paper, mark: &Mark) -> Option<String> {
    let text = &paper.blocks[mark.unit].1[mark.start..mark.end];
    let mut words = mark.says.split(' ');
    let number = |word: Option<&str>| match word {
        Some("-") | None => "-".to_owned(),
        Some(word) => word.parse::<f64>().expect("a number").to_string(),
    };
    match words.next() {
        Some("f") => {
            let kind = words.next().expect("a kind");
            let (low, high) = (number(words.next()), number(words.next()));
            let unit = words.next().filter(|unit| *kind != *"count" && !kind.ends_with("count") && !unit.is_empty());
            Some(format!("figure {text}: {kind} {low} {high} {}", unit.unwrap_or("-")))
        }
        Some("d") => Some(format!("date {text}: {}", words.take(3).collect::<Vec<_>>().join(" "))),
        Some("e") => Some(format!("{} {text}", coarse(words.nth(1).expect("a kind")))),
        _ => None,
    }
}

/// Every fact that was found, with its place, in the words of the marks.
fn found(document: &Document, facts: &Facts) -> Vec<(Place, String)> {
    let text = |place: Place| place.span.of(document.block(place.block).map_or("", |block| block.text.as_str()));
    let mut all = Vec::new();
    for figure in &facts.figures {
        let kind = figure.kind();
        let unit = figure.unit.as_deref().filter(|_| !kind.ends_with("count")).unwrap_or("-");
        let line = format!("figure {}: {kind} {} {} {unit}", text(figure.place), bound(figure.low), bound(figure.high));
        all.push((figure.place, line));
    }
    for date in &facts.dates {
        let line = format!("date {}: {} {} {}", text(date.place), date.from, date.to, date.precision.name());
        all.push((date.place, line));
    }
    for entity in &facts.entities {
        for mention in &entity.mentions {
            all.push((mention.place, format!("{} {}", coarse(entity.kind.name()), mention.text)));
        }
    }
    all
}

fn check(path: &Path) {
    let source = fs::read_to_string(path).expect("a paper in UTF-8");
    let paper = read(&fs::read_to_string(path.with_extension("marked")).expect("its marks"));
    let name = path.display();
    let document = parse(&source, &Metadata::default());
    assert_eq!(replay(&source, &document.repairs), document.clean_text(), "{name}: the ledger gives another text");
    assert_eq!(document.title, paper.title, "{name}");
    let headings: Vec<_> =
        document.sections.iter().map(|section| (section.level, section.number.clone(), section.heading.clone())).collect();
    // the heading over the notes is no section that the marks have
    let headings: Vec<_> = headings.into_iter().filter(|(_, _, text)| !text.eq_ignore_ascii_case("notes")).collect();
    assert_eq!(headings, paper.headings, "{name}");
    for (block, (kind, text, notes)) in document.blocks.iter().zip(&paper.blocks) {
        assert_eq!((&block.text, block.kind), (text, *kind), "{name}, {}", block.id);
        let seen: Vec<u32> = block.notes.iter().map(|note| note.number).collect();
        assert_eq!(seen, *notes, "{name}, {}", block.id);
    }
    assert_eq!(document.blocks.len(), paper.blocks.len(), "{name}");

    let facts = Facts::new(&document, Gazetteer::bundled());
    let found = found(&document, &facts);
    let place = |mark: &Mark| (mark.unit as u32 + 1, mark.start, mark.end);
    let mut differences = BTreeSet::new();
    for mark in &paper.marks {
        let Some(told) = told(&paper, mark) else { continue };
        let (unit, start, end) = place(mark);
        let is_found = found
            .iter()
            .any(|(place, line)| place.block.0 == unit && place.span.start == start && place.span.end == end && *line == told);
        if !is_found {
            differences.insert(format!("missed {told}"));
        }
    }
    for (at, line) in &found {
        let is_marked = paper.marks.iter().any(|mark| {
            let (unit, start, end) = place(mark);
            let same = at.span.start == start && at.span.end == end && told(&paper, mark).as_ref() == Some(line);
            let may_be = told(&paper, mark).is_none() && at.span.start < end && start < at.span.end;
            unit == at.block.0 && (same || may_be)
        });
        if !is_marked {
            differences.insert(format!("found {line}"));
        }
    }
    let defined = facts.acronyms.iter().filter(|acronym| acronym.defined_in.is_some());
    let defined: BTreeSet<String> = defined.map(|acronym| format!("{} ; {}", acronym.short, acronym.long)).collect();
    differences.extend(paper.acronyms.difference(&defined).map(|acronym| format!("missed {acronym}")));
    differences.extend(defined.difference(&paper.acronyms).map(|acronym| format!("found {acronym}")));
    let list = |lines: &BTreeSet<String>| lines.iter().map(|line| format!("! {line}\n")).collect::<String>();
    assert_eq!(list(&differences), list(&paper.open), "{name}: other differences than the marks have open");
}

macro_rules! papers {
    ($folder:literal $($name:ident $extension:literal)*) => {
        $(#[test]
        fn $name() {
            let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/", $folder));
            check(&folder.join(concat!(stringify!($name), ".", $extension)));
        })*
    };
}

papers! {
    "marked"
    arctic_brief "txt"
    arctic_routes "md"
    balkan_migration "txt"
    caribbean_columns "txt"
    central_bank "txt"
    colombia_un "txt"
    delta_title "txt"
    guinea_web "txt"
    gulf_food "txt"
    horn_corridors "txt"
    lakes_memo "txt"
    mekong_scan "txt"
    naval "txt"
    nordic_energy "txt"
    pdfminer_kivu "txt"
    sahel_pact "txt"
    sahel_un "txt"
    trade_latin "md"
}

papers! {
    "snippets"
    affiliations "txt"
    alternate_heads "txt"
    book_pages "txt"
    cells_one_a_line "txt"
    close_rows "txt"
    columns_and_boxes "txt"
    counted_in_sections "txt"
    cut_items "txt"
    dates_of_all_sorts "txt"
    endnotes_one_line "txt"
    figures_of_all_sorts "txt"
    letters_apart "txt"
    names_of_all_sorts "txt"
    no_blank_lines "txt"
    notes_anew "txt"
    one_line_each "txt"
    pandoc_marks "md"
    plain_markdown "md"
    river_freight "txt"
    roman_notes "txt"
    ruled_notes "txt"
    stray_hyphens "txt"
    tables_of_all_sorts "txt"
    tags_in_markdown "md"
    three_levels "txt"
    two_line_heads "txt"
}
