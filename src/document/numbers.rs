//! Papers that count their paragraphs: through all their sections, as those of the United Nations do, or in each anew (`3.14`), as those of
//! governments do.

use super::ends::{End, begins, end_of};
use super::headings::looks_like_heading;
use super::lines::{Line, is_blank};
use super::shape::Shape;
use super::tables;
use crate::text::Span;

/// The fewest paragraphs that are a count.
const FEWEST: usize = 4;
/// The fewest characters of a counted paragraph, on average.
const SHORTEST: u64 = 100;

/// The lines that begin a counted paragraph; none where the paper does not count them: the count must run over a heading and hold
/// most of the text, else it is a list.
pub(super) fn find(source: &str, lines: &[Line], shape: &Shape) -> Option<Vec<usize>> {
    find_count(source, lines, shape, Parts::One).or_else(|| find_count(source, lines, shape, Parts::Two))
}

/// Of how many parts a paragraph's number is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// `14.`, through all sections.
    One,
    /// `3.14`, in each section anew.
    Two,
}

fn find_count(source: &str, lines: &[Line], shape: &Shape, parts: Parts) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    let mut last = (0_u32, 0_u32);
    let (mut all, mut counted) = (0_u64, 0_u64);
    let (mut crosses, mut heading) = (false, false);
    for (index, line) in lines.iter().enumerate() {
        let text = line.text(source);
        let above = index.checked_sub(1).and_then(|above| lines.get(above));
        let is_free = line.blanks > 0 || above.is_none_or(|above| end_of(above.text(source)) != End::Open);
        // what has two parts may be a heading's number, too
        let is_long = shape.is_unbroken && (parts == Parts::One || u64::from(line.width) > SHORTEST);
        let is_prose = (shape.is_full(line.width) || end_of(text) != End::Open || is_long) && !is_entry(text);
        let own = number(text).filter(|&(_, own, _)| own == parts).map(|(number, ..)| number);
        let is_next = |(above, below): (u32, u32)| match parts {
            Parts::One => below == last.1 + 1,
            Parts::Two => (above, below) == (last.0, last.1 + 1) || below == 1 && (1..=2).contains(&above.saturating_sub(last.0)),
        };
        if let Some(own) = own.filter(|&own| is_next(own) && is_free && is_prose) {
            last = own;
            crosses |= heading && !found.is_empty();
            heading = false;
            found.push(index);
        }
        let below = lines.get(index + 1);
        let is_alone = line.blanks > 0 && below.is_some_and(|below| below.blanks > 0);
        heading |= is_alone && looks_like_heading(source, &[line.span], below.map(|below| below.text(source)));
        all += u64::from(line.width);
        counted += if found.is_empty() { 0 } else { u64::from(line.width) };
    }
    let is_long = counted >= SHORTEST * found.len() as u64;
    (found.len() >= FEWEST && crosses && is_long && counted * 10 >= all * 6).then_some(found)
}

/// Whether the line is an entry of a table of contents: words, and far from them the number of a page.
fn is_entry(text: &str) -> bool {
    let is_set_off = text.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("   ");
    tables::has_leader(text) || is_set_off && tables::page_at_end(text).is_some()
}

/// The bytes of a counted paragraph's number, with the blanks after it.
pub(super) fn label(source: &str, line: Span) -> Option<Span> {
    let (.., length) = number(line.of(source))?;
    Some(Span::new(line.start, line.start + length))
}

/// The number at the start of a text (0 and the number, or its two parts), and the bytes up to the paragraph's own text.
fn number(text: &str) -> Option<((u32, u32), Parts, usize)> {
    let figure = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = text.get(..digits).filter(|digits| (1..=3).contains(&digits.len()))?.parse().ok()?;
        Some((number, digits))
    };
    let (first, digits) = figure(text)?;
    let rest = text.get(digits..)?.strip_prefix('.')?;
    let (number, parts, rest) = match figure(rest) {
        Some((second, digits)) => {
            let rest = rest.get(digits..)?;
            ((first, second), Parts::Two, rest.strip_prefix('.').unwrap_or(rest))
        }
        None => ((0, first), Parts::One, rest),
    };
    let body = rest.trim_start_matches(is_blank);
    (body.len() < rest.len() && begins(body)).then_some((number, parts, text.len() - body.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;
    use crate::document::shape::Markup;

    fn counted(source: &str) -> usize {
        let lines = lines(source);
        let shape = Shape::of(&lines, Markup::Plain);
        find(source, &lines, &shape).map_or(0, |found| found.len())
    }

    #[test]
    fn a_count_runs_over_headings() {
        let body = "The mission took note of what it had been told and went on to the next place.\nNobody stayed, and all of them said so.";
        let paragraph = |number: u32| format!("{number}. {body}\n\n");
        let all: String = (1..=6).map(paragraph).collect();
        let parted: String =
            (1..=6).map(|number| format!("{}{}", if number == 4 { "Water\n\n" } else { "" }, paragraph(number))).collect();
        assert_eq!((counted(&all), counted(&parted)), (0, 6));
        // in each section anew
        let section = |number: u32| {
            let paragraphs: String = (1..=3).map(|below| format!("{number}.{below} {body}\n\n")).collect();
            format!("{number}. Water\n\n{paragraphs}")
        };
        assert_eq!(counted(&(1..=3).map(section).collect::<String>()), 9);
        // headings of two parts
        let headed = |number: u32| format!("{number} Water\n\n{number}.1 Wells\n\n{body}\n\n{number}.2 Wine\n\n{body}\n\n");
        assert_eq!(counted(&(1..=3).map(headed).collect::<String>()), 0);
        // short ones are a list
        let short: String =
            (1..=6).map(|number| format!("{}{number}. Go there.\n\n", if number == 4 { "Water\n\n" } else { "" })).collect();
        assert_eq!(counted(&short), 0);
        assert_eq!(counted(&format!("{}{parted}", format!("{body}\n\n").repeat(8))), 0);
        // a table of contents counts headings
        let entry = |number: u32| format!("{number}. Water and those who have none of it {} {number}\n", ".".repeat(30));
        let contents: String = (1..=6).map(entry).collect();
        let unnumbered = format!("Water\n\n{body}\n\n").repeat(6);
        assert_eq!(counted(&format!("Contents\n\n{contents}\n{unnumbered}7. {body}\n\n{body}\n")), 0);
    }
}
