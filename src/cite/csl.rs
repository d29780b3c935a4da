//! CSL-JSON, the records of citation processors: Zotero, Pandoc, Mendeley. Schema: the Citation Style Language, version 1.0.2.

use serde_json::{Map, Value, json};

use super::locator::{Day, Locator};
use super::names::Name;
use super::work::{Issued, Work};
use super::{key, note};

/// The record, as a list of one. Takes the paper, the place of a passage and its words; without either the record has no note.
pub fn csl_json(work: &Work, locator: &Locator, quoted: &str) -> String {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
    put("id", key(work).into());
    put("type", "report".into());
    put("title", work.title.as_str().into());
    if !work.authors.is_empty() {
        put("author", work.authors.iter().map(person).collect());
    }
    match &work.issued {
        Some(Issued::Day(day)) => put("issued", date(*day)),
        Some(Issued::Words(words)) => put("issued", json!({ "literal": words })),
        None => {}
    }
    let page = work.page(&locator.permalink);
    if let Some(day) = locator.accessed.filter(|_| page.is_some()) {
        put("accessed", date(day));
    }
    let list = |texts: &[String]| Some(texts.join("; ")).filter(|text| !text.is_empty());
    for (name, value) in [
        ("title-short", work.short_title.clone()),
        ("genre", work.series.clone()),
        ("number", work.number.as_ref().map(|number| number.text.clone())),
        ("publisher", list(&work.publishers)),
        ("publisher-place", list(&work.places)),
        ("ISBN", work.isbn.clone()),
        ("DOI", work.doi.clone()),
        ("URL", page),
        ("language", work.language.clone()),
        ("note", Some(note(locator, quoted)).filter(|note| !note.is_empty())),
    ] {
        if let Some(value) = value {
            put(name, value.into());
        }
    }
    format!("{:#}\n", Value::Array(vec![Value::Object(fields)]))
}

fn person(name: &Name) -> Value {
    match name {
        Name::Whole(name) => json!({ "literal": name }),
        Name::Person { given, particle, family, suffix } => {
            let mut fields = Map::new();
            for (name, text) in [("family", family), ("given", given), ("non-dropping-particle", particle), ("suffix", suffix)] {
                if !text.is_empty() {
                    fields.insert(name.to_owned(), text.as_str().into());
                }
            }
            Value::Object(fields)
        }
    }
}

fn date(day: Day) -> Value {
    let parts = [Some(day.year), day.month.map(u32::from), day.day.map(u32::from)];
    json!({ "date-parts": [parts.into_iter().map_while(|part| part).collect::<Vec<_>>()] })
}
