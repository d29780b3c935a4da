//! A sentence as words with what stands between them, and the small questions asked of it.

use std::borrow::Cow;

use crate::document::{Block, BlockKind, Document};
use crate::extract::tokens::Tokens;
use crate::text::{Span, words};

use super::lexicon::is;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A blank, a hyphen, a quotation mark.
    Plain,
    /// A comma or a spaced dash; none inside brackets counts.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon, or the sentence's beginning.
    Stop,
}

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    /// As it stands, without a possessive ending.
    pub text: &'a str,
    /// In small letters.
    pub lower: Cow<'a, str>,
    /// Its bytes in the block's text.
    pub span: Span,
    /// What stands before it.
    pub before: Gap,
    /// Whether it is a possessive (Moscow’s, states’).
    pub possessive: bool,
    /// What stands between it and the word before, to the letter.
    pub joint: &'a str,
}

impl Token<'_> {
    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of each sentence of a block, in order.
pub(crate) type Clauses<'a> = Vec<Vec<Token<'a>>>;

/// The words of every sentence of each block; of none in quotations, tables and notes, where the paper itself does not speak.
pub(crate) fn clauses<'a>(document: &'a Document, tokens: &[Tokens<'_>]) -> Vec<Clauses<'a>> {
    let of = |(block, read): (&'a Block, &Tokens<'_>)| match block.kind {
        BlockKind::Quote | BlockKind::Table | BlockKind::Footnote => Vec::new(),
        _ => read.sentences().iter().map(|&sentence| self::tokens(&block.text, sentence)).collect(),
    };
    document.blocks.iter().zip(tokens).map(of).collect()
}

/// The most words of a sentence that are read: each is looked at once for every verb, so a text without points stays linear.
const LONGEST: usize = 300;

/// The words of the sentence that `sentence` names in `text`, no more than 300.
pub(crate) fn tokens(text: &str, sentence: Span) -> Vec<Token<'_>> {
    let slice = sentence.of(text);
    let mut from = 0;
    let mut depth = 0_usize;
    let mut result: Vec<Token> = Vec::new();
    for word in words(slice).take(LONGEST) {
        let between = slice.get(from..word.span.start).unwrap_or_default();
        let joint = between;
        let inside = depth > 0;
        let is_blank = between == " ";
        depth += if is_blank { 0 } else { between.matches(['(', '[']).count() };
        depth = depth.saturating_sub(if is_blank { 0 } else { between.matches([')', ']']).count() });
        // what follows the closing bracket counts, what stands in brackets does not
        let between = between.rsplit([')', ']']).next().unwrap_or_default();
        let before = if is_blank && !result.is_empty() {
            Gap::Plain
        } else if result.is_empty() || (between.contains(';') && depth == 0) {
            Gap::Stop
        } else if depth > 0 || (inside && between.trim().is_empty()) {
            Gap::Plain
        } else if between.contains(':') {
            Gap::Colon
        } else if between.contains([',', '—']) || between.contains(" – ") {
            Gap::Comma
        } else {
            Gap::Plain
        };
        from = word.span.end;
        let form = word.of(slice);
        let bare = form.strip_suffix("’s").or_else(|| form.strip_suffix("'s"));
        let after = slice.get(from..).unwrap_or_default();
        let possessive = bare.is_some() || (form.ends_with('s') && after.starts_with(['’', '\'']) && !after.starts_with("’,"));
        let token = bare.unwrap_or(form);
        let start = sentence.start + word.span.start;
        result.push(Token {
            text: token,
            lower: lower(token),
            span: Span::new(start, start + form.len()),
            before,
            possessive,
            joint,
        });
    }
    result
}

/// The word in small letters: most are.
fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// The word at `at`, in small letters; empty past the end.
pub(crate) fn at<'a>(tokens: &'a [Token], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| &token.lower)
}

/// Whether the words of `phrase` stand at `from`.
pub(crate) fn has_phrase(tokens: &[Token], from: usize, phrase: &str) -> bool {
    phrase.split(' ').enumerate().all(|(nth, word)| at(tokens, from + nth) == word)
}

/// The first position from `from` on that is no adverb.
pub(crate) fn after_adverbs(tokens: &[Token], mut from: usize) -> usize {
    const ADVERBS: &[&str] = &[
        "addition",
        "again",
        "all",
        "already",
        "also",
        "always",
        "at",
        "best",
        "better",
        "both",
        "even",
        "first",
        "further",
        "however",
        "in",
        "indeed",
        "instead",
        "just",
        "least",
        "more",
        "never",
        "nevertheless",
        "nonetheless",
        "not",
        "now",
        "once",
        "otherwise",
        "perhaps",
        "rather",
        "soon",
        "still",
        "then",
        "therefore",
        "thus",
        "together",
        "too",
        "well",
    ];
    const VERBS: &[&str] = &["ally", "apply", "comply", "imply", "likely", "multiply", "rely", "reply", "supply", "unlikely"];
    loop {
        let word = at(tokens, from);
        let is_adverb = word.len() > 4 && word.ends_with("ly") && !VERBS.contains(&word);
        if !is_adverb && !ADVERBS.contains(&word) {
            return from;
        }
        from += 1;
    }
}

/// Whether a word looks like a past participle.
pub(super) fn is_participle(word: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "begun",
        "borne",
        "broken",
        "brought",
        "built",
        "cut",
        "dealt",
        "done",
        "drawn",
        "foreseen",
        "found",
        "given",
        "held",
        "kept",
        "known",
        "led",
        "left",
        "lent",
        "lost",
        "made",
        "met",
        "overcome",
        "paid",
        "put",
        "seen",
        "sent",
        "set",
        "shown",
        "sought",
        "spent",
        "taken",
        "taught",
        "told",
        "understood",
        "undertaken",
        "withdrawn",
        "won",
        "written",
    ];
    (word.len() > 3 && word.ends_with("ed")) || IRREGULAR.contains(&word)
}

/// The first token of the clause's subject, looked for from the finite verb at `verb` backwards.
///
/// A subject begins after the last comma or stop before the verb, or after a conjunction that opens a clause; commas around an
/// insertion (the EU, which is distant, must), and the commas of an enumeration that "between" opens, do not count.
pub(crate) fn subject_start(tokens: &[Token], verb: usize) -> usize {
    const CONJUNCTIONS: &[&str] = &[
        "although", "because", "but", "how", "if", "since", "so", "that", "though", "unless", "when", "where", "whereas",
        "whether", "while", "why",
    ];
    let mut start = verb;
    let far = verb.saturating_sub(60);
    while start > far
        && !tokens.get(start).is_some_and(|token| token.before != Gap::Plain)
        && !CONJUNCTIONS.contains(&at(tokens, start - 1))
    {
        start -= 1;
    }
    if let Some(antecedent) = antecedent(tokens, start).filter(|_| start < verb) {
        start = antecedent;
    }
    let breaks = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.before, Gap::Stop | Gap::Colon)) || at == 0;
    let segment_before = |at: usize| {
        (at.saturating_sub(60)..at).rev().find(|&i| tokens.get(i).is_some_and(|token| token.before != Gap::Plain)).unwrap_or(0)
    };
    // ", at the local level should": what stands between the commas belongs to the subject before it
    for _ in 0..3 {
        let is_middle = tokens.get(start).is_some_and(|token| token.before == Gap::Comma) && start < verb;
        if !is_middle || !opens_insertion(at(tokens, start)) {
            break;
        }
        start = segment_before(start);
    }
    // the verb right after a comma: an insertion ends there
    if start == verb && !breaks(start) && tokens.get(verb).is_some_and(|token| token.before == Gap::Comma) {
        let mut insertion = segment_before(start);
        // insertions can follow one another: mechanisms, joined by commissions, led by both, might
        for _ in 0..3 {
            if breaks(insertion) {
                return insertion;
            }
            insertion = segment_before(insertion);
            if !opens_insertion(at(tokens, insertion)) {
                break;
            }
        }
        return insertion;
    }
    // "between the EU, Russia and Central Asia": the enumeration is one phrase
    if !breaks(start) && tokens.get(start..verb).is_some_and(|subject| subject.iter().any(|token| token.lower == "and")) {
        let mut back = start;
        for _ in 0..4 {
            if breaks(back) {
                break;
            }
            let before = segment_before(back);
            if tokens.get(before..start).is_some_and(|part| part.iter().any(|token| token.lower == "between")) {
                return before;
            }
            back = before;
        }
    }
    start
}

/// Where the noun begins that a relative clause from `start` on tells more of: "states that sell arms should", but not "he said that
/// states should". The verb after "that" agrees with the noun before it, and nothing but the noun stands before that in its clause.
fn antecedent(tokens: &[Token], start: usize) -> Option<usize> {
    const MOST: usize = 4;
    const VERBS: &[&str] = &["follows", "implies", "indicates", "means", "proves", "shows", "suggests"];
    let that = start
        .checked_sub(1)
        .filter(|&that| at(tokens, that) == "that" && tokens.get(that).is_some_and(|token| token.before == Gap::Plain))?;
    let first = (that.saturating_sub(MOST)..that)
        .rev()
        .find(|&k| k == 0 || tokens.get(k).is_some_and(|token| token.before != Gap::Plain))
        .filter(|&first| first < that)?;
    let noun = at(tokens, that - 1);
    // "the minister states that", but "member states that"
    const KINDS: &[&str] =
        &["all", "coastal", "island", "many", "member", "most", "neighbouring", "other", "riparian", "these", "those"];
    let are_states = noun == "states" && (first + 1 == that || KINDS.contains(&at(tokens, that - 2)));
    let tells = !are_states && (is("report", noun) || is("report", stem_of_report(noun)) || VERBS.contains(&noun));
    let pronoun =
        |k: usize| matches!(at(tokens, k), "he" | "i" | "it" | "she" | "they" | "this" | "we" | "who" | "is" | "so" | "now");
    let is_plural = noun.ends_with('s') && noun.len() > 3;
    let is_each = matches!(at(tokens, first), "any" | "each" | "every" | "no");
    let verb = at(tokens, start);
    let agrees = verb.ends_with('s') != (is_plural && !is_each);
    let is_verb = !matches!(
        verb,
        "a" | "all" | "an" | "any" | "both" | "each" | "every" | "it" | "its" | "no" | "the" | "their" | "they" | "we"
    ) && tokens.get(start).is_some_and(|token| !token.is_capital());
    ((is_plural || is_each) && !tells && !(first..that).any(pronoun) && agrees && is_verb).then_some(first)
}

/// Whether a phrase between commas that begins with this word is no subject.
fn opens_insertion(word: &str) -> bool {
    const OPENING: &[&str] = &[
        "across",
        "along",
        "as",
        "at",
        "especially",
        "from",
        "in",
        "including",
        "like",
        "notably",
        "of",
        "on",
        "such",
        "together",
        "under",
        "where",
        "which",
        "who",
        "whose",
        "with",
        "within",
    ];
    OPENING.contains(&word) || is_participle(word) || (word.len() > 5 && word.ends_with("ing"))
}

/// Whether what stands before `verb` makes its clause somebody else's view, or a condition.
pub(crate) fn is_reported_or_conditional(tokens: &[Token], subject: usize, verb: usize) -> bool {
    // inverted: "should radical Islam start to …", "were the crisis to …"
    if subject == verb {
        return true;
    }
    let before = tokens.get(..subject).unwrap_or_default();
    let opener = before.last().map_or("", |token| &token.lower);
    if matches!(opener, "if" | "unless" | "whether") || matches!(at(tokens, subject), "if" | "unless" | "whether") {
        return true;
    }
    // others' views: "he argued that the EU should"; the authors' own (we, this paper) stand
    let clause: Vec<&str> = before.iter().rev().take(14).map(|token| &*token.lower).collect();
    let own =
        clause.iter().any(|word| matches!(*word, "we" | "paper" | "report" | "study" | "brief" | "author" | "authors" | "i"));
    let tells = |word: &str| is("report", word) || is("report", stem_of_report(word));
    !own && opener == "that" && clause.iter().skip(1).take(8).any(|word| tells(word))
}

/// The base form of a reporting verb's inflections, roughly.
fn stem_of_report(word: &str) -> &str {
    if let Some(base) = word.strip_suffix("s").filter(|base| is("report", base)) {
        return base;
    }
    for end in ["ed", "d", "ing", "es"] {
        if let Some(base) = word.strip_suffix(end).filter(|base| is("report", base)) {
            return base;
        }
    }
    match word {
        "said" => "say",
        "denied" | "denies" => "deny",
        "thought" => "think",
        "felt" => "feel",
        "held" => "hold",
        "arguing" => "argue",
        "believing" => "believe",
        _ => word,
    }
}
