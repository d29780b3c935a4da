//! Places as the world counts them: bytes to Unicode scalar values, for many places in texts of any length.

use serde_json::{Map, Value};

use super::Place;
use crate::document::{Block, BlockId};
use crate::text::Span;

/// How many bytes lie between two marks.
const STEP: usize = 64;

/// The blocks of a paper with marks that say how many scalar values stand before every 64th byte: a place is then counted from the
/// nearest mark, however long its block.
pub struct Scalars<'a> {
    blocks: &'a [Block],
    /// For each block its marks; none where it is all ASCII.
    marks: Vec<Vec<u32>>,
}

impl<'a> Scalars<'a> {
    /// Marks all blocks of a document, in one pass.
    pub fn new(blocks: &'a [Block]) -> Self {
        Self { blocks, marks: blocks.iter().map(|block| marks(&block.text)).collect() }
    }

    /// The text of a block, and its marks; empty where there is no such block.
    fn block(&self, id: BlockId) -> (&'a str, &[u32]) {
        let at = (id.0 as usize).wrapping_sub(1);
        let text = self.blocks.get(at).map_or("", |block| block.text.as_str());
        (text, self.marks.get(at).map_or(&[], Vec::as_slice))
    }

    /// The text of a place's block.
    pub fn text(&self, place: Place) -> &'a str {
        self.block(place.block).0
    }

    /// The place's span in scalar values of its block's text.
    pub fn span(&self, place: Place) -> Span {
        let (text, marks) = self.block(place.block);
        let count = |byte: usize| {
            let Some(&before) = marks.get(byte / STEP) else { return byte };
            let rest = text.as_bytes().get(byte / STEP * STEP..byte).unwrap_or_default();
            before as usize + rest.iter().filter(|&&byte| begins_scalar(byte)).count()
        };
        Span::new(count(place.span.start), count(place.span.end))
    }

    /// A place as the exported JSON has it: its block, start and end in scalar values, and its text.
    pub fn place(&self, place: Place) -> Value {
        let span = self.span(place);
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
        put("block", place.block.to_string().into());
        put("start", span.start.into());
        put("end", span.end.into());
        put("text", place.span.of(self.text(place)).into());
        Value::Object(fields)
    }

    /// A fact: its place, and `more` fields.
    pub(super) fn fact(&self, place: Place, more: Value) -> Value {
        let mut value = self.place(place);
        if let (Value::Object(fields), Value::Object(more)) = (&mut value, more) {
            fields.extend(more);
        }
        value
    }
}

/// Whether a byte is the first of a character in UTF-8.
fn begins_scalar(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

fn marks(text: &str) -> Vec<u32> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut count = 0;
    let mut marks = vec![0];
    for chunk in text.as_bytes().chunks(STEP) {
        count += u32::try_from(chunk.iter().filter(|&&byte| begins_scalar(byte)).count()).unwrap_or(0);
        marks.push(count);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::cases;

    #[test]
    fn counts_as_a_pass_over_the_text_would() {
        let text = format!("{}é𝄞a{}中", "x".repeat(61), "é".repeat(70));
        let blocks = [
            cases::block("plain", crate::document::BlockKind::Paragraph),
            Block { id: BlockId(2), ..cases::block(&text, crate::document::BlockKind::Paragraph) },
        ];
        let scalars = Scalars::new(&blocks);
        for (start, _) in text.char_indices() {
            for (end, _) in text.char_indices().chain([(text.len(), ' ')]).filter(|(end, _)| *end >= start) {
                let span = Span::new(start, end);
                assert_eq!(scalars.span(Place { block: BlockId(2), span }), span.in_scalars(&text));
            }
        }
        let place = Place { block: BlockId(1), span: Span::new(1, 3) };
        assert_eq!(scalars.place(place), serde_json::json!({ "block": "b1", "start": 1, "end": 3, "text": "la" }));
        assert_eq!(scalars.text(Place { block: BlockId(9), ..place }), "");
    }
}
