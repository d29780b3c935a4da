//! Regular expressions in queries: read by the `regex` crate where the feature `expressions` is on, refused in words where it is not.

#[cfg(not(feature = "expressions"))]
mod absent;
#[cfg(feature = "expressions")]
mod compiled;

#[cfg(not(feature = "expressions"))]
pub(super) use absent::{Expression, compile};
#[cfg(feature = "expressions")]
pub(super) use compiled::{Expression, compile};
