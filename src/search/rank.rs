//! Evaluation: which units fulfil a plan, how well, and where.

mod bits;
mod desk;
mod lights;
mod places;
#[cfg(feature = "prune")]
mod prune;

use super::data::is_stop_word;
use super::index::Index;
use super::knowledge::Reason;
use super::plan::{self, Condition, Matcher, Plan};
use super::query::{Field, Query};
use super::question::Wanted;
use super::words::Words;
use super::{Expansion, Hit, Options, Order, Results};
use crate::text::Span;
use bits::Bits;
use desk::{Desk, Scored, Scorer, Weighed, weigh};
use lights::{Lights, Lit};
use places::{Joint, nearest, places};

/// How soon more occurrences stop to count (BM25's k1).
const SATURATION: f64 = 1.2;
/// How much a long body counts against an occurrence in it (BM25F's b of the body).
const LENGTH: f64 = 0.5;
/// Weight of an occurrence in the lead-in, beside 1 in the body.
const LEAD_IN: f64 = 0.6;
/// Weight of an occurrence in the headings.
const HEADING: f64 = 0.6;
/// What the alternatives beside the best one add, of their own scores.
const OTHERS: f64 = 0.2;
/// How much of the score depends on how much of the query is there.
const COVERAGE: f64 = 0.4;
/// What two words in the right place to each other add, of the lower one's score.
const PROXIMITY: f64 = 0.8;
/// What the right kind of answer adds, of the score.
const ANSWER: f64 = 0.15;
/// What a note weighs, beside 1 for what stands in the running text.
const NOTE: f64 = 0.8;
/// What a hit next to another adds to it, of its score; one further away adds as much less.
const BESIDE: f64 = 0.1;
/// How far away it may stand, in units.
const REACH: u32 = 2;
/// So many of the best get their proximity and look beside them; beyond them it cannot matter to a reader.
const NEARNESS_FOR: usize = 60;
/// Units looked at to see whether a text has words in a row.
const QUICK_LOOK: usize = 200;
/// Positions apart beyond which two words have nothing to do with each other.
const FAR: u32 = 12;

/// Why a unit has its score.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The score, as in [`Hit::score`].
    pub score: f64,
    /// Each concept of the query that the unit has.
    pub parts: Vec<Part>,
    /// What the sum of the parts is multiplied with, for the share of the query that is there.
    pub coverage: f64,
    /// What it is multiplied with, for the kind of answer, and for a note.
    pub answer: f64,
    /// What is added for words that stand together, and for hits that stand beside it.
    pub proximity: f64,
}

/// What one concept of the query gives to a unit's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The words typed.
    pub typed: String,
    /// The best alternative: what was found.
    pub found: String,
    /// Why that counts.
    pub reason: Reason,
    /// Its share of the exact word's weight.
    pub weight: f64,
    /// Units that have it.
    pub units: usize,
    /// The inverse document frequency.
    pub rarity: f64,
    /// Occurrences, weighted by field and length.
    pub frequency: f64,
    /// What it gives.
    pub score: f64,
}

impl Index {
    /// All units that fulfil a query, ranked. With a limit, in a text of more than 10 MB, only units that promise to be among the best are looked
    /// at (the feature `prune`); up to there, hits and their number are exact.
    pub fn search(&self, query: &Query, options: &Options) -> Results {
        let plan = plan::plan(self, query, options);
        let mut run = Run::new(self, &plan);
        let Ranked { units: mut ranked, total } = run.ranked(options);
        if options.order == Order::Reading {
            put_in_reading_order(&mut ranked);
        }
        ranked.truncate(options.limit);
        let mut lights = Lights::default();
        let hits: Vec<Hit> = ranked
            .iter()
            .enumerate()
            .map(|(at, &(unit, score))| {
                let weighed = options.weigh.then_some(&*run.weighed);
                let lit = if at < options.lit { lights.of(self, &plan, unit, weighed) } else { Lit::default() };
                Hit { unit: unit as usize, score, spans: lit.spans, in_heading: lit.in_heading, lights: lit.lights }
            })
            .collect();
        let suggestions = if hits.is_empty() { self.suggestions(query) } else { Vec::new() };
        Results { hits, expansions: run.expansions(), suggestions, wanted: plan.wanted, total }
    }

    /// The values of a query's fields that no unit belongs to, each once with its field; but for what may be the beginning of one where the
    /// query is still being typed.
    pub fn lacks<'q>(&self, query: &'q Query) -> Vec<(Field, &'q str)> {
        let begins = |field: Field, value: &str| {
            let value = super::fold::folded(value);
            query.is_open() && !self.tags_like(field, &|tag| tag.starts_with(&value)).is_empty()
        };
        let mut lacking: Vec<(Field, &str)> = Vec::new();
        for (field, value) in query.names() {
            if plan::tagged(self, field, value).is_empty() && !begins(field, value) && !lacking.contains(&(field, value)) {
                lacking.push((field, value));
            }
        }
        lacking
    }

    /// The bytes of a unit's body that a query matches, as in [`Hit::spans`].
    pub fn spans(&self, query: &Query, options: &Options, unit: usize) -> Vec<Span> {
        let plan = plan::plan(self, query, options);
        Lights::default().of(self, &plan, unit as u32, None).spans
    }

    /// Why a unit has its score; none if it is no hit.
    pub fn explain(&self, query: &Query, options: &Options, unit: usize) -> Option<Explanation> {
        let plan = plan::plan(self, query, options);
        let mut run = Run::new(self, &plan);
        let unit = unit as u32;
        // a hit beyond the limit has a score too
        let options = Options { limit: usize::MAX, ..options.clone() };
        let score = run.ranked(&options).units.iter().find(|(of, _)| *of == unit)?.1;
        let mut scorer = Scorer::new(self, &plan.concepts);
        let tally = run.tally(&mut scorer, unit);
        let (coverage, answer) = (run.coverage(tally.covered), run.answer(unit));
        let parts = tally.scores.iter().filter_map(|&(concept, score)| run.part(concept, score, unit)).collect();
        Some(Explanation { score, parts, coverage, answer, proximity: score - tally.sum * coverage * answer })
    }

    /// Whether any unit has what a matcher looks for, as far as a quick look tells.
    pub(crate) fn has(&self, matcher: &Matcher) -> bool {
        match matcher {
            Matcher::Terms(terms) => terms.iter().any(|&(term, _)| self.postings.count(term) > 0),
            Matcher::Row(slots) | Matcher::Near(slots, _) => {
                let mut joint = Joint::new(self, matcher, slots);
                let mut looks = 0;
                for unit in desk::rarest_units(self, slots) {
                    if !joint.at(unit) {
                        continue;
                    }
                    looks += 1;
                    if !joint.found.is_empty() {
                        return true;
                    }
                    if looks == QUICK_LOOK {
                        break;
                    }
                }
                false
            }
        }
    }

    /// The words of the text that are nearest to those of a query.
    fn suggestions(&self, query: &Query) -> Vec<String> {
        let text = query.words();
        let words = Words::of(&text);
        let mut found: Vec<String> = Vec::new();
        for (_, letters) in words.iter().filter(|(_, letters)| !is_stop_word(letters)).take(4) {
            for term in super::fuzzy::nearest(&self.dictionary, |term| self.postings.count(term), letters) {
                let word = self.dictionary.text(term).to_owned();
                if !found.contains(&word) {
                    found.push(word);
                }
            }
        }
        found.truncate(6);
        found
    }
}

/// What an occurrence in a body counts, by the body's length as a share of the mean.
pub(crate) fn length_norm(length: f64) -> f32 {
    (1.0 / (1.0 - LENGTH + LENGTH * length)) as f32
}

/// What each of some units, ascending, gets for those that stand beside it.
fn beside(units: &[(u32, f64)]) -> Vec<f64> {
    let at = |unit: Option<u32>| unit.and_then(|unit| units.binary_search_by_key(&unit, |(unit, _)| *unit).ok());
    let score = |unit: Option<u32>| at(unit).and_then(|at| units.get(at)).map_or(0.0, |(_, score)| *score);
    let both = |unit: u32, far: u32| (score(unit.checked_sub(far)) + score(unit.checked_add(far))) / f64::from(far);
    units.iter().map(|&(unit, _)| BESIDE * (1..=REACH).fold(0.0, |sum, far| sum + both(unit, far))).collect()
}

/// Units with their scores, the best first, and how many there are at least.
struct Ranked {
    units: Vec<(u32, f64)>,
    total: usize,
}

/// What the concepts of a query give to one unit.
#[derive(Default)]
struct Tally {
    sum: f64,
    /// Importance of the concepts that are there.
    covered: f64,
    /// Each of them, by number, with its score.
    scores: Vec<(usize, f64)>,
}

/// A plan being evaluated.
struct Run<'r> {
    index: &'r Index,
    plan: &'r Plan,
    weighed: Vec<Weighed>,
    /// Concepts scored in all units, where that was needed.
    scored: Vec<Option<Scored>>,
    desk: Option<Desk>,
    /// Importance of all concepts that count.
    all: f64,
}

impl<'r> Run<'r> {
    fn new(index: &'r Index, plan: &'r Plan) -> Self {
        let weighed: Vec<Weighed> = plan.concepts.iter().map(|concept| weigh(index, concept)).collect();
        let counting = weighed.iter().zip(&plan.excluding).filter(|(_, excluding)| !**excluding);
        let all = counting.fold(0.0, |sum, (weighed, _)| sum + weighed.importance);
        let scored = plan.concepts.iter().map(|_| None).collect();
        Self { index, plan, weighed, scored, desk: None, all }
    }

    /// Scores a concept in all units, once.
    fn score(&mut self, concept: usize) {
        if let (Some(slot @ None), Some(of), Some(weighed)) =
            (self.scored.get_mut(concept), self.plan.concepts.get(concept), self.weighed.get(concept))
        {
            let desk = self.desk.get_or_insert_with(|| Desk::new(self.index.len()));
            *slot = Some(desk.score(self.index, of, weighed));
        }
    }

    /// The numbers of the concepts that count for the score.
    fn counting(&self) -> impl Iterator<Item = usize> + use<'r> {
        self.plan.excluding.iter().enumerate().filter(|(_, excluding)| !**excluding).map(|(concept, _)| concept)
    }

    fn ranked(&mut self, options: &Options) -> Ranked {
        let mut ranked = self.candidates(options.limit);
        // what comes after the limit need not be put in order
        let wanted = options.limit.max(NEARNESS_FOR);
        #[cfg(feature = "prune")]
        if options.order == Order::Relevance && wanted < ranked.units.len() {
            keep_best(&mut ranked.units, wanted);
        }
        put_best_first(&mut ranked.units);
        if options.order == Order::Relevance {
            ranked.units.truncate(wanted);
        }
        let count = ranked.units.len().min(NEARNESS_FOR);
        if let Some(near) = ranked.units.get_mut(..count) {
            // lists are read forwards
            put_in_reading_order(near);
            let beside = beside(near);
            if self.counting().count() > 1 {
                let mut scorer = Scorer::new(self.index, &self.plan.concepts);
                near.iter_mut().for_each(|(unit, score)| *score += self.proximity(&mut scorer, *unit));
            }
            near.iter_mut().zip(beside).for_each(|((_, score), beside)| *score += beside);
            // what is added leaves them before all others
            put_best_first(near);
        }
        ranked
    }

    /// The units among which the best are: all.
    #[cfg(not(feature = "prune"))]
    fn candidates(&mut self, _limit: usize) -> Ranked {
        self.everything()
    }

    /// All units that fulfil the plan.
    fn everything(&mut self) -> Ranked {
        (0..self.plan.concepts.len()).for_each(|concept| self.score(concept));
        let size = self.index.len();
        let mut tallies = vec![(0.0, 0.0); size];
        for concept in self.counting() {
            let importance = self.importance(concept);
            for &(unit, score) in self.scored.get(concept).and_then(Option::as_ref).map_or(&[][..], |scored| &scored.units) {
                if let Some((sum, covered)) = tallies.get_mut(unit as usize) {
                    *sum += score;
                    *covered += importance;
                }
            }
        }
        let fulfilled = self.fulfilled(&self.plan.condition);
        let score = |unit: u32| {
            let (sum, covered) = tallies.get(unit as usize).copied().unwrap_or_default();
            (unit, sum * self.coverage(covered) * self.answer(unit))
        };
        let mut units: Vec<(u32, f64)> = Vec::with_capacity(fulfilled.count());
        fulfilled.each(|unit| units.push(score(unit)));
        Ranked { total: units.len(), units }
    }

    fn importance(&self, concept: usize) -> f64 {
        self.weighed.get(concept).map_or(0.0, |weighed| weighed.importance)
    }

    /// What the concepts give to one unit; `scorer` must not have passed it.
    fn tally(&self, scorer: &mut Scorer<'_>, unit: u32) -> Tally {
        let mut tally = Tally::default();
        for concept in self.counting() {
            if let Some(score) = self.weighed.get(concept).and_then(|weighed| scorer.concept(concept, weighed, unit, None)) {
                tally.sum += score;
                tally.covered += self.importance(concept);
                tally.scores.push((concept, score));
            }
        }
        tally
    }

    fn coverage(&self, covered: f64) -> f64 {
        if self.all > 0.0 { 1.0 - COVERAGE + COVERAGE * covered / self.all } else { 1.0 }
    }

    fn answer(&self, unit: u32) -> f64 {
        let traits = self.index.traits.get(unit as usize).copied().unwrap_or_default();
        let there = match self.plan.wanted {
            Some(Wanted::Figures) => f64::from(u8::from(traits.figures)),
            Some(Wanted::Dates) => f64::from(u8::from(traits.dates)),
            Some(Wanted::Names) => f64::from(traits.names).min(0.2) * 5.0,
            Some(Wanted::Reasons) => f64::from(u8::from(traits.reasons)),
            Some(Wanted::Advice) => f64::from(u8::from(traits.advice)),
            None => 0.0,
        };
        (1.0 + ANSWER * there) * if traits.note { NOTE } else { 1.0 }
    }

    /// What the words of the query that stand together as they were typed add to a unit.
    fn proximity(&self, scorer: &mut Scorer<'_>, unit: u32) -> f64 {
        // the concepts that the unit has: place in the query, score, positions
        let mut there: Vec<(usize, f64, Vec<u32>)> = Vec::new();
        for concept in self.counting() {
            let (Some(of), Some(weighed)) = (self.plan.concepts.get(concept), self.weighed.get(concept)) else { continue };
            let mut positions = Vec::new();
            if let Some(score) = scorer.concept(concept, weighed, unit, Some(&mut positions)) {
                there.push((of.place, score, positions));
            }
        }
        let mut bonus = 0.0;
        for (place, score, positions) in &there {
            for (other_place, other_score, other_positions) in &there {
                let apart = other_place.wrapping_sub(*place);
                if apart == 0 || apart > 4 {
                    continue;
                }
                if let Some(distance) = nearest(positions, other_positions, apart as u32) {
                    bonus += PROXIMITY * score.min(*other_score) / f64::from(1 + distance) / apart as f64;
                }
            }
        }
        bonus
    }

    fn part(&self, concept: usize, score: f64, unit: u32) -> Option<Part> {
        let (of, weighed) = (self.plan.concepts.get(concept)?, self.weighed.get(concept)?);
        let mut best: Option<Part> = None;
        for (alternative, factor) in of.alternatives.iter().zip(&weighed.alternatives) {
            let frequency = match &alternative.matcher {
                Matcher::Terms(terms) => terms
                    .iter()
                    .filter_map(|&(term, share)| Some(share * desk::weighted(self.index, &self.index.postings.find(term, unit)?)))
                    .fold(0.0, |sum, one| sum + one),
                matcher => desk::weighted_places(self.index, &places(self.index, matcher, unit), unit),
            };
            let own = factor.factor * desk::saturated(frequency);
            if frequency > 0.0 && best.as_ref().is_none_or(|best| own > best.score) {
                best = Some(Part {
                    typed: of.typed.clone(),
                    found: alternative.shown.clone(),
                    reason: alternative.reason,
                    weight: alternative.weight,
                    units: factor.units as usize,
                    rarity: factor.rarity,
                    frequency,
                    score: own,
                });
            }
        }
        best.map(|part| Part { score, ..part })
    }

    fn expansions(&self) -> Vec<Expansion> {
        let mut all: Vec<Expansion> = Vec::new();
        for concept in self.counting() {
            let (Some(of), Some(weighed)) = (self.plan.concepts.get(concept), self.weighed.get(concept)) else { continue };
            let exact = self.scored.get(concept).and_then(Option::as_ref);
            for (at, alternative) in of.alternatives.iter().enumerate() {
                let shown = !matches!(alternative.reason, Reason::Word | Reason::Prefix | Reason::Value | Reason::Joined);
                if !shown || all.iter().any(|other| other.to == alternative.shown) {
                    continue;
                }
                let units = match exact {
                    Some(scored) => scored.counts.get(at).copied(),
                    None => weighed.alternatives.get(at).map(|factor| factor.units),
                };
                if let Some(units @ 1..) = units {
                    all.push(Expansion {
                        from: of.typed.clone(),
                        to: alternative.shown.clone(),
                        reason: alternative.reason,
                        units: units as usize,
                    });
                }
            }
        }
        all
    }

    fn fulfilled(&self, condition: &Condition) -> Bits {
        let size = self.index.len();
        let by_unit = |test: &dyn Fn(u32) -> bool| {
            let mut bits = Bits::none(size);
            (0..size as u32).filter(|&unit| test(unit)).for_each(|unit| bits.set(unit));
            bits
        };
        match condition {
            Condition::Has(concept) => {
                let excludes = self.plan.excluding.get(*concept) == Some(&true);
                let Some(scored) = self.scored.get(*concept).and_then(Option::as_ref) else { return Bits::none(size) };
                // a heading helps what stands under it; alone it makes a hit of that only where nothing else is one, and is no reason to
                // leave it out
                if excludes || scored.stated.count() > 0 {
                    return scored.stated.clone();
                }
                let mut bits = Bits::none(size);
                scored.units.iter().for_each(|(unit, _)| bits.set(*unit));
                bits
            }
            Condition::Matches(expression) => by_unit(&|unit| expression.is_in(unit as usize, &self.index.body(unit as usize))),
            Condition::Tagged(field, values) => by_unit(&|unit| self.index.has_tag(unit, *field, values)),
            Condition::States(field, ranges) => by_unit(&|unit| self.states(*field, ranges, unit)),
            Condition::Not(condition) => self.fulfilled(condition).inverted(),
            Condition::All(all) => all.iter().fold(Bits::all(size), |bits, condition| bits.and(&self.fulfilled(condition))),
            Condition::Any(any) => any.iter().fold(Bits::none(size), |bits, condition| bits.or(&self.fulfilled(condition))),
        }
    }

    fn states(&self, field: Field, ranges: &[super::query::Range], unit: u32) -> bool {
        let one = |value: &f64| ranges.iter().any(|range| range.overlaps(*value, *value));
        let both = |low: f64, high: f64| ranges.iter().any(|range| range.overlaps(low, high));
        match field {
            Field::Money => self.index.money.of(unit).iter().any(one),
            Field::Number => self.index.numbers.of(unit).iter().any(one),
            Field::Year => self.index.years.of(unit).iter().any(|&(first, last)| both(f64::from(first), f64::from(last))),
            Field::Page => self.index.pages(unit).is_some_and(|(first, last)| both(f64::from(first), f64::from(last))),
            _ => false,
        }
    }
}

/// Leaves the best of some units, at least so many: those in the upper classes of an even scale of scores.
#[cfg(feature = "prune")]
fn keep_best(units: &mut Vec<(u32, f64)>, wanted: usize) {
    const CLASSES: usize = 512;
    let most = units.iter().fold(0.0, |most: f64, (_, score)| most.max(*score));
    // a quotient that is no number is class 0: nothing is lost
    let class = |score: f64| ((1.0 - score / most) * CLASSES as f64) as usize;
    let mut counts = [0; CLASSES];
    for (_, score) in units.iter() {
        if let Some(count) = counts.get_mut(class(*score)) {
            *count += 1;
        }
    }
    let mut better = 0;
    let last = counts.iter().position(|count| {
        better += count;
        better >= wanted
    });
    if let Some(last) = last {
        units.retain(|(_, score)| class(*score) <= last);
    }
}

/// The best first, equal ones in reading order.
#[inline(never)]
fn put_best_first(units: &mut [(u32, f64)]) {
    units.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
}

#[inline(never)]
fn put_in_reading_order(units: &mut [(u32, f64)]) {
    units.sort_unstable_by_key(|(unit, _)| *unit);
}
