//! The two dialogs: text and colours, keyboard shortcuts.

use lectern::text::{read_decimal, small_letters, write_decimal};
use lectern::view::settings::{Dimension, Scheme, Settings, SingleKeys};
use yew::prelude::*;

use super::browser;
use super::icons;

/// Both dialogs, closed until a button or a key opens one.
pub fn dialogs(settings: Settings, set: &Callback<Settings>) -> Html {
    html! { <>{ settings_dialog(settings, set) }{ keys_dialog(settings, set) }</> }
}

fn settings_dialog(settings: Settings, set: &Callback<Settings>) -> Html {
    let scheme = |(scheme, word, name): &(Scheme, &'static str, &'static str)| {
        let scheme = *scheme;
        let choose = set.reform(move |_: Event| Settings { scheme, ..settings });
        html! {
            <label class={classes!("swatch", format!("swatch-{word}"))}>
                <span aria-hidden="true">{ "Aa" }</span>{ *name }
                <input type="radio" name="scheme" value={*word} checked={settings.scheme == scheme} onchange={choose}/>
            </label>
        }
    };
    html! {
        <dialog id="settings" aria-labelledby="settings-head">
            { head("settings", "Text and colours") }
            { for Dimension::ALL.into_iter().map(|dimension| slider(settings, set, dimension)) }
            <fieldset class="swatches"><legend class="visually-hidden">{ "Colours" }</legend>{ for Scheme::ALL.iter().map(scheme) }</fieldset>
        </dialog>
    }
}

fn slider(settings: Settings, set: &Callback<Settings>, dimension: Dimension) -> Html {
    let (least, greatest, step) = dimension.range();
    let shown = |value: f32| write_decimal(value.into());
    let id = format!("set-{}", small_letters(dimension.name()));
    let move_to = set.reform(move |event: InputEvent| {
        let value = read_decimal(&browser::input_value(&event)).map_or(f32::NAN, |value| value as f32);
        dimension.set(settings, value)
    });
    let reset = set.reform(move |_: MouseEvent| dimension.set(settings, dimension.of(&Settings::default())));
    html! {
        <div class="setting">
            <label for={id.clone()}>{ dimension.name() }</label>
            <input id={id.clone()} type="range" min={shown(least)} max={shown(greatest)} step={shown(step)}
                value={shown(dimension.of(&settings))} aria-valuetext={dimension.say(&settings)} oninput={move_to}/>
            <output for={id}>{ dimension.say(&settings) }</output>
            <button type="button" class="tool" aria-label={format!("{}: back to the default", dimension.name())} onclick={reset}>{ icons::back() }</button>
        </div>
    }
}

/// What the keys do, as the dialog says it.
const KEYS: [(&str, &[&str]); 10] = [
    ("Search", &["/"]),
    ("Next, previous hit", &["n", "p"]),
    ("Next, previous hit, as browsers do", &["F3", "⇧F3"]),
    ("Next, previous hit, in the search box", &["Enter", "⇧Enter"]),
    ("Next, previous passage", &["j", "k"]),
    ("Next, previous section", &["]", "["]),
    ("Mark, dim, fold", &["1", "2", "3"]),
    ("Evidence", &["e"]),
    ("Close the nearest thing", &["Esc"]),
    ("This list", &["?"]),
];

fn keys_dialog(settings: Settings, set: &Callback<Settings>) -> Html {
    let keys = if settings.keys == SingleKeys::On { SingleKeys::Off } else { SingleKeys::On };
    let toggle = set.reform(move |_: Event| Settings { keys, ..settings });
    let key = |(what, keys): &(&'static str, &[&'static str])| {
        let keys = keys.iter().map(|key| html! { <>{ " " }<kbd>{ *key }</kbd></> });
        html! { <div><dt>{ *what }</dt><dd>{ for keys }</dd></div> }
    };
    html! {
        <dialog id="keys" aria-labelledby="keys-head">
            { head("keys", "Keyboard shortcuts") }
            <dl class="keys">{ for KEYS.iter().map(key) }</dl>
            <p class="choices"><label><input type="checkbox" checked={settings.keys == SingleKeys::On} onchange={toggle}/>{ "Single keys act outside text fields" }</label></p>
        </dialog>
    }
}

fn head(id: &'static str, title: &'static str) -> Html {
    html! {
        <div class="dialog-head">
            <h2 id={format!("{id}-head")}>{ title }</h2>
            <button type="button" class="tool" aria-label="Close" onclick={move |_| browser::close_dialog(id)}>{ icons::cross() }</button>
        </div>
    }
}
