//! Misspelt words: which words of the text are one or two slips away.

use super::dictionary::{Dictionary, letters};
use super::fold::ENDINGS;

/// Slips allowed in a word of so many letters.
pub(crate) fn slips_allowed(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether the whole word is compared, or only its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The whole word.
    Whole,
    /// As much of it as is needed: the word is half typed.
    Beginning,
}

/// Terms within the slips allowed, the nearest first, then the most frequent, then in order; at most `most`.
pub(crate) fn near(
    dictionary: &Dictionary,
    count: impl Fn(u32) -> u32,
    word: &str,
    extent: Extent,
    most: usize,
) -> Vec<(u32, Distance)> {
    let typed: Vec<char> = word.chars().collect();
    let allowed = slips_allowed(typed.len());
    if allowed == 0 {
        return Vec::new();
    }
    let bits = letters(word);
    let heard: Vec<char> = sound(word).chars().collect();
    let mut found = Vec::new();
    let mut rows = Rows::default();
    for term in 0..dictionary.len() as u32 {
        let other = dictionary.letters(term);
        // each slip adds at most one letter and takes at most one away
        if (bits & !other).count_ones() as usize > allowed
            || extent == Extent::Whole && (other & !bits).count_ones() as usize > allowed
        {
            continue;
        }
        let text = dictionary.text(term);
        let length = text.len();
        if length + allowed < typed.len()
            || extent == Extent::Whole && length > 4 * (typed.len() + allowed)
            || !dictionary.is_word(term)
        {
            continue;
        }
        if let Some(slips) = rows.distance(&typed, text, allowed, extent) {
            let same_start = text.chars().next() == typed.first().copied();
            let sound = rows.distance(&heard, &sound(text), 2 * allowed, extent).unwrap_or(2 * allowed + 1);
            found.push((term, Distance { slips: slips as u8, other_start: !same_start, sound: sound as u8 }));
        }
    }
    found.sort_unstable_by_key(|&(term, distance)| (distance, u32::MAX - count(term), term));
    found.truncate(most);
    found
}

/// The words nearest to one that has no likeness within the slips allowed: up to two more slips, or the same beginning; at most three.
pub(crate) fn nearest(dictionary: &Dictionary, count: impl Fn(u32) -> u32, word: &str) -> Vec<u32> {
    let typed: Vec<char> = word.chars().take(32).collect();
    let allowed = slips_allowed(typed.len()).max(1) + 1;
    let mut rows = Rows::default();
    let words = (0..dictionary.len() as u32).filter(|&term| dictionary.is_word(term));
    let mut found: Vec<(usize, u32, u32)> = words
        .filter(|&term| dictionary.text(term).chars().next() == typed.first().copied())
        .filter_map(|term| {
            Some((rows.distance(&typed, dictionary.text(term), allowed, Extent::Whole)?, u32::MAX - count(term), term))
        })
        .collect();
    found.sort_unstable();
    let mut nearest: Vec<u32> = found.into_iter().map(|(.., term)| term).take(3).collect();
    // what shares the longest beginning
    let mut prefix = word;
    while nearest.is_empty() && prefix.chars().count() > 3 {
        prefix = prefix.char_indices().next_back().map_or("", |(at, _)| prefix.get(..at).unwrap_or_default());
        nearest.extend(dictionary.with_prefix(prefix).filter(|&term| dictionary.is_word(term)).take(3));
    }
    nearest
}

/// How many slips part two words, if at most `allowed`.
pub(crate) fn slips(typed: &str, word: &str, allowed: usize) -> Option<usize> {
    let length = typed.len();
    if word.len() > length + 4 * allowed || (letters(typed) & !letters(word)).count_ones() as usize > allowed {
        return None;
    }
    let typed: Vec<char> = typed.chars().collect();
    Rows::default().distance(&typed, word, allowed, Extent::Whole)
}

/// A misspelt word, to be compared with many classes.
pub(crate) struct Stems<'w> {
    typed: &'w str,
    /// What its class may be, with its letters.
    stems: Vec<(Vec<char>, u32)>,
    rows: Rows,
}

impl<'w> Stems<'w> {
    /// `stems` are what its class may be, as [`super::fold::Classes::stems`] gives them.
    pub(crate) fn new(typed: &'w str, stems: Vec<String>) -> Self {
        let stems = stems.iter().map(|stem| (stem.chars().collect(), letters(stem))).collect();
        Self { typed, stems, rows: Rows::default() }
    }

    /// How many slips part it from a class, if it may belong to it, and how many letters its stem is longer or shorter.
    pub(crate) fn slips(&mut self, class: &str) -> Option<(usize, usize)> {
        let (length, bits) = (class.len(), letters(class));
        let mut least = None;
        for (stem, own) in &self.stems {
            let (apart, allowed) = (stem.len().abs_diff(length), slips_allowed(stem.len().min(length)));
            if apart > allowed || (own & !bits).count_ones().max((bits & !own).count_ones()) as usize > allowed {
                continue;
            }
            // a right ending makes another word of it: billion is no slip of bill
            if let Some(slips @ 1..) = self.rows.distance(stem, class, allowed, Extent::Whole)
                && least.is_none_or(|least| (slips, apart) < least)
            {
                least = Some((slips, apart));
            }
        }
        // the slip may be in the ending
        let rest = self.typed.strip_prefix(class).filter(|rest| length > 3 && rest.len() > 1);
        let in_ending = rest.is_some_and(|rest| {
            let slips = ENDINGS.iter().filter(|ending| ending.len() > 1).filter_map(|ending| slips(rest, ending, 1));
            slips.min() == Some(1)
        });
        if in_ending && least.is_none_or(|least| (1, 0) < least) { Some((1, 0)) } else { least }
    }
}

/// How far a word is from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Distance {
    pub slips: u8,
    /// People seldom mistype the first letter.
    pub other_start: bool,
    /// Slips that remain when spellings of one sound count as one: `demografic` sounds like `demographic`.
    pub sound: u8,
}

/// A word in a spelling nearer to its sound.
fn sound(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = match (letter, letters.peek()) {
            ('p', Some('h')) => 'f',
            ('c' | 'k' | 'q', Some('h' | 'k')) | ('c' | 'q', _) => 'k',
            ('z', _) => 's',
            ('y', _) => 'i',
            ('w', _) => 'v',
            _ => letter,
        };
        // doubled letters, silent h and vowels that sound alike
        if letter == 'h' && !out.is_empty() || out.ends_with(letter) {
            continue;
        }
        out.push(letter);
    }
    out
}

#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    last: Vec<usize>,
    next: Vec<usize>,
}

impl Rows {
    /// Letters added, dropped, changed or swapped with their neighbour (optimal string alignment), if at most `allowed`.
    fn distance(&mut self, typed: &[char], word: &str, allowed: usize, extent: Extent) -> Option<usize> {
        let width = typed.len() + 1;
        self.before.clear();
        self.last.clear();
        self.last.extend(0..width);
        let mut best = usize::MAX;
        let mut previous = None;
        let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
        for (line, letter) in word.chars().enumerate() {
            self.next.clear();
            self.next.push(line + 1);
            let mut least = line + 1;
            for (column, &wanted) in typed.iter().enumerate() {
                let mut cost = (at(&self.last, column) + usize::from(wanted != letter))
                    .min(at(&self.last, column + 1) + 1)
                    .min(at(&self.next, column) + 1);
                if column > 0 && previous == Some(wanted) && typed.get(column - 1) == Some(&letter) {
                    cost = cost.min(at(&self.before, column - 1) + 1);
                }
                least = least.min(cost);
                self.next.push(cost);
            }
            if least > allowed && at(&self.last, 0) > allowed {
                break;
            }
            std::mem::swap(&mut self.before, &mut self.last);
            std::mem::swap(&mut self.last, &mut self.next);
            previous = Some(letter);
            if extent == Extent::Beginning {
                best = best.min(at(&self.last, typed.len()));
            }
        }
        if extent == Extent::Whole {
            best = at(&self.last, typed.len());
            // stopped early: the last row belongs to a shorter word
            if self.last.first().copied() != Some(word.chars().count()) {
                return None;
            }
        }
        (best <= allowed).then_some(best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (typed, word, extent, expected) in [
            ("gazprm", "gazprom", Extent::Whole, Some(1)),
            ("milatary", "military", Extent::Whole, Some(1)),
            ("thraet", "threat", Extent::Whole, Some(1)),
            ("pipleine", "pipeline", Extent::Whole, Some(1)),
            ("kazakst", "kazakhstan", Extent::Beginning, Some(1)),
            ("kazakst", "kazakhstan", Extent::Whole, None),
            ("same", "same", Extent::Whole, Some(0)),
            ("abcd", "wxyz", Extent::Whole, None),
        ] {
            let typed: Vec<char> = typed.chars().collect();
            assert_eq!(Rows::default().distance(&typed, word, 2, extent), expected, "{typed:?} {word}");
        }
    }

    #[test]
    fn slips_of_classes() {
        let classes = super::super::fold::Classes::new();
        for (typed, word, expected) in [
            ("pandemci", "pandemic", Some(1)),
            ("retirinng", "retire", Some(1)),
            ("belaurs", "belarus", Some(1)),
            ("resevoir", "reservoir", Some(1)),
            ("immunsiation", "immunisation", Some(1)),
            ("protecting", "products", None),
            ("billion", "bill", None),
        ] {
            let mut stems = Stems::new(typed, classes.stems(typed));
            assert_eq!(stems.slips(&classes.class(word)).map(|(slips, _)| slips), expected, "{typed} {word}");
        }
    }
}
