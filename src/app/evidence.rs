//! The evidence: why a passage carries its themes, word by word, and the facts that it states, each with its sentence.

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::extract::themes::{BlockTheme, Origin};
use lectern::tables::{Kind, Row, Table};
use lectern::view::facts::entry_of;
use lectern::view::words::paragraph;

use super::facts::{certainty, saying, verdict, waiting};
use super::icons;
use super::page::Page;
use super::sigil::{ink, sigil};
use super::tag::{Tag, button, link, tag};

/// The evidence for the passage at the top of the screen.
pub fn evidence(page: &Page) -> Tag {
    let (open, block) = (page.moment.evidence, page.moment.seen.block);
    let head = button("evidence", "")
        .class("evidence-head")
        .flag("aria-expanded", open)
        .add(icons::panel())
        .text("Evidence")
        .key("head");
    let aside = tag("aside").class("evidence").when("data-open", "", open).is("aria-label", "Evidence").add(head);
    if !open {
        return aside;
    }
    let at = block.and_then(|block| page.corpus.position(block)).unwrap_or_default();
    let body = themes(&page.corpus, at, tag("div").class("evidence-body").key("body"));
    aside.add(body.add(facts(page, block)))
}

/// The facts that the passage states.
fn facts(page: &Page, block: Option<BlockId>) -> Tag {
    let Some(tables) = &page.corrections.tables else { return waiting("facts", &page.mined.facts) };
    let marks = page.settings.settings.marks;
    let mut all = tag("div").class("fact-groups");
    for table in tables.iter() {
        let word = table.kind.as_str();
        let mut list = tag("ul");
        let mut count = 0;
        for row in table.rows.iter().filter(|row| row.counts() && row.places.iter().any(|place| Some(place.block) == block)) {
            list = list.add(fact(&page.corpus, table, row));
            count += 1;
        }
        let tick =
            tag("input").is("type", "checkbox").is("data-do", "mark").has("data-with", word).checked(marks.has(table.kind));
        let label = tag("label")
            .add(tick)
            .add(tag("span").has("class", &["mark mark-", word].concat()).text("underline"))
            .add(tag("span").class("visually-hidden").text(&[" ", word, " in the text"].concat()));
        let head = tag("div").class("fact-head").add(tag("h3").text(&counted_kind(count, word))).add(label);
        all = all.add(tag("section").key(word).add(head).add(list));
    }
    all
}

/// "2 figures", "no dates".
fn counted_kind(count: usize, kind: &str) -> String {
    match count {
        0 => ["no ", kind].concat(),
        1 => ["1 ", kind.strip_suffix('s').unwrap_or(kind)].concat(),
        many => [&many.to_string(), " ", kind].concat(),
    }
}

fn fact(corpus: &Corpus, table: &Table, row: &Row) -> Tag {
    let name = row.cells.first().map(|cell| cell.text.as_str()).unwrap_or_default();
    // an entity or an acronym is known by its name; of others the sentence says what they are about
    let is_name = row.entity_id().is_some() || table.kind == Kind::Acronyms;
    let beside = if is_name { row.cells.get(1) } else { table.cell(row, "what") };
    let head = tag("h4").add(link(&entry_of(table.kind, &row.key).href()).text(name));
    let mut slip = tag("li").class("slip").key(&row.key).add(head).add(verdict(row, name, None));
    if let Some(beside) = beside.filter(|beside| !beside.text.is_empty()) {
        slip = slip.add(tag("p").class("what").text(&beside.text.replace('_', " ")));
    }
    if !is_name {
        slip = slip.add(saying(corpus, row));
    }
    slip.add(tag("p").class("prov").add(certainty(row)).text(" · ").text(&row.rule))
}

/// Why a passage carries its themes.
fn themes(corpus: &Corpus, at: usize, body: Tag) -> Tag {
    let lead = tag("p").class("lead");
    let Some(block) = corpus.block(at) else { return body.add(lead.text("The paper has no passage.")) };
    let number = tag("b").text(&paragraph(block.id));
    let carried = corpus.themes_of(at);
    if carried.is_empty() {
        return body.add(lead.add(number).text(" carries none of the themes."));
    }
    let mut list = tag("ul");
    for carried in carried {
        list = list.maybe(theme(corpus, &block.text, carried));
    }
    body.add(lead.text("Why ").add(number).text(" carries its themes: the words that speak of each.")).add(list)
}

fn theme(corpus: &Corpus, text: &str, carried: &BlockTheme) -> Option<Tag> {
    let theme = corpus.themes.by_id(carried.theme.as_str())?;
    let mut fired: Vec<&str> = carried.evidence.iter().map(|span| span.of(text)).collect();
    fired.sort_unstable();
    let mut words = tag("ul").class("fired");
    for same in fired.chunk_by(|one, other| one == other) {
        let (word, times) = (same.first().copied().unwrap_or_default(), same.len());
        let mut item = tag("li").add(tag("u").has("class", &["why ", &ink(theme)].concat()).text(word));
        if times > 1 {
            item = item.add(tag("span").class("n").text(&["×", &times.to_string()].concat()));
        }
        words = words.add(item);
    }
    let strength = ["Strength ", &carried.strength.to_string(), " of 5. ", &theme.definition].concat();
    let mut rule = tag("p").class("prov").text(&["rule: a lexicon of ", &theme.entries.to_string(), " entries"].concat());
    match carried.origin {
        Origin::Text => {}
        Origin::LeadIn(block) => {
            let lead_in = link(&["#", &block.to_string()].concat()).text(&paragraph(block));
            rule = rule.text("; with ").add(lead_in).text(", which introduces the list");
        }
        Origin::Heading(section) => {
            rule = rule.text("; with ").add(link(&["#", &section.to_string()].concat()).text("the heading above"));
        }
    }
    let head = tag("h3").add(sigil(theme)).text(" ").text(&theme.name);
    Some(tag("li").class("slip").add(head).add(tag("p").class("what").text(&strength)).add(words).add(rule))
}
