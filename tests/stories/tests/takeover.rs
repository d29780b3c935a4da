//! A reader who reads before the program comes: the paper is there at once, and nothing is lost, moved or changed when it takes the page over;
//! and one to whom it never comes.

use serde_json::json;
use stories::Told;
use stories::browser::Engine;
use stories::page::Page;

use crate::read::every_passage;
use crate::search::{finds, screen};

/// Collects the shifts of the layout, where a browser tells them.
pub const SHIFTS: &str = "
    window.storyShifts = [];
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
        new PerformanceObserver(list => window.storyShifts.push(...list.getEntries().map(({ value, sources }) =>
            [value, ...sources.map(({ node }) => node && (node.id || node.className || node.nodeName))].join(' '))))
            .observe({ type: 'layout-shift', buffered: true });";

/// What the reader sees of the page, in words, but for what follows the scrolling and the selection.
const TEXT: &str = "return ['.desk', '.themes', '.contents ol', 'article', '.colophon'].map(part => document.querySelector(part).innerText.trim())";

/// Visits the page at an address, its program held back; waits until all else is there.
async fn visit_early(page: &Page, hash: &str) -> Told {
    page.site().hold("_bg.wasm");
    page.visit(hash).await?;
    page.until("the page is there", "return document.readyState === 'complete'", &[]).await?;
    page.gives("whether the program is there", "return document.documentElement.dataset.ready ?? null", &[], &json!(null))
        .await?;
    Ok(())
}

async fn take_over(page: &Page) -> Told {
    page.site().let_go();
    page.until_ready().await?;
    // all that a first render sets in motion
    page.js::<bool>("return new Promise(done => setTimeout(done, 300, true))", &[]).await?;
    Ok(())
}

async fn nothing_has_moved(page: &Page) -> Told {
    if page.engine() == Engine::Chromium {
        page.gives("what has moved", "return window.storyShifts", &[], &json!([])).await?;
    }
    Ok(())
}

/// Scrolled and selected before, and the same after; to the letter, and in the very same elements.
pub async fn reading(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    visit_early(&page, "").await?;
    every_passage(&page, &corpus).await?;
    page.misses("alert", "…").await?;
    let before: Vec<String> = page.js(TEXT, &[]).await?;
    let state = "
        const passage = document.getElementById('b30');
        return [Math.round(passage.getBoundingClientRect().top), getSelection().toString(), window.storyPassage === passage]";
    let script = "
        const passage = window.storyPassage = document.getElementById('b30');
        passage.scrollIntoView();
        const texts = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
        const text = texts.nextNode();
        getSelection().setBaseAndExtent(text, 3, text, 40);";
    page.js::<()>(script, &[]).await?;
    page.is_at_top("b30").await?;
    let (top, selected, _): (i64, String, bool) = page.js(state, &[]).await?;
    assert!(top > 0 && selected.len() >= 37, "the reader is at {top} and has selected “{selected}”");
    take_over(&page).await?;
    page.gives("where the reader is", state, &[], &json!([top, selected, true])).await?;
    let after: Vec<String> = page.js(TEXT, &[]).await?;
    assert_eq!(after, before, "the text of the page");
    nothing_has_moved(&page).await?;
    every_passage(&page, &corpus).await?;
    // it is alive
    finds(&page, &corpus, "pipelines").await?;
    Ok(())
}

/// At an address within the paper the reader is there before the program, and stays; one who has gone on meanwhile is left alone.
pub async fn at_a_place(page: Page) -> Told {
    visit_early(&page, "#b30").await?;
    page.is_at_top("b30").await?;
    let top = "return Math.round(document.getElementById('b30').getBoundingClientRect().top)";
    let before: i64 = page.js(top, &[]).await?;
    take_over(&page).await?;
    page.gives("where the passage stands", top, &[], &json!(before)).await?;
    page.gives("the focus", "return document.activeElement.id", &[], &json!("b30")).await?;
    nothing_has_moved(&page).await
}

/// At an address within the paper, but the reader has gone on before the program comes.
pub async fn gone_on(page: Page) -> Told {
    visit_early(&page, "#b30").await?;
    page.is_at_top("b30").await?;
    page.js::<()>("document.getElementById('b40').scrollIntoView()", &[]).await?;
    take_over(&page).await?;
    page.is_at_top("b40").await?;
    nothing_has_moved(&page).await
}

/// Typed into the search box before, and searched for after; the caret stays where it is.
pub async fn typing(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    visit_early(&page, "").await?;
    page.click("searchbox", "Search this paper").await?;
    page.press("pipelines").await?;
    page.press(thirtyfour::Key::Left.value().to_string()).await?;
    take_over(&page).await?;
    page.sees("status", &screen(&corpus, "pipelines").count_in_words()).await?;
    page.is_at("#?q=pipelines").await?;
    let field =
        "const field = one('searchbox', '…'); return [field.value, field === document.activeElement, field.selectionStart]";
    page.gives("the search box", field, &[], &json!(["pipelines", true, 8])).await?;
    Ok(())
}

/// Types letters, one before each turn that somebody asks the browser for: while the program takes the page over, too, and hears nothing yet.
pub const LETTERS: &str = "
    const later = setTimeout;
    globalThis.setTimeout = (act, ...rest) => later((...given) => {
        const { letters } = document.body.dataset;
        if (letters) {
            document.body.dataset.letters = letters.slice(1);
            const field = document.getElementById('search');
            field.value += letters[0];
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        act(...given);
    }, ...rest);
    setInterval(() => setTimeout(() => {}, 0), 100);";

/// Typed on while the program takes the page over: no letter is lost.
pub async fn typing_on(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    visit_early(&page, "").await?;
    page.js::<()>("document.body.dataset.letters = 'pipelines'", &[]).await?;
    take_over(&page).await?;
    page.gives("the letters to be typed", "return document.body.dataset.letters", &[], &json!("")).await?;
    page.gives("the search box", "return one('searchbox', '…').value", &[], &json!("pipelines")).await?;
    page.sees("status", &screen(&corpus, "pipelines").count_in_words()).await?;
    Ok(())
}

/// Who comes back is where the page was left, and who comes anew is offered to go on; nothing moves for it.
pub async fn coming_back(page: Page) -> Told {
    page.open("#b30").await?;
    page.is_at_top("b30").await?;
    page.js::<()>("document.getElementById('b40').scrollIntoView()", &[]).await?;
    page.is_at_top("b40").await?;
    let kept = "return Object.entries(localStorage).some(([key, value]) => key.startsWith('lectern.place.') && value === 'b40')";
    page.until("the place is kept", kept, &[]).await?;
    page.reload().await?;
    page.is_at_top("b40").await?;
    nothing_has_moved(&page).await?;

    page.open("").await?;
    page.has("link", "Continue there", "href", "#b40").await?;
    nothing_has_moved(&page).await
}

/// Who comes back is where the page was left, also where everything stands elsewhere by then: in another tab, larger letters were asked for.
pub async fn coming_back_to_larger_letters(page: Page) -> Told {
    page.open("#b30").await?;
    page.is_at_top("b30").await?;
    page.js::<()>("document.getElementById('b50').scrollIntoView()", &[]).await?;
    page.is_at_top("b50").await?;
    page.until("the height is kept", "return history.state?.[1] === 50", &[]).await?;
    let height = "return document.documentElement.scrollHeight";
    let before: f64 = page.js(height, &[]).await?;
    page.js::<()>("localStorage['lectern.settings'] = JSON.stringify({ size: 27 })", &[]).await?;
    page.reload().await?;
    page.is_at_top("b50").await?;
    let after: f64 = page.js(height, &[]).await?;
    assert!(after > 1.1 * before, "the page is {after} high, and was {before}");
    Ok(())
}

/// The page comes in two parts, and the first ends in the middle of its head: nothing that is painted by then moves.
pub async fn in_parts(page: Page) -> Told {
    for mark in ["Figures</a>", "class=\"aids\""] {
        page.site().rest_at(mark);
        page.open("").await?;
        nothing_has_moved(&page).await?;
        page.site().mend();
        page.forget_offline().await?;
    }
    Ok(())
}

/// An address that shows something else than the paper as it first stands: nothing is shown before that is there, and nothing moves.
pub async fn elsewhere(page: Page) -> Told {
    for hash in ["#?theme=energy&mode=fold", "#b30?theme=energy", "#about"] {
        page.open(hash).await?;
        page.until("all has come", "return document.readyState === 'complete'", &[]).await?;
        nothing_has_moved(&page).await?;
    }
    Ok(())
}

/// Something has changed the page before the program reads it, as translations and extensions do: it is put back.
async fn changed(page: &Page, change: &str) -> Told {
    let corpus = stories::paper::bundled()?;
    visit_early(page, "").await?;
    page.js::<()>(&format!("document.getElementById('search').value = 'gas'; {change}"), &[]).await?;
    take_over(page).await?;
    page.sees("status", &screen(&corpus, "gas").count_in_words()).await?;
    page.gives("the search box", "return one('searchbox', '…').value", &[], &json!("gas")).await?;
    every_passage(page, &corpus).await
}

/// A text is another.
pub async fn other_text(page: Page) -> Told {
    changed(&page, "document.getElementById('b3').textContent = 'Quelque chose d’autre.'").await
}

/// An element is there that was not.
pub async fn other_elements(page: Page) -> Told {
    changed(&page, "document.getElementById('s2').append(document.createElement('font'))").await
}

/// A file does not come: the paper is there all the same, the page says what is missing, and shows nothing that would do nothing.
async fn never(page: &Page, missing: &[&str], words: &str) -> Told {
    let corpus = stories::paper::bundled()?;
    for part in missing {
        page.site().miss(part);
    }
    page.visit("#b30").await?;
    page.sees("alert", words).await?;
    page.has("link", "the paper as plain text", "href", "paper.txt").await?;
    every_passage(page, &corpus).await?;
    page.is_at_top("b30").await?;
    let section = corpus.document.sections.get(3).ok_or("a fourth section")?;
    page.click("link", &section.heading).await?;
    page.is_at_top("s4").await?;
    page.expects_trouble().await?;
    Ok(())
}

async fn no_tools(page: &Page) -> Told {
    for (role, name) in [("searchbox", "…"), ("navigation", "Views"), ("group", "Themes…"), ("button", "Text and colours")] {
        page.misses(role, name).await?;
    }
    Ok(())
}

/// The script that starts the program is missing.
pub async fn no_start(page: Page) -> Told {
    never(&page, &["/boot-"], "…has not arrived…").await?;
    no_tools(&page).await
}

/// The program is missing.
pub async fn no_program(page: Page) -> Told {
    never(&page, &["_bg.wasm"], "…did not arrive whole…").await?;
    no_tools(&page).await
}

/// No script of the page runs at all: the style sheet says so after a while.
pub async fn no_script(page: Page) -> Told {
    let quiet = page.edition().quiet()?;
    page.put_up(&quiet)?;
    never(&page, &["/boot-"], "…has not arrived…").await
}
