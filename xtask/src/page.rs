//! Set up and build the page.

use std::path::PathBuf;
use std::process::Command;

use crate::library::Library;
use crate::project::Project;
use crate::run::{cargo, run, say, succeeds};
use crate::toolchain::{self, Toolchain};
use crate::{tools, versions};

/// How the page is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quickly, to look at while working: no policy, no offline copy.
    Debug,
    /// Small, to publish.
    Release,
}

impl Profile {
    /// The standard library that it is linked with, where that can be had.
    fn library(self) -> Library {
        match self {
            Self::Debug => Library::Ordinary,
            Self::Release => Library::Small,
        }
    }
}

/// Installs what building in these ways needs and is missing. Where nothing is, it takes a second and one line.
///
/// # Errors
/// Words with the way out.
pub fn set_up(project: &Project, profiles: &[Profile]) -> Result<Toolchain, String> {
    let wanted: Vec<_> = profiles.iter().map(|profile| profile.library()).collect();
    let toolchain = toolchain::ensure(project, &wanted)?;
    tools::for_building(project)?;
    fetch(project)?;
    let bindgen = project.locked("wasm-bindgen")?;
    say(format!(
        "set up: {}, trunk {}, wasm-bindgen {bindgen}, wasm-opt {}, esbuild {}",
        toolchain.name(),
        versions::TRUNK,
        versions::BINARYEN.split('.').next().unwrap_or_default(),
        versions::ESBUILD
    ));
    Ok(toolchain)
}

/// Brings the crates of Cargo.lock here, so that all that follows needs no network.
fn fetch(project: &Project) -> Result<(), String> {
    if succeeds(cargo(&project.root).args(["fetch", "--quiet", "--locked", "--offline"])) {
        return Ok(());
    }
    say("fetching the crates of Cargo.lock");
    run(cargo(&project.root).args(["fetch", "--quiet", "--locked"]))
}

/// Builds the page into `dist/`.
///
/// # Errors
/// Words; Trunk has said before what is wrong.
pub fn build(project: &Project, toolchain: &Toolchain, profile: Profile) -> Result<(), String> {
    let mut trunk = Command::new("trunk");
    trunk.current_dir(&project.root).env("PATH", tools::path(project)).env("CARGO_NET_OFFLINE", "true");
    trunk.args(["build", "--offline", "--locked", "--log", "warn"]);
    let library = match profile {
        Profile::Debug => {
            say("building the page (debug)");
            Library::Ordinary
        }
        Profile::Release => {
            say("building the page (release)");
            trunk.arg("--release");
            // for the hook, which leaves scripts as they are written where it is told of none
            trunk.env("LECTERN_ESBUILD", if cfg!(windows) { "esbuild.cmd" } else { "esbuild" });
            toolchain.published
        }
    };
    toolchain.set(project, &mut trunk, library);
    run(&mut trunk)
}

/// Makes the page that is in `dist/` one file, which holds everything; gives its path.
///
/// # Errors
/// Words, where the page was not built to be published.
pub fn single_file(project: &Project) -> Result<PathBuf, String> {
    let file = project.root.join("single").join("lectern.html");
    let mut make = cargo(&project.root);
    make.args(["run", "--quiet", "--locked", "--package", "post-build", "--", "single"]).arg(&project.dist).arg(&file);
    run(&mut make)?;
    Ok(file)
}
