//! The filter: which passages it keeps, by theme, section, who is named and what is stated; and what it folds away and counts.

use super::route::{Carry, Mode, Route};
use super::words::{grouped, listed};
use crate::corpus::{Actor, Corpus, STATED};
use crate::document::{BlockId, BlockKind, SectionId};
use crate::extract::themes::ThemeId;
use crate::text::small_letters;

/// What a route's filter comes to in a paper. What the paper does not have is ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The themes, in the order in which they were pressed.
    pub themes: Vec<ThemeId>,
    /// The sections; one of them is enough.
    pub sections: Vec<SectionId>,
    /// Who is named, as places in [`Stated::actors`](crate::corpus::Stated::actors); one of them is enough.
    pub actors: Vec<u32>,
    /// What is stated, as places in [`STATED`]; one of them is enough.
    pub states: Vec<usize>,
    /// Whether one theme is enough.
    pub carry: Carry,
}

impl Filter {
    /// The filter of a route.
    pub fn new(corpus: &Corpus, route: &Route) -> Self {
        let themes = route.themes.iter().filter_map(|id| Some(corpus.themes.by_id(id)?.id)).collect();
        let sections = route.sections.iter().filter_map(|word| match super::route::Place::parse(word) {
            Some(super::route::Place::Section(id)) => corpus.section(id).map(|section| section.id),
            _ => None,
        });
        let actor = |word: &String| {
            let folded = small_letters(word);
            let is_it = |actor: &Actor| actor.id == *word || small_letters(&actor.name) == folded;
            u32::try_from(corpus.stated.actors.iter().position(is_it)?).ok()
        };
        let state = |word: &String| STATED.iter().position(|kind| word.strip_suffix('s').unwrap_or(word) == *kind);
        // in a view, the kinds are those of its rows
        let kinds = if route.shows_paper() { route.kinds.as_slice() } else { &[] };
        Self {
            themes,
            sections: sections.collect(),
            actors: route.actors.iter().filter_map(actor).collect(),
            states: kinds.iter().filter_map(state).collect(),
            carry: route.carry,
        }
    }

    /// Whether anything is filtered.
    pub fn is_on(&self) -> bool {
        !self.themes.is_empty() || !self.sections.is_empty() || !self.actors.is_empty() || !self.states.is_empty()
    }

    /// Whether it keeps the block at a place in reading order.
    pub fn keeps(&self, corpus: &Corpus, at: usize) -> bool {
        let carried = corpus.themes_of(at);
        let carries = |theme: &ThemeId| carried.iter().any(|carried| carried.theme == *theme);
        let by_theme = match self.carry {
            _ if self.themes.is_empty() => true,
            Carry::Either => self.themes.iter().any(carries),
            Carry::Both => self.themes.iter().all(carries),
        };
        let section = corpus.block(at).and_then(|block| block.section);
        let names = |actor: &u32| corpus.stated.names(at, *actor);
        let states = |kind: &usize| corpus.stated.states(at, *kind);
        by_theme
            && (self.actors.is_empty() || self.actors.iter().any(names))
            && (self.states.is_empty() || self.states.iter().any(states))
            && (self.sections.is_empty() || self.sections.iter().any(|outer| corpus.lies_in(section, *outer)))
    }
}

/// A run of passages that the filter leaves out, within one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Its first block.
    pub first: BlockId,
    /// Its last block.
    pub last: BlockId,
    /// "6 paragraphs and 3 list items, 1,202 words"
    pub what: String,
    /// Hits of the query inside.
    pub hits: usize,
    /// Whether it was opened: by hand, by a link into it, by the browser's find.
    pub opened: bool,
}

impl Fold {
    /// Whether a block lies in it.
    pub fn holds(&self, block: BlockId) -> bool {
        self.first <= block && block <= self.last
    }
}

/// The folds of a paper: runs of blocks that are not kept. `hits` counts the hits of each block; a fold that holds one of
/// `opened` is open. None unless the mode is [`Mode::Fold`].
pub fn folds(corpus: &Corpus, mode: Mode, kept: &[bool], hits: &[usize], opened: &[BlockId]) -> Vec<Fold> {
    if mode != Mode::Fold {
        return Vec::new();
    }
    let blocks = &corpus.document.blocks;
    let left_out: Vec<usize> = (0..blocks.len()).filter(|at| kept.get(*at) == Some(&false)).collect();
    let section = |at: usize| corpus.block(at).and_then(|block| block.section);
    left_out
        .chunk_by(|before, after| before + 1 == *after && section(*before) == section(*after))
        .filter_map(|run| {
            let (first, last) = (corpus.block(*run.first()?)?.id, corpus.block(*run.last()?)?.id);
            let is_item = |at: &&usize| corpus.block(**at).is_some_and(|block| block.kind == BlockKind::ListItem);
            let items = run.iter().filter(is_item).count();
            let words: usize = run.iter().filter_map(|at| corpus.words.get(*at)).sum();
            let parts = listed(&[(run.len() - items, "paragraph"), (items, "list item")]);
            let words = if words == 1 { "1 word".to_owned() } else { format!("{} words", grouped(words)) };
            Some(Fold {
                first,
                last,
                what: format!("{parts}, {words}"),
                hits: run.iter().filter_map(|at| hits.get(*at)).sum(),
                opened: opened.iter().any(|block| first <= *block && *block <= last),
            })
        })
        .collect()
}
