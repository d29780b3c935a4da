//! The texts of notes: at the feet of pages, in a section of their own, or as Markdown's `[^1]:` definitions.

use std::collections::BTreeSet;

use super::BlockKind;
use super::draft::{Draft, DraftKind};
use super::ends::{End, begins, end_of};
use super::lines::Line;
use super::notes::{self, Style, Styles};
use super::shape::Markup;
use crate::text::Span;

/// How far before a note's text its marker may stand where no page is known, in lines.
const REACH: usize = 120;

/// How a note's text is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label<'a> {
    /// `³`
    Superscript(u32),
    /// `[3]`
    Bracket(u32),
    /// `[iv]`, `iv`
    Roman(u32),
    /// `(3)`
    Round(u32),
    /// `***`
    Starred(u32),
    /// `3`, `3.`, `3)`
    Plain(u32),
    /// `[^3]:`
    Caret(&'a str),
}

/// A note's label and where its text begins.
#[derive(Clone, Copy, Debug)]
struct Labelled<'a> {
    label: Label<'a>,
    /// The bytes of the label, with the white space after it.
    length: usize,
}

/// The notes' texts, and the lines that are left.
#[derive(Debug, Default)]
pub(super) struct NoteTexts {
    /// The lines without them.
    pub(super) lines: Vec<Line>,
    /// Drafts of the notes, in the order of the source.
    pub(super) notes: Vec<Draft>,
    /// How they are numbered, but for the usual.
    pub(super) styles: Styles,
}

/// Takes the notes' texts out of the lines. `number` gives the number of a Markdown note.
pub(super) fn part(source: &str, mut lines: Vec<Line>, markup: Markup, number: impl Fn(&str) -> u32) -> NoteTexts {
    let mut starts: Vec<Option<u32>> = vec![None; lines.len()];
    let mut is_note = vec![false; lines.len()];
    definitions(source, &lines, &number, &mut starts, &mut is_note);
    sections(source, &lines, &mut starts, &mut is_note);
    feet(source, &lines, markup, &mut starts, &mut is_note);
    let mut texts = NoteTexts::default();
    let (mut blanks, mut begins_page) = (0, false);
    for (index, line) in lines.iter_mut().enumerate() {
        line.blanks += std::mem::take(&mut blanks);
        line.begins_page |= std::mem::take(&mut begins_page);
        if is_note.get(index) != Some(&true) {
            texts.lines.push(*line);
            continue;
        }
        (blanks, begins_page) = (line.blanks.max(1), line.begins_page);
        if let Some(Some(number)) = starts.get(index) {
            let length = label(line.text(source)).map_or(0, |labelled| labelled.length);
            let text = Span::new(line.span.start + length, line.span.end);
            let mut draft = Draft::new(DraftKind::Block(BlockKind::Footnote), vec![text.into()]);
            draft.label = Some(Span::new(line.span.start, text.start));
            texts.styles.round |= line.text(source).starts_with('(');
            texts.styles.roman |= numbered(source, line).is_some_and(|(_, form)| form == Form::Roman);
            texts.styles.starred |= notes::stars(line.text(source)).is_some() && !notes::is_signed(*number);
            draft.note = Some(*number);
            texts.notes.push(draft);
        } else if let Some(draft) = texts.notes.last_mut() {
            draft.pieces.push(line.span.into());
        }
    }
    texts
}

/// The label at the start of a line.
fn label(text: &str) -> Option<Labelled<'_>> {
    let (label, length) = if let Some(rest) = text.strip_prefix("[^") {
        let (id, _) = rest.split_once("]:")?;
        (Label::Caret(id), id.len() + 4)
    } else if let Some(rest) = text.strip_prefix('[') {
        let (number, _) = rest.split_once(']')?;
        let roman = || notes::roman(number).filter(|&(_, length)| length == number.len());
        let label = match small(number) {
            Some(number) => Label::Bracket(number),
            None => Label::Roman(roman()?.0),
        };
        (label, number.len() + 2)
    } else if let Some(rest) = text.strip_prefix('(') {
        let (number, after) = rest.split_once(')')?;
        let after = after.trim_start();
        (begins(after) || after.starts_with("http")).then_some(())?;
        (Label::Round(small(number)?), number.len() + 2)
    } else if let Some((number, length)) = notes::superscript(text).or_else(|| notes::tagged(text)) {
        (Label::Superscript(number), length)
    } else if let Some((number, length)) = notes::stars(text) {
        begins(text.get(length..)?.trim_start()).then_some(())?;
        (Label::Starred(number), length)
    } else if let Some((number, length)) = notes::roman(text) {
        let rest = text.get(length..)?;
        let is_text = |text: &str| begins(text) || text.starts_with("http");
        (rest.starts_with(super::lines::is_blank) && is_text(rest.trim_start())).then_some(())?;
        (Label::Roman(number), length)
    } else {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = small(text.get(..length)?)?;
        let closed = text.get(length..)?.trim_start_matches(['.', ')']);
        let close = text.len() - length - closed.len();
        (close <= 1).then_some(())?;
        let rest = closed.trim_start();
        // "1 See", "1. See", and "1See" where the raised digit was set close
        let is_spaced = rest.len() < closed.len();
        (is_spaced && (begins(rest) || rest.starts_with("http")) || (close == 0 && rest.starts_with(char::is_uppercase)))
            .then_some(())?;
        (Label::Plain(number), length + close)
    };
    let after = text.get(length..)?;
    let rest = after.trim_start_matches(super::lines::is_blank);
    (!rest.is_empty()).then_some(Labelled { label, length: text.len() - rest.len() })
}

fn small(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|&number| number > 0 && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Raised,
    Bracketed,
    Roman,
    Round,
    Starred,
    Plain,
    /// A plain number with a full stop or a bracket after it, as list items have it, too.
    Closed,
}

/// A number in the text that may call a note, and its line.
#[derive(Clone, Copy, Debug)]
struct Called {
    number: u32,
    index: usize,
    style: Style,
}

impl Called {
    /// Whether it may call the text of that number and form.
    fn calls(&self, number: u32, form: Form) -> bool {
        let style = match form {
            Form::Roman => Style::Roman,
            Form::Round => Style::Round,
            Form::Starred => Style::Starred,
            _ => Style::Usual,
        };
        self.number == number && self.style == style
    }
}

fn numbered(source: &str, line: &Line) -> Option<(u32, Form)> {
    match label(line.text(source))?.label {
        Label::Superscript(number) => Some((number, Form::Raised)),
        Label::Bracket(number) => Some((number, Form::Bracketed)),
        Label::Roman(number) => Some((number, Form::Roman)),
        Label::Round(number) => Some((number, Form::Round)),
        Label::Starred(number) => Some((number, Form::Starred)),
        Label::Plain(number) => {
            let rest = line.text(source).trim_start_matches(|c: char| c.is_ascii_digit());
            Some((number, if rest.starts_with(['.', ')']) { Form::Closed } else { Form::Plain }))
        }
        Label::Caret(_) => None,
    }
}

fn set<T>(slots: &mut [T], index: usize, value: T) {
    if let Some(slot) = slots.get_mut(index) {
        *slot = value;
    }
}

/// Markdown's definitions: up to the next blank line, and what is indented below.
fn definitions(source: &str, lines: &[Line], number: &impl Fn(&str) -> u32, starts: &mut [Option<u32>], is_note: &mut [bool]) {
    let mut is_open = false;
    for (index, line) in lines.iter().enumerate() {
        if let Some(Labelled { label: Label::Caret(id), .. }) = label(line.text(source)) {
            set(starts, index, Some(number(id)));
            is_open = true;
        } else if line.blanks > 0 && line.indent < 2 {
            is_open = false;
        }
        if is_open {
            set(is_note, index, true);
        }
    }
}

/// Whether the line is the heading of a section of notes.
fn is_heading(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphabetic());
    bare.len() < 30
        && ["notes", "endnotes", "end notes", "footnotes", "notes and references", "references and notes"]
            .iter()
            .any(|name| bare.eq_ignore_ascii_case(name))
}

/// Sections of notes: after their heading, texts numbered in order, up to something that looks like another heading.
fn sections(source: &str, lines: &[Line], starts: &mut [Option<u32>], is_note: &mut [bool]) {
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        index += 1;
        if !is_heading(line.text(source)) {
            continue;
        }
        let Some((mut expected, form)) = lines.get(index).and_then(|line| numbered(source, line)) else { continue };
        while let Some(line) = lines.get(index) {
            let text = line.text(source);
            if numbered(source, line) == Some((expected, form)) {
                set(starts, index, Some(expected));
                expected += 1;
            } else if (line.blanks > 0 || text.starts_with('#'))
                && begins(text.trim_start_matches(['#', ' ']))
                && end_of(text) == End::Open
                && line.width < 60
            {
                break;
            }
            set(is_note, index, true);
            index += 1;
        }
    }
}

/// Notes at the feet of pages: the last lines of a page, from one that begins with the number of a marker on that page.
fn feet(source: &str, lines: &[Line], markup: Markup, starts: &mut [Option<u32>], is_note: &mut [bool]) {
    let mut bounds: Vec<usize> =
        (0..lines.len()).filter(|&index| lines.get(index).is_some_and(|line| index == 0 || line.begins_page)).collect();
    bounds.push(lines.len());
    let mut last = 0;
    // a note has one text: those in a section of their own are not looked for again
    let given: BTreeSet<u32> = starts.iter().flatten().copied().collect();
    let mut called: Vec<Called> = Vec::new();
    for bound in bounds.windows(2) {
        let [from, to] = *bound else { continue };
        let before = called.len();
        for (index, line) in lines.iter().enumerate().take(to).skip(from) {
            notes::numbers(source, line.span, |number, style| {
                // the stars of Markdown call no note
                if style != Style::Starred || markup == Markup::Plain {
                    called.push(Called { number, index, style });
                }
            });
        }
        let page = called.get(before.saturating_sub(24)..).unwrap_or_default();
        let is_called = |number, index, form| page.iter().any(|called| called.calls(number, form) && called.index < index);
        let free = |index: usize| is_note.get(index) == Some(&false);
        let candidates: Vec<(usize, u32, Form)> = (from..to)
            .filter(|&index| free(index))
            .filter_map(|index| {
                lines.get(index).and_then(|line| numbered(source, line)).map(|(number, form)| (index, number, form))
            })
            .filter(|&(index, number, form)| is_called(number, index, form) && !given.contains(&number))
            .collect();
        // back from the page's end: each number one less than the one below it
        let mut chain: Vec<(usize, u32, Form)> = Vec::new();
        for &candidate in candidates.iter().rev() {
            // a starred note, on the author say, stands above the numbered ones
            let is_above = |number, form| number == 1 && candidate.2 == Form::Starred && form != Form::Starred;
            let precedes = |number, form| number == candidate.1 + 1 && form == candidate.2 || is_above(number, form);
            if chain.last().is_none_or(|&(_, number, form)| precedes(number, form)) {
                chain.push(candidate);
            }
        }
        chain.reverse();
        let Some(&(start, number, form)) = chain.first() else { continue };
        let is_raised = form == Form::Raised;
        let is_called_here = called.get(before..).unwrap_or_default().iter().any(|called| called.calls(number, form));
        let is_next = number > last || (number == 1 && is_called_here) || is_raised;
        let all_labelled = (start..to).all(|index| {
            lines.get(index).is_none_or(|line| {
                line.blanks == 0 || index == start || chain.iter().any(|&(at, _, _)| at == index) || line.indent > 2
            })
        });
        let foot_ends = lines
            .get(to.saturating_sub(1))
            .is_some_and(|line| end_of(line.text(source)) == End::Stop || line.text(source).contains("http"));
        if !is_next || !all_labelled || !(is_raised || foot_ends) || start == from {
            continue;
        }
        for &(index, number, _) in &chain {
            set(starts, index, Some(number));
            last = number;
        }
        (start..to).for_each(|index| set(is_note, index, true));
    }
    if bounds.len() == 2 && markup == Markup::Plain {
        signed(source, lines, &called, starts, is_note);
    }
    if bounds.len() == 2 {
        between(source, lines, &called, &given, starts, is_note);
    }
}

/// No page is known, and other notes are numbered: a chunk that begins with the sign of a marker in the chunk before it.
fn signed(source: &str, lines: &[Line], called: &[Called], starts: &mut [Option<u32>], is_note: &mut [bool]) {
    if starts.iter().all(Option::is_none) {
        return;
    }
    let mut from = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.blanks == 0 {
            continue;
        }
        let sign = numbered(source, line).filter(|&(_, form)| form == Form::Starred && is_note.get(index) == Some(&false));
        let Some((number, form)) = sign else {
            from = index;
            continue;
        };
        let first = called.partition_point(|called| called.index < from);
        let mut before = called.get(first..).unwrap_or_default().iter().take_while(|called| called.index < index);
        if !before.any(|called| called.calls(number, form)) {
            from = index;
            continue;
        }
        set(starts, index, notes::signed(line.text(source)));
        set(is_note, index, true);
        let further = lines.iter().enumerate().skip(index + 1).take_while(|(_, line)| line.blanks == 0);
        further.for_each(|(index, _)| set(is_note, index, true));
    }
}

/// No page is known: a chunk that begins with the number of a marker just before, where it cuts a sentence or its number is raised.
/// `given` are the numbers whose texts stand in a section of their own.
fn between(
    source: &str,
    lines: &[Line],
    called: &[Called],
    given: &BTreeSet<u32>,
    starts: &mut [Option<u32>],
    is_note: &mut [bool],
) {
    let mut last = 0;
    let mut index = 1;
    while let Some(line) = lines.get(index) {
        let start = index;
        index += 1;
        if line.blanks == 0 || is_note.get(start) != Some(&false) {
            continue;
        }
        let is_next = |number| number == last + 1 && !given.contains(&number);
        let Some((number, form)) = numbered(source, line).filter(|&(number, _)| is_next(number)) else { continue };
        let is_raised = form == Form::Raised;
        let first = called.partition_point(|called| called.index + REACH < start);
        let is_called = called
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|called| called.index < start)
            .any(|called| called.calls(number, form));
        let cuts = lines.get(start - 1).is_some_and(|line| line.width > 40 && end_of(line.text(source)) == End::Open);
        if !is_called || !(is_raised || cuts) {
            continue;
        }
        set(starts, start, Some(number));
        set(is_note, start, true);
        last = number;
        while let Some(line) = lines.get(index).filter(|line| line.blanks == 0) {
            if numbered(source, line) == Some((last + 1, form)) {
                last += 1;
                set(starts, index, Some(last));
            }
            set(is_note, index, true);
            index += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_labels() {
        let cases = [
            ("³ See above.", Some((Label::Superscript(3), "See above."))),
            ("[3] See above.", Some((Label::Bracket(3), "See above."))),
            ("[iv] See above.", Some((Label::Roman(4), "See above."))),
            ("[mix] See above.", None),
            ("iv See above.", Some((Label::Roman(4), "See above."))),
            ("i see above", None),
            ("vivid See", None),
            ("(3) See above.", Some((Label::Round(3), "See above."))),
            ("(3) see above", None),
            ("(c) See", None),
            ("3 See above.", Some((Label::Plain(3), "See above."))),
            ("3. See above.", Some((Label::Plain(3), "See above."))),
            ("<sup>3</sup> See above.", Some((Label::Superscript(3), "See above."))),
            ("** See above.", Some((Label::Starred(2), "See above."))),
            ("*See above.", Some((Label::Starred(1), "See above."))),
            ("* see above", None),
            ("3See above.", Some((Label::Plain(3), "See above."))),
            ("[^a]: See above.", Some((Label::Caret("a"), "See above."))),
            ("3 men came", None),
            ("2005 See", None),
            ("3.5 See", None),
            ("See", None),
        ];
        for (text, expected) in cases {
            let seen = label(text).map(|labelled| (labelled.label, &text[labelled.length..]));
            assert_eq!(seen, expected, "{text}");
        }
    }
}
