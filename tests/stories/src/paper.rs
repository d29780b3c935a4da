//! The paper that the page shows, as the page has it.

use lectern::corpus::Corpus;
use lectern::search::thesaurus::classed;

/// The bundled paper with the words related to its own, which the page fetches with the first search.
///
/// # Errors
/// Words, when a data file is broken.
pub fn bundled() -> Result<Corpus, String> {
    let corpus = Corpus::bundled()?;
    corpus.index().relate(&classed(include_str!("../../../static/paper/synonyms.txt")));
    Ok(corpus)
}
