//! The few icons, drawn on a grid of 16.

use yew::prelude::*;

use super::tag::{Tag, tag};

fn grid() -> Tag {
    tag("svg").class("icon").is("viewBox", "0 0 16 16").is("aria-hidden", "true")
}

#[inline(never)]
fn icon(path: &'static str) -> Html {
    grid().add(tag("path").is("d", path)).into()
}

pub fn search() -> Html {
    let lens = tag("circle").is("cx", "7").is("cy", "7").is("r", "4.5");
    grid().add(lens).add(tag("path").is("d", "m10.5 10.5 3.5 3.5")).into()
}

pub fn up() -> Html {
    icon("m4 10 4-4 4 4")
}

pub fn down() -> Html {
    icon("m4 6 4 4 4-4")
}

pub fn cross() -> Html {
    icon("m4 4 8 8M12 4l-8 8")
}

pub fn lines() -> Html {
    icon("M2.5 4h11M2.5 8h11M2.5 12h7")
}

pub fn back() -> Html {
    icon("M13 8H3.5M7 4.5 3.5 8 7 11.5")
}

pub fn panel() -> Html {
    icon("M2.5 3h11v10h-11zM10 3v10")
}

pub fn tick() -> Html {
    icon("m3 8.5 3.2 3.2L13 4.8")
}

pub fn chain() -> Html {
    icon("M7 9.5a2.5 2.5 0 0 0 3.6.1l2-2A2.5 2.5 0 0 0 9 4.1l-.8.8M9 6.5a2.5 2.5 0 0 0-3.6-.1l-2 2A2.5 2.5 0 0 0 7 11.9l.8-.8")
}

pub fn quote() -> Html {
    icon("M3 12c1.8 0 3-1.2 3-3V4.5H3V8h1.5M9.5 12c1.8 0 3-1.2 3-3V4.5h-3V8H11")
}

pub fn note() -> Html {
    icon("M3 2.5h10v8L9.5 14H3zM13 10.5H9.5V14")
}

pub fn pencil() -> Html {
    icon("m3 13 .8-3.2 7-7 2.4 2.4-7 7zM9.6 4l2.4 2.4")
}

pub fn sortable() -> Html {
    icon("m5 6.5 3-3 3 3M5 9.5l3 3 3-3")
}

pub fn sorted_up() -> Html {
    icon("M8 12.5v-9M4.5 7 8 3.5 11.5 7")
}

pub fn sorted_down() -> Html {
    icon("M8 3.5v9M4.5 9 8 12.5 11.5 9")
}
