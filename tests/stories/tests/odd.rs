//! A reader whose machine is odd: its clock is wrong, its screen shows little, its connection breaks, or the site is published anew while the
//! page comes.

use serde_json::{Value, json};
use stories::Told;
use stories::browser::Engine;
use stories::page::Page;

use crate::notes::painted;
use crate::offline::EDITION;
use crate::phone::nothing_sideways;
use crate::read::every_passage;
use crate::search::{ask, finds, screen};

/// A clock that stands at the beginning of time, as after a flat battery.
pub const LONG_AGO: &str = "
    window.Date = class extends Date { constructor(...given) { super(...(given.length ? given : [0])); } static now() { return 0; } };";

/// One that is far ahead.
pub const FAR_AHEAD: &str = "
    window.Date = class extends Date {
        constructor(...given) { super(...(given.length ? given : [Date.UTC(2100, 11, 31, 23, 59, 59)])); }
        static now() { return Date.UTC(2100, 11, 31, 23, 59, 59); }
    };";

/// The clock is wrong: notes are kept, changed and deleted, and quoted with the day that the machine says.
pub async fn clock(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("#b20").await?;
    page.is_at_top("b20").await?;
    for text in ["Before", "After"] {
        page.press("a").await?;
        page.sees("dialog", "Note").await?;
        page.press(text).await?;
        page.press(thirtyfour::Key::Escape.value().to_string()).await?;
        page.misses("dialog", "Note").await?;
        page.sees("button", &format!("Your note: {text}…")).await?;
        page.go("#b22").await?;
        page.is_at_top("b22").await?;
    }
    painted(&page, "yellow", 2).await?;
    page.reload().await?;
    painted(&page, "yellow", 2).await?;
    page.go("#notes").await?;
    page.click("button", "Delete: …").await?;
    let listed = "return all('listitem', '…', one('list', 'Notes')).length";
    page.gives("the notes", listed, &[], &json!(1)).await?;
    page.click("button", "Undo").await?;
    page.gives("the notes", listed, &[], &json!(2)).await?;
    page.reload().await?;
    page.gives("the notes", listed, &[], &json!(2)).await?;
    page.go("#about").await?;
    page.click("button", "Cite this paper").await?;
    page.sees("button", "Copy reference: MLA, 9th edition").await?;
    page.press(thirtyfour::Key::Escape.value().to_string()).await?;
    page.go("#acronyms").await?;
    page.sees("table", "…").await?;
    finds(&page, &corpus, "pipelines").await?;
    Ok(())
}

/// At 400 % a screen of 1280 by 1024 has 320 by 256 CSS pixels.
pub async fn zoomed(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    // the window of WebKitGTK's small browser cannot be narrower
    let width = if page.engine() == Engine::WebKit { 360 } else { 320 };
    page.resize(width, 256).await?;
    for hash in ["", "#b30", "#?theme=energy,china&mode=fold", "#figures", "#concordance?q=gas", "#notes", "#repairs", "#about"] {
        page.open(hash).await?;
        nothing_sideways(&page, hash).await?;
        // half of the screen is left to read on
        let free = "
            const at = (x, y) => document.elementFromPoint(x, y);
            const rows = [...Array(32).keys()].map(row => at(innerWidth / 2, row * 8 + 4));
            return rows.filter(element => element?.closest('main, .colophon')).length >= 16 || rows.map(element => element?.className)";
        page.js::<Value>("scrollTo(0, 900)", &[]).await?;
        page.until(&format!("half of the screen is the text's at {hash}"), free, &[]).await?;
    }
    page.open("").await?;
    page.click("button", "Text and colours").await?;
    nothing_sideways(&page, "the settings").await?;
    // what stands at the foot of a dialog can be reached
    page.click("radio", "Sepia").await?;
    page.click("button", "Close").await?;
    page.misses("dialog", "…").await?;
    page.click("button", "Contents").await?;
    let section = corpus.document.sections.last().ok_or("a section")?;
    page.click("link", &section.heading).await?;
    page.is_at_top(&section.id.to_string()).await?;
    ask(&page, "pipelines").await?;
    let wanted = screen(&corpus, "pipelines");
    page.sees("status", &wanted.count_in_words()).await?;
    page.click("button", &format!("Results {}", wanted.hits.len())).await?;
    page.sees("list", "Results").await?;
    nothing_sideways(&page, "the results").await?;
    let last = "const last = all('link', '…', one('list', 'Results')).at(-1); last.scrollIntoView({ block: 'nearest' });
        const { left, top, width, height } = last.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + Math.min(height, 16) / 2);
        return last.contains(there) || there?.outerHTML.slice(0, 200)";
    page.until("the last result can be clicked", last, &[]).await?;
    Ok(())
}

/// The connection breaks in the middle of a file: once, and the page asks again; always, and it says so, and tries again when told to.
pub async fn broken(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    // what the browser's own cache has would help out
    page.site().uncached();
    for part in ["_bg.wasm", "/lectern-"] {
        page.site().break_off(part, 1);
        page.open("#b30").await?;
        page.is_at_top("b30").await?;
        page.misses("alert", "…").await?;
        page.expects_trouble().await?;
        page.site().mend();
        page.forget_offline().await?;
    }
    page.site().break_off("_bg.wasm", 1000);
    page.forget_offline().await?;
    page.visit("#b30").await?;
    page.sees("alert", "…did not arrive whole…").await?;
    every_passage(&page, &corpus).await?;
    page.is_at_top("b30").await?;
    page.expects_trouble().await?;
    page.site().mend();
    page.click_to_load("Try again").await?;
    page.misses("alert", "…").await?;
    finds(&page, &corpus, "pipelines").await?;
    Ok(())
}

/// The connection is slow: after a while it is said what has not come, until it has.
pub async fn slow(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.site().slow("_bg.wasm", 25_000);
    page.visit("#b30").await?;
    page.is_at_top("b30").await?;
    page.sees("alert", "…has not arrived: the connection is slow…").await?;
    every_passage(&page, &corpus).await?;
    page.until_ready().await?;
    page.misses("alert", "…").await?;
    finds(&page, &corpus, "pipelines").await?;
    Ok(())
}

/// The site is published anew while the page comes, and the files that it names are gone: it is loaded as it is now, once.
pub async fn deployed(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    let next = page.edition().next_program()?;
    for part in ["/boot-", "_bg.wasm"] {
        // the program may have been asked for before
        page.site().uncached();
        page.site().publish_at(part, next.folder());
        page.visit("#b30").await?;
        page.until_loaded_anew().await;
        page.gives("the edition", EDITION, &[], &json!("next")).await?;
        page.until_ready().await?;
        page.is_at_top("b30").await?;
        page.misses("alert", "…").await?;
        finds(&page, &corpus, "pipelines").await?;
        page.expects_trouble().await?;
        page.forget_offline().await?;
        page.put_up(page.edition())?;
    }
    Ok(())
}

/// A host whose machines are not at one, and none of which has all files: the page does not follow them for ever, and says what is wrong.
pub async fn half_deployed(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    let next = page.edition().next_program()?;
    page.site().miss("/boot-");
    for turn in 0..20 {
        let edition = if turn % 2 == 0 { &next } else { page.edition() };
        page.site().publish_at("/boot-", edition.folder());
    }
    page.visit("#b30").await?;
    page.sees("alert", "…has not arrived…").await?;
    page.until("two seconds are over", "return new Promise(done => setTimeout(done, 2000, true))", &[]).await?;
    every_passage(&page, &corpus).await?;
    page.sees("alert", "…has not arrived…").await?;
    let asked = page.site().asked("/boot-");
    assert!((1..=2).contains(&asked), "the page was loaded {asked} times");
    page.expects_trouble().await?;
    Ok(())
}
