//! The page: takes the paper that is compiled in, and puts it up.

mod app;

use app::{App, Props, Shared};
use lectern::corpus::Corpus;

fn main() {
    match Corpus::bundled() {
        Ok(corpus) => {
            let root = gloo::utils::document().get_element_by_id("app").unwrap_or_else(|| gloo::utils::body().into());
            root.set_inner_html("");
            yew::Renderer::<App>::with_root_and_props(root, Props { corpus: Shared::new(corpus) }).render();
        }
        Err(error) => gloo::utils::body().set_text_content(Some(&format!("The paper cannot be shown: {error}"))),
    }
}
