//! Which rows are shown, and in which order.

use std::cmp::Ordering;

use super::{Row, Sort, Table};
use crate::document::BlockId;
use crate::search::fold::folded;

/// The direction of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The least first.
    #[default]
    Ascending,
    /// The greatest first.
    Descending,
}

impl Table {
    /// The rows, by their places in the table, that have all the words of `query` in their cells or names, in whatever case and with
    /// whatever diacritics, and that stand in a block that `keeps` keeps. What was rejected or merged is among them: it is shown
    /// as such.
    pub fn matching(&self, query: &str, keeps: &dyn Fn(BlockId) -> bool) -> Vec<usize> {
        let query = folded(query);
        let has_all = |row: &Row| {
            let mut text = String::new();
            for piece in row.cells.iter().map(|cell| &cell.text).chain(row.names.iter().map(|(name, _)| name)) {
                text.push_str(&folded(piece));
                text.push('\n');
            }
            query.split_whitespace().all(|word| text.contains(word))
        };
        let mut found = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let stands = row.places.is_empty() || row.places.iter().any(|place| keeps(place.block));
            if stands && (query.is_empty() || has_all(row)) {
                found.push(at);
            }
        }
        found
    }

    /// The same rows in the order of a column: numbers and dates by their value, words without regard to case and diacritics,
    /// empty cells last in both directions, equals as they were. A column that is not there changes nothing.
    pub fn sorted(&self, rows: &[usize], column: usize, direction: Direction) -> Vec<usize> {
        let Some(sort) = self.columns.get(column).map(|column| column.sort) else { return rows.to_vec() };
        let keys: Vec<(Option<f64>, String)> = rows
            .iter()
            .map(|at| {
                let cell = self.rows.get(*at).and_then(|row| row.cells.get(column));
                let text = cell.map_or(String::new(), |cell| folded(&cell.text));
                (if sort == Sort::Text { None } else { cell.and_then(|cell| cell.number) }, text)
            })
            .collect();
        // Binary insertion: tables are short, and another instance of the standard library's sort costs kilobytes.
        let mut order: Vec<usize> = Vec::with_capacity(rows.len());
        for (at, key) in keys.iter().enumerate() {
            let to = order.partition_point(|before| {
                keys.get(*before).is_none_or(|before| compare(before, key, direction) != Ordering::Greater)
            });
            order.insert(to, at);
        }
        order.into_iter().filter_map(|at| rows.get(at).copied()).collect()
    }
}

/// Numbers before words before nothing; each by its value, in the direction.
fn compare(a: &(Option<f64>, String), b: &(Option<f64>, String), direction: Direction) -> Ordering {
    let class = |key: &(Option<f64>, String)| if key.0.is_some() { 0 } else { 1 + i32::from(key.1.is_empty()) };
    let by_class = class(a).cmp(&class(b));
    if by_class != Ordering::Equal {
        return by_class;
    }
    let by_value = match (a.0, b.0) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.1.cmp(&b.1),
    };
    if direction == Direction::Descending { by_value.reverse() } else { by_value }
}
