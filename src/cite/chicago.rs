//! Chicago style, notes and bibliography: The Chicago Manual of Style, 18th edition (2024), which has done away with places of
//! publication and names fewer authors than the 17th.

use super::american;
use super::locator::{Locator, Shorten, range};
use super::names::{Name, Particles};
use super::rich::Rich;
use super::titles::headline;
use super::work::Work;

/// The entry in the bibliography.
pub(super) fn entry(work: &Work, locator: &Locator) -> Rich {
    let mut out = Rich::plain(&authors(work));
    out.next();
    out.push_italic(&title(work, &work.title));
    out.next();
    if let Some(series) = work.in_series("No.") {
        out.push(&series);
        out.next();
    }
    out.push(&published(work));
    out.next();
    let address = work.address(&locator.permalink);
    if let (Some(_), Some(day), None) = (&address, accessed(work, locator), &work.doi) {
        out.push("Accessed ");
        out.push(&day);
        out.next();
    }
    if let Some(address) = address {
        out.push(&address);
        out.push(".");
    }
    out.text.truncate(out.text.trim_end().len());
    out
}

/// The note at the first citation.
pub(super) fn note(work: &Work, locator: &Locator) -> Rich {
    let names: Vec<String> = work.authors.iter().map(Name::read).collect();
    let mut out = Rich::plain(&listed(&names));
    out.push(if out.is_empty() { "" } else { ", " });
    out.push_italic(&title(work, &work.title));
    if let Some(series) = work.in_series("no.") {
        out.push(if out.is_empty() { "" } else { ", " });
        out.push(&series);
    }
    out.push(if out.is_empty() { "(" } else { " (" });
    out.push(&published(work));
    out.push(")");
    let address = work.address(&locator.permalink);
    let day = accessed(work, locator).filter(|_| address.is_some() && work.doi.is_none());
    for part in [place(locator), day.map(|day| ["accessed ", &day].concat()), address].into_iter().flatten() {
        out.push(", ");
        out.push(&part);
    }
    out.push(".");
    out
}

/// The note at later citations: "Laruelle, *Russia in Central Asia*, 12."
pub(super) fn short(work: &Work, locator: &Locator) -> Rich {
    let names: Vec<String> = work.authors.iter().map(Name::family).collect();
    let mut out = Rich::plain(&listed(&names));
    out.push(if out.is_empty() { "" } else { ", " });
    out.push_italic(&title(work, work.brief()));
    if let Some(place) = place(locator) {
        out.push(if out.is_empty() { "" } else { ", " });
        out.push(&place);
    }
    out.stop();
    out
}

fn title(work: &Work, title: &str) -> String {
    headline(title, work.language.as_deref(), usize::MAX)
}

/// In the bibliography up to six authors, of more the first three.
fn authors(work: &Work) -> String {
    let turned = |(at, name): (usize, &Name)| if at == 0 { name.turned(Particles::Last) } else { name.read() };
    let names: Vec<String> = work.authors.iter().enumerate().map(turned).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        // the comma is that of the name turned round
        [first, last] if !work.authors.first().is_some_and(Name::turns) => [first, " and ", last].concat(),
        [start @ .., last] if names.len() <= 6 => [&start.join(", "), ", and ", last].concat(),
        [first, second, third, ..] => [first, ", ", second, ", ", third, ", et al."].concat(),
        [first, ..] => first.clone(),
    }
}

/// In notes one or two authors, of more the first.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => [one, " and ", two].concat(),
        [one, ..] => [one, " et al."].concat(),
    }
}

/// "Chatham House, 2019"
fn published(work: &Work) -> String {
    let mut parts = vec![work.publishers.join("; ")];
    parts.retain(|part| !part.is_empty());
    parts.push(work.year().unwrap_or_else(|| "n.d.".to_owned()));
    parts.join(", ")
}

/// The day of reading: said where there is no date of publication.
fn accessed(work: &Work, locator: &Locator) -> Option<String> {
    locator.accessed.filter(|_| work.issued.is_none()).map(american)
}

/// "12", "103–8", "para. 30" where there are no pages.
fn place(locator: &Locator) -> Option<String> {
    let page = locator.pages.map(|pages| range(pages, Shorten::Changed));
    page.or_else(|| {
        let label = |(first, last): (u32, u32)| if last > first { "paras. " } else { "para. " };
        locator.paragraphs.map(|pair| [label(pair), &range(pair, Shorten::Changed)].concat())
    })
}
