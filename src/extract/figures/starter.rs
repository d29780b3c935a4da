//! Which tokens can begin a figure: a table that spares the grammar nine tokens of ten.

use std::sync::LazyLock;

use super::{hedge, units};
use crate::extract::tokens::Tokens;

/// A hedge, or "from" and "between".
pub(super) const HEDGE: u8 = 1;
/// A number, a currency, a share or a multiple.
pub(super) const VALUE: u8 = 2;

/// Words that begin values, besides those of the currencies.
const VALUES: &[&str] = &[
    "a",
    "an",
    "eight",
    "eighteen",
    "eighty",
    "eleven",
    "fifteen",
    "fifty",
    "five",
    "forty",
    "four",
    "fourteen",
    "half",
    "minus",
    "nine",
    "nineteen",
    "ninety",
    "one",
    "seven",
    "seventeen",
    "seventy",
    "six",
    "sixteen",
    "sixty",
    "ten",
    "thirteen",
    "thirty",
    "three",
    "thrice",
    "twelve",
    "twenty",
    "twice",
    "two",
    "zero",
];

/// Stems of verbs that are multiples.
const STEMS: &[&str] = &["doubl", "halv", "quadrupl", "quintupl", "sextupl", "trebl", "tripl"];

static WORDS: LazyLock<Vec<(String, u8)>> = LazyLock::new(|| {
    let hedges = hedge::heads().chain(["between", "from"]).map(|word| (word, HEDGE));
    let values = VALUES.iter().copied().chain(units::currency_heads()).map(|word| (word, VALUE));
    let mut words: Vec<(String, u8)> = hedges.chain(values).map(|(word, class)| (word.to_ascii_lowercase(), class)).collect();
    words.sort();
    words.dedup();
    words
});

/// What token `i` can begin: a sum of the classes above, 0 for nothing.
pub(super) fn classes(tokens: &Tokens<'_>, i: usize) -> u8 {
    if tokens.numeral(i).is_some() {
        return VALUE;
    }
    if let Some(sign) = tokens.sign(i) {
        return match sign {
            ',' | '.' | ';' | ':' | '(' | ')' | '’' | '‘' | '|' | '/' | '"' | '“' | '”' => 0,
            _ if tokens.is_dash(i) => {
                if tokens.numeral(i + 1).is_some() || tokens.sign(i + 1).is_some() {
                    VALUE
                } else {
                    0
                }
            }
            _ => HEDGE | VALUE,
        };
    }
    let word = tokens.word(i);
    let lower = || word.bytes().map(|byte| byte.to_ascii_lowercase());
    let first = WORDS.partition_point(|(known, _)| known.bytes().cmp(lower()).is_lt());
    let known = WORDS
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|(known, _)| known.bytes().eq(lower()))
        .fold(0, |sum, (_, class)| sum | class);
    if known > 0 {
        return known;
    }
    let multiple = STEMS.iter().any(|stem| word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem)));
    let fold = word.len().checked_sub(4).and_then(|cut| word.get(cut..)).is_some_and(|tail| tail.eq_ignore_ascii_case("fold"));
    if multiple || fold { VALUE } else { 0 }
}
