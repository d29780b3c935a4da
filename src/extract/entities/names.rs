//! Names in one block: known ones, and those that their writing gives away.
//!
//! [`phrases`] takes names by patterns of words; [`run`] gathers what is capitalised, [`choose`] says what a known name means there;
//! [`split`] tells the names in a run apart, by the words that say what they are ([`heads`], [`nouns`]) and else by [`guess`].

mod choose;
mod guess;
mod heads;
mod nouns;
mod phrases;
mod run;
mod split;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::How;
use super::context::{is_had_by_a_town, is_town};
use super::fold::fold;
use super::gazetteer::{Alias, Gazetteer, Hit, Use};
use super::hash::{NumberMap, NumberSet};
use super::kind::EntityKind;
use super::token::{Gap, Shape, Token};
use super::vocabulary::{Class, Traits, WordId};
use crate::extract::Certainty;
use crate::text::Span;

/// Whom a mention means, as far as the block alone can tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// An entry of the gazetteer.
    Known(usize),
    /// A people, by the plural noun the gazetteer has for it.
    People(usize),
    /// Something else, by its folded name.
    Named(String),
    /// What was named last among the things that such a word names: "the Alliance".
    Again(WordId),
}

/// The rule for a given name alone: a mention if it is somebody's surname, too, and else none.
pub(super) const LONE: &str = "surname that is a given name, too";

/// A mention, before entities are told apart.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub span: Span,
    pub who: Who,
    pub how: How,
    pub kind: EntityKind,
    pub rule: &'static str,
    pub certainty: Certainty,
    /// The acronym in brackets behind it, where the text does not spell it out otherwise.
    pub short: Option<String>,
}

/// What the whole document says of words: which are written small, which with a capital inside a sentence.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub lower: NumberSet<u64>,
    pub capital: NumberSet<u64>,
    /// Acronyms that the document defines: what they mean, or nothing where that is no name.
    pub acronyms: HashMap<String, Option<Who>>,
    /// The folded names of those who stand as its authors above the text.
    pub authors: HashSet<String>,
    /// The words of its title, before a colon.
    pub title: Vec<String>,
}

/// A piece of a run of capitalised words.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    /// A known name: the entry and its alias.
    Known { alias: usize, with_possessive: bool },
    /// Kazakh, Islamist.
    Adjective,
    /// President, Mr.
    Title,
    /// Any other word with a capital.
    Word,
}

#[derive(Clone, Copy, Debug)]
struct Unit {
    first: usize,
    last: usize,
    piece: Piece,
}

/// Finds the names of one block.
pub(super) struct Finder<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub gazetteer: &'a Gazetteer,
    pub seen: &'a Seen,
    /// Tokens where a spelled-out name begins that an acronym follows: its last token.
    pub defined: NumberMap<usize, usize>,
    /// Whether only what is certain is wanted: a note, where titles of works look like names.
    pub strict: bool,
    /// The known name that begins at each token.
    hits: NumberMap<usize, Hit>,
    found: Vec<Found>,
    /// The tokens of titles, in order.
    titles: Vec<Range<usize>>,
    /// The last token of the last capital that was taken for a town.
    town: Option<usize>,
    /// The last token of the last name that was taken for a region's, without that word.
    region: Option<usize>,
    /// The last token of the last office that awaits its field, and its holder: "Minister for …".
    office: Option<usize>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], gazetteer: &'a Gazetteer, seen: &'a Seen) -> Self {
        Self {
            text,
            tokens,
            gazetteer,
            seen,
            defined: NumberMap::default(),
            strict: false,
            hits: NumberMap::default(),
            found: Vec::new(),
            titles: Vec::new(),
            town: None,
            region: None,
            office: None,
        }
    }

    /// All mentions, in order, none inside another.
    pub(super) fn find(mut self) -> Vec<Found> {
        self.find_titles();
        let mut at = 0;
        while at < self.tokens.len() {
            let mut hit = self.gazetteer.longest(self.tokens, at);
            // "the Caspian" is known, and so is what follows the article in "the Caspian Sea"
            if hit.as_ref().is_some_and(|hit| hit.first < hit.last && matches!(self.word(at), "the" | "The")) {
                let longer = self.gazetteer.longest(self.tokens, at + 1);
                if longer.as_ref().map(|longer| longer.last) > hit.as_ref().map(|hit| hit.last) {
                    hit = None;
                }
            }
            let next = hit.as_ref().map_or(at, |hit| hit.last) + 1;
            if let Some(hit) = hit {
                self.hits.insert(at, hit);
            }
            at = next;
        }
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.step(at).max(at + 1);
        }
        self.level_lists();
        self.found
    }

    /// Lets the names of a list that are but guessed at be of the kind of those that are known: "deposits in Urga, Kuanysh and Shady".
    fn level_lists(&mut self) {
        let listed = |before: &Found, after: &Found| {
            let between = self.text.get(before.span.end..after.span.start).unwrap_or_default();
            matches!(between, ", " | " and " | ", and " | " or " | ", or ")
        };
        let mut from = 0;
        while from < self.found.len() {
            let pairs = self.found.get(from..).unwrap_or_default().windows(2);
            let more = pairs.take_while(|pair| matches!(pair, [before, after] if listed(before, after))).count();
            let list = self.found.get_mut(from..=from + more).unwrap_or_default();
            let owner = |found: &&Found| self.text.get(found.span.end..).is_some_and(|rest| rest.starts_with(['’', '\'']));
            let known =
                list.iter().filter(|found| found.certainty != Certainty::Guess && !owner(found)).map(|found| found.kind).next();
            // towns that a preposition tells, too: "in Zeebrugge and Montoir"
            let town = || list.first().map(|found| found.kind).filter(|kind| *kind == EntityKind::City && list.len() > 1);
            if let Some(kind) = known.or_else(town).map(|kind| if kind == EntityKind::Country { EntityKind::City } else { kind })
            {
                for found in list.iter_mut().filter(|found| {
                    found.certainty == Certainty::Guess
                        && matches!(&found.who, Who::Named(key) if !key.contains(' '))
                        && found.span.of(self.text).chars().any(char::is_lowercase)
                }) {
                    found.kind = kind;
                }
            }
            from += more + 1;
        }
    }

    /// Takes the name or run of names at a token, and gives the token to go on with.
    fn step(&mut self, at: usize) -> usize {
        let spelled = self.defined.get(&at).copied().filter(|&last| self.hits.get(&at).is_none_or(|hit| hit.last != last));
        if let Some(last) = spelled {
            let kind = self.kind_of_words(at, last).unwrap_or(EntityKind::Organisation);
            self.push(at, last, Who::Named(self.key(at, last)), How::Name, kind, "acronym definition", Certainty::Rule);
            return last + 1;
        }
        if let Some(next) = self.own_title(at).or_else(|| self.work(at)).or_else(|| self.cited(at)) {
            return next;
        }
        // "The", "However": never part of a name
        if self.token(at).is_some_and(|token| token.first) && self.is(at, Class::Common) && !self.hits.contains_key(&at) {
            return at + 1;
        }
        if let Some(next) = self
            .line(at)
            .or_else(|| self.tied_town(at))
            .or_else(|| self.vessel(at))
            .or_else(|| self.resolution(at))
            .or_else(|| self.numbered_unit(at))
            .or_else(|| self.small_phrase(at))
        {
            return next;
        }
        let run = self.run(at);
        let Some(last) = run.last().map(|unit| unit.last) else {
            return at + 1;
        };
        let next = self.names_in(&run);
        next.max(last + 1)
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn word(&self, at: usize) -> &'a str {
        self.token(at).map(|token| token.span.of(self.text)).unwrap_or_default()
    }

    fn traits(&self, at: usize) -> Traits {
        self.gazetteer.vocabulary.traits(self.token(at).and_then(|token| token.word))
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.traits(at).is(class)
    }

    /// Whether the document writes the word small somewhere.
    fn is_seen_small(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| self.seen.lower.contains(&token.hash))
    }

    /// The words before a token, joined to it by nothing but white space.
    fn before(&self, at: usize) -> &'a str {
        match self.token(at) {
            Some(token) if token.gap == Gap::Space => at.checked_sub(1).map(|before| self.word(before)).unwrap_or_default(),
            _ => "",
        }
    }

    fn key(&self, first: usize, last: usize) -> String {
        let words: Vec<String> = (first..=last).map(|at| fold(self.word(at))).collect();
        words.join(" ")
    }

    fn span(&self, first: usize, last: usize) -> Span {
        let start = self.token(first).map_or(0, |token| token.span.start);
        Span::new(start, self.token(last).map_or(start, |token| token.span.end))
    }

    #[expect(clippy::too_many_arguments, reason = "a mention has that many slots")]
    fn push(
        &mut self,
        first: usize,
        last: usize,
        who: Who,
        how: How,
        kind: EntityKind,
        rule: &'static str,
        certainty: Certainty,
    ) {
        let short = self.short_after(last).filter(|_| !kind.is_place() && kind != EntityKind::Person);
        self.found.push(Found { span: self.span(first, last), who, how, kind, rule, certainty, short });
    }

    /// An acronym alone in brackets after a token, if nothing else is known of it.
    fn short_after(&self, last: usize) -> Option<String> {
        let next =
            self.token(last + 1).filter(|next| next.gap == Gap::Open && matches!(next.shape, Shape::Upper | Shape::Mixed))?;
        let closes = self.text.get(next.full_end..).is_some_and(|rest| rest.starts_with([')', ',', ']']));
        let new = !self.hits.contains_key(&(last + 1)) && !self.seen.acronyms.contains_key(self.word(last + 1));
        (closes && new && !self.is(last + 1, Class::Letters)).then(|| fold(self.word(last + 1)))
    }
}
