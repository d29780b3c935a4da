//! Text as the other layers see it: spans of bytes, words, sentences.

mod span;

pub use span::Span;
