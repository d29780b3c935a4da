//! Text as the other layers see it: spans of bytes, words, sentences.

mod months;
mod quotes;
mod sentences;
mod span;
mod words;

pub use months::month;
pub use quotes::quotations;
pub use sentences::sentences;
pub use span::Span;
pub use words::{Word, Words, is_word_char, word_count, words};
