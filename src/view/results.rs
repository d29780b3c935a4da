//! The list of results: each sentence that has a hit, by section or the best first.

use super::excerpt::{Lit, excerpt};
use super::route::Sort;
use crate::corpus::Corpus;
use crate::document::{Block, BlockId};
use crate::extract::themes::ThemeId;
use crate::text::{self, Span};

/// A stretch of the text that the query found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HitPlace {
    /// The block.
    pub block: BlockId,
    /// Bytes of its text; empty at its start where only its heading or lead-in has the words.
    pub span: Span,
}

/// Results under one head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultGroup {
    /// The number of the section, where the group is one.
    pub number: String,
    /// The section's heading, or what the group is.
    pub title: String,
    /// How many hits it has.
    pub hits: usize,
    /// The results.
    pub entries: Vec<ResultEntry>,
}

/// A sentence with hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultEntry {
    /// Its block.
    pub block: BlockId,
    /// The number of its first hit among all, from 1 in reading order.
    pub first_hit: usize,
    /// The number of its last hit.
    pub last_hit: usize,
    /// The excerpt, with its hits lit.
    pub excerpt: Vec<(String, Lit)>,
    /// The printed page on which the first hit stands.
    pub page: Option<u32>,
    /// Said where the words are not in the sentence itself.
    pub remark: Option<&'static str>,
    /// The themes of the block.
    pub themes: Vec<ThemeId>,
}

/// The results for hits in reading order; `ranked` has the blocks, the best first.
pub fn results(corpus: &Corpus, hits: &[HitPlace], ranked: &[BlockId], sort: Sort) -> Vec<ResultGroup> {
    let mut entries = Vec::new();
    let mut number = 1;
    for hits in hits.chunk_by(|a, b| a.block == b.block) {
        if let Some(block) = hits.first().and_then(|hit| corpus.block(corpus.position(hit.block)?)) {
            entries_of(corpus, block, hits, number, &mut entries);
        }
        number += hits.len();
    }
    let hits_of = |entries: &[ResultEntry]| entries.iter().map(|entry| entry.last_hit + 1 - entry.first_hit).sum();
    if sort == Sort::Best {
        let mut rank = vec![usize::MAX; corpus.document.blocks.len()];
        for (place, block) in ranked.iter().enumerate() {
            if let Some(slot) = corpus.position(*block).and_then(|at| rank.get_mut(at)) {
                *slot = place;
            }
        }
        entries.sort_by_key(|entry| corpus.position(entry.block).and_then(|at| rank.get(at)).copied());
        let group = ResultGroup { number: String::new(), title: "The best first".to_owned(), hits: hits_of(&entries), entries };
        return if group.entries.is_empty() { Vec::new() } else { vec![group] };
    }
    let head = |entry: &ResultEntry| {
        let section = corpus.block(corpus.position(entry.block)?)?.section?;
        corpus.top_section(section)
    };
    entries
        .chunk_by(|a, b| head(a).map(|section| section.id) == head(b).map(|section| section.id))
        .map(|entries| {
            let section = entries.first().and_then(head);
            ResultGroup {
                number: section.map(|section| super::contents::number(corpus, section)).unwrap_or_default(),
                title: section.map_or("Before the first heading", |section| &section.heading).to_owned(),
                hits: hits_of(entries),
                entries: entries.to_vec(),
            }
        })
        .collect()
}

/// One entry for each sentence of a block that has hits.
fn entries_of(corpus: &Corpus, block: &Block, hits: &[HitPlace], number: usize, entries: &mut Vec<ResultEntry>) {
    let sentences = text::sentences(&block.text);
    let sentence_of = |hit: &HitPlace| {
        let found = sentences.iter().find(|sentence| hit.span.start < sentence.end).or(sentences.last());
        found.copied().unwrap_or_else(|| Span::new(0, block.text.len()))
    };
    let themes: Vec<ThemeId> =
        corpus.position(block.id).map_or(&[][..], |at| corpus.themes_of(at)).iter().map(|carried| carried.theme).collect();
    let mut number = number;
    for hits in hits.chunk_by(|a, b| sentence_of(a) == sentence_of(b)) {
        let Some(first) = hits.first() else { continue };
        let sentence = sentence_of(first);
        let end = hits.last().map_or(sentence.end, |hit| hit.span.end.max(sentence.end));
        let spans: Vec<Span> = hits.iter().map(|hit| hit.span).filter(|span| !span.is_empty()).collect();
        entries.push(ResultEntry {
            block: block.id,
            first_hit: number,
            last_hit: number + hits.len() - 1,
            excerpt: excerpt(&block.text, Span::new(sentence.start, end), &spans),
            page: block.page_at(first.span.start),
            remark: spans.is_empty().then_some("found by its heading or lead-in"),
            themes: themes.clone(),
        });
        number += hits.len();
    }
}
