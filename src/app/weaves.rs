//! The patterns of broken weaves, for bars in pictures.

use super::tag::{Tag, tag};

const INKS: [&str; 8] = ["blue", "teal", "green", "ochre", "umber", "plum", "slate", "ink"];

/// The definitions, referred to by the style sheet as `url("#weave-…")`.
pub fn weaves() -> Tag {
    let mut patterns = tag("defs");
    for ink in INKS {
        let line = tag("rect").class("weave-line").is("width", "2.2").is("height", "4");
        let pattern = tag("pattern")
            .has("id", &["weave-", ink].concat())
            .has("class", &["ink-", ink].concat())
            .is("width", "4")
            .is("height", "4")
            .is("patternUnits", "userSpaceOnUse")
            .is("patternTransform", "rotate(45)");
        patterns = patterns.add(pattern.add(line));
    }
    tag("svg").class("defs").is("aria-hidden", "true").is("width", "0").is("height", "0").add(patterns)
}
