//! How a piece of text begins and ends: whether a sentence has ended, whether one begins.

/// How a stretch of text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A full stop, a question or exclamation mark, maybe with closing quotes and a note marker after it.
    Stop,
    /// A colon.
    Colon,
    /// A semicolon, maybe with `and` or `or` after it.
    Semicolon,
    /// Anything else: the sentence goes on, or it is none.
    Open,
}

/// How `text` ends.
pub(super) fn end_of(text: &str) -> End {
    let text = text.trim_end();
    // most lines end in a letter: there is nothing to take off
    let is_plain = text.ends_with(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'i' | 'v' | 'x'));
    let bare = if is_plain { text } else { without_quotes(text) };
    match bare.chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。') => return End::Stop,
        Some(':') => return End::Colon,
        Some(';') => return End::Semicolon,
        _ => {}
    }
    let last_clause = bare.rsplit(';').next().filter(|clause| clause.len() < bare.len());
    let conjunction = last_clause.and_then(|clause| clause.split_whitespace().next());
    if last_clause.is_some_and(|clause| clause.split_whitespace().count() <= 2)
        && matches!(conjunction, Some("and" | "or" | "then"))
    {
        End::Semicolon
    } else {
        End::Open
    }
}

/// `text` without the markers, quotation marks and brackets at its end.
fn without_quotes(text: &str) -> &str {
    without_markers(text).trim_end_matches(['’', '”', '"', '\'', ')', ']', '»', '*', '_'])
}

/// `text` without the note markers at its end: superscripts, `[3]`, `[^3]`, digits glued to a full stop.
pub(super) fn without_markers(text: &str) -> &str {
    let text = match text.strip_suffix("</sup>").and_then(|text| text.rsplit_once("<sup>")) {
        Some((before, digits)) if digits.len() <= 3 => before,
        _ => text,
    };
    let text = text.trim_end_matches(['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    if let Some((before, inside)) = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
        let is_marker = inside.len() <= 12
            && !inside.contains(' ')
            && (inside.starts_with('^')
                || inside.bytes().all(|byte| byte.is_ascii_digit())
                || inside.bytes().all(|byte| b"ivxl".contains(&byte)));
        if is_marker {
            return before.trim_end();
        }
    }
    // "it rained.(3)"
    if let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
        && (1..=3).contains(&inside.len())
        && inside.bytes().all(|byte| byte.is_ascii_digit())
        && before.ends_with(['.', '!', '?', '’', '”', '"'])
    {
        return before;
    }
    // "it rained.ii"
    let plain = text.trim_end_matches(['i', 'v', 'x']);
    if (1..=5).contains(&(text.len() - plain.len())) && plain.ends_with(['.', '!', '?', '”']) {
        return plain;
    }
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - bare.len();
    if (1..=3).contains(&digits) && bare.ends_with(['.', '!', '?', '’', '”', '"', ')', ':', ';']) {
        let inner = bare.trim_end_matches(['.', '!', '?', '’', '”', '"', ')', ':', ';']);
        let is_number = inner.ends_with(|c: char| c.is_ascii_digit());
        // 4.6 is a number, 2005.6 is a year with a marker
        if !is_number || ends_in_year(inner) || bare.len() - inner.len() > 1 {
            return bare;
        }
    }
    text
}

/// Whether `text` ends in four digits or more, or in a year that begins in one and ends in the next: `2020/21`, `2018–19`.
pub(super) fn ends_in_year(text: &str) -> bool {
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    match digits(text) {
        2 => text.get(..text.len() - 2).and_then(|text| text.strip_suffix(['/', '–', '-'])).is_some_and(|text| digits(text) == 4),
        count => count >= 4,
    }
}

/// Whether the text goes on with a sentence that began before: a small letter, or punctuation that cannot begin one.
pub(super) fn goes_on(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if c.is_lowercase() => true,
        Some(',' | ';' | ')' | '%') => true,
        _ => false,
    }
}

/// Whether the text begins with words that take up the sentence before: "More specifically, …".
pub(super) fn links_back(text: &str) -> bool {
    let mut openers = include_str!("../../static/data/connectives.txt").lines().filter(|line| !line.starts_with('#'));
    let is_opener = |opener: &str| {
        let lead = text.get(..opener.len()).filter(|lead| lead.eq_ignore_ascii_case(opener));
        lead.is_some() && text.get(opener.len()..).is_none_or(|after| !after.starts_with(char::is_alphanumeric))
    };
    openers.any(is_opener)
}

/// Whether the text begins as a sentence or a heading may.
pub(super) fn begins(text: &str) -> bool {
    if let Some(first) = text.bytes().next().filter(u8::is_ascii_alphanumeric) {
        return !first.is_ascii_lowercase();
    }
    let bare = text.trim_start_matches(['‘', '“', '"', '\'', '(', '[', '«', '*', '_', '¿', '¡']);
    bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_takes_up_a_sentence() {
        for (text, expected) in [
            ("More specifically, Russia wants", true),
            ("However, it", true),
            ("Thusly", false),
            ("Russia’s weight", false),
            ("", false),
        ] {
            assert_eq!(links_back(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_how_text_ends() {
        let cases = [
            ("the end.", End::Stop),
            ("the end.12", End::Stop),
            ("in Russia’s war (in part).”", End::Stop),
            ("in 2005.3", End::Stop),
            ("rose to 4.6", End::Open),
            ("in 2005", End::Open),
            ("in 2020/21.6", End::Stop),
            ("from 20/21.6", End::Open),
            ("the end.³", End::Stop),
            ("the end.[12]", End::Stop),
            ("the end.(2)", End::Stop),
            ("the end (2)", End::Open),
            ("the end.iv", End::Stop),
            ("the XIV", End::Open),
            ("the end.<sup>12</sup>", End::Stop),
            ("the end.[^a]", End::Stop),
            ("as follows:", End::Colon),
            ("one thing;", End::Semicolon),
            ("one thing; and", End::Semicolon),
            ("one thing; and lastly", End::Semicolon),
            ("one thing; and others came", End::Open),
            ("effects such as", End::Open),
            ("", End::Open),
        ];
        for (text, end) in cases {
            assert_eq!(end_of(text), end, "{text}");
        }
    }
}
