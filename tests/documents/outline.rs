//! A document in lines that people can review.

use std::collections::BTreeMap;
use std::fmt::Write;

use lectern::document::{Block, Document, Unit, note_label};

/// Title, front matter, headings and blocks in reading order, then what was repaired and what is doubtful.
///
/// `‹3›` stands where a note is called, `‹p7›` where a page begins, `{1 •}` for an item's list and label.
pub fn outline(document: &Document) -> String {
    let mut out = String::new();
    let mut line = |text: String| writeln!(out, "{text}").expect("a string takes all");
    line(format!("title: {}", document.title.as_deref().unwrap_or("-")));
    document.front.iter().for_each(|text| line(format!("front: {text}")));
    for unit in &document.order {
        match *unit {
            Unit::Heading(id) => {
                let section = document.section(id).expect("a section");
                let marks: String = section.page_starts.iter().map(|page| format!("‹p{}›", page.page)).collect();
                let notes: String = section.notes.iter().map(|note| format!("‹{}›", note_label(note.number))).collect();
                let number = section.number.as_ref().map_or(String::new(), |number| format!("[{number}] "));
                line(format!("{} {marks}{number}{}{notes}", "#".repeat(section.level.into()), section.heading));
            }
            Unit::Block(id) => {
                let block = document.block(id).expect("a block");
                let section = block.section.map_or("-".to_owned(), |id| id.to_string());
                let list = match (block.list, &block.label, block.lead_in) {
                    (Some(list), Some(label), Some(lead)) => format!(" {{{list} {label} {lead}}}"),
                    (Some(list), Some(label), None) => format!(" {{{list} {label}}}"),
                    (None, Some(label), _) => format!(" {{{label}}}"),
                    _ => String::new(),
                };
                let page = block.page.map_or(String::new(), |page| format!(" p{page}"));
                line(format!("{id} {section}{page} {}{list}: {}", block.kind.name(), marked(block)));
            }
        }
    }
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    document.repairs.iter().for_each(|repair| *counts.entry(repair.kind.name()).or_default() += 1);
    let counts: Vec<String> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    line(format!("repairs: {}", counts.join(", ")));
    for doubt in &document.diagnostics {
        line(format!("doubt, line {}: {} ({})", doubt.line, doubt.message, doubt.code));
    }
    out
}

/// The block's text with its marks.
fn marked(block: &Block) -> String {
    let notes = block.notes.iter().map(|note| (note.at, format!("‹{}›", note_label(note.number))));
    let pages = block.page_starts.iter().map(|page| (page.at, format!("‹p{}›", page.page)));
    let mut marks: Vec<(usize, String)> = notes.chain(pages).collect();
    marks.sort_by_key(|(at, _)| *at);
    let mut text = block.text.clone();
    for (at, mark) in marks.iter().rev() {
        text.insert_str(*at, mark);
    }
    text
}
