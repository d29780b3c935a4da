//! The months of the year.

/// Their names, January first.
pub const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The month that a word names, from 1, in whatever case: by its whole name or by its first three letters; also `Sept` and `Febr`.
pub fn month(word: &str) -> Option<u8> {
    // asked of every word of a text: most are no month by their length
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let named = |month: &&str| {
        let is_short = word.len() == 3 || word.len() == 4 && matches!(*month, "February" | "September");
        let short = if is_short { month.get(..word.len()) } else { None };
        short.unwrap_or(month).eq_ignore_ascii_case(word)
    };
    (1..).zip(&MONTHS).find(|(_, month)| named(month)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_short_names() {
        for (word, expected) in [
            ("january", Some(1)),
            ("May", Some(5)),
            ("SEP", Some(9)),
            ("sept", Some(9)),
            ("Febr", Some(2)),
            ("december", Some(12)),
            ("", None),
            ("juni", None),
            ("mayor", None),
            ("é", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
