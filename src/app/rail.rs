//! The rail answers "where?": contents, and the results of a query in their place.

use lectern::corpus::Corpus;
use lectern::document::SectionId;
use lectern::view::action::Action;
use lectern::view::screen::Screen;
use lectern::view::words::grouped;
use yew::prelude::*;

use super::choices::choices;
use super::contents::contents;
use super::icons;
use super::results::{self, results};
use super::shared::Shared;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub corpus: Shared<Corpus>,
    pub screen: Shared<Screen>,
    pub section: Option<SectionId>,
    pub act: Callback<Action>,
}

/// Which of its two sheets the rail shows while a query is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sheet {
    Contents,
    Results,
}

#[component]
pub fn Rail(props: &Props) -> Html {
    let sheet = use_state_eq(|| Sheet::Results);
    let searching = props.screen.is_searching();
    let show_results = searching && *sheet == Sheet::Results;
    let tab = |target: Sheet, name: String| {
        let show = {
            let sheet = sheet.setter();
            move |_| sheet.set(target)
        };
        html! { <button type="button" aria-pressed={(*sheet == target).to_string()} onclick={show}>{ name }</button> }
    };
    html! {
        <aside class="rail" id="rail" popover="auto" aria-label={if searching { "Results and filters" } else { "Contents and filters" }}>
            <button type="button" class="tool opener" popovertarget="rail" popovertargetaction="hide" aria-label="Close">{ icons::cross() }</button>
            if searching {
                <div class="tabs">
                    { tab(Sheet::Contents, "Contents".to_owned()) }
                    { tab(Sheet::Results, format!("Results {}", grouped(props.screen.hits.len()))) }
                </div>
            }
            if props.screen.filter.is_on() {
                { choices(&props.screen, &props.act) }
            }
            if show_results {
                { results(&results::Props { corpus: props.corpus.clone(), screen: props.screen.clone(), act: props.act.clone() }) }
            } else {
                { contents(&props.screen, props.section) }
            }
            <p class="private">{ "Works offline. Nothing you type or mark leaves this machine." }</p>
        </aside>
    }
}
