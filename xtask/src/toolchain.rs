//! A compiler for wasm32, found or made in one of two ways that choose themselves.
//!
//! 1. rustup's toolchain, with the target `wasm32-unknown-unknown` added where that works.
//! 2. Where rustup can download nothing but the distribution's packages can be reached: the distribution's compiler, which comes without
//!    a standard library for wasm32 but with its source, and rustup's linker. Nothing outside the project is changed but for the packages.
//!
//! To publish, both are given a small standard library ([`Library`]), the first from the source that rustup adds. Where it cannot be had,
//! the ordinary one takes its place: the page is larger and works the same.
//!
//! `LECTERN_WASM=rustup` or `LECTERN_WASM=distribution` allows only that way, to try it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::library::{Compiler, Library, TARGET};
use crate::project::Project;
use crate::run::{cargo, find, output, run_within, say};
use crate::tools::read;
use crate::{packages, versions};

/// Where the distribution's compiler and linter are, whatever stands before them on PATH.
const DISTRIBUTION_BIN: &str = "/usr/bin";

/// How long rustup may take for a target (some 20 MB), and for the source of the standard library (some 3 MB): a slow network's time, and
/// an end where packets vanish.
const TARGET_PATIENCE: Duration = Duration::from_secs(600);
const SOURCE_PATIENCE: Duration = Duration::from_secs(120);

/// Whose compiler it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// rustup's, or whatever `rustc` on PATH is, with the target installed.
    Rustup,
    /// The distribution's, to which even the ordinary standard library has to be added.
    Distribution,
}

/// A compiler for wasm32.
pub struct Toolchain {
    origin: Origin,
    /// What the page is linked with when it is published.
    pub published: Library,
}

/// Finds a compiler for wasm32 with the standard libraries that are wanted, or makes what is missing.
///
/// # Errors
/// Words with what was tried and the way out.
pub fn ensure(project: &Project, wanted: &[Library]) -> Result<Toolchain, String> {
    let origin = choose(project)?;
    let compiler = origin.compiler()?;
    let mut published = Library::Small;
    if wanted.contains(&Library::Small)
        && let Err(why) = small(project, origin, &compiler)
    {
        say(format!("no small standard library here ({why}); the ordinary one makes the page larger and works the same"));
        published = Library::Ordinary;
    }
    if origin == Origin::Distribution && (wanted.contains(&Library::Ordinary) || published == Library::Ordinary) {
        Library::Ordinary.ensure(project, &compiler).map_err(|error| way_out(&error))?;
    }
    Ok(Toolchain { origin, published })
}

/// Chooses the way, and adds the target where that is missing.
fn choose(project: &Project) -> Result<Origin, String> {
    let only = env::var("LECTERN_WASM").unwrap_or_default();
    if only == "distribution" {
        return Ok(Origin::Distribution);
    }
    if has_standard_library() {
        return Ok(Origin::Rustup);
    }
    // what was made once is kept, without asking rustup's server again
    if only != "rustup"
        && let Some(compiler) = Compiler::find(&Origin::Distribution.rustc())
        && [Library::Ordinary, Library::Small].iter().any(|library| library.is_current(project, &compiler))
    {
        return Ok(Origin::Distribution);
    }
    if find("rustup").is_some() {
        say(format!("adding the target {TARGET} with rustup"));
        let added = rustup(&["target", "add", TARGET], TARGET_PATIENCE);
        if has_standard_library() {
            return Ok(Origin::Rustup);
        }
        say(format!("rustup cannot add it here ({})", added.err().unwrap_or_default()));
    }
    if only == "rustup" {
        return Err(format!("LECTERN_WASM=rustup: rustup has no target {TARGET} and cannot add it"));
    }
    Ok(Origin::Distribution)
}

/// Brings the small standard library up to date, and its source before that.
fn small(project: &Project, origin: Origin, compiler: &Compiler) -> Result<(), String> {
    if origin == Origin::Rustup
        && !Library::Small.is_current(project, compiler)
        && Library::Small.is_known_to(compiler)
        && !compiler.has_source()
        && find("rustup").is_some()
    {
        say("adding the component rust-src with rustup");
        rustup(&["component", "add", "rust-src"], SOURCE_PATIENCE)?;
    }
    Library::Small.ensure(project, compiler)
}

impl Origin {
    /// What is called as `rustc`.
    fn rustc(self) -> PathBuf {
        match self {
            Self::Rustup => PathBuf::from("rustc"),
            Self::Distribution => Path::new(DISTRIBUTION_BIN).join("rustc"),
        }
    }

    /// The compiler; the distribution's is installed now if it is missing.
    fn compiler(self) -> Result<Compiler, String> {
        let [needed @ .., _linter] = versions::DISTRIBUTION_RUST;
        // by its package: a `rustc` that merely stands there may be an old one
        if self == Self::Distribution && !packages::installed(&needed) {
            packages::install(&versions::DISTRIBUTION_RUST).map_err(|error| way_out(&error))?;
        }
        Compiler::find(&self.rustc()).ok_or_else(|| way_out(&format!("{} does not run", self.rustc().display())))
    }
}

impl Toolchain {
    /// Makes a command that calls cargo, or Trunk, build for wasm32 with this compiler and library, in the wasm build's own folder.
    pub fn set(&self, project: &Project, command: &mut Command, library: Library) {
        command.env("CARGO_TARGET_DIR", project.wasm_target()).env_remove("CARGO_BUILD_TARGET");
        if self.origin == Origin::Distribution || library != Library::Ordinary {
            // not RUSTC: a hook for the host must be able to say otherwise
            command.env_remove("RUSTC").env("CARGO_BUILD_RUSTC", library.sysroot(project).join("bin/rustc"));
        }
        // panic messages name source files: shortly, and not by the path of the machine that published the page
        let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
        let sources = home.map_or_else(Vec::new, |home| read(&home.join("registry/src")).unwrap_or_default());
        let remapped = sources.iter().map(|folder| format!("--remap-path-prefix={}=crates", folder.display()));
        // cargo splits these flags at blanks
        let remapped = remapped.filter(|flag| !flag.contains(char::is_whitespace));
        let flags: Vec<_> = library.flags().iter().map(|flag| (*flag).to_owned()).chain(remapped).collect();
        // for the target alone; the general ones would hide them
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    }

    /// The library for programs in which speed counts more than bytes: the fast one, or what the page is linked with where that cannot be had.
    pub fn fast(&self, project: &Project) -> Library {
        let made = self.origin.compiler().and_then(|compiler| Library::Fast.ensure(project, &compiler));
        made.map_or_else(
            |why| {
                say(format!("no fast standard library here ({why}); the engine is somewhat slower and works the same"));
                self.published
            },
            |()| Library::Fast,
        )
    }

    /// A clippy that belongs to this compiler: a command to which clippy's arguments are added.
    ///
    /// # Errors
    /// Words, when it is missing and cannot be installed.
    pub fn clippy(&self, project: &Project) -> Result<Command, String> {
        let mut command = match self.origin {
            Origin::Rustup => {
                let mut command = cargo(&project.root);
                command.arg("clippy");
                command
            }
            Origin::Distribution => {
                let [.., linter] = versions::DISTRIBUTION_RUST;
                let program = Path::new(DISTRIBUTION_BIN).join("cargo-clippy");
                if !program.is_file() {
                    packages::install(&[linter])?;
                }
                let mut command = Command::new(program);
                command.arg("clippy").current_dir(&project.root).env("SYSROOT", Library::Ordinary.sysroot(project));
                command
            }
        };
        self.set(project, &mut command, Library::Ordinary);
        Ok(command)
    }

    /// What it is, for the set-up's summary.
    pub fn name(&self) -> &'static str {
        match self.origin {
            Origin::Rustup => "wasm32 by rustup",
            Origin::Distribution => "wasm32 by the distribution's compiler",
        }
    }
}

/// Whether `rustc` brings the ordinary standard library.
fn has_standard_library() -> bool {
    let folder = output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| {
        fs::read_dir(folder).is_ok_and(|mut files| {
            files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
        })
    })
}

/// Lets rustup add something.
fn rustup(arguments: &[&str], patience: Duration) -> Result<(), String> {
    run_within(Command::new("rustup").args(arguments).env("RUST_BACKTRACE", "0"), patience)
}

fn way_out(error: &str) -> String {
    format!(
        "no compiler for {TARGET}: {error}. Ways out: a network in which `rustup target add {TARGET}` works, \
         or a distribution that has the packages {}",
        versions::DISTRIBUTION_RUST.join(", ")
    )
}
