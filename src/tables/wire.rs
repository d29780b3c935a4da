//! Tables on their way from the program that finds facts to the page: compact JSON, written by hand, read by walking values.
//!
//! `{"format":"lectern tables","schema":1,"tables":[[kind,[column…],[rule…],[row…]]…]}`, where a column is
//! `[key,head,sort,editable,[choice…]]` and a row is `[key,[cell…],[place…],[support…],[sentence],rule,certainty,[[name,count]…]]`.
//! Places are flat: block, start, end, in bytes. A rule is its place in the table's list. A cell is its text; where its number does
//! not follow from the text, or where it names an entity, it is `[text,number,entity]`. What readers decided is not in it: that is
//! in their corrections.

use serde_json::Value;

use super::cell::number_of;
use super::{Cell, Column, Kind, Row, Sort, State, Table};
use crate::document::BlockId;
use crate::extract::{Certainty, Place};
use crate::text::Span;

const FORMAT: &str = "lectern tables";
const SCHEMA: u64 = 1;

const SORTS: [Sort; 4] = [Sort::Text, Sort::Number, Sort::Date, Sort::Order];
const CERTAINTIES: [Certainty; 3] = [Certainty::Exact, Certainty::Rule, Certainty::Guess];

/// Appends a text as JSON.
pub(crate) fn push_json(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                out.push_str("\\u00");
                for digit in [u32::from(c) >> 4, u32::from(c) & 15] {
                    out.extend(char::from_digit(digit, 16));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The JSON of tables, as they were extracted.
pub fn to_json(tables: &[Table]) -> String {
    let mut out = ["{\"format\":\"", FORMAT, "\",\"schema\":", &SCHEMA.to_string(), ",\"tables\":"].concat();
    list(&mut out, tables, |out, table| {
        let mut rules: Vec<&str> = table.rows.iter().map(|row| row.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        out.push('[');
        push_json(out, table.kind.as_str());
        out.push(',');
        list(out, &table.columns, column);
        out.push(',');
        list(out, &rules, |out, rule| push_json(out, rule));
        out.push(',');
        list(out, &table.rows, |out, row| self::row(out, &table.columns, row, &rules));
        out.push(']');
    });
    out.push('}');
    out
}

fn list<T>(out: &mut String, items: &[T], mut push: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push(out, item);
    }
    out.push(']');
}

fn numbers(out: &mut String, numbers: &[usize]) {
    list(out, numbers, |out, number| out.push_str(&number.to_string()));
}

fn column(out: &mut String, column: &Column) {
    out.push('[');
    push_json(out, &column.key);
    out.push(',');
    push_json(out, &column.name);
    let sort = SORTS.iter().position(|sort| *sort == column.sort).unwrap_or_default();
    out.push_str(&[",", &sort.to_string(), if column.is_editable { ",1," } else { ",0," }].concat());
    list(out, &column.choices, |out, choice| push_json(out, choice));
    out.push(']');
}

fn row(out: &mut String, columns: &[Column], row: &Row, rules: &[&str]) {
    let flat = |places: &[Place]| -> Vec<usize> {
        places.iter().flat_map(|place| [place.block.0 as usize, place.span.start, place.span.end]).collect()
    };
    out.push('[');
    push_json(out, &row.key);
    out.push(',');
    let cells: Vec<(&Column, &Cell)> = columns.iter().zip(&row.cells).collect();
    list(out, &cells, |out, (column, cell)| self::cell(out, column, cell));
    out.push(',');
    numbers(out, &flat(&row.places));
    out.push(',');
    numbers(out, &flat(&row.support));
    out.push(',');
    numbers(out, &[row.sentence.start, row.sentence.end]);
    let rule = rules.binary_search(&row.rule.as_str()).unwrap_or_default();
    let certainty = CERTAINTIES.iter().position(|certainty| *certainty == row.certainty).unwrap_or_default();
    out.push_str(&[",", &rule.to_string(), ",", &certainty.to_string(), ","].concat());
    list(out, &row.names, |out, (name, count)| {
        out.push('[');
        push_json(out, name);
        out.push_str(&[",", &count.to_string(), "]"].concat());
    });
    out.push(']');
}

fn cell(out: &mut String, column: &Column, cell: &Cell) {
    if cell.entity.is_none() && cell.number == number_of(column, &cell.text) {
        return push_json(out, &cell.text);
    }
    out.push('[');
    push_json(out, &cell.text);
    out.push(',');
    match cell.number.filter(|number| number.is_finite()) {
        Some(number) => out.push_str(&number.to_string()),
        None => out.push_str("null"),
    }
    if let Some(entity) = &cell.entity {
        out.push(',');
        push_json(out, entity);
    }
    out.push(']');
}

/// Reads the JSON of tables.
///
/// # Errors
/// In words: it is no JSON, no set of tables, of another version, or broken, and then in which table and row.
pub fn from_json(json: &str) -> Result<Vec<Table>, String> {
    let mut value: Value = serde_json::from_str(json).map_err(|_| "this is no JSON".to_owned())?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err("this JSON holds no tables of facts".to_owned());
    }
    if value.get("schema").and_then(Value::as_u64) != Some(SCHEMA) {
        return Err("these tables are of another version of Lectern".to_owned());
    }
    let mut tables = Vec::new();
    for table in List::new(value.get_mut("tables").map(Value::take)).ok_or("the tables are missing")?.0 {
        let at = tables.len() + 1;
        let head = List::new(Some(table)).and_then(|mut list| Some((read_head(&mut list)?, list)));
        let (mut table, mut list) = head.ok_or_else(|| ["table ", &at.to_string(), " is broken"].concat())?;
        let rules: Option<Vec<String>> = list.list().and_then(|rules| rules.0.map(text).collect());
        let rows = list.list().zip(rules);
        let (rows, rules) = rows.ok_or_else(|| ["the table of ", table.kind.as_str(), " is broken"].concat())?;
        for row in rows.0 {
            let row = List::new(Some(row)).and_then(|mut list| read_row(&mut list, &table.columns, &rules));
            let number = table.rows.len() + 1;
            table
                .rows
                .push(row.ok_or_else(|| ["row ", &number.to_string(), " of ", table.kind.as_str(), " is broken"].concat())?);
        }
        tables.push(table);
    }
    Ok(tables)
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// A list of JSON, read item by item.
struct List(std::vec::IntoIter<Value>);

impl List {
    fn new(value: Option<Value>) -> Option<Self> {
        match value {
            Some(Value::Array(items)) => Some(Self(items.into_iter())),
            _ => None,
        }
    }

    fn text(&mut self) -> Option<String> {
        self.0.next().and_then(text)
    }

    fn number(&mut self) -> Option<usize> {
        usize::try_from(self.0.next()?.as_u64()?).ok()
    }

    fn list(&mut self) -> Option<Self> {
        Self::new(self.0.next())
    }

    fn places(&mut self) -> Option<Vec<Place>> {
        let mut numbers = self.list()?;
        let mut places = Vec::new();
        while numbers.0.len() > 0 {
            let block = BlockId(u32::try_from(numbers.number()?).ok()?);
            places.push(Place { block, span: Span::new(numbers.number()?, numbers.number()?) });
        }
        Some(places)
    }
}

fn read_head(list: &mut List) -> Option<Table> {
    let kind = Kind::from_word(&list.text()?)?;
    let mut columns = Vec::new();
    for column in list.list()?.0 {
        let mut list = List::new(Some(column))?;
        columns.push(Column {
            key: list.text()?,
            name: list.text()?,
            sort: *SORTS.get(list.number()?)?,
            is_editable: list.number()? == 1,
            choices: list.list()?.0.map(text).collect::<Option<_>>()?,
        });
    }
    Some(Table { kind, columns, rows: Vec::new() })
}

fn read_row(list: &mut List, columns: &[Column], rules: &[String]) -> Option<Row> {
    let key = list.text()?;
    let mut values = list.list()?;
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        cells.push(match values.0.next()? {
            Value::String(text) => Cell::new(column, text),
            other => {
                let mut list = List::new(Some(other))?;
                let text = list.text()?;
                Cell { text, number: list.0.next()?.as_f64(), entity: list.text(), was: None }
            }
        });
    }
    let (places, support) = (list.places()?, list.places()?);
    let mut ends = list.list()?;
    let sentence = Span::new(ends.number()?, ends.number()?);
    let (rule, certainty) = (rules.get(list.number()?)?.clone(), *CERTAINTIES.get(list.number()?)?);
    let mut names = Vec::new();
    for name in list.list()?.0 {
        let mut list = List::new(Some(name))?;
        names.push((list.text()?, list.number()?));
    }
    Some(Row { key, cells, places, support, sentence, rule, certainty, names, state: State::Open, is_lost: false })
}
