//! What text browsers leave of a page's links (`lynx -dump`, `w3m -dump`): a number in brackets before the words of each, `[5]Gulf of
//! Guinea`, and the list of their addresses at the end.

use super::draft::Removed;
use super::lines::{Line, is_blank};
use super::{RepairKind, lists};
use crate::text::Span;

/// The fewest addresses that are a list.
const FEWEST: usize = 2;
/// The longest line that only leads elsewhere, in characters.
const LONGEST: u32 = 60;
/// The headings above the addresses.
const HEADINGS: &[&str] = &["hidden links", "links", "references", "visible links"];

/// The traces of links.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The marks, in the order of the source.
    pub(super) marks: Vec<Span>,
    /// Marks, addresses, and lines that only lead elsewhere.
    pub(super) removed: Vec<Removed>,
}

/// Takes the list of addresses off the lines, and what leads elsewhere at both ends of the text; nothing where there is no such list,
/// or its numbers are not before words, as those of notes.
pub(super) fn part(source: &str, lines: &mut Vec<Line>) -> Links {
    let Some(list) = list(source, lines) else { return Links::default() };
    let text = lines.get(..list.start).unwrap_or_default();
    let marks: Vec<Span> = text.iter().flat_map(|line| marks(source, line.span)).collect();
    if marks.len() < FEWEST || marks.len() * 2 < list.len() {
        return Links::default();
    }
    let leads = |line: &&Line| leads_elsewhere(source, line);
    let first = text.iter().take_while(leads).count();
    let last = list.start - text.iter().skip(first).rev().take_while(leads).count();
    let aside = lines.drain(last..).collect::<Vec<_>>();
    let aside = lines.drain(..first).chain(aside).map(|line| Removed { span: line.span, kind: RepairKind::FrontMatter });
    let mut removed: Vec<Removed> = aside.collect();
    let body = Span::new(lines.first().map_or(0, |line| line.span.start), lines.last().map_or(0, |line| line.span.end));
    let inside = marks.iter().filter(|mark| body.contains(**mark));
    removed.extend(inside.map(|&span| Removed { span, kind: RepairKind::Markup }));
    Links { marks, removed }
}

/// The lines of the addresses at the end of the text, with their heading.
fn list(source: &str, lines: &[Line]) -> Option<std::ops::Range<usize>> {
    let mut start = lines.len();
    let (mut entries, mut next) = (0, None);
    for (index, line) in lines.iter().enumerate().rev() {
        let text = line.text(source);
        if let Some(number) = entry(text).filter(|number| next.is_none_or(|next| number + 1 == next)) {
            next = Some(number);
            entries += 1;
        } else if !is_heading(text) {
            break;
        }
        start = index;
    }
    (entries >= FEWEST && next == Some(1)).then_some(start..lines.len())
}

fn is_heading(text: &str) -> bool {
    let bare = text.trim_end_matches(':');
    HEADINGS.iter().any(|heading| bare.eq_ignore_ascii_case(heading))
}

/// The number of an entry: `3. https://…`, `[3] https://…`, and nothing else on the line.
fn entry(text: &str) -> Option<u32> {
    let (number, address) = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => text.split_once('.')?,
    };
    let address = address.trim_start_matches(is_blank);
    let (scheme, rest) = address.split_once(':')?;
    let is_address = scheme.len() > 2 && scheme.bytes().all(|byte| byte.is_ascii_lowercase()) && !rest.contains(is_blank);
    number.parse().ok().filter(|_| is_address && number.len() <= 4)
}

/// The marks in a stretch: a number in brackets that stands free before and close to the words after it.
fn marks(source: &str, stretch: Span) -> impl Iterator<Item = Span> {
    let text = stretch.of(source);
    text.match_indices('[').filter_map(move |(at, _)| {
        let digits = text.bytes().skip(at + 1).take(5).take_while(u8::is_ascii_digit).count();
        let after = text.get(at + 1 + digits..)?.strip_prefix(']').filter(|_| (1..=4).contains(&digits))?;
        let is_free = text.get(..at)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !".,;:!?”’)]".contains(c));
        let is_close = after.starts_with(|c: char| c.is_alphanumeric() || "“‘\"'(".contains(c));
        (is_free && is_close).then(|| Span::new(stretch.start + at, stretch.start + at + digits + 2))
    })
}

/// Whether the line is a link and no more: it begins with one, maybe after a bullet, and is no sentence.
fn leads_elsewhere(source: &str, line: &Line) -> bool {
    let body = lists::mark(source, line.span).map_or(line.span, |marked| marked.rest);
    let text = body.of(source);
    line.width <= LONGEST
        && !text.ends_with(['.', ',', ';', ':'])
        && marks(source, body).next().is_some_and(|mark| mark.start == body.start)
}

#[cfg(test)]
mod tests {
    use crate::document::{Metadata, parse, replay};

    fn read(source: &str) -> Vec<String> {
        let document = parse(source, &Metadata::default());
        assert_eq!(replay(source, &document.repairs), document.clean_text(), "{source}");
        document.blocks.iter().map(|block| format!("{:?} {}", block.notes.len(), block.text)).collect()
    }

    #[test]
    fn marks_and_addresses_go() {
        let body = "   The [2]Gulf was quiet. It rose in the [3]old port, too, we hear.";
        let list = "References\n\n   1. https://a.example/\n   2. https://b.example/x\n   3. mailto:c@d.example\n";
        assert_eq!(
            read(&format!("   [1]Home\n\n{body}\n\n{list}")),
            ["0 The Gulf was quiet. It rose in the old port, too, we hear."]
        );
        let brackets = "References:\n\n[1] https://a.example/\n[2] https://b.example/x\n[3] https://c.example\n";
        assert_eq!(
            read(&format!("[1]Home\n\n{body}\n\n{brackets}")),
            ["0 The Gulf was quiet. It rose in the old port, too, we hear."]
        );
        // notes that are addresses
        let noted = "The Gulf was quiet.[1] It rose in the old port, too.[2]\n\nNotes\n\n[1] https://a.example/\n[2] https://b.example/x\n";
        assert_eq!(
            read(noted),
            ["2 The Gulf was quiet. It rose in the old port, too.", "1 https://a.example/", "1 https://b.example/x"]
        );
    }
}
