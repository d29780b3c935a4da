//! The page: markup, events, effects. What it shows is decided in [`lectern::view`].

mod address;
mod as_built;
mod asking;
mod browser;
mod choices;
mod citing;
mod colophon;
mod concordance;
mod contents;
mod corrections;
mod deeds;
mod desk;
mod dialogs;
mod effects;
mod evidence;
mod facets;
mod facts;
mod fold;
mod hooks;
mod icons;
mod keys;
mod mined;
mod moment;
mod note_card;
mod note_form;
mod note_sheet;
mod notes;
mod page;
mod paper;
mod passage;
mod rail;
mod results;
mod search_box;
mod searches;
mod selecting;
mod settings;
mod shared;
mod sheets;
mod sigil;
mod state_bar;
mod still;
mod tag;
mod theme_bar;
mod ticks;
mod title;
mod toasts;
mod typing;
mod weaves;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use lectern::corpus::Corpus;
use lectern::view::route::View;
use yew::prelude::*;

pub use as_built::{is_whole, put_back, remember, stop, texts};
pub use browser::{on_paper, section};
use citing::cite_dialog;
use colophon::colophon;
use concordance::concordance;
use desk::desk;
use dialogs::{keys_dialog, settings_dialog};
use evidence::evidence;
use facts::facts;
use note_card::note_card;
use note_form::note_form;
use note_sheet::note_sheet;
use page::{Page, use_page};
use paper::Paper;
use rail::rail;
use selecting::selection_bar;
pub use shared::Shared;
use sheets::sheet;
use state_bar::state_bar;
use still::still;
use tag::{Tag, link, siblings, tag};
use theme_bar::theme_bar;
use ticks::ticks;
use title::title;
use toasts::toasts;
use weaves::weaves;

/// What the page is about.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The paper.
    pub corpus: Shared<Corpus>,
}

/// The whole page.
#[component]
pub fn App(props: &Props) -> Html {
    let page = use_page(&props.corpus);
    let screen = &page.screen;
    let shows_paper = screen.route.shows_paper();
    let (corpus, settings, notes) = (page.corpus.clone(), page.settings.settings, page.notes.clone());
    let colours = settings.to_json();
    let cited = [&notes.cited_what(), " ", settings.style.key()].concat();
    tag("div")
        .class(if shows_paper && screen.is_searching() { "page view-search" } else { "page" })
        .when("data-evidence", "open", page.moment.evidence)
        .add(link("#paper").class("skip").text("Skip to the paper"))
        .add(desk(&page.corpus, screen, &page.searches.0))
        .add(still("", || weaves().into()))
        .add(if shows_paper { reading(&page) } else { page.view().map(|view| beside(&page, view)).unwrap_or_default() })
        .add(toasts(&page.moment))
        .add(still("", move || colophon(&corpus).into()))
        .add(still(&colours, move || settings_dialog(&settings).into()))
        .add(still(&cited, move || cite_dialog(notes.cited().as_ref(), &settings).into()))
        .add(still(settings.keys.as_str(), move || keys_dialog(&settings).into()))
        .into()
}

/// The paper, and what stands around it.
fn reading(page: &Rc<Page>) -> Html {
    let (corpus, screen, moment) = (&page.corpus, &page.screen, &page.moment);
    // before the first look the reader is at the first section, as before the first heading
    let look = browser::Seen {
        section: moment.seen.section.or(corpus.document.sections.first().map(|section| section.id)),
        block: moment.seen.block.or(corpus.document.blocks.first().map(|block| block.id)),
        ..moment.seen
    };
    let seen = moment.seen.block.zip(moment.seen.last);
    let seen = seen.and_then(|(first, last)| Some((corpus.position(first)?, corpus.position(last)?)));
    let filters = tag("section")
        .class("filters")
        .is("aria-label", "Filter")
        .add(theme_bar(corpus, screen, moment.filtering))
        .maybe(screen.filter.is_on().then(|| state_bar(corpus, screen, seen)));
    let article = tag("article")
        .class("paper")
        .add(title(corpus, screen, &page.examples, moment.stopped))
        .add(html! { <Paper corpus={corpus.clone()} screen={screen.clone()} noted={page.notes.noted()}/> });
    let main = main()
        .maybe(screen.astray.as_deref().map(astray))
        .add(article)
        .maybe(moment.note.map(|number| note_card(corpus, number)))
        .maybe(moment.selection.as_ref().map(|selection| selection_bar(selection, &page.settings.settings)))
        .maybe(moment.form.as_deref().map(note_form));
    let frame = tag("div")
        .class("frame")
        .add(rail(corpus, screen, look, moment.sheet, moment.listing, &page.searches.0))
        .add(main)
        .add(evidence(page));
    let ticks = ticks(corpus, screen, &moment.shares).map(Html::from).unwrap_or_default();
    siblings(vec![filters.into(), frame.into(), ticks])
}

/// A view beside the paper.
fn beside(page: &Page, view: View) -> Html {
    let sheet = match page.facts() {
        Some(kind) => facts(&facts::Props {
            corpus: &page.corpus,
            route: &page.address.route,
            kind,
            facts: &page.mined.facts,
            corrections: &page.corrections,
            editing: page.moment.editing.as_deref(),
        }),
        None if view == View::Concordance => concordance(&page.corpus, &page.screen),
        None if view == View::Notes => note_sheet(&page.notes, &page.address.route, page.moment.form.as_deref()),
        None => sheet(&page.corpus, &page.screen.route, view, &page.mined.repairs),
    };
    tag("div").class("frame plain").add(main().class("sheet").add(sheet)).into()
}

/// Where the skip link leads.
fn main() -> Tag {
    tag("main").is("id", "paper").is("tabindex", "-1")
}

/// The address names what the paper does not have.
fn astray(why: &str) -> Tag {
    tag("p").class("astray").is("role", "alert").text(why).text(" ").add(link("#").text("Read from the start"))
}
