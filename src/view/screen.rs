//! The paper's screen for an address: what is kept, found, folded and counted. One pure function of the corpus, the address and
//! what was opened by hand.

use super::contents::{Aside, Entry, contents};
use super::filter::{Filter, Fold, folds};
use super::results::{HitPlace, ResultGroup, results};
use super::route::{Carry, Mode, Place, Route, Sort};
use super::words::{counted, grouped, minutes};
use crate::corpus::{Actor, Corpus, STATED};
use crate::document::BlockId;
use crate::extract::themes::ThemeId;
use crate::search::regular::Expressions;
use crate::search::{Expansion, Field, LastWord, Options, Problem, Query, Results};

/// What becomes of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is shown.
    Whole,
    /// It is dimmed: the filter leaves it out.
    Dimmed,
    /// It is folded away: the filter leaves it out.
    Folded,
}

/// A theme's button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The theme.
    pub theme: ThemeId,
    /// Passages of the present result that carry it.
    pub count: usize,
    /// Whether the filter has it.
    pub pressed: bool,
    /// Whether pressing it would leave nothing.
    pub gives_nothing: bool,
}

/// Something else to filter by, with what pressing it would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The word in the address.
    pub word: String,
    /// Its name.
    pub name: String,
    /// Passages of the present result that have it.
    pub count: usize,
    /// Whether the filter has it.
    pub pressed: bool,
}

/// How much of the paper is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All passages.
    pub passages: usize,
    /// All words.
    pub words: usize,
    /// Passages that the filter keeps.
    pub kept: usize,
    /// Their words.
    pub kept_words: usize,
    /// Passages that carry one of the themes.
    pub either: usize,
    /// Passages that carry all of them.
    pub both: usize,
}

/// Where one looks for the next hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At a hit, by place in [`Screen::hits`].
    Hit(usize),
    /// At the first in or below a block.
    Seen(Option<BlockId>),
}

/// All that the paper's screen shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// The address.
    pub route: Route,
    /// The filter.
    pub filter: Filter,
    /// What becomes of each block, in the order of the blocks.
    pub shown: Vec<Shown>,
    /// The folds, in reading order.
    pub folds: Vec<Fold>,
    /// The buttons of the themes.
    pub chips: Vec<Chip>,
    /// The kinds of facts that passages state.
    pub states: Vec<Facet>,
    /// Who is named: those of the filter first, then those of the present result, by the number of their passages.
    pub actors: Vec<Facet>,
    /// The contents.
    pub contents: Vec<Entry>,
    /// Hits in what the filter keeps, in reading order.
    pub hits: Vec<HitPlace>,
    /// Hits in what it leaves out.
    pub hits_left_out: usize,
    /// Passages that have hits.
    pub passages_hit: usize,
    /// The current hit, by place in `hits`.
    pub current: Option<usize>,
    /// The results, grouped.
    pub results: Vec<ResultGroup>,
    /// What is wrong with the query, in words.
    pub problems: Vec<Problem>,
    /// What the query asks for that this paper does not have, a sentence each.
    pub lacking: Vec<String>,
    /// Regular expressions that the page's own program cannot read, and that its miner has not answered yet.
    pub unread: Vec<String>,
    /// What was searched beside the words typed.
    pub expansions: Vec<Expansion>,
    /// The nearest words, where nothing was found.
    pub suggestions: Vec<String>,
    /// How much is left.
    pub totals: Totals,
    /// Why the address cannot be followed, in words.
    pub astray: Option<String>,
}

impl Screen {
    /// The screen for an address. `opened` are blocks whose folds were opened by hand; `expressions` is what the miner found.
    pub fn new(corpus: &Corpus, route: &Route, opened: &[BlockId], expressions: &Expressions) -> Self {
        let blocks = corpus.document.blocks.len();
        let filter = Filter::new(corpus, route);
        let kept: Vec<bool> = (0..blocks).map(|at| filter.keeps(corpus, at)).collect();

        let query = Query::parse_with(&route.query, expressions);
        let searching = !route.query.trim().is_empty();
        let options = Options {
            last_word: LastWord::Typing,
            without: route.without.clone(),
            weigh: route.sort == Sort::Best,
            ..Options::default()
        };
        // without a query nothing is looked up, and the index may still be in the making
        let found = if searching { corpus.index().search(&query, &options) } else { Results::default() };
        let mut spans: Vec<Option<&[crate::text::Span]>> = vec![None; blocks];
        for hit in &found.hits {
            if let Some(slot) = spans.get_mut(hit.unit) {
                *slot = Some(&hit.spans);
            }
        }
        let count = |at: usize| spans.get(at).copied().flatten().map_or(0, |spans| spans.len().max(1));
        let counts: Vec<usize> = (0..blocks).map(count).collect();
        let hits: Vec<HitPlace> = (0..blocks)
            .filter(|at| kept.get(*at) == Some(&true))
            .flat_map(|at| places(corpus, at, spans.get(at).copied().flatten()))
            .collect();
        let current = route.hit.and_then(|hit| hit.checked_sub(1)).filter(|hit| *hit < hits.len());

        let mut opened = opened.to_vec();
        opened.extend(target(corpus, route));
        let folds = folds(corpus, route.mode, &kept, &counts, &opened);
        let shown = (0..blocks).map(|at| shown(corpus, at, route.mode, &kept, &folds)).collect();

        let in_result = |at: &usize| kept.get(*at) == Some(&true) && (!searching || counts.get(*at) > Some(&0));
        let chips = chips(corpus, &filter, &in_result, |at| !searching || counts.get(at) > Some(&0));
        let aside = match (searching, filter.is_on()) {
            (true, _) => Aside::Hits(&counts),
            (false, true) => Aside::Kept(&kept),
            (false, false) => Aside::Minutes,
        };
        Self {
            contents: contents(corpus, aside),
            results: results(corpus, &hits, &found.hits, route.sort, query.asks_for_words()),
            hits_left_out: counts.iter().sum::<usize>() - hits.len(),
            passages_hit: hits.chunk_by(|a, b| a.block == b.block).count(),
            states: states(corpus, &filter, &in_result),
            actors: actors(corpus, &filter, &in_result),
            problems: query.problems().to_vec(),
            lacking: if searching { lacking(corpus, &query) } else { Vec::new() },
            unread: query.unread().to_vec(),
            expansions: found.expansions,
            suggestions: found.suggestions,
            totals: totals(corpus, &filter, &kept),
            astray: astray(corpus, route),
            route: route.clone(),
            filter,
            shown,
            folds,
            chips,
            hits,
            current,
        }
    }

    /// Whether the paper itself looks the same under another screen of it, but for what is painted over it.
    pub fn looks_like(&self, other: &Self) -> bool {
        let query =
            |screen: &'_ Self| screen.folds.iter().any(|fold| fold.hits > 0).then(|| screen.route.query.trim().to_owned());
        self.shown == other.shown
            && self.folds == other.folds
            && self.filter.themes == other.filter.themes
            && query(self) == query(other)
    }

    /// Whether a query is being asked.
    pub fn is_searching(&self) -> bool {
        !self.route.query.trim().is_empty()
    }

    /// The count of hits, in the words of the search box.
    pub fn count_in_words(&self) -> String {
        if !self.is_searching() {
            return String::new();
        }
        let left_out = match (self.hits_left_out, self.route.mode) {
            (0, _) => return self.place_among_hits(),
            (n, Mode::Mark) => format!("{} outside the filter", grouped(n)),
            (n, Mode::Dim) => format!("{} dimmed", grouped(n)),
            (n, Mode::Fold) => format!("{} folded", grouped(n)),
        };
        match self.current {
            Some(_) => format!("{}, {left_out}", self.place_among_hits()),
            None => format!("{} here, {left_out}", grouped(self.hits.len())),
        }
    }

    fn place_among_hits(&self) -> String {
        match (self.hits.len(), self.current) {
            (0, _) => "no hits".to_owned(),
            (all, None) => counted(all, "hit"),
            (all, Some(at)) => format!("{} of {}", grouped(at + 1), grouped(all)),
        }
    }

    /// How much the filter keeps: "17 of 65 passages" and "2,940 of 7,820 words, 13 minutes".
    pub fn kept_in_words(&self) -> (String, String) {
        let totals = &self.totals;
        let passages = format!("{} of {} passages", grouped(totals.kept), grouped(totals.passages));
        let time = counted(minutes(totals.kept_words), "minute");
        (passages, format!("{} of {} words, {time}", grouped(totals.kept_words), grouped(totals.words)))
    }

    /// What is left to read from the block `seen` on, in words: of its section and of the paper, or of what the filter keeps.
    pub fn left_in_words(&self, corpus: &Corpus, seen: BlockId) -> Option<String> {
        let from = corpus.position(seen)?;
        let section = corpus.top_section(corpus.block(from)?.section?)?.id;
        let kept = |at: &usize| !self.filter.is_on() || self.filter.keeps(corpus, *at);
        let words = |within: &dyn Fn(usize) -> bool| -> usize {
            let left = (from..corpus.words.len()).filter(|at| kept(at) && within(*at));
            left.filter_map(|at| corpus.words.get(at)).sum()
        };
        let here = words(&|at| corpus.block(at).is_some_and(|block| corpus.lies_in(block.section, section)));
        let all = words(&|_| true);
        if all == 0 {
            return None;
        }
        let whole = if self.filter.is_on() { "on the path that the filter keeps" } else { "in the paper" };
        Some(format!("{} left in this section, {} {whole}", counted(minutes(here), "minute"), grouped(minutes(all))))
    }

    /// The hit (from 1) that follows, in the order in which they are listed; from the last to the first.
    pub fn next_hit(&self, from: Start) -> Option<usize> {
        let order = self.order();
        let next = match from {
            Start::Hit(at) => order.iter().position(|hit| *hit == at + 1).map_or(0, |at| at + 1),
            Start::Seen(block) => self.first_from(block),
        };
        order.get(next).or(order.first()).copied()
    }

    /// The hit (from 1) before, from the first to the last.
    pub fn previous_hit(&self, from: Start) -> Option<usize> {
        let order = self.order();
        let at = match from {
            Start::Hit(at) => order.iter().position(|hit| *hit == at + 1).unwrap_or_default(),
            Start::Seen(block) => self.first_from(block),
        };
        at.checked_sub(1).and_then(|at| order.get(at)).or(order.last()).copied()
    }

    /// The numbers of the hits in the order in which they are listed.
    fn order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.hits.len());
        for entry in self.results.iter().flat_map(|group| &group.entries) {
            order.extend(entry.first_hit..=entry.last_hit);
        }
        order
    }

    /// The place in that order of the first hit in or below a block.
    fn first_from(&self, seen: Option<BlockId>) -> usize {
        match self.route.sort {
            Sort::Best => 0,
            Sort::Reading => self.hits.iter().take_while(|hit| Some(hit.block) < seen).count(),
        }
    }
}

/// The stretches of a block that were found; one empty stretch where only its heading or lead-in has the words.
fn places(corpus: &Corpus, at: usize, spans: Option<&[crate::text::Span]>) -> Vec<HitPlace> {
    match (corpus.block(at), spans) {
        (Some(block), Some([])) => vec![HitPlace { block: block.id, span: crate::text::Span::default() }],
        (Some(block), Some(spans)) => spans.iter().map(|span| HitPlace { block: block.id, span: *span }).collect(),
        _ => Vec::new(),
    }
}

fn shown(corpus: &Corpus, at: usize, mode: Mode, kept: &[bool], folds: &[Fold]) -> Shown {
    let fold = || {
        let id = corpus.block(at)?.id;
        let before = folds.partition_point(|fold| fold.first <= id);
        before.checked_sub(1).and_then(|last| folds.get(last)).filter(|fold| fold.holds(id))
    };
    match (kept.get(at), mode) {
        (Some(false), Mode::Dim) => Shown::Dimmed,
        (Some(false), Mode::Fold) if fold().is_some_and(|fold| !fold.opened) => Shown::Folded,
        _ => Shown::Whole,
    }
}

/// The buttons: counts are of the present result; a button is dead where pressing it would leave nothing of the query's result.
fn chips(corpus: &Corpus, filter: &Filter, in_result: &impl Fn(&usize) -> bool, in_query: impl Fn(usize) -> bool) -> Vec<Chip> {
    let carries = |at: usize, theme: ThemeId| corpus.themes_of(at).iter().any(|carried| carried.theme == theme);
    let blocks = corpus.document.blocks.len();
    let chip = |theme: ThemeId| {
        let pressed = filter.themes.contains(&theme);
        let count = (0..blocks).filter(|at| in_result(at) && carries(*at, theme)).count();
        let anywhere = || (0..blocks).any(|at| in_query(at) && carries(at, theme));
        let gives_nothing = !pressed && count == 0 && (filter.carry == Carry::Both || !anywhere());
        Chip { theme, count, pressed, gives_nothing }
    };
    corpus.themes.all().iter().map(|theme| chip(theme.id)).collect()
}

fn states(corpus: &Corpus, filter: &Filter, in_result: &impl Fn(&usize) -> bool) -> Vec<Facet> {
    let blocks = corpus.document.blocks.len();
    let facet = |(kind, word): (usize, &&str)| Facet {
        word: (*word).to_owned(),
        name: [word, "s"].concat(),
        count: (0..blocks).filter(|at| in_result(at) && corpus.stated.states(*at, kind)).count(),
        pressed: filter.states.contains(&kind),
    };
    STATED.iter().enumerate().map(facet).collect()
}

/// So many actors are offered beside those of the filter.
const MOST_ACTORS: usize = 24;

fn actors(corpus: &Corpus, filter: &Filter, in_result: &impl Fn(&usize) -> bool) -> Vec<Facet> {
    let mut counts = vec![0_usize; corpus.stated.actors.len()];
    for (_, block) in corpus.stated.blocks.iter().enumerate().filter(|(at, _)| in_result(at)) {
        for actor in &block.actors {
            if let Some(count) = usize::try_from(*actor).ok().and_then(|actor| counts.get_mut(actor)) {
                *count += 1;
            }
        }
    }
    let facet = |(actor, count): (&Actor, &usize), pressed| Facet {
        word: actor.id.clone(),
        name: actor.name.clone(),
        count: *count,
        pressed,
    };
    let chosen = |at: &usize| filter.actors.iter().any(|actor| usize::try_from(*actor) == Ok(*at));
    let all: Vec<(usize, (&Actor, &usize))> = corpus.stated.actors.iter().zip(&counts).enumerate().collect();
    let mut rest: Vec<_> = all.iter().filter(|(at, (_, count))| !chosen(at) && **count > 0).collect();
    rest.sort_unstable_by_key(|(at, (_, count))| (std::cmp::Reverse(**count), *at));
    let pressed = all.iter().filter(|(at, _)| chosen(at)).map(|(_, one)| facet(*one, true));
    pressed.chain(rest.into_iter().take(MOST_ACTORS).map(|(_, one)| facet(*one, false))).collect()
}

/// What a query asks for that this paper does not have, a sentence each.
fn lacking(corpus: &Corpus, query: &Query) -> Vec<String> {
    let mut said = Vec::new();
    for (field, value) in corpus.index().lacks(query) {
        let mut sentence = ["This paper has no ", field.name(), " “", value, "”: "].concat();
        match field {
            Field::Theme => corpus.themes.all().iter().for_each(|theme| sentence += &[theme.id.as_str(), " "].concat()),
            Field::Kind => STATED.iter().for_each(|kind| sentence += &[kind, " "].concat()),
            Field::Section => sentence += "its numbers stand in the contents, and words of its heading will do.",
            _ => sentence += "who is named stands under Actors.",
        }
        said.push(sentence);
    }
    said
}

fn totals(corpus: &Corpus, filter: &Filter, kept: &[bool]) -> Totals {
    let words = |at: usize| corpus.words.get(at).copied().unwrap_or_default();
    let kept: Vec<usize> = (0..kept.len()).filter(|at| kept.get(*at) == Some(&true)).collect();
    let with = |carry: Carry| {
        let filter = Filter { carry, ..filter.clone() };
        (0..corpus.document.blocks.len()).filter(|at| filter.keeps(corpus, *at)).count()
    };
    Totals {
        passages: corpus.document.blocks.len(),
        words: corpus.words.iter().sum(),
        kept: kept.len(),
        kept_words: kept.iter().map(|at| words(*at)).sum(),
        either: with(Carry::Either),
        both: with(Carry::Both),
    }
}

/// The block to which an address leads.
pub fn target(corpus: &Corpus, route: &Route) -> Option<BlockId> {
    let holds = |test: &dyn Fn(&crate::document::Block) -> bool| {
        corpus.document.blocks.iter().find(|block| test(block)).map(|block| block.id)
    };
    match route.place.as_ref()? {
        Place::Block(id) => corpus.position(*id).map(|_| *id),
        Place::Page(page) => holds(&|block| block.page_starts.iter().any(|start| start.page == *page)),
        Place::Note(number) => holds(&|block| block.notes.iter().any(|note| note.number == *number)),
        Place::Section(_) | Place::View(_) | Place::Unknown(_) => None,
    }
}

/// What is wrong with a place that the paper does not have.
fn astray(corpus: &Corpus, route: &Route) -> Option<String> {
    let place = route.place.as_ref()?;
    let blocks = corpus.document.blocks.len();
    let found = match place {
        Place::Section(id) => corpus.section(*id).is_some(),
        Place::View(_) => true,
        Place::Unknown(_) => false,
        Place::Page(page) => corpus.pages().any(|begins| begins == *page),
        Place::Block(_) | Place::Note(_) => target(corpus, route).is_some(),
    };
    let what = match place {
        Place::Block(id) => format!("This paper has no paragraph {}: it has {blocks}.", id.0),
        Place::Section(id) => format!("This paper has no section {}: it has {}.", id.0, corpus.document.sections.len()),
        Place::Page(page) => format!("This paper has no printed page {page}."),
        Place::Note(number) => format!("This paper has no note {number}."),
        Place::View(_) | Place::Unknown(_) => format!("The address “#{place}” names no place in this paper."),
    };
    (!found).then_some(what)
}
