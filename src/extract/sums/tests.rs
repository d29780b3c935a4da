//! Cases: a sentence, and its checks.

use super::*;
use crate::document::{Metadata, parse};
use crate::extract::dates::dates;
use crate::extract::figures::figures;

fn of(text: &str) -> Vec<String> {
    let document = parse(text, &Metadata::default());
    let dates = dates(&document);
    let figures = figures(&document, &dates);
    sums(&document, &figures, &dates).iter().map(|sum| format!("{} {:?}", sum.formula, sum.holds)).collect()
}

#[test]
fn checks() {
    for (text, expected) in [
        ("Trade tripled between 2003 and 2007, shooting up from $7 billion to $21 billion.", &["21 / 7 = 3 Holds"][..]),
        ("Trade doubled, from $7 billion to $21 billion.", &["21 / 7 = 3 Fails"]),
        ("Output more than doubled, from 10 to 25 million tonnes.", &["25 / 10 = 2.5 Holds"]),
        ("Exports were halved, falling from 80 to 40 million tonnes.", &["40 / 80 = 0.5 Holds"]),
        ("Output grew by 50 per cent, from 10 to 15 million tonnes.", &["(15 − 10) / 10 = 50 % Holds"]),
        ("The share fell by 3 percentage points, from 14% to 11%.", &["14 − 11 = 3 Holds"]),
        ("It registered 729 of the 944 cases (77%).", &["729 / 944 = 77.22 % Holds"]),
        ("It paid $3 billion, or a third of the $9 billion.", &["3 / 9 = 33.33 % Holds"]),
        (
            "It hopes for $2 billion to lift itself: aid of $150 million, a credit of $300 million and more than $1.5 billion earmarked.",
            &["0.15 + 0.3 + (≥1.5) = ≥1.95 of 2 billion USD Holds"],
        ),
        (
            "The fund of €10 million (€4 million in grants and €6 million in loans) is spent.",
            &["4 + 6 = 10 ≈ 10 million EUR Holds"],
        ),
        (
            "The fund of €10 million (€4 million in grants and €8 million in loans) is spent.",
            &["4 + 8 = 12 of 10 million EUR Fails"],
        ),
        ("It invested $5 billion, 80% of which went to Mali and 10% to Niger.", &["80 + 10 = 90 ≤ 100 % Holds"]),
        ("They are Norway (55%), Algeria (19%) and Russia (40%).", &["55 + 19 + 40 = 114 > 100 % Fails"]),
        ("The state holds 60 per cent and private firms the remaining 40 per cent.", &["60 + 40 = 100 of 100 % Holds"]),
        (
            "The gas trade went from 20% of total trade in 2003 to 36% in 2006, or from $2 billion to $4.6 billion. All trade rose from $7 billion in 2003 to $9 billion.",
            &["2 / 20 % = 10 against 7 billion (2003) Fails"],
        ),
        ("It spent $5 billion in 2005 and $6 billion in 2006.", &[]),
        ("A stake of 24% is worth $3 billion.", &[]),
    ] {
        assert_eq!(of(text), expected, "{text}");
    }
}
