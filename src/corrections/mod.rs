//! What readers correct in the facts: accept, edit, reject, merge; kept as a small patch that a publisher can apply.
//!
//! A [`Patch`] is a list of operations in the order in which they were made. Each sets one column of one row, from `before` to
//! `after`; what a reader decides about a whole row is set in the column [`STATE`] (`accepted`, `rejected`,
//! `merged into entities:gazprom`, or nothing). So every operation has its inverse, and the later of two on one cell wins.
//!
//! [`edit`] and [`decide`] make operations, [`History`] undoes and redoes them, [`apply()`] gives the tables as corrected,
//! [`correct`] the export. All of them say in words what they cannot do.

mod apply;
mod export;
mod history;
mod json;
mod merge;

pub use apply::{Report, apply};
pub use export::correct;
pub use history::History;

use crate::tables::{State, Table, check, entity_id, find};

/// The column that says what a reader decided about a row. No table has one of that key.
pub const STATE: &str = "state";

/// The paper that corrections are for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// A number for its source, by which another text or another edition is known.
    pub hash: String,
    /// Fields that this version does not know: names, and values as JSON, as they came.
    pub other: Vec<(String, String)>,
}

impl Paper {
    /// A paper by its title and the [`fingerprint`](crate::corpus::fingerprint) of its source.
    pub fn new(title: &str, hash: String) -> Self {
        Self { title: title.to_owned(), hash, other: Vec::new() }
    }
}

/// One correction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The row's key.
    pub key: String,
    /// The column's key, or [`STATE`].
    pub column: String,
    /// What the cell said.
    pub before: String,
    /// What it says from now on.
    pub after: String,
    /// Fields that this version does not know: names, and values as JSON, as they came.
    pub other: Vec<(String, String)>,
}

impl Operation {
    /// The operation that takes it back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }
}

/// Corrections of one paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patch {
    /// The paper.
    pub paper: Paper,
    /// The corrections, in the order in which they were made.
    pub operations: Vec<Operation>,
    /// Fields that this version does not know: names, and values as JSON, as they came.
    pub other: Vec<(String, String)>,
}

/// The operation that makes a cell say `text`. Takes the tables as corrected so far.
///
/// # Errors
/// In words: there is no such row or column, or the text does not fit the column.
pub fn edit(tables: &[Table], key: &str, column: &str, text: &str) -> Result<Operation, String> {
    let mut tables = tables.iter().filter_map(|table| Some((table, table.row(key)?)));
    let found = tables.find_map(|(table, row)| {
        let at = table.column(column)?;
        table.columns.get(at).zip(row.cells.get(at))
    });
    let (plan, cell) = found.ok_or("there is no such cell")?;
    check(plan, text)?;
    Ok(operation(key, column, &cell.text, text))
}

/// The operation that decides about a row: accepted, rejected, merged into another, or open again. Takes the tables as corrected
/// so far.
///
/// # Errors
/// In words: there is no such row, or it cannot be merged into that one.
pub fn decide(tables: &[Table], key: &str, state: &State) -> Result<Operation, String> {
    let (_, row) = find(tables, key).ok_or("there is no such row")?;
    can_be(tables, key, state)?;
    if let State::Merged(into) = state
        && find(tables, into).is_some_and(|(_, row)| !row.counts())
    {
        return Err("an entity that was rejected or merged cannot take in another".to_owned());
    }
    Ok(operation(key, STATE, &row.state.to_text(), &state.to_text()))
}

fn operation(key: &str, column: &str, before: &str, after: &str) -> Operation {
    Operation {
        key: key.to_owned(),
        column: column.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        other: Vec::new(),
    }
}

/// Whether a row can have a state: only entities are merged, with another that is there, and not in a circle.
fn can_be(tables: &[Table], key: &str, state: &State) -> Result<(), String> {
    let State::Merged(into) = state else { return Ok(()) };
    if entity_id(key).is_none() || entity_id(into).is_none() {
        return Err("only actors and places can be merged".to_owned());
    }
    let mut at = into.as_str();
    let rows: usize = tables.iter().map(|table| table.rows.len()).sum();
    for _ in 0..=rows {
        if at == key {
            return Err("an entity cannot be merged into itself".to_owned());
        }
        let Some((_, row)) = find(tables, at) else { return Err(["there is no entity ", at, " to merge it into"].concat()) };
        match &row.state {
            State::Merged(next) => at = next,
            _ => return Ok(()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
