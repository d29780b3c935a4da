//! The view of the reader's highlights and notes: which are shown, in which order; and the marks beside the passages.

use super::facts::{RowSort, sorts};
use super::route::Route;
use crate::document::BlockId;
use crate::miner::passages::{Listed, Notes};
use crate::text::small_letters;

/// What the view shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSheet {
    /// The notes by their places in the list, in order.
    pub rows: Vec<usize>,
    /// The colours that there are, the commonest first.
    pub colours: Vec<RowSort>,
    /// How many there are but for the colour.
    pub all: usize,
    /// Whether the latest come first.
    pub latest_first: bool,
}

/// The column that an address sorts notes by, the latest first.
pub const LATEST: &str = "-modified";

impl NoteSheet {
    /// The view for an address: with its words and its colour, as the notes stand in the paper or the latest first.
    pub fn new(notes: &Notes, route: &Route) -> Self {
        let words: Vec<String> = route.rows.split_whitespace().map(small_letters).collect();
        let has_words = |note: &&Listed| {
            let text = [&note.quote, &note.note, &note.section, &note.tags.join(" ")].map(|text| small_letters(text)).join("\n");
            words.iter().all(|word| text.contains(word.as_str()))
        };
        let found: Vec<(usize, &Listed)> = notes.list.iter().enumerate().filter(|(_, note)| has_words(note)).collect();
        let colour = |note: &Listed| note.colour.clone();
        let colours = sorts(notes.list.iter().map(colour), found.iter().map(|(_, note)| colour(note)), &route.kinds);
        let pressed = colours.iter().find(|colour| colour.pressed).map(|colour| colour.value.clone());
        let all = found.len();
        let mut rows = found;
        rows.retain(|(_, note)| pressed.as_ref().is_none_or(|pressed| note.colour == *pressed));
        let latest_first = route.column == LATEST;
        if latest_first {
            rows.sort_unstable_by(|(at, one), (other_at, other)| other.modified.cmp(&one.modified).then(at.cmp(other_at)));
        }
        Self { rows: rows.into_iter().map(|(at, _)| at).collect(), colours, all, latest_first }
    }
}

/// A note's mark beside the passage in which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// The passage.
    pub block: BlockId,
    /// The note's id.
    pub id: String,
    /// The colour's word.
    pub colour: String,
    /// Whether something is written there.
    pub has_words: bool,
    /// What it is, in words.
    pub said: String,
}

/// The marks of notes, in reading order.
pub fn marks(notes: &Notes) -> Vec<NoteMark> {
    let mark = |note: &Listed| {
        let block = BlockId(note.block.strip_prefix('b')?.parse().ok()?);
        let has_words = !note.note.is_empty();
        let what = if has_words { ["Your note: ", &note.note].concat() } else { ["Your highlight: ", &note.quote].concat() };
        Some(NoteMark { block, id: note.id.clone(), colour: note.colour.clone(), has_words, said: shortened(&what) })
    };
    notes.list.iter().filter_map(mark).collect()
}

/// So much of a text as a label bears, in one line.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > MOST {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes() -> Notes {
        let note = |id: &str, colour: &str, note: &str, quote: &str, modified: &str| Listed {
            id: id.to_owned(),
            colour: colour.to_owned(),
            note: note.to_owned(),
            quote: quote.to_owned(),
            block: "b3".to_owned(),
            modified: modified.to_owned(),
            ..Listed::default()
        };
        let list = vec![
            note("a", "yellow", "Check this", "gas and oil", "2024-01-02"),
            note("b", "blue", "", "Gas by rail", "2024-01-03"),
            note("c", "blue", "", "the sea", "2024-01-01"),
        ];
        Notes { list, ..Notes::default() }
    }

    #[test]
    fn rows() {
        for (address, want, all) in [
            ("#notes", "0 1 2", 3),
            ("#notes?rows=GAS", "0 1", 2),
            ("#notes?rows=gas%20check", "0", 1),
            ("#notes?kind=blue", "1 2", 3),
            ("#notes?kind=blue&rows=gas", "1", 2),
            ("#notes?sort=-modified", "1 0 2", 3),
            ("#notes?kind=mauve", "0 1 2", 3),
        ] {
            let sheet = NoteSheet::new(&notes(), &Route::parse(address));
            let rows: Vec<String> = sheet.rows.iter().map(usize::to_string).collect();
            assert_eq!((rows.join(" ").as_str(), sheet.all), (want, all), "{address}");
        }
    }

    #[test]
    fn marks_say_what_they_are() {
        let mut notes = notes();
        notes.list[2].quote = "a long quotation ".repeat(9);
        notes.list[1].block = String::new();
        let said: Vec<String> = marks(&notes).into_iter().map(|mark| mark.said).collect();
        assert_eq!(said, ["Your note: Check this", "Your highlight: a long quotation a long quotation a long…"]);
    }
}
