//! The versions of all tools, in this one place. wasm-bindgen's is the one in `Cargo.lock`, since the two halves of its protocol must match.

/// Bundles the page. 0.22 wants a newer Rust than the project does.
pub const TRUNK: &str = "0.21.14";

/// The npm package that brings `wasm-opt`, and the number that `wasm-opt --version` gives. Distributions' own ones are too old for what
/// wasm-bindgen writes.
pub const BINARYEN: &str = "132.0.0";

/// The npm package that brings `esbuild`, and the number that `esbuild --version` gives: it makes the page's scripts small.
pub const ESBUILD: &str = "0.28.2";

/// Between a test and Firefox. A newer one that is there already will do.
pub const GECKODRIVER: &str = "0.37.1";

/// Runs the targets of `fuzz/`. A newer one that is there already will do.
pub const CARGO_FUZZ: &str = "0.13.2";

/// The distribution's compiler, the source of its standard library and its linter: for machines where rustup can download nothing.
/// All three come from one source package, so their versions match.
pub const DISTRIBUTION_RUST: [&str; 3] = ["rustc-web", "rust-web-src", "rust-web-clippy"];

/// The oldest Node that runs binaryen's `wasm-opt` and installs esbuild.
pub const NODE: u32 = 18;
