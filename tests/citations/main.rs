//! Citations beside those of a citation processor; `README.md` here says which one, with which styles, and how its outputs were made.

use std::collections::BTreeMap;
use std::fs;

use lectern::cite::{self, Day, Locator, Style, Work};
use lectern::document::Metadata;
use serde_json::{Value, json};

/// One paper, cited at one place.
struct Case {
    name: String,
    work: Work,
    locator: Locator,
    /// The same as a record of CSL-JSON, written by hand: what the processor was given.
    csl: Value,
}

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(format!("tests/citations/{path}")).expect(path)).expect(path)
}

fn cases() -> Vec<Case> {
    let pair = |value: &Value| {
        let number = |at: usize| value.get(at).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
        number(0).zip(number(1))
    };
    let case = |value: &Value| {
        let metadata = Metadata::from_json(&value["metadata"].to_string()).expect("metadata");
        let locator = &value["locator"];
        let accessed = locator["accessed"].as_array().map(|parts| {
            let numbers: Vec<String> = parts.iter().map(|part| format!("{:02}", part.as_u64().expect("a number"))).collect();
            Day::read(&numbers.join("-")).expect("a day")
        });
        Case {
            name: value["name"].as_str().expect("a name").to_owned(),
            work: Work::new(&metadata, None),
            locator: Locator {
                pages: pair(&locator["pages"]),
                paragraphs: pair(&locator["paragraphs"]),
                permalink: locator["permalink"].as_str().unwrap_or_default().to_owned(),
                accessed,
            },
            csl: value["csl"].clone(),
        }
    };
    read("cases.json").as_array().expect("a list").iter().map(case).collect()
}

/// Where we differ from the processor on purpose: the case, the style, which of its texts, what it has and what we have, and why.
const DIFFERENCES: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("a page", "mla", "entry", "Studies; FRIDE", "Studies / FRIDE", SLASH),
    ("two pages", "mla", "entry", "Studies; FRIDE", "Studies / FRIDE", SLASH),
    ("a paragraph", "mla", "entry", "Studies; FRIDE", "Studies / FRIDE", SLASH),
    ("paragraphs", "mla", "entry", "Studies; FRIDE", "Studies / FRIDE", SLASH),
    ("the whole", "mla", "entry", "Studies; FRIDE", "Studies / FRIDE", SLASH),
    ("no address", "mla", "entry", "Studies; FRIDE", "Studies / FRIDE", SLASH),
    ("an institution that publishes itself", "apa", "entry", "</i>. World Bank. https", "</i>. https", OWN),
    ("an institution that publishes itself", "mla", "entry", "World Bank. <i>", "<i>", OWN_MLA),
    ("an institution that publishes itself", "mla", "citation", "(World Bank 4)", "(<i>Fisheries Under Pressure</i> 4)", OWN_MLA),
    ("an institution that publishes itself", "mla", "short", "(World Bank 4)", "(<i>Fisheries Under Pressure</i> 4)", OWN_MLA),
    ("a person and an institution", "apa", "entry", "Berg, A. &amp; ", "Berg, A., &amp; ", COMMA),
    ("a person and an institution", "chicago", "entry", "Anna and", "Anna, and", COMMA),
    ("a person and an institution", "mla", "entry", "Anna and", "Anna, and", COMMA),
    ("an institution and a person", "chicago", "entry", "World Bank, and", "World Bank and", COMMA),
    ("an institution and a person", "mla", "entry", "World Bank, and", "World Bank and", COMMA),
    ("no author", "apa", "citation", "(The State of the Harbour,", "(<i>The State of the Harbour</i>,", ITALICS),
    ("no author", "apa", "short", "(The State of the Harbour,", "(<i>The State of the Harbour</i>,", ITALICS),
    ("no author, no date", "apa", "citation", "(The State of the Harbour,", "(<i>The State of the Harbour</i>,", ITALICS),
    ("no author, no date", "apa", "short", "(The State of the Harbour,", "(<i>The State of the Harbour</i>,", ITALICS),
    ("a number with its year", "apa", "entry", "Nos. 2019–05", "No. 2019-05", ONE_NUMBER),
    ("a number with its year", "chicago", "entry", "Nos. 2019–05", "No. 2019-05", ONE_NUMBER),
    ("a number with its year", "chicago", "citation", "nos. 2019–05", "no. 2019-05", ONE_NUMBER),
    ("a number with its year", "mla", "entry", "nos. 2019–05", "no. 2019-05", ONE_NUMBER),
];

const SLASH: &str = "MLA parts organisations that are named side by side by a slash";
const OWN: &str = "APA (9.29) does not name a publisher again that is the author";
const OWN_MLA: &str = "MLA names an organisation that publishes its own work as the publisher only";
const COMMA: &str = "a comma goes with a name that was turned round, whoever comes next";
const ITALICS: &str = "APA (8.14) sets a title in a citation as in the entry";
const ONE_NUMBER: &str = "a number with a hyphen is one number, no range";

#[test]
fn same_as_the_processor() {
    let reference = read("reference.json");
    let mut wrong = Vec::new();
    let mut met = 0;
    let cases = cases();
    for Case { name, work, locator, .. } in &cases {
        for style in Style::ALL {
            let texts = [
                ("entry", cite::entry(style, work, locator)),
                ("citation", cite::citation(style, work, locator)),
                ("short", cite::short(style, work, locator)),
            ];
            for (text, ours) in texts {
                let mut want = reference[name][style.key()][text].as_str().expect("a text").to_owned();
                for (_, _, _, theirs, better, _) in
                    DIFFERENCES.iter().filter(|(case, of, which, ..)| case == name && *of == style.key() && *which == text)
                {
                    assert!(want.contains(theirs), "{name}, {text}: the processor has no “{theirs}”");
                    want = want.replacen(theirs, better, 1);
                    met += 1;
                }
                if ours.to_html() != want {
                    wrong.push(format!("{name}, {} {text}\n    ours {}\n  theirs {want}", style.key(), ours.to_html()));
                }
            }
        }
    }
    assert_eq!(met, DIFFERENCES.len(), "a difference is of no case");
    assert_eq!(reference.as_object().map(serde_json::Map::len), Some(cases.len()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn records_are_those_written_by_hand() {
    for Case { name, work, locator, csl } in cases() {
        let mut ours: Value = serde_json::from_str(&cite::csl_json(&work, &locator, "")).expect("JSON");
        let fields = ours[0].as_object_mut().expect("a record");
        fields.remove("note");
        fields.insert("id".to_owned(), json!("paper"));
        assert_eq!(ours[0], csl, "{name}");
    }
}

/// The records as they were when the processor's parsers read them; `BLESS=1` writes them anew, and then the parsers must, too.
#[test]
fn records_that_were_read() {
    let quoted = "50% of “R&D”,\nit’s {said}";
    let mut records = BTreeMap::new();
    for Case { name, work, locator, .. } in cases() {
        records
            .insert(name, json!({ "bibtex": cite::bibtex(&work, &locator, quoted), "ris": cite::ris(&work, &locator, quoted) }));
    }
    let text = format!("{:#}\n", json!(records));
    if std::env::var_os("BLESS").is_some() {
        fs::write("tests/citations/records.json", &text).expect("records.json");
    }
    assert_eq!(fs::read_to_string("tests/citations/records.json").expect("records.json"), text);
}

/// What the parsers of the processor understood of those records is what was meant.
#[test]
fn records_are_understood() {
    let (read_back, records) = (read("read_back.json"), read("records.json"));
    let note = "50% of “R&D”, it’s {said}";
    let mut wrong = Vec::new();
    let mut met = Vec::new();
    for Case { name, csl, .. } in cases() {
        // what was read is what is written now
        assert_eq!(read_back[&name]["of"], records[&name], "{name}");
        for format in ["bibtex", "biblatex", "ris"] {
            let got = &read_back[&name][format];
            for field in FIELDS {
                let (got, want) = (understood(&got[field]), understood(&csl[field]));
                let known = READ_BACK.iter().find(|(of, case, lost, _)| {
                    *of == format && (case.is_empty() || *case == name) && lost == field && (*lost != "genre" || want.is_empty())
                });
                match known {
                    Some(known) if got != want => met.push(known),
                    None if got != want => wrong.push(format!("{name}, {format}, {field}: {got}, not {want}")),
                    _ => {}
                }
            }
            // BibTeX has the field under a name of its own
            let notes = [&got["note"], &got["annote"]].map(understood).concat();
            if !notes.contains(note) {
                wrong.push(format!("{name}, {format}, note: {notes}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for known in READ_BACK {
        assert!(met.contains(&known), "no difference: {known:?}");
    }
}

const FIELDS: &[&str] = &[
    "author",
    "title",
    "title-short",
    "issued",
    "genre",
    "number",
    "publisher",
    "publisher-place",
    "ISBN",
    "DOI",
    "URL",
    "accessed",
    "language",
];

/// A field as it is compared: lists of texts joined, without marks for letters that keep their case; a name of one part is whole.
fn understood(value: &Value) -> String {
    let plain = |text: &str| text.replace("<span class=\"nocase\">", "").replace("</span>", "");
    match value {
        Value::String(text) => plain(text),
        Value::Array(items) if items.iter().all(Value::is_string) => items.iter().map(understood).collect::<Vec<_>>().join("; "),
        Value::Array(items) => {
            let whole = |item: &Value| match item
                .as_object()
                .filter(|fields| fields.len() == 1)
                .and_then(|fields| fields.get("family"))
            {
                Some(family) => json!({ "literal": family }),
                None => item.clone(),
            };
            plain(&Value::from(items.iter().map(whole).collect::<Vec<_>>()).to_string())
        }
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// What a parser reads in another way: the format, the case (all, where there is none), the field, and why.
const READ_BACK: &[(&str, &str, &str, &str)] = &[
    ("bibtex", "", "title-short", "a field of BibLaTeX, for whose readers it is there"),
    ("bibtex", "", "accessed", "a field of BibLaTeX"),
    ("bibtex", "", "language", "a field of BibLaTeX"),
    ("biblatex", "", "genre", "a technical report without a series is of the kind “techreport”"),
    ("ris", "", "ISBN", "a report's tag for it is that of its number: it is in a note"),
    ("ris", "a particle", "author", "the format has no particles"),
    ("ris", "Arabic particles", "author", "the format has no particles"),
    ("ris", "three, two of them with particles", "author", "the format has no particles"),
];
