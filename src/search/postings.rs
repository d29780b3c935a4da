//! Where each term stands: compact lists of units and positions.
//!
//! A posting is a unit (as the difference from the one before), how often the term stands in each field, and its positions (as
//! differences), all in bytes of seven bits. Every [`BLOCK`] postings there is a waypoint, so that one unit is found without
//! reading the whole list.

/// Postings between two waypoints.
const BLOCK: u32 = 16;

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
    positions: &'a [u8],
}

impl Posting<'_> {
    /// Its positions, ascending: first those in the body, then in the lead-in, then in the headings.
    pub(crate) fn positions(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.positions;
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
    bytes: Box<[u8]>,
    /// Last unit before, and byte at, every [`BLOCK`]th posting but the first.
    waypoints: Box<[(u32, u32)]>,
    count: u32,
}

impl Postings {
    /// How many units a term stands in.
    pub(crate) fn count(&self, term: u32) -> u32 {
        self.lists.get(term as usize).map_or(0, |list| list.count)
    }

    /// Bytes held.
    pub(crate) fn size(&self) -> usize {
        let list = |list: &Packed| list.bytes.len() + list.waypoints.len() * 8 + size_of::<Packed>();
        self.lists.iter().map(list).sum()
    }

    /// The list of a term.
    pub(crate) fn list(&self, term: u32) -> List<'_> {
        let list = self.lists.get(term as usize);
        List { bytes: list.map_or(&[], |list| &list.bytes), unit: 0, left: list.map_or(0, |list| list.count) }
    }

    /// The posting of one unit in a term's list.
    pub(crate) fn find(&self, term: u32, unit: u32) -> Option<Posting<'_>> {
        self.cursor(term).at(unit)
    }

    /// A cursor at the beginning of a term's list.
    pub(crate) fn cursor(&self, term: u32) -> Cursor<'_> {
        let waypoints = self.lists.get(term as usize).map_or(&[][..], |list| &list.waypoints);
        Cursor { list: self.list(term), whole: self.list(term), waypoints, block: 0, current: None }
    }
}

/// Goes through a term's list, leaping over what is not wanted.
pub(crate) struct Cursor<'a> {
    list: List<'a>,
    whole: List<'a>,
    waypoints: &'a [(u32, u32)],
    /// How many waypoints lie behind.
    block: usize,
    current: Option<Posting<'a>>,
}

impl<'a> Cursor<'a> {
    /// The posting of a unit, which must not be less than the one asked for before.
    pub(crate) fn at(&mut self, unit: u32) -> Option<Posting<'a>> {
        if self.current.is_none_or(|current| current.unit < unit) {
            let ahead = self.waypoints.get(self.block..).unwrap_or_default();
            if ahead.first().is_some_and(|&(last, _)| last < unit) {
                self.block += ahead.partition_point(|&(last, _)| last < unit);
                if let Some(&(last, byte)) = self.waypoints.get(self.block - 1) {
                    self.list.bytes = self.whole.bytes.get(byte as usize..).unwrap_or_default();
                    self.list.unit = last;
                    self.list.left = self.whole.left.saturating_sub(self.block as u32 * BLOCK);
                }
            }
            self.current = self.list.find(|posting| posting.unit >= unit);
            if self.current.is_none() {
                // past the end: nothing more will be found
                self.list.left = 0;
            }
        }
        self.current.filter(|posting| posting.unit == unit)
    }
}

/// Reads a term's list in order.
pub(crate) struct List<'a> {
    bytes: &'a [u8],
    unit: u32,
    left: u32,
}

impl<'a> Iterator for List<'a> {
    type Item = Posting<'a>;

    fn next(&mut self) -> Option<Posting<'a>> {
        self.left = self.left.checked_sub(1)?;
        // most postings are near the one before, and once in the body, near its beginning
        if let [apart @ 0..0x80, 0b100, first, rest @ ..] = self.bytes {
            self.unit += u32::from(*apart);
            let long = usize::from(*first >= 0x80);
            if long == 0 || rest.first().is_some_and(|second| *second < 0x80) {
                let positions = self.bytes.get(2..3 + long).unwrap_or_default();
                self.bytes = rest.get(long..).unwrap_or_default();
                return Some(Posting { unit: self.unit, body: 1, lead: 0, heading: 0, positions });
            }
            self.unit -= u32::from(*apart);
        }
        self.unit += take(&mut self.bytes);
        let header = take(&mut self.bytes);
        let lead = if header & 2 != 0 { take(&mut self.bytes) } else { 0 };
        let heading = if header & 1 != 0 { take(&mut self.bytes) } else { 0 };
        let body = header >> 2;
        let mut left = body + lead + heading;
        let mut end = 0;
        for byte in self.bytes {
            if left == 0 {
                break;
            }
            left -= u32::from(byte & 0x80 == 0);
            end += 1;
        }
        let (positions, rest) = self.bytes.split_at_checked(end).unwrap_or_default();
        self.bytes = rest;
        Some(Posting { unit: self.unit, body, lead, heading, positions })
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
    unit: u32,
    count: u32,
    /// Last unit before, and byte at, every block.
    waypoints: Vec<(u32, u32)>,
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
            list.waypoints.push((list.unit, list.bytes.len() as u32));
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
            put(&mut list.bytes, position - last);
            last = position;
        }
        list.unit = unit;
        list.count += 1;
    }

    /// The finished lists, in the order given: for each new term number, the old one.
    pub(crate) fn finish(mut self, order: impl Iterator<Item = u32>) -> Postings {
        let finished = |old: u32| {
            let list = self.lists.get_mut(old as usize).map(std::mem::take).unwrap_or_default();
            Packed { bytes: list.bytes.into_boxed_slice(), waypoints: list.waypoints.into_boxed_slice(), count: list.count }
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
