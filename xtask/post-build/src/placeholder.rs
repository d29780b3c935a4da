//! Placeholders in templates: each occurs exactly once.

/// `text` with `placeholder` replaced by `value`.
///
/// # Errors
/// When the placeholder is missing or occurs twice; the words name it and `file`.
pub fn fill(text: &str, placeholder: &str, value: &str, file: &str) -> Result<String, String> {
    match text.matches(placeholder).count() {
        1 => Ok(text.replacen(placeholder, value, 1)),
        found => Err(format!("`{placeholder}` must occur exactly once in {file}, and occurs {found} times")),
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn exactly_once() {
        assert_eq!(fill("a @x@ b", "@x@", "1", "f"), Ok("a 1 b".into()));
        assert!(fill("a b", "@x@", "1", "f").is_err());
        assert!(fill("@x@ @x@", "@x@", "1", "f").is_err());
        // a value that looks like the placeholder is not filled again
        assert_eq!(fill("@x@", "@x@", "@x@", "f"), Ok("@x@".into()));
    }
}
