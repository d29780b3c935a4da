//! Values as bytes, as short as is simple: what one program writes for another of the same edition.
//!
//! Numbers are LEB128: seven bits a byte, the lowest first. Texts and lists have their length in front, records are their fields one after the
//! other, and of a choice there is its number. A reader of such bytes is little program: it never stops half way. Where they are broken it goes
//! on with zeros and empty lists, and says so at the end ([`Bytes::are_read`]).

/// A value that can be written as bytes and read again.
pub(crate) trait Stored: Sized {
    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);

    /// Takes it from the beginning of bytes; anything at all where they are broken.
    fn take(from: &mut Bytes<'_>) -> Self;
}

/// What is still to be read.
pub(crate) struct Bytes<'a> {
    rest: &'a [u8],
    is_broken: bool,
}

impl<'a> Bytes<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, is_broken: false }
    }

    /// Whether all of them were read, and everything that was read was there.
    pub(crate) fn are_read(&self) -> bool {
        self.rest.is_empty() && !self.is_broken
    }

    /// Notes that something is wrong; nothing more is read.
    pub(crate) fn is_wrong(&mut self) {
        self.is_broken = true;
        self.rest = &[];
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else {
            self.is_wrong();
            return 0;
        };
        self.rest = rest;
        *first
    }

    #[inline(never)]
    fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            let low = usize::from(byte & 0x7f);
            if shift >= usize::BITS || low << shift >> shift != low {
                self.is_wrong();
                return 0;
            }
            number |= low << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }

    /// A number that counts what follows, of which each is a byte at least.
    #[inline(never)]
    fn length(&mut self) -> usize {
        let length = self.number();
        if length > self.rest.len() {
            self.is_wrong();
            return 0;
        }
        length
    }

    fn array<const LENGTH: usize>(&mut self) -> [u8; LENGTH] {
        let Some((array, rest)) = self.rest.split_first_chunk() else {
            self.is_wrong();
            return [0; LENGTH];
        };
        self.rest = rest;
        *array
    }

    fn slice(&mut self) -> &'a [u8] {
        let length = self.length();
        let (slice, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        slice
    }

    /// One of some choices, by its number.
    pub(crate) fn choice<T: Copy>(&mut self, of: &[T], otherwise: T) -> T {
        let number = self.byte();
        of.get(usize::from(number)).copied().unwrap_or_else(|| {
            self.is_wrong();
            otherwise
        })
    }
}

/// Appends a number.
fn put_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes and reads a record: all its fields, and, behind a semicolon, what those are that are not written.
macro_rules! stored_record {
    ($kind:ty { $($field:tt),+ $(; $($absent:tt = $value:expr),+)? }) => {
        impl $crate::bytes::Stored for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                $($crate::bytes::Stored::put(&self.$field, out);)+
            }

            fn take(from: &mut $crate::bytes::Bytes<'_>) -> Self {
                Self { $($field: $crate::bytes::Stored::take(from),)+ $($($absent: $value,)+)? }
            }
        }
    };
}

/// Writes and reads a choice without parts: its names, the first one for what is broken.
macro_rules! stored_choice {
    ($kind:ty { $first:ident $(, $name:ident)* }) => {
        impl $crate::bytes::Stored for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                let all = [Self::$first $(, Self::$name)*];
                out.push(all.iter().position(|one| one == self).unwrap_or_default() as u8);
            }

            fn take(from: &mut $crate::bytes::Bytes<'_>) -> Self {
                from.choice(&[Self::$first $(, Self::$name)*], Self::$first)
            }
        }
    };
}

pub(crate) use {stored_choice, stored_record};

impl Stored for usize {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, *self);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        from.number()
    }
}

impl Stored for u32 {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, *self as usize);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        from.number().try_into().unwrap_or_else(|_| {
            from.is_wrong();
            0
        })
    }
}

impl Stored for u16 {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, usize::from(*self));
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        from.number().try_into().unwrap_or_else(|_| {
            from.is_wrong();
            0
        })
    }
}

impl Stored for u8 {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        from.byte()
    }
}

/// Near to zero they are short, on either side of it.
impl Stored for i32 {
    fn put(&self, out: &mut Vec<u8>) {
        (((*self << 1) ^ (*self >> 31)) as u32).put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        let number = u32::take(from);
        (number >> 1) as i32 ^ -((number & 1) as i32)
    }
}

impl Stored for f32 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        Self::from_le_bytes(from.array())
    }
}

impl Stored for f64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        Self::from_le_bytes(from.array())
    }
}

impl Stored for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        from.choice(&[false, true], false)
    }
}

impl Stored for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, self.len());
        out.extend(self.bytes());
    }

    #[inline(never)]
    fn take(from: &mut Bytes<'_>) -> Self {
        Self::from_utf8(from.slice().to_vec()).unwrap_or_else(|_| {
            from.is_wrong();
            Self::new()
        })
    }
}

/// Bytes as they are.
impl Stored for Box<[u8]> {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, self.len());
        out.extend(self.iter());
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        from.slice().into()
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        bool::take(from).then(|| T::take(from))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, self.len());
        self.iter().for_each(|value| value.put(out));
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        let mut list = Self::new();
        for _ in 0..from.length() {
            // what is broken is not made up, however long it claims to be
            if from.is_broken {
                break;
            }
            list.push(T::take(from));
        }
        list
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        (A::take(from), B::take(from))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use proptest::prelude::*;

    use super::{Bytes, Stored};

    fn written(value: &impl Stored) -> Vec<u8> {
        let mut bytes = Vec::new();
        value.put(&mut bytes);
        bytes
    }

    /// The value of some bytes, where all of them are one.
    fn read<T: Stored>(bytes: &[u8]) -> Option<T> {
        let mut bytes = Bytes::new(bytes);
        let value = T::take(&mut bytes);
        bytes.are_read().then_some(value)
    }

    fn comes_back<T: Stored + PartialEq + Debug>(value: &T) {
        let bytes = written(value);
        assert_eq!(read::<T>(&bytes).as_ref(), Some(value));
        for end in 0..bytes.len() {
            assert_eq!(read::<T>(&bytes[..end]), None, "{value:?}, {end} of {bytes:?}");
        }
        assert_eq!(read::<T>(&[&bytes[..], &[0]].concat()), None, "{value:?} and more");
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Side {
        Left,
        Right,
    }

    stored_choice!(Side { Left, Right });

    #[derive(Debug, PartialEq)]
    struct Record {
        side: Side,
        name: Option<String>,
        forgotten: u32,
        list: Vec<(u16, i32)>,
    }

    stored_record!(Record { side, name, list; forgotten = 7 });

    #[test]
    fn in_bytes() {
        assert_eq!(written(&300_u32), [0xac, 0x02]);
        assert_eq!(written(&-1_i32), [1]);
        assert_eq!(written(&"aé".to_owned()), [3, b'a', 0xc3, 0xa9]);
        assert_eq!(written(&vec![Some(true), None]), [2, 1, 1, 0]);
        let record = Record { side: Side::Right, name: None, forgotten: 1, list: vec![(300, 2)] };
        assert_eq!(written(&record), [1, 0, 1, 0xac, 0x02, 4]);
        assert_eq!(read(&written(&record)), Some(Record { forgotten: 7, ..record }));
    }

    #[test]
    fn what_is_broken_is_told() {
        assert_eq!(read::<bool>(&[2]), None);
        assert_eq!(read::<Side>(&[2]), None);
        assert_eq!(read::<String>(&[1, 0xff]), None);
        assert_eq!(read::<u16>(&[0x80, 0x80, 0x04]), None);
        assert_eq!(read::<u32>(&[0x80, 0x80, 0x80, 0x80, 0x10]), None);
        assert_eq!(read::<usize>(&[0xff; 12]), None);
        assert_eq!(read::<Vec<u8>>(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1]), None);
        assert_eq!(read::<Vec<Vec<u32>>>(&[2, 1, 5, 9, 1]), None);
    }

    proptest! {
        #[test]
        fn any_value_comes_back(
            texts in prop::collection::vec(prop::option::of("\\PC{0,9}"), 0..5),
            numbers in prop::collection::vec((any::<u32>(), any::<i32>()), 0..5),
            bytes in prop::collection::vec(any::<u8>(), 0..9),
            (long, short, half, double) in (any::<usize>(), any::<u16>(), prop::num::f32::NORMAL, prop::num::f64::NORMAL),
        ) {
            comes_back(&(texts, numbers));
            comes_back(&bytes.into_boxed_slice());
            comes_back(&((long, short), (half, double)));
        }

        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            // what can be read is what was written, but for numbers with zeros at their ends
            if let Some(record) = read::<Record>(&bytes) {
                prop_assert_eq!(read(&written(&record)), Some(record));
            }
            let _ = read::<Vec<(String, Vec<Option<u32>>)>>(&bytes);
        }
    }
}
