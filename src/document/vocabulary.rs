//! The words of a document, for what its own spelling can decide.

use crate::text::small_letter;

/// The words of a document, as hashes of their lower-case forms: plain words, and compounds with their hyphen.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    hashes: Vec<u64>,
    /// Whether words are broken at lines' ends: some are that stand elsewhere in one.
    breaks_words: bool,
}

/// How many lines of a short text may end in the hyphens of compounds.
const MOST_COMPOUNDS: u32 = 2;
/// One line in so many that ends in a hyphen is more than compounds make.
const FEWEST_LINES: u32 = 45;

impl Vocabulary {
    /// Takes in the words of each line; those that the line's end cuts are left out.
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut vocabulary = Self { hashes: Vec::new(), breaks_words: false };
        let mut is_cut = false;
        for line in lines.clone() {
            let whole = line.strip_suffix(is_break);
            let end = whole.map_or(line, |body| body.trim_end_matches(is_part));
            vocabulary.take(if is_cut { end.trim_start_matches(is_part) } else { end });
            is_cut = whole.is_some();
        }
        vocabulary.hashes.sort_unstable();
        vocabulary.hashes.dedup();
        let (mut broken, mut compounds, mut ends, mut all) = (0_u32, 0_u32, 0_u32, 0_u32);
        for (line, next) in lines.clone().zip(lines.skip(1)) {
            all += 1;
            let Some(body) = line.strip_suffix(is_break) else { continue };
            let first = body.get(body.trim_end_matches(char::is_alphabetic).len()..).unwrap_or_default();
            let second = next.get(..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())).unwrap_or_default();
            if first.is_empty() || second.is_empty() {
                continue;
            }
            ends += u32::from(next.starts_with(char::is_lowercase));
            broken += u32::from(line.ends_with(['\u{ad}', '¬']) || vocabulary.has(first.chars().chain(second.chars())));
            compounds += u32::from(vocabulary.has(first.chars().chain(Some('-')).chain(second.chars())));
        }
        // of lines that break no words, one in 130 or so ends in a compound's own hyphen
        let is_many = ends > MOST_COMPOUNDS && ends.saturating_mul(FEWEST_LINES) > all;
        vocabulary.breaks_words = broken > compounds || (is_many && broken + 2 > compounds);
        vocabulary
    }

    /// Whether the document breaks words at lines' ends, as far as its own spelling shows it.
    pub(super) fn breaks_words(&self) -> bool {
        self.breaks_words
    }

    fn take(&mut self, text: &str) {
        for compound in text.split(|c: char| !is_part(c)) {
            let compound = compound.trim_matches(is_hyphen);
            if compound.is_empty() {
                continue;
            }
            self.hashes.push(hash(compound.chars()));
            if compound.contains(is_hyphen) {
                // short parts of compounds (re, co) are no words
                let parts = compound.split(is_hyphen).filter(|part| part.chars().count() > 3);
                self.hashes.extend(parts.map(|part| hash(part.chars())));
            }
        }
    }

    /// Whether the word occurs.
    pub(super) fn has(&self, word: impl Iterator<Item = char>) -> bool {
        self.hashes.binary_search(&hash(word)).is_ok()
    }
}

/// What a word may be broken with at a line's end.
fn is_break(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}' | '¬')
}

fn is_part(c: char) -> bool {
    c.is_alphabetic() || is_hyphen(c) || c == '\u{ad}'
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// FNV-1a over the lower-case letters; all hyphens are one, soft ones nothing, and ligatures what they stand for.
pub(super) fn hash(word: impl Iterator<Item = char>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |c: char| hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    for c in word {
        if c.is_ascii() {
            take(c.to_ascii_lowercase());
            continue;
        }
        match small_letter(c) {
            '\u{ad}' => {}
            c if is_hyphen(c) => take('-'),
            c => match super::weave::ligature(c) {
                Some(letters) => letters.chars().for_each(&mut take),
                None => take(c),
            },
        }
    }
    hash
}
