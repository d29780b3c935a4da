//! Reads a document for recommendations, block by block.

use std::collections::{HashMap, HashSet};

use crate::document::{Block, BlockId, BlockKind, Document, SectionId};
use crate::extract::tokens::Tokens;
use crate::extract::{Certainty, Place};
use crate::text::{Span, sentences};

use super::addressee::{self, Addressee};
use super::clause::{Clauses, Gap, Token, at, is_reported_or_conditional, subject_start, tokens};
use super::lexicon::is;
use super::lists::{action_start, members};
use super::sections::{Setting, of_the_paper, settings};
use super::trigger::{Form, Trigger, Turn, trigger};
use super::{Recommendation, Strength};

/// How many words away a sentence is looked through for what belongs to a verb.
pub(super) const NEAR: usize = 40;

/// What the items of a list inherit from the sentence that introduces them.
#[derive(Clone, Debug)]
struct Inherited {
    addressee: Option<Addressee>,
    strength: Strength,
    certainty: Certainty,
    /// Whether every item is recommended, an action or not.
    all: bool,
}

/// See [`super::recommendations`].
pub(super) fn read(document: &Document, read: &[Tokens<'_>], clauses: &[Clauses<'_>]) -> Vec<Recommendation> {
    let settings = settings(document);
    let paper = of_the_paper(document, &settings);
    let introducing: HashSet<BlockId> = document.blocks.iter().filter_map(|block| block.lead_in).collect();
    let mut inherited: HashMap<BlockId, Option<Inherited>> = HashMap::new();
    let lists_of_actions = lists_of_actions(document);
    let mut result = Vec::new();
    for ((block, read), sentences) in document.blocks.iter().zip(read).zip(clauses) {
        if matches!(block.kind, BlockKind::Quote | BlockKind::Table | BlockKind::Footnote) {
            continue;
        }
        let setting = block.section.and_then(|id| settings.get(&id)).cloned().unwrap_or_default();
        let of_actions = block.list.is_some_and(|list| lists_of_actions.contains(&list));
        let spans = read.sentences();
        let mut reader = Reader::new(block, sentences, setting, &paper);
        if let Some(lead_in) = block.lead_in.and_then(|id| document.block(id)) {
            let from = inherited.entry(lead_in.id).or_insert_with(|| introduction(lead_in, &reader)).clone();
            reader.item(from.as_ref(), of_actions);
        } else if block.kind == BlockKind::ListItem {
            reader.item(None, of_actions);
        }
        let own = reader.found.first().map(|found| found.place.span);
        let last = spans.len().saturating_sub(1);
        for ((nth, &span), words) in spans.iter().enumerate().zip(sentences) {
            let taken = own.is_some_and(|own| own.overlaps(span));
            // the sentence that introduces a list lends its verb to the items
            let lends = nth == last && introducing.contains(&block.id);
            let imperative = !taken && !lends && reader.setting.recommends && reader.imperative(span, words);
            if !taken && !lends && !imperative {
                reader.sentence(span, words);
            }
        }
        reader.support(spans);
        result.extend(reader.found);
    }
    result
}

/// The lists half of whose items, or more, open with an action.
fn lists_of_actions(document: &Document) -> HashSet<u32> {
    let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
    for block in &document.blocks {
        let Some(list) = block.list else { continue };
        let head = Span::new(0, block.text.char_indices().nth(60).map_or(block.text.len(), |(at, _)| at));
        let count = counts.entry(list).or_default();
        count.0 += usize::from(action_start(&tokens(&block.text, head)).is_some());
        count.1 += 1;
    }
    counts.into_iter().filter(|(_, (actions, all))| 2 * actions >= *all).map(|(list, _)| list).collect()
}

/// What the items of the list that `lead_in` introduces inherit.
fn introduction(lead_in: &Block, item: &Reader) -> Option<Inherited> {
    let sentences: Vec<Vec<Token>> = sentences(&lead_in.text).into_iter().map(|span| tokens(&lead_in.text, span)).collect();
    let reader = Reader::new(lead_in, &sentences, item.setting.clone(), item.paper);
    let words = sentences.last()?;
    let mut found = (0..words.len()).filter_map(|i| {
        let trigger = trigger(words, i)?;
        let subject = subject_start(words, trigger.at);
        let names = addressee::acting(words.get(subject..trigger.at)?, &reader.names);
        // an actor who could do something: the items, if they are actions, say what
        let option = trigger.turn == Turn::Option && names.is_some() && !is_reported_or_conditional(words, subject, trigger.at);
        let accepted = reader.accepts(words, &trigger, subject);
        (option || accepted).then(|| Inherited {
            addressee: reader.addressee(words, &trigger, subject),
            strength: trigger.strength,
            certainty: if accepted { Certainty::Rule } else { Certainty::Guess },
            all: accepted,
        })
    });
    // "The following steps are recommended:"
    let announced = reader.setting.recommends
        && words
            .iter()
            .any(|word| word.lower.starts_with("recommend") || word.lower == "following" || is("measure", &word.lower));
    let by_announcement = || {
        announced.then(|| Inherited {
            addressee: reader.by_default(words),
            strength: Strength::Should,
            certainty: Certainty::Rule,
            all: true,
        })
    };
    found.next_back().or_else(by_announcement)
}

/// Reads one block.
pub(super) struct Reader<'a> {
    block: &'a Block,
    pub(super) setting: Setting,
    pub(super) paper: &'a Option<Addressee>,
    section: Option<SectionId>,
    found: Vec<Recommendation>,
    /// Who was last spoken of, for pronouns.
    pub(super) spoken_of: Option<Addressee>,
    /// The words that the block writes with a capital inside a sentence.
    pub(super) names: HashSet<String>,
    /// Which of the two the block speaks of.
    pub(super) of_the_two: Option<Addressee>,
}

impl<'a> Reader<'a> {
    fn new(block: &'a Block, sentences: &[Vec<Token>], setting: Setting, paper: &'a Option<Addressee>) -> Self {
        let mut names = HashSet::new();
        let mut seen = Vec::new();
        for words in sentences {
            names.extend(addressee::names_in(words));
            seen.extend(addressee::of_the_two(words, false));
        }
        let differ = seen.iter().any(|one| Some(one) != seen.first());
        let of_the_two = if differ { Some(Addressee::Both) } else { seen.pop() };
        Self { block, setting, paper, section: block.section, found: Vec::new(), spoken_of: None, names, of_the_two }
    }

    fn push(
        &mut self,
        span: Span,
        action: Span,
        addressee: Option<Addressee>,
        strength: Strength,
        rule: &'static str,
        certainty: Certainty,
    ) {
        let place = Place { block: self.block.id, span };
        self.found.push(Recommendation {
            place,
            addressee,
            strength,
            action,
            heading: self.section,
            rule,
            certainty,
            supporting: Vec::new(),
        });
    }

    /// A list item: an action of its own, or one that the lead-in lends its verb to.
    fn item(&mut self, inherited: Option<&Inherited>, in_a_list_of_actions: bool) {
        let text = &self.block.text;
        let body = text.trim_end_matches([';', '.', ',', ' ']);
        let body = body.strip_suffix("; and").or_else(|| body.strip_suffix("; or")).unwrap_or(body);
        let span = Span::new(0, body.len());
        let first = sentences(text).first().copied().unwrap_or(span);
        let words = tokens(text, first);
        let is_action = action_start(&words).is_some();
        let says_so_itself = (0..words.len()).any(|i| trigger(&words, i).is_some_and(|trigger| trigger.turn != Turn::Option));
        let (addressee, strength, certainty) = match inherited {
            Some(from) if is_action || (from.all && !says_so_itself) => {
                (from.addressee.clone().or_else(|| self.setting.addressee.clone()), from.strength, from.certainty)
            }
            None if self.setting.recommends && (is_action || (in_a_list_of_actions && !says_so_itself)) => {
                (self.setting.addressee.clone(), Strength::Should, Certainty::Rule)
            }
            _ => return,
        };
        self.push(span, span, addressee, strength, "item of a list", certainty);
    }

    /// A sentence that opens with an action, where the paper recommends; says whether it does.
    fn imperative(&mut self, sentence: Span, words: &[Token]) -> bool {
        let opens = action_start(words).filter(|&start| at(words, start) != "to" && !at(words, start).ends_with("ing"));
        if let Some(start) = opens {
            let bare = sentence.of(&self.block.text).trim_end_matches(['.', ';', '!', ' ']).len();
            let span = Span::new(sentence.start, sentence.start + bare);
            let action = Span::new(words.get(start).map_or(span.start, |word| word.span.start).min(span.end), span.end);
            self.push(span, action, self.setting.addressee.clone(), Strength::Should, "imperative", Certainty::Rule);
        }
        opens.is_some()
    }

    fn sentence(&mut self, span: Span, words: &[Token]) {
        let text = &self.block.text;
        if !span.of(text).ends_with('?') {
            let triggers: Vec<(Trigger, usize)> = (0..words.len())
                .filter_map(|i| trigger(words, i))
                .map(|trigger| {
                    let subject = subject_start(words, trigger.at);
                    (trigger, subject)
                })
                .collect();
            let mut subject_before: Option<usize> = None;
            for (nth, (trigger, clause)) in triggers.iter().enumerate() {
                let (mut subject, mut clause) = (*clause, *clause);
                // ", and might be": the subject is the one before
                let bare = |token: &Token| matches!(&*token.lower, "and" | "or" | "but");
                let joined = subject == trigger.at && words.get(..subject).and_then(<[_]>::last).is_some_and(bare);
                let is_elided =
                    joined || words.get(subject..trigger.at).is_some_and(|part| !part.is_empty() && part.iter().all(bare));
                if let Some(before) = subject_before.filter(|_| is_elided) {
                    subject = before;
                    clause = if joined { clause - 1 } else { clause };
                }
                subject_before = Some(subject);
                if let Some(start) = self.relative(words, trigger, clause) {
                    (subject, clause) = (start, start);
                }
                // a further turn with a comma before its clause begins a clause of its own
                let next = triggers.iter().skip(nth + 1).map(|next| next.1);
                let own = |at: &usize| *at > trigger.action && words.get(*at).is_some_and(|token| token.before == Gap::Comma);
                let until = next.clone().find(own).unwrap_or(words.len());
                if (clause < trigger.at || trigger.form == Form::Impersonal) && self.accepts(words, trigger, subject) {
                    self.take(words.get(..until).unwrap_or_default(), trigger, subject, clause);
                }
            }
        }
        // a sentence that speaks of something else is what the next one's "it" takes up
        let takes_up = words.first().is_some_and(|word| matches!(&*word.lower, "it" | "its" | "they" | "their" | "this"));
        if let Some(one) = addressee::last_of_the_two(words) {
            self.spoken_of = Some(one);
        } else if !takes_up {
            self.spoken_of = None;
        }
    }

    /// Writes down what a turn recommends.
    fn take(&mut self, words: &[Token], trigger: &Trigger, subject: usize, clause: usize) {
        if trigger.action >= words.len() {
            return;
        }
        let addressee = self.addressee(words, trigger, subject);
        let certainty = match trigger.turn {
            Turn::Duty | Turn::Interest | Turn::Advice => Certainty::Rule,
            _ if self.setting.recommends => Certainty::Rule,
            _ => Certainty::Guess,
        };
        if matches!(at(words, trigger.action), "include" | "comprise" | "involve") {
            let members = members(&self.block.text, words, trigger.action + 1);
            for member in &members {
                let member = Span::new(member.start, closed(&self.block.text, member.start, member.end));
                self.push(member, member, addressee.clone(), trigger.strength, "could include", certainty);
            }
            if !members.is_empty() {
                return;
            }
        }
        let end = words
            .iter()
            .enumerate()
            .skip(trigger.action + 1)
            .find(|(_, token)| token.before == Gap::Stop)
            .map_or(words.len(), |(at, _)| at);
        let opening =
            (clause..trigger.at).find(|&k| !matches!(at(words, k), "and" | "or" | "but" | "that")).unwrap_or(trigger.at);
        let first = words.get(opening).map_or(0, |token| token.span.start);
        let last = words.get(end.saturating_sub(1)).map_or(first, |token| token.span.end);
        let action = words.get(trigger.action).map_or(first, |token| token.span.start);
        let end = closed(&self.block.text, first, last);
        // two verbs of one clause make one recommendation
        if self
            .found
            .last()
            .is_some_and(|found| found.place.span.contains(Span::new(first, end)) && found.rule != "could include")
        {
            return;
        }
        // "a partnership might be envisaged": the subject is what is to be done
        let verb = at(words, trigger.action);
        let subject_is_action = trigger.form == Form::Step || (trigger.form == Form::Passive && is("step", verb));
        let relative = usize::from(matches!(at(words, trigger.at.saturating_sub(1)), "that" | "which"));
        let subject_end = words.get(trigger.at.saturating_sub(1 + relative)).map_or(first, |token| token.span.end);
        let action = if subject_is_action && subject_end > first {
            Span::new(first, closed(&self.block.text, first, subject_end))
        } else {
            Span::new(action, end)
        };
        self.push(Span::new(first, end), action, addressee, trigger.strength, trigger.rule, certainty);
    }

    /// Adds the sentences beside each recommendation that give its reason (As such …) or its effect (This would …).
    fn support(&mut self, spans: &[Span]) {
        let text = &self.block.text;
        let block = self.block.id;
        let opens = |span: Span, words: &[&str]| words.iter().any(|word| span.of(text).starts_with(word));
        let taken: Vec<Span> = self.found.iter().map(|found| found.place.span).collect();
        for found in &mut self.found {
            let nth = spans.partition_point(|span| span.end <= found.place.span.start);
            let here = spans.get(nth).copied().unwrap_or_default();
            let before = nth.checked_sub(1).and_then(|nth| spans.get(nth));
            let after = spans.get(nth + 1);
            if let Some(&before) = before.filter(|_| {
                opens(
                    here,
                    &["As such", "Thus", "Therefore", "Hence", "For this reason", "In this", "Consequently", "Accordingly"],
                )
            }) {
                found.supporting.push(Place { block, span: before });
            }
            if let Some(&after) = after.filter(|after| {
                opens(**after, &["This ", "It would", "Such ", "Doing so", "These "])
                    && !taken
                        .get(taken.partition_point(|span| span.end <= after.start))
                        .is_some_and(|span| span.overlaps(**after))
            }) {
                found.supporting.push(Place { block, span: after });
            }
        }
    }
}

/// The end of a clause from `start` to `end`, moved behind the bracket that closes inside it.
fn closed(text: &str, start: usize, end: usize) -> usize {
    let slice = text.get(start..end).unwrap_or_default();
    let open = slice.matches('(').count() > slice.matches(')').count();
    if open && text.get(end..).is_some_and(|rest| rest.starts_with(')')) { end + 1 } else { end }
}
