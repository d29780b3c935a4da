//! A reader without a mouse: everything by keys, and the focus is never lost.

use lectern::corpus::Corpus;
use serde_json::{Value, json};
use stories::Told;
use stories::page::Page;
use thirtyfour::Key;

use crate::search::screen;

pub async fn tell(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    skip_link(&page).await?;
    search(&page, &corpus).await?;
    sections(&page).await?;
    shortcuts(&page).await?;
    colours(&page).await?;
    Ok(())
}

/// The role and the name of what has the focus.
async fn focus_is_on(page: &Page, role: &str, name: &str) -> Told {
    let script = "const focus = document.activeElement; return [roleOf(focus), nameOf(focus)]";
    page.gives("what has the focus", script, &[], &json!([role, name])).await?;
    Ok(())
}

/// Presses Tab until something has the focus; it can be seen there, below no bar.
async fn tab_to(page: &Page, role: &str, name: &str) -> Told {
    let mut path = Vec::new();
    for _ in 0..60 {
        page.press(Key::Tab.value().to_string()).await?;
        let script = "
            const focus = document.activeElement;
            const rect = focus.getBoundingClientRect();
            const seen = rect.width > 0 && rect.bottom > 0 && rect.top < innerHeight;
            return [roleOf(focus), nameOf(focus), seen || focus === document.body]";
        let (focused, named, seen): (String, String, bool) = page.js(script, &[]).await?;
        assert!(seen, "the {focused} “{named}” has the focus and cannot be seen");
        if focused == role && named == name {
            return Ok(());
        }
        path.push(format!("{focused} “{named}”"));
    }
    panic!("Tab does not lead to the {role} “{name}” but to {path:?}");
}

async fn press(page: &Page, key: Key) -> Told {
    Ok(page.press(key.value().to_string()).await?)
}

async fn skip_link(page: &Page) -> Told {
    press(page, Key::Tab).await?;
    focus_is_on(page, "link", "Skip to the paper").await?;
    press(page, Key::Enter).await?;
    page.gives("what has the focus", "return roleOf(document.activeElement)", &[], &json!("main")).await?;
    Ok(())
}

async fn search(page: &Page, corpus: &Corpus) -> Told {
    let wanted = screen(corpus, "gas");
    let all = wanted.hits.len();
    page.press("/").await?;
    focus_is_on(page, "searchbox", "Search this paper").await?;
    page.press("gas").await?;
    page.sees("status", &wanted.count_in_words()).await?;
    press(page, Key::Enter).await?;
    page.sees("status", &format!("1 of {all}")).await?;

    press(page, Key::Tab).await?;
    focus_is_on(page, "button", "Previous hit").await?;
    page.press("n").await?;
    page.sees("status", &format!("2 of {all}")).await?;
    page.press("n").await?;
    page.sees("status", &format!("3 of {all}")).await?;
    page.press("p").await?;
    page.sees("status", &format!("2 of {all}")).await?;

    // each Esc peels one layer: the query, then the focus
    page.press("/").await?;
    focus_is_on(page, "searchbox", "Search this paper").await?;
    press(page, Key::Escape).await?;
    page.misses("button", "Clear search").await?;
    focus_is_on(page, "searchbox", "Search this paper").await?;
    press(page, Key::Escape).await?;
    page.until("the box has lost the focus", "return document.activeElement === document.body", &[]).await?;
    Ok(())
}

async fn sections(page: &Page) -> Told {
    page.go("#s1").await?;
    page.is_at_top("s1").await?;
    page.until("the first section is lit", "return !!document.querySelector('nav [href=\"#s1\"][aria-current]')", &[]).await?;
    for (key, id) in [("]", "s2"), ("]", "s3"), ("[", "s2"), ("[", "s1"), ("[", "s1")] {
        page.press(key).await?;
        page.is_at(&format!("#{id}")).await?;
        page.is_at_top(id).await?;
        let script = "return !!document.querySelector(`nav [href=\"#${arguments[0]}\"][aria-current]`)";
        page.until(&format!("{id} is lit"), script, &[json!(id)]).await?;
    }
    page.misses("button", "Back to where you were").await?;
    Ok(())
}

async fn shortcuts(page: &Page) -> Told {
    page.press("/").await?;
    press(page, Key::Escape).await?;
    tab_to(page, "button", "Text and colours").await?;
    page.press("?").await?;
    page.sees("dialog", "Keyboard shortcuts").await?;
    // keys that act on the page do not act through a dialog
    page.press("]").await?;
    page.is_at("#s1").await?;
    press(page, Key::Escape).await?;
    page.misses("dialog", "…").await?;
    focus_is_on(page, "button", "Text and colours").await?;

    // a reader whose tools speak in single keys can switch them off
    page.press("?").await?;
    page.sees("dialog", "Keyboard shortcuts").await?;
    tab_to(page, "checkbox", "Single keys act outside text fields").await?;
    press(page, Key::Space).await?;
    press(page, Key::Escape).await?;
    page.misses("dialog", "…").await?;
    // not "/", which then is the browser's own quick find
    page.press("?").await?;
    page.press("]").await?;
    focus_is_on(page, "button", "Text and colours").await?;
    page.misses("dialog", "…").await?;
    page.is_at("#s1").await?;
    tab_to(page, "button", "Keyboard shortcuts").await?;
    press(page, Key::Enter).await?;
    page.sees("dialog", "Keyboard shortcuts").await?;
    tab_to(page, "checkbox", "Single keys act outside text fields").await?;
    press(page, Key::Space).await?;
    press(page, Key::Escape).await?;
    page.misses("dialog", "…").await?;
    focus_is_on(page, "button", "Keyboard shortcuts").await?;
    page.press("/").await?;
    focus_is_on(page, "searchbox", "Search this paper").await?;
    press(page, Key::Escape).await?;
    Ok(())
}

async fn colours(page: &Page) -> Told {
    let ground = "return getComputedStyle(document.documentElement).backgroundColor";
    page.js::<Value>("document.activeElement.blur()", &[]).await?;
    let light: String = page.js(ground, &[]).await?;
    tab_to(page, "button", "Text and colours").await?;
    press(page, Key::Enter).await?;
    page.sees("dialog", "Text and colours").await?;
    tab_to(page, "slider", "Size").await?;
    press(page, Key::Right).await?;
    tab_to(page, "radio", "Auto").await?;
    for name in ["Light", "Sepia", "Dark"] {
        press(page, Key::Right).await?;
        focus_is_on(page, "radio", name).await?;
    }
    let scheme = "return document.documentElement.dataset.scheme";
    page.gives("the scheme", scheme, &[], &json!("dark")).await?;
    press(page, Key::Escape).await?;
    page.misses("dialog", "…").await?;
    focus_is_on(page, "button", "Text and colours").await?;
    let dark: String = page.js(ground, &[]).await?;
    assert_ne!(dark, light, "the ground is dark");
    let size = "return getComputedStyle(document.getElementById('b1')).fontSize";
    page.gives("the text's size", size, &[], &json!("19.5px")).await?;

    page.reload().await?;
    page.gives("the scheme after a reload", scheme, &[], &json!("dark")).await?;
    page.gives("the ground after a reload", ground, &[], &json!(dark)).await?;
    page.gives("the text's size after a reload", size, &[], &json!("19.5px")).await?;
    Ok(())
}
