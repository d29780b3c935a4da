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
    /// Why, how come: reasons.
    Reasons,
    /// What should be done: advice.
    Advice,
}

/// What the words of a query are, as a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Question {
    /// They are one.
    pub asks: bool,
    /// The kind of answer; none if they are no question, or one for no kind in particular.
    pub wanted: Option<Wanted>,
}

/// Words that a question opens with.
const OPENING: &[&str] = &[
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "how", "is", "may", "must", "should", "was", "were",
    "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "would",
];

/// Reads the words of a query.
pub(crate) fn read(text: &str) -> Question {
    let words = Words::of(text);
    let opens = OPENING.contains(&words.letters(0));
    let asks = words.len() > 1 && (opens || text.trim_end().ends_with('?'));
    Question { asks, wanted: wanted(&words) }
}

fn wanted(words: &Words) -> Option<Wanted> {
    let (first, second, third) = (words.letters(0), words.letters(1), words.letters(2));
    match (first, second) {
        ("how", "many" | "much" | "large" | "big" | "far" | "high" | "few" | "often") => Some(Wanted::Figures),
        ("what", "share" | "percentage" | "proportion" | "number" | "amount" | "fraction" | "price" | "cost" | "size") => {
            Some(Wanted::Figures)
        }
        ("when", _) | ("since", "when") | ("what" | "which", "year" | "date" | "day") | ("how", "long") => Some(Wanted::Dates),
        ("who" | "whom" | "whose", second) if is_duty(second) => Some(Wanted::Advice),
        ("who" | "whom" | "whose", _) => Some(Wanted::Names),
        ("which", "country" | "countries" | "company" | "companies" | "state" | "states" | "leader" | "leaders") => {
            Some(Wanted::Names)
        }
        (
            "which",
            "organisation" | "organization" | "organisations" | "organizations" | "body" | "bodies" | "group" | "groups",
        ) => Some(Wanted::Names),
        ("why", _) | ("how", "come") | ("what", "cause" | "causes" | "caused" | "explains") => Some(Wanted::Reasons),
        ("what" | "how", second) if is_duty(second) => Some(Wanted::Advice),
        ("what", "is" | "are") if third == "recommended" => Some(Wanted::Advice),
        _ => None,
    }
}

/// The word for what a verb asks for in a question about names, where most of its uses are of another sense; by its base form.
pub(crate) fn sense(wanted: Option<Wanted>, verb: &str) -> Option<&'static str> {
    if wanted != Some(Wanted::Names) {
        return None;
    }
    Some(match verb {
        "succeed" | "succeeds" | "succeeded" => "succession",
        "run" | "runs" => "govern",
        _ => return None,
    })
}

/// Whether a word asks for what ought to be, or could be, done.
fn is_duty(word: &str) -> bool {
    matches!(word, "should" | "must" | "ought" | "could" | "might" | "can")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_answer() {
        for (question, asks, wanted) in [
            ("how many soldiers are there", true, Some(Wanted::Figures)),
            ("When did it begin?", true, Some(Wanted::Dates)),
            ("who trains officers", true, Some(Wanted::Names)),
            ("why is that so", true, Some(Wanted::Reasons)),
            ("what should the ministry do", true, Some(Wanted::Advice)),
            ("is trade harmful?", true, None),
            ("gas prices?", true, None),
            ("gas", false, None),
            ("will", false, None),
        ] {
            assert_eq!(read(question), Question { asks, wanted }, "{question}");
        }
    }
}
