//! Entities, acronyms and relations.

use std::collections::BTreeMap;

use super::{Draft, Maker, Value, count, text};
use crate::extract::Facts;
use crate::extract::acronyms::{Acronym, Origin};
use crate::extract::entities::Entity;
use crate::extract::relations::Relation;
use crate::tables::number::Decimals;
use crate::tables::{Kind, entity_key, shown};

pub(super) fn entities(kind: Kind, facts: &Facts) -> Vec<Draft> {
    let wanted = |entity: &&Entity| match kind {
        Kind::Places => entity.kind.is_place(),
        _ => entity.kind.is_actor() || !entity.kind.is_place(),
    };
    facts.entities.iter().filter(wanted).map(entity).collect()
}

fn entity(entity: &Entity) -> Draft {
    let degrees = |degrees: f32| shown(f64::from(degrees), Decimals::Four);
    let mut cells = vec![("name", text(&entity.name)), ("type", text(&entity.kind.name().replace('_', " ")))];
    if let Some(point) = entity.coordinates {
        cells.push(("latitude", text(&degrees(point.latitude))));
        cells.push(("longitude", text(&degrees(point.longitude))));
        cells.push(("accuracy_km", text(&shown(f64::from(point.accuracy), Decimals::Two))));
    }
    Draft {
        id: Some(entity.id.clone()),
        places: entity.mentions.iter().map(|mention| mention.place).collect(),
        support: Vec::new(),
        rule: entity.rule(),
        certainty: entity.certainty(),
        names: names(entity),
        cells,
    }
}

/// Every name of an entity, the commonest first, equals by their letters.
fn names(entity: &Entity) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in &entity.mentions {
        *counts.entry(&mention.text).or_default() += 1;
    }
    let mut names: Vec<(String, usize)> = counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    names
}

pub(super) fn acronyms(_: &Maker, facts: &Facts) -> Vec<Draft> {
    let draft = |fact: &Acronym| {
        let defined = fact.defined_in.map_or(String::new(), |place| place.block.0.to_string());
        let cells = vec![
            ("short", text(&fact.short)),
            ("long", text(&fact.long)),
            ("defined_in", text(&defined)),
            ("uses", count(fact.uses.len())),
            ("added", text(if fact.origin == Origin::Glossary { "glossary" } else { "" })),
        ];
        let places = if fact.uses.is_empty() { fact.defined_in.into_iter().collect() } else { fact.uses.clone() };
        Draft {
            id: Some(fact.short.clone()),
            places,
            support: fact.defined_in.into_iter().collect(),
            rule: fact.rule,
            certainty: fact.certainty,
            names: Vec::new(),
            cells,
        }
    };
    facts.acronyms.iter().map(draft).collect()
}

pub(super) fn relations(_: &Maker, facts: &Facts) -> Vec<Draft> {
    let names: BTreeMap<&str, &str> = facts.entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect();
    let named = |id: &str| {
        let name = names.get(id).copied().unwrap_or(id);
        Value { text: name.to_owned(), entity: Some(entity_key(id)) }
    };
    let draft = |fact: &Relation| {
        let cells = vec![
            ("subject", named(&fact.subject)),
            ("predicate", text(&fact.predicate)),
            ("object", named(&fact.object)),
            ("status", text(fact.status.name())),
        ];
        Draft::at(fact.place, fact.rule, fact.certainty, cells)
    };
    facts.relations.iter().map(draft).collect()
}
