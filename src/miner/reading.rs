//! A reader's own text, read step by step, so that whoever waits sees how far it is and can stop it.

use super::Miner;
use crate::corpus::Corpus;
use crate::extract::Facts;
use crate::extract::themes::Themes;
use crate::opening::text_of;
use crate::packed::pack_with_index;

/// The steps: which part of the work lies behind each, in per cent (measured on long texts), and what it does.
const STEPS: [(u32, &str); 5] = [
    (0, "Opening it"),
    (2, "Reading its pages"),
    (20, "Looking for themes"),
    (30, "Finding its facts"),
    (70, "Making the index"),
];

/// A text that is being read.
pub struct Reading {
    name: String,
    bytes: Vec<u8>,
    source: String,
    corpus: Option<Corpus>,
    facts: Option<Facts>,
    done: usize,
    packed: Vec<u8>,
}

impl Reading {
    /// Begins with a file's name and its bytes.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes, source: String::new(), corpus: None, facts: None, done: 0, packed: Vec::new() }
    }

    /// What the next step does, and how much lies behind, in per cent; none where all is done.
    pub fn next(&self) -> Option<(u32, &'static str)> {
        STEPS.get(self.done).copied()
    }

    /// Does the next step.
    ///
    /// # Errors
    /// Words for the reader, where the file is no text.
    pub fn step(&mut self) -> Result<(), String> {
        match self.done {
            0 => self.source = text_of(&std::mem::take(&mut self.bytes))?,
            1 => self.corpus = Some(Corpus::of_reader(&self.source, &self.name)),
            2 => self.corpus = self.corpus.take().map(|corpus| corpus.themed(Themes::bundled().clone())),
            3 => {
                self.facts = self.corpus.as_ref().map(Corpus::facts);
                self.corpus = self.corpus.take().zip(self.facts.as_ref()).map(|(corpus, facts)| corpus.stating(facts));
            }
            _ => {
                if let Some(corpus) = self.corpus.take() {
                    let corpus = corpus.indexed();
                    self.packed = pack_with_index(&corpus);
                    self.corpus = Some(corpus);
                }
            }
        }
        self.done += 1;
        Ok(())
    }

    /// The paper as the page needs it, in bytes, once; see [`crate::packed`].
    pub fn packed(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.packed)
    }

    /// Who answers questions about it from now on.
    pub fn miner(self) -> Miner {
        let corpus = self.corpus.unwrap_or_else(|| Corpus::of_reader(&self.source, &self.name));
        Miner::of(self.source, corpus, self.facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::miner::{Answer, Question};
    use crate::packed::Packed;
    use crate::search::{Options, Query};

    #[test]
    fn a_text_is_read_step_by_step() {
        let text = "Gas\n\nGazprom paid $10 billion to Kazakhstan in May 2003.\n\nNobody said more.";
        let mut reading = Reading::new("my_notes.txt", text.as_bytes().to_vec());
        let mut behind = Vec::new();
        while let Some((percent, _)) = reading.next() {
            behind.push(percent);
            reading.step().expect("a step");
        }
        assert!(behind.is_sorted() && behind.len() == 5, "{behind:?}");
        let corpus = Packed::from_bytes(&reading.packed()).expect("a paper").unpack();
        assert_eq!(corpus.source.name.as_deref(), Some("my_notes.txt"));
        let hits = corpus.index().search(&Query::parse("actor:gazprom pay"), &Options::default()).hits;
        let lit: Vec<&str> =
            hits.iter().flat_map(|hit| hit.spans.iter().map(|span| span.of(&corpus.document.blocks[hit.unit].text))).collect();
        assert_eq!(lit, ["paid"]);
        let Answer::Facts(tables) = Answer::read(&reading.miner().answer(&Question::Facts.write())) else { panic!("no facts") };
        assert_eq!(tables.first().map(|figures| figures.rows.len()), Some(1));
    }

    #[test]
    fn what_is_no_text_is_said_at_once() {
        let mut reading = Reading::new("a.pdf", b"%PDF-1.4".to_vec());
        assert!(reading.step().is_err_and(|why| why.contains("PDF")));
        assert!(reading.packed().is_empty());
        assert!(matches!(Answer::read(&reading.miner().answer("facts")), Answer::Facts(_)));
    }
}
