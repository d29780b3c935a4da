//! A quotation in Markdown (CommonMark): the passage as a block quotation, and a link to it.

use super::locator::Locator;
use super::names::Name;
use super::placed;
use super::work::Work;

/// The passage, and beneath it who says it where. Takes the words of the passage, a line's end between two paragraphs.
pub fn markdown(work: &Work, locator: &Locator, quoted: &str) -> String {
    let mut out = String::new();
    for line in quoted.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
        out.push_str("> ");
        out.push_str(&escaped(line));
        out.push_str("\n>\n");
    }
    let said = source(work, locator);
    out.push_str("> — ");
    if locator.permalink.is_empty() {
        out.push_str(&said);
    } else {
        out.push_str(&["[", &said, "](<", &address(&locator.permalink), ">)"].concat());
    }
    out.push('\n');
    out
}

/// "Marlène Laruelle, *Russia in Central Asia* (2009), p. 12, para. 30"
fn source(work: &Work, locator: &Locator) -> String {
    let names: Vec<String> = work.authors.iter().map(Name::read).map(|name| escaped(&name)).collect();
    let mut parts = match names.as_slice() {
        [one, two] => vec![[one, " and ", two].concat()],
        [one, _, ..] => vec![[one, " et al."].concat()],
        names => names.to_vec(),
    };
    let mut title = if work.title.is_empty() { String::new() } else { ["*", &escaped(work.brief()), "*"].concat() };
    if let Some(year) = work.year() {
        title.push_str(if title.is_empty() { "(" } else { " (" });
        title.push_str(&escaped(&year));
        title.push(')');
    }
    parts.push(title);
    parts.push(placed(locator));
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { "source".to_owned() } else { parts.join(", ") }
}

/// A line of text in which no sign means anything to Markdown.
pub fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let begins_block =
            at == 0 && matches!(c, '#' | '>' | '-' | '+' | '=' | '|') || at == digits && at > 0 && matches!(c, '.' | ')');
        if begins_block || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~') {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
    out
}

/// An address for a link in angle brackets.
fn address(text: &str) -> String {
    text.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").split_whitespace().collect::<Vec<_>>().join("%20")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Author, Authors, Metadata};

    #[test]
    fn quoted() {
        let metadata = Metadata {
            title: Some("Grain".to_owned()),
            subtitle: Some("by rail".to_owned()),
            authors: Authors(vec![Author::Signed("Anna Berg".to_owned())]),
            date: Some("2019-05".to_owned()),
            ..Metadata::default()
        };
        let locator = Locator {
            pages: Some((3, 4)),
            paragraphs: Some((7, 8)),
            permalink: "https://example.org/#b7".to_owned(),
            ..Locator::default()
        };
        let want = "> 1\\. It \\*rains\\*\n>\n> \\# and snows\n>\n> — [Anna Berg, *Grain* (2019), pp. 3–4, paras. 7–8](<https://example.org/#b7>)\n";
        assert_eq!(markdown(&Work::new(&metadata, None), &locator, "1. It *rains*\n# and snows"), want);
        assert_eq!(markdown(&Work::default(), &Locator::default(), ""), "> — source\n");
    }
}
