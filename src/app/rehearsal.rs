//! What draws the page, done once to no avail before the page is taken over: browsers compile a function of a program when it is first
//! called, and all of them at once would keep the reader waiting.

use std::rc::Rc;

use lectern::corpus::Corpus;
use lectern::search::regular::Expressions;
use lectern::view::about::{self, Examples};
use lectern::view::route::Route;
use lectern::view::screen::Screen;
use lectern::view::searches::Searches;
use lectern::view::settings::Settings;
use yew::Html;

use super::browser::Seen;
use super::citing::cite_dialog;
use super::colophon::colophon;
use super::desk::desk;
use super::dialogs::{keys_dialog, settings_dialog};
use super::moment::Moment;
use super::paper::paper;
use super::rail::rail;
use super::shared::Shared;
use super::theme_bar::theme_bar;
use super::title::title;
use super::toasts::toasts;

/// A rehearsal, part by part.
pub struct Rehearsal {
    corpus: Shared<Corpus>,
    screen: Screen,
    examples: Rc<Examples>,
    parts: std::slice::Iter<'static, fn(&Rehearsal) -> Html>,
}

const PARTS: [fn(&Rehearsal) -> Html; 5] = [
    |of| desk(&of.corpus, &of.screen, &Searches::default()).into(),
    |of| title(&of.corpus, &of.screen, &of.examples, None).into(),
    |of| {
        let Moment { sheet, listing, .. } = Moment::default();
        rail(&of.corpus, &of.screen, Seen::default(), sheet, listing, &Searches::default()).into()
    },
    |of| paper(&of.corpus, &of.screen, &[]),
    |of| {
        let settings = Settings::default();
        let parts = [theme_bar(&of.corpus, &of.screen, false), colophon(&of.corpus), toasts(&Moment::default())];
        let dialogs = [settings_dialog(&settings), cite_dialog(None, &settings), keys_dialog(&settings)];
        parts.into_iter().chain(dialogs).map(Html::from).collect()
    },
];

impl Rehearsal {
    /// Begins, with what the address says that the page is built for.
    pub fn new(corpus: &Shared<Corpus>) -> Self {
        Self {
            corpus: corpus.clone(),
            screen: Screen::new(corpus, &Route::default(), &[], &Expressions::default()),
            examples: Rc::new(about::examples(corpus)),
            parts: PARTS.iter(),
        }
    }

    /// Draws the next part; whether there was one.
    pub fn step(&mut self) -> bool {
        self.parts.next().map(|part| part(self)).is_some()
    }
}
