//! A table as it is shown: which rows, in which order, which one is open; and what a reader does with it.

use crate::corrections::{Operation, decide, edit};
use crate::document::BlockId;
use crate::tables::{Direction, Row, State, Table};

/// What is shown of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Words that a row must have.
    pub query: String,
    /// The key of the column that orders the rows; as they are where there is none.
    pub column: Option<String>,
    /// Its direction.
    pub direction: Direction,
    /// The key of the row whose card is open.
    pub open: Option<String>,
}

/// What a reader does in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Filters, orders, opens or closes.
    Show(Listing),
    /// Decides about the row of that key.
    Decide(String, State),
    /// Makes a cell (row, column) say something else.
    Edit(String, String, String),
    /// Merges the entity of that key into the one of that name.
    Merge(String, String),
    /// Saves the rows that are shown.
    Save(Format),
}

/// How rows are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// [`crate::tables::csv`]
    Csv,
    /// [`crate::tables::json`]
    Json,
}

impl Listing {
    /// The rows that are shown, by their places in the table, in order; `keeps` says which blocks a filter keeps.
    pub fn rows(&self, table: &Table, keeps: &dyn Fn(BlockId) -> bool) -> Vec<usize> {
        let rows = table.matching(&self.query, keeps);
        match self.column.as_deref().and_then(|key| table.column(key)) {
            Some(column) => table.sorted(&rows, column, self.direction),
            None => rows,
        }
    }

    /// The same, ordered by a column; the other way round where it is ordered by that column upwards, and as the rows are where
    /// downwards.
    #[must_use]
    pub fn by(&self, column: &str) -> Self {
        let (column, direction) = match (self.column.as_deref() == Some(column), self.direction) {
            (false, _) => (Some(column.to_owned()), Direction::Ascending),
            (true, Direction::Ascending) => (Some(column.to_owned()), Direction::Descending),
            (true, Direction::Descending) => (None, Direction::Ascending),
        };
        Self { column, direction, ..self.clone() }
    }

    /// The same with the card of a row opened; closed, where it is open.
    #[must_use]
    pub fn toggled(&self, key: &str) -> Self {
        let open = (self.open.as_deref() != Some(key)).then(|| key.to_owned());
        Self { open, ..self.clone() }
    }
}

/// The columns in which some row of a table says something, by their places.
pub fn used_columns(table: &Table) -> Vec<usize> {
    let is_used = |at: &usize| table.rows.iter().any(|row| row.cells.get(*at).is_some_and(|cell| !cell.text.is_empty()));
    (0..table.columns.len()).filter(is_used).collect()
}

/// The correction that a deed makes in tables as corrected so far; none where it makes none.
///
/// # Errors
/// In words: why it cannot be made.
pub fn operation(tables: &[Table], deed: &Deed) -> Option<Result<Operation, String>> {
    Some(match deed {
        Deed::Decide(key, state) => decide(tables, key, state),
        Deed::Edit(key, column, text) => edit(tables, key, column, text),
        Deed::Merge(key, name) => match named(tables, name) {
            Some(row) => decide(tables, key, &State::Merged(row.key.clone())),
            None => Err(["there is no entity called “", name, "”"].concat()),
        },
        Deed::Show(_) | Deed::Save(_) => return None,
    })
}

/// The entity that is shown by that name and counts.
fn named<'a>(tables: &'a [Table], name: &str) -> Option<&'a Row> {
    tables.iter().find_map(|table| {
        table.rows.iter().find(|row| row.entity_id().is_some() && row.counts() && table.text(row, "name") == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Kind;
    use crate::tables::tests::PAPER;

    #[test]
    fn orders_and_opens() {
        let none = Listing::default();
        let up = none.by("low");
        let down = up.by("low");
        assert_eq!((up.column.as_deref(), up.direction), (Some("low"), Direction::Ascending));
        assert_eq!((down.column.as_deref(), down.direction), (Some("low"), Direction::Descending));
        assert_eq!(down.by("low"), none);
        assert_eq!(down.by("high").direction, Direction::Ascending);
        let open = none.toggled("a");
        assert_eq!(open.open.as_deref(), Some("a"));
        assert_eq!((open.toggled("b").open.as_deref(), open.toggled("a").open), (Some("b"), None));
    }

    #[test]
    fn rows_of_the_bundled_paper() {
        let table = PAPER.2.iter().find(|table| table.kind == Kind::Figures).unwrap();
        let listing = Listing { query: "usd".to_owned(), ..Listing::default() }.by("low").by("low");
        let rows = listing.rows(table, &|_| true);
        let low = table.column("low").unwrap();
        assert!(!rows.is_empty() && rows.len() < table.rows.len());
        assert!(rows.windows(2).all(|pair| table.rows[pair[0]].cells[low].number >= table.rows[pair[1]].cells[low].number));
        assert_eq!(listing.rows(table, &|_| false), [0; 0]);
        let mut one = table.clone();
        one.rows.truncate(1);
        let used = used_columns(&one);
        assert!(used.contains(&low) && used.len() < table.columns.len());
        assert!((0..table.columns.len()).all(|at| used.contains(&at) != one.rows[0].cells[at].text.is_empty()));
    }

    #[test]
    fn deeds_become_corrections() {
        let tables = &PAPER.2;
        let merge = |name: &str| operation(tables, &Deed::Merge("entities:gazprom".to_owned(), name.to_owned())).unwrap();
        assert_eq!(merge("Lukoil").unwrap().after, "merged into entities:lukoil");
        assert_eq!(merge("Nobody"), Err("there is no entity called “Nobody”".to_owned()));
        assert_eq!(operation(tables, &Deed::Save(Format::Csv)), None);
        let edited = operation(tables, &Deed::Edit("entities:gazprom".to_owned(), "name".to_owned(), "OAO Gazprom".to_owned()));
        assert_eq!(edited.unwrap().unwrap().before, "Gazprom");
    }
}
