//! A passage quoted and cited: in quotation marks, or set off where it is long.

use super::locator::{Shorten, range};
use super::rich::Rich;
use super::{Locator, Style, Work, citation, entry};
use crate::text::{Span, quotations};

/// Words from which APA sets a quotation off.
const APA_BLOCK: usize = 40;
/// Words from which Chicago does.
const CHICAGO_BLOCK: usize = 100;
/// Characters of four lines of a typed page, beyond which MLA does; an estimate, since the manual counts lines.
const MLA_BLOCK: usize = 4 * 85;

/// A passage with its citation and, beneath it, the paper's entry; in the style of notes, with the note alone, which says as much.
///
/// Takes the words of the passage, a blank line or a line's end between two paragraphs. Outer quotation marks inside them become inner
/// ones, unless the passage is set off, which it is by its length or where it has several paragraphs. What none of this says of where the
/// passage stands follows on a line of its own: its paragraph, and the address that leads there.
pub fn quotation(style: Style, work: &Work, locator: &Locator, quoted: &str) -> Rich {
    let paragraphs: Vec<String> = quoted
        .split(['\n', '\r'])
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    let cited = citation(style, work, locator);
    let mut out = Rich::default();
    let in_brackets = style != Style::Chicago;
    let whole = paragraphs.join(" ");
    if paragraphs.is_empty() {
        out.push_rich(&cited);
    } else if paragraphs.len() > 1 || is_long(style, &whole) {
        out.push(&paragraphs.join("\n\n"));
        if in_brackets {
            out.push(" ");
            out.push_rich(&cited);
        }
        out.block = Some(Span::new(0, out.text.len()));
        if !in_brackets {
            out.push("\n\n");
            out.push_rich(&cited);
        }
    } else if in_brackets {
        // a full stop or a comma goes behind the brackets
        out.push(&marked(whole.trim_end_matches(['.', ',', ';', ':'])));
        out.push(" ");
        out.push_rich(&cited);
        out.push(".");
    } else {
        // Americans put full stop and comma before the closing mark
        let ends = whole.ends_with(['.', '?', '!', '…']);
        let text = if ends { whole } else { [whole.trim_end_matches([',', ';', ':']), "."].concat() };
        out.push(&marked(&text));
        out.push("\n\n");
        out.push_rich(&cited);
    }
    if in_brackets {
        out.push("\n\n");
        out.push_rich(&entry(style, work, locator));
    }
    // without pages, the citation itself has the paragraph
    let paragraph = locator.pages.and(locator.paragraphs).map(|pair| {
        let label = if pair.1 > pair.0 { "Paragraphs " } else { "Paragraph " };
        [label, &range(pair, Shorten::No)].concat()
    });
    let address = Some(locator.permalink.clone()).filter(|address| !address.is_empty() && !out.text.contains(address));
    let missing: Vec<String> = paragraph.into_iter().chain(address).collect();
    if !missing.is_empty() {
        out.push("\n\n");
        out.push(&missing.join(": "));
    }
    out
}

fn is_long(style: Style, text: &str) -> bool {
    let words = text.split(' ').count();
    match style {
        Style::Apa => words >= APA_BLOCK,
        Style::Chicago => words >= CHICAGO_BLOCK,
        Style::Mla => text.chars().count() > MLA_BLOCK,
    }
}

/// A text in double quotation marks; the quotations in it change from single to double marks and back, level by level.
fn marked(text: &str) -> String {
    let spans = quotations(text);
    let mut out = String::with_capacity(text.len() + 8);
    out.push('“');
    for (at, c) in text.char_indices() {
        // guillemets stay: they say that the quotation was not in English
        let turns = matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '„');
        let opened = spans.iter().find(|span| span.start == at);
        let closed = spans.iter().find(|span| span.end == at + c.len_utf8());
        match opened.or(closed).filter(|_| turns) {
            Some(span) => {
                let depth = spans.iter().filter(|outer| outer.contains(*span) && *outer != span).count();
                out.push(match (depth % 2, opened.is_some()) {
                    (0, true) => '‘',
                    (0, false) => '’',
                    (_, true) => '“',
                    (_, false) => '”',
                });
            }
            // its partner is outside of the passage
            None if c == '“' => out.push('‘'),
            None if c == '”' => out.push('’'),
            None => out.push(c),
        }
    }
    out.push('”');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Author, Authors, Metadata};

    fn work() -> Work {
        let metadata = Metadata {
            title: Some("Grain".to_owned()),
            authors: Authors(vec![Author::Signed("Anna Berg".to_owned())]),
            date: Some("2019".to_owned()),
            ..Metadata::default()
        };
        Work::new(&metadata, None)
    }

    #[test]
    fn marks_inside_marks() {
        for (text, want) in [
            ("plain", "“plain”"),
            ("a “b” c", "“a ‘b’ c”"),
            ("the ‘civilised divorce’ of Russia’s", "“the ‘civilised divorce’ of Russia’s”"),
            ("a “b ‘c’ d” e", "“a ‘b “c” d’ e”"),
            ("a \"b\" c", "“a ‘b’ c”"),
            ("the states' wishes", "“the states' wishes”"),
            ("begun outside” and on", "“begun outside’ and on”"),
            ("« non »", "“« non »”"),
        ] {
            assert_eq!(marked(text), want);
        }
    }

    #[test]
    fn short_and_long() {
        let locator = Locator { pages: Some((3, 3)), ..Locator::default() };
        let entry = "Berg, A. (2019). Grain.";
        for (style, quoted, want) in [
            (Style::Apa, "It rains.", ["“It rains” (Berg, 2019, p. 3).\n\n", entry].concat()),
            (Style::Apa, "Does it rain?", ["“Does it rain?” (Berg, 2019, p. 3).\n\n", entry].concat()),
            (Style::Mla, "It rains,", "“It rains” (Berg 3).\n\nBerg, Anna. Grain. 2019.".to_owned()),
            (Style::Chicago, "it rains", "“it rains.”\n\nAnna Berg, Grain (2019), 3.".to_owned()),
            (Style::Chicago, "It rains.\n\nIt snows.", "It rains.\n\nIt snows.\n\nAnna Berg, Grain (2019), 3.".to_owned()),
            (Style::Chicago, " ", "Anna Berg, Grain (2019), 3.".to_owned()),
        ] {
            assert_eq!(quotation(style, &work(), &locator, quoted).text, want);
        }
        for (style, words, set_off) in [
            (Style::Apa, 39, false),
            (Style::Apa, 40, true),
            (Style::Chicago, 99, false),
            (Style::Chicago, 100, true),
            (Style::Mla, 56, false),
            (Style::Mla, 70, true),
        ] {
            let quoted = vec!["grain"; words].join(" ");
            let rich = quotation(style, &work(), &locator, &quoted);
            assert_eq!((rich.block.is_some(), rich.text.starts_with('“')), (set_off, !set_off), "{style:?} {words}");
        }
    }

    #[test]
    fn a_quotation_leads_back() {
        let mut work = work();
        work.doi = Some("10.1/x".to_owned());
        let locator = Locator { permalink: "https://example.org/#b3".to_owned(), ..Locator::default() };
        for style in Style::ALL {
            let text = quotation(style, &work, &locator, "It rains.").text;
            assert!(text.contains("https://doi.org/10.1/x") && text.ends_with("\n\nhttps://example.org/#b3"), "{text}");
        }
    }

    #[test]
    fn a_quotation_says_page_and_paragraph() {
        for (pages, paragraphs, permalink, want) in [
            (Some((3, 3)), Some((7, 7)), "https://example.org/#b7", Some("Paragraph 7")),
            (Some((3, 4)), Some((7, 9)), "", Some("Paragraphs 7–9")),
            (None, Some((7, 7)), "https://example.org/#b7", None),
            (Some((3, 3)), None, "", None),
        ] {
            let locator = Locator { pages, paragraphs, permalink: permalink.to_owned(), ..Locator::default() };
            for style in Style::ALL {
                let text = quotation(style, &work(), &locator, "It rains.").text;
                assert_eq!(
                    text.lines().last().filter(|line| line.starts_with("Paragraph")).map(|line| line.split(':').next()),
                    want.map(Some),
                    "{text}"
                );
                assert_eq!(
                    text.matches(permalink).count(),
                    if permalink.is_empty() { text.chars().count() + 1 } else { 1 },
                    "{text}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn any_passage_is_quoted(quoted in "[ \\PC“”‘’\"'«».\n]{0,60}", permalink in "\\PC{0,9}") {
            let locator = Locator { permalink, ..Locator::default() };
            for style in Style::ALL {
                let rich = quotation(style, &work(), &locator, &quoted);
                for span in rich.italics.iter().chain(&rich.block) {
                    prop_assert!(rich.text.get(span.start..span.end).is_some());
                }
                prop_assert!(!rich.to_html().is_empty());
            }
        }
    }
}
