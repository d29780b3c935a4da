//! The program of the page: takes over the page that the build has written, paper and all, and puts a reader's own text in its place.

use gloo::timers::callback::Timeout;
use lectern::app::{self, App, Props, Shared};
use lectern::corpus::Corpus;
use lectern::packed::Packed;
use yew::Renderer;

/// The section of the program's file that holds the paper, without its texts; `xtask/post-build` puts it there.
const SECTION: &str = "lectern.paper";

/// So many bytes of the paper are read into the index at a time, while nobody searches yet: on a slow machine some milliseconds.
const SOME: usize = 2_000;

fn main() {
    let read = app::section(SECTION).ok_or("it was not packed with the page").and_then(|bytes| Packed::from_bytes(&bytes));
    match read {
        Ok(packed) => begin(packed, true),
        Err(why) => app::stop(&["The page’s program cannot read the paper: ", why, "."].concat()),
    }
}

/// Reads the paper's texts in the page and takes it over. Where something has changed them, a translation, say, the page is put back
/// `once` as it was.
fn begin(mut packed: Packed, once: bool) {
    if packed.take_texts(app::texts(packed.blocks())) {
        // one step at a time, so that the browser is never kept waiting for all of them
        then(move || {
            let corpus = Shared::new(packed.unpack());
            then(move || take_over(corpus));
        });
    } else if once {
        app::put_back(move || begin(packed, false));
    } else {
        app::stop("The paper in this page is another one than its program was made for. Load the page again in a moment.");
    }
}

/// Takes the page over, element by element, as it was rendered ahead of time.
fn take_over(corpus: Shared<Corpus>) {
    if !app::is_whole() {
        // an element more or less would stop the program
        return app::put_back(move || hydrate(corpus));
    }
    hydrate(corpus);
}

fn hydrate(corpus: Shared<Corpus>) {
    app::remember();
    let mut shown = Some(renderer(corpus.clone()).hydrate());
    then(move || index(corpus));
    app::on_paper(move |packed| {
        // the old page first, with all that it listens to
        if let Some(old) = shown.take() {
            old.destroy();
        }
        root().replace_children_with_node_0();
        shown = Some(renderer(Shared::new(packed.unpack())).render());
    });
}

/// Makes the index little by little, unless a search has come and has waited for it.
fn index(corpus: Shared<Corpus>) {
    if corpus.index_some(SOME) {
        then(move || index(corpus));
    }
}

fn root() -> web_sys::Element {
    gloo::utils::document().get_element_by_id("app").unwrap_or_else(|| gloo::utils::body().into())
}

fn renderer(corpus: Shared<Corpus>) -> Renderer<App> {
    Renderer::with_root_and_props(root(), Props { corpus })
}

/// Does something after the browser has had its turn.
fn then(act: impl FnOnce() + 'static) {
    Timeout::new(0, act).forget();
}
