//! The sheets other than the paper: about it, and the ledger of what was repaired.

use lectern::corpus::Corpus;
use lectern::document::Change;
use lectern::view::about;
use lectern::view::ledger::{COLUMNS, Ledger, name};
use lectern::view::route::{Route, View};
use lectern::view::words::{counted, grouped, paragraph};
use yew::Html;

use super::facts::{chooser, head, saver, waiting};
use super::mined::Late;
use super::tag::{Tag, button, link, siblings, tag};

/// The sheet of a view.
pub fn sheet(corpus: &Corpus, route: &Route, view: View, repairs: &Late<Vec<Change>>) -> Html {
    siblings(match view {
        View::About => about_sheet(corpus),
        View::Repairs => repairs_sheet(corpus, route, repairs),
        other => {
            let said = ["This edition of Lectern has no page for “", other.as_str(), "”. "].concat();
            let intro = tag("p").class("intro").text(&said).add(link("#").text("Read the paper"));
            vec![tag("h1").text("Not in this edition").into(), intro.into()]
        }
    })
}

const PAGE: &str = "The paper and all that finds, filters and repairs it run on your machine. The page fetches nothing but its own parts, keeps nothing about you, and works offline after the first visit. Your settings and corrections stay in this browser.";

const OWN: &str = "Plain text or Markdown, up to 10 megabytes, is read here like the paper: searched, sorted by theme, its facts found, each with its sentence. It stays on this machine. Choose a file, or drop it on the page.";

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
    let cite = button("cite", "paper").class("button").text("Cite this paper");
    sheet.push(tag("p").class("row-of").add(cite).into());
    if !corpus.document.diagnostics.is_empty() {
        let mut doubts = tag("ul").class("plain");
        for doubt in &corpus.document.diagnostics {
            doubts = doubts.add(tag("li").text(&["Line ", &doubt.line.to_string(), ": ", &doubt.message].concat()));
        }
        sheet.extend([tag("h2").text("What is in doubt").into(), doubts.into()]);
    }
    let open = button("open", "text").class("button").text("Open a text");
    let own = tag("p").class("intro").text(OWN).text(" ").add(open);
    sheet.extend([tag("h2").text("A text of your own").into(), own.into()]);
    sheet.extend([tag("h2").text("About this page").into(), tag("p").class("intro").text(PAGE).into()]);
    sheet
}

fn repairs_sheet(corpus: &Corpus, route: &Route, repairs: &Late<Vec<Change>>) -> Vec<Html> {
    let intro = [
        "The text came out of a PDF converter with ",
        &grouped(corpus.source.lines),
        " lines. ",
        &counted(corpus.source.repairs, "change"),
        " lead from it to what you read here; applied to the source they give exactly this text. The author’s own slips are kept and marked [sic].",
    ];
    let heading = tag("h1").text("What was repaired");
    let intro = tag("p").class("intro").text(&intro.concat());
    let Late::Here(changes) = repairs else { return vec![heading.into(), intro.into(), waiting("repairs", repairs).into()] };
    let ledger = Ledger::new(changes, route);
    let mut heads = tag("tr");
    for (key, name) in COLUMNS {
        let sorted = ledger.by.filter(|(column, _)| *column == key).map(|(_, direction)| direction);
        heads = heads.add(head(name, key, sorted, key == "line"));
    }
    let mut body = tag("tbody");
    for repair in &ledger.rows {
        body = body.add(self::repair(repair));
    }
    let table = tag("table")
        .class("ledger fact-table repairs")
        .add(tag("caption").class("visually-hidden").text(&["Repairs, ", &counted(ledger.rows.len(), "row")].concat()))
        .add(tag("thead").add(heads.add(tag("th").is("scope", "col").text("Where"))))
        .add(body);
    vec![
        heading.into(),
        intro.into(),
        chooser("repairs", &ledger.kinds, ledger.all, &route.rows, ledger.rows.len()).add(saver("repairs")).into(),
        if ledger.rows.is_empty() { tag("p").class("empty").text("No row has these words.").into() } else { table.into() },
    ]
}

fn repair(repair: &Change) -> Tag {
    let code = |head: &'static str, text: &str| tag("td").is("data-head", head).add(tag("code").text(&visible(text)));
    let place = repair.block.map(|id| link(&["#", &id.to_string()].concat()).text(&paragraph(id)));
    tag("tr")
        .add(tag("td").class("number").is("data-head", "Line").text(&repair.line.to_string()))
        .add(tag("td").text(&name(&repair.kind)))
        .add(code("In the source", &repair.raw))
        .add(code("Here", &repair.clean))
        .add(tag("td").class("where").maybe(place))
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
