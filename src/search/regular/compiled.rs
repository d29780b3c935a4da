//! Regular expressions typed by readers: linear time (the `regex` crate), a bounded size, errors in words.
//!
//! The crate's Unicode tables are left out, for their bytes. What a reader needs of them is done here: `\w`, `\d`, `\s` and `\b` are
//! spelled out (Latin letters with marks count as letters), and both cases match because text and expression are compared in small
//! letters, unless the expression begins with `(?-i)`.

use std::rc::Rc;

use regex::{Regex, RegexBuilder};

use super::{Found, MOST_PLACES};
use crate::text::{self, Span};

/// Searches bodies for an expression, each in linear time; the answer is that of [`super::Expressions`].
pub fn scan<'a>(pattern: &str, bodies: impl IntoIterator<Item = &'a str>) -> Found {
    let compiled = compile(pattern)?;
    Ok(Rc::new(bodies.into_iter().map(|body| compiled.find(body, MOST_PLACES)).collect()))
}

/// An expression, ready to be searched for.
#[derive(Debug)]
pub(crate) struct Compiled {
    regex: Regex,
    case: Case,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Case {
    Ignored,
    Kept,
}

impl Compiled {
    /// Whether it is found in a text.
    pub fn is_in(&self, text: &str) -> bool {
        match self.case {
            Case::Ignored => self.regex.is_match(&small_letters(text)),
            Case::Kept => self.regex.is_match(text),
        }
    }

    /// The first `most` places where it is found in a text, empty ones left out.
    pub fn find(&self, text: &str, most: usize) -> Vec<Span> {
        let small;
        let text = match self.case {
            Case::Ignored => {
                small = small_letters(text);
                &small
            }
            Case::Kept => text,
        };
        let found = self.regex.find_iter(text).take(most).map(|found| Span::new(found.start(), found.end()));
        found.filter(|span| !span.is_empty()).collect()
    }
}

/// Compiles an expression. An error names the bytes of the pattern.
pub(crate) fn compile(pattern: &str) -> Result<Compiled, (Span, String)> {
    let whole = Span::new(0, pattern.len());
    let (case, bare) = match pattern.strip_prefix("(?-i)") {
        Some(bare) => (Case::Kept, bare),
        None => (Case::Ignored, pattern),
    };
    let (spelled, places) = spell_out(bare, case);
    let built = RegexBuilder::new(&spelled).size_limit(256 << 10).nest_limit(32).build();
    built.map(|regex| Compiled { regex, case }).map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => (whole, "This expression is too large.".to_owned()),
        regex::Error::Syntax(report) => {
            let shift = pattern.len() - bare.len();
            let back = |at: usize| places.get(at).copied().unwrap_or(bare.len()) + shift;
            let span = place(&report, &spelled).map(|span| Span::new(back(span.start), back(span.end)));
            (span.unwrap_or(whole), sentence(&report))
        }
        _ => (whole, "This expression could not be read.".to_owned()),
    })
}

/// What the short classes stand for, inside brackets.
const WORD: &str = "0-9A-Za-z_ªµºÀ-ÖØ-öø-ʯ";
const DIGIT: &str = "0-9";
const SPACE: &str = r"\t\n\x0B\x0C\r \u{a0}";

/// The pattern with its short classes spelled out and, where the case does not matter, in small letters; and for each byte of the
/// result the byte of the pattern that it comes from.
fn spell_out(pattern: &str, case: Case) -> (String, Vec<usize>) {
    let mut spelled = String::with_capacity(pattern.len());
    let mut places = Vec::with_capacity(pattern.len());
    let mut depth = 0_usize;
    let mut flags = false;
    let mut chars = pattern.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let piece = match c {
            '\\' => match chars.next() {
                Some((_, 'w')) => class("", WORD, depth),
                Some((_, 'd')) => class("", DIGIT, depth),
                Some((_, 's')) => class("", SPACE, depth),
                Some((_, 'W')) => format!("[^{WORD}]"),
                Some((_, 'D')) => format!("[^{DIGIT}]"),
                Some((_, 'S')) => format!("[^{SPACE}]"),
                Some((_, 'b')) if depth == 0 => r"(?-u:\b)".to_owned(),
                Some((_, other)) => format!("\\{other}"),
                None => "\\".to_owned(),
            },
            '[' => {
                depth += 1;
                "[".to_owned()
            }
            ']' => {
                depth = depth.saturating_sub(1);
                "]".to_owned()
            }
            // flags and names of groups keep their letters
            '(' if depth == 0 && chars.peek().is_some_and(|(_, next)| *next == '?') => {
                flags = true;
                "(".to_owned()
            }
            ')' | ':' | '>' if flags => {
                flags = false;
                c.to_string()
            }
            c if case == Case::Ignored && !flags => small_letter(c).to_string(),
            c => c.to_string(),
        };
        places.resize(places.len() + piece.len(), at);
        spelled.push_str(&piece);
    }
    (spelled, places)
}

fn class(not: &str, members: &str, depth: usize) -> String {
    if depth > 0 { members.to_owned() } else { format!("[{not}{members}]") }
}

/// The text in small letters, each in the place of its capital: a letter whose small one takes another number of bytes stays.
fn small_letters(text: &str) -> String {
    text.chars().map(small_letter).collect()
}

fn small_letter(c: char) -> char {
    let small = text::small_letter(c);
    if small.len_utf8() == c.len_utf8() { small } else { c }
}

/// The bytes under the carets of the crate's report, which shows a pattern of one line indented by four blanks.
fn place(report: &str, pattern: &str) -> Option<Span> {
    let carets = report.lines().find(|line| line.trim_start().starts_with('^') && line.trim().bytes().all(|b| b == b'^'))?;
    let column = carets.find('^')?.checked_sub(4)?;
    let count = carets.trim().len();
    let byte = |column| pattern.char_indices().nth(column).map_or(pattern.len(), |(at, _)| at);
    Some(Span::new(byte(column), byte(column + count)))
}

fn sentence(report: &str) -> String {
    let reason = report.lines().rev().find_map(|line| line.strip_prefix("error: ")).unwrap_or("it could not be read");
    format!("In this expression: {reason}.")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What an expression finds in a text.
    fn check(pattern: &str, text: &str, want: &[&str]) {
        let expression = compile(pattern).expect(pattern);
        let found: Vec<&str> = expression.find(text, 10).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, want, "{pattern}");
        assert_eq!(expression.is_in(text), !want.is_empty(), "{pattern}");
    }

    #[test]
    fn cases() {
        check("gas|oil", "Gas and OIL", &["Gas", "OIL"]);
        check("(?-i)gas", "Gas gas", &["gas"]);
        check(r"\bMarl\w+", "by Marlène Laruelle", &["Marlène"]);
        check(r"[\w-]+-(made|MADE)", "a self-made man", &["self-made"]);
        check(r"\$\d+(\.\d)?\sb\w*", "from $4.6 billion to $7 bn", &["$4.6 billion", "$7 bn"]);
        check(r"[^\s,]+", "a, Bé", &["a", "Bé"]);
        check(r"(?<Year>\d{4})", "in 2007", &["2007"]);
        check(r"\W{2}\S\D", "a, bc", &[", bc"]);
        check("É", "ét", &["é"]);
    }

    #[test]
    fn errors_have_a_place_and_a_reason() {
        let error = |pattern: &str| compile(pattern).expect_err("no expression");
        assert_eq!(error("ga(s"), (Span::new(2, 3), "In this expression: unclosed group.".to_owned()));
        assert_eq!(error(r"\w\d(s").0, Span::new(4, 5));
        assert_eq!(error("(?-i)ga(s").0, Span::new(7, 8));
        assert!(error("(a{1000}){1000}").1.contains("large"));
        assert!(compile("(a+)+$").is_ok());
    }

    proptest! {
        #[test]
        fn any_pattern_has_an_answer(pattern in "\\PC{0,20}", text in "\\PC{0,60}") {
            if let Ok(expression) = compile(&pattern) {
                for span in expression.find(&text, 100) {
                    prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                }
            }
        }
    }
}
