//! The page: takes the paper that is compiled in, and puts it up.

mod app;

use app::{App, Props, Shared};
use gloo::timers::callback::Timeout;
use lectern::corpus::Corpus;
use lectern::extract::themes::Themes;

fn main() {
    match Corpus::bundled_parsed() {
        // one step at a time, so that the browser is never kept waiting for all of them
        Ok(corpus) => then(move || {
            let themes = Themes::bundled().clone();
            then(move || {
                let corpus = corpus.themed(themes);
                then(move || {
                    let corpus = corpus.indexed();
                    then(move || put_up(corpus));
                });
            });
        }),
        Err(error) => gloo::utils::body().set_text_content(Some(&format!("The paper cannot be shown: {error}"))),
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
