//! Numbers and plurals in words.

use crate::document::BlockId;

/// A number with commas between thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A passage by its number: "¶ 30".
pub fn paragraph(block: BlockId) -> String {
    ["¶\u{202f}", &block.0.to_string()].concat()
}

/// A text with a capital at its start, where it begins with a letter of English.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// A number with its noun, in the plural where it is not one.
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// What there is of several things, in a list with "and"; what there is none of is left out.
pub fn listed(things: &[(usize, &str)]) -> String {
    let mut parts: Vec<String> = things.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(*n, noun)).collect();
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) }
}

/// Minutes that reading so many words takes, at 230 words a minute (Brysbaert 2019 found 238 for silent reading of non-fiction in
/// English); at least one where there is a word.
pub fn minutes(words: usize) -> usize {
    const WORDS_A_MINUTE: usize = 230;
    if words == 0 { 0 } else { ((words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        for (number, want) in [(0, "0"), (999, "999"), (1000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(number), want);
        }
        assert_eq!(paragraph(BlockId(30)), "¶\u{202f}30");
        assert_eq!(["", "dates", "École", "état"].map(capitalised), ["", "Dates", "École", "état"]);
        assert_eq!(counted(1, "word"), "1 word");
        assert_eq!(counted(1202, "word"), "1,202 words");
        assert_eq!(listed(&[(6, "paragraph"), (3, "list item")]), "6 paragraphs and 3 list items");
        assert_eq!(listed(&[(0, "paragraph"), (1, "list item")]), "1 list item");
        assert_eq!(listed(&[]), "");
        assert_eq!([0, 1, 230, 345, 7820].map(minutes), [0, 1, 1, 2, 34]);
    }
}
