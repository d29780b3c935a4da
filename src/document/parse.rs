//! The stages in their order.

use super::assemble;
use super::breaks;
use super::build::Builder;
use super::draft::{Draft, DraftKind, Removed};
use super::front;
use super::lines;
use super::links;
use super::note_texts::{self, NoteTexts};
use super::notes::Texts;
use super::shape::{Markup, Shape};
use super::vocabulary::Vocabulary;
use super::weave::{Loom, Plan};
use super::{Diagnostic, Document, Metadata, RepairKind, furniture, headings, markup, notes};
use crate::text::Span;

/// Reads a paper. It cannot fail: what is doubtful is a diagnostic, and what is no paper at all gives a document with little in it.
pub fn parse(source: &str, metadata: &Metadata) -> Document {
    let mut lines = lines::lines(source);
    let starts: Vec<(usize, u32)> = lines.iter().map(|line| (line.span.start, line.number)).collect();
    let mut matter = front::matter(source, &mut lines);
    if matter.title.is_none() && matter.lines.is_empty() {
        matter = front::memorandum(source, &mut lines);
    }
    let markup = Markup::of(source, &lines);
    let links = links::part(source, &mut lines);
    let body = furniture::part(source, lines, markup, metadata.first_page);
    let mut plan = Plan { source, removed: body.removed, pages: body.pages, ..Plan::default() };
    plan.vocabulary = Vocabulary::new(body.lines.iter().map(|line| line.text(source)));
    let ids = notes::ids(source, body.lines.iter().map(|line| line.span));
    let number = |id: &str| notes::number_of(&ids, id);
    let NoteTexts { mut lines, notes: mut note_drafts, styles } = note_texts::part(source, body.lines, markup, number);
    let shape = Shape::of(&lines, markup);
    breaks::find(source, &mut lines, &shape);
    let assembly = assemble::assemble(source, &lines, &shape);
    let mut drafts = assembly.drafts;
    plan.removed.extend(assembly.removed);
    plan.removed.extend(matter.removed);
    plan.removed.extend(links.removed);
    let front = front::part(source, &mut drafts, metadata, matter.title);
    plan.removed.extend(front.removed);
    // headings whose letters are set apart
    let headings = drafts.iter().filter(|draft| draft.is_heading()).flat_map(|draft| &draft.pieces);
    plan.removed.extend(headings.flat_map(|piece| {
        let blanks = super::headings::letter_blanks(piece.span.of(source));
        blanks.into_iter().map(|blank| {
            let span = Span::new(piece.span.start + blank.start, piece.span.start + blank.end);
            Removed { span, kind: RepairKind::Blank }
        })
    }));
    let pieces = || drafts.iter().flat_map(|draft| draft.pieces.iter().map(|piece| piece.span));
    let restart = note_drafts.iter().filter(|draft| draft.note == Some(1)).count() > 1;
    let texts = Texts { styles, restart };
    let is_signed = |draft: &&Draft| draft.note.is_some_and(notes::is_signed);
    let signs: Vec<(u32, usize)> =
        note_drafts.iter().filter(is_signed).map(|draft| (draft.note.unwrap_or(0), draft.start())).collect();
    plan.markers = if ids.is_empty() {
        notes::markers(source, pieces(), texts, &signs, &links.marks)
    } else {
        notes::carets(source, pieces(), number)
    };
    if shape.is_markdown {
        markup::find(source, drafts.iter_mut().chain(&mut note_drafts), &mut plan.removed);
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
    let mut builder = Builder::new(&mut document, source, &starts);
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
    let (repairs, hyphens) = loom.finish();
    document.repairs = repairs;
    document.diagnostics.extend(hyphens.iter().map(|&at| Diagnostic {
        code: "undecidable_hyphen",
        message: "A compound or a broken word: a line ends with a hyphen, and neither spelling is known.".to_owned(),
        line: lines::line_of(&starts, at),
    }));
    document.diagnostics.extend(front::find_slips(&mut document.slips, &document.blocks, metadata));
    document.diagnostics.sort_by_key(|doubt| doubt.line);
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, replay};

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
