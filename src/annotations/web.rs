//! Annotations in the W3C Web Annotation Data Model (<https://www.w3.org/TR/annotation-model/>), and those of other tools.
//!
//! A highlight in one block has a FragmentSelector for the block, refined by a TextPositionSelector; one across blocks a RangeSelector of two
//! such; both a TextQuoteSelector. Its colour is the target's `styleClass`. What is imported may be such a collection or page, a list of
//! annotations or a single one, or what Hypothesis writes (`rows` of its interface, `annotations` of its client's export).

use serde_json::{Map, Value, json};

use super::state::{Entry, State};
use super::storage::block_id;
use super::{Annotation, Colour, Point, Range, Target, Texts, anchor, canonical, returned};
use crate::document::BlockId;

/// Bytes of a file that is imported, at most.
const MOST_BYTES: usize = 8 << 20;
/// Annotations in it, at most.
pub(super) const MOST_ANNOTATIONS: usize = 10_000;
/// Characters of a note or of quoted words, at most.
const MOST_CHARACTERS: usize = 50_000;
/// Tags of an annotation, at most.
const MOST_TAGS: usize = 100;
/// How deep one selector may refine another.
const DEPTH: usize = 8;

/// Before an id that is no address, to make it one.
const NAMESPACE: &str = "urn:x-lectern:";

/// The annotations that are there, as a collection with one page.
///
/// Takes the paper's title and its address, without `#`; both may be empty.
pub fn export(state: &State, title: &str, base: &str) -> String {
    let source = if base.is_empty() { [NAMESPACE, "paper"].concat() } else { base.to_owned() };
    let items: Vec<Value> = state.annotations().map(|annotation| to_web(annotation, &source)).collect();
    let collection = [&source, "#notes"].concat();
    let page = [&collection, "/1"].concat();
    let label = if title.is_empty() { "Notes".to_owned() } else { ["Notes on “", title, "”"].concat() };
    let value = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": collection,
        "type": "AnnotationCollection",
        "label": label,
        "generator": { "type": "Software", "name": "Lectern" },
        "total": items.len(),
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    });
    format!("{value:#}\n")
}

fn to_web(annotation: &Annotation, source: &str) -> Value {
    let mut bodies = Vec::new();
    let mut body = |purpose: &str, value: &str| {
        bodies.push(json!({ "type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value }));
    };
    if !annotation.note.is_empty() {
        body("commenting", &annotation.note);
    }
    for tag in &annotation.tags {
        body("tagging", tag);
    }
    let mut target = json!({ "type": "SpecificResource", "source": source, "styleClass": annotation.colour.key() });
    let selectors = annotation.target.as_ref().map(selectors).unwrap_or_default();
    if let (Some(fields), false) = (target.as_object_mut(), selectors.is_empty()) {
        fields.insert("selector".to_owned(), selectors.into());
    }
    // the five names are colours to browsers, too
    let colour = annotation.colour.key();
    let css = [".", colour, " { background-color: ", colour, " }"].concat();
    let sheet = json!({ "type": "CssStylesheet", "value": css });
    let mut value = json!({
        "id": address_of(&annotation.id),
        "type": "Annotation",
        "motivation": if annotation.note.is_empty() { "highlighting" } else { "commenting" },
        "created": annotation.created,
        "modified": annotation.modified,
        "stylesheet": sheet,
        "target": target,
    });
    if let (Some(fields), false) = (value.as_object_mut(), bodies.is_empty()) {
        fields.insert("body".to_owned(), bodies.into());
    }
    value
}

fn selectors(target: &Target) -> Vec<Value> {
    let mut selectors = Vec::new();
    let fragment = |point: Point, end: usize| {
        json!({
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
            "value": point.block.to_string(),
            "refinedBy": { "type": "TextPositionSelector", "start": point.at, "end": end },
        })
    };
    if let Some(Range { from, to }) = target.place {
        selectors.push(if from.block == to.block {
            fragment(from, to.at)
        } else {
            json!({ "type": "RangeSelector", "startSelector": fragment(from, from.at), "endSelector": fragment(to, to.at) })
        });
    }
    let mut quote = Map::new();
    quote.insert("type".to_owned(), "TextQuoteSelector".into());
    for (name, text) in [("exact", &target.exact), ("prefix", &target.prefix), ("suffix", &target.suffix)] {
        quote.insert(name.to_owned(), text.as_str().into());
    }
    selectors.push(Value::Object(quote));
    selectors
}

/// An id as an address, which the model asks for.
fn address_of(id: &str) -> String {
    let is_address = id.split_once(':').is_some_and(|(scheme, rest)| {
        let named =
            scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
        named && !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
    });
    if is_address && !id.starts_with(NAMESPACE) { id.to_owned() } else { [NAMESPACE, &encoded(id)].concat() }
}

fn id_of(address: &str) -> String {
    address.strip_prefix(NAMESPACE).map_or_else(|| address.to_owned(), decoded)
}

/// A text with all but letters, digits and three signs as `%` and two digits, byte by byte.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].into_iter().filter_map(|half| char::from_digit(u32::from(half), 16)));
        }
    }
    out
}

/// The inverse; what was never written so stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at);
        bytes.extend_from_slice(before.as_bytes());
        let digits = after.get(1..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(b'%');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// What was read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Its annotations, to be merged with those that are there.
    pub state: State,
    /// In words, what was not taken over, and why.
    pub words: Vec<String>,
}

/// Reads the annotations of a file. Takes the file's text, the paper's, and the time, for annotations that have none. The file may also be
/// the Markdown that [`markdown`](super::markdown()) writes, changed or not.
///
/// An annotation without an id gets one that depends on its content, so that the same file read twice is read once.
///
/// # Errors
/// In words: the file is too large, is neither such Markdown nor JSON, or holds no annotations; the time is none.
pub fn import(file: &str, texts: &Texts, now: &str) -> Result<Imported, String> {
    let now = &canonical(now).ok_or_else(|| format!("“{now}” is no time."))?;
    if file.len() > MOST_BYTES {
        return Err(format!("The file has {} bytes; {MOST_BYTES} are read at most.", file.len()));
    }
    if returned::is_ours(file) {
        return returned::returned(file, now);
    }
    let json = file.strip_prefix('\u{feff}').unwrap_or(file);
    let value: Value = serde_json::from_str(json).map_err(|error| {
        if json.trim_start().starts_with(['{', '[']) {
            format!("The file is no JSON: {error}.")
        } else {
            "The file holds no notes: it is neither JSON nor Markdown that was saved here.".to_owned()
        }
    })?;
    let mut words = Vec::new();
    let items = items(&value, &mut words)
        .ok_or("The file holds no annotations: neither a collection of the W3C's model nor a list of Hypothesis’s.")?;
    if items.len() > MOST_ANNOTATIONS {
        return Err(format!("The file holds {} annotations; {MOST_ANNOTATIONS} are read at most.", items.len()));
    }
    let mut state = State::default();
    for (at, item) in items.iter().enumerate() {
        match from_web(item, texts, now) {
            Ok(annotation) => {
                state.merge_one(annotation.id.clone(), Entry::Kept(Box::new(annotation)));
            }
            Err(why) => words.push(format!("Annotation {} was not taken over: {why}.", at + 1)),
        }
    }
    Ok(Imported { state, words })
}

/// The annotations in a file; says so where it tells of more.
fn items<'a>(value: &'a Value, words: &mut Vec<String>) -> Option<&'a [Value]> {
    if let Some(items) = value.as_array() {
        return Some(items);
    }
    for name in ["items", "rows", "annotations"] {
        if let Some(items) = value.get(name).and_then(Value::as_array) {
            if value.get("next").is_some() {
                words.push("The file says that there are more pages, which it does not hold.".to_owned());
            }
            return Some(items);
        }
    }
    if let Some(first) = value.get("first").filter(|first| first.is_object()) {
        return items(first, words);
    }
    let single = value.get("target").is_some() || value.get("type").and_then(Value::as_str) == Some("Annotation");
    single.then(|| std::slice::from_ref(value))
}

/// A list, or the one thing that stands in its place.
fn many(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    }
}

fn from_web(item: &Value, texts: &Texts, now: &str) -> Result<Annotation, String> {
    if !item.is_object() {
        return Err("it is no object".to_owned());
    }
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    let mut notes: Vec<&str> = text("bodyValue").into_iter().chain(text("text")).filter(|note| !note.is_empty()).collect();
    let mut tags: Vec<String> = many(item.get("tags")).iter().filter_map(Value::as_str).map(str::to_owned).collect();
    for body in many(item.get("body")) {
        let purpose = many(body.get("purpose")).iter().any(|purpose| purpose.as_str() == Some("tagging"));
        let field = |name: &str| body.get(name).and_then(Value::as_str);
        // a body that is elsewhere is its address
        let value = body.as_str().or_else(|| field("value")).or_else(|| field("source")).or_else(|| field("id"));
        match value {
            Some(tag) if purpose => tags.push(tag.to_owned()),
            Some(note) if !note.is_empty() => notes.push(note),
            _ => {}
        }
    }
    let note = notes.join("\n\n");
    let time = |names: &[&str]| names.iter().find_map(|name| canonical(text(name)?));
    let created = time(&["created"]);
    let modified = time(&["modified", "updated"]).or_else(|| created.clone()).unwrap_or_else(|| now.to_owned());
    let targets = many(item.get("target"));
    if targets.len() > 1 {
        return Err("it has several targets".to_owned());
    }
    let target = targets.first();
    let colour =
        target.and_then(|target| many(target.get("styleClass")).iter().find_map(|class| Colour::from_key(class.as_str()?)));
    let target = match target.map(|target| many(target.get("selector"))) {
        Some(selectors) if !selectors.is_empty() => Some(target_of(selectors, texts)?),
        _ => None,
    };
    let id = text("id").filter(|id| !id.is_empty() && !is_long(id));
    let id = id.map_or_else(|| ["import-", &content_hash(item)].concat(), id_of);
    let annotation = Annotation {
        id,
        target,
        colour: colour.unwrap_or_default(),
        note,
        tags,
        created: created.unwrap_or_else(|| modified.clone()),
        modified,
        other: Map::new(),
    };
    limits(&annotation)?;
    Ok(annotation)
}

fn is_long(text: &str) -> bool {
    text.len() > MOST_CHARACTERS && text.chars().count() > MOST_CHARACTERS
}

/// Refuses an annotation that is too large, in words.
pub(super) fn limits(annotation: &Annotation) -> Result<(), String> {
    let Annotation { id, note, tags, target, other, .. } = annotation;
    if id.is_empty() || is_long(id) {
        return Err("it has no id, or too long a one".to_owned());
    }
    if !other.is_empty() && is_long(&Value::Object(other.clone()).to_string()) {
        return Err(format!("what else it holds has more than {MOST_CHARACTERS} characters"));
    }
    let words = target.iter().flat_map(|target| [&target.exact, &target.prefix, &target.suffix]);
    if words.chain([note]).any(|text| is_long(text)) {
        return Err(format!("its note or its words have more than {MOST_CHARACTERS} characters"));
    }
    if tags.len() > MOST_TAGS || tags.iter().any(|tag| is_long(tag)) {
        return Err(format!("it has more than {MOST_TAGS} tags, or too long ones"));
    }
    Ok(())
}

/// What selectors select: a place in our blocks, words, or both. A place in another page's text alone is of no use.
fn target_of(selectors: &[Value], texts: &Texts) -> Result<Target, String> {
    let mut target: Option<Target> = None;
    let mut place = None;
    for selector in flattened(selectors) {
        let text = |name: &str| selector.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        match selector.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") if target.is_none() => {
                let exact = text("exact");
                if !exact.trim().is_empty() {
                    target = Some(Target { place: None, exact, prefix: text("prefix"), suffix: text("suffix") });
                }
            }
            Some("FragmentSelector") => {
                place = place.or_else(|| {
                    let (block, start, end) = fragment(selector)?;
                    Some(Range { from: Point { block, at: start? }, to: Point { block, at: end? } })
                });
            }
            Some("RangeSelector") => {
                place = place.or_else(|| {
                    let (from, start, _) = fragment(selector.get("startSelector")?)?;
                    let (to, end, _) = fragment(selector.get("endSelector")?)?;
                    Some(Range { from: Point { block: from, at: start? }, to: Point { block: to, at: end? } })
                });
            }
            _ => {}
        }
    }
    match (target, place) {
        (Some(target), Some(_)) => Ok(Target { place, ..target }),
        (Some(target), None) => {
            // a place of our own, where the words are in the text as they are
            let found = anchor(texts, &target);
            let place = found.place.filter(|_| found.how == super::How::Exact);
            Ok(Target { place, ..target })
        }
        (None, Some(place)) => {
            texts.target(place).ok_or_else(|| "its place is not in this text, and it quotes no words".to_owned())
        }
        (None, None) => Err("it quotes no words to find it by".to_owned()),
    }
}

/// Selectors with those that refine them.
fn flattened(selectors: &[Value]) -> Vec<&Value> {
    let mut all = Vec::new();
    for selector in selectors {
        all.extend(std::iter::successors(Some(selector), |selector| selector.get("refinedBy")).take(DEPTH));
    }
    all
}

/// The block that a FragmentSelector names, and the positions that refine it.
fn fragment(selector: &Value) -> Option<(BlockId, Option<usize>, Option<usize>)> {
    let block = block_id(selector.get("value")?.as_str()?)?;
    let refined = selector.get("refinedBy");
    let number = |name: &str| usize::try_from(refined?.get(name)?.as_u64()?).ok();
    Some((block, number("start"), number("end")))
}

fn content_hash(item: &Value) -> String {
    let hash = crate::corpus::fingerprint(&item.to_string());
    hash.split_once(':').map_or_else(String::new, |(_, digits)| digits.to_owned())
}
