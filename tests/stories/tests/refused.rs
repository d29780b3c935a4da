//! A reader whose browser refuses: to keep anything, or to run the program. Words, a way out, and no error.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use lectern::corpus::BUNDLED_PAPER;
use serde_json::json;
use stories::Told;
use stories::page::Page;

use crate::search::{finds, screen};

/// As browsers do when told to keep nothing: even to ask for the storage is an error.
pub const NO_STORAGE: &str = "
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });";

/// As a full disk does: there is a storage, and nothing can be put into it.
pub const FULL_STORAGE: &str =
    "Storage.prototype.setItem = () => { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); };";

/// No WebAssembly, as in a browser's strictest mode.
pub const NO_WASM: &str = "Object.defineProperty(window, 'WebAssembly', { value: undefined });";

/// No offline copy, as in some browsers' private windows.
pub const NO_OFFLINE: &str = "
    ServiceWorkerContainer.prototype.register = async () => { throw new DOMException('The operation is insecure.', 'SecurityError'); };
    Object.defineProperty(window, 'caches', { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });";

/// There is no offline copy: nothing else is missing, and nothing is said.
pub async fn offline(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    for _ in 0..2 {
        page.open("").await?;
        for query in ["pipelines", "/pipelines?/"] {
            finds(&page, &corpus, query).await?;
        }
        page.misses("alert", "…").await?;
    }
    Ok(())
}

/// Nothing can be kept: the page says so once, and works.
pub async fn storage(page: Page) -> Told {
    const WORDS: &str = "…refused to keep your settings and your place…";
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    page.click("button", "Text and colours").await?;
    page.click("radio", "Sepia").await?;
    page.gives("the scheme", "return document.documentElement.dataset.scheme", &[], &json!("sepia")).await?;
    page.click("button", "Close").await?;
    page.sees("status", WORDS).await?;
    page.click("button", "Close").await?;
    page.misses("status", WORDS).await?;
    finds(&page, &corpus, "pipelines").await?;
    page.is_at("#?q=pipelines").await?;
    page.reload().await?;
    page.sees("status", &screen(&corpus, "pipelines").count_in_words()).await?;
    Ok(())
}

/// No program: words, and the paper as plain text.
pub async fn wasm(page: Page) -> Told {
    page.visit("").await?;
    page.sees("alert", "…runs no WebAssembly…").await?;
    page.has("link", "the paper as plain text", "href", "paper.txt").await?;
    Ok(())
}

/// No JavaScript: what a server sends is all there is.
pub async fn scripts(page: Page) -> Told {
    let html = String::from_utf8(get(&page, "")?)?;
    let without = html.split_once("<noscript>").and_then(|(_, rest)| rest.split_once("</noscript>")).map(|(words, _)| words);
    let without = without.ok_or("words for readers without JavaScript")?;
    assert!(without.contains("JavaScript is switched off"), "it says what is missing: {without}");
    assert!(without.contains("href=\"paper.txt\""), "it says what can be done: {without}");
    assert!(html.contains("http-equiv=\"Content-Security-Policy\""), "the page has its policy");
    let paper = get(&page, "paper.txt")?;
    assert!(paper == BUNDLED_PAPER.as_bytes(), "the paper is served byte for byte");
    assert!(paper == fs::read(page.edition().folder().join("paper.txt"))?, "the paper is served as it is kept");
    page.open("").await?;
    Ok(())
}

fn get(page: &Page, path: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let url = format!("{}{path}", page.url());
    let (host, path) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).ok_or("an address")?;
    let mut connection = TcpStream::connect(host.replace("localhost", "127.0.0.1"))?;
    write!(connection, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{url} is served");
    let body = answer.windows(4).position(|end| end == b"\r\n\r\n").ok_or("an end of the headers")?;
    Ok(answer.split_off(body + 4))
}
