//! Facts as tables, ready to be shown: one shape for all kinds, so that a page needs no code for each.
//!
//! [`tables`] makes them of a document and its facts; [`to_json`] and [`from_json`] carry them from the program that finds facts to
//! the page. There a [`Table`] is filtered and sorted ([`Table::matching`], [`Table::sorted`]), saved ([`csv`], [`json`]) and
//! corrected (`crate::corrections`).
//!
//! A row is known by its key, which does not depend on the other rows, so that addresses and corrections survive a new
//! extraction: `entities:gazprom` and `acronyms:CIS` by the identifier or the short form; every other fact by kind, block, span
//! in Unicode scalar values and exact text, `figures:b2:883-894:$10 billion`. A second fact of one kind at the same place has
//! `~2` at its end, and so on.

mod build;
mod cell;
mod columns;
mod export;
mod key;
mod number;
mod order;
pub(crate) mod raw;
mod rules;
mod wire;

pub use build::tables;
pub use cell::{Cell, check};
pub use columns::columns;
pub use export::{csv, csv_line, json};
pub(crate) use key::{ENTITIES, Keys, entity_id, entity_key, fact_key};
pub(crate) use number::{Decimals, horizon, horizon_in_words, shown};
pub use order::Direction;
pub(crate) use raw::push_json;
pub use wire::{from_json, to_json};

use crate::document::BlockId;
use crate::extract::{Certainty, Place};
use crate::text::Span;

/// What the rows of a table are. The words are those of the views' addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Figures with their units.
    Figures,
    /// Dates.
    Dates,
    /// People, organisations, companies, states, treaties: entities that are not only places.
    Actors,
    /// Places; states are here, too.
    Places,
    /// Acronyms.
    Acronyms,
    /// Recommendations.
    Recommendations,
    /// Forecasts.
    Forecasts,
    /// Who does what to whom.
    Relations,
    /// Values that can be checked against each other.
    Sums,
}

impl Kind {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Figures,
        Self::Dates,
        Self::Actors,
        Self::Places,
        Self::Acronyms,
        Self::Recommendations,
        Self::Forecasts,
        Self::Relations,
        Self::Sums,
    ];

    /// The word that stands for it in addresses and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Dates => "dates",
            Self::Actors => "actors",
            Self::Places => "places",
            Self::Acronyms => "acronyms",
            Self::Recommendations => "recommendations",
            Self::Forecasts => "forecasts",
            Self::Relations => "relations",
            Self::Sums => "sums",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The list of the export (and the beginning of its rows' keys) that holds it: actors and places are both entities.
    pub fn list(self) -> &'static str {
        match self {
            Self::Actors | Self::Places => ENTITIES,
            other => other.as_str(),
        }
    }
}

/// All facts of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What its rows are.
    pub kind: Kind,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: in reading order, acronyms by their short forms, entities by their first mention.
    pub rows: Vec<Row>,
}

/// How a column is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// As words: without regard to case and diacritics.
    Text,
    /// As numbers.
    Number,
    /// As dates, in ISO 8601.
    Date,
    /// As its list of choices goes, or as the paper does.
    Order,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name of its field in the export.
    pub key: String,
    /// Its head.
    pub name: String,
    /// How it is ordered.
    pub sort: Sort,
    /// Whether its cells can be corrected.
    pub is_editable: bool,
    /// All that its cells can say; empty where they can say anything.
    pub choices: Vec<String>,
}

/// A fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is known by.
    pub key: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// Where it stands: one place, but for entities (every mention) and acronyms (every use); in reading order.
    pub places: Vec<Place>,
    /// What bears it out: a recommendation's reasons, a sum's values, an acronym's long form.
    pub support: Vec<Place>,
    /// The sentence of its first place, or all the sentences that the place reaches over: bytes of the same block's text.
    pub sentence: Span,
    /// The rule that found it, in words.
    pub rule: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// For an entity: every name that the text gives it, with how often, the commonest first.
    pub names: Vec<(String, usize)>,
    /// What a reader decided about it.
    pub state: State,
    /// Whether it is a relation that has lost one of its two entities, because that was rejected or merged with the other.
    pub is_lost: bool,
}

/// What a reader decided about a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    #[default]
    Open,
    /// It is right.
    Accepted,
    /// It is none.
    Rejected,
    /// It is the same as the entity of that key, which has its names and mentions now.
    Merged(String),
}

/// What stands before the key of the row that another was merged into.
const MERGED: &str = "merged into ";

impl State {
    /// The words for it in patches; empty for an open one.
    pub fn to_text(&self) -> String {
        match self {
            Self::Open => String::new(),
            Self::Accepted => "accepted".to_owned(),
            Self::Rejected => "rejected".to_owned(),
            Self::Merged(into) => [MERGED, into].concat(),
        }
    }

    /// Reads what [`State::to_text`] says.
    pub fn from_text(text: &str) -> Option<Self> {
        match text {
            "" => Some(Self::Open),
            "accepted" => Some(Self::Accepted),
            "rejected" => Some(Self::Rejected),
            _ => text.strip_prefix(MERGED).map(|into| Self::Merged(into.to_owned())),
        }
    }
}

impl Row {
    /// A row of nothing but its cells: without places, sentence and rule.
    pub(crate) fn bare(key: String, cells: Vec<Cell>) -> Self {
        Self {
            key,
            cells,
            places: Vec::new(),
            support: Vec::new(),
            sentence: Span::default(),
            rule: String::new(),
            certainty: Certainty::Exact,
            names: Vec::new(),
            state: State::Open,
            is_lost: false,
        }
    }

    /// Whether it counts: it was neither rejected nor merged into another, and has not lost its entity.
    pub fn counts(&self) -> bool {
        !self.is_lost && matches!(self.state, State::Open | State::Accepted)
    }

    /// Whether a cell was corrected.
    pub fn is_edited(&self) -> bool {
        self.cells.iter().any(|cell| cell.was.is_some())
    }

    /// The identifier of the entity that it is, if it is one.
    pub fn entity_id(&self) -> Option<&str> {
        entity_id(&self.key)
    }

    /// The blocks that it stands in, each once.
    pub fn blocks(&self) -> Vec<BlockId> {
        let mut blocks: Vec<BlockId> = self.places.iter().map(|place| place.block).collect();
        blocks.dedup();
        blocks
    }
}

impl Table {
    /// The place of a column among the columns.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The row of a key.
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// What a row's cell says; empty where there is no such column.
    pub fn text<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        self.cell(row, column).map_or("", |cell| &cell.text)
    }

    /// A row's cell in a column.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> Option<&'a Cell> {
        row.cells.get(self.column(column)?)
    }

    /// How many rows count.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.counts()).count()
    }

    /// Fills in what follows from a row's places and names: how many mentions, in how many passages, the first and the last.
    pub(crate) fn refresh(&mut self, at: usize) {
        let Some(row) = self.rows.get_mut(at).filter(|row| row.entity_id().is_some()) else { return };
        let blocks = row.blocks();
        let number = |block: Option<&BlockId>| block.map_or(String::new(), |block| block.0.to_string());
        for (column, cell) in self.columns.iter().zip(&mut row.cells) {
            let text = match column.key.as_str() {
                "names" => named(&row.names),
                "mentions" => row.places.len().to_string(),
                "passages" => blocks.len().to_string(),
                "first" => number(blocks.first()),
                "last" => number(blocks.last()),
                _ => continue,
            };
            *cell = Cell::new(column, text);
        }
    }
}

/// Names with their counts: "Moscow (32), Kremlin (4)".
fn named(names: &[(String, usize)]) -> String {
    let mut text = String::new();
    for (name, count) in names {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(name);
        text.push_str(" (");
        text.push_str(&count.to_string());
        text.push(')');
    }
    text
}

/// How many facts of each kind count, in the order of the tables.
pub fn counts(tables: &[Table]) -> Vec<(Kind, usize)> {
    tables.iter().map(|table| (table.kind, table.count())).collect()
}

/// The table of a kind.
pub fn of_kind(tables: &[Table], kind: Kind) -> Option<&Table> {
    tables.iter().find(|table| table.kind == kind)
}

/// The row of a key and its table; for a state, which has two rows, that among the actors.
pub fn find<'a>(tables: &'a [Table], key: &str) -> Option<(&'a Table, &'a Row)> {
    tables.iter().find_map(|table| table.row(key).map(|row| (table, row)))
}

/// Names and keys of all entities that count, each once, by name.
pub fn entities(tables: &[Table]) -> Vec<(&str, &str)> {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for table in tables {
        for row in table.rows.iter().filter(|row| row.counts() && row.entity_id().is_some()) {
            let entry = (table.text(row, "name"), row.key.as_str());
            // inserted in order, for the bytes of another sort
            let at = all.partition_point(|other| *other < entry);
            if all.get(at) != Some(&entry) {
                all.insert(at, entry);
            }
        }
    }
    all
}

#[cfg(test)]
pub(crate) mod tests;
