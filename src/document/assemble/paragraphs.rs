//! Paragraphs: where one ends inside a chunk, and whether it goes on with the one before.

use super::Assembler;
use super::quotes::is_attribution;
use crate::document::draft::{Draft, DraftKind};
use crate::document::ends::{self, End, begins, end_of, goes_on};
use crate::document::headings::{is_capitals, is_unfinished};
use crate::document::numbering::Number;
use crate::document::numbers;
use crate::document::{BlockKind, Diagnostic, RepairKind};

/// Whether a draft is one line whose parts are set off by signs, as date, publisher and place are under a title.
fn is_imprint(draft: &Draft, source: &str) -> bool {
    let text = draft.first(source);
    draft.pieces.len() == 1 && [" · ", " | ", " • ", " ∙ "].iter().any(|sign| text.contains(sign))
}

/// Whether a text is in one pair of double quotation marks from its beginning to its end.
fn is_quoted(text: &str) -> bool {
    let body = ends::without_markers(text.trim_end());
    let inner = [('“', '”'), ('«', '»'), ('"', '"')].iter().find_map(|&(open, close)| {
        let inner = body.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then_some(inner)
    });
    inner.is_some_and(|inner| end_of(inner) == End::Stop)
}

/// Whether a text is one quotation in double quotation marks, a dash, and who is quoted.
fn is_attributed(text: &str) -> bool {
    let Some((inner, rest)) = text.strip_prefix('“').and_then(|rest| rest.split_once('”')) else { return false };
    end_of(inner) == End::Stop && !rest.contains(['“', '”']) && !rest.ends_with('.') && is_attribution(rest.trim_start())
}

impl Assembler<'_> {
    /// Whether a line begins an entry of a list of works: "Brandt, L. and Sow, A. (2016)".
    fn is_reference(&self, index: usize) -> bool {
        let text = self.text(index);
        let mut words = text.split_whitespace();
        let surname = words.next().and_then(|word| word.strip_suffix(','));
        let is_name = surname.is_some_and(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase));
        let is_initial = words.next().is_some_and(|word| {
            let mut chars = word.chars();
            chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.') && word.chars().count() <= 6
        });
        is_name && is_initial
    }

    pub(super) fn paragraph(&mut self, index: usize) -> usize {
        let Some(first) = self.line(index).copied() else { return 1 };
        let text = first.text(self.source);
        let mut length = self.gather(index);
        // paragraphs that only the indent of their first line parts
        let margin = self.shape.margin(index);
        let indented = (index + 1..index + length).find(|&next| {
            self.line(next)
                .is_some_and(|line| line.indent >= margin + 2 && line.indent > self.line(next - 1).map_or(0, |line| line.indent))
                && end_of(self.text(next - 1)) == End::Stop
                && begins(self.text(next))
                && !(next + 1 < index + length && self.line(next + 1).is_some_and(|line| line.indent > margin + 1))
        });
        if let Some(next) = indented {
            length = next - index;
        }
        // a quotation that only its indent parts
        if let Some(next) = (index + 1..index + length).find(|&next| self.set_in(next).is_some()) {
            length = next - index;
        }
        // a heading that stands in the chunk, after a sentence's end
        let heading = (index + 1..index + length).find(|&next| {
            let text = self.text(next);
            self.stands_out(next)
                || (Number::read(text).is_some_and(|number| number.is_plain() && self.count.expects(&number))
                    || is_capitals(text))
                    && end_of(self.text(next - 1)) == End::Stop
                    && !text.ends_with(['.', ',', ';', ':'])
                    && self.line(next).is_some_and(|line| !self.shape.is_full(line.width))
        });
        if let Some(next) = heading {
            length = next - index;
        }
        // each entry of a list of works on lines of its own
        if self.is_reference(index)
            && let Some(next) =
                (index + 1..index + length).find(|&next| self.is_reference(next) && end_of(self.text(next - 1)) == End::Stop)
        {
            length = next - index;
        }
        let end = self.end_before();
        let is_item = self.is_block(BlockKind::ListItem);
        let has_before = self.before().is_some() && !self.is_block(BlockKind::Table);
        let width = self.width_before();
        let after_page = first.begins_page || first.form_feeds > 0;
        let word = text.split_whitespace().next().unwrap_or_default();
        // a page's end between two sentences: they are one paragraph as a rule, where the line is full and no indent begins another
        let is_numbered = self.is_numbered(index);
        let after_numbered = after_page && self.numbered_paragraphs.is_some() && self.is_block(BlockKind::Paragraph);
        let runs_on = after_page
            && !is_item
            && first.indent < margin + 2
            && self.is_block(BlockKind::Paragraph)
            && self.shape.may_go_on(width, word);
        let joins = has_before
            && !is_numbered
            && self.begins_chunk(index)
            && match end {
                End::Stop if after_numbered => true,
                End::Stop => (goes_on(text) && after_page && !is_item) || runs_on,
                End::Colon | End::Semicolon => goes_on(text),
                End::Open if self.is_block(BlockKind::Quote) => goes_on(text) && !self.ends_in_speaker(),
                // Markdown parts its paragraphs by blank lines alone; an imprint is full, too
                End::Open => {
                    goes_on(text)
                        || self.before().is_some_and(|draft| is_unfinished(draft.last(self.source)))
                        || (self.shape.is_full(width)
                            && (!is_item || after_page)
                            && !self.shape.is_markdown
                            && !self.before().is_some_and(|draft| is_imprint(draft, self.source)))
                }
            };
        let pieces = self.pieces(index, length);
        if joins && end == End::Stop && !after_numbered {
            self.done.diagnostics.push(Diagnostic {
                code: "undecidable_join",
                message: "One paragraph or two: a page ends with a sentence on a full line; they were joined.".to_owned(),
                line: first.number,
            });
        }
        if joins && let Some(draft) = self.done.drafts.last_mut() {
            draft.pieces.extend(pieces);
            return length;
        }
        let is_doubtful = end == End::Stop && !self.shape.is_meant(width, word) && ends::links_back(text);
        if has_before && !is_item && !is_numbered && self.begins_chunk(index) && is_doubtful {
            self.done.diagnostics.push(Diagnostic {
                code: "undecidable_break",
                message: "One paragraph or two: a sentence ends on a full line before the break, and the next one takes it up."
                    .to_owned(),
                line: first.number,
            });
        }
        let mut draft = Draft::new(DraftKind::Block(BlockKind::Paragraph), pieces);
        if end == End::Colon && !is_item && self.begins_chunk(index) && is_quoted(&draft.raw(self.source)) {
            draft.kind = DraftKind::Block(BlockKind::Quote);
        }
        if self.begins_chunk(index) && is_attributed(&draft.raw(self.source)) {
            draft.kind = DraftKind::Block(BlockKind::Quote);
        }
        if is_numbered
            && let Some(label) = numbers::label(self.source, first.span)
            && let Some(piece) = draft.pieces.first_mut()
        {
            piece.span.start = label.end;
            draft.label = Some(label);
            self.remove(label, RepairKind::Bullet);
        }
        if !self.begins_chunk(index) {
            draft.parted = RepairKind::ItemSplit;
        }
        // a paragraph of the item before it
        draft.in_list = first.indent > margin && is_item;
        let mark = self.mark.filter(|_| draft.in_list);
        self.push(draft, mark);
        length
    }
}
