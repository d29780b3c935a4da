//! All of one paper, built once.
