//! The best units of a long text, without a look at all of them.
//!
//! Alternatives are taken up in the order of what they can give at most, as in MaxScore (H. Turtle, J. Flood: "Query evaluation: strategies
//! and optimizations", 1995); once the rest together could lift no new unit over the last of the best, or once enough postings were read
//! ("continue" in A. Moffat, J. Zobel: "Self-indexing inverted files for fast text retrieval", 1996), no new units are taken
//! up. The most promising of them are then scored in full, and exactly as all units of a short text are.

use super::bits::Bits;
use super::desk::{Scorer, saturated, weighted};
use super::{Ranked, Run, SATURATION};
use crate::search::plan::{Condition, Matcher};

/// Postings read at most before no new units are taken up.
const MOST_POSTINGS: u32 = 120_000;
/// A list shorter than this is read without asking whether it can matter.
const SHORT: u32 = 8_000;
/// Units scored in full beyond those wanted, since the first look is an estimate.
const SPARE: usize = 50;
/// Units scored in full at most.
const MOST_SCORED: usize = 1_050;

/// Bytes of all bodies beyond which a search with a limit looks only at units that promise to be among the best.
const LONG: usize = 10_000_000;

impl Run<'_> {
    /// The units among which the best are.
    pub(super) fn candidates(&mut self, limit: usize) -> Ranked {
        let is_long = self.index.bytes() > LONG;
        if limit < self.index.len() && is_long { self.best(limit) } else { self.everything() }
    }

    /// The best units that fulfil the plan.
    fn best(&mut self, wanted: usize) -> Ranked {
        let wanted = (wanted + SPARE).min(MOST_SCORED);
        let plan = self.plan;
        // that a unit has any of the words need not be asked: it is met through them
        let all = match &plan.condition {
            Condition::All(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        let (words, others): (Vec<&Condition>, Vec<&Condition>) = all.iter().partition(|condition| any_of_words(condition));
        let mut filter: Option<Bits> = None;
        for condition in others {
            needed(condition).into_iter().for_each(|concept| self.score(concept));
            let fulfilled = self.fulfilled(condition);
            filter = Some(match filter {
                Some(filter) => filter.and(&fulfilled),
                None => fulfilled,
            });
        }
        let need = if words.is_empty() { Words::Rank } else { Words::Decide };
        let (mut units, total) = match filter {
            Some(filter) if need == Words::Rank && filter.count() <= wanted => (filter.units().collect(), filter.count()),
            filter => self.promising(wanted, filter.as_ref(), need),
        };
        units.sort_unstable();
        let mut scorer = Scorer::new(self.index, &plan.concepts);
        let score = |unit: u32| {
            let tally = self.tally(&mut scorer, unit);
            (unit, tally.sum * self.coverage(tally.covered) * self.answer(unit))
        };
        Ranked { units: units.into_iter().map(score).collect(), total }
    }

    /// The units that promise most, and how many were met.
    fn promising(&self, wanted: usize, filter: Option<&Bits>, words: Words) -> (Vec<u32>, usize) {
        let index = self.index;
        let mut ways: Vec<Way<'_>> = Vec::new();
        for concept in self.counting() {
            let (Some(of), Some(weighed)) = (self.plan.concepts.get(concept), self.weighed.get(concept)) else { continue };
            for (alternative, factor) in of.alternatives.iter().zip(&weighed.alternatives) {
                if let Matcher::Terms(terms) = &alternative.matcher {
                    ways.push(Way { factor: factor.factor, units: factor.units, terms });
                }
            }
        }
        // names in a row are met through their words
        ways.sort_by(|a, b| b.factor.total_cmp(&a.factor).then(a.units.cmp(&b.units)));
        let mut left: f64 = ways.iter().map(|way| way.factor * (SATURATION + 1.0)).sum();
        let mut sums: Vec<f32> = vec![0.0; index.len()];
        let mut met: Vec<u32> = Vec::new();
        let mut read = 0;
        for Way { factor, units, terms } in ways {
            if units > SHORT && (read + units > MOST_POSTINGS && read > 0 || left < f64::from(last_of_best(&sums, &met, wanted)))
            {
                // it may still lift those that were met, but that is for the full score
                left -= factor * (SATURATION + 1.0);
                continue;
            }
            read += units;
            for &(term, share) in terms {
                for posting in index.postings.list(term) {
                    if filter.is_some_and(|filter| !filter.has(posting.unit)) {
                        continue;
                    }
                    if let Some(sum) = sums.get_mut(posting.unit as usize) {
                        if *sum == 0.0 {
                            met.push(posting.unit);
                        }
                        *sum += (factor * saturated(share * weighted(index, &posting))) as f32;
                    }
                }
            }
            left -= factor * (SATURATION + 1.0);
        }
        if let Some(filter) = filter.filter(|_| words == Words::Rank && met.len() < wanted) {
            met.extend(filter.units().filter(|unit| sums.get(*unit as usize) == Some(&0.0)));
        }
        let total = met.len();
        if total > wanted {
            met = best(&sums, &met, wanted).iter().map(|key| *key as u32).collect();
        }
        (met, total)
    }
}

/// The sum of the last of the best so far; nothing while there are too few.
fn last_of_best(sums: &[f32], met: &[u32], wanted: usize) -> f32 {
    if met.len() < wanted {
        return 0.0;
    }
    best(sums, met, wanted).last().map_or(0.0, |key| f32::from_bits(!((key >> 32) as u32)))
}

/// So many units with the greatest sums, and of equal ones the first, the last of them at the end; for the rest in no order. A key is the
/// sum's bits, which for what is not negative are in the order of the sums, turned round, before the unit's number.
fn best(sums: &[f32], met: &[u32], wanted: usize) -> Vec<u64> {
    let sum = |unit: u32| sums.get(unit as usize).copied().unwrap_or_default();
    let mut keys: Vec<u64> = met.iter().map(|&unit| u64::from(!sum(unit).to_bits()) << 32 | u64::from(unit)).collect();
    if let Some(last) = wanted.checked_sub(1).filter(|last| *last < keys.len()) {
        keys.select_nth_unstable(last);
    }
    keys.truncate(wanted);
    keys
}

/// An alternative by which units are met.
struct Way<'p> {
    factor: f64,
    units: u32,
    terms: &'p [(u32, f64)],
}

/// Whether a unit must have one of the words.
#[derive(Clone, Copy, PartialEq)]
enum Words {
    /// It must.
    Decide,
    /// Other conditions decide, words only rank.
    Rank,
}

/// Whether a condition asks for nothing but any of some words.
fn any_of_words(condition: &Condition) -> bool {
    match condition {
        Condition::Any(any) => any.iter().all(|one| matches!(one, Condition::Has(_))),
        _ => false,
    }
}

/// The concepts that a condition asks for.
fn needed(condition: &Condition) -> Vec<usize> {
    match condition {
        Condition::Has(concept) => vec![*concept],
        Condition::Not(condition) => needed(condition),
        Condition::All(all) | Condition::Any(all) => all.iter().flat_map(needed).collect(),
        Condition::Matches(_) | Condition::Tagged(..) | Condition::States(..) => Vec::new(),
    }
}
