//! Entities and relations: the data, cases, properties.
//!
//! A case is a text with its mentions marked: `[Moscow|russia]` is a mention of the entity `russia`, and nothing else is one.

mod cases;
mod data;
mod properties;
mod relations;

use lectern::document::{Block, BlockId, BlockKind};
use lectern::extract::entities::{Entity, Gazetteer, entities_of};

/// Blocks of running text.
pub fn blocks(texts: &[&str]) -> Vec<Block> {
    let block = |(number, text): (usize, &&str)| Block {
        id: BlockId(u32::try_from(number).expect("given by the test") + 1),
        kind: BlockKind::Paragraph,
        section: None,
        text: (*text).to_owned(),
        notes: Vec::new(),
        page_starts: Vec::new(),
        page: None,
        lead_in: None,
        list: None,
        label: None,
        line: 0,
    };
    texts.iter().enumerate().map(block).collect()
}

/// A marked text without its marks, and the marks: start, end, identifier.
fn unmark(marked: &str) -> (String, Vec<(usize, usize, String)>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_once(']').expect("given by the test");
        let (name, id) = mark.split_once('|').expect("given by the test");
        text.push_str(before);
        marks.push((text.len(), text.len() + name.len(), id.to_owned()));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// Asserts that the marked mentions, and only these, are found; gives the entities.
#[track_caller]
pub fn check(marked: &str) -> Vec<Entity> {
    let (text, marks) = unmark(marked);
    let entities = entities_of(&blocks(&[&text]), Gazetteer::bundled());
    let mentions = entities.iter().flat_map(|entity| entity.mentions.iter().map(move |mention| (entity, mention)));
    let mut found: Vec<(usize, usize, String)> =
        mentions.map(|(entity, mention)| (mention.place.span.start, mention.place.span.end, entity.id.clone())).collect();
    found.sort();
    let show = |list: &[(usize, usize, String)]| {
        list.iter().map(|(start, end, id)| format!("{}|{id}", &text[*start..*end])).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(show(&found), show(&marks), "in: {text}");
    entities
}
