//! Patches as JSON: one operation a line, so that a publisher can read them and a version control can compare them.
//!
//! `{"format":"lectern corrections","schema":1,"paper":{"title","hash"},"operations":[{"key","column","before","after"}…]}`. Fields
//! that are not known are kept where they are.

use super::{Operation, Paper, Patch};
use crate::tables::raw::{Fields, fields, integer, is_json, items, push_json, string};

const FORMAT: &str = "lectern corrections";
const SCHEMA: usize = 1;

impl Patch {
    /// Its JSON.
    pub fn to_json(&self) -> String {
        let mut out = ["{\"format\":\"", FORMAT, "\",\"schema\":", &SCHEMA.to_string(), ",\n\"paper\":{"].concat();
        push_texts(&mut out, &[("title", &self.paper.title), ("hash", &self.paper.hash)]);
        push_fields(&mut out, &self.paper.other);
        out.push_str("},\n\"operations\":[");
        for (at, operation) in self.operations.iter().enumerate() {
            out.push_str(if at > 0 { ",\n{" } else { "\n{" });
            let Operation { key, column, before, after, other } = operation;
            push_texts(&mut out, &[("key", key), ("column", column), ("before", before), ("after", after)]);
            push_fields(&mut out, other);
            out.push('}');
        }
        out.push_str("\n]");
        push_fields(&mut out, &self.other);
        out.push_str("}\n");
        out
    }

    /// Reads its JSON, from a file.
    ///
    /// # Errors
    /// In words: it is no text, no JSON, holds no corrections, is of a later version or broken.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        Self::from_json(std::str::from_utf8(bytes).map_err(|_| "this is no text in UTF-8".to_owned())?)
    }

    /// Reads its JSON.
    ///
    /// # Errors
    /// In words: it is no JSON, holds no corrections, is of a later version or broken.
    pub fn from_json(json: &str) -> Result<Self, String> {
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        if !is_json(json) {
            return Err("this is no JSON".to_owned());
        }
        let mut other = fields(json).ok_or("this JSON holds no corrections")?;
        if take(&mut other, "format").as_deref().and_then(string).as_deref() != Some(FORMAT) {
            return Err("this JSON holds no corrections".to_owned());
        }
        if take(&mut other, "schema").as_deref().and_then(integer) != Some(SCHEMA) {
            return Err("these corrections are of another version of Lectern".to_owned());
        }
        let paper = take(&mut other, "paper").as_deref().and_then(fields);
        let mut paper = paper.ok_or("it is not said which paper the corrections are for")?;
        let paper = Paper { title: text(&mut paper, "title")?, hash: text(&mut paper, "hash")?, other: paper };
        let list = take(&mut other, "operations").ok_or("there is no list of corrections")?;
        let mut operations = Vec::new();
        for raw in items(&list).ok_or("there is no list of corrections")? {
            let number = (operations.len() + 1).to_string();
            operations.push(operation(raw).map_err(|words| ["correction ", &number, ": ", &words].concat())?);
        }
        Ok(Self { paper, operations, other })
    }
}

fn operation(raw: &str) -> Result<Operation, String> {
    let mut other = fields(raw).ok_or("is no object")?;
    Ok(Operation {
        key: text(&mut other, "key")?,
        column: text(&mut other, "column")?,
        before: text(&mut other, "before")?,
        after: text(&mut other, "after")?,
        other,
    })
}

fn push_texts(out: &mut String, fields: &[(&str, &String)]) {
    for (at, (name, text)) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_json(out, name);
        out.push(':');
        push_json(out, text);
    }
}

/// Appends fields behind others.
fn push_fields(out: &mut String, fields: &Fields) {
    for (name, value) in fields {
        out.push(',');
        push_json(out, name);
        out.push(':');
        out.push_str(value);
    }
}

/// Takes a field out; where it is there twice, the last counts.
fn take(fields: &mut Fields, name: &str) -> Option<String> {
    let mut taken = None;
    while let Some(at) = fields.iter().position(|(field, _)| field == name) {
        taken = Some(fields.remove(at).1);
    }
    taken
}

fn text(fields: &mut Fields, name: &str) -> Result<String, String> {
    take(fields, name).as_deref().and_then(string).ok_or_else(|| ["“", name, "” is missing or is no text"].concat())
}
