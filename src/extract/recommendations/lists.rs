//! Actions one after the other: the items of a list, and what "could include" counts up.

use crate::text::Span;

use super::clause::{Gap, Token, at};
use super::lexicon::{is, is_act_gerund};

/// Whether the words open with an action: Strengthen …, strengthening …, to strengthen ….
pub(super) fn opens_with_action(tokens: &[Token]) -> bool {
    let first = usize::from(at(tokens, 0) == "to");
    let word = at(tokens, first);
    if first == 0 && is_act_gerund(word) {
        return true;
    }
    if matches!(word, "not" | "don’t") {
        return is("act", at(tokens, first + 1));
    }
    // "Support for", "Increase in", "Use of": a noun
    let next = at(tokens, first + 1);
    let goes_on_as_noun = match next {
        "to" => matches!(word, "aid" | "limit" | "support" | "transfer"),
        "in" => matches!(word, "cut" | "increase" | "study" | "use"),
        _ => matches!(
            next,
            "" | "for"
                | "of"
                | "is"
                | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "will"
                | "would"
                | "and"
                | "from"
                | "between"
                | "by"
        ),
    };
    let is_noun = first == 0 && is("noun", word) && goes_on_as_noun;
    is("act", word) && !is_noun
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
            token.lower.as_str(),
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
        let opener = matches!(token.lower.as_str(), "and" | "or" | "as" | "well");
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
