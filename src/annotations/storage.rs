//! Annotations as JSON, in one line, for the reader's machine.
//!
//! `{"format":"lectern annotations","schema":1,"annotations":[{"id","target":{"from":"b3:14","to":"b3:40","exact","prefix","suffix"},"colour",
//! "note","tags","created","modified"}…],"deleted":[{"id","modified"}…],"aside":[["…","why"]…]}`; places in scalar values of a block's text.
//! Fields that are not known are kept. What cannot be read is kept in `aside`, and read again with the next version.

use serde_json::{Map, Value, json};

use super::state::{Entry, State};
use super::{Annotation, Colour, Point, Range, Target, canonical};
use crate::document::BlockId;

const FORMAT: &str = "lectern annotations";
const SCHEMA: u64 = 1;

impl State {
    /// Reads what was kept; nothing is an empty state. A text that is no JSON, or JSON of another kind, is kept aside as a whole, as are single
    /// entries that cannot be read; what is read again leaves the others alone.
    ///
    /// # Errors
    /// In words: a later version of Lectern kept it, and nothing may be written over it.
    pub fn from_json(json: &str) -> Result<Self, String> {
        let mut state = Self::default();
        if json.trim().is_empty() {
            return Ok(state);
        }
        let Ok(value) = serde_json::from_str::<Value>(json) else {
            state.aside.insert(json.to_owned(), "this is no JSON".to_owned());
            return Ok(state);
        };
        let mut fields = match value {
            Value::Object(fields) if fields.get("format").and_then(Value::as_str) == Some(FORMAT) => fields,
            _ => {
                state.aside.insert(json.to_owned(), "this JSON holds no annotations of Lectern's".to_owned());
                return Ok(state);
            }
        };
        if fields.get("schema").and_then(Value::as_u64) != Some(SCHEMA) {
            return Err("These notes were kept by another version of Lectern, and are left as they are.".to_owned());
        }
        for name in ["format", "schema"] {
            fields.remove(name);
        }
        let mut list = |name: &str| match fields.remove(name) {
            Some(Value::Array(items)) => items,
            Some(other) => vec![other],
            None => Vec::new(),
        };
        let (kept, deleted, aside) = (list("annotations"), list("deleted"), list("aside"));
        state.other = fields;
        for value in kept {
            state.take(value, None);
        }
        for value in deleted {
            match deletion(&value) {
                Some((id, modified)) => state.merge_one(id, Entry::Deleted { modified }),
                None => drop(state.aside.insert(value.to_string(), "a deletion without id or time".to_owned())),
            }
        }
        for value in aside {
            let text = |at: usize| value.get(at).and_then(Value::as_str);
            match (text(0), text(1)) {
                (Some(json), Some(why)) => match serde_json::from_str(json) {
                    Ok(value) => state.take(value, Some((json, why))),
                    Err(_) => drop(state.aside.insert(json.to_owned(), why.to_owned())),
                },
                _ => drop(state.aside.insert(value.to_string(), "what was kept aside cannot be read".to_owned())),
            }
        }
        Ok(state)
    }

    /// Takes in an annotation as JSON, or keeps it aside: in the text and for the reason that it came with, if it was kept aside before.
    fn take(&mut self, value: Value, before: Option<(&str, &str)>) {
        match annotation_from_json(&value) {
            Ok(annotation) => self.merge_one(annotation.id.clone(), Entry::Kept(Box::new(annotation))),
            Err(why) => {
                let (json, why) = before.map_or((value.to_string(), why), |(json, why)| (json.to_owned(), why.to_owned()));
                self.aside.insert(json, why);
            }
        }
    }

    pub(super) fn merge_one(&mut self, id: String, entry: Entry) {
        let mut one = Self::default();
        one.entries.insert(id, entry);
        self.merge(one);
    }

    /// Its JSON, in one line.
    pub fn to_json(&self) -> String {
        let mut fields = self.other.clone();
        fields.insert("format".to_owned(), FORMAT.into());
        fields.insert("schema".to_owned(), SCHEMA.into());
        fields.insert("annotations".to_owned(), self.annotations().map(annotation_to_json).collect());
        let deleted = self.entries.iter().filter_map(|(id, entry)| match entry {
            Entry::Deleted { modified } => Some(json!({ "id": id, "modified": modified })),
            Entry::Kept(_) => None,
        });
        fields.insert("deleted".to_owned(), deleted.collect());
        if !self.aside.is_empty() {
            fields.insert("aside".to_owned(), self.aside.iter().map(|(json, why)| json!([json, why])).collect());
        }
        Value::Object(fields).to_string()
    }
}

fn deletion(value: &Value) -> Option<(String, String)> {
    Some((value.get("id")?.as_str()?.to_owned(), canonical(value.get("modified")?.as_str()?)?))
}

pub(super) fn annotation_to_json(annotation: &Annotation) -> Value {
    let mut fields = annotation.other.clone();
    let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
    put("id", annotation.id.as_str().into());
    if let Some(target) = &annotation.target {
        put("target", target_to_json(target));
    }
    put("colour", annotation.colour.key().into());
    put("note", annotation.note.as_str().into());
    put("tags", annotation.tags.as_slice().into());
    put("created", annotation.created.as_str().into());
    put("modified", annotation.modified.as_str().into());
    Value::Object(fields)
}

fn target_to_json(target: &Target) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, text: String| drop(fields.insert(name.to_owned(), text.into()));
    let point = |point: Point| [&point.block.to_string(), ":", &point.at.to_string()].concat();
    if let Some(place) = target.place {
        put("from", point(place.from));
        put("to", point(place.to));
    }
    put("exact", target.exact.clone());
    put("prefix", target.prefix.clone());
    put("suffix", target.suffix.clone());
    Value::Object(fields)
}

pub(super) fn annotation_from_json(value: &Value) -> Result<Annotation, String> {
    let mut other = value.as_object().ok_or("is no object")?.clone();
    let mut text = |name: &str| match other.remove(name) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(["“", name, "” is missing or is no text"].concat()),
    };
    let (id, note, colour) = (text("id")?, text("note")?, text("colour")?);
    let (created, modified) = (text("created")?, text("modified")?);
    let time = |text: &str| canonical(text).ok_or_else(|| ["“", text, "” is no time"].concat());
    let tags = match other.remove("tags") {
        Some(Value::Array(items)) => items.iter().map(|tag| tag.as_str().map(str::to_owned)).collect::<Option<Vec<String>>>(),
        _ => None,
    };
    let target = other.remove("target").map(|target| target_from_json(&target)).transpose()?;
    Ok(Annotation {
        id,
        target,
        colour: Colour::from_key(&colour).ok_or_else(|| ["“", &colour, "” is no colour"].concat())?,
        note,
        tags: tags.ok_or("“tags” is missing or is no list of texts")?,
        created: time(&created)?,
        modified: time(&modified)?,
        other,
    })
}

fn target_from_json(value: &Value) -> Result<Target, String> {
    let text = |name: &str| match value.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        _ => Err(["“", name, "” of the target is missing or is no text"].concat()),
    };
    let place = match (value.get("from"), value.get("to")) {
        (None, None) => None,
        (from, to) => {
            let point = |value: Option<&Value>| value.and_then(Value::as_str).and_then(point);
            let (from, to) = point(from).zip(point(to)).ok_or("the place of the target cannot be read")?;
            Some(Range { from, to })
        }
    };
    Ok(Target { place, exact: text("exact")?, prefix: text("prefix")?, suffix: text("suffix")? })
}

/// Reads "b3:14".
fn point(text: &str) -> Option<Point> {
    let (block, at) = text.split_once(':')?;
    Some(Point { block: block_id(block)?, at: at.parse().ok()? })
}

/// Reads "b3".
pub(super) fn block_id(text: &str) -> Option<BlockId> {
    text.strip_prefix('b').filter(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))?.parse().ok().map(BlockId)
}
