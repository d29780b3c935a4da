//! The desk: brand over the rail, search over the text, views over the evidence.

use lectern::view::action::Action;
use lectern::view::route::{Place, Route, View};
use yew::prelude::*;

use super::icons;
use super::search_box::{self, search_box};

pub struct Props {
    pub route: Route,
    /// What the search box says of its hits.
    pub count: String,
    /// What the button that opens the rail on narrow screens says.
    pub rail: String,
    pub act: Callback<Action>,
    pub step: Callback<Direction>,
    pub open: Callback<&'static str>,
}

/// Which hit is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Back,
}

/// The views that have a link in the bar.
const VIEWS: [(Option<View>, &str); 5] = [
    (None, "Read"),
    (Some(View::Figures), "Figures"),
    (Some(View::Actors), "Actors"),
    (Some(View::Repairs), "Repairs"),
    (Some(View::About), "About"),
];

pub fn desk(props: &Props) -> Html {
    let open = |id: &'static str| {
        let open = props.open.clone();
        move |_| open.emit(id)
    };
    let search = search_box(&search_box::Props {
        query: props.route.query.clone(),
        count: props.count.clone(),
        act: props.act.clone(),
        step: props.step.clone(),
    });
    html! {
        <header class="desk" data-bar="">
            <a class="brand" href={props.route.at(None).href()} aria-label="Lectern, first page">
                <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
                    <path class="logo-stand" d="M12 8.5V20.5M8 20.5h8"/><path class="logo-board" d="M4 11.8 20 4.6"/>
                </svg>
                <span>{ "Lectern" }</span>
            </a>
            { search }
            <nav class="views" aria-label="Views"><ul>{ for VIEWS.iter().map(|(view, name)| view_link(&props.route, *view, name)) }</ul></nav>
            <div class="aids">
                <button type="button" class="opener" popovertarget="rail">{ icons::lines() }{ props.rail.clone() }</button>
                <button type="button" class="letters" aria-label="Text and colours" onclick={open("settings")}>{ "Aa" }</button>
                <button type="button" class="tool" aria-label="Keyboard shortcuts" onclick={open("keys")}>{ "?" }</button>
            </div>
        </header>
    }
}

fn view_link(route: &Route, view: Option<View>, name: &str) -> Html {
    let here = match &route.place {
        Some(Place::View(open)) => view == Some(*open),
        _ => view.is_none(),
    };
    let href = route.at(view.map(Place::View)).href();
    html! { <li><a {href} aria-current={here.then_some("page")}>{ name }</a></li> }
}
