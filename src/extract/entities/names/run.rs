//! Runs of capitalised words and known names.

use super::*;
use crate::extract::figures::units::is_symbol;

/// Small words inside names of persons and of foreign bodies.
const PARTICLES: [&str; 28] = [
    "l", "d", "bin", "ibn", "ben", "bint", "ag", "ould", "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos",
    "du", "des", "la", "le", "al", "el", "ul", "ut", "ad", "zu",
];

/// Small words that begin a name, tied to it by a hyphen.
const ARTICLES: [&str; 9] = ["al", "el", "ul", "ut", "ad", "ar", "as", "ash", "an"];

impl Finder<'_> {
    /// The run of capitalised words and known names that begins at a token.
    pub(super) fn run(&self, at: usize) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut next = at;
        while let Some(token) = self.token(next) {
            if let Some(before) = units.last() {
                let possessive = self.token(before.last).is_some_and(|token| token.possessive);
                // "At Barakah KEPCO is building"
                let is_acronym =
                    token.shape == Shape::Upper && self.seen.acronyms.get(self.word(next)).is_some_and(Option::is_some);
                let is_placed = is_acronym && self.begins_in_place(at);
                if is_placed || !token.gap.joins() || possessive && !self.owned(before, next) || self.defined.contains_key(&next)
                {
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

    /// Whether a preposition of place stands before a token, at the beginning of a sentence.
    fn begins_in_place(&self, at: usize) -> bool {
        let opens = at.checked_sub(1).and_then(|at| self.token(at)).is_some_and(|token| token.first);
        opens && matches!(self.before(at), "At" | "In" | "Near" | "Off" | "Outside" | "Around")
    }

    /// Whether a name goes on after a possessive: "King’s College", but not "Mali’s Army".
    pub(super) fn owned(&self, before: &Unit, next: usize) -> bool {
        let own = matches!(before.piece, Piece::Word | Piece::Title) && before.first == before.last;
        let tail = (next..next + 3)
            .take_while(|&at| self.token(at).is_some_and(Token::is_capital))
            .any(|at| self.traits(at).tail == Some(EntityKind::Organisation) && !self.hits.contains_key(&at));
        own && tail && (before.piece == Piece::Title || !self.is_seen_small(before.first))
    }

    /// The piece that begins at a token with a capital.
    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        let token = self.token(at)?;
        // "US$4 million", "A$ 20": a currency
        if self.text.get(token.full_end..).is_some_and(|rest| rest.starts_with(['$', '€', '£', '¥', '¢', '₵'])) {
            return None;
        }
        // "2007/59/EC": the end of a number; "US cents"
        let ends_number = token.gap == Gap::Dash
            && at.checked_sub(1).and_then(|at| self.token(at)).is_some_and(|before| before.shape == Shape::Digit);
        let is_before = token.shape == Shape::Title && self.token(at + 1).is_some_and(|next| next.shape == Shape::Digit);
        if is_before && is_symbol(self.word(at))
            || token.shape == Shape::Upper && (ends_number || self.is_currency(at) || self.is_measure(at))
        {
            return None;
        }
        if let Some(unit) = self.hits.get(&at).filter(|hit| !self.goes_on(hit)).and_then(|hit| self.known_unit(at, hit)) {
            return Some(unit);
        }
        // "Country Report No. 23"
        let numbers = matches!(self.word(at), "No" | "Nos" | "Nr" | "Vol")
            && self.token(at + 1).is_some_and(|next| next.shape == Shape::Digit);
        if !token.is_capital() || numbers {
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

    /// Whether the word and the small one after it name a currency: "US cents", "CFA francs".
    fn is_currency(&self, at: usize) -> bool {
        let next = self.token(at + 1).filter(|next| next.gap == Gap::Space && next.shape == Shape::Lower);
        next.is_some() && is_symbol(&format!("{} {}", self.word(at), self.word(at + 1)))
    }

    /// Whether a known word is but the first of a longer name: the Gulf, and the Gulf of Ob; San Juan, and San Juan de Lurigancho.
    fn goes_on(&self, hit: &Hit) -> bool {
        let last = hit.last;
        let has_particle = matches!(self.word(last + 1), "de" | "del" | "do" | "da" | "di")
            && self.token(last + 1).is_some_and(|token| token.gap == Gap::Space);
        if has_particle && self.token(last + 2).is_some_and(|token| token.gap == Gap::Space && token.is_capital()) {
            return true;
        }
        (hit.first == last || hit.first + 1 == last && matches!(self.word(hit.first), "the" | "The"))
            && matches!(self.traits(last).tail, Some(EntityKind::WaterBody | EntityKind::Site))
            && self.word(last + 1) == "of"
            && self.token(last + 2).is_some_and(|token| token.gap == Gap::Space && token.is_capital())
    }

    /// The piece that a hit makes, where it is what it seems.
    fn known_unit(&self, at: usize, hit: &Hit) -> Option<Unit> {
        let (index, alias) = self.choose(hit).filter(|(_, alias)| self.stands(hit, alias))?;
        let (first, last) = self.mention_of(hit, alias);
        let acronym = self.seen.acronyms.contains_key(self.word(at)) && first == last;
        if !self.token(first)?.is_capital() || acronym {
            return None;
        }
        let piece = match alias.usage {
            Use::Adjective => Piece::Adjective,
            _ => Piece::Known { alias: index, with_possessive: hit.with_possessive },
        };
        Some(Unit { first, last, piece })
    }

    /// A word with the small ones before it that belong to it: al-Assad, von der Leyen.
    pub(super) fn particles(&self, at: usize, begins: bool) -> Option<Unit> {
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
}
