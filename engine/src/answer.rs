//! What a search gives, laid out for JavaScript.

use lectern::search::{Hit, Index, Reason, Wanted};
use lectern::text::Span;

/// Hits as numbers, for each its unit, how many spans, and their starts and ends in UTF-16 units; and their scores.
pub fn hits(index: &Index, hits: &[Hit]) -> (Vec<u32>, Vec<f64>) {
    let mut numbers = Vec::with_capacity(hits.len() * 2);
    for hit in hits {
        numbers.extend([hit.unit as u32, hit.spans.len() as u32]);
        if hit.spans.is_empty() {
            continue;
        }
        let body = index.body(hit.unit);
        let mut place = Place::of(&body);
        for span in &hit.spans {
            numbers.extend([place.at(span.start), place.at(span.end)]);
        }
    }
    (numbers, hits.iter().map(|hit| hit.score).collect())
}

/// A span in UTF-16 units.
pub fn in_utf16(text: &str, span: Span) -> (u32, u32) {
    let mut place = Place::of(text);
    (place.at(span.start), place.at(span.end))
}

/// Goes through a text, from byte to byte upwards.
struct Place<'t> {
    rest: &'t str,
    byte: usize,
    units: u32,
}

impl<'t> Place<'t> {
    fn of(text: &'t str) -> Self {
        Self { rest: text, byte: 0, units: 0 }
    }

    /// The place of a byte in UTF-16 units; `byte` must not be less than before.
    fn at(&mut self, byte: usize) -> u32 {
        let (before, rest) = self.rest.split_at_checked(byte.saturating_sub(self.byte)).unwrap_or((self.rest, ""));
        self.units += before.chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        self.byte += before.len();
        self.rest = rest;
        self.units
    }
}

/// The name of a reason in JavaScript.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Word => "word",
        Reason::Prefix => "prefix",
        Reason::Value => "value",
        Reason::Joined => "joined",
        Reason::Variant => "variant",
        Reason::Acronym => "acronym",
        Reason::Synonym => "synonym",
        Reason::Related => "related",
        Reason::Typo => "typo",
    }
}

/// The name of a kind of answer in JavaScript.
pub fn wanted(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Figures => "figures",
        Wanted::Dates => "dates",
        Wanted::Names => "names",
        Wanted::Reasons => "reasons",
        Wanted::Advice => "advice",
    }
}

/// Bytes of the program's whole memory, which never shrinks.
#[cfg(target_arch = "wasm32")]
pub fn memory(_: &Index) -> usize {
    core::arch::wasm32::memory_size(0) << 16
}

/// On the host there is no such memory: the index alone.
#[cfg(not(target_arch = "wasm32"))]
pub fn memory(index: &Index) -> usize {
    index.size()
}

#[cfg(test)]
mod tests {
    use lectern::search::{Index, Options, Query, Unit};
    use lectern::text::Span;

    use super::{hits, in_utf16};

    #[test]
    fn places_are_utf16_units() {
        for (text, span, expected) in [
            ("gas", (0, 3), (0, 3)),
            ("\u{2019}gas", (3, 6), (1, 4)),
            ("\u{1f680} gas \u{e9}t\u{e9}", (5, 8), (3, 6)),
            ("\u{1f680} gas \u{e9}t\u{e9}", (9, 14), (7, 10)),
            ("gas", (1, 99), (1, 3)),
        ] {
            assert_eq!(in_utf16(text, Span::new(span.0, span.1)), expected, "{text} {span:?}");
        }
    }

    #[test]
    fn hits_are_unit_count_and_spans() {
        let units = ["none", "\u{201c}gas\u{201d} and gas"].map(|body| Unit { body, ..Unit::default() });
        let index = Index::build(units, &[], "");
        let found = index.search(&Query::parse("gas"), &Options::default());
        let (numbers, scores) = hits(&index, &found.hits);
        assert_eq!(numbers, [1, 2, 1, 4, 10, 13]);
        assert_eq!(scores.len(), 1);
    }
}
