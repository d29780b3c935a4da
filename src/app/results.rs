//! The list of results: every hit, with section, page and a lit excerpt.

use lectern::corpus::Corpus;
use lectern::search::{Expansion, Problem, Reason};
use lectern::view::action::Action;
use lectern::view::excerpt::Lit;
use lectern::view::results::{ResultEntry, ResultGroup};
use lectern::view::route::Sort;
use lectern::view::screen::Screen;
use lectern::view::words::counted;
use yew::prelude::*;

use super::choices::radio;
use super::icons;
use super::shared::Shared;
use super::sigil::sigil;

pub struct Props {
    pub corpus: Shared<Corpus>,
    pub screen: Shared<Screen>,
    pub act: Callback<Action>,
}

pub fn results(props: &Props) -> Html {
    let screen = &props.screen;
    let order = |sort: Sort, name: &str| {
        radio("order", name, None, screen.route.sort == sort, props.act.reform(move |_| Action::Sort(sort)))
    };
    let groups = screen.results.iter().map(|group| self::group(props, group));
    html! {
        <div class="results">
            { for screen.problems.iter().map(|problem| html! { <p class="problem" role="alert">{ explained(&screen.route.query, problem) }</p> }) }
            if !screen.unread.is_empty() {
                <p>{ "Fetching what reads regular expressions…" }</p>
            } else if screen.hits.is_empty() && !screen.problems.is_empty() {
                <p>{ "As soon as it can be read, what it finds stands here." }</p>
            } else if screen.hits.is_empty() {
                { nothing(props) }
            } else {
                <p><b>{ counted(screen.hits.len(), "hit") }</b>{ format!(" in {}", counted(screen.passages_hit, "passage")) }{ left_out(screen) }</p>
                { also(props) }
                <fieldset class="choices row" role="radiogroup" aria-label="Order">
                    { order(Sort::Reading, "reading order") }{ order(Sort::Best, "best first") }
                </fieldset>
                <ol aria-label="Results">{ for groups }</ol>
            }
        </div>
    }
}

/// What is wrong, and at which character of the query.
fn explained(query: &str, problem: &Problem) -> String {
    let character = query.get(..problem.span.start).map_or(0, |before| before.chars().count()) + 1;
    format!("At character {character}: {}", problem.message)
}

/// What was searched beside the words typed, each to be taken away; and what was taken away.
fn also(props: &Props) -> Html {
    let toggle = |word: &str| {
        let word = word.to_owned();
        props.act.reform(move |_: MouseEvent| Action::Without(word.clone()))
    };
    let term = |expansion: &Expansion| {
        let label = format!("Search without {}", expansion.to);
        html! {
            <span class="term" title={why(expansion)}>
                <span>{ expansion.to.clone() }{ " " }<span class="n">{ expansion.units }</span></span>
                <button type="button" class="tool" aria-label={label} onclick={toggle(&expansion.to)}>{ icons::cross() }</button>
            </span>
        }
    };
    let taken = |word: &String| {
        html! { <button type="button" class="term taken" aria-label={format!("Search also for {word}")} onclick={toggle(word)}><s>{ word.clone() }</s></button> }
    };
    let (found, without) = (&props.screen.expansions, &props.screen.route.without);
    if found.is_empty() && without.is_empty() {
        return Html::default();
    }
    html! { <p class="also">{ "also:" }{ for found.iter().map(term) }{ for without.iter().map(taken) }</p> }
}

fn why(expansion: &Expansion) -> String {
    let from = &expansion.from;
    match expansion.reason {
        Reason::Typo => format!("as “{from}” misspelt"),
        Reason::Variant => format!("another name of “{from}”"),
        Reason::Acronym => format!("“{from}”, written out or in short"),
        Reason::Synonym | Reason::Related => format!("means much the same as “{from}”"),
        _ => format!("from “{from}”"),
    }
}

fn left_out(screen: &Screen) -> Option<String> {
    (screen.hits_left_out > 0).then(|| format!("; {} more in what the filter leaves out", screen.hits_left_out))
}

fn nothing(props: &Props) -> Html {
    let screen = &props.screen;
    let search = |word: &String| {
        let query = word.clone();
        html! { <button type="button" class="button" onclick={props.act.reform(move |_| Action::Search(query.clone()))}>{ word.clone() }</button> }
    };
    html! {
        <div class="empty">
            <p class="say">{ format!("No passage has “{}”.", screen.route.query.trim()) }</p>
            if screen.hits_left_out > 0 {
                <p>{ format!("{} in passages that the filter leaves out.", counted(screen.hits_left_out, "hit")) }</p>
                <p><button type="button" class="button" onclick={props.act.reform(|_| Action::Unfilter)}>{ "Search without the filter" }</button></p>
            } else if !screen.suggestions.is_empty() {
                <p>{ "Nearest words in this paper:" }</p>
                <p class="row-of">{ for screen.suggestions.iter().map(search) }</p>
            }
        </div>
    }
}

fn group(props: &Props, group: &ResultGroup) -> Html {
    let entries = group.entries.iter().enumerate().map(|(at, entry)| {
        html! {
            <li class="result">
                if at == 0 {
                    <h3><span>{ format!("{}\u{2002}{}", group.number, group.title) }</span><span class="n">{ counted(group.hits, "hit") }</span></h3>
                }
                { result(props, entry) }
            </li>
        }
    });
    entries.collect()
}

fn result(props: &Props, entry: &ResultEntry) -> Html {
    let current = props.screen.current.is_some_and(|at| (entry.first_hit..=entry.last_hit).contains(&(at + 1)));
    let mut route = props.screen.route.at(None);
    route.hit = Some(entry.first_hit);
    let go = {
        let (act, hit) = (props.act.clone(), entry.first_hit);
        move |event: MouseEvent| {
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                act.emit(Action::Hit(hit));
            }
        }
    };
    let excerpt = entry.excerpt.iter().map(|(piece, lit)| match lit {
        Lit::Plain => html! { { piece.clone() } },
        Lit::Hit => html! { <mark>{ piece.clone() }</mark> },
    });
    let place = match entry.page {
        Some(page) => format!("¶\u{202f}{} · p. {page}", entry.block.0),
        None => format!("¶\u{202f}{}", entry.block.0),
    };
    let themes = entry.themes.iter().filter_map(|id| props.corpus.themes.by_id(id.as_str())).map(sigil);
    html! {
        <a href={route.to_string()} aria-current={current.then_some("true")} onclick={go}>
            <q>{ for excerpt }</q>
            <span class="where"><span>{ place }{ entry.remark.map(|remark| format!(", {remark}")) }</span><span class="sigla">{ for themes }</span></span>
        </a>
    }
}
