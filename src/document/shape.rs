//! What the lines of a document look like as a whole: how wide it is set, where its margin is, whether it is Markdown.

use super::ends;
use super::lines::Line;

/// Lines longer than this were not broken by a typesetter, in characters.
const UNBROKEN: u32 = 180;

/// One in so many lines is few.
const FEW: usize = 5;

/// The look of a document's lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// The length that 19 of 20 lines keep to, in characters; the greatest number where paragraphs are one line each.
    pub(super) width: u32,
    /// Whether each paragraph is one line.
    pub(super) is_unbroken: bool,
    /// Whether the text is Markdown.
    pub(super) is_markdown: bool,
    /// Whether lines that are set in from the margin are so few that this means something, where each paragraph is one line.
    pub(super) sets_in: bool,
    /// The margin of each page, by its first line.
    margins: Vec<(usize, u32)>,
}

impl Shape {
    /// Looks at the lines.
    pub(super) fn of(lines: &[Line], markup: Markup) -> Self {
        let all: u64 = lines.iter().map(|line| u64::from(line.width)).sum();
        let long: u64 = lines.iter().filter(|line| line.width > UNBROKEN).map(|line| u64::from(line.width)).sum();
        let is_unbroken = long * 2 > all;
        let mut widths: Vec<u32> = lines.iter().map(|line| line.width).collect();
        widths.sort_unstable();
        let width = widths.get(widths.len().saturating_sub(1) * 19 / 20).copied().unwrap_or(0);
        Self {
            width: if is_unbroken { u32::MAX } else { width },
            is_unbroken,
            is_markdown: markup == Markup::Markdown,
            sets_in: lines.iter().filter(|line| line.indent > 0).count() * FEW <= lines.len(),
            margins: margins(lines),
        }
    }

    /// The margin that the line at `index` is set from, in columns.
    pub(super) fn margin(&self, index: usize) -> u32 {
        let after = self.margins.partition_point(|&(start, _)| start <= index);
        after.checked_sub(1).and_then(|page| self.margins.get(page)).map_or(0, |&(_, margin)| margin)
    }

    /// Whether a line of `width` is so full that its text may go on below.
    pub(super) fn is_full(&self, width: u32) -> bool {
        !self.is_unbroken && u64::from(width) * 100 >= u64::from(self.width) * 75
    }

    /// Whether a line of `width` that ends a sentence at a page's end is so full that `word` may well go on with its paragraph.
    pub(super) fn may_go_on(&self, width: u32, word: &str) -> bool {
        let word = u64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX));
        !self.is_unbroken && (u64::from(width) + 1 + word) * 100 > u64::from(self.width) * 93
    }

    /// Whether `word` would have stood on the line before, of `width`, had the text gone on: the break is meant.
    pub(super) fn is_meant(&self, width: u32, word: &str) -> bool {
        let word = u32::try_from(word.chars().count()).unwrap_or(u32::MAX / 4);
        self.is_unbroken || width.saturating_add(1).saturating_add(word) <= self.width
    }
}

/// How the text is marked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Markup {
    /// Not at all.
    #[default]
    Plain,
    /// As Markdown.
    Markdown,
}

/// How many signs of one kind make a text Markdown that has no other.
const MANY: usize = 3;

impl Markup {
    /// How the text that `lines` cover is marked up: Markdown has a heading with `#` at its beginning or two anywhere, defines a note,
    /// has several words in bold or several links, or has one sign each of two kinds.
    pub(super) fn of(source: &str, lines: &[Line]) -> Self {
        let is_rule = |line: &Line, signs: &[char]| {
            let text = line.text(source);
            text.len() >= 3 && text.chars().all(|c| signs.contains(&c))
        };
        let count = |is: &dyn Fn(usize, &Line) -> bool| {
            lines.iter().enumerate().filter(|&(index, line)| is(index, line)).take(MANY).count()
        };
        let headings = count(&|index, line| is_hashed(line.text(source)) && (index == 0 || line.blanks > 0));
        let begins_with_heading = lines.first().is_some_and(|line| is_hashed(line.text(source)));
        let bold = count(&|_, line| has_bold(line.text(source)));
        let links = count(&|_, line| line.text(source).contains("](http"));
        let defines = count(&|_, line| line.text(source).starts_with("[^") && line.text(source).contains("]:"));
        let signs = [
            headings > 0,
            bold > 0,
            links > 0,
            source.contains("[^"),
            count(&|_, line| is_rule(line, &['=']) && line.blanks == 0) > 0,
            count(&|_, line| is_rule(line, &['|', '-', ':', ' ']) && line.text(source).contains("-|")) > 0,
        ];
        let is_sure = begins_with_heading || headings > 1 || defines > 0 || bold >= MANY || links >= MANY;
        let is_markdown = is_sure || signs.into_iter().filter(|&is_there| is_there).count() > 1;
        if is_markdown { Self::Markdown } else { Self::Plain }
    }
}

/// Whether the line is a heading with `#`: words that begin as a heading does.
fn is_hashed(text: &str) -> bool {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let rest = text.get(hashes..).unwrap_or_default();
    (1..=6).contains(&hashes) && rest.starts_with([' ', '\t']) && ends::begins(rest.trim_start())
}

/// Whether two stars stand around words of the line.
fn has_bold(text: &str) -> bool {
    let opens = |rest: &str| rest.starts_with(|c: char| !c.is_whitespace() && c != '*');
    let mut parts = text.split("**").skip(1);
    let inside = parts.next().filter(|inside| opens(inside) && !inside.ends_with(char::is_whitespace));
    inside.is_some() && parts.next().is_some()
}

/// The margin of each page: the indent that most lines of the text have, or else the least one that a tenth of the page's lines have.
fn margins(lines: &[Line]) -> Vec<(usize, u32)> {
    let mut margins = Vec::new();
    let mut all = [0_usize; 64];
    for line in lines {
        if let Some(count) = all.get_mut(line.indent as usize) {
            *count += 1;
        }
    }
    // headings may be set out from it, no lines that go on
    let most = all.iter().position(|&count| count * 2 > lines.len()).and_then(|most| u32::try_from(most).ok());
    if let Some(most) = most.filter(|&most| most > 0) {
        let set_out = || lines.iter().filter(|line| line.indent < most);
        let going_on = set_out().filter(|line| line.blanks == 0 && !line.begins_page).count();
        if going_on * 5 <= set_out().count() {
            return vec![(0, most)];
        }
    }
    let mut counts = [0_usize; 64];
    let mut start = 0;
    for (index, line) in lines.iter().enumerate() {
        if index > 0 && line.begins_page {
            margins.push((start, least(&counts, index - start)));
            (start, counts) = (index, [0; 64]);
        }
        if let Some(count) = counts.get_mut(line.indent as usize) {
            *count += 1;
        }
    }
    margins.push((start, least(&counts, lines.len() - start)));
    margins
}

fn least(counts: &[usize], all: usize) -> u32 {
    let least = counts.iter().position(|&count| count > 0 && count * 10 >= all);
    least.and_then(|index| u32::try_from(index).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    #[test]
    fn knows_markdown() {
        for (source, expected) in [
            ("# Water\n\nIt rose.", Markup::Markdown),
            ("It rose.\n\n## One\n\nIt fell.\n\n## Two\n\nSo.", Markup::Markdown),
            ("Country\n\n# Cases\n\nMali 12", Markup::Plain),
            ("Country\n# of cases\n# of deaths", Markup::Plain),
            ("It rose.[^1]\n\n[^1]: So they say.", Markup::Markdown),
            ("It **rose** and [fell](http://a.example).", Markup::Markdown),
            ("**One**\n\nIt rose.\n\n**Two**\n\nIt fell.\n\n**Three**\n\nSo.", Markup::Markdown),
            ("It rose.** And fell.\n\n** So they say.\n** No.", Markup::Plain),
            ("WATER\n=====\n\nIt **rose**.", Markup::Markdown),
            ("| a | b |\n|---|---|\n| **c** | d |", Markup::Markdown),
            ("", Markup::Plain),
        ] {
            assert_eq!(Markup::of(source, &lines(source)), expected, "{source}");
        }
    }
}
