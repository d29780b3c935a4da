//! The paper: headings, passages and folds, in reading order.

use lectern::corpus::Corpus;
use lectern::document::{BlockId, BlockKind, SectionId, Unit};
use lectern::view::contents::number;
use lectern::view::filter::Fold;
use lectern::view::notes::NoteMark;
use lectern::view::screen::Screen;
use yew::prelude::*;

use super::fold::fold_line;
use super::notes::Noted;
use super::passage::{page_start, passage};
use super::shared::Shared;
use super::tag::{Tag, tag};

#[derive(Properties)]
pub struct Props {
    pub corpus: Shared<Corpus>,
    pub screen: Shared<Screen>,
    pub noted: Shared<Noted>,
}

/// Hits are painted over the paper, so that most of what changes while a reader types is no reason to draw it again.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        let same_notes = self.noted == other.noted || self.noted.marks == other.noted.marks;
        self.corpus == other.corpus && same_notes && (self.screen == other.screen || self.screen.looks_like(&other.screen))
    }
}

/// A component, so that it is drawn again only when it is another.
#[component]
pub fn Paper(props: &Props) -> Html {
    paper(&props.corpus, &props.screen, &props.noted.marks)
}

fn paper(corpus: &Corpus, screen: &Screen, notes: &[NoteMark]) -> Html {
    let document = &corpus.document;
    let mut sheet: Vec<Html> = Vec::new();
    let mut list: Option<(u32, Tag)> = None;
    for unit in &document.order {
        let block = match *unit {
            Unit::Block(id) => document.block(id),
            Unit::Heading(_) => None,
        };
        let list_number = block.filter(|block| block.kind == BlockKind::ListItem).map(|block| block.list.unwrap_or_default());
        if let Some((_, ended)) = list.take_if(|(number, _)| Some(*number) != list_number) {
            sheet.push(ended.into());
        }
        match (*unit, block) {
            (Unit::Heading(id), _) => sheet.extend(heading(corpus, id)),
            (Unit::Block(_), Some(block)) => {
                let element = if list_number.is_some() { "li" } else { "div" };
                let mut pieces = Vec::new();
                // before a passage, the fold that it begins
                if let Some(fold) = fold_at(screen, block.id) {
                    pieces.push(fold_line(fold, screen.route.query.trim(), element).into());
                }
                if let Some(at) = corpus.position(block.id) {
                    pieces.push(passage(corpus, screen, notes, block, at).into());
                }
                match list_number {
                    Some(number) => {
                        let (number, open) = list.take().unwrap_or_else(|| (number, begin(number)));
                        list = Some((number, open.all(pieces)));
                    }
                    None => sheet.append(&mut pieces),
                }
            }
            (Unit::Block(_), None) => {}
        }
    }
    sheet.extend(list.map(|(_, ended)| ended.into()));
    sheet.into_iter().collect()
}

/// The fold that begins with a passage; folds stand in reading order.
fn fold_at(screen: &Screen, first: BlockId) -> Option<&Fold> {
    screen.folds.binary_search_by_key(&first, |fold| fold.first).ok().and_then(|at| screen.folds.get(at))
}

fn begin(number: u32) -> Tag {
    tag("ul").class("list").key(&["list ", &number.to_string()].concat())
}

fn heading(corpus: &Corpus, id: SectionId) -> Option<Html> {
    let section = corpus.section(id)?;
    let element = match section.level {
        0 | 1 => "h2",
        2 => "h3",
        3 => "h4",
        4 => "h5",
        _ => "h6",
    };
    let id = id.to_string();
    let mut heading = tag(element).key(&id).has("id", &id).has("data-number", &number(corpus, section));
    for start in &section.page_starts {
        heading = heading.add(page_start(start.page));
    }
    Some(heading.text(&section.heading).into())
}
