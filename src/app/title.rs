//! The head of the paper: what it is, and what can be done with it here.

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::view::about;
use lectern::view::route::{Mode, Route};
use lectern::view::screen::Screen;
use lectern::view::words::{counted, grouped, minutes};
use yew::prelude::*;

use super::shared::Shared;

pub struct Props {
    pub corpus: Shared<Corpus>,
    pub screen: Shared<Screen>,
    /// Where the reader stopped last time.
    pub resume: Option<BlockId>,
}

pub fn title(props: &Props) -> Html {
    let metadata = &props.corpus.metadata;
    let title = props.corpus.document.title.clone().unwrap_or_else(|| "A paper without a title".to_owned());
    let subtitle = metadata.subtitle.as_ref().map(|subtitle| html! { <span class="subtitle">{ subtitle.clone() }</span> });
    let colon = if subtitle.is_some() { ": " } else { "" };
    if props.screen.filter.is_on() || props.screen.is_searching() {
        return html! { <header class="title running"><h1>{ title }{ colon }{ subtitle }</h1></header> };
    }
    html! {
        <header class="title">
            if let Some(imprint) = about::imprint(metadata) {
                <p class="imprint">{ imprint }</p>
            }
            <h1>{ title }{ colon }{ subtitle }</h1>
            if !metadata.authors.is_empty() {
                <p class="byline">{ metadata.authors.join(", ") }</p>
            }
            <p class="facts-line">{ facts(&props.corpus) }</p>
            { how(props) }
            { resume(props) }
        </header>
    }
}

fn facts(corpus: &Corpus) -> Html {
    let words: usize = corpus.words.iter().sum();
    let pages = about::pages(corpus).map(|(first, last)| format!(" · printed pages {first}–{last}"));
    let notes = about::notes(corpus);
    let notes = (notes > 0).then(|| {
        let what = if about::has_note_texts(corpus) { String::new() } else { ", their texts not in this source".to_owned() };
        html! { <>{ " · " }<a href="#about">{ format!("{}{what}", counted(notes, "note")) }</a></> }
    });
    html! { <>{ format!("{} · {} words", counted(minutes(words), "minute"), grouped(words)) }{ pages }{ notes }</> }
}

/// Three things to do, with an example of each from this very paper.
fn how(props: &Props) -> Html {
    let examples = about::examples(&props.corpus);
    let search = |query: &String| {
        let href = Route { query: query.clone(), ..Route::default() }.href();
        html! { <a {href}>{ query.clone() }</a> }
    };
    let searches = examples
        .queries
        .iter()
        .enumerate()
        .map(|(at, query)| html! { <>{ if at > 0 { " or " } else { "" } }{ search(query) }</> });
    let filter = examples.filter.map(|example| {
        let href = Route { themes: example.themes, mode: Mode::Fold, ..Route::default() }.href();
        html! {
            <div><dt>{ "Filter" }</dt><dd>
                { "read only what concerns you: " }<a {href}>{ example.names }</a>
                { format!(", {} in {}; what is left out is counted, never lost", counted(example.passages, "passage"), counted(example.minutes, "minute")) }
            </dd></div>
        }
    });
    html! {
        <dl class="how">
            <div><dt>{ "Search" }</dt><dd>{ "by word or by " }<i>{ "“exact phrase”" }</i>{ ", while you type; try " }{ for searches }</dd></div>
            { filter }
            <div><dt>{ "Check" }</dt><dd>
                <a href="#repairs">{ counted(props.corpus.document.repairs.len(), "repair") }</a>{ " of the converter’s text, each beside what it replaced" }
            </dd></div>
        </dl>
    }
}

fn resume(props: &Props) -> Html {
    let Some(block) = props.resume.filter(|block| block.0 > 1) else {
        return Html::default();
    };
    let before: usize = props.corpus.words.iter().take(props.corpus.position(block).unwrap_or_default()).sum();
    html! {
        <p class="resume">
            <span>{ format!("You stopped at ¶\u{202f}{}, {} in.", block.0, counted(minutes(before), "minute")) }</span>
            <a href={format!("#{block}")}>{ "Continue there" }</a>
        </p>
    }
}
