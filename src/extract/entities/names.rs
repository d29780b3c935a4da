//! Names in one block: known ones, and those that their writing gives away.

use std::collections::{HashMap, HashSet};

use super::How;
use super::context::is_town;
use super::fold::fold;
use super::gazetteer::{Alias, Gazetteer, Hit, Use};
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
    pub lower: HashSet<String>,
    pub capital: HashSet<String>,
    /// Acronyms that the document defines: what they mean, or nothing where that is no name.
    pub acronyms: HashMap<String, Option<Who>>,
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

/// Small words inside names of persons and of foreign bodies.
const PARTICLES: [&str; 28] = [
    "l", "d", "bin", "ibn", "ben", "bint", "ag", "ould", "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos",
    "du", "des", "la", "le", "al", "el", "ul", "ut", "ad", "zu",
];

/// Small words that begin a name, tied to it by a hyphen.
const ARTICLES: [&str; 9] = ["al", "el", "ul", "ut", "ad", "ar", "as", "ash", "an"];

const SAYING: [&str; 16] = [
    "said",
    "says",
    "argued",
    "argues",
    "told",
    "noted",
    "notes",
    "wrote",
    "writes",
    "declared",
    "explained",
    "explains",
    "stated",
    "claimed",
    "added",
    "recalled",
];

/// Finds the names of one block.
pub(super) struct Finder<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub gazetteer: &'a Gazetteer,
    pub seen: &'a Seen,
    /// Tokens where a spelled-out name begins that an acronym follows: its last token.
    pub defined: HashMap<usize, usize>,
    /// Whether only what is certain is wanted: a note, where titles of works look like names.
    pub strict: bool,
    /// The known name that begins at each token.
    hits: HashMap<usize, Hit>,
    found: Vec<Found>,
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
            defined: HashMap::new(),
            strict: false,
            hits: HashMap::new(),
            found: Vec::new(),
            town: None,
            region: None,
            office: None,
        }
    }

    /// All mentions, in order, none inside another.
    pub(super) fn find(mut self) -> Vec<Found> {
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
            if let Some(kind) = known.map(|kind| if kind == EntityKind::Country { EntityKind::City } else { kind }) {
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
        if let Some(&last) = self.defined.get(&at) {
            if !self.hits.get(&at).is_some_and(|hit| hit.last == last) {
                let kind = self.kind_of_words(at, last).unwrap_or(EntityKind::Organisation);
                self.push(at, last, Who::Named(self.key(at, last)), How::Name, kind, "acronym definition", Certainty::Rule);
                return last + 1;
            }
        }
        if let Some(next) = self
            .line(at)
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

    /// A pipeline or road named by its ends: "Uzen–Samara oil pipeline".
    fn line(&mut self, at: usize) -> Option<usize> {
        let mut last = self.hits.get(&at).map_or(at, |hit| hit.last);
        if !self.token(at)?.is_capital()
            || self.hits.get(&at).is_some_and(|hit| self.kind_of_hit(hit) == Some(EntityKind::Pipeline))
        {
            return None;
        }
        let mut ends = 1;
        while let Some(next) =
            self.token(last + 1).filter(|next| matches!(next.gap, Gap::Hyphen | Gap::Dash) && next.is_capital())
        {
            let _ = next;
            last = self.hits.get(&(last + 1)).map_or(last + 1, |hit| hit.last);
            ends += 1;
        }
        let (end, kind) = self.after(last)?;
        if ends < 2 || !matches!(kind, EntityKind::Pipeline | EntityKind::Route) {
            return None;
        }
        let who = Who::Named(self.key(at, last));
        self.push(at, end, who, How::Name, kind, "line named by its ends", Certainty::Rule);
        Some(end + 1)
    }

    /// A resolution by its number, its word in small letters: "resolution 2227".
    fn resolution(&mut self, at: usize) -> Option<usize> {
        let number = self.token(at + 1).filter(|next| next.gap == Gap::Space && next.shape == Shape::Digit)?;
        let digits = number.span.of(self.text);
        if self.word(at) != "resolution" || digits.len() < 3 || !digits.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let who = Who::Named(self.key(at, at + 1));
        self.push(at, at + 1, who, How::Name, EntityKind::LegalAct, "numbered act", Certainty::Rule);
        Some(at + 2)
    }

    /// A ship, all its name after a word for ships: "the frigate Admiral Gorshkov".
    fn vessel(&mut self, at: usize) -> Option<usize> {
        let before =
            at.checked_sub(1).filter(|_| self.token(at).is_some_and(|token| token.gap == Gap::Space && token.is_capital()))?;
        let ship = self.token(before)?.shape == Shape::Lower && self.traits(before).before == Some(EntityKind::Vessel);
        let run = if ship { self.run(at) } else { Vec::new() };
        let last = run.last()?.last;
        self.push(
            at,
            last,
            Who::Named(self.key(at, last)),
            How::Name,
            EntityKind::Vessel,
            "noun before the name",
            Certainty::Rule,
        );
        Some(last + 1)
    }

    /// A military unit: "201st armed division".
    fn numbered_unit(&mut self, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        let word = token.span.of(self.text);
        if token.shape != Shape::Digit || !["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending)) {
            return None;
        }
        for last in at + 1..(at + 5).min(self.tokens.len()) {
            let token = self.token(last)?;
            let traits = self.traits(last);
            if !matches!(token.gap, Gap::Space | Gap::Hyphen) {
                return None;
            }
            let head = traits.after == Some(EntityKind::Organisation);
            if head || token.is_capital() && fold(self.word(last)) == "army" {
                self.push(
                    at,
                    last,
                    Who::Named(self.key(at, last)),
                    How::Name,
                    EntityKind::Organisation,
                    "numbered unit",
                    Certainty::Rule,
                );
                return Some(last + 1);
            }
            if !traits.is(Class::Modifier) && !token.is_capital() {
                return None;
            }
        }
        None
    }

    /// A known name written small ("economic crisis"), and "Russian language".
    fn small_phrase(&mut self, at: usize) -> Option<usize> {
        let hit = self.hits.get(&at)?.clone();
        let alias = self.choose(&hit)?;
        if alias.1.usage == Use::Adjective {
            let (noun, more) = (self.word(hit.last + 1), self.word(hit.last + 2));
            let spaced = self.token(hit.last + 1).is_some_and(|next| next.gap == Gap::Space);
            if spaced && matches!(noun, "language" | "languages") {
                let who = Who::Named(self.key(at, hit.last + 1));
                self.push(at, hit.last + 1, who, How::Name, EntityKind::Other, "language", Certainty::Rule);
                return Some(hit.last + 2);
            }
            let office = [
                "defence",
                "defense",
                "foreign",
                "interior",
                "finance",
                "energy",
                "health",
                "education",
                "agriculture",
                "justice",
            ];
            if spaced && office.contains(&noun) && more == "ministry" {
                let who = Who::Named(self.key(at, hit.last + 2));
                self.push(at, hit.last + 2, who, How::Name, EntityKind::Organisation, "ministry", Certainty::Rule);
                return Some(hit.last + 3);
            }
            return None;
        }
        // written with a small letter, or with a capital only because its sentence begins there
        let small = alias.1.text.chars().next().is_some_and(|c| !c.is_uppercase());
        if self.token(at)?.is_capital() && !(small && self.token(at)?.first) || alias.1.article {
            return None;
        }
        let (first, _) = self.mention_of(&hit, alias.1);
        let (who, how, kind, certainty) = self.who(alias.1);
        self.push(first, hit.last, who, how, kind, "known name", certainty);
        Some(hit.last + 1)
    }

    /// First and last token of a hit, its article left out.
    fn mention_of(&self, hit: &Hit, alias: &Alias) -> (usize, usize) {
        (if alias.article { hit.first + 1 } else { hit.first }, hit.last)
    }

    fn who(&self, alias: &Alias) -> (Who, How, EntityKind, Certainty) {
        let kind = self.gazetteer.entry_at(alias.entry).map_or(EntityKind::Other, |entry| entry.kind);
        match alias.usage {
            Use::People => (Who::People(alias.entry), How::People, EntityKind::People, Certainty::Exact),
            Use::Metonym => (Who::Known(alias.entry), How::Metonym, kind, Certainty::Rule),
            Use::Acronym => (Who::Known(alias.entry), How::Acronym, kind, Certainty::Exact),
            Use::Name => (Who::Known(alias.entry), How::Name, kind, Certainty::Exact),
            Use::Alias | Use::Adjective => (Who::Known(alias.entry), How::Alias, kind, Certainty::Exact),
        }
    }

    fn kind_of_hit(&self, hit: &Hit) -> Option<EntityKind> {
        let alias = self.gazetteer.alias(*hit.aliases.first()?)?;
        self.gazetteer.entry_at(alias.entry).map(|entry| entry.kind)
    }

    /// The name that a hit is, of those that it may be.
    fn choose(&self, hit: &Hit) -> Option<(usize, &'a Alias)> {
        let mut all: Vec<(usize, &Alias)> =
            hit.aliases.iter().filter_map(|&index| self.gazetteer.alias(index).map(|alias| (index, alias))).collect();
        let of_region =
            |alias: &Alias| self.gazetteer.entry_at(alias.entry).is_some_and(|entry| entry.kind == EntityKind::Region);
        if self.among_regions(hit.first) {
            if let Some(region) = all.iter().find(|(_, alias)| of_region(alias)) {
                return Some(*region);
            }
        }
        let lone =
            all.len() == 1 && matches!(self.before(hit.first), "in" | "at" | "near" | "from" | "of" | "around" | "and" | "to");
        all.retain(|(_, alias)| !alias.is_stem || lone);
        if let Some(metonym) = all.iter().find(|(_, alias)| alias.usage == Use::Metonym) {
            let listed = self.town.is_some_and(|town| town + 2 >= hit.first && town < hit.first);
            let town = all.iter().find(|(_, alias)| alias.usage != Use::Metonym);
            return match town {
                Some(town) if self.strict || is_town(self.text, self.tokens, hit.first, hit.last, listed) => Some(*town),
                _ => Some(*metonym),
            };
        }
        if all.len() > 1 && all.iter().any(|(_, alias)| !of_region(alias)) {
            all.retain(|(_, alias)| !of_region(alias));
        }
        let best = all.iter().min_by_key(|(_, alias)| (alias.usage == Use::Adjective, alias.usage));
        best.copied()
    }

    /// Whether regions are listed there: "the regions of Karaganda, Aktobe and …".
    fn among_regions(&self, at: usize) -> bool {
        let listed = self.token(at).is_some_and(|token| token.gap == Gap::Comma) || matches!(self.before(at), "and" | "or");
        if listed && self.region.is_some_and(|region| region < at && region + 2 >= at) {
            return true;
        }
        let of = at.checked_sub(1).filter(|&of| self.word(of) == "of");
        let noun = of.and_then(|of| of.checked_sub(1)).map(|noun| self.word(noun)).unwrap_or_default();
        matches!(noun, "region" | "regions" | "province" | "provinces" | "oblasts" | "oblast" | "governorate" | "governorates")
    }

    /// Whether a hit is what it seems: not an ordinary word that begins a sentence.
    fn stands(&self, hit: &Hit, alias: &Alias) -> bool {
        let Some(token) = self.token(hit.first) else {
            return false;
        };
        let single = hit.first == hit.last;
        if alias.needs_place && !matches!(self.before(hit.first), "in" | "at" | "near" | "from" | "of" | "around" | "and" | "to")
        {
            return self.after(hit.last).is_some();
        }
        let ordinary = || {
            let folded = fold(self.word(hit.first));
            (self.is(hit.first, Class::Common) || self.seen.lower.contains(&folded)) && !self.seen.capital.contains(&folded)
        };
        !(single && token.first && token.shape == Shape::Title && ordinary())
    }

    /// The run of capitalised words and known names that begins at a token.
    fn run(&self, at: usize) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut next = at;
        loop {
            let Some(token) = self.token(next) else { break };
            if let Some(before) = units.last() {
                let possessive = self.token(before.last).is_some_and(|token| token.possessive);
                if !token.gap.joins() || possessive && !self.owned(before, next) || self.defined.contains_key(&next) {
                    break;
                }
            }
            let unit = match self.unit(next) {
                Some(unit) => unit,
                None => match self.particles(next, units.is_empty()) {
                    Some(unit) => unit,
                    None => break,
                },
            };
            // two known names across a dash are two: EU–Russia
            if let Some(before) = units.last() {
                let known = |unit: &Unit| matches!(unit.piece, Piece::Known { .. } | Piece::Adjective);
                let tied = matches!(token.gap, Gap::Dash | Gap::Hyphen);
                if token.gap == Gap::Dash || tied && (known(before) || known(&unit)) {
                    break;
                }
            }
            next = unit.last + 1;
            units.push(unit);
        }
        units
    }

    /// Whether a name goes on after a possessive: "King’s College", but not "Mali’s Army".
    fn owned(&self, before: &Unit, next: usize) -> bool {
        let own = matches!(before.piece, Piece::Word | Piece::Title) && before.first == before.last;
        let tail = (next..next + 3)
            .take_while(|&at| self.token(at).is_some_and(Token::is_capital))
            .any(|at| self.traits(at).tail == Some(EntityKind::Organisation) && !self.hits.contains_key(&at));
        own && tail && !self.seen.lower.contains(&fold(self.word(before.first))) || own && tail && before.piece == Piece::Title
    }

    /// The piece that begins at a token with a capital.
    fn unit(&self, at: usize) -> Option<Unit> {
        let token = self.token(at)?;
        if let Some(hit) = self.hits.get(&at) {
            if let Some((index, alias)) = self.choose(hit).filter(|(_, alias)| self.stands(hit, alias)) {
                let (first, last) = self.mention_of(hit, alias);
                let acronym = self.seen.acronyms.contains_key(self.word(at)) && first == last;
                if self.token(first).is_some_and(|token| token.is_capital()) && !acronym {
                    let piece = match alias.usage {
                        Use::Adjective => Piece::Adjective,
                        _ => Piece::Known { alias: index, with_possessive: hit.with_possessive },
                    };
                    return Some(Unit { first, last, piece });
                }
            }
        }
        if !token.is_capital() {
            return None;
        }
        let traits = self.traits(at);
        let piece = if traits.is(Class::Title) {
            Piece::Title
        } else if traits.is(Class::Adjective) {
            Piece::Adjective
        } else {
            Piece::Word
        };
        Some(Unit { first: at, last: at, piece })
    }

    /// A word with the small ones before it that belong to it: al-Assad, von der Leyen.
    fn particles(&self, at: usize, begins: bool) -> Option<Unit> {
        let list: &[&str] = if begins { &ARTICLES } else { &PARTICLES };
        let mut last = at;
        while list.contains(&self.word(last)) && last < at + 3 {
            last += 1;
            let gap = self.token(last)?.gap;
            if begins && gap != Gap::Hyphen || !gap.joins() {
                return None;
            }
        }
        (last > at && self.token(last)?.is_capital()).then_some(Unit { first: at, last, piece: Piece::Word })
    }

    /// The noun in small letters that belongs to the name before it, over its modifiers: its token, and what it makes of the name.
    fn after(&self, last: usize) -> Option<(usize, EntityKind)> {
        if self.token(last)?.possessive {
            return None;
        }
        for at in last + 1..last + 5 {
            let token = self.token(at)?;
            if !matches!(token.gap, Gap::Space | Gap::Hyphen) {
                return None;
            }
            let traits = self.traits(at);
            if token.shape == Shape::Lower {
                if let Some(kind) = traits.after {
                    // "mountain range", "gas field": the last of the nouns counts
                    return match self.after_one(at) {
                        Some((more, kind)) => Some((more, kind)),
                        None => Some((at, kind)),
                    };
                }
            }
            if !traits.is(Class::Modifier) || token.gap == Gap::Hyphen && at == last + 1 {
                return None;
            }
        }
        None
    }

    fn after_one(&self, at: usize) -> Option<(usize, EntityKind)> {
        let next = self.token(at + 1)?;
        (next.gap == Gap::Space && next.shape == Shape::Lower).then_some(())?;
        self.traits(at + 1).after.map(|kind| (at + 1, kind))
    }

    /// What the words of a name say it is: its last, or the one before "of", or its first.
    fn kind_of_words(&self, first: usize, last: usize) -> Option<EntityKind> {
        let of = (first..=last).find(|&at| at > first && matches!(self.word(at), "of" | "for" | "on" | "in"));
        let head = of.map(|of| of - 1).and_then(|at| self.traits(at).tail);
        head.or_else(|| self.traits(last).tail).or_else(|| self.traits(first).front)
    }
}

mod runs;
