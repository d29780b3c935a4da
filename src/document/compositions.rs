//! Canonical composition of a letter with the combining mark after it, from a file of 5 kB: a Unicode library would bring ten
//! times that. Latin, Greek and Cyrillic; several marks on a letter compose in the order in which they stand.

use std::sync::LazyLock;

/// Mark, letter, what they become; sorted.
static COMPOSITIONS: LazyLock<Vec<(char, char, char)>> = LazyLock::new(|| {
    let mut compositions = Vec::new();
    for line in include_str!("../../static/data/compositions.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((mark, pairs)) = line.split_once(' ') else { continue };
        let Some(mark) = u32::from_str_radix(mark, 16).ok().and_then(char::from_u32) else { continue };
        let mut chars = pairs.chars();
        while let (Some(letter), Some(composed)) = (chars.next(), chars.next()) {
            compositions.push((mark, letter, composed));
        }
    }
    compositions
});

/// Whether the character is a mark that composes.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// What a letter and a mark compose to.
pub(super) fn compose(letter: char, mark: char) -> Option<char> {
    let found = COMPOSITIONS.binary_search_by_key(&(mark, letter), |&(mark, letter, _)| (mark, letter)).ok()?;
    COMPOSITIONS.get(found).map(|&(_, _, composed)| composed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composes() {
        let cases =
            [('e', '\u{301}', Some('é')), ('ê', '\u{301}', Some('ế')), ('и', '\u{306}', Some('й')), ('q', '\u{301}', None)];
        for (letter, mark, composed) in cases {
            assert_eq!(compose(letter, mark), composed);
        }
    }

    #[test]
    fn the_file_is_whole_and_sorted() {
        assert!(COMPOSITIONS.is_sorted());
        for line in include_str!("../../static/data/compositions.txt").lines().filter(|line| !line.starts_with('#')) {
            let (mark, pairs) = line.split_once(' ').expect(line);
            assert!(u32::from_str_radix(mark, 16).is_ok_and(|mark| char::from_u32(mark).is_some_and(is_mark)), "{line}");
            assert_eq!(pairs.chars().count() % 2, 0, "{line}");
        }
    }
}
