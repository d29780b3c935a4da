//! Every check and test, one after another; the first failure ends it, by its name.

use std::process::Command;
use std::time::Instant;

use crate::page::{self, Profile};
use crate::project::Project;
use crate::run::{cargo, run, say};
use crate::toolchain::Toolchain;
use crate::{browsers, crates, engine, sizes};

/// What to run.
pub struct Wanted<'a> {
    /// The stories in browsers too.
    pub browsers: bool,
    /// Only the step of this name.
    pub only: Option<&'a str>,
}

type Step = (&'static str, &'static str, fn(&Project, &Toolchain) -> Result<(), String>);

/// Name, what it does, and how. The page is built where a later step needs it.
const STEPS: [Step; 12] = [
    ("format", "rustfmt finds nothing to change", format),
    ("crates", "every crate is as deny.toml allows", |project, _| crates::check(project)),
    ("clippy", "no warning on the host", clippy),
    ("clippy-wasm", "no warning for wasm", clippy_wasm),
    ("library", "the library builds alone, without the page", library),
    ("docs", "the documentation builds without a warning", docs),
    ("tests", "tests on the host", tests),
    ("shell", "the service workers, in Node", shell),
    ("build", "the page as it is published", build),
    ("sizes", "a first visit stays small", measure),
    ("engine", "the search for JavaScript stays small and answers", engine::build),
    (STORIES, "the page in browsers", stories),
];

const STORIES: &str = "stories";

/// The folder of the stories' package, which has its own target: it never runs by accident.
const STORIES_FOLDER: &str = "tests/stories";

/// The steps' names, for the manual.
pub fn names() -> String {
    STEPS.map(|(name, ..)| name).join(" ")
}

/// Runs the steps.
///
/// # Errors
/// The first failure, in words that begin with the step's name.
pub fn test(project: &Project, wanted: &Wanted) -> Result<(), String> {
    if let Some(only) = wanted.only
        && STEPS.iter().all(|(name, ..)| *name != only)
    {
        return Err(format!("there is no step `{only}`; the steps are {}", names()));
    }
    let toolchain = page::set_up(project, &[Profile::Debug, Profile::Release])?;
    let mut done = Vec::new();
    for (name, what, step) in STEPS {
        if wanted.only.is_some_and(|only| only != name) || (name == STORIES && !wanted.browsers) {
            continue;
        }
        say(format!("{name}: {what}"));
        let start = Instant::now();
        step(project, &toolchain).map_err(|error| format!("{name}: {error}"))?;
        done.push((name, what, start.elapsed()));
    }
    for (name, what, time) in done {
        say(format!("ok {:>6.1} s  {name}: {what}", time.as_secs_f64()));
    }
    Ok(())
}

fn format(project: &Project, _: &Toolchain) -> Result<(), String> {
    let check = |more: &[&str]| {
        run(cargo(&project.root).args(["fmt", "--all", "--check"]).args(more))
            .map_err(|error| format!("{error}; the same without `--check` mends it"))
    };
    check(&[])?;
    check(&["--manifest-path", "fuzz/Cargo.toml"])
}

fn clippy(project: &Project, _: &Toolchain) -> Result<(), String> {
    run(cargo(&project.root).args(["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm(project: &Project, toolchain: &Toolchain) -> Result<(), String> {
    // each program with the features that it is built with
    for program in [
        "--package lectern --bin lectern --no-default-features --features app",
        "--package lectern --bin miner --no-default-features --features miner",
        "--package lectern-engine --lib",
    ] {
        let mut clippy = toolchain.clippy(project)?;
        clippy.args(["--quiet", "--locked", "--target", "wasm32-unknown-unknown"]).args(program.split(' '));
        run(clippy.args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

fn library(project: &Project, _: &Toolchain) -> Result<(), String> {
    run(cargo(&project.root).args(["check", "--quiet", "--locked", "--package", "lectern", "--lib", "--no-default-features"]))
}

/// For those who work on it: private items too, and links to them.
fn docs(project: &Project, _: &Toolchain) -> Result<(), String> {
    run(cargo(&project.root)
        .args(["doc", "--quiet", "--locked", "--workspace", "--no-deps", "--document-private-items"])
        .env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))
}

fn tests(project: &Project, _: &Toolchain) -> Result<(), String> {
    let mut test = cargo(&project.root);
    test.args(["test", "--locked", "--workspace"]);
    if project.has(STORIES_FOLDER) {
        test.args(["--exclude", STORIES]);
    }
    run(&mut test)
}

/// Node is there: the page's build needs it.
fn shell(project: &Project, _: &Toolchain) -> Result<(), String> {
    run(Command::new("node").args(["--test", "tests/shell/workers.mjs"]).current_dir(&project.root))
}

fn build(project: &Project, toolchain: &Toolchain) -> Result<(), String> {
    page::build(project, toolchain, Profile::Release)
}

fn measure(project: &Project, toolchain: &Toolchain) -> Result<(), String> {
    sizes::check(&project.dist, toolchain.published)
}

fn stories(project: &Project, _: &Toolchain) -> Result<(), String> {
    if !project.has(STORIES_FOLDER) {
        say(format!("there is no package in {STORIES_FOLDER}: no story is told"));
        return Ok(());
    }
    let browsers = browsers::ensure(project)?;
    let single = page::single_file(project)?;
    let mut test = cargo(&project.root);
    test.args(["test", "--locked", "--package", STORIES])
        .env("LECTERN_DIST", &project.dist)
        .env("LECTERN_SINGLE", single)
        .envs(browsers);
    run(&mut test)
}
