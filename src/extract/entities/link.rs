//! Mentions made into entities: one over all its names.

use std::collections::{HashMap, HashSet};

use super::fold::hash;
use super::gazetteer::{Gazetteer, slug};
use super::names::{Found, LONE, Who};
use super::vocabulary::WordId;
use super::{Entity, EntityKind, How, Mention};
use crate::document::{Block, BlockKind};
use crate::extract::{Certainty, Place};

/// An entity in the making.
struct Draft {
    who: Who,
    votes: Vec<(EntityKind, u32)>,
    mentions: Vec<Mention>,
}

/// Makes entities of the mentions, which come in reading order with the index of their block.
pub(super) fn link(blocks: &[Block], gazetteer: &Gazetteer, found: Vec<(usize, Found)>) -> Vec<Entity> {
    let names = Names::new(blocks, &found, gazetteer);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_who: HashMap<Who, usize> = HashMap::new();
    let mut latest: HashMap<WordId, usize> = HashMap::new();
    for (index, found) in found {
        let Some(block) = blocks.get(index) else {
            continue;
        };
        let mut how = found.how;
        let who = match found.who {
            Who::Again(word) => {
                how = How::Short;
                let named = latest.get(&word).and_then(|&draft| drafts.get(draft)).map(|draft| draft.who.clone());
                match named.or_else(|| names.callers.get(&word).cloned()) {
                    Some(who) => who,
                    None => continue,
                }
            }
            Who::Named(key) => {
                let who = names.resolve(&key, found.kind);
                if who != Who::Named(key) {
                    how = How::Short;
                } else if found.rule == LONE {
                    continue;
                }
                who
            }
            who => who,
        };
        let next = drafts.len();
        let draft = *by_who.entry(who.clone()).or_insert(next);
        if draft == next {
            drafts.push(Draft { who: who.clone(), votes: Vec::new(), mentions: Vec::new() });
        }
        for word in names.heads(&who, gazetteer) {
            latest.insert(word, draft);
        }
        let Some(draft) = drafts.get_mut(draft) else {
            continue;
        };
        let weight = match (how, found.certainty) {
            (How::Short, _) => 0,
            (_, Certainty::Exact) => 4,
            (_, Certainty::Rule) => 3,
            // a cell of a table says nothing of what it names
            (_, Certainty::Guess) if block.kind == BlockKind::Table => 0,
            // a guess at a place rests on a preposition
            (_, Certainty::Guess) => 1 + u32::from(found.kind == EntityKind::City),
        };
        match draft.votes.iter_mut().find(|(kind, _)| *kind == found.kind) {
            Some((_, votes)) => *votes += weight,
            None => draft.votes.push((found.kind, weight)),
        }
        let place = Place { block: block.id, span: found.span };
        let text = found.span.of(&block.text).to_owned();
        draft.mentions.push(Mention { place, text, how, rule: found.rule, certainty: found.certainty });
    }
    let mut ids = HashSet::new();
    drafts.into_iter().map(|draft| finish(draft, gazetteer, &mut ids)).collect()
}

fn finish(draft: Draft, gazetteer: &Gazetteer, ids: &mut HashSet<String>) -> Entity {
    let known = if let Who::Known(entry) = draft.who { gazetteer.entry_at(entry) } else { None };
    if let Some(entry) = known {
        ids.insert(entry.id.clone());
        return Entity {
            id: entry.id.clone(),
            name: entry.name.clone(),
            kind: entry.kind,
            mentions: draft.mentions,
            coordinates: entry.coordinates,
            is_known: true,
        };
    }
    let full = |mention: &&Mention| matches!(mention.how, How::Name | How::People);
    let name = draft.mentions.iter().filter(full).map(|mention| mention.text.as_str()).max_by_key(|text| text.chars().count());
    let name = name.or(draft.mentions.first().map(|mention| mention.text.as_str())).unwrap_or_default().to_owned();
    // the first of the kinds with most votes
    let kind = draft.votes.iter().rev().max_by_key(|(_, votes)| *votes).map_or(EntityKind::Other, |(kind, _)| *kind);
    let base = slug(&name);
    let mut id = base.clone();
    let mut number = 2;
    while gazetteer.entry(&id).is_some() || !ids.insert(id.clone()) {
        id = format!("{base}-{number}");
        number += 1;
    }
    Entity { id, name, kind, mentions: draft.mentions, coordinates: None, is_known: false }
}

/// What the document's full names say of its short ones.
struct Names {
    /// Whom a surname means.
    surnames: HashMap<String, Who>,
    /// Names that stand alone somewhere, without the noun that follows them elsewhere.
    bare: HashSet<String>,
    /// For a name with a noun in small letters behind it, the name alone.
    stems: HashMap<String, String>,
    /// Acronyms in brackets behind a name, and first words in capitals of longer names (G5 for G5 Sahel).
    shorts: HashMap<String, Who>,
    /// Names that the text says are others for one thing: "also known as".
    others: HashMap<String, Who>,
    /// The last words of longer names ("Joint Force"), where one name alone ends so.
    endings: HashMap<String, Option<Who>>,
    /// The words by which a name that is not in the gazetteer may be called again.
    heads: HashMap<String, Vec<WordId>>,
    /// The first in the document that a word may call again.
    callers: HashMap<WordId, Who>,
}

impl Names {
    fn new(blocks: &[Block], found: &[(usize, Found)], gazetteer: &Gazetteer) -> Self {
        let mut names = Self {
            surnames: HashMap::new(),
            bare: HashSet::new(),
            stems: HashMap::new(),
            shorts: HashMap::new(),
            others: HashMap::new(),
            endings: HashMap::new(),
            heads: HashMap::new(),
            callers: HashMap::new(),
        };
        for pair in found.windows(2) {
            let [(block, one), (other, two)] = pair else { continue };
            let (true, Some(block), Who::Named(key)) = (block == other, blocks.get(*block), &two.who) else { continue };
            if is_other_name(block.text.get(one.span.end..two.span.start).unwrap_or_default()) {
                names.others.entry(key.clone()).or_insert_with(|| one.who.clone());
            }
        }
        let mut met: HashSet<&Who> = HashSet::new();
        for (_, found) in found {
            if let Some(short) = &found.short {
                names.shorts.entry(short.clone()).or_insert_with(|| found.who.clone());
            }
            if found.how == How::Name && met.insert(&found.who) {
                names.shorten(&found.who, gazetteer, found.certainty);
            }
            match &found.who {
                Who::Known(entry) if found.kind == EntityKind::Person => {
                    let Some(entry_of) = gazetteer.entry_at(*entry) else {
                        continue;
                    };
                    for name in std::iter::once(entry_of.name.as_str()).chain(entry_of.aliases()) {
                        if let Some((_, surname)) = super::fold::fold_name(name).rsplit_once(' ') {
                            names.surnames.entry(surname.to_owned()).or_insert(Who::Known(*entry));
                        }
                    }
                }
                Who::Named(key) => {
                    let mut surname = key.as_str();
                    while let (EntityKind::Person, Some((_, rest))) = (found.kind, surname.split_once(' ')) {
                        surname = rest;
                        names.surnames.entry(surname.to_owned()).or_insert_with(|| found.who.clone());
                    }
                    // the first of two surnames: "Mario Abdo Benítez"
                    let mut words = key.split(' ');
                    if let (EntityKind::Person, Some(_), Some(middle), Some(_), None) =
                        (found.kind, words.next(), words.next(), words.next(), words.next())
                        && middle.len() > 3
                        && !gazetteer.vocabulary.traits(gazetteer.vocabulary.id(hash(middle))).is(super::Class::Given)
                    {
                        names.surnames.entry(middle.to_owned()).or_insert_with(|| found.who.clone());
                    }
                    if found.rule.ends_with("noun") {
                        let stem = stem(key, gazetteer);
                        names.stems.insert(key.clone(), stem.to_owned());
                    } else {
                        names.bare.insert(key.clone());
                    }
                    if found.certainty != Certainty::Guess && found.kind != EntityKind::Person {
                        names.heads.entry(key.clone()).or_insert_with(|| heads(key, gazetteer));
                    }
                }
                _ => {}
            }
            if found.kind.is_actor() || !found.kind.is_place() {
                for word in names.heads(&found.who, gazetteer) {
                    names.callers.entry(word).or_insert_with(|| found.who.clone());
                }
            }
        }
        names
    }

    /// Takes in the shorter forms of a name of several words that ends in what it is.
    fn shorten(&mut self, who: &Who, gazetteer: &Gazetteer, certainty: Certainty) {
        let (name, place) = match who {
            Who::Known(entry) => match gazetteer.entry_at(*entry) {
                Some(entry) => (super::fold::fold_name(&entry.name), entry.kind.is_place() || entry.kind == EntityKind::Person),
                None => return,
            },
            Who::Named(key) if certainty != Certainty::Guess => (key.clone(), false),
            _ => return,
        };
        let words: Vec<&str> = name.split(' ').collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        if place || !(2..=12).contains(&words.len()) {
            return;
        }
        // Maria, for Hurricane Maria
        let front = gazetteer.vocabulary.traits(gazetteer.vocabulary.id(hash(first))).front;
        if front == Some(EntityKind::Event) && words.len() == 2 {
            self.shorts.entry((*last).to_owned()).or_insert_with(|| who.clone());
        }
        if first.chars().any(|c| c.is_ascii_digit()) && first.chars().any(char::is_alphabetic) {
            self.shorts.entry((*first).to_owned()).or_insert_with(|| who.clone());
        }
        let tail = gazetteer.vocabulary.traits(gazetteer.vocabulary.id(hash(last))).tail;
        if tail.is_some_and(|kind| !kind.is_place()) {
            for from in 1..words.len() - 1 {
                let ending = words.get(from..).unwrap_or_default().join(" ");
                let owner = self.endings.entry(ending).or_insert_with(|| Some(who.clone()));
                if owner.as_ref() != Some(who) {
                    *owner = None;
                }
            }
        }
    }

    /// Whom a name that is not in the gazetteer means.
    fn resolve(&self, key: &str, kind: EntityKind) -> Who {
        if let Some(who) = self.others.get(key).filter(|who| **who != Who::Named(key.to_owned())) {
            return who.clone();
        }
        let words = key.split(' ').count();
        let initial = key.split_once(' ').filter(|(first, _)| first.chars().count() == 1).map(|(_, surname)| surname);
        let surname = match initial {
            Some(surname) if kind == EntityKind::Person => Some(surname),
            _ if words == 1 || kind == EntityKind::Person => Some(key),
            _ => None,
        };
        if let Some(who) = surname.and_then(|surname| self.surnames.get(surname)) {
            return who.clone();
        }
        if words == 1 {
            if let Some(who) = self.shorts.get(key) {
                return who.clone();
            }
        } else if let Some(Some(who)) = self.endings.get(key) {
            return who.clone();
        }
        match self.stems.get(key) {
            Some(stem) if self.bare.contains(stem) => Who::Named(stem.clone()),
            _ => Who::Named(key.to_owned()),
        }
    }

    fn heads(&self, who: &Who, gazetteer: &Gazetteer) -> Vec<WordId> {
        match who {
            Who::Known(entry) => gazetteer.heads_of(*entry).to_vec(),
            Who::Named(key) => self.heads.get(key).cloned().unwrap_or_default(),
            _ => Vec::new(),
        }
    }
}

/// Whether the words between two names say that both name one thing.
fn is_other_name(between: &str) -> bool {
    let words = between.trim_start_matches([',', ' ', '(']).trim_end_matches(['‘', '“', '"']).trim_end();
    let words = words.strip_suffix(" the").unwrap_or(words);
    let end = ["known as", "called", "referred to as", "nicknamed"].iter().any(|end| words.ends_with(end));
    let opened = between.starts_with([',', ' ']) && between.trim_start().starts_with([',', '(']);
    // "the Movement, and the so-called E3" are two
    let is_one = !words.ends_with("so-called") && !words.split(' ').any(|word| word == "and");
    end && is_one && words.len() < 40 || opened && matches!(words, "formerly" | "now" | "also" | "previously" | "since renamed")
}

/// A name without the nouns that say what it is.
fn stem<'a>(key: &'a str, gazetteer: &Gazetteer) -> &'a str {
    let mut stem = key;
    while let Some((rest, word)) = stem.rsplit_once(' ') {
        let traits = gazetteer.vocabulary.traits(gazetteer.vocabulary.id(hash(word)));
        if traits.after.is_none() && !traits.is(super::Class::Modifier) {
            break;
        }
        stem = rest;
    }
    stem
}

/// The words of a folded name that may call it again: its last, and the one before "of".
fn heads(key: &str, gazetteer: &Gazetteer) -> Vec<WordId> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut heads = Vec::new();
    for (n, word) in words.iter().enumerate() {
        if matches!(words.get(n + 1), None | Some(&"of" | &"for" | &"on")) {
            let id = gazetteer.vocabulary.id(hash(word));
            heads.extend(id.filter(|_| gazetteer.vocabulary.traits(id).tail.is_some()));
        }
    }
    heads
}
