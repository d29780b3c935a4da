//! An excerpt: the sentence around hits, cut to what fits, with the hits lit.

use crate::text::Span;

/// Whether a piece of an excerpt is a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lit {
    /// It is not.
    Plain,
    /// It is.
    Hit,
}

/// Bytes kept before the first and after the last hit of a sentence that is too long.
const CONTEXT: usize = 110;

/// The pieces of the sentence at `sentence` in `text`, with `hits` (bytes of `text`, in order, inside the sentence) lit. A long
/// sentence is cut at blanks, and an ellipsis says so.
pub fn excerpt(text: &str, sentence: Span, hits: &[Span]) -> Vec<(String, Lit)> {
    let first = hits.first().map_or(sentence.start, |hit| hit.start);
    let last = hits.last().map_or(sentence.start, |hit| hit.end);
    let (start, before) = match first.checked_sub(CONTEXT) {
        Some(near) if near > sentence.start + 20 => (blank_from(text, near), "… "),
        _ => (sentence.start, ""),
    };
    let (end, after) = match last + CONTEXT {
        near if near + 20 < sentence.end => (blank_before(text, near), " …"),
        _ => (sentence.end, ""),
    };
    let mut pieces = vec![(before.to_owned(), Lit::Plain)];
    let mut at = start;
    for hit in hits {
        pieces.push((Span::new(at, hit.start).of(text).to_owned(), Lit::Plain));
        pieces.push((hit.of(text).to_owned(), Lit::Hit));
        at = hit.end;
    }
    pieces.push((format!("{}{after}", Span::new(at, end).of(text).trim_end()), Lit::Plain));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// The first byte behind the next blank at or after `at`.
fn blank_from(text: &str, at: usize) -> usize {
    let from = (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text.get(from..).and_then(|rest| rest.find(' ')).map_or(from, |blank| from + blank + 1)
}

/// The last blank before `at`.
fn blank_before(text: &str, at: usize) -> usize {
    let to = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    text.get(..to).and_then(|before| before.rfind(' ')).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` has its hits in brackets; the result too.
    fn check(marked: &str, want: &str) {
        let (mut text, mut hits, mut open) = (String::new(), Vec::new(), 0);
        for c in marked.chars() {
            match c {
                '[' => open = text.len(),
                ']' => hits.push(Span::new(open, text.len())),
                c => text.push(c),
            }
        }
        let shown: String = excerpt(&text, Span::new(0, text.len()), &hits)
            .into_iter()
            .map(|(piece, lit)| if lit == Lit::Hit { format!("[{piece}]") } else { piece })
            .collect();
        assert_eq!(shown, want);
    }

    #[test]
    fn cases() {
        check("the [gas] and [oil] of it.", "the [gas] and [oil] of it.");
        // 110 bytes before and after, and on to the next blank
        let long = "é word ".repeat(40);
        let (before, after) = ("é word ".repeat(13), "é word ".repeat(13));
        check(&format!("{long}[gas] {long}end."), &format!("… word {before}[gas] {after}é …"));
        check("[all]", "[all]");
        check("none", "none");
    }
}
