//! Tables on their way from the program that finds facts to the page: compact JSON, written and read by hand.
//!
//! `{"format":"lectern tables","schema":1,"tables":[[kind,[column…],[rule…],[row…]]…]}`, where a column is
//! `[key,head,sort,editable,[choice…]]` and a row is `[key,[cell…],[place…],[support…],[sentence],rule,certainty,[[name,count]…]]`.
//! Places are flat: block, start, end, in bytes. A rule is its place in the table's list. A cell is its text; where its number does
//! not follow from the text, or where it names an entity, it is `[text,number,entity]`. What readers decided is not in it: that is
//! in their corrections.

use super::cell::number_of;
use super::number::read_number;
use super::raw::{Doubt, fields, integer, is_json, items, push_json, string};
use super::{Cell, Column, Kind, Row, Sort, State, Table};
use crate::document::BlockId;
use crate::extract::{Certainty, Place};
use crate::text::Span;

const FORMAT: &str = "lectern tables";
const SCHEMA: usize = 1;

const SORTS: [Sort; 4] = [Sort::Text, Sort::Number, Sort::Date, Sort::Order];
const CERTAINTIES: [Certainty; 3] = [Certainty::Exact, Certainty::Rule, Certainty::Guess];

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
    if !is_json(json) {
        return Err("this is no JSON".to_owned());
    }
    let fields = fields(json).unwrap_or_default();
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    if field("format").and_then(string).as_deref() != Some(FORMAT) {
        return Err("this JSON holds no tables of facts".to_owned());
    }
    if field("schema").and_then(integer) != Some(SCHEMA) {
        return Err("these tables are of another version of Lectern".to_owned());
    }
    let mut tables = Vec::new();
    for raw in field("tables").and_then(items).ok_or("the tables are missing")? {
        tables.push(read_table(raw).map_err(|row| {
            let table = (tables.len() + 1).to_string();
            let row = row.map(|row| ["row ", &row.to_string(), " of "].concat());
            [row.as_deref().unwrap_or_default(), "table ", &table, " is broken"].concat()
        })?);
    }
    Ok(tables)
}

/// A list of JSON, read item by item.
struct List<'a> {
    items: std::vec::IntoIter<&'a str>,
    doubt: &'a Doubt,
}

impl<'a> List<'a> {
    fn new(raw: &'a str, doubt: &'a Doubt) -> Self {
        let items = doubt.noted(items(raw)).into_iter();
        Self { items, doubt }
    }

    fn raw(&mut self) -> &'a str {
        self.doubt.noted(self.items.next())
    }

    fn text(&mut self) -> String {
        self.doubt.noted(string(self.raw()))
    }

    fn number(&mut self) -> usize {
        self.doubt.noted(integer(self.raw()))
    }

    fn list(&mut self) -> Self {
        Self::new(self.raw(), self.doubt)
    }

    /// The one whose place in `all` is said; `other` where there is none.
    fn one_of<T: Copy>(&mut self, all: &[T], other: T) -> T {
        self.doubt.noted(all.get(self.number()).map(|one| Some(*one))).unwrap_or(other)
    }

    /// All that is left, as texts.
    fn texts(mut self) -> Vec<String> {
        let mut texts = Vec::with_capacity(self.items.len());
        while self.items.len() > 0 {
            texts.push(self.text());
        }
        texts
    }

    fn places(&mut self) -> Vec<Place> {
        let mut numbers = self.list();
        let mut places = Vec::new();
        while numbers.items.len() > 0 {
            let block = BlockId(self.doubt.noted(u32::try_from(numbers.number()).ok()));
            places.push(Place { block, span: Span::new(numbers.number(), numbers.number()) });
        }
        places
    }
}

/// Reads a table; or says in which row it is broken, if it is in a row.
fn read_table(raw: &str) -> Result<Table, Option<usize>> {
    let doubt = Doubt::default();
    let mut list = List::new(raw, &doubt);
    let kind = Kind::from_word(&list.text()).ok_or(None)?;
    let columns = list.list().items.map(|raw| read_column(List::new(raw, &doubt))).collect();
    let rules = list.list().texts();
    let rows = list.list().items;
    let mut table = Table { kind, columns, rows: Vec::with_capacity(rows.len()) };
    for raw in rows {
        if doubt.is_noted() {
            break;
        }
        table.rows.push(read_row(List::new(raw, &doubt), &table.columns, &rules));
    }
    if doubt.is_noted() { Err(Some(table.rows.len()).filter(|row| *row > 0)) } else { Ok(table) }
}

fn read_column(mut list: List) -> Column {
    let (key, name) = (list.text(), list.text());
    let sort = list.one_of(&SORTS, Sort::Text);
    Column { key, name, sort, is_editable: list.number() == 1, choices: list.list().texts() }
}

fn read_row(mut list: List, columns: &[Column], rules: &[String]) -> Row {
    let key = list.text();
    let mut values = list.list();
    let cells = columns.iter().map(|column| read_cell(values.raw(), column, values.doubt)).collect();
    let (places, support) = (list.places(), list.places());
    let mut ends = list.list();
    let sentence = Span::new(ends.number(), ends.number());
    let rule = list.doubt.noted(rules.get(list.number()).cloned());
    let certainty = list.one_of(&CERTAINTIES, Certainty::Guess);
    let mut names = Vec::new();
    for raw in list.list().items {
        let mut list = List::new(raw, list.doubt);
        names.push((list.text(), list.number()));
    }
    Row { key, cells, places, support, sentence, rule, certainty, names, state: State::Open, is_lost: false }
}

fn read_cell(raw: &str, column: &Column, doubt: &Doubt) -> Cell {
    if let Some(text) = string(raw) {
        return Cell::new(column, text);
    }
    let mut list = List::new(raw, doubt);
    Cell { text: list.text(), number: read_number(list.raw()), entity: list.items.next().and_then(string), was: None }
}
