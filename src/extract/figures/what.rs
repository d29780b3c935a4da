//! What a figure measures, in the words of its sentence.

use super::hit::Hit;
use super::noun::{is_closed, is_plural};
use super::scan::changes;
use super::units::Measure;
use crate::extract::lexicon::{self, Class};
use crate::extract::numbers::scale_word;
use crate::extract::tokens::Tokens;

/// Which words before a figure, or after it, say what it measures: each rule with the question that it answers.
type Rule = fn(&Measured<'_, '_>) -> Option<(usize, usize)>;

/// The rules, the surest first.
const RULES: [Rule; 11] = [
    |measured| measured.of_what(),
    |measured| measured.whose_part(),
    |measured| measured.such_an_amount(),
    |measured| measured.in_brackets(),
    |measured| measured.given_to(),
    |measured| measured.counted(),
    |measured| measured.made_larger(),
    |measured| measured.such_a_thing(),
    |measured| measured.at_what(),
    |measured| measured.changed(),
    |measured| measured.done(),
];

/// The words that say what `hit` measures; `last` is the figure before it, `dated` says which tokens belong to dates.
pub(super) fn what(tokens: &Tokens<'_>, hit: &Hit, last: Option<&Hit>, dated: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    let last = last.filter(|last| tokens.sentence(last.first) == tokens.sentence(hit.first));
    let measured = Measured { tokens, hit, last, dated };
    RULES.iter().find_map(|rule| rule(&measured))
}

/// A figure and what stands around it.
struct Measured<'a, 't> {
    tokens: &'a Tokens<'t>,
    hit: &'a Hit,
    /// The figure before it in its sentence.
    last: Option<&'a Hit>,
    dated: &'a dyn Fn(usize) -> bool,
}

impl Measured<'_, '_> {
    fn same(&self, i: usize) -> bool {
        self.tokens.sentence(i) == self.tokens.sentence(self.hit.first) && self.tokens.get(i).is_some()
    }

    fn before(&self) -> usize {
        self.hit.first.wrapping_sub(1)
    }

    fn is_share(&self) -> bool {
        matches!(self.hit.measure, Measure::Percent | Measure::Share)
    }

    /// "85% of Kazakh oil products", "a third of the population"; "from 23% of total trade in 2003 to 36%".
    fn of_what(&self) -> Option<(usize, usize)> {
        let (tokens, hit) = (self.tokens, self.hit);
        let pronoun = |i: usize| tokens.any(i, &["which", "whom", "whose", "them", "these", "those", "it", "this", "what"]);
        let of = std::iter::once(hit.end).chain(hit.first..hit.end).find(|at| tokens.is(*at, "of"))?;
        let is_own = self.same(of + 1) && !pronoun(of + 1) && hit.noun.is_none();
        if is_own { phrase_after(tokens, of + 1) } else { None }
    }

    /// "a fund of $5 million, of which it will pay half", "4 million people, of whom half came back", "80% of which went there and 10%
    /// here": a part of what stands before.
    fn whose_part(&self) -> Option<(usize, usize)> {
        let (tokens, hit) = (self.tokens, self.hit);
        let start = clause(tokens, hit.first);
        let of_which = tokens.is(start, "of") && tokens.any(start + 1, &["which", "whom", "these", "those"]);
        let which = tokens.is(hit.end, "of") && tokens.any(hit.end + 1, &["which", "whom", "them", "these", "those"]);
        // "and 20% by others": the same whole as before
        let is_next = tokens.any(self.before(), &["and", "or"]) && !tokens.is(hit.end, "of");
        let goes_on = is_next && self.is_share() && self.last.is_some_and(|last| last.measure == hit.measure);
        // "at €18 million, which is less than 2 per cent of what the line cost": what stands right before
        let is_same = tokens.is(start, "which") && self.last.is_some_and(|last| last.end + 1 == start);
        if is_same {
            return self.last.and_then(|last| last.what.or(last.noun));
        }
        if !(self.is_share() && (of_which || which) || goes_on) {
            return None;
        }
        let edge = start.checked_sub(1).filter(|edge| self.same(*edge) && tokens.sign(*edge).is_some());
        let noun = || edge.and_then(|edge| phrase_before(tokens, edge)).filter(|_| !goes_on);
        match self.last {
            Some(last) => last.what.or(last.noun).or_else(noun),
            None => noun(),
        }
    }

    /// "a stabilisation fund of $10 billion", "a workforce totalling 300".
    fn such_an_amount(&self) -> Option<(usize, usize)> {
        let before = self.before();
        let is_lead = self.tokens.any(before, &["of", "worth", "totalling", "totaling", "numbering"]) && self.same(before);
        if is_lead { noun_before(self.tokens, before).and_then(|phrase| self.own(phrase)) } else { None }
    }

    /// A phrase without what belongs to the figure before: "a quarter of its trade (more than $3 billion)".
    fn own(&self, (first, end): (usize, usize)) -> Option<(usize, usize)> {
        let mut start = first.max(self.last.map_or(0, |last| last.end));
        while start < end && start > first && self.tokens.any(start, &["of", "the", "a", "an", "its", "their"]) {
            start += 1;
        }
        (start < end).then_some((start, end))
    }

    /// "total foreign exchange (more than $3 billion)"; "the flows are growing (at least 3 million persons)".
    fn in_brackets(&self) -> Option<(usize, usize)> {
        let before = self.before();
        if !self.tokens.is_sign(before, '(') || !self.same(before) {
            return None;
        }
        let phrase = self.own(phrase_before(self.tokens, before)?)?;
        let tells = self.tokens.word(phrase.0).ends_with("ing") || self.tokens.any(phrase.0, &["ever", "larger", "smaller"]);
        if tells { subject(self.tokens, before, self.dated).or(Some(phrase)) } else { Some(phrase) }
    }

    /// "$1.5 billion earmarked for the station", "has invested $440 million in the terminal".
    fn given_to(&self) -> Option<(usize, usize)> {
        let (tokens, hit) = (self.tokens, self.hit);
        let after = hit.end;
        let is_spent = lexicon::is(tokens.word(after), Class::Spent) && self.same(after);
        let start = clause(tokens, hit.first);
        let gives = |k: usize| lexicon::is(tokens.word(k), Class::Giving) && !tokens.any(k.wrapping_sub(1), &["the", "a", "its"]);
        let is_given = hit.measure == Measure::Money && (start..hit.first).any(gives);
        let reach = if is_spent { after + 1..after + 4 } else { after..after + 1 };
        let preposition = reach.into_iter().find(|at| tokens.any(*at, &["for", "in", "into", "on", "to", "towards"]))?;
        if !(is_spent || is_given) || !self.same(preposition + 1) || (self.dated)(preposition + 1) {
            return None;
        }
        // "into renovating it" names no thing
        phrase_after(tokens, preposition + 1).filter(|phrase| !tokens.word(phrase.0).ends_with("ing"))
    }

    /// "16 African countries", "some 20 ships of its fleet"; "one in four nurses".
    fn counted(&self) -> Option<(usize, usize)> {
        let (tokens, hit) = (self.tokens, self.hit);
        if let Some((first, end)) = hit.noun {
            let whole = if tokens.is(end, "of") && end == hit.end { phrase_after(tokens, first) } else { None };
            return Some(whole.filter(|whole| whole.0 == first).unwrap_or((first, end)));
        }
        let is_part = self.is_share() && self.same(hit.end) && is_plural(tokens.word(hit.end));
        if is_part { phrase_after(tokens, hit.end) } else { None }
    }

    /// "will triple the transfer capacity", "more than doubling what it makes".
    fn made_larger(&self) -> Option<(usize, usize)> {
        let (tokens, end) = (self.tokens, self.hit.end);
        let is_verb = self.hit.measure == Measure::Multiple && self.hit.end == self.hit.first + 1 || self.hit.hedge.is_some();
        let has_object = tokens.any(end, &["the", "its", "their", "a", "an", "his", "her", "our"]) && self.same(end + 1);
        if self.hit.measure == Measure::Multiple && is_verb && has_object { phrase_after(tokens, end) } else { None }
    }

    /// "the $10 billion fund", "the 7,000 km stretch of border".
    fn such_a_thing(&self) -> Option<(usize, usize)> {
        let (tokens, after) = (self.tokens, self.hit.end);
        let is_noun = self.same(after)
            && !is_closed(tokens.word(after))
            && !tokens.word(after).is_empty()
            && !changes(tokens, after)
            && (tokens.any(self.before(), &["a", "an", "the", "this", "its", "their", "of"]) || self.is_described());
        if is_noun { phrase_after(tokens, after) } else { None }
    }

    /// Whether one word stands between an article and the figure: "the planned 230 kV line".
    fn is_described(&self) -> bool {
        let before = self.before();
        let word = self.tokens.word(before);
        !word.is_empty()
            && !is_closed(word)
            && (word.ends_with("ed") || !lexicon::is(word, Class::Verb))
            && self.tokens.any(before.wrapping_sub(1), &["a", "an", "the", "its", "their"])
            && matches!(self.hit.measure, Measure::Money | Measure::Quantity(_))
    }

    /// "sell electricity at 45 cents", "put the cost of a new centre at €18 million".
    fn at_what(&self) -> Option<(usize, usize)> {
        let at = self.before();
        let is_priced = matches!(self.hit.measure, Measure::Money | Measure::Percent | Measure::Count | Measure::Number);
        if !self.tokens.is(at, "at") || !self.same(at) || !is_priced {
            return None;
        }
        noun_before(self.tokens, at)
    }

    /// "to increase the capacity of the site from 32 …".
    fn changed(&self) -> Option<(usize, usize)> {
        object(self.tokens, self.hit.first)
    }

    /// The subject of its clause.
    fn done(&self) -> Option<(usize, usize)> {
        subject(self.tokens, self.hit.first, self.dated)
    }
}

/// The noun phrase before token `i`; where its last word may be a verb as well ("a cost of"), an article before it says that it is none.
fn noun_before(tokens: &Tokens<'_>, i: usize) -> Option<(usize, usize)> {
    let last = i.checked_sub(1)?;
    let is_noun = lexicon::is(tokens.word(last), Class::Verb)
        && tokens.any(last.wrapping_sub(1), &["a", "an", "the", "its", "their", "this", "total", "annual", "average"]);
    if is_noun { Some((last, i)) } else { phrase_before(tokens, i) }
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
            || tokens.any(end, &["the", "a", "an", "its", "their"]) && tokens.is(end.wrapping_sub(1), "of") && end > start;
        if !joint && (word.is_empty() || is_closed(word)) || end > start && tokens.sentence(end) != tokens.sentence(start) {
            break;
        }
        end += 1;
    }
    while end > start && (tokens.any(end - 1, &["of", "the", "a", "an", "its", "their"]) || tokens.is_dash(end - 1)) {
        end -= 1;
    }
    (end > start).then_some((start, end))
}

/// The noun phrase that ends before token `i`: up to ten words, "of" inside.
pub(super) fn phrase_before(tokens: &Tokens<'_>, i: usize) -> Option<(usize, usize)> {
    let mut start = i;
    while start > 0 && i - start < WORDS {
        let at = start - 1;
        let article = tokens.any(at, &["the", "a", "an", "its", "their"]) && tokens.is(at.wrapping_sub(1), "of");
        let of = start < i && (tokens.is(at, "of") || article);
        // "the cost of": what may be a verb elsewhere
        let is_verb = lexicon::is(tokens.word(at), Class::Verb) && !(tokens.is(at + 1, "of") && at + 1 < i);
        let closed = tokens.word(at).is_empty() || is_closed(tokens.word(at)) || is_verb || scale_word(tokens.word(at)).is_some();
        if !(of || tokens.is_hyphen(at)) && closed || tokens.sentence(at) != tokens.sentence(i) {
            break;
        }
        start = at;
    }
    while start < i && (tokens.any(start, &["of", "the", "a", "an", "its", "their"]) || tokens.is_dash(start)) {
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
    // "the Bank estimates that in a dry year output …"
    if let Some(that) =
        (start..end).find(|&k| tokens.is(k, "that") && lexicon::is(tokens.word(k.wrapping_sub(1)), Class::Reporting))
    {
        start = that + 1;
        if tokens.any(start, &["in", "under", "by", "at", "on"]) {
            let verbal = |k: usize| tokens.word(k).is_empty() || k + 1 >= end;
            let far = (start + 1..end.min(start + 6)).take_while(|&k| !verbal(k));
            // past the fronted phrase: its noun is followed by another noun
            start = far.last().map_or(start, |_| past_fronted(tokens, start, end));
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
    // "rarely drew more than 150 MW"
    let is_adverb = (start..last).all(|k| tokens.word(k).ends_with("ly"));
    (last > start && !is_adverb).then_some((start, last))
}

/// The token after a phrase like "in a dry scenario" at token `start`: its article, adjectives and noun.
fn past_fronted(tokens: &Tokens<'_>, start: usize, end: usize) -> usize {
    const MOST: usize = 3;
    let article = start + 1 + usize::from(tokens.any(start + 1, &["a", "an", "the", "this", "that", "such"]));
    let verb = (article..end).find(|&k| is_verb(tokens, k)).unwrap_or(end);
    // the last word before "of", "in" and the like, or before the verb, begins the subject
    let head = (article + 1..verb).find(|&k| is_closed(tokens.word(k))).unwrap_or(verb);
    let subject = head.saturating_sub(1);
    if subject > article && subject - article <= MOST { subject } else { start }
}

/// Whether token `k` is a verb: one that the lexicon knows, or a past tense before a word that no noun can be.
fn is_verb(tokens: &Tokens<'_>, k: usize) -> bool {
    let word = tokens.word(k);
    let next = tokens.word(k + 1);
    changes(tokens, k)
        || lexicon::is(word, Class::Verb)
        || word.ends_with("ed") && (next.is_empty() || is_closed(next) || tokens.any(k + 1, &["back", "around"]))
}
