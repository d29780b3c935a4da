//! The engine beside others, and the page as it comes to a reader, in headless Chromium: prepares what `benches/browser/bench.mjs` and
//! `benches/page/bench.mjs` need, and runs one of them.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use serde_json::{Value, json};

use crate::engine::Program;
use crate::library::{Library, TARGET};
use crate::page::{self, Profile};
use crate::project::Project;
use crate::run::{cargo, find, run, say};
use crate::toolchain::Toolchain;
use crate::{browsers, engine, paper, tools};

/// What of WebAssembly tantivy's program uses; stripped, it does not say so itself.
const TANTIVY_FEATURES: [&str; 6] =
    ["bulk-memory", "sign-ext", "mutable-globals", "nontrapping-float-to-int", "reference-types", "multivalue"];

/// Builds the engine and its rivals, and measures; `arguments` go to the bench. For the page alone, builds that, unless the environment's
/// `LECTERN_DIST` names one.
///
/// # Errors
/// Words, when something that it cannot do without is missing, or the bench fails.
pub fn bench(project: &Project, toolchain: &Toolchain, arguments: &[&str]) -> Result<(), String> {
    let home = project.root.join("benches/browser");
    let work = home.join(".work");
    tools::create(&work)?;
    let chromium = browsers::chromium_alone()?;
    packages(&home)?;
    let only = arguments.iter().skip_while(|argument| **argument != "--only").nth(1);
    if only.is_some_and(|only| *only == "page") {
        if env::var_os("LECTERN_DIST").is_none() {
            page::build(project, toolchain, Profile::Release)?;
        }
        let mut bench = Command::new("node");
        // what it shares with the other, it finds beside it
        bench.arg("bench.mjs").args(arguments).current_dir(project.root.join("benches/page")).env("LECTERN_CHROMIUM", chromium);
        return run(&mut bench);
    }
    if only.is_none_or(|only| *only == "extraction") {
        tools::write(&work.join("paper.json"), &paper::counts()?.to_string())?;
        say("building parsing and extraction as the page's miner has them");
        let program = Program { package: "lectern-bench-extraction", library: toolchain.published, profile: "miner" };
        engine::compile(project, toolchain, &program, &work.join("extraction"))?;
    }
    tools::write(&work.join("units.json"), &units()?.to_string())?;
    if only.is_none_or(|only| *only == "search") {
        engine::build(project, toolchain)?;
        if let Err(why) = tantivy(project, &home.join("tantivy"), &work.join("tantivy.wasm")) {
            say(format!("tantivy is left out: {why}"));
        }
    }
    let mut bench = Command::new("node");
    bench.arg("bench.mjs").args(arguments).current_dir(&home).env("LECTERN_CHROMIUM", chromium);
    run(&mut bench)
}

/// The npm packages of the lock file, installed anew when it has changed.
fn packages(home: &Path) -> Result<(), String> {
    let newer = |file: &str| fs::metadata(home.join(file)).and_then(|metadata| metadata.modified()).ok();
    if newer("node_modules/.package-lock.json") >= newer("package-lock.json") {
        return Ok(());
    }
    if find("npm").is_none() {
        return Err("the bench needs npm; install Node 20".to_owned());
    }
    say("installing the rivals (npm) into benches/browser/node_modules");
    let mut npm = Command::new("npm");
    // no script of a package runs: none is needed
    npm.args(["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(home).stdin(Stdio::null());
    run(&mut npm).map_err(|error| format!("{error}; is the npm registry within reach?"))
}

/// The bundled paper as units: every block, with its outermost heading and its innermost.
fn units() -> Result<Value, String> {
    let document = paper::bundled()?;
    let units = document.blocks.iter().map(|block| {
        let mut headings = Vec::new();
        let mut next = block.section;
        while let Some(section) = next.and_then(|id| document.section(id)) {
            headings.push(section.heading.as_str());
            next = section.parent.filter(|parent| *parent < section.id);
        }
        let innermost = if headings.len() > 1 { headings.first() } else { None };
        json!({
            "id": block.id.to_string(),
            "section": headings.last().unwrap_or(&""),
            "subsection": innermost.unwrap_or(&""),
            "text": block.text,
        })
    });
    Ok(units.collect())
}

/// tantivy, from its own small workspace with its own lock file, unless it is there already.
fn tantivy(project: &Project, source: &Path, out: &Path) -> Result<(), String> {
    if out.is_file() {
        return Ok(());
    }
    say("compiling tantivy for wasm32 (some minutes, once)");
    let target = project.root.join("target/tantivy");
    let mut build = cargo(source);
    build.args(["build", "--quiet", "--locked", "--release", "--target", TARGET]).env("CARGO_TARGET_DIR", &target);
    // the ordinary standard library: it is compiled for speed, as tantivy is
    let sysroot = Library::Ordinary.sysroot(project).join("bin/rustc");
    if sysroot.is_file() {
        build.env("CARGO_BUILD_RUSTC", sysroot);
    }
    build.env_remove("CARGO_ENCODED_RUSTFLAGS").env("RUSTFLAGS", "--cfg getrandom_backend=\"custom\"");
    run(&mut build)?;
    let program = target.join(TARGET).join("release/tantivy_wasm.wasm");
    let part = out.with_extension("part");
    let mut optimise = Command::new("wasm-opt");
    optimise.arg("-O3").args(TANTIVY_FEATURES.map(|feature| format!("--enable-{feature}"))).arg(program).arg("-o").arg(&part);
    optimise.env("PATH", tools::path(project));
    run(&mut optimise)?;
    tools::rename(&part, out)
}
