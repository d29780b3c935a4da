//! Where a paper recommends, and to whom.

use std::collections::HashMap;

use crate::document::{Document, SectionId};
use crate::text::Span;

use super::addressee::{self, Addressee};
use super::clause::{Token, tokens};
use super::lexicon::is;

/// What headings tell about a section.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    /// Whether its heading, or one above, announces recommendations.
    pub recommends: bool,
    /// Whom the headings address.
    pub addressee: Option<Addressee>,
    /// Whether its own heading speaks of acting together.
    pub joint: bool,
}

/// Turns of a heading under which authors recommend.
const ANNOUNCING: &[&str] = &[
    "recommendation",
    "recommended",
    "policy option",
    "policy implication",
    "policy proposal",
    "proposals",
    "policy advice",
    "next steps",
    "way forward",
    "ways forward",
    "what is to be done",
    "what to do",
    "options for",
    "policy priorities",
    "agenda for",
    "how should",
    "steps to take",
];

/// The setting of every section.
pub(super) fn settings(document: &Document) -> HashMap<SectionId, Setting> {
    let mut settings: HashMap<SectionId, Setting> = HashMap::new();
    let mut before = false;
    for section in &document.sections {
        let above = section.parent.and_then(|id| settings.get(&id)).cloned().unwrap_or_default();
        let lower = section.heading.to_lowercase();
        let words = tokens(&section.heading, Span::new(0, section.heading.len()));
        // "To the donors" after a section that recommends goes on recommending
        let goes_on = before && (lower.starts_with("to ") || lower.starts_with("for "));
        let asks = lower.contains("what ")
            && ["can", "could", "should", "must", "might"].iter().any(|modal| words.iter().any(|word| word.lower == *modal));
        let recommends = asks || above.recommends || goes_on || ANNOUNCING.iter().any(|turn| lower.contains(turn));
        let addressee = if recommends { named(&words).or(above.addressee) } else { None };
        let joint = words.iter().any(|token| is("joint", &token.lower));
        before = recommends;
        settings.insert(section.id, Setting { recommends, addressee, joint });
    }
    settings
}

/// Whom a heading addresses: after for or to, or as the one who should do something.
fn named(words: &[Token]) -> Option<Addressee> {
    let lower = |at: usize| words.get(at).map_or("", |token| &*token.lower);
    let start = (0..words.len()).find(|&at| {
        let addresses = matches!(lower(at), "for" | "to");
        addresses
            && (at == 0
                || matches!(
                    lower(at - 1),
                    "recommendations"
                        | "recommendation"
                        | "options"
                        | "proposals"
                        | "implications"
                        | "agenda"
                        | "priorities"
                        | "advice"
                ))
    });
    let phrase = match start {
        Some(at) => words.get(at + 1..)?,
        None => {
            let at = (0..words.len()).find(|&at| matches!(lower(at), "should" | "can" | "could" | "must"))?;
            let before = words.get(..at)?;
            if addressee::of_the_two(before, true).is_some() { before } else { words.get(at + 1..)? }
        }
    };
    addressee::of_the_two(phrase, true).or_else(|| {
        let words: Vec<&str> = phrase.iter().skip_while(|token| token.lower == "the").take(8).map(|token| token.text).collect();
        let named = phrase.iter().any(Token::is_capital) || phrase.iter().any(|token| is("actor", &token.lower));
        (start.is_some() && named).then(|| Addressee::Other(words.join(" ")))
    })
}

/// Whom the paper as a whole addresses: the first heading that says so.
pub(super) fn of_the_paper(document: &Document, settings: &HashMap<SectionId, Setting>) -> Option<Addressee> {
    document.sections.iter().find_map(|section| settings.get(&section.id)?.addressee.clone())
}
