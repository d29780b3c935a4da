//! From a paper to the units of its index: one for each block.

use super::{Builder, Index, Knowledge, Names, Tags, Unit};
use crate::document::{Block, Document, SectionId};
use crate::text;

/// What the index should know of a paper beyond its text; all of it may be left out.
#[derive(Default)]
pub struct Extras<'a> {
    /// What the filters ask for, of each block in order: themes, actors, what it states. Section, page and kind of block are added.
    pub tags: Vec<Tags<'a>>,
    /// Other ways to write a name.
    pub names: Vec<Names<'a>>,
    /// A table of synonyms, cut to the paper by [`super::thesaurus::Thesaurus::cut`].
    pub synonyms: &'a str,
}

/// The index of a paper: unit n is block n, both from 0.
pub fn index(document: &Document) -> Index {
    index_with(document, Extras::default())
}

/// The index of a paper with what else is known of it.
pub fn index_with(document: &Document, extras: Extras<'_>) -> Index {
    let mut builder = Builder::default();
    add(&mut builder, document, extras.tags);
    builder.finish(&extras.names, extras.synonyms)
}

/// The index of a paper of which all is known already but its words: what its blocks are tagged with, and [`Index::knowledge`] of an
/// earlier index of the same paper.
pub fn index_known(document: &Document, tags: Vec<Tags<'_>>, knowledge: Knowledge) -> Index {
    let mut builder = Builder::taught();
    add(&mut builder, document, tags);
    builder.finish_with(knowledge)
}

/// Reads every block with its tags.
fn add(builder: &mut Builder, document: &Document, mut tags: Vec<Tags<'_>>) {
    tags.resize_with(document.blocks.len(), Tags::default);
    let ids: Vec<String> = document.sections.iter().map(|section| section.id.to_string()).collect();
    for (block, mut tags) in document.blocks.iter().zip(tags) {
        let mut headings = Vec::new();
        // outermost last, then turned round; a parent stands before its child, so the walk ends
        let mut next = block.section;
        while let Some(section) = next.and_then(|id| document.section(id)) {
            headings.push(section.heading.as_str());
            tags.sections.extend(id_text(&ids, section.id).into_iter().chain(section.number.as_deref()));
            next = section.parent.filter(|parent| *parent < section.id);
        }
        headings.reverse();
        tags.kinds.push(block.kind.name());
        if let (None, Some(first)) = (tags.pages, block.page) {
            tags.pages = Some((first, block.page_starts.last().map_or(first, |start| start.page.max(first))));
        }
        builder.add(&Unit { headings, lead_in: lead_in(document, block), body: &block.text, tags });
    }
}

fn id_text(ids: &[String], id: SectionId) -> Option<&str> {
    ids.get((id.0 as usize).checked_sub(1)?).map(String::as_str)
}

/// For a list item, the last sentence of the paragraph that introduces its list.
fn lead_in<'a>(document: &'a Document, block: &Block) -> &'a str {
    let Some(before) = block.lead_in.and_then(|id| document.block(id)) else { return "" };
    text::sentences(&before.text).last().map_or("", |sentence| sentence.of(&before.text))
}
