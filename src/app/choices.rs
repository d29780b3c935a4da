//! How the filter works: what a passage must carry, and what becomes of the rest.

use lectern::view::action::Action;
use lectern::view::route::{Carry, Mode};
use lectern::view::screen::Screen;
use yew::prelude::*;

/// The choices that a filter has.
pub fn choices(screen: &Screen, act: &Callback<Action>) -> Html {
    let (route, totals) = (&screen.route, &screen.totals);
    let carry = |carry: Carry, name: &str, count: usize| {
        radio("carry", name, Some(count), route.carry == carry, act.reform(move |_| Action::Carry(carry)))
    };
    let mode = |mode: Mode, name: &str| radio("mode", name, None, route.mode == mode, act.reform(move |_| Action::Mode(mode)));
    let (either, both) =
        if screen.filter.themes.len() > 2 { ("one of the themes", "all of the themes") } else { ("either theme", "both themes") };
    html! {
        <>
            if screen.filter.themes.len() > 1 {
                <fieldset class="choices" role="radiogroup" aria-labelledby="carry">
                    <legend id="carry">{ "A passage must carry" }</legend>
                    { carry(Carry::Either, either, totals.either) }{ carry(Carry::Both, both, totals.both) }
                </fieldset>
            }
            <fieldset class="choices" role="radiogroup" aria-labelledby="mode">
                <legend id="mode">{ "The rest of the paper is" }</legend>
                { mode(Mode::Mark, "shown, matches marked") }{ mode(Mode::Dim, "dimmed") }{ mode(Mode::Fold, "folded, and counted") }
            </fieldset>
        </>
    }
}

/// A radio button of a group; a count beside it is not part of its name.
pub fn radio(group: &'static str, name: &str, count: Option<usize>, checked: bool, choose: Callback<Event>) -> Html {
    html! {
        <label>
            <input type="radio" name={group} {checked} onchange={choose}/>{ name }
            if let Some(count) = count {
                <span class="n" aria-hidden="true">{ count }</span>
            }
        </label>
    }
}
