//! The document in JSON: title, sections, blocks, the ledger, the doubts.

use serde_json::{Value, json};

use super::notes;
use super::{Block, Document, Metadata, Repair, Section};

/// The title with its subtitle, where there is one.
pub fn title(document: &Document, metadata: &Metadata) -> Option<String> {
    let title = document.title.as_deref()?;
    Some(match &metadata.subtitle {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title.to_owned(),
    })
}

/// A section.
pub fn section(section: &Section) -> Value {
    json!({
        "id": section.id.to_string(),
        "level": section.level,
        "number": section.number,
        "heading": section.heading,
        "parent": section.parent.map(|id| id.to_string()),
        "page": section.page,
    })
}

/// A note's number, or the sign in its place.
fn note_number(number: u32) -> Value {
    if notes::is_signed(number) { json!(notes::label(number)) } else { json!(number) }
}

/// A block; notes by their numbers or signs, pages by their numbers.
pub fn block(block: &Block) -> Value {
    let mut value = json!({
        "id": block.id.to_string(),
        "kind": block.kind.name(),
        "section": block.section.map(|id| id.to_string()),
        "text": block.text,
        "notes": block.notes.iter().map(|note| note_number(note.number)).collect::<Vec<_>>(),
        "page": block.page,
    });
    let Value::Object(fields) = &mut value else { return value };
    if let Some(list) = block.list {
        fields.insert("list".to_owned(), json!(list));
        fields.insert("lead_in".to_owned(), json!(block.lead_in.map(|id| id.to_string())));
    }
    if block.list.is_some() || block.label.is_some() {
        fields.insert("label".to_owned(), json!(block.label));
    }
    value
}

/// An entry of the ledger, raw beside clean.
pub fn repair(repair: &Repair, source: &str) -> Value {
    json!({
        "kind": repair.kind.name(),
        "line": repair.line,
        "start": repair.span.start,
        "end": repair.span.end,
        "raw": repair.raw(source),
        "clean": repair.clean,
    })
}

/// The whole document; facts are for others to add.
pub fn document(document: &Document, metadata: &Metadata, source: &str) -> Value {
    json!({
        "schema": 1,
        "title": title(document, metadata),
        "front": document.front,
        "sections": document.sections.iter().map(section).collect::<Vec<_>>(),
        "blocks": document.blocks.iter().map(block).collect::<Vec<_>>(),
        "repairs": document.repairs.iter().map(|entry| repair(entry, source)).collect::<Vec<_>>(),
        "diagnostics": document.diagnostics.iter().map(|doubt| json!({ "code": doubt.code, "message": doubt.message, "line": doubt.line })).collect::<Vec<_>>(),
    })
}
