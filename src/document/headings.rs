//! Headings: which short stretches are one, and on which level, with no word about fonts.

use super::draft::{Draft, DraftKind, Rank};
use super::ends::{End, begins, end_of, goes_on};
use crate::text::Span;

/// The most lines, and the most words, of a heading.
const MOST_LINES: usize = 3;
const MOST_WORDS: usize = 24;

/// Headings that stand on the first level in any paper.
const TOP: &[&str] = &[
    "abbreviations",
    "about",
    "abstract",
    "acknowledgements",
    "acknowledgments",
    "acronyms",
    "annex",
    "annexes",
    "appendix",
    "background",
    "bibliography",
    "conclusion",
    "conclusions",
    "contents",
    "discussion",
    "endnotes",
    "executive",
    "foreword",
    "introduction",
    "literature",
    "method",
    "methodology",
    "methods",
    "notes",
    "outlook",
    "overview",
    "preface",
    "recommendation",
    "recommendations",
    "references",
    "results",
    "sources",
    "summary",
];

/// Whether a stretch of lines looks like a heading: short, begun as one, not ended as a sentence. `next` is the text after it.
pub(super) fn looks_like_heading(source: &str, pieces: &[Span], next: Option<&str>) -> bool {
    let Some(next) = next else { return false };
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return false;
    };
    let words: usize = pieces.iter().map(|piece| piece.of(source).split_whitespace().count()).sum();
    let last = last.of(source);
    pieces.len() <= MOST_LINES
        && words <= MOST_WORDS
        && begins(first.of(source))
        && !last.ends_with(['.', ',', ';', ':', '-', '–'])
        && (end_of(last) == End::Open || last.ends_with(['?', '!', '’', '”']))
        && pieces.iter().any(|piece| piece.of(source).contains(char::is_alphabetic))
        && !goes_on(next)
}

/// Whether the heading's first word is one that every paper has on its first level.
pub(super) fn is_top(heading: &str) -> bool {
    let first = heading.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    TOP.binary_search(&first.as_str()).is_ok()
}

/// The grammatical form of a heading, as far as its first word shows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Gerund,
    Other,
}

fn form(source: &str, draft: &Draft) -> Form {
    let first = draft.first(source).split_whitespace().next().unwrap_or_default();
    if first.len() > 5 && first.ends_with("ing") { Form::Gerund } else { Form::Other }
}

/// The level of each heading among the drafts, in order.
pub(super) fn levels(source: &str, drafts: &[Draft]) -> Vec<u8> {
    let headings: Vec<&Draft> = drafts.iter().filter(|draft| draft.is_heading()).collect();
    let mut levels: Vec<u8> = Vec::with_capacity(headings.len());
    let mut run_below: Option<u8> = None;
    for (index, heading) in headings.iter().enumerate() {
        let level = match heading.kind {
            DraftKind::Heading(Rank::Stated(level) | Rank::Numbered(level)) => level,
            _ if is_top(heading.first(source)) => 1,
            _ => {
                let before = index.checked_sub(1).and_then(|index| headings.get(index));
                let after = headings.get(index + 1);
                let own = form(source, heading);
                let same = |other: Option<&&Draft>| {
                    other.is_some_and(|other| own != Form::Other && form(source, other) == own && !is_top(other.first(source)))
                };
                if let Some(level) = run_below.filter(|_| same(before)) {
                    level
                } else if before.is_some() && !same(before) && same(after) {
                    levels.last().map_or(1, |level| level + 1)
                } else {
                    1
                }
            }
        };
        run_below = Some(level).filter(|&level| level > 1);
        levels.push(level);
    }
    levels
}
