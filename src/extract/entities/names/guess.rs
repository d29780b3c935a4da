//! Capitalised words that no list knows.

use super::*;
use crate::extract::figures::units::is_symbol;

/// Prepositions before a place.
const PLACING: [&str; 8] = ["in", "at", "near", "around", "off", "past", "via", "outside"];

/// What takes place in a town.
const MEETINGS: [&str; 12] = [
    "Interview",
    "Interviews",
    "Conversation",
    "Meeting",
    "Speech",
    "interview",
    "interviews",
    "conversation",
    "meeting",
    "speech",
    "interviewed",
    "visit",
];

/// Words that multiply the number before them.
const SCALES: [&str; 6] = ["thousand", "million", "billion", "trillion", "bn", "m"];

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

/// What is done "to" somebody, not to a place.
const GIVEN_TO: [&str; 20] = [
    "according",
    "sold",
    "belongs",
    "belonging",
    "owed",
    "paid",
    "due",
    "thanks",
    "similar",
    "compared",
    "attributed",
    "linked",
    "loyal",
    "given",
    "granted",
    "awarded",
    "contrary",
    "close",
    "report",
    "reports",
];

/// What stands before a hyphen and is no name.
const PREFIXES: [&str; 14] =
    ["Anti", "Cis", "Cross", "Ex", "Inter", "Intra", "Multi", "Non", "Pan", "Post", "Pre", "Pro", "Sub", "Trans"];

/// What an adjective or an abstract noun ends in.
const ENDINGS: [&str; 11] = ["ian", "ese", "ist", "ists", "ish", "ism", "phobia", "ians", "istic", "ation", "ness"];

/// What a name of a place begins with, and hardly a person's.
const PLACE_NAMES: [&str; 20] = [
    "Bad", "Big", "Bir", "El", "Gran", "Grande", "Great", "La", "Las", "Little", "Los", "New", "Nova", "Novo", "Puerto", "San",
    "Santa", "Santo", "São", "Tel",
];

impl Finder<'_> {
    /// Capitalised words that are no known name.
    pub(super) fn words(&mut self, first: usize, last: usize, titled: bool, ends: bool) -> usize {
        let next = last + 1;
        let single = first == last;
        // that many capitals in a row are a title or a shout
        if last - first > 7 {
            return next;
        }
        let Some(token) = self.token(first) else {
            return next;
        };
        let word = self.word(first);
        let short = if token.shape == Shape::Upper { word.strip_suffix('s').unwrap_or(word) } else { word };
        if let Some(meaning) = self.seen.acronyms.get(word).or_else(|| self.seen.acronyms.get(short)).filter(|_| single) {
            if let Some(who) = meaning.clone() {
                let kind = match &who {
                    Who::Known(entry) => self.gazetteer.entry_at(*entry).map_or(EntityKind::Other, |entry| entry.kind),
                    _ => EntityKind::Organisation,
                };
                self.push(first, last, who, How::Acronym, kind, "acronym that the text defines", Certainty::Rule);
            }
            return next;
        }
        let traits = self.traits(first);
        let given = traits.is(Class::Given) || token.shape == Shape::Initial;
        let said = !single && SAYING.contains(&self.before(first));
        let says = said || SAYING.contains(&self.word(next)) && self.token(next).is_some_and(|token| token.gap == Gap::Space);
        if titled && !(single && self.is_ordinary(first)) || !single && (given || said || says && !self.has_ordinary(first, last))
        {
            let (rule, certainty) = match (titled, given) {
                (true, _) => ("title before a name", Certainty::Rule),
                (_, true) => ("given name", Certainty::Rule),
                _ => ("one who says", Certainty::Guess),
            };
            self.push(first, last, Who::Named(self.key(first, last)), How::Name, EntityKind::Person, rule, certainty);
            return next;
        }
        let noun = self.after(last).filter(|_| ends);
        if let Some((end, kind)) = noun {
            // "Gao and Ansongo towns": the noun says what they are, and is no part of the name
            let several = kind == EntityKind::Region && self.word(end).ends_with('s');
            let end = if kind == EntityKind::City || several { last } else { end };
            let who = Who::Named(self.key(first, end));
            self.push(first, end, who, How::Name, kind, "name with its noun", Certainty::Rule);
            return end + 1;
        }
        if let Some(kind) = self.noun_before(first) {
            self.push(first, last, Who::Named(self.key(first, last)), How::Name, kind, "noun before the name", Certainty::Rule);
            return next;
        }
        if single && traits.is(Class::Given) && token.shape == Shape::Title {
            let who = Who::Named(self.key(first, last));
            self.push(first, last, who, How::Name, EntityKind::Person, LONE, Certainty::Guess);
            return next;
        }
        if !single && self.seen.authors.contains(&self.key(first, last)) {
            let who = Who::Named(self.key(first, last));
            self.push(first, last, who, How::Name, EntityKind::Person, "author of the paper", Certainty::Rule);
            return next;
        }
        if let Some(kind) = self.in_note(first, last) {
            self.push(first, last, Who::Named(self.key(first, last)), How::Name, kind, "place in a note", Certainty::Guess);
            return next;
        }
        if self.strict || self.is_in_title(first) {
            return next;
        }
        let kind = if single { self.single(first) } else { self.several(first, last) };
        if let Some(kind) = kind {
            self.push(first, last, Who::Named(self.key(first, last)), How::Name, kind, "capitals", Certainty::Guess);
        }
        next
    }

    /// In a note that cites works, what stands where an author or a publisher does at its beginning, what the words after it tell, and a
    /// town beside another: "in Roseau and Portsmouth".
    fn in_note(&self, first: usize, last: usize) -> Option<EntityKind> {
        let next = self.token(last + 1).filter(|_| self.strict)?;
        if first == last {
            let town = self.found.last().filter(|found| found.kind.is_place() && self.before(first) == "and");
            let beside = first.checked_sub(2).and_then(|at| self.token(at)).map(|token| token.span.end);
            let is_beside = town.is_some_and(|town| Some(town.span.end) == beside) && !self.is_ordinary(first);
            // "Interview at Ada, 4 May 2020"
            let is_placed = PLACING.contains(&self.before(first)) && !self.is_ordinary(first);
            let is_met = first.checked_sub(2).is_some_and(|at| MEETINGS.contains(&self.word(at)));
            return self.told(first).or(Some(EntityKind::City).filter(|_| is_beside || is_placed && is_met));
        }
        let opens = first == 0 || first < 3 && (0..first).all(|at| matches!(self.word(at), "See" | "also" | "Cf" | "cf"));
        let is_author = opens && next.gap == Gap::Comma && last - first < 3;
        self.several(first, last).filter(|kind| is_author && *kind == EntityKind::Person)
    }

    /// Whether a word does not end as adjectives do.
    pub(super) fn single_ends_well(&self, at: usize) -> bool {
        !ENDINGS.iter().any(|ending| self.word(at).ends_with(ending))
    }

    pub(super) fn is_in_title(&self, at: usize) -> bool {
        let next = self.titles.partition_point(|title| title.start <= at);
        next.checked_sub(1).and_then(|title| self.titles.get(title)).is_some_and(|title| title.contains(&at))
    }

    /// The sentences whose words nearly all have capitals, though many of them are ordinary words: titles, captions, headings, in
    /// which a capital says nothing.
    pub(super) fn find_titles(&mut self) {
        let mut from = 0;
        while from < self.tokens.len() {
            let next = self.tokens.iter().skip(from + 1).position(|token| token.first);
            let to = next.map_or(self.tokens.len(), |next| from + 1 + next);
            let (mut long, mut capital, mut ordinary) = (0, 0, 0);
            // what ends in a small word says something: "… and the Board of Trade objected"
            let mut ends_small = false;
            for (at, token) in self.tokens.iter().enumerate().take(to).skip(from) {
                // small words have at most three letters: of, the, and, for
                if token.span.len() > 3 && token.shape != Shape::Digit {
                    long += 1;
                    capital += usize::from(token.is_capital());
                    ordinary += usize::from(self.is_ordinary(at));
                    ends_small = !token.is_capital();
                }
            }
            if !ends_small && long >= 4 && capital * 10 >= long * 9 && ordinary * 2 >= long {
                self.titles.push(from..to);
            }
            from = to;
        }
    }

    /// The kind that a noun in small letters before a name says it is of: "the city of Gao", "deposits in Urga".
    pub(super) fn noun_before(&self, first: usize) -> Option<EntityKind> {
        let spaced = |at: usize| self.token(at).is_some_and(|token| token.gap == Gap::Space);
        if !spaced(first) {
            return None;
        }
        let kind = |at: Option<usize>| {
            let says =
                |at: &usize| self.token(*at).is_some_and(|token| token.shape == Shape::Lower) || self.is(*at, Class::Letters);
            at.filter(says).and_then(|at| self.traits(at).before)
        };
        let before = first.checked_sub(1)?;
        match self.word(before) {
            "of" | "in" | "at" | "called" | "named" | "like" | "as" | "codenamed" if spaced(before) => {
                kind(before.checked_sub(1))
            }
            // "aboard the Vega"
            "the" if spaced(before) => kind(before.checked_sub(1)).filter(|kind| *kind == EntityKind::Vessel),
            _ => kind(Some(before)).filter(|kind| *kind != EntityKind::City || self.word(before) == "capital"),
        }
    }

    pub(super) fn is_ordinary(&self, at: usize) -> bool {
        let traits = self.traits(at);
        let classes = [Class::Common, Class::Opener, Class::Plain, Class::Title, Class::Direction, Class::Letters];
        classes.into_iter().any(|class| traits.is(class)) || traits.tail.is_some() || self.is_seen_small(at)
    }

    pub(super) fn has_ordinary(&self, first: usize, last: usize) -> bool {
        (first..=last).any(|at| self.is_ordinary(at))
    }

    /// What one capitalised word may name; nothing where it is hardly a name.
    pub(super) fn single(&self, at: usize) -> Option<EntityKind> {
        let token = self.token(at)?;
        let word = self.word(at);
        let before = self.before(at);
        let far = at.checked_sub(2).map(|far| self.word(far)).unwrap_or_default();
        // "At Tabanovce", at a sentence's beginning, too
        let place = PLACING.iter().any(|word| word.eq_ignore_ascii_case(before)) || before == "of" && is_had_by_a_town(far);
        // "Sept. 30"
        let is_digit = |at: usize| self.token(at).is_some_and(|token| token.shape == Shape::Digit);
        if is_digit(at + 1) && crate::text::month(word).is_some() {
            return None;
        }
        // "Art. 4"
        let between = self.token(at + 1).and_then(|next| self.text.get(token.full_end..next.span.start));
        if is_digit(at + 1) && between == Some(". ") && word.len() <= 4 {
            return None;
        }
        match token.shape {
            Shape::Upper | Shape::Mixed if self.is_measure(at) => None,
            // "Sub-Saharan"
            Shape::Title if PREFIXES.contains(&word) && self.token(at + 1).is_some_and(|next| next.gap == Gap::Hyphen) => None,
            Shape::Upper => {
                let plain = self.is(at, Class::Letters) || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
                let shouted = self.shouted(at);
                (!plain && !shouted && word.chars().count() > 1).then_some(EntityKind::Organisation)
            }
            Shape::Mixed => (!self.is(at, Class::Letters)).then_some(EntityKind::Company),
            Shape::Title => {
                let adjective = ENDINGS.iter().any(|ending| word.ends_with(ending));
                let short = word.chars().nth(2).is_none();
                if self.is_ordinary(at) || self.is(at, Class::Given) || adjective || short || token.gap == Gap::Hyphen {
                    return None;
                }
                let (next, after) = (self.word(at + 1), self.hits.get(&(at + 2)));
                let within = next == "in" && after.and_then(|hit| self.kind_of_hit(hit)).is_some_and(EntityKind::is_place);
                let place = place || within && matches!(before, "from" | "to" | "of" | "between" | "and");
                if self.quoted(at) {
                    return Some(EntityKind::Other);
                }
                if let Some(kind) = self.told(at) {
                    return Some(kind);
                }
                if token.first && !self.seen.capital.contains(&token.hash) && !self.is_told(at) {
                    return None;
                }
                Some(if place || self.is_goal(at) { EntityKind::City } else { EntityKind::Organisation })
            }
            _ => None,
        }
    }

    /// Whether a word in capitals is a quarter or fiscal year ("Q3", "FY2019"), or the currency or unit of a number beside it.
    pub(super) fn is_measure(&self, at: usize) -> bool {
        let word = self.word(at);
        let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let lead = word.get(..word.len() - digits.len()).unwrap_or_default();
        let is_dated = matches!((lead, digits.len()), ("Q" | "H" | "T", 1) | ("FY" | "CY", 2 | 4))
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        // "N30 billion"
        let is_amount =
            SCALES.contains(&self.word(at + 1)) && digits.bytes().all(|byte| byte.is_ascii_digit()) && lead.len() == 1;
        let is_number = |at: Option<usize>| {
            at.and_then(|at| self.token(at))
                .is_some_and(|token| token.shape == Shape::Digit || SCALES.contains(&token.span.of(self.text)))
        };
        is_dated || is_amount || (is_number(at.checked_sub(1)) || is_number(Some(at + 1))) && is_symbol(word)
    }

    /// Whether the text says at once what a word names: "Baladna, a dairy firm, …".
    pub(super) fn is_told(&self, at: usize) -> bool {
        let is_comma = self.token(at + 1).is_some_and(|next| next.gap == Gap::Comma);
        let is_article = matches!(self.word(at + 1), "a" | "an") && !self.word(at).ends_with('s');
        is_comma && (is_article || self.word(at + 1) == "the" && self.told(at).is_some())
    }

    /// Whether the gazetteer has the word as an adjective: Qatari.
    fn is_known_adjective(&self, at: usize) -> bool {
        let hit = self.hits.get(&at).filter(|hit| hit.last == at);
        hit.and_then(|hit| self.choose(hit)).is_some_and(|(_, alias)| alias.usage == Use::Adjective)
    }

    /// The kind that the words after a comma say: "Anaklia, where …", "Tapachula, a town of 350,000".
    fn told(&self, at: usize) -> Option<EntityKind> {
        self.token(at + 1).filter(|next| next.gap == Gap::Comma)?;
        match self.word(at + 1) {
            "where" => Some(EntityKind::City),
            // "Kahramaa, the Qatari water company"
            "a" | "an" | "the" => (at + 2..at + 6)
                .take_while(|&next| {
                    let is_adjective = || self.is(next, Class::Adjective) || self.is_known_adjective(next);
                    self.token(next)
                        .is_some_and(|token| token.gap == Gap::Space && (token.shape == Shape::Lower || is_adjective()))
                })
                .find_map(|next| self.traits(next).before),
            _ => None,
        }
    }

    /// Whether one comes from there or goes there: "moved to Lavrio", but not "according to Lavrio".
    fn is_goal(&self, at: usize) -> bool {
        let before = self.before(at);
        let far = at.checked_sub(2).map(|far| self.word(far)).unwrap_or_default();
        matches!(before, "from" | "to" | "off" | "towards" | "via" | "outside") && !GIVEN_TO.contains(&far)
    }

    /// Whether a word stands alone between quotation marks.
    pub(super) fn quoted(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let before = self.text.get(..token.span.start).is_some_and(|text| text.ends_with(['‘', '“', '"', '«']));
        let after = self.text.get(token.full_end..).map(|text| text.trim_start_matches(['.', ',', ';', '?', '!']));
        before && after.is_some_and(|text| text.starts_with(['’', '”', '"', '»']))
    }

    /// Whether the words around are in capitals, too, so that these say nothing.
    pub(super) fn shouted(&self, at: usize) -> bool {
        let upper = |at: Option<usize>| at.and_then(|at| self.token(at)).is_some_and(|token| token.shape == Shape::Upper);
        upper(at.checked_sub(1)) && upper(Some(at + 1))
            || upper(at.checked_sub(1)) && upper(at.checked_sub(2))
            || upper(Some(at + 1)) && upper(Some(at + 2))
    }

    /// What several capitalised words may name.
    pub(super) fn several(&self, first: usize, last: usize) -> Option<EntityKind> {
        if last - first > 7 || (first..=last).all(|at| self.is_ordinary(at)) {
            return None;
        }
        if self.token(first)?.shape == Shape::Upper && self.shouted(first) {
            return None;
        }
        let tied = (first + 1..=last).all(|at| self.token(at).is_some_and(|token| token.gap == Gap::Hyphen));
        let is_placed = PLACING.iter().any(|word| word.eq_ignore_ascii_case(self.before(first)));
        let place = is_placed || tied && self.is_goal(first);
        if place || !self.has_ordinary(first, last) && PLACE_NAMES.contains(&self.word(first)) {
            return Some(EntityKind::City);
        }
        if self.has_ordinary(first, last)
            || last - first > 3
            || (first..=last).any(|at| self.token(at).is_some_and(|t| t.shape == Shape::Upper))
            || matches!(self.before(first), "the" | "The" | "a" | "an" | "its" | "their" | "our")
            || tied
        {
            return Some(EntityKind::Other);
        }
        Some(EntityKind::Person)
    }
}
