//! The sheets other than the paper: about it, and the ledger of what was repaired.

use lectern::corpus::{BUNDLED_PAPER, Corpus};
use lectern::document::Repair;
use lectern::view::about;
use lectern::view::ledger::{Group, groups};
use lectern::view::route::View;
use lectern::view::words::{counted, grouped};
use yew::prelude::*;

/// The sheet of a view.
pub fn sheet(corpus: &Corpus, view: View) -> Html {
    match view {
        View::About => about_sheet(corpus),
        View::Repairs => repairs_sheet(corpus),
        other => html! {
            <>
                <h1>{ "Not in this edition" }</h1>
                <p class="intro">{ format!("This edition of Lectern has no page for “{}”. ", other.as_str()) }<a href="#">{ "Read the paper" }</a></p>
            </>
        },
    }
}

fn about_sheet(corpus: &Corpus) -> Html {
    let metadata = &corpus.metadata;
    let row = |(name, value): (&'static str, Option<String>)| {
        value.map(|value| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> })
    };
    let rows = [
        ("Title", about::full_title(corpus)),
        ("Author", Some(metadata.authors.join(", ")).filter(|authors| !authors.is_empty())),
        ("Series", metadata.series.clone()),
        ("Published", metadata.date.clone()),
        ("Publisher", metadata.publisher.clone()),
        ("ISBN", metadata.isbn.clone()),
        ("Rights", metadata.rights.clone()),
        ("Missing", metadata.missing.clone()),
        ("Source of these facts", metadata.source.clone()),
    ];
    let doubts =
        corpus.document.diagnostics.iter().map(|doubt| html! { <li>{ format!("Line {}: {}", doubt.line, doubt.message) }</li> });
    html! {
        <>
            <h1>{ "About this paper" }</h1>
            <dl class="how facts">{ for rows.into_iter().filter_map(row) }</dl>
            if !corpus.document.diagnostics.is_empty() {
                <h2>{ "What is in doubt" }</h2>
                <ul class="plain">{ for doubts }</ul>
            }
            <h2>{ "About this page" }</h2>
            <p class="intro">{ "The paper and all that finds, filters and repairs it run on your machine. The page asks no server for anything once it has loaded, keeps nothing about you, and works offline after the first visit. Your settings stay in this browser." }</p>
        </>
    }
}

fn repairs_sheet(corpus: &Corpus) -> Html {
    let repairs = &corpus.document.repairs;
    html! {
        <>
            <h1>{ "What was repaired" }</h1>
            <p class="intro">{ format!("The text came out of a PDF converter with {} lines. {} lead from it to what you read here; applied to the source they give exactly this text. The author’s own slips are kept and marked [sic].",
                grouped(BUNDLED_PAPER.lines().count()), counted(repairs.len(), "change")) }</p>
            { for groups(repairs).into_iter().map(group) }
        </>
    }
}

/// The repairs of one kind; all but a few lie folded.
fn group(group: Group) -> Html {
    let row = |repair: &Repair| {
        html! { <tr><td class="value">{ repair.line() }</td><td><code>{ visible(repair.raw(BUNDLED_PAPER)) }</code></td><td><code>{ visible(&repair.clean) }</code></td></tr> }
    };
    html! {
        <details class="repairs">
            <summary><h2>{ group.name }</h2><span class="n">{ grouped(group.repairs.len()) }</span></summary>
            <table class="ledger">
                <thead><tr><th class="value" scope="col">{ "line" }</th><th scope="col">{ "in the source" }</th><th scope="col">{ "here" }</th></tr></thead>
                <tbody>{ for group.repairs.iter().copied().map(row) }</tbody>
            </table>
        </details>
    }
}

/// White space made visible.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            ' ' => '·',
            '\n' => '⏎',
            '\t' => '⇥',
            '\u{c}' => '␌',
            other => other,
        })
        .collect()
}
