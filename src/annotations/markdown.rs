//! Annotations for reading, in Markdown (CommonMark): section by section, in the order of the paper.

use std::cmp::Reverse;

use super::anchor::{Anchor, How, anchor_all};
use super::state::State;
use super::texts::Texts;
use super::{Annotation, Range, returned};
use crate::cite::{Locator, escaped, placed};
use crate::document::{Document, SectionId};

/// The annotations that are there: quoted words, note, tags, and where they stand, with a link. Takes the paper, its text, its title, and its
/// address without `#`; both may be empty. The reader's own notes stay as they were typed. [`import`](super::import) reads it again.
pub fn markdown(state: &State, document: &Document, texts: &Texts, title: &str, base: &str) -> String {
    let annotations: Vec<&Annotation> = state.annotations().collect();
    let anchors = anchor_all(texts, annotations.iter().map(|annotation| annotation.target.as_ref()));
    let mut placed: Vec<(Option<Range>, &Annotation, Option<Anchor>)> = annotations
        .into_iter()
        .zip(anchors)
        .map(|(annotation, anchor)| (anchor.and_then(|anchor| anchor.place), annotation, anchor))
        .collect();
    // notes on the whole paper first, what is lost last
    placed.sort_by_key(|(place, annotation, anchor)| {
        (anchor.is_some_and(|anchor| anchor.place.is_none()), *place, Reverse(annotation.created.clone()))
    });
    let mut out = "# Notes".to_owned();
    if !title.is_empty() {
        out.push_str(&[" on “", &escaped(title), "”"].concat());
    }
    out.push('\n');
    let mut under: Option<String> = None;
    for (place, annotation, anchor) in placed {
        let heading = match (place, anchor) {
            (Some(place), _) => {
                document.block(place.from.block).and_then(|block| heading(document, block.section?)).unwrap_or_default()
            }
            (None, Some(_)) => "No longer in the text".to_owned(),
            (None, None) => "On the whole paper".to_owned(),
        };
        if under.as_ref() != Some(&heading) {
            if !heading.is_empty() {
                out.push_str(&["\n## ", &escaped(&heading), "\n"].concat());
            }
            under = Some(heading);
        }
        write(&mut out, document, annotation, anchor, base);
    }
    out
}

fn heading(document: &Document, section: SectionId) -> Option<String> {
    let section = document.section(section)?;
    let number = section.number.as_deref().unwrap_or_default();
    Some([number, if number.is_empty() { "" } else { " " }, &section.heading].concat())
}

fn write(out: &mut String, document: &Document, annotation: &Annotation, anchor: Option<Anchor>, base: &str) {
    let mut paragraphs: Vec<String> = vec![returned::data(annotation)];
    if let Some(target) = &annotation.target {
        let lines: Vec<String> = target.exact.lines().map(|line| ["> ", &escaped(line.trim())].concat()).collect();
        paragraphs.push(lines.join("\n>\n"));
    }
    if !annotation.note.trim().is_empty() {
        paragraphs.push(returned::written(&annotation.note));
    }
    let mut said: Vec<String> = Vec::new();
    if let Some(place) = anchor.and_then(|anchor| anchor.place) {
        let locator = locator(document, place, base);
        let words = placed(&locator);
        said.push(if base.is_empty() { words } else { ["[", &words, "](<", &locator.permalink, ">)"].concat() });
    }
    said.extend(anchor.and_then(|anchor| changed(anchor.how)));
    said.push(annotation.colour.key().to_owned());
    said.extend(returned::tags(annotation));
    paragraphs.push([returned::SAID, &said.join(returned::BETWEEN)].concat());
    for paragraph in paragraphs {
        out.push('\n');
        out.push_str(&paragraph);
        out.push('\n');
    }
}

/// Where a range stands, as citations say it.
pub(crate) fn locator(document: &Document, place: Range, base: &str) -> Locator {
    let byte = |point: super::Point| {
        let text = document.block(point.block).map_or("", |block| block.text.as_str());
        (point.block, text.char_indices().nth(point.at).map_or(text.len(), |(byte, _)| byte))
    };
    Locator::of(document, byte(place.from), byte(place.to), base)
}

/// What there is to say of how an annotation was found, in words; nothing where all is as it was.
pub(crate) fn changed(how: How) -> Option<String> {
    match how {
        How::Exact => None,
        How::Moved => Some("stood elsewhere when it was made".to_owned()),
        How::Similar { similarity } => {
            Some(["the words have changed since, ", &similarity.to_string(), "% are the same"].concat())
        }
        How::Lost => Some("these words are no longer in the text".to_owned()),
    }
}
