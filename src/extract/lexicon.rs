//! Words that the grammars of figures, dates and acronyms must know: `static/data/lexicon.tsv`.

use std::sync::LazyLock;

/// What is known about a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Heads the name of an institution ("ministry").
    Body,
    /// Says that a value moved ("rose").
    Change,
    /// Has no content of its own, so that it ends a noun phrase ("of").
    Closed,
    /// Makes the number after it a name ("Article").
    Designator,
    /// A plural told apart by its year ("attacks").
    Event,
    /// Gives money to a use, which comes after ("invested … in").
    Giving,
    /// Left out of acronyms ("of").
    Linking,
    /// A plural without -s ("men").
    Plural,
    /// Says what follows after "that" ("estimates").
    Reporting,
    /// No plural in spite of its ending ("chaos").
    Singular,
    /// Stands between an amount and its use ("earmarked").
    Spent,
    /// Ends a subject ("reached").
    Verb,
}

const CLASSES: &[(&str, Class)] = &[
    ("body", Class::Body),
    ("change", Class::Change),
    ("closed", Class::Closed),
    ("designator", Class::Designator),
    ("event", Class::Event),
    ("giving", Class::Giving),
    ("linking", Class::Linking),
    ("plural", Class::Plural),
    ("reporting", Class::Reporting),
    ("singular", Class::Singular),
    ("spent", Class::Spent),
    ("verb", Class::Verb),
];

const FILE: &str = include_str!("../../static/data/lexicon.tsv");

fn bit(class: Class) -> u16 {
    1 << class as u16
}

type Row = (&'static str, u16);

/// Reads the file.
///
/// # Errors
/// The first line that does not fit.
fn parse(file: &'static str) -> (Vec<Row>, Result<(), String>) {
    let (mut rows, mut verdict, mut last) = (Vec::new(), Ok(()), "");
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let (word, classes) = line.split_once('\t').unwrap_or((line, ""));
        let known = |name: &str| CLASSES.iter().find(|(class, _)| *class == name).map(|(_, class)| bit(*class));
        let bits = classes.split(' ').map(known).try_fold(0, |sum, bit| bit.map(|bit| sum | bit));
        match bits.filter(|_| word > last && !word.chars().any(char::is_uppercase)) {
            Some(bits) => rows.push((word, bits)),
            None if verdict.is_ok() => verdict = Err(format!("static/data/lexicon.tsv:{}: {word} cannot be read", number + 1)),
            None => {}
        }
        last = word;
    }
    (rows, verdict)
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| parse(FILE).0);

/// Whether `word` belongs to `class`, in any case of ASCII letters.
pub(crate) fn is(word: &str, class: Class) -> bool {
    let lower = || word.bytes().map(|byte| byte.to_ascii_lowercase());
    let found = TABLE.binary_search_by(|(known, _)| known.bytes().cmp(lower())).ok();
    found.and_then(|place| TABLE.get(place)).is_some_and(|(_, bits)| bits & bit(class) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads() {
        assert_eq!(parse(FILE).1, Ok(()));
        assert!(parse("b\tclosed\na\tclosed\n").1.is_err());
        assert!(parse("a\tnothing\n").1.is_err());
    }

    #[test]
    fn knows_words() {
        assert!(is("Of", Class::Closed) && is("of", Class::Linking) && !is("of", Class::Body) && !is("", Class::Closed));
    }
}
