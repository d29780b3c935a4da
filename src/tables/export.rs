//! Rows as CSV and as JSON, for other programs.
//!
//! Both have the table's columns by their keys and then, for every kind, `state` (what a reader decided; `lost` for a
//! relation whose entity was rejected), `confidence`, `rule`,
//! `block`, `start`, `end` (of the first place, in Unicode scalar values of the block's text), `sentence` and `key`. Numbers are
//! written plain, without groups.

use super::raw::{number, push_json};
use super::{Row, Sort, Table};
use crate::document::Document;

/// The fields that follow the columns.
const MORE: [&str; 8] = ["state", "confidence", "rule", "block", "start", "end", "sentence", "key"];

/// A field of a row, and whether it is a number.
type Field = (String, bool);

/// Rows (by their places in the table) as CSV after RFC 4180: UTF-8, commas, quotes where they are needed, CRLF, a line of heads.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return would be run as a formula by spreadsheets, wherever the
/// paper's text came from. It gets an apostrophe in front, by which spreadsheets know a text (as OWASP advises against "CSV
/// injection"); numbers below zero are left as they are.
pub fn csv(table: &Table, rows: &[usize], document: &Document) -> String {
    let mut out = String::new();
    for (at, head) in heads(table).enumerate() {
        push_csv(&mut out, at, &(head.to_owned(), false));
    }
    out.push_str("\r\n");
    for row in rows.iter().filter_map(|at| table.rows.get(*at)) {
        for (at, field) in fields(table, row, document).iter().enumerate() {
            push_csv(&mut out, at, field);
        }
        out.push_str("\r\n");
    }
    out
}

/// Rows (by their places in the table) as JSON: a list of objects, one a line. Numbers are numbers; what is empty is null.
pub fn json(table: &Table, rows: &[usize], document: &Document) -> String {
    let mut out = "[".to_owned();
    let mut before = "\n";
    for row in rows.iter().filter_map(|at| table.rows.get(*at)) {
        out.push_str(before);
        before = ",\n";
        let mut open = '{';
        for (head, (text, is_number)) in heads(table).zip(fields(table, row, document)) {
            out.push(open);
            open = ',';
            push_json(&mut out, head);
            out.push(':');
            match text.as_str() {
                "" => out.push_str("null"),
                number if is_number => out.push_str(number),
                text => push_json(&mut out, text),
            }
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    out
}

fn heads(table: &Table) -> impl Iterator<Item = &str> {
    table.columns.iter().map(|column| column.key.as_str()).chain(MORE)
}

fn fields(table: &Table, row: &Row, document: &Document) -> Vec<Field> {
    let mut fields = Vec::with_capacity(row.cells.len() + MORE.len());
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let number = if column.sort == Sort::Number && cell.number.is_some() { plain(&cell.text) } else { None };
        fields.push(number.map_or_else(|| (cell.text.clone(), false), |number| (number, true)));
    }
    let place = row.places.first();
    let text = place.and_then(|place| document.block(place.block)).map_or("", |block| block.text.as_str());
    let span = place.map(|place| place.span.in_scalars(text));
    let number = |number: Option<usize>| (number.map_or(String::new(), |number| number.to_string()), true);
    fields.push((if row.is_lost { "lost".to_owned() } else { row.state.to_text() }, false));
    fields.push((row.certainty.name().to_owned(), false));
    fields.push((row.rule.clone(), false));
    fields.push((place.map_or(String::new(), |place| ["b", &place.block.0.to_string()].concat()), false));
    fields.push(number(span.map(|span| span.start)));
    fields.push(number(span.map(|span| span.end)));
    fields.push((row.sentence.of(text).to_owned(), false));
    fields.push((row.key.clone(), false));
    fields
}

/// A grouped number without its groups, if that is a number of JSON.
fn plain(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| *c != ',' && *c != ' ').collect();
    number(&plain).map(|_| plain)
}

/// A line of texts as CSV, as [`csv`] writes them.
pub fn csv_line(texts: &[&str]) -> String {
    let mut out = String::new();
    for (at, text) in texts.iter().enumerate() {
        push_csv(&mut out, at, &((*text).to_owned(), false));
    }
    out.push_str("\r\n");
    out
}

fn push_csv(out: &mut String, at: usize, (text, is_number): &Field) {
    if at > 0 {
        out.push(',');
    }
    let guard = !is_number && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quote = text.contains(['"', ',', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ');
    if quote {
        out.push('"');
    }
    if guard {
        out.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quote {
        out.push('"');
    }
}
