//! Text as the other layers see it: spans of bytes, words, sentences, small letters, decimal numbers,
//! names of months.

mod case;
mod decimal;
mod months;
mod quotes;
mod sentences;
mod span;
mod words;

pub use case::{small_letter, small_letters};
pub use decimal::{read_decimal, scaled, write_decimal};
pub use months::{MONTHS, month};
pub use quotes::quotations;
pub use sentences::sentences;
pub use span::Span;
pub use words::{Word, Words, is_word_char, word_count, words};
