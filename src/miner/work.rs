//! The miner's own side.

use super::{Answer, Question};
use crate::document::{self, Document, Metadata};
use crate::search::regular;

/// Answers questions about one paper.
pub struct Miner {
    document: Document,
}

impl Miner {
    /// The miner of a paper: takes its source text, and what is known about it as JSON. The page has read the same metadata, and says
    /// so where they are wrong; here the paper is read without.
    pub fn new(source: &str, metadata: &str) -> Self {
        let metadata = Metadata::from_json(metadata).unwrap_or_default();
        Self { document: document::parse(source, &metadata) }
    }

    /// The answer to a question, both as they are sent. What is no question is answered with a failure.
    pub fn answer(&mut self, question: &str) -> String {
        let answer = match Question::read(question) {
            Some(Question::Find(pattern)) => {
                let bodies = self.document.blocks.iter().map(|block| block.text.as_str());
                let found = regular::scan(&pattern, bodies);
                Answer::Found(pattern, found)
            }
            None => Answer::Failed("Nobody knows what was asked.".to_owned()),
        };
        answer.write()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{BUNDLED_METADATA, BUNDLED_PAPER, Corpus};
    use crate::search::regular::Expressions;
    use crate::search::{Options, Query};

    /// A search with what the miner found gives the same as one with the expressions compiled in.
    #[test]
    fn same_as_compiled_in() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        let mut miner = Miner::new(BUNDLED_PAPER, BUNDLED_METADATA);
        for pattern in [r"\bpipe(line)?s?\b", "Gas|oil", r"\d{4}", "xyzzy", "(?-i)gas", "."] {
            let answer = miner.answer(&Question::Find(pattern.to_owned()).write());
            let Answer::Found(of, found) = Answer::read(&answer) else { panic!("{pattern}") };
            assert_eq!(of, pattern);
            let expressions = Expressions::default().with(pattern, found);
            let text = format!("/{pattern}/ russia");
            let (here, there) = (Query::parse(&text), Query::parse_with(&text, &expressions));
            let spans = |query: &Query| {
                let hits = corpus.index.search(query, &Options::default()).hits;
                hits.into_iter().map(|hit| (hit.unit, hit.spans)).collect::<Vec<_>>()
            };
            assert_eq!(spans(&here), spans(&there), "{pattern}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        let answer = Miner::new("Gas.", "{}").answer("find\nga(s");
        let Answer::Found(pattern, found) = Answer::read(&answer) else { panic!("{answer}") };
        let query = Query::parse_with("oil /ga(s/", &Expressions::default().with(&pattern, found));
        let problem = query.problems().first().expect("a problem");
        assert_eq!((problem.span.start, problem.span.end), (7, 8));
        assert!(problem.message.contains("unclosed"), "{}", problem.message);
    }

    #[test]
    fn nonsense_is_answered() {
        let mut miner = Miner::new("", "no JSON");
        for question in ["", "find", "{}", "found 1:2-3"] {
            assert!(matches!(Answer::read(&miner.answer(question)), Answer::Failed(_)), "{question}");
        }
        assert_eq!(miner.answer("find\na"), "found\na");
    }
}
