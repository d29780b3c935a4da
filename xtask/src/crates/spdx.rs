//! Expressions of licences, as SPDX writes them (<https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/>): names, `OR`, `AND`,
//! `WITH`, parentheses. Of the older form with a slash for `OR`, which some crates have still, the present one is made.

/// An expression in its present form.
pub fn normal(expression: &str) -> String {
    expression.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

/// Whether an expression can be fulfilled with the licences that are allowed: those names that `is_allowed` says yes to. A licence with an
/// exception is one name, `Apache-2.0 WITH LLVM-exception`.
///
/// # Errors
/// Words, when it is no expression.
pub fn allows(expression: &str, is_allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let found = any(&mut words, is_allowed, 0);
    match (found, words.next()) {
        (Some(found), None) => Ok(found),
        _ => Err(format!("`{expression}` is no expression of licences")),
    }
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// Alternatives.
fn any(words: &mut Words<'_>, is_allowed: &dyn Fn(&str) -> bool, depth: u32) -> Option<bool> {
    let mut found = every(words, is_allowed, depth)?;
    while words.next_if_eq(&"OR").is_some() {
        found |= every(words, is_allowed, depth)?;
    }
    Some(found)
}

/// What holds together; `AND` binds closer than `OR`.
fn every(words: &mut Words<'_>, is_allowed: &dyn Fn(&str) -> bool, depth: u32) -> Option<bool> {
    let mut found = one(words, is_allowed, depth)?;
    while words.next_if_eq(&"AND").is_some() {
        found &= one(words, is_allowed, depth)?;
    }
    Some(found)
}

fn one(words: &mut Words<'_>, is_allowed: &dyn Fn(&str) -> bool, depth: u32) -> Option<bool> {
    match words.next()? {
        "(" if depth < 16 => {
            let found = any(words, is_allowed, depth + 1)?;
            words.next_if_eq(&")").map(|_| found)
        }
        "(" | ")" | "OR" | "AND" | "WITH" => None,
        name if words.next_if_eq(&"WITH").is_some() => Some(is_allowed(&format!("{name} WITH {}", words.next()?))),
        name => Some(is_allowed(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let is_allowed = |name: &str| matches!(name, "MIT" | "Unicode-3.0" | "Apache-2.0 WITH LLVM-exception");
        for (expression, expected) in [
            ("MIT", Some(true)),
            ("GPL-3.0-only", Some(false)),
            ("GPL-3.0-only OR MIT", Some(true)),
            ("MIT AND GPL-3.0-only", Some(false)),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", Some(true)),
            ("GPL-2.0 AND Zlib OR MIT", Some(true)),
            ("GPL-2.0 AND (Zlib OR MIT)", Some(false)),
            ("Apache-2.0 WITH LLVM-exception OR GPL-2.0", Some(true)),
            ("Apache-2.0", Some(false)),
            ("MIT OR", None),
            ("(MIT", None),
            ("MIT)", None),
            ("MIT MIT", None),
            ("", None),
            ("WITH", None),
        ] {
            assert_eq!(allows(expression, &is_allowed).ok(), expected, "{expression}");
        }
    }

    #[test]
    fn older_forms() {
        for (expression, expected) in
            [("MIT/Apache-2.0", "MIT OR Apache-2.0"), ("Apache-2.0 / MIT", "Apache-2.0 OR MIT"), ("MIT", "MIT")]
        {
            assert_eq!(normal(expression), expected);
        }
    }
}
