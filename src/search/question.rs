//! Questions in plain words: which kind of answer is asked for.

use super::words::Words;

/// The kind of answer that a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// How many, how much, what share: figures.
    Figures,
    /// When, since when, how long: dates.
    Dates,
    /// Who, whose, which country: names.
    Names,
}

/// What the words ask for; none if they are no question or one for reasons.
pub(crate) fn wanted(text: &str) -> Option<Wanted> {
    let words = Words::of(text);
    let first = words.letters(0);
    let second = words.letters(1);
    match (first, second) {
        ("how", "many" | "much" | "large" | "big" | "far" | "high") => Some(Wanted::Figures),
        ("what", "share" | "percentage" | "proportion" | "number" | "amount" | "fraction") => Some(Wanted::Figures),
        ("when", _) | ("since", "when") | ("what", "year" | "date") | ("which", "year") | ("how", "long") => Some(Wanted::Dates),
        ("who" | "whom" | "whose", _)
        | (
            "which",
            "country" | "countries" | "company" | "companies" | "state" | "states" | "leader" | "leaders" | "organisation"
            | "organization",
        ) => Some(Wanted::Names),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_answer() {
        for (question, expected) in [
            ("how many soldiers are there", Some(Wanted::Figures)),
            ("When did it begin?", Some(Wanted::Dates)),
            ("who trains officers", Some(Wanted::Names)),
            ("why is that so", None),
            ("gas", None),
        ] {
            assert_eq!(wanted(question), expected, "{question}");
        }
    }
}
