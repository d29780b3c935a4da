//! Ticks beside the scrollbar: where hits and the active themes stand in the document. For the pointer only.

use lectern::corpus::Corpus;
use lectern::view::action::Action;
use lectern::view::screen::Screen;
use yew::prelude::*;

use super::browser;
use super::shared::Shared;
use super::sigil::ink;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub corpus: Shared<Corpus>,
    pub screen: Shared<Screen>,
    pub act: Callback<Action>,
}

/// Height of the drawing, in its own units; the least height of a tick in them.
const HEIGHT: f64 = 1000.0;
const LEAST: f64 = 6.0;

#[component]
pub fn Ticks(props: &Props) -> Html {
    let shares = use_state_eq(Vec::new);
    let measure = {
        let (shares, blocks) = (shares.setter(), props.corpus.document.blocks.len());
        move || shares.set(browser::shares(blocks))
    };
    // after each change of what is shown, and of the window
    use_effect_with(props.screen.clone(), {
        let measure = measure.clone();
        move |_| browser::next_frame(measure)
    });
    use_effect_with((), move |()| {
        let listener = browser::on_window("resize", move |_| measure());
        move || drop(listener)
    });
    let screen = &props.screen;
    if screen.hits.is_empty() && screen.filter.themes.is_empty() {
        return Html::default();
    }
    let share = |at: usize| shares.get(at).copied().filter(|(_, height)| *height > 0.0);
    let themes = screen.filter.themes.iter().take(2).enumerate().filter_map(|(column, id)| {
        let theme = props.corpus.themes.by_id(id.as_str())?;
        let x = (1 + 6 * column).to_string();
        let carries = |at: &usize| props.corpus.themes_of(*at).iter().any(|carried| carried.theme == *id);
        let bars = (0..shares.len())
            .filter(carries)
            .filter_map(share)
            .map(move |(top, height)| tick("tick-theme", &x, "5", top * HEIGHT, (height * HEIGHT).max(LEAST)));
        Some(html! { <g class={ink(theme)}>{ for bars }</g> })
    });
    let hits = screen.hits.iter().enumerate().filter_map(|(number, hit)| {
        let at = props.corpus.position(hit.block)?;
        let (top, height) = share(at)?;
        let length = props.corpus.block(at)?.text.len().max(1) as f64;
        let y = (top + height * hit.span.start as f64 / length) * HEIGHT;
        let go = props.act.reform(move |_: MouseEvent| Action::Hit(number + 1));
        let class = if screen.current == Some(number) { "tick-now" } else { "tick-hit" };
        Some(html! { <g onclick={go}>{ tick(class, "1", "12", y, LEAST) }</g> })
    });
    html! {
        <div class="ticks" aria-hidden="true">
            <svg viewBox={format!("0 0 14 {}", whole(HEIGHT))} preserveAspectRatio="none">{ for themes }{ for hits }</svg>
        </div>
    }
}

/// A number in whole units.
fn whole(number: f64) -> String {
    (number.round() as i32).to_string()
}

fn tick(class: &'static str, x: &str, width: &'static str, y: f64, height: f64) -> Html {
    html! { <rect {class} x={x.to_owned()} {width} y={whole(y)} height={whole(height)}/> }
}
