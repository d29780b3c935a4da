//! Evaluation: which units fulfil a plan, how well, and where.

use super::data::is_stop_word;
use super::index::Index;
use super::knowledge::Reason;
use super::logarithm::ln;
use super::plan::{self, Alternative, Concept, Condition, Matcher, Plan};
use super::postings::Posting;
use super::query::{Field, Query};
use super::question::Wanted;
use super::terms::{self, Fact, Sort};
use super::words::Words;
use super::{Expansion, Hit, InHeading, Options, Order, Results};
use crate::text::Span;

/// How soon more occurrences stop to count (BM25's k1).
const SATURATION: f64 = 1.2;
/// How much a long body counts against an occurrence in it (BM25F's b of the body).
const LENGTH: f64 = 0.5;
/// Weight of an occurrence in the lead-in, beside 1 in the body.
const LEAD_IN: f64 = 0.6;
/// Weight of an occurrence in the headings.
const HEADING: f64 = 0.3;
/// What the alternatives beside the best one add, of their own scores.
const OTHERS: f64 = 0.2;
/// How much of the score depends on how much of the query is there.
const COVERAGE: f64 = 0.5;
/// What two words in the right place to each other add, of the lower one's score.
const PROXIMITY: f64 = 0.5;
/// What the right kind of answer adds, of the score.
const ANSWER: f64 = 0.1;
/// So many of the best get their proximity; beyond them it cannot matter to a reader.
const NEARNESS_FOR: usize = 100;
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
    /// What it is multiplied with, for the kind of answer.
    pub answer: f64,
    /// What is added for words that stand together.
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

/// A concept's score in each unit that has it, ascending.
struct Scored {
    units: Vec<(u32, f64)>,
    /// Units of each alternative.
    counts: Vec<u32>,
    /// Weight times rarity: how much it says.
    importance: f64,
}

impl Index {
    /// All units that fulfil a query, ranked.
    pub fn search(&self, query: &Query, options: &Options) -> Results {
        let plan = plan::plan(self, query, options);
        let run = Run::new(self, &plan);
        let mut ranked = run.ranked();
        let total = ranked.len();
        if options.order == Order::Reading {
            ranked.sort_by_key(|&(unit, _)| unit);
        }
        ranked.truncate(options.limit);
        let mut lights = Lights::default();
        let hits = ranked
            .iter()
            .enumerate()
            .map(|(at, &(unit, score))| {
                let (spans, in_heading) =
                    if at < options.lit { lights.of(self, &plan, unit) } else { (Vec::new(), InHeading::No) };
                Hit { unit: unit as usize, score, spans, in_heading }
            })
            .collect();
        let suggestions = if total == 0 { self.suggestions(query) } else { Vec::new() };
        Results { hits, expansions: run.expansions(), suggestions, wanted: plan.wanted, total }
    }

    /// The bytes of a unit's body that a query matches, as in [`Hit::spans`].
    pub fn spans(&self, query: &Query, options: &Options, unit: usize) -> Vec<Span> {
        let plan = plan::plan(self, query, options);
        Lights::default().of(self, &plan, unit as u32).0
    }

    /// Why a unit has its score; none if it is no hit.
    pub fn explain(&self, query: &Query, options: &Options, unit: usize) -> Option<Explanation> {
        let plan = plan::plan(self, query, options);
        let run = Run::new(self, &plan);
        let unit = unit as u32;
        let score = run.ranked().iter().find(|(of, _)| *of == unit)?.1;
        let sum = run.sum(unit);
        let (coverage, answer) = (run.coverage(unit), run.answer(unit));
        let parts =
            plan.concepts.iter().zip(&run.scored).filter_map(|(concept, scored)| run.part(concept, scored, unit)).collect();
        Some(Explanation { score, parts, coverage, answer, proximity: score - sum * coverage * answer })
    }

    /// Whether any unit has what a matcher looks for.
    pub(crate) fn has(&self, matcher: &Matcher) -> bool {
        match matcher {
            Matcher::Terms(terms) => terms.iter().any(|&(term, _)| self.postings.count(term) > 0),
            Matcher::Row(slots) | Matcher::Near(slots, _) => {
                leading_units(self, slots).into_iter().any(|unit| !places(self, matcher, unit).is_empty())
            }
        }
    }

    /// The words of the text that are nearest to those of a query.
    fn suggestions(&self, query: &Query) -> Vec<String> {
        let text = query.to_string();
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

/// A plan evaluated over all units.
struct Run<'r> {
    index: &'r Index,
    plan: &'r Plan,
    scored: Vec<Scored>,
}

impl<'r> Run<'r> {
    fn new(index: &'r Index, plan: &'r Plan) -> Self {
        let mut desk = Desk::new(index.len());
        let scored = plan.concepts.iter().map(|concept| desk.score(index, concept)).collect();
        Self { index, plan, scored }
    }

    /// Concepts that count for the score.
    fn counting(&self) -> impl Iterator<Item = &Scored> {
        self.scored.iter().zip(&self.plan.excluding).filter(|(_, excluding)| !**excluding).map(|(scored, _)| scored)
    }

    fn ranked(&self) -> Vec<(u32, f64)> {
        let size = self.index.len();
        let fulfilled = self.fulfilled(&self.plan.condition);
        let mut sums = vec![0.0; size];
        let mut covered = vec![0.0; size];
        for scored in self.counting() {
            for &(unit, score) in &scored.units {
                let unit = unit as usize;
                if let (Some(sum), Some(cover)) = (sums.get_mut(unit), covered.get_mut(unit)) {
                    *sum += score;
                    *cover += scored.importance;
                }
            }
        }
        let all = self.all_importance();
        let mut ranked: Vec<(u32, f64)> = fulfilled
            .units()
            .map(|unit| {
                let at = unit as usize;
                let cover = covered.get(at).copied().unwrap_or_default();
                (unit, sums.get(at).copied().unwrap_or_default() * share(cover, all) * self.answer(unit))
            })
            .collect();
        let best_first = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        ranked.sort_unstable_by(best_first);
        for (unit, score) in ranked.iter_mut().take(NEARNESS_FOR) {
            *score += self.proximity(*unit);
        }
        ranked.sort_unstable_by(best_first);
        ranked
    }

    fn all_importance(&self) -> f64 {
        self.counting().map(|scored| scored.importance).sum()
    }

    fn sum(&self, unit: u32) -> f64 {
        self.counting().filter_map(|scored| scored.of(unit)).fold(0.0, |sum, score| sum + score)
    }

    fn coverage(&self, unit: u32) -> f64 {
        let covered = self.counting().filter(|scored| scored.of(unit).is_some()).fold(0.0, |sum, scored| sum + scored.importance);
        share(covered, self.all_importance())
    }

    fn answer(&self, unit: u32) -> f64 {
        let traits = self.index.traits.get(unit as usize).copied().unwrap_or_default();
        let there = match self.plan.wanted {
            Some(Wanted::Figures) => f64::from(u8::from(traits.figures)),
            Some(Wanted::Dates) => f64::from(u8::from(traits.dates)),
            Some(Wanted::Names) => f64::from(traits.names).min(0.2) * 5.0,
            None => 0.0,
        };
        1.0 + ANSWER * there
    }

    /// What the words of the query that stand together as they were typed add to a unit.
    fn proximity(&self, unit: u32) -> f64 {
        let mut bonus = 0.0;
        let concepts: Vec<(&Concept, f64)> = self
            .plan
            .concepts
            .iter()
            .zip(&self.scored)
            .zip(&self.plan.excluding)
            .filter(|(_, excluding)| !**excluding)
            .filter_map(|((concept, scored), _)| Some((concept, scored.of(unit)?)))
            .collect();
        let places: Vec<Vec<u32>> = if concepts.len() > 1 {
            concepts
                .iter()
                .map(|(concept, _)| positions(self.index, concept, unit).into_iter().map(|(at, _)| at).collect())
                .collect()
        } else {
            Vec::new()
        };
        for (one, first) in concepts.iter().zip(&places) {
            for (other, second) in concepts.iter().zip(&places) {
                let apart = other.0.place.wrapping_sub(one.0.place);
                if apart == 0 || apart > 4 {
                    continue;
                }
                if let Some(distance) = nearest(first, second, apart as u32) {
                    bonus += PROXIMITY * one.1.min(other.1) / f64::from(1 + distance) / apart as f64;
                }
            }
        }
        bonus
    }

    fn part(&self, concept: &Concept, scored: &Scored, unit: u32) -> Option<Part> {
        let score = scored.of(unit)?;
        let mut best: Option<Part> = None;
        let mut rarest = f64::INFINITY;
        for (alternative, &count) in concept.alternatives.iter().zip(&scored.counts) {
            let rarity = rarity(self.index.len(), count).min(rarest);
            if alternative.reason == Reason::Word && count > 0 {
                rarest = rarity;
            }
            let frequency = frequency(self.index, &alternative.matcher, unit);
            if frequency == 0.0 {
                continue;
            }
            let own = alternative.weight * rarity * saturated(frequency);
            if best.as_ref().is_none_or(|best| own > best.score) {
                best = Some(Part {
                    typed: concept.typed.clone(),
                    found: alternative.shown.clone(),
                    reason: alternative.reason,
                    weight: alternative.weight,
                    units: count as usize,
                    rarity,
                    frequency,
                    score: own,
                });
            }
        }
        best.map(|part| Part { score, ..part })
    }

    fn expansions(&self) -> Vec<Expansion> {
        let mut all: Vec<Expansion> = Vec::new();
        for ((concept, scored), excluding) in self.plan.concepts.iter().zip(&self.scored).zip(&self.plan.excluding) {
            for (alternative, &count) in concept.alternatives.iter().zip(&scored.counts) {
                let shown = !matches!(alternative.reason, Reason::Word | Reason::Prefix | Reason::Value | Reason::Joined);
                if shown && count > 0 && !excluding && !all.iter().any(|other| other.to == alternative.shown) {
                    all.push(Expansion {
                        from: concept.typed.clone(),
                        to: alternative.shown.clone(),
                        reason: alternative.reason,
                        units: count as usize,
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
                let mut bits = Bits::none(size);
                for &(unit, _) in self.scored.get(*concept).map_or(&[][..], |scored| &scored.units) {
                    bits.set(unit);
                }
                bits
            }
            Condition::Matches(regex) => by_unit(&|unit| regex.is_in(self.index.body(unit as usize))),
            Condition::Tagged(field, values) => {
                by_unit(&|unit| self.index.tags(unit, *field).any(|tag| values.iter().any(|value| is_tagged(*field, tag, value))))
            }
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

/// Whether a folded tag is what a folded value asks for: it is equal, or, but for numbers and ids, holds it as words.
fn is_tagged(field: Field, tag: &str, value: &str) -> bool {
    if tag == value {
        return true;
    }
    let words = matches!(field, Field::Section | Field::Actor | Field::Theme) && value.len() > 2;
    words
        && tag.match_indices(value).any(|(at, _)| {
            let before = tag.get(..at).and_then(|before| before.chars().next_back());
            !before.is_some_and(char::is_alphanumeric)
        })
}

impl Scored {
    fn of(&self, unit: u32) -> Option<f64> {
        let at = self.units.binary_search_by_key(&unit, |(of, _)| *of).ok()?;
        self.units.get(at).map(|(_, score)| *score)
    }
}

fn share(covered: f64, all: f64) -> f64 {
    if all > 0.0 { 1.0 - COVERAGE + COVERAGE * covered / all } else { 1.0 }
}

/// BM25's inverse document frequency, never negative.
fn rarity(size: usize, count: u32) -> f64 {
    let (size, count) = (size as f64, f64::from(count));
    ln(1.0 + (size - count + 0.5) / (count + 0.5))
}

fn saturated(frequency: f64) -> f64 {
    frequency * (SATURATION + 1.0) / (frequency + SATURATION)
}

/// Occurrences of a term in a unit, weighted by field and length.
fn weighted(index: &Index, posting: &Posting<'_>) -> f64 {
    let length = index.lengths.get(posting.unit as usize).copied().unwrap_or_default();
    f64::from(posting.body) / (1.0 - LENGTH + LENGTH * f64::from(length) / index.mean_length)
        + LEAD_IN * f64::from(posting.lead.min(1))
        + HEADING * f64::from(posting.heading.min(1))
}

/// Working memory, one place for each unit.
struct Desk {
    frequencies: Vec<f64>,
    best: Vec<f64>,
    others: Vec<f64>,
    touched: Vec<u32>,
}

impl Desk {
    fn new(size: usize) -> Self {
        Self { frequencies: vec![0.0; size], best: vec![0.0; size], others: vec![0.0; size], touched: Vec::new() }
    }

    fn score(&mut self, index: &Index, concept: &Concept) -> Scored {
        let mut counts = Vec::new();
        let mut all: Vec<u32> = Vec::new();
        let mut most: f64 = 0.0;
        // another name of a thing is no rarer than the name that was asked for
        let mut rarest = f64::INFINITY;
        for alternative in &concept.alternatives {
            self.touched.clear();
            self.fill(index, &alternative.matcher);
            let count = self.touched.len() as u32;
            counts.push(count);
            let rarity = rarity(index.len(), count).min(rarest);
            if alternative.reason == Reason::Word && count > 0 {
                rarest = rarity;
            }
            let factor = concept.weight * alternative.weight * rarity;
            if count > 0 {
                most = most.max(factor);
            }
            for &unit in &self.touched {
                let at = unit as usize;
                let (Some(frequency), Some(best), Some(others)) =
                    (self.frequencies.get_mut(at), self.best.get_mut(at), self.others.get_mut(at))
                else {
                    continue;
                };
                let score = factor * saturated(*frequency);
                *frequency = 0.0;
                if *best == 0.0 {
                    all.push(unit);
                }
                *others += score.min(*best);
                *best = score.max(*best);
            }
        }
        all.sort_unstable();
        let units = all
            .iter()
            .filter_map(|&unit| {
                let (best, others) = (self.best.get_mut(unit as usize)?, self.others.get_mut(unit as usize)?);
                Some((unit, std::mem::take(best) + OTHERS * std::mem::take(others)))
            })
            .collect();
        Scored { units, counts, importance: most }
    }

    /// Sets the frequencies of a matcher's units, and lists them.
    fn fill(&mut self, index: &Index, matcher: &Matcher) {
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
                        add(posting.unit, share * weighted(index, &posting));
                    }
                }
            }
            Matcher::Row(slots) | Matcher::Near(slots, _) => {
                let units = leading_units(index, slots);
                for unit in units {
                    let frequency = frequency(index, matcher, unit);
                    if frequency > 0.0 {
                        add(unit, frequency);
                    }
                }
            }
        }
    }
}

/// The units of the rarest word of a row.
fn leading_units(index: &Index, slots: &[Vec<u32>]) -> Vec<u32> {
    let count = |slot: &&Vec<u32>| slot.iter().map(|&term| index.postings.count(term)).sum::<u32>();
    let rarest = slots.iter().min_by_key(count).map_or(&[][..], Vec::as_slice);
    let mut units: Vec<u32> = rarest.iter().flat_map(|&term| index.postings.list(term)).map(|posting| posting.unit).collect();
    units.sort_unstable();
    units.dedup();
    units
}

/// Occurrences of a matcher in one unit, weighted by field and length.
fn frequency(index: &Index, matcher: &Matcher, unit: u32) -> f64 {
    match matcher {
        Matcher::Terms(terms) => terms
            .iter()
            .filter_map(|&(term, share)| index.postings.find(term, unit).map(|posting| share * weighted(index, &posting)))
            .fold(0.0, |sum, one| sum + one),
        Matcher::Row(_) | Matcher::Near(..) => {
            let length = index.lengths.get(unit as usize).copied().unwrap_or_default();
            let places = places(index, matcher, unit);
            let body = places.iter().filter(|(at, _)| *at < length).count();
            let elsewhere = if places.len() > body { HEADING } else { 0.0 };
            body as f64 / (1.0 - LENGTH + LENGTH * f64::from(length) / index.mean_length) + elsewhere
        }
    }
}

/// Where a concept stands in a unit: position and number of words, ascending.
fn positions(index: &Index, concept: &Concept, unit: u32) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> =
        concept.alternatives.iter().flat_map(|alternative| places(index, &alternative.matcher, unit)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn places(index: &Index, matcher: &Matcher, unit: u32) -> Vec<(u32, u32)> {
    let of_slot = |slot: &Vec<u32>| {
        let mut all: Vec<u32> = slot
            .iter()
            .filter_map(|&term| index.postings.find(term, unit))
            .flat_map(|posting| posting.positions().collect::<Vec<_>>())
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    match matcher {
        Matcher::Terms(terms) => {
            let found = terms.iter().filter_map(|&(term, _)| index.postings.find(term, unit));
            found.flat_map(|posting| posting.positions().collect::<Vec<_>>()).map(|at| (at, 1)).collect()
        }
        Matcher::Row(slots) => {
            let Some((first, rest)) = slots.split_first() else {
                return Vec::new();
            };
            let rest: Vec<Vec<u32>> = rest.iter().map(of_slot).collect();
            let fits = |&start: &u32| {
                rest.iter().enumerate().all(|(offset, slot)| slot.binary_search(&(start + 1 + offset as u32)).is_ok())
            };
            of_slot(first).into_iter().filter(fits).map(|start| (start, slots.len() as u32)).collect()
        }
        Matcher::Near(slots, distance) => windows(&slots.iter().map(of_slot).collect::<Vec<_>>(), *distance),
    }
}

/// The shortest stretches that hold one position of each slot, with at most so many words between; one entry for each slot's word.
fn windows(slots: &[Vec<u32>], distance: u32) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, usize)> =
        slots.iter().enumerate().flat_map(|(slot, positions)| positions.iter().map(move |&at| (at, slot))).collect();
    all.sort_unstable();
    let longest = slots.len() as u32 + distance;
    let mut found = Vec::new();
    for (index, &(start, _)) in all.iter().enumerate() {
        let mut seen: Vec<(u32, usize)> = Vec::new();
        for &(at, slot) in all.iter().skip(index).take_while(|(at, _)| at - start < longest) {
            if !seen.iter().any(|(other, of)| *of == slot || *other == at) {
                seen.push((at, slot));
            }
            if seen.len() == slots.len() {
                found.extend(seen.iter().map(|(at, _)| (*at, 1)));
                break;
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How far two words are from standing `apart` words after each other, where they come closest; none if far.
fn nearest(first: &[u32], second: &[u32], apart: u32) -> Option<u32> {
    let mut best: Option<u32> = None;
    for &one in first {
        let at = second.partition_point(|&other| other < one);
        for &other in second.get(at.saturating_sub(1)..(at + 2).min(second.len())).unwrap_or_default() {
            if other == one {
                continue;
            }
            // the wrong order costs one more
            let off = if other > one { (other - one).abs_diff(apart) } else { one - other + 1 };
            best = Some(best.map_or(off, |best| best.min(off)));
        }
    }
    best.filter(|&distance| distance <= FAR)
}

/// Finds what to light in bodies; keeps its memory from one to the next.
#[derive(Default)]
struct Lights {
    words: Words,
}

impl Lights {
    /// How many words of the text a term at a place covers: one, but for the joined form of a hyphenated word.
    fn words_of(&self, at: u32, term: &str) -> u32 {
        let letters = |count: u32| self.words.letters((at + count) as usize).len();
        let (mut count, mut length) = (1, letters(0));
        while length < term.len() && count < 3 && !term.starts_with('=') {
            length += letters(count);
            count += 1;
        }
        count
    }

    fn of(&mut self, index: &Index, plan: &Plan, unit: u32) -> (Vec<Span>, InHeading) {
        let body = index.body(unit as usize);
        let length = index.lengths.get(unit as usize).copied().unwrap_or_default();
        let mut marks: Vec<(u32, u32)> = Vec::new();
        let mut words: Vec<(u32, &str)> = Vec::new();
        let mut values: Vec<(u32, &str)> = Vec::new();
        let mut heading = false;
        for (concept, _) in plan.concepts.iter().zip(&plan.excluding).filter(|(_, excluding)| !**excluding) {
            for Alternative { matcher, .. } in &concept.alternatives {
                match matcher {
                    Matcher::Terms(terms) => {
                        for posting in terms.iter().filter_map(|&(term, _)| Some((term, index.postings.find(term, unit)?))) {
                            let (term, posting) = posting;
                            heading |= posting.heading > 0;
                            let text = index.dictionary.text(term);
                            let value = text.starts_with(['#', '@']);
                            for at in posting.positions().take_while(|&at| at < length) {
                                if value { values.push((at, text)) } else { words.push((at, text)) }
                            }
                        }
                    }
                    matcher => {
                        let found = places(index, matcher, unit);
                        heading |= found.last().is_some_and(|(at, _)| *at >= length);
                        marks.extend(found.into_iter().filter(|(at, _)| *at < length));
                    }
                }
            }
        }
        let mut spans = Vec::new();
        if !marks.is_empty() || !words.is_empty() || !values.is_empty() {
            let mut stated: Vec<(u32, u32)> = Vec::new();
            self.words.read(body);
            marks.extend(words.into_iter().map(|(at, text)| (at, self.words_of(at, text))));
            if !values.is_empty() {
                terms::read(body, &self.words, &mut |fact| {
                    if let Fact::Term { text, word, words, sort: Sort::Value } = fact
                        && values.contains(&(word, text))
                    {
                        stated.push((word, words));
                    }
                });
            }
            for &(at, count) in &marks {
                let (first, last) = (self.words.get(at as usize), self.words.get((at + count - 1) as usize));
                if let Some((first, last)) = first.zip(last.or(first)) {
                    spans.push(Span::new(first.span.start, last.span.end));
                }
            }
            for &(at, count) in &stated {
                let (first, last) = (self.words.get(at as usize), self.words.get((at + count - 1) as usize));
                if let Some((first, last)) = first.zip(last.or(first)) {
                    let start = sign_before(body, first.span.start);
                    spans.push(Span::new(start, sign_after(body, last.span.end)));
                }
            }
        }
        light_expressions(&plan.condition, body, &mut spans);
        (merged(body, spans), if heading { InHeading::Yes } else { InHeading::No })
    }
}

/// Where the currency sign directly before a place begins, or the place itself.
fn sign_before(body: &str, at: usize) -> usize {
    let sign = body.get(..at).and_then(|before| before.chars().next_back());
    at - sign.filter(|&c| super::data::currency_sign(c).is_some()).map_or(0, char::len_utf8)
}

/// Where the per cent sign directly after a place ends, or the place itself.
fn sign_after(body: &str, at: usize) -> usize {
    at + usize::from(body.get(at..).is_some_and(|after| after.starts_with('%')))
}

/// Adds what the regular expressions of a condition match, but for what must not match.
fn light_expressions(condition: &Condition, body: &str, spans: &mut Vec<Span>) {
    match condition {
        Condition::Matches(regex) => spans.extend(regex.find(body, 1000)),
        Condition::All(all) | Condition::Any(all) => all.iter().for_each(|condition| light_expressions(condition, body, spans)),
        Condition::Has(_) | Condition::Tagged(..) | Condition::States(..) | Condition::Not(_) => {}
    }
}

/// The spans in order, those that overlap, or that only a hyphen parts, made one.
fn merged(body: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end || is_a_hyphen(body.get(last.end..span.start)) => {
                last.end = last.end.max(span.end)
            }
            _ => out.push(span),
        }
    }
    out
}

fn is_a_hyphen(gap: Option<&str>) -> bool {
    let mut chars = gap.unwrap_or_default().chars();
    chars.next().is_some_and(super::fold::is_hyphen) && chars.next().is_none()
}

/// A set of units.
struct Bits {
    words: Vec<u64>,
    size: usize,
}

impl Bits {
    fn none(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(64)], size }
    }

    fn all(size: usize) -> Self {
        Self::none(size).inverted()
    }

    fn set(&mut self, unit: u32) {
        if let Some(word) = self.words.get_mut(unit as usize / 64) {
            *word |= 1 << (unit % 64);
        }
    }

    fn inverted(mut self) -> Self {
        self.words.iter_mut().for_each(|word| *word = !*word);
        if let Some(last) = self.words.last_mut().filter(|_| !self.size.is_multiple_of(64)) {
            *last &= (1 << (self.size % 64)) - 1;
        }
        self
    }

    fn and(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
        self
    }

    fn or(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
        self
    }

    fn units(&self) -> impl Iterator<Item = u32> {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(at as u32 * 64 + bit)
            })
        })
    }
}
