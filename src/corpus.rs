//! All of one paper, built once: the document, its themes, its index.

use std::sync::{Mutex, OnceLock, PoisonError};

use crate::bytes::stored_record;
use crate::document::{self, Block, BlockId, Document, Metadata, Section, SectionId};
use crate::extract::entities::{Entity, Gazetteer};
use crate::extract::themes::{self, BlockTheme, BlockThemes, Themes};
use crate::extract::{Facts, Place, acronyms};
use crate::opening::title_of;
use crate::search::{self, Extras, Index, Making, Names, Tags};

/// A paper with everything that is derived from it.
pub struct Corpus {
    /// The paper.
    pub document: Document,
    /// What is known about it from outside.
    pub metadata: Metadata,
    /// The themes that it can be filtered by.
    pub themes: Themes,
    /// The themes of each block, in the order of the blocks.
    pub block_themes: Vec<BlockThemes>,
    /// What it was read from.
    pub source: Source,
    /// Who is named and what is stated, block by block.
    pub stated: Stated,
    /// The number of words of each block, in the order of the blocks.
    pub words: Vec<usize>,
    index: OnceLock<Index>,
    /// What is read of its words for the index.
    making: Mutex<Making>,
}

/// What there is to say of a source that is not at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The name of its file, where it is a reader's own.
    pub name: Option<String>,
    /// How many lines it has.
    pub lines: usize,
    /// How many repairs lead from it to the text.
    pub repairs: usize,
    /// Its [`fingerprint`].
    pub fingerprint: String,
}

/// Who is named and what is stated, block by block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Everyone and everything that is named, with their ids and names, those named in most blocks first.
    pub actors: Vec<Actor>,
    /// Each block, in the order of the blocks.
    pub blocks: Vec<BlockStated>,
}

/// A person, an organisation, a place, by its id and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Who is named in a block, and how many facts it states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockStated {
    /// Places in [`Stated::actors`], ascending.
    pub actors: Vec<u32>,
    /// Facts of each kind, in the order of [`STATED`]; what is missing at the end is none.
    pub counts: Vec<u8>,
}

stored_record!(Source { name, lines, repairs, fingerprint });
stored_record!(Stated { actors, blocks });
stored_record!(Actor { id, name });
stored_record!(BlockStated { actors, counts });

impl BlockStated {
    fn count(&self, kind: usize) -> usize {
        self.counts.get(kind).copied().unwrap_or_default().into()
    }
}

/// The kinds of facts that a filter can ask for.
pub const STATED: [&str; 6] = ["figure", "date", "recommendation", "forecast", "relation", "sum"];

impl Stated {
    /// From the facts of a document.
    pub fn new(document: &Document, facts: &Facts) -> Self {
        let mut blocks = vec![BlockStated::default(); document.blocks.len()];
        let mut named: Vec<(usize, &Entity)> = facts
            .entities
            .iter()
            .map(|entity| {
                let mut in_blocks: Vec<BlockId> = entity.mentions.iter().map(|mention| mention.place.block).collect();
                in_blocks.sort_unstable();
                in_blocks.dedup();
                (in_blocks.len(), entity)
            })
            .collect();
        named.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
        let mut at = |id: BlockId, change: &dyn Fn(&mut BlockStated)| {
            let place = usize::try_from(id.0).ok().and_then(|number| number.checked_sub(1));
            if let Some(block) = place.and_then(|place| blocks.get_mut(place)) {
                change(block);
            }
        };
        for (number, (_, entity)) in named.iter().enumerate() {
            for mention in &entity.mentions {
                at(mention.place.block, &|block| {
                    let number = number as u32;
                    if block.actors.last() != Some(&number) {
                        block.actors.push(number);
                    }
                });
            }
        }
        let places: [Vec<Place>; 6] = [
            facts.figures.iter().map(|figure| figure.place).collect(),
            facts.dates.iter().map(|date| date.place).collect(),
            facts.recommendations.iter().map(|recommendation| recommendation.place).collect(),
            facts.forecasts.iter().map(|forecast| forecast.place).collect(),
            facts.relations.iter().map(|relation| relation.place).collect(),
            facts.sums.iter().map(|sum| sum.claim).collect(),
        ];
        for (kind, places) in places.iter().enumerate() {
            for place in places {
                at(place.block, &|block| {
                    if block.counts.len() <= kind {
                        block.counts.resize(kind + 1, 0);
                    }
                    if let Some(count) = block.counts.get_mut(kind) {
                        *count = count.saturating_add(1);
                    }
                });
            }
        }
        let actors = named.iter().map(|(_, entity)| Actor { id: entity.id.clone(), name: entity.name.clone() }).collect();
        Self { actors, blocks }
    }

    /// Whether the block at a place in reading order names the actor at a place in [`Stated::actors`].
    pub fn names(&self, at: usize, actor: u32) -> bool {
        self.blocks.get(at).is_some_and(|block| block.actors.binary_search(&actor).is_ok())
    }

    /// Whether the block at a place in reading order states the kind of facts at a place in [`STATED`].
    pub fn states(&self, at: usize, kind: usize) -> bool {
        self.count(at, kind) > 0
    }

    /// How many facts the block at a place in reading order states, of the kind at a place in [`STATED`].
    pub fn count(&self, at: usize, kind: usize) -> usize {
        self.blocks.get(at).map_or(0, |block| block.count(kind))
    }

    /// How many facts of a kind there are in all.
    pub fn all(&self, kind: usize) -> usize {
        self.blocks.iter().map(|block| block.count(kind)).sum()
    }
}

/// A number for a text, by which another text or another edition is known: FNV-1a (Fowler, Noll and Vo) of 64 bits, in hexadecimal. It
/// tells texts apart, and is no protection against forgery.
pub fn fingerprint(source: &str) -> String {
    let hash =
        source.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let digit = |at: u32| char::from_digit((hash >> (60 - 4 * at)) as u32 & 15, 16);
    "fnv1a64:".chars().chain((0..16).filter_map(digit)).collect()
}

impl Corpus {
    /// Reads a paper whole. Takes its source text, what is known about it, and the themes; cannot fail (what was not understood is in
    /// the document's diagnostics).
    pub fn new(source: &str, metadata: Metadata, themes: Themes) -> Self {
        let corpus = Self::unindexed(source, metadata, themes);
        let facts = corpus.facts();
        corpus.stating(&facts).indexed()
    }

    /// Reads a paper that nobody will search: its index is not made, and nothing is known of what its blocks state.
    pub fn unindexed(source: &str, metadata: Metadata, themes: Themes) -> Self {
        Self::parsed(source, metadata).themed(themes)
    }

    /// Reads a reader's own text and no more: without its themes, without its index. Takes the name of its file, too, which serves where it has
    /// no title.
    pub fn of_reader(source: &str, name: &str) -> Self {
        let mut corpus = Self::parsed(source, Metadata::default());
        corpus.document.title.get_or_insert_with(|| title_of(name));
        corpus.source.name = Some(name.to_owned());
        corpus
    }

    fn parsed(source: &str, metadata: Metadata) -> Self {
        let document = document::parse(source, &metadata);
        let (lines, repairs) = (source.lines().count(), document.repairs.len());
        let source = Source { name: None, lines, repairs, fingerprint: fingerprint(source) };
        Self::read(document, metadata, Themes::default(), Vec::new(), source, Stated::default())
    }

    /// The same with its themes.
    #[must_use]
    pub fn themed(mut self, themes: Themes) -> Self {
        self.block_themes = themes::classify(&self.document, &themes);
        self.themes = themes;
        self
    }

    /// All facts in it.
    pub fn facts(&self) -> Facts {
        Facts::new(&self.document, Gazetteer::bundled())
    }

    /// The same with what its blocks state, of its facts.
    #[must_use]
    pub fn stating(mut self, facts: &Facts) -> Self {
        self.stated = Stated::new(&self.document, facts);
        self
    }

    /// The same with its index, which learns what else its words may be called.
    #[must_use]
    pub fn indexed(self) -> Self {
        let tags = (0..self.document.blocks.len()).map(|at| self.tags(at)).collect();
        let index = search::index_with(&self.document, Extras { tags, names: names(), ..Extras::default() });
        self.with_index(index)
    }

    /// The same with an index of its words that was made elsewhere.
    #[must_use]
    pub fn with_index(self, index: Index) -> Self {
        Self { index: index.into(), ..self }
    }

    /// The index of its words. Unless the paper was [`indexed`](Self::indexed), it is made now, as far as it is not yet, and learns later
    /// what its words may be called: see [`Index::learn`].
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut making = std::mem::take(&mut *self.making.lock().unwrap_or_else(PoisonError::into_inner));
            making.read(&self.document, |at| self.tags(at), usize::MAX);
            making.finish()
        })
    }

    /// Makes some more of the index, where there is time before anybody asks for it: reads blocks of so many bytes. Whether something is
    /// left to be done.
    pub fn index_some(&self, bytes: usize) -> bool {
        if self.index.get().is_some() {
            return false;
        }
        let is_read = {
            let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
            !making.read(&self.document, |at| self.tags(at), bytes)
        };
        if is_read {
            self.index();
        }
        !is_read
    }

    /// A paper that was read elsewhere, without its index yet.
    pub fn read(
        document: Document,
        metadata: Metadata,
        themes: Themes,
        block_themes: Vec<BlockThemes>,
        source: Source,
        stated: Stated,
    ) -> Self {
        let words = document.blocks.iter().map(|block| reading_words(&block.text)).collect();
        Self { document, metadata, themes, block_themes, source, stated, words, index: OnceLock::new(), making: Mutex::default() }
    }

    /// The paper that is compiled in.
    ///
    /// # Errors
    /// Where a data file that is compiled in is broken: names it and says where.
    pub fn bundled() -> Result<Self, String> {
        let metadata = Metadata::from_json(BUNDLED_METADATA).map_err(|error| format!("paper.json: {error}"))?;
        Ok(Self::new(BUNDLED_PAPER, metadata, Themes::bundled().clone()))
    }

    /// The block at a place in reading order, from 0.
    pub fn block(&self, at: usize) -> Option<&Block> {
        self.document.blocks.get(at)
    }

    /// The place of a block in reading order, from 0.
    pub fn position(&self, id: BlockId) -> Option<usize> {
        let at = usize::try_from(id.0).ok()?.checked_sub(1)?;
        (at < self.document.blocks.len()).then_some(at)
    }

    /// A section.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.document.sections.get(usize::try_from(id.0).ok()?.checked_sub(1)?)
    }

    /// Whether section `inner` is `outer` or lies in it.
    pub fn lies_in(&self, inner: Option<SectionId>, outer: SectionId) -> bool {
        let chain = std::iter::successors(inner, |id| self.section(*id)?.parent);
        chain.take(self.document.sections.len()).any(|id| id == outer)
    }

    /// The outermost section that holds a section.
    pub fn top_section(&self, id: SectionId) -> Option<&Section> {
        let chain = std::iter::successors(self.section(id), |section| self.section(section.parent?));
        chain.take(self.document.sections.len()).last()
    }

    /// The themes of a block.
    pub fn themes_of(&self, at: usize) -> &[BlockTheme] {
        self.block_themes.get(at).map_or(&[], |block| &block.themes)
    }

    /// What the search's filters ask for of a block: its themes, who is named in it, what it states.
    fn tags(&self, at: usize) -> Tags<'_> {
        let carried = self.themes_of(at).iter().filter_map(|carried| self.themes.by_id(carried.theme.as_str()));
        let themes = carried.flat_map(|theme| [theme.id.as_str(), theme.name.as_str()]).collect();
        let Some(block) = self.stated.blocks.get(at) else { return Tags { themes, ..Tags::default() } };
        let actors = block.actors.iter().filter_map(|actor| self.stated.actors.get(*actor as usize));
        let actors = actors.flat_map(|actor| [actor.id.as_str(), actor.name.as_str()]).collect();
        let kinds = STATED.iter().enumerate().filter(|(kind, _)| block.count(*kind) > 0).map(|(_, kind)| *kind).collect();
        Tags { themes, actors, kinds, ..Tags::default() }
    }

    /// The printed pages that begin in the text, in order.
    pub fn pages(&self) -> impl Iterator<Item = u32> + '_ {
        let headings = self.document.sections.iter().flat_map(|section| &section.page_starts);
        let blocks = self.document.blocks.iter().flat_map(|block| &block.page_starts);
        let mut pages: Vec<u32> = headings.chain(blocks).map(|start| start.page).collect();
        pages.sort_unstable();
        pages.into_iter()
    }
}

/// The names that the search knows of any paper: those of the gazetteer and of the glossary.
pub fn names() -> Vec<Names<'static>> {
    let gazetteers = Gazetteer::tables().into_iter().flat_map(search::names_of_gazetteer);
    gazetteers.chain(search::names_of_glossary(acronyms::glossary::FILE)).collect()
}

/// Words as word processors count them: what stands between blanks, so that a compound is one.
fn reading_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The source text of the paper that is compiled in, as the converter left it.
pub const BUNDLED_PAPER: &str = include_str!("../static/paper/paper.txt");

/// What is known about it from outside, as JSON.
pub const BUNDLED_METADATA: &str = include_str!("../static/paper/paper.json");
