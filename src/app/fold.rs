//! A fold: a crease in the sheet, and what lies under it in words.

use lectern::view::filter::Fold;
use lectern::view::words::counted;
use yew::prelude::*;

use super::icons;

pub struct Props {
    pub fold: Fold,
    pub query: String,
    pub toggle: Callback<Fold>,
    /// The element: a list takes only items.
    pub tag: &'static str,
}

pub fn fold_line(props: &Props) -> Html {
    let fold = &props.fold;
    let range = if fold.first == fold.last {
        format!("¶\u{202f}{}", fold.first.0)
    } else {
        format!("¶\u{202f}{}–{}", fold.first.0, fold.last.0)
    };
    let hits = (fold.hits > 0).then(|| format!(", with {} for {}", counted(fold.hits, "hit"), props.query));
    let what = if fold.opened { format!("Hide {} again", fold.what) } else { format!("{} hidden", fold.what) };
    let click = {
        let (toggle, fold) = (props.toggle.clone(), fold.clone());
        move |_| toggle.emit(fold.clone())
    };
    html! {
        <@{props.tag} key={format!("fold {}", fold.first)} class={classes!("fold", fold.opened.then_some("opened"))}>
            <button type="button" aria-expanded={fold.opened.to_string()} onclick={click}>
                <span class="range" aria-hidden="true">{ range }</span>
                <span><b>{ what }</b>{ hits }</span>
                { if fold.opened { icons::up() } else { icons::down() } }
            </button>
        </@>
    }
}
