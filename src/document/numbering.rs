//! The numbers before headings: `2`, `2.1`, `IV.`, `Chapter 3`.

/// A heading's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its parts: 2 and 1 for `2.1`.
    parts: Vec<u32>,
    /// How it is written.
    style: Style,
    /// The bytes of the number itself, without the punctuation after it.
    pub(super) length: usize,
    /// The bytes up to the heading's text.
    pub(super) lead: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `2.1`
    Figures,
    /// `2.` or `2`
    Figure,
    /// `IV.`
    Roman,
    /// `B.`
    Letter,
    /// `II.1`, `B.2`: the last heading with that sign above, and a figure below it
    Mixed,
    /// `Chapter 3`, `Annex A`
    Word,
}

impl Number {
    /// The number at the start of a heading's text.
    pub(super) fn read(text: &str) -> Option<Self> {
        Self::word(text).or_else(|| Self::plain(text))
    }

    fn plain(text: &str) -> Option<Self> {
        let token = text.split([' ', '\t', '\u{a0}', '\u{2003}', '\u{2002}']).next()?;
        let bare = token.trim_end_matches(['.', ')', ':']);
        let rest = text.get(token.len()..)?.trim_start();
        if rest.is_empty() || bare.is_empty() || bare.len() > 12 {
            return None;
        }
        let lead = text.len() - rest.len();
        let is_closed = bare.len() < token.len();
        let figures: Option<Vec<u32>> = bare.split('.').map(|part| part.parse().ok().filter(|_| part.len() <= 2)).collect();
        if let Some(mut parts) = figures {
            // "2.0" is 2
            let is_whole = parts.len() == 2 && parts.last() == Some(&0);
            if is_whole {
                parts.pop();
                return Some(Self { parts, style: Style::Figures, length: bare.len(), lead });
            }
            let style = if parts.len() > 1 { Style::Figures } else { Style::Figure };
            return Some(Self { parts, style, length: bare.len(), lead });
        }
        if let Some((above, below)) = bare.split_once('.') {
            let below = below.parse().ok().filter(|&below: &u32| (1..100).contains(&below))?;
            let above = capital_roman(above).or_else(|| capital_letter(above))?;
            return Some(Self { parts: vec![above, below], style: Style::Mixed, length: bare.len(), lead });
        }
        if !is_closed {
            return None;
        }
        if let Some(rank) = capital_roman(bare) {
            return Some(Self { parts: vec![rank], style: Style::Roman, length: bare.len(), lead });
        }
        Some(Self { parts: vec![capital_letter(bare)?], style: Style::Letter, length: 1, lead })
    }

    fn word(text: &str) -> Option<Self> {
        let word = text.split(' ').next()?;
        if !["annex", "appendix", "chapter", "part", "section"].iter().any(|other| word.eq_ignore_ascii_case(other)) {
            return None;
        }
        let after = text.get(word.len() + 1..)?;
        let token = after.split(' ').next()?;
        let bare = token.trim_end_matches(['.', ':', '–', '—']);
        let figure = bare.parse().ok().filter(|_| bare.len() <= 2);
        let rank = figure.or_else(|| capital_roman(bare)).or_else(|| capital_letter(bare))?;
        let rest = after.get(token.len()..)?.trim_start_matches([' ', ':', '–', '—', '-', '.', '|']);
        (!rest.is_empty()).then_some(())?;
        Some(Self { parts: vec![rank], style: Style::Word, length: word.len() + 1 + bare.len(), lead: text.len() - rest.len() })
    }

    /// Its depth: 2 for `2.1`.
    pub(super) fn depth(&self) -> u8 {
        let last_is_zero = self.parts.len() > 1 && self.parts.last() == Some(&0);
        u8::try_from(self.parts.len() - usize::from(last_is_zero)).unwrap_or(u8::MAX)
    }

    /// Whether it is a letter, which mostly counts below roman numerals.
    pub(super) fn is_letter(&self) -> bool {
        self.style == Style::Letter
    }

    /// Whether it is a roman numeral.
    pub(super) fn is_roman(&self) -> bool {
        self.style == Style::Roman
    }

    /// Whether it has several parts, or a word before it: then nobody takes it for a list item's.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.style, Style::Figures | Style::Mixed | Style::Word)
    }
}

/// The numbers that headings have had so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    /// The last number in figures.
    figures: Vec<u32>,
    /// The last roman numeral, letter, and word's number.
    roman: u32,
    letter: u32,
    word: u32,
    /// The last figure below a roman numeral or a letter, as in `II.1`.
    below: u32,
    /// Whether a letter came after the last figure: then figures may begin anew.
    is_lettered: bool,
}

impl Count {
    /// Whether `number` is what comes next, or opens what is below the last one.
    pub(super) fn expects(&self, number: &Number) -> bool {
        let Some((&last, above)) = number.parts.split_last() else { return false };
        match number.style {
            Style::Figures | Style::Figure => {
                let before = self.figures.get(..above.len());
                match self.figures.get(above.len()) {
                    // one may have been missed
                    Some(&other) if before == Some(above) => {
                        last == other + 1 || last == other + 2 || above.is_empty() && self.is_lettered && last == 1
                    }
                    None if above.is_empty() => last <= 2,
                    None if before == Some(above) => last <= 1,
                    // 3.1 where the heading 3 itself has no text of its own, or was not seen
                    _ => {
                        last == 1 && above.len() == 1 && above.first() == Some(&(self.figures.first().copied().unwrap_or(0) + 1))
                    }
                }
            }
            Style::Mixed => {
                above.first().is_some_and(|above| [self.roman, self.letter].contains(above)) && last == self.below + 1
            }
            Style::Roman => last == self.roman + 1,
            Style::Letter => last == self.letter + 1 || last == 1,
            Style::Word => last == self.word + 1 || last == 1,
        }
    }

    /// Takes a heading's number.
    pub(super) fn take(&mut self, number: &Number) {
        let last = number.parts.last().copied().unwrap_or(0);
        match number.style {
            Style::Figures | Style::Figure => (self.figures, self.is_lettered) = (number.parts.clone(), false),
            Style::Roman => (self.roman, self.letter, self.below) = (last, 0, 0),
            Style::Letter => (self.letter, self.below, self.is_lettered) = (last, 0, true),
            Style::Mixed => self.below = last,
            Style::Word => self.word = last,
        }
    }
}

/// The rank of a capital letter that stands alone: 2 for `B`.
fn capital_letter(token: &str) -> Option<u32> {
    let letter = token.bytes().next().filter(|byte| token.len() == 1 && byte.is_ascii_uppercase())?;
    Some(u32::from(letter - b'A') + 1)
}

/// A roman numeral in capitals, up to 39.
fn capital_roman(token: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = token.trim_start_matches('X');
    let tens = token.len() - ones.len();
    let ones = ONES.iter().position(|other| *other == ones)?;
    u32::try_from(tens * 10 + ones).ok().filter(|&rank| rank > 0 && tens <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        let cases = [
            ("2.1 Water", Some(("2.1", "Water", 2))),
            ("2. Water", Some(("2", "Water", 1))),
            ("2.0 Water", Some(("2.0", "Water", 1))),
            ("2 Water", Some(("2", "Water", 1))),
            ("IV. Water", Some(("IV", "Water", 1))),
            ("B. Water", Some(("B", "Water", 1))),
            ("II.1 Water", Some(("II.1", "Water", 2))),
            ("B.2. Water", Some(("B.2", "Water", 2))),
            ("U.S. Water", None),
            ("Chapter 3: Water", Some(("Chapter 3", "Water", 1))),
            ("Annex A – Water", Some(("Annex A", "Water", 1))),
            ("Part of the water", None),
            ("I think so", None),
            ("2005 was dry", None),
            ("Water", None),
        ];
        for (text, expected) in cases {
            let number = Number::read(text);
            let seen = number.as_ref().map(|number| (&text[..number.length], &text[number.lead..], number.depth()));
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn numbers_come_in_order() {
        for cases in [
            &[
                ("1 A", true),
                ("1.1 B", true),
                ("1.4 C", false),
                ("1.2 C", true),
                ("4 D", false),
                ("2 D", true),
                ("3.1 E", true),
                ("4.0 F", true),
            ][..],
            &[
                ("I. A", true),
                ("II. B", true),
                ("II.1 C", true),
                ("II.3 D", false),
                ("II.2 D", true),
                ("III. E", true),
                ("III.1 F", true),
            ],
            &[("A. A", true), ("1. B", true), ("2. C", true), ("1. D", false), ("B. D", true), ("1. E", true), ("1. F", false)],
        ] {
            let mut count = Count::default();
            for &(text, expected) in cases {
                let number = Number::read(text).expect(text);
                assert_eq!(count.expects(&number), expected, "{text}");
                if expected {
                    count.take(&number);
                }
            }
        }
    }
}
