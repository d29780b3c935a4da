//! The contents: each heading, and what stands under it.

use super::words::minutes;
use crate::corpus::Corpus;
use crate::document::{BlockId, Section, SectionId};

/// A heading in the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The section.
    pub id: SectionId,
    /// 1 for a section, 2 for a subsection.
    pub level: u8,
    /// Its printed number, or its place among the sections.
    pub number: String,
    /// The heading.
    pub heading: String,
    /// What stands at the right: minutes, "9 of 21", hits.
    pub aside: String,
    /// The same in words.
    pub said: String,
}

/// What the asides tell.
#[derive(Clone, Copy, Debug)]
pub enum Aside<'a> {
    /// Minutes of reading.
    Minutes,
    /// Passages kept by a filter, by block.
    Kept(&'a [bool]),
    /// Hits of a query, by block.
    Hits(&'a [usize]),
}

/// What stands in a section and in those within it.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    blocks: usize,
    /// What the aside counts: words, passages kept, hits.
    counted: usize,
}

/// The contents of a paper.
pub fn contents(corpus: &Corpus, aside: Aside) -> Vec<Entry> {
    let sections = &corpus.document.sections;
    let tallies = tallies(corpus, aside);
    let said = |tally: Tally| {
        let count = tally.counted;
        match aside {
            Aside::Minutes => (format!("{}′", minutes(count)), super::words::counted(minutes(count), "minute")),
            Aside::Kept(_) => (format!("{count} of {}", tally.blocks), format!("{count} of {} passages", tally.blocks)),
            Aside::Hits(_) => (if count == 0 { String::new() } else { count.to_string() }, super::words::counted(count, "hit")),
        }
    };
    let entry = |((section, number), tally): ((&Section, String), Tally)| {
        let (aside, said) = said(tally);
        Entry { id: section.id, level: section.level, number, heading: section.heading.clone(), aside, said }
    };
    sections.iter().zip(corpus.document.numbers()).zip(tallies).map(entry).collect()
}

/// The tally of each section, in order: every block is counted in its section and in all that hold this one.
fn tallies(corpus: &Corpus, aside: Aside) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); corpus.document.sections.len()];
    for (at, block) in corpus.document.blocks.iter().enumerate() {
        let counted = match aside {
            Aside::Minutes => corpus.words.get(at).copied().unwrap_or_default(),
            Aside::Kept(kept) => usize::from(kept.get(at) == Some(&true)),
            Aside::Hits(hits) => hits.get(at).copied().unwrap_or_default(),
        };
        let mut next = block.section;
        while let Some(section) = next.and_then(|id| corpus.section(id)) {
            let place = (section.id.0 as usize).checked_sub(1);
            if let Some(tally) = place.and_then(|place| tallies.get_mut(place)) {
                tally.blocks += 1;
                tally.counted += counted;
            }
            // a parent stands before its child, so the walk ends
            next = section.parent.filter(|parent| *parent < section.id);
        }
    }
    tallies
}

/// The blocks of a section and of the sections in it, by place in reading order; a document's notes are not counted in.
fn within(corpus: &Corpus, section: &Section) -> impl Iterator<Item = usize> {
    let id = section.id;
    (0..corpus.document.blocks.len()).filter(move |at| corpus.block(*at).is_some_and(|block| corpus.lies_in(block.section, id)))
}

/// The first block of a section, or of the sections in it.
pub fn first_block(corpus: &Corpus, section: SectionId) -> Option<BlockId> {
    corpus
        .section(section)
        .and_then(|section| within(corpus, section).next())
        .and_then(|at| corpus.block(at))
        .map(|block| block.id)
}

/// The number that stands before a heading; see [`Document::number_of`](crate::document::Document::number_of).
pub fn number(corpus: &Corpus, section: &Section) -> String {
    corpus.document.number_of(section)
}
