//! How a reader likes the page: kept on the reader's machine as JSON, read before the first paint.

use crate::annotations::Colour;
use crate::cite::Style;
use crate::tables::Kind;
use crate::tables::raw::{fields, integer, is_json, number, string};
use crate::text::write_decimal;

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// As the machine is set.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Dark on a warm ground.
    Sepia,
    /// Light on dark.
    Dark,
    /// Black on white.
    Contrast,
}

impl Scheme {
    /// All, with the word in the storage and in the markup, and the name that is shown.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Auto, "auto", "Auto"),
        (Self::Light, "light", "Light"),
        (Self::Sepia, "sepia", "Sepia"),
        (Self::Dark, "dark", "Dark"),
        (Self::Contrast, "contrast", "Contrast"),
    ];

    /// The word in the storage and in the markup.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(scheme, ..)| *scheme == self).map_or("auto", |(_, word, _)| word)
    }
}

/// Whether keys without a modifier act outside text fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SingleKeys {
    /// They do.
    #[default]
    On,
    /// They do not.
    Off,
}

impl SingleKeys {
    /// The word in the storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }
}

/// All that a reader can set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The colours.
    pub scheme: Scheme,
    /// Size of the paper's text in CSS pixels at the browser's default size.
    pub size: f32,
    /// Line height as a multiple of the size.
    pub leading: f32,
    /// Characters in a full line.
    pub measure: f32,
    /// Whether single keys act.
    pub keys: SingleKeys,
    /// What is underlined in the text.
    pub marks: Marks,
    /// The colour of the next highlight.
    pub pen: Colour,
    /// The style in which quotations are copied.
    pub style: Style,
}

/// The kinds of facts that are underlined in the text: a bit for each, by its place among all kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    /// Whether there is any.
    pub fn any(self) -> bool {
        self.0 != 0
    }

    /// Whether a kind is among them.
    pub fn has(self, kind: Kind) -> bool {
        self.0 & bit(kind) != 0
    }

    /// The same with a kind added, or taken out.
    #[must_use]
    pub fn toggled(self, kind: Kind) -> Self {
        Self(self.0 ^ bit(kind))
    }
}

fn bit(kind: Kind) -> u16 {
    Kind::ALL.iter().position(|each| *each == kind).map_or(0, |at| 1 << at)
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            scheme: Scheme::Auto,
            size: 19.0,
            leading: 1.6,
            measure: 66.0,
            keys: SingleKeys::On,
            marks: Marks::default(),
            pen: Colour::default(),
            style: Style::default(),
        }
    }
}

/// One of the three that are set by a slider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// [`Settings::size`]
    Size,
    /// [`Settings::leading`]
    Leading,
    /// [`Settings::measure`]
    Measure,
}

impl Dimension {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Size, Self::Leading, Self::Measure];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Size => "Size",
            Self::Leading => "Leading",
            Self::Measure => "Measure",
        }
    }

    /// Least value, greatest value and step.
    pub fn range(self) -> (f32, f32, f32) {
        match self {
            Self::Size => (15.0, 28.0, 0.5),
            Self::Leading => (1.2, 2.0, 0.05),
            Self::Measure => (45.0, 90.0, 1.0),
        }
    }

    /// Its value in words.
    pub fn say(self, settings: &Settings) -> String {
        let value = write_decimal(self.of(settings).into());
        match self {
            Self::Size => format!("{value} px"),
            Self::Leading => value,
            Self::Measure => format!("{value} characters"),
        }
    }

    /// Its value.
    pub fn of(self, settings: &Settings) -> f32 {
        match self {
            Self::Size => settings.size,
            Self::Leading => settings.leading,
            Self::Measure => settings.measure,
        }
    }

    /// The settings with this one changed, held within its range.
    #[must_use]
    pub fn set(self, settings: Settings, value: f32) -> Settings {
        let (least, greatest, _) = self.range();
        let value = if value.is_finite() { value.clamp(least, greatest) } else { self.of(&Settings::default()) };
        let value = (value * 100.0).round() / 100.0;
        match self {
            Self::Size => Settings { size: value, ..settings },
            Self::Leading => Settings { leading: value, ..settings },
            Self::Measure => Settings { measure: value, ..settings },
        }
    }
}

impl Settings {
    /// Reads what was kept; whatever is missing, unknown or out of range is as by default.
    pub fn from_json(json: &str) -> Self {
        let kept = if is_json(json) { fields(json).unwrap_or_default() } else { Vec::new() };
        let default = Self::default();
        // where something is there twice, the last counts
        let raw = |name: &str| kept.iter().rev().find(|(field, _)| field == name).map(|(_, raw)| raw.as_str());
        let text = |name: &str| raw(name).and_then(string).unwrap_or_default();
        let number = |name: &str| raw(name).and_then(number).map_or(f32::NAN, |number| number as f32);
        let word = text("scheme");
        let scheme = Scheme::ALL.iter().find(|(_, name, _)| *name == word);
        let marks = raw("marks").and_then(integer).and_then(|marks| u16::try_from(marks).ok());
        let read = Self {
            scheme: scheme.map_or(default.scheme, |(scheme, ..)| *scheme),
            keys: if text("keys") == SingleKeys::Off.as_str() { SingleKeys::Off } else { SingleKeys::On },
            marks: marks.map_or(default.marks, Marks),
            pen: Colour::from_key(&text("pen")).unwrap_or_default(),
            style: Style::from_key(&text("style")).unwrap_or_default(),
            ..default
        };
        let numbers = [number("size"), number("leading"), number("measure")];
        Dimension::ALL.into_iter().zip(numbers).fold(read, |settings, (dimension, value)| dimension.set(settings, value))
    }

    /// What is kept.
    pub fn to_json(self) -> String {
        // written here: to write any float there is, the JSON library brings a table of ten kilobytes
        let Self { scheme, size, leading, measure, keys, marks, pen, style } = self;
        let numbers = [("size", size), ("leading", leading), ("measure", measure)];
        let numbers: String = numbers.map(|(name, value)| format!(",\"{name}\":{}", write_decimal(value.into()))).concat();
        let words = [("scheme", scheme.as_str()), ("keys", keys.as_str()), ("pen", pen.key()), ("style", style.key())];
        let words: String = words.map(|(name, word)| format!("\"{name}\":\"{word}\",")).concat();
        format!("{{{words}\"marks\":{}{numbers}}}", marks.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        let settings = Settings {
            scheme: Scheme::Sepia,
            size: 22.5,
            keys: SingleKeys::Off,
            marks: Marks::default().toggled(Kind::Dates),
            pen: Colour::Pink,
            style: Style::Mla,
            ..Settings::default()
        };
        assert_eq!(Settings::from_json(&settings.to_json()), settings);
    }

    #[test]
    fn what_is_broken_is_as_by_default() {
        for json in
            ["", "{", "[]", "null", "{\"scheme\":\"mauve\"}", "\u{0}", "{\"size\":\"big\"}", "{\"marks\":-1}", "{\"keys\":0}"]
        {
            assert_eq!(Settings::from_json(json), Settings::default(), "{json}");
        }
        assert_eq!(
            Settings::from_json("{\"size\":900,\"measure\":-1,\"new\":true}"),
            Settings { size: 28.0, measure: 45.0, ..Settings::default() }
        );
        // in any way that JSON has; where something is there twice, the last counts
        assert_eq!(
            Settings::from_json(" {\"size\" : 2e1, \"leading\":1.5,\"leading\":1.75,\"keys\":\"o\\u0066f\"}\n"),
            Settings { size: 20.0, leading: 1.75, keys: SingleKeys::Off, ..Settings::default() }
        );
        // what is whole is kept
        assert_eq!(
            Settings::from_json("{\"scheme\":\"sepia\",\"size\":\"big\"}"),
            Settings { scheme: Scheme::Sepia, ..Settings::default() }
        );
    }
}
