//! What the page does to the browser after a render: scroll, paint, look, keep.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::tables::{self, Kind, Table};
use lectern::text::Span;
use lectern::view::marks;
use lectern::view::route::{Place, Route};
use lectern::view::screen::Screen;
use lectern::view::settings::Marks;
use yew::prelude::*;

use super::address::{Address, Arrival};
use super::browser;
use super::hooks::use_once;
use super::moment::{Change, Moment};
use super::note_card;
use super::shared::Shared;

/// Where the place of the last visit is kept.
const PLACE_KEY: &str = "lectern.place";

/// Looks what is on the screen, once a frame while the page scrolls or changes; and where the blocks stand, after each change of
/// what is shown, and of the window.
#[hook]
pub fn use_seen(corpus: &Corpus, screen: &Shared<Screen>, moment: &UseReducerHandle<Moment>) {
    let (blocks, sections) = (corpus.document.blocks.len(), corpus.document.sections.len());
    let look = {
        let moment = moment.dispatcher();
        move || {
            let looked = browser::look(blocks, sections);
            browser::mark_here(looked.block);
            moment.dispatch(Change::Seen(looked));
        }
    };
    let measure = {
        let moment = moment.dispatcher();
        move || moment.dispatch(Change::Shares(browser::shares(blocks)))
    };
    use_effect_with(screen.clone(), {
        let (look, measure) = (look.clone(), measure.clone());
        move |_| {
            browser::next_frame(move || {
                look();
                measure();
            });
        }
    });
    let asked = use_mut_ref(|| false);
    let keeping = use_mut_ref(|| None::<Timeout>);
    use_once(Box::new(move || {
        let look: Rc<dyn Fn()> = Rc::new(move || {
            if !asked.replace(true) {
                let (asked, look) = (asked.clone(), look.clone());
                browser::next_frame(move || {
                    asked.replace(false);
                    look();
                });
            }
        });
        let scrolled = look.clone();
        vec![
            browser::on_window("scroll", move |_| {
                scrolled();
                *keeping.borrow_mut() = Some(Timeout::new(200, browser::keep_scroll));
            }),
            browser::on_window("resize", move |_| {
                look();
                measure();
            }),
        ]
    }));
}

/// Reads where the reader stopped last time; and keeps where the reader is now, once it stays the same for a while. `refused` is
/// called where the browser does not keep it.
#[hook]
pub fn use_place(moment: &UseReducerHandle<Moment>, refused: Callback<()>) {
    use_once({
        let moment = moment.dispatcher();
        Box::new(move || {
            let stored = browser::storage_allowed().then(|| browser::stored(PLACE_KEY)).flatten();
            if let Some(Place::Block(block)) = stored.as_deref().and_then(Place::parse) {
                moment.dispatch(Change::Stopped(block));
            }
            Vec::new()
        })
    });
    use_effect_with(moment.seen.block, move |block| {
        let block = block.filter(|block| block.0 > 1);
        let keep = block.map(|block| {
            Timeout::new(1500, move || {
                if browser::store(PLACE_KEY, &block.to_string()).is_err() {
                    refused.emit(());
                }
            })
        });
        move || drop(keep)
    });
}

/// Says that the page is ready, once it stands; gives the browser's tab the paper's title. Hears when a newer version waits.
#[hook]
pub fn use_ready(title: Option<String>, moment: &UseReducerHandle<Moment>) {
    let moment = moment.dispatcher();
    use_once(Box::new(move || {
        if browser::root_mark("update").is_some() {
            moment.dispatch(Change::Update(true));
        }
        if let Some(title) = title {
            browser::set_title(&title);
        }
        browser::mark_ready();
        vec![browser::on_window("lectern:update", move |_| moment.dispatch(Change::Update(true)))]
    }));
}

/// Puts the card of a note beside its marker.
#[hook]
pub fn use_note(note: Option<u32>) {
    use_effect_with(note, |note| {
        if let Some(number) = note {
            browser::put_beside(note_card::ID, &["n", &number.to_string()].concat());
        }
    });
}

/// Scrolls to where the last step leads.
#[hook]
pub fn use_scrolling(address: &Address, screen: &Shared<Screen>, moment: &UseReducerHandle<Moment>) {
    let (route, arrival, screen, moment) = (address.route.clone(), address.scroll, screen.clone(), moment.dispatcher());
    use_effect_with(address.step, move |_| {
        if !route.shows_paper() {
            moment.dispatch(Change::Leave);
        }
        match arrival {
            Arrival::Stay => {}
            Arrival::Height(y) => browser::scroll_to(y),
            Arrival::Hit => show_hit(&screen),
            Arrival::Place => match route.place {
                Some(Place::View(_)) => browser::scroll_to(0.0),
                None if screen.current.is_some() => show_hit(&screen),
                None => browser::scroll_to(0.0),
                Some(place) => browser::show(&place.to_string()),
            },
        }
    });
}

fn show_hit(screen: &Screen) {
    if let Some(hit) = screen.current.and_then(|at| screen.hits.get(at)) {
        if browser::can_paint() {
            browser::show_span(hit.block, hit.span);
        } else {
            browser::show(&hit.block.to_string());
        }
    }
}

/// Paints hits, the current one, and the words that speak of the active themes, over the unchanging text.
#[hook]
pub fn use_painting(corpus: &Shared<Corpus>, screen: &Shared<Screen>) {
    let painted = use_mut_ref(Vec::<String>::new);
    use_effect_with((screen.clone(), corpus.clone()), move |(screen, corpus)| {
        let mut layers: BTreeMap<String, Vec<(BlockId, Span)>> = BTreeMap::new();
        for (at, hit) in screen.hits.iter().enumerate() {
            let layer = if screen.current == Some(at) { "hit-now" } else { "hit" };
            layers.entry(layer.to_owned()).or_default().push((hit.block, hit.span));
        }
        for id in &screen.filter.themes {
            let Some(theme) = corpus.themes.by_id(id.as_str()) else { continue };
            let layer = layers.entry(["theme-", &theme.ink, "-", theme.weave.as_str()].concat()).or_default();
            for (at, block) in corpus.document.blocks.iter().enumerate() {
                let spans =
                    corpus.themes_of(at).iter().filter(|carried| carried.theme == *id).flat_map(|carried| &carried.evidence);
                layer.extend(spans.map(|span| (block.id, *span)));
            }
        }
        for stale in painted.take().iter().filter(|name| !layers.contains_key(*name)) {
            browser::paint(stale, &[]);
        }
        for (name, stretches) in &mut layers {
            stretches.retain(|(_, span)| !span.is_empty());
            for (block, span) in stretches.iter_mut() {
                if let Some(block) = corpus.document.block(*block) {
                    *span = span.in_utf16(&block.text);
                }
            }
            browser::paint(name, stretches);
        }
        painted.replace(layers.into_keys().collect());
    });
}

/// Shows the fact that the address names: lit, and brought to where it can be read.
#[hook]
pub fn use_fact(corpus: &Shared<Corpus>, route: &Route, tables: Option<&Shared<Vec<Table>>>) {
    let shown = (route.item.clone().filter(|_| route.shows_paper()), route.place.clone(), tables.cloned());
    let corpus = corpus.clone();
    use_effect_with(shown, move |(item, place, tables)| {
        let row = item.as_ref().zip(tables.as_ref()).and_then(|(key, tables)| tables::find(tables, key));
        let mut stretches = Vec::new();
        for at in row.iter().flat_map(|(_, row)| &row.places) {
            if let Some(block) = corpus.document.block(at.block) {
                stretches.push((at.block, at.span.in_utf16(&block.text)));
            }
        }
        browser::paint("fact-now", &stretches);
        let first = stretches.iter().find(|(block, _)| *place == Some(Place::Block(*block))).copied();
        if let (Some((block, span)), true) = (first, browser::can_paint()) {
            // after the jump to the passage itself
            browser::next_frame(move || browser::show_span(block, span));
        }
    });
}

/// Underlines the facts of the kinds that the reader has switched on.
#[hook]
pub fn use_marks(corpus: &Shared<Corpus>, marks: Marks, tables: Option<&Shared<Vec<Table>>>, shows_paper: bool) {
    let corpus = corpus.clone();
    use_effect_with((marks, tables.cloned(), shows_paper), move |(marks, tables, _)| {
        for kind in Kind::ALL {
            let table = tables.as_ref().and_then(|tables| tables.iter().find(|table| table.kind == kind));
            let mut stretches = Vec::new();
            for (id, found) in table.filter(|_| marks.has(kind)).map(marks::marks).unwrap_or_default() {
                if let Some(block) = corpus.document.block(id) {
                    stretches.extend(found.into_iter().map(|mark| (id, mark.span.in_utf16(&block.text))));
                }
            }
            browser::paint(&["fact-", kind.as_str()].concat(), &stretches);
        }
    });
}
