//! The miner's own side.

use super::{Answer, Question, passages};
use crate::corpus::Corpus;
use crate::corrections::{Paper, Patch, correct};
use crate::document::{Metadata, changes};
use crate::export::export;
use crate::extract::Facts;
use crate::extract::themes::Themes;
use crate::search::regular;
use crate::tables::tables;

/// Answers questions about one paper.
pub struct Miner {
    source: String,
    corpus: Corpus,
    /// The facts, found when they are first asked for.
    facts: Option<Facts>,
}

impl Miner {
    /// The miner of a paper: takes its source text, and what is known about it as JSON. The page has read the same metadata, and says
    /// so where they are wrong; here the paper is read without.
    pub fn new(source: &str, metadata: &str) -> Self {
        let metadata = Metadata::from_json(metadata).unwrap_or_default();
        Self { source: source.to_owned(), corpus: Corpus::unindexed(source, metadata, Themes::bundled().clone()), facts: None }
    }

    /// The miner of a text that has been read, and the facts in it, if they have been found.
    pub(super) fn of(source: String, corpus: Corpus, facts: Option<Facts>) -> Self {
        Self { source, corpus, facts }
    }

    /// The answer to a question, both as they are sent. What is no question is answered with a failure.
    pub fn answer(&mut self, question: &str) -> String {
        if let Some(request) = passages::Request::read(question) {
            return passages::answer(&request, &self.corpus).write();
        }
        let answer = match Question::read(question) {
            Some(Question::Find(pattern)) => {
                let bodies = self.corpus.document.blocks.iter().map(|block| block.text.as_str());
                let found = regular::scan(&pattern, bodies);
                Answer::Found(pattern, found)
            }
            Some(Question::Facts) => {
                self.find_facts();
                Answer::Facts(self.facts.as_ref().map(|facts| tables(&self.corpus.document, facts)).unwrap_or_default())
            }
            Some(Question::Repairs) => Answer::Repairs(changes(&self.corpus.document, &self.source)),
            Some(Question::Export(patch)) => self.export(&patch),
            None => Answer::Failed("Nobody knows what was asked.".to_owned()),
        };
        answer.write()
    }

    fn find_facts(&mut self) {
        let corpus = &self.corpus;
        self.facts.get_or_insert_with(|| corpus.facts());
    }

    fn export(&mut self, patch: &str) -> Answer {
        self.find_facts();
        let Some(facts) = &self.facts else { return Answer::Failed("There are no facts.".to_owned()) };
        let mut export = export(&self.source, &self.corpus, facts);
        if !patch.is_empty() {
            let title = self.corpus.document.title.as_deref().unwrap_or_default();
            match Patch::from_json(patch) {
                Ok(patch) => drop(correct(&mut export, &patch, &Paper::new(title, self.corpus.source.fingerprint.clone()))),
                Err(why) => return Answer::Failed(["The corrections cannot be read: ", &why, "."].concat()),
            }
        }
        Answer::Export(format!("{export:#}\n"))
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
                let hits = corpus.index().search(query, &Options::default()).hits;
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
    fn facts_and_export() {
        let mut miner = Miner::new("Gas\n\nGas costs $10 billion since 14 May 1995.", "{}");
        let Answer::Facts(found) = Answer::read(&miner.answer("facts")) else { panic!("no facts") };
        let figures = found.first().expect("figures");
        assert_eq!(figures.rows.len(), 1, "{figures:?}");
        let Answer::Export(json) = Answer::read(&miner.answer("export")) else { panic!("no export") };
        assert!(json.contains("$10 billion") && json.contains("1995-05-14"), "{json}");
        assert!(matches!(Answer::read(&miner.answer("export\n{")), Answer::Failed(_)));
    }

    #[test]
    fn passages_are_answered() {
        let mut miner = Miner::new("Gas\n\nGas costs $10 billion.", "{}");
        let request = passages::Request::Cite { place: None, day: String::new(), base: String::new() };
        let reply = passages::Reply::read(&miner.answer(&request.write()));
        assert!(matches!(&reply, Some(passages::Reply::Cited(cited)) if cited.markdown == "> — *Gas*\n"), "{reply:?}");
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
