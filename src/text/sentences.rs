//! Sentences.

use super::Span;

/// Short forms with a point that a name or a further word always follows.
const NEVER_LAST: &[&str] = &[
    "Adm", "Amb", "Brig", "Capt", "Cdr", "Col", "Dr", "Drs", "Gen", "Gov", "H.E", "Hon", "Lt", "Maj", "Messrs", "Mr", "Mrs",
    "Ms", "Mt", "Pres", "Prof", "Rep", "Rev", "Sen", "Sgt", "St", "approx", "ca", "cf", "e.g", "eds", "esp", "i.e", "incl",
    "resp", "viz", "vs",
];

/// Short forms with a point that go on where a digit (or a roman numeral) follows.
const BEFORE_NUMBER: &[&str] = &[
    "App", "Apr", "Art", "Arts", "Aug", "Ch", "Chap", "Dec", "Doc", "Feb", "Fig", "Figs", "Jan", "Jul", "Jun", "Mar", "No",
    "Nos", "Nov", "Oct", "Para", "Res", "Sec", "Sep", "Sept", "Vol", "art", "c", "ch", "fig", "no", "nos", "p", "para", "paras",
    "pp", "sec", "vol",
];

/// Words that begin a sentence far oftener than a name: they tell the end after `U.S.` and the like.
const STARTERS: &[&str] = &[
    "A", "After", "Although", "An", "And", "As", "At", "But", "By", "For", "From", "He", "Her", "His", "However", "If", "In",
    "It", "Its", "Many", "More", "Most", "No", "On", "Other", "She", "Since", "Some", "Such", "That", "The", "Their", "There",
    "These", "They", "This", "Those", "Thus", "To", "Under", "We", "What", "When", "While", "With", "Yet",
];

fn closes(c: char) -> bool {
    matches!(c, '’' | '”' | '"' | '\'' | ')' | ']' | '»' | '›')
}

fn opens(c: char) -> bool {
    matches!(c, '‘' | '“' | '"' | '\'' | '(' | '[' | '«' | '‹' | '„' | '—' | '–' | '•')
}

/// The sentences of a text, in order, without the white space between them; together they hold all that is not white space.
///
/// A sentence ends at `.`, `!`, `?` or `…`, after the quotes and brackets that close there, where white space and no small letter
/// follow; not after titles, initials, `e.g.`, `No. 3`, nor after `U.S.` unless a word follows that commonly begins sentences.
/// The borders of a table's cells (` | `) end one, too.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let raw = text.get(start..end).unwrap_or_default();
        let lead = raw.len() - raw.trim_start().len();
        let body = raw.trim();
        if !body.is_empty() {
            spans.push(Span::new(start + lead, start + lead + body.len()));
        }
    };
    // the bytes that the signs begin with: '…' has three
    let is_sign = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'|' | 0xe2);
    let mut from = 0;
    while let Some(at) = text.as_bytes().get(from..).and_then(|rest| rest.iter().position(is_sign)).map(|found| from + found) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let mut end = at + c.len_utf8();
        from = end;
        let after = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
        if c == '|' && text.get(..at).is_some_and(|before| before.ends_with(' ')) && after(end) == Some(' ') {
            push(start, at);
            start = at + 1;
            continue;
        }
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        while let Some(c) = after(end).filter(|&c| closes(c) || matches!(c, '.' | '!' | '?' | '…')) {
            end += c.len_utf8();
        }
        from = end;
        if !after(end).is_some_and(char::is_whitespace) {
            continue;
        }
        let after = text.get(end..).unwrap_or_default().trim_start();
        let closed_plainly = c == '.' && end == at + 1;
        if begins_sentence(after) && !(closed_plainly && goes_on_after_point(text.get(..at).unwrap_or_default(), after)) {
            push(start, end);
            start = end;
        }
    }
    push(start, text.len());
    spans
}

/// Whether `text` can begin a sentence: no small letter and no punctuation comes first.
fn begins_sentence(text: &str) -> bool {
    let bare = text.trim_start_matches(opens);
    // a name in small letters (iPhone) is rarer by far than a sentence that goes on
    bare.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()) || bare.starts_with(['$', '€', '£', '¥', '#'])
}

/// Whether the point between `before` and `after` belongs to a short form or an initial.
fn goes_on_after_point(before: &str, after: &str) -> bool {
    // the word before, with its inner points; long words are no short forms
    let mut start = before.len();
    for (at, c) in before.char_indices().rev().take(12) {
        if !(c.is_alphanumeric() || c == '.') {
            break;
        }
        start = at;
    }
    let word = before.get(start..).unwrap_or_default();
    let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if NEVER_LAST.contains(&word) {
        return true;
    }
    if BEFORE_NUMBER.contains(&word) {
        let is_roman = !next.is_empty() && next.len() <= 4 && next.bytes().all(|byte| b"IVXLC".contains(&byte));
        return next.starts_with(|c: char| c.is_ascii_digit()) || (is_roman && next != "I");
    }
    let mut letters = word.chars();
    // but 40 °C is no name
    let is_degree = before.get(..start).is_some_and(|before| before.ends_with(['°', 'º']));
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && !is_degree;
    // between digits a point stands only where a number's list was cut: "1. First"
    let is_ordinal = !word.is_empty() && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) && start == 0;
    let is_dotted =
        word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    if is_dotted || is_initial {
        return !STARTERS.contains(&next);
    }
    is_ordinal
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One line a case; `¦` marks where a sentence ends.
    const CASES: &[&str] = &[
        "One ended.¦ Two began.",
        "What role will China play?¦ And should Islam rise, then what!¦ Nothing.",
        "‘It ended.’¦ He said so.¦ (In part.)¦ Then on.",
        "He asked ‘Why?’ and left.¦ So did she.",
        "It grew by 4.6 per cent.¦ It fell to 3,000.¦ 12 men stayed.",
        "Dr. Smith, Gen. Jones and J. R. Brown met at St. Petersburg.¦ All agreed.",
        "See No. 3, Art. 5 and Vol. II.¦ No. 4 is lost.",
        "The U.S. Congress met.¦ It is in the U.S.¦ The rest is not.",
        "Oil, gas, etc.¦ More follows, e.g. Rosneft, i.e. the state.",
        "roads, schools, etc. in the south.¦ Yes.",
        "Wait… no.¦ Well…¦ Yes.",
        "no end",
        "Table 1 |¦ Year |¦ 2005",
        "It cost a lot.¦ $10 billion went.",
        "1. First things first.¦ Then more.",
        "",
    ];

    #[test]
    fn parts_sentences() {
        for case in CASES {
            let text = case.replace('¦', "");
            let expected: Vec<&str> =
                case.split('¦').map(|part| part.trim().trim_start_matches("| ")).filter(|part| !part.is_empty()).collect();
            let seen: Vec<String> = sentences(&text).iter().map(|span| span.of(&text).to_owned()).collect();
            let expected: Vec<String> = expected.iter().map(|part| part.trim_end_matches(" |").to_owned()).collect();
            assert_eq!(seen, expected, "{case}");
        }
    }

    proptest! {
        #[test]
        fn sentences_hold_all_but_white_space(text in "[ A-Za-z.!?…’“()0-9|\\n]{0,80}") {
            let spans = sentences(&text);
            let kept: String = spans.iter().map(|span| span.of(&text)).collect();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '|').collect::<String>();
            prop_assert_eq!(bare(&kept), bare(&text));
            prop_assert!(spans.windows(2).all(|pair| matches!(pair, [a, b] if a.end <= b.start)));
        }
    }
}
