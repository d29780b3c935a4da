//! Searching from the command line: queries in, one line of JSON for each out.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::fold::Classes;
use super::thesaurus::{Breadth, Thesaurus};
use super::words::Words;
use super::{Extras, Index, Names, Options, Query, index, index_with};
use crate::document::Document;

/// The table of related words that a page of this paper carries; see [`Thesaurus::cut`].
pub fn synonyms(document: &Document, thesaurus: &Thesaurus<'_>) -> String {
    thesaurus.cut(index(document).words(), |_| true, Breadth::PAGE)
}

/// Answers queries to a paper, one a line; for each non-empty one a line `{"query": …, "hits": [{"block": …, "score": …, "text": …}]}`, every
/// hit, the best first. Takes names as a page would have them, and the general thesaurus: what the queries
/// need of it is cut, more widely than a page can carry.
pub fn search(document: &Document, names: Vec<Names<'_>>, thesaurus: &Thesaurus<'_>, queries: &str) -> String {
    let classes = Classes::new();
    let asked: BTreeSet<String> = Words::of(queries).iter().map(|(_, letters)| classes.class(letters)).collect();
    let cut = thesaurus.cut(index(document).words(), |word| asked.contains(&classes.class(word)), Breadth::WIDE);
    let index = index_with(document, Extras { names, synonyms: &cut, ..Extras::default() });
    answer(&index, queries, |unit| document.blocks.get(unit).map_or(String::new(), |block| block.id.to_string()))
}

/// Answers queries to an index, as [`search`] does; `name` gives the id of a unit.
pub fn answer(index: &Index, queries: &str, name: impl Fn(usize) -> String) -> String {
    let options = Options { lit: 0, ..Options::default() };
    let mut out = String::new();
    for query in queries.lines().filter(|line| !line.trim().is_empty()) {
        let results = index.search(&Query::parse(query), &options);
        let hits: Vec<Value> = results
            .hits
            .iter()
            .map(|hit| json!({"block": name(hit.unit), "score": hit.score, "text": index.body(hit.unit)}))
            .collect();
        out.push_str(&json!({"query": query, "hits": hits}).to_string());
        out.push('\n');
    }
    out
}
