//! Regular expressions typed by readers: linear time (the `regex` crate), a bounded size, errors in words.

use regex::{Regex, RegexBuilder};

use crate::text::Span;

/// Compiles a pattern; small letters match both cases unless the pattern says `(?-i)`. An error names the bytes of the pattern.
pub(crate) fn compile(pattern: &str) -> Result<Regex, (Span, String)> {
    let whole = Span::new(0, pattern.len());
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(256 << 10).nest_limit(32).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => (whole, "This expression is too large.".to_owned()),
        regex::Error::Syntax(report) => (place(&report, pattern).unwrap_or(whole), sentence(&report)),
        _ => (whole, "This expression could not be read.".to_owned()),
    })
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
    use super::*;

    #[test]
    fn errors_have_a_place_and_a_reason() {
        let (span, message) = compile("ga(s").expect_err("no expression");
        assert_eq!((span, message.as_str()), (Span::new(2, 3), "In this expression: unclosed group."));
        assert!(compile("(a{1000}){1000}").expect_err("no expression").1.contains("large"));
        assert!(compile("(a+)+$").is_ok());
    }
}
