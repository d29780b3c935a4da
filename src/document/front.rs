//! What stands before the text: the title, and author, date or series beneath it; and where the metadata's slips stand.

use super::draft::{Draft, DraftKind, Rank, Removed};
use super::ends::{End, end_of};
use super::headings::{closed_up, is_top};
use super::lines::{Line, is_blank};
use super::weave::ligature;
use super::{Block, BlockKind, Diagnostic, Metadata, PlacedSlip, RepairKind};
use crate::text::{Span, small_letter, small_letters};

/// How many drafts may stand before the text.
const MOST: usize = 10;
/// The most words of a line before the text.
const MOST_WORDS: usize = 24;

/// What stood before the text.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// The title, from the metadata or else from the text.
    pub(super) title: Option<String>,
    /// Author, date, series, as printed.
    pub(super) lines: Vec<String>,
    /// Where all that stood.
    pub(super) removed: Vec<Removed>,
}

/// The most lines of a YAML header.
const MOST_LINES: usize = 60;

/// Takes a YAML header (`---`, `title: …`, `---`) off the lines.
pub(super) fn matter(source: &str, lines: &mut Vec<Line>) -> Front {
    let mut front = Front::default();
    if lines.first().is_none_or(|line| line.text(source) != "---") {
        return front;
    }
    let Some(end) = lines.iter().take(MOST_LINES).skip(1).position(|line| line.text(source) == "---") else { return front };
    if !lines.iter().skip(1).take(end).any(|line| line.text(source).starts_with("title:")) {
        return front;
    }
    for line in lines.drain(..end + 2) {
        front.removed.push(Removed { span: line.span, kind: RepairKind::FrontMatter });
        let Some((key, value)) = line.text(source).split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        match key {
            _ if value.is_empty() => {}
            "title" => front.title = Some(value.to_owned()),
            _ => front.lines.push(value.to_owned()),
        }
    }
    front
}

/// The lines of a memorandum's head, in small letters: who writes to whom, when, and about what.
const KEYS: &[&str] = &[
    "author",
    "authors",
    "cc",
    "copy",
    "date",
    "from",
    "length",
    "published",
    "ref",
    "series",
    "source",
    "subject",
    "subtitle",
    "through",
    "to",
    "via",
];
/// The keys of what it is about.
const SUBJECTS: &[&str] = &["re", "subject", "title"];
/// The most lines of a memorandum's head.
const MOST_HEAD: usize = 16;

/// The key of a line of a memorandum's head, in small letters, and what stands after it.
fn key(text: &str) -> Option<(String, &str)> {
    let (key, value) = text.split_once(':')?;
    let key = small_letters(key.trim_matches(['*', ' ']));
    let is_key = KEYS.binary_search(&key.as_str()).is_ok() || SUBJECTS.contains(&key.as_str());
    is_key.then(|| (key, value.trim_matches(['*', ' ', '\t'])))
}

/// Takes the head of a memorandum (`To: …`, `From: …`, `Subject: …`) off the lines; what it is about is the title.
pub(super) fn memorandum(source: &str, lines: &mut Vec<Line>) -> Front {
    let mut front = Front::default();
    let near = || lines.iter().enumerate().take(MOST_HEAD);
    let keys = |wanted: &str| near().any(|(_, line)| key(line.text(source)).is_some_and(|(key, _)| key == wanted));
    let last = near().rev().find(|(_, line)| key(line.text(source)).is_some()).map(|(index, _)| index);
    // or a text that begins with its title and says so
    let is_titled = || {
        let first = lines.first().and_then(|line| key(line.text(source)));
        first.is_some_and(|(key, title)| key == "title" && !title.is_empty())
            && (keys("author") || keys("authors") || keys("date"))
    };
    let (Some(last), true) = (last, keys("to") && keys("from") || is_titled()) else { return front };
    // what goes on below its key is set in
    let goes_on = |index: usize| {
        lines.get(index).is_some_and(|line| line.blanks == 0 && line.indent > 0 && key(line.text(source)).is_none())
    };
    let end = (last + 1..).find(|&index| !goes_on(index)).unwrap_or(last + 1);
    let mut is_subject = false;
    for line in lines.drain(..end) {
        let text = line.text(source);
        let (kind, value) = match key(text) {
            Some((key, value)) => {
                is_subject = SUBJECTS.contains(&key.as_str());
                (if is_subject { RepairKind::Title } else { RepairKind::FrontMatter }, value)
            }
            None if is_subject => (RepairKind::Title, text),
            None => (RepairKind::FrontMatter, text),
        };
        front.removed.push(Removed { span: line.span, kind });
        match (&mut front.title, kind) {
            (Some(title), RepairKind::Title) => *title = format!("{title} {}", plain(value)),
            (None, RepairKind::Title) => front.title = Some(plain(value)),
            _ => front.lines.push(plain(text)),
        }
    }
    front
}

/// Takes title and front matter off the drafts. `stated` is the title that a header states.
pub(super) fn part(source: &str, drafts: &mut Vec<Draft>, metadata: &Metadata, stated: Option<String>) -> Front {
    let title = metadata.title.clone().or(stated);
    let mut front = Front { title: title.clone(), ..Front::default() };
    let Some(at) = find_title(source, drafts, title.as_deref(), metadata.subtitle.as_deref()) else { return front };
    let mut end = at + 1;
    while drafts.get(end).is_some_and(|draft| is_front(source, draft, drafts.get(end + 1))) && end < MOST {
        end += 1;
    }
    // series, author or date may follow in the title's own chunk
    if let Some(draft) = drafts.get_mut(at)
        && let Some(split) =
            (1..draft.pieces.len()).find(|&piece| draft.pieces.get(piece).is_some_and(|piece| is_imprint(piece.span.of(source))))
    {
        let rest = Draft::new(draft.kind, draft.pieces.split_off(split));
        drafts.insert(at + 1, rest);
        end += 1;
    }
    for (index, draft) in drafts.drain(..end).enumerate() {
        let text = plain(&draft.raw(source));
        let kind = if index == at { RepairKind::Title } else { RepairKind::FrontMatter };
        let last = draft.pieces.last().map_or(0, |piece| piece.span.end);
        front.removed.push(Removed { span: Span::new(draft.start(), last), kind });
        if index == at {
            front.title.get_or_insert(text);
        } else {
            front.lines.push(text);
        }
    }
    front
}

/// The draft that is the title.
fn find_title(source: &str, drafts: &[Draft], title: Option<&str>, subtitle: Option<&str>) -> Option<usize> {
    let is_stated = |draft: &Draft| draft.kind == DraftKind::Heading(Rank::Stated(0));
    if drafts.first().is_some_and(is_stated) {
        return Some(0);
    }
    if let Some(title) = title {
        let long = subtitle.map(|subtitle| bare(&format!("{title} {subtitle}")));
        let short = bare(title);
        let is_title = |draft: &Draft| {
            let text = bare(&draft.raw(source));
            text == short || Some(&text) == long.as_ref()
        };
        return drafts.iter().take(MOST / 2).take_while(|draft| words(source, draft) <= MOST_WORDS).position(is_title);
    }
    let may = |draft: &Draft| {
        let is_plain = matches!(draft.kind, DraftKind::Heading(Rank::Unmarked | Rank::Capitals));
        is_plain && !is_top(draft.first(source))
    };
    let is_above = |draft: &&Draft| is_masthead(&draft.raw(source)) || is_chapter(&draft.raw(source));
    let at = drafts.iter().take(MOST / 2).take_while(is_above).count();
    // a publisher may stand above the series: its name, the series and its number, the title
    let is_published = |at: usize| {
        let has_number = |draft: &Draft| {
            let text = draft.raw(source);
            is_series(&text) && text.contains(|c: char| c.is_ascii_digit()) && words(source, draft) <= MOST_WORDS / 2
        };
        drafts.get(at).is_some_and(|draft| is_body(&draft.raw(source)) && may(draft))
            && drafts.get(at + 1).is_some_and(has_number)
            && drafts.get(at + 2).is_some_and(may)
    };
    let at = if is_published(at) { at + 1 } else { at };
    let first = drafts.get(at).filter(|draft| may(draft))?;
    // a series and its number may stand above the title
    let raw = first.raw(source);
    let has_number = raw.contains(|c: char| c.is_ascii_digit());
    let is_series =
        is_series(&raw) && drafts.get(at + 1).is_some_and(|draft| may(draft) && (has_number || !is_byline(&draft.raw(source))));
    Some(at + usize::from(is_series))
}

/// Whether a draft after the title still belongs to what stands before the text.
fn is_front(source: &str, draft: &Draft, next: Option<&Draft>) -> bool {
    let text = draft.raw(source);
    if is_signed(source, draft) {
        return next.is_some();
    }
    if words(source, draft) > MOST_WORDS || is_top(&text) || end_of(&text) != End::Open || next.is_none() {
        return false;
    }
    match draft.kind {
        DraftKind::Block(BlockKind::Paragraph) => true,
        DraftKind::Heading(Rank::Unmarked | Rank::Capitals) => {
            // an epigraph, which ends with a name, stands below the first heading
            let is_quote = |next: &Draft| next.kind == DraftKind::Block(BlockKind::Quote);
            let is_followed =
                next.is_some_and(|next| next.is_heading() || end_of(&next.raw(source)) == End::Open && !is_quote(next));
            is_followed || is_byline(&text) || next.is_some_and(|next| is_signed(source, next))
        }
        _ => false,
    }
}

/// Whether a paragraph names authors on its first line, with signs for where they work, and that below: "Amadou Sow¹ and Lena Brandt²".
fn is_signed(source: &str, draft: &Draft) -> bool {
    let first = draft.first(source);
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '¹' | '²' | '³' | '⁴' | '⁵' | '⁶');
    let words = || first.split([' ', ',', '&']).filter(|word| !word.is_empty() && *word != "and");
    let is_name = |word: &str| {
        let bare = word.trim_end_matches(is_sign);
        bare.starts_with(char::is_uppercase) && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''))
    };
    let signs = words().filter(|word| word.ends_with(is_sign) && !word.starts_with(is_sign)).count();
    draft.kind == DraftKind::Block(BlockKind::Paragraph)
        && draft.pieces.len() > 1
        && signs > 0
        && (2..=24).contains(&words().count())
        && words().all(is_name)
        && self::words(source, draft) <= 4 * MOST_WORDS
}

/// Whether a line is of what official documents have above their titles: how they are distributed, in what language they were
/// written, and their symbol.
fn is_masthead(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let has_symbol = || text.split_whitespace().any(is_symbol);
    let is_issue = || {
        let has_issue = text.contains("ISSN") || ["Issue ", "Volume ", "Vol. "].iter().any(|lead| text.starts_with(lead));
        has_issue && text.contains(|c: char| c.is_ascii_digit())
    };
    words <= MOST_WORDS / 2
        && (is_issue() || text.contains("Distr.") || text.starts_with("Original:") || (words <= 5 && has_symbol()))
}

/// Whether a line counts a chapter and says no more: "Chapter Two".
fn is_chapter(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_word = words.next().is_some_and(|word| ["chapter", "part"].iter().any(|other| word.eq_ignore_ascii_case(other)));
    is_word && words.next().is_some() && words.next().is_none()
}

/// Whether a line names a body that publishes, and no more.
fn is_body(text: &str) -> bool {
    const BODIES: &[&str] = &[
        "academy",
        "agency",
        "association",
        "bank",
        "bureau",
        "center",
        "centre",
        "college",
        "commission",
        "council",
        "department",
        "forum",
        "foundation",
        "group",
        "institute",
        "institution",
        "ministry",
        "network",
        "office",
        "organisation",
        "organization",
        "school",
        "society",
        "think tank",
        "university",
    ];
    let lower = small_letters(text);
    let is_named = lower.split(|c: char| !c.is_alphabetic()).any(|word| BODIES.contains(&word));
    is_named && text.split_whitespace().count() <= MOST_WORDS / 2 && !text.contains([':', '?'])
}

/// Whether a word is the symbol of an official document: `S/2023/1033`, `COM(2023)`.
fn is_symbol(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let capitals = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = word.get(capitals..).unwrap_or_default();
    (1..=6).contains(&capitals) && digits >= 3 && (rest.starts_with('/') || rest.starts_with("(1") || rest.starts_with("(2"))
}

/// Whether a line looks like a series with its number.
fn is_series(text: &str) -> bool {
    let lower = small_letters(text);
    let is_kind = ["paper", "brief", "report", "series", "policy note", "occasional", "bulletin", "issue"]
        .iter()
        .any(|kind| lower.contains(kind));
    is_kind && (lower.contains(|c: char| c.is_ascii_digit()) || text.split_whitespace().count() <= 6)
}

/// Whether a line is of an imprint without doubt: `by`, an address, a series and its number.
fn is_imprint(text: &str) -> bool {
    let lower = small_letters(text);
    let has_number = text.contains(|c: char| c.is_ascii_digit());
    // "A paper by Ana Horvat"
    let author = text.rsplit_once(" by ").or_else(|| text.rsplit_once(" By ")).map_or("", |(_, author)| author);
    let is_signed = author.contains(' ') && text.len() < 90 && author.split([' ', ',']).all(is_of_name);
    is_signed || lower.starts_with("by ") || lower.contains('@') || lower.starts_with('©') || (has_number && is_series(text))
}

/// Whether a word may stand in a list of names.
fn is_of_name(word: &str) -> bool {
    word.is_empty() || word.starts_with(char::is_uppercase) || matches!(word, "and" | "&" | "de" | "van" | "von" | "der" | "al")
}

/// Whether a line looks like an author, a date or a place: `by`, a year, an address, or names only.
fn is_byline(text: &str) -> bool {
    let lower = small_letters(text);
    if is_imprint(text) {
        return true;
    }
    let has_year = lower
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")));
    if has_year && text.split_whitespace().count() <= 6 {
        return true;
    }
    // Amina Diallo and Jonas B. Weber
    let words: Vec<&str> = text.split([' ', ',', '&']).filter(|word| !word.is_empty() && *word != "and").collect();
    let is_joined = text.contains(" and ") || text.contains(',') || text.contains('&');
    (2..=if is_joined { 12 } else { 3 }).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(|c| c.is_lowercase() || c == '.'))
        && (is_joined || words.len() == 2 || words.iter().any(|word| word.ends_with('.')))
}

fn words(source: &str, draft: &Draft) -> usize {
    draft.pieces.iter().map(|piece| piece.span.of(source).split_whitespace().count()).sum()
}

/// The letters and digits in small letters: what makes two titles the same.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).map(small_letter).collect()
}

/// The text in one line, without invisible characters and ligatures.
fn plain(text: &str) -> String {
    let text = &closed_up(text);
    let mut plain = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars().filter(|&c| c != '\u{ad}') {
            match ligature(c) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(c),
            }
        }
    }
    plain.trim_matches(['*', '_', '#']).trim().to_owned()
}

/// Finds the metadata's slips in the blocks; those that are nowhere are doubts.
pub(super) fn find_slips(slips: &mut Vec<PlacedSlip>, blocks: &[Block], metadata: &Metadata) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    for slip in metadata.slips.iter().filter(|slip| !slip.text.is_empty()) {
        let place = blocks.iter().find_map(|block| block.text.find(&slip.text).map(|at| (block.id, at)));
        match place {
            Some((block, at)) => {
                slips.push(PlacedSlip { block, span: Span::new(at, at + slip.text.len()), reading: slip.reading.clone() });
            }
            None => doubts.push(Diagnostic {
                code: "slip_not_found",
                message: format!("The slip “{}” is nowhere in the text.", slip.text),
                line: 1,
            }),
        }
    }
    doubts
}
