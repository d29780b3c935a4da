//! Set up and build the page.

use std::process::Command;

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

/// Installs what building needs and is missing. Where nothing is, it takes a second and one line.
///
/// # Errors
/// Words with the way out.
pub fn set_up(project: &Project) -> Result<Toolchain, String> {
    let toolchain = toolchain::ensure(project)?;
    tools::for_building(project)?;
    fetch(project)?;
    let bindgen = project.locked("wasm-bindgen")?;
    say(format!(
        "set up: {}, trunk {}, wasm-bindgen {bindgen}, wasm-opt {}",
        toolchain.name(),
        versions::TRUNK,
        versions::BINARYEN.split('.').next().unwrap_or_default()
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
    match profile {
        Profile::Debug => say("building the page (debug)"),
        Profile::Release => {
            say("building the page (release)");
            trunk.arg("--release");
        }
    }
    toolchain.set(project, &mut trunk);
    run(&mut trunk)
}
