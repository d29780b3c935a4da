//! What to light in a unit's body.

use super::desk::Weighed;
use super::places::places;
use crate::search::data;
use crate::search::fold;
use crate::search::index::Index;
use crate::search::plan::{Alternative, Condition, Matcher, Plan};
use crate::search::query::{Field, Range};
use crate::search::terms::{self, Fact, Sort};
use crate::search::words::Words;
use crate::search::{InHeading, Light};
use crate::text::Span;

/// Finds what to light in bodies; keeps its memory from one to the next.
#[derive(Default)]
pub(super) struct Lights {
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

    /// What to light; and with `weighed`, what each word is worth.
    pub(super) fn of(&mut self, index: &Index, plan: &Plan, unit: u32, weighed: Option<&[Weighed]>) -> Lit {
        let body = &*index.body(unit as usize);
        let length = index.lengths.get(unit as usize).copied().unwrap_or_default();
        let mut marks: Vec<(u32, u32)> = Vec::new();
        let mut words: Vec<(u32, &str)> = Vec::new();
        let mut values: Vec<(u32, &str)> = Vec::new();
        let mut heading = false;
        // the word, the concept, and what it says there
        let mut weights: Vec<(u32, usize, f64)> = Vec::new();
        let counting = plan.concepts.iter().enumerate().filter(|(number, _)| plan.excluding.get(*number) == Some(&false));
        for (number, concept) in counting {
            let factor = |at: usize| Some(weighed?.get(number)?.alternatives.get(at)?.factor);
            for (alternative, Alternative { matcher, .. }) in concept.alternatives.iter().enumerate() {
                let mut weigh = |at: u32, share: f64| {
                    weights.extend(factor(alternative).map(|factor| (at, number, factor * share)));
                };
                match matcher {
                    Matcher::Terms(terms) => {
                        for &(term, share) in terms {
                            let Some(posting) = index.postings.find(term, unit) else { continue };
                            heading |= posting.heading > 0;
                            let text = index.dictionary.text(term);
                            let value = text.starts_with(['#', '@']);
                            for at in posting.positions().take_while(|&at| at < length) {
                                weigh(at, share);
                                if value { values.push((at, text)) } else { words.push((at, text)) }
                            }
                        }
                    }
                    matcher => {
                        let found = places(index, matcher, unit);
                        heading |= found.last().is_some_and(|(at, _)| *at >= length);
                        for (at, words) in found.into_iter().filter(|(at, _)| *at < length) {
                            weigh(at, 1.0);
                            marks.push((at, words));
                        }
                    }
                }
            }
        }
        let mut spans = Vec::new();
        let mut asks = Vec::new();
        stated_ranges(&plan.condition, &mut asks);
        if !marks.is_empty() || !words.is_empty() || !values.is_empty() || !asks.is_empty() {
            let mut stated: Vec<(u32, u32)> = Vec::new();
            self.words.read(body);
            if !asks.is_empty() {
                stated_in(body, &self.words, &asks, &mut stated);
            }
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
        light_expressions(&plan.condition, unit as usize, body, &mut spans);
        let worth = |(at, concept, weight)| Some(Light { at: self.words.get(at as usize)?.span.start, concept, weight });
        Lit {
            spans: merged(body, spans),
            in_heading: if heading { InHeading::Yes } else { InHeading::No },
            lights: weights.into_iter().filter_map(worth).collect(),
        }
    }
}

/// What is lit in one unit.
#[derive(Default)]
pub(super) struct Lit {
    pub spans: Vec<Span>,
    pub in_heading: InHeading,
    pub lights: Vec<Light>,
}

/// The numbers and years that a condition asks for.
fn stated_ranges<'c>(condition: &'c Condition, out: &mut Vec<(Field, &'c Range)>) {
    match condition {
        Condition::States(field @ (Field::Money | Field::Number | Field::Year), ranges) => {
            for range in ranges {
                out.push((*field, range));
            }
        }
        Condition::All(all) | Condition::Any(all) => {
            for condition in all {
                stated_ranges(condition, out);
            }
        }
        _ => {}
    }
}

/// Adds where a body states a number or a year that is asked for: the first word, and how many.
fn stated_in(body: &str, words: &Words, asks: &[(Field, &Range)], out: &mut Vec<(u32, u32)>) {
    let mut here = (0, 1);
    terms::read(body, words, &mut |fact| {
        let asked =
            |of: &[Field], low: f64, high: f64| asks.iter().any(|(field, range)| of.contains(field) && range.overlaps(low, high));
        let is_asked = match fact {
            Fact::Term { word, words, sort: Sort::Word | Sort::Value, .. } => {
                here = (word, words);
                false
            }
            Fact::Term { .. } => false,
            Fact::Money(value) => asked(&[Field::Money, Field::Number], value, value),
            Fact::Number(value) => asked(&[Field::Number], value, value),
            Fact::Years(first, last) => asked(&[Field::Year], f64::from(first), f64::from(last)),
        };
        if is_asked {
            out.push(here);
        }
    });
}

/// Where the currency sign directly before a place begins, or the place itself.
pub(super) fn sign_before(body: &str, at: usize) -> usize {
    let sign = body.get(..at).and_then(|before| before.chars().next_back());
    at - sign.filter(|&c| data::currency_sign(c).is_some()).map_or(0, char::len_utf8)
}

/// Where the per cent sign directly after a place ends, or the place itself.
pub(super) fn sign_after(body: &str, at: usize) -> usize {
    at + usize::from(body.get(at..).is_some_and(|after| after.starts_with('%')))
}

/// Adds what the regular expressions of a condition match, but for what must not match.
pub(super) fn light_expressions(condition: &Condition, unit: usize, body: &str, spans: &mut Vec<Span>) {
    match condition {
        Condition::Matches(expression) => spans.extend(expression.find(unit, body)),
        Condition::All(all) | Condition::Any(all) => {
            all.iter().for_each(|condition| light_expressions(condition, unit, body, spans));
        }
        Condition::Has(_) | Condition::Tagged(..) | Condition::States(..) | Condition::Not(_) => {}
    }
}

/// The spans in order, those that overlap, or that only a hyphen parts, made one.
pub(super) fn merged(body: &str, mut spans: Vec<Span>) -> Vec<Span> {
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

pub(super) fn is_a_hyphen(gap: Option<&str>) -> bool {
    let mut chars = gap.unwrap_or_default().chars();
    chars.next().is_some_and(fold::is_hyphen) && chars.next().is_none()
}
