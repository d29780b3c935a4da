//! The list of results while a query is being typed, with and without slips.

use lectern::corpus::{BUNDLED_METADATA, BUNDLED_PAPER};
use lectern::document::{Metadata, parse};
use lectern::search::{self, Index, LastWord, Options, Query};

/// Letters typed before a keystroke counts: what comes before is too little to search for.
const FIRST: usize = 3;

/// Of so many keystrokes one may leave the list blank.
const SELDOM: usize = 200;

/// The queries, each with whether it is misspelt as it stands.
fn queries() -> impl Iterator<Item = (&'static str, bool)> {
    let lines = include_str!("typed.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| (line.trim_start_matches('~'), line.starts_with('~')))
}

/// A query with one slip in its longest word: a letter left out, two swapped, one doubled, or a wrong one.
fn misspelt(query: &str, slip: usize) -> Option<String> {
    let word = query
        .split(' ')
        .max_by_key(|word| word.len())
        .filter(|word| word.len() > 5 && word.bytes().all(|b| b.is_ascii_lowercase()))?;
    let mut letters: Vec<char> = word.chars().collect();
    let at = 2 + (slip / 4 + word.len()) % (letters.len() - 3);
    match slip % 4 {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at, at + 1),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = if letters[at] == 'e' { 'a' } else { 'e' },
    }
    Some(query.replacen(word, &letters.into_iter().collect::<String>(), 1))
}

/// The beginnings of a query that a reader sees results of.
fn keystrokes(query: &str) -> impl Iterator<Item = &str> {
    let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.filter_map(|end| query.get(..end)).filter(|typed| typed.chars().filter(|c| c.is_alphanumeric()).count() >= FIRST)
}

fn blank<'q>(index: &Index, queries: impl Iterator<Item = &'q str>) -> (Vec<String>, usize) {
    let options = Options { last_word: LastWord::Typing, lit: 0, ..Options::default() };
    let mut blank = Vec::new();
    let mut all = 0;
    for typed in queries.flat_map(keystrokes) {
        all += 1;
        if index.search(&Query::parse(typed), &options).hits.is_empty() {
            blank.push(typed.to_owned());
        }
    }
    (blank, all)
}

#[test]
fn the_list_is_hardly_ever_blank() {
    let document = parse(BUNDLED_PAPER, &Metadata::from_json(BUNDLED_METADATA).expect("metadata"));
    let index = search::index(&document);
    let slips: Vec<String> = queries()
        .filter(|(_, misspelt)| !misspelt)
        .flat_map(|(query, _)| (0..8).filter_map(|slip| misspelt(query, slip)))
        .collect();
    for (what, (blank, all)) in [
        ("as it should be", blank(&index, queries().map(|(query, _)| query))),
        ("misspelt", blank(&index, slips.iter().map(String::as_str))),
    ] {
        assert!(all > 500, "{what}: {all} keystrokes");
        assert!(blank.len() * SELDOM <= all, "{what}: {} of {all} keystrokes leave the list blank: {blank:?}", blank.len());
    }
}
