//! The answers to questions about passages.

use serde_json::Map;

use super::{Cited, Copy, Listed, Notes, Painted, Reply, Request, Selected, Styled};
use crate::annotations::{
    Annotation, Colour, How, Point, Range, State, Target, Texts, anchor_all, canonical, changed, export, import, locator,
    markdown,
};
use crate::cite::{self, Day, Locator, Rich, Style, Work, placed};
use crate::corpus::Corpus;
use crate::document::{BlockId, Document};
use crate::text::Span;

/// The answer to a question about a paper.
pub fn answer(request: &Request, corpus: &Corpus) -> Reply {
    let document = &corpus.document;
    match request {
        Request::Cite { place, day, base } => match cited(corpus, *place, day, base) {
            Some(cited) => Reply::Cited(cited),
            None => Reply::Refused("That passage is not in the paper.".to_owned()),
        },
        Request::Save { kept, format, base } => with(kept, |state| {
            let title = Work::new(&corpus.metadata, document.title.as_deref()).title;
            match format.as_str() {
                "web" => Ok(Reply::Saved(export(&state, &title, base))),
                "markdown" => Ok(Reply::Saved(markdown(&state, document, &texts(document), &title, base))),
                _ => Err("Nobody knows that format.".to_owned()),
            }
        }),
        Request::Notes { kept } => with(kept, |state| Ok(notes(document, &state, Vec::new(), false))),
        Request::Put { kept, .. } => with(kept, |mut state| {
            let annotation = put(document, &state, request)?;
            state.put(annotation);
            Ok(notes(document, &state, Vec::new(), true))
        }),
        Request::Delete { kept, id, now } => with(kept, |mut state| {
            state.delete(id, &time(now)?);
            Ok(notes(document, &state, Vec::new(), true))
        }),
        Request::Restore { kept, before, id, now } => with(kept, |mut state| {
            let mut note = State::from_json(before)?.get(id).cloned().ok_or("That note is nowhere any more.")?;
            note.modified = time(now)?;
            state.put(note);
            Ok(notes(document, &state, Vec::new(), true))
        }),
        Request::Merge { kept, other } => with(kept, |mut state| {
            state.merge(State::from_json(other)?);
            Ok(notes(document, &state, Vec::new(), true))
        }),
        Request::Import { kept, file, now } => with(kept, |mut state| {
            let imported = import(file, &texts(document), &time(now)?)?;
            let mut words = vec![taken_over(&state, &imported.state)];
            words.extend(imported.words);
            state.merge(imported.state);
            Ok(notes(document, &state, words, true))
        }),
    }
}

/// The answer made of what is kept; a refusal where that, or the question, cannot be understood.
fn with(kept: &str, make: impl FnOnce(State) -> Result<Reply, String>) -> Reply {
    State::from_json(kept).and_then(make).unwrap_or_else(Reply::Refused)
}

fn time(now: &str) -> Result<String, String> {
    canonical(now).ok_or_else(|| ["“", now, "” is no time."].concat())
}

fn texts(document: &Document) -> Texts {
    Texts::new(document.blocks.iter().map(|block| block.text.as_str()))
}

/// The place in the document: ids of blocks, and bytes of their texts between characters; none where it does not fit.
fn placed_in(document: &Document, place: Selected) -> Option<[(BlockId, usize); 2]> {
    let point = |(block, byte): (usize, usize)| {
        let block = document.blocks.get(block)?;
        block.text.is_char_boundary(byte).then_some((block.id, byte))
    };
    let (from, to) = (point(place.from)?, point(place.to)?);
    (place.from < place.to).then_some([from, to])
}

fn cited(corpus: &Corpus, place: Option<Selected>, day: &str, base: &str) -> Option<Cited> {
    let document = &corpus.document;
    let work = Work::new(&corpus.metadata, document.title.as_deref());
    let (mut locator, quoted) = match place {
        Some(place) => {
            let [from, to] = placed_in(document, place)?;
            (Locator::of(document, from, to, base), place.words(document))
        }
        None => (Locator { permalink: base.to_owned(), ..Locator::default() }, String::new()),
    };
    locator.accessed = Day::read(day);
    let copy = |rich: Rich| Copy { html: rich.to_html(), text: rich.text };
    let styled = |style: Style| Styled {
        key: style.key().to_owned(),
        name: style.name().to_owned(),
        entry: copy(cite::entry(style, &work, &locator)),
        citation: copy(cite::citation(style, &work, &locator)),
        short: copy(cite::short(style, &work, &locator)),
        quotation: copy(cite::quotation(style, &work, &locator, &quoted)),
    };
    Some(Cited {
        styles: Style::ALL.into_iter().map(styled).collect(),
        bibtex: cite::bibtex(&work, &locator, &quoted),
        ris: cite::ris(&work, &locator, &quoted),
        csl: cite::csl_json(&work, &locator, &quoted),
        markdown: cite::markdown(&work, &locator, &quoted),
        doubts: work.doubts,
    })
}

/// The annotation that a question puts: what the question leaves open is as it was.
fn put(document: &Document, state: &State, request: &Request) -> Result<Annotation, String> {
    let Request::Put { id, place, colour, note, now, tags, .. } = request else { return Err("Nothing is put.".to_owned()) };
    let now = time(now)?;
    let old = state.get(id);
    if id.is_empty() {
        return Err("A note needs an id.".to_owned());
    }
    let target = match place {
        Some(place) => {
            let target = target(document, *place).ok_or("That passage is not in the paper.")?;
            if target.exact.trim().is_empty() {
                return Err("That passage has no words.".to_owned());
            }
            Some(target)
        }
        None => old.and_then(|old| old.target.clone()),
    };
    let colour = match colour.as_str() {
        "" => old.map(|old| old.colour).unwrap_or_default(),
        key => Colour::from_key(key).ok_or_else(|| ["There is no colour “", key, "”."].concat())?,
    };
    Ok(Annotation {
        id: id.clone(),
        target,
        colour,
        note: note.clone(),
        tags: tags.clone(),
        created: old.map_or_else(|| now.clone(), |old| old.created.clone()),
        modified: now,
        other: old.map_or_else(Map::new, |old| old.other.clone()),
    })
}

fn target(document: &Document, place: Selected) -> Option<Target> {
    let [from, to] = placed_in(document, place)?;
    let point = |(block, byte): (BlockId, usize)| {
        let text = document.block(block)?.text.get(..byte)?;
        Some(Point { block, at: text.chars().count() })
    };
    texts(document).target(Range { from: point(from)?, to: point(to)? })
}

/// The notes as they stand, in the order of the paper: on the whole of it first, lost ones last.
fn notes(document: &Document, state: &State, words: Vec<String>, changes: bool) -> Reply {
    let texts = texts(document);
    let annotations: Vec<&Annotation> = state.annotations().collect();
    let anchors = anchor_all(&texts, annotations.iter().map(|annotation| annotation.target.as_ref()));
    let mut found: Vec<_> = annotations.into_iter().zip(anchors).collect();
    found.sort_by_key(|(annotation, anchor)| {
        let place = anchor.and_then(|anchor| anchor.place);
        (anchor.is_some() && place.is_none(), place, &annotation.created)
    });
    let mut notes = Notes { keep: changes.then(|| state.to_json()), words, ..Notes::default() };
    for (annotation, anchor) in found {
        let place = anchor.and_then(|anchor| anchor.place);
        if let Some(place) = place {
            paint(&mut notes, document, place, annotation.colour);
        }
        let block = place.and_then(|place| document.block(place.from.block));
        let section = block.and_then(|block| document.section(block.section?));
        notes.list.push(Listed {
            id: annotation.id.clone(),
            colour: annotation.colour.key().to_owned(),
            note: annotation.note.clone(),
            tags: annotation.tags.clone(),
            quote: annotation.target.as_ref().map(|target| target.exact.clone()).unwrap_or_default(),
            how: anchor.map_or("paper", |anchor| key(anchor.how)).to_owned(),
            words: anchor.and_then(|anchor| changed(anchor.how)).unwrap_or_default(),
            block: block.map(|block| block.id.to_string()).unwrap_or_default(),
            place: place.map(|place| placed(&locator(document, place, ""))).unwrap_or_default(),
            section: section.map(|section| section.heading.clone()).unwrap_or_default(),
            created: annotation.created.clone(),
            modified: annotation.modified.clone(),
        });
    }
    if !state.aside.is_empty() {
        let count = state.aside.len();
        let (many, them) = if count == 1 { ("One note", "it is") } else { ("Some notes", "they are") };
        let why = state.aside.values().next().map(String::as_str).unwrap_or_default();
        notes.words.push([many, " on this machine cannot be read (", why, "); ", them, " kept as before."].concat());
    }
    Reply::Notes(notes)
}

fn key(how: How) -> &'static str {
    match how {
        How::Exact => "exact",
        How::Moved => "moved",
        How::Similar { .. } => "similar",
        How::Lost => "lost",
    }
}

/// Adds the stretches of a range, block by block; the note is the one that comes next in the list.
fn paint(notes: &mut Notes, document: &Document, place: Range, colour: Colour) {
    let index = |block: BlockId| usize::try_from(block.0).unwrap_or_default().saturating_sub(1);
    let (first, last) = (index(place.from.block), index(place.to.block));
    for (at, block) in document.blocks.iter().enumerate().take(last.saturating_add(1)).skip(first) {
        let byte = |scalars: usize| block.text.char_indices().nth(scalars).map_or(block.text.len(), |(byte, _)| byte);
        let start = if at == first { byte(place.from.at) } else { 0 };
        let end = if at == last { byte(place.to.at) } else { block.text.len() };
        if start < end {
            let note = notes.list.len();
            notes.paint.push(Painted { block: at, span: Span::new(start, end), colour: colour.key().to_owned(), note });
        }
    }
}

/// What becomes of imported notes, in words.
fn taken_over(here: &State, imported: &State) -> String {
    let [mut new, mut newer, mut same, mut deleted] = [0_usize; 4];
    for annotation in imported.annotations() {
        match here.entries.get(&annotation.id) {
            None => new += 1,
            Some(entry) if *entry.modified() < *annotation.modified => newer += 1,
            Some(_) if here.get(&annotation.id).is_some() => same += 1,
            Some(_) => deleted += 1,
        }
    }
    let mut parts = vec![[&new.to_string(), " new"].concat()];
    for (count, words) in
        [(newer, " changed since"), (same, " already here, as new or newer"), (deleted, " deleted here since, and left so")]
    {
        if count > 0 {
            parts.push([&count.to_string(), words].concat());
        }
    }
    ["Notes in the file: ", &parts.join(", "), "."].concat()
}
