//! Highlights and notes of a reader: kept as data, anchored in a text that may have changed, merged, exported and imported.
//!
//! | file | what it does |
//! | --- | --- |
//! | `texts` | the paper's text as one line of characters, with its blocks |
//! | `anchor` | where an annotation stands now: by its place, by its quotation, by what is most like it (`similar`) |
//! | `state` | all annotations of a paper and what became of deleted ones; two of them merged |
//! | `storage` | the same as JSON, for the reader's machine; what cannot be read is kept aside |
//! | `web` | export as W3C Web Annotation, and import, of what other tools write as well |
//! | `markdown` | export for reading, by sections |
//! | `returned` | what that has become, read again |
//! | `time` | times of ISO 8601 in one form, so that they compare as texts |
//!
//! Places are counted as the W3C Web Annotation Data Model counts (<https://www.w3.org/TR/annotation-model/>): in Unicode scalar values of
//! a block's text. There is no clock here: whoever calls says what time it is.

mod anchor;
mod markdown;
mod returned;
mod similar;
mod state;
mod storage;
mod texts;
mod time;
mod web;

pub use anchor::{Anchor, How, anchor, anchor_all};
pub use markdown::markdown;
pub(crate) use markdown::{changed, locator};
pub use state::{Entry, State};
pub use texts::Texts;
pub use time::canonical;
pub use web::{Imported, export, import};

use serde_json::{Map, Value};

use crate::document::BlockId;

/// A place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The block.
    pub block: BlockId,
    /// Scalar values of its text before the place.
    pub at: usize,
}

/// A stretch of the paper; its ends may lie in different blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// Where it begins.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
}

/// What an annotation is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Where it stood when it was made; none where another tool made it.
    pub place: Option<Range>,
    /// The words themselves; a line's end between two blocks.
    pub exact: String,
    /// Some words before them.
    pub prefix: String,
    /// Some words behind them.
    pub suffix: String,
}

/// The colour of a highlight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// The first one.
    #[default]
    Yellow,
    /// The second one.
    Green,
    /// The third one.
    Blue,
    /// The fourth one.
    Pink,
    /// The fifth one.
    Violet,
}

impl Colour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Yellow, Self::Green, Self::Blue, Self::Pink, Self::Violet];

    /// The word for it in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
            Self::Violet => "violet",
        }
    }

    /// The colour that a word names.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.key() == key)
    }
}

/// A highlight, with or without a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// Its name, unique among all; the caller gives it.
    pub id: String,
    /// What it is about; none for a note on the whole paper.
    pub target: Option<Target>,
    /// Its colour.
    pub colour: Colour,
    /// The note; mostly empty.
    pub note: String,
    /// Tags.
    pub tags: Vec<String>,
    /// When it was made, as [`canonical`] writes times.
    pub created: String,
    /// When it was changed last.
    pub modified: String,
    /// Fields that this version does not know, as they came.
    pub other: Map<String, Value>,
}

#[cfg(test)]
mod tests;
