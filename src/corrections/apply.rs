//! Tables as corrected.

use super::{Paper, Patch, STATE, can_be};
use crate::extract::Place;
use crate::tables::{Kind, State, Table, check, find};

/// What became of a patch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many operations were applied.
    pub applied: usize,
    /// The keys that the tables do not have, each once.
    pub missing: Vec<String>,
    /// Doubts, in words: another paper, cells that said something else before, what could not be done.
    pub remarks: Vec<String>,
}

impl Report {
    /// All of it, a sentence a line.
    pub fn words(&self) -> Vec<String> {
        let counted =
            |number: usize, one, more| [number.to_string().as_str(), " ", if number == 1 { one } else { more }].concat();
        let mut words = vec![counted(self.applied, "correction applied", "corrections applied")];
        if !self.missing.is_empty() {
            let count = counted(self.missing.len(), "corrected fact is", "corrected facts are");
            words.push([&count, " not found here: ", &self.missing.join(", ")].concat());
        }
        words.extend(self.remarks.iter().cloned());
        words
    }
}

/// Applies a patch to tables as they were extracted; `paper` is theirs. Rejected and merged rows stay and are marked
/// ([`Row::state`](crate::tables::Row::state)), corrected cells keep what they said ([`Cell::was`](crate::tables::Cell::was)), an
/// entity into which others were merged has their names and mentions, and relations name the entities as they are called now. A
/// relation of a rejected entity, or of one with itself, is lost. Applied again, the same patch changes nothing.
pub fn apply(tables: &[Table], patch: &Patch, paper: &Paper) -> (Vec<Table>, Report) {
    let mut tables = tables.to_vec();
    let mut report = Report::default();
    if patch.paper.hash != paper.hash {
        report.remarks.push(["the corrections were made for another paper or edition: ", &patch.paper.title].concat());
    }
    for operation in &patch.operations {
        reset(&mut tables, &operation.key);
    }
    for operation in &patch.operations {
        if find(&tables, &operation.key).is_none() {
            if !report.missing.contains(&operation.key) {
                report.missing.push(operation.key.clone());
            }
            continue;
        }
        let done = if operation.column == STATE {
            set_state(&mut tables, &operation.key, &operation.before, &operation.after)
        } else {
            set_cell(&mut tables, &operation.key, &operation.column, &operation.before, &operation.after)
        };
        match done {
            Ok(Expected::Yes) => report.applied += 1,
            Ok(Expected::No) => {
                report.applied += 1;
                report.remarks.push([&operation.key, ", ", &operation.column, ": was not “", &operation.before, "”"].concat());
            }
            Err(words) => report.remarks.push([&operation.key, ", ", &operation.column, ": ", &words].concat()),
        }
    }
    absorb(&mut tables);
    relate(&mut tables);
    (tables, report)
}

/// Whether a cell said what an operation expected.
enum Expected {
    Yes,
    No,
}

fn expected(is: bool) -> Expected {
    if is { Expected::Yes } else { Expected::No }
}

/// Makes the rows of a key as they were extracted, but for the names and mentions that they took in.
fn reset(tables: &mut [Table], key: &str) {
    for table in tables {
        let Some(row) = table.rows.iter_mut().find(|row| row.key == key) else { continue };
        row.state = State::Open;
        for (column, cell) in table.columns.iter().zip(&mut row.cells) {
            cell.restore(column);
        }
    }
}

fn set_state(tables: &mut [Table], key: &str, before: &str, after: &str) -> Result<Expected, String> {
    let state = State::from_text(after).ok_or_else(|| ["“", after, "” is no decision"].concat())?;
    can_be(tables, key, &state)?;
    let mut was = None;
    for row in tables.iter_mut().filter_map(|table| table.rows.iter_mut().find(|row| row.key == key)) {
        was = Some(row.state.to_text());
        row.state = state.clone();
    }
    Ok(expected(was.as_deref() == Some(before)))
}

fn set_cell(tables: &mut [Table], key: &str, column: &str, before: &str, after: &str) -> Result<Expected, String> {
    let mut was = Err("there is no such column".to_owned());
    for table in tables {
        let at = table.column(column);
        let Some(row) = table.rows.iter_mut().find(|row| row.key == key) else { continue };
        let Some((plan, cell)) = at.and_then(|at| table.columns.get(at).zip(row.cells.get_mut(at))) else { continue };
        check(plan, after)?;
        // a relation's cell says what its entity is called now, which is not known yet
        was = Ok(expected(cell.text == before || cell.entity.is_some()));
        cell.set(plan, after);
    }
    was
}

/// Where an entity went, at the end of all merges.
pub(super) fn root<'a>(tables: &'a [Table], key: &'a str) -> &'a str {
    let mut at = key;
    // no circle can be made (`can_be`); the bound is for tables that come with one
    for _ in 0..tables.iter().map(|table| table.rows.len()).sum() {
        match find(tables, at).map(|(_, row)| &row.state) {
            Some(State::Merged(into)) => at = into,
            _ => break,
        }
    }
    at
}

/// What a merged entity brings.
struct Dowry {
    from: String,
    to: String,
    places: Vec<Place>,
    names: Vec<(String, usize)>,
}

/// Gives the names and mentions of merged entities to those that they were merged into.
fn absorb(tables: &mut [Table]) {
    let mut dowries: Vec<Dowry> = Vec::new();
    for row in tables.iter().flat_map(|table| &table.rows) {
        // a state is in two tables, as an actor and as a place
        if matches!(row.state, State::Merged(_)) && dowries.iter().all(|dowry| dowry.from != row.key) {
            let to = root(tables, &row.key).to_owned();
            dowries.push(Dowry { from: row.key.clone(), to, places: row.places.clone(), names: row.names.clone() });
        }
    }
    for dowry in &dowries {
        for table in &mut *tables {
            let Some(at) = table.rows.iter().position(|row| row.key == dowry.to) else { continue };
            let Some(row) = table.rows.get_mut(at) else { continue };
            // mentions of two entities never coincide: where one is there, the rest is, too
            if dowry.places.first().is_none_or(|place| row.places.contains(place)) {
                continue;
            }
            for place in &dowry.places {
                let to = row.places.partition_point(|before| before <= place);
                row.places.insert(to, *place);
            }
            for (name, count) in &dowry.names {
                match row.names.iter_mut().find(|(known, _)| known == name) {
                    Some((_, known)) => *known += count,
                    None => row.names.push((name.clone(), *count)),
                }
            }
            table.refresh(at);
        }
    }
}

/// An entity as relations know it.
struct Known {
    key: String,
    /// Where it went.
    root: String,
    /// What that is called now.
    name: String,
    /// Whether that counts.
    counts: bool,
}

/// Makes relations name their entities as these are called now, and marks those that have lost one.
fn relate(tables: &mut [Table]) {
    let mut known: Vec<Known> = Vec::new();
    for row in tables.iter().flat_map(|table| &table.rows).filter(|row| row.entity_id().is_some()) {
        let root = root(tables, &row.key);
        if let Some((table, of_root)) = find(tables, root) {
            let name = table.text(of_root, "name").to_owned();
            known.push(Known { key: row.key.clone(), root: root.to_owned(), name, counts: of_root.counts() });
        }
    }
    for table in tables.iter_mut().filter(|table| table.kind == Kind::Relations) {
        for row in &mut table.rows {
            let mut named: Vec<&str> = Vec::new();
            let mut is_lost = false;
            for (column, cell) in table.columns.iter().zip(&mut row.cells) {
                if column.key != "subject" && column.key != "object" {
                    continue;
                }
                let found = if cell.was.is_some() {
                    cell.entity = None;
                    known.iter().find(|known| known.counts && known.name == cell.text)
                } else {
                    known.iter().find(|known| Some(&known.key) == cell.entity.as_ref())
                };
                let Some(found) = found else { continue };
                cell.entity = Some(found.root.clone());
                if cell.was.is_none() {
                    cell.text.clone_from(&found.name);
                }
                is_lost |= !found.counts || named.contains(&found.root.as_str());
                named.push(&found.root);
            }
            row.is_lost = is_lost;
        }
    }
}
