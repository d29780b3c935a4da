//! Which themes a block speaks of, how strongly, and the words that say so.
//!
//! The themes are data (`static/data/themes.tsv`): each has a lexicon of weighted words and phrases. A block's own words, the
//! sentence that introduces its list and the headings above it are looked up there ([`Themes::evidence`]); the weights, damped
//! where a theme repeats itself, decide ([`classify`]). No model and no training: every theme of every block can be explained.

mod file;
mod lexicon;
#[cfg(test)]
mod tests;
mod weigh;

use std::fmt;
use std::sync::LazyLock;

use serde_json::Value;

use crate::bytes::{Bytes, Stored, stored_choice, stored_record};
use crate::document::{BlockId, SectionId};
use crate::text::Span;

use lexicon::Lexicon;
pub use weigh::classify;

/// The name of a theme in addresses and exports: at most 15 small letters, digits and hyphens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeId {
    letters: [u8; 15],
    length: u8,
}

impl ThemeId {
    /// The id that `text` spells; none where it is empty, too long or has other characters.
    pub fn new(text: &str) -> Option<Self> {
        let mut letters = [0; 15];
        let fits =
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        letters.get_mut(..text.len()).filter(|_| fits)?.copy_from_slice(text.as_bytes());
        u8::try_from(text.len()).ok().map(|length| Self { letters, length })
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.letters.get(..usize::from(self.length)).and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or_default()
    }
}

impl Stored for ThemeId {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_str().to_owned().put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        Self::new(&String::take(from)).unwrap_or_else(|| {
            from.is_wrong();
            Self { letters: [0; 15], length: 0 }
        })
    }
}

stored_choice!(Weave { Plain, Broken });
stored_record!(Theme { id, name, siglum, ink, weave, definition, per_cent, entries });
stored_record!(BlockThemes { block, themes });

/// Of the evidence, how far each begins behind the one before, and how long it is: short numbers.
impl Stored for BlockTheme {
    fn put(&self, out: &mut Vec<u8>) {
        let mut last = 0;
        let step = |span: &Span| {
            let start = span.start as i32;
            (start.wrapping_sub(std::mem::replace(&mut last, start)), span.len())
        };
        self.theme.put(out);
        self.strength.put(out);
        self.origin.put(out);
        self.evidence.iter().map(step).collect::<Vec<_>>().put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        let (theme, strength, origin) = (Stored::take(from), Stored::take(from), Stored::take(from));
        let mut last = 0_i32;
        let span = |(step, length): (i32, usize)| {
            last = last.wrapping_add(step);
            let start = last.max(0) as usize;
            Span::new(start, start.saturating_add(length))
        };
        Self { theme, strength, origin, evidence: Vec::take(from).into_iter().map(span).collect() }
    }
}

impl Stored for Origin {
    fn put(&self, out: &mut Vec<u8>) {
        let (number, of): (u8, u32) = match self {
            Self::Text => (0, 0),
            Self::LeadIn(BlockId(of)) => (1, *of),
            Self::Heading(SectionId(of)) => (2, *of),
        };
        (number, of).put(out);
    }

    fn take(from: &mut Bytes<'_>) -> Self {
        match <(u8, u32)>::take(from) {
            (1, of) => Self::LeadIn(BlockId(of)),
            (2, of) => Self::Heading(SectionId(of)),
            _ => Self::Text,
        }
    }
}

impl fmt::Debug for ThemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for ThemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How the stroke of a theme is drawn, so that two themes can share an ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weave {
    /// A whole stroke.
    Plain,
    /// A broken stroke.
    Broken,
}

impl Weave {
    /// Its name in the data file and in class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Broken => "broken",
        }
    }
}

/// A theme, as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name in addresses.
    pub id: ThemeId,
    /// Its name on the page.
    pub name: String,
    /// The two letters that stand for it.
    pub siglum: String,
    /// The name of its ink in the style sheet.
    pub ink: String,
    /// How its stroke is drawn.
    pub weave: Weave,
    /// What it is about, in one line.
    pub definition: String,
    /// What one of its words counts, in per cent of its weight.
    pub per_cent: u16,
    /// How many entries its lexicon has.
    pub entries: usize,
}

/// The themes of a publisher, with their lexicons.
#[derive(Clone, Debug, Default)]
pub struct Themes {
    themes: Vec<Theme>,
    lexicon: Lexicon,
}

/// A word or phrase that speaks of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The theme.
    pub theme: ThemeId,
    /// From 1 (hints at it) to 4 (names it).
    pub weight: u8,
    /// The bytes of the text that say so.
    pub span: Span,
}

static BUNDLED: LazyLock<Themes> = LazyLock::new(|| file::read(include_str!("../../static/data/themes.tsv")).0);

impl Themes {
    /// The themes compiled into the page.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads themes in the format that the head of `static/data/themes.tsv` describes.
    ///
    /// # Errors
    /// The first line that is not understood, with its number.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        let (themes, mut errors) = file::read(text);
        if errors.is_empty() { Ok(themes) } else { Err(errors.swap_remove(0)) }
    }

    /// Themes without their words, for a paper whose blocks are classified already.
    pub fn named(themes: Vec<Theme>) -> Self {
        Self { themes, lexicon: Lexicon::default() }
    }

    /// The themes, in the order of the file.
    pub fn all(&self) -> &[Theme] {
        &self.themes
    }

    /// The theme of that id.
    pub fn by_id(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id.as_str() == id)
    }

    /// Every word and phrase of `text` that speaks of a theme, in reading order; one phrase may speak of several.
    pub fn evidence(&self, text: &str) -> Vec<Evidence> {
        let hits = self.lexicon.hits(text, &mut lexicon::Known::default());
        hits.iter()
            .filter_map(|hit| Some(Evidence { theme: self.themes.get(hit.theme)?.id, weight: hit.weight, span: hit.span }))
            .collect()
    }
}

/// What a data file has that it must not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    /// The file, from the project's root.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in words.
    pub message: String,
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for DataError {}

/// Why a block carries a theme that its own words alone would not give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Its own words suffice.
    Text,
    /// The sentence that introduces its list, in the block named.
    LeadIn(BlockId),
    /// A heading above it.
    Heading(SectionId),
}

/// A theme of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockTheme {
    /// The theme.
    pub theme: ThemeId,
    /// From 1 (touched on) to 5 (what the block is about).
    pub strength: u8,
    /// The bytes of the block's own text that speak of it, in reading order; may be empty where the theme is inherited.
    pub evidence: Vec<Span>,
    /// Where the theme comes from.
    pub origin: Origin,
}

/// The themes of one block, strongest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockThemes {
    /// The block.
    pub block: BlockId,
    /// Its themes, strongest first.
    pub themes: Vec<BlockTheme>,
}

impl BlockThemes {
    /// How strong a theme is here; 0 where the block does not carry it.
    pub fn strength(&self, theme: ThemeId) -> u8 {
        self.themes.iter().find(|found| found.theme == theme).map_or(0, |found| found.strength)
    }

    /// The ids, strongest first, as the export of a block has them.
    pub fn to_json(&self) -> Value {
        self.themes.iter().map(|found| found.theme.as_str()).collect()
    }
}
