//! The tables that the search reads: stop words, words of questions and answers, inflections, units. Each is a file under
//! `static/data/search/`, parsed once.

use std::sync::OnceLock;

/// The lines of a table that are neither blank nor a comment, with their numbers from 1.
pub(crate) fn lines(table: &str) -> impl Iterator<Item = (usize, &str)> {
    table
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// A file without the comment at its head, which the program need not carry.
macro_rules! table {
    ($name:literal) => {{
        const FILE: &[u8] = include_bytes!(concat!("../../static/data/search/", $name));
        const ROWS: [u8; FILE.len() - head(FILE)] = behind(FILE, head(FILE));
        match str::from_utf8(&ROWS) {
            Ok(rows) => rows,
            Err(_) => "",
        }
    }};
}

/// How many bytes of a file are lines of comment at its head.
const fn head(file: &[u8]) -> usize {
    let (mut rest, mut in_comment, mut length, mut head) = (file, false, 0, 0);
    while let [byte, after @ ..] = rest {
        if length == head {
            in_comment = *byte == b'#';
        }
        if !in_comment {
            break;
        }
        length += 1;
        if *byte == b'\n' {
            head = length;
        }
        rest = after;
    }
    head
}

/// What stands behind the first bytes.
const fn behind<const LENGTH: usize>(file: &[u8], first: usize) -> [u8; LENGTH] {
    let mut out = [0; LENGTH];
    out.copy_from_slice(file.split_at(first).1);
    out
}

const STOP_WORDS: &str = table!("stop_words.txt");
const ANSWER_WORDS: &str = table!("answer_words.tsv");
const ASKING_WORDS: &str = table!("asking_words.txt");
const FAMILIES: &str = table!("families.tsv");
const IRREGULAR: &str = table!("irregular.tsv");
const UNITS: &str = table!("units.tsv");

/// Whether a folded word carries no topic of its own.
pub(crate) fn is_stop_word(word: &str) -> bool {
    static WORDS: OnceLock<Vec<&str>> = OnceLock::new();
    WORDS.get_or_init(|| lines(STOP_WORDS).map(|(_, word)| word).collect()).binary_search(&word).is_ok()
}

/// Whether a folded word, in whatever inflection, has more to do with a question than with its subject.
pub(crate) fn is_asking_word(word: &str) -> bool {
    static WORDS: OnceLock<Vec<&str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| lines(ASKING_WORDS).map(|(_, word)| word).collect());
    let is_one = |word: &str| words.binary_search(&word).is_ok();
    is_one(base_form(word).unwrap_or(word))
        || ["s", "es", "ed", "ing", "d"].iter().any(|ending| word.strip_suffix(ending).is_some_and(is_one))
}

/// The lines of a file, each parted at its tab, in order; made when it is first asked.
type Table = OnceLock<Vec<(&'static str, &'static str)>>;

/// What stands behind a word in a file whose lines are in order. Asked of every word of a text: a list is quicker here than a tree.
fn look_up(table: &Table, file: &'static str, word: &str) -> Option<&'static str> {
    let table = table.get_or_init(|| lines(file).filter_map(|(_, line)| line.split_once('\t')).collect());
    let at = table.binary_search_by_key(&word, |(known, _)| known).ok()?;
    table.get(at).map(|(_, what)| *what)
}

/// What a passage gives that has this folded word: `reason` or `advice`.
pub(crate) fn answers(word: &str) -> Option<&'static str> {
    static TABLE: Table = Table::new();
    look_up(&TABLE, ANSWER_WORDS, word)
}

/// The base form of an irregular inflection.
pub(crate) fn base_form(word: &str) -> Option<&'static str> {
    static TABLE: Table = Table::new();
    look_up(&TABLE, IRREGULAR, word)
}

/// Lengths of words by their first letters, a bit each; words and their classes, in order.
type Families = ([u32; 32], Vec<(&'static str, &'static str)>);

/// The class of a folded word of a family that a stemmer takes for one with another.
pub(crate) fn family(word: &str) -> Option<&'static str> {
    // asked of every word: first by length and first letter, which few words share with any of these
    static TABLE: OnceLock<Families> = OnceLock::new();
    let slot = |word: &str| usize::from(word.bytes().next().unwrap_or_default() & 31);
    let bit = |word: &str| 1 << word.len().min(31);
    let (lengths, words) = TABLE.get_or_init(|| {
        let families = lines(FAMILIES).filter_map(|(_, line)| line.split_once('\t'));
        let mut words: Vec<(&'static str, &'static str)> =
            families.flat_map(|(class, words)| words.split(' ').map(move |word| (word, class))).collect();
        words.sort_unstable();
        let mut lengths = [0; 32];
        for (word, _) in &words {
            if let Some(lengths) = lengths.get_mut(slot(word)) {
                *lengths |= bit(word);
            }
        }
        (lengths, words)
    });
    if lengths.get(slot(word)).is_none_or(|lengths| lengths & bit(word) == 0) {
        return None;
    }
    let at = words.binary_search_by_key(&word, |(known, _)| known).ok()?;
    words.get(at).map(|(_, class)| *class)
}

/// The unit that a folded word names, and by which power of ten it is more: a megawatt is 10³ kW.
pub(crate) fn unit(word: &str) -> Option<(&'static str, i32)> {
    static TABLE: Table = Table::new();
    let unit = look_up(&TABLE, UNITS, word)?;
    Some(unit.split_once(' ').map_or((unit, 0), |(unit, power)| (unit, power.parse().unwrap_or_default())))
}

/// Whether a unit is money: it goes by its three letters (ISO 4217).
pub(crate) fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_lowercase()) && unit != "kwh"
}

/// The unit that a currency sign stands for.
pub(crate) fn currency_sign(c: char) -> Option<&'static str> {
    Some(match c {
        '$' => "usd",
        '€' => "eur",
        '£' => "gbp",
        '¥' => "jpy",
        '₽' => "rub",
        '₦' => "ngn",
        '₹' => "inr",
        '₴' => "uah",
        '₸' => "kzt",
        '₺' => "try",
        '₩' => "krw",
        _ => return None,
    })
}

/// The power of ten that a folded scale word stands for.
pub(crate) fn scale(word: &str) -> Option<i32> {
    Some(match word {
        "hundred" => 2,
        "k" | "thousand" | "thousands" => 3,
        "m" | "mn" | "mio" | "million" | "millions" => 6,
        "b" | "bn" | "billion" | "billions" | "milliard" => 9,
        "tn" | "trillion" | "trillions" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_folded() {
        let file = |name: &str| {
            let path = [env!("CARGO_MANIFEST_DIR"), "/static/data/search/", name].concat();
            std::fs::read_to_string(path).expect("a table")
        };
        for (name, table) in [
            ("stop_words.txt", STOP_WORDS),
            ("asking_words.txt", ASKING_WORDS),
            ("answer_words.tsv", ANSWER_WORDS),
            ("families.tsv", FAMILIES),
            ("irregular.tsv", IRREGULAR),
            ("units.tsv", UNITS),
        ] {
            let file = file(name);
            assert!(
                file.ends_with(table) && table.starts_with(char::is_alphanumeric),
                "{name} is empty, or still has its comment"
            );
            let mut last = "";
            for (line, row) in lines(&file) {
                assert!(last < row, "{name}:{line}: {row} is out of order");
                assert_eq!(row, row.to_lowercase(), "{name}:{line}");
                assert!(name.ends_with("txt") || row.split('\t').count() == 2, "{name}:{line}");
                last = row;
            }
        }
    }
}
