//! Ticks beside the scrollbar: where hits and the active themes stand in the document. For the pointer only.

use lectern::corpus::Corpus;
use lectern::view::screen::Screen;

use super::sigil::ink;
use super::tag::{Tag, tag};

/// Height of the drawing, in its own units; the least height of a tick in them.
const HEIGHT: f64 = 1000.0;
const LEAST: f64 = 6.0;

/// `shares` says of each block where it stands: top and height, as shares of the whole document's height.
pub fn ticks(corpus: &Corpus, screen: &Screen, shares: &[(f64, f64)]) -> Option<Tag> {
    if screen.hits.is_empty() && screen.filter.themes.is_empty() {
        return None;
    }
    let share = |at: usize| shares.get(at).copied().filter(|(_, height)| *height > 0.0);
    let mut picture = tag("svg").has("viewBox", &["0 0 14 ", &whole(HEIGHT)].concat()).is("preserveAspectRatio", "none");
    for (x, id) in ["1", "7"].into_iter().zip(&screen.filter.themes) {
        let Some(theme) = corpus.themes.by_id(id.as_str()) else { continue };
        let mut bars = tag("g").has("class", &ink(theme));
        for at in 0..shares.len() {
            let carries = corpus.themes_of(at).iter().any(|carried| carried.theme == *id);
            if let Some((top, height)) = share(at).filter(|_| carries) {
                bars = bars.add(tick("tick-theme", x, "5", top * HEIGHT, (height * HEIGHT).max(LEAST)));
            }
        }
        picture = picture.add(bars);
    }
    let mut last = -LEAST;
    for (at, hit) in screen.hits.iter().enumerate() {
        let Some((place, block)) = corpus.position(hit.block).and_then(|place| Some((place, corpus.block(place)?))) else {
            continue;
        };
        if let Some((top, height)) = share(place) {
            let y = (top + height * hit.span.start as f64 / block.text.len().max(1) as f64) * HEIGHT;
            let is_current = screen.current == Some(at);
            // one that would lie on the one before, for the greater part, is not drawn
            if y - last < LEAST / 2.0 && !is_current {
                continue;
            }
            last = y;
            let class = if is_current { "tick-now" } else { "tick-hit" };
            let go = tag("g").is("data-do", "hit").number("data-with", at + 1);
            picture = picture.add(go.add(tick(class, "1", "12", y, LEAST)));
        }
    }
    Some(tag("div").class("ticks").is("aria-hidden", "true").add(picture))
}

/// A number in whole units.
fn whole(number: f64) -> String {
    (number.round() as i32).to_string()
}

fn tick(class: &'static str, x: &'static str, width: &'static str, y: f64, height: f64) -> Tag {
    tag("rect").class(class).is("x", x).is("width", width).has("y", &whole(y)).has("height", &whole(height))
}
