//! The page: takes the paper that was packed for it, and puts it up.

mod app;

use app::{App, Props, Shared};
use gloo::timers::callback::Timeout;
use lectern::corpus::Corpus;
use lectern::packed::Packed;

/// The section of the program's file that holds the paper; `xtask/post-build` puts it there.
const SECTION: &str = "lectern.paper";

fn main() {
    let read = app::section(SECTION).ok_or("it was not packed with the page").and_then(|bytes| Packed::from_bytes(&bytes));
    match read {
        // one step at a time, so that the browser is never kept waiting for all of them
        Ok(packed) => then(move || {
            let (corpus, knowledge) = packed.unpack();
            let corpus = corpus.indexed_with(knowledge);
            then(move || put_up(corpus));
        }),
        Err(why) => gloo::utils::body().set_text_content(Some(&["The paper cannot be shown: ", why, "."].concat())),
    }
}

fn put_up(corpus: Corpus) {
    let root = gloo::utils::document().get_element_by_id("app").unwrap_or_else(|| gloo::utils::body().into());
    root.set_inner_html("");
    yew::Renderer::<App>::with_root_and_props(root, Props { corpus: Shared::new(corpus) }).render();
}

/// Does something after the browser has had its turn.
fn then(act: impl FnOnce() + 'static) {
    Timeout::new(0, act).forget();
}
