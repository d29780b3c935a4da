//! The glossary: `static/data/glossary.tsv`.

use std::sync::LazyLock;

pub(crate) const FILE: &str = include_str!("../../../static/data/glossary.tsv");

type Row = (&'static str, &'static str);

/// Reads the glossary.
///
/// # Errors
/// The first line that does not fit.
fn parse(file: &'static str) -> (Vec<Row>, Result<(), String>) {
    let (mut rows, mut verdict, mut last) = (Vec::new(), Ok(()), "");
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        match line.split_once('\t') {
            Some((short, long)) if short > last && !long.is_empty() && !long.contains('\t') => rows.push((short, long)),
            _ if verdict.is_ok() => {
                verdict = Err(format!("static/data/glossary.tsv:{}: {line} cannot be read or is not in order", number + 1))
            }
            _ => {}
        }
        last = line.split('\t').next().unwrap_or_default();
    }
    (rows, verdict)
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| parse(FILE).0);

fn get(short: &str) -> Option<Row> {
    TABLE.binary_search_by(|row| row.0.cmp(short)).ok().and_then(|place| TABLE.get(place).copied())
}

/// The long form that the glossary has for `short`.
pub(super) fn long(short: &str) -> Option<&'static str> {
    get(short).map(|row| row.1)
}

/// The entry for the word at the start of `rest`: `word`, its `singular`, or one with a sign inside ("R&D").
pub(super) fn find(rest: &str, word: &str, singular: &str) -> Option<Row> {
    let compound = rest.strip_prefix(word).filter(|tail| tail.starts_with(['&', '/'])).and_then(|tail| {
        let length = 1 + tail.get(1..)?.chars().take_while(|letter| letter.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
        rest.get(..word.len() + length).and_then(get)
    });
    let capitals = |text: &str| text.chars().filter(|letter| letter.is_uppercase() || letter.is_ascii_digit()).count() >= 2;
    compound.or_else(|| get(word).filter(|_| capitals(word))).or_else(|| get(singular).filter(|_| capitals(singular)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads() {
        let (rows, verdict) = parse(FILE);
        assert_eq!(verdict, Ok(()));
        assert!(rows.len() >= 250);
        assert!(parse("B\tb c\nA\ta\n").1.is_err());
    }
}
