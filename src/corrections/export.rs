//! The export as corrected: the same corrections, applied to what `crate::export` gives.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Paper, Patch, Report, apply};
use crate::tables::{
    Cell, Column, Decimals, ENTITIES, Keys, Kind, Row, State, Table, columns, entity_id, entity_key, fact_key, horizon,
    horizon_in_words, of_kind, shown,
};
use crate::text::Span;

/// The lists of the export, each with the kind whose columns it has. Actors and places are one list; places have all its columns.
fn lists() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| *kind != Kind::Actors)
}

/// Applies a patch to an export; `paper` is the export's. Facts that are rejected or merged are taken out, a merged entity's
/// mentions go to the one that took it in, and relations follow. What was accepted says so (`"state": "accepted"`), what was edited
/// says what was found (`"was": { field: value }`), and the field `corrections` of the export sums it up.
pub fn correct(export: &mut Value, patch: &Patch, paper: &Paper) -> Report {
    let (tables, report) = apply(&tables(export), patch, paper);
    merge(export, &tables);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for table in &tables {
        let Some(list) = export.get_mut(table.kind.list()).and_then(Value::as_array_mut) else { continue };
        for (row, fact) in table.rows.iter().zip(list.iter_mut()) {
            rewrite(table, row, fact);
            let state = match row.state {
                State::Open => None,
                State::Accepted => Some("accepted"),
                State::Rejected => Some("rejected"),
                State::Merged(_) => Some("merged"),
            };
            for what in [state, row.is_edited().then_some("edited"), row.is_lost.then_some("lost")].into_iter().flatten() {
                *counts.entry(what).or_default() += 1;
            }
        }
        let mut rows = table.rows.iter();
        list.retain(|_| rows.next().is_none_or(Row::counts));
    }
    if let Value::Object(fields) = export {
        let mut summary: Map<String, Value> = counts.into_iter().map(|(what, count)| (what.to_owned(), json!(count))).collect();
        summary.insert("applied".to_owned(), json!(report.applied));
        summary.insert("not_found".to_owned(), json!(report.missing));
        summary.insert("remarks".to_owned(), json!(report.remarks));
        fields.insert("corrections".to_owned(), Value::Object(summary));
    }
    report
}

/// The facts of an export as tables: the keys, and what corrections can change.
pub(super) fn tables(export: &Value) -> Vec<Table> {
    let list = |kind: Kind| export.get(kind.list()).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let name = |entity: &Value| Some((text(entity, "id").to_owned(), text(entity, "name").to_owned()));
    let names: BTreeMap<String, String> = list(Kind::Places).iter().filter_map(name).collect();
    let table = |kind: Kind| {
        let columns = columns(kind);
        let mut keys = Keys::default();
        let row = |fact: &Value| {
            let cells = columns.iter().map(|column| cell(column, fact, &names)).collect();
            Row::bare(keys.unique(key(kind, fact)), cells)
        };
        let rows = list(kind).iter().map(row).collect();
        Table { kind, columns, rows }
    };
    lists().map(table).collect()
}

fn text<'a>(fact: &'a Value, field: &str) -> &'a str {
    fact.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn key(kind: Kind, fact: &Value) -> String {
    let id = match kind {
        Kind::Actors | Kind::Places => "id",
        Kind::Acronyms => "short",
        _ => {
            let place = if kind == Kind::Sums { fact.get("claim").unwrap_or(fact) } else { fact };
            let at = |field| place.get(field).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
            return fact_key(kind.list(), text(place, "block"), Span::new(at("start"), at("end")), text(place, "text"));
        }
    };
    [kind.list(), ":", text(fact, id)].concat()
}

/// Where a column's value stands in a fact.
fn field<'a>(column: &Column, fact: &'a Value) -> Option<&'a Value> {
    match column.key.as_str() {
        "latitude" | "longitude" | "accuracy_km" => fact.get("coordinates")?.get(&column.key),
        key => fact.get(key),
    }
}

/// A value of the export as a table shows it.
fn cell(column: &Column, fact: &Value, names: &BTreeMap<String, String>) -> Cell {
    let value = field(column, fact).filter(|_| column.is_editable);
    let number = |decimals| value.and_then(Value::as_f64).map_or(String::new(), |number| shown(number, decimals));
    let words = value.and_then(Value::as_str).unwrap_or_default();
    let (text, entity) = match column.key.as_str() {
        "low" | "high" | "accuracy_km" => (number(Decimals::Two), None),
        "latitude" | "longitude" => (number(Decimals::Four), None),
        "kind" | "type" => (words.replace('_', " "), None),
        "horizon" => (horizon_in_words(words), None),
        "holds" => (value.and_then(Value::as_bool).map_or("", |holds| if holds { HOLDS } else { FAILS }).to_owned(), None),
        "subject" | "object" => (names.get(words).map_or(words, String::as_str).to_owned(), Some(entity_key(words))),
        _ => (words.to_owned(), None),
    };
    Cell { entity, ..Cell::new(column, text) }
}

const HOLDS: &str = "holds";
const FAILS: &str = "does not hold";

/// What a table shows as a value of the export: the inverse of [`cell`].
fn value(column: &Column, cell: &Cell) -> Value {
    let text = cell.text.as_str();
    match column.key.as_str() {
        _ if text.is_empty() => Value::Null,
        "kind" | "type" => json!(text.replace(' ', "_")),
        "horizon" => json!(horizon(text)),
        "holds" => json!(text == HOLDS),
        "accuracy_km" if cell.number.is_some_and(|number| number.fract() == 0.0 && (0.0..1e6).contains(&number)) => {
            json!(cell.number.map(|number| number as u32))
        }
        "low" | "high" | "latitude" | "longitude" | "accuracy_km" => json!(cell.number),
        "subject" | "object" => {
            let id = cell.entity.as_deref().and_then(entity_id);
            json!(id.unwrap_or(text))
        }
        _ => json!(text),
    }
}

/// Writes what was corrected in a row into its fact.
fn rewrite(table: &Table, row: &Row, fact: &mut Value) {
    let mut was = Map::new();
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let found = field(column, fact).cloned().unwrap_or_default();
        let new = value(column, cell);
        let follows = table.kind == Kind::Relations && cell.entity.is_some() && new != found;
        if cell.was.is_none() && !follows {
            continue;
        }
        let Value::Object(fields) = &mut *fact else { continue };
        match column.key.as_str() {
            "latitude" | "longitude" | "accuracy_km" => {
                let point = fields.entry("coordinates").or_insert_with(|| json!({}));
                if let Value::Object(point) = point {
                    point.insert(column.key.clone(), new);
                }
            }
            key => drop(fields.insert(key.to_owned(), new)),
        }
        was.insert(column.key.clone(), found);
    }
    let Value::Object(fields) = fact else { return };
    if !was.is_empty() {
        fields.insert("was".to_owned(), Value::Object(was));
    }
    if row.state == State::Accepted {
        fields.insert("state".to_owned(), json!("accepted"));
    }
}

/// Moves the mentions of merged entities, in reading order, to those that took them in.
fn merge(export: &mut Value, tables: &[Table]) {
    let Some(table) = of_kind(tables, Kind::Places) else { return };
    let Some(entities) = export.get_mut(ENTITIES).and_then(Value::as_array_mut) else { return };
    let mut moved: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (row, entity) in table.rows.iter().zip(entities.iter_mut()) {
        let State::Merged(_) = row.state else { continue };
        if let Some(Value::Array(mentions)) = entity.get_mut("mentions").map(Value::take) {
            moved.entry(super::apply::root(tables, &row.key)).or_default().extend(mentions);
        }
    }
    for (row, entity) in table.rows.iter().zip(entities.iter_mut()) {
        let Some(more) = moved.remove(row.key.as_str()) else { continue };
        if let Some(mentions) = entity.get_mut("mentions").and_then(Value::as_array_mut) {
            mentions.extend(more);
            mentions.sort_by_key(|mention| {
                let block = text(mention, "block").strip_prefix('b').and_then(|number| number.parse::<u64>().ok());
                (block, mention.get("start").and_then(Value::as_u64))
            });
        }
    }
}
