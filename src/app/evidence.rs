//! The evidence: why a passage carries its themes, word by word, and the facts that it states, each with its sentence.

use std::collections::BTreeMap;

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::extract::themes::{BlockTheme, Origin};
use lectern::tables::{self, Row, Table};
use lectern::view::route::{Place, Route, View};
use lectern::view::settings::Settings;
use yew::prelude::*;

use super::corrections::Deed;
use super::facts::{certainty, saying, verdict};
use super::icons;
use super::mined::FactsState;
use super::shared::Shared;
use super::sigil::{ink, sigil};

pub struct Props<'a> {
    pub corpus: Shared<Corpus>,
    /// The passage that is asked about: the one at the top of the screen.
    pub block: Option<BlockId>,
    pub open: bool,
    pub toggle: Callback<()>,
    pub facts: &'a FactsState,
    pub tables: Option<&'a Shared<Vec<Table>>>,
    pub settings: Settings,
    pub set: Callback<Settings>,
    pub correct: Callback<Deed>,
    /// Asks for the facts once more.
    pub retry: Callback<()>,
}

pub fn evidence(props: &Props) -> Html {
    let toggle = props.toggle.reform(|_: MouseEvent| ());
    let at = props.block.and_then(|block| props.corpus.position(block)).unwrap_or_default();
    html! {
        <aside class="evidence" data-open={props.open.then_some("")} aria-label="Evidence">
            <button type="button" class="evidence-head" aria-expanded={props.open.to_string()} onclick={toggle}>{ icons::panel() }{ "Evidence" }</button>
            if props.open {
                <div class="evidence-body">{ slips(&props.corpus, at) }{ facts(props) }</div>
            }
        </aside>
    }
}

/// The facts that the passage states.
fn facts(props: &Props) -> Html {
    let Some(tables) = props.tables else {
        return match props.facts {
            FactsState::Failed(why) => html! {
                <div class="empty" role="alert"><p>{ why.clone() }</p><p><button type="button" class="button" onclick={props.retry.reform(|_: MouseEvent| ())}>{ "Try again" }</button></p></div>
            },
            _ => html! { <p class="lead" role="status">{ "Reading the paper for its facts…" }</p> },
        };
    };
    let here = |row: &&Row| row.counts() && row.places.iter().any(|place| Some(place.block) == props.block);
    let group = |table: &Table| {
        let rows: Vec<&Row> = table.rows.iter().filter(here).collect();
        let class = ["mark mark-", table.kind.as_str()].concat();
        let (settings, kind) = (props.settings, table.kind);
        let toggle = props.set.reform(move |_: Event| Settings { marks: settings.marks.toggled(kind), ..settings });
        html! {
            <section>
                <div class="fact-head">
                    <h3>{ counted_kind(rows.len(), table.kind.as_str()) }</h3>
                    <label><input type="checkbox" checked={settings.marks.has(kind)} onchange={toggle}/><span {class}>{ "underline" }</span>
                        <span class="visually-hidden">{ format!("{} in the text", table.kind.as_str()) }</span></label>
                </div>
                <ul>{ for rows.into_iter().map(|row| fact(props, table, row)) }</ul>
            </section>
        }
    };
    html! { <div class="fact-groups">{ for tables.iter().map(group) }</div> }
}

/// "2 figures", "no dates".
fn counted_kind(count: usize, kind: &str) -> String {
    match count {
        0 => ["no ", kind].concat(),
        1 => ["1 ", kind.strip_suffix('s').unwrap_or(kind)].concat(),
        many => [&many.to_string(), " ", kind].concat(),
    }
}

fn fact(props: &Props, table: &Table, row: &Row) -> Html {
    let name = row.cells.first().map(|cell| cell.text.as_str()).unwrap_or_default();
    // an entity or an acronym is known by its name; of others the sentence says what they are about
    let is_name = row.entity_id().is_some() || table.kind == tables::Kind::Acronyms;
    let beside = if is_name { row.cells.get(1) } else { table.cell(row, "what") };
    let route =
        Route { place: View::from_word(table.kind.as_str()).map(Place::View), item: Some(row.key.clone()), ..Route::default() };
    html! {
        <li class="slip" key={row.key.clone()}>
            <h4><a href={route.href()}>{ name.to_owned() }</a></h4>
            { verdict(&props.correct, row, name) }
            if let Some(beside) = beside { if !beside.text.is_empty() { <p class="what">{ beside.text.replace('_', " ") }</p> } }
            if !is_name { { saying(&props.corpus, row) } }
            <p class="prov">{ certainty(row) }{ " · " }{ row.rule.clone() }</p>
        </li>
    }
}

fn slips(corpus: &Corpus, at: usize) -> Html {
    let Some(block) = corpus.block(at) else {
        return html! { <p class="lead">{ "The paper has no passage." }</p> };
    };
    let themes = corpus.themes_of(at);
    let number = format!("¶\u{202f}{}", block.id.0);
    if themes.is_empty() {
        return html! { <p class="lead"><b>{ number }</b>{ " carries none of the themes." }</p> };
    }
    html! {
        <>
            <p class="lead">{ "Why " }<b>{ number }</b>{ " carries its themes: the words that speak of each." }</p>
            <ul>{ for themes.iter().map(|carried| slip(corpus, &block.text, carried)) }</ul>
        </>
    }
}

fn slip(corpus: &Corpus, text: &str, carried: &BlockTheme) -> Html {
    let Some(theme) = corpus.themes.by_id(carried.theme.as_str()) else {
        return Html::default();
    };
    let mut fired: BTreeMap<&str, usize> = BTreeMap::new();
    for span in &carried.evidence {
        *fired.entry(span.of(text)).or_default() += 1;
    }
    let words = fired.iter().map(|(word, times)| {
        let times = (*times > 1).then(|| html! { <span class="n">{ format!("×{times}") }</span> });
        html! { <li><u class={classes!("why", ink(theme))}>{ word.to_string() }</u>{ times }</li> }
    });
    let origin = match carried.origin {
        Origin::Text => None,
        Origin::LeadIn(block) => Some(
            html! { <>{ "with " }<a href={format!("#{block}")}>{ format!("¶\u{202f}{}", block.0) }</a>{ ", which introduces the list" }</> },
        ),
        Origin::Heading(section) => Some(html! { <>{ "with " }<a href={format!("#{section}")}>{ "the heading above" }</a></> }),
    };
    html! {
        <li class="slip">
            <h3>{ sigil(theme) }{ " " }{ theme.name.clone() }</h3>
            <p class="what">{ format!("Strength {} of 5. {}", carried.strength, theme.definition) }</p>
            <ul class="fired">{ for words }</ul>
            <p class="prov">{ format!("rule: a lexicon of {} entries", theme.entries) }{ origin.map(|origin| html! { <>{ "; " }{ origin }</> }) }</p>
        </li>
    }
}
