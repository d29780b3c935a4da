//! Figures.
pub(crate) mod noun;
pub(crate) mod units;
