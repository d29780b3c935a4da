//! Searching from the command line: queries in, one line of JSON for each out.

use serde_json::{Value, json};

use super::{Index, Options, Query};

/// Answers queries, one a line; for each non-empty one a line `{"query": …, "hits": [{"block": …, "score": …, "text": …}]}`, every
/// hit, the best first. `name` gives the id of a unit.
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
