//! BibTeX, read by BibLaTeX as well: a technical report.

use super::locator::Locator;
use super::names::Name;
use super::work::{Issued, Work};
use super::{key, note};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The record. Takes the paper, the place of a passage and its words.
///
/// The title stands in a second pair of braces, so that no style changes its capitals. Several institutions and places are joined by
/// `and`, which BibLaTeX reads as a list and BibTeX as the word that it is. Accents stay as they are, in UTF-8.
pub fn bibtex(work: &Work, locator: &Locator, quoted: &str) -> String {
    let kind = if work.publishers.is_empty() { "misc" } else { "techreport" };
    let mut out = ["@", kind, "{", &key(work), ",\n"].concat();
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&["  ", name, " = {", value, "},\n"].concat());
        }
    };
    put("author", &work.authors.iter().map(person).collect::<Vec<_>>().join(" and "));
    if !work.title.is_empty() {
        put("title", &["{", &escaped(&work.title), "}"].concat());
    }
    put("shorttitle", &work.short_title.as_deref().map(|title| ["{", &escaped(title), "}"].concat()).unwrap_or_default());
    put("institution", &list(&work.publishers));
    put("address", &list(&work.places));
    put("type", &escaped(work.series.as_deref().unwrap_or_default()));
    put("number", &escaped(work.number.as_ref().map(|number| number.text.as_str()).unwrap_or_default()));
    match &work.issued {
        Some(Issued::Day(day)) => {
            put("year", &day.year.to_string());
            put("day", &day.day.map(|day| day.to_string()).unwrap_or_default());
        }
        Some(Issued::Words(words)) => put("year", &escaped(words)),
        None => {}
    }
    put("isbn", &escaped(work.isbn.as_deref().unwrap_or_default()));
    put("doi", &verbatim(work.doi.as_deref().unwrap_or_default()));
    let page = work.page(&locator.permalink);
    put("url", &verbatim(page.as_deref().unwrap_or_default()));
    put("urldate", &locator.accessed.filter(|_| page.is_some()).map(super::locator::Day::iso).unwrap_or_default());
    put("language", &escaped(work.language.as_deref().unwrap_or_default()));
    put("annote", &escaped(&note(locator, quoted)));
    if let Some(Issued::Day(day)) = &work.issued
        && let Some(month) = day.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)))
    {
        // a name that every style knows, and therefore without braces
        out.push_str(&["  month = ", month, ",\n"].concat());
    }
    out.push_str("}\n");
    out
}

fn person(name: &Name) -> String {
    match name {
        Name::Whole(name) => ["{", &escaped(name), "}"].concat(),
        Name::Person { given, particle, family, suffix } => {
            let family = braced(family);
            let family = if particle.is_empty() { family } else { [&escaped(particle), " ", &family].concat() };
            let given = braced_and(given);
            if suffix.is_empty() {
                [&family, ", ", &given].concat()
            } else {
                [&family, ", ", &escaped(suffix), ", ", &given].concat()
            }
        }
    }
}

/// A family name: in braces where some reader of the format would take a part of it for a particle.
fn braced(name: &str) -> String {
    if name.contains([' ', ',']) || name.starts_with(char::is_lowercase) {
        ["{", &escaped(name), "}"].concat()
    } else {
        escaped(name)
    }
}

/// Items of a list; those that have the list's own word in them in braces.
fn list(items: &[String]) -> String {
    items.iter().map(|item| braced_and(item)).collect::<Vec<_>>().join(" and ")
}

fn braced_and(text: &str) -> String {
    let divides = text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if divides || text.contains(',') { ["{", &escaped(text), "}"].concat() } else { escaped(text) }
}

/// A text in which TeX reads every sign as itself; in one line. Braces become names of signs: escaped with a stroke, BibTeX would still count them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '%' | '&' | '#' | '$' | '_' => out.extend(['\\', c]),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// An address: read as it is, so that only what would end the field is written in another way.
fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            ' ' => out.push_str("%20"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Author, Authors, Metadata, Publisher};

    #[test]
    fn names_and_lists() {
        for (name, want) in [
            ("Ursula von der Leyen", "von der Leyen, Ursula"),
            ("Ahmed al-Sharif", "{al-Sharif}, Ahmed"),
            ("Herman Van Rompuy", "{Van Rompuy}, Herman"),
            ("Martin L. Kingsley Jr.", "Kingsley, Jr., Martin L."),
            ("Ministry of Trade and Industry", "{Ministry of Trade and Industry}"),
        ] {
            assert_eq!(person(&Name::of(&Author::Signed(name.to_owned()))), want);
        }
        let lists = ["FRIDE", "Institute for War and Peace", "Trade, Ltd"].map(str::to_owned);
        assert_eq!(list(&lists), "FRIDE and {Institute for War and Peace} and {Trade, Ltd}");
    }

    proptest! {
        #[test]
        fn braces_are_balanced_and_fields_stay_in_their_lines(title in "\\PC{0,20}[{}\\\\%\n]{0,6}", name in "\\PC{0,20}", quoted in "[{}\n\\\\ a]{0,12}") {
            let metadata = Metadata {
                title: Some(title),
                authors: Authors(vec![Author::Signed(name.clone())]),
                publishers: vec![Publisher { name: name.clone(), place: name }],
                ..Metadata::default()
            };
            let record = bibtex(&Work::new(&metadata, None), &Locator { permalink: quoted.clone(), ..Locator::default() }, &quoted);
            for line in record.lines().skip(1).filter(|line| *line != "}") {
                let depth = line.chars().try_fold(0_i32, |depth, c| match c {
                    '{' => Some(depth + 1),
                    '}' => Some(depth - 1).filter(|depth| *depth >= 0),
                    _ => Some(depth),
                });
                prop_assert_eq!(depth, Some(0), "{}", line);
                prop_assert!(line.starts_with("  ") && line.ends_with("},") && line.contains(" = {"), "{}", line);
            }
        }
    }
}
