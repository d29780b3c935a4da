//! The words by which recommendations are known: `static/data/recommendations.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

const DATA: &str = include_str!("../../../static/data/recommendations.tsv");

/// The sets of words, by their kind.
static SETS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut sets: HashMap<_, HashSet<_>> = HashMap::new();
    for (kind, words) in DATA.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')) {
        sets.entry(kind).or_default().extend(words.split(' '));
    }
    sets
});

/// The stems of the verbs that recommendations open with.
static ACTS: LazyLock<HashSet<String>> = LazyLock::new(|| SETS.get("act").into_iter().flatten().map(|verb| stem(verb)).collect());

/// Whether the data file has the word, in small letters, under that kind.
pub(super) fn is(kind: &str, word: &str) -> bool {
    SETS.get(kind).is_some_and(|set| set.contains(word))
}

/// Whether the verb, in small letters, tells what may happen rather than what may be done.
pub(crate) fn is_outcome(verb: &str) -> bool {
    is("outcome", verb)
}

/// Whether the word, in small letters, is the gerund of a verb that recommendations open with.
pub(super) fn is_act_gerund(word: &str) -> bool {
    word.ends_with("ing") && ACTS.contains(&stem(word))
}

fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_well_formed() {
        let kinds = [
            "act", "noun", "outcome", "propose", "tried", "step", "gain", "remark", "report", "good", "needed", "actor",
            "measure", "joint", "eu", "russia",
        ];
        let mut last = ("", "");
        for (number, line) in DATA.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let at = format!("static/data/recommendations.tsv:{}", number + 1);
            let (kind, words) = line.split_once('\t').expect(&at);
            assert!(kinds.contains(&kind), "{at}: unknown kind {kind}");
            for word in words.split(' ') {
                assert!(!word.is_empty() && word == word.to_lowercase(), "{at}: {word:?}");
                assert!(last.0 != kind || last.1 < word, "{at}: {word:?} after {:?}", last.1);
                last = (kind, word);
            }
        }
        assert_eq!(SETS.len(), kinds.len());
    }
}
