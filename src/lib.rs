//! Lectern turns one long paper into a page that reads well, finds passages, filters by theme and shows each fact with its evidence.
//!
//! This library is the part without a browser: text in, data out. It has no clock, no IO and no browser type, runs the same on
//! the host and in wasm, and never panics on any input. With the feature `app` there is the page, too, which the build renders on the
//! host. The layers, each using only those before it:
//!
//! | layer | what it holds |
//! | --- | --- |
//! | [`text`] | spans, words, sentences, folding |
//! | [`document`] | a paper as sections and blocks, with the ledger of what was repaired |
//! | [`extract`] | facts with their evidence: themes, figures, dates, entities … |
//! | [`search`] | the index, the query language, ranked hits |
//! | [`corpus`] | all of it for one paper, built once |
//! | [`opening`] | a reader's own file, from bytes to text |
//! | [`packed`] | the same as bytes, for a page to read |
//! | [`tables`] | facts as tables, ready to be shown, sorted and saved |
//! | [`corrections`] | what readers correct, as a patch |
//! | [`cite`] | the paper and its passages, cited and quoted |
//! | [`annotations`] | highlights and notes, and where they stand in a text that changed |
//! | [`export`] | what is found in a paper, as JSON |
//! | [`miner`] | what a page leaves to its second program |
//! | [`view`] | what a screen shows, and the addresses that name it |
//! | `app` | the page itself: markup, events, effects |

// the page names the library as any program does
#[cfg(feature = "app")]
extern crate self as lectern;

pub mod annotations;
#[cfg(feature = "app")]
pub mod app;
mod bytes;
pub mod cite;
pub mod corpus;
pub mod corrections;
pub mod document;
pub mod export;
pub mod extract;
pub mod miner;
pub mod opening;
pub mod packed;
pub mod search;
pub mod tables;
pub mod text;
pub mod view;
