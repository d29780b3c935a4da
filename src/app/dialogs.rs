//! The two dialogs: text and colours, keyboard shortcuts. Closed until a button or a key opens one.

use lectern::text::{small_letters, write_decimal};
use lectern::view::settings::{Dimension, Scheme, Settings, SingleKeys};

use super::icons;
use super::tag::{Tag, button, tag};

pub fn settings_dialog(settings: &Settings) -> Tag {
    let mut dialog = dialog("settings", "settings-head", "Text and colours");
    for dimension in Dimension::ALL {
        dialog = dialog.add(slider(settings, dimension));
    }
    let mut swatches = tag("fieldset").class("swatches").add(tag("legend").class("visually-hidden").text("Colours"));
    for (scheme, word, name) in Scheme::ALL {
        let radio = tag("input").is("type", "radio").is("name", "scheme").is("data-do", "scheme").is("data-with", word);
        let swatch = tag("label")
            .has("class", &["swatch swatch-", word].concat())
            .add(tag("span").is("aria-hidden", "true").text("Aa"))
            .text(name)
            .add(radio.value(word).checked(settings.scheme == *scheme));
        swatches = swatches.add(swatch);
    }
    dialog.add(swatches)
}

fn slider(settings: &Settings, dimension: Dimension) -> Tag {
    let (least, greatest, step) = dimension.range();
    let shown = |value: f32| write_decimal(value.into());
    let (name, said) = (dimension.name(), dimension.say(settings));
    let word = small_letters(name);
    let id = ["set-", &word].concat();
    let input = tag("input")
        .has("id", &id)
        .is("type", "range")
        .has("min", &shown(least))
        .has("max", &shown(greatest))
        .has("step", &shown(step))
        .has("aria-valuetext", &said)
        .is("data-do", "set")
        .has("data-with", &word)
        .value(&shown(dimension.of(settings)));
    let reset = button("reset", &word).class("tool").has("aria-label", &[name, ": back to the default"].concat());
    tag("div")
        .class("setting")
        .add(tag("label").has("for", &id).text(name))
        .add(input)
        .add(tag("output").has("for", &id).text(&said))
        .add(reset.add(icons::back()))
}

/// What the keys do, as the dialog says it; more than one key with a blank between.
const KEYS: [(&str, &str); 14] = [
    ("Search", "/"),
    ("Next, previous hit", "n p"),
    ("Next, previous hit, as browsers do", "F3 ⇧F3"),
    ("Next, previous hit, in the search box", "Enter ⇧Enter"),
    ("Next, previous passage", "j k"),
    ("Next, previous section", "] ["),
    ("Mark, dim, fold", "1 2 3"),
    ("Evidence", "e"),
    ("Select this passage", "s"),
    ("Copy a quotation", "c"),
    ("Copy a link", "l"),
    ("Highlight, write a note", "h a"),
    ("Close the nearest thing", "Esc"),
    ("This list", "?"),
];

pub fn keys_dialog(settings: &Settings) -> Tag {
    let mut list = tag("dl").class("keys");
    for (what, keys) in KEYS {
        let mut does = tag("dd");
        for key in keys.split(' ') {
            does = does.text(" ").add(tag("kbd").text(key));
        }
        list = list.add(tag("div").add(tag("dt").text(what)).add(does));
    }
    let tick = tag("input").is("type", "checkbox").is("data-do", "single-keys").checked(settings.keys == SingleKeys::On);
    let single = tag("label").add(tick).text("Single keys act outside text fields");
    dialog("keys", "keys-head", "Keyboard shortcuts").add(list).add(tag("p").class("choices").add(single))
}

/// A dialog with its head.
pub fn dialog(id: &'static str, head: &'static str, title: &str) -> Tag {
    let close = button("close", id).class("tool").is("aria-label", "Close").add(icons::cross());
    let bar = tag("div").class("dialog-head").add(tag("h2").is("id", head).text(title)).add(close);
    tag("dialog").is("id", id).is("aria-labelledby", head).add(bar)
}
