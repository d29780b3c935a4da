//! Citations and quotations of a paper, in the styles that readers are asked for, and as records for their reference managers.
//!
//! A [`Work`] is the paper as bibliographies describe it, a [`Locator`] the place of a passage in it. From both come
//!
//! - [`entry`], [`citation`] and [`short`] in the [`Style`]s, and [`quotation`]: a passage in quotation marks, or set off, cited;
//! - [`bibtex()`], [`ris()`] and [`csl_json`], records with the passage as their note;
//! - [`markdown()`], a quotation for notes and posts.
//!
//! The rules are those of the styles' manuals; `tests/citations` compares them with a citation processor. Nothing is guessed where
//! knowledge is missing: a title's capitals are only ever added where the style asks for them and the language is English, a
//! publisher's place is only known where the metadata have it, and names that can be read in two ways are in [`Work::doubts`].

mod apa;
mod bibtex;
mod chicago;
mod csl;
mod data;
mod locator;
mod markdown;
mod mla;
mod names;
mod quote;
mod rich;
mod ris;
mod titles;
mod work;

pub use bibtex::bibtex;
pub use csl::csl_json;
pub use locator::{Day, Locator};
pub use markdown::{escaped, markdown};
pub use names::{Name, doubt};
pub use quote::quotation;
pub use rich::Rich;
pub use ris::ris;
pub use work::{Issued, Number, Work};

use crate::search::fold::folded;
use crate::text::{MONTHS, words};

/// A style of citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// APA, 7th edition: author and date.
    #[default]
    Apa,
    /// Chicago, 18th edition: notes and bibliography.
    Chicago,
    /// MLA, 9th edition: author and page.
    Mla,
}

impl Style {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Apa, Self::Chicago, Self::Mla];

    /// A word for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Apa => "apa",
            Self::Chicago => "chicago",
            Self::Mla => "mla",
        }
    }

    /// The style that a word stands for.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.key() == key)
    }

    /// Its name, short.
    pub fn label(self) -> &'static str {
        match self {
            Self::Apa => "APA",
            Self::Chicago => "Chicago",
            Self::Mla => "MLA",
        }
    }

    /// Its name, with the edition.
    pub fn name(self) -> &'static str {
        match self {
            Self::Apa => "APA, 7th edition",
            Self::Chicago => "Chicago, 18th edition, notes and bibliography",
            Self::Mla => "MLA, 9th edition",
        }
    }
}

/// The paper's entry in a bibliography.
pub fn entry(style: Style, work: &Work, locator: &Locator) -> Rich {
    match style {
        Style::Apa => apa::entry(work, locator),
        Style::Chicago => chicago::entry(work, locator),
        Style::Mla => mla::entry(work, locator),
    }
}

/// The citation that goes with a passage at first: in brackets in the text, or the note.
pub fn citation(style: Style, work: &Work, locator: &Locator) -> Rich {
    match style {
        Style::Apa => apa::citation(work, locator),
        Style::Chicago => chicago::note(work, locator),
        Style::Mla => mla::citation(work, locator),
    }
}

/// The citation that goes with later passages: the same in brackets, or a shortened note.
pub fn short(style: Style, work: &Work, locator: &Locator) -> Rich {
    match style {
        Style::Apa => apa::citation(work, locator),
        Style::Chicago => chicago::short(work, locator),
        Style::Mla => mla::citation(work, locator),
    }
}

/// "March 5, 2024", as American styles write it.
fn american(day: Day) -> String {
    let year = day.year.to_string();
    let Some(month) = day.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1))) else { return year };
    match day.day {
        Some(day) => [month, " ", &day.to_string(), ", ", &year].concat(),
        None => [month, " ", &year].concat(),
    }
}

/// Page and paragraph in words: "p. 12, para. 30"; empty where neither is known.
pub(crate) fn placed(locator: &Locator) -> String {
    let said = |pair: Option<(u32, u32)>, one: &str, more: &str| {
        let (first, last) = pair?;
        Some([if last > first { more } else { one }, " ", &locator::range((first, last), locator::Shorten::No)].concat())
    };
    let parts = [said(locator.pages, "p.", "pp."), said(locator.paragraphs, "para.", "paras.")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What a record's note says of a passage: its words, and where they stand.
fn note(locator: &Locator, quoted: &str) -> String {
    let place = placed(locator);
    let quoted = quoted.split_whitespace().collect::<Vec<_>>().join(" ");
    match (quoted.is_empty(), place.is_empty()) {
        (true, _) => place,
        (false, true) => ["“", &quoted, "”"].concat(),
        (false, false) => ["“", &quoted, "” (", &place, ")"].concat(),
    }
}

/// A short key for a record: "laruelle2009russia", ASCII letters and digits.
fn key(work: &Work) -> String {
    let plain = |text: &str| folded(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let author = work.authors.first().map(|name| plain(&name.family())).unwrap_or_default();
    let year = work.year().map(|year| plain(&year)).unwrap_or_default();
    let content = |word: &&str| !data::is(&crate::text::small_letters(word), data::Class::Small);
    let title = words(&work.title).map(|word| word.span.of(&work.title)).find(content).map(plain).unwrap_or_default();
    let key: String = [author, year, title].concat().chars().take(64).collect();
    if key.is_empty() { "paper".to_owned() } else { key }
}
