//! Rust's standard library for wasm32, compiled from its source into a folder that has the shape of a sysroot.
//!
//! Compilers bring it, if at all, compiled for speed and with words for every panic: a sixth of the page's program. To publish, it is
//! compiled for size, and a panic ends the program at once and without a word. That strategy holds for a program as a whole, so the program
//! is compiled with the same flags; they are unstable, and the sysroot's `rustc` allows them for wasm32 alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::project::Project;
use crate::run::{cargo, output, run_within, say, succeeds};
use crate::tools::{create, read, remove, rename, write};

/// What everything here is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The variable that allows unstable flags.
const UNSTABLE: &str = "RUSTC_BOOTSTRAP";

/// How long the compilation may take, which asks the network for some small crates.
const PATIENCE: Duration = Duration::from_secs(1800);

/// A compiler to which a standard library is added.
pub struct Compiler {
    /// `rustc` itself, and nothing that chooses one.
    pub rustc: PathBuf,
    /// The folder where it has its own libraries.
    pub sysroot: PathBuf,
    /// What `rustc -vV` says.
    pub version: String,
}

/// A standard library for wasm32.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Library {
    /// As compilers bring it: to work with.
    Ordinary,
    /// Compiled for size: to publish.
    Small,
    /// As the small one, but compiled for speed.
    Fast,
}

impl Library {
    /// The flags that a program linked with it is compiled with, as the library is.
    pub fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Ordinary => &[],
            Self::Small | Self::Fast => {
                &["-Zunstable-options", "-Cpanic=immediate-abort", "-Zfmt-debug=none", "-Zlocation-detail=none"]
            }
        }
    }

    /// cargo's arguments that say which crates it is, and with which features.
    fn crates(self) -> &'static [&'static str] {
        match self {
            Self::Ordinary => &["-Zbuild-std=std,panic_abort,panic_unwind,proc_macro"],
            Self::Small | Self::Fast => &["-Zbuild-std=std,panic_abort,proc_macro", "-Zbuild-std-features=optimize_for_size"],
        }
    }

    /// How it is optimised, as a part of a manifest.
    fn profile(self) -> &'static str {
        match self {
            Self::Ordinary => "",
            Self::Small => "[profile.release]\nopt-level = \"z\"\ncodegen-units = 1\n",
            Self::Fast => "[profile.release]\nopt-level = 3\ncodegen-units = 1\n",
        }
    }

    /// Its folder.
    pub fn sysroot(self, project: &Project) -> PathBuf {
        project.tools.join(match self {
            Self::Ordinary => "wasm-sysroot",
            Self::Small => "wasm-sysroot-small",
            Self::Fast => "wasm-sysroot-fast",
        })
    }

    /// Whether it was finished, in this way and by this compiler, and its linker has not gone with an old toolchain.
    pub fn is_current(self, project: &Project, compiler: &Compiler) -> bool {
        let sysroot = self.sysroot(project);
        let linker = compiler.host().map(|host| sysroot.join("lib/rustlib").join(host).join("bin/rust-lld"));
        linker.is_ok_and(|linker| linker.exists())
            && fs::read_to_string(sysroot.join(STAMP)).is_ok_and(|stamp| stamp == self.stamp(compiler))
    }

    /// All that it depends on.
    fn stamp(self, compiler: &Compiler) -> String {
        let Compiler { rustc, version, .. } = compiler;
        format!("{version}\n{}\n{}\n{}\n{}", rustc.display(), self.crates().join(" "), self.flags().join(" "), self.profile())
    }

    /// Compiles it, unless it is current.
    ///
    /// # Errors
    /// Words, when the compiler does not know the flags, or what is missing, or the compiler's own first complaint.
    pub fn ensure(self, project: &Project, compiler: &Compiler) -> Result<(), String> {
        if self.is_current(project, compiler) {
            return Ok(());
        }
        if !self.is_known_to(compiler) {
            return Err(format!("{} does not know its flags", compiler.name()));
        }
        if !compiler.has_source() {
            return Err("its source is missing".to_owned());
        }
        say(format!(
            "compiling the standard library for wasm32{} with {} (half a minute, once)",
            self.purpose(),
            compiler.name()
        ));
        let staging = project.tools.join("staging/wasm-sysroot");
        remove(&staging)?;
        assemble(&staging, compiler)?;
        self.compile(&project.tools.join("staging/empty"), &staging, compiler)?;
        write(&staging.join("bin/rustc"), &self.wrapper(compiler))?;
        if !succeeds(Command::new("chmod").arg("+x").arg(staging.join("bin/rustc"))) {
            return Err(format!("cannot make {} executable", staging.join("bin/rustc").display()));
        }
        write(&staging.join(STAMP), &self.stamp(compiler))?;
        let sysroot = self.sysroot(project);
        remove(&sysroot)?;
        rename(&staging, &sysroot)?;
        // artefacts that were linked with another standard library
        remove(&project.wasm_target())
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Ordinary => "",
            Self::Small => ", for size,",
            Self::Fast => ", for speed,",
        }
    }

    /// Whether the compiler takes its flags: unstable ones come, change and go.
    pub fn is_known_to(self, compiler: &Compiler) -> bool {
        let mut probe = Command::new(&compiler.rustc);
        succeeds(probe.args(["--target", TARGET, "--print", "cfg"]).args(self.flags()).env(UNSTABLE, "1"))
    }

    /// Compiles it beside an empty crate, and moves it into the sysroot.
    fn compile(self, empty: &Path, sysroot: &Path, compiler: &Compiler) -> Result<(), String> {
        remove(empty)?;
        create(&empty.join("src"))?;
        write(&empty.join("src/lib.rs"), "")?;
        let manifest = format!("[package]\nname = \"empty\"\nedition = \"2021\"\n\n[workspace]\n\n{}", self.profile());
        write(&empty.join("Cargo.toml"), &manifest)?;

        let source = compiler.source();
        let remapped = format!("--remap-path-prefix={}=/rustc/{}", source.display(), compiler.commit());
        // bitcode, or link-time optimisation fails later
        let flags = [self.flags(), &["-Cembed-bitcode=yes", &remapped]].concat().join("\x1f");
        let mut build = cargo(empty);
        build.args(["build", "--quiet", "--release", "--target", TARGET]).args(self.crates());
        build.env("RUSTC", &compiler.rustc).env(UNSTABLE, "1").env("CARGO_TARGET_DIR", empty.join("target"));
        build.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags);
        run_within(&mut build, PATIENCE).map_err(|error| format!("its compilation failed: {error}"))?;

        let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
        create(&library)?;
        for file in read(&empty.join("target").join(TARGET).join("release/deps"))? {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".rlib") && !name.starts_with("libempty-") {
                rename(&file, &library.join(name.as_ref()))?;
            }
        }
        remove(empty)
    }

    /// rustc looks for its sysroot beside its own libraries, so it has to be told. Crates for the host, and those that ask which
    /// language they may use, see the stable one.
    fn wrapper(self, compiler: &Compiler) -> String {
        let unstable = match self {
            Self::Ordinary => String::new(),
            Self::Small | Self::Fast => format!("case \" $* \" in *' --target {TARGET} '*) export {UNSTABLE}=1 ;; esac\n"),
        };
        format!("#!/bin/sh\n{unstable}exec '{}' --sysroot \"${{0%/bin/*}}\" \"$@\"\n", compiler.rustc.display())
    }
}

/// The file of a sysroot that is written last.
const STAMP: &str = "made-with";

impl Compiler {
    /// The compiler that this command runs; `None` when it does not.
    pub fn find(rustc: &Path) -> Option<Self> {
        let sysroot = PathBuf::from(output(Command::new(rustc).args(["--print", "sysroot"]))?);
        let version = output(Command::new(rustc).arg("-vV"))?;
        // on PATH there may be rustup's proxy, which chooses anew in each folder
        let own = sysroot.join("bin/rustc");
        Some(Self { rustc: if own.is_file() { own } else { rustc.to_path_buf() }, sysroot, version })
    }

    /// Its name and version, for people.
    pub fn name(&self) -> &str {
        self.version.lines().next().unwrap_or("rustc")
    }

    /// Whether the source of its standard library is there.
    pub fn has_source(&self) -> bool {
        self.source().join("library/std/Cargo.toml").is_file()
    }

    fn source(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib/src/rust")
    }

    fn host(&self) -> Result<&str, String> {
        self.field("host:").ok_or_else(|| format!("{} names no host", self.rustc.display()))
    }

    fn commit(&self) -> &str {
        self.field("commit-hash:").filter(|hash| *hash != "unknown").or(self.field("release:")).unwrap_or_default()
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.version.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
    }
}

/// A sysroot made of links: the host's library from the compiler, the linker from rustup.
fn assemble(sysroot: &Path, compiler: &Compiler) -> Result<(), String> {
    let host = compiler.host()?;
    let ours = sysroot.join("lib/rustlib").join(host);
    let linker = linker(host)?;
    create(&sysroot.join("bin"))?;
    create(&ours.join("bin"))?;
    link(&compiler.sysroot.join("lib/rustlib").join(host).join("lib"), &ours.join("lib"))?;
    link(&linker, &ours.join("bin/rust-lld"))
}

/// The linker that every rustup toolchain brings.
fn linker(host: &str) -> Result<PathBuf, String> {
    output(Command::new("rustc").args(["--print", "sysroot"]))
        .map(|sysroot| Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld"))
        .filter(|linker| linker.is_file())
        .ok_or_else(|| "rust-lld, which comes with rustup's stable toolchain, is missing".to_owned())
}

#[cfg(unix)]
fn link(to: &Path, from: &Path) -> Result<(), String> {
    std::os::unix::fs::symlink(to, from).map_err(|error| format!("cannot link {} to {}: {error}", from.display(), to.display()))
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<(), String> {
    Err("it is compiled on Unix alone".to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Compiler, Library};

    fn compiler() -> Compiler {
        let version = "rustc 1.96.0 (ac68faa20 2026-05-25)\nbinary: rustc\ncommit-hash: ac68faa2\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0";
        Compiler {
            rustc: PathBuf::from("/opt/my rust/bin/rustc"),
            sysroot: PathBuf::from("/opt/my rust"),
            version: version.to_owned(),
        }
    }

    #[test]
    fn unstable_flags_for_the_program_alone() {
        let wrapper = Library::Small.wrapper(&compiler());
        assert!(wrapper.contains("' --target wasm32-unknown-unknown '*) export RUSTC_BOOTSTRAP=1"), "{wrapper}");
        assert!(wrapper.contains("exec '/opt/my rust/bin/rustc' --sysroot"), "{wrapper}");
        assert!(!Library::Ordinary.wrapper(&compiler()).contains("BOOTSTRAP"));
    }

    #[test]
    fn the_stamp_tells_libraries_and_compilers_apart() {
        let newer = Compiler { version: "rustc 1.97.0".to_owned(), ..compiler() };
        let moved = Compiler { rustc: PathBuf::from("/usr/bin/rustc"), ..compiler() };
        let stamp = Library::Small.stamp(&compiler());
        for other in [Library::Ordinary.stamp(&compiler()), Library::Small.stamp(&newer), Library::Small.stamp(&moved)] {
            assert_ne!(stamp, other);
        }
        for flag in Library::Small.flags() {
            assert!(stamp.contains(flag), "{flag}");
        }
    }

    #[test]
    fn fields_of_a_version() {
        assert_eq!(compiler().host().as_deref(), Ok("x86_64-unknown-linux-gnu"));
        assert_eq!(compiler().commit(), "ac68faa2");
        let unknown = Compiler { version: "rustc 1.96.0\ncommit-hash: unknown\nrelease: 1.96.0".to_owned(), ..compiler() };
        assert_eq!(unknown.commit(), "1.96.0");
        assert!(unknown.host().is_err());
    }
}
