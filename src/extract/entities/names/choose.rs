//! Which of the things that bear a known name is meant.

use super::*;

impl<'a> Finder<'a> {
    /// First and last token of a hit, its article left out.
    pub(super) fn mention_of(&self, hit: &Hit, alias: &Alias) -> (usize, usize) {
        (if alias.article { hit.first + 1 } else { hit.first }, hit.last)
    }

    pub(super) fn who(&self, alias: &Alias) -> (Who, How, EntityKind, Certainty) {
        let kind = self.gazetteer.entry_at(alias.entry).map_or(EntityKind::Other, |entry| entry.kind);
        match alias.usage {
            Use::People => (Who::People(alias.entry), How::People, EntityKind::People, Certainty::Exact),
            Use::Metonym => (Who::Known(alias.entry), How::Metonym, kind, Certainty::Rule),
            Use::Acronym => (Who::Known(alias.entry), How::Acronym, kind, Certainty::Exact),
            Use::Name => (Who::Known(alias.entry), How::Name, kind, Certainty::Exact),
            Use::Alias | Use::Adjective => (Who::Known(alias.entry), How::Alias, kind, Certainty::Exact),
        }
    }

    pub(super) fn kind_of_hit(&self, hit: &Hit) -> Option<EntityKind> {
        let alias = self.gazetteer.alias(*hit.aliases.first()?)?;
        self.gazetteer.entry_at(alias.entry).map(|entry| entry.kind)
    }

    /// The name that a hit is, of those that it may be.
    pub(super) fn choose(&self, hit: &Hit) -> Option<(usize, &'a Alias)> {
        let mut all: Vec<(usize, &Alias)> =
            hit.aliases.iter().filter_map(|&index| self.gazetteer.alias(index).map(|alias| (index, alias))).collect();
        let of_region =
            |alias: &Alias| self.gazetteer.entry_at(alias.entry).is_some_and(|entry| entry.kind == EntityKind::Region);
        let region = all.iter().find(|(_, alias)| of_region(alias)).copied();
        if region.is_some() && self.among_regions(hit.first) {
            return region;
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
    pub(super) fn among_regions(&self, at: usize) -> bool {
        let listed = self.token(at).is_some_and(|token| token.gap == Gap::Comma) || matches!(self.before(at), "and" | "or");
        if listed && self.region.is_some_and(|region| region < at && region + 2 >= at) {
            return true;
        }
        let of = at.checked_sub(1).filter(|&of| self.word(of) == "of");
        let noun = of.and_then(|of| of.checked_sub(1)).map(|noun| self.word(noun)).unwrap_or_default();
        matches!(noun, "region" | "regions" | "province" | "provinces" | "oblasts" | "oblast" | "governorate" | "governorates")
    }

    /// Whether a hit is what it seems: not an ordinary word that begins a sentence.
    pub(super) fn stands(&self, hit: &Hit, alias: &Alias) -> bool {
        let Some(token) = self.token(hit.first) else {
            return false;
        };
        let single = hit.first == hit.last;
        if alias.needs_place && !matches!(self.before(hit.first), "in" | "at" | "near" | "from" | "of" | "around" | "and" | "to")
        {
            return self.after(hit.last).is_some();
        }
        let ordinary =
            || (self.is(hit.first, Class::Common) || self.is_seen_small(hit.first)) && !self.seen.capital.contains(&token.hash);
        !(single && token.first && token.shape == Shape::Title && ordinary())
    }
}
