//! The index, the query language and ranked hits.
//!
//! ```
//! use lectern::search::{Index, Options, Query, Unit};
//!
//! let texts = ["Russia rents the Baikonur complex.", "Gas is exported to China."];
//! let units = texts.iter().map(|body| Unit { body, ..Unit::default() });
//! let index = Index::build(units, &[], "");
//! let results = index.search(&Query::parse("exporting gas"), &Options::default());
//! assert_eq!(results.hits[0].unit, 1);
//! let lit: Vec<&str> = results.hits[0].spans.iter().map(|span| span.of(texts[1])).collect();
//! assert_eq!(lit, ["Gas", "exported"]);
//! ```
//!
//! # How it goes
//!
//! A text is read into words (`words`) and terms (`terms`: words, joined words, quantities and dates in one notation), folded
//! and stemmed (`fold`), and kept in compact lists with positions (`postings`). A query is parsed (`query`), turned into
//! concepts with alternatives and conditions (`plan`: inflections, prefixes, typos, names, synonyms; `question`: what a question wants),
//! and evaluated (`rank`).
//!
//! # How hits are ranked
//!
//! BM25F (S. Robertson, H. Zaragoza: "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) over body, lead-in and
//! headings, one score for each concept: the best of its alternatives, plus a little for the others. Then a share for how much of
//! the query is there at all, a bonus for words that stand together as in the query, a small one for the kind of answer that a
//! question asks for (figures, dates, names, reasons, advice), and one for a hit whose neighbours are hits too; notes count for a little
//! less than the running text. Equal scores keep the reading order. The same on every platform to the last bit (`logarithm`).

mod data;
mod dictionary;
mod document;
mod excerpt;
pub(crate) mod fold;
mod fuzzy;
mod index;
mod knowledge;
pub mod lines;
mod logarithm;
mod plan;
mod postings;
mod query;
mod question;
mod rank;
pub mod regular;
mod terms;
pub mod thesaurus;
mod unit;
mod words;

use crate::text::Span;

pub(crate) use data::is_stop_word;
pub use document::{Extras, Making, index, index_with};
pub use excerpt::excerpt;
pub(crate) use fold::folded;
pub(crate) use index::Numbering;
pub use index::{Builder, Index};
pub use knowledge::{Knowledge, Reason};
pub(crate) use logarithm::ln;
pub use query::{Field, MOST_DEPTH, MOST_PARTS, Problem, Query};
pub use question::Wanted;
pub use rank::{Explanation, Part};
pub use unit::{Bond, Names, Tags, Unit, names_of_gazetteer, names_of_glossary};

/// How to search.
#[derive(Clone, Debug)]
pub struct Options {
    /// In which order hits come.
    pub order: Order,
    /// Whether the last word may be half typed.
    pub last_word: LastWord,
    /// Expansions that the reader took away: [`Expansion::to`] of each.
    pub without: Vec<String>,
    /// How many hits, from the first, get their [`Hit::spans`]; [`Index::spans`] gives those of any other.
    pub lit: usize,
    /// Whether they get their [`Hit::lights`] too.
    pub weigh: bool,
    /// How many hits are wanted; all unless said otherwise.
    pub limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            order: Order::Relevance,
            last_word: LastWord::Whole,
            without: Vec::new(),
            lit: usize::MAX,
            weigh: false,
            limit: usize::MAX,
        }
    }
}

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best first, equal ones in reading order.
    #[default]
    Relevance,
    /// As they stand in the text.
    Reading,
}

/// Whether the last word may be half typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastWord {
    /// It is whole: the query was sent, or comes from a link.
    #[default]
    Whole,
    /// The reader is typing: if the query ends in a letter, its last word is also taken as the beginning of one.
    Typing,
}

/// What a search gives.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The hits, in the order asked for.
    pub hits: Vec<Hit>,
    /// What else was searched, and found: each can be taken away through [`Options::without`].
    pub expansions: Vec<Expansion>,
    /// When there are no hits: the nearest words that the text has.
    pub suggestions: Vec<String>,
    /// The kind of answer that the query, as a question, asks for.
    pub wanted: Option<Wanted>,
    /// How many hits there are, those beyond [`Options::limit`] included.
    pub total: usize,
}

/// A unit that fulfils the query.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its number in the order in which units were given, from 0.
    pub unit: usize,
    /// Its score; comparable within one search only.
    pub score: f64,
    /// The bytes of its body that matched, ascending, not overlapping. Empty beyond [`Options::lit`], and where only the lead-in, a
    /// heading or a field matched.
    pub spans: Vec<Span>,
    /// Whether words of the query stand in its headings.
    pub in_heading: InHeading,
    /// What each word of its body is worth to the query, in no order; empty unless [`Options::weigh`].
    pub lights: Vec<Light>,
}

/// What a word of a body is worth to a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Light {
    /// The byte at which it begins.
    pub at: usize,
    /// Which of the words or phrases of the query it stands for.
    pub concept: usize,
    /// Its inverse document frequency by its share of the exact word's weight.
    pub weight: f64,
}

/// Whether words of the query stand in the headings over a hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InHeading {
    /// At least one.
    Yes,
    /// None.
    #[default]
    No,
}

/// Something that was searched beside the words typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The word or words typed.
    pub from: String,
    /// What was searched too; also its name in [`Options::without`].
    pub to: String,
    /// Why.
    pub reason: Reason,
    /// In how many units it stands.
    pub units: usize,
}
