//! A block of the paper as it stands in the page. Its text never changes: what is found or marked is painted over it.

use lectern::corpus::Corpus;
use lectern::document::{Block, BlockKind, note_label};
use lectern::view::about;
use lectern::view::inline::{Piece, pieces};
use lectern::view::notes::NoteMark;
use lectern::view::screen::{Screen, Shown};
use lectern::view::words::paragraph;

use super::icons;
use super::sigil::{meter, sigil};
use super::tag::{Tag, button, link, tag};

/// The passage of a block, which is the one at a place in reading order.
pub fn passage(corpus: &Corpus, screen: &Screen, notes: &[NoteMark], block: &Block, at: usize) -> Tag {
    let id = block.id.to_string();
    let number = block.id.0.to_string();
    let mut words = tag(match block.kind {
        BlockKind::ListItem | BlockKind::Footnote => "span",
        BlockKind::Quote => "blockquote",
        BlockKind::Paragraph | BlockKind::Table => "p",
    });
    words = words.class("words").has("id", &id);
    // a paper that counts its paragraphs; a list has its own marks
    if let Some(label) = block.label.as_ref().filter(|_| block.kind == BlockKind::Paragraph) {
        words = words.add(tag("span").class("label").is("data-marker", "").text(label).text(" "));
    }
    for piece in pieces(block, &corpus.document.slips) {
        words = inline(words, &block.text, piece);
    }
    let shown = screen.shown.get(at).copied().unwrap_or(Shown::Whole);
    let classes = [
        "passage",
        if block.id.0.is_multiple_of(5) { " fifth" } else { "" },
        if shown == Shown::Dimmed { " dim" } else { "" },
        if block.kind == BlockKind::Footnote { " footnote" } else { "" },
    ];
    let pilcrow = link(&["#", &id].concat())
        .class("pilcrow")
        .has("aria-label", &["Link to paragraph ", &number].concat())
        .text(&paragraph(block.id));
    tag(if block.kind == BlockKind::ListItem { "li" } else { "div" })
        .key(&id)
        .has("class", &classes.concat())
        // found by the browser's own find
        .when("hidden", "until-found", shown == Shown::Folded)
        .add(pilcrow)
        .maybe(beside(corpus, screen, notes, block, at))
        .maybe(yields(corpus, block, at))
        .add(words)
}

/// What a passage yields, the quiet door to its evidence. The keyboard has a key for that, and need not stop here.
fn yields(corpus: &Corpus, block: &Block, at: usize) -> Option<Tag> {
    let said = about::yields(corpus, at);
    (!said.is_empty()).then(|| button("evidence-of", &block.id.0.to_string()).class("yields").is("tabindex", "-1").text(&said))
}

/// What stands beside a passage: the themes of the filter that it carries, with their strengths, and the reader's notes.
fn beside(corpus: &Corpus, screen: &Screen, notes: &[NoteMark], block: &Block, at: usize) -> Option<Tag> {
    let mut list = None;
    for id in &screen.filter.themes {
        let carried = corpus.themes_of(at).iter().find(|carried| carried.theme == *id);
        if let Some((carried, theme)) = carried.zip(corpus.themes.by_id(id.as_str())) {
            let item = tag("li").add(sigil(theme)).add(meter(theme, carried.strength));
            list = Some(list.unwrap_or_else(|| tag("ul").class("strengths")).add(item));
        }
    }
    for note in notes.iter().filter(|note| note.block == block.id) {
        let mark = button("note", &note.id)
            .has("class", &["note-mark pen-", &note.colour].concat())
            .has("aria-label", &note.said)
            .has("title", &note.said)
            .add(if note.has_words { icons::note() } else { icons::pencil() });
        list = Some(list.unwrap_or_else(|| tag("ul").class("strengths")).add(tag("li").key(&note.id).add(mark)));
    }
    list
}

fn inline(words: Tag, text: &str, piece: Piece) -> Tag {
    match piece {
        Piece::Text(span) => words.text(span.of(text)),
        Piece::Unbroken(span) => words.add(tag("span").class("unbroken").text(span.of(text))),
        Piece::Slip(span, reading) => {
            let meant = ["As printed; presumably meant: ", &reading].concat();
            words.add(tag("span").class("sic").has("title", &meant).text(span.of(text)))
        }
        Piece::Note(number) => {
            let (id, number) = (["n", &number.to_string()].concat(), note_label(number));
            let marker = link(&["#", &id].concat()).class("noteref").is("role", "doc-noteref").is("data-marker", "");
            words.add(marker.has("id", &id).has("aria-label", &["Note ", &number].concat()).text(&number))
        }
        Piece::PageStart(page) => words.add(page_start(page)),
    }
}

/// Where a printed page begins: a stroke in the line, and the number outside the measure.
pub fn page_start(page: u32) -> Tag {
    let page = page.to_string();
    tag("span")
        .class("leaf")
        .is("role", "doc-pagebreak")
        .is("data-marker", "")
        .has("data-page", &page)
        .has("id", &["p", &page].concat())
        // checkers know no label of this role, though it may have one
        .has("title", &["Printed page ", &page].concat())
}
