//! Where an annotation stands in a text that may have changed since it was made.
//!
//! In this order, as Hypothesis does it (Fuzzy anchoring, 2013): at its place, if its words are still there; where its words are, those
//! with the same words around them before others, then the nearest; where something stands that is most like them. The last step is
//! linear in the text, and of a long quotation compares beginning and end only.

use super::similar::{Begins, LONGEST, scan};
use super::texts::Texts;
use super::{Range, Target};

/// Where an annotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The place; none where it is lost, or is about the whole paper.
    pub place: Option<Range>,
    /// How it was found.
    pub how: How,
}

/// How an annotation was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Its words, at its place.
    Exact,
    /// Its words, at another place.
    Moved,
    /// Words like its own.
    Similar {
        /// Per cent of its characters that are the same.
        similarity: u8,
    },
    /// Not at all.
    Lost,
}

const LOST: Anchor = Anchor { place: None, how: How::Lost };

/// Per cent of the characters that must be the same.
const LEAST_SIMILAR: usize = 60;
/// Characters from which words speak for themselves: fewer must have some of the same words around them.
const TELLING: usize = 12;
/// Characters below which words are only looked for as they are.
const SHORTEST: usize = 5;
/// How many places that are alike are looked at more closely.
const MOST_CANDIDATES: usize = 24;
/// Characters that [`anchor_all`] compares at most in search of what is like.
const MOST_WORK: usize = 100_000_000;

/// Where a target stands in a text. Takes time linear in the text.
pub fn anchor(texts: &Texts, target: &Target) -> Anchor {
    exactly(texts, target).unwrap_or_else(|| similar(texts, target).unwrap_or(LOST))
}

/// Where many stand; none for one that is about the whole paper. When a bound of work is reached (some five hundred searches by likeness in a
/// paper of 100,000 characters), those that would have to be searched for in that way count as lost.
pub fn anchor_all<'a>(texts: &Texts, targets: impl IntoIterator<Item = Option<&'a Target>>) -> Vec<Option<Anchor>> {
    let mut work = 0;
    let mut one = |target: &Target| {
        exactly(texts, target).unwrap_or_else(|| {
            if work > MOST_WORK {
                return LOST;
            }
            work += 2 * texts.chars.len();
            similar(texts, target).unwrap_or(LOST)
        })
    };
    targets.into_iter().map(|target| target.map(&mut one)).collect()
}

/// A target as it is compared: white space is one blank.
struct Sought {
    exact: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
    /// Where it stood in the whole text.
    was: Option<usize>,
}

impl Sought {
    fn new(texts: &Texts, target: &Target) -> Self {
        let trimmed = |text: &str| -> Vec<char> { single_spaced(text).trim().chars().collect() };
        let mut was = target.place.and_then(|place| texts.offset(place.from));
        if was.is_none() {
            // the block has become shorter: its beginning is still a hint
            was = target.place.and_then(|place| texts.offset(super::Point { at: 0, ..place.from }));
        }
        Self {
            exact: trimmed(&target.exact),
            prefix: single_spaced(&target.prefix).chars().collect(),
            suffix: single_spaced(&target.suffix).chars().collect(),
            was,
        }
    }

    /// How many characters around a stretch are those that were around the words.
    fn context(&self, texts: &Texts, from: usize, to: usize) -> usize {
        let before = texts.chars.get(..from).unwrap_or_default().iter().rev();
        let behind = texts.chars.get(to..).unwrap_or_default().iter();
        same(before, self.prefix.iter().rev()) + same(behind, self.suffix.iter())
    }

    /// The context that was kept.
    fn kept(&self) -> usize {
        self.prefix.len() + self.suffix.len()
    }

    fn distance(&self, from: usize) -> usize {
        self.was.map_or(0, |was| was.abs_diff(from))
    }
}

/// How many characters of a context the text has, from the words on; several blanks in the text count as one.
fn same<'a>(text: impl Iterator<Item = &'a char>, context: impl Iterator<Item = &'a char>) -> usize {
    let mut last = 'x';
    let single = text.filter(move |c| {
        let again = **c == ' ' && last == ' ';
        last = **c;
        !again
    });
    single.zip(context).take_while(|(a, b)| a == b).count()
}

fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

/// The words as they are: at their place, or at another.
fn exactly(texts: &Texts, target: &Target) -> Option<Anchor> {
    let sought = Sought::new(texts, target);
    let length = sought.exact.len();
    let telling = |context: usize| length >= TELLING || context >= sought.kept().min(8);
    if let Some(range) = target.place
        && let Some((from, to)) = texts.span(range)
        && from < to
        && !sought.exact.is_empty()
    {
        let there: String = texts.chars.get(from..to)?.iter().collect();
        if single_spaced(&there).trim().chars().eq(sought.exact.iter().copied()) && telling(sought.context(texts, from, to)) {
            return Some(Anchor { place: Some(range), how: How::Exact });
        }
    }
    let mut best: Option<(usize, usize, usize)> = None;
    let mut found = 0;
    occurrences(&texts.chars, &sought.exact, |from| {
        found += 1;
        let context = sought.context(texts, from, from + length);
        let distance = sought.distance(from);
        if best.is_none_or(|(most, nearest, _)| context > most || context == most && distance < nearest) {
            best = Some((context, distance, from));
        }
    });
    let (context, _, from) = best?;
    if !telling(context) && (found > 1 || length < SHORTEST) {
        return None;
    }
    let place = texts.range(from, from + length);
    // nothing moved that had no place
    let how = if target.place.is_none_or(|was| was == place) { How::Exact } else { How::Moved };
    Some(Anchor { place: Some(place), how })
}

/// Tells `visit` where a pattern begins in a text, in order (Knuth, Morris and Pratt 1977).
fn occurrences(text: &[char], pattern: &[char], mut visit: impl FnMut(usize)) {
    if pattern.is_empty() {
        return;
    }
    // of each beginning of the pattern, how much of its end is a beginning again
    let mut fallback = vec![0_usize];
    let mut matched = 0;
    let step = |mut matched: usize, c: char, fallback: &[usize]| {
        while matched > 0 && pattern.get(matched) != Some(&c) {
            matched = fallback.get(matched - 1).copied().unwrap_or_default();
        }
        matched + usize::from(pattern.get(matched) == Some(&c))
    };
    for c in pattern.iter().skip(1) {
        matched = step(matched, *c, &fallback);
        fallback.push(matched);
    }
    matched = 0;
    for (at, c) in text.iter().enumerate() {
        matched = step(matched, *c, &fallback);
        if matched == pattern.len() {
            visit(at + 1 - matched);
            matched = fallback.last().copied().unwrap_or_default();
        }
    }
}

/// A stretch of the text that is like a pattern.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    from: usize,
    to: usize,
    edits: usize,
}

fn similar(texts: &Texts, target: &Target) -> Option<Anchor> {
    let sought = Sought::new(texts, target);
    let length = sought.exact.len();
    if length < SHORTEST {
        return None;
    }
    let head = sought.exact.get(..LONGEST.min(length))?;
    let found: Vec<Candidate> = if length <= LONGEST {
        candidates(texts, head, &sought, 0)
    } else {
        let tail = sought.exact.get(length - LONGEST..)?;
        let tails = candidates(texts, tail, &sought, length - LONGEST);
        let heads = candidates(texts, head, &sought, 0);
        // whole: what begins like its beginning and ends like its end, and is not much shorter or longer
        let fits = |from: usize, to: usize| to > from && (length / 2..=2 * length).contains(&(to - from));
        let pair =
            |head: &Candidate, tail: &Candidate| Candidate { from: head.from, to: tail.to, edits: head.edits + tail.edits };
        let pairs = heads.iter().flat_map(|head| tails.iter().map(move |tail| pair(head, tail)));
        pairs.filter(|pair| fits(pair.from, pair.to)).collect()
    };
    let compared = length.min(2 * LONGEST);
    let mut best: Option<(usize, usize, usize, Candidate)> = None;
    for candidate in found {
        let similarity = 100 * compared.saturating_sub(candidate.edits) / compared;
        let context = sought.context(texts, candidate.from, candidate.to);
        let kept = sought.kept();
        if similarity < LEAST_SIMILAR || length < TELLING && context * 2 < kept {
            continue;
        }
        // the words around are worth a fifth of the words themselves
        let worth = similarity + 20 * context / kept.max(1);
        let distance = sought.distance(candidate.from);
        if best.is_none_or(|(most, nearest, ..)| worth > most || worth == most && distance < nearest) {
            best = Some((worth, distance, similarity, candidate));
        }
    }
    let (_, _, similarity, Candidate { from, to, .. }) = best?;
    // words that differ only in what is not compared are not the same
    let similarity = u8::try_from(similarity.min(99)).unwrap_or(99);
    Some(Anchor { place: Some(texts.range(from, to)), how: How::Similar { similarity } })
}

/// The stretches most like a pattern, which stands `inside` so many characters of the words.
fn candidates(texts: &Texts, pattern: &[char], sought: &Sought, inside: usize) -> Vec<Candidate> {
    let most_edits = pattern.len() * (100 - LEAST_SIMILAR) / 100;
    // an end counts if it is better than its neighbours; the best are kept, of equals the nearest to the old place
    let mut ends: Vec<(usize, usize, usize)> = Vec::new();
    let mut keep = |edits: usize, to: usize| {
        let distance = sought.was.map_or(0, |was| (was + inside + pattern.len()).abs_diff(to));
        let entry = (edits, distance, to);
        let at = ends.partition_point(|other| *other < entry);
        if at < MOST_CANDIDATES {
            ends.insert(at, entry);
            ends.truncate(MOST_CANDIDATES);
        }
    };
    let (mut last, mut falling) = ((pattern.len(), 0), true);
    scan(pattern.iter().copied(), texts.chars.iter().copied(), Begins::Anywhere, |to, edits| {
        if edits > last.0 && falling && last.0 <= most_edits {
            keep(last.0, last.1);
        }
        if edits != last.0 {
            falling = edits < last.0;
        }
        last = (edits, to);
    });
    if falling && last.0 <= most_edits {
        keep(last.0, last.1);
    }
    let begun = |(edits, _, to): (usize, usize, usize)| {
        let from = to.saturating_sub(pattern.len() + edits);
        let window = texts.chars.get(from..to)?.iter().rev().copied();
        let mut best = (usize::MAX, usize::MAX, to);
        scan(pattern.iter().rev().copied(), window, Begins::There, |taken, edits| {
            best = best.min((edits, taken.abs_diff(pattern.len()), to - taken));
        });
        (best.2 < to).then_some(Candidate { from: best.2, to, edits: best.0 })
    };
    ends.into_iter().filter_map(begun).collect()
}
