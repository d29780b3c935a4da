//! Where words, rows and near words stand in a unit.

use super::FAR;
use crate::search::index::Index;
use crate::search::plan::Matcher;
use crate::search::postings::Cursor;

/// Where a matcher stands in a unit: position and number of words.
pub(super) fn places(index: &Index, matcher: &Matcher, unit: u32) -> Vec<(u32, u32)> {
    match matcher {
        Matcher::Terms(terms) => {
            let found = terms.iter().filter_map(|&(term, _)| index.postings.find(term, unit));
            found.flat_map(|posting| posting.positions().collect::<Vec<_>>()).map(|at| (at, 1)).collect()
        }
        Matcher::Row(slots) | Matcher::Near(slots, _) => {
            let mut joint = Joint::new(index, matcher, slots);
            joint.at(unit);
            joint.found
        }
    }
}

/// Finds a row or near words in units that ascend.
pub(super) struct Joint<'r> {
    matcher: &'r Matcher,
    slots: Vec<Slot<'r>>,
    /// Where it stands in the unit asked for last: position and number of words, ascending.
    pub(super) found: Vec<(u32, u32)>,
}

struct Slot<'r> {
    cursors: Vec<Cursor<'r>>,
    positions: Vec<u32>,
}

impl Slot<'_> {
    fn is_in(&mut self, unit: u32) -> bool {
        self.cursors.iter_mut().any(|cursor| cursor.at(unit).is_some())
    }

    /// Reads where its words stand in a unit.
    fn read(&mut self, unit: u32) {
        self.positions.clear();
        let mut lists = 0;
        for cursor in &mut self.cursors {
            if cursor.at(unit).is_some() {
                cursor.positions(&mut self.positions);
                lists += 1;
            }
        }
        if lists > 1 {
            self.positions.sort_unstable();
            self.positions.dedup();
        }
    }
}

impl<'r> Joint<'r> {
    pub(super) fn new(index: &'r Index, matcher: &'r Matcher, slots: &[Vec<u32>]) -> Self {
        let slot = |terms: &Vec<u32>| Slot {
            cursors: terms.iter().map(|&term| index.postings.cursor(term)).collect(),
            positions: Vec::new(),
        };
        Self { matcher, slots: slots.iter().map(slot).collect(), found: Vec::new() }
    }

    /// Looks for it in a unit; whether the unit has a word for each place at all.
    pub(super) fn at(&mut self, unit: u32) -> bool {
        self.found.clear();
        if !self.slots.iter_mut().all(|slot| slot.is_in(unit)) {
            return false;
        }
        self.slots.iter_mut().for_each(|slot| slot.read(unit));
        self.find();
        true
    }

    /// Finds it among the positions of its words.
    fn find(&mut self) {
        if let Matcher::Near(_, distance) = self.matcher {
            let slots: Vec<&[u32]> = self.slots.iter().map(|slot| slot.positions.as_slice()).collect();
            self.found = windows(&slots, *distance);
            return;
        }
        let Some((first, rest)) = self.slots.split_first() else { return };
        let fits = |start: u32| rest.iter().zip(start + 1..).all(|(slot, at)| slot.positions.binary_search(&at).is_ok());
        let length = self.slots.len() as u32;
        self.found.extend(first.positions.iter().filter(|start| fits(**start)).map(|start| (*start, length)));
    }
}

/// The shortest stretches that hold one position of each slot, with at most so many words between; one entry for each slot's word.
pub(super) fn windows(slots: &[&[u32]], distance: u32) -> Vec<(u32, u32)> {
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
pub(super) fn nearest(first: &[u32], second: &[u32], apart: u32) -> Option<u32> {
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
