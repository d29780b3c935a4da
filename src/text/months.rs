//! The months by their names.

/// Each month's names, the full one first; an abbreviation may be any of the others.
const MONTHS: [&[&str]; 12] = [
    &["January", "Jan"],
    &["February", "Feb", "Febr"],
    &["March", "Mar"],
    &["April", "Apr"],
    &["May"],
    &["June", "Jun"],
    &["July", "Jul"],
    &["August", "Aug"],
    &["September", "Sep", "Sept"],
    &["October", "Oct"],
    &["November", "Nov"],
    &["December", "Dec"],
];

/// The number of the month, from 1, that `word` names in full or short, in any case of letters.
pub fn month(word: &str) -> Option<u8> {
    let place = MONTHS.iter().position(|names| names.iter().any(|name| name.eq_ignore_ascii_case(word)))?;
    u8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_months() {
        for (word, expected) in [("January", Some(1)), ("sept", Some(9)), ("DEC", Some(12)), ("Juni", None), ("", None)] {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
