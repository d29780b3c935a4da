//! A reader checks what the paper states: sorts and filters a table, follows a fact to its sentence and comes back, corrects what is
//! wrong, and takes it all away as files.

use lectern::corpus::Corpus;
use lectern::extract::Facts;
use lectern::extract::entities::Gazetteer;
use lectern::tables::{Kind, Table, tables};
use lectern::view::facts::FactSheet;
use lectern::view::marks;
use lectern::view::route::Route;
use serde_json::{Value, json};
use stories::Told;
use stories::page::Page;
use thirtyfour::Key;

struct Paper {
    corpus: Corpus,
    tables: Vec<Table>,
}

impl Paper {
    fn table(&self, kind: Kind) -> &Table {
        self.tables.iter().find(|table| table.kind == kind).expect("a table for each kind")
    }

    /// What the rows of a view are called, in order, as an address shows them.
    fn leads(&self, kind: Kind, hash: &str) -> Vec<String> {
        let table = self.table(kind);
        let sheet = FactSheet::new(&self.corpus, table, &Route::parse(hash));
        let lead = sheet.heads.first().map_or(0, |head| head.column);
        sheet.rows.iter().map(|at| table.rows[*at].cells[lead].text.replace('_', " ")).collect()
    }
}

const LEADS: &str = "return [...document.querySelectorAll('.fact-table td.value button')].map(nameOf)";
const SAVED: &str =
    "addEventListener('lectern:save', event => { window.storySaved = event.detail; event.stopImmediatePropagation(); }, true)";

pub async fn tell(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    let facts = Facts::new(&corpus.document, Gazetteer::bundled());
    let paper = Paper { tables: tables(&corpus.document, &facts), corpus };
    every_kind(&page, &paper).await?;
    sorted_and_filtered(&page, &paper).await?;
    to_its_sentence_and_back(&page, &paper).await?;
    corrected(&page, &paper).await?;
    in_the_text(&page, &paper).await
}

/// Each kind has its view, with every row, and the way there says how many.
async fn every_kind(page: &Page, paper: &Paper) -> Told {
    page.open("").await?;
    page.click("link", "Figures").await?;
    page.is_at("#figures").await?;
    for kind in Kind::ALL {
        let mut name = kind.as_str().to_owned();
        name[..1].make_ascii_uppercase();
        let table = paper.table(kind);
        page.click("link", &format!("{name} {}", table.count())).await?;
        page.is_at(&format!("#{}", kind.as_str())).await?;
        page.sees("heading", &name).await?;
        page.gives("its rows", LEADS, &[], &json!(paper.leads(kind, ""))).await?;
    }
    page.is_without_trouble().await?;
    Ok(())
}

async fn sorted_and_filtered(page: &Page, paper: &Paper) -> Told {
    page.open("#figures").await?;
    page.click("button", "Value").await?;
    page.gives("rows by value", LEADS, &[], &json!(paper.leads(Kind::Figures, "#figures?sort=low"))).await?;
    page.click("button", "Value").await?;
    page.is_at("#figures?sort=-low").await?;
    page.gives("the greatest first", LEADS, &[], &json!(paper.leads(Kind::Figures, "#figures?sort=-low"))).await?;
    let sorted = "return document.querySelector('th[aria-sort]').getAttribute('aria-sort')";
    page.gives("it says so", sorted, &[], &json!("descending")).await?;
    page.click("searchbox", "Filter figures").await?;
    page.press("billion").await?;
    let wanted = paper.leads(Kind::Figures, "#figures?sort=-low&rows=billion");
    assert!(!wanted.is_empty() && wanted.len() < paper.table(Kind::Figures).rows.len());
    page.gives("those with a word", LEADS, &[], &json!(wanted)).await?;
    page.is_at("#figures?sort=-low&rows=billion").await?;
    page.reload().await?;
    page.gives("the same after a reload", LEADS, &[], &json!(wanted)).await?;
    page.click("button", "money …").await?;
    let wanted = paper.leads(Kind::Figures, "#figures?sort=-low&rows=billion&kind=money");
    page.gives("those of one kind", LEADS, &[], &json!(wanted)).await?;
    page.js::<Value>(SAVED, &[]).await?;
    page.click("button", "CSV").await?;
    page.until("a file with those rows", "return window.storySaved.startsWith('lectern-figures.csv\\n') && window.storySaved.split('\\r\\n').length === arguments[0] + 2", &[json!(wanted.len())]).await?;
    page.click("button", "JSON").await?;
    page.until(
        "the same as JSON",
        "return JSON.parse(window.storySaved.split('\\n').slice(1).join('\\n')).length === arguments[0]",
        &[json!(wanted.len())],
    )
    .await?;
    page.click("button", "Corrections").await?;
    page.click("button", "Save all facts, corrected, as JSON").await?;
    let whole = "const text = window.storySaved.split('\\n'); return text[0] === 'lectern-export.json' && JSON.parse(text.slice(1).join('\\n')).figures.length === arguments[0]";
    page.until("all of it as JSON", whole, &[json!(paper.table(Kind::Figures).rows.len())]).await?;
    Ok(())
}

async fn to_its_sentence_and_back(page: &Page, paper: &Paper) -> Told {
    page.open("#dates").await?;
    let row = paper.table(Kind::Dates).rows.last().ok_or("a date")?;
    let place = row.places.first().ok_or("its place")?;
    let text = place.span.of(&paper.corpus.document.block(place.block).ok_or("its passage")?.text).to_owned();
    page.sees("table", "…").await?;
    // with the keyboard alone: open the row, go to its sentence
    page.js::<Value>("[...document.querySelectorAll('.fact-table td.value button')].at(-1).focus()", &[]).await?;
    page.press(Key::Enter.value().to_string()).await?;
    page.until(
        "its sentence, the date marked",
        "return document.querySelector('.proof .saying b')?.textContent === arguments[0]",
        &[json!(text)],
    )
    .await?;
    let route = lectern::view::facts::place_of(row).ok_or("an address")?.to_string();
    page.js::<Value>("[...document.querySelectorAll('.fact-table td.where a')].at(-1).focus()", &[]).await?;
    page.press(Key::Enter.value().to_string()).await?;
    page.is_at(&route).await?;
    let lit = "const lit = [...(CSS.highlights.get('fact-now') || [])]; return lit.length === 1 && lit[0].toString() === arguments[0] && lit[0].getBoundingClientRect().top > 0 && lit[0].getBoundingClientRect().bottom < innerHeight";
    page.until("it is lit in the text, on the screen", lit, &[json!(text)]).await?;
    page.click("button", "Back to where you were").await?;
    page.is_at(&format!("#dates?{}", route.split_once('?').ok_or("an entry")?.1)).await?;
    page.sees("table", "…").await?;
    // the same from a link that somebody sent
    page.open(&route).await?;
    page.until("it is lit again", lit, &[json!(text)]).await?;
    Ok(())
}

async fn corrected(page: &Page, paper: &Paper) -> Told {
    page.open("#acronyms").await?;
    let rows = paper.table(Kind::Acronyms).count();
    let short = paper.table(Kind::Acronyms).rows.first().ok_or("an acronym")?.cells[0].text.clone();
    page.click("button", &format!("Wrong: {short}")).await?;
    page.has("button", &format!("Wrong: {short}"), "aria-pressed", "true").await?;
    page.sees("link", &format!("Acronyms {}", rows - 1)).await?;
    page.click("button", &format!("Correct: {short}")).await?;
    let field = "const field = one('textbox', 'Long form'); field.value = arguments[0]; return true";
    page.until("a form", field, &[json!("Something Else Entirely")]).await?;
    page.click("button", "Keep").await?;
    let kept = "return document.querySelector('.fact-table td.edited')?.textContent === 'Something Else Entirely'";
    page.until("it says so now", kept, &[]).await?;
    page.sees("button", "My 2 corrections").await?;
    let focus = "return document.activeElement.getAttribute('aria-label')";
    let correct = json!(format!("Correct: {short}"));
    page.gives("the focus, after a correction", focus, &[], &correct).await?;
    page.click("button", &format!("Correct: {short}")).await?;
    page.sees("textbox", "Long form").await?;
    page.press(Key::Escape.value().to_string()).await?;
    page.misses("textbox", "Long form").await?;
    page.gives("the focus, after a correction that was not made", focus, &[], &correct).await?;
    page.reload().await?;
    page.sees("link", &format!("Acronyms {}", rows - 1)).await?;
    page.until("it is kept", kept, &[]).await?;
    page.js::<Value>(SAVED, &[]).await?;
    page.click("button", "My 2 corrections").await?;
    page.click("button", "Save them as a file").await?;
    let patch: String = page.js("return window.storySaved.split('\\n').slice(1).join('\\n')", &[]).await?;
    page.click("button", "Undo the last one").await?;
    page.click("button", "Undo the last one").await?;
    page.sees("link", &format!("Acronyms {rows}")).await?;
    let take_in = "dispatchEvent(new CustomEvent('lectern:opened', { detail: arguments[0] }))";
    page.js::<Value>(take_in, &[json!(patch)]).await?;
    page.sees("link", &format!("Acronyms {}", rows - 1)).await?;
    page.until("it is taken in", kept, &[]).await?;
    for nonsense in ["", "\u{0}\u{1}PNG", "{\"a\":1}"] {
        page.js::<Value>(take_in, &[json!(nonsense)]).await?;
        page.sees("alert", "…").await?;
        page.sees("link", &format!("Acronyms {}", rows - 1)).await?;
    }
    page.is_without_trouble().await?;
    Ok(())
}

/// The evidence lists what a passage states; a kind that is switched on is underlined in the whole text, now and next time.
async fn in_the_text(page: &Page, paper: &Paper) -> Told {
    let table = paper.table(Kind::Figures);
    let block = table.rows.first().and_then(|row| row.places.first()).ok_or("a figure")?.block;
    let here = table.rows.iter().filter(|row| row.places.iter().any(|place| place.block == block)).count();
    page.open(&format!("#{block}")).await?;
    page.is_at_top(&block.to_string()).await?;
    page.press("e").await?;
    page.sees("heading", &format!("{here} figures")).await?;
    page.click("checkbox", "underline figures in the text").await?;
    let marked: usize = marks::marks(table).iter().map(|(_, marks)| marks.len()).sum();
    let size = "return CSS.highlights.get('fact-figures')?.size ?? 0";
    page.gives("every figure is underlined", size, &[], &json!(marked)).await?;
    page.reload().await?;
    page.gives("and still is", size, &[], &json!(marked)).await?;
    page.press("e").await?;
    page.click("checkbox", "underline figures in the text").await?;
    page.gives("and no more", size, &[], &json!(0)).await?;
    Ok(())
}
