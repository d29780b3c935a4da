//! A reader on a phone: one column, nothing sideways, the contents a tap away.

use lectern::corpus::Corpus;
use serde_json::json;
use stories::Told;
use stories::browser::Engine;
use stories::page::Page;

use crate::search::{ask, screen};

pub async fn tell(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    // the window of WebKitGTK's small browser cannot be narrower
    let widths: &[i64] = if page.engine() == Engine::WebKit { &[360] } else { &[360, 320] };
    for &width in widths {
        page.resize(width, 740).await?;
        page.open("").await?;
        nothing_sideways(&page, "the first page").await?;
        contents(&page, &corpus).await?;
        views_at_the_foot(&page).await?;
        search(&page, &corpus).await?;
        page.open("#b20?theme=energy,china&mode=fold").await?;
        nothing_sideways(&page, "folds").await?;
        for view in ["#about", "#repairs", "#notes"] {
            page.open(view).await?;
            page.js::<()>("for (const details of document.querySelectorAll('details')) details.open = true", &[]).await?;
            nothing_sideways(&page, view).await?;
        }
        page.open("").await?;
        page.click("button", "Text and colours").await?;
        page.sees("dialog", "Text and colours").await?;
        nothing_sideways(&page, "the settings").await?;
        page.click("button", "Close").await?;
    }
    Ok(())
}

/// The page does not scroll sideways, and nothing that can be seen sticks out but what scrolls in a box of its own.
pub async fn nothing_sideways(page: &Page, when: &str) -> Told {
    let script = "
        const width = document.documentElement.clientWidth;
        const boxed = element => element && element !== document.body &&
            (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX) || boxed(element.parentElement));
        const out = [...document.body.querySelectorAll('*')].filter(element => {
            const rect = element.getBoundingClientRect();
            return rect.width > 0 && rect.right > width + 1 && perceived(element) && !boxed(element.parentElement);
        });
        return [document.documentElement.scrollWidth > width, out.slice(0, 5).map(element => `${element.tagName} ${element.className} ${element.id}`)]";
    page.gives(&format!("what sticks out with {when}"), script, &[], &json!([false, []])).await?;
    Ok(())
}

async fn contents(page: &Page, corpus: &Corpus) -> Told {
    page.misses("navigation", "Contents").await?;
    page.click("button", "Contents").await?;
    page.sees("navigation", "Contents").await?;
    nothing_sideways(page, "the contents").await?;
    let section = corpus.document.sections.get(3).ok_or("a fourth section")?;
    page.click("link", &section.heading).await?;
    page.misses("navigation", "Contents").await?;
    page.is_at("#s4").await?;
    page.is_at_top("s4").await?;
    // closed by its button too
    page.click("button", "Contents").await?;
    page.click("button", "Close").await?;
    page.misses("navigation", "Contents").await?;
    Ok(())
}

async fn views_at_the_foot(page: &Page) -> Told {
    let script = "const rect = one('navigation', 'Views').getBoundingClientRect(); return Math.round(rect.bottom) === innerHeight && rect.top > innerHeight / 2 || [rect.top, rect.bottom]";
    page.until("the views are at the foot", script, &[]).await?;
    Ok(())
}

async fn search(page: &Page, corpus: &Corpus) -> Told {
    let wanted = screen(corpus, "pipelines");
    ask(page, "pipelines").await?;
    page.sees("status", &wanted.count_in_words()).await?;
    page.click("button", "Next hit").await?;
    page.sees("status", &format!("… of {}", wanted.hits.len())).await?;
    let script = "
        const rect = [...CSS.highlights.get('hit-now')][0].getBoundingClientRect();
        const foot = one('navigation', 'Views').getBoundingClientRect().top;
        return rect.top > one('banner', '…').getBoundingClientRect().bottom && rect.bottom < foot || [rect.top, rect.bottom, foot]";
    page.until("the hit can be seen between the bars", script, &[]).await?;
    nothing_sideways(page, "a search").await?;
    page.click("button", &format!("Results {}", wanted.hits.len())).await?;
    page.sees("list", "Results").await?;
    nothing_sideways(page, "the results").await?;
    page.js::<()>("all('link', '…', one('list', 'Results'))[0].click()", &[]).await?;
    page.misses("list", "Results").await?;
    page.sees("status", &format!("1 of {}", wanted.hits.len())).await?;
    Ok(())
}
