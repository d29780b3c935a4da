//! A reader quotes, marks and takes notes: with the mouse and by keys; what was written is there next time, and goes along as a file.

use lectern::corpus::Corpus;
use serde_json::{Value, json};
use stories::Told;
use stories::page::Page;
use thirtyfour::Key;

/// Selects characters of a block's first text, as a mouse does.
const SELECT: &str = "
    const words = document.getElementById(arguments[0]);
    const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    range.setStart(texts.nextNode(), arguments[1]);
    range.setEnd(texts.currentNode, arguments[2]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);";

/// Hears what the page copies and saves.
const HEAR: &str = "
    addEventListener('lectern:copy', event => { window.storyCopied = event.detail.split('\\0'); }, true);
    addEventListener('lectern:save', event => { window.storySaved = event.detail; event.stopImmediatePropagation(); }, true)";

const FOCUS: &str = "return [roleOf(document.activeElement), nameOf(document.activeElement)]";

pub async fn tell(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    quoted(&page, &corpus).await?;
    highlighted(&page, &corpus).await?;
    written(&page).await?;
    by_keys(&page).await?;
    along_as_a_file(&page).await?;
    page.is_without_trouble().await?;
    Ok(())
}

async fn select(page: &Page, block: &str, start: usize, end: usize) -> Told {
    page.js::<Value>(SELECT, &[json!(block), json!(start), json!(end)]).await?;
    page.sees("toolbar", "Selection").await?;
    Ok(())
}

/// How many stretches are painted in a colour.
pub async fn painted(page: &Page, colour: &str, count: usize) -> Told {
    let size = "return CSS.highlights.get('note-' + arguments[0])?.size ?? 0";
    page.gives(&format!("what is {colour}"), size, &[json!(colour)], &json!(count)).await?;
    Ok(())
}

async fn quoted(page: &Page, corpus: &Corpus) -> Told {
    page.open("#b13").await?;
    page.js::<Value>(HEAR, &[]).await?;
    select(page, "b13", 6, 40).await?;
    let words = &corpus.document.blocks[12].text[6..40];
    page.click("button", "Copy link").await?;
    let link = format!("{}#b13", page.url());
    page.gives("the link", "return window.storyCopied?.[1]", &[], &json!(link)).await?;
    page.click("button", "Copy quote").await?;
    let quote = "const [what, text, html] = window.storyCopied; return what === 'quote' && text.includes(arguments[0]) && text.includes('p. 6') && text.includes(arguments[1]) && html.includes('<i>') || text";
    page.until("the quotation", quote, &[json!(words.trim()), json!(link)]).await?;
    // a browser that copies only within a click may have been asked before the words were there
    const COPIED: &str = "Quotation copied, with its source. Other styles";
    let either = "return !!one('status', arguments[0]) || !!one('button', 'Copy again')";
    page.until("it is copied, or to be copied again", either, &[json!(COPIED)]).await?;
    if !page.names("button", "Copy again").await?.is_empty() {
        page.click("button", "Copy again").await?;
    }
    page.sees("status", COPIED).await?;
    page.click("button", "Other styles").await?;
    page.sees("dialog", "Cite this passage").await?;
    page.click("radio", "MLA, 9th edition").await?;
    page.click("button", "Copy BibTeX").await?;
    page.gives("a record", "return [window.storyCopied[0], window.storyCopied[1][0]]", &[], &json!(["BibTeX", "@"])).await?;
    page.press(Key::Escape.value().to_string()).await?;
    page.misses("dialog", "…").await?;
    page.click("button", "Copy quote").await?;
    let style = "return window.storyCopied[0] === 'quote' && window.storyCopied[1].includes('(Laruelle')";
    page.until("the quotation in the style that was chosen", style, &[]).await?;
    // the selection as a search
    page.click("button", "Search").await?;
    page.gives("the query", "return one('searchbox', 'Search this paper').value", &[], &json!(format!("\"{}\"", words.trim())))
        .await?;
    page.misses("toolbar", "Selection").await?;
    // the paper itself
    page.open("#about").await?;
    page.click("button", "Cite this paper").await?;
    page.sees("dialog", "Cite this paper").await?;
    page.sees("button", "Copy reference: MLA, 9th edition").await?;
    page.misses("button", "Copy quote: MLA, 9th edition").await?;
    Ok(())
}

async fn highlighted(page: &Page, corpus: &Corpus) -> Told {
    page.open("#b13").await?;
    let text_before: String = page.js("return document.getElementById('b13').textContent", &[]).await?;
    select(page, "b13", 6, 40).await?;
    page.click("button", "Highlight").await?;
    painted(page, "yellow", 1).await?;
    page.misses("toolbar", "Selection").await?;
    select(page, "b14", 0, 9).await?;
    page.click("button", "Highlight in green").await?;
    painted(page, "green", 1).await?;
    let words = corpus.document.blocks[12].text[6..40].trim();
    page.sees("button", &format!("Your highlight: {words}")).await?;
    let text: String = page.js("return document.getElementById('b13').textContent", &[]).await?;
    assert_eq!(text, text_before, "the text is not touched");
    page.reload().await?;
    painted(page, "yellow", 1).await?;
    painted(page, "green", 1).await?;
    Ok(())
}

async fn written(page: &Page) -> Told {
    select(page, "b15", 0, 12).await?;
    page.click("button", "Note").await?;
    page.gives("what has the focus", FOCUS, &[], &json!(["textbox", "Your note"])).await?;
    page.press("Is that so?").await?;
    // whatever closes it keeps what was written
    page.press(Key::Escape.value().to_string()).await?;
    page.misses("dialog", "Note").await?;
    page.sees("button", "Your note: Is that so?").await?;
    page.click("link", "Notes").await?;
    page.sees("heading", "Highlights and notes").await?;
    let listed = "return all('listitem', '…', one('list', 'Notes')).length";
    page.gives("the notes", listed, &[], &json!(3)).await?;
    page.click("button", "green 2").await?;
    page.gives("those in green", listed, &[], &json!(2)).await?;
    page.click("button", "All 3").await?;
    page.click("button", "Edit: In Turkmenis").await?;
    page.gives("what has the focus", FOCUS, &[], &json!(["textbox", "Your note"])).await?;
    page.press(" It is.").await?;
    page.click("button", "Keep").await?;
    let text = "return [...document.querySelectorAll('.notes .written')].map(note => note.textContent)";
    page.gives("what is written", text, &[], &json!(["Is that so? It is."])).await?;
    page.click("button", "Delete: In Turkmenis").await?;
    page.gives("the notes", listed, &[], &json!(2)).await?;
    page.click("button", "Undo").await?;
    page.gives("the notes", listed, &[], &json!(3)).await?;
    page.gives("what is written", text, &[], &json!(["Is that so? It is."])).await?;
    Ok(())
}

/// From the paper to the bar, along it, and back; a passage is marked where the reader stands.
async fn by_keys(page: &Page) -> Told {
    page.open("#b20").await?;
    page.is_at_top("b20").await?;
    page.press("s").await?;
    page.sees("toolbar", "Selection").await?;
    page.press(Key::Tab.value().to_string()).await?;
    page.gives("what has the focus", FOCUS, &[], &json!(["button", "Copy link"])).await?;
    page.press(Key::Right.value().to_string()).await?;
    page.gives("what has the focus", FOCUS, &[], &json!(["button", "Copy quote"])).await?;
    page.press(Key::Escape.value().to_string()).await?;
    page.misses("toolbar", "Selection").await?;
    let link = json!(["link", "Link to paragraph 20"]);
    page.gives("what has the focus", FOCUS, &[], &link).await?;
    page.press("a").await?;
    page.sees("dialog", "Note").await?;
    page.press("By keys").await?;
    page.press(Key::Escape.value().to_string()).await?;
    page.sees("button", "Your note: By keys").await?;
    page.click("button", "Your note: By keys").await?;
    page.click("button", "Delete").await?;
    page.misses("button", "Your note: By keys").await?;
    page.gives("what has the focus", FOCUS, &[], &link).await?;
    page.click("button", "Undo").await?;
    page.sees("button", "Your note: By keys").await?;
    page.gives("what has the focus", FOCUS, &[], &link).await?;
    Ok(())
}

/// Saved, deleted, and taken in again; a file that holds no notes is answered in words.
async fn along_as_a_file(page: &Page) -> Told {
    page.open("#notes").await?;
    page.js::<Value>(HEAR, &[]).await?;
    let listed = "return one('list', 'Notes') ? all('listitem', '…', one('list', 'Notes')).length : 0";
    page.gives("the notes", listed, &[], &json!(4)).await?;
    page.click("button", "Markdown").await?;
    page.until(
        "a file",
        "return window.storySaved?.startsWith('lectern-notes.md\\n') && window.storySaved.includes('Is that so?')",
        &[],
    )
    .await?;
    let read: String = page.js("return window.storySaved.slice(window.storySaved.indexOf('\\n') + 1)", &[]).await?;
    page.click("button", "Web Annotation").await?;
    page.until("a file", "return window.storySaved?.startsWith('lectern-notes.json\\n')", &[]).await?;
    let file: String = page.js("return window.storySaved.slice(window.storySaved.indexOf('\\n') + 1)", &[]).await?;
    let forget = "for (const key of Object.keys(localStorage)) if (key.startsWith('lectern.notes')) localStorage.removeItem(key)";
    page.js::<Value>(forget, &[]).await?;
    page.reload().await?;
    page.sees("button", "Take in a file").await?;
    page.gives("the notes", listed, &[], &json!(0)).await?;
    // dropped on the page, Markdown that was saved here is notes and no paper
    crate::own_text::drop_file(page, "lectern-notes.md", &read.replace("\n\nIs that so?", "\n\nIt is so."), 1).await?;
    page.gives("the notes", listed, &[], &json!(4)).await?;
    page.sees("status", "…4 new…").await?;
    page.until("the note as it was changed", "return document.querySelector('main').textContent.includes('It is so.')", &[])
        .await?;
    page.js::<Value>(forget, &[]).await?;
    page.reload().await?;
    page.sees("button", "Take in a file").await?;
    page.gives("the notes", listed, &[], &json!(0)).await?;
    let take_in = "dispatchEvent(new CustomEvent('lectern:opened', { detail: arguments[0] }))";
    for nonsense in ["", "{\"a\":1}"] {
        page.js::<Value>(take_in, &[json!(nonsense)]).await?;
        page.sees("status", "…").await?;
    }
    page.js::<Value>(take_in, &[json!(file)]).await?;
    page.gives("the notes", listed, &[], &json!(4)).await?;
    page.sees("status", "…4 new…").await?;
    Ok(())
}
