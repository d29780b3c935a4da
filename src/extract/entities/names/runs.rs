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
        while let Some(at) = units.iter().position(|unit| unit.piece == Piece::Word && self.is(unit.first, Class::Plain)) {
            let (left, right) = units.split_at(at);
            self.names_between(left);
            units = right.get(1..).unwrap_or_default();
        }
        self.names_between(units)
    }

    /// The run without the ordinary words that begin its sentence.
    fn without_opening<'u>(&self, run: &'u [Unit]) -> &'u [Unit] {
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
        let folded = fold(self.word(unit.first));
        let traits = self.traits(unit.first);
        if traits.is(Class::Common) {
            return rest;
        }
        let tail = rest.last().is_some_and(|unit| unit.piece == Piece::Word && self.traits(unit.last).tail.is_some());
        let ordinary = traits.is(Class::Opener) || self.seen.lower.contains(&folded);
        let front = traits.front.is_some() || traits.tail.is_some() || traits.is(Class::Direction) || traits.is(Class::Given);
        if rest.is_empty() && (matches!(token.shape, Shape::Upper | Shape::Mixed) || self.quoted(unit.first)) {
            return run;
        }
        match (rest.is_empty(), ordinary) {
            (true, _) if front || self.seen.capital.contains(&folded) && !ordinary => run,
            (true, _) => rest,
            (false, true) if !tail && !front => rest,
            _ => run,
        }
    }

    /// After an office, the run without the words for its field, and whether there were such: "Minister for Water and Energy Seleshi Bekele".
    fn without_field<'u>(&mut self, units: &'u [Unit]) -> (&'u [Unit], bool) {
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
                fold(self.word(unit.first)) == "affairs"
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

    /// Names in a run that no ordinary word parts.
    fn names_between(&mut self, units: &[Unit]) -> usize {
        let (Some(first), Some(last)) = (units.first(), units.last()) else {
            return 0;
        };
        if let Some(next) = self.seated(units, *first, *last).or_else(|| self.tailed(units, *last)) {
            return next;
        }
        if let Some(next) = self.fronted(units, *first, *last) {
            return next;
        }
        if let Some(next) = self.paired(units, *first, *last) {
            return next;
        }
        self.segments(units)
    }

    /// A college or bank with its seat behind it: "King’s College London".
    fn seated(&mut self, units: &[Unit], first: Unit, last: Unit) -> Option<usize> {
        let before = units
            .len()
            .checked_sub(2)
            .and_then(|at| units.get(at))
            .filter(|unit| unit.piece == Piece::Word && units.len() > 2)?;
        let school = matches!(fold(self.word(before.first)).as_str(), "college" | "university" | "school" | "institute" | "bank");
        let Piece::Known { alias, .. } = last.piece else { return None };
        let city = self
            .gazetteer
            .alias(alias)
            .and_then(|alias| self.gazetteer.entry_at(alias.entry))
            .is_some_and(|entry| entry.kind.is_place());
        if !school || !city {
            return None;
        }
        let who = Who::Named(self.key(first.first, last.last));
        self.push(first.first, last.last, who, How::Name, EntityKind::Organisation, "name with its kind", Certainty::Rule);
        Some(last.last + 1)
    }

    /// A name that ends in a word that says what it is, with its complement: "Sahel Alliance", "Ministry of Energy".
    fn tailed(&mut self, units: &[Unit], last: Unit) -> Option<usize> {
        let kind = self.traits(last.last).tail.filter(|_| last.piece == Piece::Word)?;
        let complement = self.complement(last.last, kind);
        let numbered = self.token(last.last + 1).filter(|next| {
            matches!(kind, EntityKind::LegalAct | EntityKind::Route) && next.gap == Gap::Space && next.shape == Shape::Digit
        });
        // titles and persons before it are their own: "President Putin", but "Chief Executive Office"
        let person = units.iter().rposition(|unit| self.is_person(unit));
        let start = match person {
            Some(at) if kind != EntityKind::Doctrine => at + 1,
            _ => 0,
        };
        let own = units.get(start..).unwrap_or_default();
        let begin = own.first().unwrap_or(&last).first.min(last.first);
        let bare = own.len() == 1;
        if bare && complement.is_none() && numbered.is_none() {
            if start > 0 {
                self.segments(units.get(..start).unwrap_or_default());
            } else if matches!(self.before(last.first), "the" | "The") {
                if let Some(word) = self.token(last.first).and_then(|token| token.word) {
                    self.push(
                        last.first,
                        last.last,
                        Who::Again(word),
                        How::Alias,
                        kind,
                        "called again by its last word",
                        Certainty::Guess,
                    );
                }
            }
            return Some(last.last + 1);
        }
        // nothing but an adjective and a common noun in capitals is hardly a name where the noun is also written small
        if start > 0 {
            self.segments(units.get(..start).unwrap_or_default());
        }
        let end = complement.unwrap_or(if numbered.is_some() { last.last + 1 } else { last.last });
        let who = Who::Named(self.key(begin, end));
        self.push(begin, end, who, How::Name, kind, "name with its kind", Certainty::Rule);
        Some(end + 1)
    }

    /// A name that begins with a word that says what it is: "Lake Chad", "Operation Barkhane".
    fn fronted(&mut self, units: &[Unit], first: Unit, last: Unit) -> Option<usize> {
        let kind = self.traits(first.last).front.filter(|_| first.piece == Piece::Word && units.len() > 1)?;
        let (end, kind) = self.after(last.last).map_or((last.last, kind), |(end, _)| (end, kind));
        let who = Who::Named(self.key(first.first, end));
        self.push(first.first, end, who, How::Name, kind, "name with its kind", Certainty::Rule);
        Some(end + 1)
    }

    /// A name whose first words are two joined by "and" or "for": "Rescue and Coordination Centre", "Center for Strategic Studies".
    fn paired(&mut self, units: &[Unit], first: Unit, last: Unit) -> Option<usize> {
        let and = self.token(last.last + 1).filter(|token| token.gap == Gap::Space)?;
        let words = units.iter().all(|unit| unit.piece == Piece::Word);
        if and.span.of(self.text) != "and" || !words || self.token(last.last)?.possessive || self.is(first.first, Class::Given) {
            return None;
        }
        let more = self.run(last.last + 2);
        let end = *more.last().filter(|end| end.piece == Piece::Word && more.len() > 1)?;
        let kind = self.traits(end.last).tail?;
        if self.token(last.last + 2)?.gap != Gap::Space
            || !more.iter().all(|unit| matches!(unit.piece, Piece::Word | Piece::Title))
        {
            return None;
        }
        let end = self.complement(end.last, kind).unwrap_or(end.last);
        let who = Who::Named(self.key(first.first, end));
        self.push(first.first, end, who, How::Name, kind, "name with its kind", Certainty::Rule);
        Some(end + 1)
    }

    fn is_person(&self, unit: &Unit) -> bool {
        let Piece::Known { alias, .. } = unit.piece else {
            return false;
        };
        self.gazetteer
            .alias(alias)
            .and_then(|alias| self.gazetteer.entry_at(alias.entry))
            .is_some_and(|entry| entry.kind == EntityKind::Person)
    }

    /// The last token of what follows a name's last word and completes it: "of Foreign Affairs", "for Military and Economic Cooperation".
    fn complement(&self, last: usize, kind: EntityKind) -> Option<usize> {
        if self.token(last)?.possessive {
            return None;
        }
        let mut end = None;
        let mut at = last + 1;
        for _ in 0..6 {
            let Some(token) = self.token(at) else { break };
            let word = self.word(at);
            let joins = match word {
                "of" => true,
                "for" | "on" | "against" => !kind.is_place(),
                "in" => {
                    end.is_none() && matches!(fold(self.word(last)).as_str(), "programme" | "mission" | "initiative" | "project")
                }
                "and" => end.is_some(),
                _ => false,
            };
            if token.gap != Gap::Space || !joins {
                break;
            }
            let mut begin = at + 1;
            if self.word(begin) == "the" {
                begin += 1;
            }
            let joined = self.token(begin).is_some_and(|token| token.gap == Gap::Space);
            let run = if joined { self.run(begin) } else { Vec::new() };
            let cut = run.iter().position(|unit| {
                let known = matches!(unit.piece, Piece::Known { .. });
                let again = end.is_some() && matches!(word, "of" | "and");
                unit.piece == Piece::Title && word != "of" || self.is_person(unit) || again && known
            });
            // "… of Manchester and Naho Mirumachi": another name, not a second field
            let other = word == "and"
                && run.len() > 1
                && run.first().is_some_and(|unit| unit.piece == Piece::Word && !self.is_ordinary(unit.first));
            if other {
                break;
            }
            let Some(unit) = run.get(..cut.unwrap_or(run.len())).and_then(<[Unit]>::last) else {
                break;
            };
            end = Some(unit.last);
            at = unit.last + 1;
            if self.token(unit.last).is_some_and(|token| token.possessive) {
                break;
            }
        }
        end
    }

    /// Names in a run that is not one name.
    fn segments(&mut self, units: &[Unit]) -> usize {
        let mut next = 0;
        let mut at = 0;
        let mut titled = false;
        while let Some(unit) = units.get(at) {
            let after = units.get(at + 1);
            match unit.piece {
                Piece::Title => titled = true,
                Piece::Adjective => titled = false,
                Piece::Known { alias, .. } => {
                    next = self.known(*unit, alias, at + 1 == units.len());
                    titled = false;
                }
                Piece::Word if self.is(unit.first, Class::Direction) => {
                    if let Some(region) = after.filter(|after| self.is_placed(after)) {
                        let who = Who::Named(self.key(unit.first, region.last));
                        let rule = "part of a place";
                        self.push(unit.first, region.last, who, How::Name, EntityKind::Region, rule, Certainty::Rule);
                        next = region.last + 1;
                        at += 1;
                    }
                }
                Piece::Word => {
                    let words = units.get(at..).unwrap_or_default().iter().take_while(|unit| unit.piece == Piece::Word).count();
                    let mut last = units.get(at + words - 1).map_or(unit.last, |unit| unit.last);
                    let mut person = titled;
                    // a given name before a known surname is somebody else of that name
                    if let Some(surname) = units.get(at + words).filter(|unit| self.is_person(unit) && unit.first == unit.last) {
                        if words == 1 && !self.is(unit.first, Class::Opener) {
                            last = surname.last;
                            person = true;
                            at += 1;
                        }
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

    fn is_placed(&self, unit: &Unit) -> bool {
        let Piece::Known { alias, .. } = unit.piece else {
            return false;
        };
        let entry = self.gazetteer.alias(alias).and_then(|alias| self.gazetteer.entry_at(alias.entry));
        entry.is_some_and(|entry| matches!(entry.kind, EntityKind::Country | EntityKind::Region))
    }

    /// A known name, with the noun after it where that belongs to it.
    fn known(&mut self, unit: Unit, alias: usize, ends: bool) -> usize {
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

    /// Capitalised words that are no known name.
    fn words(&mut self, first: usize, last: usize, titled: bool, ends: bool) -> usize {
        let next = last + 1;
        let single = first == last;
        let Some(token) = self.token(first) else {
            return next;
        };
        if let Some(meaning) = self.seen.acronyms.get(self.word(first)).filter(|_| single) {
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
        if self.strict {
            return next;
        }
        let kind = if single { self.single(first) } else { self.several(first, last) };
        if let Some(kind) = kind {
            self.push(first, last, Who::Named(self.key(first, last)), How::Name, kind, "capitals", Certainty::Guess);
        }
        next
    }

    /// The kind that a noun in small letters before a name says it is of: "the city of Gao", "deposits in Urga".
    fn noun_before(&self, first: usize) -> Option<EntityKind> {
        let spaced = |at: usize| self.token(at).is_some_and(|token| token.gap == Gap::Space);
        if !spaced(first) {
            return None;
        }
        let kind = |at: Option<usize>| {
            at.filter(|&at| self.token(at).is_some_and(|token| token.shape == Shape::Lower)).and_then(|at| self.traits(at).before)
        };
        let before = first.checked_sub(1)?;
        match self.word(before) {
            "of" | "in" | "at" | "called" | "named" | "like" | "as" | "codenamed" if spaced(before) => {
                kind(before.checked_sub(1))
            }
            _ => kind(Some(before)).filter(|kind| *kind != EntityKind::City || self.word(before) == "capital"),
        }
    }

    fn is_ordinary(&self, at: usize) -> bool {
        let traits = self.traits(at);
        let classes = [Class::Common, Class::Opener, Class::Plain, Class::Title, Class::Direction, Class::Letters];
        classes.into_iter().any(|class| traits.is(class))
            || traits.tail.is_some()
            || self.seen.lower.contains(&fold(self.word(at)))
    }

    fn has_ordinary(&self, first: usize, last: usize) -> bool {
        (first..=last).any(|at| self.is_ordinary(at))
    }

    /// What one capitalised word may name; nothing where it is hardly a name.
    fn single(&self, at: usize) -> Option<EntityKind> {
        let token = self.token(at)?;
        let word = self.word(at);
        let before = self.before(at);
        let place = matches!(before, "in" | "at" | "near" | "around");
        match token.shape {
            Shape::Upper => {
                let plain = self.is(at, Class::Letters) || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
                let shouted = self.shouted(at);
                (!plain && !shouted && word.chars().count() > 1).then_some(EntityKind::Organisation)
            }
            Shape::Mixed => (!self.is(at, Class::Letters)).then_some(EntityKind::Company),
            Shape::Title => {
                let folded = fold(word);
                let adjective = ["ian", "ese", "ist", "ists", "ish", "ism", "phobia", "ians", "istic", "ation", "ness"]
                    .iter()
                    .any(|ending| folded.ends_with(ending));
                if self.is_ordinary(at)
                    || self.is(at, Class::Given)
                    || adjective
                    || folded.chars().count() < 3
                    || token.gap == Gap::Hyphen
                {
                    return None;
                }
                let numbered =
                    at.checked_sub(1).is_some_and(|before| self.token(before).is_some_and(|token| token.shape == Shape::Digit));
                if (numbered && token.gap == Gap::Space) && !self.seen.capital.contains(&folded) {
                    return None;
                }
                let (next, after) = (self.word(at + 1), self.hits.get(&(at + 2)));
                let within = next == "in" && after.and_then(|hit| self.kind_of_hit(hit)).is_some_and(EntityKind::is_place);
                let place = place || within && matches!(before, "from" | "to" | "of" | "between" | "and");
                if self.quoted(at) {
                    return Some(EntityKind::Other);
                }
                if token.first && !self.seen.capital.contains(&folded) {
                    return None;
                }
                Some(if place { EntityKind::City } else { EntityKind::Organisation })
            }
            _ => None,
        }
    }

    /// Whether a word stands alone between quotation marks.
    fn quoted(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let before = self.text.get(..token.span.start).is_some_and(|text| text.ends_with(['‘', '“', '"', '«']));
        let after = self.text.get(token.full_end..).map(|text| text.trim_start_matches(['.', ',', ';', '?', '!']));
        before && after.is_some_and(|text| text.starts_with(['’', '”', '"', '»']))
    }

    /// Whether the words around are in capitals, too, so that these say nothing.
    fn shouted(&self, at: usize) -> bool {
        let upper = |at: Option<usize>| at.and_then(|at| self.token(at)).is_some_and(|token| token.shape == Shape::Upper);
        upper(at.checked_sub(1)) && upper(Some(at + 1))
            || upper(at.checked_sub(1)) && upper(at.checked_sub(2))
            || upper(Some(at + 1)) && upper(Some(at + 2))
    }

    /// What several capitalised words may name.
    fn several(&self, first: usize, last: usize) -> Option<EntityKind> {
        if (first..=last).all(|at| self.is_ordinary(at)) {
            return None;
        }
        if self.token(first)?.shape == Shape::Upper && self.shouted(first) {
            return None;
        }
        let place = matches!(self.before(first), "in" | "at" | "near" | "around");
        if place {
            return Some(EntityKind::City);
        }
        if self.has_ordinary(first, last)
            || last - first > 3
            || (first..=last).any(|at| self.token(at).is_some_and(|t| t.shape == Shape::Upper))
        {
            return Some(EntityKind::Other);
        }
        Some(EntityKind::Person)
    }
}
