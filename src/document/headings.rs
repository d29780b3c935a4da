//! Headings: which short stretches are one, and on which level, with no word about fonts.

use super::draft::{Draft, DraftKind, Rank};
use super::ends::{begins, goes_on, without_markers};
use crate::text::{Span, small_letters};

/// The most lines, and the most words, of a heading.
const MOST_LINES: usize = 3;
const MOST_WORDS: usize = 24;

/// First words of headings that stand on the first level in any paper.
const TOP: &[&str] = &[
    "abbreviations",
    "abstract",
    "acknowledgements",
    "acknowledgments",
    "acronyms",
    "annex",
    "annexes",
    "appendices",
    "appendix",
    "bibliography",
    "conclusion",
    "conclusions",
    "contents",
    "endnotes",
    "foreword",
    "introduction",
    "methodology",
    "notes",
    "preface",
    "recommendation",
    "recommendations",
    "references",
    "summary",
];

/// Whole headings that stand there, too.
const TOP_WHOLE: &[&str] = &[
    "about the author",
    "about the authors",
    "background",
    "concluding remarks",
    "discussion",
    "executive summary",
    "key findings",
    "key messages",
    "key points",
    "list of abbreviations",
    "literature",
    "main findings",
    "methods",
    "outlook",
    "overview",
    "policy recommendations",
    "results",
    "sources",
    "table of contents",
    "the way forward",
    "way forward",
];

/// What lines begin with that are none, short as they are: words for machines, what pages on the web lead to, what pictures show.
const NONE: &[&str] = &[
    "Credit:",
    "Image:",
    "JEL ",
    "Key words",
    "Keywords",
    "Photo:",
    "Photograph:",
    "Read also",
    "Read more",
    "Related:",
    "Share this",
];

/// Whether a stretch of lines looks like a heading: short, begun as one, not ended as a sentence. `next` is the text after it.
pub(super) fn looks_like_heading(source: &str, pieces: &[Span], next: Option<&str>) -> bool {
    has_look(source, pieces, next, Ending::Whole)
}

/// Whether a heading's last word may be one that more must follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// It may: "What they live on".
    Any,
    /// It may not.
    Whole,
}

/// The same; `ending` says how it may end.
pub(super) fn has_look(source: &str, pieces: &[Span], next: Option<&str>, ending: Ending) -> bool {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
    // what ends the text is none, but for `Notes` and the like, whose text was taken out
    if pieces.len() > MOST_LINES || (next.is_none() && !is_top(first.of(source))) {
        return false;
    }
    let words: usize = pieces.iter().map(|piece| piece.of(source).split_whitespace().count()).sum();
    let (first, last) = (first.of(source), last.of(source));
    let bare = without_markers(last).trim_end_matches(['’', '”', '"', ')', '*']);
    words <= MOST_WORDS
        && (ending == Ending::Any || !is_unfinished(bare))
        && begins(first)
        && !last.ends_with(['.', ',', ';', ':', '-', '–', '/', '|'])
        && !bare.ends_with(['.', ',', ';', ':'])
        && !NONE.iter().any(|lead| first.starts_with(lead))
        && !(first.starts_with('[') && last.ends_with(']'))
        && pieces.iter().any(|piece| piece.of(source).contains(char::is_alphabetic))
        && !pieces.iter().any(|piece| has_sentence_end(piece.of(source)))
        && !next.is_some_and(goes_on)
}

/// Whether a text ends in a word after which more must follow.
pub(super) fn is_unfinished(text: &str) -> bool {
    UNFINISHED.contains(&text.rsplit(' ').next().unwrap_or_default())
}

/// Words that no heading ends with: more must follow.
const UNFINISHED: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "between",
    "by",
    "for",
    "from",
    "had",
    "has",
    "have",
    "in",
    "include",
    "includes",
    "including",
    "is",
    "of",
    "on",
    "or",
    "should",
    "than",
    "that",
    "the",
    "their",
    "to",
    "was",
    "were",
    "which",
    "with",
];

/// Whether a sentence ends within the text: a word of some length, a full stop and a capital.
fn has_sentence_end(text: &str) -> bool {
    text.match_indices(' ').any(|(at, _)| {
        // a note marker may stand after the full stop
        let before = without_markers(text.get(..at).unwrap_or_default());
        // "… who sold it.” (Herder, Abala)"
        if [".”", ".’", ".\""].iter().any(|end| before.ends_with(end)) {
            return true;
        }
        let Some(before) = before.strip_suffix('.') else { return false };
        // "the ‘battery of Asia’. A fisherman"
        let is_quoted = before.ends_with(['’', '”', '"']);
        let before = before.trim_end_matches(['’', '”', '"']);
        let word = before.get(before.trim_end_matches(char::is_alphabetic).len()..).unwrap_or_default();
        let after = text.get(at + 1..).unwrap_or_default().trim_start_matches([' ', '—', '–']);
        let is_word = word.chars().count() > 3 && (word.starts_with(char::is_lowercase) || is_quoted);
        is_word && after.starts_with(char::is_uppercase)
    })
}

/// The blanks between the letters of a text that is spaced out, "S U M M A R Y", whose words wide spaces part; none where it is not.
pub(super) fn letter_blanks(text: &str) -> Vec<Span> {
    const FEWEST: usize = 6;
    let mut blanks = Vec::new();
    let (mut letters, mut after) = (0, None);
    for (at, c) in text.char_indices() {
        match (c, after) {
            // a letter, a blank, a letter; else a wide space
            (' ', Some(1)) => after = Some(2),
            (' ', Some(_)) => after = Some(3),
            (c, None | Some(2 | 3)) if c.is_uppercase() => {
                if after == Some(2) {
                    blanks.push(Span::new(at - 1, at));
                }
                letters += 1;
                after = Some(1);
            }
            _ => return Vec::new(),
        }
    }
    // nothing tells the words apart where all are so close
    let is_one = blanks.len() + 1 == letters;
    if letters < FEWEST || is_one && letters > 16 { Vec::new() } else { blanks }
}

/// The text without the blanks between the letters of one that is spaced out.
pub(super) fn closed_up(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let mut start = 0;
    for blank in letter_blanks(text) {
        closed.push_str(text.get(start..blank.start).unwrap_or_default());
        start = blank.end;
    }
    closed.push_str(text.get(start..).unwrap_or_default());
    closed
}

/// Whether a heading is one that every paper has on its first level.
pub(super) fn is_top(heading: &str) -> bool {
    let spaced = heading.get(1..2) == Some(" ");
    let closed = if spaced { closed_up(heading).split_whitespace().collect::<Vec<_>>().join(" ") } else { String::new() };
    let heading = if spaced { closed.as_str() } else { heading };
    let lower =
        small_letters(heading.trim_matches(|c: char| !c.is_alphanumeric()).get(..40.min(heading.len())).unwrap_or(heading));
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    (TOP.binary_search(&first).is_ok() && heading.split_whitespace().count() <= 8) || TOP_WHOLE.binary_search(&lower).is_ok()
}

/// Whether a line is set in capitals throughout.
pub(super) fn is_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for c in text.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += u32::from(c.is_uppercase());
    }
    capitals >= 4
}

/// The grammatical form of a heading, as far as its words show it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Promoting …
    Gerund,
    /// For the donors, To the governments
    Address,
    Other,
}

fn form(source: &str, draft: &Draft) -> Form {
    let first = draft.first(source).split_whitespace().next().unwrap_or_default();
    match first {
        "For" | "To" => Form::Address,
        _ if first.len() > 5 && first.ends_with("ing") => Form::Gerund,
        _ => Form::Other,
    }
}

/// The level of each heading among the drafts, in order.
///
/// A level that is stated or numbered counts. Of the others, those that every paper has at the top are on level 1; two or more in
/// a row that begin with a gerund, or address somebody, after one that does not are below that one; where some are in capitals and some are not, the
/// capitals are above; where numbered ones stand around, the unnumbered are below them.
pub(super) fn levels(source: &str, drafts: &[Draft]) -> Vec<u8> {
    let headings: Vec<&Draft> = drafts.iter().filter(|draft| draft.is_heading()).collect();
    let rank = |draft: &Draft| match draft.kind {
        DraftKind::Heading(rank) => rank,
        DraftKind::Block(_) => Rank::Unmarked,
    };
    let text = |draft: &Draft| draft.pieces.get(usize::from(draft.label.is_some())).map_or("", |piece| piece.span.of(source));
    let count = |wanted: Rank| headings.iter().filter(|heading| rank(heading) == wanted).count();
    let has_capitals = count(Rank::Capitals) >= 2;
    let has_roman = count(Rank::Roman) >= 2;
    let stated = headings
        .iter()
        .filter_map(|heading| if let Rank::Stated(level) = rank(heading) { Some(level.max(1)) } else { None })
        .min();
    // letters that come before any figure are above the figures
    let first = headings.iter().map(|heading| rank(heading)).find(|rank| matches!(rank, Rank::Numbered(_) | Rank::Letter));
    let has_letters = !has_roman && first == Some(Rank::Letter) && count(Rank::Letter) >= 2;
    let mut numbered: Option<u8> = None;
    let has_numbers =
        headings.iter().filter(|heading| matches!(rank(heading), Rank::Numbered(_) | Rank::Roman | Rank::Letter)).count() >= 2;
    let mut levels: Vec<u8> = Vec::with_capacity(headings.len());
    let mut run_below: Option<u8> = None;
    // in Markdown, a line in bold is a heading below the last one with a `#`
    let mut below_stated = 0;
    for (index, heading) in headings.iter().enumerate() {
        let is_top = is_top(text(heading));
        let level = match rank(heading) {
            Rank::Stated(level) => level.saturating_sub(stated.unwrap_or(1).saturating_sub(1)).max(1),
            Rank::Numbered(depth) => depth + u8::from((has_roman || has_letters) && depth == 1),
            Rank::Roman => 1,
            Rank::Box => levels.last().map_or(2, |&level| level.max(2)),
            Rank::Letter => 1 + u8::from(has_roman || !has_letters && has_numbers && numbered.is_some()),
            _ if is_top => 1,
            Rank::Capitals if !has_numbers => 1,
            Rank::Capitals | Rank::Unmarked => {
                let before = index.checked_sub(1).and_then(|index| headings.get(index));
                let after = headings.get(index + 1);
                let own = form(source, heading);
                let same = |other: Option<&&Draft>| {
                    other.is_some_and(|other| own != Form::Other && form(source, other) == own && rank(other) == rank(heading))
                };
                let base = match numbered {
                    _ if stated.is_some() => below_stated + 1,
                    Some(level) if has_numbers => level + 1,
                    _ => 1 + u8::from(has_capitals && levels.contains(&1)),
                };
                if let Some(level) = run_below.filter(|_| same(before)) {
                    level
                } else if before.is_some() && !same(before) && same(after) && base == 1 {
                    levels.last().map_or(1, |level| level + 1)
                } else {
                    base
                }
            }
        };
        if let Rank::Stated(_) = rank(heading) {
            below_stated = level;
        }
        match rank(heading) {
            Rank::Numbered(_) | Rank::Roman | Rank::Letter => numbered = Some(level),
            _ if is_top => numbered = None,
            _ => {}
        }
        run_below = Some(level).filter(|&level| level > 1);
        levels.push(level);
    }
    levels
}
