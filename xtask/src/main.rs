//! Lectern's own commands.
fn main() {}
