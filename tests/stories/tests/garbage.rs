//! What comes from outside and makes no sense: addresses that somebody has mangled, and what is kept on the machine, spoilt or of another
//! version. The page is there, says what it cannot follow or read, and destroys nothing.

use serde_json::{Value, json};
use stories::Told;
use stories::page::Page;

use crate::notes::painted;

/// Addresses, and what is said about them; nothing where there is nothing to be said.
const ADDRESSES: &[(&str, &str)] = &[
    ("#%", "…names no place in this paper.…"),
    ("#%%%", "…names no place in this paper.…"),
    ("#?q=%E0%A4", ""),
    ("#?q=%", ""),
    ("#?q=%00%01%02", ""),
    ("#?q=%F0%9F%92%A9%F0%9F%87%B0%F0%9F%87%BF", ""),
    ("#?q=\u{1f4a9}\u{200d}\u{1f1f0}", ""),
    ("#?q=%D7%A9%D7%9C%D7%95%D7%9D%E2%80%AE gas", ""),
    ("#?q=\u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd}", ""),
    ("#?q=(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((", ""),
    ("#?q=\"\"\"\"~~~~***--- AND OR NOT", ""),
    ("#?q=money:>1e999999999 page:-1 year:99999999999999999999", ""),
    ("#?q=theme:,,,: kind:\u{0} actor:", ""),
    ("#?q=gas&q=oil&q=&q", ""),
    ("#?theme=,,,&mode=x&hit=-1", ""),
    ("#?theme=%2C%2C&section=s999&actor=%00&kind=%F0&mode=fold", ""),
    ("#?hit=999999999999999999999", ""),
    ("#?q=gas&hit=999999", ""),
    ("#?q=gas&hit=NaN", ""),
    ("#?sort=-&item=%22%3E%3Cimg src=x onerror=alert(1)%3E", ""),
    ("#?????", ""),
    ("#?&&&&====&=&?", ""),
    ("#b999999999999", "…names no place in this paper.…"),
    ("#b4294967296", "…names no place in this paper.…"),
    ("#b4294967295", "…no paragraph 4294967295…"),
    ("#b0", "…"),
    ("#b-1", "…names no place in this paper.…"),
    ("#b1e3", "…names no place in this paper.…"),
    ("#b٣", "…names no place in this paper.…"),
    ("#s", "…names no place in this paper.…"),
    ("#p0", "…"),
    ("#n0", "…"),
    ("#b30#b31", "…names no place in this paper.…"),
    ("#<script>alert(1)</script>", "…names no place in this paper.…"),
    ("#__proto__", "…names no place in this paper.…"),
    ("#figures?sort=__proto__&rows=%FF&kind=constructor&item=toString", ""),
    ("#concordance?q=%E0%A4&sort=,,,", ""),
    ("#map?theme=\u{1f4a9}", ""),
    ("#שלום", "…names no place in this paper.…"),
    ("#%F0%9F%92%A9", "…names no place in this paper.…"),
];

/// A very long address: its part, over and over.
const LONG: &[(&str, &str)] = &[("#", "b9"), ("#", "%F0%9F%92%A9"), ("#?q=", "gas "), ("#?theme=", "energy,"), ("#?q=/(", "a+")];

pub async fn addresses(page: Page) -> Told {
    page.open("").await?;
    for (hash, words) in ADDRESSES {
        follow(&page, hash, words).await?;
    }
    for (start, part) in LONG {
        let hash = format!("{start}{}", part.repeat(100_000 / part.len()));
        follow(&page, &hash, "").await?;
    }
    Ok(())
}

/// Followed in the page that is open, and as a link from elsewhere.
async fn follow(page: &Page, hash: &str, words: &str) -> Told {
    let short: String = hash.chars().take(40).collect();
    for anew in [false, true] {
        page.js::<Value>("location.hash = arguments[0]", &[json!(hash)]).await?;
        if anew {
            page.reload().await?;
        }
        let script =
            "return document.documentElement.dataset.ready === '1' && 'arriving' in document.documentElement.dataset === false";
        page.until(&format!("{short} is followed"), script, &[]).await?;
        if !words.is_empty() {
            page.sees("alert", words).await?;
            page.until(&format!("the paper is there at {short}"), "return !!document.getElementById('b65')", &[]).await?;
        }
        // it goes on
        let alive = "return new Promise(done => requestAnimationFrame(() => setTimeout(done, 0, !!one('searchbox', 'Search this paper'))))";
        page.until(&format!("the page is alive at {short}"), alive, &[]).await?;
        page.is_without_trouble().await?;
    }
    Ok(())
}

/// What may stand under a key: spoilt, of another kind, of a later version.
const SPOILT: &[&str] = &[
    "garbage",
    "{",
    "[]",
    "{}",
    "null",
    "42",
    "\"text\"",
    "\u{0}\u{1}\u{1e}\u{fffd}",
    "[[[[{\"a\":[1e999]}]]]]",
    "{\"format\":\"lectern annotations\",\"schema\":99,\"annotations\":{\"of\":\"the future\"}}",
    "{\"format\":\"lectern annotations\",\"schema\":1,\"annotations\":[7,{\"id\":1}],\"deleted\":\"no\"}",
    "{\"format\":\"lectern corrections\",\"schema\":99,\"all\":\"else\"}",
    "{\"format\":\"lectern corrections\",\"schema\":1,\"paper\":7,\"operations\":7}",
    "{\"scheme\":\"mauve\",\"size\":1e999,\"leading\":\"\",\"measure\":-1,\"marks\":70000}",
    "+ \n- \n= of the future\n",
    "b99999999999999",
];

const NOTES: &str = "lectern.notes.";
const CORRECTIONS: &str = "lectern.corrections.";
/// The keys that go with the paper, without its fingerprint.
const KEYS: [&str; 4] = [NOTES, CORRECTIONS, "lectern.searches.", "lectern.place."];

/// Whether a text is still on the machine, wherever: under its key, kept aside within another text, or as a copy.
const STILL: &str = "
    const [key, parts] = arguments;
    const texts = Object.entries(localStorage).filter(([other]) => other.startsWith(key)).map(([, value]) => value);
    const has = part => texts.some(text => text.includes(part) || text.includes(JSON.stringify(part).slice(1, -1)));
    return parts.every(has) || texts.map(value => value.slice(0, 200))";

/// Everything that is kept is spoilt at once.
pub async fn kept(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    let key = |key: &str| [key, &corpus.source.fingerprint].concat();
    page.open("").await?;
    for text in SPOILT {
        let mut entries: Vec<(String, &str)> = KEYS.iter().map(|name| (key(name), *text)).collect();
        entries.push(("lectern.settings".to_owned(), text));
        entries.push((key(NOTES) + ".waiting", text));
        let spoil = "localStorage.clear(); for (const [key, text] of arguments[0]) localStorage[key] = text";
        page.js::<Value>(spoil, &[json!(entries)]).await?;
        page.reload().await?;
        opens(&page).await?;
        for name in [NOTES, CORRECTIONS] {
            // of what is partly understood, the parts
            let parts = if text.contains("deleted") { vec!["7", "{\"id\":1}", "\"no\""] } else { vec![*text] };
            page.until(&format!("{text:?} of {name} is still there"), STILL, &[json!(key(name)), json!(parts)]).await?;
        }
    }
    Ok(())
}

/// The page opens, shows what it can, says one thing at most about each of the two, and takes a highlight and a correction.
async fn opens(page: &Page) -> Told {
    page.go("#b30").await?;
    page.is_at_top("b30").await?;
    page.js::<Value>("getSelection().removeAllRanges()", &[]).await?;
    page.press("h").await?;
    let done = "return (CSS.highlights.get('note-yellow')?.size ?? 0) === 1 || all('status', '…another version of Lectern…').length > 0 || all('status', '…Another version of Lectern…').length > 0";
    page.until("the highlight is there, or it is said why not", done, &[]).await?;
    page.go("#acronyms").await?;
    page.sees("table", "…").await?;
    let first = "const first = all('button', 'Wrong: …')[0]; if (first.getAttribute('aria-pressed') !== 'true') first.click(); return nameOf(first)";
    let name: String = page.js(first, &[]).await?;
    page.has("button", &name, "aria-pressed", "true").await?;
    let said = "
        const said = [...all('status', '…'), ...all('alert', '…')].map(nameOf).filter(words => /cannot be read|cannot read|another version/.test(words));
        return new Set(said).size === said.length && said.length <= 3 || said";
    page.until("each thing is said once", said, &[]).await?;
    page.is_without_trouble().await?;
    Ok(())
}

/// Megabytes of text where a few lines should be, so that not even a copy can be kept.
pub async fn megabytes(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    let names = ["lectern.settings".to_owned()]
        .into_iter()
        .chain(KEYS.iter().map(|key| [key, corpus.source.fingerprint.as_str()].concat()));
    for name in names {
        let spoil = "
            localStorage.clear();
            let length = 5_000_000;
            for (; length > 1_000_000; length -= 100_000)
                try { localStorage[arguments[0]] = 'a'.repeat(length); break; } catch {}
            return length";
        let length: usize = page.js(spoil, &[json!(name)]).await?;
        page.reload().await?;
        page.go("#b30").await?;
        page.is_at_top("b30").await?;
        page.press("h").await?;
        painted(&page, "yellow", 1).await?;
        page.go("#acronyms").await?;
        page.sees("table", "…").await?;
        page.js::<Value>("all('button', 'Wrong: …')[0].click()", &[]).await?;
        let kept = "const { length } = localStorage[arguments[0]] ?? ''; return length >= arguments[1] || length";
        if name.starts_with(NOTES) || name.starts_with(CORRECTIONS) {
            page.sees("status", "…").await?;
            page.until(&format!("{name} is as long as it was"), kept, &[json!(name), json!(length)]).await?;
        }
        page.is_without_trouble().await?;
    }
    page.js::<Value>("localStorage.clear()", &[]).await?;
    Ok(())
}
