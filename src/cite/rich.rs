//! A text with the stretches that are set in italics: what goes into a clipboard as plain text and as HTML.

use crate::text::Span;

/// A text of a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// The text. Paragraphs are parted by a blank line.
    pub text: String,
    /// Bytes of it that are set in italics, in order.
    pub italics: Vec<Span>,
    /// Bytes of it that are a block quotation, which is indented; at most one.
    pub block: Option<Span>,
}

impl Rich {
    /// A plain text.
    pub(super) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// A text in italics.
    pub(super) fn italic(text: &str) -> Self {
        let mut rich = Self::default();
        rich.push_italic(text);
        rich
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn push_italic(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        if !text.is_empty() {
            self.italics.push(Span::new(start, self.text.len()));
        }
    }

    pub(super) fn push_rich(&mut self, other: &Self) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        let moved = |span: &Span| Span::new(span.start + by, span.end + by);
        self.italics.extend(other.italics.iter().map(moved));
        self.block = self.block.or(other.block.as_ref().map(moved));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Ends a sentence: a full stop, where there is no mark that ends one yet.
    pub(super) fn stop(&mut self) {
        let ended = self.text.trim_end_matches(['”', '’', '"', '\'', ')']).ends_with(['.', '?', '!', '…']);
        // a bracket closes what is inside: the sentence goes on behind it
        if !self.text.is_empty() && (!ended || self.text.ends_with(')')) {
            self.text.push('.');
        }
    }

    /// Ends a sentence and begins another.
    pub(super) fn next(&mut self) {
        self.stop();
        if !self.text.is_empty() {
            self.text.push(' ');
        }
    }

    /// The text as HTML: `<i>` for italics, `<p>` for paragraphs where there are several, `<blockquote>` for a block quotation.
    pub fn to_html(&self) -> String {
        let mut out = String::with_capacity(self.text.len() + 32);
        let several = self.block.is_some() || self.text.contains("\n\n");
        let mut at = 0;
        for paragraph in self.text.split("\n\n") {
            let end = at + paragraph.len();
            let begins_block = self.block.is_some_and(|block| block.start == at);
            let ends_block = self.block.is_some_and(|block| block.end == end);
            out.push_str(if begins_block { "<blockquote>" } else { "" });
            out.push_str(if several { "<p>" } else { "" });
            self.push_html(&mut out, Span::new(at, end));
            out.push_str(if several { "</p>" } else { "" });
            out.push_str(if ends_block { "</blockquote>" } else { "" });
            at = end + 2;
        }
        out
    }

    fn push_html(&self, out: &mut String, span: Span) {
        let mut at = span.start;
        for italic in self.italics.iter().filter(|italic| span.contains(**italic)) {
            escape(out, Span::new(at, italic.start).of(&self.text));
            out.push_str("<i>");
            escape(out, italic.of(&self.text));
            out.push_str("</i>");
            at = italic.end;
        }
        escape(out, Span::new(at, span.end).of(&self.text));
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html() {
        let mut rich = Rich::plain("A & ");
        rich.push_italic("B <C>");
        rich.stop();
        rich.stop();
        assert_eq!(rich.to_html(), "A &amp; <i>B &lt;C&gt;</i>.");
        let mut quote = Rich::plain("One.\n\nTwo.");
        quote.block = Some(Span::new(0, quote.text.len()));
        quote.push("\n\nThree.");
        assert_eq!(quote.to_html(), "<blockquote><p>One.</p><p>Two.</p></blockquote><p>Three.</p>");
    }

    #[test]
    fn a_sentence_ends_once() {
        for (text, want) in [("A", "A."), ("A.", "A."), ("A?", "A?"), ("A?”", "A?”"), ("A (B.)", "A (B.)."), ("", "")] {
            let mut rich = Rich::plain(text);
            rich.stop();
            assert_eq!(rich.text, want, "{text}");
        }
    }
}
