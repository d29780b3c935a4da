//! Cases that are data: one line each, marks inside the text.

use crate::document::{Block, BlockId, BlockKind};
use crate::text::Span;

/// A block of a text alone.
pub(crate) fn block(text: &str, kind: BlockKind) -> Block {
    Block {
        id: BlockId(1),
        kind,
        section: None,
        text: text.to_owned(),
        notes: Vec::new(),
        page_starts: Vec::new(),
        page: None,
        label: None,
        lead_in: None,
        list: None,
        line: 1,
    }
}

/// Asserts of each line `text → meaning, meaning` that exactly what is in brackets in the text is found, with those meanings.
/// `find` gives the facts of a text, in order: where each stands, and what it means.
#[track_caller]
pub(crate) fn check(cases: &str, find: impl Fn(&str) -> Vec<(Span, String)>) {
    let mut wrong = Vec::new();
    for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
        let (text, values) = case.split_once(" → ").unwrap_or((case, ""));
        let plain: String = text.chars().filter(|letter| !matches!(letter, '[' | ']')).collect();
        let (mut marked, mut at, mut meanings) = (String::new(), 0, Vec::new());
        for (span, meaning) in find(&plain) {
            marked.push_str(&plain[at..span.start]);
            marked.push('[');
            marked.push_str(span.of(&plain));
            marked.push(']');
            at = span.end;
            meanings.push(meaning);
        }
        marked.push_str(&plain[at..]);
        let meanings = meanings.join(", ");
        if marked != text || meanings != values {
            wrong.push(format!("{case}\n  but {marked} → {meanings}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
