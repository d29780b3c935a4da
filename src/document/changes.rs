//! The ledger for those who have not the source: each repair with what stood there.

use super::{BlockId, Document};

/// A repair with what it replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line of the source, from 1.
    pub line: u32,
    /// What was done: [`RepairKind::name`](super::RepairKind::name).
    pub kind: String,
    /// The passage in which it was done: the last that begins on its line or before.
    pub block: Option<BlockId>,
    /// What stood in the source.
    pub raw: String,
    /// What stands in its place.
    pub clean: String,
}

/// All repairs of a document, with its source.
pub fn changes(document: &Document, source: &str) -> Vec<Change> {
    let mut starts: Vec<(u32, BlockId)> = document.blocks.iter().map(|block| (block.line, block.id)).collect();
    starts.sort_by_key(|(line, _)| *line);
    let passage = |line: u32| {
        let before = starts.partition_point(|(start, _)| *start <= line);
        before.checked_sub(1).and_then(|at| starts.get(at)).map(|(_, id)| *id)
    };
    let change = |repair: &super::Repair| Change {
        line: repair.line,
        kind: repair.kind.name().to_owned(),
        block: passage(repair.line),
        raw: repair.raw(source).to_owned(),
        clean: repair.clean.clone(),
    };
    document.repairs.iter().map(change).collect()
}
