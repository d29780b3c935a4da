//! Bytes to Unicode scalar values, for many places at once.

use super::hash::NumberMap;
use crate::document::Block;
use crate::extract::Place;
use crate::text::Span;

/// The offsets in scalar values of every end of some places, found in one pass over each block.
pub(in crate::extract) struct Scalars(NumberMap<(u32, usize), usize>);

impl Scalars {
    pub(in crate::extract) fn new(places: impl Iterator<Item = Place>, blocks: &[Block]) -> Self {
        let mut ends: NumberMap<u32, Vec<usize>> = NumberMap::default();
        for Place { block, span } in places {
            ends.entry(block.0).or_default().extend([span.start, span.end]);
        }
        let mut scalars = NumberMap::default();
        for block in blocks {
            let Some(mut wanted) = ends.remove(&block.id.0) else { continue };
            wanted.sort_unstable();
            let mut wanted = wanted.into_iter().peekable();
            let bytes = block.text.char_indices().map(|(byte, _)| byte).chain([block.text.len()]);
            for (count, byte) in bytes.enumerate() {
                while wanted.next_if_eq(&byte).is_some() {
                    scalars.insert((block.id.0, byte), count);
                }
            }
        }
        Self(scalars)
    }

    /// The place's span in scalar values.
    pub(in crate::extract) fn of(&self, place: Place) -> Span {
        let at = |byte| self.0.get(&(place.block.0, byte)).copied().unwrap_or_default();
        Span::new(at(place.span.start), at(place.span.end))
    }
}
