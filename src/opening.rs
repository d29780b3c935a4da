//! A reader's own file: from its bytes to the text in it, or to words that say why there is none.

/// The most bytes that a page takes: two hundred papers. Beyond, the browser could not lay them out.
pub const MOST_BYTES: usize = 10 << 20;

/// Of a file, these many bytes tell whether it is text.
const LOOKED_AT: usize = 8 << 10;

/// What begins like this is known, and no text: how it begins, and what it is.
const KNOWN: [(&[u8], &str); 7] = [
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a packed document (Word, EPUB or ZIP)"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
];

/// What the bytes 0x80 to 0x9f mean in Windows-1252, the commonest encoding of old texts (Unicode's table CP1252; unassigned ones stay).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file: UTF-8, UTF-16 with its mark, or else Windows-1252.
///
/// # Errors
/// Words for the reader, where the file is empty, too large, or no text.
pub fn text_of(bytes: &[u8]) -> Result<String, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("This file has no text in it.".to_owned());
    }
    if bytes.len() > MOST_BYTES {
        return Err(["This file is too large for a page: more than ", &(MOST_BYTES >> 20).to_string(), " megabytes."].concat());
    }
    if let Some((_, what)) = KNOWN.iter().find(|(begins, _)| bytes.starts_with(begins)) {
        return Err(["This is ", what, ". Save what you want to read as plain text or Markdown, and open that."].concat());
    }
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => return Ok(String::from_utf8_lossy(rest).into_owned()),
        [0xff, 0xfe, rest @ ..] => return Ok(utf_16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => return Ok(utf_16(rest, u16::from_be_bytes)),
        _ => {}
    }
    let beginning = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    // control characters that no text has
    let strange = beginning.iter().filter(|byte| matches!(byte, 0..=8 | 14..=31 | 127)).count();
    if beginning.contains(&0) || strange * 50 > beginning.len() {
        return Err("This is no text, but data of some other kind.".to_owned());
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // one wrong byte in a long text is damage; many are another encoding
        Err(_) if bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count() * 1000 < bytes.len() / 10 => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        Err(_) => bytes.iter().map(|&byte| letter(byte)).collect(),
    })
}

/// A byte of Windows-1252.
fn letter(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        other => char::from(other),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A title made of a file's name: without its ending, with blanks for what stands for them.
pub fn title_of(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, ending)| if ending.len() > 8 || stem.is_empty() { name } else { stem });
    let words: Vec<&str> = stem.split(['_', ' ', '\t']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "A text without a name".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts() {
        let check = |bytes: &[u8], text: &str| assert_eq!(text_of(bytes).as_deref(), Ok(text), "{bytes:?}");
        check("Gas – ‘oil’".as_bytes(), "Gas – ‘oil’");
        check(b"\xef\xbb\xbfGas", "Gas");
        check(b"\xff\xfeG\0a\0s\0\x13\x20", "Gas–");
        check(b"\xfe\xff\0G\0a\0s", "Gas");
        check(b"caf\xe9 \x96 \x93oil\x94", "café – “oil”");
        let long = [b"Gas and oil. ".repeat(2000), b"\xff".to_vec()].concat();
        assert!(text_of(&long).is_ok_and(|text| text.ends_with("oil. \u{fffd}")));
    }

    #[test]
    fn what_is_no_text_is_said() {
        let check = |bytes: &[u8], words: &str| {
            let said = text_of(bytes).expect_err(words);
            assert!(said.contains(words), "{said}");
        };
        check(b"", "no text in it");
        check(b" \n\n", "no text in it");
        check(b"%PDF-1.7\n", "a PDF");
        check(b"PK\x03\x04\x14", "Word, EPUB");
        check(b"\x89PNG\r\n", "a picture");
        check(b"\x7fELF\x02\x01\x01\0\0\0", "no text, but data");
        check(b"\x01\x02\x03abc", "no text, but data");
        check(&b"a".repeat(MOST_BYTES + 1), "too large");
    }

    #[test]
    fn titles() {
        for (name, title) in [
            ("russia_in_asia.txt", "russia in asia"),
            ("A B.v2.md", "A B.v2"),
            (".txt", ".txt"),
            ("", "A text without a name"),
            ("Mr. Nobody’s notes", "Mr. Nobody’s notes"),
        ] {
            assert_eq!(title_of(name), title, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = text_of(&bytes);
        }

        #[test]
        fn any_text_is_read(text in "[^\\x00-\\x08\\x0e-\\x1f\\x7f\u{feff}]{0,90}[a-z]") {
            prop_assume!(!KNOWN.iter().any(|(begins, _)| text.as_bytes().starts_with(begins)));
            prop_assert_eq!(text_of(text.as_bytes()), Ok(text));
        }
    }
}
