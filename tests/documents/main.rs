//! Papers as converters leave them, read to the letter; and the properties that any text must keep.
//!
//! `marked/` holds papers with the facts that were marked in them by hand (see `marked.rs`).
//!
//! Each `papers/NAME.txt` (or `.md`) has a `papers/NAME.golden` beside it: what was read, in words. After a wanted change,
//! `BLESS=1 cargo test --test documents` writes the goldens anew; review them like code.

mod marked;
mod outline;
mod papers;
mod properties;
mod source;
mod whole;
