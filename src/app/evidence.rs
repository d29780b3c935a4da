//! The evidence: why a passage carries its themes, word by word, and the facts that it states, each with its sentence.

use std::collections::BTreeMap;

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::extract::themes::{BlockTheme, Origin};
use lectern::tables::{Kind, Row, Table};
use lectern::view::route::{Place, Route, View};
use lectern::view::settings::Marks;
use yew::prelude::*;

use super::facts::{certainty, saying, verdict, waiting};
use super::icons;
use super::mined::FactsState;
use super::shared::Shared;
use super::sigil::{ink, sigil};
use super::tag::{Tag, tag};

pub struct Props<'a> {
    pub corpus: &'a Shared<Corpus>,
    /// The passage that is asked about: the one at the top of the screen.
    pub block: Option<BlockId>,
    pub open: bool,
    pub toggle: Callback<()>,
    pub facts: &'a FactsState,
    pub tables: Option<&'a Shared<Vec<Table>>>,
    /// What is underlined in the text.
    pub marks: Marks,
}

pub fn evidence(props: &Props) -> Html {
    let toggle = props.toggle.reform(|_: MouseEvent| ());
    let at = props.block.and_then(|block| props.corpus.position(block)).unwrap_or_default();
    html! {
        <aside class="evidence" data-open={props.open.then_some("")} aria-label="Evidence">
            <button type="button" class="evidence-head" aria-expanded={props.open.to_string()} onclick={toggle}>{ icons::panel() }{ "Evidence" }</button>
            if props.open {
                <div class="evidence-body">{ slips(props.corpus, at) }{ facts(props) }</div>
            }
        </aside>
    }
}

/// The facts that the passage states.
fn facts(props: &Props) -> Tag {
    let Some(tables) = props.tables else { return waiting(props.facts) };
    let mut all = tag("div").class("fact-groups");
    for table in tables.iter() {
        let word = table.kind.as_str();
        let mut list = tag("ul");
        let mut count = 0;
        for row in table.rows.iter().filter(|row| row.counts() && row.places.iter().any(|place| Some(place.block) == props.block))
        {
            list = list.add(fact(props.corpus, table, row));
            count += 1;
        }
        let tick =
            tag("input").is("type", "checkbox").is("data-do", "mark").has("data-with", word).checked(props.marks.has(table.kind));
        let label = tag("label")
            .add(tick)
            .add(tag("span").has("class", &["mark mark-", word].concat()).text("underline"))
            .add(tag("span").class("visually-hidden").text(&[" ", word, " in the text"].concat()));
        let head = tag("div").class("fact-head").add(tag("h3").text(&counted_kind(count, word))).add(label);
        all = all.add(tag("section").key(word).add(head).add(list));
    }
    all
}

/// "2 figures", "no dates".
fn counted_kind(count: usize, kind: &str) -> String {
    match count {
        0 => ["no ", kind].concat(),
        1 => ["1 ", kind.strip_suffix('s').unwrap_or(kind)].concat(),
        many => [&many.to_string(), " ", kind].concat(),
    }
}

fn fact(corpus: &Corpus, table: &Table, row: &Row) -> Tag {
    let name = row.cells.first().map(|cell| cell.text.as_str()).unwrap_or_default();
    // an entity or an acronym is known by its name; of others the sentence says what they are about
    let is_name = row.entity_id().is_some() || table.kind == Kind::Acronyms;
    let beside = if is_name { row.cells.get(1) } else { table.cell(row, "what") };
    let view = View::from_word(table.kind.as_str()).map(Place::View);
    let route = Route { place: view, item: Some(row.key.clone()), ..Route::default() };
    let link = tag("a").has("href", &route.href()).text(name);
    let mut slip = tag("li").class("slip").key(&row.key).add(tag("h4").add(link)).add(verdict(row, name));
    if let Some(beside) = beside.filter(|beside| !beside.text.is_empty()) {
        slip = slip.add(tag("p").class("what").text(&beside.text.replace('_', " ")));
    }
    if !is_name {
        slip = slip.add(saying(corpus, row));
    }
    slip.add(tag("p").class("prov").add(certainty(row)).text(" · ").text(&row.rule))
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
