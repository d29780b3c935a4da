//! The patterns of broken weaves, for bars in pictures.

use yew::prelude::*;

const INKS: [&str; 8] = ["blue", "teal", "green", "ochre", "umber", "plum", "slate", "ink"];

/// The definitions, referred to by the style sheet as `url("#weave-…")`.
pub fn weaves() -> Html {
    let pattern = |ink: &&'static str| {
        html! {
            <pattern id={format!("weave-{ink}")} class={format!("ink-{ink}")} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="weave-line" width="2.2" height="4"/>
            </pattern>
        }
    };
    html! { <svg class="defs" aria-hidden="true" width="0" height="0"><defs>{ for INKS.iter().map(pattern) }</defs></svg> }
}
