//! What holds of any text.

use std::fs;

use lectern::document::{BlockKind, Document, Metadata, RepairKind, Unit, parse, replay};
use proptest::prelude::*;

/// Kinds of repairs that may take words away: the ledger names each.
const TAKING: &[RepairKind] = &[
    RepairKind::RunningHead,
    RepairKind::PageNumber,
    RepairKind::NoteMoved,
    RepairKind::NoteMarker,
    RepairKind::Bullet,
    RepairKind::Title,
    RepairKind::FrontMatter,
    RepairKind::Markup,
];

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The properties; `source` is any text.
fn check(source: &str) -> Document {
    let document = parse(source, &Metadata { first_page: Some(1), ..Metadata::default() });
    let clean = document.clean_text();
    assert_eq!(replay(source, &document.repairs), clean, "the ledger gives another text");
    let mut at = 0;
    for repair in &document.repairs {
        assert!(repair.span.start >= at && repair.span.end <= source.len(), "entries overlap or run over: {repair:?}");
        assert!(source.is_char_boundary(repair.span.start) && source.is_char_boundary(repair.span.end));
        at = repair.span.end;
        let raw = repair.raw(source);
        if !TAKING.contains(&repair.kind) && repair.kind != RepairKind::Ligature && repair.kind != RepairKind::Composition {
            // a table's cells may have been put in order; the one entry for all also lifts markers, spells out ligatures
            let in_order = |text: &str| {
                let mut letters: Vec<char> = letters(text).chars().collect();
                if repair.kind == RepairKind::Cell {
                    letters.retain(|c| c.is_ascii_alphabetic() && !"fie".contains(*c));
                    letters.sort_unstable();
                }
                letters
            };
            if repair.kind == RepairKind::Cell && raw.contains("](") {
                continue;
            }
            assert_eq!(in_order(raw), in_order(&repair.clean), "a word is lost or made up: {repair:?}");
        }
    }
    for block in &document.blocks {
        assert!(!block.text.is_empty() && block.text.trim() == block.text, "{block:?}");
        assert!(!block.text.contains("  ") && !block.text.contains(['\n', '\r', '\t', '\u{ad}', 'ﬁ']), "{block:?}");
        assert!(block.notes.iter().all(|note| block.text.is_char_boundary(note.at)));
        assert!(block.page_starts.iter().all(|page| block.text.is_char_boundary(page.at)));
        assert!(block.lead_in.is_none_or(|lead| lead < block.id));
        assert!(block.section.is_none_or(|id| document.section(id).is_some()));
        assert_eq!(block.list.is_some(), block.kind == BlockKind::ListItem);
    }
    for section in &document.sections {
        assert!(!section.heading.is_empty() && section.level > 0);
        let parent = section.parent.and_then(|id| document.section(id));
        assert!(parent.is_none_or(|parent| parent.level < section.level && parent.id < section.id));
    }
    let last = document.order.iter().rposition(|unit| match *unit {
        Unit::Heading(_) => true,
        Unit::Block(id) => document.block(id).is_some_and(|block| block.kind != BlockKind::Footnote),
    });
    let first = document.blocks.iter().position(|block| block.kind == BlockKind::Footnote);
    assert!(
        first.is_none_or(|first| document.order.iter().position(|unit| *unit == Unit::Block(document.blocks[first].id)) > last)
    );
    document
}

/// All papers of the tests.
fn papers() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/papers");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the papers").map(|entry| entry.expect("a paper").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "golden"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a paper in UTF-8")).collect()
}

/// Pieces that texts are made of, each of which means something to some stage.
const PIECES: &[&str] = &[
    "word ",
    "Word ",
    "the river ",
    "state-",
    "co\u{ad}",
    "\u{ad}",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\u{c}",
    " ",
    "   ",
    "\t",
    ". ",
    ".",
    "; ",
    ": ",
    "• ",
    "•\t",
    "- ",
    "– ",
    "1. ",
    "2. ",
    "(a) ",
    "b) ",
    "1",
    "12",
    "[1]",
    "[^1]",
    "[^1]: ",
    "¹",
    "²",
    "# ",
    "## ",
    "> ",
    "| a | b |\n",
    "|---|---|\n",
    "a  b  c\n",
    "Table 1. ",
    "Source: ",
    "Notes\n",
    "“",
    "”",
    "— Name",
    "**",
    "*",
    "_",
    "`",
    "[x](y)",
    "ﬁ",
    "e\u{301}",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "INTRODUCTION\n",
    "Introduction\n",
    "1 Water\n",
    "1.1 Fire\n",
    "IV. Air\n",
    "----\n",
    "====\n",
    "____\n",
    "é",
    "中",
    "𝄞",
    "\u{2028}",
    "Page 3\n",
    "3\n",
    "4\n",
    "Running head 7\n",
    "    set in from the margin\n",
    "$10 billion ",
    "2005.3 ",
    "\u{0}",
    "https://a.b/c_d_e ",
    "|",
    "[",
    "]",
    "^",
];

/// What once went wrong.
#[test]
fn known_texts() {
    for source in ["¹\n[^1]: 1. \n\n. ", "## 1. [1]²", "¹é|²| a | b |\n$10 billion  INTRODUCTION\nword •\ta  b  c\n"] {
        check(source);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(source in "\\PC{0,200}") {
        check(&source);
    }

    #[test]
    fn any_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(&pieces.concat());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mutated_paper(
        paper in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, prop::sample::select(PIECES)), 1..12),
    ) {
        let mut papers = papers();
        let mut source = papers.swap_remove(paper.index(papers.len()));
        for (place, length, piece) in changes {
            let mut start = place.index(source.len() + 1);
            while !source.is_char_boundary(start) {
                start -= 1;
            }
            let mut end = (start + length).min(source.len());
            while !source.is_char_boundary(end) {
                end += 1;
            }
            source.replace_range(start..end, piece);
        }
        check(&source);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        check(&String::from_utf8_lossy(&bytes));
    }
}

/// Texts that an algorithm with a square in it would choke on: each is read in a moment, or this test takes minutes.
#[test]
fn long_texts_of_one_kind() {
    let length = 60_000;
    for piece in PIECES.iter().chain(&[
        "a",
        "A",
        "1 ",
        "(",
        "[[",
        "a1 ",
        "“",
        "word.1 ",
        "a-\n",
        "1. a\n",
        "• a\n",
        "1 A b.\n",
        "A b\n\n",
        "a ¹ ",
        ". A",
        "a  b\n",
        "&a ",
        "a<sup>1 ",
        "<b ",
        "<!--",
        "(1) ",
        "a- ",
        "\\",
        "a* ",
        "**\n",
        "[1]a ",
        "1. a://b\n",
        ": a\n|-|\n",
        "© a\n\u{c}",
        "To: a\nFrom: a\n",
        "    “a” – A\n",
        "3\nA\n",
    ]) {
        // Markdown has signs of its own
        check(&format!("# T\n\n{}", piece.repeat(length / piece.len())));
        check(&piece.repeat(length / piece.len()));
    }
    assert!(check("").blocks.is_empty());
}
