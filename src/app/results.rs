//! The list of results: every hit, with section, page and a lit excerpt.

use lectern::corpus::Corpus;
use lectern::search::{Expansion, Problem, Reason};
use lectern::view::results::{ResultEntry, ResultGroup};
use lectern::view::route::{Place, Sort, View};
use lectern::view::screen::Screen;
use lectern::view::searches::{Searches, address};
use lectern::view::words::{counted, grouped, paragraph};

use yew::Html;

use super::asking::ways;
use super::choices::radio;
use super::icons;
use super::moment::{LISTED, Listing};
use super::shared::Shared;
use super::sigil::sigil;
use super::still::still;
use super::tag::{Tag, button, link, tag};

/// `listing` says how many results are listed; the current one is listed in any case.
pub fn results(corpus: &Shared<Corpus>, screen: &Screen, listing: Listing, searches: &Searches) -> Tag {
    let mut sheet = tag("div").class("results");
    for problem in &screen.problems {
        sheet = sheet.add(tag("p").class("problem").is("role", "alert").text(&explained(&screen.route.query, problem)));
    }
    for sentence in &screen.lacking {
        sheet = sheet.add(tag("p").class("problem").is("role", "status").text(sentence));
    }
    if !screen.unread.is_empty() {
        return sheet.add(tag("p").text("Fetching what reads regular expressions…"));
    }
    if screen.hits.is_empty() {
        let says = if screen.problems.is_empty() {
            nothing(screen)
        } else {
            tag("p").text("As soon as it can be read, what it finds stands here.")
        };
        return sheet.add(says).add(how_to_ask(corpus));
    }
    let mut found = tag("p")
        .add(tag("b").text(&counted(screen.hits.len(), "hit")))
        .text(&[" in ", &counted(screen.passages_hit, "passage")].concat());
    if screen.hits_left_out > 0 {
        found = found.text(&["; ", &screen.hits_left_out.to_string(), " more in what the filter leaves out"].concat());
    }
    let mut order = tag("fieldset").class("choices row").is("role", "radiogroup").is("aria-label", "Order");
    for (sort, name) in [(Sort::Reading, "reading order"), (Sort::Best, "best first")] {
        order = order.add(radio("order", sort.as_str(), name, None, screen.route.sort == sort));
    }
    let mut list = tag("ol").is("aria-label", "Results");
    let (mut left, mut unlisted) = (listing.most(), 0);
    for group in &screen.results {
        for (at, entry) in group.entries.iter().enumerate() {
            if left == 0 && !is_current(screen, entry) {
                unlisted += 1;
                continue;
            }
            left = left.saturating_sub(1);
            let head = (at == 0).then(|| head(group));
            list = list.add(tag("li").class("result").maybe(head).add(result(corpus, screen, entry)));
        }
    }
    let lines =
        link(&screen.route.at(Some(Place::View(View::Concordance))).href()).text("Each in its line, with the words beside it");
    sheet
        .add(found)
        .maybe(also(screen))
        .add(order)
        .add(tag("p").class("about-search").add(lines).add(keep(screen, searches)))
        .add(list)
        .maybe((unlisted > 0 && listing != Listing::Typing).then(|| further(unlisted)))
        .add(how_to_ask(corpus))
}

fn how_to_ask(corpus: &Shared<Corpus>) -> Html {
    let corpus = corpus.clone();
    still("", move || ways(&corpus).into())
}

/// The search is kept, or no longer.
fn keep(screen: &Screen, searches: &Searches) -> Tag {
    let address = address(&screen.route);
    let kept = searches.keeps(&address);
    button("keep-search", &address).class("link").flag("aria-pressed", kept).text(if kept { "Kept" } else { "Keep this search" })
}

/// The way to what is not listed yet.
fn further(unlisted: usize) -> Tag {
    let next = ["List the next ", &grouped(unlisted.min(LISTED)), " of ", &grouped(unlisted)].concat();
    tag("p").class("further").add(button("more", "").class("button").text(&next))
}

fn is_current(screen: &Screen, entry: &ResultEntry) -> bool {
    screen.current.is_some_and(|at| (entry.first_hit..=entry.last_hit).contains(&(at + 1)))
}

/// What is wrong, and at which character of the query.
fn explained(query: &str, problem: &Problem) -> String {
    let character = query.get(..problem.span.start).map_or(0, |before| before.chars().count()) + 1;
    ["At character ", &character.to_string(), ": ", &problem.message].concat()
}

/// What was searched beside the words typed, each to be taken away; and what was taken away.
fn also(screen: &Screen) -> Option<Tag> {
    let (found, without) = (&screen.expansions, &screen.route.without);
    if found.is_empty() && without.is_empty() {
        return None;
    }
    let mut also = tag("p").class("also").text("also:");
    for expansion in found {
        let word = tag("span").text(&expansion.to).text(" ").add(tag("span").class("n").text(&expansion.units.to_string()));
        let label = ["Search without ", &expansion.to].concat();
        let remove = button("without", &expansion.to).class("tool").has("aria-label", &label).add(icons::cross());
        also = also.add(tag("span").class("term").has("title", &why(expansion)).add(word).add(remove));
    }
    for word in without {
        let label = ["Search also for ", word].concat();
        also = also.add(button("without", word).class("term taken").has("aria-label", &label).add(tag("s").text(word)));
    }
    Some(also)
}

fn why(expansion: &Expansion) -> String {
    let (before, after) = match expansion.reason {
        Reason::Typo => ("as “", "” misspelt"),
        Reason::Variant => ("another name of “", "”"),
        Reason::Acronym => ("“", "”, written out or in short"),
        Reason::Synonym | Reason::Related => ("means much the same as “", "”"),
        _ => ("from “", "”"),
    };
    [before, &expansion.from, after].concat()
}

fn nothing(screen: &Screen) -> Tag {
    let said = ["No passage has “", screen.route.query.trim(), "”."].concat();
    let empty = tag("div").class("empty").add(tag("p").class("say").text(&said));
    if screen.hits_left_out > 0 {
        let left_out = [&counted(screen.hits_left_out, "hit"), " in passages that the filter leaves out."].concat();
        let search = button("unfilter", "").class("button").text("Search without the filter");
        return empty.add(tag("p").text(&left_out)).add(tag("p").add(search));
    }
    if screen.suggestions.is_empty() {
        return empty;
    }
    let mut nearest = tag("p").class("row-of");
    for word in &screen.suggestions {
        nearest = nearest.add(button("search", word).class("button").text(word));
    }
    empty.add(tag("p").text("Nearest words in this paper:")).add(nearest)
}

fn head(group: &ResultGroup) -> Tag {
    let title = [&group.number, "\u{2002}", &group.title].concat();
    tag("h3").add(tag("span").text(&title)).add(tag("span").class("n").text(&counted(group.hits, "hit")))
}

fn result(corpus: &Corpus, screen: &Screen, entry: &ResultEntry) -> Tag {
    let mut route = screen.route.at(None);
    route.hit = Some(entry.first_hit);
    let excerpt = tag("q").excerpt(&entry.excerpt, "mark");
    let page = entry.page.map(|page| [" · p. ", &page.to_string()].concat()).unwrap_or_default();
    let remark = entry.remark.map(|remark| [", ", remark].concat()).unwrap_or_default();
    let place = [&paragraph(entry.block), page.as_str(), &remark].concat();
    let mut themes = tag("span").class("sigla");
    for theme in entry.themes.iter().filter_map(|id| corpus.themes.by_id(id.as_str())) {
        themes = themes.add(sigil(theme));
    }
    link(&route.to_string())
        .is("data-do", "hit")
        .number("data-with", entry.first_hit)
        .when("aria-current", "true", is_current(screen, entry))
        .add(excerpt)
        .add(tag("span").class("where").add(tag("span").text(&place)).add(themes))
}
