//! Reading a query: one pass, no backtracking, bounded depth and size, no error that stops it.

use super::super::data;
use super::super::fold::is_apostrophe;
use super::super::regular::{self, Expressions};
use super::super::words::Words;
use super::{Ending, Field, MOST_DEPTH, MOST_PARTS, Node, Pattern, Problem, Query, Range};
use crate::text::{Span, small_letters};

/// Longest word, phrase, value or regular expression, in bytes.
const LONGEST: usize = 512;

impl Query {
    /// Reads a query. Plain words never give a problem.
    pub fn parse(text: &str) -> Self {
        Self::parse_with(text, &Expressions::default())
    }

    /// Reads a query, with what was found elsewhere for regular expressions in it.
    pub fn parse_with(text: &str, expressions: &Expressions) -> Self {
        let (problems, unread) = (Vec::new(), Vec::new());
        let mut parser = Parser { text, expressions, at: 0, parts: 0, full: false, problems, unread };
        let mut root = parser.list(0);
        while parser.at < text.len() && !parser.full {
            // only a closing parenthesis too many stops a list at depth 0
            parser.problem(parser.at, parser.at + 1, "This parenthesis closes nothing.");
            parser.at += 1;
            root.append(&mut parser.list(0));
        }
        let open = text.chars().next_back().is_some_and(char::is_alphanumeric);
        let mut problems = parser.problems;
        problems.sort_unstable_by(|one, other| one.span.cmp(&other.span).then_with(|| one.message.cmp(&other.message)));
        Self { root, problems, open, unread: parser.unread, expressions: expressions.clone() }
    }
}

struct Parser<'t> {
    text: &'t str,
    expressions: &'t Expressions,
    at: usize,
    parts: usize,
    full: bool,
    problems: Vec<Problem>,
    unread: Vec<String>,
}

/// An operator between two parts.
#[derive(Clone, Copy, PartialEq)]
enum Link {
    And,
    Or,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn problem(&mut self, start: usize, end: usize, message: &str) {
        // one of a sort is enough, and a long text must not make a long list
        if self.problems.len() < 16 && !self.problems.iter().any(|problem| problem.message == message) {
            self.problems.push(Problem { span: Span::new(start, end.min(self.text.len())), message: message.to_owned() });
        }
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The parts up to a closing parenthesis or the end.
    fn list(&mut self, depth: usize) -> Vec<Node> {
        // each part with the operator before it
        let mut parts: Vec<(Option<Link>, Node)> = Vec::new();
        let mut link: Option<(Link, usize, usize)> = None;
        loop {
            self.skip_blanks();
            if self.full || self.rest().is_empty() || self.rest().starts_with(')') {
                break;
            }
            let start = self.at;
            if let Some((operator, length)) = self.operator() {
                self.at += length;
                if parts.is_empty() || link.is_some() {
                    self.problem(
                        start,
                        self.at,
                        "This operator has nothing before it. Write it in small letters to search for the word.",
                    );
                } else {
                    link = Some((operator, start, self.at));
                }
                continue;
            }
            if self.parts >= MOST_PARTS {
                self.full = true;
                self.problem(start, self.text.len(), "The query is too long: what follows is not searched.");
                break;
            }
            if let Some(node) = self.part(depth) {
                self.parts += match &node {
                    Node::Word(Pattern { text, .. }) | Node::Phrase(Pattern { text, .. }) | Node::Near(text, _) => {
                        Words::of(text).len()
                    }
                    _ => 1,
                };
                parts.push((link.take().map(|(link, ..)| link), node));
            }
        }
        if let Some((_, start, end)) = link {
            self.problem(start, end, "This operator has nothing after it. Write it in small letters to search for the word.");
        }
        join(parts)
    }

    /// `AND` or `OR` here, and its length.
    fn operator(&self) -> Option<(Link, usize)> {
        [("AND", Link::And), ("OR", Link::Or)]
            .into_iter()
            .find(|(word, _)| self.rest().strip_prefix(word).is_some_and(ends_a_word))
            .map(|(word, link)| (link, word.len()))
    }

    /// One part; none where there is nothing to search for.
    fn part(&mut self, depth: usize) -> Option<Node> {
        let mut is_not = false;
        while let Some(reads_on) = self.negation() {
            if !reads_on {
                return None;
            }
            is_not = !is_not;
        }
        let node = self.operand(depth)?;
        Some(match node {
            Node::Not(inside) if is_not => *inside,
            node if is_not => Node::Not(Box::new(node)),
            node => node,
        })
    }

    /// Passes over `NOT` or `-` before something; gives whether there is something, or none where neither stands here.
    fn negation(&mut self) -> Option<bool> {
        let (start, rest) = (self.at, self.rest());
        let not = if rest.strip_prefix("NOT").is_some_and(ends_a_word) { 3 } else { usize::from(rest.starts_with('-')) };
        if not > 0 {
            let after = rest.get(not..).unwrap_or_default();
            let operand = after.trim_start();
            let begins = |c: char| !is_noise(c) || matches!(c, '(' | '/') || is_quote(c);
            if (not == 3 || after.len() == operand.len()) && operand.starts_with(begins) {
                self.at += rest.len() - operand.len();
                return Some(true);
            }
            if not == 3 {
                self.at += not;
                self.problem(start, self.at, "NOT has nothing after it. Write it in small letters to search for the word.");
                return Some(false);
            }
        }
        None
    }

    /// What an operator may stand before.
    fn operand(&mut self, depth: usize) -> Option<Node> {
        let (start, rest) = (self.at, self.rest());
        if rest.starts_with('(') {
            return self.group(depth);
        }
        let node = if rest.starts_with(is_quote) {
            self.phrase()
        } else if let Some(node) = self.regex() {
            node
        } else {
            self.word()
        };
        if self.at - start > LONGEST {
            self.problem(start, self.at, "This is too long to be searched for.");
            return None;
        }
        node
    }

    fn group(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        self.at += 1;
        if depth >= MOST_DEPTH {
            self.problem(start, self.at, "The parentheses are too deep: this one is left out.");
            // read on as if it were not there; its partner will be reported as closing nothing
            return None;
        }
        let mut nodes = self.list(depth + 1);
        if self.rest().starts_with(')') {
            self.at += 1;
        } else if !self.full {
            self.problem(start, start + 1, "This parenthesis is not closed.");
        }
        match nodes.len() {
            0 => None,
            1 => nodes.pop(),
            _ => Some(Node::List(nodes)),
        }
    }

    fn phrase(&mut self) -> Option<Node> {
        let start = self.at;
        let rest = self.rest();
        let quote = rest.chars().next().map_or(1, char::len_utf8);
        let inside = rest.get(quote..).unwrap_or_default();
        let (inside, closing) = match inside.char_indices().find(|(_, c)| is_quote(*c)) {
            Some((end, c)) => (inside.get(..end).unwrap_or_default(), c.len_utf8()),
            None => (inside, 0),
        };
        self.at += quote + inside.len() + closing;
        if closing == 0 {
            self.problem(start, start + quote, "This quotation mark is not closed.");
        }
        let distance = self.rest().strip_prefix('~').map(|after| {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            self.at += 1 + digits;
            let number = after.get(..digits).unwrap_or_default();
            if number.is_empty() {
                self.problem(self.at - 1, self.at, "How near? Write a number of words, as in \"oil gas\"~5.");
            }
            number.parse().unwrap_or(if number.is_empty() { 5 } else { u32::from(u16::MAX) }).min(u32::from(u16::MAX))
        });
        let mut pattern = pattern(inside)?;
        // still being typed
        if closing == 0 && inside.ends_with(char::is_alphanumeric) {
            pattern.ending = Ending::Prefix;
        }
        Some(match distance {
            Some(distance) if pattern.text.contains(' ') => Node::Near(pattern.text, distance),
            _ => Node::Phrase(pattern),
        })
    }

    /// A regular expression here; `Some(None)` for one that was read but is of no use.
    fn regex(&mut self) -> Option<Option<Node>> {
        let start = self.at;
        let inside = self.rest().strip_prefix('/')?;
        let mut escaped = false;
        let end = inside.char_indices().find(|&(_, c)| {
            let found = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            found
        });
        let Some((end, _)) = end else {
            // a sign that words do not have
            let first = inside.split(char::is_whitespace).next().unwrap_or_default();
            if first.contains(['[', '(', '|', '\\', '^', '$']) {
                self.problem(start, start + 1, "This regular expression has no / at its end: it is searched as words.");
            }
            return None;
        };
        let after = inside.get(end + 1..).unwrap_or_default();
        if end == 0 || !(after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == ')')) {
            return None;
        }
        let pattern = inside.get(..end).unwrap_or_default();
        self.at += end + 2;
        if pattern.len() > LONGEST {
            return Some(None);
        }
        match regular::read(pattern, self.expressions) {
            Ok(read) => {
                if read.is_none() {
                    self.unread.push(pattern.to_owned());
                }
                Some(Some(Node::Regex(pattern.to_owned())))
            }
            Err((span, message)) => {
                self.problem(start + 1 + span.start, start + 1 + span.end, &message);
                Some(None)
            }
        }
    }

    /// A word, or a field with its value.
    fn word(&mut self) -> Option<Node> {
        let start = self.at;
        let rest = self.rest();
        let length = rest
            .char_indices()
            .find(|&(at, c)| c.is_whitespace() || is_quote(c) || c == ')' || c == '(' && at > 0)
            .map_or(rest.len(), |(at, _)| at)
            .max(rest.chars().next().map_or(0, char::len_utf8));
        let word = rest.get(..length).unwrap_or_default();
        self.at += length;
        let word = word.trim_start_matches(is_noise);
        if let Some((name, value)) = word.split_once(':')
            && let Some(field) = Field::named(name)
        {
            let mut value = value.to_owned();
            if field.is_scaled(&value) {
                self.scale(&mut value);
            }
            if value.is_empty() && self.rest().starts_with(is_quote) {
                let Some(Node::Phrase(Pattern { text, .. }) | Node::Near(text, _)) = self.phrase() else {
                    return None;
                };
                value = text;
            }
            return self.field(field, &value, start);
        }
        // what is no operator here must not read as one when it is printed
        pattern(word).map(|pattern| match pattern.text.as_str() {
            "AND" | "OR" | "NOT" => Node::Word(Pattern { text: small_letters(&pattern.text), ..pattern }),
            _ => Node::Word(pattern),
        })
    }

    /// Takes how great a number is, where the next word says it: `money:>$10 billion`.
    fn scale(&mut self, value: &mut String) {
        let rest = self.rest();
        let after = rest.trim_start();
        let (word, behind) = after.split_at(after.bytes().take_while(u8::is_ascii_alphabetic).count());
        if after.len() < rest.len() && is_scale(word) && ends_a_word(behind) {
            value.push_str(&small_letters(word));
            self.at += rest.len() - behind.len();
        }
    }

    fn field(&mut self, field: Field, value: &str, start: usize) -> Option<Node> {
        let numeric = matches!(field, Field::Money | Field::Number | Field::Page | Field::Year);
        let good = match numeric {
            true => value.split(',').all(|value| Range::parse(value).is_some()),
            false => value.chars().any(char::is_alphanumeric),
        };
        if good {
            let value: Vec<&str> = value.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
            return Some(Node::Field(field, value.join(",")));
        }
        let message = match numeric {
            true => {
                format!("{0}: wants a number or a range, the lower end first, as in {0}:5, {0}:5..9 or {0}:>5.", field.name())
            }
            false => format!("{0}: wants a value, as in {0}:name.", field.name()),
        };
        self.problem(start, self.at, &message);
        None
    }
}

/// AND binds closer than OR, OR closer than a blank.
fn join(parts: Vec<(Option<Link>, Node)>) -> Vec<Node> {
    let mut list: Vec<Vec<Vec<Node>>> = Vec::new();
    for (link, node) in parts {
        match (link, list.last_mut()) {
            (Some(Link::And), Some(either)) if !either.is_empty() => {
                if let Some(both) = either.last_mut() {
                    both.push(node);
                }
            }
            (Some(Link::Or), Some(either)) => either.push(vec![node]),
            _ => list.push(vec![vec![node]]),
        }
    }
    let one = |mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node| {
        if nodes.len() == 1 { nodes.pop() } else { Some(many(nodes)) }
    };
    list.into_iter()
        .filter_map(|either| one(either.into_iter().filter_map(|both| one(both, Node::And)).collect(), Node::Or))
        .collect()
}

/// Words as typed, in one line; none where there is no letter or digit in them.
fn pattern(text: &str) -> Option<Pattern> {
    let trimmed = text.trim_matches(is_noise);
    let prefix = text.trim_end().ends_with('*') && trimmed.ends_with(char::is_alphanumeric);
    trimmed.chars().any(char::is_alphanumeric).then(|| Pattern {
        text: trimmed.split_whitespace().collect::<Vec<_>>().join(" "),
        ending: if prefix { Ending::Prefix } else { Ending::Whole },
    })
}

/// Whether a word says how great the number before it is.
pub(super) fn is_scale(word: &str) -> bool {
    word.len() > 1 && data::scale(&small_letters(word)).is_some()
}

/// What says nothing at the ends of a word.
fn is_noise(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '¥' | '₽' | '%') && !is_apostrophe(c)
}

fn ends_a_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | ')') && !is_quote(c))
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»')
}
