//! The stages in their order.

use super::assemble::{self, Assembly};
use super::draft::{Draft, DraftKind};
use super::hyphens::Vocabulary;
use super::lines::{self, Line};
use super::weave::{Loom, Plan, Woven};
use super::{Block, BlockId, BlockKind, Document, Metadata, Section, SectionId, Unit, furniture, headings, notes};

/// Reads a paper. It cannot fail: what is doubtful is a diagnostic, and what is no paper at all gives a document with little in it.
pub fn parse(source: &str, metadata: &Metadata) -> Document {
    let body = furniture::part(lines::lines(source), metadata.first_page);
    let Assembly { drafts, removed, diagnostics } = assemble::assemble(source, &body.lines);
    let mut plan = Plan { source, removed: body.removed, pages: body.pages, ..Plan::default() };
    plan.removed.extend(removed);
    plan.removed.sort_unstable_by_key(|removed| removed.span.start);
    plan.vocabulary = Vocabulary::new(body.lines.iter().map(|line| line.text(source)));
    plan.markers = notes::markers(source, drafts.iter().flat_map(|draft| draft.pieces.iter().copied()));
    let levels = headings::levels(source, &drafts);
    let mut document = Document { title: metadata.title.clone(), diagnostics, ..Document::default() };
    let mut builder =
        Builder { document: &mut document, lines: &body.lines, source, open: Vec::new(), lead: None, list: None, lists: 0 };
    let mut loom = Loom::new(&plan);
    let mut levels = levels.into_iter();
    for draft in &drafts {
        let woven = loom.weave(draft);
        match draft.kind {
            DraftKind::Heading(_) => {
                let level = levels.next().unwrap_or(1);
                if let Some(woven) = woven {
                    builder.heading(draft, woven, level);
                }
            }
            DraftKind::Block(kind) => {
                if let Some(woven) = woven {
                    builder.block(draft, woven, kind);
                }
            }
        }
    }
    document.repairs = loom.finish();
    document
}

/// Puts woven drafts into the document.
struct Builder<'a> {
    document: &'a mut Document,
    lines: &'a [Line],
    source: &'a str,
    /// The sections that hold what comes next, outermost first.
    open: Vec<(u8, SectionId)>,
    /// The paragraph just before.
    lead: Option<BlockId>,
    /// The list that an item would go on.
    list: Option<u32>,
    lists: u32,
}

impl Builder<'_> {
    fn line(&self, draft: &Draft) -> u32 {
        let after = self.lines.partition_point(|line| line.span.start <= draft.start());
        after.checked_sub(1).and_then(|index| self.lines.get(index)).map_or(1, |line| line.number)
    }

    fn heading(&mut self, draft: &Draft, mut woven: Woven, level: u8) {
        while self.open.last().is_some_and(|&(other, _)| other >= level) {
            self.open.pop();
        }
        let id = SectionId(number(self.document.sections.len()));
        let heading = woven.text.split_off(woven.label);
        let label = woven.label;
        woven.notes.iter_mut().for_each(|note| note.at = note.at.saturating_sub(label));
        woven.page_starts.iter_mut().for_each(|page| page.at = page.at.saturating_sub(label));
        self.document.sections.push(Section {
            id,
            level,
            number: Some(woven.text.trim_end().to_owned()).filter(|number| !number.is_empty()),
            heading,
            parent: self.open.last().map(|&(_, id)| id),
            notes: woven.notes,
            page_starts: woven.page_starts,
            page: woven.page,
            line: self.line(draft),
        });
        self.document.order.push(Unit::Heading(id));
        self.open.push((level, id));
        (self.lead, self.list) = (None, None);
    }

    fn block(&mut self, draft: &Draft, woven: Woven, kind: BlockKind) {
        let id = BlockId(number(self.document.blocks.len()));
        let is_item = kind == BlockKind::ListItem;
        if !is_item {
            self.list = None;
            self.lead = Some(id).filter(|_| kind == BlockKind::Paragraph);
        } else if self.list.is_none() {
            self.lists += 1;
            self.list = Some(self.lists);
        }
        self.document.blocks.push(Block {
            id,
            kind,
            section: self.open.last().map(|&(_, id)| id),
            text: woven.text,
            notes: woven.notes,
            page_starts: woven.page_starts,
            page: woven.page,
            lead_in: self.lead.filter(|_| is_item),
            list: self.list.filter(|_| is_item),
            label: draft.label.filter(|_| is_item).map(|label| label.of(self.source).trim().to_owned()),
            line: self.line(draft),
        });
        self.document.order.push(Unit::Block(id));
    }
}

/// The number after `count`.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX - 1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::replay;

    #[test]
    fn reads_the_bundled_paper() {
        let source = include_str!("../../static/paper/paper.txt");
        let metadata = Metadata::from_json(include_str!("../../static/paper/paper.json")).expect("metadata");
        let document = parse(source, &metadata);
        let levels = |level| document.sections.iter().filter(|section| section.level == level).count();
        assert_eq!((levels(1), levels(2)), (7, 6));
        let kinds = |kind| document.blocks.iter().filter(|block| block.kind == kind).count();
        assert_eq!((kinds(BlockKind::Paragraph), kinds(BlockKind::ListItem)), (44, 21));
        let list = |list| document.blocks.iter().filter(|block| block.list == Some(list)).count();
        assert_eq!([list(1), list(2), list(3), list(4)], [10, 6, 5, 0]);
        assert!(document.blocks.iter().filter(|block| block.kind == BlockKind::ListItem).all(|block| block.lead_in.is_some()));
        let notes: Vec<u32> = document.blocks.iter().flat_map(|block| &block.notes).map(|note| note.number).collect();
        assert_eq!(notes, (1..=25).collect::<Vec<_>>());
        let starts = document
            .sections
            .iter()
            .map(|section| &section.page_starts)
            .chain(document.blocks.iter().map(|block| &block.page_starts));
        let mut pages: Vec<u32> = starts.flatten().map(|start| start.page).collect();
        pages.sort_unstable();
        assert_eq!(pages, (4..=11).collect::<Vec<_>>());
        assert_eq!(replay(source, &document.repairs), document.clean_text());
    }
}
