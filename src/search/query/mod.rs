//! What a reader asks for: the query language, its parser and its printer.
//!
//! ```text
//! gas pipelines                  words: any of them, the more the better
//! "sphere of influence"          a phrase: must stand there, word for word
//! "oil gas"~5                    near: both words, at most five words between them
//! gas*                           a word that begins so
//! -china                         must not stand there (NOT china is the same)
//! gas AND china, gas OR oil      both, either; AND binds closer than OR, parentheses group
//! /pipe(line)?s/                 a regular expression, on the text as it stands
//! theme:energy section:2 actor:Gazprom page:7 kind:figure year:2005 money:>1bn number:10..20
//! ```
//!
//! Words rank, everything else decides: a passage without the phrase, the field or the operator's words is no hit.
//! [`Query::parse`] never fails: what it cannot understand it names in [`Query::problems`] and searches the rest. Printing a
//! query and parsing the print gives the same query.

mod parse;
mod print;

use super::regular::Expressions;
use crate::bytes::stored_choice;
use crate::text::{self, Span};

/// The words that are looked for at most; a longer query is cut there, with a [`Problem`].
pub const MOST_PARTS: usize = 64;

/// Parentheses deeper than this are read as if they were not there, with a [`Problem`].
pub const MOST_DEPTH: usize = 16;

/// A query, read. Two queries are equal when they ask for the same.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(crate) root: Vec<Node>,
    pub(crate) expressions: Expressions,
    problems: Vec<Problem>,
    unread: Vec<String>,
    open: bool,
}

/// Something in a query that could not be understood; the rest is searched all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the query's text.
    pub span: Span,
    /// What is wrong, as a sentence for the reader.
    pub message: String,
}

impl Query {
    /// What was not understood, in the order of the text.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Patterns of regular expressions that cannot be read here, and that nobody has answered yet: without them it is searched.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.root.is_empty()
    }

    /// Whether it asks for words, and not for fields alone or for what must not be there.
    pub fn asks_for_words(&self) -> bool {
        let mut asks = false;
        each(&self.root, false, &mut |node| asks |= !matches!(node, Node::Field(..)));
        asks
    }

    /// Its words, those of its phrases too, but for those that must not be there.
    pub(crate) fn words(&self) -> String {
        let mut out = String::new();
        each(&self.root, false, &mut |node| {
            if let Node::Word(Pattern { text, .. }) | Node::Phrase(Pattern { text, .. }) | Node::Near(text, _) = node {
                out.push_str(text);
                out.push(' ');
            }
        });
        out
    }

    /// The values of its fields that are names, each with its field.
    pub(crate) fn names(&self) -> Vec<(Field, &str)> {
        let mut out = Vec::new();
        each(&self.root, true, &mut |node| {
            if let Node::Field(field @ (Field::Actor | Field::Kind | Field::Section | Field::Theme), value) = node {
                for value in value.split(',') {
                    out.push((*field, value.trim()));
                }
            }
        });
        out
    }

    /// Whether the text ends inside a word, which may therefore be half typed.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

/// Tells `sink` every part of some that has no parts itself; `not` says whether also what must not match.
fn each<'n>(nodes: &'n [Node], not: bool, sink: &mut dyn FnMut(&'n Node)) {
    for node in nodes {
        match node {
            Node::And(nodes) | Node::Or(nodes) | Node::List(nodes) => each(nodes, not, sink),
            Node::Not(node) if not => each(std::slice::from_ref(node), not, sink),
            Node::Not(_) => {}
            node => sink(node),
        }
    }
}

/// One part of a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A word as typed.
    Word(Pattern),
    /// Words that must stand next to each other.
    Phrase(Pattern),
    /// Words with at most so many others between them.
    Near(String, u32),
    /// A regular expression, without its slashes.
    Regex(String),
    /// A field and the value wanted.
    Field(Field, String),
    /// What must not match.
    Not(Box<Node>),
    /// What must match, all of it.
    And(Vec<Node>),
    /// What must match, one of it.
    Or(Vec<Node>),
    /// Words that rank, and conditions that decide.
    List(Vec<Node>),
}

/// Words as typed, and whether the last may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub text: String,
    pub ending: Ending,
}

/// Whether a word is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It is.
    Whole,
    /// It may go on.
    Prefix,
}

/// What can be asked of a passage beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Who is named.
    Actor,
    /// What it is (`paragraph`, `list_item` …) or states (`figure`, `date` …).
    Kind,
    /// An amount of money that it states.
    Money,
    /// Any number that it states.
    Number,
    /// The printed page.
    Page,
    /// The section, by number, id or words of its heading.
    Section,
    /// What it is about.
    Theme,
    /// A year that it states.
    Year,
}

stored_choice!(Field { Actor, Kind, Money, Number, Page, Section, Theme, Year });

impl Field {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Actor, "actor"),
        (Self::Kind, "kind"),
        (Self::Money, "money"),
        (Self::Number, "number"),
        (Self::Page, "page"),
        (Self::Section, "section"),
        (Self::Theme, "theme"),
        (Self::Year, "year"),
    ];

    /// The field of a name, as typed before the colon.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(field, _)| *field)
    }

    /// Whether a word behind a value of it may say how great it is.
    fn is_scaled(self, value: &str) -> bool {
        matches!(self, Self::Money | Self::Number) && value.ends_with(|c: char| c.is_ascii_digit())
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, name)| name)
    }
}

/// A range of numbers, both ends included where they are given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    /// Reads `5`, `5-9`, `5..9`, `>5`, `>=5`, `<5`, `..9`, `5..`; numbers may have a currency sign and a scale (`$1.5bn`).
    pub(crate) fn parse(value: &str) -> Option<Self> {
        let value: String =
            value.chars().filter(|c| !c.is_whitespace()).map(|c| if super::fold::is_hyphen(c) { '-' } else { c }).collect();
        let all = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };
        for (sign, low, strict) in [
            (">=", true, false),
            ("<=", false, false),
            ("≥", true, false),
            ("≤", false, false),
            (">", true, true),
            ("<", false, true),
        ] {
            if let Some(rest) = value.strip_prefix(sign) {
                let (number, _) = amount(rest)?;
                // strictly more: the next number of this size
                let step = if strict { number.abs().max(1.0) * 1e-12 } else { 0.0 };
                return Some(if low { Self { low: number + step, ..all } } else { Self { high: number - step, ..all } });
            }
        }
        let parts = value.split_once("..").or_else(|| value.split_once('-').filter(|(low, _)| !low.is_empty()));
        let Some((low, high)) = parts else {
            let (number, _) = amount(&value)?;
            return Some(Self { low: number, high: number });
        };
        let (high_value, high_scale) = if high.is_empty() { (f64::INFINITY, 1.0) } else { amount(high)? };
        let (mut low_value, low_scale) = if low.is_empty() { (f64::NEG_INFINITY, 1.0) } else { amount(low)? };
        // "1-2bn" is one billion to two
        if low_scale == 1.0 && low_value * high_scale <= high_value {
            low_value *= high_scale;
        }
        (low_value <= high_value && (low_value.is_finite() || high_value.is_finite()))
            .then_some(Self { low: low_value, high: high_value })
    }

    pub(crate) fn overlaps(self, low: f64, high: f64) -> bool {
        low <= self.high && high >= self.low
    }
}

/// A number with an optional currency sign and scale, and the scale.
fn amount(text: &str) -> Option<(f64, f64)> {
    let text = text.trim_start_matches("US").trim_start_matches(|c| super::data::currency_sign(c).is_some());
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let (number, suffix) = text.split_at(digits);
    let number = text::read_decimal(&number.replace(',', ""))?;
    let scale = match text::small_letters(suffix.trim_end_matches('%')).as_str() {
        "" => 1.0,
        suffix => match super::data::scale(suffix)? {
            2 => 1e2,
            3 => 1e3,
            6 => 1e6,
            9 => 1e9,
            _ => 1e12,
        },
    };
    Some((number * scale, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (text, low, high) in [
            ("5", 5.0, 5.0),
            ("2000-2008", 2000.0, 2008.0),
            ("2000–2008", 2000.0, 2008.0),
            ("2000..", 2000.0, f64::INFINITY),
            ("..7", f64::NEG_INFINITY, 7.0),
            (">=1bn", 1e9, f64::INFINITY),
            ("$1-2bn", 1e9, 2e9),
            ("1.5m", 1.5e6, 1.5e6),
            ("<=10%", f64::NEG_INFINITY, 10.0),
        ] {
            assert_eq!(Range::parse(text), Some(Range { low, high }), "{text}");
        }
        for text in ["", "abc", "-", "..", "9-5", ">", "1..2..3", "5-x"] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
        assert!(!Range::parse(">5").expect("a range").overlaps(5.0, 5.0));
    }
}
