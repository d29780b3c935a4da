//! What opens under an empty search box: searches that were kept, searches asked lately, and how to ask.

use lectern::corpus::Corpus;
use lectern::view::route::Route;
use lectern::view::searches::{Searches, said};

use super::icons;
use super::tag::{Tag, button, link, tag};

/// The ways to ask: what is typed, and what it does. What is in braces stands for an example from the paper: see [`filled`].
const WAYS: [(&str, &str); 12] = [
    ("gas pipelines", "either word, in any form; passages with both come first"),
    ("\"central asia\"", "these words, one after the other"),
    ("gas -oil", "without a word"),
    ("gas OR (oil price)", "one or the other"),
    ("pipe*", "how a word begins"),
    ("\"oil gas\"~5", "words near each other: at most five between"),
    ("/bill?ions?/", "a regular expression, in small letters or capitals"),
    ("theme:{theme}", "passages of a theme"),
    ("actor:{actor}", "passages that name someone"),
    ("kind:figure", "passages with a figure; also date, recommendation, forecast, list_item"),
    ("year:2000..2008", "passages that name one of these years"),
    ("money:>1bn", "sums above a billion; also number:, page:, section:"),
];

/// The panel.
pub fn asking(corpus: &Corpus, searches: &Searches) -> Tag {
    let mut panel = tag("div").class("asking");
    if !searches.kept.is_empty() {
        let mut list = tag("ul");
        for hash in &searches.kept {
            let words = said(hash);
            let drop = button("keep-search", hash).class("tool").has("aria-label", &["No longer keep ", &words].concat());
            list = list.add(tag("li").add(link(hash).text(&words)).add(drop.add(icons::cross())));
        }
        panel = panel.add(tag("h2").class("label").text("Kept")).add(list);
    }
    if !searches.lately.is_empty() {
        let mut list = tag("ul");
        for query in &searches.lately {
            list = list.add(tag("li").add(link(&asked(query)).text(query)));
        }
        let forget = button("forget", "").class("link").text("Forget these");
        panel = panel.add(tag("h2").class("label").text("Lately").add(forget)).add(list);
    }
    panel.add(ways(corpus))
}

/// How to ask.
pub fn ways(corpus: &Corpus) -> Tag {
    let mut list = tag("dl").class("ways");
    for (way, does) in WAYS {
        let Some(query) = filled(way, corpus) else { continue };
        let code = tag("code").text(&query);
        let part = tag("div").add(tag("dt").add(link(&asked(&query)).add(code))).add(tag("dd").text(does));
        list = list.add(part);
    }
    tag("details").class("how-to-ask").add(tag("summary").text("How to ask")).add(list)
}

/// A way with an example from the paper in it; none where the paper has none.
fn filled(way: &str, corpus: &Corpus) -> Option<String> {
    let Some((field, _)) = way.split_once('{') else { return Some(way.to_owned()) };
    let value = match field {
        "theme:" => corpus.block_themes.iter().flat_map(|block| &block.themes).next()?.theme.to_string(),
        _ => corpus.stated.actors.first()?.name.clone(),
    };
    Some(if value.contains(' ') { [field, "\"", &value, "\""].concat() } else { [field, &value].concat() })
}

fn asked(query: &str) -> String {
    Route { query: query.to_owned(), ..Route::default() }.href()
}
