//! JSON read without a tree: a value is the piece of text that it is written in, and is taken apart only where it is needed.
//!
//! The page reads lists of texts and numbers, and hands on what it does not know as it came. A tree of values (`serde_json`'s) would
//! cost its program fifteen kilobytes more than this. The grammar is that of RFC 8259; values may be nested [`DEPTH`] deep.

use std::cell::Cell;

/// How deep values may be nested, as in `serde_json`.
const DEPTH: usize = 127;

/// The fields of an object, by their names, in their order; the values as they are written.
pub(crate) type Fields = Vec<(String, String)>;

/// Appends a text as JSON.
pub(crate) fn push_json(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                out.push_str("\\u00");
                for digit in [u32::from(c) >> 4, u32::from(c) & 15] {
                    out.extend(char::from_digit(digit, 16));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Whether a text is one value and nothing else.
pub(crate) fn is_json(text: &str) -> bool {
    let bytes = text.as_bytes();
    skip(text, 0, DEPTH, None).is_some_and(|end| white(bytes, end) == bytes.len())
}

/// The values of a list.
pub(crate) fn items(raw: &str) -> Option<Vec<&str>> {
    let parts = parts(raw, b'[')?;
    Some(parts.into_iter().map(|(_, value)| value).collect())
}

/// The fields of an object.
pub(crate) fn fields(raw: &str) -> Option<Fields> {
    let parts = parts(raw, b'{')?;
    parts.into_iter().map(|(name, value)| Some((string(name)?, value.to_owned()))).collect()
}

/// The text that a value is.
pub(crate) fn string(raw: &str) -> Option<String> {
    let inside = raw.trim_ascii().strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let unit = |chars: &mut std::str::Chars| -> Option<u32> {
            let (digits, rest) = chars.as_str().split_at_checked(4)?;
            *chars = rest.chars();
            u32::from_str_radix(digits, 16).ok()
        };
        text.push(match chars.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = unit(&mut chars)?;
                let code = if (0xd800..0xdc00).contains(&first) {
                    chars = chars.as_str().strip_prefix("\\u")?.chars();
                    let second = unit(&mut chars)?.checked_sub(0xdc00).filter(|second| *second < 0x400)?;
                    0x1_0000 + ((first - 0xd800) << 10) + second
                } else {
                    first
                };
                char::from_u32(code)?
            }
            other => other,
        });
    }
    Some(text)
}

/// The whole number, not below zero, that a value is.
pub(crate) fn integer(raw: &str) -> Option<usize> {
    let digits = raw.trim_ascii();
    // the standard library reads "+1", JSON does not
    digits.parse().ok().filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))
}

/// The number that a value is: right to the last bit up to 15 digits and a power of ten up to 22, as [`read_decimal`] has it, and nearly so
/// beyond; none where no float is as large.
///
/// [`read_decimal`]: crate::text::read_decimal
pub(crate) fn number(raw: &str) -> Option<f64> {
    let text = raw.trim_matches([' ', '\t', '\n', '\r']);
    if number_end(text.as_bytes(), 0) != Some(text.len()) {
        return None;
    }
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    // one of more digits than are read here makes it nothing, or more than any float
    let mut exponent: i32 = exponent.parse().unwrap_or(if exponent.starts_with('-') { i32::MIN } else { i32::MAX });
    let (mut mantissa, mut is_part) = (0_u64, false);
    for byte in digits.bytes() {
        let digit = u64::from(byte.wrapping_sub(b'0'));
        if byte == b'.' {
            is_part = true;
        } else if digit > 9 {
            // the sign
        } else if let Some(more) = mantissa.checked_mul(10).and_then(|tens| tens.checked_add(digit)) {
            mantissa = more;
            exponent = exponent.saturating_sub(i32::from(is_part));
        } else {
            exponent = exponent.saturating_add(i32::from(!is_part));
        }
    }
    let mut number = mantissa as f64;
    while exponent != 0 && number != 0.0 && number.is_finite() {
        let step = exponent.clamp(-22, 22);
        let power = (0..step.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
        number = if step < 0 { number / power } else { number * power };
        exponent -= step;
    }
    Some(if text.starts_with('-') { -number } else { number }).filter(|number| number.is_finite())
}

/// Whether something was missing or of another kind, in all that is read from one value: one look at the end, instead of one at each item,
/// makes half the code.
#[derive(Default)]
pub(crate) struct Doubt(Cell<bool>);

impl Doubt {
    /// What is there; or nothing, and a note of it.
    pub(crate) fn noted<T: Default>(&self, found: Option<T>) -> T {
        found.unwrap_or_else(|| {
            self.note();
            T::default()
        })
    }

    /// Something is wrong.
    pub(crate) fn note(&self) {
        self.0.set(true);
    }

    /// Whether something is.
    pub(crate) fn is_noted(&self) -> bool {
        self.0.get()
    }

    /// What was read, where all of it was there.
    pub(crate) fn unless<T>(&self, read: T) -> Option<T> {
        (!self.is_noted()).then_some(read)
    }
}

/// An object, read field by field.
pub(crate) struct Object<'a> {
    fields: Fields,
    doubt: &'a Doubt,
}

impl<'a> Object<'a> {
    pub(crate) fn new(raw: &str, doubt: &'a Doubt) -> Self {
        Self { fields: doubt.noted(fields(raw)), doubt }
    }

    /// A field's value; where it is there twice, the first.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, raw)| raw.as_str())
    }

    #[inline(never)]
    pub(crate) fn text(&self, name: &str) -> String {
        self.doubt.noted(self.raw(name).and_then(string))
    }

    pub(crate) fn items(&self, name: &str) -> Vec<&str> {
        self.doubt.noted(self.raw(name).and_then(items))
    }

    #[inline(never)]
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        self.items(name).into_iter().map(|raw| self.doubt.noted(string(raw))).collect()
    }
}

/// What stands between brackets: a list's values, or an object's names and values.
fn parts(raw: &str, open: u8) -> Option<Vec<(&str, &str)>> {
    let at = white(raw.as_bytes(), 0);
    if raw.as_bytes().get(at) != Some(&open) {
        return None;
    }
    let mut parts = Vec::new();
    skip(raw, at, DEPTH, Some(&mut parts))?;
    Some(parts)
}

/// The first byte at or behind `at` that is no white space.
fn white(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// The end of the value at `at`, behind white space; its parts, if it is a list or an object, are put into `parts`.
fn skip<'a>(text: &'a str, at: usize, depth: usize, mut parts: Option<&mut Vec<(&'a str, &'a str)>>) -> Option<usize> {
    let bytes = text.as_bytes();
    let at = white(bytes, at);
    let close = match bytes.get(at)? {
        b'"' => return string_end(bytes, at + 1),
        b'[' => b']',
        b'{' => b'}',
        b'n' => return word_end(text, at, "null"),
        b't' => return word_end(text, at, "true"),
        b'f' => return word_end(text, at, "false"),
        _ => return number_end(bytes, at),
    };
    let depth = depth.checked_sub(1)?;
    let mut end = white(bytes, at + 1);
    if bytes.get(end) == Some(&close) {
        return Some(end + 1);
    }
    loop {
        let (mut start, mut name) = (white(bytes, end), "");
        if close == b'}' {
            if bytes.get(start) != Some(&b'"') {
                return None;
            }
            end = string_end(bytes, start + 1)?;
            name = text.get(start..end)?;
            end = white(bytes, end);
            if bytes.get(end) != Some(&b':') {
                return None;
            }
            start = white(bytes, end + 1);
        }
        end = skip(text, start, depth, None)?;
        if let Some(parts) = &mut parts {
            parts.push((name, text.get(start..end)?));
        }
        end = white(bytes, end);
        match bytes.get(end)? {
            b',' => end += 1,
            byte if *byte == close => return Some(end + 1),
            _ => return None,
        }
    }
}

fn word_end(text: &str, at: usize, word: &str) -> Option<usize> {
    text.get(at..)?.starts_with(word).then_some(at + word.len())
}

/// Behind the quote that ends a text; `at` is behind the one that begins it.
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' if bytes.get(at + 1) == Some(&b'u') => {
                if !bytes.get(at + 2..at + 6)?.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                at += 6;
            }
            b'\\' if b"\"\\/bfnrt".contains(bytes.get(at + 1)?) => at += 2,
            b'\\' | ..=0x1f => return None,
            _ => at += 1,
        }
    }
}

fn number_end(bytes: &[u8], at: usize) -> Option<usize> {
    let digits = |from: usize| -> Option<usize> {
        let mut at = from;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        (at > from).then_some(at)
    };
    let first = at + usize::from(bytes.get(at) == Some(&b'-'));
    let mut end = digits(first)?;
    if bytes.get(first) == Some(&b'0') && end > first + 1 {
        return None;
    }
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        end = digits(end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-'))))?;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn takes_values_apart() {
        assert_eq!(items(" [1 , \"a,]\",[2],{} ] "), Some(vec!["1", "\"a,]\"", "[2]", "{}"]));
        assert_eq!(items("[]"), Some(Vec::new()));
        assert_eq!(items("{}"), None);
        let want = [("a".to_owned(), "[1]".to_owned()), ("é".to_owned(), "null".to_owned())];
        assert_eq!(fields("{\"a\" : [1],\"\\u00e9\":null}"), Some(want.to_vec()));
        assert_eq!(string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud834\\udd1e\"").as_deref(), Some("\"\\/\u{8}\u{c}\n\r\té𝄞"));
        for broken in ["\"\\ud834\"", "\"\\ud834\\u0041\"", "\"\\udd1e\"", "x", "\""] {
            assert_eq!(string(broken), None, "{broken}");
        }
        assert_eq!(["12", " 7 ", "-1", "+1", "1.5", ""].map(integer), [Some(12), Some(7), None, None, None, None]);
        assert!(is_json(&["[".repeat(120), "]".repeat(120)].concat()) && !is_json(&"[".repeat(100_000)));
    }

    /// Whether serde takes it for JSON; numbers that are too large for it count as such.
    fn is_json_to_serde(text: &str) -> bool {
        serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let list = proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from);
            let object = proptest::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect()));
            prop_oneof![list, object]
        })
    }

    /// The value that the pieces are, put together again.
    fn rebuilt(raw: &str) -> Option<Value> {
        if let Some(items) = items(raw) {
            return items.into_iter().map(rebuilt).collect::<Option<Vec<Value>>>().map(Value::from);
        }
        if let Some(fields) = fields(raw) {
            let rebuilt = |(name, raw): (String, String)| Some((name, rebuilt(&raw)?));
            return fields.into_iter().map(rebuilt).collect::<Option<serde_json::Map<String, Value>>>().map(Value::Object);
        }
        string(raw).map(Value::from).or_else(|| serde_json::from_str(raw).ok())
    }

    #[test]
    fn numbers() {
        for (raw, want) in [
            ("0", Some(0.0)),
            (" 12.5\n", Some(12.5)),
            ("-0.5", Some(-0.5)),
            ("1E3", Some(1000.0)),
            ("1e+3", Some(1000.0)),
            ("12345678901234567890123", Some(12_345_678_901_234_567_890_123.0)),
            ("1e-400", Some(0.0)),
            ("0e999999999999", Some(0.0)),
            ("1e-99999999999999999999", Some(0.0)),
            ("1e308", Some(1e308)),
            ("1e309", None),
            ("1e99999999999", None),
            ("", None),
            ("-", None),
            ("+1", None),
            (".5", None),
            ("01", None),
            ("1 2", None),
            ("\"1\"", None),
            ("NaN", None),
        ] {
            let near = |number: f64| want.is_some_and(|want| (number - want).abs() <= want.abs() * 1e-14);
            assert!(number(raw).map_or(want.is_none(), near), "{raw}: {:?}", number(raw));
        }
    }

    proptest! {
        #[test]
        fn numbers_as_the_standard_library_has_them(text in "-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?(e-?[0-7])?") {
            prop_assert_eq!(number(&text), text.parse().ok());
        }

        #[test]
        fn numbers_of_any_size(float in prop::num::f64::NORMAL) {
            let read = number(&format!("{float:e}")).unwrap();
            prop_assert!((read / float - 1.0).abs() < 1e-14, "{read} {float}");
        }

        #[test]
        fn no_number_but_those_of_json(text in "[-+0-9.eE]{0,6}") {
            prop_assert_eq!(number(&text).is_some(), serde_json::from_str::<f64>(&text).is_ok());
        }

        #[test]
        fn reads_what_serde_writes(value in any_value()) {
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                prop_assert!(is_json(&text));
                prop_assert_eq!(rebuilt(&text), Some(value.clone()));
            }
        }

        #[test]
        fn texts_are_written_for_serde(text in any::<String>()) {
            let mut json = String::new();
            push_json(&mut json, &text);
            prop_assert_eq!(serde_json::from_str::<String>(&json).ok(), Some(text.clone()));
            prop_assert_eq!(string(&json), Some(text));
        }

        #[test]
        fn refuses_what_serde_refuses(text in "[\\[\\]{}:,\"\\\\a-fu0-9.eE+\\- \n\u{1}é]{0,12}|(null|true|false|nul|[0-9.eE-]{1,6}|,|\\[|\\]){0,5}") {
            prop_assert_eq!(is_json(&text), is_json_to_serde(&text), "{}", text);
        }
    }
}
