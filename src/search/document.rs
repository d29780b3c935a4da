//! From a paper to the units of its index: one for each block.

use super::{Builder, Index, Knowledge, Names, Tags, Unit};
use crate::document::{Block, Document};
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
    let tags = extras.tags.into_iter().chain(std::iter::repeat_with(Tags::default));
    let numbers = document.numbers();
    document.blocks.iter().zip(tags).for_each(|(block, tags)| add(&mut builder, document, &numbers, block, tags));
    builder.finish(&extras.names, extras.synonyms)
}

/// The index of a paper in the making, block by block, so that nobody has to wait for all of it: of a paper of which all is known but its
/// words. It knows no other names for them until it learns some: see [`Index::learn`].
pub struct Making {
    builder: Builder,
    /// The numbers of the sections.
    numbers: Vec<String>,
    read: usize,
}

impl Default for Making {
    fn default() -> Self {
        Self { builder: Builder::taught(), numbers: Vec::new(), read: 0 }
    }
}

impl Making {
    /// Reads the next blocks of the paper, until they come to so many bytes; `tags` is what the filters ask for of the block at a place, as
    /// in [`Extras::tags`]. Whether there are more.
    pub fn read<'a>(&mut self, document: &'a Document, tags: impl Fn(usize) -> Tags<'a>, bytes: usize) -> bool {
        if self.read == 0 {
            self.numbers = document.numbers();
        }
        let mut left = bytes;
        while let Some(block) = document.blocks.get(self.read).filter(|_| left > 0) {
            add(&mut self.builder, document, &self.numbers, block, tags(self.read));
            left = left.saturating_sub(block.text.len());
            self.read += 1;
        }
        self.read < document.blocks.len()
    }

    /// The index of all that was read.
    pub fn finish(self) -> Index {
        self.builder.finish_with(Knowledge::default())
    }
}

/// Reads a block with its tags; `numbers` are those of the sections.
fn add(builder: &mut Builder, document: &Document, numbers: &[String], block: &Block, tags: Tags<'_>) {
    let (mut headings, mut sections) = (Vec::new(), Vec::new());
    // outermost last, then turned round; a parent stands before its child, so the walk ends
    let mut next = block.section;
    while let Some(section) = next.and_then(|id| document.section(id)) {
        headings.push(section.heading.as_str());
        let place = (section.id.0 as usize).checked_sub(1);
        sections.push(section.id.to_string());
        sections.extend(place.and_then(|at| numbers.get(at)).filter(|number| !number.is_empty()).cloned());
        next = section.parent.filter(|parent| *parent < section.id);
    }
    headings.reverse();
    // of a shorter life, as these ids are
    let mut tags: Tags<'_> = tags;
    tags.sections.extend(sections.iter().map(String::as_str));
    tags.kinds.push(block.kind.name());
    if let (None, Some(first)) = (tags.pages, block.page) {
        tags.pages = Some((first, block.page_starts.last().map_or(first, |start| start.page.max(first))));
    }
    builder.add(&Unit { headings, lead_in: lead_in(document, block), body: &block.text, tags });
}

/// For a list item, the last sentence of the paragraph that introduces its list.
fn lead_in<'a>(document: &'a Document, block: &Block) -> &'a str {
    let Some(before) = block.lead_in.and_then(|id| document.block(id)) else { return "" };
    text::sentences(&before.text).last().map_or("", |sentence| sentence.of(&before.text))
}
