//! The turns of speech that foretell.

use crate::extract::recommendations::{Token, after_adverbs, at, has_phrase, is_outcome, subject_start};

use super::Strength;

/// The turn at `i` that speaks of the future: how sure, its rule, where its verb stands.
pub(super) fn turn(words: &[Token], i: usize) -> Option<(Strength, &'static str, usize)> {
    let before = if i == 0 { "" } else { at(words, i - 1) };
    let next = after_adverbs(words, i + 1);
    let verb = at(words, next);
    match at(words, i) {
        "will" => {
            const NOUN_AFTER: &[&str] =
                &["the", "a", "political", "their", "its", "his", "free", "of", "no", "good", "popular", "any", "this", "own"];
            let noun = NOUN_AFTER.contains(&before) || matches!(verb, "" | "to" | "of");
            (!noun).then_some((Strength::Certain, "will", next))
        }
        "is" | "are" | "looks" | "look" | "seems" | "seem" | "remains" | "appears" => be(words, i, next),
        "plans" | "plan" | "intends" | "intend" if verb == "to" && !matches!(before, "the" | "a" | "its" | "their" | "and") => {
            Some((Strength::Planned, "plans to", next + 1))
        }
        "announced" if has_phrase(words, i + 1, "plans to") => Some((Strength::Planned, "announced plans to", i + 3)),
        "hopes" | "hope" if verb == "to" && before != "the" => Some((Strength::Possible, "hopes to", next + 1)),
        "risks"
            if verb.len() > 4
                && verb.ends_with("ing")
                && !matches!(before, "the" | "of" | "and" | "such" | "social" | "security") =>
        {
            Some((Strength::Possible, "risks", next))
        }
        "may" | "might" | "could" => {
            let month = at(words, i) == "may" && i > 0 && words.get(i).is_some_and(Token::is_capital);
            let becomes = is_outcome(verb)
                && !matches!(
                    verb,
                    "be" | "seem" | "appear" | "mean" | "know" | "feel" | "explain" | "want" | "encourage" | "need"
                );
            (becomes && !month && before != "military").then_some((Strength::Possible, "may", next))
        }
        _ => None,
    }
}

/// The turns with is and are: is set to, is likely to, is going to, is to.
fn be(words: &[Token], i: usize, next: usize) -> Option<(Strength, &'static str, usize)> {
    let is_be = matches!(at(words, i), "is" | "are");
    let then = after_adverbs(words, next + 1);
    let to = at(words, then) == "to";
    match at(words, next) {
        "likely" | "unlikely" if to => Some((Strength::Likely, "is likely to", then + 1)),
        "expected" | "projected" | "forecast" | "predicted" | "anticipated" | "estimated" if to && is_be => {
            Some((Strength::Likely, "is expected to", then + 1))
        }
        "bound" | "destined" | "doomed" | "certain" | "sure" if to => Some((Strength::Certain, "is bound to", then + 1)),
        "set" | "due" | "scheduled" | "slated" | "planning" | "preparing" | "about" | "intending" if to => {
            Some((Strength::Planned, "is set to", then + 1))
        }
        "planned" | "scheduled" | "foreseen" if is_be => Some((Strength::Planned, "is planned", next)),
        "going" if to && is_be => Some((Strength::Certain, "is going to", then + 1)),
        "hoping" if to && is_be => Some((Strength::Possible, "hopes to", then + 1)),
        "to" if is_be => {
            // "the aim is to" says what the aim is
            let subject = words.get(subject_start(words, i)..i)?;
            let aim = subject.iter().any(|token| {
                matches!(
                    &*token.lower,
                    "aim"
                        | "aims"
                        | "goal"
                        | "goals"
                        | "purpose"
                        | "objective"
                        | "objectives"
                        | "task"
                        | "idea"
                        | "challenge"
                        | "step"
                        | "solution"
                        | "way"
                        | "problem"
                        | "role"
                        | "mission"
                        | "function"
                        | "priority"
                        | "ambition"
                        | "what"
                        | "question"
                        | "option"
                        | "options"
                        | "strategy"
                        | "choice"
                        | "it"
                        | "intention"
                )
            });
            let verb = at(words, next + 1);
            (!aim && !verb.is_empty() && !matches!(verb, "be" | "blame") && !subject.is_empty()).then_some((
                Strength::Planned,
                "is to",
                next + 1,
            ))
        }
        _ => None,
    }
}

/// The strength as adverbs and the clause before change it: it seems likely that, in all likelihood, will probably, perhaps.
pub(super) fn hedged(words: &[Token], subject: usize, i: usize, strength: Strength) -> Strength {
    if strength != Strength::Certain {
        return strength;
    }
    let near = words.get(subject.saturating_sub(6)..(i + 5).min(words.len())).unwrap_or_default();
    let has = |wanted: &[&str]| near.iter().any(|token| wanted.contains(&&*token.lower));
    if has(&["likely", "likelihood", "probably", "probable", "presumably", "doubtless", "expect", "expected", "expects"]) {
        Strength::Likely
    } else if has(&["perhaps", "possibly", "maybe", "may", "might", "hopes", "hope"]) {
        Strength::Possible
    } else {
        strength
    }
}
