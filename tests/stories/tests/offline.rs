//! A reader without a network; and one whose page has a newer edition.

use serde_json::{Value, json};
use stories::Told;
use stories::page::Page;

use crate::search::{finds, screen};

/// What a page says that knows of a newer edition.
pub const OFFER: &str = "A newer edition of this page is ready.…";
/// Whether a worker waits beside the active one.
pub const NEWER: &str = "return navigator.serviceWorker.getRegistration().then(found => !!(found && found.active && found.waiting) || [!!found?.active, !!found?.installing])";
/// Which edition the page is of.
pub const EDITION: &str = "return document.querySelector('meta[name=story-edition]')?.content ?? 'first'";

pub async fn tell(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    let kept = "return document.documentElement.dataset.offline !== undefined";
    page.until("the page is kept for reading offline", kept, &[]).await?;
    let miner = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/mine'))";
    assert!(!page.js::<bool>(miner, &[]).await?, "a short visit does without the miner");
    let whole = "return document.documentElement.dataset.offline === 'whole'";
    page.until("and when the reader stays, its miner", whole, &[]).await?;
    page.misses("status", OFFER).await?;

    page.take_site_away();
    page.open("#b30").await?;
    page.is_at_top("b30").await?;
    let passages: usize = page.js("return document.querySelectorAll('main [id^=b]').length", &[]).await?;
    assert_eq!(passages, corpus.document.blocks.len(), "the paper is there without a site");
    finds(&page, &corpus, "pipelines").await?;
    page.is_at("#b30?q=pipelines").await?;
    // the miner is there too, though nobody has asked for it before
    finds(&page, &corpus, "/pipelines?/").await?;
    finds(&page, &corpus, "pipelines").await?;
    // typing is written into the address when it pauses
    page.is_at("#b30?q=pipelines").await?;
    page.reload().await?;
    page.sees("status", &screen(&corpus, "pipelines").count_in_words()).await?;
    let faces = "return document.fonts.ready.then(fonts => [...fonts].every(face => face.status !== 'error'))";
    page.until("the faces are there too", faces, &[]).await?;
    page.is_without_trouble().await?;

    let next = page.edition().next()?;
    page.put_up(&next)?;
    // found on the first visit that has a site again, offered then or on the next
    page.reload().await?;
    page.until_ready().await?;
    page.until("the newer edition has come", NEWER, &[]).await?;
    page.reload().await?;
    page.sees("status", OFFER).await?;
    page.gives("the edition, before it is asked for", EDITION, &[], &json!("first")).await?;
    page.js::<Value>("window.storyOld = true", &[]).await?;
    page.click("button", "Later").await?;
    page.misses("status", OFFER).await?;
    page.reload().await?;
    page.gives("the edition, still not asked for", EDITION, &[], &json!("first")).await?;

    page.click_to_load("Load it").await?;
    page.gives("the edition", EDITION, &[], &json!("next")).await?;
    page.sees("status", &screen(&corpus, "pipelines").count_in_words()).await?;
    page.misses("status", OFFER).await?;
    let caches = "return caches.keys().then(names => names.length === 1 && names[0].endsWith('-next') || names)";
    page.until("the older edition's files are gone", caches, &[]).await?;

    page.take_site_away();
    page.open("#b40").await?;
    page.is_at_top("b40").await?;
    page.gives("the edition without a site", EDITION, &[], &json!("next")).await?;
    Ok(())
}
