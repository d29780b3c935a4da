//! The concordance: every hit in its line (keyword in context, KWIC), sorted by the words around it; the words that stand beside the
//! hits (collocates); and the words of the paper by how often they stand in it.

use super::results::HitPlace;
use crate::corpus::Corpus;
use crate::document::{self, BlockId};
use crate::search::{Numbering, folded, is_stop_word, ln};
use crate::tables::csv_line;
use crate::text::{Span, words};

/// A place beside the node by which lines are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The node itself.
    Node,
    /// The so-manieth word to its left, from 1.
    Left(u8),
    /// The so-manieth word to its right, from 1.
    Right(u8),
}

impl Slot {
    /// Places that are offered.
    pub const ALL: [Self; 7] =
        [Self::Node, Self::Right(1), Self::Right(2), Self::Right(3), Self::Left(1), Self::Left(2), Self::Left(3)];

    /// The word that stands for it in an address: `node`, `r1`, `l2`.
    pub fn to_word(self) -> String {
        match self {
            Self::Node => "node".to_owned(),
            Self::Left(n) => ["l", &n.to_string()].concat(),
            Self::Right(n) => ["r", &n.to_string()].concat(),
        }
    }

    /// Its name.
    pub fn name(self) -> String {
        match self {
            Self::Node => "the word itself".to_owned(),
            Self::Left(n) => [&n.to_string(), " left"].concat(),
            Self::Right(n) => [&n.to_string(), " right"].concat(),
        }
    }

    /// The places that a word of an address names, in order; at most three, each once.
    pub fn list(text: &str) -> Vec<Self> {
        let mut slots = Vec::new();
        for word in text.split('.') {
            if let Some(slot) = Self::ALL.into_iter().find(|slot| slot.to_word() == word)
                && slots.len() < 3
                && !slots.contains(&slot)
            {
                slots.push(slot);
            }
        }
        slots
    }
}

/// A hit in its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the hit among all, from 1 in reading order.
    pub hit: usize,
    /// Its block.
    pub block: BlockId,
    /// The printed page on which it stands.
    pub page: Option<u32>,
    /// So many words to the left.
    pub left: String,
    /// The hit.
    pub node: String,
    /// So many words to the right.
    pub right: String,
}

/// The lines as CSV (RFC 4180): paragraph, page, and the three parts of each line.
pub fn csv(lines: &[Line]) -> String {
    let mut out = csv_line(&["paragraph", "page", "left", "hit", "right"]);
    for line in lines {
        let page = line.page.map(|page| page.to_string()).unwrap_or_default();
        out.push_str(&csv_line(&[&line.block.0.to_string(), &page, line.left.trim(), &line.node, line.right.trim()]));
    }
    out
}

/// A word that stands beside the hits.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocate {
    /// The word.
    pub word: String,
    /// How often it stands within five words of a hit.
    pub together: usize,
    /// How often it stands in the paper.
    pub alone: usize,
    /// How typical it is: 14 + log₂(2 · together / (hits + alone)), at most 14 (P. Rychlý: "A Lexicographer-Friendly Association Score",
    /// 2008). Comparable between papers.
    pub log_dice: f64,
}

/// The reach of collocation, in words on either side.
const REACH: usize = 5;

/// The words of a block, as they are compared.
struct Block {
    spans: Vec<Span>,
    folded: Vec<String>,
}

impl Block {
    fn new(text: &str) -> Self {
        // a possessive is its owner
        let bare = |span: Span| {
            let word = span.of(text);
            let owner = word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word);
            Span::new(span.start, span.start + owner.len())
        };
        let spans: Vec<Span> = words(text).map(|word| bare(word.span)).collect();
        let folded = spans.iter().map(|span| folded(span.of(text))).collect();
        Self { spans, folded }
    }

    /// The first word that ends behind a byte, and the first that begins at or behind another.
    fn around(&self, node: Span) -> (usize, usize) {
        let first = self.spans.partition_point(|word| word.end <= node.start);
        (first, self.spans.partition_point(|word| word.start < node.end))
    }
}

/// A hit that stands in a text, with the text's words around it.
struct Node<'a> {
    /// Its number among all hits, from 1.
    number: usize,
    span: Span,
    block: &'a document::Block,
    words: &'a Block,
    /// The first word that is not before it, and the first behind it.
    first: usize,
    after: usize,
}

/// Calls `visit` for each hit that has words of its own; each block is read once.
fn nodes(corpus: &Corpus, hits: &[HitPlace], mut visit: impl FnMut(Node<'_>)) {
    let mut number = 0;
    for hits in hits.chunk_by(|a, b| a.block == b.block) {
        let block = hits.first().and_then(|hit| corpus.document.block(hit.block));
        if let Some(block) = block {
            let words = Block::new(&block.text);
            for (at, HitPlace { span, .. }) in hits.iter().enumerate().filter(|(_, hit)| !hit.span.is_empty()) {
                let (first, after) = words.around(*span);
                visit(Node { number: number + at + 1, span: *span, block, words: &words, first, after });
            }
        }
        number += hits.len();
    }
}

/// The lines of hits, `context` words to either side, sorted by places beside the node, then in reading order.
pub fn lines(corpus: &Corpus, hits: &[HitPlace], order: &[Slot], context: usize) -> Vec<Line> {
    let mut keyed: Vec<(Vec<String>, Line)> = Vec::new();
    nodes(corpus, hits, |node| {
        let Node { span, block, words, first, after, .. } = node;
        let text = block.text.as_str();
        let start = first.checked_sub(context).and_then(|at| words.spans.get(at)).map_or(0, |word| word.start.min(span.start));
        let last = (after + context).checked_sub(1).and_then(|last| words.spans.get(last));
        let end = last.map_or(text.len(), |word| word.end).max(span.end);
        let word = |slot: &Slot| match slot {
            Slot::Node => Some(folded(span.of(text))),
            Slot::Left(n) => first.checked_sub(usize::from(*n)).and_then(|at| words.folded.get(at)).cloned(),
            Slot::Right(n) => words.folded.get(after + usize::from(*n) - 1).cloned(),
        };
        let key = order.iter().map(|slot| word(slot).unwrap_or_default()).collect();
        let line = Line {
            hit: node.number,
            block: block.id,
            page: block.page_at(span.start),
            left: Span::new(start, span.start).of(text).to_owned(),
            node: span.of(text).to_owned(),
            right: Span::new(span.end, end).of(text).to_owned(),
        };
        keyed.push((key, line));
    });
    // what reads the same stays in the order of the text
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.hit.cmp(&b.1.hit)));
    keyed.into_iter().map(|(_, line)| line).collect()
}

/// A word as it stands in the paper, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Count {
    shown: String,
    times: usize,
    together: usize,
}

/// Words as they are counted: the place of each in the list, by its folded form, and the list, in no order.
#[derive(Default)]
struct Counts {
    places: Numbering,
    all: Vec<Count>,
}

impl Counts {
    fn get_mut(&mut self, key: &str) -> Option<&mut Count> {
        self.all.get_mut(*self.places.get(key)? as usize)
    }
}

/// Every word of the paper but stop words and numbers.
fn counts(corpus: &Corpus) -> Counts {
    let mut counts = Counts::default();
    for block in &corpus.document.blocks {
        let known = Block::new(&block.text);
        for (span, key) in known.spans.iter().zip(known.folded) {
            if !is_told(&key) {
                continue;
            }
            let surface = span.of(&block.text);
            if !counts.places.contains_key(&key) {
                counts.places.insert(key.clone(), counts.all.len() as u32);
                counts.all.push(Count::default());
            }
            let Some(count) = counts.get_mut(&key) else { continue };
            count.times += 1;
            // a word that is anywhere written small is no name
            if count.shown.is_empty() || surface.starts_with(char::is_lowercase) {
                surface.clone_into(&mut count.shown);
            }
        }
    }
    counts
}

/// Whether a folded word is worth a line of its own.
fn is_told(word: &str) -> bool {
    !is_stop_word(word) && word.chars().nth(1).is_some() && word.contains(char::is_alphabetic)
}

/// The words beside hits, the most typical first.
pub fn collocates(corpus: &Corpus, hits: &[HitPlace]) -> Vec<Collocate> {
    let mut counts = counts(corpus);
    let mut told = 0;
    nodes(corpus, hits, |Node { words, first, after, .. }| {
        told += 1;
        for (place, word) in words.folded.iter().enumerate() {
            let beside = (first.saturating_sub(REACH)..first).contains(&place) || (after..after + REACH).contains(&place);
            if beside && let Some(count) = counts.get_mut(word) {
                count.together += 1;
            }
        }
    });
    let mut all: Vec<Collocate> = Vec::new();
    for count in counts.all.into_iter().filter(|count| count.together > 0) {
        let share = 2.0 * count.together as f64 / (told + count.times) as f64;
        let log_dice = 14.0 + ln(share) / std::f64::consts::LN_2;
        // a word within reach of two hits is counted for both
        all.push(Collocate { word: count.shown, together: count.together, alone: count.times, log_dice: log_dice.min(14.0) });
    }
    all.sort_unstable_by(|a, b| {
        b.log_dice.total_cmp(&a.log_dice).then_with(|| b.together.cmp(&a.together)).then_with(|| a.word.cmp(&b.word))
    });
    all
}

/// The words of the paper and how often each stands in it, the most frequent first; without stop words and numbers.
pub fn frequencies(corpus: &Corpus) -> Vec<(String, usize)> {
    let mut all: Vec<(String, usize)> = counts(corpus).all.into_iter().map(|count| (count.shown, count.times)).collect();
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;
    use crate::extract::themes::Themes;
    use crate::search::regular::Expressions;
    use crate::view::route::Route;
    use crate::view::screen::Screen;

    const PAPER: &str = "# Gas\n\nCheap gas flows west. Dear gas flows east, and Gas Prom sells gas deposits.\n\nSnow is no gas. A gas deposit is Prom’s.\n";

    fn paper() -> Corpus {
        Corpus::new(PAPER, Metadata::default(), Themes::bundled().clone())
    }

    fn hits(corpus: &Corpus, query: &str) -> Vec<HitPlace> {
        Screen::new(corpus, &Route { query: query.to_owned(), ..Route::default() }, &[], &Expressions::default()).hits
    }

    #[test]
    fn lines_are_sorted_by_up_to_three_places() {
        let corpus = paper();
        let hits = hits(&corpus, "gas");
        let check = |order: &str, want: &[&str]| {
            let lines = lines(&corpus, &hits, &Slot::list(order), 1);
            let shown: Vec<String> = lines.iter().map(|line| format!("{}[{}]{}", line.left, line.node, line.right)).collect();
            assert_eq!(shown, want, "{order}");
        };
        let read =
            ["Cheap [gas] flows", "Dear [gas] flows", "and [Gas] Prom", "sells [gas] deposits", "no [gas]. A", "A [gas] deposit"];
        check("", &read);
        check("r1.l1", &[read[4], read[5], read[3], read[0], read[1], read[2]]);
        check("l1", &[read[5], read[2], read[0], read[1], read[4], read[3]]);
        check("nonsense.r9", &read);
        assert_eq!(Slot::list("r1.r1.l2.node.r2"), [Slot::Right(1), Slot::Left(2), Slot::Node]);
        for slot in Slot::ALL {
            assert_eq!(Slot::list(&slot.to_word()), [slot]);
        }
    }

    #[test]
    fn collocates_are_scored() {
        let corpus = paper();
        let all = collocates(&corpus, &hits(&corpus, "gas"));
        let of = |word: &str| all.iter().find(|collocate| collocate.word == word).unwrap_or_else(|| panic!("{word} in {all:?}"));
        let flows = of("flows");
        // within five words: of "Cheap gas" both, of "Dear gas" both, of "Gas Prom" the second, of "gas deposits" none
        assert_eq!((flows.together, flows.alone), (5, 2));
        assert!((of("Snow").log_dice - (14.0 + (2.0 * 2.0 / 7.0_f64).log2())).abs() < 1e-9);
        assert!(all.iter().all(|collocate| collocate.word != "is" && collocate.word != "and"));
        assert!(all.windows(2).all(|pair| pair[0].log_dice >= pair[1].log_dice));
    }

    #[test]
    fn lines_can_be_saved() {
        let corpus = paper();
        let saved = csv(&lines(&corpus, &hits(&corpus, "\"gas flows\" -dear"), &[], 3));
        assert_eq!(saved, "paragraph,page,left,hit,right\r\n");
        let saved = csv(&lines(&corpus, &hits(&corpus, "\"gas prom\""), &[], 2));
        assert_eq!(saved, "paragraph,page,left,hit,right\r\n1,,\"east, and\",Gas Prom,sells gas\r\n");
    }

    #[test]
    fn frequencies_of_words() {
        let all = frequencies(&paper());
        assert_eq!(all.first(), Some(&("gas".to_owned(), 6)));
        assert!(all.contains(&("flows".to_owned(), 2)), "{all:?}");
        assert!(all.contains(&("Prom".to_owned(), 2)), "{all:?}");
    }

    #[test]
    fn every_hit_of_the_bundled_paper_has_its_line() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        for query in ["gas", "\"Central Asia\"", "kazakh*", "-gas", "xyzzy"] {
            let hits = hits(&corpus, query);
            let told = hits.iter().filter(|hit| !hit.span.is_empty()).count();
            let lines = lines(&corpus, &hits, &Slot::list("r1.r2.l1"), 8);
            assert_eq!(lines.len(), told, "{query}");
            for line in &lines {
                let block = corpus.document.block(line.block).expect("its block");
                assert!(block.text.contains(&format!("{}{}{}", line.left, line.node, line.right)), "{line:?}");
            }
        }
    }
}
