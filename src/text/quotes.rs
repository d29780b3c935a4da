//! Quotations inside a text.

use super::Span;
use super::words::is_word_char;

/// The quotations of a text, with their marks, in order of their starts: `“…”`, `‘…’`, `"…"`, `'…'`, `«…»`.
///
/// `’` and `'` close a quotation where no letter follows and one is open; else they are apostrophes. A mark without its partner
/// counts for nothing.
pub fn quotations(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    // of each kind, where the last one opened
    let mut open: [Option<usize>; 5] = [None; 5];
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, after)| after);
        let may_open = !is_word_char(before) && !after.is_whitespace();
        let may_close = !before.is_whitespace() && !is_word_char(after);
        let (kind, opens, closes) = match c {
            '“' | '„' => (0, true, false),
            '”' => (0, false, true),
            '‘' => (1, true, false),
            '’' => (1, false, may_close),
            '"' => (2, open[2].is_none() && may_open, may_close),
            '\'' => (3, open[3].is_none() && may_open && is_word_char(after), may_close),
            '«' => (4, true, false),
            '»' => (4, false, true),
            _ => {
                before = c;
                continue;
            }
        };
        before = c;
        if opens {
            open[kind] = Some(at);
        } else if let Some(start) = open[kind].filter(|_| closes) {
            spans.push(Span::new(start, at + c.len_utf8()));
            open[kind] = None;
        }
    }
    spans.sort_unstable();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_marks() {
        let cases = [
            ("the ‘civilised divorce’, not Russia’s", vec!["‘civilised divorce’"]),
            ("the states’ wishes and ‘civil society’.", vec!["‘civil society’"]),
            ("“South Anti-Terror”, he said, ‘and “more” of it’", vec!["“South Anti-Terror”", "‘and “more” of it’", "“more”"]),
            ("a \"plain\" one, 5\" wide", vec!["\"plain\""]),
            ("'so-called' and don't", vec!["'so-called'"]),
            ("‘Russia’s ‘south’", vec!["‘south’"]),
            ("left open “for ever", vec![]),
            ("", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(quotations(text).iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
