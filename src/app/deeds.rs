//! What elements with `data-do` do: one handler for all of them, since each handler of its own costs the program some hundreds of
//! bytes. The word says what, `data-with` with what: the key of a row, of a column, a kind.

use lectern::corpus::Corpus;
use lectern::tables::{self, Kind, State, Table};
use lectern::view::action::Action;
use lectern::view::concordance::csv;
use lectern::view::facts::FactSheet;
use lectern::view::route::Route;
use lectern::view::screen::Screen;
use lectern::view::settings::Settings;
use web_sys::Event;
use yew::Callback;

use super::browser;
use super::concordance::lines_of;
use super::corrections::{Corrections, Deed};
use super::shared::Shared;

/// What a word can reach.
pub struct Deeds {
    pub corpus: Shared<Corpus>,
    pub route: Route,
    pub screen: Shared<Screen>,
    pub corrections: Corrections,
    pub settings: Settings,
    pub act: Callback<Action>,
    pub correct: Callback<Deed>,
    /// Begins to correct a row, or stops.
    pub edit: Callback<Option<String>>,
    pub editing: Option<String>,
    pub set: Callback<Settings>,
    /// Asks for the facts once more.
    pub retry: Callback<()>,
}

impl Deeds {
    /// Does what a click, an input, a change or a submission asks for; others than these words are not ours.
    pub fn follow(&self, event: &Event) {
        let Some((what, with)) = browser::asked(event) else { return };
        match what.as_str() {
            "column" => self.act.emit(Action::Column(with)),
            "kind" => self.act.emit(Action::Kind(with)),
            "item" => self.act.emit(Action::Item(with)),
            "unfilter" => self.act.emit(Action::Unfilter),
            "rows" => self.act.emit(Action::Rows(browser::input_value(event))),
            "without" => self.act.emit(Action::Without(with)),
            "search" => self.act.emit(Action::Search(with)),
            "slots" => {
                let slots = ["slot-1", "slot-2", "slot-3"].map(|id| browser::field(id).unwrap_or_default());
                self.act.emit(Action::Order(slots.iter().filter(|slot| !slot.is_empty()).cloned().collect::<Vec<_>>().join(".")));
            }
            "context" => {
                if let Some(words) = browser::field("context").and_then(|words| words.parse().ok()) {
                    self.act.emit(Action::Context(words));
                }
            }
            "kwic-csv" => browser::save("lectern-concordance.csv", &csv(&lines_of(&self.corpus, &self.screen))),
            "right" => self.decide(with, State::Accepted),
            "wrong" => self.decide(with, State::Rejected),
            "edit" => self.begin(with),
            "cancel" => self.edit.emit(None),
            "keep" => {
                event.prevent_default();
                self.keep(with);
            }
            "undo" => self.correct.emit(Deed::Undo),
            "redo" => self.correct.emit(Deed::Redo),
            "patch" => browser::save("lectern-corrections.json", &self.corrections.history.patch().to_json()),
            "open" => browser::open_file(),
            "export" => browser::export(self.corrections.history.patch()),
            "csv" => self.save(&with, "csv"),
            "json" => self.save(&with, "json"),
            "retry" => self.retry.emit(()),
            "mark" => {
                if let Some(kind) = Kind::from_word(&with) {
                    self.set.emit(Settings { marks: self.settings.marks.toggled(kind), ..self.settings });
                }
            }
            _ => {}
        }
    }

    fn tables(&self) -> &[Table] {
        self.corrections.tables.as_ref().map_or(&[], |tables| tables)
    }

    /// The same verdict again takes it back.
    fn decide(&self, key: String, state: State) {
        let is = tables::find(self.tables(), &key).is_some_and(|(_, row)| row.state == state);
        self.correct.emit(Deed::Decide(key, if is { State::Open } else { state }));
    }

    fn begin(&self, key: String) {
        let again = self.editing.as_ref() == Some(&key);
        if !again && self.route.item.as_ref() != Some(&key) {
            self.act.emit(Action::Item(key.clone()));
        }
        self.edit.emit(Some(key).filter(|_| !again));
    }

    /// Keeps what stands in the form.
    fn keep(&self, key: String) {
        let Some((table, row)) = tables::find(self.tables(), &key) else { return };
        let mut cells = Vec::new();
        for column in table.columns.iter().filter(|column| column.is_editable) {
            if let Some(text) = browser::field(&["edit-", &column.key].concat()) {
                cells.push((column.key.clone(), text.trim().to_owned()));
            }
        }
        self.correct.emit(Deed::Edit(key.clone(), cells));
        let merged = match browser::field("edit-merge") {
            Some(into) if !into.is_empty() => State::Merged(into),
            _ => State::Open,
        };
        if merged != row.state && (merged != State::Open || matches!(row.state, State::Merged(_))) {
            self.correct.emit(Deed::Decide(key, merged));
        }
        self.edit.emit(None);
    }

    /// Saves the rows that are shown, in their order.
    fn save(&self, kind: &str, ending: &str) {
        let Some(table) = self.tables().iter().find(|table| table.kind.as_str() == kind) else { return };
        let rows = FactSheet::new(&self.corpus, table, &self.route).rows;
        let write = if ending == "csv" { tables::csv } else { tables::json };
        browser::save(&["lectern-", kind, ".", ending].concat(), &write(table, &rows, &self.corpus.document));
    }
}
