//! Highlights and notes.
