//! The views of facts: a table of cards for each kind, each row with its sentence, its rule and the reader's verdict.

use lectern::corpus::Corpus;
use lectern::tables::{self, Cell, Column, Direction, Row, State, Table};
use lectern::text::{Span, small_letters};
use lectern::view::action::Action;
use lectern::view::excerpt::{Lit, excerpt};
use lectern::view::facts::{FactSheet, Head, place_of, purpose};
use lectern::view::profile::{Profile, profile};
use lectern::view::route::{Place, Route, View};
use lectern::view::words::{counted, grouped};
use yew::prelude::*;

use super::browser;
use super::corrections::{Corrections, Deed};
use super::icons;
use super::mined::FactsState;
use super::shared::Shared;

pub struct Props<'a> {
    pub corpus: Shared<Corpus>,
    pub route: &'a Route,
    pub table: tables::Kind,
    pub facts: &'a FactsState,
    pub corrections: &'a Corrections,
    /// The row that is being edited.
    pub editing: Option<&'a str>,
    pub act: Callback<Action>,
    pub correct: Callback<Deed>,
    pub edit: Callback<Option<String>>,
    /// Asks for the facts once more.
    pub retry: Callback<()>,
}

pub fn facts(props: &Props) -> Html {
    let tables = props.corrections.tables.as_ref();
    let table = tables.and_then(|tables| tables.iter().find(|table| table.kind == props.table));
    html! {
        <>
            <h1>{ name(props.table) }</h1>
            <p class="intro">{ purpose(props.table) }{ " Each was taken from a sentence, and that sentence comes with it. Say whether it was taken rightly: your corrections stay on this machine." }</p>
            { kinds(props) }
            { for props.corrections.said.iter().map(|said| html! { <p class="problem" role="alert">{ said.clone() }</p> }) }
            if let (Some(tables), Some(table)) = (tables, table) {
                { whole(props, tables, table) }
            } else if let FactsState::Failed(why) = props.facts {
                <div class="empty" role="alert">
                    <p class="say">{ "The facts did not come." }</p>
                    <p>{ why.clone() }</p>
                    <p><button type="button" class="button" onclick={props.retry.reform(|_: MouseEvent| ())}>{ "Try again" }</button></p>
                </div>
            } else {
                <p class="empty" role="status">{ "Reading the paper for its facts…" }</p>
            }
        </>
    }
}

/// A kind's name, as a head.
fn name(kind: tables::Kind) -> String {
    let mut word = kind.as_str().to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// The way from kind to kind, with how many facts each has.
fn kinds(props: &Props) -> Html {
    let count = |kind| Some(props.corrections.tables.as_ref()?.iter().find(|table| table.kind == kind)?.count());
    let link = |kind: tables::Kind| {
        let place = View::from_word(kind.as_str()).map(Place::View);
        html! {
            <li><a href={props.route.at(place).href()} aria-current={(kind == props.table).then_some("page")}>{ name(kind) }
                if let Some(count) = count(kind) { { " " }<span class="n">{ grouped(count) }</span> }
            </a></li>
        }
    };
    html! { <nav class="fact-kinds" aria-label="Facts"><ul>{ for tables::Kind::ALL.into_iter().map(link) }</ul></nav> }
}

fn whole(props: &Props, tables: &Shared<Vec<Table>>, table: &Table) -> Html {
    let sheet = FactSheet::new(&props.corpus, table, props.route);
    let rows = sheet.rows.iter().filter_map(|at| table.rows.get(*at));
    let head = |head: &Head| {
        let sort = {
            let key = head.sorts_by.clone();
            props.act.reform(move |_: MouseEvent| Action::Column(key.clone()))
        };
        let (said, icon) = match head.sorted {
            Some(Direction::Ascending) => (Some("ascending"), icons::sorted_up()),
            Some(Direction::Descending) => (Some("descending"), icons::sorted_down()),
            None => (None, icons::sortable()),
        };
        html! { <th scope="col" class={head.is_number.then_some("number")} aria-sort={said}><button type="button" onclick={sort}>{ head.name.clone() }{ icon }</button></th> }
    };
    let width = (sheet.heads.len() + 3).to_string();
    html! {
        <>
            { bar(props, table, &sheet) }
            if sheet.rows.is_empty() {
                <p class="empty">{ if table.rows.is_empty() { "The paper has none." } else { "No row has these words." } }</p>
            } else {
                <table class={classes!("ledger", "fact-table", table.kind.as_str())}>
                    <caption class="visually-hidden">{ format!("{}, {}", name(table.kind), counted(sheet.rows.len(), "row")) }</caption>
                    <thead><tr>{ for sheet.heads.iter().map(head) }<th scope="col">{ "Where" }</th><th scope="col">{ "Certainty" }</th><th scope="col" class="act">{ "Right?" }</th></tr></thead>
                    <tbody>{ for rows.map(|row| self::row(props, tables, table, &sheet, row, &width)) }</tbody>
                </table>
            }
        </>
    }
}

/// What chooses the rows, and what is done with all of them.
fn bar(props: &Props, table: &Table, sheet: &FactSheet) -> Html {
    let choose = |value: &str| {
        let value = value.to_owned();
        props.act.reform(move |_: MouseEvent| Action::Kind(value.clone()))
    };
    let sort = |sort: &lectern::view::facts::RowSort| {
        html! { <button type="button" aria-pressed={sort.pressed.to_string()} onclick={choose(&sort.value)}>{ sort.value.clone() }{ " " }<span class="n">{ grouped(sort.count) }</span></button> }
    };
    let pressed = sheet.sorts.iter().find(|sort| sort.pressed);
    let all = props.act.reform({
        let value = pressed.map(|sort| sort.value.clone()).unwrap_or_default();
        move |_: MouseEvent| Action::Kind(value.clone())
    });
    let typed = props.act.reform(|event: InputEvent| Action::Rows(browser::input_value(&event)));
    let saved = |ending: &'static str, write: fn(&Table, &[usize], &lectern::document::Document) -> String| {
        let (corpus, table, rows) = (props.corpus.clone(), table.clone(), sheet.rows.clone());
        move |_: MouseEvent| {
            browser::save(&["lectern-", table.kind.as_str(), ending].concat(), &write(&table, &rows, &corpus.document))
        }
    };
    html! {
        <div class="filterbar">
            if sheet.sorts.len() > 1 {
                <div class="kinds" role="group" aria-label={format!("Kinds of {}", table.kind.as_str())}>
                    <button type="button" aria-pressed={pressed.is_none().to_string()} onclick={all} disabled={pressed.is_none()}>{ "All " }<span class="n">{ grouped(sheet.all) }</span></button>
                    { for sheet.sorts.iter().map(sort) }
                </div>
            }
            <label class="visually-hidden" for="rows">{ format!("Filter {}", table.kind.as_str()) }</label>
            <input id="rows" class="field" type="search" placeholder="Filter these rows" value={props.route.rows.clone()} oninput={typed}/>
            if sheet.left_out > 0 {
                <span>{ format!("{} in passages that the theme filter leaves out. ", grouped(sheet.left_out)) }
                    <button type="button" class="link" onclick={props.act.reform(|_: MouseEvent| Action::Unfilter)}>{ "Show all" }</button></span>
            }
            <span class="export">
                <button type="button" class="link" onclick={saved(".csv", tables::csv)}>{ "CSV" }</button>
                <button type="button" class="link" onclick={saved(".json", tables::json)}>{ "JSON" }</button>
                { mine(props) }
            </span>
        </div>
    }
}

/// What is done with the reader's corrections.
fn mine(props: &Props) -> Html {
    let history = &props.corrections.history;
    let count = history.patch().operations.len();
    let deed = |deed: Deed| props.correct.reform(move |_: MouseEvent| deed.clone());
    let patch = history.patch().clone();
    let export = history.patch().clone();
    html! {
        <details class="menu">
            <summary>{ if count == 0 { "Corrections".to_owned() } else { format!("My {}", counted(count, "correction")) } }</summary>
            <div class="menu-body">
                <button type="button" disabled={!history.can_undo()} onclick={deed(Deed::Undo)}>{ "Undo the last one" }</button>
                <button type="button" disabled={!history.can_redo()} onclick={deed(Deed::Redo)}>{ "Redo" }</button>
                <button type="button" disabled={count == 0} onclick={move |_| browser::save("lectern-corrections.json", &patch.to_json())}>{ "Save them as a file" }</button>
                <button type="button" onclick={|_| browser::open_file()}>{ "Take in a file of corrections" }</button>
                <button type="button" onclick={move |_| browser::export(&export)}>{ "Save all facts, corrected, as JSON" }</button>
            </div>
        </details>
    }
}

fn row(props: &Props, tables: &Shared<Vec<Table>>, table: &Table, sheet: &FactSheet, row: &Row, width: &str) -> Html {
    let open = props.route.item.as_deref() == Some(row.key.as_str());
    let toggle = {
        let key = row.key.clone();
        props.act.reform(move |_: MouseEvent| Action::Item(key.clone()))
    };
    let mut cells = sheet.heads.iter().map(|head| (head, row.cells.get(head.column)));
    let lead = cells.next().and_then(|(_, cell)| cell).map(shown).unwrap_or_default();
    let cell = |(head, cell): (&Head, Option<&Cell>)| {
        let class = classes!(head.is_number.then_some("number"), cell.is_some_and(|cell| cell.was.is_some()).then_some("edited"));
        html! { <td {class} data-head={head.name.clone()}>{ cell.map(shown) }</td> }
    };
    let class = classes!(open.then_some("open"), (!row.counts()).then_some("rejected"));
    html! {
        <>
            <tr {class} key={row.key.clone()}>
                <td class="value"><button type="button" aria-expanded={open.to_string()} onclick={toggle}>{ lead.clone() }</button></td>
                { for cells.map(cell) }
                <td class="where">{ place(props, row) }</td>
                <td class="sure">{ certainty(row) }</td>
                <td class="act">{ verdict_or_edit(props, row, &lead) }</td>
            </tr>
            if open {
                <tr class="proof"><td colspan={width.to_owned()}>{ proof(props, tables, table, sheet, row) }</td></tr>
            }
        </>
    }
}

/// What a cell shows; underscores are the export's.
fn shown(cell: &Cell) -> String {
    cell.text.replace('_', " ")
}

/// The way to the first sentence, and how many more there are.
fn place(props: &Props, row: &Row) -> Html {
    let Some(route) = place_of(row) else { return Html::default() };
    let first = row.places.first().or(row.support.first());
    let page = first.and_then(|first| {
        let block = props.corpus.document.block(first.block)?;
        props.corpus.page_at(block, first.span.start)
    });
    let number = first.map_or(0, |first| first.block.0);
    let page = page.map(|page| format!(", p. {page}")).unwrap_or_default();
    let more = row.blocks().len().saturating_sub(1);
    html! {
        <>
            <a href={route.href()}>{ format!("¶\u{202f}{number}{page}") }</a>
            if more > 0 { <span class="n">{ format!(" +{more}") }</span> }
        </>
    }
}

/// How sure a fact is: a disc and a word.
pub fn certainty(row: &Row) -> Html {
    let name = row.certainty.name();
    let fill = match name {
        "exact" => html! { <circle class="fill" cx="5" cy="5" r="4"/> },
        "rule" => html! { <path class="fill" d="M5 1a4 4 0 0 0 0 8z"/> },
        _ => Html::default(),
    };
    html! { <span class="conf"><svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="4"/>{ fill }</svg>{ name }</span> }
}

/// Right or wrong; the same again takes it back.
pub fn verdict(correct: &Callback<Deed>, row: &Row, lead: &str) -> Html {
    html! { <span class="verdict" role="group" aria-label="Your verdict">{ decide(correct, row, lead, State::Accepted) }{ decide(correct, row, lead, State::Rejected) }</span> }
}

fn decide(correct: &Callback<Deed>, row: &Row, lead: &str, state: State) -> Html {
    let (name, icon) = if state == State::Accepted { ("Right", icons::tick()) } else { ("Wrong", icons::cross()) };
    let pressed = row.state == state;
    let (key, state) = (row.key.clone(), if pressed { State::Open } else { state });
    tool(name, lead, pressed, correct.reform(move |_: MouseEvent| Deed::Decide(key.clone(), state.clone())), icon)
}

fn tool(name: &str, lead: &str, pressed: bool, click: Callback<MouseEvent>, icon: Html) -> Html {
    html! { <button type="button" class="tool" aria-pressed={pressed.to_string()} aria-label={format!("{name}: {lead}")} title={name.to_owned()} onclick={click}>{ icon }</button> }
}

/// Right, to be corrected, wrong.
fn verdict_or_edit(props: &Props, row: &Row, lead: &str) -> Html {
    let editing = props.editing == Some(row.key.as_str());
    let edit = {
        let key = (!editing).then(|| row.key.clone());
        let (edit, act, open) = (props.edit.clone(), props.act.clone(), props.route.item.as_deref() == Some(row.key.as_str()));
        let item = row.key.clone();
        move |_: MouseEvent| {
            edit.emit(key.clone());
            if key.is_some() && !open {
                act.emit(Action::Item(item.clone()));
            }
        }
    };
    html! {
        <span class="verdict" role="group" aria-label="Your verdict">
            { decide(&props.correct, row, lead, State::Accepted) }
            { tool("Correct", lead, editing || row.is_edited(), edit.into(), icons::pencil()) }
            { decide(&props.correct, row, lead, State::Rejected) }
        </span>
    }
}

/// An opened row: its sentence, all that is known of it, and how it was found.
fn proof(props: &Props, tables: &Shared<Vec<Table>>, table: &Table, sheet: &FactSheet, row: &Row) -> Html {
    let lead = sheet.heads.first().map(|head| head.column);
    let slot = |(at, (column, cell)): (usize, (&Column, &Cell))| {
        let was = cell.was.as_ref().map(|was| html! { <>{ " " }<s>{ was.replace('_', " ") }</s></> });
        let says = Some(at) != lead && !cell.text.is_empty() || was.is_some();
        says.then(|| html! { <><dt>{ small_letters(&column.name) }</dt><dd>{ shown(cell) }{ was }</dd></> })
    };
    let slots = table.columns.iter().zip(&row.cells).enumerate().filter_map(slot);
    let editing = props.editing == Some(row.key.as_str());
    let actor = row.entity_id().and_then(|_| profile(&props.corpus, tables, &row.key));
    html! {
        <div class="proof-body">
            <div>
                { saying(&props.corpus, row) }
                { for row.support.iter().map(|place| said_at(&props.corpus, place)) }
                if let Some(actor) = actor { { self::actor(props, &actor) } }
            </div>
            if editing {
                { form(props, tables, table, row) }
            } else {
                <dl>{ for slots }<dt>{ "rule" }</dt><dd>{ row.rule.clone() }</dd>
                    if let State::Merged(into) = &row.state { <dt>{ "the same as" }</dt><dd>{ called(tables, into) }</dd> }
                </dl>
            }
        </div>
    }
}

/// The sentence of a fact, the fact marked.
pub fn saying(corpus: &Corpus, row: &Row) -> Html {
    let Some(first) = row.places.first() else { return Html::default() };
    let Some(block) = corpus.document.block(first.block) else { return Html::default() };
    let inside = |span: &Span| row.sentence.contains(*span);
    let spans: Vec<Span> =
        row.places.iter().filter(|place| place.block == first.block).map(|place| place.span).filter(inside).collect();
    html! { <p class="saying">{ lit(excerpt(&block.text, row.sentence, &spans)) }</p> }
}

fn lit(pieces: Vec<(String, Lit)>) -> Html {
    let piece = |(text, lit): (String, Lit)| match lit {
        Lit::Plain => html! { { text } },
        Lit::Hit => html! { <b>{ text }</b> },
    };
    html! { { for pieces.into_iter().map(piece) } }
}

/// What bears a fact out, where it stands.
fn said_at(corpus: &Corpus, place: &lectern::extract::Place) -> Html {
    let text = corpus.document.block(place.block).map_or("", |block| place.span.of(&block.text));
    html! { <p class="saying support">{ text.to_owned() }{ " " }<a href={format!("#{}", place.block)}>{ format!("¶\u{202f}{}", place.block.0) }</a></p> }
}

/// All that the paper has on an actor or a place.
fn actor(props: &Props, actor: &Profile) -> Html {
    let passages = |blocks: &[lectern::document::BlockId]| {
        let link = |block: &lectern::document::BlockId| {
            let route = Route { place: Some(Place::Block(*block)), item: Some(actor.key.clone()), ..Route::default() };
            html! { <li><a href={route.href()}>{ format!("¶\u{202f}{}", block.0) }</a></li> }
        };
        html! { <ul class="places">{ for blocks.iter().map(link) }</ul> }
    };
    let name = |(name, count): &(String, usize)| html! { <li>{ name.clone() }{ " " }<span class="n">{ count }</span></li> };
    let theme = |theme: &lectern::view::profile::ThemePassages| html! { <><dt>{ theme.name.clone() }</dt><dd>{ passages(&theme.passages) }</dd></> };
    let partner = |partner: &lectern::view::profile::Partner| {
        let key = partner.key.clone();
        let open = props.act.reform(move |_: MouseEvent| Action::Item(key.clone()));
        html! { <li><button type="button" class="link" onclick={open}>{ partner.name.clone() }</button>{ " " }<span class="n">{ partner.passages.len() }</span></li> }
    };
    html! {
        <div class="actor">
            <h2>{ "Called" }</h2><ul class="listed">{ for actor.names.iter().map(name) }</ul>
            <h2>{ "Passages by theme" }</h2>
            <dl>{ for actor.themes.iter().map(theme) }
                if !actor.without_theme.is_empty() { <dt>{ "no theme" }</dt><dd>{ passages(&actor.without_theme) }</dd> }
            </dl>
            if !actor.partners.is_empty() {
                <h2>{ "In the same passages" }</h2><ul class="listed">{ for actor.partners.iter().take(24).map(partner) }</ul>
            }
        </div>
    }
}

fn called(tables: &[Table], key: &str) -> String {
    tables::find(tables, key).map_or(key.to_owned(), |(table, row)| table.text(row, "name").to_owned())
}

/// The cells that can be corrected, as a form.
fn form(props: &Props, tables: &Shared<Vec<Table>>, table: &Table, row: &Row) -> Html {
    let cells: Vec<(&Column, &Cell)> = table.columns.iter().zip(&row.cells).filter(|(column, _)| column.is_editable).collect();
    let keys: Vec<String> = cells.iter().map(|(column, _)| column.key.clone()).collect();
    let save = {
        let (correct, edit, key, state) = (props.correct.clone(), props.edit.clone(), row.key.clone(), row.state.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let said = keys
                .iter()
                .filter_map(|column| Some((column.clone(), browser::field(&["edit-", column].concat())?.trim().to_owned())));
            correct.emit(Deed::Edit(key.clone(), said.collect()));
            if let Some(into) = browser::field("edit-merge") {
                let merged = if into.is_empty() { State::Open } else { State::Merged(into) };
                if merged != state && (merged != State::Open || matches!(state, State::Merged(_))) {
                    correct.emit(Deed::Decide(key.clone(), merged));
                }
            }
            edit.emit(None);
        }
    };
    let cancel = props.edit.reform(|_: MouseEvent| None);
    let field = |(column, cell): (&Column, &Cell)| {
        let id = ["edit-", &column.key].concat();
        let input = if column.choices.is_empty() {
            html! { <input id={id.clone()} class="field" value={cell.text.clone()} autocomplete="off"/> }
        } else {
            let choice = |choice: &String| html! { <option value={choice.clone()} selected={*choice == cell.text}>{ choice.replace('_', " ") }</option> };
            html! { <select id={id.clone()}>{ for column.choices.iter().map(choice) }</select> }
        };
        html! { <p><label for={id}>{ column.name.clone() }</label>{ input }</p> }
    };
    html! {
        <form class="correct" onsubmit={save} aria-label="Correct this fact">
            { for cells.into_iter().map(field) }
            if row.entity_id().is_some() { { merge(tables, row) } }
            <p class="row-of"><button type="submit" class="button">{ "Keep" }</button><button type="button" class="button" onclick={cancel}>{ "Cancel" }</button></p>
        </form>
    }
}

/// The entities that this one may be the same as.
fn merge(tables: &[Table], row: &Row) -> Html {
    let mut seen: Vec<&str> = Vec::new();
    let mut others: Vec<(String, String)> = Vec::new();
    for (table, other) in tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
        if other.entity_id().is_some() && other.key != row.key && other.counts() && !seen.contains(&other.key.as_str()) {
            seen.push(&other.key);
            others.push((table.text(other, "name").to_owned(), other.key.clone()));
        }
    }
    others.sort();
    let into = if let State::Merged(into) = &row.state { into.as_str() } else { "" };
    let choice =
        |(name, key): &(String, String)| html! { <option value={key.clone()} selected={key == into}>{ name.clone() }</option> };
    html! { <p><label for="edit-merge">{ "The same as" }</label><select id="edit-merge"><option value="" selected={into.is_empty()}></option>{ for others.iter().map(choice) }</select></p> }
}
