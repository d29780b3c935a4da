//! The strip: where in the text a theme is dense. A row for each theme, width by words, height by strength.

use crate::corpus::Corpus;
use crate::extract::themes::ThemeId;

/// The width of a strip in its own units.
pub const WIDTH: usize = 1000;

/// A bar of the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The place of the block in reading order.
    pub block: usize,
    /// Left edge.
    pub x: usize,
    /// Width.
    pub width: usize,
    /// 1 to 5.
    pub strength: u8,
}

/// Left edge and width of each block, by words.
pub fn layout(corpus: &Corpus) -> Vec<(usize, usize)> {
    let total = corpus.words.iter().sum::<usize>().max(1);
    let mut before = 0;
    corpus
        .words
        .iter()
        .map(|words| {
            let x = before * WIDTH / total;
            before += words;
            (x, (before * WIDTH / total).saturating_sub(x).max(1))
        })
        .collect()
}

/// The bars of a theme.
pub fn bars(corpus: &Corpus, theme: ThemeId, layout: &[(usize, usize)]) -> Vec<Bar> {
    let strength = |at: usize| corpus.themes_of(at).iter().find(|carried| carried.theme == theme).map(|carried| carried.strength);
    let bar = |(block, &(x, width)): (usize, &(usize, usize))| Some(Bar { block, x, width, strength: strength(block)? });
    layout.iter().enumerate().filter_map(bar).collect()
}

/// Where sections of the first level begin.
pub fn section_starts(corpus: &Corpus, layout: &[(usize, usize)]) -> Vec<usize> {
    let tops =
        corpus.document.blocks.iter().map(|block| block.section.and_then(|id| corpus.top_section(id)).map(|section| section.id));
    let mut last = None;
    let mut starts = Vec::new();
    for (top, (x, _)) in tops.zip(layout) {
        if top != last {
            starts.push(*x);
            last = top;
        }
    }
    starts
}
