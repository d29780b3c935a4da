//! From evidence to the themes of a block.
//!
//! A theme's score is the sum of the weights of its entries in the block, an entry's second and later occurrences counting three
//! tenths of the one before. The headings above and the sentence that introduces a list add a part of theirs. A block carries the
//! themes whose score reaches a bar that rises with the root of its length, and a fifth of the score of its strongest theme; at
//! most five. Where none does, the strongest will do if it comes near.

use std::collections::HashMap;

use crate::document::{Block, BlockId, Document, Section, SectionId};
use crate::text::sentences;

use super::lexicon::{Hit, Known};
use super::{BlockTheme, BlockThemes, Origin, Themes};

/// What an entry counts when it comes again, as a part of what it counted before.
const AGAIN: f32 = 0.3;
/// What a heading's or a lead-in's score counts in the blocks below, as a part.
const INHERITED: f32 = 0.6;
/// The most that one heading, or one lead-in, can give a theme before the part is taken.
const INHERITED_MOST: f32 = 4.0;
/// The bar of a block with no words, and what each unit of the root of its words adds.
const BAR: (f32, f32) = (1.5, 0.5);
/// The part of the strongest theme's score that the others must reach.
const BESIDE_THE_STRONGEST: f32 = 0.2;
/// The part of the bar that the strongest theme must reach where no theme reaches all of it.
const ALONE: f32 = 0.6;
/// The most themes that a block carries.
const MOST: usize = 5;
/// How many times its bar a theme must reach for the strengths 2, 3, 4 and 5.
const STRENGTHS: [f32; 4] = [1.5, 2.2, 3.2, 4.5];

/// The themes of each block of the document, in order.
pub fn classify(document: &Document, themes: &Themes) -> Vec<BlockThemes> {
    let mut known = Known::default();
    let headings = inherited_from_headings(&document.sections, themes, &mut known);
    let mut lead_ins: HashMap<BlockId, Vec<f32>> = HashMap::new();
    let none = Vec::new();
    let mut result = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let hits = themes.lexicon.hits(&block.text, &mut known);
        let lead_in = block.lead_in.and_then(|id| document.block(id)).map(|lead_in| {
            let read = || capped(&themes.lexicon.hits(introduction(&lead_in.text), &mut known), themes);
            (lead_in.id, &*lead_ins.entry(lead_in.id).or_insert_with(read))
        });
        let heading = block.section.and_then(|id| headings.get(&id)).unwrap_or(&none);
        result.push(BlockThemes { block: block.id, themes: weigh(block, &hits, heading, lead_in, themes) });
    }
    result
}

/// The themes of one block from its own hits and from what it inherits.
fn weigh(
    block: &Block,
    hits: &[Hit],
    headings: &[(SectionId, Vec<f32>)],
    lead_in: Option<(BlockId, &Vec<f32>)>,
    themes: &Themes,
) -> Vec<BlockTheme> {
    let own = scores(hits, themes);
    let at = |scores: &[f32], theme: usize| scores.get(theme).copied().unwrap_or_default();
    let per_cent = |theme: usize| themes.themes.get(theme).map_or(0.0, |theme| f32::from(theme.per_cent) / 100.0);
    let totals: Vec<(f32, f32, Origin)> = (0..themes.themes.len())
        .map(|theme| {
            let from_lead_in = lead_in.map_or(0.0, |(_, scores)| at(scores, theme));
            let from_headings: f32 = headings.iter().map(|(_, scores)| at(scores, theme)).sum();
            let heading = headings.iter().max_by(|a, b| at(&a.1, theme).total_cmp(&at(&b.1, theme)));
            let origin = match (lead_in, heading) {
                (Some((id, _)), _) if from_lead_in >= from_headings => Origin::LeadIn(id),
                (_, Some((id, _))) => Origin::Heading(*id),
                _ => Origin::Text,
            };
            let own = at(&own, theme) * per_cent(theme);
            (own, own + (from_lead_in + from_headings) * INHERITED * per_cent(theme), origin)
        })
        .collect();
    let strongest = totals.iter().map(|total| total.1).fold(0.0, f32::max);
    let words = u16::try_from(block.text.split_whitespace().count()).map_or(f32::from(u16::MAX), f32::from);
    let bar = BAR.0 + BAR.1 * words.sqrt();
    let least = if strongest >= bar { bar.max(strongest * BESIDE_THE_STRONGEST) } else { strongest.max(bar * ALONE) };
    let mut carried: Vec<(f32, BlockTheme)> = Vec::new();
    for (position, (theme, (own, total, origin))) in themes.themes.iter().zip(totals).enumerate() {
        if total >= least {
            let strength = 1 + STRENGTHS.iter().take_while(|step| total >= bar * **step).count();
            let theme = BlockTheme {
                theme: theme.id,
                strength: u8::try_from(strength).unwrap_or(5),
                evidence: hits.iter().filter(|hit| hit.theme == position).map(|hit| hit.span).collect(),
                origin: if own >= least { Origin::Text } else { origin },
            };
            carried.push((total, theme));
        }
    }
    // stable, so that equal scores stay in the order of the themes
    carried.sort_by(|a, b| b.0.total_cmp(&a.0));
    carried.truncate(MOST);
    carried.into_iter().map(|(_, theme)| theme).collect()
}

/// The score of every theme, before what its words count in per cent.
fn scores(hits: &[Hit], themes: &Themes) -> Vec<f32> {
    let mut scores = vec![0.0; themes.themes.len()];
    let mut worth: HashMap<usize, f32> = HashMap::new();
    for hit in hits {
        let worth = worth.entry(hit.entry).or_insert_with(|| f32::from(hit.weight));
        if let Some(score) = scores.get_mut(hit.theme) {
            *score += *worth;
        }
        *worth *= AGAIN;
    }
    scores
}

/// The scores of a heading or a lead-in, none above what can be inherited.
fn capped(hits: &[Hit], themes: &Themes) -> Vec<f32> {
    scores(hits, themes).into_iter().map(|score| score.min(INHERITED_MOST)).collect()
}

/// For every section, the scores of its heading and of the headings above it.
fn inherited_from_headings(
    sections: &[Section],
    themes: &Themes,
    known: &mut Known,
) -> HashMap<SectionId, Vec<(SectionId, Vec<f32>)>> {
    let mut chains: HashMap<SectionId, Vec<(SectionId, Vec<f32>)>> = HashMap::new();
    for section in sections {
        let mut chain = section.parent.and_then(|parent| chains.get(&parent)).cloned().unwrap_or_default();
        // as deep as papers go; keeps a text that is all headings linear
        if chain.len() < 6 {
            chain.push((section.id, capped(&themes.lexicon.hits(&section.heading, known), themes)));
        }
        chains.insert(section.id, chain);
    }
    chains
}

/// The part of a paragraph that introduces the list after it: its last sentence, without a concession at its head.
fn introduction(text: &str) -> &str {
    let sentence = sentences(text).last().map_or("", |last| last.of(text));
    let concedes = ["Despite ", "Although ", "Though ", "While ", "Whereas ", "Notwithstanding ", "Even though "];
    match sentence.split_once(", ") {
        Some((head, rest)) if concedes.iter().any(|word| head.starts_with(word)) => rest,
        _ => sentence,
    }
}
