//! A theme's two letters over its weave.

use lectern::extract::themes::{Theme, Weave};
use yew::prelude::*;

/// The classes of a theme's ink and weave.
pub fn ink(theme: &Theme) -> Classes {
    let weave = match theme.weave {
        Weave::Plain => "weave-a",
        Weave::Broken => "weave-b",
    };
    classes!(format!("ink-{}", theme.ink), weave)
}

/// The sigil; decorative, since the name stands beside it or is said otherwise.
pub fn sigil(theme: &Theme) -> Html {
    html! { <span class={classes!("sigil", ink(theme))} aria-hidden="true">{ theme.siglum.clone() }</span> }
}

/// How strong a theme is in a passage, as a bar of five parts.
pub fn meter(theme: &Theme, strength: u8) -> Html {
    let width = (u16::from(strength) * 6).to_string();
    html! {
        <span class={classes!("meter", ink(theme))}>
            <svg viewBox="0 0 30 6" aria-hidden="true">
                <rect class="meter-bed" width="30" height="6"/><rect class="meter-bar" width={width} height="6"/>
            </svg>
            <span class="visually-hidden">{ format!("{}, strength {strength} of 5", theme.name) }</span>
        </span>
    }
}
