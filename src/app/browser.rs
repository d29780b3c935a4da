//! The only file that touches the browser, with those below it. Everything here is called from effects and callbacks, never while rendering.

mod selection;

pub use selection::{deselect, note_point, select, selected, selection_rect};

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::storage::{LocalStorage, Storage};
use gloo::utils::{document, document_element, window};
use js_sys::{Array, Function, Reflect};
use lectern::corrections::Patch;
use lectern::document::{BlockId, SectionId};
use lectern::miner::Question;
use lectern::packed::Packed;
use lectern::text::{Span, read_decimal, write_decimal};
use lectern::view::action::History;
use lectern::view::route::{Place, Route};
use lectern::view::settings::{Dimension, Settings};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CharacterData, CustomEvent, CustomEventInit, DomRect, Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement,
    KeyboardEvent, MouseEvent, Node, NodeList, Range,
};

use super::page::Direction;

/// The present address.
pub fn route() -> Route {
    Route::parse(&hash())
}

/// The part of the present address behind the page's own, as it is written.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Writes an address; keeps in the history's entry how far the page was scrolled. Browsers that refuse (too many calls at
/// once, an address too long) leave the old one: the page goes on.
pub fn write_route(route: &Route, history: History) {
    let hash = route.to_string();
    let location = window().location();
    let bare = || [location.pathname().unwrap_or_default(), location.search().unwrap_or_default()].concat();
    let url = if hash.is_empty() { bare() } else { hash };
    // a new entry has no height yet: who comes back to it before it has one goes to its place
    let state = if history == History::Push { JsValue::NULL } else { Standing::now().written() };
    if let Ok(entries) = window().history() {
        let written = match history {
            History::Push => entries.push_state_with_url(&state, "", Some(&url)),
            History::Replace => entries.replace_state_with_url(&state, "", Some(&url)),
        };
        drop(written);
    }
}

/// Where the page is scrolled to, as an entry of the history keeps it: with other faces, or in a window of another width, the same passage
/// stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// How far, in CSS pixels.
    y: f64,
    /// The block at the top, and how far down in the whole page it stands.
    at: Option<(BlockId, f64)>,
}

impl Standing {
    fn now() -> Self {
        let words = document().query_selector("[data-here] > [id]").ok().flatten();
        let at = words.and_then(|words| match Place::parse(&words.id()) {
            Some(Place::Block(block)) => Some((block, top_in_page(&words))),
            _ => None,
        });
        Self { y: scroll_y(), at }
    }

    fn written(self) -> JsValue {
        let parts = Array::of1(&self.y.into());
        if let Some((block, top)) = self.at {
            parts.push(&block.0.into());
            parts.push(&top.into());
        }
        parts.into()
    }

    fn read(kept: JsValue) -> Option<Self> {
        let parts = kept.dyn_into::<Array>().ok()?;
        let number = |at| parts.get(at).as_f64();
        let at = number(1).zip(number(2)).map(|(block, top)| (BlockId(block as u32), top));
        Some(Self { y: number(0)?, at })
    }

    /// Whether the page is scrolled so far, as a browser does it that goes by pixels.
    pub fn is_reached(self) -> bool {
        (self.y - scroll_y()).abs() <= 2.0
    }

    /// Goes there.
    pub fn take(self) {
        let moved = self.at.and_then(|(block, top)| {
            let words = element(&block.to_string()).filter(is_laid_out)?;
            Some(top_in_page(&words) - top)
        });
        scroll_to(self.y + moved.unwrap_or_default());
        if let Some((block, _)) = self.at.filter(|_| !focus_is_seen()) {
            focus_link(&block);
        }
    }
}

/// Whether the page is not scrolled.
pub fn is_at_start() -> bool {
    scroll_y() < 1.0
}

/// How far down in the whole page an element begins, in CSS pixels.
fn top_in_page(element: &Element) -> f64 {
    element.get_bounding_client_rect().top() + scroll_y()
}

/// Keeps where the page is scrolled to in the present entry of the history.
pub fn keep_scroll() {
    if let Ok(entries) = window().history() {
        drop(entries.replace_state(&Standing::now().written(), ""));
    }
}

/// Where the page stood when this entry of the history was left; none for an address that was typed or followed.
pub fn kept_scroll() -> Option<Standing> {
    Standing::read(window().history().ok()?.state().ok()?)
}

/// Lets the page put back its own scroll positions, since the browser would do so before the text is there.
pub fn own_scroll_restoration() {
    if let Ok(entries) = window().history() {
        drop(entries.set_scroll_restoration(web_sys::ScrollRestoration::Manual));
    }
}

/// How far the page is scrolled, in CSS pixels.
pub fn scroll_y() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Scrolls to a height in CSS pixels.
pub fn scroll_to(y: f64) {
    window().scroll_to_with_x_and_y(0.0, y);
}

/// Listens until it is dropped.
pub type Listeners = Vec<EventListener>;

/// Listens to an event of the window until the listener is dropped.
pub fn on_window(name: &'static str, act: impl FnMut(&Event) + 'static) -> EventListener {
    EventListener::new(&window(), name, act)
}

/// Listens to an event of the document; `act` may prevent what the browser would do. What does not rise from its element is heard on its way
/// down.
pub fn on_document(name: &'static str, act: impl FnMut(&Event) + 'static) -> EventListener {
    let phase = if name == "beforetoggle" { EventListenerPhase::Capture } else { EventListenerPhase::Bubble };
    EventListener::new_with_options(&document(), name, EventListenerOptions { phase, passive: false }, act)
}

/// Whether an event is of the element with an id.
pub fn is_target(event: &Event, id: &str) -> bool {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|target| target.id() == id)
}

/// Whether what an event is about opens.
pub fn opens(event: &Event) -> bool {
    Reflect::get(event, &"newState".into()).is_ok_and(|state| state.as_string().as_deref() == Some("open"))
}

/// Asks for one call before the next frame, however often it is asked in between.
pub fn next_frame(act: impl FnOnce() + 'static) {
    let call = wasm_bindgen::closure::Closure::once_into_js(act);
    drop(window().request_animation_frame(call.unchecked_ref()));
}

/// The value of the input that an event comes from.
pub fn input_value(event: &Event) -> String {
    event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).map(|input| input.value()).unwrap_or_default()
}

/// The element with an id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the focus on an element, and selects what is written in it.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        focus_in_place(&element);
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.select();
        }
    }
}

/// Those of a kind among the elements that were looked for.
fn found<T: JsCast>(nodes: Result<NodeList, JsValue>) -> Vec<T> {
    let Ok(nodes) = nodes else { return Vec::new() };
    (0..nodes.length()).filter_map(|at| nodes.get(at)?.dyn_into().ok()).collect()
}

/// The elements that do something (see `deeds.rs`).
fn doing(what: &str) -> Vec<HtmlElement> {
    found(document().query_selector_all(&["[data-do='", what, "']"].concat()))
}

/// Puts the focus on the element that does something with something (see `deeds.rs`); whether there is one.
pub fn focus_deed(what: &str, with: &str) -> bool {
    let element = doing(what).into_iter().find(|element| element.get_attribute("data-with").as_deref() == Some(with));
    element.is_some_and(|element| element.focus().is_ok())
}

/// With what the next element does the same, or, behind the last, the one before it.
pub fn beside_deed(what: &str, with: &str) -> Option<String> {
    let all: Vec<String> = doing(what).iter().filter_map(|element| element.get_attribute("data-with")).collect();
    let at = all.iter().position(|other| other == with)?;
    all.get(at + 1).or(at.checked_sub(1).and_then(|at| all.get(at))).cloned()
}

/// Puts the focus on the first element that a selector finds.
pub fn focus_on(selector: &str) {
    if let Some(element) = document().query_selector(selector).ok().flatten() {
        call(&element, "focus");
    }
}

/// Puts the focus on the link to a passage, where the reader is; the page stays where it stands.
pub fn focus_link(block: &BlockId) {
    if let Some(link) = document().query_selector(&["a.pilcrow[href='#", &block.to_string(), "']"].concat()).ok().flatten() {
        focus_in_place(&link);
    }
}

/// Puts the focus on something without scrolling to it.
fn focus_in_place(element: &JsValue) {
    let options = js_sys::Object::new();
    drop(Reflect::set(&options, &"preventScroll".into(), &true.into()));
    if let Ok(focus) = Reflect::get(element, &"focus".into()).and_then(|focus| focus.dyn_into::<Function>()) {
        drop(focus.call1(element, &options));
    }
}

/// Takes the focus away from an element.
pub fn blur(id: &str) {
    if let Some(element) = element(id) {
        drop(element.blur());
    }
}

/// What a key press means, where it means anything: its key, with "shift+" in front, or none where it is meant for a text
/// field, a control or the browser.
pub fn plain_key(event: &Event) -> Option<String> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return None;
    }
    let key = event.key();
    Some(if event.shift_key() && key.len() > 1 { ["shift+", &key].concat() } else { key })
}

/// Whether a key press writes a letter into the field that has the focus.
pub fn is_letter(event: &Event) -> bool {
    let key = event.dyn_ref::<KeyboardEvent>();
    key.is_some_and(|key| key.key().chars().count() == 1 && !key.ctrl_key() && !key.meta_key() && !key.alt_key())
}

/// Whether a key press may be about what a search has found; Enter is so only in the field with an id.
pub fn is_command(event: &Event, field: &str) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|key| match key.key().as_str() {
        "Enter" => is_target(event, field),
        key => matches!(key, "Escape" | "F3"),
    })
}

/// Which way Enter leads that is pressed in the field with an id: with Shift, back.
pub fn entered(event: &Event, id: &str) -> Option<Direction> {
    let key: &KeyboardEvent = event.dyn_ref()?;
    let is_meant = key.key() == "Enter" && !key.is_composing() && is_within(event, id);
    is_meant.then(|| if key.shift_key() { Direction::Back } else { Direction::Forward })
}

/// Whether an event comes from a place where text is written.
pub fn in_text_field(event: &Event) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    element.is_content_editable()
        || element.matches("input:not([type=radio], [type=checkbox], [type=range]), textarea, select").unwrap_or(false)
}

/// Whether a dialog is open.
pub fn dialog_is_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Opens a dialog over the page.
pub fn open_dialog(id: &str) {
    if let Some(dialog) =
        element(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()).filter(|dialog| !dialog.open())
    {
        drop(dialog.show_modal());
    }
}

/// Closes a dialog.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = element(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Hides the rail where it is a popover (on narrow screens).
pub fn close_rail() {
    let Some(rail) = element("rail") else { return };
    if rail.matches(":popover-open").unwrap_or(false) {
        call(&rail, "hidePopover");
    }
}

/// Closes the popover that is open; whether one was.
pub fn close_popover() -> bool {
    let open = document().query_selector(":popover-open").ok().flatten();
    open.as_ref().is_some_and(|open| {
        call(open, "hidePopover");
        true
    })
}

fn call(target: &JsValue, method: &str) {
    if let Ok(function) = Reflect::get(target, &method.into()).and_then(|value| value.dyn_into::<Function>()) {
        drop(function.call0(target));
    }
}

/// The address of a plain link within the page that was clicked, where the click asks for nothing else (no new tab, no
/// download).
pub fn clicked_link(event: &Event) -> Option<String> {
    if event.default_prevented() || !is_plain_click(event) {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href^='#']").ok().flatten()?;
    link.get_attribute("href")
}

/// Whether an event is a click that asks for nothing else (no new tab, no download).
pub fn is_plain_click(event: &Event) -> bool {
    event.dyn_ref::<MouseEvent>().is_some_and(|mouse| {
        mouse.button() == 0 && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key())
    })
}

/// How far down in the element with a class a click was, as a share of the element's height.
pub fn height_within(event: &Event, class: &str) -> Option<f64> {
    let mouse: &MouseEvent = event.dyn_ref()?;
    let element = event.target()?.dyn_into::<Element>().ok()?.closest(&[".", class].concat()).ok().flatten()?;
    let rect = element.get_bounding_client_rect();
    Some((f64::from(mouse.client_y()) - rect.top()) / rect.height().max(1.0))
}

/// What is kept under a key on this machine; none where nothing is, or the browser refuses.
pub fn stored(key: &str) -> Option<String> {
    storage_allowed().then(|| LocalStorage::raw().get_item(key).ok().flatten()).flatten()
}

/// The keys that begin so under which something is kept on this machine.
pub fn stored_keys(start: &str) -> Vec<String> {
    if !storage_allowed() {
        return Vec::new();
    }
    let storage = LocalStorage::raw();
    let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    keys.filter(|key| key.starts_with(start)).collect()
}

/// Whether this browser lets the page keep anything: it may refuse even to say what its storage is.
fn storage_allowed() -> bool {
    Reflect::get(&window(), &"localStorage".into()).is_ok_and(|storage| storage.is_object())
}

/// Keeps a value under a key on this machine.
///
/// # Errors
/// Where the browser refuses or is full.
pub fn store(key: &str, value: &str) -> Result<(), StorageRefused> {
    if !storage_allowed() {
        return Err(StorageRefused);
    }
    LocalStorage::raw().set_item(key, value).map_err(|_| StorageRefused)
}

/// Keeps nothing under a key any more.
pub fn forget(key: &str) {
    if storage_allowed() {
        LocalStorage::delete(key);
    }
}

/// The browser keeps nothing: it is full, or set so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageRefused;

/// Size by measure from which lines leave no room beside them on most screens; early.js has it, too.
const BROAD: f32 = 1370.0;

/// Shows the settings: the scheme as data on the root, the dimensions as its custom properties.
pub fn show_settings(settings: &Settings) {
    let Ok(root) = document_element().dyn_into::<HtmlElement>() else { return };
    let default = Settings::default();
    mark_root("scheme", Some(settings.scheme.as_str()));
    mark_root("broad", (settings.size * settings.measure > BROAD).then_some(""));
    let dimensions = [
        (Dimension::Size, "--text", ["calc(", &write_decimal(settings.size.into()), "rem / 16)"].concat()),
        (Dimension::Leading, "--leading", write_decimal(settings.leading.into())),
        (Dimension::Measure, "--characters", write_decimal(settings.measure.into())),
    ];
    for (dimension, property, value) in dimensions {
        let style = root.style();
        if (dimension.of(settings) - dimension.of(&default)).abs() < f32::EPSILON {
            drop(style.remove_property(property));
        } else if style.get_property_value(property).is_ok_and(|now| now != value) {
            // as `early.js` has set it, or not
            drop(style.set_property(property, &value));
        }
    }
}

/// Marks the page as ready, once, for whoever waits for it.
pub fn mark_ready() {
    if root_mark("ready").is_none() {
        mark_root("ready", Some("1"));
        tell("lectern:ready", "");
    }
}

/// Sets or removes a datum on the root element; one that is so already is left alone, since all of the paper would be styled anew.
pub fn mark_root(name: &str, value: Option<&str>) {
    if root_mark(name).as_deref() == value {
        return;
    }
    if let Ok(root) = document_element().dyn_into::<HtmlElement>() {
        match value {
            Some(value) => drop(root.dataset().set(name, value)),
            None => root.dataset().delete(name),
        }
    }
}

/// A datum of the root element.
pub fn root_mark(name: &str) -> Option<String> {
    document_element().dyn_into::<HtmlElement>().ok()?.dataset().get(name)
}

/// Tells the script that started the page something, by an event on the window.
pub fn tell(event: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(event, &init) {
        drop(window().dispatch_event(&event));
    }
}

/// Listens to what that script tells the page.
pub fn on_told(event: &'static str, mut act: impl FnMut(String) + 'static) -> EventListener {
    on_window(event, move |event| {
        if let Some(told) = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string()) {
            act(told);
        }
    })
}

/// Sends a question to the miner.
pub fn ask(question: &Question) {
    tell("lectern:ask", &question.write());
}

/// The contents of a custom section of the program's own file.
pub fn section(name: &str) -> Option<Vec<u8>> {
    let module = wasm_bindgen::module().dyn_into::<js_sys::WebAssembly::Module>().ok()?;
    let sections = js_sys::WebAssembly::Module::custom_sections(&module, name);
    Some(js_sys::Uint8Array::new(sections.get(0).dyn_ref::<js_sys::ArrayBuffer>()?).to_vec())
}

/// Has what else the paper's words may be called fetched, the first time that it is called.
pub fn want_related() {
    tell("lectern:want-related", "");
}

/// Listens to that table.
pub fn on_related(act: impl FnMut(String) + 'static) -> EventListener {
    on_told("lectern:related", act)
}

/// Listens to the miner's answers.
pub fn on_answer(act: impl FnMut(String) + 'static) -> EventListener {
    on_told("lectern:answer", act)
}

/// Offers a text as a file to be saved.
pub fn save(name: &str, text: &str) {
    tell("lectern:save", &[name, "\n", text].concat());
}

/// Has the miner write the export, corrected; it is offered as a file when it comes.
pub fn export(patch: &Patch) {
    ask(&Question::Export(patch.to_json()));
}

/// Lets the reader choose a file: what was kept, whose text comes as `lectern:opened`, or a `text` to be read.
pub fn open_file(what: &str) {
    tell("lectern:open", what);
}

/// Listens, for as long as the page lives, to papers that were opened and read. The address of the old one is given up; one that
/// cannot be read is said to be so.
pub fn on_paper(mut act: impl FnMut(Packed) + 'static) {
    let listener = on_window("lectern:paper", move |event| {
        let detail = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail);
        let bytes = detail.as_ref().and_then(|detail| detail.dyn_ref::<js_sys::Uint8Array>()).map(js_sys::Uint8Array::to_vec);
        match Packed::from_bytes(&bytes.unwrap_or_default()) {
            Ok(packed) => {
                write_route(&Route::default(), History::Push);
                window().scroll_to_with_x_and_y(0.0, 0.0);
                act(packed);
            }
            Err(why) => tell("lectern:reading", &["failed The text cannot be shown: ", why, "."].concat()),
        }
    });
    listener.forget();
}

/// Loads the page anew at its beginning: back from a reader's own text to the paper.
pub fn start_again() {
    write_route(&Route::default(), History::Push);
    drop(window().location().reload());
}

/// What another tab has put under a key, where that is what a storage event says.
pub fn stored_elsewhere(event: &Event, key: &str) -> Option<String> {
    let text = |name: &str| Reflect::get(event, &name.into()).ok()?.as_string();
    (text("key")? == key).then(|| text("newValue")).flatten()
}

/// What an element asks for that was clicked, typed into, changed or submitted: its word and what that is about.
pub fn asked(event: &Event) -> Option<(String, String)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let element = target.closest("[data-do]").ok().flatten()?;
    let is_for = match element.tag_name().as_str() {
        "FORM" => "submit",
        "INPUT" if matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio")) => "change",
        "SELECT" => "change",
        "INPUT" => "input",
        _ => "click",
    };
    (event.type_() == is_for)
        .then(|| (element.get_attribute("data-do").unwrap_or_default(), element.get_attribute("data-with").unwrap_or_default()))
}

/// Puts a text into a field, by its id.
pub fn set_field(id: &str, text: &str) {
    if let Some(element) = element(id) {
        drop(Reflect::set(element.as_ref(), &"value".into(), &text.into()));
    }
}

/// The present time, as ISO 8601 in universal time.
pub fn now() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// The present day where the reader is, as ISO 8601.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    let two = |number: u32| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    [now.get_full_year().to_string(), two(now.get_month() + 1), two(now.get_date())].join("-")
}

/// A name that no other note has: of the time, and of chance.
pub fn new_id() -> String {
    let digits = |number: f64| String::from(js_sys::Number::from(number.floor()).to_string_with_radix(36).unwrap_or_default());
    [digits(js_sys::Date::now()), digits(js_sys::Math::random() * 36_f64.powi(6))].concat()
}

/// The page's own address, without what follows `#`.
pub fn base() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Puts a text on the clipboard, plain and (where there is any) as HTML. How that went is told as `lectern:copied`: `said`, or nothing.
pub fn copy(said: &str, text: &str, html: &str) {
    tell("lectern:copy", &[said, text, html].join("\0"));
}

/// Whether the page is out of sight.
pub fn is_hidden() -> bool {
    Reflect::get(&document(), &"hidden".into()).is_ok_and(|hidden| hidden.is_truthy())
}

/// Whether the focus is within the element with an id.
pub fn has_focus(id: &str) -> bool {
    let focused = document().query_selector(&["#", id, ":focus-within"].concat());
    focused.ok().flatten().is_some()
}

/// Puts the focus on the first element within that can have it, or on the one that is so many steps from the one that has it.
pub fn focus_within(id: &str, step: i32) {
    let Some(bar) = element(id) else { return };
    let all: Vec<HtmlElement> = found(bar.query_selector_all("button"));
    let now = all.iter().position(|element| element.matches(":focus").unwrap_or(false));
    let count = i32::try_from(all.len()).unwrap_or_default();
    let at = now.and_then(|at| i32::try_from(at).ok()).map_or(0, |at| (at + step).rem_euclid(count.max(1)));
    if let Some(element) = usize::try_from(at).ok().and_then(|at| all.get(at)) {
        drop(element.focus());
    }
}

/// What stands in a field, by its id; also that of a list of choices.
pub fn field(id: &str) -> Option<String> {
    Reflect::get(element(id)?.as_ref(), &"value".into()).ok()?.as_string()
}

/// Writes into a field, by its id, unless that is what stands in it: the caret stays where it is.
pub fn fill(id: &str, text: &str) {
    if let Some(field) = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
        && field.value() != text
    {
        field.set_value(text);
    }
}

/// The title of the browser's window or tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Brings an element under the bars at the top, and lets it flash.
pub fn show(id: &str) {
    if let Some(element) = element(id) {
        // the keyboard goes on from here
        drop(element.set_attribute("tabindex", "-1"));
        focus_in_place(&element);
        // who comes from a view comes to other bars, and from a bar to where there must be room for them
        measure(Room::Bars);
        element.scroll_into_view();
        flash(&element);
    }
}

/// Scrolls what scrolls in itself back to its start, on narrow screens.
pub fn to_start(selector: &str) {
    let narrow = window().match_media("(max-width: 44rem)").ok().flatten().is_some_and(|query| query.matches());
    if let Some(element) = document().query_selector(selector).ok().flatten().filter(|_| narrow) {
        element.set_scroll_left(0);
    }
}

/// Whether something has the focus that stands on the screen.
pub fn focus_is_seen() -> bool {
    let focused = document().active_element().filter(|element| element.tag_name() != "BODY");
    focused
        .map(|element| element.get_bounding_client_rect())
        .is_some_and(|rect| rect.bottom() > 0.0 && rect.top() < inner_height())
}

/// Whether an element stands just below the bars, where browsers bring what an address names.
pub fn is_at(id: &str) -> bool {
    let below = |element: HtmlElement| element.get_bounding_client_rect().top() - top_edge();
    element(id).is_some_and(|element| (0.0..48.0).contains(&below(element)))
}

/// Lets an element flash that stands in the upper half of the screen, and puts the focus on it unless that is elsewhere; scrolls nowhere.
pub fn greet(id: &str) {
    let Some(element) = element(id) else { return };
    let top = element.get_bounding_client_rect().top();
    if top < 0.0 || top > inner_height() / 2.0 || document().active_element().is_some_and(|active| active.tag_name() != "BODY") {
        return;
    }
    drop(element.set_attribute("tabindex", "-1"));
    focus_in_place(&element);
    flash(&element);
}

/// Brings an element to where it can be seen, unless it can; whether there is one.
pub fn reveal(id: &str) -> bool {
    let Some(element) = element(id) else { return false };
    bring(&element.get_bounding_client_rect());
    true
}

/// Lets an element flash once: it has arrived.
fn flash(element: &HtmlElement) {
    let data = element.dataset();
    data.delete("arrived");
    // reading the size makes the browser see the element without the mark, so that the animation starts again
    let _ = element.offset_width();
    drop(data.set("arrived", ""));
}

/// Brings a stretch of a block's text to the middle of the screen, unless it can be seen as it is.
pub fn show_span(block: BlockId, span: Span) {
    let Some(element) = element(&block.to_string()) else { return };
    let rect = range(&element, span).map_or_else(|| element.get_bounding_client_rect(), |range| range.get_bounding_client_rect());
    bring(&rect);
}

/// Scrolls so that a place is in the upper middle of the screen, unless it can be seen.
fn bring(rect: &DomRect) {
    let height = inner_height();
    let top = top_edge();
    if rect.top() < top + 24.0 || rect.bottom() > height - 64.0 {
        let middle = top + (height - top) / 3.0;
        window().scroll_by_with_x_and_y(0.0, rect.top() - middle);
    }
}

/// Whether something of an element stands on the screen, below the bars.
pub fn is_on_screen(id: &str) -> bool {
    element(id)
        .map(|element| element.get_bounding_client_rect())
        .is_some_and(|rect| rect.bottom() > top_edge() && rect.top() < inner_height())
}

fn inner_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0)
}

/// The bars that may stick to the top.
fn bars() -> Vec<Element> {
    found(document().query_selector_all("[data-bar]"))
}

/// Where the bars that stick to the top end.
fn top_edge() -> f64 {
    let bottoms = bars().into_iter().map(|bar| bar.get_bounding_client_rect());
    // a bar that has scrolled away does not cover anything
    bottoms
        .filter(|rect| rect.height() > 0.0 && rect.bottom() > 0.0 && rect.top() < 200.0)
        .map(|rect| rect.bottom())
        .fold(0.0, f64::max)
}

/// Tells the style sheet how high the bars are that stick to the top, one below the other, whatever the size of letters and their faces: what
/// is scrolled to stands below. Where that is what it has already, nothing is told, since all of the paper would be styled anew.
pub fn measure_bars() {
    let is_beside = document().query_selector(&[BESIDE, " :focus"].concat()).ok().flatten().is_some();
    measure(if is_beside { Room::None } else { Room::Bars });
}

/// For what the browser keeps room above what it scrolls to: see [`make_room`].
#[derive(Clone, Copy, PartialEq)]
enum Room {
    None,
    Bars,
}

fn measure(keep: Room) {
    let pixels = |element: &Element, property| read_decimal(computed(element, property).trim_end_matches("px"));
    let tell = |element: &Element, property, value: &str| {
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            drop(element.style().set_property(property, value));
        }
    };
    let is_other = |now: Option<f64>, value: f64| now.is_none_or(|now| (now - value).abs() > 1.5);
    let mut height = 0.0;
    for bar in bars().into_iter().filter(|bar| computed(bar, "position") == "sticky") {
        if is_other(pixels(&bar, "top"), height) {
            tell(&bar, "top", &[&write_decimal(height), "px"].concat());
        }
        height += bar.get_bounding_client_rect().height();
    }
    // what stands beside the paper sticks below them
    for aside in found::<Element>(document().query_selector_all(".rail, .evidence")) {
        if computed(&aside, "position") == "sticky" && is_other(pixels(&aside, "top"), height) {
            tell(&aside, "--top", &[&write_decimal(height), "px"].concat());
        }
    }
    if keep == Room::None {
        return;
    }
    let root = document_element();
    let room = ROOM * pixels(&root, "font-size").unwrap_or(16.0);
    if is_other(pixels(&root, PADDING), height + room) {
        tell(&root, PADDING, &["calc(", &write_decimal(height), "px + ", &write_decimal(ROOM), "rem)"].concat());
    }
}

/// What sticks to the screen above the paper and beside it.
const BESIDE: &str = ":is([data-bar], .rail, .evidence)";

/// Keeps no room for the bars while the focus is in one: what stands there is in sight, and a browser would scroll the paper, as the focus
/// comes and with every letter that is typed, to bring it out from under them. To be told when the focus leaves and when it comes.
pub fn make_room(event: &Event) {
    let leaves = event.type_() == "focusout";
    let target = if leaves { Reflect::get(event, &"relatedTarget".into()).ok() } else { event.target().map(JsValue::from) };
    let is_beside = is_in(target, BESIDE);
    let Ok(root) = document_element().dyn_into::<HtmlElement>() else { return };
    let has_none = root.style().get_property_value(PADDING).is_ok_and(|padding| padding == "0px");
    // Firefox, which has this property, does not scroll so, and would go to an address that is typed meanwhile as if there were no bars
    if is_beside && !has_none && !Reflect::has(&window(), &"mozInnerScreenX".into()).unwrap_or(false) {
        drop(root.style().set_property(PADDING, "0px"));
    } else if has_none && !is_beside {
        measure(Room::Bars);
    }
}

/// How far below the bars something stands that is scrolled to: in this property, and so many times the size of letters (`--s5`).
const PADDING: &str = "scroll-padding-top";
const ROOM: f64 = 1.5;

/// A property of an element as it applies.
fn computed(element: &Element, property: &str) -> String {
    let style = window().get_computed_style(element).ok().flatten();
    style.and_then(|style| style.get_property_value(property).ok()).unwrap_or_default()
}

/// What is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// The block at the top edge.
    pub block: Option<BlockId>,
    /// The last heading at or above the top edge; at the end of the document, the last.
    pub section: Option<SectionId>,
    /// The last block that begins above the bottom edge.
    pub last: Option<BlockId>,
}

/// Looks what is on the screen, among so many blocks and sections.
pub fn look(blocks: usize, sections: usize) -> Seen {
    let edge = top_edge() + 40.0;
    let bottom = inner_height();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let at_end = document_element().scroll_height() - bottom.ceil().max(0.0) as i32 - scroll_y().ceil() as i32 <= 2;
    let last_above = |prefix: &str, number: usize, edge: f64| {
        (1..=count(number)).rev().find(|n| {
            let element = element(&[prefix, &n.to_string()].concat());
            element.is_some_and(|element| is_laid_out(&element) && element.get_bounding_client_rect().top() <= edge)
        })
    };
    let section_edge = if at_end { bottom } else { edge };
    // a passage that is all behind the bars is none that is read
    let is_read = |n: &u32| {
        let element = element(&BlockId(*n).to_string()).filter(is_laid_out);
        element.is_some_and(|element| element.get_bounding_client_rect().bottom() > edge - 40.0)
    };
    let read = last_above("b", blocks, edge).map(|n| (n..=count(blocks)).find(is_read).unwrap_or(n));
    Seen {
        block: read.map(BlockId),
        // before the first heading the reader is at the first section
        section: last_above("s", sections, section_edge).or((sections > 0).then_some(1)).map(SectionId),
        last: last_above("b", blocks, bottom).map(BlockId),
    }
}

/// Whether an element is part of what can be scrolled to: not folded away.
fn is_laid_out(element: &HtmlElement) -> bool {
    element.offset_parent().is_some() && element.closest("[hidden]").ok().flatten().is_none()
}

/// Marks the block at which the reader is, in the margin.
pub fn mark_here(block: Option<BlockId>) {
    for marked in found::<Element>(document().query_selector_all("[data-here]")) {
        drop(marked.remove_attribute("data-here"));
    }
    if let Some(passage) =
        block.and_then(|id| element(&id.to_string())).and_then(|words| words.closest(".passage").ok().flatten())
    {
        drop(passage.set_attribute("data-here", ""));
    }
}

/// Where each block stands in the document: top and height, as shares of the whole height.
pub fn shares(blocks: usize) -> Vec<(f64, f64)> {
    let whole = f64::from(document_element().scroll_height()).max(1.0);
    let scrolled = scroll_y();
    (1..=blocks)
        .map(|n| {
            let rect = element(&["b", &n.to_string()].concat())
                .filter(|element| element.offset_parent().is_some())
                .map(|element| element.get_bounding_client_rect());
            rect.map_or((0.0, 0.0), |rect| ((rect.top() + scrolled) / whole, rect.height() / whole))
        })
        .collect()
}

/// Paints stretches of blocks under a name that the style sheet knows (`::highlight(name)`), instead of what was painted under
/// it before. The text itself is not touched. Does nothing where the browser cannot.
pub fn paint(name: &str, stretches: &[(BlockId, Span)]) {
    let Some(registry) = highlights() else { return };
    let ranges = Array::new();
    for (block, span) in stretches {
        if let Some(range) = element(&block.to_string()).and_then(|element| range(&element, *span)) {
            ranges.push(&range);
        }
    }
    let method = |method: &str| Reflect::get(&registry, &method.into()).ok()?.dyn_into::<Function>().ok();
    if ranges.length() == 0 {
        if let Some(delete) = method("delete") {
            drop(delete.call1(&registry, &name.into()));
        }
        return;
    }
    let highlight = Reflect::get(&window(), &"Highlight".into())
        .and_then(|class| Reflect::construct(class.unchecked_ref::<Function>(), &ranges));
    if let (Ok(highlight), Some(set)) = (highlight, method("set")) {
        // the current hit lies above the other hits, and these above the marks of themes
        let priority = match name {
            "hit-now" => 2.0,
            "hit" => 1.0,
            _ => 0.0,
        };
        drop(Reflect::set(&highlight, &"priority".into(), &priority.into()));
        drop(set.call2(&registry, &name.into(), &highlight));
    }
}

fn highlights() -> Option<JsValue> {
    let css = Reflect::get(&window(), &"CSS".into()).ok().filter(|css| !css.is_undefined())?;
    Reflect::get(&css, &"highlights".into()).ok().filter(|registry| registry.is_object())
}

/// Whether this browser can paint without touching the text.
pub fn can_paint() -> bool {
    highlights().is_some()
}

/// The range of a stretch (in UTF-16 units) of an element's text, markers left out.
fn range(element: &Element, span: Span) -> Option<Range> {
    let range = document().create_range().ok()?;
    let mut texts = Vec::new();
    text_nodes(element, &mut texts);
    let mut before = 0_usize;
    let mut started = false;
    for text in texts {
        let length = usize::try_from(text.unchecked_ref::<CharacterData>().length()).unwrap_or(usize::MAX);
        let offset = |at: usize| u32::try_from(at.saturating_sub(before)).unwrap_or(u32::MAX);
        if !started && span.start < before + length {
            range.set_start(&text, offset(span.start)).ok()?;
            started = true;
        }
        if started && span.end <= before + length {
            range.set_end(&text, offset(span.end)).ok()?;
            return Some(range);
        }
        before += length;
    }
    None
}

/// The text nodes below an element, but for those of markers.
pub fn text_nodes(node: &Node, texts: &mut Vec<Node>) {
    let mut child = node.first_child();
    while let Some(node) = child {
        if node.node_type() == Node::TEXT_NODE {
            texts.push(node.clone());
        } else if node.dyn_ref::<Element>().is_some_and(|element| !element.has_attribute("data-marker")) {
            text_nodes(&node, texts);
        }
        child = node.next_sibling();
    }
}

/// The number of the note whose marker an event comes from.
pub fn note_of(event: &Event) -> Option<u32> {
    let element = event.target()?.dyn_into::<Element>().ok()?.closest("[role=doc-noteref]").ok().flatten()?;
    element.id().strip_prefix('n')?.parse().ok()
}

/// Whether an event comes from within the element with an id.
pub fn is_within(event: &Event, id: &str) -> bool {
    is_in(event.target().map(JsValue::from), &["#", id].concat())
}

/// Whether an event comes from the panel under the search box.
pub fn is_asking(event: &Event) -> bool {
    is_in(event.target().map(JsValue::from), ".asking")
}

/// Whether what an event tells of stands in something that a selector finds.
fn is_in(target: Option<JsValue>, selector: &str) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// The block of the passage that an event comes from.
pub fn passage_of(event: &Event) -> Option<BlockId> {
    let passage = event.target()?.dyn_into::<Element>().ok()?.closest(".passage").ok().flatten()?;
    let words = passage.query_selector(".words").ok().flatten()?;
    words.id().strip_prefix('b')?.parse().ok().map(BlockId)
}

/// Puts a card under an element that it describes (above it where there is no room), within the width of the window.
pub fn put_beside(card: &str, anchor: &str) {
    if let Some(anchor) = element(anchor) {
        for other in found::<Element>(document().query_selector_all("[aria-describedby]")) {
            drop(other.remove_attribute("aria-describedby"));
        }
        drop(anchor.set_attribute("aria-describedby", card));
        put_under(card, &anchor.get_bounding_client_rect());
    }
}

/// Puts a card under a place (above it where there is no room), within the width of the window.
pub fn put_under(card: &str, place: &DomRect) {
    let Some(card) = element(card) else { return };
    let width = f64::from(document_element().client_width());
    let left = place.left().min(width - f64::from(card.offset_width()) - 8.0).max(8.0);
    let height = f64::from(card.offset_height());
    let (above, below) = (place.top() - height - 6.0, place.bottom() + 6.0);
    // never out of sight: a long place may leave no room at either end
    let top = if below + height <= inner_height() - 8.0 {
        below
    } else if above >= top_edge() {
        above
    } else {
        (inner_height() - height - 8.0).max(top_edge() + 8.0)
    };
    // what is translated is not laid out anew
    let place = [write_decimal(left), write_decimal(top + scroll_y())].map(|length| length + "px").join(" ");
    drop(card.style().set_property("translate", &place));
}

/// The place of a stretch of a block's text on the screen.
pub fn rect_of(block: BlockId, span: Span) -> Option<DomRect> {
    let element = element(&block.to_string())?;
    Some(range(&element, span)?.get_bounding_client_rect())
}
