//! The search box: results while typing, and the way through the hits.

use lectern::view::action::Action;
use yew::prelude::*;

use super::browser;
use super::desk::Direction;
use super::icons;

pub struct Props {
    pub query: String,
    pub count: String,
    pub act: Callback<Action>,
    pub step: Callback<Direction>,
}

pub fn search_box(props: &Props) -> Html {
    let typed = props.act.reform(|event: InputEvent| Action::Search(browser::input_value(&event)));
    let submit = Callback::from(|event: SubmitEvent| event.prevent_default());
    let keyed = {
        let step = props.step.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                step.emit(if event.shift_key() { Direction::Back } else { Direction::Forward });
            }
        }
    };
    let clear = {
        let act = props.act.clone();
        move |_| {
            act.emit(Action::Search(String::new()));
            browser::focus("search");
        }
    };
    let step = |direction| props.step.reform(move |_: MouseEvent| direction);
    html! {
        <form class="search" role="search" onsubmit={submit}>
            <label class="visually-hidden" for="search">{ "Search this paper" }</label>
            { icons::search() }
            <input id="search" type="search" placeholder="Search this paper" autocomplete="off" spellcheck="false" enterkeyhint="search"
                value={props.query.clone()} oninput={typed} onkeydown={keyed}/>
            <span role="status" class="search-count">{ props.count.clone() }</span>
            if props.query.is_empty() {
                <kbd aria-hidden="true">{ "/" }</kbd>
            } else {
                <button type="button" class="tool" aria-label="Previous hit" onclick={step(Direction::Back)}>{ icons::up() }</button>
                <button type="button" class="tool" aria-label="Next hit" onclick={step(Direction::Forward)}>{ icons::down() }</button>
                <button type="button" class="tool" aria-label="Clear search" onclick={clear}>{ icons::cross() }</button>
            }
        </form>
    }
}
