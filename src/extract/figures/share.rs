//! Shares and multiples in words: "a third", "three-quarters", "one in five", "tripled", "five times less", "a tenfold increase".

use super::noun::is_closed;
use super::units::Measure;
use crate::extract::numbers::{Setting, Style, amount, ordinal, scale_word, small};
use crate::extract::tokens::{Tokens, among};

/// A share or multiple of tokens `..end`; the value of a share is in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ratio {
    pub end: usize,
    pub value: f64,
    pub measure: Measure,
    pub rule: &'static str,
}

fn share(end: usize, part: f64, whole: f64) -> Option<Ratio> {
    (whole > 0.0).then(|| Ratio { end, value: part * 100.0 / whole, measure: Measure::Share, rule: "share" })
}

fn multiple(end: usize, value: f64) -> Option<Ratio> {
    Some(Ratio { end, value, measure: Measure::Multiple, rule: "multiple" })
}

/// The share or multiple at token `i`; `hedged` says that a hedge stands before it; `free` says whether a token belongs to no date.
pub(super) fn ratio(tokens: &Tokens<'_>, i: usize, hedged: bool, free: &dyn Fn(usize) -> bool) -> Option<Ratio> {
    if let Some(sign) = tokens.sign(i) {
        return vulgar(tokens, i, sign);
    }
    changed(tokens, i)
        .or_else(|| fold(tokens, i, hedged))
        .or_else(|| times(tokens, i))
        .or_else(|| one_in(tokens, i, free))
        .or_else(|| slashed(tokens, i))
        .or_else(|| fraction(tokens, i))
        .or_else(|| half(tokens, i, hedged))
}

/// What "third", "quarter", "fifths" divide by, and whether it is a plural.
fn divisor(word: &str) -> Option<(f64, bool)> {
    if among(word, &["quarter", "quarters"]) {
        return Some((4.0, word.len() > 7));
    }
    if among(word, &["hundredth", "hundredths"]) {
        return Some((100.0, word.len() > 9));
    }
    if let Some(value) = ordinal(word).filter(|value| (3..=20).contains(value)) {
        return Some((f64::from(value), false));
    }
    let value = word.strip_suffix('s').and_then(ordinal).filter(|value| (3..=20).contains(value))?;
    Some((f64::from(value), true))
}

/// "a third", "one quarter", "two-thirds", "three quarters", "¾ of".
fn fraction(tokens: &Tokens<'_>, i: usize) -> Option<Ratio> {
    let article = tokens.any(i, &["a", "one"]);
    let numerator = if article { 1 } else { small(tokens.word(i)).filter(|value| (2..=19).contains(value))? };
    let hyphen = tokens.is_hyphen(i + 1);
    let at = i + 1 + usize::from(hyphen);
    let (whole, plural) = divisor(tokens.word(at))?;
    let end = at + 1;
    if plural != (numerator > 1) || f64::from(numerator) >= whole {
        return None;
    }
    // "a third visit", "a quarter-century", "one third party"
    if tokens.is_hyphen(end) {
        return None;
    }
    if !(plural || hyphen || ends_share(tokens, end)) {
        return None;
    }
    // "a quarter of a million" is a number
    if tokens.phrase(end, "of a").is_some_and(|at| scale_word(tokens.word(at)).is_some()) {
        return None;
    }
    // "a quarter of 2009" is no share, "two thirds majority" is one
    if whole == 4.0
        && tokens.is(end, "of")
        && tokens.numeral(end + 1).is_some_and(|numeral| numeral.digits == 4 && numeral.plain().is_some())
    {
        return None;
    }
    // "one tenth of one per cent"
    let of = tokens.is(end, "of") && (tokens.any(end + 1, &["one", "a"]) || tokens.text(end + 1) == "1");
    if let Some((found, after)) = super::units::unit(tokens, end + 2).filter(|(unit, _)| of && unit.measure == Measure::Percent) {
        let value = f64::from(numerator) / whole * found.factor;
        return Some(Ratio { end: after, value, measure: Measure::Percent, rule: "percent" });
    }
    share(end, f64::from(numerator), whole)
}

/// "¾ of", "⅓".
fn vulgar(tokens: &Tokens<'_>, i: usize, sign: char) -> Option<Ratio> {
    let (part, whole) = match sign {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        _ => return None,
    };
    if tokens.glued(i) && tokens.numeral(i.wrapping_sub(1)).is_some() || super::units::unit(tokens, i + 1).is_some() {
        None
    } else {
        share(i + 1, part, whole)
    }
}

/// "3/4 of the children".
fn slashed(tokens: &Tokens<'_>, i: usize) -> Option<Ratio> {
    let digit =
        |at: usize| tokens.numeral(at).and_then(crate::extract::tokens::Numeral::plain).filter(|value| (1..=10).contains(value));
    let glued =
        tokens.is_sign(i + 1, '/') && tokens.glued(i + 1) && tokens.glued(i + 2) && !tokens.glued(i) && !tokens.glued(i + 3);
    let (part, whole) = (digit(i)?, digit(i + 2)?);
    #[expect(clippy::cast_precision_loss, reason = "at most ten")]
    let (part_value, whole_value) = (part as f64, whole as f64);
    if glued && part < whole && tokens.is(i + 3, "of") { share(i + 3, part_value, whole_value) } else { None }
}

/// Whether what follows "a third" leaves it a share: "of", punctuation, a function word, a comparison, a verb.
fn ends_share(tokens: &Tokens<'_>, i: usize) -> bool {
    let word = tokens.word(i);
    word.is_empty()
        || is_closed(word)
        || tokens.any(
            i,
            &[
                "fewer",
                "less",
                "cheaper",
                "dearer",
                "higher",
                "lower",
                "larger",
                "smaller",
                "greater",
                "live",
                "lived",
                "came",
                "comes",
                "go",
                "goes",
                "went",
                "said",
                "belong",
                "depend",
                "work",
                "worked",
                "remained",
                "owned",
                "held",
                "controlled",
            ],
        )
}

/// Verbs of which a share may be the whole object: "paid half".
const BORNE: &[&str] = &[
    "bear", "borne", "bore", "covered", "cover", "covers", "finance", "financed", "finances", "fund", "funded", "hold", "holds",
    "held", "kept", "lose", "lost", "own", "owned", "owns", "paid", "pay", "pays", "provide", "provided", "provides", "supplied",
    "supplies", "supply", "take", "takes", "took",
];

/// Whether a clause ends before token `i`.
fn closes(tokens: &Tokens<'_>, i: usize) -> bool {
    i >= tokens.len() || matches!(tokens.sign(i), Some('.' | ',' | ';' | ')'))
}

/// "half of", "half the population", "about half", "a half".
fn half(tokens: &Tokens<'_>, i: usize, hedged: bool) -> Option<Ratio> {
    let article = tokens.any(i, &["a", "one"]);
    let at = i + usize::from(article) + usize::from(article && tokens.is_hyphen(i + 1));
    let before = i.wrapping_sub(1);
    // "half-hearted", "two-and-a-half"
    if !tokens.is(at, "half") || tokens.is_hyphen(at + 1) || tokens.is_hyphen(before) && tokens.glued(i) {
        return None;
    }
    let end = at + 1;
    // "the second half of the 1990s", "its northern half"
    if !article
        && !hedged
        && (tokens.any(
            before,
            &[
                "first", "second", "latter", "other", "last", "final", "top", "bottom", "better", "upper", "lower", "the", "and",
                "northern", "southern", "eastern", "western", "this", "each", "either",
            ],
        ) || tokens.is_hyphen(before))
    {
        return None;
    }
    // "half of one per cent"
    let whole = tokens.phrase(end, "of one").or_else(|| tokens.phrase(end, "of a"));
    let is_percent = |at: usize| super::units::unit(tokens, at).is_some_and(|(unit, _)| unit.measure == Measure::Percent);
    if whole.is_some_and(is_percent) {
        return None;
    }
    let numbers = tokens.any(end, &["a", "an"]);
    let of = tokens.any(end, &["of", "the", "its", "their", "his", "her", "our", "all", "these", "those"])
        || tokens.word(end).is_empty() && (hedged || article)
        // "of which NATO could bear half."
        || closes(tokens, end) && tokens.any(before, BORNE);
    // "half the story"
    if tokens.is(end, "the")
        && tokens.any(end + 1, &["answer", "battle", "fun", "job", "problem", "story", "time", "truth", "way", "work"])
    {
        return None;
    }
    let compared = tokens.any(end, &["as", "that"]);
    // "fewer than half ever returned", but "over half term", "about half way"
    let is_free = !tokens.any(end, &["way", "time", "term", "price", "size", "length", "board", "past"])
        && scale_word(tokens.word(end)).is_none()
        && super::units::unit(tokens, end).is_none();
    let by = tokens.is(before, "by") || hedged && is_free && !numbers;
    if numbers || !(of || compared || by || article && ends_share(tokens, end)) {
        return None;
    }
    // "half of 2018"
    if tokens.is(end, "of") && tokens.numeral(end + 1).is_some_and(|numeral| numeral.digits == 4 && numeral.plain().is_some()) {
        return None;
    }
    share(end, 1.0, 2.0)
}

/// Most words of the noun in "one young man in four".
const NOUN: usize = 2;

/// "one in five", "1 in 10", "nine out of ten", "one in every three", "one school in four".
fn one_in(tokens: &Tokens<'_>, i: usize, free: &dyn Fn(usize) -> bool) -> Option<Ratio> {
    let part = amount(tokens, i, Setting::Text).filter(|number| number.is_plain())?;
    // "two Egyptians in three", but "one attack in Mali"
    let is_people = |at: usize| tokens.is_capital(at) && part.style == Style::Words && super::noun::is_plural(tokens.word(at));
    let is_noun =
        |at: &usize| (tokens.word(*at).starts_with(char::is_lowercase) || is_people(*at)) && !is_closed(tokens.word(*at));
    let noun = (part.end..part.end + NOUN).take_while(is_noun).count();
    let after = part.end + noun;
    let out = tokens.phrase(after, "out of");
    // "four of every ten", "nine-in-ten"
    let of_every = tokens.phrase(after, "of every").or_else(|| tokens.phrase(after, "of each"));
    let hyphen = usize::from(noun == 0 && tokens.is_hyphen(after) && tokens.is(after + 1, "in") && tokens.is_hyphen(after + 2));
    let mut at = out.or(of_every).or_else(|| tokens.is(after + hyphen, "in").then_some(after + 1 + 2 * hyphen))?;
    at += usize::from(tokens.is(at, "every"));
    let whole = amount(tokens, at, Setting::Text).filter(|number| number.is_plain() && free(at))?;
    let (low, high) = (part.value(), whole.value());
    let fits = low >= 1.0
        && low < high
        && (out.is_some() && high <= 1000.0
            || low == 1.0 && (3.0..=100_000.0).contains(&high)
            || high <= 10.0 && part.style == Style::Words && whole.style == Style::Words);
    let year = tokens.numeral(at).is_some_and(|numeral| numeral.digits == 4) && out.is_none();
    // "one attack in five days", "two ships in ten ports": no part of a whole
    let counts = noun > 0
        && (!is_closed(tokens.word(whole.end))
            && !tokens.word(whole.end).is_empty()
            && super::noun::is_plural(tokens.word(whole.end))
            || super::units::unit(tokens, whole.end).is_some()
            || whole.has_scale()
            || part.style != Style::Words
            || whole.style != Style::Words);
    if fits && !year && !counts { share(whole.end, low, high) } else { None }
}

/// "doubled", "to triple", "halving", "doubling of".
fn changed(tokens: &Tokens<'_>, i: usize) -> Option<Ratio> {
    const VERBS: &[(&str, f64)] =
        &[("doubl", 2.0), ("tripl", 3.0), ("trebl", 3.0), ("quadrupl", 4.0), ("quintupl", 5.0), ("sextupl", 6.0), ("halv", 0.5)];
    let word = tokens.word(i);
    let letters = |text: &str| word.get(..text.len()).is_some_and(|head| head.eq_ignore_ascii_case(text));
    let (stem, value) = VERBS.iter().find(|(stem, _)| letters(stem))?;
    if tokens.is_hyphen(i + 1) {
        return None;
    }
    let before = i.wrapping_sub(1);
    match word.get(stem.len()..).unwrap_or_default() {
        "ed" | "ing" => multiple(i + 1, *value),
        "es" if !tokens.any(before, &["the", "mixed", "men’s", "women’s"]) => multiple(i + 1, *value),
        "e" => {
            let verb = tokens.any(
                before,
                &[
                    "to", "will", "would", "could", "should", "can", "may", "might", "shall", "must", "not", "than", "nearly",
                    "almost", "roughly", "about", "and",
                ],
            );
            let compared = tokens.any(i + 1, &["the", "that", "those", "its", "their", "what"]);
            // "to double-check", "double standards", "about double digits"
            let noun = super::noun::is_plural(tokens.word(i + 1))
                || tokens.any(i + 1, &["standard", "taxation", "counting", "burden", "role"]);
            if compared || verb && !noun { multiple(i + 1, *value) } else { None }
        }
        _ => None,
    }
}

/// Words that say that something grew or shrank.
fn grows(tokens: &Tokens<'_>, i: usize) -> bool {
    const STEMS: &[&str] = &[
        "increas", "rise", "rose", "risen", "rising", "grow", "grew", "multipl", "expan", "jump", "fell", "fall", "declin",
        "reduc", "decreas", "soar", "surg", "drop", "gain", "shr", "up", "higher", "growth", "rais", "climb", "swell", "swol",
    ];
    let word = tokens.word(i);
    STEMS.iter().any(|stem| word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem)))
}

/// "tenfold", "five-fold increase", "3.5-fold"; "the reasons are threefold" tell of parts.
fn fold(tokens: &Tokens<'_>, i: usize, hedged: bool) -> Option<Ratio> {
    const MOST_PARTS: f64 = 4.0;
    let word = tokens.word(i);
    let (value, end) = if let Some(stem) = word
        .len()
        .checked_sub(4)
        .and_then(|cut| word.get(cut..).filter(|tail| tail.eq_ignore_ascii_case("fold")).and_then(|_| word.get(..cut)))
    {
        (small(stem).map(f64::from).or_else(|| among(stem, &["hundred"]).then_some(100.0))?, i + 1)
    } else {
        let number = amount(tokens, i, Setting::Text)?;
        let at = number.end + usize::from(tokens.is_hyphen(number.end));
        if !tokens.is(at, "fold") {
            return None;
        }
        (number.value(), at + 1)
    };
    let grown = (1..=5)
        .any(|back| grows(tokens, i.wrapping_sub(back)) && tokens.sentence(i.wrapping_sub(back)) == tokens.sentence(i))
        || (end..end + 3).any(|at| grows(tokens, at));
    if grown || hedged || value > MOST_PARTS { multiple(end, value) } else { None }
}

/// "five times less", "twice as high as", "three times the average", "1.5 times", "by a factor of ten", "fell three times".
fn times(tokens: &Tokens<'_>, i: usize) -> Option<Ratio> {
    if let Some(at) = tokens.phrase(i, "a factor of") {
        let number = amount(tokens, at, Setting::Text)?;
        return multiple(number.end, number.value());
    }
    let twice = tokens.any(i, &["twice", "thrice"]);
    let (value, mut end, decimal) = if twice {
        (if tokens.is(i, "twice") { 2.0 } else { 3.0 }, i + 1, false)
    } else {
        let number = amount(tokens, i, Setting::Text)?;
        let sign = tokens.glued(number.end)
            && (tokens.is(number.end, "x") || tokens.is_sign(number.end, '×'))
            && tokens.numeral(number.end + 1).is_none();
        if !(sign || tokens.is(number.end, "times")) {
            return None;
        }
        (number.value(), number.end + 1, number.style == Style::Marked || sign)
    };
    let compared = tokens.any(
        end,
        &[
            "as", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "greater", "bigger", "faster", "slower",
            "longer", "shorter", "cheaper", "deeper", "stronger", "worse", "better", "above", "below", "costlier", "dearer",
            "denser", "heavier", "likelier", "poorer", "quicker", "richer", "safer", "taller", "thicker", "warmer", "weaker",
            "wider",
        ],
    );
    let against = tokens.any(end, &["the", "that", "those", "its", "their", "what", "over"])
        && !tokens.any(end + 1, &["past", "last", "previous", "next", "first", "same", "years"]);
    let grown = !twice
        && (1..=4).any(|back| grows(tokens, i.wrapping_sub(back)) && tokens.sentence(i.wrapping_sub(back)) == tokens.sentence(i));
    if !(compared || against || decimal || grown) {
        return None;
    }
    if tokens.any(end, &["more", "less", "fewer", "higher", "lower", "larger", "smaller", "greater", "faster"]) {
        end += 1;
    }
    multiple(end, value)
}
