//! Searching from the command line: queries in, one line of JSON for each out.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::data::is_stop_word;
use super::fold::Classes;
use super::thesaurus::{Breadth, Thesaurus};
use super::words::Words;
use super::{Extras, Index, Names, Options, Query, fuzzy, index, index_with, names_of_gazetteer};
use crate::document::Document;

/// The table of related words that a page of this paper carries; see [`Thesaurus::cut`].
pub fn synonyms(document: &Document, thesaurus: &Thesaurus<'_>) -> String {
    thesaurus.cut(index(document).words(), |_| true, Breadth::PAGE)
}

/// The names that a page of this paper can use, as one gazetteer (see [`names_of_gazetteer`]): of gazetteers, and of glossaries, the lines with a
/// name that the text has.
pub fn names<'t>(document: &Document, gazetteers: &[&'t str], glossaries: &[&'t str]) -> String {
    let index = index(document);
    let written = |word: &str| index.dictionary.find(word).is_some() || index.dictionary.find(&format!("={word}")).is_some();
    let stands = |name: &str| {
        let words = Words::of(name);
        words.iter().all(|(_, letters)| written(letters) || words.len() > 1 && is_stop_word(letters))
    };
    let glossaries = glossaries.iter().flat_map(|table| table.lines()).filter_map(|line| line.split_once('\t'));
    let glossaries = glossaries.map(|(short, long)| format!("{short}\t\t{}", long.split('\t').next().unwrap_or_default()));
    let gazetteers = gazetteers.iter().flat_map(|table| table.lines()).map(str::to_owned);
    let mut out = String::new();
    for line in gazetteers.chain(glossaries) {
        if names_of_gazetteer(&line).flatten().any(|(name, _)| stands(name)) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

/// Answers queries to a paper, one a line; for each non-empty one a line `{"query": …, "hits": [{"block": …, "score": …, "text": …}]}`, every
/// hit, the best first. Takes names as a page would have them, and the general thesaurus; see [`index_asked`].
pub fn search(document: &Document, names: Vec<Names<'_>>, thesaurus: &Thesaurus<'_>, queries: &str) -> String {
    let index = index_asked(document, names, thesaurus, queries);
    answer(&index, queries, |unit| document.blocks.get(unit).map_or(String::new(), |block| block.id.to_string()))
}

/// The index of a paper for some queries: what these need of the general thesaurus, for their words and for those that they may be slips of, is cut
/// more widely than a page can carry.
pub fn index_asked(document: &Document, names: Vec<Names<'_>>, thesaurus: &Thesaurus<'_>, queries: &str) -> Index {
    let classes = Classes::new();
    let words = Words::of(queries);
    let asked: BTreeSet<String> = words.iter().map(|(_, letters)| classes.class(letters)).collect();
    let plain = index(document);
    let unknown = |letters: &str| {
        let class = classes.class(letters);
        plain.dictionary.class_named(&class).is_empty() && !thesaurus.has(&class)
    };
    let misspelt: BTreeSet<&str> = words.iter().map(|(_, letters)| letters).filter(|letters| unknown(letters)).collect();
    let meant = |word: &str| misspelt.iter().any(|typed| fuzzy::slips(typed, word, fuzzy::slips_allowed(typed.len())).is_some());
    let cut = thesaurus.cut(plain.words(), |word| asked.contains(&classes.class(word)) || meant(word), Breadth::WIDE);
    index_with(document, Extras { names, synonyms: &cut, ..Extras::default() })
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

#[cfg(test)]
mod tests {
    use super::names;
    use crate::document::{Metadata, parse};

    #[test]
    fn names_that_the_text_has() {
        let document = parse("Moscow sells gas to the EU, said Mr Putin of the Republic.", &Metadata::default());
        let gazetteer =
            "# a comment\nRussia\tcountry\t~Moscow\tRussian\nPeru\tcountry\t~Lima\tPeruvian\nCzech Republic\tcountry\tCzechia\n";
        let glossary = "EU\tEuropean Union\tbody\nAU\tAfrican Union\n";
        let expected = "Russia\tcountry\t~Moscow\tRussian\nEU\t\tEuropean Union\n";
        assert_eq!(names(&document, &[gazetteer], &[glossary]), expected);
    }
}
