//! The stages in their order.

use std::collections::HashMap;

use super::assemble;
use super::draft::{Draft, DraftKind, Removed};
use super::front;
use super::lines::{self, Line};
use super::note_texts::{self, NoteTexts};
use super::shape::Shape;
use super::vocabulary::Vocabulary;
use super::weave::{Loom, Plan, Woven};
use super::{
    Block, BlockId, BlockKind, Diagnostic, Document, Metadata, NoteMarker, RepairKind, Section, SectionId, Unit, furniture,
    headings, markup, notes,
};
use crate::text::Span;

/// Reads a paper. It cannot fail: what is doubtful is a diagnostic, and what is no paper at all gives a document with little in it.
pub fn parse(source: &str, metadata: &Metadata) -> Document {
    let mut lines = lines::lines(source);
    let matter = front::matter(source, &mut lines);
    let body = furniture::part(source, lines, metadata.first_page);
    let mut plan = Plan { source, removed: body.removed, pages: body.pages, ..Plan::default() };
    plan.vocabulary = Vocabulary::new(body.lines.iter().map(|line| line.text(source)));
    let ids = notes::ids(source, body.lines.iter().map(|line| line.span));
    let number = |id: &str| notes::number_of(&ids, id);
    let NoteTexts { lines, notes: mut note_drafts } = note_texts::part(source, body.lines, number);
    let shape = Shape::of(source, &lines);
    let assembly = assemble::assemble(source, &lines, &shape);
    let mut drafts = assembly.drafts;
    plan.removed.extend(assembly.removed);
    plan.removed.extend(matter.removed);
    let front = front::part(source, &mut drafts, metadata, matter.title);
    plan.removed.extend(front.removed);
    let pieces = || drafts.iter().flat_map(|draft| draft.pieces.iter().map(|piece| piece.span));
    plan.markers = if ids.is_empty() { notes::markers(source, pieces()) } else { notes::carets(source, pieces(), number) };
    if shape.is_markdown {
        markup::find(source, drafts.iter().chain(&note_drafts), &mut plan.removed);
    }
    // notes' texts that stand after all else stay; else they are moved to the end
    let last = drafts.last().map_or(0, Draft::end);
    let is_moved = note_drafts.iter().any(|draft| draft.start() < last);
    for draft in &mut note_drafts {
        let Some(label) = draft.label else { continue };
        let end = draft.end().max(label.end);
        let (span, kind) =
            if is_moved { (Span::new(label.start, end), RepairKind::NoteMoved) } else { (label, RepairKind::NoteMarker) };
        plan.removed.push(Removed { span, kind });
    }
    plan.removed.sort_by_key(|removed| removed.span.start);
    let levels = headings::levels(source, &drafts);
    let mut document = Document {
        title: front.title,
        front: [matter.lines, front.lines].concat(),
        diagnostics: assembly.diagnostics,
        ..Document::default()
    };
    let mut builder = Builder {
        document: &mut document,
        lines: &lines,
        source,
        open: Vec::new(),
        lead: None,
        list: None,
        list_is_ordinal: false,
        lists: 0,
        called: Vec::new(),
        waiting: HashMap::new(),
    };
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
    builder.wait();
    for draft in &note_drafts {
        let woven = if is_moved { loom.weave_moved(draft) } else { loom.weave(draft) };
        if let Some(woven) = woven {
            builder.note(draft, woven);
        }
    }
    builder.doubts(&note_drafts);
    document.repairs = loom.finish();
    document.diagnostics.extend(front::find_slips(&mut document.slips, &document.blocks, metadata));
    document.diagnostics.sort_by_key(|doubt| doubt.line);
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
    list_is_ordinal: bool,
    lists: u32,
    /// The notes that were called, each with the section and the line of its marker, and whether its text was found.
    called: Vec<Called>,
    /// Where in `called` each number waits for its text, the first one last.
    waiting: HashMap<u32, Vec<usize>>,
}

/// A note's call.
#[derive(Clone, Copy)]
struct Called {
    number: u32,
    section: Option<SectionId>,
    line: u32,
    is_answered: bool,
}

impl Builder<'_> {
    fn line(&self, draft: &Draft) -> u32 {
        // a note's lines are not among them
        let after = self.lines.partition_point(|line| line.span.start <= draft.start());
        after.checked_sub(1).and_then(|index| self.lines.get(index)).map_or(1, |line| line.number)
    }

    fn heading(&mut self, draft: &Draft, mut woven: Woven, level: u8) {
        while self.open.last().is_some_and(|&(other, _)| other >= level) {
            self.open.pop();
        }
        let id = SectionId(number(self.document.sections.len()));
        // a number with nothing after it is the heading
        let label = if woven.label < woven.text.len() { woven.label } else { 0 };
        let heading = woven.text.split_off(label);
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
        self.call(self.document.sections.last().map_or(Vec::new(), |section| section.notes.clone()), draft);
        (self.lead, self.list) = (None, None);
    }

    fn block(&mut self, draft: &Draft, woven: Woven, kind: BlockKind) {
        let id = BlockId(number(self.document.blocks.len()));
        let is_item = kind == BlockKind::ListItem;
        self.call(woven.notes.clone(), draft);
        let is_ordinal = draft.label.is_some_and(|label| label.of(self.source).contains(|c: char| c.is_ascii_alphanumeric()));
        if is_item && self.list_is_ordinal != is_ordinal {
            self.list = None;
            self.list_is_ordinal = is_ordinal;
        }
        if draft.in_list {
        } else if !is_item {
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

    /// Takes note of the notes that are called.
    fn call(&mut self, notes: Vec<NoteMarker>, draft: &Draft) {
        let section = self.open.last().map(|&(_, id)| id);
        let line = self.line(draft);
        self.called.extend(notes.iter().map(|note| Called { number: note.number, section, line, is_answered: false }));
    }

    /// All notes are called: now their texts come.
    fn wait(&mut self) {
        for (index, called) in self.called.iter().enumerate().rev() {
            self.waiting.entry(called.number).or_default().push(index);
        }
    }

    /// Adds a note's text, which belongs to the section of its marker.
    fn note(&mut self, draft: &Draft, mut woven: Woven) {
        let number = draft.note.unwrap_or(0);
        let called = self.waiting.get_mut(&number).and_then(Vec::pop).and_then(|index| self.called.get_mut(index));
        let section = called.map(|called| {
            called.is_answered = true;
            called.section
        });
        woven.notes.insert(0, NoteMarker { number, at: 0 });
        let id = BlockId(self::number(self.document.blocks.len()));
        self.document.blocks.push(Block {
            id,
            kind: BlockKind::Footnote,
            section: section.flatten().or_else(|| self.open.last().filter(|_| section.is_none()).map(|&(_, id)| id)),
            text: woven.text,
            notes: woven.notes,
            page_starts: Vec::new(),
            page: woven.page,
            lead_in: None,
            list: None,
            label: None,
            line: self.line(draft),
        });
        self.document.order.push(Unit::Block(id));
        if section.is_none() {
            self.doubt("note_without_marker", format!("No marker in the text calls note {number}."), self.line(draft));
        }
    }

    /// Doubts about the notes as a whole.
    fn doubts(&mut self, drafts: &[Draft]) {
        let lost: Vec<Called> = self.called.iter().filter(|called| !called.is_answered).copied().collect();
        if let Some(first) = lost.first().filter(|_| drafts.is_empty()) {
            self.doubt("note_texts_missing", format!("The texts of {} notes are not in this source.", lost.len()), first.line);
        } else {
            for called in lost {
                self.doubt("note_text_missing", format!("The text of note {} was not found.", called.number), called.line);
            }
        }
        let mut gaps = Vec::new();
        for pair in self.called.windows(2) {
            if let [before, after] = pair
                && after.number > before.number + 1
            {
                gaps.push((before.number + 1, after.number - 1, after.line));
            }
        }
        for (first, last, line) in gaps {
            let which = if first == last { format!("note {first}") } else { format!("notes {first} to {last}") };
            self.doubt("note_gap", format!("No marker was found for {which}."), line);
        }
    }

    fn doubt(&mut self, code: &'static str, message: String, line: u32) {
        self.document.diagnostics.push(Diagnostic { code, message, line });
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
