//! The list of results: each sentence that has a hit, by section or the best first.

use super::excerpt::{Lit, excerpt};
use super::route::Sort;
use crate::corpus::Corpus;
use crate::document::{Block, BlockId};
use crate::extract::themes::ThemeId;
use crate::search::{Hit, Light};
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
    /// Its bytes in the text of the block.
    pub sentence: Span,
    /// The excerpt, with its hits lit.
    pub excerpt: Vec<(String, Lit)>,
    /// The printed page on which the first hit stands.
    pub page: Option<u32>,
    /// Said where the words are not in the sentence itself.
    pub remark: Option<&'static str>,
    /// The themes of the block.
    pub themes: Vec<ThemeId>,
}

/// The results for hits in reading order; `found` has the blocks, the best first, each [weighed](crate::search::Options::weigh) where
/// the best are to come first. `by_words` says whether the query asks for words, and not for fields alone.
pub fn results(corpus: &Corpus, hits: &[HitPlace], found: &[Hit], sort: Sort, by_words: bool) -> Vec<ResultGroup> {
    let mut entries = Vec::new();
    let mut number = 1;
    for hits in hits.chunk_by(|a, b| a.block == b.block) {
        if let Some(block) = hits.first().and_then(|hit| corpus.block(corpus.position(hit.block)?)) {
            entries_of(corpus, block, hits, (number, by_words), &mut entries);
        }
        number += hits.len();
    }
    let hits_of = |entries: &[ResultEntry]| entries.iter().map(|entry| entry.last_hit + 1 - entry.first_hit).sum();
    if sort == Sort::Best {
        let entries = best_first(corpus, &entries, found);
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

/// What a sentence is worth at least that has anything lit, beside a word's inverse document frequency.
const LIT: f64 = 0.3;

/// The best sentence of the best block first. A sentence has its block's score by what its words are worth beside those of the block's best.
fn best_first(corpus: &Corpus, entries: &[ResultEntry], found: &[Hit]) -> Vec<ResultEntry> {
    let mut places = vec![usize::MAX; corpus.document.blocks.len()];
    for (place, hit) in found.iter().enumerate() {
        if let Some(slot) = places.get_mut(hit.unit) {
            *slot = place;
        }
    }
    // score, place of the block among the best, place in reading order
    let mut ranked: Vec<(f64, usize, usize)> = Vec::with_capacity(entries.len());
    let mut number = 0;
    while let Some(first) = entries.get(number) {
        let place = corpus.position(first.block).and_then(|at| places.get(at)).copied().unwrap_or_default();
        let (score, lights) = found.get(place).map_or((0.0, &[][..]), |hit| (hit.score, &hit.lights));
        let from = ranked.len();
        let mut best: f64 = 0.0;
        while let Some(entry) = entries.get(number).filter(|entry| entry.block == first.block) {
            // sums, years and expressions are lit, too
            let worth = worth(lights, entry.sentence).max(LIT);
            best = best.max(worth);
            ranked.push((worth, place, number));
            number += 1;
        }
        for (worth, ..) in ranked.iter_mut().skip(from) {
            *worth = score * *worth / best;
        }
    }
    ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    ranked.iter().filter_map(|(.., number)| entries.get(*number).cloned()).collect()
}

/// What the words of a sentence are worth: each word of the query counts once.
fn worth(lights: &[Light], sentence: Span) -> f64 {
    let mut concepts: Vec<(usize, f64)> = Vec::new();
    for light in lights.iter().filter(|light| (sentence.start..sentence.end).contains(&light.at)) {
        match concepts.iter_mut().find(|(concept, _)| *concept == light.concept) {
            Some((_, weight)) => *weight = weight.max(light.weight),
            None => concepts.push((light.concept, light.weight)),
        }
    }
    concepts.iter().map(|(_, weight)| weight).sum()
}

/// One entry for each sentence of a block that has hits.
fn entries_of(
    corpus: &Corpus,
    block: &Block,
    hits: &[HitPlace],
    (number, by_words): (usize, bool),
    entries: &mut Vec<ResultEntry>,
) {
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
            sentence: Span::new(sentence.start, end),
            excerpt: excerpt(&block.text, Span::new(sentence.start, end), &spans),
            page: block.page_at(first.span.start),
            remark: (by_words && spans.is_empty()).then_some("found by its heading or lead-in"),
            themes: themes.clone(),
        });
        number += hits.len();
    }
}
