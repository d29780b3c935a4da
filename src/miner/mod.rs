//! What a page asks of its miner, a second program for what a reader may never need: regular expressions, and all the facts of a
//! paper. It is fetched when one of them is first asked for, and runs beside the page, in a worker of the browser.
//!
//! Question and answer are one string each. Its first line says what it is; an expression, which may be anything, comes last:
//!
//! ```text
//! find                              where does this expression match?
//! gas|oil
//!
//! facts                             what does the paper say, piece by piece?
//!
//! repairs                           what was changed in the source?
//!
//! export                            all of it as JSON, with these corrections
//! {"format":"lectern corrections", …
//!
//! found 3:14-17 3:40-43 12:0-3      it matches: block by block (from 0), bytes of its text
//! gas|oil
//!
//! wrong 2-3 unclosed group.         bytes of the expression that cannot be read, and why
//! ga(s
//!
//! facts                             the tables of facts, as JSON
//! {"format":"lectern tables", …
//!
//! repairs                           the ledger, a repair a line, as JSON: line, kind, passage, source, text
//! [12,"line_join",3,"\n"," "]
//!
//! export                            the export, as JSON
//! {"schema":1, …
//!
//! failed It stopped.                nothing can be answered
//! ```
//!
//! What is asked and answered about passages, citations and notes, has texts in it of any kind, and its own form: see [`passages`].

pub mod passages;
#[cfg(feature = "expressions")]
mod reading;
#[cfg(feature = "expressions")]
mod work;

use std::rc::Rc;

use crate::document::{BlockId, Change};
use crate::search::regular::Found;
use crate::tables::raw::{integer, items, push_json, string};
use crate::tables::{self, Table};
use crate::text::Span;

#[cfg(feature = "expressions")]
pub use reading::Reading;
#[cfg(feature = "expressions")]
pub use work::Miner;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Where a regular expression matches, block by block.
    Find(String),
    /// All facts.
    Facts,
    /// The ledger of repairs.
    Repairs,
    /// All that is found in the paper, corrected by a patch (its JSON; empty for none).
    Export(String),
}

impl Question {
    /// The question as it is sent.
    pub fn write(&self) -> String {
        match self {
            Self::Find(pattern) => ["find\n", pattern].concat(),
            Self::Facts => "facts".to_owned(),
            Self::Repairs => "repairs".to_owned(),
            Self::Export(patch) => ["export\n", patch].concat(),
        }
    }

    /// Reads a question; none where it is none.
    pub fn read(text: &str) -> Option<Self> {
        match text.split_once('\n').unwrap_or((text, "")) {
            ("find", pattern) if text.len() > 4 => Some(Self::Find(pattern.to_owned())),
            ("facts", "") => Some(Self::Facts),
            ("repairs", "") => Some(Self::Repairs),
            ("export", patch) => Some(Self::Export(patch.to_owned())),
            _ => None,
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Where the expression was found, or why it cannot be read.
    Found(String, Found),
    /// The tables of facts.
    Facts(Vec<Table>),
    /// The ledger of repairs.
    Repairs(Vec<Change>),
    /// The export, as JSON.
    Export(String),
    /// Nothing can be answered: why, as a sentence.
    Failed(String),
}

impl Answer {
    /// The answer as it is sent.
    pub fn write(&self) -> String {
        match self {
            Self::Failed(why) => ["failed ", why].concat(),
            Self::Facts(tables) => ["facts\n", &tables::to_json(tables)].concat(),
            Self::Repairs(changes) => changes.iter().fold("repairs\n".to_owned(), written),
            Self::Export(json) => ["export\n", json].concat(),
            Self::Found(pattern, Err((span, why))) => {
                format!("wrong {}-{} {}\n{pattern}", span.start, span.end, why.replace('\n', " "))
            }
            Self::Found(pattern, Ok(found)) => {
                let mut out = "found".to_owned();
                for (block, span) in
                    found.iter().enumerate().flat_map(|(block, spans)| spans.iter().map(move |span| (block, span)))
                {
                    out.push_str(&format!(" {block}:{}-{}", span.start, span.end));
                }
                out.push('\n');
                out.push_str(pattern);
                out
            }
        }
    }

    /// Reads an answer. What is none is a failure.
    pub fn read(text: &str) -> Self {
        let (head, pattern) = text.split_once('\n').unwrap_or((text, ""));
        let (kind, rest) = head.split_once(' ').unwrap_or((head, ""));
        let found = match kind {
            "failed" => return Self::Failed(rest.to_owned()),
            "facts" => {
                return tables::from_json(pattern)
                    .map_or_else(|why| Self::Failed(["Its answer: ", &why, "."].concat()), Self::Facts);
            }
            "repairs" => return Self::Repairs(pattern.lines().filter_map(change).collect()),
            "export" => return Self::Export(pattern.to_owned()),
            "found" => found(rest).map(|found| Ok(Rc::new(found))),
            "wrong" => rest.split_once(' ').and_then(|(at, why)| Some(Err((span(at)?, why.to_owned())))),
            _ => None,
        };
        match found {
            Some(found) => Self::Found(pattern.to_owned(), found),
            None => Self::Failed("The answer cannot be read.".to_owned()),
        }
    }
}

/// Adds a repair as a line.
fn written(mut out: String, change: &Change) -> String {
    out.push('[');
    out.push_str(&change.line.to_string());
    out.push(',');
    push_json(&mut out, &change.kind);
    out.push(',');
    // blocks count from 1
    out.push_str(&change.block.map_or(0, |id| id.0).to_string());
    for text in [&change.raw, &change.clean] {
        out.push(',');
        push_json(&mut out, text);
    }
    out.push_str("]\n");
    out
}

/// A line as a repair; none where it is none, which is left out.
fn change(line: &str) -> Option<Change> {
    let [at, kind, block, raw, clean] = items(line)?[..] else { return None };
    let number = |text: &str| u32::try_from(integer(text)?).ok();
    let block = Some(BlockId(number(block)?)).filter(|id| id.0 > 0);
    Some(Change { line: number(at)?, kind: string(kind)?, block, raw: string(raw)?, clean: string(clean)? })
}

/// Spans by block.
fn found(text: &str) -> Option<Vec<Vec<Span>>> {
    // no paper has so many blocks; a number gone wrong must not take the memory
    const MOST_BLOCKS: usize = 1 << 20;
    let mut found: Vec<Vec<Span>> = Vec::new();
    for piece in text.split_ascii_whitespace() {
        let (block, at) = piece.split_once(':')?;
        let (block, at) = (block.parse().ok().filter(|block: &usize| *block < MOST_BLOCKS)?, span(at)?);
        if found.len() <= block {
            found.resize(block + 1, Vec::new());
        }
        found.get_mut(block)?.push(at);
    }
    Some(found)
}

fn span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(answer: &Answer) {
        assert_eq!(&Answer::read(&answer.write()), answer);
    }

    #[test]
    fn written_and_read() {
        let spans = vec![vec![], vec![Span::new(0, 3), Span::new(5, 9)]];
        check(&Answer::Found("a|\nb 1:2-3".to_owned(), Ok(Rc::new(spans))));
        check(&Answer::Found("xyzzy".to_owned(), Ok(Rc::default())));
        check(&Answer::Found("(".to_owned(), Err((Span::new(0, 1), "In this expression: unclosed group.".to_owned()))));
        check(&Answer::Failed("It stopped.".to_owned()));
        check(&Answer::Facts(Vec::new()));
        let change = Change { line: 3, kind: "line_join".to_owned(), block: None, raw: "\n".to_owned(), clean: " ".to_owned() };
        check(&Answer::Repairs(vec![change]));
        check(&Answer::Export("{}\n".to_owned()));
        for question in [Question::Find("a\nb".to_owned()), Question::Facts, Question::Repairs, Question::Export("{}".to_owned())]
        {
            assert_eq!(Question::read(&question.write()), Some(question));
        }
    }

    #[test]
    fn what_is_no_answer_is_a_failure() {
        for text in ["", "found x", "found 1:2", "found 99999999999:1-2\na", "wrong\na", "wrong 1\n", "{}"] {
            assert!(matches!(Answer::read(text), Answer::Failed(_)), "{text}");
        }
        assert_eq!(Question::read("find"), None);
    }

    proptest! {
        #[test]
        fn any_ledger_comes_back(
            fields in prop::collection::vec((any::<u32>(), "[a-z_]{1,9}", any::<u32>(), any::<String>(), any::<String>()), 0..6),
        ) {
            let change = |(line, kind, block, raw, clean)| Change { line, kind, block: Some(BlockId(block)).filter(|id| id.0 > 0), raw, clean };
            check(&Answer::Repairs(fields.into_iter().map(change).collect()));
        }

        #[test]
        fn anything_is_read(text in "(found |wrong |failed |repairs\n)?\\PC{0,40}") {
            let _ = Answer::read(&text);
        }
    }
}
