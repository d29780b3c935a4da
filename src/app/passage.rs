//! A block of the paper as it stands in the page. Its text never changes: what is found or marked is painted over it.

use lectern::document::{Block, BlockKind};
use lectern::text::Span;
use lectern::view::inline::{Piece, pieces};
use lectern::view::screen::Shown;
use yew::prelude::*;
use yew::virtual_dom::VTag;

use super::shared::Shared;
use super::sigil::{meter, sigil};
use lectern::corpus::Corpus;
use lectern::extract::themes::ThemeId;

pub struct Props<'a> {
    pub corpus: Shared<Corpus>,
    pub block: &'a Block,
    pub shown: Shown,
    /// The themes of the filter that the block carries, with their strengths.
    pub strengths: Vec<(ThemeId, u8)>,
}

pub fn passage(props: &Props) -> Html {
    let block = props.block;
    let id = block.id.to_string();
    let number = block.id.0;
    let text = pieces(block, &props.corpus.document.slips).into_iter().map(|piece| inline(&block.text, piece));
    let words = match block.kind {
        BlockKind::ListItem | BlockKind::Footnote => html! { <span class="words" id={id.clone()}>{ for text }</span> },
        BlockKind::Quote => html! { <blockquote class="words" id={id.clone()}>{ for text }</blockquote> },
        BlockKind::Paragraph | BlockKind::Table => html! { <p class="words" id={id.clone()}>{ for text }</p> },
    };
    let classes = classes!(
        "passage",
        number.is_multiple_of(5).then_some("fifth"),
        (props.shown == Shown::Dimmed).then_some("dim"),
        (block.kind == BlockKind::Footnote).then_some("footnote"),
    );
    let mut element = VTag::new(if block.kind == BlockKind::ListItem { "li" } else { "div" });
    element.key = Some(id.clone().into());
    element.add_attribute("class", classes.to_string());
    if props.shown == Shown::Folded {
        // found by the browser's own find, which the macro's boolean attribute would not allow
        element.add_attribute("hidden", "until-found");
    }
    element.add_child(html! {
        <a class="pilcrow" href={format!("#{id}")} aria-label={format!("Link to paragraph {number}")}>{ format!("¶\u{202f}{number}") }</a>
    });
    if !props.strengths.is_empty() {
        element.add_child(strengths(&props.corpus, &props.strengths));
    }
    element.add_child(words);
    element.into()
}

fn strengths(corpus: &Corpus, strengths: &[(ThemeId, u8)]) -> Html {
    let item = |(theme, strength): &(ThemeId, u8)| {
        let theme = corpus.themes.by_id(theme.as_str())?;
        Some(html! { <li>{ sigil(theme) }{ meter(theme, *strength) }</li> })
    };
    html! { <ul class="strengths">{ for strengths.iter().filter_map(item) }</ul> }
}

fn inline(text: &str, piece: Piece) -> Html {
    let words = |span: Span| span.of(text).to_owned();
    match piece {
        Piece::Text(span) => html! { { words(span) } },
        Piece::Unbroken(span) => html! { <span class="unbroken">{ words(span) }</span> },
        Piece::Slip(span, reading) => {
            let meant = format!("As printed; presumably meant: {reading}");
            html! { <span class="sic" title={meant}>{ words(span) }</span> }
        }
        Piece::Note(number) => html! {
            <a class="noteref" role="doc-noteref" data-marker="" id={format!("n{number}")} href={format!("#n{number}")}
                aria-label={format!("Note {number}")}>{ number }</a>
        },
        Piece::PageStart(page) => page_start(page),
    }
}

/// Where a printed page begins: a stroke in the line, and the number outside the measure.
pub fn page_start(page: u32) -> Html {
    html! {
        <span class="leaf" role="doc-pagebreak" data-marker="" data-page={page.to_string()} id={format!("p{page}")}
            aria-label={format!("Printed page {page}")}></span>
    }
}
