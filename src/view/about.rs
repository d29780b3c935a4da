//! What there is to say about a paper before it is read: imprint, pages, notes, and examples of what can be asked of it.

use super::filter::Filter;
use super::route::Carry;
use super::words::{counted, minutes};
use crate::corpus::{Corpus, STATED};
use crate::document::{BlockKind, Metadata};
use crate::text;

/// "EUCAM Working Paper No. 3 · September 2009"
pub fn imprint(metadata: &Metadata) -> Option<String> {
    let date = metadata.date.as_deref().map(month);
    let parts: Vec<String> = metadata.series.clone().into_iter().chain(date).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// An ISO date down to the month, in words; as it is where it is none.
fn month(date: &str) -> String {
    let mut parts = date.split('-');
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().and_then(|month| month.parse::<usize>().ok()));
    match month.and_then(|month| text::MONTHS.get(month.checked_sub(1)?)) {
        Some(month) => format!("{month} {year}"),
        None => date.to_owned(),
    }
}

/// Title and subtitle.
pub fn full_title(corpus: &Corpus) -> Option<String> {
    let title = corpus.document.title.clone()?;
    Some(match &corpus.metadata.subtitle {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    })
}

/// The first and the last printed page.
pub fn pages(corpus: &Corpus) -> Option<(u32, u32)> {
    Some((corpus.pages().min()?, corpus.pages().max()?))
}

/// How many notes are called.
pub fn notes(corpus: &Corpus) -> usize {
    let running = corpus.document.blocks.iter().filter(|block| block.kind != BlockKind::Footnote);
    running.map(|block| block.notes.len()).sum()
}

/// Whether the texts of notes are in the source.
pub fn has_note_texts(corpus: &Corpus) -> bool {
    corpus.document.blocks.iter().any(|block| block.kind == BlockKind::Footnote)
}

/// How many facts of a kind the paper states, "40 figures", with the place of their kind in [`STATED`]; those that there are.
pub fn stated(corpus: &Corpus) -> Vec<(usize, String)> {
    let said = |(kind, name): (usize, &&str)| (kind, counted(corpus.stated.all(kind), name));
    STATED.iter().enumerate().filter(|(kind, _)| corpus.stated.all(*kind) > 0).map(said).collect()
}

/// What a passage yields, "6 figures, 1 date": the kinds of facts that are in it; nothing where there are none. A number stands with what it
/// counts.
pub fn yields(corpus: &Corpus, at: usize) -> String {
    let kinds = STATED.iter().enumerate().take(YIELDS);
    let counts = kinds.map(|(kind, name)| (corpus.stated.count(at, kind), name)).filter(|(count, _)| *count > 0);
    let said = counts.map(|(count, name)| counted(count, name).split(' ').collect::<Vec<_>>().join("\u{a0}"));
    said.collect::<Vec<_>>().join(", ")
}

/// So many kinds are told beside a passage: figures, dates, recommendations, forecasts.
const YIELDS: usize = 4;

/// Examples taken from the paper itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examples {
    /// Things to search for: pairs of words that the paper repeats.
    pub queries: Vec<String>,
    /// A filter by two themes.
    pub filter: Option<FilterExample>,
}

/// A filter, and what it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterExample {
    /// Ids of the themes.
    pub themes: Vec<String>,
    /// Their names, "Energy or China".
    pub names: String,
    /// How many passages it keeps.
    pub passages: usize,
    /// How many minutes they take.
    pub minutes: usize,
}

/// Examples for a paper: its most repeated pair of long words, that pair as a phrase, and its fourth and fifth theme.
pub fn examples(corpus: &Corpus) -> Examples {
    let queries = match repeated_pair(corpus) {
        Some(pair) => vec![pair.clone(), format!("\"{pair}\"")],
        None => Vec::new(),
    };
    Examples { queries, filter: filter_example(corpus) }
}

fn repeated_pair(corpus: &Corpus) -> Option<String> {
    let mut pairs = Vec::new();
    for block in &corpus.document.blocks {
        let words: Vec<text::Span> = text::words(&block.text).map(|word| word.span).collect();
        for pair in words.windows(2) {
            let [first, second] = pair else { continue };
            let between = text::Span::new(first.end, second.start).of(&block.text);
            let long = |word: &text::Span| word.len() >= 6 && word.of(&block.text).chars().all(char::is_lowercase);
            if between == " " && long(first) && long(second) {
                pairs.push(text::Span::new(first.start, second.end).of(&block.text));
            }
        }
    }
    // the greatest count; of several, the first in the alphabet
    pairs.sort_unstable();
    let best = pairs.chunk_by(|one, other| one == other).rev().max_by_key(|same| same.len())?;
    best.get(1).map(|pair| (*pair).to_owned())
}

fn filter_example(corpus: &Corpus) -> Option<FilterExample> {
    let blocks = corpus.document.blocks.len();
    let carried = |id| (0..blocks).filter(|at| corpus.themes_of(*at).iter().any(|theme| theme.theme == id)).count();
    let mut themes: Vec<_> =
        corpus.themes.all().iter().map(|theme| (carried(theme.id), theme)).filter(|(count, _)| *count > 0).collect();
    themes.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let chosen: Vec<_> = themes.iter().skip(3).take(2).map(|(_, theme)| *theme).collect();
    let filter = Filter { themes: chosen.iter().map(|theme| theme.id).collect(), carry: Carry::Either, ..Filter::default() };
    let kept: Vec<usize> = (0..blocks).filter(|at| filter.keeps(corpus, *at)).collect();
    (chosen.len() == 2).then(|| FilterExample {
        themes: chosen.iter().map(|theme| theme.id.to_string()).collect(),
        names: chosen.iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>().join(" or "),
        passages: kept.len(),
        minutes: minutes(kept.iter().filter_map(|at| corpus.words.get(*at)).sum()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::tables;

    #[test]
    fn the_first_screen_counts_as_the_views_do() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        let facts = corpus.facts();
        let tables = tables(&corpus.document, &facts);
        let said = stated(&corpus);
        assert!(said.len() >= 5, "{said:?}");
        for (kind, said) in said {
            let view = [STATED.get(kind).copied().unwrap_or_default(), "s"].concat();
            let table = tables.iter().find(|table| table.kind.as_str() == view).expect("a view of its own");
            assert_eq!(said, counted(table.rows.len(), STATED.get(kind).copied().unwrap_or_default()));
        }
    }

    #[test]
    fn each_passage_says_what_it_yields() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        let all: Vec<String> = (0..corpus.document.blocks.len()).map(|at| yields(&corpus, at)).collect();
        let figures = all.iter().filter_map(|said| said.split_once("\u{a0}figure")?.0.parse::<usize>().ok()).sum::<usize>();
        assert_eq!(figures, corpus.stated.all(0));
        assert!(all.iter().any(String::is_empty), "some passages state nothing");
    }
}
