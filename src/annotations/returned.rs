//! Notes in Markdown read again, as they were saved or as their reader has changed them since.
//!
//! Before each note stands a comment with the note as data, which nobody sees who reads the Markdown: `<!-- lectern {…} -->`. What stands
//! behind it is the note itself, but for the quotation and for the line that says where the note belongs, in which colour and with which tags
//! (`— …`). So notes, colours and tags may be changed in any editor; place and quoted words are those of the comment.

use serde_json::Value;

use super::state::{Entry, State};
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
    text.lines().any(|line| begun(line).is_some())
}

/// What stands behind the beginning of a note's data, where a line has it.
fn begun(line: &str) -> Option<&str> {
    line.trim_start_matches(['\u{feff}', ' ', '\t']).strip_prefix(BEFORE).filter(|data| data.starts_with('{'))
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
    let mut notes: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        match (begun(line), notes.last_mut()) {
            (Some(data), _) => notes.push((data, Vec::new())),
            (None, Some((_, lines))) => lines.push(line.trim_end()),
            // the title, and the heading over the first
            (None, None) => {}
        }
    }
    let count = notes.len();
    if count > MOST_ANNOTATIONS {
        return Err(format!("The file holds {count} notes; {MOST_ANNOTATIONS} are read at most."));
    }
    let mut words = Vec::new();
    let mut state = State::default();
    for (at, (data, mut lines)) in notes.into_iter().enumerate() {
        // headings over the next note
        while at + 1 < count
            && lines.last().is_some_and(|line| line.is_empty() || line.starts_with("# ") || line.starts_with("## "))
        {
            lines.pop();
        }
        match read(data, &lines, now) {
            Ok(annotation) => state.merge_one(annotation.id.clone(), Entry::Kept(Box::new(annotation))),
            Err(why) => words.push(format!("Note {} was not taken over: {why}.", at + 1)),
        }
    }
    Ok(Imported { state, words })
}

fn read(data: &str, lines: &[&str], now: &str) -> Result<Annotation, String> {
    let (data, _) = data.split_once(BEHIND).ok_or("its data have no end")?;
    let value: Value = serde_json::from_str(data).map_err(|error| format!("its data are no JSON: {error}"))?;
    let mut annotation = annotation_from_json(&value)?;
    let before = annotation.clone();
    let colour = |line: &str| line.strip_prefix(SAID)?.split(BETWEEN).find_map(Colour::from_key);
    let said = lines.iter().rposition(|line| colour(line).is_some());
    let (body, behind) = lines.split_at(said.unwrap_or(lines.len()));
    let start = body.iter().position(|line| !line.is_empty()).unwrap_or(body.len());
    let quoted = body.iter().skip(start).take_while(|line| annotation.target.is_some() && line.starts_with('>')).count();
    // who writes on behind that line means the note, too
    let parts = [body.get(start + quoted..).unwrap_or_default(), behind.get(1..).unwrap_or_default()];
    let parts: Vec<String> =
        parts.iter().map(|lines| lines.join("\n").trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let note = parts.join("\n\n");
    let as_typed: Vec<&str> = annotation.note.lines().map(str::trim_end).collect();
    if note != written(&as_typed.join("\n")) {
        annotation.note = note;
    }
    if let Some(said) = said.and_then(|at| lines.get(at)) {
        annotation.colour = colour(said).unwrap_or(annotation.colour);
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
