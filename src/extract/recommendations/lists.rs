//! Actions one after the other: the items of a list, and what "could include" counts up.

use crate::text::Span;

use super::clause::{Gap, Token, at};
use super::lexicon::{is, is_act_gerund};

/// Where the words open with an action: Strengthen …, strengthening …, to strengthen …; after an ordinal (Second, …) or a label
/// (Recommendation 3: …), too.
pub(super) fn action_start(tokens: &[Token]) -> Option<usize> {
    const ORDINALS: &[&str] = &[
        "above", "also", "eighth", "fifth", "finally", "first", "firstly", "fourth", "lastly", "ninth", "second", "secondly",
        "seventh", "sixth", "tenth", "third", "thirdly",
    ];
    let label = (1..8).find(|&k| tokens.get(k).is_some_and(|token| token.before == Gap::Colon));
    let ordinal = ORDINALS
        .contains(&at(tokens, 0))
        .then(|| (1..3).find(|&k| tokens.get(k).is_some_and(|token| token.before == Gap::Comma)));
    [Some(0), label, ordinal.flatten()]
        .into_iter()
        .flatten()
        .find(|&start| opens_with_action(tokens.get(start..).unwrap_or_default()))
}

/// Whether the words open with an action.
fn opens_with_action(tokens: &[Token]) -> bool {
    let first = usize::from(at(tokens, 0) == "to");
    let word = at(tokens, first);
    if matches!(word, "not" | "don’t") {
        return is("act", at(tokens, first + 1));
    }
    let acts = is("act", word) || (first == 0 && is_act_gerund(word));
    acts && (first == 1 || !(opens_noun_phrase(tokens) || has_own_verb(tokens)))
}

/// "Support for", "Increase in", "Use of".
fn opens_noun_phrase(tokens: &[Token]) -> bool {
    const AFTER_NOUN: &[&str] = &["", "and", "between", "by", "for", "from", "of"];
    let word = at(tokens, 0);
    let next = at(tokens, 1);
    let after_noun = match next {
        "to" => matches!(word, "aid" | "limit" | "support" | "transfer"),
        "in" => matches!(word, "cut" | "increase" | "study" | "use"),
        _ => AFTER_NOUN.contains(&next),
    };
    is("noun", word) && after_noun
}

/// "Open markets are", "Promoting trade is": what looks like an action is the subject of a verb.
fn has_own_verb(tokens: &[Token]) -> bool {
    const VERBS: &[&str] =
        &["are", "can", "could", "had", "has", "have", "is", "may", "might", "must", "should", "was", "were", "will", "would"];
    const CLAUSES: &[&str] = &["how", "if", "that", "what", "when", "where", "whether", "which", "who", "whose", "why"];
    let phrase =
        tokens.iter().skip(1).take(8).take_while(|token| token.before == Gap::Plain && !CLAUSES.contains(&&*token.lower));
    phrase.into_iter().any(|token| VERBS.contains(&&*token.lower))
}

/// The members of the enumeration that the tokens from `from` on make: parted by commas, "and" and "as well as", brackets apart.
/// What only says more about the member before it (thereby …, which …) stays with it; a lone member is no enumeration.
pub(super) fn members(text: &str, tokens: &[Token], from: usize) -> Vec<Span> {
    let mut members: Vec<Span> = Vec::new();
    let mut depth = 0_i32;
    let mut last_end = None;
    for (nth, token) in tokens.iter().enumerate().skip(from) {
        let between = last_end.and_then(|end| text.get(end..token.span.start)).unwrap_or_default();
        depth +=
            i32::try_from(between.matches('(').count()).unwrap_or(0) - i32::try_from(between.matches(')').count()).unwrap_or(0);
        last_end = Some(token.span.end);
        if token.before == Gap::Stop && nth > from {
            break;
        }
        let comma = between.contains(',') && depth == 0;
        let more = matches!(
            &*token.lower,
            "thereby"
                | "thus"
                | "which"
                | "who"
                | "including"
                | "especially"
                | "notably"
                | "such"
                | "in"
                | "for"
                | "whether"
                | "with"
                | "etc"
                | "where"
                | "particularly"
        );
        let opener = matches!(&*token.lower, "and" | "or" | "as" | "well");
        match members.last_mut() {
            None => members.push(token.span),
            Some(_) if comma && opener && !more => members.push(Span::new(token.span.end, token.span.end)),
            Some(member) if member.is_empty() && (opener || token.lower == "as") => {
                *member = Span::new(token.span.end, token.span.end)
            }
            Some(member) if member.is_empty() => *member = token.span,
            Some(_) if comma && !more => members.push(token.span),
            Some(_) if token.lower == "etc" => {}
            Some(member) => member.end = token.span.end,
        }
    }
    members.retain(|member| !member.is_empty());
    if members.len() < 2 { Vec::new() } else { members }
}
