//! A reader searches: while typing, through the hits, with phrases and exclusions, and in vain.

use lectern::corpus::Corpus;
use lectern::search::regular::Expressions;
use lectern::text::Span;
use lectern::view::concordance::{Slot, collocates, frequencies, lines};
use lectern::view::route::Route;
use lectern::view::screen::Screen;
use serde_json::{Value, json};
use stories::Told;
use stories::page::Page;
use thirtyfour::Key;

const BOX: &str = "Search this paper";

pub async fn tell(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    letter_by_letter(&page, &corpus).await?;
    leaves_the_field(&page, &corpus).await?;
    never_in_time(&page, &corpus).await?;
    through_the_hits(&page, &corpus).await?;
    phrases_and_exclusions(&page, &corpus).await?;
    in_vain(&page, &corpus).await?;
    very_long(&page).await?;
    unfinished(&page, &corpus).await?;
    kept_and_lately(&page).await?;
    stands_still(&page).await?;
    at_its_hit(&page, &corpus).await
}

/// Neither the focus in a bar nor what is typed there moves the paper.
async fn stands_still(page: &Page) -> Told {
    page.open("#b40?q=gas").await?;
    page.is_at_top("b40").await?;
    page.press("/").await?;
    page.press(Key::Tab.value().to_string()).await?;
    page.is_at_top("b40").await?;
    page.press("/").await?;
    page.press([&Key::End.value().to_string(), " oil"].concat()).await?;
    page.is_at("#b40?q=gas%20oil").await?;
    page.is_at_top("b40").await?;
    Ok(())
}

/// The hit that an address names is on the screen, also where it has to be known first what else its words may be called.
async fn at_its_hit(page: &Page, corpus: &Corpus) -> Told {
    let last = screen(corpus, "gas").hits.len();
    page.open(&format!("#?q=gas&hit={last}")).await?;
    page.sees("status", &format!("{last} of {last}")).await?;
    let is_seen = "
        const [hit] = CSS.highlights.get('hit-now') ?? [];
        if (!hit) return false;
        const range = document.createRange();
        range.setStart(hit.startContainer, hit.startOffset);
        range.setEnd(hit.endContainer, hit.endOffset);
        const { top, bottom } = range.getBoundingClientRect();
        return top > 0 && bottom < innerHeight;";
    page.gives("whether it is on the screen", is_seen, &[], &json!(true)).await?;
    Ok(())
}

/// An empty box offers what was asked lately and what is kept, also after a reload, and forgets it when told to.
async fn kept_and_lately(page: &Page) -> Told {
    page.go("#?q=pipelines&theme=energy").await?;
    page.click("button", "Keep this search").await?;
    page.has("button", "Kept", "aria-pressed", "true").await?;
    ask(page, "hydrocarbon").await?;
    // a query that stands for a while has been asked
    let lately = "return Object.values(localStorage).some(text => text.includes('- hydrocarbon'))";
    page.gives("what is kept on the machine", lately, &[], &json!(true)).await?;
    page.reload().await?;
    page.click("button", "Clear search").await?;
    page.sees("link", "hydrocarbon").await?;
    page.click("link", "pipelines · energy").await?;
    page.is_at("#?q=pipelines&theme=energy").await?;
    page.click("button", "Clear search").await?;
    page.click("button", "Forget these").await?;
    page.gives("what is kept on the machine", lately, &[], &json!(false)).await?;
    Ok(())
}

/// What the page must show for a query.
pub fn screen(corpus: &Corpus, query: &str) -> Screen {
    Screen::new(corpus, &Route { query: query.to_owned(), ..Route::default() }, &[], &Expressions::default())
}

/// Puts a query in place of what is in the box, as a reader who pastes it does.
pub async fn ask(page: &Page, query: &str) -> Told {
    let script = "
        const box = one('searchbox', arguments[0]);
        box.focus();
        box.value = arguments[1];
        box.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    page.js::<Value>(script, &[json!(BOX), json!(query)]).await?;
    Ok(())
}

/// Puts a query in the box, and sees that so much is found as is to be.
pub async fn finds(page: &Page, corpus: &Corpus, query: &str) -> Told {
    ask(page, query).await?;
    page.sees("status", &screen(corpus, query).count_in_words()).await?;
    Ok(())
}

async fn letter_by_letter(page: &Page, corpus: &Corpus) -> Told {
    page.click("searchbox", BOX).await?;
    let mut typed = String::new();
    for letter in "pipelines".chars() {
        page.press(letter.to_string()).await?;
        typed.push(letter);
        page.sees("status", &screen(corpus, &typed).count_in_words()).await?;
    }
    page.is_at("#?q=pipelines").await?;
    lists(page, &screen(corpus, "pipelines")).await?;
    paints(page, corpus, &screen(corpus, "pipelines")).await
}

/// Who leaves the field, or comes back to it, stays at the hit that he has stepped to.
async fn leaves_the_field(page: &Page, corpus: &Corpus) -> Told {
    page.click("button", "Clear search").await?;
    page.click("searchbox", BOX).await?;
    for letter in "gas".chars() {
        page.press(letter.to_string()).await?;
    }
    page.press(Key::Enter.value().to_string()).await?;
    let now = format!("… of {}", screen(corpus, "gas").hits.len());
    page.sees("status", &now).await?;
    page.press(Key::Tab.value().to_string()).await?;
    page.sees("button", "Next hit").await?;
    page.click("searchbox", BOX).await?;
    // what would be done wrong, is done after the next frame
    page.js::<Value>(
        "return new Promise(done => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 500)))",
        &[],
    )
    .await?;
    page.sees("status", &now).await?;
    Ok(())
}

/// Where nothing is done in time, no letter is lost, and Enter steps through what was typed before it.
async fn never_in_time(page: &Page, corpus: &Corpus) -> Told {
    // at each look at the clock a second has gone, so that what can be put off, is; and that comes late
    let slow = "
        [window.storyNow, window.storyLater] = [Date.now, window.setTimeout];
        let late = 0;
        Date.now = () => storyNow() + 1000 * ++late;
        window.setTimeout = (act, after, ...rest) => storyLater(act, (after || 0) + 50, ...rest)";
    page.js::<Value>(slow, &[]).await?;
    for query in ["gas", "central asia", "russian gas exports"] {
        page.click("button", "Clear search").await?;
        page.click("searchbox", BOX).await?;
        for letter in query.chars() {
            page.press(letter.to_string()).await?;
        }
        page.press(Key::Enter.value().to_string()).await?;
        page.gives("the query", "return one('searchbox', arguments[0]).value", &[json!(BOX)], &json!(query)).await?;
        let all = screen(corpus, query).hits.len();
        page.sees("status", &format!("… of {all}")).await?;
    }
    page.js::<Value>("[Date.now, window.setTimeout] = [storyNow, storyLater]", &[]).await?;
    ask(page, "pipelines").await
}

/// The list of results says what it must: each sentence, with its hits lit.
async fn lists(page: &Page, wanted: &Screen) -> Told {
    page.sees("list", "Results").await?;
    let shown: Vec<(String, Vec<String>)> = page
        .js("return all('link', '…', one('list', 'Results')).map(link => [link.querySelector('q').textContent, all('mark', '…', link).map(nameOf)])", &[])
        .await?;
    let entries = wanted.results.iter().flat_map(|group| &group.entries);
    let wanted: Vec<(String, Vec<String>)> = entries
        .map(|entry| {
            let lit = entry.excerpt.iter().filter(|(_, lit)| *lit == lectern::view::excerpt::Lit::Hit);
            (
                entry.excerpt.iter().map(|(piece, _)| piece.as_str()).collect(),
                lit.map(|(piece, _)| piece.trim().to_owned()).collect(),
            )
        })
        .collect();
    assert_eq!(shown, wanted, "the results");
    Ok(())
}

/// The hits are lit in the text: the library's stretches, painted by the browser.
async fn paints(page: &Page, corpus: &Corpus, wanted: &Screen) -> Told {
    let hits = wanted.hits.iter().filter(|hit| !hit.span.is_empty());
    let text = |block, span: Span| corpus.document.block(block).map(|block| span.of(&block.text).to_owned()).unwrap_or_default();
    let words: Vec<String> = hits.map(|hit| text(hit.block, hit.span)).collect();
    let script = "
        const ranges = ['hit', 'hit-now'].flatMap(name => [...(CSS.highlights.get(name) || [])]);
        ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
        const words = ranges.map(range => {
            const part = range.cloneContents();
            for (const marker of part.querySelectorAll('[role=doc-noteref]')) marker.remove();
            return part.textContent;
        });
        return words";
    page.gives("what is lit in the text", script, &[], &json!(words)).await?;
    Ok(())
}

/// The current hit: so many of all, lit in its own way, and on the screen below the bars.
async fn current(page: &Page, number: usize, all: usize) -> Told {
    page.sees("status", &format!("{number} of {all}")).await?;
    let script = "
        const now = CSS.highlights.get('hit-now'), others = CSS.highlights.get('hit');
        if (!now || now.size !== 1 || others.size !== arguments[0] - 1) return false;
        const rect = [...now][0].getBoundingClientRect();
        const bars = [one('banner', '…'), one('group', 'Themes…')].filter(Boolean).map(bar => bar.getBoundingClientRect().bottom);
        return rect.height > 0 && rect.top >= Math.max(...bars) && rect.bottom <= innerHeight || [rect.top, rect.bottom]";
    page.until(&format!("hit {number} is on the screen"), script, &[json!(all)]).await?;
    page.until("one result is the current one", "return document.querySelectorAll('li [aria-current=true]').length === 1", &[])
        .await?;
    page.is_at(&format!("#?q=pipelines&hit={number}")).await?;
    Ok(())
}

async fn through_the_hits(page: &Page, corpus: &Corpus) -> Told {
    let all = screen(corpus, "pipelines").hits.len();
    assert!(all > 4, "hits enough for a walk: {all}");
    page.click("button", "Next hit").await?;
    current(page, 1, all).await?;
    page.click("button", "Next hit").await?;
    current(page, 2, all).await?;
    page.click("button", "Previous hit").await?;
    current(page, 1, all).await?;
    page.click("button", "Previous hit").await?;
    current(page, all, all).await?;
    paints(page, corpus, &screen(corpus, "pipelines")).await?;

    page.click("searchbox", BOX).await?;
    page.press(Key::Enter.value().to_string()).await?;
    current(page, 1, all).await?;
    page.press(Key::Enter.value().to_string()).await?;
    current(page, 2, all).await?;
    page.press_with_shift(Key::Enter.value()).await?;
    current(page, 1, all).await?;
    page.press(Key::F3.value().to_string()).await?;
    current(page, 2, all).await?;
    page.press_with_shift(Key::F3.value()).await?;
    current(page, 1, all).await?;

    // a result leads to its hit, and the way back is offered
    let links: usize = page.js("return all('link', '…', one('list', 'Results')).length", &[]).await?;
    page.js::<Value>("all('link', '…', one('list', 'Results')).at(-1).click()", &[]).await?;
    assert!(links > 1, "results: {links}");
    page.sees("button", "Back to where you were").await?;

    // "next" is the first hit after what is on the screen
    let wanted = screen(corpus, "pipelines");
    let last = wanted.hits.last().ok_or("a last hit")?;
    let first_there = wanted.hits.iter().position(|hit| hit.block == last.block).unwrap_or_default() + 1;
    page.open(&format!("#{}?q=pipelines", last.block)).await?;
    page.is_at_top(&last.block.to_string()).await?;
    page.click("button", "Next hit").await?;
    current(page, first_there, all).await
}

async fn phrases_and_exclusions(page: &Page, corpus: &Corpus) -> Told {
    for query in [
        "\"Central Asia\"",
        "\"natural gas\"",
        "Gazprom -pipeline",
        "turkmen* OR kazakh*",
        "organisation",
        "“Central Asia” -Russia",
    ] {
        ask(page, query).await?;
        let wanted = screen(corpus, query);
        page.sees("status", &wanted.count_in_words()).await?;
        paints(page, corpus, &wanted).await?;
    }
    ask(page, "\"Central Asia\"").await?;
    let script = "const hits = CSS.highlights.get('hit'); return !!hits && hits.size > 9 && [...hits].every(hit => /^central\\s+asia/i.test(hit.toString()))";
    page.until("a phrase finds the phrase", script, &[]).await?;
    Ok(())
}

async fn in_vain(page: &Page, corpus: &Corpus) -> Told {
    let query = "\"pipelines\" -pipelines";
    let wanted = screen(corpus, query);
    assert!(wanted.hits.is_empty() && !wanted.suggestions.is_empty(), "a query that finds nothing, with words that are near");
    ask(page, query).await?;
    page.sees("status", "no hits").await?;
    page.until("nothing is lit", "return !CSS.highlights.get('hit') && !CSS.highlights.get('hit-now')", &[]).await?;
    let said: String = page.js("return one('complementary', '…').innerText", &[]).await?;
    assert!(said.contains("No passage has “\"pipelines\" -pipelines”"), "it is said: {said}");
    let nearest = wanted.suggestions.first().cloned().unwrap_or_default();
    page.click("button", &nearest).await?;
    page.sees("status", &screen(corpus, &nearest).count_in_words()).await?;

    page.click("button", "Clear search").await?;
    page.misses("list", "Results").await?;
    page.misses("button", "Clear search").await?;
    page.sees("navigation", "Contents").await?;
    page.until(
        "the box is empty and has the focus",
        "const box = one('searchbox', arguments[0]); return box.value === '' && document.activeElement === box",
        &[json!(BOX)],
    )
    .await?;
    page.until("nothing is lit", "return !CSS.highlights.get('hit')", &[]).await?;
    Ok(())
}

async fn very_long(page: &Page) -> Told {
    let words = "gas oil water ".repeat(715);
    for query in ["x".repeat(10_000), words.chars().take(10_000).collect(), "(".repeat(10_000), "\"'-/&?#%".repeat(1_250)] {
        ask(page, &query).await?;
        page.until("it is in the box", "return one('searchbox', arguments[0]).value.length === 10000", &[json!(BOX)]).await?;
        page.until("it is answered", "return one('status', '…').textContent !== ''", &[]).await?;
        page.is_without_trouble().await?;
    }
    page.open(&format!("#?q={}", "y".repeat(10_000))).await?;
    page.sees("status", "no hits").await?;
    page.click("button", "Clear search").await?;
    page.misses("list", "Results").await?;
    Ok(())
}

/// The concordance: every hit in its line, in the order asked for, with the words beside it; without a query, the paper's words.
pub async fn concordance(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    page.click("link", "Words").await?;
    page.is_at("#concordance").await?;
    let (word, count) = frequencies(&corpus).into_iter().next().ok_or("a word")?;
    page.sees("list", "Words of the paper").await?;
    let first = "return one('list', 'Words of the paper').firstElementChild.textContent";
    page.gives("the most frequent word", first, &[], &json!(format!("{word} {count}"))).await?;
    ask(&page, "gas").await?;
    page.is_at("#concordance?q=gas").await?;
    let shows = async |order: &str, context: usize| {
        let found = lines(&corpus, &screen(&corpus, "gas").hits, &Slot::list(order), context);
        let wanted: Vec<String> = found.iter().map(|line| format!("{}{}{}", line.left, line.node, line.right)).collect();
        let rows = "return [...document.querySelectorAll('.kwic tbody tr')].map(row => [...row.cells].slice(0, 3).map(cell => cell.textContent).join(''))";
        page.gives("the lines", rows, &[], &json!(wanted)).await
    };
    shows("", 8).await?;
    let choose = "const list = document.getElementById(arguments[0]); list.value = arguments[1]; list.dispatchEvent(new Event('change', { bubbles: true }))";
    page.js::<Value>(choose, &[json!("slot-1"), json!("r1")]).await?;
    page.js::<Value>(choose, &[json!("slot-2"), json!("l1")]).await?;
    page.js::<Value>(choose, &[json!("context"), json!("5")]).await?;
    page.is_at("#concordance?q=gas&sort=r1.l1&context=5").await?;
    shows("r1.l1", 5).await?;
    page.reload().await?;
    shows("r1.l1", 5).await?;
    let beside = collocates(&corpus, &screen(&corpus, "gas").hits).into_iter().next().ok_or("a collocate")?;
    page.click("button", &beside.word).await?;
    page.sees("status", &screen(&corpus, &format!("\"gas {}\"~5", beside.word)).count_in_words()).await?;
    page.js::<Value>("document.querySelector('.kwic .ref a').click()", &[]).await?;
    page.until("its hit is the current one", "return CSS.highlights.get('hit-now')?.size === 1", &[]).await?;
    Ok(())
}

/// Regular expressions: what the library finds with them compiled in, the page finds through its miner.
pub async fn expressions(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    let fetched = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/mine'))";
    assert!(!page.js::<bool>(fetched, &[]).await?, "the miner is not fetched before it is asked for");
    for query in [r"/pipe(line)?s?\b/", r"/\$\d+ billion/ -Gazprom", "/xyzzy/", "/xyzzy/ OR kazakh*"] {
        ask(&page, query).await?;
        let wanted = screen(&corpus, query);
        page.sees("status", &wanted.count_in_words()).await?;
        paints(&page, &corpus, &wanted).await?;
    }
    page.open("#?q=/[Gg]as|oil/&hit=2").await?;
    page.sees("status", &format!("2 of {}", screen(&corpus, "/[Gg]as|oil/").hits.len())).await?;
    Ok(())
}

/// A browser that runs no workers: words, and the rest of the query still searches.
pub async fn expressions_refused(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;
    ask(&page, "/pipelines?/ gas").await?;
    page.sees("alert", "At character 2: This expression could not be searched. …").await?;
    page.sees("status", &screen(&corpus, "gas").count_in_words()).await?;
    Ok(())
}

/// As in a browser that runs no workers.
pub const NO_WORKERS: &str =
    "window.Worker = class { constructor() { throw new DOMException('Workers are refused.', 'SecurityError'); } };";

/// A regular expression that is not finished: words, and the page lives on.
async fn unfinished(page: &Page, corpus: &Corpus) -> Told {
    let query = "/ga(s/";
    let wanted = screen(corpus, query);
    let problem = wanted.problems.first().ok_or("a problem")?;
    page.click("searchbox", BOX).await?;
    for letter in query.chars() {
        page.press(letter.to_string()).await?;
    }
    page.sees("alert", &format!("…{}", problem.message)).await?;
    page.sees("status", &wanted.count_in_words()).await?;
    ask(page, "gas").await?;
    page.misses("alert", "…").await?;
    paints(page, corpus, &screen(corpus, "gas")).await?;
    ask(page, "").await
}
