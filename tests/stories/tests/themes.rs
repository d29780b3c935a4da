//! A reader reads by theme: two of them, the rest folded and counted, and the address holds it all.

use std::collections::BTreeMap;

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::search::regular::Expressions;
use lectern::view::route::Route;
use lectern::view::screen::{Screen, Shown};
use serde_json::json;
use stories::Told;
use stories::page::Page;

use crate::search::ask;

pub async fn tell(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    press_two(&page, &corpus).await?;
    fold(&page, &corpus).await?;
    into_a_fold(&page, &corpus).await?;
    search_within(&page, &corpus).await?;
    dim(&page, &corpus).await?;
    back_and_forward(&page, &corpus).await?;
    Ok(())
}

fn screen(corpus: &Corpus, hash: &str) -> Screen {
    Screen::new(corpus, &Route::parse(hash), &[], &Expressions::default())
}

/// The page shows the filter of an address: themes pressed, counts on every button, how much is kept.
async fn shows(page: &Page, corpus: &Corpus, hash: &str) -> Told {
    page.is_at(hash).await?;
    let wanted = screen(corpus, hash);
    let chips: Vec<(String, String)> = wanted
        .chips
        .iter()
        .map(|chip| {
            let name = corpus.themes.by_id(chip.theme.as_str()).map(|theme| theme.name.clone()).unwrap_or_default();
            (format!("{name} {}", chip.count), chip.pressed.to_string())
        })
        .collect();
    let script = "
        return all('button', '…', one('group', 'Themes…')).map(button => [nameOf(button), button.getAttribute('aria-pressed')])";
    page.gives("the themes", script, &[], &json!(chips)).await?;
    if wanted.filter.is_on() {
        let (passages, words) = wanted.kept_in_words();
        let script = "return arguments.length && [...arguments].every(words => document.body.innerText.includes(words))";
        page.until(&format!("it says {passages}, {words}"), script, &[json!(passages), json!(words)]).await?;
        page.has_checked("The rest of the paper is", mode(&wanted)).await?;
    }
    Ok(())
}

fn mode(screen: &Screen) -> &'static str {
    match screen.route.mode {
        lectern::view::route::Mode::Mark => "shown, matches marked",
        lectern::view::route::Mode::Dim => "dimmed",
        lectern::view::route::Mode::Fold => "folded, and counted",
    }
}

async fn press_two(page: &Page, corpus: &Corpus) -> Told {
    shows(page, corpus, "").await?;
    page.click("button", "Energy …").await?;
    shows(page, corpus, "#?theme=energy").await?;
    page.misses("radiogroup", "A passage must carry").await?;
    page.click("button", "China …").await?;
    shows(page, corpus, "#?theme=energy,china").await?;
    page.has_checked("A passage must carry", "either theme").await?;
    page.click("radio", "both themes").await?;
    shows(page, corpus, "#?theme=energy,china&carry=both").await?;
    page.has_checked("A passage must carry", "both themes").await?;
    page.click("radio", "either theme").await?;
    shows(page, corpus, "#?theme=energy,china").await?;
    // the words that speak of a theme are marked
    let script =
        "return [...CSS.highlights.keys()].filter(name => name.startsWith('theme-') && CSS.highlights.get(name).size > 0).length";
    page.gives("themes marked in the text", script, &[], &json!(2)).await?;
    Ok(())
}

/// A fold's promise: so many paragraphs, list items and words.
#[derive(Debug, Default, PartialEq)]
struct Hidden {
    passages: usize,
    words: usize,
}

fn promised(name: &str) -> Hidden {
    let mut hidden = Hidden::default();
    let mut number = 0;
    for word in name.split(' ') {
        if let Ok(found) = word.replace(',', "").parse() {
            number = found;
        } else if word.starts_with("paragraph") || word.starts_with("item") {
            hidden.passages += number;
        } else if word.starts_with("word") {
            hidden.words += number;
        }
    }
    hidden
}

/// Which passages are perceived.
async fn passages(page: &Page) -> Result<BTreeMap<BlockId, bool>, Box<dyn std::error::Error>> {
    let script = "
        const blocks = [...document.querySelectorAll('main [id^=b]')].filter(block => /^b\\d+$/.test(block.id));
        return blocks.map(block => [Number(block.id.slice(1)), perceived(block)])";
    let found: Vec<(u32, bool)> = page.js(script, &[]).await?;
    Ok(found.into_iter().map(|(number, seen)| (BlockId(number), seen)).collect())
}

async fn fold(page: &Page, corpus: &Corpus) -> Told {
    page.click("radio", "folded, and counted").await?;
    let hash = "#?theme=energy,china&mode=fold";
    shows(page, corpus, hash).await?;
    let wanted = screen(corpus, hash);
    let names = page.names("button", "… hidden").await?;
    assert_eq!(names.len(), wanted.folds.len(), "folds: {names:?}");

    // what the folds promise is what is hidden, and nothing else is
    let seen = passages(page).await?;
    let hidden: Vec<usize> = seen.iter().filter(|(_, seen)| !**seen).filter_map(|(id, _)| corpus.position(*id)).collect();
    let words = hidden.iter().filter_map(|at| corpus.words.get(*at)).sum();
    let sum = names
        .iter()
        .map(|name| promised(name))
        .fold(Hidden::default(), |sum, fold| Hidden { passages: sum.passages + fold.passages, words: sum.words + fold.words });
    assert_eq!(sum, Hidden { passages: hidden.len(), words }, "what the folds say is hidden, and what is");
    for (at, shown) in wanted.shown.iter().enumerate() {
        let id = corpus.block(at).map(|block| block.id).unwrap_or(BlockId(0));
        assert_eq!(seen.get(&id).copied(), Some(*shown != Shown::Folded), "{id} is seen");
    }

    // opening one shows its passages, and hiding it again hides them
    let fold = wanted.folds.first().ok_or("a fold")?;
    let held: Vec<BlockId> = seen.keys().copied().filter(|block| fold.holds(*block)).collect();
    page.click("button", &format!("{} hidden", fold.what)).await?;
    page.has("button", &format!("Hide {} again", fold.what), "aria-expanded", "true").await?;
    let opened = passages(page).await?;
    for (block, now) in &opened {
        let before = seen.get(block) == Some(&true);
        assert_eq!(*now, before || held.contains(block), "{block} after {} was opened", fold.what);
    }
    page.click("button", &format!("Hide {} again", fold.what)).await?;
    page.until(
        "it is hidden again",
        "return !perceived(document.getElementById(arguments[0]))",
        &[json!(fold.first.to_string())],
    )
    .await?;
    Ok(())
}

async fn into_a_fold(page: &Page, corpus: &Corpus) -> Told {
    let wanted = screen(corpus, "#?theme=energy,china&mode=fold");
    let fold = wanted.folds.iter().rev().find(|fold| fold.first < fold.last).ok_or("a fold of several passages")?;
    let hash = format!("#{}?theme=energy,china&mode=fold", fold.last);
    page.open(&hash).await?;
    page.is_at_top(&fold.last.to_string()).await?;
    page.until("it can be seen", "return perceived(document.getElementById(arguments[0]))", &[json!(fold.last.to_string())])
        .await?;
    let names = page.names("button", "… hidden").await?;
    assert_eq!(names.len(), wanted.folds.len() - 1, "the other folds stay: {names:?}");
    Ok(())
}

async fn search_within(page: &Page, corpus: &Corpus) -> Told {
    page.open("#?theme=energy,china&mode=fold").await?;
    ask(page, "Russia").await?;
    let hash = "#?q=Russia&theme=energy,china&mode=fold";
    shows(page, corpus, hash).await?;
    let wanted = screen(corpus, hash);
    assert!(wanted.hits_left_out > 0 && !wanted.hits.is_empty(), "hits on both sides of the filter");
    page.sees("status", &wanted.count_in_words()).await?;
    let names = page.names("button", "… hidden, with …").await?;
    let folds: Vec<String> = wanted
        .folds
        .iter()
        .filter(|fold| fold.hits > 0)
        .map(|fold| format!("{} hidden, with {} hit{} for Russia", fold.what, fold.hits, if fold.hits == 1 { "" } else { "s" }))
        .collect();
    assert_eq!(names, folds, "folds say how many hits they hide");
    Ok(())
}

async fn dim(page: &Page, corpus: &Corpus) -> Told {
    page.click("radio", "dimmed").await?;
    shows(page, corpus, "#?q=Russia&theme=energy,china&mode=dim").await?;
    page.misses("button", "… hidden").await?;
    let seen = passages(page).await?;
    assert!(seen.values().all(|seen| *seen), "all passages can be seen");
    let wanted = screen(corpus, "#?theme=energy,china&mode=dim");
    let shown: Vec<(String, bool)> = (corpus.document.blocks.iter().zip(&wanted.shown))
        .map(|(block, shown)| (block.id.to_string(), *shown == Shown::Dimmed))
        .collect();
    let script = "
        const ink = id => getComputedStyle(document.getElementById(id)).color;
        const inks = dimmed => new Set(arguments[0].filter(([, dim]) => dim === dimmed).map(([id]) => ink(id)));
        const [bright, dim] = [inks(false), inks(true)];
        return bright.size === 1 && dim.size === 1 && [...bright][0] !== [...dim][0]";
    page.until("what is left out is dimmed, and only that", script, &[json!(shown)]).await?;
    Ok(())
}

async fn back_and_forward(page: &Page, corpus: &Corpus) -> Told {
    page.open("").await?;
    page.click("button", "Energy …").await?;
    page.click("button", "Water …").await?;
    page.click("radio", "folded, and counted").await?;
    ask(page, "gas").await?;
    let steps = ["", "#?theme=energy", "#?theme=energy,water", "#?q=gas&theme=energy,water&mode=fold"];
    let last = steps[3];
    shows(page, corpus, last).await?;
    let folds = page.names("button", "… hidden…").await?;

    page.reload().await?;
    shows(page, corpus, last).await?;
    page.sees("status", &screen(corpus, last).count_in_words()).await?;
    assert_eq!(page.names("button", "… hidden…").await?, folds, "the folds after a reload");
    let query: String = page.js("return one('searchbox', '…').value", &[]).await?;
    assert_eq!(query, "gas", "the query after a reload");

    for step in steps.iter().rev().skip(1) {
        page.back().await?;
        shows(page, corpus, step).await?;
    }
    for step in steps.iter().skip(1) {
        page.forward().await?;
        shows(page, corpus, step).await?;
    }
    assert_eq!(page.names("button", "… hidden…").await?, folds, "the folds after back and forward");
    Ok(())
}
