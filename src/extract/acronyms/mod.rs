//! Acronyms: where each is explained, its long form, and every use; a glossary for those that the paper never explains.
//!
//! Definitions in brackets are found as Schwartz & Hearst (2003), "A simple algorithm for identifying abbreviation definitions in
//! biomedical text", find them; `expand` aligns letters with words more strictly than they do.

mod expand;
pub(crate) mod glossary;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::tokens::{Tokens, unpossessive};
use super::{Certainty, Place, Scalars};
use crate::document::{Block, BlockKind, Document};
use crate::text::Span;

/// Where a long form comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The paper explains it.
    Document,
    /// The paper does not; Lectern's glossary does.
    Glossary,
}

/// An acronym, its long form and its uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// The short form, as it is explained.
    pub short: String,
    /// The long form.
    pub long: String,
    /// The long form's place where the paper explains it.
    pub defined_in: Option<Place>,
    /// Every place of the short form (its plural included), in reading order.
    pub uses: Vec<Place>,
    /// Where the long form comes from.
    pub origin: Origin,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the long form is.
    pub certainty: Certainty,
}

impl Acronym {
    /// Its JSON, with offsets in Unicode scalar values of the blocks' texts.
    pub fn to_json(&self, scalars: &Scalars<'_>) -> Value {
        let uses = self.uses.iter().map(|&place| scalars.place(place));
        json!({
            "short": self.short,
            "long": self.long,
            "defined_in": self.defined_in.map(|place| place.block.to_string()),
            "uses": uses.collect::<Vec<_>>(),
            "added": self.origin == Origin::Glossary,
            "rule": self.rule,
            "certainty": self.certainty.name(),
        })
    }
}

/// All acronyms of a document, sorted by their short forms.
pub fn acronyms(document: &Document) -> Vec<Acronym> {
    read(document, &Tokens::of(document))
}

/// The same, from the tokens of the blocks.
pub(super) fn read(document: &Document, tokens: &[Tokens<'_>]) -> Vec<Acronym> {
    let mut found: BTreeMap<String, Acronym> = BTreeMap::new();
    for block in &document.blocks {
        for definition in definitions(block) {
            let better = |known: &Acronym| known.certainty == Certainty::Guess && definition.certainty != Certainty::Guess;
            if found.get(&definition.short).is_none_or(better) {
                found.insert(definition.short.clone(), definition);
            }
        }
    }
    gather_uses(document, tokens, &mut found);
    found.into_values().collect()
}

/// A form under which an acronym is used.
struct Form {
    text: String,
    short: String,
}

/// Finds every use, and adds the acronyms that only the glossary knows.
fn gather_uses(document: &Document, tokens: &[Tokens<'_>], found: &mut BTreeMap<String, Acronym>) {
    // By its first token's text, and by that of a plural: "G5" leads to "G5 Sahel".
    let mut heads: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for short in found.keys() {
        // "NGOs" is used as "NGO", too.
        let singular = short.strip_suffix('s').filter(|body| body.ends_with(char::is_uppercase));
        for form in [Some(short.as_str()), singular].into_iter().flatten() {
            let form = Form { text: form.to_owned(), short: short.clone() };
            heads.entry(Tokens::new(&form.text).text(0).to_owned()).or_default().push(form);
        }
    }
    for (block, tokens) in document.blocks.iter().zip(tokens) {
        let mut past = 0;
        for i in 0..tokens.len() {
            let Some(token) = tokens.get(i).filter(|token| token.span.start >= past) else { continue };
            let word = unpossessive(tokens.text(i));
            if !word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()) {
                // "mRNA" and the like are looked up all the same where the paper explains them.
                if !heads.contains_key(word) {
                    continue;
                }
            }
            let singular = word.strip_suffix('s').unwrap_or(word);
            let rest = block.text.get(token.span.start..).unwrap_or_default();
            let known = [word, singular]
                .iter()
                .filter_map(|head| heads.get(*head))
                .flatten()
                .filter(|form| begins_with(rest, &form.text))
                .max_by_key(|form| form.text.len());
            let mut place = |length: usize| {
                let span = Span::new(token.span.start, token.span.start + length);
                past = span.end;
                Place { block: block.id, span }
            };
            if let Some(form) = known {
                let used = place(form.text.len());
                if let Some(acronym) = found.get_mut(&form.short) {
                    acronym.uses.push(used);
                }
            } else if let Some((short, long)) = glossary::find(rest, word, singular).filter(|(short, _)| begins_with(rest, short))
            {
                let used = place(short.len());
                let acronym = found.entry(short.to_owned()).or_insert_with(|| Acronym {
                    short: short.to_owned(),
                    long: long.to_owned(),
                    defined_in: None,
                    uses: Vec::new(),
                    origin: Origin::Glossary,
                    rule: "glossary",
                    certainty: Certainty::Guess,
                });
                acronym.uses.push(used);
                heads
                    .entry(Tokens::new(short).text(0).to_owned())
                    .or_default()
                    .push(Form { text: short.to_owned(), short: short.to_owned() });
            }
        }
    }
}

/// Whether `text` begins with `short`, not as a part of a longer word; a plural is no longer word.
fn begins_with(text: &str, short: &str) -> bool {
    let Some(rest) = text.strip_prefix(short) else { return false };
    let rest = rest.strip_prefix('s').filter(|rest| !rest.starts_with(char::is_alphanumeric)).unwrap_or(rest);
    // "US$" is money
    !rest.starts_with(|next: char| next.is_alphanumeric() || next == '$')
}

/// The definitions that a block holds, in order.
fn definitions(block: &Block) -> Vec<Acronym> {
    let text = block.text.as_str();
    let mut found = Vec::new();
    let define = |short: &str, long: Span, rule: &'static str, certainty: Certainty| Acronym {
        short: short.to_owned(),
        long: long.of(text).to_owned(),
        defined_in: Some(Place { block: block.id, span: long }),
        uses: Vec::new(),
        origin: Origin::Document,
        rule,
        certainty,
    };
    for (open, inner) in brackets(text) {
        let body = inner.of(text);
        if let Some(short) = short_in(body)
            && let Some((start, certainty)) = expand::before(text, open, short)
        {
            let long = trimmed(text, start, open);
            if !long.is_empty() {
                found.push(define(short, long, "long form (short form)", certainty));
                continue;
            }
        }
        // "billion cubic metres (bcm)"
        if let Some(start) = expand::small_before(text, open, body) {
            found.push(define(body, trimmed(text, start, open), "long form (short form)", Certainty::Exact));
            continue;
        }
        // "(Jama’at Nusrat al-Islam wal-Muslimin, JNIM)"
        if let Some((head, last)) = body.rsplit_once(", ").filter(|(_, last)| is_short(last)) {
            let end = inner.start + head.len();
            if let Some(start) = expand::exact_before(text, end, last).filter(|start| *start >= inner.start) {
                found.push(define(last, trimmed(text, start, end), "(long form, short form)", Certainty::Rule));
                continue;
            }
        }
        // "Quadrilateral Security Dialogue (Quad)"
        if let Some(start) = expand::clipped(text, open, body) {
            found.push(define(body, trimmed(text, start, open), "long form (first syllables)", Certainty::Rule));
            continue;
        }
        // "University of the Arctic (UArctic)"
        if let Some(start) = expand::compound(text, open, body) {
            found.push(define(body, trimmed(text, start, open), "long form (initials and last word)", Certainty::Rule));
            continue;
        }
        // "Lao People’s Democratic Republic (Lao PDR)"
        if let Some(start) = expand::headed(text, open, body) {
            found.push(define(body, trimmed(text, start, open), "long form (first word and initials)", Certainty::Rule));
            continue;
        }
        if let Some((short, long)) = reversed(text, open, inner) {
            found.push(define(short, long, "short form (long form)", Certainty::Rule));
        }
    }
    for (short, long) in appositions(text) {
        found.push(define(short, long, "long form, or short form", Certainty::Rule));
    }
    for (short, long) in explanations(text) {
        found.push(define(short, long, "short form, the long form", Certainty::Rule));
    }
    if let Some((short, long, rule)) = listed(block) {
        found.push(define(short, long, rule, Certainty::Rule));
    }
    if block.kind == BlockKind::Table {
        for (short, long) in rows(text) {
            found.push(define(short, long, "table of abbreviations", Certainty::Rule));
        }
    }
    found
}

/// The round brackets of a text, innermost and at most 160 bytes long: the opening bracket's byte, and what is inside.
fn brackets(text: &str) -> Vec<(usize, Span)> {
    let (mut found, mut open) = (Vec::new(), None);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => open = Some(at),
            ')' | ']' => {
                if let Some(open) = open.take().filter(|open| at - open <= 160 && at > open + 1) {
                    found.push((open, Span::new(open + 1, at)));
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether `text` has the looks of a short form: two to twelve letters and digits, most of the letters capitals.
pub(super) fn is_short(text: &str) -> bool {
    let body = text.strip_suffix('s').filter(|body| body.ends_with(char::is_uppercase)).unwrap_or(text);
    let letters = body.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = body.chars().filter(|letter| letter.is_uppercase()).count();
    let digits = body.chars().filter(char::is_ascii_digit).count();
    let plain = body.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '/' | '&' | '–' | '.'));
    let length = body.chars().count();
    let first = body.chars().next().is_some_and(|letter| letter.is_alphabetic());
    let enough = capitals >= 2 && capitals * 2 >= letters || capitals == 1 && digits > 0 && letters == 1;
    plain && first && (2..=12).contains(&length) && enough && !is_roman(body) && !is_unit(body)
}

fn is_roman(text: &str) -> bool {
    text.bytes().all(|byte| b"IVX".contains(&byte))
}

/// Units of measure stand in brackets too, after their names; but TEU is short for its words.
fn is_unit(text: &str) -> bool {
    if text.len() > 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let tokens = Tokens::new(text);
    super::figures::units::unit(&tokens, 0).is_some_and(|(_, end)| end == tokens.len())
}

/// The short form that brackets hold: "CIS", "‘CIS’", "hereafter CIS", "CSTO, or ODKB", "NGOs".
fn short_in(body: &str) -> Option<&str> {
    let mut text = body.split([',', ';', '=']).next().unwrap_or_default().trim();
    for lead in [
        "hereafter",
        "henceforth",
        "hereinafter",
        "known as",
        "also known as",
        "or",
        "the",
        "abbreviated",
        "in short",
        "i.e.",
        "formerly",
    ] {
        if let Some(rest) = text.strip_prefix(lead).filter(|rest| rest.starts_with([' ', ':', ','])) {
            text = rest.trim_start_matches([' ', ':', ',']);
        }
    }
    let quotes = ['‘', '’', '“', '”', '"', '\''];
    let text = text.trim_matches(quotes).trim();
    let mut words = text.split(' ');
    let (first, second, third) = (words.next().unwrap_or_default(), words.next(), words.next());
    match (second, third) {
        (None, _) => is_short(first).then_some(first),
        // "EUTM Mali", "G5 Sahel", "EU NAVFOR"
        (Some(second), None) => (is_short(first) && second.starts_with(char::is_uppercase)).then_some(text),
        _ => is_short(first).then_some(first).filter(|_| matches!(second, Some("in" | "or" | "by" | "for" | "from"))),
    }
}

/// The long form without blanks, quotes and commas around it.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let raw = text.get(start..end).unwrap_or_default();
    let body = raw.trim_end_matches([' ', '\u{a0}', ',', '’', '”', '"', '\'', '–', '-']);
    let body = body.strip_suffix("’s").or_else(|| body.strip_suffix("'s")).unwrap_or(body);
    let front = body.len() - body.trim_start_matches([' ', '‘', '“', '"', '\'']).len();
    Span::new(start + front, start + body.len())
}

/// How many characters before a bracket its short form may begin: more than any has, with its quotation marks.
const REACH: usize = 40;

/// "CSTO (Collective Security Treaty Organisation)": the word before the brackets, and the long form inside.
fn reversed(text: &str, open: usize, inner: Span) -> Option<(&str, Span)> {
    let before = text.get(..open)?.trim_end();
    // no further back than a short form can reach: a text may have no blank at all
    let parts = |letter: char| matches!(letter, ' ' | '\u{a0}' | '(' | '‘' | '“' | '"' | '|');
    let near = before.char_indices().rev().take(REACH).take_while(|(_, letter)| !parts(*letter));
    let start = near.last().map_or(before.len(), |(at, _)| at);
    let short = before.get(start..)?.trim_end_matches(['’', '”', '"']);
    if !is_short(short) {
        return None;
    }
    let body = inner.of(text);
    // The long form ends where a remark begins.
    let ends = body.match_indices([',', ';', ':']).map(|(at, _)| at).chain([body.len()]);
    for end in ends.collect::<Vec<_>>().into_iter().rev() {
        let long = trimmed(text, inner.start, inner.start + end);
        let skip = ["the ", "The ", "or ", "i.e. ", "formerly "]
            .iter()
            .find(|lead| long.of(text).starts_with(**lead))
            .map_or(0, |lead| lead.len());
        let long = Span::new(long.start + skip, long.end);
        if long.of(text).contains(' ') && (expand::whole(text, long, short) || expand::ends_in(text, long, short)) {
            return Some((short, long));
        }
    }
    None
}

/// What stands between a short form and its long form behind it.
const EXPLAINING: [&str; 5] = [", the ", ", short for ", " stands for ", " – ", " — "];

/// The most words of a long form that no bracket closes, and the most bytes.
const LONGEST: usize = 12;
const MOST_BYTES: usize = 160;

/// "AfCFTA, the African Continental Free Trade Area", "DFI stands for development finance institution": three letters or more, each of
/// which begins a word.
fn explanations(text: &str) -> Vec<(&str, Span)> {
    let mut found = Vec::new();
    for (lead, at) in EXPLAINING.iter().flat_map(|lead| text.match_indices(lead).map(move |(at, _)| (lead, at))) {
        let before = text.get(..at).unwrap_or_default();
        let near = before.char_indices().rev().take(REACH).take_while(|(_, letter)| letter.is_alphanumeric() || *letter == '-');
        let short = near.last().and_then(|(start, _)| before.get(start..)).unwrap_or_default();
        if !is_short(short) || short.chars().filter(|letter| letter.is_uppercase()).count() < 3 {
            continue;
        }
        let start = at + lead.len();
        let rest = text.get(start..).unwrap_or_default();
        let near = rest.char_indices().take_while(|&(at, c)| at < MOST_BYTES && !";.:()|–—".contains(c)).last();
        let rest = rest.get(..near.map_or(0, |(at, c)| at + c.len_utf8())).unwrap_or_default();
        let ends = rest.match_indices(' ').map(|(end, _)| end).chain([rest.len()]).take(LONGEST);
        let mut longs = ends.map(|end| trimmed(text, start, start + end)).filter(|long| long.of(text).contains(' '));
        let is_exact = |long: &Span| {
            let exact = expand::exact_before(text, long.end, short);
            exact.or_else(|| expand::small_before(text, long.end, short)) == Some(long.start)
        };
        // else all that stands before the next comma
        let phrase = trimmed(text, start, start + rest.find(',').unwrap_or(rest.len()));
        let is_whole = |long: &Span| {
            let says = lead.ends_with("for ") || long.of(text).starts_with(char::is_uppercase);
            says && long.of(text).split(' ').count() <= LONGEST && expand::whole(text, *long, short)
        };
        found.extend(longs.find(is_exact).or(Some(phrase).filter(is_whole)).map(|long| (short, long)));
    }
    found
}

/// "the North Atlantic Treaty Organisation, or NATO, is", "the International Energy Agency, IEA, says", "the National Oil Corporation or
/// NOC".
fn appositions(text: &str) -> Vec<(&str, Span)> {
    let mut found = Vec::new();
    let commas = text.match_indices(", ").map(|(at, _)| (at, at + 2));
    let bare = text.match_indices(" or ").map(|(at, _)| (at, at + 1));
    for (at, after) in commas.chain(bare) {
        let rest = text.get(after..).unwrap_or_default();
        let named = ["or ", "known as ", "called ", "abbreviated ", "better known as ", "in short "];
        let named = named.iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
        let length =
            named.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '/' | '&'))).unwrap_or(named.len());
        let short = named.get(..length).unwrap_or_default();
        let closed = named.get(length..).is_some_and(|tail| tail.starts_with([',', '.', ';']) || named.len() < rest.len());
        if closed
            && is_short(short)
            && let Some(start) = expand::exact_before(text, at, short)
        {
            found.push((short, trimmed(text, start, at)));
        }
    }
    found
}

/// A block of a list of abbreviations: "CIS – Commonwealth of Independent States", "CIS: …".
fn listed(block: &Block) -> Option<(&str, Span, &'static str)> {
    let text = block.text.as_str();
    let (short, rest) = text.split_once([' ', ':', '\t'])?;
    if !is_short(short) {
        return None;
    }
    let from = text.len() - rest.trim_start_matches([' ', '–', '—', '-', ':', '=', '\t']).len();
    let long = trimmed(text, from, text.trim_end_matches(['.', ';']).len());
    let marked = text.get(short.len()..from).is_some_and(|gap| gap.contains(['–', '—', '-', ':', '=', '\t']));
    let words = long.of(text).split(' ').count();
    (marked && words <= 14 && expand::whole(text, long, short)).then_some((short, long, "list of abbreviations"))
}

/// The rows of a table of abbreviations: a cell with a short form, then one with its long form.
fn rows(text: &str) -> Vec<(&str, Span)> {
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in text.split('|') {
        cells.push(trimmed(text, at, at + cell.len()));
        at += cell.len() + 1;
    }
    let pairs = cells.windows(2).filter_map(|pair| match pair {
        [short, long]
            if is_short(short.of(text)) && long.of(text).contains(' ') && expand::whole(text, *long, short.of(text)) =>
        {
            Some((short.of(text), *long))
        }
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
mod tests;
