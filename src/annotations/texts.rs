//! The text of a paper as annotations see it: block after block in one line.

use super::{Point, Range, Target};
use crate::document::BlockId;

/// How many characters before and behind its words a target keeps.
const CONTEXT: usize = 32;

/// A paper's text: all blocks in reading order, a blank between two of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    pub(super) chars: Vec<char>,
    /// Where each block begins; one more for the end.
    starts: Vec<usize>,
}

impl Texts {
    /// Takes the texts of the blocks, `b1` first.
    pub fn new<'a>(blocks: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut chars, mut starts) = (Vec::new(), Vec::new());
        for block in blocks {
            starts.push(chars.len());
            chars.extend(block.chars());
            chars.push(' ');
        }
        chars.pop();
        starts.push(chars.len() + 1);
        Self { chars, starts }
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a point in the whole; none where there is no such block, or it is shorter.
    pub(super) fn offset(&self, point: Point) -> Option<usize> {
        let block = usize::try_from(point.block.0).ok()?.checked_sub(1)?;
        let (start, next) = (*self.starts.get(block)?, *self.starts.get(block + 1)?);
        start.checked_add(point.at).filter(|at| *at < next)
    }

    /// The point at a place in the whole: at a block's end, unless `begins`, and so in the block that begins there.
    fn point(&self, at: usize, begins: bool) -> Point {
        let mut block = self.starts.partition_point(|start| *start <= at).clamp(1, self.len().max(1));
        let start = |block: usize| self.starts.get(block - 1).copied().unwrap_or_default();
        let end = self.starts.get(block).map_or(0, |next| next - 1);
        if begins && at == end && block < self.len() {
            block += 1;
        }
        Point { block: BlockId(u32::try_from(block).unwrap_or(u32::MAX)), at: at.saturating_sub(start(block)) }
    }

    /// The range between two places in the whole.
    pub(super) fn range(&self, from: usize, to: usize) -> Range {
        Range { from: self.point(from, from < to), to: self.point(to, false) }
    }

    /// The places in the whole between which a range lies; none where it does not fit the text.
    pub(super) fn span(&self, range: Range) -> Option<(usize, usize)> {
        let (from, to) = (self.offset(range.from)?, self.offset(range.to)?);
        (from <= to).then_some((from, to))
    }

    /// The target that a range is, with its words and those around it; none where it does not fit the text.
    pub fn target(&self, range: Range) -> Option<Target> {
        let (from, to) = self.span(range)?;
        Some(Target {
            place: Some(range),
            exact: self.words(from, to),
            prefix: self.words(from.saturating_sub(CONTEXT), from),
            suffix: self.words(to, to.saturating_add(CONTEXT).min(self.chars.len())),
        })
    }

    /// The words between two places, a line's end between two blocks.
    fn words(&self, from: usize, to: usize) -> String {
        let is_joint = |at: usize| at > 0 && self.starts.binary_search(&(at + 1)).is_ok();
        let chars = self.chars.get(from..to).unwrap_or_default();
        chars.iter().enumerate().map(|(by, c)| if *c == ' ' && is_joint(from + by) { '\n' } else { *c }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: (u32, usize), to: (u32, usize)) -> Range {
        Range { from: Point { block: BlockId(from.0), at: from.1 }, to: Point { block: BlockId(to.0), at: to.1 } }
    }

    #[test]
    fn targets_across_blocks() {
        let texts = Texts::new(["Été 𝄞 one", "", "Two three"]);
        let target = texts.target(range((1, 6), (3, 3))).expect("a target");
        assert_eq!((target.exact.as_str(), target.prefix.as_str(), target.suffix.as_str()), ("one\n\nTwo", "Été 𝄞 ", " three"));
        let (from, to) = texts.span(range((1, 6), (3, 3))).expect("a span");
        assert_eq!(texts.range(from, to), range((1, 6), (3, 3)));
        for wrong in [range((1, 10), (1, 10)), range((4, 0), (4, 0)), range((0, 0), (1, 1)), range((3, 1), (1, 1))] {
            assert_eq!(texts.target(wrong), None, "{wrong:?}");
        }
        assert_eq!(texts.target(range((1, 9), (1, 9))).map(|target| target.exact), Some(String::new()));
        assert_eq!((texts.len(), Texts::new([]).len()), (3, 0));
    }

    #[test]
    fn a_range_begins_in_the_block_that_it_marks() {
        let texts = Texts::new(["ab", "cd"]);
        assert_eq!(texts.range(3, 5), range((2, 0), (2, 2)));
        assert_eq!(texts.range(0, 2), range((1, 0), (1, 2)));
        assert_eq!(texts.range(2, 2), range((1, 2), (1, 2)));
    }
}
