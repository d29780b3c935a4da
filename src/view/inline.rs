//! A block's text cut into the pieces that are drawn differently: the text itself never changes, only what stands between.

use crate::document::{Block, PlacedSlip};
use crate::text::Span;

/// A piece of a block, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain text.
    Text(Span),
    /// Text that must not break: a word and the spaced dash behind it.
    Unbroken(Span),
    /// A slip of the author's or the printer's, and what was meant.
    Slip(Span, String),
    /// The marker of a note.
    Note(u32),
    /// The beginning of a printed page.
    PageStart(u32),
}

/// The pieces of `block`; `slips` are those of its document. The spans of the texts, in order, are the whole text.
pub fn pieces(block: &Block, slips: &[PlacedSlip]) -> Vec<Piece> {
    let notes = block.notes.iter().map(|note| (Span::new(note.at, note.at), Piece::Note(note.number)));
    let pages = block.page_starts.iter().map(|start| (Span::new(start.at, start.at), Piece::PageStart(start.page)));
    let points: Vec<_> = notes.chain(pages).collect();

    let marked =
        slips.iter().filter(|slip| slip.block == block.id).map(|slip| (slip.span, Piece::Slip(slip.span, slip.reading.clone())));
    let bound = dashes(&block.text).map(|span| (span, Piece::Unbroken(span)));
    let mut wraps: Vec<(Span, Piece)> = Vec::new();
    for (span, piece) in marked.chain(bound) {
        let cut = points.iter().any(|(point, _)| span.start < point.start && point.start < span.end);
        if !cut && !span.of(&block.text).is_empty() && !wraps.iter().any(|(other, _)| other.overlaps(span)) {
            wraps.push((span, piece));
        }
    }

    let mut inner: Vec<_> = points.into_iter().chain(wraps).collect();
    inner.sort_by_key(|(span, _)| *span);
    let mut pieces = Vec::with_capacity(2 * inner.len() + 1);
    let mut at = 0;
    for (span, piece) in inner {
        if span.start > at {
            pieces.push(Piece::Text(Span::new(at, span.start)));
        }
        pieces.push(piece);
        at = span.end.max(at);
    }
    if at < block.text.len() {
        pieces.push(Piece::Text(Span::new(at, block.text.len())));
    }
    pieces
}

/// Each word that a spaced dash follows, with its dash.
fn dashes(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.match_indices(" – ").map(|(at, _)| {
        let word = text.get(..at).and_then(|before| before.rfind(' ')).map_or(0, |blank| blank + 1);
        Span::new(word, at + " –".len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockId, BlockKind, NoteMarker, PageStart};

    /// `^1` marks a note, `|5` a page, `<slip>` a slip; the result shows each piece in its brackets.
    fn check(marked: &str, want: &str) {
        let mut text = String::new();
        let (mut notes, mut page_starts, mut slips, mut open) = (Vec::new(), Vec::new(), Vec::new(), 0);
        let mut chars = marked.chars();
        while let Some(c) = chars.next() {
            let at = text.len();
            match c {
                '^' => notes.push(NoteMarker { number: chars.next().and_then(|c| c.to_digit(10)).unwrap(), at }),
                '|' => page_starts.push(PageStart { page: chars.next().and_then(|c| c.to_digit(10)).unwrap(), at }),
                '<' => open = at,
                '>' => slips.push(PlacedSlip { block: BlockId(1), span: Span::new(open, at), reading: String::new() }),
                c => text.push(c),
            }
        }
        let block = Block {
            id: BlockId(1),
            kind: BlockKind::Paragraph,
            section: None,
            text,
            notes,
            page_starts,
            page: None,
            lead_in: None,
            list: None,
            label: None,
            line: 1,
        };
        let shown: String = pieces(&block, &slips)
            .iter()
            .map(|piece| match piece {
                Piece::Text(span) => format!("[{}]", span.of(&block.text)),
                Piece::Unbroken(span) => format!("{{{}}}", span.of(&block.text)),
                Piece::Slip(span, _) => format!("<{}>", span.of(&block.text)),
                Piece::Note(number) => format!("^{number}"),
                Piece::PageStart(page) => format!("|{page}"),
            })
            .collect();
        assert_eq!(shown, want);
    }

    #[test]
    fn cases() {
        check("plain", "[plain]");
        check("issues.^1 For", "[issues.]^1[ For]");
        check("|4Russia is", "|4[Russia is]");
        check("to Vladimir |5Putin’s", "[to Vladimir ]|5[Putin’s]");
        check("the <reigns> of", "[the ]<reigns>[ of]");
        check("by mafia networks – or fall", "[by mafia ]{networks –}[ or fall]");
        check("networks^1 – or", "[networks]^1[ – or]");
        check("one – two – three", "{one –}[ ]{two –}[ three]");
        check("end.^1|6", "[end.]^1|6");
        check("", "");
    }
}
