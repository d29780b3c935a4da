//! A text as the words that a search can find, in one pass.
//!
//! A word is a run of letters and digits. Apostrophes inside it are no letters (`Qur’an` = `Quran`), a possessive ending is not part
//! of it, a hyphen or dash parts words but the joined form counts too (`hand-off` is `hand`, `off` and `handoff`), thousands may be
//! set off (`7,000` = `7000`), abbreviations may have points (`U.S.` = `US`).

use super::fold::{is_apostrophe, is_hyphen, is_ignorable, push_folded};
use crate::text::Span;

/// Longest word kept whole, in bytes of its folded form; the rest of a longer one is dropped.
const LONGEST: usize = 64;

/// One word of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Its bytes in the text.
    pub span: Span,
    /// Its letters, in the buffer of [`Words`].
    letters: (u32, u32),
    /// What parts it from the next word.
    pub after: Gap,
    /// How it is written.
    pub case: Case,
}

/// What stands between a word and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing but one hyphen or dash.
    Hyphen,
    /// Blanks only.
    Blank,
    /// Anything else, or the end of the text.
    Other,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// All capitals, two letters or more.
    Capitals,
    /// A capital first.
    Capital,
    /// Anything else.
    Small,
}

/// The words of a text. Reuse one for many texts: it keeps its memory.
#[derive(Default)]
pub(crate) struct Words {
    list: Vec<Word>,
    letters: String,
}

impl Words {
    /// The words of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Word, &str)> {
        self.list.iter().map(|word| (word, self.letters_of(word)))
    }

    /// The word at a place in the order.
    pub(crate) fn get(&self, at: usize) -> Option<&Word> {
        self.list.get(at)
    }

    /// The folded letters of the word at a place in the order; empty past the end.
    pub(crate) fn letters(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| self.letters_of(word))
    }

    fn letters_of(&self, word: &Word) -> &str {
        self.letters.get(word.letters.0 as usize..word.letters.1 as usize).unwrap_or_default()
    }

    /// Forgets what it held and reads `text`.
    pub(crate) fn read(&mut self, text: &str) {
        self.list.clear();
        self.letters.clear();
        let mut rest = text;
        loop {
            let at = text.len() - rest.len();
            let Some(skipped) = rest.find(|c: char| c.is_alphanumeric()) else {
                break;
            };
            let (gap, from) = rest.split_at(skipped);
            if let Some(last) = self.list.last_mut() {
                let mut chars = gap.chars();
                last.after = match (chars.next(), chars.next()) {
                    (Some(c), None) if is_hyphen(c) => Gap::Hyphen,
                    _ if gap.chars().all(char::is_whitespace) => Gap::Blank,
                    _ => Gap::Other,
                };
            }
            let start = at + skipped;
            let (length, skip) = self.read_word(from, start);
            rest = from.get(length + skip..).unwrap_or_default();
        }
    }

    /// Reads the word that `from` begins with; gives its length and how many bytes after it to skip (a possessive ending).
    fn read_word(&mut self, from: &str, start: usize) -> (usize, usize) {
        let first = self.letters.len();
        let mut end = 0;
        let mut skip = 0;
        let (mut letters, mut capitals, mut digits) = (0u32, 0u32, 0u32);
        let mut leading_capital = false;
        for (at, c) in from.char_indices() {
            let after = at + c.len_utf8();
            if c.is_alphanumeric() {
                if self.letters.len() - first < LONGEST {
                    push_folded(&mut self.letters, c);
                }
                if c.is_ascii_digit() {
                    digits += 1;
                } else {
                    leading_capital |= letters + digits == 0 && c.is_uppercase();
                    letters += 1;
                    capitals += u32::from(c.is_uppercase());
                }
                end = after;
            } else if is_ignorable(c) {
                // kept inside a word, dropped at its end
            } else if is_apostrophe(c) {
                let mut next = from.get(after..).unwrap_or_default().chars();
                match (next.next(), next.next()) {
                    (Some('s' | 'S'), second) if !second.is_some_and(char::is_alphanumeric) => {
                        skip = after + 1 - end;
                        break;
                    }
                    (Some(second), _) if second.is_alphanumeric() => {}
                    _ => break,
                }
            } else if c == '.' && digits == 0 && letters == 1 || c == '.' && self.letters.ends_with('.') {
                // U.S. and U.S.S.R.: one letter, a point, one letter, a point …
                match abbreviation(from) {
                    Some((length, text)) => {
                        self.letters.truncate(first);
                        for letter in text {
                            push_folded(&mut self.letters, letter);
                            letters += 1;
                            capitals += u32::from(letter.is_uppercase());
                        }
                        letters -= 1;
                        capitals -= u32::from(leading_capital);
                        end = length;
                        break;
                    }
                    None => break,
                }
            } else if digits > 0 && letters == 0 {
                let next = from.get(after..).unwrap_or_default().as_bytes();
                let run = next.iter().take_while(|b| b.is_ascii_digit()).count();
                match c {
                    ',' | '\u{a0}' | '\u{2009}' | '\u{202f}' if run == 3 => {}
                    '.' if run > 0 => self.letters.push('.'),
                    _ => break,
                }
            } else {
                break;
            }
        }
        let case = if capitals > 1 && capitals == letters {
            Case::Capitals
        } else if leading_capital {
            Case::Capital
        } else {
            Case::Small
        };
        self.list.push(Word {
            span: Span::new(start, start + end),
            letters: (first as u32, self.letters.len() as u32),
            after: Gap::Other,
            case,
        });
        (end, skip)
    }
}

/// The letters of an abbreviation with points that `text` begins with, and its length in bytes, the last point left out.
fn abbreviation(text: &str) -> Option<(usize, Vec<char>)> {
    let mut letters = Vec::new();
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !c.is_alphabetic() || letters.len() > 8 {
            break;
        }
        match chars.peek() {
            Some(&(_, '.')) => {
                letters.push(c);
                end = at + c.len_utf8();
                chars.next();
            }
            // a whole word follows the points ("J.Smith"): no abbreviation; "U.S.A" may end without one
            Some(&(_, next)) if next.is_alphanumeric() => return None,
            _ if !letters.is_empty() => {
                letters.push(c);
                end = at + c.len_utf8();
                break;
            }
            _ => break,
        }
    }
    (letters.len() > 1).then_some((end, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_they_fold_to() {
        for (text, expected) in [
            ("Russia’s new strongman", "russia new strongman"),
            ("the states' gas", "the states gas"),
            ("Qur’an, O'Brien", "quran obrien"),
            ("7,000 km; 1,250,000", "7000 km 1250000"),
            ("7\u{a0}000 km", "7000 km"),
            ("1990, 123", "1990 123"),
            ("4.23 million. 5", "4.23 million 5"),
            ("the U.S. and the U.S.S.R. today", "the us and the ussr today"),
            ("e.g. this", "eg this"),
            ("J. Smith", "j smith"),
            ("military-industrial", "military industrial"),
            ("co\u{ad}operation", "cooperation"),
            ("Aš-Šarq 🚀 مرحبا", "as sarq مرحبا"),
            ("$2bn 19th 1990s", "2bn 19th 1990s"),
            ("", ""),
        ] {
            let words = Words::of(text);
            let folded: Vec<&str> = words.iter().map(|(_, letters)| letters).collect();
            assert_eq!(folded.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn spans_leave_out_the_possessive() {
        let text = "Russia’s U.S. base";
        let words = Words::of(text);
        let slices: Vec<&str> = words.iter().map(|(word, _)| word.span.of(text)).collect();
        assert_eq!(slices, ["Russia", "U.S", "base"]);
        assert_eq!(words.get(1).map(|word| word.case), Some(Case::Capitals));
    }
}
