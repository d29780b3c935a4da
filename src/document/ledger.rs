//! The ledger: every place where the clean text differs from the source.

use crate::bytes::stored_record;
use crate::text::Span;

/// What a repair did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepairKind {
    /// A line's end inside a block became a space.
    LineJoin,
    /// A hyphen that only broke a word at a line's end was dropped.
    HyphenJoin,
    /// A compound broken after its hyphen, dash or slash was joined; the sign was kept.
    CompoundJoin,
    /// A soft hyphen was dropped.
    SoftHyphen,
    /// A bullet, or a list item's number, was dropped.
    Bullet,
    /// A list item that the converter had glued to the text before it was split off.
    ItemSplit,
    /// A list item that was cut in two was joined.
    ItemJoin,
    /// A paragraph that a column's end had cut in two was joined.
    ColumnJoin,
    /// A block that a page's end had cut in two was joined.
    PageJoin,
    /// A note marker was lifted out of the text.
    NoteMarker,
    /// A heading over several lines was joined.
    HeadingJoin,
    /// The space between a heading's number and its text was made one blank.
    HeadingNumber,
    /// The space between two blocks was made one blank line.
    BlockBreak,
    /// A ligature was spelt out.
    Ligature,
    /// A letter and its combining marks were composed.
    Composition,
    /// A running head or foot was dropped.
    RunningHead,
    /// A printed page number was dropped.
    PageNumber,
    /// A note's text was moved to the end.
    NoteMoved,
    /// The title was lifted out of the text.
    Title,
    /// Author, date or series, printed under the title, were lifted out of the text.
    FrontMatter,
    /// A cell's border in a table became ` | `.
    Cell,
    /// Signs of markup (Markdown, HTML) were dropped, or became what they stand for.
    Markup,
    /// White space or an invisible character was made one blank, or dropped.
    Blank,
}

impl RepairKind {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::LineJoin => "line_join",
            Self::HyphenJoin => "hyphen_join",
            Self::CompoundJoin => "compound_join",
            Self::SoftHyphen => "soft_hyphen",
            Self::Bullet => "bullet",
            Self::ItemSplit => "item_split",
            Self::ItemJoin => "item_join",
            Self::ColumnJoin => "column_join",
            Self::PageJoin => "page_join",
            Self::NoteMarker => "note_marker",
            Self::HeadingJoin => "heading_join",
            Self::HeadingNumber => "heading_number",
            Self::BlockBreak => "block_break",
            Self::Ligature => "ligature",
            Self::Composition => "composition",
            Self::RunningHead => "running_head",
            Self::PageNumber => "page_number",
            Self::NoteMoved => "note_moved",
            Self::Title => "title",
            Self::FrontMatter => "front_matter",
            Self::Cell => "cell",
            Self::Markup => "markup",
            Self::Blank => "blank",
        }
    }
}

/// One change: the bytes `span` of the source read `clean`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What was done.
    pub kind: RepairKind,
    /// The bytes of the source; empty where something was put in.
    pub span: Span,
    /// What the clean text has in their place.
    pub clean: String,
    /// The line of the source, from 1.
    pub line: u32,
}

impl Repair {
    /// What stood in the source.
    pub fn raw<'a>(&self, source: &'a str) -> &'a str {
        self.span.of(source)
    }

    /// The line of the source on which it begins, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }
}

/// Applies a ledger to its source. What comes out is [`Document::clean_text`](super::Document::clean_text).
pub fn replay(source: &str, repairs: &[Repair]) -> String {
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for repair in repairs {
        out.push_str(source.get(at..repair.span.start).unwrap_or_default());
        out.push_str(&repair.clean);
        at = repair.span.end;
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out
}

/// Doubt, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A short name for this kind of doubt, for programs.
    pub code: &'static str,
    /// What is doubtful, for people.
    pub message: String,
    /// The line of the source, from 1.
    pub line: u32,
}

stored_record!(Diagnostic { message, line; code = "" });
