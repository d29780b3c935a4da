//! A compiler for wasm32, found or made in one of two ways that choose themselves.
//!
//! 1. rustup's toolchain, with the target `wasm32-unknown-unknown` added where that works.
//! 2. Where rustup can download nothing but the distribution's packages can be reached: the distribution's compiler, which comes without
//!    a standard library for wasm32 but with its source. The library is compiled once, into a folder of `.tools/` that has the shape of a
//!    sysroot, and the linker is rustup's. Nothing outside the project is changed but for the packages.
//!
//! `LECTERN_WASM=rustup` or `LECTERN_WASM=distribution` allows only that way, to try it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::project::Project;
use crate::run::{cargo, find, output, run, say, succeeds};
use crate::tools::{create, read, remove, rename};
use crate::{packages, versions};

const TARGET: &str = "wasm32-unknown-unknown";

/// Where the distribution's compiler and linter are, whatever stands before them on PATH.
const DISTRIBUTION_BIN: &str = "/usr/bin";

/// The crates of the standard library that a program for wasm32 is linked with.
const STANDARD_LIBRARY: &str = "build-std=std,panic_abort,panic_unwind,proc_macro";

/// A compiler for wasm32.
pub enum Toolchain {
    /// rustup's, or whatever `rustc` on PATH is, with the target installed.
    Rustup,
    /// The distribution's, with the sysroot in this folder.
    Distribution(PathBuf),
}

/// Finds a compiler for wasm32, or makes one.
///
/// # Errors
/// Words with what was tried and the way out.
pub fn ensure(project: &Project) -> Result<Toolchain, String> {
    let sysroot = project.tools.join("wasm-sysroot");
    let only = env::var("LECTERN_WASM").unwrap_or_default();
    if only != "distribution" {
        if has_standard_library(&mut Command::new("rustc")) {
            return Ok(Toolchain::Rustup);
        }
        // what was made once is kept, without asking rustup's server again
        if only != "rustup" && is_current(&sysroot) {
            return Ok(Toolchain::Distribution(sysroot));
        }
        if find("rustup").is_some() {
            say(format!("adding the target {TARGET} with rustup"));
            let added =
                Command::new("rustup").args(["target", "add", TARGET]).env("RUST_BACKTRACE", "0").stdin(Stdio::null()).output();
            if has_standard_library(&mut Command::new("rustc")) {
                return Ok(Toolchain::Rustup);
            }
            let why = added.map_or_else(|error| error.to_string(), |output| String::from_utf8_lossy(&output.stderr).into_owned());
            let why = why.lines().find(|line| line.starts_with("error")).unwrap_or("error: no reason given");
            say(format!("rustup cannot add it here ({why})"));
        }
        if only == "rustup" {
            return Err(format!("LECTERN_WASM=rustup: rustup has no target {TARGET} and cannot add it"));
        }
    } else if is_current(&sysroot) {
        return Ok(Toolchain::Distribution(sysroot));
    }
    make(project, &sysroot).map_err(|error| {
        format!(
            "no compiler for {TARGET}: {error}. Ways out: a network in which `rustup target add {TARGET}` works, \
             or a distribution that has the packages {}",
            versions::DISTRIBUTION_RUST.join(", ")
        )
    })?;
    Ok(Toolchain::Distribution(sysroot))
}

impl Toolchain {
    /// Makes a command that calls cargo, or Trunk, build with this compiler, in the wasm build's own folder.
    pub fn set(&self, project: &Project, command: &mut Command) {
        command.env("CARGO_TARGET_DIR", project.wasm_target()).env_remove("CARGO_BUILD_TARGET");
        if let Self::Distribution(sysroot) = self {
            // not RUSTC: a hook for the host must be able to say otherwise
            command.env_remove("RUSTC").env("CARGO_BUILD_RUSTC", sysroot.join("bin/rustc"));
        }
        // panic messages name source files: shortly, and not by the path of the machine that published the page
        let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
        let sources = home.map_or_else(Vec::new, |home| read(&home.join("registry/src")).unwrap_or_default());
        // cargo splits these flags at blanks
        let flags = sources.iter().map(|folder| format!("--remap-path-prefix={}=crates", folder.display()));
        let flags: Vec<_> = flags.filter(|flag| !flag.contains(char::is_whitespace)).collect();
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    }

    /// A clippy that belongs to this compiler: a command to which clippy's arguments are added.
    ///
    /// # Errors
    /// Words, when it is missing and cannot be installed.
    pub fn clippy(&self, project: &Project) -> Result<Command, String> {
        let mut command = match self {
            Self::Rustup => {
                let mut command = cargo(&project.root);
                command.arg("clippy");
                command
            }
            Self::Distribution(sysroot) => {
                let [.., linter] = versions::DISTRIBUTION_RUST;
                let program = Path::new(DISTRIBUTION_BIN).join("cargo-clippy");
                if !program.is_file() {
                    packages::install(&[linter])?;
                }
                let mut command = Command::new(program);
                command.arg("clippy").current_dir(&project.root).env("SYSROOT", sysroot);
                command
            }
        };
        self.set(project, &mut command);
        Ok(command)
    }

    /// What it is, for the set-up's summary.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Rustup => "wasm32 by rustup",
            Self::Distribution(_) => "wasm32 by the distribution's compiler",
        }
    }
}

fn has_standard_library(rustc: &mut Command) -> bool {
    let folder = output(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| {
        fs::read_dir(folder).is_ok_and(|mut files| {
            files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
        })
    })
}

/// The distribution's compiler, which an upgrade of the system may change.
fn distribution_rustc() -> Option<String> {
    output(Command::new(Path::new(DISTRIBUTION_BIN).join("rustc")).arg("-vV"))
}

/// Whether the sysroot was finished, by the compiler that is there now, and its linker has not gone with an old rustup toolchain.
fn is_current(sysroot: &Path) -> bool {
    let stamp = fs::read_to_string(sysroot.join("rustc-version")).ok();
    let host = stamp.as_deref().and_then(|said| field(said, "host:"));
    let linker = host.map(|host| sysroot.join("lib/rustlib").join(host).join("bin/rust-lld"));
    linker.is_some_and(|linker| linker.exists()) && stamp == distribution_rustc()
}

/// A line of what `rustc -vV` says.
fn field<'said>(said: &'said str, name: &str) -> Option<&'said str> {
    said.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

/// Installs the compiler and compiles its standard library.
fn make(project: &Project, sysroot: &Path) -> Result<(), String> {
    if !packages::installed(&versions::DISTRIBUTION_RUST) {
        packages::install(&versions::DISTRIBUTION_RUST)?;
    }
    let said = distribution_rustc().ok_or("the distribution's rustc does not run")?;
    let host = field(&said, "host:").ok_or("the distribution's rustc names no host")?;
    let commit = field(&said, "commit-hash:").filter(|hash| *hash != "unknown").or(field(&said, "release:")).unwrap_or_default();
    say(format!(
        "compiling the standard library for wasm32 with {} (half a minute, once)",
        said.lines().next().unwrap_or("rustc")
    ));

    let staging = project.tools.join("staging/wasm-sysroot");
    remove(&staging)?;
    assemble(&staging, host)?;
    let empty = project.tools.join("staging/empty");
    create(&empty.join("src"))?;
    write(&empty.join("src/lib.rs"), "")?;
    write(&empty.join("Cargo.toml"), "[package]\nname = \"empty\"\nedition = \"2021\"\n\n[workspace]\n")?;

    let mut build = cargo(&empty);
    build.args(["build", "--quiet", "--release", "-Z", STANDARD_LIBRARY, "--target", TARGET]);
    let source = staging.join("lib/rustlib/src/rust");
    build.env("RUSTC", staging.join("bin/rustc")).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", empty.join("target"));
    // bitcode, or link-time optimisation fails later
    build.env_remove("RUSTFLAGS").env(
        "CARGO_ENCODED_RUSTFLAGS",
        format!("-Cembed-bitcode=yes\x1f--remap-path-prefix={}=/rustc/{commit}", source.display()),
    );
    run(&mut build)?;

    let made = empty.join("target").join(TARGET).join("release/deps");
    let library = staging.join("lib/rustlib").join(TARGET).join("lib");
    create(&library)?;
    for file in read(&made)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            rename(&file, &library.join(name.as_ref()))?;
        }
    }
    write(&staging.join("bin/rustc"), &wrapper(sysroot))?;
    write(&staging.join("rustc-version"), &said)?;
    remove(sysroot)?;
    rename(&staging, sysroot)?;
    // artefacts that were linked with another standard library
    remove(&project.wasm_target())?;
    remove(&empty)
}

/// A sysroot made of links: the host's library and the source from the distribution, the linker from rustup.
fn assemble(sysroot: &Path, host: &str) -> Result<(), String> {
    let distribution = output(Command::new(Path::new(DISTRIBUTION_BIN).join("rustc")).args(["--print", "sysroot"]))
        .ok_or("the distribution's rustc does not run")?;
    let theirs = Path::new(&distribution).join("lib/rustlib");
    let ours = sysroot.join("lib/rustlib");
    let linker = linker(host)?;
    create(&sysroot.join("bin"))?;
    create(&ours.join(host).join("bin"))?;
    link(&theirs.join(host).join("lib"), &ours.join(host).join("lib"))?;
    link(&linker, &ours.join(host).join("bin/rust-lld"))?;
    link(&theirs.join("src"), &ours.join("src"))?;
    let rustc = sysroot.join("bin/rustc");
    write(&rustc, &wrapper(sysroot))?;
    if !succeeds(Command::new("chmod").arg("+x").arg(&rustc)) {
        return Err(format!("cannot make {} executable", rustc.display()));
    }
    Ok(())
}

/// rustc looks for its sysroot beside its own libraries, so it has to be told.
fn wrapper(sysroot: &Path) -> String {
    format!("#!/bin/sh\nexec {DISTRIBUTION_BIN}/rustc --sysroot '{}' \"$@\"\n", sysroot.display())
}

/// The linker that every rustup toolchain brings.
fn linker(host: &str) -> Result<PathBuf, String> {
    output(Command::new("rustc").args(["--print", "sysroot"]))
        .map(|sysroot| Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld"))
        .filter(|linker| linker.is_file())
        .ok_or_else(|| "rust-lld, which comes with rustup's stable toolchain, is missing".to_owned())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(unix)]
fn link(to: &Path, from: &Path) -> Result<(), String> {
    std::os::unix::fs::symlink(to, from).map_err(|error| format!("cannot link {} to {}: {error}", from.display(), to.display()))
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<(), String> {
    Err("the distribution's compiler is a way for Debian alone".to_owned())
}
