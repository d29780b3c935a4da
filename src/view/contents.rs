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

/// The contents of a paper.
pub fn contents(corpus: &Corpus, aside: Aside) -> Vec<Entry> {
    let sections = &corpus.document.sections;
    sections
        .iter()
        .map(|section| {
            let blocks: Vec<usize> = within(corpus, section).collect();
            let (aside, said) = match aside {
                Aside::Minutes => {
                    let words: usize = blocks.iter().filter_map(|at| corpus.words.get(*at)).sum();
                    (format!("{}′", minutes(words)), super::words::counted(minutes(words), "minute"))
                }
                Aside::Kept(kept) => {
                    let count = blocks.iter().filter(|at| kept.get(**at) == Some(&true)).count();
                    (format!("{count} of {}", blocks.len()), format!("{count} of {} passages", blocks.len()))
                }
                Aside::Hits(hits) => {
                    let count: usize = blocks.iter().filter_map(|at| hits.get(*at)).sum();
                    (if count == 0 { String::new() } else { count.to_string() }, super::words::counted(count, "hit"))
                }
            };
            Entry {
                id: section.id,
                level: section.level,
                number: number(corpus, section),
                heading: section.heading.clone(),
                aside,
                said,
            }
        })
        .collect()
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

/// The number that stands before a heading: the printed one, else its place among the sections of the first level; none for
/// others.
pub fn number(corpus: &Corpus, section: &Section) -> String {
    match &section.number {
        Some(number) => number.clone(),
        None if section.level == 1 => {
            let before = corpus.document.sections.iter().filter(|other| other.level == 1 && other.id <= section.id);
            before.count().to_string()
        }
        None => String::new(),
    }
}
