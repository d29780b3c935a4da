//! A reader whose browser keeps the page badly: files that it kept are broken, or it has no room for them. The page mends itself where the
//! site is there, says in words what is missing where it is not, and loses nothing that the reader wrote.

use serde_json::{Value, json};
use stories::Told;
use stories::browser::Engine;
use stories::page::Page;

use crate::notes::painted;
use crate::read::every_passage;
use crate::search::finds;

/// Spoils what is kept of a file in one of some ways; gives how long it was.
const SPOIL: &str = "
    const [name, way] = arguments;
    const made = {
        empty: () => '',
        other: () => '<b>no such thing</b>',
        half: text => text.slice(0, text.length / 2),
        scratched: text => text + '<!-- a scratch -->',
    };
    return (async () => {
        const cache = await caches.open((await caches.keys())[0]);
        const request = (await cache.keys()).find(({ url }) => url.split('/some-repo/')[1] === name);
        const { headers } = await cache.match(request);
        const text = await (await cache.match(request)).text();
        await cache.put(request, new Response(made[way](text), { headers }));
        return text.length;
    })()";

/// Whether what is kept of a file is so long.
const LENGTH: &str = "
    const [name, wanted] = arguments;
    return (async () => {
        const cache = await caches.open((await caches.keys())[0]);
        const request = (await cache.keys()).find(({ url }) => url.split('/some-repo/')[1] === name);
        const { length } = await (await cache.match(request)).text();
        return length === wanted || length;
    })()";

const KEPT: &str = "return document.documentElement.dataset.offline !== undefined";

/// The names of the files that the page begins with, as they are kept; its own is empty.
const FILES: &str = "
    return (async () => {
        const cache = await caches.open((await caches.keys())[0]);
        const names = (await cache.keys()).map(({ url }) => url.split('/some-repo/')[1]);
        return names.filter(name => /^(|(boot|lectern)-.*)$/.test(name));
    })()";

async fn spoil(page: &Page, part: &str, way: &str) -> Result<usize, Box<dyn std::error::Error>> {
    Ok(page.js(SPOIL, &[json!(part), json!(way)]).await?)
}

/// Opens the page, which must be as it ever was.
async fn is_whole(page: &Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("#b20").await?;
    painted(page, "yellow", 1).await?;
    page.misses("alert", "…").await?;
    finds(page, &corpus, "pipelines").await?;
    page.is_without_trouble().await?;
    Ok(())
}

/// Kept files are broken.
pub async fn files(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    // what the browser's own cache has would help out
    page.site().uncached();
    page.open("#b20").await?;
    page.until("the page is kept for reading offline", KEPT, &[]).await?;
    page.is_at_top("b20").await?;
    page.press("h").await?;
    painted(&page, "yellow", 1).await?;
    is_whole(&page).await?;
    let files: Vec<String> = page.js(FILES, &[]).await?;
    let named = |part: &str| files.iter().find(|name| name.contains(part)).cloned().ok_or_else(|| format!("no {part} is kept"));
    let (program, boot) = (named("_bg.wasm")?, named("boot-")?);
    assert!(files.len() >= 4, "what is kept: {files:?}");

    // with a site the page is as it was, and what is kept is whole again
    for part in &files {
        let ways: &[&str] = if part.is_empty() { &["empty", "other", "half"] } else { &["empty", "half"] };
        for way in ways {
            let length = spoil(&page, part, way).await?;
            is_whole(&page).await?;
            page.until(&format!("“{part}” is kept whole"), LENGTH, &[json!(part), json!(length)]).await?;
        }
    }
    // or not kept at all any more
    page.js::<Value>("return caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))", &[]).await?;
    is_whole(&page).await?;
    page.until("the program is kept", "return caches.match(arguments[0]).then(found => !!found)", &[json!(program)]).await?;

    // without one it says what is missing, and the paper can be read
    for (part, words) in [(&program, "…did not arrive whole…"), (&boot, "…has not arrived…")] {
        spoil(&page, part, "half").await?;
        page.take_site_away();
        page.visit("#b20").await?;
        // a script may still be in the memory of a browser that goes on
        let said = "return document.documentElement.dataset.ready === '1' || !!one('alert', arguments[0])";
        page.until(&format!("it is said that {part} is missing"), said, &[json!(words)]).await?;
        every_passage(&page, &corpus).await?;
        page.expects_trouble().await?;
        page.put_up(page.edition())?;
        page.site().uncached();
        if *part == program {
            page.click_to_load("Try again").await?;
        }
        is_whole(&page).await?;
    }
    // a page with a scratch is better than none
    spoil(&page, "", "scratched").await?;
    page.take_site_away();
    is_whole(&page).await?;
    Ok(())
}

/// As browsers answer where a site has no room left.
const NO_ROOM: &str = "Cache.prototype.put = async () => { throw new DOMException('Quota exceeded.', 'QuotaExceededError'); };";

/// There is no room to keep the page: it works, and does not fetch itself again and again.
pub async fn no_room(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    if page.engine() == Engine::Chromium {
        page.limit_storage(1000).await?;
    } else {
        page.edition().before_worker(NO_ROOM)?;
    }
    for visits in 1..=2 {
        page.open("").await?;
        finds(&page, &corpus, "pipelines").await?;
        // the worker has tried and given up
        let tried = "return navigator.serviceWorker.getRegistration().then(found => !found?.installing && !found?.waiting && !found?.active)";
        page.until("there is no worker", tried, &[]).await?;
        page.js::<bool>("return new Promise(done => setTimeout(done, 2000, true))", &[]).await?;
        page.misses("alert", "…").await?;
        page.is_without_trouble().await?;
        let asked = page.site().asked("_bg.wasm");
        assert!(asked <= 2 * visits, "the program was asked for {asked} times in {visits} visits");
    }
    Ok(())
}

/// There is room for the page, but not for what is kept later: that works while there is a site.
pub async fn little_room(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.edition().before_worker(
        "{ const put = Cache.prototype.put; Cache.prototype.put = async function (at, what) {
            if (/mine|related|paper/.test(at)) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
            return put.call(this, at, what);
        }; }",
    )?;
    page.open("").await?;
    page.until("the page is kept for reading offline", KEPT, &[]).await?;
    page.open("").await?;
    for query in ["/pipelines?/", "pipelines"] {
        finds(&page, &corpus, query).await?;
    }
    page.is_without_trouble().await?;
    let asked = page.site().asked("/miner-");
    // its script and its wasm
    assert!(asked <= 4, "the miner was asked for {asked} times");
    page.take_site_away();
    page.open("#b30").await?;
    page.is_at_top("b30").await?;
    Ok(())
}
