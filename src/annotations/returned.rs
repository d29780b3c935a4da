//! Notes in Markdown read again, as they were saved or as their reader has changed them since.
//!
//! Before each note stands a comment with the note as data, which nobody sees who reads the Markdown: `<!-- lectern {…} -->`. What stands
//! between it and the line that says where the note belongs (`— …`) is the note itself, behind its quotation. So notes, colours and tags
//! may be changed in any editor; place and quoted words are those of the comment.

use serde_json::Value;

use super::state::State;
use super::storage::{annotation_from_json, annotation_to_json};
use super::web::{Imported, MOST_ANNOTATIONS, limits};
use super::{Annotation, Colour};
use crate::cite::escaped;

/// Before the data of a note.
const BEFORE: &str = "<!-- lectern ";
/// Behind it.
const BEHIND: &str = " -->";
/// Before what is said of a note.
pub(super) const SAID: &str = "— ";
/// Between two things that are said of it.
pub(super) const BETWEEN: &str = " · ";
const TAGS: &str = "tags: ";

/// Whether a text is Markdown that can be read again.
pub(super) fn is_ours(text: &str) -> bool {
    text.contains("\n<!-- lectern {")
}

/// The comment before an annotation.
pub(super) fn data(annotation: &Annotation) -> String {
    // two hyphens would end a comment
    [BEFORE, &annotation_to_json(annotation).to_string().replace("--", "-\\u002d"), BEHIND].concat()
}

/// A note as it is written: as it was typed, but that no line of it can be taken for data.
pub(super) fn written(note: &str) -> String {
    note.trim().replace(BEFORE, "&lt;!-- lectern ")
}

/// The tags as they are said.
pub(super) fn tags(annotation: &Annotation) -> Option<String> {
    (!annotation.tags.is_empty()).then(|| [TAGS, &escaped(&annotation.tags.join(", "))].concat())
}

/// Reads notes. Takes the time, for those that were changed.
pub(super) fn returned(text: &str, now: &str) -> Result<Imported, String> {
    let mut words = Vec::new();
    let mut state = State::default();
    let notes: Vec<&str> = text.split(&["\n", BEFORE].concat()).skip(1).collect();
    if notes.len() > MOST_ANNOTATIONS {
        return Err(format!("The file holds {} notes; {MOST_ANNOTATIONS} are read at most.", notes.len()));
    }
    for (at, note) in notes.into_iter().enumerate() {
        match read(note, now) {
            Ok(annotation) => state.put(annotation),
            Err(why) => words.push(format!("Note {} was not taken over: {why}.", at + 1)),
        }
    }
    Ok(Imported { state, words })
}

fn read(text: &str, now: &str) -> Result<Annotation, String> {
    let (data, rest) = text.split_once(BEHIND).ok_or("its data have no end")?;
    let value: Value = serde_json::from_str(data).map_err(|error| format!("its data are no JSON: {error}"))?;
    let mut annotation = annotation_from_json(&value)?;
    let lines: Vec<&str> = rest.lines().map(str::trim_end).collect();
    let said = lines.iter().rposition(|line| line.starts_with(SAID));
    // without that line, as far as the next heading of ours, if there is one
    let end = said.or_else(|| lines.iter().rposition(|line| line.starts_with("## "))).unwrap_or(lines.len());
    let mut body = lines.get(..end).unwrap_or_default();
    while let Some((_, after)) = body.split_first().filter(|(line, _)| line.is_empty()) {
        body = after;
    }
    if annotation.target.is_some() {
        while let Some((_, after)) = body.split_first().filter(|(line, _)| line.starts_with('>')) {
            body = after;
        }
    }
    let before = annotation.clone();
    let note = body.join("\n").trim().to_owned();
    let as_typed: Vec<&str> = annotation.note.lines().map(str::trim_end).collect();
    if note != written(&as_typed.join("\n")) {
        annotation.note = note;
    }
    if let Some(said) = said.and_then(|at| lines.get(at)?.strip_prefix(SAID)) {
        annotation.colour = said.split(BETWEEN).find_map(Colour::from_key).unwrap_or(annotation.colour);
        // they come last, since what parts all this may stand in them
        let all = said.split_once(TAGS).map(|(_, tags)| tags).unwrap_or_default();
        let as_said = tags(&before).unwrap_or_default();
        if all != as_said.strip_prefix(TAGS).unwrap_or_default().trim_end() {
            annotation.tags = plain(all).split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
        }
    }
    if annotation != before {
        now.clone_into(&mut annotation.modified);
    }
    limits(&annotation)?;
    Ok(annotation)
}

/// A text without the signs that [`escaped`] has put in.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_escaped = false;
    for c in text.chars() {
        if c == '\\' && !is_escaped {
            is_escaped = true;
        } else {
            out.push(c);
            is_escaped = false;
        }
    }
    out
}
