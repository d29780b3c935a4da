//! What a figure measures, in the words of its sentence.

use super::hit::Hit;
use super::noun::is_closed;
use super::scan::changes;
use crate::extract::lexicon::{self, Class};
use crate::extract::numbers::scale_word;
use crate::extract::tokens::Tokens;

/// The words that say what `hit` measures; `dated` says which tokens belong to dates.
pub(super) fn what(tokens: &Tokens<'_>, hit: &Hit, dated: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    let same = |i: usize| tokens.sentence(i) == tokens.sentence(hit.first) && tokens.get(i).is_some();
    let after = hit.end;
    let pronoun = |i: usize| tokens.any(i, &["which", "whom", "whose", "them", "these", "those", "it", "this"]);
    // "85% of Kazakh oil products", "a third of the population"; "from 23% of total trade in 2003 to 36%"
    let of = std::iter::once(after).chain(hit.first..hit.end).find(|at| tokens.is(*at, "of"));
    if let Some(of) = of.filter(|of| same(*of + 1) && !pronoun(*of + 1))
        && hit.noun.is_none_or(|(_, end)| end <= of)
        && let Some(phrase) = phrase_after(tokens, of + 1)
    {
        return Some(phrase);
    }
    // "a stabilisation fund of $10 billion", "total foreign exchange (more than $3 billion)"
    let before = hit.first.wrapping_sub(1);
    if (tokens.any(before, &["of", "worth", "totalling", "totaling"]) || tokens.is_sign(before, '('))
        && same(before)
        && let Some(phrase) = phrase_before(tokens, before)
    {
        return Some(phrase);
    }
    if lexicon::is(tokens.word(after), Class::Spent) && same(after) {
        let preposition = (after + 1..after + 4).find(|at| tokens.any(*at, &["for", "in", "on", "to", "into"]));
        if let Some(phrase) = preposition.and_then(|preposition| phrase_after(tokens, preposition + 1)) {
            return Some(phrase);
        }
    }
    if let Some(noun) = hit.noun {
        return Some(noun);
    }
    // "the $10 billion fund", "the 7,000 km stretch of border"
    if same(after)
        && !is_closed(tokens.word(after))
        && !tokens.word(after).is_empty()
        && !changes(tokens, after)
        && tokens.any(before, &["a", "an", "the", "this", "its", "their", "of"])
        && let Some(phrase) = phrase_after(tokens, after)
    {
        return Some(phrase);
    }
    object(tokens, hit.first).or_else(|| subject(tokens, hit.first, dated))
}

/// "to increase the capacity of the site from 32 …": what stands between a verb of change and the figure at token `i`.
fn object(tokens: &Tokens<'_>, i: usize) -> Option<(usize, usize)> {
    let start = clause(tokens, i);
    let verb = (start..i).rev().find(|&k| changes(tokens, k))?;
    let from = verb + 1 + usize::from(tokens.any(verb + 1, &["the", "its", "their", "a", "an"]));
    let names = from < i && !is_closed(tokens.word(from)) && !tokens.word(from).is_empty() && verb > start;
    names.then(|| (from, i.min(from + WORDS + 2)))
}

/// The noun phrase that begins at token `i`: up to ten words, "of" inside.
fn phrase_after(tokens: &Tokens<'_>, i: usize) -> Option<(usize, usize)> {
    let start = i + usize::from(tokens.any(i, &["the", "a", "an", "its", "their", "all", "this", "these", "his", "her"]));
    let mut end = start;
    while end < start + 10 {
        let word = tokens.word(end);
        let joint = tokens.is_hyphen(end)
            || tokens.is(end, "of") && end > start && !tokens.word(end + 1).is_empty()
            || tokens.is(end, "the") && tokens.is(end.wrapping_sub(1), "of") && end > start;
        if !joint && (word.is_empty() || is_closed(word)) || end > start && tokens.sentence(end) != tokens.sentence(start) {
            break;
        }
        end += 1;
    }
    while end > start && (tokens.any(end - 1, &["of", "the"]) || tokens.is_dash(end - 1)) {
        end -= 1;
    }
    (end > start).then_some((start, end))
}

/// The noun phrase that ends before token `i`: up to ten words, "of" inside.
pub(super) fn phrase_before(tokens: &Tokens<'_>, i: usize) -> Option<(usize, usize)> {
    let mut start = i;
    while start > 0 && i - start < WORDS {
        let at = start - 1;
        let of = start < i && (tokens.is(at, "of") || tokens.is(at, "the") && tokens.is(at.wrapping_sub(1), "of"));
        let closed = tokens.word(at).is_empty()
            || is_closed(tokens.word(at))
            || lexicon::is(tokens.word(at), Class::Verb)
            || scale_word(tokens.word(at)).is_some();
        if !(of || tokens.is_hyphen(at)) && closed || tokens.sentence(at) != tokens.sentence(i) {
            break;
        }
        start = at;
    }
    while start < i && (tokens.any(start, &["of", "the"]) || tokens.is_dash(start)) {
        start += 1;
    }
    (start < i).then_some((start, i))
}

/// How far back a clause may begin, and how many clauses are looked through.
const REACH: usize = 30;
const CLAUSES: usize = 3;
/// The most words of a subject.
const WORDS: usize = 10;

/// The subject for the figure at token `i`; `dated` says which tokens belong to dates.
fn subject(tokens: &Tokens<'_>, i: usize, dated: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    let mut end = i;
    for _ in 0..CLAUSES {
        let start = clause(tokens, end);
        // "the Consortium, 24% of which …", "the pipeline, which is set to …"
        let relative = tokens.any(start, &["which", "who", "that"]) || end == i && start == end;
        let edge = start.checked_sub(1).filter(|edge| relative && (tokens.is_sign(*edge, ',') || tokens.is_sign(*edge, '(')));
        if let Some(found) = edge.and_then(|edge| phrase_before(tokens, edge)) {
            return Some(found);
        }
        if let Some(found) = within(tokens, start, end, dated) {
            return Some(found);
        }
        // Past the comma, to the clause before.
        end = start.checked_sub(1).filter(|edge| tokens.sentence(*edge) == tokens.sentence(i))?;
        if tokens.is_sign(end, ';') {
            return None;
        }
    }
    None
}

/// The first token of the clause that ends before token `end`.
fn clause(tokens: &Tokens<'_>, end: usize) -> usize {
    let edge =
        |k: usize| matches!(tokens.sign(k), Some(',' | ';' | ':' | '(' | ')' | '—')) || tokens.is_dash(k) && !tokens.glued(k);
    let mut start = end;
    while start > 0
        && end - start < REACH
        && tokens.sentence(start - 1) == tokens.sentence(end.saturating_sub(1))
        && !edge(start - 1)
    {
        start -= 1;
    }
    start
}

/// The subject of the clause `start..end`, if it has one.
fn within(tokens: &Tokens<'_>, mut start: usize, end: usize, dated: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    // "In 2006 trade figures rose"
    if tokens.any(start, &["in", "by", "since", "on", "from", "during", "until", "as", "at"]) && (start + 1..start + 5).any(dated)
    {
        while start < end && !dated(start) {
            start += 1;
        }
        while start < end && dated(start) {
            start += 1;
        }
    }
    while start < end
        && tokens.any(
            start,
            &[
                "the", "a", "an", "and", "but", "while", "where", "although", "because", "since", "if", "its", "their", "this",
                "thus",
            ],
        )
    {
        start += 1;
    }
    let verb = (start..end).find(|&k| is_verb(tokens, k))?;
    let head = tokens.word(start);
    // "which went …", "shooting up …", "it will …" have their subject elsewhere.
    if verb == start
        || head.is_empty()
        || is_closed(head)
        || head.ends_with("ing")
        || dated(start)
        || tokens.numeral(start).is_some()
    {
        return None;
    }
    let mut last = verb.min(start + WORDS);
    while last > start && (is_closed(tokens.word(last - 1)) || dated(last - 1)) {
        last -= 1;
    }
    (last > start).then_some((start, last))
}

/// Whether token `k` is a verb: one that the lexicon knows, or a past tense before a word that no noun can be.
fn is_verb(tokens: &Tokens<'_>, k: usize) -> bool {
    let word = tokens.word(k);
    let next = tokens.word(k + 1);
    changes(tokens, k)
        || lexicon::is(word, Class::Verb)
        || word.ends_with("ed") && (next.is_empty() || is_closed(next) || tokens.any(k + 1, &["back", "around"]))
}
