//! Whether a turn recommends where it stands, and to whom.

use super::Strength;
use super::addressee::{self, Addressee};
use super::clause::{Gap, Token, at, is_reported_or_conditional};
use super::lexicon::is;
use super::reader::{NEAR, Reader};
use super::trigger::{Form, Trigger, Turn};

impl Reader<'_> {
    /// For "a lever that could be used": where the noun before the relative clause begins.
    pub(super) fn relative(&self, words: &[Token], trigger: &Trigger, clause: usize) -> Option<usize> {
        let pronoun = clause.checked_sub(1)?;
        let is_relative = clause == trigger.at && trigger.form == Form::Passive && matches!(at(words, pronoun), "that" | "which");
        let start = (pronoun.saturating_sub(NEAR)..pronoun)
            .rev()
            .find(|&k| words.get(k).is_some_and(|token| token.before != Gap::Plain))?;
        (is_relative && start < pronoun && self.setting.recommends).then_some(start)
    }

    /// Whether the turn recommends here.
    pub(super) fn accepts(&self, words: &[Token], trigger: &Trigger, subject: usize) -> bool {
        let verb = at(words, trigger.action);
        let phrase = words.get(subject..trigger.at).unwrap_or_default();
        if is_reported_or_conditional(words, subject, trigger.at) && trigger.form != Form::Impersonal {
            return false;
        }
        let here = self.setting.recommends;
        // "ports whose loans must be repaid" tells of them
        if !here && phrase.iter().any(|token| token.lower == "whose") {
            return false;
        }
        let points = addressee::is_pointing(phrase);
        let actor = || addressee::acting(phrase, &self.names).or_else(|| self.pronoun(words, phrase, subject));
        let to_the_paper = || actor().is_some_and(|one| Some(&one) == self.paper.as_ref() || one == Addressee::Both);
        match (trigger.turn, trigger.form) {
            (Turn::Duty | Turn::Option, Form::Passive) if is("remark", verb) => false,
            (Turn::Duty, Form::Passive) => here || !points || actor().is_some(),
            (Turn::Duty, _) => {
                let they =
                    trigger.strength == Strength::Should && phrase.iter().any(|token| matches!(&*token.lower, "they" | "we"));
                actor().is_some() || they || (here && !points)
            }
            (Turn::Need, Form::Passive) => here && !points,
            (Turn::Need, _) => actor().is_some() && (here || trigger.rule == "needs to"),
            (Turn::Option, Form::Passive) => {
                let as_a = verb == "considered" && matches!(at(words, trigger.action + 1), "a" | "an" | "as" | "the" | "to");
                is("propose", verb) && (here || is("tried", verb)) && !as_a
            }
            (Turn::Option, _) if matches!(verb, "include" | "comprise" | "involve") => {
                here && phrase.iter().any(|token| is("measure", &token.lower))
            }
            (Turn::Option, _) => {
                let means = (trigger.action + 1..trigger.action + NEAR)
                    .any(|k| at(words, k) == "by" && at(words, k + 1).ends_with("ing"));
                let gains = is("gain", verb);
                (here && !is("outcome", verb) && actor().is_some()) || (means && gains && to_the_paper())
            }
            (Turn::Interest, _) => {
                here || self
                    .addressee(words, trigger, subject)
                    .is_some_and(|one| Some(&one) == self.paper.as_ref() || one == Addressee::Both)
            }
            (Turn::Needed, _) => {
                here || trigger.named.is_some_and(|(from, to)| {
                    words.get(from..to.min(words.len())).is_some_and(|part| addressee::acting(part, &self.names).is_some())
                })
            }
            (Turn::Advice, _) => match trigger.rule {
                "is urged to" => here,
                "require that" => self.addressee(words, trigger, subject).is_some(),
                _ => true,
            },
            (Turn::Good, Form::Impersonal) => here && phrase.iter().any(|token| is("measure", &token.lower)),
            (Turn::Good, Form::Step) => here && !points && !phrase.is_empty(),
            (Turn::Good, _) => (here && actor().is_some()) || to_the_paper(),
        }
    }

    /// The actor a pronoun stands for.
    pub(super) fn pronoun(&self, words: &[Token], phrase: &[Token], subject: usize) -> Option<Addressee> {
        let first = phrase.iter().find(|token| !addressee::is_opening(&token.lower) || token.lower == "its")?;
        match &*first.lower {
            "it" | "its" => addressee::last_of_the_two(words.get(subject.saturating_sub(NEAR)..subject).unwrap_or_default())
                .or_else(|| self.spoken_of.clone())
                .or_else(|| self.whole()),
            "they" | "their" => {
                let before = words.get(subject.saturating_sub(NEAR)..subject).unwrap_or_default();
                addressee::of_the_two(before, true).or_else(|| self.whole())
            }
            "we" | "one" => self.setting.addressee.clone().or_else(|| self.paper.clone()),
            _ => None,
        }
    }

    /// Whom the turn addresses.
    pub(super) fn addressee(&self, words: &[Token], trigger: &Trigger, subject: usize) -> Option<Addressee> {
        let phrase = words.get(subject..trigger.at).unwrap_or_default();
        if let Some((from, to)) = trigger.named {
            let named = words.get(from..to.min(words.len())).unwrap_or_default();
            let whole = if trigger.turn == Turn::Interest {
                addressee::of_the_two(named, false).or_else(|| addressee::acting(named, &self.names))
            } else {
                addressee::before_verb(named, &self.names)
            };
            return whole.or_else(|| self.pronoun(words, named, trigger.at)).or_else(|| self.by_default(words));
        }
        if trigger.form == Form::Active && !matches!(at(words, trigger.action), "include" | "comprise") {
            return addressee::acting(phrase, &self.names)
                .or_else(|| self.pronoun(words, phrase, subject))
                .or_else(|| self.by_default(words));
        }
        let agent = (trigger.action + 1..trigger.action + 8)
            .find(|&k| at(words, k) == "by")
            .and_then(|k| addressee::of_the_two(words.get(k + 1..k + 4)?, true));
        if trigger.form == Form::Passive && agent.is_some() {
            return agent;
        }
        let between = addressee::of_the_two(phrase, true).filter(|one| *one == Addressee::Both);
        if between.is_some() {
            return between;
        }
        // what is done with the one is the other's to do
        for (patient, other) in [(Addressee::Russia, Addressee::Eu), (Addressee::Eu, Addressee::Russia)] {
            if addressee::begins_with(phrase, &patient) && self.whole().as_ref() == Some(&other) {
                return Some(other);
            }
        }
        self.by_default(words)
    }

    /// Whom the section, or else the paper, addresses.
    pub(super) fn whole(&self) -> Option<Addressee> {
        if self.setting.recommends { self.setting.addressee.clone() } else { None }
    }

    /// Whom a clause addresses that names nobody: whom the section does, and the two together where they are to act together.
    pub(super) fn by_default(&self, words: &[Token]) -> Option<Addressee> {
        let whole = self.whole()?;
        let joint = self.setting.joint || words.iter().any(|token| is("joint", &token.lower));
        let other =
            matches!(whole, Addressee::Eu | Addressee::Russia) && self.of_the_two.as_ref().is_some_and(|one| *one != whole);
        Some(if joint && other { Addressee::Both } else { whole })
    }
}
