//! Runs of capitalised words, told apart into names.

use super::*;

impl Finder<'_> {
    /// Takes the names in a run, and gives the token to go on with.
    pub(super) fn names_in(&mut self, run: &[Unit]) -> usize {
        let mut units = self.without_opening(run);
        let holder = self.without_field(units);
        units = holder.0;
        if holder.1 {
            return match (units.first(), units.last()) {
                (Some(first), Some(last)) if units.len() > 1 => self.words(first.first, last.last, true, true),
                _ => 0,
            };
        }
        // words that are capitalised without being names part a run
        // ("Board"), but for the last word of a name ("Monetary Board")
        while let Some(at) = self.parting(units) {
            let (left, right) = units.split_at(at);
            self.names_between(left);
            units = right.get(1..).unwrap_or_default();
        }
        self.names_between(units)
    }

    /// Where a run is parted by a word that is capitalised without being a name: "Board", but not "Monetary Board".
    fn parting(&self, units: &[Unit]) -> Option<usize> {
        let parts = |(at, unit): (usize, &Unit)| {
            let is_last = at > 0 && self.traits(unit.first).tail.is_some();
            // "Turkish State Railways"; but no month
            let next = units.get(at + 1).filter(|_| at > 0 && crate::text::month(self.word(unit.first)).is_none());
            // "the Board of Trade"
            let headed = || {
                let kind = self.traits(unit.last).tail.filter(|_| at == 0 && units.len() == 1);
                kind.is_some_and(|kind| self.word(unit.last + 1) == "of" && self.complement(unit.last, kind).is_some())
            };
            let ends = is_last || next.is_some_and(|next| self.traits(next.last).tail.is_some()) || headed();
            unit.piece == Piece::Word && self.is(unit.first, Class::Plain) && !ends
        };
        units.iter().enumerate().position(parts)
    }

    /// The run without the ordinary words that begin its sentence.
    pub(super) fn without_opening<'u>(&self, run: &'u [Unit]) -> &'u [Unit] {
        let Some(unit) = run.first().filter(|unit| unit.piece == Piece::Word) else {
            return run;
        };
        let Some(token) = self.token(unit.first) else {
            return run;
        };
        let rest = run.get(1..).unwrap_or_default();
        if !token.first || token.gap != Gap::Start && token.gap != Gap::Break && token.gap != Gap::Space {
            return run;
        }
        let traits = self.traits(unit.first);
        // "Strengthening Regional Dialogue": no name begins so
        let gerund =
            token.shape == Shape::Title && self.word(unit.first).ends_with("ing") && !self.seen.capital.contains(&token.hash);
        if traits.is(Class::Common) || gerund && !rest.is_empty() {
            return rest;
        }
        let tail = rest.last().is_some_and(|unit| unit.piece == Piece::Word && self.traits(unit.last).tail.is_some());
        let ordinary = traits.is(Class::Opener) || self.is_seen_small(unit.first);
        let front = traits.front.is_some() || traits.tail.is_some() || traits.is(Class::Direction) || traits.is(Class::Given);
        if rest.is_empty() && (matches!(token.shape, Shape::Upper | Shape::Mixed) || self.quoted(unit.first)) {
            return run;
        }
        match (rest.is_empty(), ordinary) {
            (true, _) if front || (self.seen.capital.contains(&token.hash) || self.is_told(unit.first)) && !ordinary => run,
            (true, _) => rest,
            (false, true) if !tail && !front => rest,
            _ => run,
        }
    }

    /// After an office, the run without the words for its field, and whether there were such: "Minister for Water and Energy Seleshi Bekele".
    pub(super) fn without_field<'u>(&mut self, units: &'u [Unit]) -> (&'u [Unit], bool) {
        let Some(first) = units.first() else { return (units, false) };
        let follows = self.office.is_some_and(|office| {
            let between = office + 1..first.first;
            between.len() <= 2
                && !between.is_empty()
                && between.clone().all(|at| matches!(self.word(at), "for" | "of" | "and" | "the"))
        });
        self.office = None;
        let field = |unit: &Unit| match unit.piece {
            Piece::Title => true,
            Piece::Word => {
                let of = self.before(first.first) == "of";
                self.word(unit.first) == "Affairs"
                    || self.is_ordinary(unit.first) && !(of && self.traits(unit.first).tail.is_some())
            }
            _ => false,
        };
        // "… and Security Policy": a field that is not written small elsewhere, to its last word
        let joined = matches!(self.before(first.first), "for" | "and");
        let words = units.iter().take_while(|unit| unit.piece == Piece::Word).count();
        let last = words.checked_sub(1).and_then(|last| units.get(last)).filter(|_| joined && words <= 3);
        let whole = last.is_some_and(|last| words == 1 && units.len() == 1 || self.traits(last.first).tail.is_some());
        let fields = match follows {
            true if whole => words,
            true => units.iter().take_while(|unit| field(unit)).count(),
            false => 0,
        };
        let rest = units.get(fields..).unwrap_or_default();
        if fields > 0 && rest.is_empty() || units.last().is_some_and(|unit| unit.piece == Piece::Title) {
            self.office = units.last().map(|unit| unit.last);
        }
        let holder = fields > 0 && rest.iter().all(|unit| unit.piece == Piece::Word);
        (rest, holder)
    }

    /// Names in a run that is not one name.
    pub(super) fn segments(&mut self, units: &[Unit]) -> usize {
        let mut next = 0;
        let mut at = 0;
        let mut titled = false;
        while let Some(unit) = units.get(at) {
            let after = units.get(at + 1);
            match unit.piece {
                Piece::Title => titled = true,
                Piece::Adjective => titled = false,
                Piece::Known { alias, .. } => {
                    let words = self.words_at(units, at + 1);
                    let last = units.get(at + words).map_or(unit.last, |unit| unit.last);
                    if words > 0 && self.joined(*unit, last, unit.last + 1..=last) {
                        next = last + 1;
                        at += words;
                    } else {
                        next = self.known(*unit, alias, at + 1 == units.len());
                    }
                    titled = false;
                }
                Piece::Word if self.is(unit.first, Class::Direction) && after.is_some_and(|after| self.is_placed(after)) => {
                    if let Some(region) = after {
                        let who = Who::Named(self.key(unit.first, region.last));
                        let rule = "part of a place";
                        self.push(unit.first, region.last, who, How::Name, EntityKind::Region, rule, Certainty::Rule);
                        next = region.last + 1;
                        at += 1;
                    }
                }
                // "West", alone
                Piece::Word if self.is(unit.first, Class::Direction) && self.words_at(units, at) < 2 => {}
                // "NGO Green Dunes": what it is, and its name
                Piece::Word if self.is(unit.first, Class::Letters) && self.words_at(units, at) > 1 => {}
                Piece::Word => {
                    let words = self.words_at(units, at);
                    let mut last = units.get(at + words - 1).map_or(unit.last, |unit| unit.last);
                    let mut person = titled;
                    // a given name before a known surname is somebody else of that name
                    let surname = units.get(at + words).filter(|unit| self.is_person(unit) && unit.first == unit.last);
                    if let Some(surname) = surname.filter(|_| words == 1 && !self.is(unit.first, Class::Opener)) {
                        last = surname.last;
                        person = true;
                        at += 1;
                    }
                    // "Polar Silk Road", "Venta Maersk": a longer name that ends in a known one
                    let known =
                        units.get(at + words).filter(|known| !titled && at + words + 1 == units.len() && self.is_joinable(known));
                    if let Some(known) = known.filter(|known| self.joined(**known, known.last, unit.first..=last)) {
                        return known.last + 1;
                    }
                    // "Internal Market Commissioner": the field of an office
                    let field = units.get(at + words).is_some_and(|unit| unit.piece == Piece::Title);
                    let named = self.token(unit.first).is_some_and(|token| matches!(token.shape, Shape::Upper | Shape::Mixed));
                    if !field || named {
                        next = self.words(unit.first, last, person, at + words == units.len());
                    }
                    at += words - 1;
                    titled = false;
                }
            }
            at += 1;
        }
        next.max(units.last().map_or(0, |unit| unit.last + 1))
    }

    /// How many units from `at` on are words that nobody knows.
    fn words_at(&self, units: &[Unit], at: usize) -> usize {
        units.get(at..).unwrap_or_default().iter().take_while(|unit| unit.piece == Piece::Word).count()
    }

    /// Whether a known name may be a part of a longer one that is not known.
    fn is_joinable(&self, unit: &Unit) -> bool {
        matches!(unit.piece, Piece::Known { with_possessive: false, .. }) && !self.is_person(unit)
    }

    /// Takes a known name and the words beside it, which nothing parts from it, as one name: "Bayraktar TB2", "Horn of Africa Gateway";
    /// not where the words alone are no name, nor after a preposition that opens the sentence ("In Mali Barkhane fought").
    fn joined(&mut self, known: Unit, last: usize, words: std::ops::RangeInclusive<usize>) -> bool {
        let (from, to) = (*words.start(), *words.end());
        let first = known.first.min(from);
        let before = self.before(first);
        let opens = first.checked_sub(1).and_then(|at| self.token(at)).is_some_and(|token| token.first);
        if !self.is_joinable(&known)
            || self.strict
            || self.is_in_title(first)
            || opens && matches!(before, "In" | "From" | "To" | "For" | "With" | "By" | "At" | "Since" | "After")
            || (from..=to).any(|at| {
                self.is(at, Class::Letters) || self.token(at).is_none_or(|token| token.gap == Gap::Hyphen && at > first)
            })
            || self.is(from, Class::Given)
            || self.seen.acronyms.contains_key(self.word(from))
        {
            return false;
        }
        // "Santiago Peña"
        if known.first < from && self.is(known.first, Class::Given) && !self.has_ordinary(from, to) {
            let who = Who::Named(self.key(first, to));
            self.push(first, to, who, How::Name, EntityKind::Person, "given name", Certainty::Rule);
            return true;
        }
        let kind = if from == to { self.single(from) } else { self.several(from, to) };
        let Some(kind) = kind.filter(|_| !self.is_ordinary(from) && !self.is_ordinary(to)) else { return false };
        // a person is no part of it: "Kazakhstan Nursultan …" is a slip
        // "the Venta Maersk": no company has an article
        let is_ship = matches!(before, "the" | "The") && first == from && self.kind_of(&known) == Some(EntityKind::Company);
        let is_product = is_ship || (from..=to).any(|at| self.word(at).contains(|c: char| c.is_ascii_digit()));
        let kind = if is_product || matches!(kind, EntityKind::Person | EntityKind::City) { EntityKind::Other } else { kind };
        let end = last.max(to);
        self.push(first, end, Who::Named(self.key(first, end)), How::Name, kind, "longer than a known name", Certainty::Guess);
        true
    }

    /// A known name, with the noun after it where that belongs to it.
    pub(super) fn known(&mut self, unit: Unit, alias: usize, ends: bool) -> usize {
        let Some(alias) = self.gazetteer.alias(alias) else {
            return unit.last + 1;
        };
        let (who, how, kind, certainty) = self.who(alias);
        let town = how != How::Metonym && kind == EntityKind::City;
        self.town = town.then_some(unit.last);
        self.region = (kind == EntityKind::Region && self.among_regions(unit.first)).then_some(unit.last);
        let with_possessive = matches!(unit.piece, Piece::Known { with_possessive: true, .. });
        if with_possessive {
            let span = Span::new(self.span(unit.first, unit.last).start, self.token(unit.last).map_or(0, |token| token.full_end));
            self.found.push(Found { span, who, how, kind, rule: "known name", certainty, short: None });
            return unit.last + 1;
        }
        let rule = if how == How::Metonym { "capital for its state" } else { "known name" };
        if let Some((end, more)) = self.after(unit.last).filter(|_| ends && how != How::Metonym) {
            use EntityKind::{City, Doctrine, Event, Facility, Person, Pipeline, Region, Route, Site, WaterBody};
            let same = kind == more
                || matches!(
                    (kind, more),
                    (Region | Facility | Pipeline, Site) | (Site, Facility) | (EntityKind::Company, Facility)
                );
            let belongs = match more {
                _ if same => true,
                Region | Site | Facility | Pipeline | Route | WaterBody => {
                    matches!(kind, City | Region | Site | Facility | WaterBody | Pipeline)
                }
                Event => matches!(kind, City | Region | Site),
                Doctrine => matches!(kind, Person | City | EntityKind::Country),
                _ => false,
            };
            if belongs {
                if same {
                    self.push(unit.first, end, who, how, kind, "known name with its noun", certainty);
                } else {
                    let who = Who::Named(self.key(unit.first, end));
                    self.push(unit.first, end, who, How::Name, more, "known name with its noun", Certainty::Rule);
                }
                return end + 1;
            }
        }
        self.push(unit.first, unit.last, who, how, kind, rule, certainty);
        unit.last + 1
    }
}
