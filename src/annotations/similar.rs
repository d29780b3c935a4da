//! Approximate matching: where in a text something stands that differs from a pattern by few edits.

use std::collections::BTreeMap;

/// The longest pattern: one bit of a word for each of its characters.
pub(super) const LONGEST: usize = 128;

/// Whether the distance is that to a part of the text, wherever it begins, or to its whole beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// Anywhere.
    Anywhere,
    /// With the text.
    There,
}

/// Tells `visit` after each character of the text (from 1) how many edits (characters put in, left out or exchanged) lie between the pattern
/// and what ends there. Of the pattern the first [`LONGEST`] characters count.
///
/// The bit-parallel algorithm of Myers (A fast bit-vector algorithm for approximate string matching, Journal of the ACM 46, 1999), with the
/// boundary of Hyyrö (2003) for distances from the text's beginning: some twenty operations on a word for each character.
pub(super) fn scan(
    pattern: impl Iterator<Item = char>,
    text: impl Iterator<Item = char>,
    begins: Begins,
    mut visit: impl FnMut(usize, usize),
) {
    let mut bits: BTreeMap<char, u128> = BTreeMap::new();
    let mut length = 0_usize;
    for c in pattern.take(LONGEST) {
        *bits.entry(c).or_default() |= 1 << length;
        length += 1;
    }
    let Some(last) = length.checked_sub(1) else { return };
    // most texts are mostly ASCII: a table is quicker than the tree
    let mut table = [0_u128; 128];
    for (entry, c) in table.iter_mut().zip('\0'..) {
        *entry = bits.get(&c).copied().unwrap_or_default();
    }
    let (mut rises, mut falls, mut distance) = (u128::MAX, 0_u128, length);
    for (at, c) in text.enumerate() {
        let equal = table.get(c as usize).copied().unwrap_or_else(|| bits.get(&c).copied().unwrap_or_default());
        let vertical = equal | falls;
        let horizontal = ((equal & rises).wrapping_add(rises) ^ rises) | equal;
        let mut up = falls | !(horizontal | rises);
        let mut down = rises & horizontal;
        if up >> last & 1 == 1 {
            distance += 1;
        } else if down >> last & 1 == 1 {
            distance -= 1;
        }
        up = up << 1 | u128::from(begins == Begins::There);
        down <<= 1;
        rises = down | !(vertical | up);
        falls = up & vertical;
        visit(at + 1, distance);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the table of Sellers, one row a character.
    fn by_table(pattern: &[char], text: &[char], begins: Begins) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut distances = Vec::new();
        for (at, c) in text.iter().enumerate() {
            let mut next = vec![if begins == Begins::There { at + 1 } else { 0 }];
            for (row, p) in pattern.iter().enumerate() {
                next.push((column[row] + usize::from(p != c)).min(column[row + 1] + 1).min(next[row] + 1));
            }
            column = next;
            distances.push(column[pattern.len()]);
        }
        distances
    }

    proptest! {
        #[test]
        fn same_as_by_table(pattern in "[ab é]{1,12}|[abc]{100,128}", text in "[abcé ]{0,60}") {
            let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
            for begins in [Begins::Anywhere, Begins::There] {
                let mut distances = Vec::new();
                scan(pattern.iter().copied(), text.iter().copied(), begins, |_, distance| distances.push(distance));
                prop_assert_eq!(&distances, &by_table(&pattern, &text, begins));
            }
        }
    }
}
