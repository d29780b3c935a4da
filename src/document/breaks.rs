//! Texts without blank lines: paragraphs end where a line stops short after a sentence, headings are short lines between.

use super::assemble::names_speaker;
use super::ends::{End, begins, end_of, goes_on};
use super::headings::{is_top, looks_like_heading};
use super::lines::Line;
use super::lists;
use super::numbering::Number;
use super::shape::Shape;
use super::tables;

/// The share of the full width, in percent, that a line and the next one's first word must stay below to end a paragraph.
const SHORT: u64 = 90;
/// The same where the lines of the text are as full as can be: up to the last character.
const EXACT: u64 = 101;
/// One line of so many may be shorter than it could be, in such a text.
const RARE: usize = 50;
/// How many lines stand between two blank lines, on average, where blank lines part no paragraphs.
const SPARSE: usize = 15;

/// Marks where paragraphs and headings begin, as if a blank line stood there; only where the text has next to no blank lines.
pub(super) fn find(source: &str, lines: &mut [Line], shape: &Shape) {
    let blanks = lines.iter().filter(|line| line.blanks > 0).count();
    if shape.is_unbroken || shape.is_markdown || lines.len() < SPARSE || blanks * SPARSE > lines.len() {
        return;
    }
    let short = if is_exact(source, lines, shape) { EXACT } else { SHORT };
    if let Some(first) = lines.first_mut() {
        first.blanks = first.blanks.max(1);
    }
    for index in 1..lines.len() {
        let (Some(before), Some(line)) = (lines.get(index - 1).copied(), lines.get(index).copied()) else { continue };
        let (above, text) = (before.text(source), line.text(source));
        let next = lines.get(index + 1).map(|line| line.text(source));
        let is_short_heading = u64::from(line.width) * 100 < u64::from(shape.width) * SHORT
            && next.is_some_and(begins)
            && looks_like_heading(source, &[line.span], next);
        // "2. Water" may be a heading as well as an item
        let is_item = lists::mark(source, line.span).is_some()
            && !(is_short_heading && Number::read(text).is_some() && end_of(above) == End::Stop);
        if line.blanks > 0 || !begins(text) || is_item {
            continue;
        }
        let word = text.split_whitespace().next().map_or(0, |word| word.chars().count()) as u64;
        let is_short = (u64::from(before.width) + 1 + word) * 100 < u64::from(shape.width) * short;
        // who is quoted above, over one line or two
        let two = index.checked_sub(2).and_then(|two| lines.get(two)).filter(|_| before.blanks == 0);
        let is_said = |line: &Line| line.text(source).contains('”') && names_speaker(line.text(source));
        let is_set_out = line.indent < before.indent;
        let said = is_set_out && (is_said(&before) || two.is_some_and(is_said));
        let ended = end_of(above) != End::Open || tables::is_source(above) || said;
        let is_heading = is_short_heading;
        // what every paper has at the top, and the title above it
        let is_top = is_heading && is_top(text) && (ended || (before.blanks > 0 && !goes_on(above)));
        // what stands above is a heading if it was taken for one
        let below_heading = before.blanks > 0 && !ended && is_short && looks_like_heading(source, &[before.span], Some(text));
        let begins_chunk =
            (ended && (is_short || said || (is_heading && end_of(above) != End::Colon))) || below_heading || is_top;
        if let Some(line) = lines.get_mut(index).filter(|_| begins_chunk) {
            line.blanks = 1;
        }
    }
}

/// Whether lines within sentences hardly ever end before they must, so that any line that does ends a paragraph.
fn is_exact(source: &str, lines: &[Line], shape: &Shape) -> bool {
    let (mut open, mut early) = (0_usize, 0_usize);
    for (index, pair) in lines.windows(2).enumerate() {
        let [line, next] = pair else { continue };
        let set_in = line.indent.saturating_sub(shape.margin(index));
        if next.blanks > 0 || end_of(line.text(source)) != End::Open || !goes_on(next.text(source)) {
            continue;
        }
        let word = next.text(source).split_whitespace().next().unwrap_or_default();
        open += 1;
        early += usize::from(shape.is_meant(line.width + set_in, word));
    }
    open >= SPARSE && early * RARE <= open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;
    use crate::document::shape::Markup;

    #[test]
    fn parts_paragraphs_where_lines_stop_short() {
        let body = "This line is as long as the lines of this paper are.\n".repeat(14);
        let source =
            format!("{body}It stops short.\nWater and war\nAnother one begins here, and it is long enough, too.\nIt ends.\n");
        let mut lines = lines(&source);
        let shape = Shape::of(&lines, Markup::Plain);
        find(&source, &mut lines, &shape);
        let begun: Vec<&str> = lines.iter().skip(1).filter(|line| line.blanks > 0).map(|line| line.text(&source)).collect();
        assert_eq!(begun, ["Water and war", "Another one begins here, and it is long enough, too."]);
    }
}
