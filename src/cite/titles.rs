//! Titles: with their subtitles, and in the capitals that a style asks for.

use super::data::{Class, is};
use crate::text::small_letters;

/// A title with its subtitle: a colon between, unless the title ends in a mark of its own.
pub(super) fn joined(title: &str, subtitle: Option<&str>) -> String {
    let (title, subtitle) = (title.trim(), subtitle.unwrap_or_default().trim());
    if subtitle.is_empty() {
        return title.to_owned();
    }
    let between = if title.ends_with(['?', '!', ':', '…']) { " " } else { ": " };
    [title, between, subtitle].concat()
}

/// An English title with its words capitalised ("headline style"), but for small words inside of it of fewer letters than
/// `capital_from`.
///
/// Only words all in small letters are touched: what has a capital anywhere is taken to be meant. A title in another language than
/// English, or in none that is known, stays as it is; so do titles in the style that asks for sentence case, since nothing but
/// knowledge tells a name that keeps its capital from a word that loses it.
pub(super) fn headline(title: &str, language: Option<&str>, capital_from: usize) -> String {
    let english = language.is_some_and(|tag| tag.split(['-', '_']).next().is_some_and(|tag| tag.eq_ignore_ascii_case("en")));
    if !english {
        return title.to_owned();
    }
    let words: Vec<&str> = title.split(' ').collect();
    let mut out = String::with_capacity(title.len());
    let mut begins = true;
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let ends = at + 1 == words.len() || word.ends_with([':', '?', '!', '.', '…']);
        let small = is(
            &small_letters(word.trim_matches(['“', '”', '‘', '’', '"', '\'', '(', ')', ',', ':', ';', '?', '!'])),
            Class::Small,
        );
        if bare.chars().any(|c| c.is_uppercase() || c.is_numeric())
            || small && bare.chars().count() < capital_from && !begins && !ends
        {
            out.push_str(word);
        } else {
            capitalise(&mut out, word);
        }
        begins = word.ends_with([':', '?', '!', '.', '…', '—', '–']);
    }
    out
}

/// Appends a word with its first letter made a capital.
fn capitalise(out: &mut String, word: &str) {
    let mut done = false;
    for c in word.chars() {
        if !done && c.is_alphanumeric() {
            // a ligature, and an old form of a letter, would come out as others
            let is_its_own = c.to_uppercase().flat_map(char::to_lowercase).eq([c]);
            if is_its_own {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
            done = true;
        } else {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn capitals() {
        for (title, want) in [
            (
                "Energy in the Baltic and what it costs: a view from the coast",
                "Energy in the Baltic and What It Costs: A View from the Coast",
            ),
            ("what is it for?", "What Is It For?"),
            ("the iPhone and the eurozone", "The iPhone and the Eurozone"),
            ("“new” and (old) states", "“New” and (Old) States"),
            ("the 1990s", "The 1990s"),
            ("", ""),
        ] {
            assert_eq!(headline(title, Some("en-GB"), 99), want);
            assert_eq!(headline(title, Some("fr"), 99), title);
            assert_eq!(headline(title, None, 99), title);
        }
        assert_eq!(headline("trade with and between us all", Some("en"), 4), "Trade With and Between Us All");
    }

    #[test]
    fn subtitles() {
        assert_eq!(joined("A", Some("B")), "A: B");
        assert_eq!(joined("A?", Some("B")), "A? B");
        assert_eq!(joined(" A ", Some(" ")), "A");
    }

    proptest! {
        #[test]
        fn letters_stay(title in "\\PC{0,40}") {
            let got = headline(&title, Some("en"), 99);
            prop_assert_eq!(got.to_lowercase(), title.to_lowercase());
        }
    }
}
