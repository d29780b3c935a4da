//! The page: takes the paper that was packed for it, and puts it up; and in its place a reader's own text.

mod app;

use app::{App, Props, Shared};
use gloo::timers::callback::Timeout;
use lectern::corpus::Corpus;
use lectern::packed::Packed;
use yew::AppHandle;

/// The section of the program's file that holds the paper; `xtask/post-build` puts it there.
const SECTION: &str = "lectern.paper";

fn main() {
    let read = app::section(SECTION).ok_or("it was not packed with the page").and_then(|bytes| Packed::from_bytes(&bytes));
    match read {
        // one step at a time, so that the browser is never kept waiting for all of them
        Ok(packed) => then(move || {
            let corpus = indexed(packed);
            then(move || {
                let mut shown = Some(put_up(corpus));
                app::on_paper(move |packed| {
                    // the old page first, with all that it listens to
                    if let Some(old) = shown.take() {
                        old.destroy();
                    }
                    shown = Some(put_up(indexed(packed)));
                });
            });
        }),
        Err(why) => gloo::utils::body().set_text_content(Some(&["The paper cannot be shown: ", why, "."].concat())),
    }
}

fn indexed(packed: Packed) -> Corpus {
    match packed.unpack() {
        (corpus, Some(knowledge)) => corpus.indexed_with(knowledge),
        (corpus, None) => corpus,
    }
}

fn put_up(corpus: Corpus) -> AppHandle<App> {
    let root = gloo::utils::document().get_element_by_id("app").unwrap_or_else(|| gloo::utils::body().into());
    root.set_inner_html("");
    yew::Renderer::<App>::with_root_and_props(root, Props { corpus: Shared::new(corpus) }).render()
}

/// Does something after the browser has had its turn.
fn then(act: impl FnOnce() + 'static) {
    Timeout::new(0, act).forget();
}
