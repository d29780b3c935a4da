//! Relations: who does what to whom, and whether it is so, planned or hoped for.
//!
//! Within a sentence, a form of a verb of the table (`static/data/relations.tsv`) is given the entity before it as its subject and
//! the one after it as its object; a passive turns them round; a noun may stand for the verb ("Russia’s share in …", "visit of X to
//! Y", "cooperation between X and Y"). The words between subject and verb decide the status: has, is …ing; plans to, will; hopes to,
//! would like to. What is denied, demanded or merely possible is no relation.

mod sentence;
mod verbs;

use serde_json::{Value, json};

use super::entities::Entity;
use super::entities::hash::NumberMap;
use super::{Certainty, Place, Scalars};
use crate::document::{Block, Document};
use crate::text::{Span, sentences};
use sentence::{Named, Sentence};
use verbs::Verbs;

/// Whether something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is, or was.
    Actual,
    /// Somebody means to do it.
    Planned,
    /// Somebody hopes for it.
    Hoped,
}

impl Status {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Hoped => "hoped",
        }
    }
}

/// One entity does something to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The words that say so, over both names and the verb.
    pub place: Place,
    /// Who does it: the identifier of an entity.
    pub subject: String,
    /// What: the third person of a verb, with its preposition ("invests in").
    pub predicate: String,
    /// To whom or what: the identifier of an entity.
    pub object: String,
    /// Whether it is so.
    pub status: Status,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure it is.
    pub certainty: Certainty,
}

/// Finds the relations between a paper's entities, in reading order. Linear in the text.
pub fn relations(document: &Document, entities: &[Entity]) -> Vec<Relation> {
    relations_of(&document.blocks, entities)
}

/// The same, for some blocks.
pub fn relations_of(blocks: &[Block], entities: &[Entity]) -> Vec<Relation> {
    let verbs = Verbs::bundled();
    let mut named: NumberMap<u32, Vec<Named>> = NumberMap::default();
    for (index, entity) in entities.iter().enumerate() {
        for mention in &entity.mentions {
            let here = Named { span: mention.place.span, entity: index, is_actor: entity.kind.is_actor() };
            named.entry(mention.place.block.0).or_default().push(here);
        }
    }
    let mut relations = Vec::new();
    for block in blocks {
        let Some(mut here) = named.remove(&block.id.0) else { continue };
        here.sort_by_key(|named| named.span);
        let mut rest = here.as_slice();
        for span in sentences(&block.text) {
            let skipped = rest.iter().take_while(|named| named.span.start < span.start).count();
            rest = rest.get(skipped..).unwrap_or_default();
            let (inside, after) = rest.split_at(rest.iter().take_while(|named| named.span.end <= span.end).count());
            rest = after;
            if inside.len() < 2 {
                continue;
            }
            for found in Sentence::new(&block.text, span, inside).relations(&verbs) {
                let (Some(subject), Some(object)) = (inside.get(found.subject), inside.get(found.object)) else { continue };
                let (Some(one), Some(other)) = (entities.get(subject.entity), entities.get(object.entity)) else { continue };
                if one.id == other.id {
                    continue;
                }
                let ends = [subject.span, object.span, found.verb];
                let start = ends.iter().map(|span| span.start).min().unwrap_or_default();
                let span = Span::new(start, ends.iter().map(|span| span.end).max().unwrap_or_default());
                relations.push(Relation {
                    place: Place { block: block.id, span },
                    subject: one.id.clone(),
                    predicate: found.predicate.to_owned(),
                    object: other.id.clone(),
                    status: found.status,
                    rule: found.rule,
                    certainty: Certainty::Rule,
                });
            }
        }
    }
    relations
}

impl Relation {
    /// The relation as JSON, in the export's format: offsets count Unicode scalar values of the block's text.
    pub fn to_json(&self, scalars: &Scalars<'_>) -> Value {
        let more = json!({
            "subject": self.subject, "predicate": self.predicate, "object": self.object,
            "status": self.status.name(), "rule": self.rule, "certainty": self.certainty.name(),
        });
        scalars.fact(self.place, more)
    }
}
