//! The edition in one file, opened from disk, its site gone: read, searched, its facts found in a worker, a note taken; nothing is asked for.

use std::env;
use std::path::PathBuf;

use lectern::corpus::Corpus;
use serde_json::json;
use stories::Told;
use stories::page::Page;

use crate::search::screen;

/// Names the file; `cargo xtask test` makes it.
const FILE: &str = "LECTERN_SINGLE";

pub async fn tell(page: Page) -> Told {
    let Some(file) = env::var_os(FILE).map(PathBuf::from) else {
        if stories::axe::in_ci() {
            return Err(format!("{FILE} names no file").into());
        }
        println!("leaving out one file: {FILE} names none");
        page.open("").await?;
        return Ok(());
    };
    let corpus: Corpus = stories::paper::bundled()?;
    page.take_site_away();
    page.open_file(&file, "").await?;
    page.sees("region", "This edition").await?;
    page.click("searchbox", "Search this paper").await?;
    page.press("pipelines").await?;
    page.sees("status", &screen(&corpus, "pipelines").count_in_words()).await?;
    page.open_file(&file, "#figures").await?;
    page.sees("table", "…").await?;
    page.open_file(&file, "#b20").await?;
    page.press("h").await?;
    page.gives("what is marked", "return CSS.highlights.get('note-yellow')?.size ?? 0", &[], &json!(1)).await?;
    let asked =
        "return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !/^(blob|data):/.test(name))";
    page.gives("what was asked for", asked, &[], &json!([])).await?;
    // back to the site, whose page gathers what goes wrong
    page.put_up(page.edition())?;
    page.open("").await?;
    Ok(())
}
