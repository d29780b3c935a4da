//! The search engine for JavaScript: `engine/pkg/`, built, given its tables, weighed and tried.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::library::{Library, TARGET};
use crate::project::Project;
use crate::run::{cargo, run, say};
use crate::toolchain::Toolchain;
use crate::{paper, sizes, tools};

/// Bytes that all of it may take, compressed: the program, its JavaScript, and the names and related words of the bundled paper.
const MOST: usize = 300_000;

/// Where the package is built.
pub fn package(project: &Project) -> PathBuf {
    project.root.join("engine/pkg")
}

/// Builds the package, prints what it weighs, and runs its tests in Node.
///
/// # Errors
/// Words, when a step fails or the package has grown past its limit.
pub fn build(project: &Project, toolchain: &Toolchain) -> Result<(), String> {
    say("building the engine for JavaScript");
    let package = package(project);
    tools::remove(&package)?;
    let library = toolchain.fast(project);
    compile(project, toolchain, &Program { package: "lectern-engine", library, profile: "engine" }, &package)?;
    let tables = paper::tables(project)?;
    for (name, table) in [("names.tsv", &tables.names), ("synonyms.txt", &tables.synonyms)] {
        tools::write(&package.join(name), table)?;
    }
    weigh(&package, library)?;
    if Command::new("node").arg("--version").output().is_err() {
        say("there is no Node on this machine: the engine is built and weighed, but its tests are not run");
        return Ok(());
    }
    let mut tests = Command::new("node");
    tests.args(["--test", "engine/tests/engine.mjs"]).current_dir(&project.root);
    run(&mut tests)
}

/// A module for pages.
pub struct Program<'a> {
    /// The package of the workspace that it is compiled from.
    pub package: &'a str,
    /// What it is linked with.
    pub library: Library,
    /// The profile of Cargo.toml.
    pub profile: &'static str,
}

/// Makes a module in the folder `out`: cargo, wasm-bindgen, wasm-opt.
///
/// # Errors
/// Words; the tool that fails has said before what is wrong.
pub fn compile(project: &Project, toolchain: &Toolchain, program: &Program<'_>, out: &Path) -> Result<(), String> {
    let &Program { package, library, profile } = program;
    let mut build = cargo(&project.root);
    build.args(["build", "--quiet", "--locked", "--package", package, "--lib", "--target", TARGET, "--profile", profile]);
    toolchain.set(project, &mut build, library);
    run(&mut build)?;
    let file = package.replace('-', "_");
    let program = project.wasm_target().join(TARGET).join(profile).join(format!("{file}.wasm"));
    let mut bind = Command::new("wasm-bindgen");
    bind.args(["--target", "web", "--out-dir"]).arg(out).arg(program);
    run(bind.env("PATH", tools::path(project)))?;
    let bound = out.join(format!("{file}_bg.wasm"));
    let small = out.join("small.wasm");
    let mut optimise = Command::new("wasm-opt");
    optimise.arg("-O3").arg(&bound).arg("-o").arg(&small);
    run(optimise.env("PATH", tools::path(project)))?;
    tools::rename(&small, &bound)
}

/// Prints the files that a page needs, and their sum.
fn weigh(package: &Path, library: Library) -> Result<(), String> {
    let mut files = Vec::new();
    sizes::measure(package, "", &mut files)?;
    files.retain(|(name, ..)| !name.ends_with(".d.ts"));
    println!("{:>9} {:>9}  file", "bytes", "gzip -9");
    for (name, plain, sent) in &files {
        println!("{plain:>9} {sent:>9}  {name}");
    }
    let sum = |of: fn(&(String, usize, usize)) -> usize| files.iter().map(of).sum::<usize>();
    let (plain, sent) = (sum(|file| file.1), sum(|file| file.2));
    println!("{plain:>9} {sent:>9}  all, with the tables for the bundled paper; at most {MOST}");
    if sent > MOST && library != Library::Ordinary {
        return Err("the engine has grown past its limit".to_owned());
    }
    Ok(())
}
