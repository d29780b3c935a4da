//! Inline marks: where the facts of a kind stand in the text, for painting.

use std::cmp::Reverse;

use crate::document::BlockId;
use crate::extract::Place;
use crate::tables::Table;
use crate::text::Span;

/// A stretch of a block that belongs to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the block's text.
    pub span: Span,
    /// The row's place in the table.
    pub row: usize,
}

/// The marks of a table's rows that count, block by block in reading order; in a block they ascend and do not overlap. Where two
/// rows share words, these are the first one's (the longer one's, where both begin together), and the other has what is left of
/// it behind.
pub fn marks(table: &Table) -> Vec<(BlockId, Vec<Mark>)> {
    let key = |(place, row): &(Place, usize)| (place.block, place.span.start, Reverse(place.span.end), *row);
    let mut all: Vec<(Place, usize)> = Vec::new();
    for (row, fact) in table.rows.iter().enumerate().filter(|(_, fact)| fact.counts()) {
        for place in &fact.places {
            let item = (*place, row);
            all.insert(all.partition_point(|before| key(before) <= key(&item)), item);
        }
    }
    let mut blocks: Vec<(BlockId, Vec<Mark>)> = Vec::new();
    for (place, row) in all {
        if blocks.last().is_none_or(|(block, _)| *block != place.block) {
            blocks.push((place.block, Vec::new()));
        }
        let Some((_, marks)) = blocks.last_mut() else { continue };
        let taken = marks.last().map_or(0, |mark| mark.span.end);
        let span = Span::new(place.span.start.max(taken), place.span.end);
        if !span.is_empty() {
            marks.push(Mark { span, row });
        }
    }
    blocks.retain(|(_, marks)| !marks.is_empty());
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::tests::PAPER;

    #[test]
    fn marks_ascend_within_their_blocks_and_cover_every_row() {
        let (corpus, _, tables) = &*PAPER;
        for table in tables {
            let blocks = marks(table);
            assert!(blocks.windows(2).all(|pair| pair[0].0 < pair[1].0));
            let mut marked: Vec<usize> = Vec::new();
            for (block, marks) in &blocks {
                let text = &corpus.document.block(*block).unwrap().text;
                assert!(marks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
                for mark in marks {
                    assert!(!mark.span.of(text).is_empty());
                    let places = &table.rows[mark.row].places;
                    assert!(places.iter().any(|place| place.block == *block && place.span.contains(mark.span)));
                }
                marked.extend(marks.iter().map(|mark| mark.row));
            }
            // every byte of every fact is marked
            for place in table.rows.iter().flat_map(|row| &row.places) {
                let marks = &blocks.iter().find(|(block, _)| *block == place.block).unwrap().1;
                assert!(place.span.of(&corpus.document.block(place.block).unwrap().text).char_indices().all(|(at, _)| {
                    marks.iter().any(|mark| (mark.span.start..mark.span.end).contains(&(place.span.start + at)))
                }));
            }
        }
    }

    #[test]
    fn shared_words_belong_to_one() {
        let mut table = PAPER.2[0].clone();
        table.rows.truncate(4);
        let block = BlockId(3);
        for (row, (start, end)) in table.rows.iter_mut().zip([(5, 9), (0, 6), (0, 4), (6, 8)]) {
            row.places = vec![Place { block, span: Span::new(start, end) }];
        }
        let spans = |table: &Table| -> Vec<(usize, usize, usize)> {
            marks(table).iter().flat_map(|(_, marks)| marks).map(|mark| (mark.span.start, mark.span.end, mark.row)).collect()
        };
        assert_eq!(spans(&table), [(0, 6, 1), (6, 9, 0)]);
        table.rows[1].state = crate::tables::State::Rejected;
        assert_eq!(spans(&table), [(0, 4, 2), (5, 9, 0)]);
    }
}
