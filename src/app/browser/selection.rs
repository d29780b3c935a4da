//! What is selected in the paper, and which of its words lies under the pointer.

use js_sys::{Function, Reflect};
use lectern::document::BlockId;
use lectern::view::selection::End;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, Event, MouseEvent, Node, Range};

use gloo::utils::{document, window};

use super::{element, passage_of, text_nodes};

/// The ends of what is selected in the paper: none where nothing is, or something else.
pub fn selected() -> Option<(End, End)> {
    let range = selected_range()?;
    let words = document().query_selector_all(".paper .words").ok()?;
    let mut ends = None;
    for at in 0..words.length() {
        let Some(block) = words.item(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        if !range.intersects_node(&block).unwrap_or(false) {
            if ends.is_some() {
                break;
            }
            continue;
        }
        let Some(number) = block.id().strip_prefix('b').and_then(|number| number.parse::<usize>().ok()) else { continue };
        let at = number.saturating_sub(1);
        let start = || units_before(&block, &range.start_container().ok()?, range.start_offset().ok()?);
        let end = || units_before(&block, &range.end_container().ok()?, range.end_offset().ok()?);
        let last = (at, end().unwrap_or(usize::MAX));
        ends = match ends {
            None => Some(((at, start().unwrap_or_default()), last)),
            Some((first, _)) => Some((first, last)),
        };
    }
    ends
}

/// Where what is selected stands on the screen.
pub fn selection_rect() -> Option<DomRect> {
    Some(selected_range()?.get_bounding_client_rect())
}

/// Selects a block, whole.
pub fn select(block: BlockId) {
    let selection = window().get_selection().ok().flatten();
    if let Some((words, selection)) = element(&block.to_string()).zip(selection) {
        drop(selection.select_all_children(&words));
    }
}

/// Selects nothing.
pub fn deselect() {
    if let Some(selection) = window().get_selection().ok().flatten() {
        drop(selection.remove_all_ranges());
    }
}

fn selected_range() -> Option<Range> {
    let selection = window().get_selection().ok()??;
    (!selection.is_collapsed() && selection.range_count() > 0).then(|| selection.get_range_at(0).ok()).flatten()
}

/// The place in the paper's text that was clicked: its block, and UTF-16 units before it; none where something is being selected, or the
/// click was meant for something in the text.
pub fn note_point(event: &Event) -> Option<(BlockId, usize)> {
    let mouse: &MouseEvent = event.dyn_ref()?;
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let block = target.closest(".words").ok().flatten()?;
    if selected_range().is_some() || target.closest("a, button").ok().flatten().is_some() {
        return None;
    }
    let (node, offset) = caret(mouse.client_x().into(), mouse.client_y().into())?;
    Some((passage_of(event)?, units_before(&block, &node, offset)?))
}

/// The place between two characters at a point of the screen, as each browser says it.
fn caret(x: f64, y: f64) -> Option<(Node, u32)> {
    let document: JsValue = document().into();
    let ask = |method: &str, node: &str, offset: &str| {
        let method = Reflect::get(&document, &method.into()).ok()?.dyn_into::<Function>().ok()?;
        let found = method.call2(&document, &x.into(), &y.into()).ok().filter(JsValue::is_object)?;
        let node = Reflect::get(&found, &node.into()).ok()?.dyn_into::<Node>().ok()?;
        Some((node, Reflect::get(&found, &offset.into()).ok()?.as_f64()? as u32))
    };
    ask("caretPositionFromPoint", "offsetNode", "offset").or_else(|| ask("caretRangeFromPoint", "startContainer", "startOffset"))
}

/// UTF-16 units of a block's text before a place, markers not counted; none where the place lies outside it.
fn units_before(block: &Element, node: &Node, offset: u32) -> Option<usize> {
    if !block.contains(Some(node)) {
        return None;
    }
    let before = document().create_range().ok()?;
    before.set_start(block, 0).ok()?;
    before.set_end(node, offset).ok()?;
    let mut texts = Vec::new();
    text_nodes(before.clone_contents().ok()?.as_ref(), &mut texts);
    Some(texts.iter().map(|text| text.text_content().map_or(0, |text| text.encode_utf16().count())).sum())
}
