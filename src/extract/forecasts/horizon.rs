//! By when.

use crate::extract::recommendations::{Gap, Token, at};
use crate::text::month;

/// By when: the first year, month, span of years or length of time in the sentence from the clause's subject on, or before it.
pub(super) fn horizon(words: &[Token], subject: usize, end: usize) -> Option<String> {
    let inside = |at: &usize| words.get(*at).is_some_and(|token| token.span.start < end);
    let after = (subject..words.len()).take_while(inside).find_map(|k| time(words, k));
    // "By 2012, Russia will": the words before the subject, if they are few
    after.or_else(|| (0..subject).filter(|_| subject <= 8).find_map(|k| time(words, k)))
}

fn time(words: &[Token], k: usize) -> Option<String> {
    if let Some(year) = year(at(words, k)) {
        // a year without such a word says something else: 1990 levels, the beginning of the 1990s
        const POINTING: &[&str] = &[
            "by", "until", "till", "before", "in", "from", "for", "after", "between", "during", "around", "about", "early",
            "late", "mid", "end", "to",
        ];
        let before = if k == 0 { "" } else { at(words, k - 1) };
        let article = before == "the" && POINTING.contains(&at(words, k.wrapping_sub(2)));
        let part_of = before == "of"
            && matches!(
                at(words, k.wrapping_sub(2)),
                "end" | "middle" | "half" | "quarter" | "summer" | "autumn" | "spring" | "winter"
            );
        if !POINTING.contains(&before) && !article && !part_of && month(before).is_none() {
            return None;
        }
        if at(words, k).ends_with('s') {
            return Some(format!("{year}/{}", year + 9));
        }
        if let Some(month) = month(before) {
            return Some(format!("{year}-{month:02}"));
        }
        // 2025–30, 2025 to 2030
        let then = if matches!(at(words, k + 1), "to" | "and" | "through") { k + 2 } else { k + 1 };
        let next = at(words, then);
        let adjacent = words.get(k + 1).is_some_and(|token| token.before == Gap::Plain);
        let end = match next.len() {
            4 => self::year(next),
            2 if then == k + 1 && next.bytes().all(|byte| byte.is_ascii_digit()) => {
                self::year(&format!("{}{next}", at(words, k).get(..2).unwrap_or_default()))
            }
            _ => None,
        };
        return Some(match end.filter(|end| adjacent && *end > year) {
            Some(end) => format!("{year}/{end}"),
            None => year.to_string(),
        });
    }
    if matches!(at(words, k), "next" | "coming") {
        let amount = match at(words, k + 1) {
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "ten" => 10,
            "fifteen" => 15,
            "twenty" => 20,
            "year" | "decade" => 1,
            digits => digits.parse().ok().filter(|amount| *amount < 1000)?,
        };
        let unit = if matches!(at(words, k + 1), "year" | "decade") { at(words, k + 1) } else { at(words, k + 2) };
        return match unit {
            "year" | "years" => Some(format!("P{amount}Y")),
            "decade" | "decades" => Some(format!("P{}Y", amount * 10)),
            "month" | "months" => Some(format!("P{amount}M")),
            _ => None,
        };
    }
    None
}

fn year(word: &str) -> Option<u16> {
    let bare = word.strip_suffix('s').unwrap_or(word);
    let digits = bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
    bare.parse().ok().filter(|year| digits && (1900..2200).contains(year))
}
