//! Who is addressed.

use std::collections::HashSet;

use super::clause::{Gap, Token};
use super::lexicon::is;

/// Who should act.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Addressee {
    /// The European Union, its institutions and members.
    Eu,
    /// Russia and its government.
    Russia,
    /// The two together.
    Both,
    /// Another, as the text names it.
    Other(String),
}

impl Addressee {
    /// Its name in exports.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Eu => "EU",
            Self::Russia => "Russia",
            Self::Both => "both",
            Self::Other(name) => name,
        }
    }
}

/// Whether the token at `at` names the European Union.
fn is_eu(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let next = tokens.get(at + 1).map_or("", |token| &token.lower);
    let states = matches!(
        next,
        "union"
            | "commission"
            | "institutions"
            | "states"
            | "governments"
            | "countries"
            | "leaders"
            | "policymakers"
            | "capitals"
            | "parliament"
            | "council"
    );
    token.is_capital() && (is("eu", &token.lower) || (token.lower == "european" && states) || token.text == "Commission")
}

/// Whether the token at `at` names Russia or its government.
fn is_russia(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let next = tokens.get(at + 1).map_or("", |token| &token.lower);
    let state = matches!(
        next,
        "government"
            | "leaders"
            | "leadership"
            | "authorities"
            | "elite"
            | "elites"
            | "officials"
            | "state"
            | "federation"
            | "president"
            | "diplomacy"
    );
    token.is_capital() && (is("russia", &token.lower) || (token.lower == "russian" && state))
}

/// Which of the two the tokens name, possessives left out where `acting`.
pub(super) fn of_the_two(tokens: &[Token], acting: bool) -> Option<Addressee> {
    let counts = |at: &usize| !acting || tokens.get(*at).is_some_and(|token| !token.possessive && !is_modifier(tokens, *at));
    let eu = (0..tokens.len()).filter(counts).any(|at| is_eu(tokens, at));
    let russia = (0..tokens.len()).filter(counts).any(|at| is_russia(tokens, at));
    match (eu, russia) {
        (true, true) => Some(Addressee::Both),
        (true, false) => Some(Addressee::Eu),
        (false, true) => Some(Addressee::Russia),
        (false, false) => None,
    }
}

/// Whether the name at `at` only qualifies the noun after it: EU money, but not EU governments.
fn is_modifier(tokens: &[Token], at: usize) -> bool {
    const GOING_ON: &[&str] = &[
        "also", "alone", "along", "and", "as", "at", "by", "for", "from", "in", "itself", "nor", "of", "on", "or", "side",
        "that", "together", "under", "which", "who", "with", "within",
    ];
    let next = tokens.get(at + 1).filter(|next| next.before == Gap::Plain && !next.is_capital());
    next.is_some_and(|next| !GOING_ON.contains(&next.lower.as_ref()) && !is("actor", &next.lower) && !next.lower.ends_with("ly"))
}

/// The last of the two that the tokens name, for a pronoun that follows them.
pub(super) fn last_of_the_two(tokens: &[Token]) -> Option<Addressee> {
    (0..tokens.len())
        .rev()
        .find_map(|at| if is_eu(tokens, at) { Some(Addressee::Eu) } else { is_russia(tokens, at).then_some(Addressee::Russia) })
}

/// Whether the phrase begins with the name of the one or the other, articles apart; a possessive counts.
pub(super) fn begins_with(tokens: &[Token], wanted: &Addressee) -> bool {
    let first = tokens.iter().position(|token| !is_opening(&token.lower));
    first.is_some_and(|at| match wanted {
        Addressee::Eu => is_eu(tokens, at),
        Addressee::Russia => is_russia(tokens, at),
        Addressee::Both | Addressee::Other(_) => false,
    })
}

/// The actor that the phrase before a bare verb names: "(we recommend that) the World Bank resume".
pub(super) fn before_verb(phrase: &[Token], names: &HashSet<String>) -> Option<Addressee> {
    let verb =
        phrase.iter().skip(1).position(|token| !token.is_capital() && is("act", &token.lower)).map_or(phrase.len(), |at| at + 1);
    let subject = phrase.get(..verb)?;
    of_the_two(subject, true).or_else(|| acting(subject, names))
}

/// The actor that a subject names; none where it names none. `names` are the words that the block writes with a capital inside
/// a sentence.
pub(super) fn acting(subject: &[Token], names: &HashSet<String>) -> Option<Addressee> {
    let two = of_the_two(subject, true);
    let first = subject.iter().position(|token| !is_opening(&token.lower))?;
    let phrase = subject.get(first..)?;
    if let Some(one) = two {
        // "NATO and the EU": the text's own words
        let joined = phrase.len() < 9 && phrase.iter().any(|token| token.lower == "and");
        let of_the_eu = |word: &str| matches!(word, "member" | "states" | "union" | "institutions" | "council" | "parliament");
        let other = |at: usize| {
            phrase.get(at).is_some_and(|token| token.is_capital() && !of_the_eu(&token.lower))
                && !is_eu(phrase, at)
                && !is_russia(phrase, at)
        };
        let third = joined && one != Addressee::Both && (0..phrase.len()).any(other);
        return Some(if third { Addressee::Other(words_of(phrase)) } else { one });
    }
    // a relative clause or a prepositional phrase at the end says more about the actor
    let more = |token: &Token| matches!(&*token.lower, "which" | "who" | "that" | "together" | "along");
    let end = phrase.iter().position(more).unwrap_or(phrase.len());
    let phrase = phrase.get(..end.min(9))?;
    let has_actor = phrase.iter().any(|token| is("actor", &token.lower) && !token.possessive);
    let head = phrase.first()?;
    // the acronym at a sentence's beginning is a name as well
    let is_acronym = head.text.len() > 1 && head.text.chars().all(char::is_uppercase);
    let known = is_acronym || names.contains(head.text) || phrase.iter().skip(1).any(Token::is_capital);
    let named = head.is_capital() && !head.possessive && phrase.len() <= 4 && known && !is("measure", &head.lower);
    let measures = phrase.iter().any(|token| is("measure", &token.lower));
    if !named && (!has_actor || measures) {
        return None;
    }
    Some(Addressee::Other(words_of(phrase)))
}

/// The words of a phrase up to a bracket, as they are joined in the text: "Inter-American Development Bank".
fn words_of(phrase: &[Token]) -> String {
    let mut words = String::new();
    for token in phrase {
        if !words.is_empty() {
            if token.joint.contains(['(', '[']) {
                break;
            }
            words.push_str(if token.joint.contains(char::is_whitespace) { " " } else { token.joint });
        }
        words.push_str(token.text);
    }
    words
}

/// Words that open a subject and do not belong to the name.
pub(super) fn is_opening(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "and"
            | "but"
            | "or"
            | "so"
            | "yet"
            | "then"
            | "thus"
            | "therefore"
            | "however"
            | "both"
            | "in"
            | "addition"
            | "also"
            | "as"
            | "such"
            | "here"
            | "finally"
            | "moreover"
            | "furthermore"
            | "for"
            | "its"
            | "while"
            | "although"
            | "that"
            | "because"
            | "still"
    )
}

/// Whether the subject only points back (this, it, they).
pub(super) fn is_pointing(subject: &[Token]) -> bool {
    let first = subject.iter().find(|token| !is_opening(&token.lower) || token.lower == "such" || token.lower == "that");
    first.is_some_and(|token| {
        matches!(
            &*token.lower,
            "this" | "these" | "those" | "that" | "such" | "it" | "which" | "what" | "there" | "nothing" | "nobody" | "neither"
        )
    })
}

/// The words that a sentence writes with a capital, its first apart.
pub(super) fn names_in(tokens: &[Token]) -> HashSet<String> {
    tokens.iter().skip(1).filter(|token| token.is_capital()).map(|token| token.text.to_owned()).collect()
}
