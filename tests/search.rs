//! The search as a reader meets it: a text, a query, what is found and lit.

#[path = "search/language.rs"]
mod language;
#[path = "search/matching.rs"]
mod matching;
#[path = "search/relevance.rs"]
mod relevance;
#[path = "search/robust.rs"]
mod robust;
#[path = "search/typing.rs"]
mod typing;

use lectern::search::{Index, LastWord, Options, Query, Tags, Unit};

/// An index of some texts, one unit each.
fn index(texts: &[&str]) -> Index {
    Index::build(texts.iter().map(|body| Unit { body, ..Unit::default() }), &[], "")
}

/// The text with what the query lights in it in brackets; an empty string if it is no hit.
fn lit(text: &str, query: &str) -> String {
    lit_with(text, query, &Options::default())
}

/// The same while the query is being typed.
fn typed(text: &str, query: &str) -> String {
    lit_with(text, query, &Options { last_word: LastWord::Typing, ..Options::default() })
}

fn lit_with(text: &str, query: &str, options: &Options) -> String {
    // a second text gives the words of the first some rarity
    let results = index(&[text, "Nothing else is here."]).search(&Query::parse(query), options);
    let Some(hit) = results.hits.iter().find(|hit| hit.unit == 0) else {
        return String::new();
    };
    let mut out = String::new();
    let mut last = 0;
    for span in &hit.spans {
        out += &format!("{}[{}]", &text[last..span.start], span.of(text));
        last = span.end;
    }
    out + &text[last..]
}

/// The units that a query finds, in order.
fn found(units: &[(&str, Tags<'_>)], query: &str) -> Vec<usize> {
    let units = units.iter().map(|(body, tags)| Unit { body, tags: tags.clone(), ..Unit::default() });
    let options = Options { order: lectern::search::Order::Reading, ..Options::default() };
    Index::build(units, &[], "").search(&Query::parse(query), &options).hits.iter().map(|hit| hit.unit).collect()
}
