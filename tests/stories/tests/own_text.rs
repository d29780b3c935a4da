//! A reader's own text in the paper's place: dropped, read with its progress, searched, its facts found, closed again; and what is no text.

use serde_json::json;
use stories::Told;
use stories::page::Page;

/// Drops a file on the page: its name, and its text as many times over as it says.
const DROP: &str = "const [name, text, times] = arguments;
    const dropped = new DataTransfer();
    dropped.items.add(new File([text.repeat(times)], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    return true;";

const TEXT: &str = "Harbour dues\n\nThe port of Varna takes $12 million a year from the company Trafigura, twice as much as in 2003.\n\n\
                    Nobody knows what the harbour will cost.\n\n";

pub async fn drop_file(page: &Page, name: &str, text: &str, times: usize) -> Told {
    page.js::<bool>(DROP, &[json!(name), json!(text), json!(times)]).await?;
    Ok(())
}

pub async fn tell(page: Page) -> Told {
    page.open("#b30?q=pipelines").await?;
    drop_file(&page, "harbour_dues.txt", TEXT, 1).await?;
    page.gives("the text’s title", "return document.querySelector('h1').textContent", &[], &json!("Harbour dues")).await?;
    page.is_at("").await?;
    page.gives("the tab’s title", "return document.title.includes('Harbour dues')", &[], &json!(true)).await?;
    page.click("searchbox", "Search this paper").await?;
    page.press("costs").await?;
    page.sees("status", "…1 hit").await?;
    page.go("#figures").await?;
    page.gives(
        "the figure",
        "return [...document.querySelectorAll('main mark, main b, main td, main li')].some(e => e.textContent.includes('$12 million'))",
        &[],
        &json!(true),
    )
    .await?;

    // what is no text costs nothing
    drop_file(&page, "data.bin", "\u{1}\u{2}\u{0}gas", 1).await?;
    page.sees("status", "…no text…").await?;
    drop_file(&page, "report.pdf", "%PDF-1.7", 1).await?;
    page.sees("status", "This is a PDF…").await?;
    page.go("#").await?;

    // one that takes long can be stopped
    drop_file(&page, "long.txt", TEXT, 20_000).await?;
    page.sees("status", "long.txt…").await?;
    page.click("button", "Stop").await?;
    page.misses("status", "long.txt…").await?;
    page.gives("the text’s title", "return document.querySelector('h1').textContent", &[], &json!("Harbour dues")).await?;

    page.click("button", "Close it").await?;
    page.gives("the paper’s title", "return document.querySelector('h1').textContent.includes('Harbour')", &[], &json!(false))
        .await?;
    page.until_ready().await?;
    Ok(())
}
