//! Where each term stands: compact lists of units and positions.
//!
//! A list is two streams of numbers in bytes of seven bits. In the first is each posting: its unit (as the difference from the one before) and
//! how often the term stands in each field. In the second are the positions (as differences within a unit), which most searches never read.
//! Every [`BLOCK`] postings there is a waypoint into both, so that one unit is found without reading the whole list.

use crate::bytes::{Bytes, Stored, stored_record};

/// Postings between two waypoints.
const BLOCK: u32 = 32;

/// One unit of a term's list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posting<'a> {
    pub unit: u32,
    /// Occurrences in the body.
    pub body: u32,
    /// Occurrences in the lead-in.
    pub lead: u32,
    /// Occurrences in the headings.
    pub heading: u32,
    /// The positions of its block and of those after it.
    positions: &'a [u8],
    /// How many of them belong to postings before this one.
    before: u32,
}

impl Posting<'_> {
    /// Its positions, ascending: first those in the body, then in the lead-in, then in the headings.
    pub(crate) fn positions(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.positions;
        skip(&mut bytes, self.before);
        let mut last = 0;
        (0..self.body + self.lead + self.heading).map(move |_| {
            last += take(&mut bytes);
            last
        })
    }
}

/// The lists of all terms.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    lists: Vec<Packed>,
}

/// One term's list. Each has its own memory, so that the lists need not be copied once they are grown.
#[derive(Debug, Default)]
struct Packed {
    /// Both streams, one after the other.
    bytes: Box<[u8]>,
    /// Where the second begins.
    positions: u32,
    waypoints: Box<[Waypoint]>,
    count: u32,
}

/// What is known before every [`BLOCK`]th posting but the first.
#[derive(Clone, Copy, Debug)]
struct Waypoint {
    /// The unit of the posting before.
    unit: u32,
    /// The byte of the first stream.
    byte: u32,
    /// The byte of the second stream.
    position: u32,
}

stored_record!(Postings { lists });
stored_record!(Waypoint { unit, byte, position });

impl Stored for Packed {
    fn put(&self, out: &mut Vec<u8>) {
        self.bytes.put(out);
        (self.positions, self.count).put(out);
        self.waypoints.to_vec().put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        let bytes = Stored::take(from);
        let (positions, count) = Stored::take(from);
        Self { bytes, positions, waypoints: Vec::take(from).into_boxed_slice(), count }
    }
}

impl Postings {
    /// How many units a term stands in.
    pub(crate) fn count(&self, term: u32) -> u32 {
        self.lists.get(term as usize).map_or(0, |list| list.count)
    }

    /// Bytes held.
    pub(crate) fn size(&self) -> usize {
        let list = |list: &Packed| list.bytes.len() + size_of_val(&*list.waypoints) + size_of::<Packed>();
        self.lists.iter().map(list).sum()
    }

    /// The list of a term.
    pub(crate) fn list(&self, term: u32) -> List<'_> {
        let Some(list) = self.lists.get(term as usize) else { return List::default() };
        let (bytes, positions) = list.bytes.split_at_checked(list.positions as usize).unwrap_or_default();
        List { bytes, positions, all: positions, waypoints: &list.waypoints, left: list.count, ..List::default() }
    }

    /// The posting of one unit in a term's list.
    pub(crate) fn find(&self, term: u32, unit: u32) -> Option<Posting<'_>> {
        self.cursor(term).at(unit)
    }

    /// A cursor at the beginning of a term's list.
    pub(crate) fn cursor(&self, term: u32) -> Cursor<'_> {
        let list = self.list(term);
        let (bytes, count, ahead) = (list.bytes, list.left, waypoint_unit(list.waypoints, 0));
        Cursor { list, bytes, count, block: 0, ahead, current: None, unread: &[], of: usize::MAX, read: 0 }
    }
}

/// Goes through a term's list, leaping over what is not wanted.
pub(crate) struct Cursor<'a> {
    list: List<'a>,
    /// The whole of the first stream.
    bytes: &'a [u8],
    /// Postings of the whole list.
    count: u32,
    /// How many waypoints lie behind what was asked for, and the unit of the next.
    block: usize,
    ahead: u32,
    current: Option<Posting<'a>>,
    /// The positions not read yet, of the block whose positions have this length, and how many of it were.
    unread: &'a [u8],
    of: usize,
    read: u32,
}

impl<'a> Cursor<'a> {
    /// The posting of a unit, which must not be less than the one asked for before.
    #[inline]
    pub(crate) fn at(&mut self, unit: u32) -> Option<Posting<'a>> {
        if self.current.is_none_or(|current| current.unit < unit) {
            if self.ahead < unit {
                self.leap(unit);
            }
            self.read_to(unit);
        }
        self.current.filter(|posting| posting.unit == unit)
    }

    /// Adds the positions of the posting that was asked for last, if it was there; those between are passed over but once.
    pub(crate) fn positions(&mut self, into: &mut Vec<u32>) {
        let Some(current) = self.current else { return };
        if self.of != current.positions.len() || self.read > current.before {
            (self.unread, self.of, self.read) = (current.positions, current.positions.len(), 0);
        }
        skip(&mut self.unread, current.before - self.read);
        let count = current.body + current.lead + current.heading;
        let mut last = 0;
        for _ in 0..count {
            last += take(&mut self.unread);
            into.push(last);
        }
        self.read = current.before + count;
    }

    /// Goes on to the first posting that is not before a unit.
    fn read_to(&mut self, unit: u32) {
        self.current = self.list.find(|posting| posting.unit >= unit);
        if self.current.is_none() {
            // past the end: nothing more will be found
            self.list.left = 0;
        }
    }

    /// Leaps to the last waypoint before a unit.
    fn leap(&mut self, unit: u32) {
        let ahead = self.list.waypoints.get(self.block..).unwrap_or_default();
        self.block += ahead.partition_point(|waypoint| waypoint.unit < unit);
        self.ahead = waypoint_unit(self.list.waypoints, self.block);
        let place = self.block as u32 * BLOCK;
        // reading may have come further already
        if let Some(waypoint) = self.list.waypoints.get(self.block.wrapping_sub(1)).filter(|_| place > self.list.place) {
            self.list.bytes = self.bytes.get(waypoint.byte as usize..).unwrap_or_default();
            self.list.unit = waypoint.unit;
            self.list.place = place;
            self.list.left = self.count.saturating_sub(place);
        }
    }
}

/// The unit of a waypoint; past the last, one that no unit is beyond.
fn waypoint_unit(waypoints: &[Waypoint], at: usize) -> u32 {
    waypoints.get(at).map_or(u32::MAX, |waypoint| waypoint.unit)
}

/// Reads a term's list in order.
#[derive(Default)]
pub(crate) struct List<'a> {
    bytes: &'a [u8],
    /// The positions from the last waypoint on.
    positions: &'a [u8],
    /// How many of them belong to postings behind.
    before: u32,
    /// All positions.
    all: &'a [u8],
    waypoints: &'a [Waypoint],
    /// The last unit.
    unit: u32,
    /// Postings behind.
    place: u32,
    /// Postings ahead.
    left: u32,
}

impl<'a> Iterator for List<'a> {
    type Item = Posting<'a>;

    #[inline]
    fn next(&mut self) -> Option<Posting<'a>> {
        self.left = self.left.checked_sub(1)?;
        if self.place.is_multiple_of(BLOCK) && self.place > 0 {
            let waypoint = self.waypoints.get((self.place / BLOCK) as usize - 1);
            self.positions = waypoint.and_then(|waypoint| self.all.get(waypoint.position as usize..)).unwrap_or_default();
            self.before = 0;
        }
        self.place += 1;
        self.unit += take(&mut self.bytes);
        let header = take(&mut self.bytes);
        let lead = if header & 2 != 0 { take(&mut self.bytes) } else { 0 };
        let heading = if header & 1 != 0 { take(&mut self.bytes) } else { 0 };
        let (body, before) = (header >> 2, self.before);
        self.before += body + lead + heading;
        Some(Posting { unit: self.unit, body, lead, heading, positions: self.positions, before })
    }
}

#[inline]
fn take(bytes: &mut &[u8]) -> u32 {
    if let [byte @ 0..0x80, rest @ ..] = *bytes {
        *bytes = rest;
        return u32::from(*byte);
    }
    let mut value = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 || shift > 28 {
            break;
        }
    }
    value
}

/// Passes over so many numbers.
fn skip(bytes: &mut &[u8], mut count: u32) {
    // each number ends in a byte without the high bit
    while count >= 8
        && let Some((eight, rest)) = bytes.split_first_chunk::<8>()
    {
        count -= (!u64::from_le_bytes(*eight) & 0x8080_8080_8080_8080).count_ones();
        *bytes = rest;
    }
    while count > 0
        && let Some((byte, rest)) = bytes.split_first()
    {
        count -= u32::from(byte & 0x80 == 0);
        *bytes = rest;
    }
}

fn put(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// The lists while they grow, by the order in which terms were met.
#[derive(Default)]
pub(crate) struct Growing {
    lists: Vec<GrowingList>,
}

#[derive(Default)]
struct GrowingList {
    bytes: Vec<u8>,
    positions: Vec<u8>,
    unit: u32,
    count: u32,
    waypoints: Vec<Waypoint>,
}

impl Growing {
    /// Adds a unit to a term's list; units must come in order, positions ascending. `lead` and `heading` are the numbers of
    /// positions in those fields, at the end.
    pub(crate) fn add(&mut self, term: u32, unit: u32, positions: &[(u32, u32)], lead: u32, heading: u32) {
        let term = term as usize;
        if self.lists.len() <= term {
            self.lists.resize_with(term + 1, GrowingList::default);
        }
        let Some(list) = self.lists.get_mut(term) else {
            return;
        };
        if list.count > 0 && list.count % BLOCK == 0 {
            let (byte, position) = (list.bytes.len() as u32, list.positions.len() as u32);
            list.waypoints.push(Waypoint { unit: list.unit, byte, position });
        }
        put(&mut list.bytes, unit - list.unit);
        let body = positions.len() as u32 - lead - heading;
        put(&mut list.bytes, body << 2 | u32::from(lead > 0) << 1 | u32::from(heading > 0));
        for count in [lead, heading] {
            if count > 0 {
                put(&mut list.bytes, count);
            }
        }
        let mut last = 0;
        for &(_, position) in positions {
            put(&mut list.positions, position - last);
            last = position;
        }
        list.unit = unit;
        list.count += 1;
    }

    /// The finished lists, in the order given: for each new term number, the old one.
    pub(crate) fn finish(mut self, order: impl Iterator<Item = u32>) -> Postings {
        let finished = |old: u32| {
            let list = self.lists.get_mut(old as usize).map(std::mem::take).unwrap_or_default();
            let GrowingList { mut bytes, positions: second, waypoints, count, .. } = list;
            let positions = bytes.len() as u32;
            bytes.reserve_exact(second.len());
            bytes.extend_from_slice(&second);
            Packed { bytes: bytes.into_boxed_slice(), positions, waypoints: waypoints.into_boxed_slice(), count }
        };
        Postings { lists: order.map(finished).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let mut growing = Growing::default();
        for unit in 0..1000u32 {
            growing.add(1, unit * 3, &[(1, 5), (1, 300 + unit), (1, 70_000)], 1, 0);
        }
        growing.add(0, 7, &[(0, 0)], 0, 1);
        let postings = growing.finish([1, 0].into_iter());
        assert_eq!(postings.count(0), 1000);
        assert_eq!(
            postings.list(0).map(|posting| posting.unit).collect::<Vec<_>>(),
            (0..1000).map(|unit| unit * 3).collect::<Vec<_>>()
        );
        for (number, posting) in postings.list(0).enumerate() {
            assert_eq!(posting.positions().collect::<Vec<_>>(), [5, 300 + number as u32, 70_000]);
        }
        // leaps of every length, from everywhere
        for step in 1..200 {
            let mut cursor = postings.cursor(0);
            for unit in (step..3000).step_by(step as usize) {
                let found = cursor.at(unit).map(|found| found.positions().collect::<Vec<_>>());
                let mut again = Vec::new();
                if found.is_some() {
                    cursor.positions(&mut again);
                }
                assert_eq!(again, found.clone().unwrap_or_default());
                assert_eq!(found, (unit % 3 == 0).then(|| vec![5, 300 + unit / 3, 70_000]), "{step} {unit}");
            }
        }
        for unit in 0..3100 {
            let found = postings.find(0, unit);
            assert_eq!(found.is_some(), unit % 3 == 0 && unit < 3000, "{unit}");
            if let Some(found) = found {
                assert_eq!(found.positions().collect::<Vec<_>>(), [5, 300 + unit / 3, 70_000]);
                assert_eq!((found.body, found.lead, found.heading), (2, 1, 0));
            }
        }
        assert_eq!(postings.find(1, 7).map(|posting| posting.heading), Some(1));
        assert!(postings.find(9, 0).is_none());
    }
}
