//! Signs of Markdown inside a line: emphasis, code, links.

use super::RepairKind;
use super::draft::{Draft, Removed};
use crate::text::Span;

/// The longest address of a link, in bytes.
const LONGEST: usize = 400;

/// Finds the signs in the drafts' pieces; only those that come in pairs within a draft go.
pub(super) fn find<'a>(source: &str, drafts: impl Iterator<Item = &'a Draft>, removed: &mut Vec<Removed>) {
    for draft in drafts {
        let mut open: Vec<(Span, &str)> = Vec::new();
        for piece in &draft.pieces {
            in_piece(source, piece.span, &mut open, removed);
        }
    }
}

fn in_piece<'a>(source: &'a str, piece: Span, open: &mut Vec<(Span, &'a str)>, removed: &mut Vec<Removed>) {
    let text = piece.of(source);
    let shifted = |start: usize, end: usize| Span::new(piece.start + start, piece.start + end);
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(['*', '_', '`', '['])).map(|found| at + found) {
        let rest = text.get(start..).unwrap_or_default();
        if rest.starts_with('[') {
            at = start + 1;
            if let Some((words, end)) = link(rest) {
                let lead = usize::from(text.get(..start).is_some_and(|before| before.ends_with('!')));
                let (before, after) = (shifted(start - lead, start + 1), shifted(start + 1 + words, start + end));
                removed.extend([before, after].map(|span| Removed { span, kind: RepairKind::Markup }));
            }
            continue;
        }
        let sign = rest.get(..1).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches(sign).len();
        at = start + length;
        if length > 3 {
            continue;
        }
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(at..).and_then(|after| after.chars().next());
        let run = text.get(start..at).unwrap_or_default();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let may_close = before.is_some_and(|c| !c.is_whitespace()) && (sign == "*" || !is_word(after));
        let may_open = after.is_some_and(|c| !c.is_whitespace()) && (sign == "*" || !is_word(before));
        let whole = shifted(start, at);
        if may_close && open.last().is_some_and(|(_, other)| *other == run) {
            if let Some((other, _)) = open.pop() {
                removed.extend([other, whole].map(|span| Removed { span, kind: RepairKind::Markup }));
            }
        } else if may_open && open.len() < 8 {
            open.push((whole, run));
        }
    }
}

/// The bytes of a link's words, and where the link ends.
fn link(rest: &str) -> Option<(usize, usize)> {
    let near = rest.char_indices().take(LONGEST).last().map_or(rest.len(), |(at, c)| at + c.len_utf8());
    let near = rest.get(..near)?;
    let close = near.find(']')?;
    let address = near.get(close + 1..)?.strip_prefix('(')?;
    let end = address.find(')')?;
    (close > 1 && !near.starts_with("[^")).then_some((close - 1, close + 2 + end + 1))
}
