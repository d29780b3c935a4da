//! One date without its connection to another: a day, a month, a season, a quarter, a year, a decade, a century, a part of these.

use super::Precision;
use super::moment::{self, Moment, days};
use super::part::part;
use super::year::{self, designated, year_number};
use crate::extract::figures::noun::is_designated;
use crate::extract::numbers::{is_ordinal_ending, small};
use crate::extract::tokens::Tokens;

/// A date read from tokens `first..end`. Its year may be missing (0): "14 September", "May".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub first: usize,
    pub end: usize,
    pub from: Moment,
    pub to: Moment,
    pub precision: Precision,
    pub rule: &'static str,
    /// Whether the end is open ("2014–present").
    pub open: bool,
}

impl Point {
    fn new(first: usize, end: usize, from: Moment, to: Moment, precision: Precision, rule: &'static str) -> Self {
        Self { first, end, from, to, precision, rule, open: false }
    }

    /// Whether the year is still missing.
    pub fn is_yearless(self) -> bool {
        self.from.year == 0
    }
}

/// The date at token `i`.
pub(super) fn point(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    if tokens.numeral(i).is_some() {
        return numeric(tokens, i)
            .or_else(|| day_month(tokens, i))
            .or_else(|| year_first(tokens, i))
            .or_else(|| century(tokens, i))
            .or_else(|| decade(tokens, i))
            .or_else(|| ordinal_part(tokens, i))
            .or_else(|| years(tokens, i));
    }
    if tokens.is_apostrophe(i) {
        return decade(tokens, i);
    }
    if !may_begin(tokens.word(i)) {
        return None;
    }
    month_first(tokens, i)
        .or_else(|| part(tokens, i))
        .or_else(|| ordinal_part(tokens, i))
        .or_else(|| coded(tokens, i))
        .or_else(|| season(tokens, i))
        .or_else(|| fiscal(tokens, i))
        .or_else(|| century(tokens, i))
        .or_else(|| decade(tokens, i))
}

/// The first three letters of the words that begin a date, sorted: a look at them spares the grammar nine words of ten.
const STARTS: [&[u8; 3]; 45] = [
    b"apr", b"aug", b"aut", b"beg", b"bud", b"clo", b"daw", b"dec", b"ear", b"eig", b"ele", b"end", b"fal", b"feb", b"fif",
    b"fin", b"fir", b"fis", b"for", b"fou", b"jan", b"jul", b"jun", b"las", b"lat", b"mar", b"may", b"mid", b"nin", b"nov",
    b"oct", b"ope", b"out", b"sec", b"sep", b"sev", b"six", b"spr", b"sta", b"sum", b"ten", b"thi", b"tur", b"twe", b"win",
];

/// Whether a word may begin a date.
fn may_begin(word: &str) -> bool {
    let mut start = [0; 3];
    let mut letters = word.bytes().map(|byte| byte.to_ascii_lowercase());
    for slot in &mut start {
        match letters.next() {
            Some(letter) => *slot = letter,
            // "Q3", "H1", "FY"
            None => return word.starts_with(['Q', 'H', 'F']),
        }
    }
    STARTS.binary_search(&&start).is_ok() || word.starts_with("FY")
}

/// A plain number of one or two digits between `low` and `high`.
fn little(tokens: &Tokens<'_>, i: usize, low: u64, high: u64) -> Option<u8> {
    let numeral = tokens.numeral(i).filter(|numeral| numeral.digits <= 2)?;
    numeral.plain().filter(|value| (low..=high).contains(value)).and_then(|value| u8::try_from(value).ok())
}

/// A day of the month, with or without the ending of an ordinal, and the token after it.
fn day(tokens: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    let day = little(tokens, i, 1, 31)?;
    Some((day, if is_ordinal_ending(tokens, i + 1) { i + 2 } else { i + 1 }))
}

/// A month's name, its dot skipped, and the token after it.
fn month(tokens: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    let word = tokens.word(i);
    let month = moment::month(word)?;
    let dot = word.len() < 5 && !matches!(word, "May" | "June" | "July") && tokens.is_sign(i + 1, '.') && tokens.glued(i + 1);
    Some((month, i + 1 + usize::from(dot)))
}

fn whole(first: usize, end: usize, year: u16, month: u8, day: u8) -> Option<Point> {
    let moment = Moment { year, month, day };
    let (precision, rule) = if day > 0 { (Precision::Day, "day") } else { (Precision::Month, "month") };
    (day <= days(if year == 0 { 4 } else { year }, month)).then_some(Point::new(first, end, moment, moment, precision, rule))
}

/// The rule of a date whose day and month may be swapped.
pub(super) const AMBIGUOUS: &str = "day or month first";

/// "1995-09-14", "14/09/1995", "14.09.1995"; where day and month may be swapped, the day comes first unless it cannot.
fn numeric(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let glued = (1..5).all(|step| tokens.glued(i + step));
    let mark = tokens.sign(i + 1).filter(|mark| matches!(mark, '-' | '/' | '.' | '‑' | '–'))?;
    if !glued
        || !tokens.is_sign(i + 3, mark)
        || tokens.glued(i + 5) && tokens.numeral(i + 6).is_some() && tokens.is_sign(i + 5, mark)
    {
        return None;
    }
    if let Some(year) = year_number(tokens, i) {
        if mark == '.' {
            return None;
        }
        let (month, day) = (little(tokens, i + 2, 1, 12)?, little(tokens, i + 4, 1, 31)?);
        return whole(i, i + 5, year, month, day);
    }
    let (a, b) = (little(tokens, i, 1, 31)?, little(tokens, i + 2, 1, 31)?);
    let full = |at: usize| tokens.numeral(at).is_some_and(|numeral| numeral.digits == 2);
    let year = match year_number(tokens, i + 4) {
        Some(year) => year,
        // "14/09/95" and "14.09.95", but no "4.1.2" and "section 10.11.12"
        None if full(i + 4) && (mark == '/' || mark == '.' && full(i) && full(i + 2)) && !is_designated(tokens, i) => {
            little(tokens, i + 4, 0, 99).map(|short| u16::from(short) + if short > 50 { 1900 } else { 2000 })?
        }
        None => return None,
    };
    let (day, month) = if b > 12 { (b, a) } else { (a, b) };
    let either = a <= 12 && b <= 12 && a != b && mark == '/';
    let point = (month <= 12).then(|| whole(i, i + 5, year, month, day)).flatten()?;
    Some(if either { Point { rule: AMBIGUOUS, ..point } } else { point })
}

/// A year after a day or month, with or without comma.
fn year_after(tokens: &Tokens<'_>, i: usize) -> Option<(u16, usize)> {
    let at = if tokens.is_sign(i, ',') || tokens.is(i, "of") { i + 1 } else { i };
    // "in July 2023 soldiers came": right after a month nothing is counted
    let is_near = |year: &u16| at == i && (1900..=2100).contains(year);
    let year = year_number(tokens, at).filter(|year| !tokens.glued(at) && (is_near(year) || !year::counts(tokens, at)))?;
    Some((year, at + 1))
}

/// "14 September 1995", "14th of September", "14–16 September 1995".
fn day_month(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    if tokens.glued(i) && !matches!(tokens.sign(i.wrapping_sub(1)), Some('(' | '[' | '‘' | '“' | '-' | '–' | '—' | '"')) {
        return None;
    }
    let (first, mut at) = day(tokens, i)?;
    let mut last = first;
    if (tokens.is_dash(at) || tokens.any(at, &["to", "and"]))
        && let Some((day, end)) = day(tokens, at + 1)
        && day > first
    {
        (last, at) = (day, end);
    }
    if tokens.is(at, "of") {
        at += 1;
    }
    let (month, end) = month(tokens, at)?;
    let (year, end) = year_after(tokens, end).unwrap_or((0, end));
    days_of(i, end, year, month, first, last)
}

fn days_of(first: usize, end: usize, year: u16, month: u8, from: u8, to: u8) -> Option<Point> {
    let mut point = whole(first, end, year, month, from)?;
    if to > from {
        point.to = whole(first, end, year, month, to)?.to;
        point.precision = Precision::Range;
        point.rule = "days";
    }
    Some(point)
}

/// "September 14, 1995", "September 14–16, 1995", "May 2000", "May".
pub(super) fn month_first(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let (month, after) = month(tokens, i)?;
    if let Some((first, mut end)) = day(tokens, after)
        && !tokens.glued(after)
        && !year::counts(tokens, after)
        && tokens.sign(end).is_none_or(|sign| !matches!(sign, '%' | '°' | '/' | ':'))
    {
        let mut last = first;
        if tokens.is_dash(end)
            && let Some((day, past)) = day(tokens, end + 1)
            && day > first
        {
            (last, end) = (day, past);
        }
        let (year, end) = year_after(tokens, end).unwrap_or((0, end));
        return days_of(i, end, year, month, first, last);
    }
    let (year, end) = year_after(tokens, after).unwrap_or((0, i + 1));
    whole(i, end, year, month, 0)
}

/// "third quarter of 2009", "last quarter of the 20th century", "first nine months of 2009", "first half of 2018" in digits.
fn ordinal_part(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let (number, at) = match ordinal(tokens, i) {
        Some(found) => found,
        None if tokens.any(i, &["last", "final"]) => (0, i + 1),
        None => return None,
    };
    if number == 1
        && let Some(count) = small(tokens.word(at)).or_else(|| little(tokens, at, 2, 11))
        && tokens.any(at + 1, &["months", "quarters"])
        && tokens.is(at + 2, "of")
    {
        let months = if tokens.is(at + 1, "quarters") { count.saturating_mul(3) } else { count };
        let year = years(tokens, at + 3).filter(|point| point.precision == Precision::Year && (1..=12).contains(&months))?;
        let (from, to) = (Moment::month(year.from.year, 1), Moment::month(year.from.year, months));
        return Some(Point::new(i, year.end, from, to, Precision::Range, "months"));
    }
    let halves = tokens.is(at, "half");
    if !(halves || tokens.is(at, "quarter")) || number > if halves { 2 } else { 4 } {
        return None;
    }
    let of = at + 1 + usize::from(tokens.is(at + 1, "of"));
    let base = of + usize::from(tokens.is(of, "the"));
    if !halves && let Some(whole) = century(tokens, base) {
        let quarter = if number == 0 { 3 } else { u16::from(number) - 1 };
        let from = whole.from.year + 25 * quarter;
        return Some(Point::new(i, whole.end, Moment::year(from), Moment::year(from + 24), Precision::Century, "part"));
    }
    let year = fiscal(tokens, of).or_else(|| years(tokens, of)).filter(|point| point.precision == Precision::Year)?;
    Some(fraction(i, year.end, year.from.year, number, halves))
}

/// A quarter or a half of a year; number 0 is the last one.
fn fraction(first: usize, end: usize, year: u16, number: u8, halves: bool) -> Point {
    let (length, precision, rule) = if halves { (6, Precision::Half, "half") } else { (3, Precision::Quarter, "quarter") };
    let last = if number == 0 { 12 } else { (number * length).min(12) };
    Point::new(first, end, Moment::month(year, last + 1 - length), Moment::month(year, last), precision, rule)
}

/// "Q3" and "H1": the number, and whether it is a half.
fn code(tokens: &Tokens<'_>, i: usize) -> Option<(u8, bool)> {
    match tokens.word(i) {
        "Q1" => Some((1, false)),
        "Q2" => Some((2, false)),
        "Q3" => Some((3, false)),
        "Q4" => Some((4, false)),
        "H1" => Some((1, true)),
        "H2" => Some((2, true)),
        _ => None,
    }
}

/// "Q3 2021", "H1 of 2018", "Q3/2021".
fn coded(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let (number, halves) = code(tokens, i)?;
    // "Q1–Q3 2010"
    if tokens.is_dash(i + 1)
        && let Some((last, _)) = code(tokens, i + 2).filter(|(last, half)| *half == halves && *last > number)
    {
        let year = year_number(tokens, i + 3)?;
        let (from, to) = (fraction(i, i + 4, year, number, halves), fraction(i, i + 4, year, last, halves));
        return Some(Point { to: to.to, precision: Precision::Range, ..from });
    }
    let joined = tokens.is(i + 1, "of") || matches!(tokens.sign(i + 1), Some('/' | '-' | ','));
    let at = i + 1 + usize::from(joined);
    let year = year_number(tokens, at)?;
    Some(fraction(i, at + 1, year, number, halves))
}

/// "2021 Q3", "2021Q3", "2018-H1".
fn year_first(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let year = year_number(tokens, i)?;
    let at = i + 1 + usize::from(tokens.is_hyphen(i + 1));
    let (number, halves) = code(tokens, at)?;
    Some(fraction(i, at + 1, year, number, halves))
}

/// "summer 2008", "winter of 2022/23", "summers of 1999 and 2000".
pub(super) fn season(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let start = moment::season(tokens.word(i))?;
    let at = i + 1 + usize::from(tokens.is(i + 1, "of") || tokens.is_sign(i + 1, ','));
    let base = years(tokens, at).filter(|point| !point.open)?;
    let (first, mut last, mut end) = (base.from.year, base.to.year, base.end);
    if tokens.word(i).ends_with('s')
        && tokens.is(end, "and")
        && let Some(year) = year_number(tokens, end + 1)
    {
        (last, end) = (year, end + 2);
    }
    let close = if start == 12 { Moment::month(last.max(first + 1), 2) } else { Moment::month(last, start + 2) };
    let close = if start == 12 && end > base.end { Moment::month(last + 1, 2) } else { close };
    Some(Point::new(i, end, Moment::month(first, start), close, Precision::Season, "season"))
}

/// "FY2022", "FY 2022/23", "fiscal year 2022".
pub(super) fn fiscal(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let word = tokens.word(i);
    if let Some(digits) =
        word.strip_prefix("FY").filter(|digits| matches!(digits.len(), 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let year = digits.parse::<u16>().ok().map(|year| if digits.len() == 2 { 2000 + year } else { year })?;
        let next = year::short_end(tokens, i + 1, year);
        let (last, end) = next.unwrap_or((year, i + 1));
        let precision = if last > year { Precision::Range } else { Precision::Year };
        return Some(Point::new(i, end, Moment::year(year), Moment::year(last), precision, "fiscal year"));
    }
    let at = if word == "FY" || word == "FYs" {
        i + 1
    } else if tokens.any(i, &["fiscal", "financial", "budget"]) && tokens.any(i + 1, &["year", "years"]) {
        i + 2
    } else {
        return None;
    };
    let base = years(tokens, at)?;
    Some(Point { first: i, rule: "fiscal year", ..base })
}

/// An ordinal in digits or words, up to 31, and the token after it.
fn ordinal(tokens: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    if let Some(number) = little(tokens, i, 1, 31).filter(|_| is_ordinal_ending(tokens, i + 1)) {
        return Some((number, i + 2));
    }
    if tokens.is(i, "twenty") && tokens.is_hyphen(i + 1) && tokens.is(i + 2, "first") {
        return Some((21, i + 3));
    }
    moment::ordinal(tokens.word(i)).map(|number| (number, i + 1))
}

/// "19th century", "nineteenth-century", and "18th" beside another century.
pub(super) fn century(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let (number, at) = ordinal(tokens, i).filter(|(number, _)| *number <= 21)?;
    let noun = at + usize::from(tokens.is_hyphen(at));
    let before_christ = |end: usize| tokens.any(end, &["BC", "BCE", "B.C."]);
    let first = (u16::from(number) - 1) * 100 + 1;
    let whole = |end| Some(Point::new(i, end, Moment::year(first), Moment::year(first + 99), Precision::Century, "century"));
    if tokens.any(noun, &["century", "centuries"]) {
        return if before_christ(noun + 1) { None } else { whole(noun + 1) };
    }
    // "the 18th and 19th centuries", "in the 19th century and even in the 18th"
    let listed = tokens.any(at, &["and", "to", "or"]) || tokens.is_dash(at) || tokens.is_sign(at, ',');
    let next = at + 1 + usize::from(tokens.is(at + 1, "the")) + usize::from(tokens.any(at + 1, &["early", "late"]));
    if listed
        && ordinal(tokens, next)
            .is_some_and(|(_, end)| tokens.any(end + usize::from(tokens.is_hyphen(end)), &["century", "centuries"]))
    {
        return whole(at);
    }
    let bare = tokens.word(at).is_empty()
        || tokens.any(at, &["for", "in", "and", "to", "or", "but", "when", "as", "with", "by", "at", "on"]);
    let near = |range: std::ops::Range<usize>| {
        range.into_iter().any(|k| tokens.any(k, &["century", "centuries"]) && tokens.sentence(k) == tokens.sentence(i))
    };
    let article = tokens.any(i.wrapping_sub(1), &["the", "early", "late"]) || tokens.is_dash(i.wrapping_sub(1));
    if bare && article && tokens.numeral(i).is_some() && near(i.saturating_sub(12)..i) && moment::month(tokens.word(at)).is_none()
    {
        return whole(at);
    }
    None
}

/// "1990s", "1990’s", "’90s", "80s" after another decade, "the nineties".
pub(super) fn decade(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let whole =
        |end, first: u16| Some(Point::new(i, end, Moment::year(first), Moment::year(first + 9), Precision::Decade, "decade"));
    let plural = |at: usize| {
        if tokens.glued(at) && tokens.word(at) == "s" {
            Some(at + 1)
        } else {
            (tokens.glued(at) && tokens.is_apostrophe(at) && tokens.glued(at + 1) && tokens.word(at + 1) == "s").then_some(at + 2)
        }
    };
    if let Some(year) = year_number_of_decade(tokens, i) {
        // "the 1800s" are the century
        if year % 100 == 0 && year < 1900 {
            let century = |end| Point::new(i, end, Moment::year(year), Moment::year(year + 99), Precision::Century, "century");
            return plural(i + 1).map(century);
        }
        return plural(i + 1).and_then(|end| whole(end, year));
    }
    let short = |at: usize| little(tokens, at, 10, 90).filter(|tens| tens % 10 == 0);
    if tokens.is_apostrophe(i) {
        let tens = short(i + 1).filter(|_| tokens.glued(i + 1))?;
        return plural(i + 2).and_then(|end| whole(end, 1900 + u16::from(tens)));
    }
    if let Some(tens) = short(i) {
        let end = plural(i + 1)?;
        let decade_at = |back: usize| {
            let at = i.wrapping_sub(back);
            // "1980–90s", "the 1970s and 80s"
            let whole = back == 2 && tokens.is_dash(i.wrapping_sub(1)) || tokens.word(at.wrapping_add(1)) == "s";
            year_number_of_decade(tokens, at).filter(|_| whole)
        };
        let earlier = (2..8).find_map(decade_at)?;
        return whole(end, earlier / 100 * 100 + u16::from(tens));
    }
    const NAMES: &[&str] = &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let place = NAMES.iter().position(|name| tokens.is(i, name))?;
    let before = i.wrapping_sub(1);
    let mid = tokens.is_hyphen(before) && tokens.is(i.wrapping_sub(2), "mid");
    if !(mid || tokens.any(before, &["the", "early", "late"])) {
        return None;
    }
    whole(i + 1, 1920 + 10 * u16::try_from(place).ok()?)
}

fn year_number_of_decade(tokens: &Tokens<'_>, i: usize) -> Option<u16> {
    let numeral = tokens.numeral(i).filter(|numeral| numeral.digits == 4)?;
    numeral.plain().filter(|year| year % 10 == 0 && (1000..=2100).contains(year)).and_then(|year| u16::try_from(year).ok())
}

/// "2007", "2000–08", "2019/20", "2014–present", "2009-06".
pub(super) fn years(tokens: &Tokens<'_>, i: usize) -> Option<Point> {
    let year = year_number(tokens, i)?;
    if designated(tokens, i) {
        return None;
    }
    if let Some((last, end)) = year::short_end(tokens, i + 1, year) {
        return Some(Point::new(i, end, Moment::year(year), Moment::year(last), Precision::Range, "years"));
    }
    let dash = tokens.is_dash(i + 1);
    if dash && tokens.any(i + 2, &["present", "today", "now", "ongoing"]) {
        return Some(Point {
            open: true,
            ..Point::new(i, i + 3, Moment::year(year), Moment::year(year), Precision::Year, "years")
        });
    }
    if tokens.is_hyphen(i + 1)
        && let Some(month) =
            little(tokens, i + 2, 1, 12).filter(|_| tokens.numeral(i + 2).is_some_and(|numeral| numeral.digits == 2))
    {
        return whole(i, i + 3, year, month, 0);
    }
    if !year::stands_alone(tokens, i, year) {
        return None;
    }
    Some(Point::new(i, i + 1, Moment::year(year), Moment::year(year), Precision::Year, "year"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_date_passes_the_first_look() {
        assert!(STARTS.is_sorted());
        let words = "January Feb March April May June Jul August September October Nov December spring Summer autumn fall winters \
            early mid Late end start Beginning beginnings dawn turn opening outset middle close ending first second latter last later \
            third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth \
            eighteenth nineteenth twentieth twenty final Q1 H2 FY FYs FY2022 FY22 fiscal financial budget twenties thirties forties \
            fifties sixties seventies eighties nineties";
        for word in words.split_whitespace() {
            assert!(may_begin(word), "{word}");
        }
        assert!(!may_begin("") && !may_begin("the") && !may_begin("é"));
    }
}
