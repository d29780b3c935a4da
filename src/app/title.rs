//! The head of the paper: what it is, and what can be done with it here.

use std::rc::Rc;

use lectern::corpus::{Corpus, STATED};
use lectern::document::BlockId;
use lectern::view::about::{self, Examples};
use lectern::view::miniature::{Miniature, WIDTH, miniature};
use lectern::view::route::{Mode, Route};
use lectern::view::screen::Screen;
use lectern::view::words::{counted, grouped, minutes, paragraph};
use yew::Html;

use super::shared::Shared;
use super::still::still;
use super::tag::{Tag, button, link, siblings, tag};

/// A paper of more passages has no picture in small: it would be as long as the paper.
const MOST_IN_SMALL: usize = 160;

/// `stopped` is where the reader stopped last time.
pub fn title(corpus: &Shared<Corpus>, screen: &Screen, examples: &Rc<Examples>, stopped: Option<BlockId>) -> Tag {
    let metadata = &corpus.metadata;
    let mut name = tag("h1").text(corpus.document.title.as_deref().unwrap_or("A paper without a title"));
    if let Some(subtitle) = &metadata.subtitle {
        name = name.text(": ").add(tag("span").class("subtitle").text(subtitle));
    }
    let head = tag("header");
    if screen.filter.is_on() || screen.is_searching() {
        return head.class("title running").add(name);
    }
    let authors = metadata.authors.join(", ");
    head.class("title")
        .maybe(about::imprint(metadata).map(|imprint| tag("p").class("imprint").text(&imprint)))
        .add(name)
        .maybe((!authors.is_empty()).then(|| tag("p").class("byline").text(&authors)))
        .add(facts(corpus))
        .add(at_a_glance(corpus, examples))
        .maybe(corpus.source.name.as_deref().map(own))
        .maybe(resume(corpus, stopped))
}

/// What can be done with the paper, and the paper in small: the same at every look, and so drawn once.
fn at_a_glance(corpus: &Shared<Corpus>, examples: &Rc<Examples>) -> Html {
    let (corpus, examples) = (corpus.clone(), examples.clone());
    still("", move || {
        let small = (corpus.document.blocks.len() <= MOST_IN_SMALL).then(|| small(&corpus).into());
        siblings([how(&corpus, &examples).into()].into_iter().chain(small).collect())
    })
}

/// Of a reader's own text: where it is, and the way back.
fn own(name: &str) -> Tag {
    tag("p")
        .class("own")
        .add(tag("b").text(name))
        .text(", a text of yours: it is read on this machine, sent nowhere, and gone from the page when you close it. ")
        .add(button("close-text", "").class("button").text("Close it"))
}

fn facts(corpus: &Corpus) -> Tag {
    let words: usize = corpus.words.iter().sum();
    let mut said = [&counted(minutes(words), "minute"), " · ", &grouped(words), " words"].concat();
    if let Some((first, last)) = about::pages(corpus) {
        said = [&said, " · printed pages ", &first.to_string(), "–", &last.to_string()].concat();
    }
    let mut line = tag("p").class("facts-line").text(&said);
    let notes = about::notes(corpus);
    if notes > 0 {
        let without = if about::has_note_texts(corpus) { "" } else { ", their texts not in this source" };
        line = line.text(" · ").add(link("#about").text(&[&counted(notes, "note"), without].concat()));
    }
    line
}

/// Three things to do, with an example of each from this very paper.
fn how(corpus: &Corpus, examples: &Examples) -> Tag {
    let mut search = tag("dd").text("by word or by ").add(tag("i").text("“exact phrase”")).text(", while you type");
    for (at, query) in examples.queries.iter().enumerate() {
        search = search.text(if at > 0 { " or " } else { "; try " });
        let route = Route { query: query.clone(), ..Route::default() };
        search = search.add(link(&route.href()).text(&route.query));
    }
    let filter = examples.filter.as_ref().map(|example| {
        let route = Route { themes: example.themes.clone(), mode: Mode::Fold, ..Route::default() };
        let (passages, minutes) = (counted(example.passages, "passage"), counted(example.minutes, "minute"));
        let rest = [", ", &passages, " in ", &minutes, "; what is left out is counted, never lost"].concat();
        let read = tag("dd").text("read only what concerns you: ");
        part("Filter", read.add(link(&route.href()).text(&example.names)).text(&rest))
    });
    let check = check(corpus);
    tag("dl").class("how").add(part("Search", search)).maybe(filter).add(part("Check", check))
}

/// The facts in numbers, and the repairs.
fn check(corpus: &Corpus) -> Tag {
    let mut check = tag("dd");
    // figures, dates, recommendations
    let stated: Vec<_> = about::stated(corpus).into_iter().filter(|(kind, _)| *kind < 3).collect();
    for (at, (kind, said)) in stated.iter().enumerate() {
        if at > 0 {
            check = check.text(if at + 1 < stated.len() { ", " } else { " and " });
        }
        let view = STATED.get(*kind).map(|kind| ["#", kind, "s"].concat());
        check = check.add(link(&view.unwrap_or_default()).text(said));
    }
    if !stated.is_empty() {
        check = check.text(", each beside its sentence; ");
    }
    let repairs = link("#repairs").text(&counted(corpus.source.repairs, "repair"));
    check.add(repairs).text(" of the converter’s text, each beside what it replaced")
}

/// The paper in small, for the eye alone: the contents say the same in words.
fn small(corpus: &Corpus) -> Tag {
    // figures and dates
    let Miniature { lines, marks, sections, height, stated } = miniature(corpus, &[0, 1]);
    let mut picture = tag("svg")
        .has("viewBox", &["0 0 ", &WIDTH.to_string(), " ", &height.to_string()].concat())
        .add(tag("path").class("miniature-line").has("d", &lines))
        .add(tag("path").class("miniature-mark").has("d", &marks));
    for (number, top) in sections {
        picture = picture.add(tag("text").has("y", &top.to_string()).text(&number));
    }
    let passages = counted(corpus.document.blocks.len(), "passage");
    let said =
        ["The whole paper: a line for each of its ", &passages, ", a mark for each of ", &grouped(stated), " figures and dates."];
    tag("div").class("miniature").is("aria-hidden", "true").add(picture).add(tag("p").text(&said.concat()))
}

fn part(name: &str, says: Tag) -> Tag {
    tag("div").add(tag("dt").text(name)).add(says)
}

fn resume(corpus: &Corpus, stopped: Option<BlockId>) -> Option<Tag> {
    let block = stopped.filter(|block| block.0 > 1)?;
    let before: usize = corpus.words.iter().take(corpus.position(block).unwrap_or_default()).sum();
    let said = ["You stopped at ", &paragraph(block), ", ", &counted(minutes(before), "minute"), " in."].concat();
    let go = link(&["#", &block.to_string()].concat()).text("Continue there");
    Some(tag("p").class("resume").add(tag("span").text(&said)).add(go))
}
