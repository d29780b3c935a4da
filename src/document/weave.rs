//! Weaves blocks from the source, left to right: every byte is either kept or covered by one entry of the ledger.

use super::compositions;
use super::draft::{Draft, DraftKind, Marker, Page, Removed};
use super::hyphens;
use super::lines::{is_blank, is_invisible};
use super::vocabulary::Vocabulary;
use super::{BlockKind, NoteMarker, PageStart, Repair, RepairKind};
use crate::text::Span;

/// A draft's text and what was lifted out of it.
#[derive(Debug, Default)]
pub(super) struct Woven {
    /// The clean text.
    pub(super) text: String,
    /// Its note markers.
    pub(super) notes: Vec<NoteMarker>,
    /// The pages that begin in it.
    pub(super) page_starts: Vec<PageStart>,
    /// The page on which it starts.
    pub(super) page: Option<u32>,
    /// For a heading with a number: the bytes of the text that the number takes.
    pub(super) label: usize,
}

/// What the stages found, each in the order of the source.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// The source.
    pub(super) source: &'a str,
    /// Stretches that the clean text lacks.
    pub(super) removed: Vec<Removed>,
    /// Note markers.
    pub(super) markers: Vec<Marker>,
    /// Printed pages.
    pub(super) pages: Vec<Page>,
    /// The document's own words.
    pub(super) vocabulary: Vocabulary,
}

/// The loom: what is woven so far.
pub(super) struct Loom<'a> {
    plan: &'a Plan<'a>,
    repairs: Vec<Repair>,
    cursor: usize,
    removed: usize,
    marker: usize,
    page: usize,
    empty: bool,
    /// Where a line's end leaves open whether its hyphen belongs to the word.
    doubts: Vec<usize>,
}

impl<'a> Loom<'a> {
    /// Nothing woven yet.
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        Self { plan, repairs: Vec::new(), cursor: 0, removed: 0, marker: 0, page: 0, empty: true, doubts: Vec::new() }
    }

    /// Weaves a draft that stands after all that is woven; nothing where it has no text.
    pub(super) fn weave(&mut self, draft: &Draft) -> Option<Woven> {
        let first = self.repairs.len();
        self.gap(draft.start(), draft.parted, "\n\n");
        let end = self.repairs.len();
        let woven = if draft.is_reordered { self.reordered(draft) } else { self.text(draft) };
        let is_empty = woven.text.is_empty();
        if is_empty || self.empty {
            for repair in self.repairs.get_mut(first..end).unwrap_or_default() {
                repair.clean.clear();
                if repair.kind == RepairKind::BlockBreak {
                    repair.kind = RepairKind::Blank;
                }
            }
        }
        if is_empty {
            return None;
        }
        self.empty = false;
        Some(woven)
    }

    /// Weaves a draft that is moved to the end of the clean text; `removed` of the plan covers where it stood.
    pub(super) fn weave_moved(&mut self, draft: &Draft) -> Option<Woven> {
        let mut aside = self.aside(draft.start());
        let woven = aside.text(draft);
        self.doubts.append(&mut aside.doubts);
        if woven.text.is_empty() {
            return None;
        }
        let end = self.plan.source.len();
        let clean = if self.empty { woven.text.clone() } else { format!("\n\n{}", woven.text) };
        self.empty = false;
        self.gap(end, RepairKind::Blank, "");
        self.repairs.push(Repair { kind: RepairKind::NoteMoved, span: Span::new(end, end), clean, line: 0 });
        Some(woven)
    }

    /// A loom of its own that begins at a byte of the source.
    fn aside(&self, start: usize) -> Loom<'a> {
        Loom {
            plan: self.plan,
            repairs: Vec::new(),
            cursor: start,
            removed: self.plan.removed.partition_point(|removed| removed.span.start < start),
            marker: self.plan.markers.partition_point(|marker| marker.span.start < start),
            page: self.plan.pages.partition_point(|page| page.start <= start),
            empty: true,
            doubts: Vec::new(),
        }
    }

    /// Weaves pieces whose order is not the source's; one entry of the ledger covers them all.
    fn reordered(&mut self, draft: &Draft) -> Woven {
        let mut woven = Woven { page: self.pages_before(draft.start(), &mut Woven::default()), ..Woven::default() };
        for piece in &draft.pieces {
            let mut part = Woven::default();
            self.aside(piece.span.start).keep(piece.span.end, &mut part);
            let glue = if piece.opens_cell { " | " } else { " " };
            if !part.text.is_empty() && !woven.text.is_empty() {
                woven.text.push_str(glue);
            }
            let shift = woven.text.len();
            woven.text.push_str(part.text.trim_end());
            let end = woven.text.len();
            woven.notes.extend(part.notes.into_iter().map(|note| NoteMarker { at: (note.at + shift).min(end), ..note }));
        }
        let end = draft.end();
        self.removed = self.plan.removed.partition_point(|removed| removed.span.start < end);
        self.marker = self.plan.markers.partition_point(|marker| marker.span.start < end);
        self.pages_before(end, &mut woven);
        self.push(end, RepairKind::Cell, &woven.text);
        woven
    }

    /// The ledger of all that was woven, and the bytes of the source at which a hyphen is doubtful.
    pub(super) fn finish(mut self) -> (Vec<Repair>, Vec<usize>) {
        self.gap(self.plan.source.len(), RepairKind::Blank, "");
        let source = self.plan.source;
        self.repairs.retain(|repair| repair.raw(source) != repair.clean);
        let (mut at, mut line) = (0, 1);
        for repair in &mut self.repairs {
            let passed = source.as_bytes().get(at..repair.span.start).unwrap_or_default();
            line += u32::try_from(count_line_ends(passed)).unwrap_or(0);
            at = at.max(repair.span.start);
            repair.line = line;
        }
        (self.repairs, self.doubts)
    }

    fn push(&mut self, to: usize, kind: RepairKind, clean: &str) {
        self.repairs.push(Repair { kind, span: Span::new(self.cursor, to), clean: clean.to_owned(), line: 0 });
        self.cursor = to;
    }

    /// Covers what lies before `to` with `clean`; what the plan removes on the way gets its own entries.
    fn gap(&mut self, to: usize, kind: RepairKind, clean: &str) {
        let mut clean = Some(clean);
        while let Some(removed) = self.plan.removed.get(self.removed).filter(|removed| removed.span.start < to) {
            self.removed += 1;
            if removed.span.start < self.cursor {
                continue;
            }
            if removed.span.start > self.cursor {
                let (kind, clean) = clean.take().map_or((RepairKind::Blank, ""), |clean| (kind, clean));
                self.push(removed.span.start, kind, clean);
            }
            self.push(removed.span.end.min(to), removed.kind, "");
        }
        if let Some(clean) = clean.take() {
            self.push(to.max(self.cursor), kind, clean);
        } else if self.cursor < to {
            self.push(to, RepairKind::Blank, "");
        }
    }

    /// The draft's own text, from the cursor, which stands at its start.
    fn text(&mut self, draft: &Draft) -> Woven {
        let source = self.plan.source;
        let mut woven = Woven::default();
        woven.page = self.pages_before(draft.start(), &mut woven);
        let plain = match draft.kind {
            DraftKind::Heading(_) => RepairKind::HeadingJoin,
            DraftKind::Block(_) => RepairKind::LineJoin,
        };
        let mut pieces = draft.pieces.iter().peekable();
        let mut is_label = draft.is_heading() && draft.label.is_some();
        while let Some(piece) = pieces.next() {
            let Some(next) = pieces.peek() else {
                self.keep(piece.span.end, &mut woven);
                break;
            };
            let mut join = if is_label {
                hyphens::Join { kind: RepairKind::HeadingNumber, glue: " ", dropped: 0, is_doubtful: false }
            } else if next.opens_cell {
                hyphens::Join { kind: RepairKind::Cell, glue: " | ", dropped: 0, is_doubtful: false }
            } else {
                hyphens::join(piece.span.of(source), next.span.of(source), plain, &self.plan.vocabulary)
            };
            if join.is_doubtful {
                self.doubts.push(piece.span.end);
            }
            self.keep(piece.span.end.saturating_sub(join.dropped), &mut woven);
            if join.kind == RepairKind::LineJoin {
                join.kind = self.kind_of_join(draft, next.span.start);
            }
            let glue = match join.glue {
                _ if woven.text.is_empty() => "",
                " " | " | " if woven.text.ends_with(' ') => "",
                glue => glue,
            };
            self.gap(next.span.start, join.kind, glue);
            woven.text.push_str(glue);
            if is_label {
                woven.label = woven.text.len();
            }
            is_label = false;
            self.pages_before(next.span.start, &mut woven);
        }
        self.trim(&mut woven);
        woven
    }

    /// What the ledger calls the join of two lines before `next`.
    fn kind_of_join(&self, draft: &Draft, next: usize) -> RepairKind {
        let between = Span::new(self.cursor, next).of(self.plan.source);
        if self.plan.pages.get(self.page).is_some_and(|page| page.start <= next) || between.contains('\u{c}') {
            RepairKind::PageJoin
        } else if between.bytes().filter(|&byte| byte == b'\n').count() < 2 {
            RepairKind::LineJoin
        } else if draft.kind == DraftKind::Block(BlockKind::ListItem) {
            RepairKind::ItemJoin
        } else {
            RepairKind::ColumnJoin
        }
    }

    /// Marks the pages that begin before `start` and were not yet passed; returns the page of `start`.
    fn pages_before(&mut self, start: usize, woven: &mut Woven) -> Option<u32> {
        while let Some(page) = self.plan.pages.get(self.page).filter(|page| page.start <= start) {
            woven.page_starts.push(PageStart { page: page.number, at: woven.text.len() });
            self.page += 1;
        }
        self.page.checked_sub(1).and_then(|page| self.plan.pages.get(page)).map(|page| page.number)
    }

    /// Keeps the source up to `to`, but for note markers and what the plan removes.
    fn keep(&mut self, to: usize, woven: &mut Woven) {
        loop {
            let marker = self.plan.markers.get(self.marker).filter(|marker| marker.span.end <= to);
            let removed = self.plan.removed.get(self.removed).filter(|removed| removed.span.end <= to);
            let marker_first = marker.is_some_and(|marker| removed.is_none_or(|removed| marker.span.start < removed.span.start));
            let (span, kind) = match (marker, removed) {
                (Some(marker), _) if marker_first => {
                    self.marker += 1;
                    (marker.span, RepairKind::NoteMarker)
                }
                (_, Some(removed)) => {
                    self.removed += 1;
                    (removed.span, removed.kind)
                }
                _ => break,
            };
            if span.start < self.cursor {
                continue;
            }
            self.keep_plain(span.start, &mut woven.text);
            if let Some(marker) = marker.filter(|_| marker_first) {
                woven.notes.push(NoteMarker { number: marker.number, at: woven.text.len() });
            }
            // Markdown's break of a line is a blank
            let is_break = kind == RepairKind::Markup && span.of(self.plan.source).starts_with("<br");
            let clean = if is_break && !woven.text.is_empty() && !woven.text.ends_with(' ') { " " } else { "" };
            woven.text.push_str(clean);
            self.push(span.end, kind, clean);
        }
        self.keep_plain(to, &mut woven.text);
    }

    /// Keeps the source up to `to`, mending white space, ligatures and invisible characters.
    fn keep_plain(&mut self, to: usize, text: &mut String) {
        let stretch = Span::new(self.cursor, to).of(self.plan.source);
        if is_plain(stretch.as_bytes()) {
            text.push_str(stretch);
            self.cursor += stretch.len();
            return;
        }
        let base = self.cursor;
        let mut kept = 0;
        let mut chars = stretch.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let after = at + c.len_utf8();
            if c == '-' || c == '¬' || c == '&' {
                let Some((kind, length, clean)) = self.sign_at(stretch, at) else { continue };
                text.push_str(stretch.get(kept..at).unwrap_or_default());
                let clean = if clean == " " && (text.is_empty() || text.ends_with(' ')) { "" } else { clean };
                text.push_str(clean);
                self.cursor = base + at;
                self.push(base + at + length, kind, clean);
                kept = at + length;
                while chars.next_if(|&(next, _)| next < kept).is_some() {}
                continue;
            }
            if c.is_ascii_graphic() || (c == ' ' && at > kept && chars.peek().is_some_and(|&(_, next)| next.is_ascii_graphic())) {
                continue;
            }
            if is_blank(c) {
                let mut end = after;
                let mut space = !is_invisible(c);
                while let Some(&(next, c)) = chars.peek().filter(|(_, c)| is_blank(*c)) {
                    space |= !is_invisible(c);
                    end = next + c.len_utf8();
                    chars.next();
                }
                text.push_str(stretch.get(kept..at).unwrap_or_default());
                let clean = if space && !text.is_empty() && !text.ends_with(' ') { " " } else { "" };
                text.push_str(clean);
                self.cursor = base + at;
                self.push(base + end, RepairKind::Blank, clean);
                kept = end;
            } else if compositions::is_mark(c) {
                kept = self.compose(base, kept, at, c, stretch, text);
            } else if let Some((kind, clean)) = mended(c) {
                // a soft hyphen with a blank after it: a line ended there once
                let rest = stretch.get(after..).unwrap_or_default();
                let end = after + if c == '\u{ad}' { blanks_in_word(stretch.get(..at).unwrap_or_default(), rest) } else { 0 };
                while chars.next_if(|&(next, _)| next < end).is_some() {}
                text.push_str(stretch.get(kept..at).unwrap_or_default());
                text.push_str(clean);
                self.cursor = base + at;
                self.push(base + end, kind, clean);
                kept = end;
            }
        }
        text.push_str(stretch.get(kept..).unwrap_or_default());
        self.cursor = base + stretch.len();
    }

    /// What a hyphen with a blank after it inside a word, or a character's name in HTML, becomes: what the ledger calls it, its bytes,
    /// and what stands there in the clean text.
    fn sign_at(&self, text: &str, at: usize) -> Option<(RepairKind, usize, &'static str)> {
        let (before, rest) = text.split_at_checked(at)?;
        if rest.starts_with('&') {
            return entity(rest).map(|(length, clean)| (RepairKind::Markup, length, clean));
        }
        let sign = rest.chars().next()?;
        let after = rest.get(sign.len_utf8()..)?;
        let blanks = Some(blanks_in_word(before, after)).filter(|&blanks| blanks > 0)?;
        let length = sign.len_utf8() + blanks;
        if sign == '¬' {
            return Some((RepairKind::SoftHyphen, length, ""));
        }
        // "oil- and gas-related", "long- rather than short-term"
        let right = after.get(blanks..)?;
        let word = right.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if SUSPENDED.contains(&word) {
            return None;
        }
        match hyphens::join(text.get(..=at)?, right, RepairKind::Blank, &self.plan.vocabulary) {
            hyphens::Join { kind: RepairKind::HyphenJoin, .. } => Some((RepairKind::HyphenJoin, length, "")),
            hyphens::Join { kind: RepairKind::CompoundJoin, .. } => Some((RepairKind::CompoundJoin, length, "-")),
            _ => None,
        }
    }

    /// Composes a mark at `at` with the letter before it; returns from where the stretch is still to be kept.
    fn compose(&mut self, base: usize, kept: usize, at: usize, mark: char, stretch: &str, text: &mut String) -> usize {
        let end = at + mark.len_utf8();
        let before = stretch.get(kept..at).unwrap_or_default();
        if let Some(letter) = before.chars().next_back() {
            let Some(composed) = compositions::compose(letter, mark) else { return kept };
            let start = at - letter.len_utf8();
            text.push_str(stretch.get(kept..start).unwrap_or_default());
            text.push(composed);
            self.cursor = base + start;
            self.push(base + end, RepairKind::Composition, composed.encode_utf8(&mut [0; 4]));
            return end;
        }
        // a second mark on the same letter
        let Some(repair) =
            self.repairs.last_mut().filter(|repair| repair.kind == RepairKind::Composition && repair.span.end == base + at)
        else {
            return kept;
        };
        let Some(composed) = text.chars().next_back().and_then(|letter| compositions::compose(letter, mark)) else { return kept };
        text.pop();
        text.push(composed);
        repair.clean.pop();
        repair.clean.push(composed);
        repair.span.end = base + end;
        self.cursor = base + end;
        end
    }

    /// Takes the blank, or the border of an empty cell, off the end of a text.
    fn trim(&mut self, woven: &mut Woven) {
        if !woven.text.ends_with(' ') {
            return;
        }
        if let Some(repair) = self.repairs.iter_mut().rev().find(|repair| !repair.clean.is_empty())
            && woven.text.ends_with(&repair.clean)
        {
            let kept = repair.clean.trim_end_matches([' ', '|']).len();
            woven.text.truncate(woven.text.len() - (repair.clean.len() - kept));
            repair.clean.truncate(kept);
        }
        let end = woven.text.len();
        woven.notes.iter_mut().for_each(|note| note.at = note.at.min(end));
        woven.page_starts.iter_mut().for_each(|page| page.at = page.at.min(end));
    }
}

/// Whether nothing is to be mended: printed ASCII with single blanks inside, and curly quotation marks and dashes.
fn is_plain(bytes: &[u8]) -> bool {
    let mut before = b' ';
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            // a hyphen with a blank after it, a character's name
            b'-' if after.first() == Some(&b' ') && before.is_ascii_alphabetic() => return false,
            b'&' if after.first().is_some_and(|byte| byte.is_ascii_lowercase() || *byte == b'#') => return false,
            b'!'..=b'~' => after,
            b' ' if before != b' ' && !after.is_empty() => after,
            // U+2010 to U+201F
            0xe2 => match after {
                [0x80, 0x90..=0x9f, after @ ..] => after,
                _ => return false,
            },
            _ => return false,
        };
        before = byte;
    }
    true
}

/// Words after a hyphen that another compound shares: "oil- and gas-related".
const SUSPENDED: &[&str] = &[
    "and", "as", "but", "by", "in", "nor", "not", "of", "or", "over", "plus", "rather", "than", "then", "through", "to", "versus",
];

/// How many bytes of blanks stand between two letters of a word that a hyphen at the end of `before` breaks; 0 where it does not.
fn blanks_in_word(before: &str, after: &str) -> usize {
    let rest = after.trim_start_matches([' ', '\n', '\r']);
    let breaks = before.ends_with(char::is_alphabetic) && rest.starts_with(char::is_lowercase);
    if breaks { after.len() - rest.len() } else { 0 }
}

/// The names of characters in HTML, and what they stand for.
const ENTITIES: &[(&str, &str)] = &[
    ("#160", " "),
    ("#39", "'"),
    ("#8211", "–"),
    ("#8217", "’"),
    ("amp", "&"),
    ("bull", "•"),
    ("deg", "°"),
    ("euro", "€"),
    ("gt", ">"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("pound", "£"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("shy", ""),
    ("thinsp", " "),
];

/// The character that `&name;` at the start of a text stands for, and the bytes of its name with both signs.
fn entity(text: &str) -> Option<(usize, &'static str)> {
    let length = text.bytes().skip(1).take(8).position(|byte| byte == b';')?;
    let name = text.get(1..=length)?;
    let found = ENTITIES.binary_search_by_key(&name, |(name, _)| name).ok()?;
    ENTITIES.get(found).map(|(_, clean)| (name.len() + 2, *clean))
}

/// What a single character becomes, where it does not stay.
fn mended(c: char) -> Option<(RepairKind, &'static str)> {
    match c {
        '\u{ad}' => Some((RepairKind::SoftHyphen, "")),
        '\u{212a}' => Some((RepairKind::Composition, "K")),
        '\u{212b}' => Some((RepairKind::Composition, "Å")),
        '\u{2126}' => Some((RepairKind::Composition, "Ω")),
        _ => ligature(c).map(|letters| (RepairKind::Ligature, letters)),
    }
}

/// The letters of a ligature.
pub(super) fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Line ends as the line table counts them.
fn count_line_ends(bytes: &[u8]) -> usize {
    let mut count = 0;
    let mut before = 0;
    for &byte in bytes {
        count += usize::from(byte == b'\r' || (byte == b'\n' && before != b'\r'));
        before = byte;
    }
    count
}
