//! Sets of units.

/// A set of units.
#[derive(Clone)]
pub(super) struct Bits {
    words: Vec<u64>,
    size: usize,
}

impl Bits {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether a unit is in it.
    #[cfg(feature = "prune")]
    pub(super) fn has(&self, unit: u32) -> bool {
        self.words.get(unit as usize / 64).is_some_and(|word| word >> (unit % 64) & 1 == 1)
    }

    pub(super) fn none(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(64)], size }
    }

    pub(super) fn all(size: usize) -> Self {
        Self::none(size).inverted()
    }

    pub(super) fn set(&mut self, unit: u32) {
        if let Some(word) = self.words.get_mut(unit as usize / 64) {
            *word |= 1 << (unit % 64);
        }
    }

    pub(super) fn inverted(mut self) -> Self {
        self.words.iter_mut().for_each(|word| *word = !*word);
        if let Some(last) = self.words.last_mut().filter(|_| !self.size.is_multiple_of(64)) {
            *last &= (1 << (self.size % 64)) - 1;
        }
        self
    }

    pub(super) fn and(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
        self
    }

    pub(super) fn or(mut self, other: &Self) -> Self {
        self.add(other);
        self
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Calls a function with each unit, ascending.
    pub(super) fn each(&self, mut call: impl FnMut(u32)) {
        for (at, &word) in self.words.iter().enumerate() {
            let mut left = word;
            while left != 0 {
                call(at as u32 * 64 + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    #[cfg(feature = "prune")]
    pub(super) fn units(&self) -> impl Iterator<Item = u32> {
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
