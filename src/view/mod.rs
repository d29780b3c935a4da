//! What a screen shows, and the addresses that name it: plain data, made by pure functions.

pub mod about;
pub mod action;
pub mod concordance;
pub mod contents;
pub mod excerpt;
pub mod facts;
pub mod filter;
pub mod inline;
pub mod ledger;
pub mod marks;
pub mod miniature;
pub mod notebook;
pub mod notes;
pub mod picture;
pub mod profile;
pub mod results;
pub mod route;
pub mod screen;
pub mod searches;
pub mod selection;
pub mod settings;
pub mod strip;
pub mod ticks;
pub mod words;
