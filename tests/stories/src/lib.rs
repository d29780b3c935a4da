//! What the browser stories share: browsers, a site of their own, and a page that is used as its readers use it.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`browser`] | the browsers that the environment names, each with its driver |
//! | [`edition`] | copies of the built page that report what goes wrong in them |
//! | [`server`] | the site: a sub-path on this machine that can be taken away |
//! | [`page`] | the page in a browser: found by role and name, used by mouse and keys |
//! | [`paper`] | the paper, as the page has it |
//! | [`axe`] | the accessibility checker |
//!
//! The stories themselves are in `tests/`. `cargo xtask test --only stories` builds the page, finds the browsers and tells them all.

pub mod axe;
pub mod browser;
pub mod edition;
pub mod page;
pub mod paper;
pub mod server;

/// How a story ends: well, or with an error of the driver. What the page does wrong is a panic, with words.
pub type Told = Result<(), Box<dyn std::error::Error>>;
