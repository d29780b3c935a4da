//! Signs of Markdown inside a block: emphasis, code, links, tags of HTML, and the backslash before a sign that is meant as such.

use super::draft::{Draft, DraftKind, Piece, Removed};
use super::{BlockKind, RepairKind};
use crate::text::Span;

/// The longest link, in bytes.
const LONGEST: usize = 600;
/// How many signs of emphasis may stand open.
const MOST_OPEN: usize = 8;

/// Finds the signs in the drafts; only those that come in pairs within a draft go. A link that is cut by a line's end makes one
/// piece of its lines where its address is.
pub(super) fn find<'a>(source: &str, drafts: impl Iterator<Item = &'a mut Draft>, removed: &mut Vec<Removed>) {
    for draft in drafts {
        let mut marks = Marks { source, base: 0, open: Vec::new(), addresses: Vec::new(), removed };
        if draft.kind == DraftKind::Block(BlockKind::Table) {
            // what is in one cell has nothing to do with the next
            draft.pieces.iter().for_each(|piece| marks.find(piece.span));
        } else {
            marks.find(Span::new(draft.start(), draft.end()));
            let mut addresses = marks.addresses;
            addresses.sort_by_key(|address| address.start);
            merge(&mut draft.pieces, &addresses);
        }
    }
}

/// A run of a sign that may open emphasis: what is left of it.
struct Run {
    span: Span,
    sign: u8,
}

struct Marks<'a> {
    source: &'a str,
    /// Where the stretch at hand begins.
    base: usize,
    open: Vec<Run>,
    /// The addresses of links, with the brackets around them.
    addresses: Vec<Span>,
    removed: &'a mut Vec<Removed>,
}

impl Marks<'_> {
    fn remove(&mut self, start: usize, end: usize) {
        let span = Span::new(self.base + start, self.base + end);
        self.removed.push(Removed { span, kind: RepairKind::Markup });
    }

    fn find(&mut self, stretch: Span) {
        let text = stretch.of(self.source);
        self.base = stretch.start;
        let mut at = 0;
        let mut is_unclosed = false;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find(['*', '_', '`', '[', ']', '\\', '<'])) {
            let start = at + found;
            let rest = text.get(start..).unwrap_or_default();
            let sign = rest.bytes().next().unwrap_or_default();
            at = start + 1;
            match sign {
                b'[' => {
                    let Some((words, end)) = link(rest) else { continue };
                    let lead = usize::from(text.get(..start).is_some_and(|before| before.ends_with('!')));
                    self.remove(start - lead, start + 1);
                    self.remove(start + 1 + words, start + end);
                    self.addresses.push(Span::new(self.base + start + 1 + words, self.base + start + end));
                }
                b'<' => {
                    if let Some((_, length)) = super::notes::tagged(rest) {
                        at = start + length;
                    } else if is_unclosed && rest.starts_with(COMMENT) {
                        // what the first comment has not, no later one has
                    } else if let Some(length) = tag(rest) {
                        self.remove(start, start + length);
                        at = start + length;
                    } else {
                        is_unclosed |= rest.starts_with(COMMENT);
                    }
                }
                // a link may stand in the words of another
                b']' => {
                    let mut last = self.addresses.iter().rev().take(MOST_OPEN);
                    let address = last.find(|address| address.start == self.base + start);
                    at = address.map_or(at, |address| address.end - self.base);
                }
                b'\\' => {
                    if rest.as_bytes().get(1).is_some_and(u8::is_ascii_punctuation) {
                        self.remove(start, start + 1);
                        at = start + 2;
                    }
                }
                _ => {
                    let length = rest.bytes().take_while(|&byte| byte == sign).count();
                    at = start + length;
                    self.run(text, start, length, sign);
                }
            }
        }
    }

    /// A run of one sign, which closes what it can and opens the rest.
    fn run(&mut self, text: &str, start: usize, length: usize, sign: u8) {
        if length > 3 {
            return;
        }
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(start + length..).and_then(|after| after.chars().next());
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_star = sign == b'*';
        let may_close = before.is_some_and(|c| !c.is_whitespace()) && (is_star || !is_word(after));
        let may_open = after.is_some_and(|c| !c.is_whitespace()) && (is_star || !is_word(before));
        let (mut from, end) = (start, start + length);
        while may_close && from < end {
            let Some(index) = self.open.iter().rposition(|run| run.sign == sign) else { break };
            self.open.truncate(index + 1);
            let Some(run) = self.open.last_mut() else { break };
            let count = if run.span.len() >= 2 && end - from >= 2 { 2 } else { 1 };
            // the signs next to the words pair first
            run.span.end -= count;
            let span = Span::new(run.span.end, run.span.end + count);
            if run.span.is_empty() {
                self.open.pop();
            }
            self.removed.push(Removed { span, kind: RepairKind::Markup });
            self.remove(from, from + count);
            from += count;
        }
        if may_open && from < end && self.open.len() < MOST_OPEN {
            self.open.push(Run { span: Span::new(self.base + from, self.base + end), sign });
        }
    }
}

/// Makes one piece of those that an address lies across, so that it can go as a whole.
fn merge(pieces: &mut Vec<Piece>, addresses: &[Span]) {
    let mut addresses = addresses.iter().peekable();
    pieces.dedup_by(|piece, before| {
        let end = before.span.end;
        while addresses.next_if(|address| address.end <= end).is_some() {}
        let is_one = addresses.peek().is_some_and(|address| address.start < end);
        if is_one {
            before.span.end = piece.span.end;
        }
        is_one
    });
}

/// How a comment begins.
const COMMENT: &str = "<!--";

/// The tags of HTML that stand in Markdown.
const TAGS: &[&str] = &[
    "a", "abbr", "b", "br", "center", "cite", "code", "div", "em", "font", "i", "img", "kbd", "mark", "p", "s", "small", "span",
    "strong", "sub", "sup", "u",
];

/// The bytes of the tag at the start of a text, or of the comment.
fn tag(text: &str) -> Option<usize> {
    if let Some(comment) = text.strip_prefix(COMMENT) {
        return comment.find("-->").map(|end| end + "<!---->".len());
    }
    let body = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let name = body.get(..body.find(|c: char| !c.is_ascii_alphanumeric())?)?;
    TAGS.binary_search(&name).ok()?;
    near(text).find('>').filter(|&end| end < LONGEST).map(|end| end + 1)
}

/// The beginning of a text within which what begins there must end: it may end nowhere.
fn near(text: &str) -> &str {
    let end = text.char_indices().take(LONGEST).last().map_or(text.len(), |(at, c)| at + c.len_utf8());
    text.get(..end).unwrap_or_default()
}

/// Where the bracket is closed that opens at the start of a text: what the words have in brackets of their own is no end, and of what a
/// backslash stands before it is not meant as one.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let counts = !is_escaped;
        is_escaped = counts && byte == b'\\';
        depth += usize::from(counts && byte == b'[');
        depth = depth.saturating_sub(usize::from(counts && byte == b']'));
        counts && byte == b']' && depth == 0
    })
}

/// The bytes of a link's words, and where the link ends: `[words](address "title")`, `[words][id]`.
fn link(rest: &str) -> Option<(usize, usize)> {
    let near = near(rest);
    let close = closing(near).filter(|&close| close > 1 && !near.starts_with("[^"))?;
    let is_number = near.get(1..close)?.bytes().all(|byte| byte.is_ascii_digit());
    let after = near.get(close + 1..)?;
    let end = match after.bytes().next()? {
        b'(' => {
            // an address may have brackets of its own, in pairs
            let mut depth = 0_usize;
            after.bytes().position(|byte| {
                depth += usize::from(byte == b'(');
                depth -= usize::from(byte == b')');
                depth == 0
            })?
        }
        b'[' if !is_number && !after.starts_with("[^") => {
            after.find(']').filter(|&end| !after.get(..end).is_some_and(|id| id.contains('\n')))?
        }
        _ => return None,
    };
    Some((close - 1, close + 1 + end + 1))
}

#[cfg(test)]
mod tests {
    use crate::document::{Metadata, parse, replay};

    #[test]
    fn takes_the_signs_away() {
        let cases = [
            ("A *very* **old** `port`.", "A very old port."),
            ("They exist ***only* on paper**.", "They exist only on paper."),
            ("They **exist *only***, we hear.", "They exist only, we hear."),
            ("Not 3 * 4 * 5, nor snake_case_names.", "Not 3 * 4 * 5, nor snake_case_names."),
            ("See [the\nsite](https://a.example/_x_/y_z \"A\ntitle\") of *it*.", "See the site of it."),
            ("See [it](https://a.example/B_(c)) there.", "See it there."),
            ("It is <b>old</b><br>and <a href=\"x\">far</a>: 3 < 4 > 2.", "It is old and far: 3 < 4 > 2."),
            ("R&amp;D at 40&nbsp;&deg;C &ndash; AT&T; so.", "R&D at 40 °C – AT&T; so."),
            (
                "See the [data \\[in French\\]](https://a.example/b) of [![it](i_i.png)](https://a.example/c_c).",
                "See the data [in French] of it.",
            ),
            ("See [it][1], [2020] and [that].", "See it, [2020] and [that]."),
            ("It cost 5\\*3 and US\\$4; C\\:\\d.", "It cost 5*3 and US$4; C:\\d."),
            ("An __underlined\n_word_ of__ two.", "An underlined word of two."),
        ];
        for (body, expected) in cases {
            let source = format!("# T\n\n## One\n\n{body}\n");
            let document = parse(&source, &Metadata::default());
            assert_eq!(document.blocks.first().map(|block| block.text.as_str()), Some(expected), "{body}");
            assert_eq!(replay(&source, &document.repairs), document.clean_text(), "{body}");
        }
    }
}
