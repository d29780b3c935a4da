//! Patches as JSON: one operation a line, so that a publisher can read them and a version control can compare them.
//!
//! `{"format":"lectern corrections","schema":1,"paper":{"title","hash"},"operations":[{"key","column","before","after"}…]}`. Fields
//! that are not known are kept where they are.

use serde_json::{Map, Value};

use super::{Operation, Paper, Patch};
use crate::tables::push_json;

const FORMAT: &str = "lectern corrections";
const SCHEMA: u64 = 1;

impl Patch {
    /// Its JSON.
    pub fn to_json(&self) -> String {
        let mut out = ["{\"format\":\"", FORMAT, "\",\"schema\":", &SCHEMA.to_string(), ",\n\"paper\":{"].concat();
        texts(&mut out, &[("title", &self.paper.title), ("hash", &self.paper.hash)]);
        rest(&mut out, &self.paper.other);
        out.push_str("},\n\"operations\":[");
        for (at, operation) in self.operations.iter().enumerate() {
            out.push_str(if at > 0 { ",\n{" } else { "\n{" });
            let Operation { key, column, before, after, other } = operation;
            texts(&mut out, &[("key", key), ("column", column), ("before", before), ("after", after)]);
            rest(&mut out, other);
            out.push('}');
        }
        out.push_str("\n]");
        rest(&mut out, &self.other);
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
        let value: Value = serde_json::from_str(json).map_err(|_| "this is no JSON".to_owned())?;
        let mut other = object(value).ok_or("this JSON holds no corrections")?;
        if other.remove("format").as_ref().and_then(Value::as_str) != Some(FORMAT) {
            return Err("this JSON holds no corrections".to_owned());
        }
        if other.remove("schema").as_ref().and_then(Value::as_u64) != Some(SCHEMA) {
            return Err("these corrections are of another version of Lectern".to_owned());
        }
        let mut paper = other.remove("paper").and_then(object).ok_or("it is not said which paper the corrections are for")?;
        let paper = Paper { title: take(&mut paper, "title")?, hash: take(&mut paper, "hash")?, other: paper };
        let Some(Value::Array(list)) = other.remove("operations") else {
            return Err("there is no list of corrections".to_owned());
        };
        let mut operations = Vec::with_capacity(list.len());
        for value in list {
            let at = operations.len() + 1;
            let read = || {
                let mut fields = object(value).ok_or("is no object")?;
                Ok(Operation {
                    key: take(&mut fields, "key")?,
                    column: take(&mut fields, "column")?,
                    before: take(&mut fields, "before")?,
                    after: take(&mut fields, "after")?,
                    other: fields,
                })
            };
            operations.push(read().map_err(|words: String| ["correction ", &at.to_string(), ": ", &words].concat())?);
        }
        Ok(Self { paper, operations, other })
    }
}

fn texts(out: &mut String, fields: &[(&str, &String)]) {
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
fn rest(out: &mut String, fields: &Map<String, Value>) {
    for (name, value) in fields {
        out.push(',');
        push_json(out, name);
        out.push(':');
        out.push_str(&value.to_string());
    }
}

fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

fn take(fields: &mut Map<String, Value>, name: &str) -> Result<String, String> {
    match fields.remove(name) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(["“", name, "” is missing or is no text"].concat()),
    }
}
