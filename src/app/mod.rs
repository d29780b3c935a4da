//! The page: markup, events, effects. What it shows is decided in [`lectern::view`].

mod address;
mod browser;
mod choices;
mod concordance;
mod contents;
mod corrections;
mod deeds;
mod desk;
mod dialogs;
mod effects;
mod evidence;
mod facts;
mod fold;
mod hooks;
mod icons;
mod keys;
mod mined;
mod note_card;
mod paper;
mod passage;
mod rail;
mod results;
mod search_box;
mod settings;
mod shared;
mod sheets;
mod sigil;
mod state_bar;
mod tag;
mod theme_bar;
mod ticks;
mod title;
mod toasts;
mod weaves;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::view::about;
use lectern::view::action::Action;
use lectern::view::filter::Fold;
use lectern::view::route::{Place, Route, View};
use lectern::view::screen::Screen;
use web_sys::Event;
use yew::prelude::*;

use address::{Step, use_address};
use corrections::{Deed, use_corrections};
use deeds::Deeds;
use desk::{Direction, desk};
use dialogs::dialogs;
use effects::{use_fact, use_marks, use_painting, use_place, use_ready, use_scrolling, use_seen, use_update};
use hooks::use_document_event;
use keys::Keys;
use mined::{FactsState, ask_facts, use_asking, use_mined};
use note_card::NoteCard;
use paper::Paper;
use rail::Rail;
use settings::use_settings;
pub use shared::Shared;
use sheets::sheet;
use state_bar::state_bar;
use theme_bar::theme_bar;
use ticks::Ticks;
use title::title;
use toasts::{Taken, Toast, toasts};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub corpus: Shared<Corpus>,
}

/// The whole page.
#[component]
pub fn App(props: &Props) -> Html {
    let corpus = &props.corpus;
    let address = use_address();
    let opened = use_state_eq(Vec::<BlockId>::new);
    let back = use_state_eq(|| None::<Box<Route>>);
    let editing = use_state_eq(|| None::<String>);
    let evidence = use_state_eq(|| false);
    let remarks = use_reducer_eq(Remarks::default);
    let refused = {
        let dispatch = remarks.dispatcher();
        Callback::from(move |()| dispatch.dispatch(Remark::Once(REFUSED)))
    };
    let remark = {
        let dispatch = remarks.dispatcher();
        Callback::from(move |said: String| dispatch.dispatch(Remark::Add(said.into())))
    };
    let kept = use_settings(refused.clone());
    let mined = use_mined(&address.route.query, remark);
    let known = (address.route.clone(), (*opened).clone(), corpus.clone(), mined.expressions.clone());
    let screen = use_memo(known, |(route, opened, corpus, expressions)| Screen::new(corpus, route, opened, expressions));
    let screen = Shared::from(screen);
    let view = if let Some(Place::View(view)) = address.route.place { Some(view) } else { None };
    let fact_view = view.and_then(lectern::view::facts::kind);
    let marks = kept.settings.marks;
    use_asking(&mined, &screen.unread, fact_view.is_some() || address.route.item.is_some() || *evidence || marks.any());
    let found = if let FactsState::Here(found) = &mined.facts { Some(found.clone()) } else { None };
    let corrections = use_corrections(corpus, found, refused.clone());
    let seen = use_seen(corpus, &screen);
    let resume = use_place(seen.block, refused);
    use_fact(corpus, &address.route, corrections.tables.as_ref());
    use_marks(corpus, marks, corrections.tables.as_ref(), address.route.shows_paper());
    let update = use_update();
    use_ready(about::full_title(corpus));
    use_scrolling(&address, &screen);
    use_painting(corpus, &screen);

    let act = {
        let (dispatch, back, block, route) = (address.dispatcher(), back.setter(), seen.block, address.route.clone());
        Callback::from(move |action: Action| {
            let leads_away = match &action {
                Action::Jump(Some(_)) | Action::Hit(_) => true,
                Action::Follow(to) => !route.shows_paper() && to.item.is_some(),
                _ => false,
            };
            if leads_away {
                back.set(if route.shows_paper() {
                    block.map(|block| Box::new(route.at(Some(Place::Block(block)))))
                } else {
                    Some(Box::new(route.clone()))
                });
            }
            if matches!(action, Action::Jump(_) | Action::Follow(_) | Action::Hit(_)) {
                browser::close_rail();
            }
            dispatch.dispatch(Step::Act(action));
        })
    };
    let step = {
        let (act, screen, block) = (act.clone(), screen.clone(), seen.block);
        Callback::from(move |direction| {
            let hit = match direction {
                Direction::Forward => screen.next_hit(block),
                Direction::Back => screen.previous_hit(block),
            };
            if let Some(hit) = hit {
                act.emit(Action::Step(hit));
            }
        })
    };
    let toggle_evidence = {
        let evidence = evidence.clone();
        Callback::from(move |()| evidence.set(!*evidence))
    };
    let toggle_fold = {
        let opened = opened.clone();
        Callback::from(move |fold: Fold| opened.set(toggled(&opened, &fold)))
    };
    let close_toast = {
        let (act, back, remarks, update) = (act.clone(), back.clone(), remarks.dispatcher(), update.clone());
        Callback::from(move |toast| match toast {
            Toast::Back(taken) => {
                if let (Taken::Yes, Some(route)) = (taken, (*back).clone()) {
                    act.emit(Action::Follow(route));
                }
                back.set(None);
            }
            Toast::Update => update.set(false),
            Toast::Remark(text) => remarks.dispatch(Remark::Close(text)),
        })
    };
    use_document_event(&["click"], {
        let act = act.clone();
        move |event| follow(event, &act)
    });
    use_document_event(&["beforematch"], {
        let opened = opened.clone();
        move |event| {
            if let Some(block) = browser::passage_of(event) {
                opened.set(opened.iter().copied().chain([block]).collect());
            }
        }
    });
    use_document_event(&["keydown"], {
        let keys = Keys {
            act: act.clone(),
            step: step.clone(),
            toggle_evidence: toggle_evidence.clone(),
            close_back: back.is_some().then(|| close_toast.reform(|()| Toast::Back(Taken::No))),
            evidence: *evidence,
            single: kept.settings.keys,
            route: address.route.clone(),
            seen,
            counts: (corpus.document.blocks.len(), corpus.document.sections.len()),
        };
        move |event| keys.press(event)
    });
    let set_settings = {
        let dispatch = kept.dispatcher();
        Callback::from(move |settings| dispatch.dispatch(settings::Step::Set(settings)))
    };

    let deeds = Deeds {
        corpus: corpus.clone(),
        route: address.route.clone(),
        screen: screen.clone(),
        corrections: (*corrections).clone(),
        settings: kept.settings,
        act: act.clone(),
        correct: {
            let dispatch = corrections.dispatcher();
            Callback::from(move |deed: Deed| dispatch.dispatch(corrections::Step::Do(deed)))
        },
        edit: {
            let editing = editing.setter();
            Callback::from(move |key| editing.set(key))
        },
        editing: (*editing).clone(),
        set: set_settings.clone(),
        retry: {
            let dispatch = mined.dispatcher();
            Callback::from(move |()| ask_facts(&dispatch))
        },
    };
    use_document_event(&["click", "input", "change", "submit"], move |event| deeds.follow(event));

    let searching = screen.is_searching();
    let rail = if searching { format!("Results {}", screen.hits.len()) } else { "Contents".to_owned() };
    let shows_paper = address.route.shows_paper();
    let frame = seen.block.zip(seen.last).and_then(|(first, last)| Some((corpus.position(first)?, corpus.position(last)?)));
    let desk = desk(&desk::Props {
        route: address.route.clone(),
        count: screen.count_in_words(),
        rail,
        act: act.clone(),
        step: step.clone(),
        open: Callback::from(browser::open_dialog),
    });
    html! {
        <div class={classes!("page", (searching && shows_paper).then_some("view-search"))} data-evidence={evidence.then_some("open")}>
            <a class="skip" href="#paper">{ "Skip to the paper" }</a>
            { desk }
            { weaves::weaves() }
            if shows_paper {
                <section class="filters" aria-label="Filter">
                    { theme_bar(&theme_bar::Props { corpus: corpus.clone(), screen: screen.clone(), act: act.clone() }) }
                    if screen.filter.is_on() {
                        { state_bar(&state_bar::Props { corpus: corpus.clone(), screen: screen.clone(), seen: frame, act: act.clone() }) }
                    }
                </section>
                <div class="frame">
                    <Rail corpus={corpus.clone()} screen={screen.clone()} section={seen.section} act={act.clone()}/>
                    <main id="paper" tabindex="-1">
                        if let Some(astray) = &screen.astray {
                            <p class="astray" role="alert">{ astray.clone() }{ " " }<a href="#">{ "Read from the start" }</a></p>
                        }
                        <article class="paper">
                            { title(&title::Props { corpus: corpus.clone(), screen: screen.clone(), resume }) }
                            <Paper corpus={corpus.clone()} screen={screen.clone()} {toggle_fold}/>
                        </article>
                        <NoteCard corpus={corpus.clone()}/>
                    </main>
                    { self::evidence::evidence(&self::evidence::Props {
                        corpus,
                        block: seen.block,
                        open: *evidence,
                        toggle: toggle_evidence,
                        facts: &mined.facts,
                        tables: corrections.tables.as_ref(),
                        marks,
                    }) }
                </div>
                <Ticks corpus={corpus.clone()} screen={screen.clone()} act={act.clone()}/>
            } else if let Some(view) = view {
                <div class="frame plain"><main class="sheet" id="paper" tabindex="-1">
                    if let Some(kind) = fact_view {
                        { facts::facts(&facts::Props {
                            corpus,
                            route: &address.route,
                            kind,
                            facts: &mined.facts,
                            corrections: &corrections,
                            editing: (*editing).as_deref(),
                        }) }
                    } else if view == View::Concordance {
                        { concordance::concordance(corpus, &screen) }
                    } else {
                        { sheet(corpus, view) }
                    }
                </main></div>
            }
            { toasts(&toasts::Props { back: (*back).clone(), remarks: remarks.shown.clone(), update: *update, close: close_toast }) }
            { colophon(corpus) }
            { dialogs(kept.settings, &set_settings) }
        </div>
    }
}

const REFUSED: &str = "Your browser refused to keep your settings and your place. They last until you close the page.";

/// Remarks that are on show; each is made once.
#[derive(Clone, Debug, Default, PartialEq)]
struct Remarks {
    shown: Vec<AttrValue>,
    made: Vec<&'static str>,
}

enum Remark {
    Add(AttrValue),
    /// Made once, however often there is reason to.
    Once(&'static str),
    Close(AttrValue),
}

impl Reducible for Remarks {
    type Action = Remark;

    fn reduce(self: Rc<Self>, remark: Remark) -> Rc<Self> {
        let mut remarks = (*self).clone();
        match remark {
            Remark::Once(text) if remarks.made.contains(&text) => {}
            Remark::Once(text) => {
                remarks.made.push(text);
                remarks.shown.push(text.into());
            }
            Remark::Add(text) => {
                remarks.shown.retain(|shown| *shown != text);
                remarks.shown.push(text);
            }
            Remark::Close(text) => remarks.shown.retain(|shown| *shown != text),
        }
        Rc::new(remarks)
    }
}

/// The blocks opened by hand, after a fold was opened or closed.
fn toggled(opened: &[BlockId], fold: &Fold) -> Vec<BlockId> {
    if fold.opened {
        opened.iter().copied().filter(|block| !fold.holds(*block)).collect()
    } else {
        opened.iter().copied().chain([fold.first]).collect()
    }
}

/// Follows a plain link within the page: one that names only a place keeps search and filter.
fn follow(event: &Event, act: &Callback<Action>) {
    let Some(href) = browser::clicked_link(event) else { return };
    event.prevent_default();
    if href == "#paper" {
        browser::focus("paper");
        return;
    }
    let route = Route::parse(&href);
    act.emit(if href.contains('?') || href == "#" { Action::Follow(Box::new(route)) } else { Action::Jump(route.place) });
}

fn colophon(corpus: &Corpus) -> Html {
    let metadata = &corpus.metadata;
    let said = [metadata.series.clone(), metadata.date.clone(), metadata.rights.clone()].into_iter().flatten();
    let title = about::full_title(corpus).map(|title| html! { <>{ ", " }<cite>{ title }</cite></> });
    let said: Vec<String> = said.map(|said| format!(" {said}.")).collect();
    html! {
        <footer class="colophon">
            <p>{ metadata.authors.join(", ") }{ title }{ "." }{ said.concat() }{ " " }{ metadata.missing.clone() }</p>
            <p>{ "Set in Source Serif and Source Sans. Everything runs on your machine: no requests since this page loaded. " }
                <a href="#about">{ "About this page" }</a>{ ", " }<a href="#repairs">{ "what was repaired" }</a>{ "." }</p>
        </footer>
    }
}
