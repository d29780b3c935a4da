//! A reader with the page in several tabs, and one who leaves it and comes back: nothing that was written is lost, and every tab shows one
//! edition and no mixture.

use std::fs;

use serde_json::{Value, json};
use stories::Told;
use stories::browser::Engine;
use stories::page::Page;

use crate::notes::painted;
use crate::offline::{EDITION, NEWER, OFFER};
use crate::search::{ask, finds, screen};

const WAITING: &str = "
    const texts = Object.entries(localStorage).filter(([key]) => /^lectern\\.notes\\..*\\.waiting/.test(key)).map(([, text]) => text);
    return texts.reduce((sum, text) => sum + text.split('\\x1e').length, 0)";

async fn highlight(page: &Page, block: &str) -> Told {
    page.go(&format!("#{block}")).await?;
    page.is_at_top(block).await?;
    page.press("h").await?;
    Ok(())
}

/// WebKitGTK's driver does not answer any more once there is a second tab.
fn has_tabs(page: &Page) -> bool {
    page.engine() != Engine::WebKit
}

/// Both write.
pub async fn two(page: Page) -> Told {
    page.open("#b20").await?;
    if !has_tabs(&page) {
        return Ok(());
    }
    let first = page.another_tab().await?;
    page.open("#b22").await?;

    // what cannot be answered yet waits, of both
    page.site().hold("/miner-");
    highlight(&page, "b22").await?;
    page.gives("the changes that wait", WAITING, &[], &json!(1)).await?;
    let second = page.to_tab(&first).await?;
    highlight(&page, "b20").await?;
    page.gives("the changes that wait", WAITING, &[], &json!(2)).await?;
    page.site().let_go();
    for tab in [&second, &first] {
        page.to_tab(tab).await?;
        painted(&page, "yellow", 2).await?;
    }
    page.gives("the changes that wait", WAITING, &[], &json!(0)).await?;

    notes(&page, [&first, &second]).await?;
    settings(&page, [&first, &second]).await?;
    searches(&page, [&first, &second]).await?;
    corrections(&page, [&first, &second]).await?;
    for tab in [&first, &second] {
        page.to_tab(tab).await?;
        page.is_without_trouble().await?;
    }
    Ok(())
}

type Tabs<'tabs> = [&'tabs thirtyfour::WindowHandle; 2];

async fn notes(page: &Page, tabs: Tabs<'_>) -> Told {
    for (tab, block, count) in [(tabs[0], "b24", 3), (tabs[1], "b26", 4), (tabs[0], "b28", 5)] {
        page.to_tab(tab).await?;
        highlight(page, block).await?;
        painted(page, "yellow", count).await?;
    }
    page.to_tab(tabs[1]).await?;
    painted(page, "yellow", 5).await
}

async fn settings(page: &Page, tabs: Tabs<'_>) -> Told {
    page.to_tab(tabs[0]).await?;
    page.click("button", "Text and colours").await?;
    page.click("radio", "Sepia").await?;
    page.click("button", "Close").await?;
    page.to_tab(tabs[1]).await?;
    let scheme = "return document.documentElement.dataset.scheme";
    page.gives("the other tab’s colours", scheme, &[], &json!("sepia")).await?;
    page.press("?").await?;
    page.click("checkbox", "Single keys act outside text fields").await?;
    let kept = "const { scheme, keys } = JSON.parse(localStorage['lectern.settings']); return [scheme, keys]";
    page.gives("the settings of both", kept, &[], &json!(["sepia", "off"])).await?;
    page.click("checkbox", "Single keys act outside text fields").await?;
    page.gives("the settings of both", kept, &[], &json!(["sepia", "on"])).await?;
    page.press(thirtyfour::Key::Escape.value().to_string()).await?;
    Ok(())
}

async fn searches(page: &Page, tabs: Tabs<'_>) -> Told {
    let lately = "
        const text = Object.entries(localStorage).find(([key]) => key.startsWith('lectern.searches.'))?.[1] ?? '';
        return arguments[0].every(query => text.includes(`- ${query}\\n`)) || text";
    page.to_tab(tabs[0]).await?;
    ask(page, "pipelines").await?;
    page.until("the search of the one", lately, &[json!(["pipelines"])]).await?;
    page.to_tab(tabs[1]).await?;
    ask(page, "hydrocarbon").await?;
    page.until("the searches of both", lately, &[json!(["pipelines", "hydrocarbon"])]).await?;
    ask(page, "").await?;
    Ok(())
}

async fn corrections(page: &Page, tabs: Tabs<'_>) -> Told {
    let rows = "return [...document.querySelectorAll('.fact-table td.value button')].map(nameOf)";
    page.to_tab(tabs[0]).await?;
    page.go("#acronyms").await?;
    page.sees("table", "…").await?;
    let names: Vec<String> = page.js(rows, &[]).await?;
    page.to_tab(tabs[1]).await?;
    page.go("#acronyms").await?;
    page.sees("table", "…").await?;
    for (at, tab) in [tabs[1], tabs[0], tabs[1]].into_iter().enumerate() {
        page.to_tab(tab).await?;
        page.click("button", &format!("Wrong: {}", names[at])).await?;
        for tab in tabs {
            page.to_tab(tab).await?;
            for name in names.iter().take(at + 1) {
                page.has("button", &format!("Wrong: {name}"), "aria-pressed", "true").await?;
            }
        }
    }
    Ok(())
}

/// Which edition each file of the page is of.
const MIXED: &str = "
    const next = !!document.querySelector('meta[name=story-edition]');
    return performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1))
        .filter(name => /^(boot|lectern|mine)-.*(js|wasm)$/.test(name) && /-f0/.test(name) !== next)";

/// One tab takes a newer edition: the other goes on with its own, and is told.
pub async fn newer(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("#b20").await?;
    page.until("the page is kept", "return !!navigator.serviceWorker.controller", &[]).await?;
    if !has_tabs(&page) {
        return Ok(());
    }
    let first = page.another_tab().await?;
    page.open("#b22").await?;
    let next = page.edition().next_program()?;
    page.put_up(&next)?;
    let miner = "return document.querySelector('meta[name=app-entry]').dataset.miner.replace('./', '')";
    let miner: String = page.js(miner, &[]).await?;
    page.site().miss(&miner);
    page.reload().await?;
    page.until("the newer edition has come", NEWER, &[]).await?;
    page.reload().await?;
    page.sees("status", OFFER).await?;
    page.gives("the edition", EDITION, &[], &json!("first")).await?;
    page.click_to_load("Load it").await?;
    page.gives("the edition", EDITION, &[], &json!("next")).await?;
    page.gives("files of the other edition", MIXED, &[], &json!([])).await?;
    highlight(&page, "b22").await?;
    painted(&page, "yellow", 1).await?;

    let second = page.to_tab(&first).await?;
    page.sees("status", OFFER).await?;
    page.gives("the other tab’s edition", EDITION, &[], &json!("first")).await?;
    finds(&page, &corpus, "pipelines").await?;
    // its miner is gone from the site: what a reader writes waits, and the reader is told
    highlight(&page, "b20").await?;
    page.sees("status", "Your highlights and notes are on this machine, but cannot be shown now.…").await?;
    page.gives("files of the other edition", MIXED, &[], &json!([])).await?;
    page.expects_trouble().await?;
    page.click_to_load("Load it").await?;
    page.gives("the edition", EDITION, &[], &json!("next")).await?;
    painted(&page, "yellow", 2).await?;
    page.gives("files of the other edition", MIXED, &[], &json!([])).await?;
    page.to_tab(&second).await?;
    painted(&page, "yellow", 2).await?;
    Ok(())
}

/// Away to another page of the site and back: the page is alive at once, and knows what another tab has written meanwhile.
pub async fn away_and_back(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    fs::write(page.edition().folder().join("other.html"), "<title>Another page</title><link rel=\"icon\" href=\"icon.svg\">")?;
    page.open("#b30").await?;
    page.is_at_top("b30").await?;
    page.press("h").await?;
    painted(&page, "yellow", 1).await?;
    finds(&page, &corpus, "pipelines").await?;
    page.is_at("#b30?q=pipelines").await?;
    for round in 1..=2 {
        page.js::<Value>("window.storyAlive = true", &[]).await?;
        page.leave_for("other.html").await?;
        let scheme = if round == 1 { "Sepia" } else { "Dark" };
        if has_tabs(&page) {
            meanwhile(&page, round, scheme).await?;
        }
        page.back().await?;
        page.until_ready().await?;
        let alive: bool = page.js("return !!window.storyAlive", &[]).await?;
        println!("       the page came back {}", if alive { "alive" } else { "anew" });
        page.sees("status", &screen(&corpus, "pipelines").count_in_words()).await?;
        painted(&page, "yellow", if has_tabs(&page) { 1 + round } else { 1 }).await?;
        let wanted = if has_tabs(&page) { scheme.to_lowercase() } else { "auto".to_owned() };
        page.gives("the colours", "return document.documentElement.dataset.scheme", &[], &json!(wanted)).await?;
        page.click("button", "Next hit").await?;
        page.sees("status", &format!("… of {}", screen(&corpus, "pipelines").hits.len())).await?;
        finds(&page, &corpus, "gas").await?;
        finds(&page, &corpus, "pipelines").await?;
    }
    Ok(())
}

/// What is done in another tab while this one is away.
async fn meanwhile(page: &Page, round: usize, scheme: &str) -> Told {
    let here = page.another_tab().await?;
    let block = format!("b4{round}");
    page.open(&format!("#{block}")).await?;
    page.is_at_top(&block).await?;
    page.press("h").await?;
    painted(page, "yellow", 1 + round).await?;
    page.click("button", "Text and colours").await?;
    page.click("radio", scheme).await?;
    page.close_tab(&here).await?;
    Ok(())
}

/// Fifty tabs at once, in the browser that opens them quickly.
pub async fn many(page: Page) -> Told {
    page.open("").await?;
    if page.engine() != Engine::Chromium {
        return Ok(());
    }
    let mut tabs = Vec::new();
    for number in 1..50 {
        tabs.push(page.another_tab().await?);
        page.go(&format!("#b{number}")).await?;
    }
    for tab in &tabs {
        page.until_ready().await?;
        page.is_without_trouble().await?;
        page.to_tab(tab).await?;
    }
    Ok(())
}
