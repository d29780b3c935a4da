//! What the lines of a document look like as a whole: how wide it is set, where its margin is, whether it is Markdown.

use super::lines::Line;

/// Lines longer than this were not broken by a typesetter, in characters.
const UNBROKEN: u32 = 180;

/// The look of a document's lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// The length that 19 of 20 lines keep to, in characters; the greatest number where paragraphs are one line each.
    pub(super) width: u32,
    /// Whether each paragraph is one line.
    pub(super) is_unbroken: bool,
    /// Whether the text is Markdown.
    pub(super) is_markdown: bool,
    /// The margin of each page, by its first line.
    margins: Vec<(usize, u32)>,
}

impl Shape {
    /// Looks at the lines.
    pub(super) fn of(source: &str, lines: &[Line]) -> Self {
        let all: u64 = lines.iter().map(|line| u64::from(line.width)).sum();
        let long: u64 = lines.iter().filter(|line| line.width > UNBROKEN).map(|line| u64::from(line.width)).sum();
        let is_unbroken = long * 2 > all;
        let mut widths: Vec<u32> = lines.iter().map(|line| line.width).collect();
        widths.sort_unstable();
        let width = widths.get(widths.len().saturating_sub(1) * 19 / 20).copied().unwrap_or(0);
        Self {
            width: if is_unbroken { u32::MAX } else { width },
            is_unbroken,
            is_markdown: is_markdown(source, lines),
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

/// Whether the text is Markdown: it has a heading with `#` or defines a note, or two of the other signs.
pub(super) fn is_markdown(source: &str, lines: &[Line]) -> bool {
    let is_rule = |line: &Line, signs: &[char]| {
        let text = line.text(source);
        text.len() >= 3 && text.chars().all(|c| signs.contains(&c))
    };
    let signs = || {
        [
            source.contains("](http"),
            source.matches("**").nth(1).is_some(),
            source.contains("[^"),
            lines.iter().any(|line| is_rule(line, &['=']) && line.blanks == 0),
            lines.iter().any(|line| is_rule(line, &['|', '-', ':', ' ']) && line.text(source).contains("-|")),
        ]
    };
    has_heading_or_note(source, lines) || signs().into_iter().filter(|&is_there| is_there).count() > 1
}

fn has_heading_or_note(source: &str, lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        let text = line.text(source);
        let hashes = text.len() - text.trim_start_matches('#').len();
        ((1..=6).contains(&hashes) && text.get(hashes..).is_some_and(|rest| rest.starts_with(' ')))
            || (text.starts_with("[^") && text.contains("]:"))
    })
}

/// The margin of each page: the least indent that a tenth of its lines have.
fn margins(lines: &[Line]) -> Vec<(usize, u32)> {
    let mut margins = Vec::new();
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
