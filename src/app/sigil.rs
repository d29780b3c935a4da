//! A theme's two letters over its weave.

use lectern::extract::themes::{Theme, Weave};

use super::tag::{Tag, tag};

/// The classes of a theme's ink and weave.
pub fn ink(theme: &Theme) -> String {
    let weave = match theme.weave {
        Weave::Plain => " weave-a",
        Weave::Broken => " weave-b",
    };
    ["ink-", &theme.ink, weave].concat()
}

/// The sigil; decorative, since the name stands beside it or is said otherwise.
pub fn sigil(theme: &Theme) -> Tag {
    tag("span").has("class", &["sigil ", &ink(theme)].concat()).is("aria-hidden", "true").text(&theme.siglum)
}

/// How strong a theme is in a passage, as a bar of five parts.
pub fn meter(theme: &Theme, strength: u8) -> Tag {
    let bed = tag("rect").class("meter-bed").is("width", "30").is("height", "6");
    let bar = tag("rect").class("meter-bar").number("width", usize::from(strength) * 6).is("height", "6");
    let said = [&theme.name, ", strength ", &strength.to_string(), " of 5"].concat();
    tag("span")
        .has("class", &["meter ", &ink(theme)].concat())
        .add(tag("svg").is("viewBox", "0 0 30 6").is("aria-hidden", "true").add(bed).add(bar))
        .add(tag("span").class("visually-hidden").text(&said))
}
