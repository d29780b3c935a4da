//! Names that a pattern of words gives away, before runs of capitals are looked at.

use super::*;

impl Finder<'_> {
    /// A pipeline or road named by its ends: "Uzen–Samara oil pipeline".
    pub(super) fn line(&mut self, at: usize) -> Option<usize> {
        let mut last = self.hits.get(&at).map_or(at, |hit| hit.last);
        if !self.token(at)?.is_capital()
            || self.hits.get(&at).is_some_and(|hit| self.kind_of_hit(hit) == Some(EntityKind::Pipeline))
        {
            return None;
        }
        let mut ends = 1;
        while self.token(last + 1).is_some_and(|next| matches!(next.gap, Gap::Hyphen | Gap::Dash) && next.is_capital()) {
            if ends == 6 {
                return None;
            }
            last = self.hits.get(&(last + 1)).map_or(last + 1, |hit| hit.last);
            ends += 1;
        }
        // "Kunming-Montreal Framework", "EU–Russia Summit"
        let tail = self
            .token(last + 1)
            .filter(|next| next.gap == Gap::Space && next.is_capital() && !self.hits.contains_key(&(last + 1)));
        let is_whole = self.token(last + 2).is_none_or(|next| next.gap != Gap::Space || !next.is_capital());
        let kind = tail.and(self.traits(last + 1).tail).filter(|kind| !kind.is_place() && ends == 2 && is_whole);
        if let Some(kind) = kind.filter(|_| !self.strict && self.complement(last + 1, EntityKind::Other).is_none()) {
            let who = Who::Named(self.key(at, last + 1));
            self.push(at, last + 1, who, How::Name, kind, "name of two with its kind", Certainty::Rule);
            return Some(last + 2);
        }
        // "railway", or "Railway"; "line"
        let next = self.token(last + 1).filter(|next| next.gap == Gap::Space);
        let capital = next.and(self.traits(last + 1).tail);
        let small = next.filter(|_| matches!(self.word(last + 1), "line" | "link" | "road" | "route")).map(|_| EntityKind::Route);
        let (end, kind) = self.after(last).or_else(|| capital.or(small).map(|kind| (last + 1, kind)))?;
        if ends < 2 || !matches!(kind, EntityKind::Pipeline | EntityKind::Route) {
            return None;
        }
        let who = Who::Named(self.key(at, if self.token(end)?.is_capital() { end } else { last }));
        self.push(at, end, who, How::Name, kind, "line named by its ends", Certainty::Rule);
        Some(end + 1)
    }

    /// The title of the paper itself, where the text has it: "Thirst and Megawatts was written by …".
    pub(super) fn own_title(&mut self, at: usize) -> Option<usize> {
        let title = &self.seen.title;
        let last = at + title.len().checked_sub(1).filter(|last| *last > 0)?;
        let is_same = title.iter().enumerate().all(|(index, word)| {
            let token = self.token(at + index).filter(|token| index == 0 || token.gap.joins());
            token.is_some_and(|token| self.text.get(token.span.start..token.full_end) == Some(word.as_str()))
        });
        let is_known = self.hits.get(&at).is_some_and(|hit| hit.last >= last);
        if !is_same || is_known || !self.token(last)?.is_capital() {
            return None;
        }
        let who = Who::Named(self.key(at, last));
        self.push(at, last, who, How::Name, EntityKind::Document, "the paper's own title", Certainty::Rule);
        Some(last + 1)
    }

    /// In a note, the title of a work after its author, without quotation marks: "Adeyemi, Ships without Berths: Lagos and the Cement
    /// Crisis (Ibadan, 1987)".
    pub(super) fn cited(&mut self, at: usize) -> Option<usize> {
        const MOST: usize = 24;
        let token = self.token(at).filter(|token| token.is_capital())?;
        // a comma, maybe behind a bracket
        let behind = |token: &Token| self.text.get(..token.span.start).is_some_and(|before| before.ends_with("), "));
        if token.gap != Gap::Comma && !behind(token) {
            return None;
        }
        // "The report, Counting the Cost, was published"
        const WORKS: [&str; 8] = ["article", "book", "film", "novel", "paper", "report", "study", "survey"];
        let is_work = at.checked_sub(1).is_some_and(|before| WORKS.contains(&self.word(before)));
        // else nothing but names stands before it in its sentence
        let is_small = |at: usize| {
            let small = ["and", "al", "cf", "de", "du", "ed", "eds", "et", "for", "la", "of", "the", "see", "also", "van", "von"];
            self.token(at).is_some_and(|token| token.is_capital()) || small.contains(&self.word(at))
        };
        let begin = (0..at).rev().take(MOST).find(|&before| self.token(before).is_some_and(|token| token.first)).unwrap_or(at);
        if !is_work && (!self.strict || begin == at || !(begin..at).all(is_small)) {
            return None;
        }
        let colon = |token: &Token, before: usize| {
            self.text.get(self.token(before).map_or(0, |token| token.full_end)..token.span.start) == Some(": ")
        };
        let goes_on = |next: usize| {
            self.token(next).is_some_and(|token| {
                matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Dash) || token.gap == Gap::Break && colon(token, next - 1)
            })
        };
        let last = (at..at + MOST).find(|last| !goes_on(last + 1))?;
        let closed = self.token(last + 1).is_some_and(|next| matches!(next.gap, Gap::Comma | Gap::Open));
        let long = || (at..=last).filter_map(|at| self.token(at)).filter(|token| token.span.len() > 3);
        let capital = long().filter(|token| token.is_capital() || token.shape == Shape::Digit).count();
        let parts = (at..=last).filter(|&at| self.token(at).is_some_and(|token| token.gap == Gap::Break)).count();
        // a series or a yearly report has but capitals: "Weekly Economic Indicators"
        let has_small = (at + 1..last).any(|at| self.token(at).is_some_and(|token| token.shape == Shape::Lower));
        let is_title = last > at + 1 && capital * 4 >= long().count() * 3 && capital > 0 && (has_small || parts > 0);
        let is_known = self.hits.get(&at).is_some_and(|hit| hit.last >= last);
        // "Institute for Oil Studies" publishes, and is no title
        let is_body = parts == 0
            && !matches!(self.word(at), "A" | "An" | "The")
            && self.kind_of_words(at, last).is_some_and(|kind| kind.is_actor() || kind.is_place());
        if !closed || !is_title || is_known || is_body || token.possessive && last == at {
            return None;
        }
        let who = Who::Named(self.key(at, last));
        self.push(at, last, who, How::Name, EntityKind::Document, "title of a work", Certainty::Guess);
        Some(last + 1)
    }

    /// A town whose name is tied to another word by a hyphen, of which only one is known: "Sèmè-Kraké".
    pub(super) fn tied_town(&mut self, at: usize) -> Option<usize> {
        let hit = self.hits.get(&at).filter(|hit| hit.last == at)?;
        let kind = self.kind_of_hit(hit).filter(|kind| matches!(kind, EntityKind::City | EntityKind::Site))?;
        let next = self.token(at + 1).filter(|next| next.gap == Gap::Hyphen && next.shape == Shape::Title)?;
        let ends = self.token(at + 2).is_none_or(|token| !matches!(token.gap, Gap::Hyphen | Gap::Dash));
        let is_own = !self.hits.contains_key(&(at + 1))
            && !self.is_ordinary(at + 1)
            && !self.is(at + 1, Class::Adjective)
            && self.single_ends_well(at + 1);
        if !ends || !is_own || next.possessive && self.after(at + 1).is_some() {
            return None;
        }
        let who = Who::Named(self.key(at, at + 1));
        self.push(at, at + 1, who, How::Name, kind, "name tied by a hyphen", Certainty::Guess);
        Some(at + 2)
    }

    /// In a note, a title between quotation marks and the name of what it appeared in: "‘The Long Wait’, Suva Papers 4 (2023)"; elsewhere,
    /// one that begins as titles do: “The Limits to Growth”.
    pub(super) fn work(&mut self, at: usize) -> Option<usize> {
        const MOST: usize = 20;
        let token = self.token(at).filter(|token| token.is_capital())?;
        // in running text, where a capital after the quotation mark says nothing, only what begins as titles do
        let begins = matches!(self.word(at), "A" | "An" | "How" | "The" | "Toward" | "Towards" | "What" | "Why");
        if !self.strict && !begins {
            return None;
        }
        let opens = self.text.get(..token.span.start).is_some_and(|before| before.ends_with(['‘', '“', '"', '«']));
        let closes = |at: &usize| {
            let rest = self.token(*at).and_then(|token| self.text.get(token.full_end..)).unwrap_or_default();
            rest.trim_start_matches([',', '.']).starts_with(['’', '”', '"', '»'])
        };
        let last = (at..at + MOST).find(|at| closes(at)).filter(|&last| opens && last > at)?;
        // a title and no words that were said: nearly all its long words have capitals
        let long = || (at..=last).filter_map(|at| self.token(at)).filter(|token| token.span.len() > 3);
        let (all, capital) = (long().count(), long().filter(|token| token.is_capital() || token.shape == Shape::Digit).count());
        let is_title = all > 0 && capital * 4 >= all * 3;
        let is_known = [at, at + 1].iter().any(|at| self.hits.get(at).is_some_and(|hit| hit.last == last));
        if !self.strict && (!is_title || capital < 2 || is_known) {
            return None;
        }
        // or where it appeared comes next
        if !is_title && !self.token(last + 1).is_some_and(Token::is_capital) {
            return None;
        }
        let who = Who::Named(self.key(at, last));
        self.push(at, last, who, How::Name, EntityKind::Document, "title of a work", Certainty::Rule);
        let appeared = if self.strict { self.appeared(last + 1) } else { None };
        Some(appeared.unwrap_or(last + 1))
    }

    /// The name of a journal or series from a token on, up to its volume or year; gives the token after it.
    fn appeared(&mut self, first: usize) -> Option<usize> {
        const MOST: usize = 9;
        let is_word = |at: usize| {
            let token = self.token(at)?;
            let is_small = matches!(self.word(at), "of" | "on" | "for" | "and" | "in" | "the" | "&");
            let goes_on = at == first || token.gap == Gap::Space;
            (goes_on && (token.is_capital() || is_small && at > first) && !matches!(self.word(at), "Vol" | "No" | "Issue"))
                .then_some(())
        };
        let end = (first..first + MOST).find(|&at| is_word(at).is_none())?;
        // a volume, or a place and a year in brackets, or a date
        let next = self.token(end)?;
        let is_closed =
            next.shape == Shape::Digit || next.gap == Gap::Open || matches!(self.word(end), "Vol" | "vol" | "No" | "no");
        let last =
            end.checked_sub(1).filter(|&last| last >= first && is_closed && self.token(last).is_some_and(Token::is_capital))?;
        // a place of publication alone is none
        // nor is a series that bears no name: "Policy Note 7"
        let is_known = self.hits.get(&first).is_some_and(|hit| hit.last == last);
        let is_plain = last > first && (first..=last).all(|at| self.is_ordinary(at)) && last < first + 2;
        if is_known || is_plain || crate::text::month(self.word(last)).is_some() {
            return None;
        }
        let who = Who::Named(self.key(first, last));
        self.push(first, last, who, How::Name, EntityKind::Document, "where a work appeared", Certainty::Guess);
        Some(end)
    }

    /// A resolution by its number, its word in small letters: "resolution 2227".
    pub(super) fn resolution(&mut self, at: usize) -> Option<usize> {
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
    pub(super) fn vessel(&mut self, at: usize) -> Option<usize> {
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
    pub(super) fn numbered_unit(&mut self, at: usize) -> Option<usize> {
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
            if head || token.is_capital() && self.word(last).eq_ignore_ascii_case("army") {
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
    pub(super) fn small_phrase(&mut self, at: usize) -> Option<usize> {
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
        let small = alias.1.is_small;
        if self.token(at)?.is_capital() && !(small && self.token(at)?.first) || alias.1.article {
            return None;
        }
        let (first, _) = self.mention_of(&hit, alias.1);
        let (who, how, kind, certainty) = self.who(alias.1);
        self.push(first, hit.last, who, how, kind, "known name", certainty);
        Some(hit.last + 1)
    }
}
