//! Days, months and years, in one notation.

use super::Fact;
use crate::search::words::{Gap, Words};
use crate::text::month;

/// A day of the month, with or without its ordinal ending.
fn day(letters: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| letters.strip_suffix(ending)).unwrap_or(letters);
    (digits.len() < 3).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

fn year(letters: &str) -> Option<i32> {
    (letters.len() == 4 && letters.bytes().all(|b| b.is_ascii_digit()))
        .then(|| letters.parse().ok())
        .flatten()
        .filter(|year| (1000..=2199).contains(year))
}

/// Tells `sink` the date that begins at a word; whether there is one.
pub(super) fn date(text: &str, words: &Words, at: usize, letters: &str, sink: &mut dyn FnMut(&str, u32)) -> bool {
    let (second, third) = (words.letters(at + 1), words.letters(at + 2));
    let close = |n: usize| words.get(at + n).is_some_and(|word| word.after != Gap::Other);
    // 1995-09-14
    if let (Some(year), Some(month), Some(day)) = (year(letters), number(second, 12), number(third, 31))
        && second.len() == 2
        && third.len() == 2
        && words.get(at).is_some_and(|word| word.after == Gap::Hyphen)
    {
        return day_terms(Some(year), month, day, 3, sink);
    }
    // 14/09/1995, and as Americans write it, 09/14/1995; of two readings the first is told last, as the more exact
    let between = |n: usize| text.get(words.get(n)?.span.end..words.get(n + 1)?.span.start);
    if letters.len() < 3
        && second.len() < 3
        && matches!(between(at), Some("/" | "-"))
        && between(at) == between(at + 1)
        && let (Some(first), Some(second), Some(year)) = (number(letters, 31), number(second, 31), year(third))
    {
        let american = first < 13 && first != second && day_terms(Some(year), first, second, 3, sink);
        return second < 13 && day_terms(Some(year), second, first, 3, sink) || american;
    }
    // 14 September 1995 · 14 September
    if let (Some(day), Some(month), true) = (day(letters), month(second).map(u32::from), close(0)) {
        let year = year(third).filter(|_| close(1));
        return day_terms(year, month, day, if year.is_some() { 3 } else { 2 }, sink);
    }
    let Some(month) = month(letters).map(u32::from).filter(|_| close(0)) else {
        return false;
    };
    // September 14, 1995 · September 14 · September 1995
    if let Some(day) = day(second) {
        let year = year(third);
        return day_terms(year, month, day, if year.is_some() { 3 } else { 2 }, sink);
    }
    if let Some(year) = year(second) {
        sink(&month_term(year, month), 2);
        return true;
    }
    false
}

fn number(letters: &str, most: u32) -> Option<u32> {
    letters.parse().ok().filter(|number| (1..=most).contains(number))
}

fn day_terms(year: Option<i32>, month: u32, day: u32, words: u32, sink: &mut dyn FnMut(&str, u32)) -> bool {
    let of_any_year = format!("@{month:02}-{day:02}");
    sink(&of_any_year, words);
    if let Some(year) = year {
        let of_the_month = month_term(year, month);
        sink(&of_the_month, words);
        sink(&format!("{of_the_month}-{day:02}"), words);
    }
    true
}

fn month_term(year: i32, month: u32) -> String {
    format!("@{year}-{month:02}")
}

/// Tells `sink` the years that a word names.
pub(super) fn years(words: &Words, at: usize, letters: &str, sink: &mut dyn FnMut(Fact<'_>)) {
    if let Some(first) = year(letters) {
        let mut last = first;
        if words.get(at).is_some_and(|word| word.after == Gap::Hyphen) {
            let second = words.letters(at + 1);
            last = match second.len() {
                2 => second.parse().ok().map(|years: i32| first - first % 100 + years),
                _ => year(second),
            }
            .filter(|&last| last > first && !words.get(at + 1).is_some_and(|word| word.after == Gap::Hyphen))
            .unwrap_or(first);
        }
        sink(Fact::Years(first, last));
    } else if let Some(decade) = letters.strip_suffix('s').and_then(year) {
        sink(Fact::Years(decade, decade + if decade % 100 == 0 { 99 } else { 9 }.min(9)));
    } else if words.letters(at + 1) == "century"
        && let Some(century) = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| letters.strip_suffix(ending))
            .and_then(|digits| digits.parse::<i32>().ok())
        && (1..=21).contains(&century)
    {
        sink(Fact::Years(century * 100 - 99, century * 100));
    }
}
