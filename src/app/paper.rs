//! The paper: headings, passages and folds, in reading order.

use lectern::corpus::Corpus;
use lectern::document::{Block, BlockKind, SectionId, Unit};
use lectern::view::contents::number;
use lectern::view::filter::Fold;
use lectern::view::screen::{Screen, Shown};
use yew::prelude::*;

use super::fold::{self, fold_line};
use super::passage::{self, page_start};
use super::shared::Shared;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub corpus: Shared<Corpus>,
    pub screen: Shared<Screen>,
    pub toggle_fold: Callback<Fold>,
}

#[component]
pub fn Paper(props: &Props) -> Html {
    let document = &props.corpus.document;
    let mut sheet = Vec::new();
    let mut list: Option<(u32, Vec<Html>)> = None;
    for unit in &document.order {
        let block = match *unit {
            Unit::Block(id) => document.block(id),
            Unit::Heading(_) => None,
        };
        let list_number = block.filter(|block| block.kind == BlockKind::ListItem).map(|block| block.list.unwrap_or_default());
        if let Some((number, items)) = list.take_if(|(number, _)| Some(*number) != list_number) {
            sheet.push(close(number, items));
        }
        match (*unit, block) {
            (Unit::Heading(id), _) => sheet.push(heading(&props.corpus, id)),
            (Unit::Block(_), Some(block)) => match list_number {
                Some(number) => list.get_or_insert_with(|| (number, Vec::new())).1.extend(passage(props, block, "li")),
                None => sheet.extend(passage(props, block, "div")),
            },
            (Unit::Block(_), None) => {}
        }
    }
    sheet.extend(list.map(|(number, items)| close(number, items)));
    sheet.into_iter().collect()
}

fn close(number: u32, items: Vec<Html>) -> Html {
    html! { <ul class="list" key={format!("list {number}")}>{ for items }</ul> }
}

/// A passage, and before it the fold that it begins.
fn passage(props: &Props, block: &Block, tag: &'static str) -> Vec<Html> {
    let Some(at) = props.corpus.position(block.id) else {
        return Vec::new();
    };
    let screen = &props.screen;
    let fold = screen.folds.iter().find(|fold| fold.first == block.id).map(|fold| {
        let query = screen.route.query.trim().to_owned();
        fold_line(&fold::Props { fold: fold.clone(), query, toggle: props.toggle_fold.clone(), tag })
    });
    let carried = props.corpus.themes_of(at);
    let strengths = screen.filter.themes.iter().filter_map(|id| {
        let found = carried.iter().find(|carried| carried.theme == *id)?;
        Some((*id, found.strength))
    });
    let shown = screen.shown.get(at).copied().unwrap_or(Shown::Whole);
    let passage =
        passage::passage(&passage::Props { corpus: props.corpus.clone(), block, shown, strengths: strengths.collect() });
    fold.into_iter().chain([passage]).collect()
}

fn heading(corpus: &Corpus, id: SectionId) -> Html {
    let Some(section) = corpus.section(id) else {
        return Html::default();
    };
    let number = Some(number(corpus, section)).filter(|number| !number.is_empty());
    let level = section.level.clamp(1, 5) + 1;
    html! {
        <@{format!("h{level}")} key={id.to_string()} id={id.to_string()} data-number={number}>
            { for section.page_starts.iter().map(|start| page_start(start.page)) }{ section.heading.clone() }
        </@>
    }
}
