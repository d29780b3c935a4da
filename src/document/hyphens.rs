//! How two lines of one block join: a space, nothing, or nothing and no hyphen either.

use std::sync::LazyLock;

use super::RepairKind;
use super::vocabulary::Vocabulary;
use crate::text::{Span, small_letters};

/// How the end of a line joins the start of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Join {
    /// What the ledger calls it.
    pub(super) kind: RepairKind,
    /// What stands between the two in the clean text.
    pub(super) glue: &'static str,
    /// Bytes at the first line's end that go.
    pub(super) dropped: usize,
    /// Whether neither the document nor a rule of English decides about a hyphen.
    pub(super) is_doubtful: bool,
}

/// How compounds are spelt: first parts that keep their hyphen, last parts that keep it, words of two words without one, and what only ends
/// a word.
struct Compounds {
    firsts: Vec<&'static str>,
    lasts: Vec<&'static str>,
    closed: Vec<&'static str>,
    remnants: Vec<&'static str>,
}

/// The file of compounds, read once.
static COMPOUNDS: LazyLock<Compounds> = LazyLock::new(|| {
    let mut compounds = Compounds { firsts: Vec::new(), lasts: Vec::new(), closed: Vec::new(), remnants: Vec::new() };
    for entry in include_str!("../../static/data/compounds.txt").lines().filter(|line| !line.starts_with('#')) {
        match (entry.strip_suffix('-'), entry.strip_prefix('-')) {
            _ if entry.starts_with('~') => compounds.remnants.extend(entry.get(1..)),
            (Some(first), _) => compounds.firsts.push(first),
            (_, Some(last)) => compounds.lasts.push(last),
            _ => compounds.closed.push(entry),
        }
    }
    compounds
});

/// How `left` joins `right`, the next piece of the same block; `kind` is what a plain join is called here.
pub(super) fn join(left: &str, right: &str, kind: RepairKind, vocabulary: &Vocabulary) -> Join {
    let space = Join { kind, glue: " ", dropped: 0, is_doubtful: false };
    let compound = Join { kind: RepairKind::CompoundJoin, glue: "", ..space };
    let Some(sign) = left.chars().next_back() else {
        return space;
    };
    let stem = left.strip_suffix(sign).unwrap_or(left);
    let glued = stem.ends_with(char::is_alphanumeric);
    match sign {
        '\u{ad}' => Join { kind: RepairKind::SoftHyphen, glue: "", dropped: sign.len_utf8(), ..space },
        // the sign of some old converters for the same
        '¬' if glued && right.starts_with(char::is_lowercase) => {
            Join { kind: RepairKind::SoftHyphen, glue: "", dropped: sign.len_utf8(), ..space }
        }
        '–' | '/' | '—' | '\u{2011}' if glued && right.starts_with(char::is_alphanumeric) => compound,
        '-' | '\u{2010}' if glued && right.starts_with(char::is_alphanumeric) => {
            let first = last_word(stem);
            let second = right.get(..right.find(|c: char| !c.is_alphabetic()).unwrap_or(right.len())).unwrap_or_default();
            if matches!(second, "and" | "or" | "to") {
                return space;
            }
            let (keeps, is_doubtful) = keeps_hyphen(first, second, right, vocabulary);
            if keeps {
                Join { is_doubtful, ..compound }
            } else {
                Join { kind: RepairKind::HyphenJoin, glue: "", dropped: sign.len_utf8(), is_doubtful }
            }
        }
        _ => space,
    }
}

/// The letters at the end.
fn last_word(text: &str) -> &str {
    Span::new(text.trim_end_matches(char::is_alphabetic).len(), text.len()).of(text)
}

/// Endings that are words, too.
const SUFFIXES: [&str; 12] = ["able", "ably", "age", "ant", "ate", "hood", "less", "ness", "ship", "ward", "wards", "wise"];

/// Whether the hyphen between the two halves belongs to the word, and whether that is doubtful: the document's own spelling
/// decides, then the file of compounds, then what no English word begins or ends with, then whether the document breaks words at
/// all and both halves are words of it.
fn keeps_hyphen(first: &str, second: &str, right: &str, vocabulary: &Vocabulary) -> (bool, bool) {
    let is_word = |word: &str| word.chars().count() > 3 && vocabulary.has(word.chars());
    if let Some(keeps) = decided(first, second, right, vocabulary) {
        return (keeps, false);
    }
    let are_words = is_word(first) && is_word(second);
    if vocabulary.breaks_words() {
        // most hyphens at lines' ends go: a compound of two words of the document may be one
        return (are_words, are_words);
    }
    let are_long = first.chars().count() > 3 && second.chars().count() > 3;
    (are_words || are_long, !are_words)
}

/// What the document's spelling, the file of compounds or the shape of the halves decides.
fn decided(first: &str, second: &str, right: &str, vocabulary: &Vocabulary) -> Option<bool> {
    if first.is_empty() || !right.starts_with(char::is_lowercase) {
        return Some(true);
    }
    if vocabulary.has(first.chars().chain(second.chars())) {
        return Some(false);
    }
    if vocabulary.has(first.chars().chain(Some('-')).chain(second.chars())) {
        return Some(true);
    }
    let (lower, last) = (small_letters(first), small_letters(second));
    // a second hyphen follows: state-of-the-art, no-longer-monopolistic
    if right.get(second.len()..).is_some_and(|rest| rest.starts_with('-')) && vocabulary.has(first.chars()) {
        return Some(true);
    }
    // re-election, pre-emptive, de-escalation
    if matches!(lower.as_str(), "re" | "pre" | "de") && last.starts_with('e') {
        return Some(true);
    }
    // regard-less is no compound, Moscow-initiated is one
    let is_first = COMPOUNDS.firsts.binary_search(&lower.as_str()).is_ok();
    if SUFFIXES.contains(&last.as_str()) && !is_first {
        return Some(false);
    }
    let is_word = |word: &str| word.chars().count() > 3 && vocabulary.has(word.chars());
    if first.starts_with(char::is_uppercase) && is_word(first) && (is_word(second) || last.chars().count() > 5) {
        return Some(true);
    }
    if COMPOUNDS.closed.binary_search(&format!("{lower}{last}").as_str()).is_ok() {
        return Some(false);
    }
    // long-er is no compound, long-term is one
    let is_remnant = is_remnant(&last);
    if !is_remnant && (is_first || (vocabulary.has(first.chars()) && COMPOUNDS.lasts.binary_search(&last.as_str()).is_ok())) {
        return Some(true);
    }
    if is_remnant || (is_stump(&lower) && !is_word(first)) {
        return Some(false);
    }
    // government-directed, water-carrying; but invest-igated
    let is_participle = last.chars().count() > 5
        && (last.ends_with("ed") || last.ends_with("ing"))
        && !last.starts_with(['a', 'e', 'i', 'o', 'u']);
    (is_participle && is_word(first)).then_some(true)
}

/// Pairs of consonants that English words begin with.
const ONSETS: &str = "bl br ch cl cr dr dw fl fr gh gl gn gr kn ph pl pr ps rh sc sh sk sl sm sn sp sq st sw th tr ts tw wh wr";

/// Whether no English word is this: it begins with consonants that none begins with, or is but a word's last letters.
fn is_remnant(word: &str) -> bool {
    let is_consonant = |c: char| c.is_ascii_lowercase() && !is_vowel(c);
    let mut chars = word.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return true };
    let pair = word.get(..2).unwrap_or_default();
    let is_foreign = is_consonant(first) && is_consonant(second) && !ONSETS.split(' ').any(|onset| onset == pair);
    let is_short = chars.next().is_none() && !matches!(word, "by" | "in" | "of" | "on" | "up" | "go" | "be");
    let is_ending = COMPOUNDS.remnants.binary_search(&word).is_ok();
    is_foreign || is_short || is_ending
}

/// Whether a first half is but the beginning of a word: it ends as few English words do, or has no vowel.
fn is_stump(word: &str) -> bool {
    word.ends_with(['a', 'i', 'u', 'v', 'j', 'q']) || !word.contains(|c: char| is_vowel(c) || !c.is_ascii())
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_lines() {
        let words = "the so manager of management and gas or water, a power-sharing deal; weapons of the state; control";
        let vocabulary = Vocabulary::new(words.lines());
        let cases = [
            ("the manage-", "ment of", "the management of"),
            ("a power-", "sharing deal", "a power-sharing deal"),
            ("a quasi-", "monopoly", "a quasi-monopoly"),
            ("gas-", "related", "gas-related"),
            ("an over-", "sight", "an oversight"),
            ("manager-", "directed", "manager-directed"),
            ("water-", "less", "waterless"),
            ("re-", "elected", "re-elected"),
            ("the Univer-", "sity", "the University"),
            ("nine-", "tenths", "nine-tenths"),
            ("twenty-", "one", "twenty-one"),
            ("nine-", "teen", "nineteen"),
            ("a kilowatt-", "hour", "a kilowatt-hour"),
            ("kilowatt-", "s", "kilowatts"),
            ("a short-", "age", "a shortage"),
            ("a long-", "er way", "a longer way"),
            ("a long-", "term plan", "a long-term plan"),
            ("a would-", "be ally", "a would-be ally"),
            ("the so-", "called", "the so-called"),
            ("the so-", "cial question", "the social question"),
            ("oil- and gas-", "and water-related", "oil- and gas- and water-related"),
            ("EU–", "Russia", "EU–Russia"),
            ("networks –", "or", "networks – or"),
            ("coope\u{ad}", "ration", "cooperation"),
            ("coope¬", "ration", "cooperation"),
            ("post-", "11 September", "post-11 September"),
            ("Anti-", "Terror", "Anti-Terror"),
            ("and/", "or", "and/or"),
            ("plain", "text", "plain text"),
        ];
        for (left, right, expected) in cases {
            let join = join(left, right, RepairKind::LineJoin, &vocabulary);
            let kept = &left[..left.len() - join.dropped];
            assert_eq!(format!("{kept}{}{right}", join.glue), expected);
        }
    }

    #[test]
    fn the_file_of_compounds_is_sorted() {
        for list in [&COMPOUNDS.firsts, &COMPOUNDS.lasts, &COMPOUNDS.closed, &COMPOUNDS.remnants] {
            assert!(list.is_sorted() && !list.is_empty());
            assert!(list.iter().all(|word| !word.is_empty() && word.chars().all(char::is_lowercase)), "{list:?}");
        }
    }
}
