//! What a reader has searched for, and which searches are to be kept: as text on the reader's machine.

use super::route::Route;

/// The most searches that are remembered of themselves.
const MOST_LATELY: usize = 12;

/// The searches of one paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searches {
    /// Kept by the reader: addresses, with filter and order; the latest first.
    pub kept: Vec<String>,
    /// Asked lately: queries as typed, the latest first.
    pub lately: Vec<String>,
    /// Lines of another version, as they came.
    other: Vec<String>,
}

/// What becomes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A query was asked and answered.
    Asked(String),
    /// The search of an address is kept, or no longer.
    Keep(String),
    /// What was asked lately is forgotten.
    Forget,
}

impl Searches {
    /// Reads what [`Searches::to_text`] has written; what it does not know is handed on.
    pub fn read(text: &str) -> Self {
        let mut searches = Self::default();
        for line in text.lines().filter(|line| !line.is_empty()) {
            match line.split_at_checked(2) {
                Some(("+ ", hash)) => searches.kept.push(hash.to_owned()),
                Some(("- ", query)) => searches.lately.push(query.to_owned()),
                _ => searches.other.push(line.to_owned()),
            }
        }
        searches
    }

    /// As text, one a line: `+` and an address, `-` and a query.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let kept = self.kept.iter().map(|hash| ("+ ", hash));
        let lately = self.lately.iter().map(|query| ("- ", query));
        for (mark, text) in kept.chain(lately).chain(self.other.iter().map(|line| ("", line))) {
            out.push_str(mark);
            out.push_str(text);
            out.push('\n');
        }
        out
    }

    /// The same after a change.
    #[must_use]
    pub fn after(mut self, change: &Change) -> Self {
        match change {
            Change::Asked(query) => {
                let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
                if query.is_empty() {
                    return self;
                }
                // what was typed on the way to it is no search of its own
                if self.lately.first().is_some_and(|last| query.starts_with(last.as_str()) || last.starts_with(&query)) {
                    self.lately.remove(0);
                }
                self.lately.retain(|other| *other != query);
                self.lately.insert(0, query);
                self.lately.truncate(MOST_LATELY);
            }
            Change::Keep(hash) if self.kept.contains(hash) => self.kept.retain(|other| other != hash),
            Change::Keep(hash) => self.kept.insert(0, hash.clone()),
            Change::Forget => self.lately.clear(),
        }
        self
    }

    /// Whether the search of an address is kept.
    pub fn keeps(&self, hash: &str) -> bool {
        self.kept.iter().any(|kept| kept == hash)
    }
}

/// The address under which the search of a screen is kept: query, filter and order, but neither place nor hit.
pub fn address(route: &Route) -> String {
    let mut route = route.at(None);
    (route.hit, route.item) = (None, None);
    route.to_string()
}

/// A kept search in words: its query, and its filter.
pub fn said(hash: &str) -> String {
    let route = Route::parse(hash);
    let mut parts = vec![route.query.trim().to_owned()];
    parts.extend(route.themes.iter().chain(&route.sections).cloned());
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { hash.to_owned() } else { parts.join(" · ") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn after(changes: &[Change]) -> Searches {
        changes.iter().fold(Searches::default(), |searches, change| searches.after(change))
    }

    #[test]
    fn what_was_asked() {
        let asked = |queries: &[&str]| {
            let changes: Vec<Change> = queries.iter().map(|query| Change::Asked((*query).to_owned())).collect();
            after(&changes).lately.join(", ")
        };
        assert_eq!(asked(&["gas", "oil", "gas"]), "gas, oil");
        assert_eq!(asked(&["ga", "gas pi", "gas pipelines", "gas"]), "gas");
        assert_eq!(asked(&["oil", " gas \n pipes ", ""]), "gas pipes, oil");
        let many: Vec<String> = (10..40).map(|number| number.to_string()).collect();
        assert_eq!(after(&many.iter().cloned().map(Change::Asked).collect::<Vec<_>>()).lately.len(), MOST_LATELY);
        assert!(after(&[Change::Asked("gas".to_owned()), Change::Forget]).lately.is_empty());
    }

    #[test]
    fn what_is_kept() {
        let hash = address(&Route::parse("#b3?q=gas&theme=energy&hit=2"));
        assert_eq!(hash, "#?q=gas&theme=energy");
        let kept = after(&[Change::Keep(hash.clone()), Change::Keep("#?q=oil".to_owned())]);
        assert!(kept.keeps(&hash) && !kept.clone().after(&Change::Keep(hash.clone())).keeps(&hash));
        assert_eq!(kept.kept.iter().map(|hash| said(hash)).collect::<Vec<_>>(), ["oil", "gas · energy"]);
    }

    proptest! {
        #[test]
        fn written_and_read(text in "([+-] \\PC{0,20}\n|\\PC{0,20}\n){0,6}") {
            let read = Searches::read(&text);
            prop_assert_eq!(Searches::read(&read.to_text()), read);
        }
    }
}
