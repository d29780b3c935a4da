//! Scores of concepts: BM25F over the alternatives of each.

use super::bits::Bits;
use super::places::Joint;
use super::{HEADING, LEAD_IN, OTHERS, SATURATION};

use crate::search::index::Index;
use crate::search::knowledge::Reason;
use crate::search::logarithm::ln;
use crate::search::plan::{Concept, Matcher};
use crate::search::postings::{Cursor, Posting};

/// What each alternative of a concept says.
pub(super) struct Weighed {
    pub alternatives: Vec<Factor>,
    /// The most that any of them says.
    pub importance: f64,
}

/// What an alternative says.
#[derive(Clone, Copy)]
pub(super) struct Factor {
    /// How many units have it, at most.
    pub units: u32,
    /// Its inverse document frequency.
    pub rarity: f64,
    /// Rarity and weights, multiplied: its score where it could not be more frequent is this times [`SATURATION`] + 1.
    pub factor: f64,
}

pub(super) fn weigh(index: &Index, concept: &Concept) -> Weighed {
    // another name of a thing is no rarer than the name that was asked for
    let mut rarest = f64::INFINITY;
    let mut importance: f64 = 0.0;
    let alternatives = concept
        .alternatives
        .iter()
        .map(|alternative| {
            let units = units_at_most(index, &alternative.matcher);
            let rarity = rarity(index.len(), units).min(rarest);
            if alternative.reason == Reason::Word && units > 0 {
                rarest = rarity;
            }
            let factor = concept.weight * alternative.weight * rarity;
            if units > 0 {
                importance = importance.max(factor);
            }
            Factor { units, rarity, factor }
        })
        .collect();
    Weighed { alternatives, importance }
}

/// How many units can have what a matcher looks for.
fn units_at_most(index: &Index, matcher: &Matcher) -> u32 {
    let count = |terms: &mut dyn Iterator<Item = u32>| terms.map(|term| index.postings.count(term)).sum::<u32>();
    let most = match matcher {
        Matcher::Terms(terms) => count(&mut terms.iter().map(|(term, _)| *term)),
        Matcher::Row(slots) | Matcher::Near(slots, _) => {
            slots.iter().map(|slot| count(&mut slot.iter().copied())).min().unwrap_or_default()
        }
    };
    most.min(index.len() as u32)
}

/// BM25's inverse document frequency, never negative.
fn rarity(size: usize, count: u32) -> f64 {
    let (size, count) = (size as f64, f64::from(count));
    ln(1.0 + (size - count + 0.5) / (count + 0.5))
}

pub(super) fn saturated(frequency: f64) -> f64 {
    frequency * (SATURATION + 1.0) / (frequency + SATURATION)
}

/// Occurrences of a term in a unit, weighted by field and length.
pub(super) fn weighted(index: &Index, posting: &Posting<'_>) -> f64 {
    let body = f64::from(posting.body) * index.length_norm(posting.unit);
    if posting.lead + posting.heading == 0 {
        return body;
    }
    body + LEAD_IN * f64::from(posting.lead.min(1)) + HEADING * f64::from(posting.heading.min(1))
}

/// Occurrences of a row or of near words in one unit, at these places, weighted by field and length.
pub(super) fn weighted_places(index: &Index, places: &[(u32, u32)], unit: u32) -> f64 {
    let length = index.lengths.get(unit as usize).copied().unwrap_or_default();
    let body = places.iter().filter(|(at, _)| *at < length).count();
    let elsewhere = if places.len() > body { HEADING } else { 0.0 };
    body as f64 * index.length_norm(unit) + elsewhere
}

/// A concept's score in each unit that has it, ascending.
pub(super) struct Scored {
    pub units: Vec<(u32, f64)>,
    /// Those that have it in body or lead-in.
    pub stated: Bits,
    /// Units of each alternative: those that have it in body or lead-in, or all where none has.
    pub counts: Vec<u32>,
}

/// The score of a concept from those of its alternatives: the best, and a little of the others.
#[derive(Clone, Copy, Default)]
struct Sum {
    best: f64,
    others: f64,
}

impl Sum {
    fn add(&mut self, score: f64) {
        self.others += score.min(self.best);
        self.best = score.max(self.best);
    }

    fn total(self) -> f64 {
        self.best + OTHERS * self.others
    }
}

/// Scores concepts in all units: working memory, one place for each unit.
pub(super) struct Desk {
    frequencies: Vec<f64>,
    sums: Vec<Sum>,
    touched: Vec<u32>,
}

impl Desk {
    pub(super) fn new(size: usize) -> Self {
        Self { frequencies: vec![0.0; size], sums: vec![Sum::default(); size], touched: Vec::new() }
    }

    pub(super) fn score(&mut self, index: &Index, concept: &Concept, weighed: &Weighed) -> Scored {
        let mut counts = Vec::new();
        let (mut all, mut stated) = (Bits::none(index.len()), Bits::none(index.len()));
        for (alternative, factor) in concept.alternatives.iter().zip(&weighed.alternatives) {
            let mut here = Bits::none(index.len());
            let mut count = |here: Bits, all: u32| {
                counts.push(match here.count() {
                    0 => all,
                    count => count as u32,
                });
                stated.add(&here);
            };
            if let Matcher::Terms(terms) = &alternative.matcher
                && let [(term, share)] = terms.as_slice()
            {
                for posting in index.postings.list(*term) {
                    if let Some(sum) = self.sums.get_mut(posting.unit as usize) {
                        all.set(posting.unit);
                        if stands_outside_headings(&posting) {
                            here.set(posting.unit);
                        }
                        sum.add(factor.factor * saturated(share * weighted(index, &posting)));
                    }
                }
                count(here, index.postings.count(*term));
                continue;
            }
            self.touched.clear();
            self.fill(index, &alternative.matcher, &mut here);
            count(here, self.touched.len() as u32);
            for &unit in &self.touched {
                let at = unit as usize;
                let (Some(frequency), Some(sum)) = (self.frequencies.get_mut(at), self.sums.get_mut(at)) else { continue };
                let score = factor.factor * saturated(*frequency);
                *frequency = 0.0;
                all.set(unit);
                sum.add(score);
            }
        }
        let mut take = |unit: u32| self.sums.get_mut(unit as usize).map_or(0.0, |sum| std::mem::take(sum).total());
        let mut units = Vec::with_capacity(all.count());
        all.each(|unit| units.push((unit, take(unit))));
        Scored { units, stated, counts }
    }

    /// Sets the frequencies of a matcher's units, and lists them; marks those that have it in body or lead-in.
    fn fill(&mut self, index: &Index, matcher: &Matcher, stated: &mut Bits) {
        let mut add = |unit: u32, frequency: f64| {
            if let Some(sum) = self.frequencies.get_mut(unit as usize) {
                if *sum == 0.0 {
                    self.touched.push(unit);
                }
                *sum += frequency;
            }
        };
        match matcher {
            Matcher::Terms(terms) => {
                for &(term, share) in terms {
                    for posting in index.postings.list(term) {
                        if stands_outside_headings(&posting) {
                            stated.set(posting.unit);
                        }
                        add(posting.unit, share * weighted(index, &posting));
                    }
                }
            }
            Matcher::Row(slots) | Matcher::Near(slots, _) => {
                let mut joint = Joint::new(index, matcher, slots);
                for unit in rarest_units(index, slots) {
                    joint.at(unit);
                    let frequency = weighted_places(index, &joint.found, unit);
                    if frequency > 0.0 {
                        if is_stated(index, slots, &joint.found, unit) {
                            stated.set(unit);
                        }
                        add(unit, frequency);
                    }
                }
            }
        }
    }
}

/// Whether a term stands in the body or the lead-in of a unit.
fn stands_outside_headings(posting: &Posting<'_>) -> bool {
    posting.body + posting.lead > 0
}

/// Whether a row that was found at these places of a unit stands in its body or its lead-in.
fn is_stated(index: &Index, slots: &[Vec<u32>], places: &[(u32, u32)], unit: u32) -> bool {
    let length = index.lengths.get(unit as usize).copied().unwrap_or_default();
    let in_lead = |term: &u32| index.postings.find(*term, unit).is_some_and(|posting| posting.lead > 0);
    places.first().is_some_and(|(at, _)| *at < length) || slots.iter().all(|slot| slot.iter().any(in_lead))
}

/// The units that have a word for the rarest slot of a row: no others can have the row.
pub(super) fn rarest_units(index: &Index, slots: &[Vec<u32>]) -> Vec<u32> {
    let count = |slot: &Vec<u32>| slot.iter().map(|&term| index.postings.count(term)).sum::<u32>();
    let Some(rarest) = slots.iter().min_by_key(|slot| count(slot)) else { return Vec::new() };
    // a set is put in order by being one
    let mut all = Bits::none(index.len());
    rarest.iter().flat_map(|&term| index.postings.list(term)).for_each(|posting| all.set(posting.unit));
    let mut units = Vec::with_capacity(all.count());
    all.each(|unit| units.push(unit));
    units
}

/// Scores units one by one, in ascending order.
pub(super) struct Scorer<'r> {
    index: &'r Index,
    /// How each alternative of each concept is found.
    ways: Vec<Vec<Way<'r>>>,
}

enum Way<'r> {
    Terms(Vec<(Cursor<'r>, f64)>),
    Joint(Joint<'r>),
}

impl<'r> Scorer<'r> {
    pub(super) fn new(index: &'r Index, concepts: &'r [Concept]) -> Self {
        let way = |matcher: &'r Matcher| match matcher {
            Matcher::Terms(terms) => {
                Way::Terms(terms.iter().map(|&(term, share)| (index.postings.cursor(term), share)).collect())
            }
            Matcher::Row(slots) | Matcher::Near(slots, _) => Way::Joint(Joint::new(index, matcher, slots)),
        };
        let of_concept =
            |concept: &'r Concept| concept.alternatives.iter().map(|alternative| way(&alternative.matcher)).collect();
        Self { index, ways: concepts.iter().map(of_concept).collect() }
    }

    /// The score of one concept in a unit; none if the unit has it not. Adds its positions to `places`, if given.
    pub(super) fn concept(
        &mut self,
        concept: usize,
        weighed: &Weighed,
        unit: u32,
        mut places: Option<&mut Vec<u32>>,
    ) -> Option<f64> {
        let index = self.index;
        let mut sum = Sum::default();
        for (way, factor) in self.ways.get_mut(concept)?.iter_mut().zip(&weighed.alternatives) {
            let mut frequency = 0.0;
            match way {
                Way::Terms(terms) => {
                    for (cursor, share) in terms {
                        if let Some(posting) = cursor.at(unit) {
                            frequency += *share * weighted(index, &posting);
                            if let Some(places) = &mut places {
                                cursor.positions(places);
                            }
                        }
                    }
                }
                Way::Joint(joint) => {
                    joint.at(unit);
                    frequency = weighted_places(index, &joint.found, unit);
                    if let Some(places) = &mut places {
                        places.extend(joint.found.iter().map(|(at, _)| *at));
                    }
                }
            }
            if frequency > 0.0 {
                sum.add(factor.factor * saturated(frequency));
            }
        }
        if let Some(places) = places {
            places.sort_unstable();
        }
        (sum.best > 0.0).then(|| sum.total())
    }
}
