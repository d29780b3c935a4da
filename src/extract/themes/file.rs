//! Reads the data file of the themes.

use super::lexicon::{Lexicon, stemmer};
use super::{DataError, Theme, ThemeId, Themes, Weave};

/// The file's path from the project's root.
const FILE: &str = "static/data/themes.tsv";

/// Reads all that is well formed, and says what is not.
pub(super) fn read(text: &str) -> (Themes, Vec<DataError>) {
    let stemmer = stemmer();
    let mut themes: Vec<Theme> = Vec::new();
    let mut lexicon = Lexicon::default();
    let mut errors = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut fail = |message: String| errors.push(DataError { file: FILE, line: number + 1, message });
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        match fields.as_slice() {
            ["theme", id, ..] if themes.iter().any(|theme| theme.id.as_str() == *id) => {
                fail(format!("the theme {id:?} stands twice"))
            }
            ["theme", ..] => match theme(&fields) {
                Ok(theme) => themes.push(theme),
                Err(message) => fail(message),
            },
            [weight, entries] => {
                let last = themes.len().checked_sub(1);
                let weight = match (weight.parse::<u8>(), last) {
                    (Ok(0), Some(_)) => Err("weight 0 stands before the first theme".to_owned()),
                    (Ok(1..=4), None) => Err("entries stand before the first theme".to_owned()),
                    (Ok(weight @ 0..=4), _) => Ok(weight),
                    _ => Err(format!("{weight:?} is no weight from 0 to 4")),
                };
                match weight {
                    Err(message) => fail(message),
                    Ok(weight) => {
                        for entry in entries.split(", ") {
                            if let Err(message) = lexicon.add(&stemmer, entry, last, weight) {
                                fail(message);
                            }
                        }
                    }
                }
                if let Some(theme) = themes.last_mut() {
                    theme.entries += entries.split(", ").count();
                }
            }
            _ => fail("neither a theme nor a weight and its entries".to_owned()),
        }
    }
    (Themes { themes, lexicon }, errors)
}

/// A theme's own line.
fn theme(fields: &[&str]) -> Result<Theme, String> {
    let [_, id, siglum, ink, weave, per_cent, name, definition] = fields else {
        return Err(format!("a theme has 8 fields, not {}", fields.len()));
    };
    Ok(Theme {
        id: ThemeId::new(id).ok_or_else(|| format!("{id:?} is no id: 1 to 15 small letters, digits and hyphens"))?,
        name: (*name).to_owned(),
        siglum: (*siglum).to_owned(),
        ink: (*ink).to_owned(),
        weave: match *weave {
            "plain" => Weave::Plain,
            "broken" => Weave::Broken,
            _ => return Err(format!("the weave {weave:?} is neither plain nor broken")),
        },
        per_cent: per_cent.parse().map_err(|_| format!("{per_cent:?} is no number of per cent"))?,
        definition: (*definition).to_owned(),
        entries: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_file_is_well_formed() {
        let text = include_str!("../../../static/data/themes.tsv");
        let (_, errors) = read(text);
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        let lines: Vec<_> = text.lines().filter_map(|line| line.split_once('\t')).collect();
        let key = |entry: &str| entry.trim_start_matches('=').to_lowercase();
        for pair in lines.windows(2) {
            let [(weight, list), (next_weight, next_list)] = pair else {
                continue;
            };
            let words: Vec<_> = list.split(", ").map(key).collect();
            assert!(words.is_sorted() || *weight == "theme", "not in order: {list}");
            let next = next_list.split(", ").next().map(key);
            assert!(next_weight != weight || words.last() <= next.as_ref(), "not in order: {next_list}");
        }
    }

    #[test]
    fn an_error_names_file_and_line() {
        let theme = "theme\twater\tWa\tgreen\tbroken\t100\tWater\tWater.";
        let cases = [
            ("nothing", ":1: neither a theme nor a weight and its entries"),
            ("# note\n3\triver", ":2: entries stand before the first theme"),
            ("theme\twater", ":1: a theme has 8 fields, not 2"),
            (
                "theme\tWater\tWa\tgreen\tbroken\t100\tWater\tWater.",
                ":1: \"Water\" is no id: 1 to 15 small letters, digits and hyphens",
            ),
            ("theme\twater\tWa\tgreen\tchecked\t100\tWater\tWater.", ":1: the weave \"checked\" is neither plain nor broken"),
        ];
        let after = [
            (theme, ":2: the theme \"water\" stands twice"),
            ("0\triver", ":2: weight 0 stands before the first theme"),
            ("5\triver", ":2: \"5\" is no weight from 0 to 4"),
            ("3\triver, –", ":2: the entry \"–\" has no word"),
            ("3\triver\n2\trivers", ":3: the entry \"rivers\" says no more than another of its theme"),
        ];
        let cases = cases.map(|(text, want)| (text.to_owned(), want));
        for (text, want) in cases.into_iter().chain(after.map(|(text, want)| (format!("{theme}\n{text}"), want))) {
            let error = Themes::parse(&text).expect_err(&text).to_string();
            assert_eq!(error, format!("{FILE}{want}"), "{text}");
        }
    }
}
