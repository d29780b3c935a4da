//! The common nouns around a name, and what they say it is.

use super::*;

/// Bodies that are named after their fields.
pub(super) const FIELDED: [&str; 6] = ["Committee", "Department", "Directorate", "Ministry", "Office", "Secretariat"];

impl Finder<'_> {
    /// The noun in small letters that belongs to the name before it, over its modifiers: its token, and what it makes of the name.
    pub(super) fn after(&self, last: usize) -> Option<(usize, EntityKind)> {
        if self.token(last)?.possessive {
            return None;
        }
        for at in last + 1..last + 5 {
            let token = self.token(at)?;
            if !matches!(token.gap, Gap::Space | Gap::Hyphen) {
                return None;
            }
            let traits = self.traits(at);
            if let Some(kind) = traits.after.filter(|_| token.shape == Shape::Lower) {
                // "mountain range", "gas field": the last of the nouns counts
                return self.after_one(at).or(Some((at, kind)));
            }
            if !traits.is(Class::Modifier) || token.gap == Gap::Hyphen && at == last + 1 {
                return None;
            }
        }
        None
    }

    pub(super) fn after_one(&self, at: usize) -> Option<(usize, EntityKind)> {
        let next = self.token(at + 1)?;
        (next.gap == Gap::Space && next.shape == Shape::Lower).then_some(())?;
        self.traits(at + 1).after.map(|kind| (at + 1, kind))
    }

    /// What the words of a name say it is: its last, or the one before "of", or its first.
    pub(super) fn kind_of_words(&self, first: usize, last: usize) -> Option<EntityKind> {
        let of = (first..=last).find(|&at| at > first && matches!(self.word(at), "of" | "for" | "on" | "in" | "to"));
        let head = of.map(|of| of - 1).and_then(|at| self.traits(at).tail);
        head.or_else(|| self.traits(last).tail).or_else(|| self.traits(first).front)
    }

    /// Where the fields of an office end that come after a comma and before an "and" with a capital: "…, Shipping and Waterways".
    fn fields(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while self.token(next).is_some_and(|token| token.gap == Gap::Comma && token.shape == Shape::Title) {
            next += 1;
            while self.token(next).is_some_and(|token| token.gap == Gap::Space && token.shape == Shape::Title) {
                next += 1;
            }
        }
        let closes = next > at
            && next <= at + 8
            && self.word(next) == "and"
            && self.token(next + 1).is_some_and(|token| token.gap == Gap::Space && token.shape == Shape::Title)
            && (at..next).all(|at| !self.hits.contains_key(&at));
        closes.then_some(next)
    }

    /// Whether a field of an office begins at a token: one word that is no body, or "Public" and more.
    fn is_field(&self, at: usize) -> bool {
        let run = self.run(at);
        let is_one = run.len() == 1 && self.traits(at).tail.is_none();
        run.first().is_some_and(|unit| unit.piece == Piece::Word) && (is_one || self.word(at) == "Public")
    }

    /// The last token of what follows a name's last word and completes it: "of Foreign Affairs", "for Military and Economic Cooperation".
    pub(super) fn complement(&self, last: usize, kind: EntityKind) -> Option<usize> {
        if self.token(last)?.possessive {
            return None;
        }
        let mut end = None;
        let mut at = last + 1;
        let mut preposition = "";
        for _ in 0..6 {
            let Some(token) = self.token(at) else { break };
            let word = self.word(at);
            // "Ministry of Ports, Shipping and Waterways": fields in a row
            if let Some(listed) = self.fields(at).filter(|_| end.is_some() && FIELDED.contains(&self.word(last))) {
                at = listed;
                end = Some(listed - 1);
                continue;
            }
            let joins = match word {
                "of" => true,
                // "King Abdullah City for Atomic Energy"
                "for" => !kind.is_place() || kind == EntityKind::City,
                "on" | "against" => !kind.is_place(),
                "in" => {
                    end.is_none() && matches!(self.word(last), "Programme" | "Program" | "Mission" | "Initiative" | "Project")
                }
                "and" => end.is_some(),
                _ => false,
            };
            if token.gap != Gap::Space || !joins {
                break;
            }
            let mut begin = at + 1;
            if self.word(begin) == "the" {
                // "Ministry of Defence and the Coast Guard": another body; but "… and the Environment", "… and the Public Service"
                if word == "and" && !(FIELDED.contains(&self.word(last)) && self.is_field(begin + 1)) {
                    break;
                }
                begin += 1;
            }
            let joined = self.token(begin).is_some_and(|token| token.gap == Gap::Space);
            let run = if joined { self.run(begin) } else { Vec::new() };
            // "the Declaration of January 2021"
            if run.first().is_some_and(|unit| unit.piece == Piece::Word && self.is(unit.first, Class::Plain)) {
                break;
            }
            let cut = run.iter().position(|unit| {
                let known = matches!(unit.piece, Piece::Known { .. });
                // "Agency for Statistics of Mali", but "Ministry of Energy of Mali"
                // "Office of the Port of Tema"
                let is_headed = end.is_some_and(|end| {
                    let traits = self.traits(end);
                    traits.tail.or(traits.front).is_some_and(EntityKind::is_place)
                });
                let again = end.is_some() && (word == "and" || word == "of" && preposition == "of" && !is_headed);
                unit.piece == Piece::Title && word != "of" || self.is_person(unit) || again && known
            });
            // "… of Manchester and Naho Mirumachi": another name, not a second field
            let is_field = (FIELDED.contains(&self.word(last)) || preposition == "for")
                && run.first().is_some_and(|unit| !self.is(unit.first, Class::Given));
            let other = word == "and"
                && !is_field
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
            preposition = word;
            if self.token(unit.last).is_some_and(|token| token.possessive) {
                break;
            }
        }
        end
    }
}
