//! The page as the build has written it, before the program takes it over: the paper's texts, which stand there alone, and what the
//! reader has done by then. Like `browser.rs`, this touches the browser.

use std::cell::RefCell;

use gloo::utils::{document, window};
use lectern::document::BlockId;
use web_sys::{Node, Selection};

use super::browser::{element, on_window, tell, text_nodes};

/// The texts of so many blocks, markers left out.
pub fn texts(blocks: usize) -> Vec<String> {
    let blocks = (1..).map(BlockId).take(blocks);
    blocks
        .map(|block| {
            let mut nodes = Vec::new();
            if let Some(element) = element(&block.to_string()) {
                text_nodes(&element, &mut nodes);
            }
            nodes.iter().filter_map(Node::text_content).collect()
        })
        .collect()
}

/// Whether the page has as many elements as the build has counted: extensions put some in, translations too.
pub fn is_whole() -> bool {
    let found = document().query_selector_all("#app *").map_or(0, |found| found.length());
    element("app").and_then(|root| root.dataset().get("elements")?.parse().ok()) == Some(found)
}

/// Has the page put back as it was written, and then does something, once. Where it cannot be had, the reader is told so.
pub fn put_back(act: impl FnOnce() + 'static) {
    let act = RefCell::new(Some(act));
    on_window("lectern:put-back", move |_| {
        if let Some(act) = act.take() {
            act();
        }
    })
    .forget();
    tell("lectern:want-back", "");
}

/// Tells the reader in words why the page's program does not run.
pub fn stop(why: &str) {
    tell("lectern:stop", why);
}

/// A selection: where it begins and where it ends, each a node and a place in it.
type Selected = (Node, u32, Node, u32);

thread_local! {
    /// What the reader had selected before the program came.
    static SELECTED: RefCell<Option<Selected>> = RefCell::default();
}

/// Remembers what the reader has selected, which does not outlive the taking over, since texts are written anew in their very places.
pub fn remember() {
    SELECTED.set(selection().filter(|selection| !selection.is_collapsed()).and_then(|selection| {
        let (anchor, focus) = (selection.anchor_node()?, selection.focus_node()?);
        Some((anchor, selection.anchor_offset(), focus, selection.focus_offset()))
    }));
}

/// Selects it again.
pub fn resume() {
    if let (Some((anchor, from, focus, to)), Some(selection)) = (SELECTED.take(), selection()) {
        drop(selection.set_base_and_extent(&anchor, from, &focus, to));
    }
}

fn selection() -> Option<Selection> {
    window().get_selection().ok().flatten()
}
