//! One sentence: its words, the entities it names, and what it says that they do.

use std::borrow::Cow;

use super::Status;
use super::verbs::{Form, Verbs};
use crate::text::{Span, words};

/// An entity named in the sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub span: Span,
    /// Its index among the document's entities.
    pub entity: usize,
    /// Whether it can act.
    pub is_actor: bool,
}

/// What a sentence says; subject and object by their places among its names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'v> {
    pub subject: usize,
    pub object: usize,
    pub predicate: &'v str,
    /// The verb, or the noun for it.
    pub verb: Span,
    pub status: Status,
    pub rule: &'static str,
}

/// A word, or a whole name.
#[derive(Clone, Debug)]
struct Item<'a> {
    span: Span,
    /// The word in lower case; empty for a name.
    word: Cow<'a, str>,
    /// The name's place among the sentence's names.
    name: Option<usize>,
    /// Whether a stop stands before it that no clause crosses.
    stop: bool,
    /// Whether a comma stands before it.
    comma: bool,
    /// Whether it is a name in the possessive.
    possessive: bool,
}

const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "isn't"];
const MODAL: [&str; 2] = ["will", "shall"];
/// Words after which nothing is said to be so.
const DENIED: [&str; 20] = [
    "not", "never", "no", "without", "neither", "nor", "cannot", "should", "must", "ought", "may", "might", "can", "could",
    "refused", "refuses", "if", "unless", "failed", "would",
];
const PLANNED: [&str; 34] = [
    "will",
    "shall",
    "plan",
    "plans",
    "planned",
    "planning",
    "intends",
    "intend",
    "intended",
    "set",
    "due",
    "about",
    "scheduled",
    "agreed",
    "agrees",
    "decided",
    "decides",
    "promised",
    "promises",
    "pledged",
    "pledges",
    "announced",
    "proposed",
    "proposes",
    "project",
    "projects",
    "programme",
    "going",
    "prepares",
    "preparing",
    "expects",
    "expected",
    "committed",
    "undertook",
];
const HOPED: [&str; 25] = [
    "hope", "hopes", "hoped", "hoping", "want", "wants", "wanted", "wishes", "wish", "like", "seeks", "seek", "sought",
    "seeking", "aims", "aim", "aimed", "tries", "trying", "tried", "looking", "keen", "eager", "ready", "willing",
];
/// Words that may stand between a subject and its verb, beside adverbs in -ly.
const LIGHT: [&str; 40] = [
    "has",
    "have",
    "had",
    "also",
    "now",
    "still",
    "then",
    "already",
    "again",
    "which",
    "who",
    "that",
    "itself",
    "himself",
    "herself",
    "themselves",
    "today",
    "long",
    "once",
    "ever",
    "soon",
    "since",
    "often",
    "always",
    "thus",
    "therefore",
    "however",
    "even",
    "first",
    "later",
    "just",
    "both",
    "all",
    "together",
    "alone",
    "since",
    "does",
    "do",
    "did",
    "yet",
];
const PREPOSITIONS: [&str; 27] = [
    "of", "in", "from", "to", "with", "for", "by", "on", "against", "between", "near", "at", "into", "over", "through", "under",
    "via", "about", "towards", "toward", "than", "like", "as", "within", "among", "across", "despite",
];
/// What is done to such a part of a thing is done to the thing: "upgrade the capacity of the pipeline".
const PARTS: [&str; 24] = [
    "capacity",
    "share",
    "part",
    "section",
    "sector",
    "majority",
    "rest",
    "territory",
    "half",
    "third",
    "quarter",
    "all",
    "most",
    "each",
    "use",
    "north",
    "south",
    "east",
    "west",
    "infrastructure",
    "network",
    "city",
    "stretch",
    "quarters",
];
/// How many words may stand between a subject and its verb, and between a verb and its object.
const REACH: usize = 10;

/// A sentence as a row of words and names.
pub(super) struct Sentence<'a> {
    items: Vec<Item<'a>>,
    names: &'a [Named],
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a str, span: Span, names: &'a [Named]) -> Self {
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut next = 0;
        let mut end = span.start;
        for word in words(span.of(text)) {
            let word = Span::new(span.start + word.span.start, span.start + word.span.end);
            while names.get(next).is_some_and(|name| name.span.end <= word.start) {
                next += 1;
            }
            let between = text.get(end..word.start).unwrap_or_default();
            end = word.end;
            let name = names.get(next).filter(|name| name.span.overlaps(word)).map(|_| next);
            if name.is_some() && items.last().is_some_and(|item| item.name == name) {
                continue;
            }
            let possessive = name.is_some_and(|name| {
                let after = names.get(name).and_then(|name| text.get(name.span.end..)).unwrap_or_default();
                after.starts_with(['’', '\'']) && !after.starts_with("’ ")
                    || after.starts_with("’ ") && text.get(..end).is_some_and(|t| t.ends_with('s'))
            });
            let lower = match word.of(text) {
                _ if name.is_some() => Cow::Borrowed(""),
                small if !small.contains(char::is_uppercase) => Cow::Borrowed(small),
                large => Cow::Owned(large.to_lowercase()),
            };
            let stop = between.contains([';', ':', '(', ')', '–', '—']) && !between.trim().is_empty() && between != "–";
            items.push(Item { span: word, word: lower, name, stop, comma: between.contains(','), possessive });
        }
        Self { items, names }
    }

    /// All that the sentence says, in order.
    pub(super) fn relations<'v>(&self, verbs: &'v Verbs) -> Vec<Said<'v>> {
        let mut said = Vec::new();
        let mut carried: Option<(Vec<usize>, Status)> = None;
        for (at, item) in self.items.iter().enumerate() {
            if item.name.is_some() {
                continue;
            }
            if let Some((verb, form)) = verbs.form(&item.word) {
                if let Some(passive) = self.passive(at, form) {
                    said.extend(passive.map(|(subject, object)| Said {
                        subject,
                        object,
                        predicate: &verb.predicate,
                        verb: item.span,
                        status: self.status(at.saturating_sub(4), at).unwrap_or(Status::Actual),
                        rule: "passive verb between two names",
                    }));
                    continue;
                }
                let subjects = self.subjects(at, form);
                let found = match &subjects {
                    Some((subjects, status)) => Some((subjects.clone(), *status)),
                    None => carried.clone().filter(|_| self.goes_on(at)),
                };
                if let Some((subjects, status)) = found {
                    let mut objects = self.objects(at, verb.preposition.as_deref());
                    if objects.is_empty() && verb.preposition.is_none() {
                        objects.extend(subjects.first().and_then(|&subject| self.relative(subject)));
                    }
                    for &subject in &subjects {
                        said.extend(objects.iter().map(|&object| Said {
                            subject,
                            object,
                            predicate: &verb.predicate,
                            verb: item.span,
                            status,
                            rule: "verb between two names",
                        }));
                    }
                    carried = Some((subjects, status));
                }
            }
            for (verb, preposition) in verbs.noun(&item.word) {
                if let Some((subject, objects)) = self.nominal(at, preposition) {
                    said.extend(objects.into_iter().map(|object| Said {
                        subject,
                        object,
                        predicate: &verb.predicate,
                        verb: item.span,
                        status: Status::Actual,
                        rule: "noun for a verb between two names",
                    }));
                }
            }
        }
        said
    }

    fn word(&self, at: usize) -> &str {
        self.items.get(at).map(|item| item.word.as_ref()).unwrap_or_default()
    }

    /// The verb's subjects and the status, where the words before it make them so.
    fn subjects(&self, at: usize, form: Form) -> Option<(Vec<usize>, Status)> {
        let (place, name) = self.name_before(at)?;
        let group = self.group_before(place, name)?;
        let between = self.items.get(place + 1..at)?;
        if self.items.get(place)?.possessive
            || between.iter().any(|item| DENIED.contains(&item.word.as_ref())) && !self.would_like(place, at)
        {
            return None;
        }
        let aside = between.first().is_some_and(|item| item.comma) && self.items.get(at)?.comma;
        let light = aside || between.iter().all(|item| is_light(&item.word) || BE.contains(&item.word.as_ref()));
        let status = self.status(place, at);
        let before =
            (place..at).rev().map(|at| self.word(at)).find(|word| !word.ends_with("ly") && *word != "also").unwrap_or_default();
        let be = between.iter().any(|item| BE.contains(&item.word.as_ref()));
        let fits = match form {
            Form::Third | Form::Past => light && !be,
            Form::Participle => light && between.iter().any(|item| matches!(item.word.as_ref(), "has" | "have" | "had")),
            Form::Ing => light && be,
            Form::Base => {
                before == "to" && status.is_some()
                    || MODAL.contains(&before)
                    || group.len() > 1 && light && !be
                    || matches!(before, "does" | "do" | "did")
            }
        };
        fits.then(|| (group, status.unwrap_or(Status::Actual)))
    }

    /// "would like to" hopes; "would" alone says nothing.
    fn would_like(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.word(at) == "would" && self.word(at + 1) == "like")
    }

    /// What the words between say of the status.
    fn status(&self, from: usize, to: usize) -> Option<Status> {
        let among = |list: &[&str]| (from..to).any(|at| list.contains(&self.word(at)));
        if among(&HOPED) {
            Some(Status::Hoped)
        } else if among(&PLANNED) {
            Some(Status::Planned)
        } else {
            None
        }
    }

    /// The nearest name before a word, in its clause.
    fn name_before(&self, at: usize) -> Option<(usize, usize)> {
        for place in (at.saturating_sub(REACH)..at).rev() {
            if self.items.get(place + 1)?.stop {
                return None;
            }
            if let Some(name) = self.items.get(place)?.name {
                return self.names.get(name)?.is_actor.then_some((place, name));
            }
        }
        None
    }

    /// The names joined by "and" and commas that end at a place, where they can be a subject: no preposition before them.
    fn group_before(&self, place: usize, name: usize) -> Option<Vec<usize>> {
        let mut group = vec![name];
        let mut first = place;
        loop {
            let joined = match first.checked_sub(1) {
                Some(before) if matches!(self.word(before), "and" | "or") => before.checked_sub(1),
                Some(before) if self.items.get(first)?.comma => Some(before),
                _ => None,
            };
            let Some(before) =
                joined.filter(|&before| self.items.get(before).is_some_and(|item| item.name.is_some() && !item.possessive))
            else {
                break;
            };
            // a second clause, not a list: "… in Mali, and France supports"
            let other = self.items.get(before)?.name?;
            if !self.names.get(other)?.is_actor || group.len() > 5 || self.items.get(first)?.comma && group.len() == 1 {
                break;
            }
            group.insert(0, other);
            first = before;
        }
        let before = self.place_before(first);
        if before.is_some_and(|before| matches!(self.word(before), "if" | "unless" | "whether" | "should" | "were")) {
            return None;
        }
        let governed = self.is_governed(first) && !self.items.get(first)?.comma;
        (!governed).then_some(group)
    }

    /// The name before "which" and a subject: "the pipeline, which Gazprom plans to modernise".
    fn relative(&self, subject: usize) -> Option<usize> {
        let place = self.items.iter().position(|item| item.name == Some(subject))?;
        let which = place.checked_sub(1).filter(|&which| matches!(self.word(which), "which" | "that"))?;
        self.items.get(which.checked_sub(1)?)?.name
    }

    /// The place before a name, its article passed over.
    fn place_before(&self, place: usize) -> Option<usize> {
        let before = place.checked_sub(1)?;
        if matches!(self.word(before), "the" | "both") { before.checked_sub(1) } else { Some(before) }
    }

    /// Whether a preposition stands before a name.
    fn is_governed(&self, place: usize) -> bool {
        self.place_before(place).is_some_and(|before| PREPOSITIONS.contains(&self.word(before)))
    }

    /// Whether a verb goes on from one before it: "exports … and imports …".
    fn goes_on(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.word(before) == "and")
    }

    /// The names that a verb has as its objects: the next one, and those joined to it.
    fn objects(&self, at: usize, preposition: Option<&str>) -> Vec<usize> {
        let mut met = preposition.is_none();
        for place in at + 1..(at + 1 + REACH).min(self.items.len()) {
            let Some(item) = self.items.get(place) else { break };
            if item.stop
                || matches!(item.word.as_ref(), "which" | "who" | "that" | "while" | "whereas" | "but" | "because" | "although")
            {
                break;
            }
            if let Some(name) = item.name {
                if met && !item.possessive {
                    return self.group_after(place, name);
                }
                break;
            }
            if Some(item.word.as_ref()) == preposition {
                met = true;
            } else if preposition.is_none() && item.comma {
                break;
            } else if PREPOSITIONS.contains(&item.word.as_ref()) && !(item.word == "of" && PARTS.contains(&self.word(place - 1)))
            {
                if preposition.is_none() {
                    break;
                }
                met = false;
            }
        }
        Vec::new()
    }

    /// A name and those joined to it by commas and "and".
    fn group_after(&self, place: usize, name: usize) -> Vec<usize> {
        let mut group = vec![name];
        let mut last = place;
        while group.len() < 8 {
            let item = |at: usize| self.items.get(at);
            // "Sangtuda in Tajikistan and Kambarata": where it lies is no member of the list
            let located = self.word(last + 1) == "in" && item(last + 2).is_some_and(|item| item.name.is_some());
            if located
                && self.word(last + 3) == "and"
                && item(last + 4).is_some_and(|item| item.name.is_some() && !item.possessive)
            {
                group.extend(item(last + 4).and_then(|item| item.name));
                last += 4;
                continue;
            }
            let next = match (item(last + 1), item(last + 2)) {
                (Some(next), _) if next.name.is_some() && next.comma && !next.possessive => last + 1,
                (Some(and), Some(next)) if and.word == "and" && next.name.is_some() && !next.possessive => last + 2,
                _ => break,
            };
            // "… Kazakhstan, Uzbekistan has …": the last of a list follows "and"
            let listed = self.word(last + 1) == "and"
                || (last + 1..last + 8).any(|at| self.word(at) == "and" && item(at + 1).is_some_and(|item| item.name.is_some()));
            match item(next).and_then(|item| item.name).filter(|_| listed) {
                Some(name) => group.push(name),
                None => break,
            }
            last = next;
        }
        group
    }

    /// For a participle after "is" and before "by": who does it, and to what; an empty answer where one of them is not named.
    fn passive(&self, at: usize, form: Form) -> Option<std::option::IntoIter<(usize, usize)>> {
        let be = (at.saturating_sub(3)..at).any(|at| BE.contains(&self.word(at)));
        if !matches!(form, Form::Past | Form::Participle) || !be {
            return None;
        }
        let by = (at + 1..at + 4).find(|&at| self.word(at) == "by");
        let subject = by.and_then(|by| {
            let place = if self.word(by + 1) == "the" { by + 2 } else { by + 1 };
            self.items.get(place).and_then(|item| item.name)
        });
        let denied = (at.saturating_sub(4)..at).any(|at| DENIED.contains(&self.word(at)));
        let place =
            (at.saturating_sub(REACH)..at).rev().find(|&place| self.items.get(place).is_some_and(|item| item.name.is_some()));
        let object = place.filter(|&place| !self.is_governed(place)).and_then(|place| self.items.get(place)?.name);
        Some(subject.zip(object).filter(|_| !denied).into_iter())
    }

    /// A noun for a verb, with whose it is before it ("Russia’s share in") or after it ("visit of Putin to"), and its objects.
    fn nominal(&self, at: usize, preposition: &str) -> Option<(usize, Vec<usize>)> {
        let object = |from: usize| {
            let place = (from..from + 4)
                .take_while(|&at| !PREPOSITIONS.contains(&self.word(at)))
                .find(|&at| self.items.get(at).is_some_and(|item| item.name.is_some()))?;
            let item = self.items.get(place)?;
            item.name.filter(|_| !item.possessive).map(|name| (place, name))
        };
        if self.word(at + 1) == preposition {
            let owner =
                (at.saturating_sub(4)..at).rev().find(|&at| self.items.get(at).is_some_and(|item| item.name.is_some()))?;
            let item = self.items.get(owner)?;
            if self.items.get(owner + 1..=at)?.iter().any(|item| item.comma || item.stop) {
                return None;
            }
            let subject = item.name.filter(|_| item.possessive)?;
            let (place, name) = object(at + 2)?;
            return Some((subject, self.group_after(place, name)));
        }
        let name_at = |place: usize| self.items.get(place).and_then(|item| item.name).map(|name| (place, name));
        let after = |at: usize| if self.word(at) == "the" { name_at(at + 1) } else { name_at(at) };
        if self.word(at + 1) == "of" && preposition != "of" {
            let (place, subject) = after(at + 2)?;
            let (place, name) = object(place + 2).filter(|_| self.word(place + 1) == preposition)?;
            return Some((subject, self.group_after(place, name)));
        }
        if self.word(at + 1) == "between" && preposition == "with" {
            let (place, subject) = after(at + 2)?;
            let (_, name) = after(place + 2).filter(|_| self.word(place + 1) == "and")?;
            return Some((subject, vec![name]));
        }
        None
    }
}

fn is_light(word: &str) -> bool {
    word.is_empty() || LIGHT.contains(&word) || word.ends_with("ly") || word.chars().all(|c| c.is_ascii_digit())
}
