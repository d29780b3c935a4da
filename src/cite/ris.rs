//! RIS, the tagged lines that EndNote, Zotero and Mendeley read. Tags of a report are those of Zotero's translator: `M3` its series,
//! `SN` its number in it, so that there is no tag left for its ISBN but a note.

use super::locator::{Locator, two_digits};
use super::names::{Name, Particles};
use super::note;
use super::work::{Issued, Work};

/// The record, its lines ended as the format has it. Takes the paper, the place of a passage and its words.
pub fn ris(work: &Work, locator: &Locator, quoted: &str) -> String {
    let mut out = String::new();
    let mut put = |tag: &str, value: &str| {
        // one line each; two blanks before a hyphen would begin another
        let value = value
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if !value.is_empty() {
            out.push_str(&[tag, "  - ", &value, "\r\n"].concat());
        }
    };
    put("TY", "RPRT");
    for name in &work.authors {
        put("AU", &person(name));
    }
    put("TI", &work.title);
    put("ST", work.short_title.as_deref().unwrap_or_default());
    match &work.issued {
        Some(Issued::Day(day)) => {
            put("PY", &day.year.to_string());
            if let Some(month) = day.month {
                let day_of_month = day.day.map(two_digits).unwrap_or_default();
                put("DA", &[&day.year.to_string(), "/", &two_digits(month), "/", &day_of_month, "/"].concat());
            }
        }
        Some(Issued::Words(words)) => put("PY", words),
        None => {}
    }
    put("PB", &work.publishers.join("; "));
    put("CY", &work.places.join("; "));
    put("M3", work.series.as_deref().unwrap_or_default());
    put("SN", work.number.as_ref().map(|number| number.text.as_str()).unwrap_or_default());
    if let Some(isbn) = &work.isbn {
        put("N1", &["ISBN ", isbn].concat());
    }
    put("LA", work.language.as_deref().unwrap_or_default());
    put("DO", work.doi.as_deref().unwrap_or_default());
    let page = work.page(&locator.permalink);
    put("UR", page.as_deref().unwrap_or_default());
    if let Some(day) = locator.accessed.filter(|_| page.is_some()) {
        put("Y2", &day.iso().replace('-', "/"));
    }
    put("N1", &note(locator, quoted));
    out.push_str("ER  - \r\n");
    out
}

/// "Family, Given, Suffix"; a comma inside an institution's name would divide it.
fn person(name: &Name) -> String {
    match name {
        Name::Whole(name) => name.replace(',', "‚"),
        name => name.turned(Particles::First),
    }
}
