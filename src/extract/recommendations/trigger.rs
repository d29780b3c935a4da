//! The turns of speech that recommend.

use super::Strength;
use super::clause::{Gap, Token, after_adverbs, at, has_phrase, is_participle};
use super::lexicon::is;

/// How the turn stands to its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The subject is to act: the EU should support.
    Active,
    /// Something is to be done with the subject: Russia could be invited.
    Passive,
    /// Nobody is the subject: it is essential to.
    Impersonal,
    /// The subject is the step itself: a second fund would be welcome.
    Step,
}

/// Which kind of turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// must, should, ought to.
    Duty,
    /// has to, needs to.
    Need,
    /// could, might, may, can.
    Option,
    /// It is in its interest to; has every interest in.
    Interest,
    /// It is essential to; there is a need for.
    Needed,
    /// We recommend; is urged to; they require that.
    Advice,
    /// Would do well to; would benefit from; would be welcome.
    Good,
}

/// A turn found in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    /// The finite verb, before which the subject stands.
    pub at: usize,
    /// Where the action begins.
    pub action: usize,
    /// The turn.
    pub turn: Turn,
    /// How it stands to its action.
    pub form: Form,
    /// How strongly.
    pub strength: Strength,
    /// Its name.
    pub rule: &'static str,
    /// Where the addressee is named when it is not the subject.
    pub named: Option<(usize, usize)>,
}

/// The turn at position `i`, if there is one.
pub(super) fn trigger(tokens: &[Token], i: usize) -> Option<Trigger> {
    match at(tokens, i) {
        word @ ("must" | "should" | "could" | "might" | "may" | "can" | "ought" | "has" | "have" | "need" | "needs") => {
            modal(tokens, i, word)
        }
        "interest" | "interests" => interest(tokens, i),
        "it" => needed(tokens, i),
        "there" => need_for(tokens, i),
        "time" if has_phrase(tokens, i + 1, "has come") => {
            let to = (i + 3..i + 12).find(|&k| at(tokens, k) == "to")?;
            let named = (at(tokens, i + 3) == "for").then_some((i + 4, to));
            Some(Trigger {
                turn: Turn::Needed,
                form: Form::Impersonal,
                named,
                ..advice(i, to + 1, Strength::Should, "the time has come to")
            })
        }
        "would" => would(tokens, i),
        word @ ("require" | "requires") if at(tokens, i + 1) == "that" => {
            let _ = word;
            Some(Trigger { named: Some((i + 2, i + 6)), ..advice(i, i + 2, Strength::Must, "require that") })
        }
        "recommend" | "recommends" | "urge" | "urges" | "advise" | "advises" | "propose" | "proposes" | "call" | "calls" => {
            own_advice(tokens, i)
        }
        "is" | "are" => {
            let verb = after_adverbs(tokens, i + 1);
            let to = if has_phrase(tokens, verb, "called on") || has_phrase(tokens, verb, "called upon") {
                verb + 2
            } else {
                verb + 1
            };
            let urged =
                matches!(at(tokens, verb), "encouraged" | "urged" | "invited" | "advised" | "called") && at(tokens, to) == "to";
            urged.then(|| advice(i, to + 1, Strength::Should, "is urged to"))
        }
        _ => None,
    }
}

fn advice(at: usize, action: usize, strength: Strength, rule: &'static str) -> Trigger {
    Trigger { at, action, turn: Turn::Advice, form: Form::Active, strength, rule, named: None }
}

fn modal(tokens: &[Token], i: usize, word: &str) -> Option<Trigger> {
    let before = if i == 0 { "" } else { at(tokens, i - 1) };
    // nouns: the need to, military might; the month
    let noun = matches!(word, "need" | "needs" | "might" | "can")
        && matches!(
            before,
            "the" | "a" | "an" | "no" | "any" | "urgent" | "military" | "real" | "little" | "clear" | "in" | "their" | "its"
        );
    if noun || (word == "may" && i > 0 && tokens.get(i).is_some_and(Token::is_capital)) {
        return None;
    }
    let (turn, strength, rule, from) = match word {
        "must" => (Turn::Duty, Strength::Must, "must", i + 1),
        "should" => (Turn::Duty, Strength::Should, "should", i + 1),
        "ought" if at(tokens, i + 1) == "to" => (Turn::Duty, Strength::Should, "ought to", i + 2),
        "has" | "have" if at(tokens, i + 1) == "to" => (Turn::Need, Strength::Must, "has to", i + 2),
        "has" | "have" if has_phrase(tokens, i + 1, "every interest in") => {
            return Some(Trigger {
                at: i,
                action: i + 4,
                turn: Turn::Interest,
                form: Form::Active,
                strength: Strength::Should,
                rule: "every interest in",
                named: None,
            });
        }
        "need" | "needs" if at(tokens, after_adverbs(tokens, i + 1)) == "to" => {
            (Turn::Need, Strength::Must, "needs to", after_adverbs(tokens, i + 1) + 1)
        }
        "could" | "can" => (Turn::Option, Strength::Could, "could", i + 1),
        "might" | "may" => (Turn::Option, Strength::Might, "might", i + 1),
        _ => return None,
    };
    let verb = after_adverbs(tokens, from);
    let next = at(tokens, verb);
    // a list may follow: "governments should:"
    // "should have been": what was not done
    if (next == "have" && is_participle(at(tokens, after_adverbs(tokens, verb + 1)))) || has_phrase(tokens, verb, "have been") {
        return None;
    }
    let participle = after_adverbs(tokens, verb + 1);
    if next == "be" && is_participle(at(tokens, participle)) {
        return Some(Trigger { at: i, action: participle, turn, form: Form::Passive, strength, rule, named: None });
    }
    Some(Trigger { at: i, action: verb, turn, form: Form::Active, strength, rule, named: None })
}

/// "It is in the EU’s interest to", "it is in the interest of the EU to".
fn interest(tokens: &[Token], i: usize) -> Option<Trigger> {
    let inside = (i.saturating_sub(6)..i).rev().find(|&k| at(tokens, k) == "in")?;
    let verb = inside.checked_sub(1).map(|k| {
        if matches!(at(tokens, k), "very" | "also" | "clearly" | "thus" | "therefore") { k.saturating_sub(1) } else { k }
    })?;
    if !matches!(at(tokens, verb), "is" | "be" | "are" | "lies") {
        return None;
    }
    let mut to = i + 1;
    let mut named = (inside + 1, i);
    if at(tokens, to) == "of" {
        to = (i + 2..i + 10).find(|&k| at(tokens, k) == "to")?;
        named = (i + 2, to);
    }
    (at(tokens, to) == "to").then(|| Trigger {
        at: verb,
        action: to + 1,
        turn: Turn::Interest,
        form: Form::Impersonal,
        strength: Strength::Should,
        rule: "in its interest to",
        named: Some(named),
    })
}

/// "It is essential (for X) to", "it would be useful that", "it is recommended that".
fn needed(tokens: &[Token], i: usize) -> Option<Trigger> {
    let verb = i + 1;
    if !matches!(at(tokens, verb), "is" | "remains" | "would" | "will" | "seems" | "becomes" | "appears" | "was")
        || at(tokens, verb) == "was"
    {
        return None;
    }
    let said = (verb + 1..verb + 5).find(|&k| {
        is("needed", at(tokens, k))
            || is("good", at(tokens, k))
            || matches!(at(tokens, k), "recommended" | "advised" | "proposed")
    })?;
    let weak = is("good", at(tokens, said)) && !is("needed", at(tokens, said));
    let strength = if weak || at(tokens, verb) == "would" { Strength::Could } else { Strength::Must };
    let rule = if weak { "it would be good to" } else { "it is essential to" };
    let (action, named) = match at(tokens, said + 1) {
        "to" | "that" => (said + 2, (at(tokens, said + 1) == "that").then_some((said + 2, said + 7))),
        "for" => {
            let to = (said + 2..said + 12).find(|&k| at(tokens, k) == "to")?;
            (to + 1, Some((said + 2, to)))
        }
        _ => return None,
    };
    // "important to note", "useful to remember"
    const REMARKS: &[&str] = &[
        "acknowledge",
        "distinguish",
        "emphasise",
        "highlight",
        "know",
        "mention",
        "note",
        "observe",
        "point",
        "realise",
        "recall",
        "recognise",
        "remember",
        "say",
        "stress",
        "understand",
        "underline",
    ];
    let says = after_adverbs(tokens, action);
    let remarks = is("remark", at(tokens, says))
        || REMARKS.contains(&at(tokens, says))
        || (matches!(at(tokens, says), "keep" | "bear") && at(tokens, says + 1) == "in");
    (!remarks).then_some(Trigger { at: verb, action, turn: Turn::Needed, form: Form::Impersonal, strength, rule, named })
}

/// "There is an urgent need for", "there is a need to".
fn need_for(tokens: &[Token], i: usize) -> Option<Trigger> {
    if !matches!(at(tokens, i + 1), "is" | "remains" | "exists") {
        return None;
    }
    let need = (i + 2..i + 6).find(|&k| at(tokens, k) == "need")?;
    let denied = (i + 2..need).any(|k| matches!(at(tokens, k), "no" | "little" | "not"));
    (!denied && matches!(at(tokens, need + 1), "for" | "to")).then_some(Trigger {
        at: i + 1,
        action: need + 2,
        turn: Turn::Needed,
        form: Form::Impersonal,
        strength: Strength::Should,
        rule: "there is a need",
        named: None,
    })
}

/// "would do well to", "would benefit from", "would be welcome".
fn would(tokens: &[Token], i: usize) -> Option<Trigger> {
    let verb = after_adverbs(tokens, i + 1);
    let good = |action, form, rule| {
        Some(Trigger { at: i, action, turn: Turn::Good, form, strength: Strength::Could, rule, named: None })
    };
    if has_phrase(tokens, verb, "do well to") || has_phrase(tokens, verb, "be wise to") {
        return good(verb + 3, Form::Active, "would do well to");
    }
    if has_phrase(tokens, verb, "be well advised to") {
        return good(verb + 4, Form::Active, "would do well to");
    }
    if has_phrase(tokens, verb, "benefit from") || has_phrase(tokens, verb, "gain from") {
        return good(verb + 2, Form::Active, "would benefit from");
    }
    if has_phrase(tokens, verb, "be to") {
        return good(verb + 2, Form::Impersonal, "a step would be to");
    }
    let praise = after_adverbs(tokens, verb + 1);
    let praise = if matches!(at(tokens, praise), "a" | "an" | "most" | "very") { praise + 1 } else { praise };
    if at(tokens, verb) == "be" && is("good", at(tokens, praise)) {
        return good(praise, Form::Step, "would be welcome");
    }
    None
}

/// "We recommend that", "this paper urges the EU to".
fn own_advice(tokens: &[Token], i: usize) -> Option<Trigger> {
    let own = (i.saturating_sub(3)..i)
        .any(|k| matches!(at(tokens, k), "we" | "i" | "paper" | "report" | "study" | "brief" | "author" | "authors"));
    let calls = at(tokens, i).starts_with("call");
    let from = match at(tokens, i + 1) {
        "that" => i + 2,
        "on" | "upon" | "for" if calls => i + 2,
        _ if calls => return None,
        _ => i + 1,
    };
    // "We propose the following steps": what follows says which
    let end = (from..tokens.len()).find(|&k| k > from && tokens.get(k).is_some_and(|token| token.before != Gap::Plain));
    let object = from..end.unwrap_or(tokens.len());
    const ANNOUNCED: &[&str] = &["actions", "changes", "measures", "points", "proposals", "recommendations", "reforms", "steps"];
    let is_announced = object.len() <= 4 && object.last().is_some_and(|last| ANNOUNCED.contains(&at(tokens, last)));
    if is_announced {
        return None;
    }
    let marked = (from..from + 9).find(|&k| matches!(at(tokens, k), "to" | "should" | "must"));
    let (end, action) = marked.map_or((from + 6, from), |end| (end, end + 1));
    (own && tokens.get(i).is_some_and(|token| token.before != Gap::Stop)).then_some(Trigger {
        form: Form::Impersonal,
        named: Some((from, end)),
        ..advice(i, action, Strength::Should, "we recommend")
    })
}
