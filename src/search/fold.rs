//! What counts as the same letter and the same word: case, diacritics, British and American spelling, the stem.
//!
//! A word has two forms in the index. Its *surface* is the word as typed on a plain keyboard (small letters, no diacritics, no
//! apostrophes, no possessive ending); its *class* is the stem of the surface in one spelling, shared by `privatisation` and `privatizing`.
//! The rules need no list of exceptions: they are applied to the text and to the query alike, so a word that they mangle is
//! mangled on both sides.

use crate::text::small_letter;
use rust_stemmers::{Algorithm, Stemmer};

/// Base letters of U+00C0–U+024F, `_` where there is none; from the Unicode decompositions, with ø, ł, đ, ı, ß, æ … added.
const LATIN: &[u8] = b"aaaaaaaceeeeiiiidnooooo_ouuuuytsaaaaaaaceeeeiiiidnooooo_ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkk_llllllllllnnnnnn_nnoooooooorrrrrrsssssssstttt__uuuuuuuuuuuuwwyyyzzzzzzs\
_______________e________________oo_____________uu___________________dddlllnnnaaiioouuuuuuuuuu_aaaa____ggkkoooo__jdddgg__nnaa____\
aaaaeeeeiiiioooorrrruuuusstt__hh______aaeeooooooooyy____________________________";

/// Base letters of U+1E00–U+1EFF.
const LATIN_ADDITIONAL: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppp\
rrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas____aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiii\
oooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy______";

/// Appends `c` as it counts in a search: one small letter, or several, or none for what is not a letter of its own.
pub(crate) fn push_folded(into: &mut String, c: char) {
    if c.is_ascii() {
        into.push(c.to_ascii_lowercase());
        return;
    }
    let (table, first) = if ('\u{c0}'..='\u{24f}').contains(&c) {
        (LATIN, 0xc0)
    } else if ('\u{1e00}'..='\u{1eff}').contains(&c) {
        (LATIN_ADDITIONAL, 0x1e00)
    } else if is_ignorable(c) || is_apostrophe(c) {
        return;
    } else {
        into.push(small_letter(c));
        return;
    };
    match (c, table.get(c as usize - first)) {
        ('ß', _) => into.push_str("ss"),
        ('æ' | 'Æ', _) => into.push_str("ae"),
        ('œ' | 'Œ', _) => into.push_str("oe"),
        ('þ' | 'Þ', _) => into.push_str("th"),
        (_, Some(&base)) if base != b'_' => into.push(char::from(base)),
        _ => into.push(small_letter(c)),
    }
}

/// Marks that stand inside a word without being letters of it: combining marks, soft hyphens, zero-width characters.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The apostrophes that people and converters write.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{2b9}' | '\u{2bb}' | '`' | '\u{b4}')
}

/// The hyphens and dashes that join words.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}')
}

/// The whole of `text`, folded, apostrophes left out; for names and values that are compared as wholes.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_apostrophe(c)) {
        push_folded(&mut out, if is_hyphen(c) { '-' } else { c });
    }
    out
}

/// Makes classes out of surfaces.
pub(crate) struct Classes {
    stemmer: Stemmer,
}

impl Classes {
    pub(crate) fn new() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English) }
    }

    /// The class of a surface: its stem (Snowball English, M. Porter 2001) in one spelling. Numbers are their own class.
    pub(crate) fn class(&self, surface: &str) -> String {
        if surface.len() < 3 || !surface.bytes().all(|b| b.is_ascii_lowercase()) {
            return surface.to_owned();
        }
        if let Some(family) = super::data::family(surface) {
            // no stem ends so
            return format!("{family}~");
        }
        let base = super::data::base_form(surface).unwrap_or(surface);
        self.stemmer.stem(&one_spelling(base)).into_owned()
    }

    /// What may be the class of a misspelt word: its own, itself, and what is left without an ending.
    pub(crate) fn stems(&self, surface: &str) -> Vec<String> {
        let mut stems = vec![self.class(surface), surface.to_owned()];
        stems.extend(ENDINGS.iter().filter_map(|ending| surface.strip_suffix(ending)).map(str::to_owned));
        stems.sort_unstable();
        stems.dedup();
        stems.retain(|stem| stem.len() > 3);
        stems
    }
}

/// Endings that the words of a class may have, and a class itself seldom has.
pub(crate) const ENDINGS: &[&str] = &[
    "al", "ally", "ance", "ated", "ating", "ation", "ations", "ed", "ence", "er", "ers", "es", "ial", "ic", "ical", "ication",
    "ies", "iness", "ing", "ings", "ion", "ions", "isation", "ity", "ive", "ization", "ment", "ments", "ness", "ous", "s",
];

/// Words whose two spellings follow no rule, British first.
const IRREGULAR: &[(&str, &str)] = &[
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("archaeo", "archeo"),
    ("cheque", "check"),
    ("defence", "defense"),
    ("encyclopaed", "encycloped"),
    ("enrol", "enroll"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("instal", "install"),
    ("jeweller", "jewel"),
    ("judgement", "judgment"),
    ("licence", "license"),
    ("manoeuv", "maneuv"),
    ("mould", "mold"),
    ("offence", "offense"),
    ("paedia", "pedia"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("sceptic", "skeptic"),
    ("skilful", "skillful"),
    ("sulph", "sulf"),
    ("tyre", "tire"),
];

/// Whether an `ae` in a word is an `e` in American spelling: anaesthetic, paediatric, but not aerial.
fn is_one_sound(word: &str, at: usize) -> bool {
    at > 0 || !word.starts_with("aer")
}

/// The word with American endings. Applied to both sides of a comparison, never shown.
fn one_spelling(word: &str) -> String {
    let mut word = word.to_owned();
    for (british, american) in IRREGULAR {
        if word.starts_with(british) && !(american.starts_with(british) && word.starts_with(american)) {
            word.replace_range(..british.len(), american);
            break;
        }
    }
    // ae
    if let Some(at) = word.find("ae").filter(|&at| is_one_sound(&word, at)) {
        word.remove(at);
    }
    // -ise, -yse
    for ending in
        ["ise", "ised", "ises", "ising", "iser", "isers", "isation", "isations", "isational", "yse", "ysed", "yses", "ysing"]
    {
        if let Some(root) = word.strip_suffix(ending)
            && root.len() > 2
        {
            let at = root.len();
            word.replace_range(at + 1..at + 2, "z");
            break;
        }
    }
    // -our
    for ending in [
        "", "s", "ed", "ing", "able", "ably", "al", "ally", "ist", "ite", "ites", "hood", "hoods", "ful", "less", "ly", "er",
        "ers",
    ] {
        if let Some(root) = word.strip_suffix(ending).and_then(|rest| rest.strip_suffix("our"))
            && root.len() > 1
            && root.bytes().any(|b| b"aeiou".contains(&b))
        {
            let at = root.len();
            word.replace_range(at..at + 3, "or");
            break;
        }
    }
    // -re, -ogue, -ll-
    for (ending, other) in [
        ("tre", "ter"),
        ("tres", "ters"),
        ("tred", "tered"),
        ("bre", "ber"),
        ("bres", "bers"),
        ("logue", "log"),
        ("logues", "logs"),
        ("elled", "eled"),
        ("elling", "eling"),
        ("eller", "eler"),
        ("ellers", "elers"),
        ("alled", "aled"),
        ("alling", "aling"),
        ("olled", "oled"),
        ("olling", "oling"),
    ] {
        if let Some(root) = word.strip_suffix(ending)
            && root.len() > 1
            && (!ending.contains("ll") || root.bytes().any(|b| b"aeiou".contains(&b)))
        {
            let at = root.len();
            word.replace_range(at.., other);
            break;
        }
    }
    // fishermen
    if let Some(root) = word.strip_suffix("men").filter(|root| root.len() > 2 && !matches!(*root, "abdo" | "regi" | "speci")) {
        let at = root.len();
        word.replace_range(at.., "man");
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_class() {
        let classes = Classes::new();
        for pair in [
            "privatisation privatizing",
            "organisation organizations",
            "centre centers",
            "neighbouring neighbor",
            "colour colors",
            "labour labor",
            "programme programs",
            "defence defenses",
            "travelled traveling",
            "crisis crises",
            "analysis analyses",
            "analyse analyzing",
            "dialogue dialogs",
            "modernise modernization",
            "fulfil fulfilled",
            "enrolment enrollment",
            "fell falling",
            "built building",
            "women woman",
            "spokesmen spokesman",
            "fishermen fishers",
            "specimen specimens",
            "subsidising subsidy",
            "memoranda memorandum",
            "anaesthetist anesthetists",
            "haemorrhage hemorrhages",
        ] {
            let (a, b) = pair.split_once(' ').expect("a pair");
            assert_eq!(classes.class(a), classes.class(b), "{pair}");
        }
    }

    #[test]
    fn different_classes() {
        let classes = Classes::new();
        for pair in [
            "four for",
            "hour hor",
            "politics police",
            "course cors",
            "call cal",
            "aerial erial",
            "important imports",
            "several severe",
            "goods good",
            "customs custom",
            "minerals miners",
            "terminals terminated",
            "engineers engines",
            "nationalisation nationality",
            "ground grind",
        ] {
            let (a, b) = pair.split_once(' ').expect("a pair");
            assert_ne!(classes.class(a), classes.class(b), "{pair}");
        }
    }

    #[test]
    fn letters_fold_to_the_plain_keyboard() {
        for (from, to) in [
            ("Çelik", "celik"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("Ærø", "aero"),
            ("Nguyễn", "nguyen"),
            ("e\u{301}tat", "etat"),
            ("МОСКВА", "москва"),
        ] {
            assert_eq!(folded(from), to);
        }
    }
}
