//! Fast maps for small keys that no stranger chooses: word hashes and numbers.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by numbers, mixed by one multiplication.
pub(in crate::extract) type NumberMap<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;
/// A set of numbers, likewise.
pub(in crate::extract) type NumberSet<K> = HashSet<K, BuildHasherDefault<Mix>>;

/// Multiplies and rotates, as Firefox's own tables do ("FxHash"); strings go in by FNV-1a.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::extract) struct Mix(u64);

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(FACTOR);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// A number for a word: FNV-1a over its bytes.
pub(in crate::extract) fn word_key(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
