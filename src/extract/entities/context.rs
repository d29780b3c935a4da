//! Whether a capital's name names the town, or the state that is governed from it.
//!
//! A metonym acts, decides, hopes, has interests, stands beside another ("between Moscow and Tashkent"). The town is one is in, near,
//! on the way to; it has streets and an airport; a country follows it after a comma.

use super::token::{Gap, Shape, Token};

/// Before a town, and seldom before a government.
const PLACE_BEFORE: [&str; 15] = [
    "in",
    "near",
    "at",
    "around",
    "outside",
    "inside",
    "downtown",
    "central",
    "greater",
    "via",
    "across",
    "north",
    "south",
    "throughout",
    "off",
];

/// One moves from and to a town after these.
const MOTION: [&str; 44] = [
    "visit",
    "visits",
    "visited",
    "visiting",
    "trip",
    "trips",
    "travel",
    "travels",
    "travelled",
    "traveled",
    "went",
    "go",
    "gone",
    "going",
    "flew",
    "fly",
    "flight",
    "flights",
    "flown",
    "arrived",
    "arrive",
    "returned",
    "return",
    "moved",
    "moves",
    "move",
    "drove",
    "road",
    "roads",
    "route",
    "railway",
    "line",
    "way",
    "journey",
    "km",
    "kilometres",
    "miles",
    "hours",
    "close",
    "next",
    "relocated",
    "fled",
    "displaced",
    "train",
];

/// What lies or goes between two towns.
fn is_way(word: &str) -> bool {
    const WAYS: [&str; 14] = [
        "bus",
        "buses",
        "cable",
        "corridor",
        "distance",
        "ferries",
        "ferry",
        "halfway",
        "highway",
        "motorway",
        "shuttle",
        "shuttled",
        "somewhere",
        "trains",
    ];
    MOTION.contains(&word) && word != "close" && word != "next" || WAYS.contains(&word)
}

/// One reaches a town, not a government.
const REACHED: [&str; 14] = [
    "visited", "visit", "visiting", "visits", "left", "leaving", "reached", "entered", "captured", "attacked", "bombed",
    "shelled", "besieged", "seized",
];

/// Journeys that may be told of some words before their goal.
const VISITS: [&str; 8] = ["visit", "visits", "trip", "trips", "visited", "travelled", "traveled", "flew"];

/// What a town has.
const PLACE_OF: [&str; 39] = [
    "way",
    "border",
    "crossing",
    "city",
    "town",
    "capital",
    "outskirts",
    "suburbs",
    "suburb",
    "streets",
    "mayor",
    "population",
    "centre",
    "center",
    "district",
    "districts",
    "north",
    "south",
    "east",
    "west",
    "university",
    "port",
    "bishop",
    "inhabitants",
    "residents",
    "ports",
    "harbour",
    "harbours",
    "airport",
    "airports",
    "cities",
    "towns",
    "village",
    "villages",
    "coast",
    "mouth",
    "northwest",
    "northeast",
    "mayors",
];

/// Whether a town follows "of" after this word.
pub(super) fn is_had_by_a_town(word: &str) -> bool {
    PLACE_OF.contains(&word)
}

/// Nouns after a town's name.
const PLACE_AFTER: [&str; 22] = [
    "airport",
    "street",
    "streets",
    "summit",
    "conference",
    "region",
    "area",
    "office",
    "metro",
    "suburb",
    "suburbs",
    "based",
    "meeting",
    "university",
    "port",
    "city",
    "residents",
    "born",
    "and-born",
    "hotel",
    "declaration",
    "embassy",
];

/// Whether tokens `first..=last` name a town by what stands around them; `listed` says that the item before it in a list did.
pub(super) fn is_town(text: &str, tokens: &[Token], first: usize, last: usize, listed: bool) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| tokens.get(index));
    let word = |index: Option<usize>| at(index).map(|token| token.span.of(text)).unwrap_or_default();
    let Some(token) = tokens.get(first) else {
        return false;
    };
    if tokens.get(last).is_some_and(|token| token.possessive) {
        return false;
    }
    let spaced = token.gap == Gap::Space;
    let before = if spaced { word(first.checked_sub(1)) } else { "" };
    if PLACE_BEFORE.contains(&before) || REACHED.contains(&before) {
        return true;
    }
    if before == "to" && (2..=9).any(|back| first.checked_sub(back).is_some_and(|at| VISITS.contains(&word(Some(at))))) {
        return true;
    }
    if matches!(before, "to" | "from" | "for" | "of" | "the" | "through" | "towards") {
        let far = word(first.checked_sub(2));
        let farther = word(first.checked_sub(3));
        let list: &[&str] = if before == "of" { &PLACE_OF } else { &MOTION };
        if list.contains(&far) || matches!(before, "to" | "from") && MOTION.contains(&farther) {
            return true;
        }
    }
    // "the road between Vienna and Budapest", but "relations between Moscow and Beijing"
    if before == "between" && (2..=5).any(|back| first.checked_sub(back).is_some_and(|at| is_way(word(Some(at))))) {
        return true;
    }
    if PLACE_OF.contains(&before) {
        return true;
    }
    if let Some(next) = at(Some(last + 1)) {
        match next.gap {
            Gap::Space | Gap::Hyphen if next.shape == Shape::Lower && PLACE_AFTER.contains(&next.span.of(text)) => return true,
            // "Islamabad, the capital of Pakistan"
            Gap::Comma if matches!(word(Some(last + 2)), "capital" | "city") => return true,
            // "Paris, 12 May", "London, 2004"
            Gap::Comma if next.shape == Shape::Digit => return true,
            Gap::Break if text.get(tokens.get(last).map_or(0, |token| token.full_end)..next.span.start) == Some(": ") => {
                return next.is_capital() && !token.first;
            }
            _ => {}
        }
    }
    let in_list = match token.gap {
        Gap::Comma => true,
        Gap::Space => matches!(before, "and" | "or"),
        _ => false,
    };
    listed && in_list
}
