//! Words: runs of letters and digits.

use super::Span;

/// A word's place in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes.
    pub span: Span,
}

impl Word {
    /// The word as it stands in `text`, the text that it was taken from.
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// The words of a text, in order: runs of letters, digits and combining marks, with apostrophes between two of them (`Moscow’s`),
/// and with points and commas between two digits (`4.6`, `3,000`). Hyphens and dashes part words. Nothing is allocated.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// How many words a text has.
pub fn word_count(text: &str) -> usize {
    words(text).count()
}

/// What [`words`] returns.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

/// Whether a character belongs to a word wherever it stands.
pub fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether a word goes on over `sign`, which stands between `before` and `after`.
fn bridges(before: char, sign: char, after: char) -> bool {
    match sign {
        '\'' | '’' | '\u{2bc}' => is_word_char(after),
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        // most text is ASCII: its bytes tell where a word begins, and mostly where it ends
        let bytes = self.text.as_bytes();
        let ascii = |from: usize, wanted: bool| {
            let ends = |byte: &u8| byte.is_ascii_alphanumeric() != wanted || !byte.is_ascii();
            bytes.get(from..).unwrap_or_default().iter().position(ends).map_or(bytes.len(), |length| from + length)
        };
        let from = ascii(self.at, false);
        let start = from + self.text.get(from..)?.find(is_word_char)?;
        let end = ascii(start, true);
        if end > start && bytes.get(end).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'\'' | b'.' | b',')) {
            self.at = end;
            return Some(Word { span: Span::new(start, end) });
        }
        let mut chars = self.text.get(start..)?.char_indices().peekable();
        let (mut end, mut before) = (start, ' ');
        while let Some((at, c)) = chars.next() {
            if is_word_char(c) {
                end = start + at + c.len_utf8();
                before = c;
            } else if !chars.peek().is_some_and(|&(_, after)| bridges(before, c, after)) {
                break;
            }
        }
        self.at = end;
        Some(Word { span: Span::new(start, end) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_words() {
        let cases = [
            ("Moscow’s 3,000 men.", vec!["Moscow’s", "3,000", "men"]),
            ("the others’ 4.6% (2000–08)", vec!["the", "others", "4.6", "2000", "08"]),
            ("anti-terror, e.g. U.S.", vec!["anti", "terror", "e", "g", "U", "S"]),
            ("‘Rubezh’ don't", vec!["Rubezh", "don't"]),
            ("1,2,x,3", vec!["1,2", "x", "3"]),
            ("Cafe\u{301} km² — ", vec!["Cafe\u{301}", "km²"]),
            ("", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text).map(|word| word.of(text)).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
