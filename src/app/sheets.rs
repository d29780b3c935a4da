//! The sheets other than the paper: about it, and the ledger of what was repaired.

use lectern::corpus::{BUNDLED_PAPER, Corpus};
use lectern::view::about;
use lectern::view::ledger::{Group, groups};
use lectern::view::route::View;
use lectern::view::words::{counted, grouped};
use yew::Html;

use super::tag::{Tag, link, siblings, tag};

/// The sheet of a view.
pub fn sheet(corpus: &Corpus, view: View) -> Html {
    siblings(match view {
        View::About => about_sheet(corpus),
        View::Repairs => repairs_sheet(corpus),
        other => {
            let said = ["This edition of Lectern has no page for “", other.as_str(), "”. "].concat();
            let intro = tag("p").class("intro").text(&said).add(link("#").text("Read the paper"));
            vec![tag("h1").text("Not in this edition").into(), intro.into()]
        }
    })
}

const PAGE: &str = "The paper and all that finds, filters and repairs it run on your machine. The page asks no server for anything once it has loaded, keeps nothing about you, and works offline after the first visit. Your settings stay in this browser.";

fn about_sheet(corpus: &Corpus) -> Vec<Html> {
    let metadata = &corpus.metadata;
    let title = about::full_title(corpus);
    let authors = Some(metadata.authors.join(", ")).filter(|authors| !authors.is_empty());
    let mut facts = tag("dl").class("how facts");
    for (name, value) in [
        ("Title", &title),
        ("Author", &authors),
        ("Series", &metadata.series),
        ("Published", &metadata.date),
        ("Publisher", &metadata.publisher),
        ("ISBN", &metadata.isbn),
        ("Rights", &metadata.rights),
        ("Missing", &metadata.missing),
        ("Source of these facts", &metadata.source),
    ] {
        if let Some(value) = value {
            facts = facts.add(tag("div").add(tag("dt").text(name)).add(tag("dd").text(value)));
        }
    }
    let mut sheet: Vec<Html> = vec![tag("h1").text("About this paper").into(), facts.into()];
    if !corpus.document.diagnostics.is_empty() {
        let mut doubts = tag("ul").class("plain");
        for doubt in &corpus.document.diagnostics {
            doubts = doubts.add(tag("li").text(&["Line ", &doubt.line.to_string(), ": ", &doubt.message].concat()));
        }
        sheet.extend([tag("h2").text("What is in doubt").into(), doubts.into()]);
    }
    sheet.extend([tag("h2").text("About this page").into(), tag("p").class("intro").text(PAGE).into()]);
    sheet
}

fn repairs_sheet(corpus: &Corpus) -> Vec<Html> {
    let repairs = &corpus.document.repairs;
    let intro = [
        "The text came out of a PDF converter with ",
        &grouped(BUNDLED_PAPER.lines().count()),
        " lines. ",
        &counted(repairs.len(), "change"),
        " lead from it to what you read here; applied to the source they give exactly this text. The author’s own slips are kept and marked [sic].",
    ];
    let head = [tag("h1").text("What was repaired"), tag("p").class("intro").text(&intro.concat())];
    let mut sheet: Vec<Html> = head.into_iter().map(Html::from).collect();
    for each in groups(repairs) {
        sheet.push(group(&each).into());
    }
    sheet
}

/// The repairs of one kind; all but a few lie folded.
fn group(group: &Group) -> Tag {
    let head = |class: &'static str, name: &str| tag("th").has("class", class).is("scope", "col").text(name);
    let heads = tag("tr").add(head("value", "line")).add(head("", "in the source")).add(head("", "here"));
    let mut body = tag("tbody");
    for repair in &group.repairs {
        let code = |text: &str| tag("td").add(tag("code").text(&visible(text)));
        let line = tag("td").class("value").text(&repair.line().to_string());
        body = body.add(tag("tr").add(line).add(code(repair.raw(BUNDLED_PAPER))).add(code(&repair.clean)));
    }
    let count = tag("span").class("n").text(&grouped(group.repairs.len()));
    tag("details")
        .class("repairs")
        .add(tag("summary").add(tag("h2").text(&group.name)).add(count))
        .add(tag("table").class("ledger").add(tag("thead").add(heads)).add(body))
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
