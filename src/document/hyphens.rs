//! How two lines of one block join: a space, nothing, or nothing and no hyphen either.

use super::RepairKind;
use crate::text::Span;

/// How the end of a line joins the start of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Join {
    /// What the ledger calls it.
    pub(super) kind: RepairKind,
    /// What stands between the two in the clean text.
    pub(super) glue: &'static str,
    /// Bytes at the first line's end that go.
    pub(super) dropped: usize,
}

/// The words of a document, as hashes of their lower-case forms: plain words, and compounds with their hyphen.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    hashes: Vec<u64>,
}

impl Vocabulary {
    /// Takes in the words of each stretch; the broken ones at the stretches' ends and starts are left out.
    pub(super) fn new<'a>(stretches: impl Iterator<Item = &'a str>) -> Self {
        let mut hashes = Vec::new();
        for stretch in stretches {
            let body = stretch
                .strip_suffix(['-', '\u{2010}', '\u{ad}'])
                .map_or(stretch, |cut| cut.trim_end_matches(char::is_alphabetic));
            for compound in body.split(|c: char| !(c.is_alphabetic() || c == '-' || c == '\u{2010}')) {
                if compound.is_empty() {
                    continue;
                }
                hashes.push(hash(compound.chars()));
                if compound.contains(['-', '\u{2010}']) {
                    hashes
                        .extend(compound.split(['-', '\u{2010}']).filter(|word| !word.is_empty()).map(|word| hash(word.chars())));
                }
            }
        }
        hashes.sort_unstable();
        hashes.dedup();
        Self { hashes }
    }

    /// Whether the word occurs.
    fn has(&self, word: impl Iterator<Item = char>) -> bool {
        self.hashes.binary_search(&hash(word)).is_ok()
    }
}

/// FNV-1a over the lower-case letters; the hyphens are all one.
fn hash(word: impl Iterator<Item = char>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for c in word.flat_map(char::to_lowercase) {
        let c = if c == '\u{2010}' { '-' } else { c };
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// First parts of compounds that keep their hyphen.
const PREFIXES: &[&str] = &[
    "all", "anti", "co", "cross", "ex", "full", "half", "high", "ill", "intra", "long", "low", "mid", "middle", "multi", "non",
    "post", "pre", "pro", "quasi", "self", "semi", "short", "so", "state", "well",
];

/// How `left` joins `right`, the next piece of the same block; `kind` is what a plain join is called here.
pub(super) fn join(left: &str, right: &str, kind: RepairKind, vocabulary: &Vocabulary) -> Join {
    let space = Join { kind, glue: " ", dropped: 0 };
    let compound = Join { kind: RepairKind::CompoundJoin, glue: "", dropped: 0 };
    let Some(sign) = left.chars().next_back() else {
        return space;
    };
    let stem = left.strip_suffix(sign).unwrap_or(left);
    let glued = stem.ends_with(char::is_alphanumeric);
    match sign {
        '\u{ad}' => Join { kind: RepairKind::SoftHyphen, glue: "", dropped: sign.len_utf8() },
        '–' | '/' | '—' | '\u{2011}' if glued && right.starts_with(char::is_alphanumeric) => compound,
        '-' | '\u{2010}' if glued && right.starts_with(char::is_alphanumeric) => {
            let first = last_word(stem);
            let second = right.get(..right.find(|c: char| !c.is_alphabetic()).unwrap_or(right.len())).unwrap_or_default();
            if matches!(second, "and" | "or" | "to") {
                space
            } else if keeps_hyphen(first, second, right, vocabulary) {
                compound
            } else {
                Join { kind: RepairKind::HyphenJoin, glue: "", dropped: sign.len_utf8() }
            }
        }
        _ => space,
    }
}

/// The letters at the end.
fn last_word(text: &str) -> &str {
    Span::new(text.trim_end_matches(char::is_alphabetic).len(), text.len()).of(text)
}

/// Whether the hyphen between the two halves belongs to the word.
fn keeps_hyphen(first: &str, second: &str, right: &str, vocabulary: &Vocabulary) -> bool {
    if first.is_empty() || !right.starts_with(char::is_lowercase) {
        return true;
    }
    if vocabulary.has(first.chars().chain(second.chars())) {
        return false;
    }
    if vocabulary.has(first.chars().chain(Some('-')).chain(second.chars())) {
        return true;
    }
    let lower = first.to_lowercase();
    PREFIXES.binary_search(&lower.as_str()).is_ok() || (vocabulary.has(first.chars()) && vocabulary.has(second.chars()))
}
