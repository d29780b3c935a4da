//! Words that mean the same, as a table cut to the words of a text.
//!
//! The table's lines are `word<TAB>weight word|weight word|…`; a weight is 1 to 9 tenths of the exact word's.

/// Every pair of a table, with the share of the exact word's weight. Lines that do not fit are skipped.
pub(crate) fn pairs(table: &str) -> impl Iterator<Item = (&str, &str, f64)> {
    super::data::lines(table).filter_map(|(_, line)| line.split_once('\t')).flat_map(|(from, all)| {
        all.split('|').filter_map(move |one| {
            let (weight, to) = one.split_once(' ')?;
            let weight: u8 = weight.parse().ok()?;
            Some((from, to, f64::from(weight.clamp(1, 9)) / 10.0))
        })
    })
}
