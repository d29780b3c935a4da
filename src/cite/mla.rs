//! MLA style: MLA Handbook, 9th edition (2021).

use super::locator::{Day, Locator, Shorten, range};
use super::names::{Name, Particles};
use super::rich::Rich;
use super::titles::headline;
use super::work::{Issued, Work, same_body};

const MONTHS: [&str; 12] = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// The entry in the list of works cited.
pub(super) fn entry(work: &Work, locator: &Locator) -> Rich {
    let mut out = Rich::plain(&authors(work));
    out.next();
    out.push_italic(&title(work, &work.title));
    out.next();
    let mut parts = Vec::new();
    match (work.in_series("no."), &work.number) {
        (Some(series), Some(_)) => parts.push(series),
        // the kind of paper is no part of what contains it
        (Some(series), None) => {
            out.push(&series);
            out.next();
        }
        (None, _) => {}
    }
    // Organisations named side by side are parted by a slash
    parts.extend(Some(work.publishers.join(" / ")).filter(|publishers| !publishers.is_empty()));
    parts.extend(work.issued.as_ref().map(|issued| match issued {
        Issued::Day(day) => european(*day),
        Issued::Words(words) => words.clone(),
    }));
    let address = work.address(&locator.permalink);
    let day = locator.accessed.filter(|_| address.is_some() && work.issued.is_none() && work.doi.is_none());
    parts.extend(address);
    out.push(&parts.join(", "));
    if let Some(day) = day {
        out.next();
        out.push("Accessed ");
        out.push(&european(day));
    }
    out.text.truncate(out.text.trim_end().len());
    // an address may end in anything
    if !parts.is_empty() && day.is_none() {
        out.push(".")
    } else {
        out.stop()
    }
    out
}

/// The authors that are named: an organisation that publishes its own work is named as the publisher.
fn named(work: &Work) -> &[Name] {
    match work.authors.as_slice() {
        [Name::Whole(name)] if work.publishers.iter().any(|publisher| same_body(name, publisher)) => &[],
        authors => authors,
    }
}

fn title(work: &Work, title: &str) -> String {
    headline(title, work.language.as_deref(), usize::MAX)
}

fn authors(work: &Work) -> String {
    match named(work) {
        [] => String::new(),
        [one] => one.turned(Particles::First),
        [one, two] => [one.turned(Particles::First).as_str(), if one.turns() { ", and " } else { " and " }, &two.read()].concat(),
        [one, ..] => [&one.turned(Particles::First), ", et al."].concat(),
    }
}

/// The citation in the text, in brackets: "(Laruelle 12)", "(Laruelle, par. 30)".
pub(super) fn citation(work: &Work, locator: &Locator) -> Rich {
    let mut out = Rich::plain("(");
    match named(work) {
        [] => out.push_italic(&title(work, work.brief())),
        [one] => out.push(&one.family()),
        [one, two] => out.push(&[&one.family(), " and ", &two.family()].concat()),
        [one, ..] => out.push(&[&one.family(), " et al."].concat()),
    }
    let named = out.text.len() > 1;
    if let Some(pages) = locator.pages {
        out.push(if named { " " } else { "" });
        out.push(&range(pages, Shorten::TwoDigits));
    } else if let Some(pair) = locator.paragraphs {
        out.push(if named { ", " } else { "" });
        out.push(if pair.1 > pair.0 { "pars. " } else { "par. " });
        out.push(&range(pair, Shorten::TwoDigits));
    }
    out.push(")");
    out
}

/// "5 Mar. 2024"
fn european(day: Day) -> String {
    let mut parts: Vec<String> = day.day.iter().map(u8::to_string).collect();
    let month = day.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    parts.extend(month.map(|month| (*month).to_owned()));
    parts.push(day.year.to_string());
    parts.join(" ")
}
