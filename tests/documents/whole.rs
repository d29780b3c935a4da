//! From any text to the export: nothing panics, every fact stands in its block, and the export says the same in scalar values.

use lectern::corpus::Corpus;
use lectern::document::{BlockId, Document, Metadata, replay};
use lectern::export::export;
use lectern::extract::entities::Gazetteer;
use lectern::extract::themes::Themes;
use lectern::extract::{Facts, Place};
use proptest::prelude::*;
use serde_json::Value;

/// A place must be a slice of its block.
fn lies_in(document: &Document, place: Place) {
    let block = document.block(place.block).expect("the fact's block");
    let slice = block.text.get(place.span.start..place.span.end);
    assert!(slice.is_some_and(|slice| !slice.is_empty()), "{place:?} in {:?}", block.text);
}

/// Every object of the export that has a block, a start, an end and a text: the text is that slice.
fn slices(value: &Value, document: &Document) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| slices(value, document)),
        Value::Object(fields) => {
            let number = |name: &str| fields.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
            if let (Some(block), Some(start), Some(end), Some(text)) =
                (fields.get("block").and_then(Value::as_str), number("start"), number("end"), fields.get("text"))
            {
                let id: u32 = block.trim_start_matches('b').parse().expect("a block's number");
                let whole = &document.block(BlockId(id)).expect("the fact's block").text;
                let slice: String = whole.chars().skip(start).take(end - start).collect();
                assert_eq!(Some(slice.as_str()), text.as_str(), "{value}");
            }
            fields.values().for_each(|value| slices(value, document));
        }
        _ => {}
    }
}

fn check(source: &str) {
    let corpus = Corpus::unindexed(source, Metadata::default(), Themes::bundled().clone());
    let document = &corpus.document;
    assert_eq!(replay(source, &document.repairs), document.clean_text(), "the ledger gives another text");
    let facts = Facts::new(document, Gazetteer::bundled());
    facts.figures.iter().for_each(|fact| lies_in(document, fact.place));
    facts.dates.iter().for_each(|fact| lies_in(document, fact.place));
    facts.entities.iter().flat_map(|entity| &entity.mentions).for_each(|mention| lies_in(document, mention.place));
    facts
        .acronyms
        .iter()
        .flat_map(|acronym| acronym.uses.iter().chain(&acronym.defined_in))
        .for_each(|&place| lies_in(document, place));
    facts
        .recommendations
        .iter()
        .flat_map(|fact| std::iter::once(&fact.place).chain(&fact.supporting))
        .for_each(|&place| lies_in(document, place));
    facts.forecasts.iter().for_each(|fact| lies_in(document, fact.place));
    facts.relations.iter().for_each(|fact| lies_in(document, fact.place));
    facts.sums.iter().flat_map(|sum| std::iter::once(&sum.claim).chain(&sum.parts)).for_each(|&place| lies_in(document, place));
    let json = export(source, &corpus, &facts);
    slices(&json, document);
    let again = export(source, &corpus, &Facts::new(document, Gazetteer::bundled()));
    assert_eq!(json, again, "not the same twice");
}

/// What breaks such programs: signs that mean something to some stage, and characters of every length and direction.
const PIECES: &[&str] = &[
    "Moscow",
    "the EU ",
    "Kazakhstan’s ",
    "Vladimir Putin ",
    "$10 billion ",
    "€1.2bn",
    "US$ 340 million ",
    "36% ",
    "a third of ",
    "¾ ",
    "between 3 and 5 km ",
    "from $7 billion to $21 billion ",
    "of which 80% and 10% ",
    "14 September 1995 ",
    "in the 1990s ",
    "2000–08 ",
    "’90s ",
    "Q3 2021 ",
    "May ",
    "(CIS) ",
    "Commonwealth of Independent States ",
    "(Quad)",
    "should ",
    "must be ",
    "could be used ",
    "will ",
    "is likely to ",
    "plans to build ",
    "invests in ",
    "by 2012 ",
    ". ",
    ".",
    ", ",
    "; ",
    ": ",
    "? ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{c}",
    "\t",
    " ",
    "    ",
    "• ",
    "•\t",
    "- ",
    "– ",
    "—",
    "1. ",
    "2. ",
    "12. ",
    "(a) ",
    "i) ",
    "IV. ",
    "2.1 ",
    "1",
    "23",
    "4.5",
    "3,000",
    "1.000.000",
    "¹",
    "²³",
    "[1]",
    "[^1]",
    "[^1]: ",
    "# ",
    "## ",
    "> ",
    "**",
    "_",
    "`",
    "|",
    "| a | b |\n|---|---|\n",
    "Table 1. ",
    "Source: ",
    "Notes\n",
    "INTRODUCTION\n",
    "Recommendations\n",
    "co-\n",
    "state-\n",
    "co\u{ad}\n",
    "\u{ad}",
    "ﬁ",
    "ﬄ",
    "e\u{301}",
    "\u{301}",
    "\u{302}",
    "İ",
    "ß",
    "مرحبا ",
    "שלום ",
    "\u{202e}",
    "\u{200f}",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "\u{0}",
    "\u{7f}",
    "\\ud800",
    "\u{fffd}",
    "\u{10ffff}",
    "𝄞",
    "中文 ",
    "👩‍👩‍👧 ",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "http://a.b/c ",
    "a@b.c ",
    "S/2021/442\n",
    "3/17\n",
    "Page 3\n",
    "A",
    "Aaa ",
    "aaa ",
    "AAA ",
    "of ",
    "and ",
    "the ",
    "Ministry of Water, Fire and Air ",
    "200 rupees ",
    "-5 °C ",
    "x² ",
    "½",
    "№ 5 ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_text(source in any::<String>()) {
        check(&source);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..4000)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_line_many_times(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..6), times in 1_usize..100) {
        check(&pieces.concat().repeat(times));
    }
}

/// The end of a text in the midst of everything, and one line of everything.
#[test]
fn odd_texts() {
    for source in ["", "\n", "\u{c}", "\u{0}", "\u{feff}", "•", "1.", "[^1]:", "$", "’", "\r\r\n"] {
        check(source);
    }
    check(&PIECES.concat());
    let line: String = PIECES.iter().filter(|piece| !piece.contains(['\n', '\r', '\u{c}', '\u{2028}'])).copied().collect();
    check(&line.repeat(20));
}

/// A line of a hundred thousand characters of each kind: an algorithm with a square in it would take minutes.
#[test]
fn long_lines() {
    for piece in [
        "a",
        "Aaa ",
        "$4, ",
        "from 12 to 5, ",
        "(Ab) ",
        "May 2 ",
        "the EU should and ",
        "word.1 ",
        "e\u{301}",
        "It is. ",
        "“a ‘b ",
        "A-",
        "1. ",
        "’",
        "Moscow and ",
        "in 2005 and 23% or $4.6 billion, ",
        "will be likely to ",
        "of which 5% and ",
        "[1]",
        "a<sup>1 ",
        "&a ",
        "5 rupees ",
        "22 cents and ",
        "it employed 90 men, had 40 and ",
        "ABC (the Aa Bb Cc) ",
        "two of us in 5 (abc) ",
        "‘A B’, C 4 (1999). ",
        "put a of the b at $4 ",
    ] {
        check(&piece.repeat(30_000 / piece.len()));
    }
}
