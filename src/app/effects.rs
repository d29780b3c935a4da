//! What the page does to the browser after a render: scroll, paint, look, keep.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lectern::annotations::Colour;
use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::tables::{self, Kind, Table};
use lectern::text::Span;
use lectern::view::about;
use lectern::view::marks;
use lectern::view::results::HitPlace;
use lectern::view::route::Place;
use lectern::view::screen::Screen;
use lectern::view::selection::Selection;
use lectern::view::settings::Marks;
use yew::prelude::*;

use super::address::Arrival;
use super::as_built;
use super::browser;
use super::hooks::use_once;
use super::moment::{Brief, Change, Form};
use super::note_card;
use super::note_form;
use super::notes::Noted;
use super::page::Page;
use super::search_box::FIELD;
use super::selecting::stretch_of;
use super::shared::Shared;

/// Where the place of the last visit is kept.
const PLACE_KEY: &str = "lectern.place.";

fn place_key(corpus: &Corpus) -> String {
    [PLACE_KEY, &corpus.source.fingerprint].concat()
}

/// So many hits are painted at once, wherever they are; of more, those near to what is on the screen: in so many passages before it and
/// after.
const MOST_PAINTED: usize = 1000;
const NEAR: u32 = 100;

/// Those on the screen and in so many passages before it and after are painted at once, the others when the reader moves or after so many
/// milliseconds: with every letter that is typed, a browser paints all of them anew.
const SEEN: u32 = 5;
const LATER: u32 = 1500;

/// What is said briefly is said for so long, in milliseconds.
const BRIEF: u32 = 8000;

/// What a render showed, as far as effects depend on it.
struct Shown {
    step: u32,
    arrival: Arrival,
    screen: Shared<Screen>,
    tables: Option<Shared<Vec<Table>>>,
    marks: Marks,
    block: Option<BlockId>,
    last: Option<BlockId>,
    note: Option<u32>,
    noted: Shared<Noted>,
    selection: Option<Rc<Selection>>,
    form: Option<Rc<Form>>,
    brief: Option<Brief>,
}

impl Shown {
    /// How many rows the strip has, for the style sheet: it stands above the text.
    fn rows(&self) -> Option<&'static str> {
        let is_on = self.screen.filter.is_on() && self.screen.route.shows_paper();
        is_on.then_some(match self.screen.filter.themes.len() {
            0 | 1 => "1",
            2 => "2",
            3 => "3",
            _ => "4",
        })
    }

    /// The fact that lies open in the paper.
    fn fact(&self) -> Option<&String> {
        self.screen.route.item.as_ref().filter(|_| self.screen.route.shows_paper())
    }
}

/// What effects keep from one render to the next.
#[derive(Default)]
struct Effects {
    before: Option<Shown>,
    /// The names under which something is painted.
    painted: Vec<String>,
    /// The place that is kept after a while.
    keeping: Option<Timeout>,
    /// What is said for a while.
    saying: Option<Timeout>,
    /// Hits that are painted after a while.
    painting: Option<Timeout>,
    /// Whether there are any.
    is_partial: bool,
}

/// Does what a render asks for: one effect that compares with the render before, since a hook for each costs the program some
/// hundreds of bytes. `refused` is called where the browser does not keep the place.
#[hook]
pub fn use_effects(page: &Rc<Page>, refused: Callback<()>) {
    let effects = use_mut_ref(Effects::default);
    let page = page.clone();
    // as they were for this render: the handles lead to what is newest
    let now = Shown {
        step: page.address.step,
        arrival: page.address.scroll,
        screen: page.screen.clone(),
        tables: page.corrections.tables.clone(),
        marks: page.settings.settings.marks,
        block: page.moment.seen.block,
        last: page.moment.seen.last,
        note: page.moment.note,
        noted: page.notes.noted(),
        selection: page.moment.selection.clone(),
        form: page.moment.form.clone(),
        brief: page.moment.brief.clone(),
    };
    use_effect(move || {
        if effects.borrow_mut().follow(&page, now, refused) {
            // not for a page that is gone by then
            let later = Rc::downgrade(&effects);
            let rest = Timeout::new(LATER, move || {
                if let Some(effects) = later.upgrade() {
                    effects.borrow_mut().paint_rest(&page);
                }
            });
            effects.borrow_mut().painting = Some(rest);
        }
    });
}

impl Effects {
    /// Does it; whether hits are still to be painted.
    fn follow(&mut self, page: &Rc<Page>, now: Shown, refused: Callback<()>) -> bool {
        let before = self.before.as_ref();
        let differs = |same: fn(&Shown, &Shown) -> bool| before.is_none_or(|before| !same(before, &now));
        let is_new_screen = differs(|a, b| a.screen == b.screen);
        // of the searching and filtering, only the head of the paper takes note
        let head = |screen: &Screen| (screen.is_searching(), screen.filter.is_on(), screen.route.shows_paper());
        // not before the address was read, which comes at once and changes all of it
        let is_new_layout = now.step > 0
            && before.is_none_or(|before| {
                let (a, b) = (&before.screen, &now.screen);
                before.step == 0 || a != b && (head(a) != head(b) || !a.looks_like(b))
            });
        let has_moved = differs(|a, b| a.block == b.block);
        let has_stepped = differs(|a, b| a.step == b.step);
        let has_new_tables = differs(|a, b| a.tables == b.tables);
        let is_new_fact = differs(|a, b| a.fact() == b.fact() && a.screen.route.place == b.screen.route.place);
        let is_new_note = differs(|a, b| a.note == b.note);
        let has_new_marks = differs(|a, b| a.marks == b.marks && a.screen.route.shows_paper() == b.screen.route.shows_paper());
        let has_new_notes = differs(|a, b| a.noted == b.noted && a.screen.route.shows_paper() == b.screen.route.shows_paper());
        let is_new_selection = differs(|a, b| a.selection == b.selection);
        let id = |form: &Option<Rc<Form>>| form.as_ref().map(|form| form.id.clone());
        let is_new_form = id(&now.form) != before.and_then(|before| id(&before.form));
        let is_new_brief = differs(|a, b| a.brief == b.brief);
        if differs(|a, b| a.rows() == b.rows()) {
            browser::mark_root("rows", now.rows());
        }
        if is_new_layout {
            let page = page.clone();
            browser::next_frame(move || {
                look(&page);
                // behind the frame: room for the bars that is not what it was has the browser style the whole page anew
                Timeout::new(0, move || measure(&page)).forget();
            });
        }
        let query = &now.screen.route.query;
        if before.map_or("", |before| &before.screen.route.query) != query && !page.typing.is_ahead(page.address.read) {
            browser::fill(FIELD, query);
        }
        if has_moved {
            self.keeping = now.block.filter(|block| block.0 > 1).map(|block| keep(place_key(&page.corpus), block, refused));
        }
        if is_new_fact || has_new_tables {
            // a correction is no reason to scroll
            let scrolls = is_new_fact || before.is_none_or(|before| before.tables.is_none());
            show_fact(page, &now, scrolls);
        }
        if has_new_marks || has_new_tables {
            underline(page, &now);
        }
        if has_stepped {
            arrive(page, &now);
        } else if before.is_some_and(|before| is_elsewhere(before, &now)) {
            show_hit(&now.screen);
        }
        let sees_more = has_moved || self.is_partial && differs(|a, b| a.last == b.last);
        if is_new_screen || sees_more && (self.is_partial || now.screen.hits.len() > MOST_PAINTED) {
            self.painting = None;
            self.is_partial = self.paint(page, &now, is_new_screen);
        }
        if let Some(number) = now.note.filter(|_| is_new_note) {
            browser::put_beside(note_card::ID, &["n", &number.to_string()].concat());
        }
        if has_new_notes {
            paint_notes(page, &now);
        }
        if is_new_selection && now.selection.is_some() {
            page.place_bar();
        }
        if let Some(form) = now.form.as_ref().filter(|_| is_new_form) {
            open_form(page, form, now.screen.route.shows_paper());
        }
        if is_new_brief {
            let moment = page.moment.dispatcher();
            let end = move || moment.dispatch(Change::Brief(None));
            self.saying = now.brief.is_some().then(|| Timeout::new(BRIEF, end));
        }
        self.before = Some(now);
        self.is_partial && is_new_screen
    }

    /// Paints what was left for later.
    fn paint_rest(&mut self, page: &Page) {
        if let Some(now) = self.before.take() {
            self.is_partial = self.paint(page, &now, false);
            self.before = Some(now);
        }
    }

    /// Paints hits, the current one, and the words that speak of the active themes, over the unchanging text. Of hits
    /// `at_once`, only those on the screen and around it: the answer is whether there are others, which are still to be painted.
    fn paint(&mut self, page: &Page, now: &Shown, at_once: bool) -> bool {
        let (corpus, screen) = (&page.corpus, &page.screen);
        let mut layers: Vec<(String, Vec<(BlockId, Span)>)> = Vec::new();
        let mut add = |layer: &str, block: BlockId, span: Span| {
            let Some(stretch) = stretch(corpus, block, span).filter(|_| !span.is_empty()) else { return };
            match layers.iter_mut().find(|(name, _)| name == layer) {
                Some((_, stretches)) => stretches.push(stretch),
                None => layers.push((layer.to_owned(), vec![stretch])),
            }
        };
        let all = screen.hits.len();
        let number = |block: Option<BlockId>| block.map_or(0, |block| block.0);
        let (first, last) = (number(now.block), number(now.last.or(now.block)));
        let away = |hit: &HitPlace| first.saturating_sub(hit.block.0).max(hit.block.0.saturating_sub(last));
        let far = |hit: &HitPlace| at_once && away(hit) > SEEN;
        let near = |hit: &HitPlace| (all <= MOST_PAINTED || away(hit) < NEAR) && !far(hit);
        for (at, hit) in screen.hits.iter().enumerate().filter(|(at, hit)| near(hit) || screen.current == Some(*at)) {
            add(if screen.current == Some(at) { "hit-now" } else { "hit" }, hit.block, hit.span);
        }
        for theme in screen.filter.themes.iter().filter_map(|id| corpus.themes.by_id(id.as_str())) {
            let layer = ["theme-", &theme.ink, "-", theme.weave.as_str()].concat();
            for (at, block) in corpus.document.blocks.iter().enumerate() {
                for carried in corpus.themes_of(at).iter().filter(|carried| carried.theme == theme.id) {
                    carried.evidence.iter().for_each(|span| add(&layer, block.id, *span));
                }
            }
        }
        for stale in self.painted.iter().filter(|painted| layers.iter().all(|(name, _)| name != *painted)) {
            browser::paint(stale, &[]);
        }
        self.painted.clear();
        for (name, stretches) in layers {
            browser::paint(&name, &stretches);
            self.painted.push(name);
        }
        screen.hits.iter().any(far)
    }
}

/// A stretch of a block's text as the browser counts it.
fn stretch(corpus: &Corpus, block: BlockId, span: Span) -> Option<(BlockId, Span)> {
    Some((block, span.in_utf16(&corpus.document.block(block)?.text)))
}

/// Looks what is on the screen.
fn look(page: &Page) {
    let document = &page.corpus.document;
    let looked = browser::look(document.blocks.len(), document.sections.len());
    browser::mark_here(looked.block);
    page.change(Change::Seen(looked));
}

/// Looks where the blocks stand.
fn measure(page: &Page) {
    browser::measure_bars();
    page.change(Change::Shares(browser::shares(page.corpus.document.blocks.len())));
}

/// Keeps a place, once the reader stays there for a while.
fn keep(key: String, block: BlockId, refused: Callback<()>) -> Timeout {
    Timeout::new(1500, move || {
        if browser::store(&key, &block.to_string()).is_err() {
            refused.emit(());
        }
    })
}

/// Shows the fact that the address names: lit, and brought to where it can be read.
fn show_fact(page: &Page, now: &Shown, scrolls: bool) {
    let row = now.fact().zip(now.tables.as_ref()).and_then(|(key, tables)| tables::find(tables, key));
    let places = row.iter().flat_map(|(_, row)| &row.places);
    let stretches: Vec<_> = places.filter_map(|at| stretch(&page.corpus, at.block, at.span)).collect();
    browser::paint("fact-now", &stretches);
    let first = stretches.iter().find(|(block, _)| now.screen.route.place == Some(Place::Block(*block))).copied();
    if scrolls && !now.screen.route.shows_paper() && now.fact().is_none() && now.screen.route.item.is_some() {
        // the opened entry of a view
        browser::next_frame(|| {
            browser::reveal("item");
        });
    }
    if let (Some((block, span)), true) = (first, scrolls && browser::can_paint()) {
        // after the jump to the passage itself
        browser::next_frame(move || browser::show_span(block, span));
    }
}

/// Underlines the facts of the kinds that the reader has switched on.
fn underline(page: &Page, now: &Shown) {
    for kind in Kind::ALL {
        let table = now.tables.as_ref().and_then(|tables| tables::of_kind(tables, kind)).filter(|_| now.marks.has(kind));
        let mut stretches = Vec::new();
        for (block, found) in table.map(marks::marks).unwrap_or_default() {
            stretches.extend(found.into_iter().filter_map(|mark| stretch(&page.corpus, block, mark.span)));
        }
        browser::paint(&["fact-", kind.as_str()].concat(), &stretches);
    }
}

/// Paints the reader's highlights.
fn paint_notes(page: &Page, now: &Shown) {
    for colour in Colour::ALL {
        let mut stretches = Vec::new();
        for paint in now.noted.notes.paint.iter().filter(|paint| paint.colour == colour.key()) {
            let block = page.corpus.block(paint.block).map(|block| block.id);
            stretches.extend(block.and_then(|block| stretch(&page.corpus, block, paint.span)));
        }
        browser::paint(&["note-", colour.key()].concat(), &stretches);
    }
}

/// Fills the form of a note, and puts it beside its words; in the view of the notes it stands in its row.
fn open_form(page: &Page, form: &Form, in_paper: bool) {
    if in_paper {
        let rect = stretch_of(page, form).and_then(|(block, span)| browser::rect_of(block, span));
        if let Some(rect) = rect {
            browser::put_under(note_form::ID, &rect);
        }
    }
    note_form::fill(form);
}

/// Scrolls to where the last step leads.
fn arrive(page: &Page, now: &Shown) {
    let (route, screen) = (&now.screen.route, &now.screen);
    if now.step > 0 {
        // the page shows what its address names
        browser::mark_root("arriving", None);
    }
    if !route.shows_paper() {
        page.change(Change::Leave);
    }
    match now.arrival {
        Arrival::Stay => {}
        Arrival::Already => {
            if let Some(place) = &route.place {
                browser::greet(&place.to_string());
                // the browser may have put the focus there before anybody heard of it
                if let Place::Note(number) = place {
                    page.change(Change::Note(Some(*number)));
                }
            }
        }
        Arrival::Back(standing) => standing.take(),
        Arrival::Hit => show_hit(screen),
        Arrival::Place => match &route.place {
            Some(Place::View(_)) if route.item.is_some() && browser::reveal("item") => {}
            Some(Place::View(_)) => browser::scroll_to(0.0),
            None if screen.current.is_some() => show_hit(screen),
            None => browser::scroll_to(0.0),
            Some(place) => browser::show(&place.to_string()),
        },
    }
    if now.step > 0 {
        // whoever waits for that may scroll from here on
        browser::mark_ready();
    }
}

/// Whether the hit that an address names is another now that it is known what else its words may be called, and the reader has not gone on
/// from where the first one was.
fn is_elsewhere(before: &Shown, now: &Shown) -> bool {
    let place = |shown: &Shown| shown.screen.current.and_then(|at| shown.screen.hits.get(at)).map(|hit| (hit.block, hit.span));
    let (was, is) = (place(before), place(now));
    matches!(now.arrival, Arrival::Place)
        && before.screen.route == now.screen.route
        && is.is_some()
        && was != is
        && was.map_or_else(browser::is_at_start, |(block, _)| browser::is_on_screen(&block.to_string()))
}

fn show_hit(screen: &Screen) {
    // who comes from elsewhere comes to other bars
    browser::measure_bars();
    if let Some(hit) = screen.current.and_then(|at| screen.hits.get(at)) {
        if browser::can_paint() {
            browser::show_span(hit.block, hit.span);
        } else {
            browser::show(&hit.block.to_string());
        }
        // what led here may be gone
        if !browser::focus_is_seen() {
            browser::focus_link(&hit.block);
        }
    }
}

/// Begins, once the page stands: reads where the reader stopped last time, gives the browser's tab the paper's title; hears scrolling,
/// another size of the window, and that a newer version waits.
#[hook]
pub fn use_beginning(page: &Rc<Page>) {
    let page = page.clone();
    use_once(Box::new(move || {
        let stored = browser::stored(&place_key(&page.corpus));
        if let Some(Place::Block(block)) = stored.as_deref().and_then(Place::parse) {
            page.change(Change::Stopped(block));
        }
        if browser::root_mark("update").is_some() {
            page.change(Change::Update(true));
        }
        if let Some(title) = about::full_title(&page.corpus) {
            browser::set_title(&title);
        }
        if browser::field(FIELD).is_some_and(|typed| !typed.is_empty()) {
            page.typing.go_on(&page);
        }
        as_built::resume();

        // looked at once a frame
        let asked = Rc::new(Cell::new(false));
        let look: Rc<dyn Fn()> = Rc::new({
            let page = page.clone();
            move || {
                if !asked.replace(true) {
                    let (asked, page) = (asked.clone(), page.clone());
                    browser::next_frame(move || {
                        asked.set(false);
                        look(&page);
                    });
                }
            }
        });
        let scrolled = look.clone();
        let keeping = RefCell::new(None);
        let (sized, heard) = (page.clone(), page.clone());
        vec![
            browser::on_window("scroll", move |_| {
                scrolled();
                let here = browser::hash();
                // the browser may have gone to another entry meanwhile: that one was not scrolled
                let keep = move || {
                    if browser::hash() == here {
                        browser::keep_scroll();
                    }
                };
                keeping.replace(Some(Timeout::new(200, keep)));
            }),
            browser::on_window("resize", move |_| {
                look();
                measure(&sized);
            }),
            browser::on_told("lectern:reading", move |told| heard.change(Change::Reading(told))),
            browser::on_window("lectern:update", move |_| page.change(Change::Update(true))),
        ]
    }));
}
