//! Woven drafts become sections, blocks and notes, each in its place.

use std::collections::HashMap;

use super::draft::Draft;
use super::lines::line_of;
use super::notes;
use super::weave::Woven;
use super::{Block, BlockId, BlockKind, Diagnostic, Document, NoteMarker, Section, SectionId, Unit};

/// Puts woven drafts into the document.
pub(super) struct Builder<'a> {
    document: &'a mut Document,
    /// The first byte and the number of each line that is not blank.
    lines: &'a [(usize, u32)],
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

impl<'a> Builder<'a> {
    /// An empty document; `lines` gives the first byte and the number of each line that is not blank.
    pub(super) fn new(document: &'a mut Document, source: &'a str, lines: &'a [(usize, u32)]) -> Self {
        Self {
            document,
            lines,
            source,
            open: Vec::new(),
            lead: None,
            list: None,
            list_is_ordinal: false,
            lists: 0,
            called: Vec::new(),
            waiting: HashMap::new(),
        }
    }

    fn line(&self, draft: &Draft) -> u32 {
        line_of(self.lines, draft.start())
    }

    pub(super) fn heading(&mut self, draft: &Draft, mut woven: Woven, level: u8) {
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

    pub(super) fn block(&mut self, draft: &Draft, woven: Woven, kind: BlockKind) {
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
            label: draft.label.map(|label| label.of(self.source).trim().to_owned()),
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
    pub(super) fn wait(&mut self) {
        for (index, called) in self.called.iter().enumerate().rev() {
            self.waiting.entry(called.number).or_default().push(index);
        }
    }

    /// Adds a note's text, which belongs to the section of its marker.
    pub(super) fn note(&mut self, draft: &Draft, mut woven: Woven) {
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
            self.doubt(
                "note_without_marker",
                format!("No marker in the text calls note {}.", notes::label(number)),
                self.line(draft),
            );
        }
    }

    /// Doubts about the notes as a whole.
    pub(super) fn doubts(&mut self, drafts: &[Draft]) {
        let lost: Vec<Called> = self.called.iter().filter(|called| !called.is_answered).copied().collect();
        if let Some(first) = lost.first().filter(|_| drafts.is_empty()) {
            self.doubt("note_texts_missing", format!("The texts of {} notes are not in this source.", lost.len()), first.line);
        } else {
            for called in lost {
                self.doubt(
                    "note_text_missing",
                    format!("The text of note {} was not found.", notes::label(called.number)),
                    called.line,
                );
            }
        }
        let mut gaps = Vec::new();
        for pair in self.called.windows(2) {
            if let [before, after] = pair
                && after.number > before.number + 1
                && !notes::is_signed(after.number)
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
