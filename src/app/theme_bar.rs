//! The themes: a line of sigla, each a button.

use lectern::corpus::Corpus;
use lectern::view::action::Action;
use lectern::view::screen::{Chip, Screen};
use lectern::view::words::counted;
use yew::prelude::*;

use super::shared::Shared;
use super::sigil::sigil;

pub struct Props {
    pub corpus: Shared<Corpus>,
    pub screen: Shared<Screen>,
    pub act: Callback<Action>,
}

pub fn theme_bar(props: &Props) -> Html {
    let chips = props.screen.chips.iter().map(|chip| html! { <li>{ button(props, chip) }</li> });
    html! {
        <div class="themes" role="group" aria-label="Themes, with the number of passages in each" data-bar="">
            <ul>{ for chips }</ul>
        </div>
    }
}

fn button(props: &Props, chip: &Chip) -> Html {
    let Some(theme) = props.corpus.themes.by_id(chip.theme.as_str()) else {
        return Html::default();
    };
    let press = (!chip.gives_nothing).then(|| {
        let id = chip.theme.to_string();
        props.act.reform(move |_: MouseEvent| Action::Theme(id.clone()))
    });
    let title = if chip.gives_nothing {
        format!("{}: no passage of what is shown", theme.definition)
    } else {
        format!("{}: {} of what is shown", theme.definition, counted(chip.count, "passage"))
    };
    html! {
        <button type="button" class="theme" aria-pressed={chip.pressed.to_string()} aria-disabled={chip.gives_nothing.then_some("true")}
            {title} onclick={press}>
            { sigil(theme) }<span>{ theme.name.clone() }</span>{ " " }<span class="n">{ chip.count }</span>
        </button>
    }
}
