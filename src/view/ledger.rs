//! The ledger of repairs as a table: which repairs are shown, and in which order.

use super::facts::{RowSort, sorts};
use super::route::Route;
use crate::document::Change;
use crate::search::folded;
use crate::tables::{Direction, csv_line, push_json};

/// The columns: the word of each in addresses and files, and its head.
pub const COLUMNS: [(&str, &str); 4] = [("line", "Line"), ("change", "Change"), ("source", "In the source"), ("here", "Here")];

/// What a view of the ledger shows.
pub struct Ledger<'a> {
    /// The repairs, in order.
    pub rows: Vec<&'a Change>,
    /// The kinds that there are, the commonest first.
    pub kinds: Vec<RowSort>,
    /// How many there are but for the kind.
    pub all: usize,
    /// The column that orders them, and how.
    pub by: Option<(&'static str, Direction)>,
}

impl<'a> Ledger<'a> {
    /// The view for an address: its kind, its words and its order.
    pub fn new(changes: &'a [Change], route: &Route) -> Self {
        let words = folded(&route.rows);
        let has_all = |repair: &Change| {
            let text = folded(&[&name(&repair.kind), " ", &repair.raw, " ", &repair.clean].concat());
            words.split_whitespace().all(|word| text.contains(word))
        };
        let found: Vec<&Change> = changes.iter().filter(|repair| words.is_empty() || has_all(repair)).collect();
        let every = changes.iter().map(|repair| name(&repair.kind));
        let kinds = sorts(every, found.iter().map(|repair| name(&repair.kind)), &route.kinds);
        let all = found.len();
        let mut rows: Vec<&Change> = match kinds.iter().find(|kind| kind.pressed) {
            Some(kind) => found.into_iter().filter(|repair| name(&repair.kind) == kind.value).collect(),
            None => found,
        };
        let (key, direction) = route.order();
        let by = COLUMNS.iter().find(|(column, _)| *column == key).map(|(column, _)| (*column, direction));
        if let Some((column, direction)) = by {
            rows.sort_by_cached_key(|repair| match column {
                "line" => (repair.line, String::new()),
                "change" => (0, name(&repair.kind)),
                "source" => (0, folded(&repair.raw)),
                _ => (0, folded(&repair.clean)),
            });
            if direction == Direction::Descending {
                rows.reverse();
            }
        }
        Self { rows, kinds, all, by }
    }

    /// The rows as CSV (RFC 4180).
    pub fn csv(&self) -> String {
        let mut out = csv_line(&COLUMNS.map(|(key, _)| key));
        for repair in &self.rows {
            out.push_str(&csv_line(&[&repair.line.to_string(), &repair.kind, &repair.raw, &repair.clean]));
        }
        out
    }

    /// The rows as JSON, with the fields of the export: a list of objects.
    pub fn json(&self) -> String {
        let mut out = "[".to_owned();
        let mut before = "\n{\"kind\":";
        for repair in &self.rows {
            out.push_str(before);
            before = "},\n{\"kind\":";
            push_json(&mut out, &repair.kind);
            out.push_str(",\"line\":");
            out.push_str(&repair.line.to_string());
            for (key, text) in [(",\"raw\":", &repair.raw), (",\"clean\":", &repair.clean)] {
                out.push_str(key);
                push_json(&mut out, text);
            }
        }
        out.push_str(if self.rows.is_empty() { "]\n" } else { "}\n]\n" });
        out
    }
}

/// A kind in words: `line_join` as "line join".
pub fn name(kind: &str) -> String {
    kind.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{BUNDLED_PAPER, Corpus};
    use crate::document::changes;

    #[test]
    fn every_repair_is_shown_sorted_and_saved() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        let changes = changes(&corpus.document, BUNDLED_PAPER);
        let ledger = |hash: &str| Ledger::new(&changes, &Route::parse(hash));
        let whole = ledger("");
        assert_eq!((whole.rows.len(), whole.all), (changes.len(), corpus.source.repairs));
        assert_eq!(whole.kinds.iter().map(|kind| kind.count).sum::<usize>(), whole.all);
        for (column, _) in COLUMNS {
            let up = ledger(&format!("#repairs?sort={column}"));
            assert_eq!((up.rows.len(), up.by), (whole.all, Some((column, Direction::Ascending))));
            assert_eq!(
                ledger(&format!("#repairs?sort=-{column}")).rows.first().map(|repair| repair.line),
                up.rows.last().map(|repair| repair.line)
            );
        }
        let kind = &whole.kinds.last().expect("a kind").value;
        let one = Ledger::new(&changes, &Route { kinds: vec![kind.clone()], ..Route::default() });
        assert!(one.rows.iter().all(|repair| name(&repair.kind) == *kind) && one.all == whole.all && !one.rows.is_empty());
        let joins = ledger("#repairs?rows=line%20join");
        assert!(!joins.rows.is_empty() && joins.rows.len() < whole.rows.len());
        assert!(whole.rows.iter().all(|repair| repair.block.is_some() || repair.line < corpus.document.blocks[0].line));
        let json: serde_json::Value = serde_json::from_str(&whole.json()).expect("JSON");
        assert_eq!(json.as_array().map(Vec::len), Some(whole.all));
        assert_eq!(json[0]["raw"], whole.rows[0].raw);
        assert!(one.csv().starts_with("line,change,source,here\r\n"));
        assert_eq!(ledger("#repairs?rows=xyzzyx").json(), "[]\n");
    }
}
