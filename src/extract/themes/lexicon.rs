//! Weighted words and phrases, and where a text has them.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::extract::entities::hash::{NumberMap, word_key};
use crate::text::{Span, small_letters};

/// Where an entry stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The theme's position in the file.
    pub theme: usize,
    /// The entry's position in the file.
    pub entry: usize,
    /// The entry's weight.
    pub weight: u8,
    /// The bytes of the text.
    pub span: Span,
}

/// An entry: its words after the first, and what it speaks of; no theme for a set phrase that speaks of none.
#[derive(Clone, Debug)]
struct Entry {
    number: usize,
    rest: Vec<usize>,
    theme: Option<usize>,
    weight: u8,
}

/// All entries of all themes, by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    /// Every form that an entry asks for: `=` and the form as it stands, `~` and the form in lower case, or a stem.
    symbols: HashMap<String, usize>,
    /// The entries that begin with a symbol, longest first.
    entries: HashMap<usize, Vec<Entry>>,
    /// How many entries there are.
    count: usize,
}

/// A word of a text, with the symbols it answers to.
struct Word {
    span: Span,
    symbols: [Option<usize>; 3],
    /// Whether it can stand in one phrase with the word before it.
    joined: bool,
}

impl Lexicon {
    /// Adds an entry as the file spells it.
    ///
    /// # Errors
    /// In words, where it has no word or says no more than another entry of the theme.
    pub fn add(&mut self, stemmer: &Stemmer, spelled: &str, theme: Option<usize>, weight: u8) -> Result<(), String> {
        let mut symbols = Vec::new();
        for part in spelled.split([' ', '-', '–', '/']) {
            let (exact, part) = part.strip_prefix('=').map_or((false, part), |form| (true, form));
            for (span, _) in words(part) {
                let word = span.of(part);
                let key = if exact {
                    format!("~{}", small_letters(word))
                } else if word.chars().any(char::is_uppercase) {
                    format!("={word}")
                } else {
                    stem(stemmer, word)
                };
                let next = self.symbols.len();
                symbols.push(*self.symbols.entry(key).or_insert(next));
            }
        }
        let (first, rest) = symbols.split_first().ok_or_else(|| format!("the entry {spelled:?} has no word"))?;
        let same_start = self.entries.entry(*first).or_default();
        if same_start.iter().any(|entry| entry.theme == theme && entry.rest == rest) {
            return Err(format!("the entry {spelled:?} says no more than another of its theme"));
        }
        let at = same_start.partition_point(|entry| entry.rest.len() >= rest.len());
        same_start.insert(at, Entry { number: self.count, rest: rest.to_vec(), theme, weight });
        self.count += 1;
        Ok(())
    }

    /// Every entry in `text`, in reading order; a longer one hides the shorter ones inside it. `known` keeps what each word answers to.
    pub fn hits(&self, text: &str, known: &mut Known) -> Vec<Hit> {
        let words = self.words(text, known);
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.hits_at(rest, &mut hits).max(1);
        }
        hits
    }

    /// The longest entries at the first of `words`; returns how many words they take.
    fn hits_at(&self, words: &[Word], hits: &mut Vec<Hit>) -> usize {
        let Some((first, after)) = words.split_first() else {
            return 0;
        };
        let mut taken = 0;
        for entry in first.symbols.iter().flatten().filter_map(|symbol| self.entries.get(symbol)).flatten() {
            let length = entry.rest.len();
            if length + 1 < taken || length > after.len() {
                continue;
            }
            let fits = |(word, symbol): (&Word, &usize)| word.joined && word.symbols.contains(&Some(*symbol));
            if !after.iter().zip(&entry.rest).all(fits) {
                continue;
            }
            if length + 1 > taken {
                taken = length + 1;
                hits.truncate(hits.partition_point(|hit| hit.span.start < first.span.start));
            }
            let end = words.get(length).map_or(first.span.end, |word| word.span.end);
            if let Some(theme) = entry.theme {
                hits.push(Hit { theme, entry: entry.number, weight: entry.weight, span: Span::new(first.span.start, end) });
            }
        }
        taken
    }

    fn words(&self, text: &str, known: &mut Known) -> Vec<Word> {
        let stemmer = stemmer();
        let symbol = |key: String| self.symbols.get(&key).copied();
        words(text)
            .map(|(span, joined)| {
                let word = span.of(text);
                let find =
                    || [symbol(format!("={word}")), symbol(format!("~{}", small_letters(word))), symbol(stem(&stemmer, word))];
                let symbols = *known.0.entry(word_key(word)).or_insert_with(find);
                Word { span, symbols, joined }
            })
            .collect()
    }
}

/// The symbols that words answered to so far, by their hashes: a text has each of its words many times.
#[derive(Debug, Default)]
pub(super) struct Known(NumberMap<u64, [Option<usize>; 3]>);

/// Snowball's English stemmer.
pub(super) fn stemmer() -> Stemmer {
    Stemmer::create(Algorithm::English)
}

/// The stem under which British and American spellings of a word meet.
fn stem(stemmer: &Stemmer, word: &str) -> String {
    let mut lower = small_letters(word);
    if lower.len() > 4 {
        lower = lower.replace("iz", "is").replace("our", "or");
    }
    stemmer.stem(&lower).into_owned()
}

/// The words of a text, each with whether only a blank, a hyphen, a stroke or an apostrophe parts it from the one before it.
/// A possessive s is no word.
fn words(text: &str) -> impl Iterator<Item = (Span, bool)> {
    let mut from = 0;
    let mut last: Option<usize> = None;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..)?;
            let start = from + rest.find(char::is_alphanumeric)?;
            let word = text.get(start..)?;
            let end = start + word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
            from = end;
            let between = last.and_then(|last| text.get(last..start)).unwrap_or("|");
            if matches!(text.get(start..end), Some("s")) && matches!(between, "'" | "’") {
                last = Some(end);
                continue;
            }
            // a point joins only initials: the U.S.
            let joined =
                between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '‑' | '/' | '\'' | '’')) || between == ".";
            last = Some(end);
            return Some((Span::new(start, end), joined));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(entries: &[(&str, usize)], text: &str) -> Vec<(String, usize)> {
        let mut lexicon = Lexicon::default();
        for &(entry, theme) in entries {
            lexicon.add(&stemmer(), entry, (theme > 0).then_some(theme), 1).expect(entry);
        }
        lexicon.hits(text, &mut Known::default()).iter().map(|hit| (hit.span.of(text).to_owned(), hit.theme)).collect()
    }

    #[test]
    fn entries_match_as_the_file_promises() {
        type Entries = &'static [(&'static str, usize)];
        let cases: &[(Entries, &str, &str)] = &[
            (&[("militarise", 1)], "Militarization and militarised zones", "Militarization1 militarised1"),
            (&[("US", 1)], "They told us of the US and the U.S.", "US1"),
            (&[("U.S.", 1)], "the U.S. and the US", "U.S1"),
            (&[("=arms", 1)], "Arms in his arm", "Arms1"),
            (
                &[("military-industrial complex", 1), ("industry", 2)],
                "a military–industrial complex of industries",
                "military–industrial complex1 industries2",
            ),
            (&[("power", 1), ("in power", 0)], "Powers in power", "Powers1"),
            (&[("oil", 1), ("oil", 2)], "oil", "oil1 oil2"),
            (&[("border guard", 1), ("border", 2)], "the border. Guards, the border, guards", "border2 border2"),
            (&[("china", 1)], "China’s", "China1"),
            (&[("coup d’état", 1)], "a coup d'état", "coup d'état1"),
        ];
        for (entries, text, want) in cases {
            let got: Vec<_> = found(entries, text).iter().map(|(word, theme)| format!("{word}{theme}")).collect();
            assert_eq!(got.join(" "), *want, "{text}");
        }
    }
}
