//! Words that citations must know: `static/data/citing.tsv`.

use std::sync::LazyLock;

const FILE: &str = include_str!("../../static/data/citing.tsv");

/// What a word is to a citation; the file says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Heads or marks the name of an institution.
    Body,
    /// Joins two halves of a family name.
    Joiner,
    /// A particle that belongs to the family name when it is capitalised.
    Major,
    /// A particle in small letters.
    Particle,
    /// Stays small in an English title.
    Small,
    /// Stands behind a family name.
    Suffix,
    /// Stands before a name and is no part of it.
    Title,
}

const CLASSES: [(&str, Class); 7] = [
    ("body", Class::Body),
    ("joiner", Class::Joiner),
    ("major", Class::Major),
    ("particle", Class::Particle),
    ("small", Class::Small),
    ("suffix", Class::Suffix),
    ("title", Class::Title),
];

type Row = (Class, Vec<&'static str>);

/// Reads the file.
///
/// # Errors
/// The first line that does not fit.
fn parse(file: &'static str) -> (Vec<Row>, Result<(), String>) {
    let (mut rows, mut verdict) = (Vec::new(), Ok(()));
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let (name, words) = line.split_once('\t').unwrap_or((line, ""));
        let words: Vec<&str> = words.split(' ').collect();
        let fits = words.is_sorted_by(|a, b| a < b) && words.iter().all(|word| !word.is_empty());
        match CLASSES.iter().find(|(class, _)| *class == name).filter(|_| fits) {
            Some((_, class)) => rows.push((*class, words)),
            None if verdict.is_ok() => verdict = Err(format!("static/data/citing.tsv:{}: {name} cannot be read", number + 1)),
            None => {}
        }
    }
    (rows, verdict)
}

/// Whether a word, in small letters, belongs to a class.
pub(super) fn is(word: &str, class: Class) -> bool {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| parse(FILE).0);
    ROWS.iter().any(|(of, words)| *of == class && words.binary_search(&word).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads() {
        let (rows, verdict) = parse(FILE);
        assert_eq!((rows.len(), verdict), (CLASSES.len(), Ok(())));
        assert!(parse("small\tb a\n").1.is_err() && parse("large\ta\n").1.is_err());
        assert!(is("von", Class::Particle) && is("bank", Class::Body) && !is("von", Class::Body) && !is("", Class::Small));
    }
}
