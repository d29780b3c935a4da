//! The ledger for those who have not the source: each repair with what stood there, as lines of text and back.

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

/// Changes as text: one a line, its fields parted by tabs; `\` before what would be read as one of these.
pub fn write_changes(changes: &[Change]) -> String {
    let mut out = String::new();
    for change in changes {
        out.push_str(&change.line.to_string());
        for field in [&change.kind, &change.block.map(|id| id.0.to_string()).unwrap_or_default(), &change.raw, &change.clean] {
            out.push('\t');
            for c in field.chars() {
                match c {
                    '\\' => out.push_str("\\\\"),
                    '\t' => out.push_str("\\t"),
                    '\n' => out.push_str("\\n"),
                    '\r' => out.push_str("\\r"),
                    other => out.push(other),
                }
            }
        }
        out.push('\n');
    }
    out
}

/// The inverse of [`write_changes`]; a line that is none is left out.
pub fn read_changes(text: &str) -> Vec<Change> {
    let read = |line: &str| {
        let mut fields = line.split('\t');
        let number = fields.next()?.parse().ok()?;
        let kind = unescaped(fields.next()?);
        let block = fields.next()?.parse().ok().map(BlockId);
        Some(Change { line: number, kind, block, raw: unescaped(fields.next()?), clean: unescaped(fields.next()?) })
    };
    text.split('\n').filter_map(read).collect()
}

fn unescaped(field: &str) -> String {
    let mut out = String::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn written_and_read(fields in prop::collection::vec((any::<u32>(), "[a-z_]{1,9}", any::<Option<u32>>(), any::<String>(), any::<String>()), 0..6)) {
            let changes: Vec<Change> = fields
                .into_iter()
                .map(|(line, kind, block, raw, clean)| Change { line, kind, block: block.map(BlockId), raw, clean })
                .collect();
            prop_assert_eq!(read_changes(&write_changes(&changes)), changes);
        }

        #[test]
        fn anything_is_read(text in any::<String>()) {
            let _ = read_changes(&text);
        }
    }
}
