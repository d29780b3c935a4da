//! Tables out of facts. Runs where the facts are found, never in the page.

mod clauses;
mod names;
mod values;

use super::number::Decimals;
use super::rules::Rules;
use super::{Cell, Column, Keys, Kind, Row, State, Table, columns, fact_key, shown};
use crate::document::{Document, Section};
use crate::extract::{Certainty, Facts, Place, Scalars};
use crate::text::{Span, sentences};

/// One table for each kind of fact, in the order of [`Kind::ALL`].
pub fn tables(document: &Document, facts: &Facts) -> Vec<Table> {
    let sentences = document.blocks.iter().map(|block| sentences(&block.text)).collect();
    let maker = Maker { document, scalars: Scalars::new(&document.blocks), sentences, rules: Rules::bundled() };
    let table = |kind| match kind {
        Kind::Figures => values::figures(&maker, facts),
        Kind::Dates => values::dates(&maker, facts),
        Kind::Actors | Kind::Places => names::entities(kind, facts),
        Kind::Acronyms => names::acronyms(&maker, facts),
        Kind::Recommendations => clauses::recommendations(&maker, facts),
        Kind::Forecasts => clauses::forecasts(&maker, facts),
        Kind::Relations => names::relations(&maker, facts),
        Kind::Sums => values::sums(&maker, facts),
    };
    Kind::ALL.into_iter().map(|kind| maker.table(kind, table(kind))).collect()
}

/// A row to be.
struct Draft {
    /// What its key ends in, behind the name of its list; by its place and text where there is none.
    id: Option<String>,
    places: Vec<Place>,
    support: Vec<Place>,
    rule: &'static str,
    certainty: Certainty,
    names: Vec<(String, usize)>,
    /// What its columns say, by their keys; the columns of its place are filled in for it.
    cells: Vec<(&'static str, Value)>,
}

impl Draft {
    /// A fact at one place.
    fn at(place: Place, rule: &'static str, certainty: Certainty, cells: Vec<(&'static str, Value)>) -> Self {
        Self { id: None, places: vec![place], support: Vec::new(), rule, certainty, names: Vec::new(), cells }
    }
}

/// What a cell says.
#[derive(Default)]
struct Value {
    text: String,
    entity: Option<String>,
}

fn text(text: &str) -> Value {
    Value { text: text.to_owned(), entity: None }
}

fn optional(words: Option<&str>) -> Value {
    text(words.unwrap_or_default())
}

fn count(number: usize) -> Value {
    text(&number.to_string())
}

fn number(number: Option<f64>) -> Value {
    Value { text: number.map_or(String::new(), |number| shown(number, Decimals::Two)), entity: None }
}

struct Maker<'a> {
    document: &'a Document,
    scalars: Scalars<'a>,
    /// The sentences of each block.
    sentences: Vec<Vec<Span>>,
    rules: Rules,
}

impl Maker<'_> {
    /// The words at some bytes of a place's block; none where there are none.
    fn words(&self, place: Place, span: Option<Span>) -> Value {
        text(span.map_or("", |span| span.of(self.scalars.text(place))))
    }

    fn table(&self, kind: Kind, drafts: Vec<Draft>) -> Table {
        let mut keys = Keys::default();
        let mut table = Table { kind, columns: columns(kind), rows: Vec::with_capacity(drafts.len()) };
        for draft in drafts {
            let Some(place) = draft.places.first().copied() else { continue };
            let key = match &draft.id {
                Some(id) => [kind.list(), ":", id].concat(),
                None => {
                    let text = place.span.of(self.scalars.text(place));
                    fact_key(kind.list(), &place.block.to_string(), self.scalars.span(place), text)
                }
            };
            table.rows.push(Row {
                key: keys.unique(key),
                cells: table.columns.iter().map(|column| self.cell(column, &draft, place)).collect(),
                sentence: self.sentence(place),
                rule: self.rules.words(kind.list(), draft.rule),
                certainty: draft.certainty,
                places: draft.places,
                support: draft.support,
                names: draft.names,
                state: State::Open,
                is_lost: false,
            });
            table.refresh(table.rows.len() - 1);
        }
        table
    }

    fn cell(&self, column: &Column, draft: &Draft, place: Place) -> Cell {
        if let Some((_, value)) = draft.cells.iter().find(|(key, _)| *key == column.key) {
            return Cell { entity: value.entity.clone(), ..Cell::new(column, value.text.clone()) };
        }
        let block = self.document.block(place.block);
        match column.key.as_str() {
            "text" => Cell::new(column, place.span.of(self.scalars.text(place)).to_owned()),
            "paragraph" => Cell::new(column, place.block.0.to_string()),
            "page" => {
                let page = block.and_then(|block| block.page_at(place.span.start));
                Cell::new(column, page.map_or(String::new(), |page| page.to_string()))
            }
            "section" => {
                let section = block.and_then(|block| self.document.section(block.section?));
                let heading = |section: &Section| match &section.number {
                    Some(number) => [number, " ", &section.heading].concat(),
                    None => section.heading.clone(),
                };
                let number = section.map(|section| f64::from(section.id.0));
                Cell { number, ..Cell::new(column, section.map(heading).unwrap_or_default()) }
            }
            _ => Cell::default(),
        }
    }

    /// The sentence that holds a place, or all that it reaches over.
    fn sentence(&self, place: Place) -> Span {
        let sentences =
            (place.block.0 as usize).checked_sub(1).and_then(|at| self.sentences.get(at)).map_or(&[][..], Vec::as_slice);
        let first = sentences.iter().find(|sentence| place.span.start < sentence.end);
        let last = sentences.iter().rev().find(|sentence| sentence.start < place.span.end);
        match (first, last) {
            (Some(first), Some(last)) => Span::new(first.start, last.end.max(first.end)),
            _ => place.span,
        }
    }
}
