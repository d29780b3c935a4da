//! What elements with `data-do` do: one handler for all of them, since each handler of its own costs the program some hundreds of
//! bytes. The word says what, `data-with` with what: the key of a row, of a column, a kind.

use lectern::corrections::edit;
use lectern::document::BlockId;
use lectern::miner::passages::Request;
use lectern::tables::{self, Kind, State, Table};
use lectern::text::{read_decimal, small_letters};
use lectern::view::action::Action;
use lectern::view::concordance::csv;
use lectern::view::facts::FactSheet;
use lectern::view::ledger::Ledger;
use lectern::view::route::{Carry, Mode, Route, Sort, View};
use lectern::view::searches::Change as Search;
use lectern::view::settings::{Dimension, Scheme, Settings, SingleKeys};
use web_sys::Event;

use super::browser;
use super::concordance::lines_of;
use super::corrections::{Deed, Step as Correction};
use super::mined::{Late, ask_facts, ask_repairs};
use super::moment::Change;
use super::page::{Direction, Page};
use super::rail::Sheet;
use super::search_box::FIELD;
use super::searches;
use super::settings::Step as Setting;

impl Page {
    /// Does what a click, an input, a change or a submission asks for, or follows the link that was clicked.
    pub fn follow(&self, event: &Event) {
        let Some((what, with)) = browser::asked(event) else {
            self.follow_link(event);
            return;
        };
        match what.as_str() {
            "keep-search" => self.change_searches(Search::Keep(with)),
            "forget" => self.change_searches(Search::Forget),
            "more" => self.change(Change::More),
            "submit" => event.prevent_default(),
            "next" => self.step(Direction::Forward),
            "previous" => self.step(Direction::Back),
            "clear" => {
                browser::fill(FIELD, "");
                self.act(Action::Search(String::new()));
                browser::focus("search");
            }
            "hit" => {
                if let Some(hit) = with.parse().ok().filter(|_| browser::is_plain_click(event)) {
                    event.prevent_default();
                    self.act(Action::Hit(hit));
                }
            }
            "tick" => self.go_to_tick(event),
            "theme" => {
                self.act(Action::Theme(with));
                // where there is no room for all, those of the filter come first
                browser::next_frame(|| browser::to_start(".themes ul"));
            }
            "actor" => self.act(Action::Actor(with)),
            "states" => self.act(Action::States(with)),
            "section" => {
                let id = browser::input_value(event);
                self.act(Action::OneSection(id));
            }
            "section-off" => self.act(Action::OneSection(String::new())),
            "carry" => {
                if let Some(carry) = Carry::from_word(&with) {
                    self.act(Action::Carry(carry));
                }
            }
            "mode" => {
                if let Some(mode) = Mode::from_word(&with) {
                    self.act(Action::Mode(mode));
                }
            }
            "order" => {
                if let Some(sort) = Sort::from_word(&with) {
                    self.act(Action::Sort(sort));
                }
            }
            "contents" => self.change(Change::Sheet(Sheet::Contents)),
            "results" => self.change(Change::Sheet(Sheet::Results)),
            "fold" => {
                if let Some(fold) = self.screen.folds.iter().find(|fold| fold.first.0.to_string() == with) {
                    self.change(Change::Fold(fold.clone()));
                }
            }
            "evidence" => self.change(Change::Evidence),
            "evidence-of" => self.open_evidence(&with),
            "dialog" => browser::open_dialog(&with),
            "close" => browser::close_dialog(&with),
            "set" => {
                let value = read_decimal(&browser::input_value(event)).map_or(f32::NAN, |value| value as f32);
                self.set_dimension(&with, |_| value);
            }
            "reset" => self.set_dimension(&with, |dimension| dimension.of(&Settings::default())),
            "scheme" => {
                if let Some((scheme, ..)) = Scheme::ALL.iter().find(|(_, word, _)| *word == with) {
                    self.set(Settings { scheme: *scheme, ..self.settings.settings });
                }
            }
            "single-keys" => {
                let keys = if self.settings.settings.keys == SingleKeys::On { SingleKeys::Off } else { SingleKeys::On };
                self.set(Settings { keys, ..self.settings.settings });
            }
            "return" => {
                if let Some(route) = self.moment.back.clone() {
                    self.act(Action::Follow(route));
                }
                self.change(Change::Back(None));
            }
            "stay" => self.change(Change::Back(None)),
            "load" => browser::tell("lectern:apply-update", ""),
            "later" => self.change(Change::Update(false)),
            "heard" => self.change(Change::Heard(with)),
            "copy-link" | "copy-quote" | "highlight" | "write" | "search-selection" => {
                self.do_with_selection(&what, &with);
            }
            "copy-again" => self.notes.copy_again(),
            "note" => self.open_note(&with),
            "note-colour" => self.colour_note(&with),
            "keep-note" => {
                event.prevent_default();
                self.end_writing();
            }
            "cancel-note" => self.close_form(),
            "delete-note" => self.delete_note(with),
            "restore" => self.restore_note(with),
            "note-order" => self.act(Action::Order(browser::field("note-order").unwrap_or_default())),
            "save-notes" => {
                self.notes.ask(Request::Save { kept: String::new(), format: with, base: browser::base() });
            }
            "cite" => self.open_citations(&with),
            "copy-cited" => self.copy_cited(&with),
            "save-cited" => self.save_cited(&with),
            "style" => self.set_style(&with),
            "column" => self.act(Action::Column(with)),
            "kind" => self.act(Action::Kind(with)),
            "item" => self.act(Action::Item(with)),
            "unfilter" => {
                self.act(Action::Unfilter);
                // the button is gone with the filter
                browser::focus_on(if self.address.route.shows_paper() { ".themes button" } else { "#rows" });
            }
            "rows" => self.act(Action::Rows(browser::input_value(event))),
            "without" => self.act(Action::Without(with)),
            "search" => self.act(Action::Search(with)),
            "slots" => {
                let slots = ["slot-1", "slot-2", "slot-3"].map(|id| browser::field(id).unwrap_or_default());
                self.act(Action::Order(slots.iter().filter(|slot| !slot.is_empty()).cloned().collect::<Vec<_>>().join(".")));
            }
            "context" => {
                if let Some(words) = browser::field("context").and_then(|words| words.parse().ok()) {
                    self.act(Action::Context(words));
                }
            }
            "kwic-csv" => browser::save("lectern-concordance.csv", &csv(&lines_of(&self.corpus, &self.screen))),
            "right" => self.decide(with, State::Accepted),
            "wrong" => self.decide(with, State::Rejected),
            "edit" => self.begin(with),
            "cancel" => self.end_editing(),
            "keep" => {
                event.prevent_default();
                self.keep(with);
            }
            "undo" | "redo" => {
                self.correct(if what == "undo" { Deed::Undo } else { Deed::Redo });
                // the last time, the button is of no more use
                let used_up = [".menu:has([data-do=", &what, "]:disabled) summary"].concat();
                browser::next_frame(move || browser::focus_on(&used_up));
            }
            "patch" => browser::save("lectern-corrections.json", &self.corrections.history.patch().to_json()),
            "open" => browser::open_file(&with),
            "stop-reading" => {
                browser::tell("lectern:stop-reading", "");
                self.change(Change::Reading(String::new()));
            }
            "close-text" => browser::start_again(),
            "export" => browser::export(self.corrections.history.patch()),
            "csv" => self.save(&with, "csv"),
            "json" => self.save(&with, "json"),
            "retry" if self.view() == Some(View::Repairs) => ask_repairs(&self.mined.dispatcher()),
            "retry" => ask_facts(&self.mined.dispatcher()),
            "mark" => {
                if let Some(kind) = Kind::from_word(&with) {
                    let settings = self.settings.settings;
                    self.set(Settings { marks: settings.marks.toggled(kind), ..settings });
                }
            }
            _ => {}
        }
    }

    /// Follows a plain link within the page: one that names only a place keeps search and filter.
    fn follow_link(&self, event: &Event) {
        let Some(href) = browser::clicked_link(event) else { return };
        event.prevent_default();
        if href == "#paper" {
            browser::focus("paper");
            return;
        }
        let route = Route::parse(&href);
        self.act(if href.contains('?') || href == "#" { Action::Follow(Box::new(route)) } else { Action::Jump(route.place) });
    }

    /// Opens the evidence for a passage, by its number.
    fn open_evidence(&self, number: &str) {
        let Some(block) = number.parse().ok().map(BlockId) else { return };
        if !self.moment.evidence {
            self.change(Change::Evidence);
        }
        browser::mark_here(Some(block));
        self.change(Change::Seen(browser::Seen { block: Some(block), ..self.moment.seen }));
    }

    fn change_searches(&self, change: Search) {
        searches::change(&self.searches.dispatcher(), &searches::key(&self.corpus.source.fingerprint), change);
    }

    /// Settings from now on.
    pub fn set(&self, settings: Settings) {
        self.settings.dispatch(Setting::Set(settings));
    }

    /// Sets what a slider stands for, by its word.
    fn set_dimension(&self, word: &str, value: impl Fn(Dimension) -> f32) {
        if let Some(dimension) = Dimension::ALL.into_iter().find(|dimension| small_letters(dimension.name()) == word) {
            self.set(dimension.set(self.settings.settings, value(dimension)));
        }
    }

    fn correct(&self, deed: Deed) {
        self.corrections.dispatch(Correction::Do(deed));
    }

    fn tables(&self) -> &[Table] {
        self.corrections.tables.as_ref().map_or(&[], |tables| tables)
    }

    /// The same verdict again takes it back.
    fn decide(&self, key: String, state: State) {
        let is = tables::find(self.tables(), &key).is_some_and(|(_, row)| row.state == state);
        self.correct(Deed::Decide(key, if is { State::Open } else { state }));
    }

    fn begin(&self, key: String) {
        let again = self.moment.editing.as_ref() == Some(&key);
        if !again && self.address.route.item.as_ref() != Some(&key) {
            self.act(Action::Item(key.clone()));
        }
        self.change(Change::Edit(Some(key).filter(|_| !again)));
    }

    /// Closes the form; the focus goes back to what opened it.
    pub fn end_editing(&self) {
        if let Some(key) = self.moment.editing.clone() {
            self.change(Change::Edit(None));
            browser::next_frame(move || {
                browser::focus_deed("edit", &key);
            });
        }
    }

    /// Keeps what stands in the form.
    fn keep(&self, key: String) {
        // an entity has a row in two tables: the form is that of the one that is shown
        let shown = self.facts().and_then(|kind| tables::of_kind(self.tables(), kind));
        let Some((table, row)) = shown.and_then(|table| Some((table, table.row(&key)?))) else { return };
        let mut cells = Vec::new();
        for column in table.columns.iter().filter(|column| column.is_editable) {
            if let Some(text) = browser::field(&["edit-", &column.key].concat()) {
                cells.push((column.key.clone(), text.trim().to_owned()));
            }
        }
        let is_wrong = cells.iter().any(|(column, text)| edit(self.tables(), &key, column, text).is_err());
        self.correct(Deed::Edit(key.clone(), cells));
        if is_wrong {
            // what is wrong is said, and the form stays
            return;
        }
        let merged = match browser::field("edit-merge") {
            Some(into) if !into.is_empty() => State::Merged(into),
            _ => State::Open,
        };
        if merged != row.state && (merged != State::Open || matches!(row.state, State::Merged(_))) {
            self.correct(Deed::Decide(key, merged));
        }
        self.end_editing();
    }

    /// Saves the rows that are shown, in their order.
    fn save(&self, kind: &str, ending: &str) {
        let (document, route) = (&self.corpus.document, &self.address.route);
        let ledger = match &self.mined.repairs {
            Late::Here(changes) if kind == View::Repairs.as_str() => Some(Ledger::new(changes, route)),
            _ => None,
        };
        let table = Kind::from_word(kind).and_then(|kind| tables::of_kind(self.tables(), kind));
        let text = match (ledger, table, ending) {
            (Some(ledger), _, "csv") => ledger.csv(),
            (Some(ledger), ..) => ledger.json(),
            (None, Some(table), ending) => {
                let rows = FactSheet::new(&self.corpus, table, route).rows;
                if ending == "csv" { tables::csv(table, &rows, document) } else { tables::json(table, &rows, document) }
            }
            (None, None, _) => return,
        };
        browser::save(&["lectern-", kind, ".", ending].concat(), &text);
    }
}
