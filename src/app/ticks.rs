//! Ticks beside the scrollbar: where hits and the active themes stand in the document. For the pointer only.

use lectern::corpus::Corpus;
use lectern::view::action::Action;
use lectern::view::picture::rectangle;
use lectern::view::route::Place;
use lectern::view::screen::Screen;
use lectern::view::ticks::{self, HEIGHT, Leads, Share, Tick};
use web_sys::Event;

use super::browser;
use super::page::Page;
use super::sigil::ink;
use super::tag::{Tag, tag};

/// The class of the bar.
const BAR: &str = "ticks";

/// `shares` says of each block where it stands. All ticks of one sort are one path: a common word has hundreds of hits.
pub fn ticks(corpus: &Corpus, screen: &Screen, shares: &[Share]) -> Option<Tag> {
    if screen.hits.is_empty() && screen.filter.themes.is_empty() {
        return None;
    }
    let mut picture =
        tag("svg").has("viewBox", &["0 0 14 ", &(HEIGHT as usize).to_string()].concat()).is("preserveAspectRatio", "none");
    for (x, id) in [1, 7].into_iter().zip(&screen.filter.themes) {
        let Some(theme) = corpus.themes.by_id(id.as_str()) else { continue };
        let bars = drawn("tick-theme", &ticks::of_theme(corpus, *id, shares), x, 5);
        picture = picture.add(tag("g").has("class", &ink(theme)).add(bars));
    }
    let hits = ticks::of_hits(corpus, screen, shares);
    picture = picture.add(drawn("tick-hit", &ticks::apart(&hits), 1, 12));
    let now: Vec<Tick> =
        screen.current.and_then(|at| hits.into_iter().find(|tick| tick.leads == Leads::Hit(at + 1))).into_iter().collect();
    picture = picture.add(drawn("tick-now", &now, 1, 12));
    Some(tag("div").class(BAR).is("aria-hidden", "true").is("data-do", "tick").add(picture))
}

/// Ticks as one path: rectangles from `x` on, so wide.
fn drawn(class: &'static str, ticks: &[Tick], x: usize, width: usize) -> Tag {
    let mut path = String::new();
    for tick in ticks {
        rectangle(&mut path, x, tick.top.round() as usize, width, tick.height.round() as usize);
    }
    tag("path").class(class).has("d", &path)
}

impl Page {
    /// Goes where a click on the bar leads.
    pub fn go_to_tick(&self, event: &Event) {
        let place = browser::height_within(event, BAR);
        let leads = place.and_then(|place| ticks::at(&self.corpus, &self.screen, &self.moment.shares, place));
        match leads {
            Some(Leads::Hit(hit)) => self.act(Action::Hit(hit)),
            Some(Leads::Passage(block)) => self.act(Action::Jump(Some(Place::Block(block)))),
            None => {}
        }
    }
}
