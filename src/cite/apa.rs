//! APA style: Publication Manual of the American Psychological Association, 7th edition (2020).

use super::locator::{Locator, Shorten, range};
use super::names::Name;
use super::rich::Rich;
use super::titles::headline;
use super::work::{Work, same_body};

/// Authors from this number on are shortened in the entry: the first nineteen, an ellipsis, the last (9.8).
const MANY: usize = 21;

/// The entry in the list of references.
pub(super) fn entry(work: &Work, locator: &Locator) -> Rich {
    let mut out = Rich::plain(&authors(work));
    let series = match (&work.series, &work.number) {
        (Some(_), Some(_)) => work.in_series("No.").map(|series| [" (", &series, ")"].concat()),
        (Some(series), None) => Some([" [", series, "]"].concat()),
        (None, _) => None,
    };
    let mut title = Rich::italic(&work.title);
    title.push(&series.unwrap_or_default());
    let date = ["(", &date(work), ")"].concat();
    if out.is_empty() {
        out.push_rich(&title);
        out.next();
        out.push(&date);
        out.push(". ");
    } else {
        out.next();
        out.push(&date);
        out.push(". ");
        out.push_rich(&title);
        out.next();
    }
    // 9.29: an author who is also the publisher is not named again
    let publishers: Vec<&str> =
        work.publishers.iter().filter(|name| !work.authors.iter().any(|author| is(author, name))).map(String::as_str).collect();
    if !publishers.is_empty() {
        out.push(&publishers.join("; "));
        out.next();
    }
    match work.address(&locator.permalink) {
        Some(address) => {
            if let Some(day) = locator.accessed.filter(|_| work.issued.is_none() && work.doi.is_none()) {
                out.push("Retrieved ");
                out.push(&super::american(day));
                out.push(", from ");
            }
            out.push(&address);
        }
        None => out.text.truncate(out.text.trim_end().len()),
    }
    out
}

fn is(author: &Name, publisher: &str) -> bool {
    matches!(author, Name::Whole(name) if same_body(name, publisher))
}

fn date(work: &Work) -> String {
    work.year().unwrap_or_else(|| "n.d.".to_owned())
}

fn authors(work: &Work) -> String {
    let names: Vec<String> = work.authors.iter().map(Name::with_initials).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        // no comma between two institutions: nothing was turned round
        [first, last] if !work.authors.iter().any(Name::turns) => [first, " & ", last].concat(),
        [start @ .., last] if names.len() < MANY => [&start.join(", "), ", & ", last].concat(),
        [start @ .., last] => [&start.get(..19).unwrap_or(start).join(", "), ", … ", last].concat(),
    }
}

/// The citation in the text, in brackets: "(Laruelle, 2009, p. 12)".
pub(super) fn citation(work: &Work, locator: &Locator) -> Rich {
    let names: Vec<String> = work.authors.iter().map(Name::family).collect();
    let mut out = Rich::plain("(");
    match names.as_slice() {
        // 8.14: a title stands for the author, in the italics of the entry and in title case
        [] => out.push_italic(&headline(work.brief(), work.language.as_deref(), 4)),
        [one] => out.push(one),
        [one, two] => out.push(&[one, " & ", two].concat()),
        [one, ..] => out.push(&[one, " et al."].concat()),
    }
    out.push(if out.text.len() > 1 { ", " } else { "" });
    out.push(&date(work));
    if let Some(place) = place(locator) {
        out.push(", ");
        out.push(&place);
    }
    out.push(")");
    out
}

/// "p. 12", "pp. 12–13", "para. 30" where there are no pages.
fn place(locator: &Locator) -> Option<String> {
    let said = |pair: (u32, u32), one: &str, more: &str| {
        [if pair.1 > pair.0 { more } else { one }, " ", &range(pair, Shorten::No)].concat()
    };
    let page = locator.pages.map(|pages| said(pages, "p.", "pp."));
    page.or_else(|| locator.paragraphs.map(|paragraphs| said(paragraphs, "para.", "paras.")))
}
