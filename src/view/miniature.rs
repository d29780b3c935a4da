//! The paper in small: a line for each passage, as long as its words are many, and a mark for each figure and date in it.

use super::contents::number;
use super::picture::rectangle;
use crate::corpus::Corpus;

/// The width of the picture, in its own units, which are pixels of a page at its ordinary size.
pub const WIDTH: usize = 196;
/// Where lines begin: numbers of sections stand before them.
const MARGIN: usize = 20;
/// The height of a line, from one to the next, and what is added before a section.
const LINE: usize = 4;
const STEP: usize = 6;
const GAP: usize = 9;
/// From one mark to the next; a mark is as wide as a line is high.
const MARK: usize = 6;

/// A picture of a paper, as paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Miniature {
    /// The lines.
    pub lines: String,
    /// The marks.
    pub marks: String,
    /// The numbers of the sections of the first level, each with its place from above.
    pub sections: Vec<(String, usize)>,
    /// The height.
    pub height: usize,
    /// How many marks there are.
    pub stated: usize,
}

/// The picture of a paper. Kinds of facts are places in [`crate::corpus::STATED`]. Marks that have no room in a line are left out of it,
/// though they are counted.
pub fn miniature(corpus: &Corpus, kinds: &[usize]) -> Miniature {
    let mut picture = Miniature::default();
    let longest = corpus.words.iter().copied().max().unwrap_or_default().max(1);
    let room = WIDTH - MARGIN;
    let mut last = None;
    for (at, block) in corpus.document.blocks.iter().enumerate() {
        let section = block.section.and_then(|id| corpus.top_section(id));
        if let Some(section) = section.filter(|section| last != Some(section.id)) {
            picture.height += if last.is_none() { 0 } else { GAP };
            last = Some(section.id);
            let number = number(corpus, section);
            if !number.is_empty() {
                picture.sections.push((number, picture.height + STEP));
            }
        }
        let words = corpus.words.get(at).copied().unwrap_or_default();
        let (top, length) = (picture.height, (words * room / longest).max(2));
        rectangle(&mut picture.lines, MARGIN, top, length, LINE);
        let stated: usize = kinds.iter().map(|kind| corpus.stated.count(at, *kind)).sum();
        for mark in 0..stated.min(room / MARK) {
            rectangle(&mut picture.marks, MARGIN + mark * MARK, top, LINE, LINE);
        }
        picture.stated += stated;
        picture.height += STEP;
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_passage_has_a_line_and_every_fact_a_mark() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        let picture = miniature(&corpus, &[0, 1]);
        assert_eq!(picture.lines.matches('M').count(), corpus.document.blocks.len());
        assert_eq!(picture.marks.matches('M').count(), picture.stated);
        assert_eq!(picture.stated, corpus.stated.all(0) + corpus.stated.all(1));
        let tops = corpus.document.sections.iter().filter(|section| section.level == 1).count();
        assert_eq!(picture.sections.len(), tops);
    }
}
