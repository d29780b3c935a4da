//! What a checker finds: nothing, on any sheet, in any state, light and dark.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::json;
use stories::Told;
use stories::axe;
use stories::page::Page;
use thirtyfour::Key;

use crate::search::ask;

pub async fn tell(page: Page) -> Told {
    let program = match axe::program() {
        Ok(program) => program,
        Err(error) if axe::in_ci() => return Err(error.into()),
        Err(error) => {
            println!("leaving out accessibility: {error}");
            page.open("").await?;
            return Ok(());
        }
    };
    let checker = Checker { page: &page, program, found: RefCell::default() };
    for scheme in ["Light", "Dark"] {
        wide(&checker, scheme).await?;
    }
    // the rest is the same whatever the colours
    for scheme in ["Sepia", "Contrast"] {
        choose(&page, scheme).await?;
        folds(&checker, scheme).await?;
    }
    narrow(&checker).await?;
    let found = checker.found.into_inner();
    let said: Vec<String> = found
        .into_iter()
        .map(|(finding, when)| {
            let first = when.first().map_or("", String::as_str);
            format!("{finding}\n    in {} states, first with {first}", when.len())
        })
        .collect();
    assert!(said.is_empty(), "axe finds:\n  {}", said.join("\n  "));
    Ok(())
}

/// Gathers findings over all states of the page: one fault is often in many.
struct Checker<'page> {
    page: &'page Page,
    program: String,
    found: RefCell<BTreeMap<String, Vec<String>>>,
}

impl Checker<'_> {
    async fn check(&self, when: &str) -> Told {
        for finding in axe::findings(self.page, &self.program).await? {
            self.found.borrow_mut().entry(finding).or_default().push(when.to_owned());
        }
        Ok(())
    }
}

/// Opens the page and chooses its colours; the dialog stays open.
async fn choose(page: &Page, scheme: &str) -> Told {
    page.open("").await?;
    page.click("button", "Text and colours").await?;
    page.click("radio", scheme).await?;
    page.gives("the scheme", "return document.documentElement.dataset.scheme", &[], &json!(scheme.to_lowercase())).await?;
    Ok(())
}

/// All at once: results, hits, themes, folds, and the evidence.
async fn folds(checker: &Checker<'_>, scheme: &str) -> Told {
    checker.page.open("#b30?q=gas&theme=energy,china&mode=fold").await?;
    checker.page.sees("button", "… hidden…").await?;
    checker.page.press("e").await?;
    checker.page.has("button", "Evidence", "aria-expanded", "true").await?;
    checker.check(&format!("folds, results and the evidence, {scheme}")).await
}

async fn wide(checker: &Checker<'_>, scheme: &str) -> Told {
    let page = checker.page;
    let check = async |when: &str| checker.check(&format!("{when}, {scheme}")).await;
    choose(page, scheme).await?;
    check("the dialog of text and colours").await?;
    page.press(Key::Escape.value().to_string()).await?;
    page.misses("dialog", "…").await?;
    check("the paper").await?;

    page.press("?").await?;
    page.sees("dialog", "Keyboard shortcuts").await?;
    check("the dialog of shortcuts").await?;
    page.press(Key::Escape.value().to_string()).await?;

    ask(page, "pipelines").await?;
    page.click("button", "Next hit").await?;
    page.sees("list", "Results").await?;
    check("results").await?;
    ask(page, "\"pipelines\" -pipelines").await?;
    page.sees("status", "no hits").await?;
    check("no results").await?;
    ask(page, "/ga(s/").await?;
    page.sees("alert", "…").await?;
    check("a query that cannot be read").await?;

    folds(checker, scheme).await?;
    page.open("#b999?theme=energy&mode=dim").await?;
    page.sees("alert", "…").await?;
    check("a filter that dims, and an address astray").await?;
    page.open("#n18").await?;
    page.sees("note", "…").await?;
    check("the card of a note").await?;
    for sheet in ["#about", "#repairs"] {
        page.open(sheet).await?;
        page.js::<()>("for (const details of document.querySelectorAll('details')) details.open = true", &[]).await?;
        check(sheet).await?;
    }
    facts(checker, scheme).await
}

/// The views of facts: a table, an opened row, its form, what can be saved.
async fn facts(checker: &Checker<'_>, scheme: &str) -> Told {
    let page = checker.page;
    for view in ["#concordance", "#concordance?q=gas&sort=r1"] {
        page.open(view).await?;
        page.sees("heading", "Concordance").await?;
        checker.check(&format!("{view}, {scheme}")).await?;
    }
    for view in ["#figures", "#actors", "#recommendations", "#sums"] {
        page.open(view).await?;
        page.sees("table", "…").await?;
        page.js::<()>("document.querySelector('.fact-table td.value button').click()", &[]).await?;
        page.until("an opened row", "return !!document.querySelector('.proof-body')", &[]).await?;
        checker.check(&format!("{view} with an opened row, {scheme}")).await?;
    }
    page.js::<()>("all('button', 'Correct: …')[0].click(); document.querySelector('.menu').open = true", &[]).await?;
    page.sees("form", "Correct this fact").await?;
    checker.check(&format!("a form, {scheme}")).await
}

async fn narrow(checker: &Checker<'_>) -> Told {
    let page = checker.page;
    page.resize(360, 740).await?;
    page.open("#?q=gas").await?;
    checker.check("a phone").await?;
    page.click("button", "Results …").await?;
    page.sees("list", "Results").await?;
    checker.check("a phone, its results open").await?;
    facts(checker, "a phone").await?;
    Ok(())
}
