//! The concordance: every hit in its line, the words beside the hits, where in the paper the hits are; without a query, the words of
//! the paper.

use lectern::corpus::Corpus;
use lectern::text::write_decimal;
use lectern::view::concordance::{Line, Slot, collocates, frequencies, lines};
use lectern::view::route::{Place, Route, View};
use lectern::view::screen::Screen;
use lectern::view::words::{counted, paragraph};
use yew::prelude::*;

use super::tag::{Tag, button, link, option, tag};

/// Words to either side, unless the reader wants more or fewer.
const CONTEXT: usize = 8;

/// What is offered.
const CONTEXTS: [usize; 4] = [5, CONTEXT, 12, 20];

/// Collocates that are listed, and words.
const MOST: usize = 60;

pub fn concordance(corpus: &Corpus, screen: &Screen) -> Html {
    let route = &screen.route;
    let sheet = tag("div").class("concordance").add(tag("h1").text("Concordance"));
    if !screen.is_searching() {
        return sheet
            .add(tag("p").class("intro").text("Every hit of a search in its line, sorted by the words around it. Search for a word, or take one of the paper’s."))
            .add(words(corpus))
            .into();
    }
    let found = lines_of(corpus, screen);
    let said = ["“", route.query.trim(), "”: ", &counted(found.len(), "line")].concat();
    let mut sheet = sheet.add(tag("p").class("intro").is("role", "status").text(&said));
    for problem in &screen.problems {
        sheet = sheet.add(tag("p").class("problem").is("role", "alert").text(&problem.message));
    }
    if found.is_empty() {
        let why = if screen.passages_hit > 0 {
            "What this search asks for stands in no line: it finds whole passages. Add a word."
        } else {
            "No line has it. Search for another word."
        };
        return sheet.add(tag("p").class("empty").text(why)).into();
    }
    let mut table = tag("tbody");
    for line in &found {
        table = table.add(self::line(route, line));
    }
    let heads = tag("tr")
        .add(tag("th").is("scope", "col").class("left").text("before"))
        .add(tag("th").is("scope", "col").class("node").text("hit"))
        .add(tag("th").is("scope", "col").text("after"))
        .add(tag("th").is("scope", "col").class("ref").text("where"));
    let lines = tag("table")
        .class("kwic")
        .add(tag("caption").class("visually-hidden").text("Hits in their lines"))
        .add(tag("thead").add(heads))
        .add(table);
    sheet.add(strip(corpus, screen)).add(bar(route)).add(tag("div").class("two").add(lines).add(beside(corpus, screen))).into()
}

/// The lines that an address shows.
pub fn lines_of(corpus: &Corpus, screen: &Screen) -> Vec<Line> {
    lines(corpus, &screen.hits, &Slot::list(&screen.route.column), screen.route.context.unwrap_or(CONTEXT))
}

/// How the lines are sorted, and how long they are.
fn bar(route: &Route) -> Tag {
    let slots = Slot::list(&route.column);
    let mut bar = tag("div").class("filterbar");
    for (at, (id, label)) in [("slot-1", "sort by"), ("slot-2", "then"), ("slot-3", "then by")].into_iter().enumerate() {
        let mut select = tag("select").is("id", id).is("data-do", "slots");
        select = select.add(option("", if at == 0 { "place in the paper" } else { "–" }, slots.get(at).is_none()));
        for slot in Slot::ALL {
            select = select.add(option(&slot.to_word(), &slot.name(), slots.get(at) == Some(&slot)));
        }
        bar = bar.add(tag("label").is("for", id).text(label)).add(select);
    }
    let mut select = tag("select").is("id", "context").is("data-do", "context");
    let context = route.context.unwrap_or(CONTEXT);
    let offered = CONTEXTS.iter().copied().chain(Some(context).filter(|context| !CONTEXTS.contains(context)));
    for words in offered {
        select = select.add(option(&words.to_string(), &counted(words, "word"), words == context));
    }
    bar.add(tag("label").is("for", "context").text("to either side"))
        .add(select)
        .add(tag("span").class("export").add(button("kwic-csv", "").class("link").text("CSV")))
}

fn line(route: &Route, line: &Line) -> Tag {
    let page = line.page.map(|page| tag("span").class("page-of").text(", p.\u{202f}").text(&page.to_string()));
    let at = Route { hit: Some(line.hit), ..route.at(None) };
    tag("tr")
        .add(tag("td").class("left").add(tag("span").text(&line.left)))
        .add(tag("td").class("node").add(tag("mark").text(&line.node)))
        .add(tag("td").class("right").text(&line.right))
        .add(tag("td").class("ref").add(link(&at.href()).text(&paragraph(line.block)).maybe(page)))
}

/// The words beside the hits.
fn beside(corpus: &Corpus, screen: &Screen) -> Tag {
    // only a word or a phrase can be asked for together with another
    let query = screen.route.query.trim().trim_matches('"');
    let is_word = query.chars().all(|c| c.is_alphanumeric() || c == ' ')
        && !query.split(' ').any(|word| matches!(word, "AND" | "OR" | "NOT"));
    let mut body = tag("tbody");
    for collocate in collocates(corpus, &screen.hits).iter().take(MOST) {
        let word = tag("td");
        let word = if is_word {
            let near = ["\"", query, " ", &collocate.word, "\"~5"].concat();
            word.add(button("search", &near).class("link").text(&collocate.word))
        } else {
            word.text(&collocate.word)
        };
        body = body.add(
            tag("tr")
                .add(word)
                .add(tag("td").class("number").text(&collocate.together.to_string()))
                .add(tag("td").class("number").text(&write_decimal((collocate.log_dice * 10.0).round() / 10.0))),
        );
    }
    let heads = tag("tr")
        .add(tag("th").is("scope", "col").text("word"))
        .add(tag("th").is("scope", "col").class("number").text("times"))
        .add(tag("th").is("scope", "col").class("number").text("logDice"));
    tag("table")
        .class("ledger collocates")
        .add(tag("caption").text("Beside it, within five words"))
        .add(tag("thead").add(heads))
        .add(body)
}

/// Where in the paper the hits are.
fn strip(corpus: &Corpus, screen: &Screen) -> Tag {
    let whole: usize = corpus.document.blocks.iter().map(|block| block.text.len()).sum::<usize>().max(1);
    let mut strip =
        tag("svg").class("distribution").is("viewBox", "0 0 1000 14").is("preserveAspectRatio", "none").is("aria-hidden", "true");
    let mut before = 0;
    let mut hits = screen.hits.iter().peekable();
    for block in &corpus.document.blocks {
        while let Some(hit) = hits.next_if(|hit| hit.block == block.id) {
            let x = ((before + hit.span.start) * 1000 / whole).to_string();
            strip = strip.add(tag("rect").has("x", &x).is("width", "2").is("height", "14"));
        }
        before += block.text.len();
    }
    strip
}

/// The words of the paper, by how often they stand in it.
fn words(corpus: &Corpus) -> Tag {
    let mut list = tag("ol").class("words-list").is("aria-label", "Words of the paper");
    for (word, count) in frequencies(corpus).iter().take(MOST * 3) {
        let route = Route { place: Some(Place::View(View::Concordance)), query: word.clone(), ..Route::default() };
        list = list.add(tag("li").add(link(&route.href()).text(word)).count(*count));
    }
    list
}
