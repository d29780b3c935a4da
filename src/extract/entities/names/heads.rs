//! Names whose first or last word says what they are: "Lake Chad", "Sahel Alliance", "Ministry of Energy".

use super::nouns::FIELDED;
use super::*;

/// No name has more words before its last.
const LONGEST: usize = 12;
impl Finder<'_> {
    /// Names in a run that no ordinary word parts.
    pub(super) fn names_between(&mut self, units: &[Unit]) -> usize {
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
    pub(super) fn seated(&mut self, units: &[Unit], first: Unit, last: Unit) -> Option<usize> {
        let before = units
            .len()
            .checked_sub(2)
            .and_then(|at| units.get(at))
            .filter(|unit| unit.piece == Piece::Word && units.len() > 2)?;
        let school = matches!(self.word(before.first), "College" | "University" | "School" | "Institute" | "Bank");
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
    pub(super) fn tailed(&mut self, units: &[Unit], last: Unit) -> Option<usize> {
        let kind = self.traits(last.last).tail.filter(|_| last.piece == Piece::Word && units.len() <= LONGEST)?;
        // GAP is no gap
        if self.token(last.last)?.shape == Shape::Upper && units.len() == 1 {
            return None;
        }
        let complement = self.complement(last.last, kind);
        let numbered = self.number_of(last.last, kind);
        // titles and persons before it are their own: "President Putin", but "Chief Executive Office"
        let person = units.iter().rposition(|unit| self.is_person(unit));
        let start = match person {
            Some(at) if kind != EntityKind::Doctrine => at + 1,
            _ => 0,
        };
        let own = units.get(start..).unwrap_or_default();
        let begin = own.first().unwrap_or(&last).first.min(last.first);
        let bare = own.len() == 1;
        // "the 1987 Protocol"
        let year = begin.checked_sub(1).filter(|_| bare && matches!(kind, EntityKind::Treaty | EntityKind::LegalAct));
        let year = year.filter(|&year| self.is_year(year) && self.token(begin).is_some_and(|token| token.gap == Gap::Space));
        let begin = year.unwrap_or(begin);
        if bare && complement.is_none() && numbered.is_none() && year.is_none() {
            if start > 0 {
                self.segments(units.get(..start).unwrap_or_default());
                return Some(last.last + 1);
            }
            let word = self.token(last.first).and_then(|token| token.word);
            if let Some(word) = word.filter(|_| matches!(self.before(last.first), "the" | "The")) {
                let rule = "called again by its last word";
                self.push(last.first, last.last, Who::Again(word), How::Alias, kind, rule, Certainty::Guess);
            }
            return Some(last.last + 1);
        }
        if start > 0 {
            self.segments(units.get(..start).unwrap_or_default());
        }
        let is_work = self.strict && kind == EntityKind::Document && complement.is_none();
        // "Ministry of Finance and the Public Service" tells whose it is by its fields
        let is_office = complement.is_some_and(|end| end > last.last + 2) && FIELDED.contains(&self.word(last.first));
        if (is_work || self.is_in_title(begin) && !is_office) && (begin..=last.last).all(|at| self.is_ordinary(at)) {
            return Some(last.last + 1);
        }
        // "Maersk Line"
        let is_line =
            kind == EntityKind::Route && own.first().is_some_and(|unit| self.kind_of(unit) == Some(EntityKind::Company));
        let is_body = kind == EntityKind::City && complement.is_some() && self.word(last.last + 1) == "for";
        let kind = match () {
            () if is_line => EntityKind::Company,
            () if is_body => EntityKind::Organisation,
            () => kind,
        };
        let end = complement.or(numbered).unwrap_or(last.last);
        let who = Who::Named(self.key(begin, end));
        // "French Ministry of Defence": the adjective says whose it is, and is no part of the name
        let is_owned = own.len() == 2
            && own.first().is_some_and(|unit| unit.piece == Piece::Adjective)
            && complement.is_some()
            && FIELDED.contains(&self.word(last.first));
        let begin = if is_owned { last.first } else { begin };
        self.push(begin, end, who, How::Name, kind, "name with its kind", Certainty::Rule);
        Some(end + 1)
    }

    /// The last token of the number of a law or road: "Law 2015-36", "Decree No. 12".
    fn number_of(&self, last: usize, kind: EntityKind) -> Option<usize> {
        let is_digit = |at: usize| self.token(at).is_some_and(|token| token.shape == Shape::Digit);
        let joins = |at: usize, gaps: &[Gap]| self.token(at).is_some_and(|token| gaps.contains(&token.gap));
        let no = usize::from(self.word(last + 1).eq_ignore_ascii_case("no") && joins(last + 1, &[Gap::Space]));
        let mut end = last + no + 1;
        // "Vision 2030"
        let is_plan = matches!(self.word(last), "Vision" | "Horizon" | "Agenda" | "Strategy" | "Plan") && self.is_year(end);
        if is_plan && self.word(end).starts_with("20") && joins(end, &[Gap::Space]) {
            return Some(end);
        }
        if !matches!(kind, EntityKind::LegalAct | EntityKind::Route) || !is_digit(end) || !joins(end, &[Gap::Space, Gap::Point]) {
            return None;
        }
        while is_digit(end + 1) && joins(end + 1, &[Gap::Hyphen, Gap::Dash]) {
            end += 1;
        }
        // "Directive 2007/59/EC"
        let is_maker = matches!(self.word(end + 1), "EC" | "EEC" | "EU" | "Euratom" | "JHA" | "CFSP");
        Some(end + usize::from(is_maker && joins(end + 1, &[Gap::Dash])))
    }

    fn is_year(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// A name that begins with a word that says what it is: "Lake Chad", "Operation Barkhane".
    pub(super) fn fronted(&mut self, units: &[Unit], first: Unit, last: Unit) -> Option<usize> {
        let kind = self.traits(first.last).front.filter(|_| first.piece == Piece::Word && units.len() > 1)?;
        let (end, kind) = self.after(last.last).map_or((last.last, kind), |(end, _)| (end, kind));
        let who = Who::Named(self.key(first.first, end));
        self.push(first.first, end, who, How::Name, kind, "name with its kind", Certainty::Rule);
        Some(end + 1)
    }

    /// A name whose first words are two joined by "and" or "for": "Rescue and Coordination Centre", "Center for Strategic Studies".
    pub(super) fn paired(&mut self, units: &[Unit], first: Unit, last: Unit) -> Option<usize> {
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

    /// The kind of a known name.
    pub(super) fn kind_of(&self, unit: &Unit) -> Option<EntityKind> {
        let Piece::Known { alias, .. } = unit.piece else { return None };
        let alias = self.gazetteer.alias(alias)?;
        self.gazetteer.entry_at(alias.entry).map(|entry| entry.kind)
    }

    pub(super) fn is_person(&self, unit: &Unit) -> bool {
        self.kind_of(unit) == Some(EntityKind::Person)
    }

    pub(super) fn is_placed(&self, unit: &Unit) -> bool {
        matches!(self.kind_of(unit), Some(EntityKind::Country | EntityKind::Region))
    }
}
