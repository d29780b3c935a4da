//! What the page has to say for a while: the way back, a new version, a refusal.

use lectern::view::route::{Place, Route};
use yew::prelude::*;

use super::browser;
use super::icons;

pub struct Props {
    /// Where the reader stood before a jump.
    pub back: Option<Box<Route>>,
    /// Remarks that stay until they are closed.
    pub remarks: Vec<AttrValue>,
    /// Whether a newer version of the page waits.
    pub update: bool,
    pub close: Callback<Toast>,
}

/// Which one is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Toast {
    /// The way back; taken or not.
    Back(Taken),
    /// The new version.
    Update,
    /// A remark.
    Remark(AttrValue),
}

/// Whether the reader takes what is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Yes,
    No,
}

pub fn toasts(props: &Props) -> Html {
    let close = |toast: Toast| props.close.reform(move |_: MouseEvent| toast.clone());
    let remark = |text: &AttrValue| {
        html! {
            <div class="toast quiet" role="status">
                <p>{ text.clone() }</p>
                <button type="button" class="button" onclick={close(Toast::Remark(text.clone()))}>{ "Close" }</button>
            </div>
        }
    };
    let load = move |_| browser::tell("lectern:apply-update", "");
    html! {
        <div class="toasts">
            if props.update {
                <div class="toast" role="status">
                    <p><b>{ "A newer edition of this page is ready." }</b>{ " Your place and your settings are kept." }</p>
                    <button type="button" class="button" onclick={load}>{ "Load it" }</button>
                    <button type="button" class="button" onclick={close(Toast::Update)}>{ "Later" }</button>
                </div>
            }
            { for props.remarks.iter().map(remark) }
            if let Some(back) = &props.back {
                <div class="back-chip">
                    <button type="button" class="button" onclick={close(Toast::Back(Taken::Yes))}>
                        { icons::back() }{ "Back to where you were" }<span class="n" aria-hidden="true">{ place(back) }</span>
                    </button>
                    <button type="button" class="tool" aria-label="Stay here" onclick={close(Toast::Back(Taken::No))}>{ icons::cross() }</button>
                </div>
            }
        </div>
    }
}

/// A place in a few letters.
fn place(route: &Route) -> String {
    match &route.place {
        Some(Place::Block(block)) => format!("¶\u{202f}{}", block.0),
        Some(Place::View(view)) => view.as_str().to_owned(),
        _ => String::new(),
    }
}
