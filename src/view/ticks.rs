//! Ticks beside the scrollbar: where hits and the active themes stand in the document, and where a click on them leads.

use super::screen::Screen;
use crate::corpus::Corpus;
use crate::document::BlockId;
use crate::extract::themes::ThemeId;

/// The height of the whole bar, in the units of a tick's place.
pub const HEIGHT: f64 = 1000.0;
/// The least height of a tick, in the same.
pub const LEAST: f64 = 6.0;

/// Where a block stands in the document: top and height, as shares of the document's height; none of what is not shown.
pub type Share = (f64, f64);

/// Where a tick leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To a hit (from 1 in reading order).
    Hit(usize),
    /// To a passage that carries an active theme.
    Passage(BlockId),
}

/// One tick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// Its upper edge.
    pub top: f64,
    /// Its height.
    pub height: f64,
    /// Where it leads.
    pub leads: Leads,
}

/// The ticks of all hits, in reading order.
pub fn of_hits(corpus: &Corpus, screen: &Screen, shares: &[Share]) -> Vec<Tick> {
    let tick = |(at, hit): (usize, &super::results::HitPlace)| {
        let place = corpus.position(hit.block)?;
        let (top, height) = share(shares, place)?;
        let within = hit.span.start as f64 / corpus.block(place)?.text.len().max(1) as f64;
        Some(Tick { top: (top + height * within) * HEIGHT, height: LEAST, leads: Leads::Hit(at + 1) })
    };
    screen.hits.iter().enumerate().filter_map(tick).collect()
}

/// The ticks of the passages that carry a theme.
pub fn of_theme(corpus: &Corpus, theme: ThemeId, shares: &[Share]) -> Vec<Tick> {
    let carries = |at: &usize| corpus.themes_of(*at).iter().any(|carried| carried.theme == theme);
    let tick = |at: usize| {
        let (top, height) = share(shares, at)?;
        Some(Tick { top: top * HEIGHT, height: (height * HEIGHT).max(LEAST), leads: Leads::Passage(corpus.block(at)?.id) })
    };
    (0..shares.len()).filter(carries).filter_map(tick).collect()
}

/// Where a click leads at a place of the bar, as a share of its height: to the nearest tick. Of ticks that lie over one another, a hit.
pub fn at(corpus: &Corpus, screen: &Screen, shares: &[Share], place: f64) -> Option<Leads> {
    let mut ticks = of_hits(corpus, screen, shares);
    for theme in &screen.filter.themes {
        ticks.extend(of_theme(corpus, *theme, shares));
    }
    let away = |tick: &Tick| {
        let place = place * HEIGHT;
        (tick.top - place).max(place - tick.top - tick.height).max(0.0)
    };
    ticks.iter().min_by(|a, b| away(a).total_cmp(&away(b))).map(|tick| tick.leads)
}

/// Those that can be told apart: one that would lie on the one before, for the greater part, is left out.
pub fn apart(ticks: &[Tick]) -> Vec<Tick> {
    let mut apart: Vec<Tick> = Vec::new();
    for tick in ticks {
        if apart.last().is_none_or(|last| tick.top - last.top >= LEAST / 2.0) {
            apart.push(*tick);
        }
    }
    apart
}

fn share(shares: &[Share], at: usize) -> Option<Share> {
    shares.get(at).copied().filter(|(_, height)| *height > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;
    use crate::extract::themes::Themes;
    use crate::search::regular::Expressions;
    use crate::view::route::Route;

    fn corpus() -> Corpus {
        Corpus::new(
            "# One\n\nGas here.\n\nNothing there.\n\nGas again, and gas.\n",
            Metadata::default(),
            Themes::bundled().clone(),
        )
    }

    #[test]
    fn a_click_leads_to_the_nearest_hit() {
        let corpus = corpus();
        let screen = Screen::new(&corpus, &Route::parse("#?q=gas"), &[], &Expressions::default());
        let blocks = corpus.document.blocks.len();
        let shares: Vec<Share> = (0..blocks).map(|at| (at as f64 / blocks as f64, 1.0 / blocks as f64)).collect();
        assert_eq!(screen.hits.len(), 3);
        for (place, hit) in [(0.0, 1), (0.3, 1), (0.99, 3), (1.0, 3)] {
            assert_eq!(at(&corpus, &screen, &shares, place), Some(Leads::Hit(hit)), "{place}");
        }
        assert_eq!(at(&corpus, &screen, &[], 0.5), None, "nothing stands anywhere yet");
    }

    #[test]
    fn what_would_lie_on_another_is_left_out() {
        let tick = |top| Tick { top, height: LEAST, leads: Leads::Hit(1) };
        let tops = |ticks: &[Tick]| ticks.iter().map(|tick| tick.top).collect::<Vec<_>>();
        assert_eq!(tops(&apart(&[tick(0.0), tick(1.0), tick(4.0), tick(6.0), tick(7.0)])), [0.0, 4.0, 7.0]);
    }
}
