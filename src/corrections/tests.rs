//! Properties of corrections: undo is the inverse, applying again changes nothing, what is exported comes back, nothing panics.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::corpus::{Corpus, fingerprint};
use crate::document::Metadata;
use crate::extract::themes::Themes;
use crate::tables::tests::PAPER;
use crate::tables::{Kind, Row, counts, tables};

const SOURCE: &str = "# T\n\n## Past\n\nIn 1995 Gazprom paid $7 billion to Kazakhstan. Lukoil sold 12 ships to Kazakhstan in May 2000. \
                      The Commonwealth of Independent States (CIS) met in Astana.\n\n## Future\n\nGazprom plans to acquire Lukoil by 2015. \
                      Russia will invest in Kazakhstan. The EU should support Kazakhstan. Gazprom invests in Kazakhstan.\n";

/// A small paper: its tables, its export, its name.
static SMALL: LazyLock<(Vec<Table>, Value, Paper)> = LazyLock::new(|| {
    let corpus = Corpus::unindexed(SOURCE, Metadata::default(), Themes::bundled().clone());
    let facts = corpus.facts();
    (tables(&corpus.document, &facts), crate::export::export(SOURCE, &corpus, &facts), Paper::new("T", fingerprint(SOURCE)))
});

fn key(kind: Kind, column: &str, text: &str) -> String {
    let table = SMALL.0.iter().find(|table| table.kind == kind).unwrap();
    table.rows.iter().find(|row| table.text(row, column) == text).unwrap_or_else(|| panic!("no {text}")).key.clone()
}

fn patch(operations: Vec<Operation>) -> Patch {
    Patch { paper: SMALL.2.clone(), operations, other: Vec::new() }
}

/// The small tables with a patch.
fn corrected(patch: &Patch) -> (Vec<Table>, Report) {
    apply(&SMALL.0, patch, &SMALL.2)
}

/// Makes corrections one after another, each seeing what those before it did.
struct Reader(History);

impl Reader {
    fn new() -> Self {
        Self(History::new(patch(Vec::new())))
    }

    fn tables(&self) -> Vec<Table> {
        corrected(self.0.patch()).0
    }

    fn edit(&mut self, key: &str, column: &str, text: &str) -> Result<(), String> {
        edit(&self.tables(), key, column, text).map(|operation| self.0.push(operation))
    }

    fn decide(&mut self, key: &str, state: State) -> Result<(), String> {
        decide(&self.tables(), key, &state).map(|operation| self.0.push(operation))
    }
}

fn row<'a>(tables: &'a [Table], key: &str) -> (&'a Table, &'a Row) {
    find(tables, key).unwrap()
}

#[test]
fn a_fact_is_accepted_edited_and_rejected() {
    let mut reader = Reader::new();
    let (money, ships) = (key(Kind::Figures, "text", "$7 billion"), key(Kind::Figures, "text", "12 ships"));
    reader.decide(&money, State::Accepted).unwrap();
    reader.edit(&money, "low", "6,500,000,000").unwrap();
    reader.decide(&ships, State::Rejected).unwrap();
    let (tables, report) = corrected(reader.0.patch());
    assert_eq!((report.applied, report.missing.len(), report.remarks.len()), (3, 0, 0));
    let (table, row) = row(&tables, &money);
    let low = table.cell(row, "low").unwrap();
    assert_eq!((low.text.as_str(), low.number, low.was.as_deref()), ("6,500,000,000", Some(6.5e9), Some("7,000,000,000")));
    assert_eq!((&row.state, row.is_edited(), table.count()), (&State::Accepted, true, 1));
    assert_eq!(report.words(), ["3 corrections applied"]);
    let figures = |tables: &[Table]| counts(tables).into_iter().find(|(kind, _)| *kind == Kind::Figures);
    assert_eq!((figures(&SMALL.0), figures(&tables)), (Some((Kind::Figures, 2)), Some((Kind::Figures, 1))));
}

#[test]
fn what_does_not_fit_is_refused_in_words() {
    let tables = &SMALL.0;
    let (money, date) = (key(Kind::Figures, "text", "$7 billion"), key(Kind::Dates, "text", "1995"));
    let gazprom = "entities:gazprom";
    for (done, want) in [
        (edit(tables, &money, "low", "seven"), "Low must be a number, such as 1,200 or 0.5"),
        (edit(tables, &money, "text", "$8 billion"), "As written cannot be changed"),
        (edit(tables, &money, "colour", "red"), "there is no such cell"),
        (edit(tables, "figures:b9:0-1:x", "low", "1"), "there is no such cell"),
        (edit(tables, &date, "from", "1995-13"), "From must be a year, a month or a day, such as 1995, 1995-09 or 1995-09-14"),
        (decide(tables, "x", &State::Accepted), "there is no such row"),
        (decide(tables, gazprom, &State::Merged(gazprom.to_owned())), "an entity cannot be merged into itself"),
        (decide(tables, gazprom, &State::Merged("entities:x".to_owned())), "there is no entity entities:x to merge it into"),
        (decide(tables, &money, &State::Merged(gazprom.to_owned())), "only actors and places can be merged"),
    ] {
        assert_eq!(done, Err(want.to_owned()));
    }
    let choices = edit(tables, &date, "precision", "minute").unwrap_err();
    assert!(choices.starts_with("Precision must be one of: day, month"), "{choices}");
    assert!(edit(tables, &date, "to", "").is_ok() && edit(tables, &date, "event", "anything").is_ok());
    let horizon = &key(Kind::Forecasts, "horizon", "2015");
    assert!(edit(tables, horizon, "horizon", "5 years").is_ok() && edit(tables, horizon, "horizon", "soon").is_err());
}

#[test]
fn a_merged_entity_gives_its_names_and_mentions() {
    let mut reader = Reader::new();
    reader.edit("entities:gazprom", "name", "OAO Gazprom").unwrap();
    reader.decide("entities:lukoil", State::Merged("entities:gazprom".to_owned())).unwrap();
    assert!(reader.decide("entities:gazprom", State::Merged("entities:lukoil".to_owned())).is_err(), "in a circle");
    assert!(reader.decide("entities:kazakhstan", State::Merged("entities:lukoil".to_owned())).is_err(), "into a merged one");
    let tables = reader.tables();
    let before = row(&SMALL.0, "entities:gazprom").1.places.len() + row(&SMALL.0, "entities:lukoil").1.places.len();
    let (table, one) = row(&tables, "entities:gazprom");
    assert_eq!(one.places.len(), before);
    assert!(one.places.is_sorted());
    assert_eq!(table.text(one, "mentions"), before.to_string());
    assert_eq!(table.text(one, "names"), "Gazprom (3), Lukoil (2)");
    assert!(!row(&tables, "entities:lukoil").1.counts());
    // relations follow: a new name, and one of Gazprom with itself is none
    let relations = tables.iter().find(|table| table.kind == Kind::Relations).unwrap();
    let line =
        |row: &Row| [relations.text(row, "subject"), relations.text(row, "predicate"), relations.text(row, "object")].join(" ");
    let holds: Vec<String> = relations.rows.iter().filter(|row| row.counts()).map(line).collect();
    assert!(holds.contains(&"OAO Gazprom invests in Kazakhstan".to_owned()), "{holds:?}");
    let gone: Vec<String> = relations.rows.iter().filter(|row| !row.counts()).map(line).collect();
    assert_eq!(gone, ["OAO Gazprom acquires OAO Gazprom"]);
}

#[test]
fn a_state_is_one_entity_in_two_tables() {
    let mut reader = Reader::new();
    reader.edit("entities:kazakhstan", "name", "Republic of Kazakhstan").unwrap();
    reader.edit("entities:kazakhstan", "latitude", "48.5").unwrap();
    let tables = reader.tables();
    let names: Vec<&str> =
        tables.iter().filter_map(|table| table.row("entities:kazakhstan").map(|row| table.text(row, "name"))).collect();
    assert_eq!(names, ["Republic of Kazakhstan"; 2]);
    reader.decide("entities:kazakhstan", State::Rejected).unwrap();
    assert!(reader.tables().iter().filter_map(|table| table.row("entities:kazakhstan")).all(|row| !row.counts()));
}

#[test]
fn a_patch_of_another_paper_says_what_did_not_fit() {
    let mut operations = vec![operation("figures:b99:0-1:x", "low", "", "1"), operation("figures:b99:0-1:x", "high", "", "1")];
    operations.push(operation(&key(Kind::Figures, "text", "12 ships"), "low", "11", "13"));
    operations.push(operation(&key(Kind::Figures, "text", "12 ships"), STATE, "", "perhaps"));
    let patch = Patch { paper: Paper::new("Another", fingerprint("other")), operations, other: Vec::new() };
    let (_, report) = corrected(&patch);
    let ships = key(Kind::Figures, "text", "12 ships");
    assert_eq!(
        report.words(),
        [
            "1 correction applied".to_owned(),
            "1 corrected fact is not found here: figures:b99:0-1:x".to_owned(),
            "the corrections were made for another paper or edition: Another".to_owned(),
            format!("{ships}, low: was not “11”"),
            format!("{ships}, state: “perhaps” is no decision"),
        ]
    );
}

#[test]
fn two_patches_become_one() {
    let one = patch(vec![operation("a", "low", "1", "2"), operation("b", STATE, "", "accepted")]);
    let other =
        patch(vec![operation("a", "low", "1", "3"), operation("b", STATE, "", "accepted"), operation("c", "low", "5", "6")]);
    let (merged, conflicts) = one.with(&other);
    let line = |operation: &Operation| [&*operation.key, &operation.before, &operation.after].join(" ");
    assert_eq!(merged.operations.iter().map(line).collect::<Vec<_>>(), ["a 1 2", "b  accepted", "a 2 3", "c 5 6"]);
    assert_eq!(conflicts, ["a, low: “3”, which was “2”"]);
    assert_eq!(one.with(&one), (one.clone(), Vec::new()));
    assert_eq!(Patch::default().with(&one), (one.clone(), Vec::new()));
    assert_eq!(one.with(&patch(Vec::new())), (one, Vec::new()));
}

#[test]
fn no_table_has_a_column_of_states() {
    for kind in Kind::ALL {
        assert!(crate::tables::columns(kind).iter().all(|column| column.key != STATE));
    }
}

#[test]
fn what_is_no_patch_is_refused_in_words() {
    let begin = "{\"format\":\"lectern corrections\",\"schema\":1,";
    for (json, want) in [
        ("", "this is no JSON"),
        ("[]", "this JSON holds no corrections"),
        ("{\"format\":\"lectern tables\"}", "this JSON holds no corrections"),
        ("{\"format\":\"lectern corrections\",\"schema\":2}", "these corrections are of another version of Lectern"),
        (&format!("{begin}\"x\":1}}"), "it is not said which paper the corrections are for"),
        (&format!("{begin}\"paper\":{{\"title\":\"T\"}}}}"), "“hash” is missing or is no text"),
        (&format!("{begin}\"paper\":{{\"title\":\"T\",\"hash\":\"\"}}}}"), "there is no list of corrections"),
        (&format!("{begin}\"paper\":{{\"title\":\"T\",\"hash\":\"\"}},\"operations\":[1]}}"), "correction 1: is no object"),
        (
            &format!("{begin}\"paper\":{{\"title\":\"T\",\"hash\":\"\"}},\"operations\":[{{\"key\":\"k\"}}]}}"),
            "correction 1: “column” is missing or is no text",
        ),
    ] {
        assert_eq!(Patch::from_json(json), Err(want.to_owned()), "{json}");
    }
    assert_eq!(Patch::from_bytes(&[0xff]), Err("this is no text in UTF-8".to_owned()));
}

/// The rows of the export's tables say what those of the facts say, wherever corrections can change them.
#[test]
fn export_and_tables_have_the_same_rows() {
    let (corpus, facts, tables) = &*PAPER;
    let export = crate::export::export(crate::corpus::BUNDLED_PAPER, corpus, facts);
    let of_export = export::tables(&export);
    let mut compared = 0;
    for table in tables {
        let other = of_export.iter().find(|other| other.kind.list() == table.kind.list()).unwrap();
        for row in &table.rows {
            let same = other.row(&row.key).unwrap_or_else(|| panic!("{} is not in the export", row.key));
            for (column, cell) in table.columns.iter().zip(&row.cells).filter(|(column, _)| column.is_editable) {
                assert_eq!(Some(cell), other.cell(same, &column.key), "{}, {}", row.key, column.key);
                compared += 1;
            }
        }
        if table.kind != Kind::Actors && table.kind != Kind::Places {
            assert_eq!(other.rows.len(), table.rows.len());
        }
    }
    assert!(compared > 500);
}

#[test]
fn the_export_is_corrected_alike() {
    let mut reader = Reader::new();
    let (money, ships) = (key(Kind::Figures, "text", "$7 billion"), key(Kind::Figures, "text", "12 ships"));
    reader.edit(&money, "low", "6,500,000,000").unwrap();
    reader.edit(&money, "what", "").unwrap();
    reader.decide(&money, State::Accepted).unwrap();
    reader.decide(&ships, State::Rejected).unwrap();
    reader.edit("entities:gazprom", "type", "organisation").unwrap();
    reader.edit("entities:kazakhstan", "accuracy_km", "1,000").unwrap();
    reader.decide("entities:lukoil", State::Merged("entities:gazprom".to_owned())).unwrap();
    reader.edit(&key(Kind::Forecasts, "horizon", "2015"), "horizon", "5 years").unwrap();
    let invests = key(Kind::Relations, "text", "Gazprom invests in Kazakhstan");
    reader.edit(&invests, "object", "Russia").unwrap();
    let mut export = SMALL.1.clone();
    let report = correct(&mut export, reader.0.patch(), &SMALL.2);
    assert_eq!((report.applied, &report.missing, &report.remarks), (9, &Vec::new(), &Vec::new()));

    let figures = export["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 1);
    assert_eq!((&figures[0]["low"], &figures[0]["was"]["low"]), (&json!(6.5e9), &json!(7e9)));
    assert_eq!((&figures[0]["state"], &figures[0]["text"]), (&json!("accepted"), &json!("$7 billion")));
    let entity = |id: &str| export["entities"].as_array().unwrap().iter().find(|entity| entity["id"] == id);
    assert_eq!(entity("lukoil"), None);
    let mentions = entity("gazprom").unwrap()["mentions"].as_array().unwrap();
    let order: Vec<(&str, u64)> =
        mentions.iter().map(|one| (one["block"].as_str().unwrap(), one["start"].as_u64().unwrap())).collect();
    assert!(order.len() == 5 && order.is_sorted());
    assert_eq!(entity("gazprom").unwrap()["type"], "organisation");
    assert_eq!(entity("kazakhstan").unwrap()["coordinates"]["accuracy_km"], json!(1000));
    assert!(export["forecasts"].as_array().unwrap().iter().any(|one| one["horizon"] == "P5Y"));
    let relations = export["relations"].as_array().unwrap();
    assert!(
        relations.iter().all(|one| one["subject"] != "lukoil" && one["object"] != "lukoil" && one["subject"] != one["object"])
    );
    assert!(relations.iter().any(|one| one["subject"] == "gazprom" && one["object"] == "russia"));
    assert_eq!(export["corrections"]["applied"], json!(9));
    // as many as count in the tables
    let tables = reader.tables();
    for table in tables.iter().filter(|table| !matches!(table.kind, Kind::Actors | Kind::Places)) {
        assert_eq!(export[table.kind.list()].as_array().unwrap().len(), table.count(), "{:?}", table.kind);
    }
}

#[test]
fn an_export_of_anything_is_corrected_without_harm() {
    for mut export in
        [json!(null), json!([]), json!({"figures": [1, null, {"block": 3}], "entities": {"id": 1}, "relations": [{}]})]
    {
        let before = export.clone();
        let report = correct(&mut export, &patch(vec![operation("figures::0-0:", STATE, "", "rejected")]), &SMALL.2);
        assert!(report.applied <= 1);
        assert_eq!(export.is_object(), before.is_object());
    }
}

/// What a reader may do: which row, which column, what.
#[derive(Clone, Debug)]
enum Deed {
    Edit(usize, usize, String),
    Decide(usize, State),
    Merge(usize, usize),
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let text = prop_oneof![
        any::<String>(),
        Just(String::new()),
        "[0-9]{4}(-0[1-9])?",
        Just("Gazprom".to_owned()),
        Just("likely".to_owned())
    ];
    let state = prop_oneof![Just(State::Open), Just(State::Accepted), Just(State::Rejected)];
    let row = 0..200usize;
    prop_oneof![
        (row.clone(), 0..12usize, text).prop_map(|(row, column, text)| Deed::Edit(row, column, text)),
        (row.clone(), state).prop_map(|(row, state)| Deed::Decide(row, state)),
        (row.clone(), row).prop_map(|(row, into)| Deed::Merge(row, into)),
    ]
}

/// The deed as an operation on tables, where it is one.
fn made(tables: &[Table], deed: &Deed) -> Option<Operation> {
    let rows: Vec<(&Table, &Row)> = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row))).collect();
    let entities: Vec<&Row> = rows.iter().map(|(_, row)| *row).filter(|row| row.entity_id().is_some()).collect();
    match deed {
        Deed::Edit(row, column, text) => {
            let (table, row) = rows[row % rows.len()];
            let column = &table.columns[column % table.columns.len()];
            let choice = column.choices.get(text.len() % column.choices.len().max(1));
            edit(tables, &row.key, &column.key, choice.unwrap_or(text)).ok()
        }
        Deed::Decide(row, state) => decide(tables, &rows[row % rows.len()].1.key, state).ok(),
        Deed::Merge(row, into) => {
            let into = State::Merged(entities[into % entities.len()].key.clone());
            decide(tables, &entities[row % entities.len()].key, &into).ok()
        }
    }
}

/// Any operation, most of them on rows that are there.
fn any_operation() -> impl Strategy<Value = Operation> {
    let rows: Vec<(String, Vec<String>)> = SMALL
        .0
        .iter()
        .flat_map(|table| {
            table.rows.iter().map(|row| (row.key.clone(), table.columns.iter().map(|column| column.key.clone()).collect()))
        })
        .collect();
    let keys: Vec<String> = rows.iter().map(|(key, _)| key.clone()).collect();
    let merged = proptest::sample::select(keys).prop_map(|key| State::Merged(key).to_text());
    let after = prop_oneof![any::<String>(), merged, Just("rejected".to_owned()), Just(String::new()), Just("1995".to_owned())];
    (proptest::sample::select(rows), any::<proptest::sample::Index>(), any::<bool>(), any::<String>(), after).prop_map(
        |((key, columns), column, state, before, after)| {
            let column = if state { STATE.to_owned() } else { columns[column.index(columns.len())].clone() };
            Operation { key, column, before, after, other: Vec::new() }
        },
    )
}

/// Fields that a later version may add.
fn any_fields() -> impl Strategy<Value = Vec<(String, String)>> {
    let value =
        prop_oneof![any::<String>().prop_map(Value::from), any::<i64>().prop_map(Value::from), Just(json!([null, {"a": true}]))];
    proptest::collection::btree_map("x[a-z]{0,3}", value, 0..3)
        .prop_map(|fields| fields.into_iter().map(|(name, value)| (name, value.to_string())).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undo_is_the_inverse(deeds in proptest::collection::vec(any_deed(), 0..12)) {
        let mut reader = Reader::new();
        let mut seen = vec![reader.tables()];
        for deed in &deeds {
            let now = seen.last().unwrap().clone();
            let Some(operation) = made(&now, deed) else { continue };
            let (table, row) = row(&now, &operation.key);
            let relation = table.kind == Kind::Relations && row.cells.iter().any(|cell| cell.entity.is_some()) && operation.column != STATE;
            let mut both = reader.0.patch().clone();
            both.operations.extend([operation.clone(), operation.inverse()]);
            if !relation {
                prop_assert_eq!(&corrected(&both).0, &now);
            }
            if operation.before != operation.after {
                reader.0.push(operation);
                let (tables, report) = corrected(reader.0.patch());
                prop_assert_eq!(report.remarks, Vec::<String>::new());
                seen.push(tables);
            }
        }
        let steps = seen.len() - 1;
        for step in (0..steps).rev() {
            prop_assert!(reader.0.undo().is_some());
            prop_assert_eq!(&reader.tables(), &seen[step]);
        }
        prop_assert!(reader.0.undo().is_none() && !reader.0.can_undo());
        for tables in &seen[1..] {
            prop_assert!(reader.0.redo().is_some());
            prop_assert_eq!(&reader.tables(), tables);
        }
        prop_assert!(reader.0.redo().is_none() && !reader.0.can_redo());
    }

    #[test]
    fn applying_again_changes_nothing(operations in proptest::collection::vec(any_operation(), 0..12)) {
        let patch = patch(operations);
        let (once, _) = corrected(&patch);
        let (twice, _) = apply(&once, &patch, &SMALL.2);
        prop_assert_eq!(&once, &twice);
        // each mention belongs to one entity, as before
        let mentions = |tables: &[Table]| {
            let entities = tables.iter().flat_map(|table| &table.rows).filter(|row| row.entity_id().is_some());
            let mut rows: Vec<&Row> = entities.filter(|row| !matches!(row.state, State::Merged(_))).collect();
            rows.sort_by_key(|row| &row.key);
            rows.dedup_by_key(|row| &row.key);
            let mut places: Vec<_> = rows.into_iter().flat_map(|row| row.places.clone()).collect();
            places.sort();
            places
        };
        prop_assert_eq!(mentions(&once), mentions(&SMALL.0));
    }

    #[test]
    fn a_patch_that_is_written_comes_back(
        title in any::<String>(), fields in any_fields(), more in any_fields(),
        operations in proptest::collection::vec((any_operation(), any_fields()), 0..5),
    ) {
        let operations = operations.into_iter().map(|(operation, other)| Operation { other, ..operation }).collect();
        let patch = Patch { paper: Paper { other: fields, ..Paper::new(&title, fingerprint(SOURCE)) }, operations, other: more };
        prop_assert_eq!(Patch::from_bytes(patch.to_json().as_bytes()), Ok(patch.clone()));
        serde_json::from_str::<Value>(&patch.to_json()).unwrap();
        prop_assert_eq!(Patch::default().with(&Patch { paper: Paper::default(), ..patch.clone() }).0.operations.len() <= patch.operations.len(), true);
    }

    #[test]
    fn any_bytes_are_answered_in_words(bytes in any::<Vec<u8>>()) {
        prop_assert!(!Patch::from_bytes(&bytes).unwrap_err().is_empty());
    }

    #[test]
    fn a_patch_that_lost_a_part_is_read_or_refused(at in 0..400usize, more in "[\\[\\]{}\",0-9a-z]{0,3}") {
        let mut json = patch(vec![operation("figures:b1:0-1:x", "low", "1", "2")]).to_json();
        let at = at.min(json.len());
        json.replace_range(at..json.len().min(at + 1), &more);
        match Patch::from_json(&json) {
            Ok(patch) => prop_assert!(corrected(&patch).1.applied <= 1),
            Err(words) => prop_assert!(!words.is_empty()),
        }
    }

    #[test]
    fn two_patches_made_one_do_what_both_do(one in proptest::collection::vec(any_deed(), 0..8), other in proptest::collection::vec(any_deed(), 0..8)) {
        let made_by = |deeds: &[Deed]| {
            let mut reader = Reader::new();
            for deed in deeds {
                if let Some(operation) = made(&reader.tables(), deed) {
                    reader.0.push(operation);
                }
            }
            reader.0.patch().clone()
        };
        let (one, other) = (made_by(&one), made_by(&other));
        let (both, conflicts) = one.with(&other);
        let mut after = one.clone();
        after.operations.extend(other.operations.iter().cloned());
        prop_assert_eq!(&corrected(&both).0, &corrected(&after).0);
        // what is added later expects what is there by then
        let report = corrected(&both).1;
        prop_assert!(report.applied < both.operations.len() || report.remarks.is_empty(), "{:?}", report.remarks);
        let same_cell = |a: &Operation, b: &Operation| a.key == b.key && a.column == b.column;
        if one.operations.iter().all(|mine| !other.operations.iter().any(|theirs| same_cell(mine, theirs))) {
            prop_assert!(conflicts.is_empty());
        }
    }

    #[test]
    fn the_export_follows_the_tables(deeds in proptest::collection::vec(any_deed(), 0..10)) {
        let mut reader = Reader::new();
        for deed in &deeds {
            if let Some(operation) = made(&reader.tables(), deed) {
                reader.0.push(operation);
            }
        }
        let mut export = SMALL.1.clone();
        correct(&mut export, reader.0.patch(), &SMALL.2);
        let tables = reader.tables();
        let of_export = export::tables(&export);
        for table in &tables {
            let other = of_export.iter().find(|other| other.kind.list() == table.kind.list()).unwrap();
            for row in table.rows.iter().filter(|row| !row.key.contains('~')) {
                let Some(same) = other.row(&row.key) else {
                    prop_assert!(!row.counts(), "{}", row.key);
                    continue;
                };
                prop_assert!(row.counts(), "{}", row.key);
                for (column, cell) in table.columns.iter().zip(&row.cells).filter(|(column, _)| column.is_editable) {
                    let text = other.text(same, &column.key);
                    let equal = text == cell.text || cell.number.is_some() && other.cell(same, &column.key).unwrap().number == cell.number;
                    // numbers are shown in one way, whichever way they were typed; an edited name may be no entity's
                    prop_assert!(equal || cell.was.is_some() && matches!(column.key.as_str(), "low" | "high" | "subject" | "object" | "kind" | "horizon" | "latitude" | "longitude" | "accuracy_km"), "{}: {} {}", column.key, text, cell.text);
                }
            }
        }
    }
}
