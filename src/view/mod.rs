//! What a screen shows, and the addresses that name it.

pub mod route;
