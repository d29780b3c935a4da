//! What belongs to the printed page and not to the text: running heads, page numbers, the places where pages begin.
//!
//! With form feeds, a page's outermost lines are furniture where they recur on other pages or count the pages. Without, lines that
//! count up through the whole text and lines that recur beside them, or in the midst of sentences, are.

use std::collections::{HashMap, HashSet};

use super::RepairKind;
use super::draft::{Page, Removed};
use super::ends::{End, end_of};
use super::headings::looks_like_heading;
use super::lines::Line;
use super::shape::Markup;
use super::vocabulary::hash;
use crate::text::small_letter;

/// The longest running head, in characters.
const LONGEST: u32 = 110;
/// How many lines from a page's edge furniture may stand.
const ZONE: usize = 3;
/// The fewest lines of text on a page, where only the numbers tell the pages.
const FEWEST_LINES: usize = 4;

/// On how many lines the title may stand at the beginning.
const TITLE_PAGE: usize = 12;

/// The fewest lines between two running heads, where nothing else shows that they are ones.
const SPARSE: usize = 15;

/// The lines of the text alone, and what was found around them.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Lines that are text; the first on each page is marked, where pages are known.
    pub(super) lines: Vec<Line>,
    /// Running heads and page numbers.
    pub(super) removed: Vec<Removed>,
    /// Pages whose printed number is known.
    pub(super) pages: Vec<Page>,
}

/// Parts the text from the page's furniture. `first_page` is the number of the first page, where that is known from elsewhere.
pub(super) fn part(source: &str, lines: Vec<Line>, markup: Markup, first_page: Option<u32>) -> Body {
    let mut body = part_pages(source, lines, markup, first_page);
    // rules that part the notes from the text
    let is_rule: Vec<bool> = body.lines.iter().map(|line| is_rule(line.text(source))).collect();
    let rules = body.lines.iter().zip(&is_rule).filter(|(_, is_rule)| **is_rule);
    body.removed.extend(rules.map(|(line, _)| Removed { span: line.span, kind: RepairKind::Markup }));
    body.lines = without(body.lines, &is_rule);
    body
}

/// Whether the line is drawn: underscores, dashes or box signs, but not the hyphens of Markdown.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '_' | '—' | '–' | '―' | '─' | '━'))
}

fn part_pages(source: &str, lines: Vec<Line>, markup: Markup, first_page: Option<u32>) -> Body {
    if lines.iter().any(|line| line.form_feeds > 0) {
        return on_pages(source, lines, first_page);
    }
    if markup == Markup::Markdown {
        return Body { lines, ..Body::default() };
    }
    let body = in_the_flow(source, lines);
    match first_page {
        Some(first) if body.pages.is_empty() => {
            let pages = indented_pages(&body.lines, first);
            Body { pages, ..body }
        }
        _ => body,
    }
}

/// A line that may be furniture.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// Its place among the lines.
    index: usize,
    /// The page, from 0; without form feeds 0 for all.
    page: u32,
    /// The number in it that may be the page's.
    number: Option<u32>,
    /// Whether it is nothing but the number.
    is_bare: bool,
    /// Whether the number stands clear of the words: at the end, or set off by a wide space or a bar.
    is_clear: bool,
    /// Whether a wide space or a bar sets the number off.
    is_set_off: bool,
    /// Its words, without the number.
    key: u64,
    /// Whether it is the first or the last line of its page.
    is_outermost: bool,
}

fn edge(source: &str, lines: &[Line], index: usize, page: u32) -> Option<Edge> {
    let line = lines.get(index).filter(|line| line.width <= LONGEST)?;
    let text = line.text(source);
    // the end of a sentence is no head, but an address may be; nor is a table's row
    if (text.ends_with('.') && text.contains(' '))
        || text.starts_with(char::is_lowercase) && !text.contains("www") && !is_roman(text) && !text.starts_with("page ")
    {
        return None;
    }
    if text.split("  ").filter(|cell| !cell.trim().is_empty()).count() > 3 {
        return None;
    }
    let PageNumber { number, rest, is_clear, is_set_off } = page_number(text);
    let key = key_of(rest);
    let is_bare = !rest.contains(char::is_alphanumeric);
    if !is_bare && rest.chars().filter(|c| c.is_alphabetic()).count() < 3 && !is_roman(text) && !is_symbol(rest) {
        return None;
    }
    // a drawn line is no head
    if is_bare && number.is_none() && !is_roman(text) {
        return None;
    }
    Some(Edge { index, page, number, is_bare, is_clear, is_set_off, key, is_outermost: false })
}

/// Whether the line says who holds the rights, and no more.
fn is_copyright(text: &str) -> bool {
    let is_one_line = text.len() <= LONGEST as usize && text.split(". ").count() <= 2;
    let says = text.starts_with('©') || text.starts_with("Copyright ©") || text.starts_with("(c) 2") || text.starts_with("(c) 1");
    says && is_one_line
}

/// What texts count: not pages.
const PARTS: &[&str] = &[
    "annex",
    "appendix",
    "area",
    "article",
    "box",
    "case",
    "chapter",
    "figure",
    "finding",
    "goal",
    "lesson",
    "map",
    "measure",
    "objective",
    "option",
    "part",
    "phase",
    "pillar",
    "principle",
    "priority",
    "proposal",
    "question",
    "recommendation",
    "scenario",
    "section",
    "stage",
    "step",
    "story",
    "table",
    "target",
    "theme",
    "topic",
    "week",
];

/// Whether the line is nothing but a part of the text and its number: "Option 2".
fn is_part(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (part, number, rest) = (words.next().unwrap_or_default(), words.next(), words.next());
    let is_named = PARTS.iter().any(|name| part.eq_ignore_ascii_case(name));
    is_named && rest.is_none() && number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What makes two heads the same: their letters and digits.
fn key_of(text: &str) -> u64 {
    hash(text.chars().filter(|c| c.is_alphanumeric()))
}

/// Whether the text is the symbol or the job number of a document: `S/2021/442`, `21-06789`.
fn is_symbol(text: &str) -> bool {
    let token = text.trim();
    let count = |is: fn(&char) -> bool| token.chars().filter(is).count();
    token.contains(['/', '-'])
        && token.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '(' | ')'))
        && count(char::is_ascii_digit) >= 4
}

/// The number of a page in its count, `3/17`.
fn counted(token: &str) -> Option<u32> {
    let (number, all) = token.split_once('/')?;
    let (number, all) = (number.parse::<u32>().ok()?, all.parse::<u32>().ok()?);
    (number <= all && all < 2000 && token.len() <= 9).then_some(number)
}

/// The number of a page on a line of its head or foot.
#[derive(Clone, Copy, Debug)]
struct PageNumber<'a> {
    number: Option<u32>,
    /// The line without it.
    rest: &'a str,
    /// Whether the two stand clear of each other: the number is at the end, or set off.
    is_clear: bool,
    /// Whether a wide space, a tab or a bar sets it off.
    is_set_off: bool,
}

/// What may stand around a page's number.
const DECORATION: &[char] = &['-', '–', '—', '|', '·', '•', '/', '[', ']', '(', ')', ' ', '\t', '\u{a0}', '_', '~'];

/// The number at an end of the line.
fn page_number<'a>(text: &'a str) -> PageNumber<'a> {
    let bare = text.trim_matches(DECORATION);
    let leads = |lead: &&&str| bare.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead));
    let lead = ["page ", "p. ", "seite ", "pg. "].iter().find(leads).map_or(0, |lead| lead.len());
    let bare = bare.get(lead..).unwrap_or(bare);
    let digits = |text: &str| text.chars().next().is_some() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let alone = |number| PageNumber { number, rest: "", is_clear: true, is_set_off: true };
    let mut tokens = bare.split_whitespace();
    if let (Some(number), Some("of" | "/"), Some(all), None) = (tokens.next(), tokens.next(), tokens.next(), tokens.next())
        && digits(number)
        && digits(all)
    {
        return alone(number.parse().ok());
    }
    if digits(bare) {
        return alone(bare.parse().ok());
    }
    // "Brief 12 | Page 2 of 3"
    if let Some((head, all)) = bare.rsplit_once(" of ").filter(|(_, all)| digits(all))
        && let Some((before, number)) = head.rsplit_once(' ').filter(|(_, number)| digits(number))
        && let Some(rest) = before.strip_suffix("page").or_else(|| before.strip_suffix("Page"))
        && !all.is_empty()
    {
        let rest = rest.trim_end_matches(DECORATION);
        return PageNumber { number: number.parse().ok(), rest, is_clear: true, is_set_off: true };
    }
    let first = bare.split([' ', '\t', '|', '\u{a0}']).next().unwrap_or_default();
    let last = bare.rsplit([' ', '\t', '|', '\u{a0}']).next().unwrap_or_default();
    let after = bare.get(first.len()..).unwrap_or_default();
    let before = bare.get(..bare.len() - last.len()).unwrap_or_default();
    let leads = after.starts_with("  ") || after.starts_with('\t') || after.trim_start().starts_with('|');
    let trails = before.ends_with("  ") || before.ends_with('\t') || before.trim_end().ends_with('|');
    let trailing = |number, rest: &'a str| PageNumber {
        number,
        rest: rest.trim_end_matches(DECORATION),
        is_clear: true,
        is_set_off: trails,
    };
    let leading =
        |number, is_clear| PageNumber { number, rest: after.trim_start_matches(DECORATION), is_clear, is_set_off: leads };
    // "3/17" beside a job number
    if let Some(number) = counted(last) {
        return trailing(Some(number), before);
    }
    if let Some(number) = counted(first) {
        return leading(Some(number), true);
    }
    // "16    Report No. 14" is page 16
    if digits(last) && !(digits(first) && leads && !trails) {
        return trailing(last.parse().ok(), before.trim_end_matches(DECORATION).strip_suffix(" page").unwrap_or(before));
    }
    if digits(first) {
        return leading(first.parse().ok(), leads);
    }
    PageNumber { number: None, rest: text, is_clear: false, is_set_off: false }
}

/// What wide spaces or bars part in a line: a head may name the authors beside the section, which changes.
fn cells(text: &str) -> impl Iterator<Item = &str> + Clone {
    let parts = text.split('|').flat_map(|part| part.split("  ")).flat_map(|part| part.split('\t'));
    parts.map(str::trim).filter(|cell| cell.chars().filter(|c| c.is_alphabetic()).count() >= 3 || is_symbol(cell))
}

/// Whether the line says that it counts pages, and nothing else: "Page 2", "— Page 2 of 3 —".
fn says_page(text: &str) -> bool {
    let bare = text.trim_matches(DECORATION);
    let lead = bare.get(..5).filter(|lead| lead.eq_ignore_ascii_case("page "));
    lead.is_some() && matches!(page_number(text), PageNumber { number: Some(_), rest: "", .. })
}

/// Whether the line is a small roman numeral, as front matter is numbered.
fn is_roman(text: &str) -> bool {
    let bare = text.trim_matches(['-', '–', ' ', '|']);
    !bare.is_empty() && bare.len() <= 6 && bare.bytes().all(|byte| b"ivxl".contains(&byte))
}

/// A line that recurs at pages' edges.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    /// How often.
    count: u32,
    /// How often the page before, or the one before that, has it, too.
    near: u32,
    /// The first and the last page that has it.
    first: u32,
    last: u32,
}

/// The short lines inside pages that stand alone: a page's head may repeat one, namely a section's heading.
fn lines_inside(source: &str, lines: &[Line], pages: &[(u32, std::ops::Range<usize>)]) -> HashSet<u64> {
    let mut inside = HashSet::new();
    for (_, range) in pages {
        for index in range.clone().skip(1) {
            let stands_alone =
                lines.get(index).is_some_and(|line| line.blanks > 0) && lines.get(index + 1).is_none_or(|line| line.blanks > 0);
            if stands_alone && let Some(edge) = edge(source, lines, index, 0).filter(|edge| !edge.is_bare) {
                inside.insert(edge.key);
                // heads leave the number of the heading out
                let text = lines.get(index).map_or("", |line| line.text(source));
                inside.insert(key_of(text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')));
            }
        }
    }
    inside
}

/// The fewest letters of a part of the title that a page's head repeats.
const SHORTEST_TITLE: usize = 10;

/// The letters and digits of the first page's first lines, among which the title is.
fn title(source: &str, lines: &[Line], pages: &[(u32, std::ops::Range<usize>)]) -> String {
    let first = pages.first().map_or(0..0, |(_, range)| range.clone());
    let lines = first.take(2 * ZONE).filter_map(|index| lines.get(index)).filter(|line| line.width <= LONGEST);
    lines.map(|line| bare(line.text(source))).collect()
}

/// The letters and digits of a text, small.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).map(small_letter).collect()
}

/// Pages parted by form feeds.
fn on_pages(source: &str, mut lines: Vec<Line>, first_page: Option<u32>) -> Body {
    let mut pages: Vec<(u32, std::ops::Range<usize>)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match pages.last_mut() {
            Some((_, range)) if line.form_feeds == 0 => range.end = index + 1,
            Some((page, _)) => {
                let page = *page + line.form_feeds;
                pages.push((page, index..index + 1));
            }
            None => pages.push((line.form_feeds, index..index + 1)),
        }
    }
    // the lines near the edges of each page
    let (mut tops, mut bottoms) = (Vec::new(), Vec::new());
    for (page, range) in &pages {
        let zone = ZONE.min(range.len().div_ceil(2));
        let found = |index: usize, outermost: usize| {
            edge(source, &lines, index, *page).map(|edge| Edge { is_outermost: index == outermost, ..edge })
        };
        tops.extend(range.clone().take(zone).filter_map(|index| found(index, range.start)));
        bottoms.extend(range.clone().rev().take(zone).filter_map(|index| found(index, range.end - 1)));
    }
    // how often each line recurs, and how often that is on the next page or the one after
    let mut groups: HashMap<(bool, u64), Group> = HashMap::new();
    let mut offsets: HashMap<i64, u32> = HashMap::new();
    let mut numbers: Vec<i64> = Vec::new();
    for (is_top, edge) in tops.iter().map(|edge| (true, edge)).chain(bottoms.iter().map(|edge| (false, edge))) {
        // beside the head of all pages the first page may have more, and the others what changes
        let text = lines.get(edge.index).map_or("", |line| line.text(source));
        let cells = cells(text).map(|cell| key_of(page_number(cell).rest));
        for key in cells.filter(|key| *key != edge.key).chain((!edge.is_bare).then_some(edge.key)) {
            let group = groups.entry((is_top, key)).or_insert(Group { first: edge.page, ..Group::default() });
            group.near += u32::from(group.count > 0 && edge.page <= group.last + 2);
            group.count += 1;
            group.last = edge.page;
        }
        if let Some(number) = edge.number.filter(|_| edge.is_bare || edge.is_clear) {
            let offset = i64::from(number) - i64::from(edge.page);
            numbers.push(offset);
            *offsets.entry(offset).or_default() += 1;
        }
    }
    let headings = lines_inside(source, &lines, &pages);
    let title = title(source, &lines, &pages);
    let repeats_title = |edge: &Edge| {
        let text = lines.get(edge.index).map_or("", |line| line.text(source));
        let bare = bare(page_number(text).rest);
        edge.page > 0 && bare.len() >= SHORTEST_TITLE && text.trim().contains(' ') && title.contains(&bare)
    };
    let best = numbers.iter().map(|offset| (offsets.get(offset).copied().unwrap_or(0), std::cmp::Reverse(*offset))).max();
    let offset = best.filter(|&(count, _)| count >= 2 || pages.len() == 1).map(|(_, offset)| offset.0);
    let many = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let counts_pages = |edge: &Edge| edge.number.is_some_and(|number| offset == Some(i64::from(number) - i64::from(edge.page)));
    let is_usual = |group: Group| (group.count >= 3 && group.near * 2 >= group.count) || (group.count == 2 && many <= 8);
    let group = |is_top: bool, key: u64| groups.get(&(is_top, key)).copied().unwrap_or_default();
    let stands_alone = |is_top: bool, index: usize| {
        let inner = if is_top { index + 1 } else { index };
        lines.get(inner).is_none_or(|line| line.blanks > 0)
    };
    // a line that stands clear of the text, and a part of which recurs or is a heading
    let has_usual_part = |is_top: bool, edge: &Edge| {
        let is_parted = stands_alone(is_top, edge.index);
        let text = lines.get(edge.index).map_or("", |line| line.text(source));
        let mut keys = cells(text).map(|cell| key_of(page_number(cell).rest));
        is_parted && keys.clone().count() > 1 && keys.any(|key| is_usual(group(is_top, key)) || headings.contains(&key))
    };
    let recurs = |is_top: bool, edge: &Edge| {
        let group = group(is_top, edge.key);
        // the heads of a chapter, which may have its heading at the top of its first page
        let is_chapter = group.first > 1 && !headings.contains(&edge.key) && !counts_pages(edge);
        let is_heading = is_chapter && is_top && edge.page == group.first;
        is_usual(group) && !is_heading
    };
    // the first page has more on the line of its head: a publisher's name, then the head of all pages
    let has_head = |text: &str| {
        let mut cells = cells(text);
        let count = |cell: &str| group(true, key_of(page_number(cell).rest)).count;
        cells.clone().count() > 1 && cells.any(|cell| count(cell) >= 2)
    };
    let mut body = Body::default();
    let mut is_furniture = vec![false; lines.len()];
    for (is_top, zone) in [(true, &tops), (false, &bottoms)] {
        let mut expected = None;
        for edge in zone {
            // only what no line of text parts from the page's edge
            let is_outermost = edge.is_outermost;
            let adjoins = is_outermost || expected.is_some_and(|(page, index)| page == edge.page && index == edge.index);
            let is_number = edge.is_bare && (counts_pages(edge) || edge.number.is_none() || (is_outermost && offset.is_none()));
            let repeats_heading = is_top && is_outermost && edge.page > 0 && headings.contains(&edge.key);
            let is_head = !edge.is_bare
                && (recurs(is_top, edge)
                    || repeats_heading
                    || (is_outermost && stands_alone(is_top, edge.index) && repeats_title(edge))
                    || (is_outermost && has_usual_part(is_top, edge))
                    || (edge.is_clear && is_outermost && counts_pages(edge)));
            // the first page shows as its title what the others show as their head
            let shares_head = is_top && edge.page == 0 && lines.get(edge.index).is_some_and(|line| has_head(line.text(source)));
            let is_title = edge.page == 0 && !counts_pages(edge) && is_top && !edge.is_bare && !shares_head;
            let is_head = is_head || shares_head;
            if adjoins && (is_number || is_head) && !is_title && !is_furniture.get(edge.index).copied().unwrap_or(true) {
                if let (Some(line), Some(slot)) = (lines.get(edge.index), is_furniture.get_mut(edge.index)) {
                    *slot = true;
                    let kind = if is_number { RepairKind::PageNumber } else { RepairKind::RunningHead };
                    body.removed.push(Removed { span: line.span, kind });
                }
                expected = Some((edge.page, if is_top { edge.index + 1 } else { edge.index.wrapping_sub(1) }));
            } else {
                expected = Some((edge.page, usize::MAX));
            }
        }
    }
    // whose the text is, below all else
    for (_, range) in &pages {
        let text = |index: &usize| is_furniture.get(*index) == Some(&false);
        let Some(last) = range.clone().rev().find(text).filter(|&last| last > range.start) else { continue };
        if let Some(line) = lines.get(last).filter(|line| is_copyright(line.text(source))) {
            mark(&mut is_furniture, last);
            body.removed.push(Removed { span: line.span, kind: RepairKind::RunningHead });
        }
    }
    let is_printed = offset.is_some();
    for (page, range) in &pages {
        let start =
            range.clone().find(|&index| !is_furniture.get(index).copied().unwrap_or(true)).and_then(|index| lines.get_mut(index));
        let Some(line) = start else { continue };
        line.begins_page = true;
        let number = match (offset, first_page) {
            (Some(offset), _) if is_printed => u32::try_from(i64::from(*page) + offset).ok(),
            (_, Some(first)) => Some(first + page),
            _ => None,
        };
        if let Some(number) = number.filter(|&number| number > 0) {
            body.pages.push(Page { start: line.span.start, number });
        }
    }
    body.lines = without(lines, &is_furniture);
    body
}

/// The lines that are not furniture; what stood blank around furniture counts for the line after it.
fn without(lines: Vec<Line>, is_furniture: &[bool]) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let (mut blanks, mut begins_page) = (0, false);
    for (mut line, &is_furniture) in lines.into_iter().zip(is_furniture) {
        blanks += line.blanks;
        begins_page |= line.begins_page;
        if !is_furniture {
            line.blanks = std::mem::take(&mut blanks);
            line.begins_page = std::mem::take(&mut begins_page);
            kept.push(line);
        }
    }
    kept
}

/// No form feeds: the pages' numbers count up through the text, and heads recur beside them or cut sentences.
fn in_the_flow(source: &str, mut lines: Vec<Line>) -> Body {
    let edges: Vec<Edge> = (0..lines.len()).filter_map(|index| edge(source, &lines, index, 0)).collect();
    let mut is_furniture = vec![false; lines.len()];
    let mut is_number = vec![false; lines.len()];
    let cuts = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| lines.get(before)).map_or("", |line| line.text(source));
        let is_wide = before.chars().count() > 40;
        is_wide && end_of(before) == End::Open
    };
    let is_alone = |index: usize| {
        lines.get(index).is_some_and(|line| line.blanks > 0) && lines.get(index + 1).is_none_or(|line| line.blanks > 0)
    };
    let run = counting(&edges, |edge| edge.is_bare);
    let cut = run.iter().filter(|&&index| cuts(index)).count();
    // the numbers of sections, each on a line of its own above its heading
    let over_heading = |index: &&usize| {
        lines.get(**index + 1).is_some_and(|next| looks_like_heading(source, &[next.span], Some("")) && next.width < LONGEST / 2)
    };
    // no head that recurs beside the pages' numbers
    let below: HashSet<&str> =
        run.iter().filter_map(|index| lines.get(index + 1)).map(|line| page_number(line.text(source)).rest).collect();
    let are_sections = cut == 0 && below.len() == run.len() && run.iter().filter(over_heading).count() * 3 >= run.len() * 2;
    // two numbers may be anything
    let is_sure = run.len() > 2 || cut > 0 || run.iter().all(|&index| is_alone(index));
    if is_sure && !are_sections {
        for index in run {
            mark(&mut is_furniture, index);
            mark(&mut is_number, index);
        }
    }
    for edge in edges.iter().filter(|edge| edge.is_bare) {
        let says = lines.get(edge.index).is_some_and(|line| says_page(line.text(source)));
        let stands = |index: usize| index == 0 || lines.get(index).is_none_or(|line| line.blanks > 0);
        if says && stands(edge.index) && stands(edge.index + 1) {
            mark(&mut is_furniture, edge.index);
            mark(&mut is_number, edge.index);
        }
    }
    // heads of several kinds, each with its page's number set off from the words, many of them in the midst of a sentence
    let run = counting(&edges, |edge| !edge.is_bare && edge.is_set_off && is_alone(edge.index));
    if run.iter().filter(|&&index| cuts(index)).count() * 2 >= run.len() {
        for index in run {
            mark(&mut is_furniture, index);
            mark(&mut is_number, index);
        }
    }
    // heads with a number in them
    let mut groups: HashMap<u64, Vec<Edge>> = HashMap::new();
    for edge in edges.iter().filter(|edge| !edge.is_bare) {
        groups.entry(edge.key).or_default().push(*edge);
        // or with a part that recurs, beside one that changes
        let text = lines.get(edge.index).map_or("", |line| line.text(source));
        if text.contains('|') {
            for key in cells(text).map(|cell| key_of(page_number(cell).rest)).filter(|key| *key != edge.key) {
                groups.entry(key).or_default().push(Edge { key, is_clear: false, ..*edge });
            }
        }
    }
    let mut repeated: Vec<&Vec<Edge>> = groups.values().filter(|group| group.len() >= 2).collect();
    repeated.sort_unstable_by_key(|group| group.first().map_or(0, |edge| edge.index));
    let near =
        |is_number: &[bool], index: usize| (index.saturating_sub(2)..=index + 2).any(|other| is_number.get(other) == Some(&true));
    for group in repeated {
        let is_spread = group.windows(2).all(|pair| matches!(pair, [a, b] if b.index - a.index >= FEWEST_LINES));
        if !is_spread {
            continue;
        }
        let rises = |[a, b]: [&Edge; 2]| matches!((a.number, b.number), (Some(a), Some(b)) if a < b && b - a <= 8);
        let all_rise = group.windows(2).all(|pair| matches!(pair, [a, b] if rises([a, b])));
        let beside = group.iter().filter(|edge| near(&is_number, edge.index)).count();
        let cutting = group.iter().filter(|edge| cuts(edge.index)).count();
        let is_sparse = group.windows(2).all(|pair| matches!(pair, [a, b] if b.index - a.index >= SPARSE));
        // "Option 1", "Option 2", "Option 3": parts of the text that are counted
        let is_part = |edge: &Edge| lines.get(edge.index).is_some_and(|line| is_part(line.text(source)));
        let are_parts = group.iter().all(is_part) && cutting * 2 < group.len();
        let counts = all_rise && !are_parts && group.iter().all(|edge| edge.is_clear) && (cutting > 0 || group.len() >= 3);
        if counts || beside * 2 > group.len() || (group.len() >= 3 && is_sparse && cutting * 3 >= group.len()) {
            for edge in group {
                // the text begins with its title, which the heads repeat, alone or beside a series
                let is_whole = |edge: &Edge| lines.get(edge.index).is_some_and(|line| !line.text(source).contains('|'));
                let is_first = edge.index == 0
                    || edge.index < TITLE_PAGE
                        && group.first().is_some_and(|first| first.index == edge.index)
                        && is_whole(edge)
                        && !group.iter().skip(1).any(is_whole);
                let is_title = is_first && edge.number.is_none();
                if !is_title {
                    mark(&mut is_furniture, edge.index);
                }
            }
            if counts {
                group.iter().for_each(|edge| mark(&mut is_number, edge.index));
            }
        }
    }
    let mut body = Body::default();
    for (index, line) in lines.iter().enumerate() {
        if is_furniture.get(index) == Some(&true) {
            let is_bare = edge(source, &lines, index, 0).is_some_and(|edge| edge.is_bare);
            let kind = if is_bare { RepairKind::PageNumber } else { RepairKind::RunningHead };
            body.removed.push(Removed { span: line.span, kind });
        }
    }
    let numbers: Vec<(usize, u32)> = edges
        .iter()
        .filter(|edge| is_number.get(edge.index) == Some(&true))
        .filter_map(|edge| Some((edge.index, edge.number?)))
        .collect();
    number_pages(&mut lines, &is_furniture, &numbers, &mut body.pages);
    body.lines = without(lines, &is_furniture);
    body
}

fn mark(flags: &mut [bool], index: usize) {
    if let Some(flag) = flags.get_mut(index) {
        *flag = true;
    }
}

/// The longest run of lines whose numbers go up by one, each some lines after the last; at least two.
fn counting(edges: &[Edge], may: impl Fn(&Edge) -> bool) -> Vec<usize> {
    let mut best: HashMap<u32, (u32, usize)> = HashMap::new();
    let mut before: Vec<Option<usize>> = vec![None; edges.len()];
    let mut overall: Option<(u32, usize)> = None;
    for (at, edge) in edges.iter().enumerate() {
        let Some(number) = edge.number.filter(|_| may(edge)) else { continue };
        let previous = number.checked_sub(1).and_then(|previous| best.get(&previous)).copied();
        let previous = previous.filter(|&(_, at)| edges.get(at).is_some_and(|other| edge.index - other.index > FEWEST_LINES));
        let length = previous.map_or(1, |(length, _)| length + 1);
        if let Some(slot) = before.get_mut(at) {
            *slot = previous.map(|(_, at)| at);
        }
        if best.get(&number).is_none_or(|&(other, _)| length >= other) {
            best.insert(number, (length, at));
        }
        if overall.is_none_or(|(other, _)| length > other) {
            overall = Some((length, at));
        }
    }
    let mut run = Vec::new();
    let mut at = overall.filter(|&(length, _)| length >= 2).map(|(_, at)| at);
    while let Some(found) = at {
        run.extend(edges.get(found).map(|edge| edge.index));
        at = before.get(found).copied().flatten();
    }
    run.reverse();
    run
}

/// Numbers the pages by the numbers printed in the flow: at the pages' feet, unless the text begins with one.
fn number_pages(lines: &mut [Line], is_furniture: &[bool], numbers: &[(usize, u32)], pages: &mut Vec<Page>) {
    let is_text = |index: usize| is_furniture.get(index) == Some(&false);
    let text_after = |index: usize, lines: &[Line]| (index..lines.len()).find(|&index| is_text(index));
    for index in (1..lines.len()).filter(|&index| is_text(index) && !is_text(index - 1)).collect::<Vec<_>>() {
        if let Some(line) = lines.get_mut(index) {
            line.begins_page = true;
        }
    }
    let Some((&(first, number), &(last, _))) = numbers.first().zip(numbers.last()) else { return };
    let is_foot = text_after(last, lines).is_none() || (0..first).filter(|&index| is_text(index)).count() > FEWEST_LINES;
    let mut push = |index: Option<usize>, number: u32, lines: &[Line]| {
        if let Some(line) = index.and_then(|index| lines.get(index)) {
            pages.push(Page { start: line.span.start, number });
        }
    };
    if is_foot {
        push(text_after(0, lines), number, lines);
    }
    for &(index, number) in numbers {
        push(text_after(index, lines), number + u32::from(is_foot), lines);
    }
    pages.dedup_by_key(|page| page.start);
}

/// A converter's habit: the first line of each page begins with exactly one blank, and no blank line stands before it.
/// Where many lines look like that, it means nothing.
fn indented_pages(lines: &[Line], first: u32) -> Vec<Page> {
    let is_start = |line: &Line| line.indent == 1 && line.blanks == 0;
    let starts: Vec<_> = lines.iter().filter(|line| is_start(line)).collect();
    if starts.len() * 20 > lines.len() + 20 {
        return Vec::new();
    }
    starts.iter().zip(first..).map(|(line, number)| Page { start: line.span.start, number }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    fn removed(source: &str) -> Vec<&str> {
        let body = part(source, lines(source), Markup::Plain, None);
        body.removed.iter().map(|removed| removed.span.of(source)).collect()
    }

    #[test]
    fn what_counts_up_may_be_no_page() {
        let prose = "The river rose and the bridge did not, as all of them had said it would.\n".repeat(3);
        let open = |number: usize| {
            let word = ["once", "twice", "often", "late"][number % 4];
            format!("The river {word} rose and the bridge did not, as all of them had said it\n")
        };
        let with = |head: &str, before: &str| {
            let page = |number: usize| {
                let before = if before.is_empty() { open(number) } else { before.to_owned() };
                format!("{prose}{before}\n{}\n\n", head.replace('#', &number.to_string()))
            };
            (1..=4).map(page).collect::<String>() + &prose
        };
        assert_eq!(removed(&with("#", "")), ["1", "2", "3", "4"]);
        assert_eq!(removed(&with("#", &prose)), ["1", "2", "3", "4"]);
        let sections = ["Water", "War", "Wine"].iter().zip(1..);
        let sections: String = sections.map(|(name, number)| format!("{prose}{prose}\n{number}\n{name} and all\n\n")).collect();
        assert_eq!(removed(&(sections + &prose)), [""; 0]);
        assert_eq!(removed(&with("Option #", &prose)), [""; 0]);
        assert_eq!(
            removed(&with("River Papers #", &prose)),
            ["River Papers 1", "River Papers 2", "River Papers 3", "River Papers 4"]
        );
        assert_eq!(removed(&format!("{prose}\n— Page 2 of 3 —\n\n{prose}")), ["— Page 2 of 3 —"]);
        assert_eq!(removed(&format!("{prose}\nPage 2 is lost\n\n{prose}Page 3\n")), [""; 0]);
        assert_eq!(removed(&format!("{prose}{prose}12\n{prose}{prose}13\n{prose}")), [""; 0]);
        assert_eq!(removed(&format!("{prose}{}12\n{prose}{}13\n{prose}", open(0), open(1))), ["12", "13"]);
    }
}
