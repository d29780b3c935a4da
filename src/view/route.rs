//! Addresses: `#` PLACE `?` key=value `&` …, both parts optional.
//!
//! Parsing never fails: a key that is not known is kept, a bad value is dropped. Printing is its inverse: what is printed parses
//! back to the same route. Values are percent-encoded; in lists the comma separates.

use std::fmt;

use crate::document::{BlockId, SectionId};
use crate::tables::Direction;

/// What an address names, and how it is to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Where to stand.
    pub place: Option<Place>,
    /// The query as typed.
    pub query: String,
    /// Ids of the themes to filter by.
    pub themes: Vec<String>,
    /// Sections to filter by.
    pub sections: Vec<String>,
    /// Actors to filter by.
    pub actors: Vec<String>,
    /// Kinds of content to filter by.
    pub kinds: Vec<String>,
    /// Whether a passage must carry one of the themes or all of them.
    pub carry: Carry,
    /// What becomes of passages that the filter leaves out.
    pub mode: Mode,
    /// The order of results.
    pub sort: Sort,
    /// The column by which a view's rows are sorted, a `-` in front for the greatest first; empty for the view's own order.
    pub column: String,
    /// The words that a view's rows must have.
    pub rows: String,
    /// Words to either side of a hit in the concordance.
    pub context: Option<usize>,
    /// What the search would add to the query, and the reader took away.
    pub without: Vec<String>,
    /// The current hit, from 1 in reading order.
    pub hit: Option<usize>,
    /// The entry of a view that is open.
    pub item: Option<String>,
    /// Keys that this version does not know, as they came.
    pub other: Vec<(String, String)>,
}

/// The first part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `b12`
    Block(BlockId),
    /// `s3`
    Section(SectionId),
    /// `p7`, a printed page
    Page(u32),
    /// `n18`, the marker of a note
    Note(u32),
    /// A view other than the paper.
    View(View),
    /// Anything else: kept, so that the page can say what it did not find.
    Unknown(String),
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that stands for it in an address.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The one that `word` names.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.as_str() == word)
            }
        }
    };
}

words! {
    /// A view other than the paper itself.
    View {
        /// Every figure.
        Figures = "figures",
        /// Every date.
        Dates = "dates",
        /// People, organisations, states.
        Actors = "actors",
        /// Places.
        Places = "places",
        /// Acronyms.
        Acronyms = "acronyms",
        /// Recommendations.
        Recommendations = "recommendations",
        /// Forecasts.
        Forecasts = "forecasts",
        /// Who does what to whom.
        Relations = "relations",
        /// Sums that can be checked.
        Sums = "sums",
        /// The ledger of repairs.
        Repairs = "repairs",
        /// Highlights and notes of the reader.
        Notes = "notes",
        /// The concordance.
        Concordance = "concordance",
        /// The timeline.
        Timeline = "timeline",
        /// The map.
        Map = "map",
        /// The network of actors.
        Network = "network",
        /// About the paper and the page.
        About = "about",
    }
}

words! {
    /// What becomes of passages that the filter leaves out.
    #[derive(Default)]
    Mode {
        /// They stay; matches are marked.
        #[default]
        Mark = "mark",
        /// They are dimmed.
        Dim = "dim",
        /// They are folded, and counted.
        Fold = "fold",
    }
}

words! {
    /// Whether a passage must carry one of the themes or all of them.
    #[derive(Default)]
    Carry {
        /// One of them is enough.
        #[default]
        Either = "either",
        /// All of them.
        Both = "both",
    }
}

words! {
    /// The order of results.
    #[derive(Default)]
    Sort {
        /// As they stand in the paper.
        #[default]
        Reading = "reading",
        /// The best first.
        Best = "best",
    }
}

/// Words of context that a concordance shows at most.
pub const MOST_CONTEXT: usize = 40;

impl Route {
    /// Reads the part of an address behind (or with) its `#`. Never fails.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (place, pairs) = hash.split_once('?').unwrap_or((hash, ""));
        let mut route = Self { place: Place::parse(place), ..Self::default() };
        for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            route.set(key, value);
        }
        route
    }

    fn set(&mut self, key: &str, value: &str) {
        let key = decode(key);
        match key.as_str() {
            "q" => self.query = decode(value),
            "theme" => self.themes = list(value),
            "section" => self.sections = list(value),
            "actor" => self.actors = list(value),
            "kind" => self.kinds = list(value),
            "carry" => self.carry = Carry::from_word(value).unwrap_or_default(),
            "mode" => self.mode = Mode::from_word(value).unwrap_or_default(),
            "sort" => match Sort::from_word(value) {
                Some(sort) => self.sort = sort,
                None => self.column = decode(value),
            },
            "rows" => self.rows = decode(value),
            "context" => self.context = value.parse().ok().filter(|words| (1..=MOST_CONTEXT).contains(words)),
            "without" => self.without = list(value),
            "hit" => self.hit = value.parse().ok().filter(|hit| *hit > 0),
            "item" => self.item = Some(decode(value)).filter(|item| !item.is_empty()),
            _ => self.other.push((key, decode(value))),
        }
    }

    /// The same search and filter, at another place. How a view's rows were chosen and ordered stays with the view, and so does the kind: of
    /// passages in the paper, of rows in a view.
    #[must_use]
    pub fn at(&self, place: Option<Place>) -> Self {
        let mut route = Self { place, item: None, column: String::new(), rows: String::new(), context: None, ..self.clone() };
        if !self.shows_paper() || !route.shows_paper() {
            route.kinds.clear();
        }
        route
    }

    /// The address as a link's target: the top of the page where there is nothing to say.
    pub fn href(&self) -> String {
        let hash = self.to_string();
        if hash.is_empty() { "#".to_owned() } else { hash }
    }

    /// Whether it names no more than a place in the paper: what it shows is the page as it was rendered ahead of time.
    pub fn is_plain(&self) -> bool {
        self.shows_paper() && *self == Self { place: self.place.clone(), ..Self::default() }
    }

    /// Whether the paper itself is shown, not one of the other views.
    pub fn shows_paper(&self) -> bool {
        !matches!(self.place, Some(Place::View(_)))
    }

    /// The column by which a view's rows are sorted, and how.
    pub fn order(&self) -> (&str, Direction) {
        match self.column.strip_prefix('-') {
            Some(column) => (column, Direction::Descending),
            None => (&self.column, Direction::Ascending),
        }
    }
}

/// The address with its `#`; empty where there is nothing to say.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pairs = Vec::new();
        let mut put = |key: &str, value: String| {
            if !value.is_empty() {
                pairs.push(format!("{key}={value}"));
            }
        };
        put("q", encode(&self.query));
        put("theme", encode_list(&self.themes));
        put("section", encode_list(&self.sections));
        put("actor", encode_list(&self.actors));
        put("kind", encode_list(&self.kinds));
        put("carry", unless_default(self.carry, Carry::as_str));
        put("mode", unless_default(self.mode, Mode::as_str));
        put("sort", unless_default(self.sort, Sort::as_str));
        put("sort", encode(&self.column));
        put("rows", encode(&self.rows));
        put("context", self.context.map(|words| words.to_string()).unwrap_or_default());
        put("without", encode_list(&self.without));
        put("hit", self.hit.map(|hit| hit.to_string()).unwrap_or_default());
        put("item", self.item.as_deref().map(encode).unwrap_or_default());
        pairs.extend(self.other.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))));
        match (&self.place, pairs.is_empty()) {
            (None, true) => Ok(()),
            (None, false) => write!(f, "#?{}", pairs.join("&")),
            (Some(place), true) => write!(f, "#{place}"),
            (Some(place), false) => write!(f, "#{place}?{}", pairs.join("&")),
        }
    }
}

impl Place {
    /// Reads a place; none for the empty word.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix('/').unwrap_or(word);
        if word.is_empty() {
            return None;
        }
        let number =
            |prefix: char| word.strip_prefix(prefix).filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok();
        let place = None
            .or_else(|| number('b').map(|n| Self::Block(BlockId(n))))
            .or_else(|| number('s').map(|n| Self::Section(SectionId(n))))
            .or_else(|| number('p').map(Self::Page))
            .or_else(|| number('n').map(Self::Note))
            .or_else(|| View::from_word(word).map(Self::View));
        Some(place.unwrap_or_else(|| Self::Unknown(word.to_owned())))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Block(id) => write!(f, "{id}"),
            Self::Section(id) => write!(f, "{id}"),
            Self::Page(number) => write!(f, "p{number}"),
            Self::Note(number) => write!(f, "n{number}"),
            Self::View(view) => f.write_str(view.as_str()),
            Self::Unknown(word) if word.starts_with('/') => write!(f, "/{word}"),
            Self::Unknown(word) => f.write_str(word),
        }
    }
}

fn unless_default<T: Default + PartialEq>(value: T, print: impl Fn(T) -> &'static str) -> String {
    if value == T::default() { String::new() } else { print(value).to_owned() }
}

fn list(value: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for item in value.split(',').map(decode).filter(|item| !item.is_empty()) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items
}

fn encode_list(items: &[String]) -> String {
    items.iter().map(|item| encode(item)).collect::<Vec<_>>().join(",")
}

/// Percent-encodes all but letters, digits and a few signs that no part of an address gives a meaning to.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'*' | b':' | b'/' | b'(' | b')' => {
                out.push(char::from(byte))
            }
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.push(DIGITS.get(usize::from(half)).copied().map_or('0', char::from));
                }
            }
        }
    }
    out
}

/// The inverse of [`encode`]; `+` is a blank, and a broken escape stands for itself.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hex(*high) << 4 | hex(*low));
                rest = after;
            }
            _ => bytes.push(first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Parses, prints, and parses again: the print is the normal form of the address.
    fn check(hash: &str, normal: &str) {
        let route = Route::parse(hash);
        assert_eq!(route.to_string(), normal, "{hash}");
        assert_eq!(Route::parse(normal), route, "{hash}");
    }

    #[test]
    fn addresses_and_their_normal_form() {
        check("", "");
        check("#", "");
        check("#b12", "#b12");
        check("#/b12", "#b12");
        check("#s3?q=gas", "#s3?q=gas");
        check("#p7", "#p7");
        check("#figures?item=f3", "#figures?item=f3");
        check("#?q=gas+pipelines&theme=energy,china&mode=fold", "#?q=gas%20pipelines&theme=energy,china&mode=fold");
        check("#b3?mode=mark&sort=reading&carry=either", "#b3");
        check("#?mode=upside-down&hit=0&hit=x", "");
        check("#?q=%22oil%20gas%22~5", "#?q=%22oil%20gas%22~5");
        check("#figures?sort=-low&rows=gas&kind=money", "#figures?kind=money&sort=-low&rows=gas");
        check("#concordance?q=gas&sort=r1.l2&context=12", "#concordance?q=gas&sort=r1.l2&context=12");
        check("#concordance?context=0&context=1000", "#concordance");
        check("#?q=100%25+%zz%e9", "#?q=100%25%20%25zz%EF%BF%BD");
        check("#?new=1&q=a&old", "#?q=a&new=1&old=");
        check("#?%71=gas&%6Eew=1", "#?q=gas&new=1");
        check("#?theme=energy,,energy,", "#?theme=energy");
        check("#?theme=a%2Cb", "#?theme=a%2Cb");
        check("#?q=gas&without=hydrocarbon,,oil", "#?q=gas&without=hydrocarbon,oil");
        check("#nowhere?q=a", "#nowhere?q=a");
        check("#b99999999999", "#b99999999999");
        check("#b+1", "#b+1");
    }

    #[test]
    fn plain_addresses() {
        for (hash, is_plain) in [
            ("", true),
            ("#", true),
            ("#b3", true),
            ("#p7?", true),
            ("#about", false),
            ("#?q=gas", false),
            ("#b3?theme=energy", false),
        ] {
            assert_eq!(Route::parse(hash).is_plain(), is_plain, "{hash}");
        }
    }

    #[test]
    fn a_place_that_is_not_known_is_kept_to_be_named() {
        assert_eq!(Route::parse("#introduction").place, Some(Place::Unknown("introduction".to_owned())));
    }

    fn word() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z]{1,8}", "\\PC{1,12}"]
    }

    prop_compose! {
        fn route()(
            place in prop_oneof![
                Just(None),
                any::<u32>().prop_map(|n| Some(Place::Block(BlockId(n)))),
                any::<u32>().prop_map(|n| Some(Place::Section(SectionId(n)))),
                any::<u32>().prop_map(|n| Some(Place::Page(n))),
                prop::sample::select(View::ALL).prop_map(|view| Some(Place::View(view))),
            ],
            query in "\\PC{0,40}",
            themes in prop::collection::hash_set(word(), 0..4),
            carry in prop::sample::select(Carry::ALL),
            mode in prop::sample::select(Mode::ALL),
            sort in prop::sample::select(Sort::ALL),
            without in prop::collection::hash_set(word(), 0..3),
            column in "(-?col[a-z]{0,6})?",
            rows in "\\PC{0,12}",
            context in prop::option::of(1..=MOST_CONTEXT),
            hit in prop::option::of(1..10_000_usize),
            item in prop::option::of(word()),
            other in prop::collection::vec(("x[a-z]{0,6}", "\\PC{0,12}"), 0..3),
        ) -> Route {
            let (themes, without) = (themes.into_iter().collect(), without.into_iter().collect());
            Route { place, query, themes, carry, mode, sort, column, rows, context, without, hit, item, other, ..Route::default() }
        }
    }

    proptest! {
        #[test]
        fn printing_is_the_inverse_of_parsing(route in route()) {
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }

        #[test]
        fn any_text_is_an_address(text in "\\PC*") {
            let route = Route::parse(&text);
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }

        #[test]
        fn any_address_like_text_is_an_address(text in "#?[bspn/]?[0-9]{0,3}\\??([a-z]{1,6}=?[a-z%+,&=0-9#?]{0,8}&?){0,5}") {
            let route = Route::parse(&text);
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }
    }
}
