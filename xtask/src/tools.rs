//! The build's tools, in pinned versions: from `.tools/`, or from PATH where the version fits, or installed into `.tools/` now.
//!
//! Everything is made under another name and renamed at the end, so that an interrupted set-up leaves no half tool; a compilation that
//! was interrupted goes on where it stopped.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::project::Project;
use crate::run::{cargo, find, output, run, say, succeeds, version};
use crate::versions;

/// Which versions of a tool on PATH will do.
#[derive(Clone, Copy)]
enum Fit {
    Exactly,
    OrNewer,
}

/// A tool that is a crate.
struct Tool<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
    fit: Fit,
    minutes: u32,
}

/// The tools of a page's build: trunk, wasm-bindgen, wasm-opt, esbuild.
///
/// # Errors
/// Words, when one is missing and cannot be installed.
pub fn for_building(project: &Project) -> Result<(), String> {
    let bindgen = project.locked("wasm-bindgen")?;
    ensure(project, &Tool { program: "trunk", package: "trunk", version: versions::TRUNK, fit: Fit::Exactly, minutes: 6 })?;
    ensure(
        project,
        &Tool { program: "wasm-bindgen", package: "wasm-bindgen-cli", version: &bindgen, fit: Fit::Exactly, minutes: 2 },
    )?;
    npm(project)
}

/// The driver of Firefox; gives its path.
///
/// # Errors
/// Words, when it is missing and cannot be installed.
pub fn geckodriver(project: &Project) -> Result<PathBuf, String> {
    ensure(
        project,
        &Tool { program: "geckodriver", package: "geckodriver", version: versions::GECKODRIVER, fit: Fit::OrNewer, minutes: 2 },
    )
}

/// What compiles and runs the targets of `fuzz/`.
///
/// # Errors
/// Words, when it is missing and cannot be installed.
pub fn cargo_fuzz(project: &Project) -> Result<(), String> {
    let tool =
        Tool { program: "cargo-fuzz", package: "cargo-fuzz", version: versions::CARGO_FUZZ, fit: Fit::OrNewer, minutes: 1 };
    ensure(project, &tool).map(|_| ())
}

/// PATH with the project's own tools first.
pub fn path(project: &Project) -> OsString {
    let own = [project.tools.join("bin"), project.tools.join("npm/node_modules/.bin")];
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&rest))).unwrap_or(rest)
}

fn ensure(project: &Project, tool: &Tool) -> Result<PathBuf, String> {
    let own = project.tools.join("bin").join(format!("{}{}", tool.program, env::consts::EXE_SUFFIX));
    if fits(&own, tool, Fit::Exactly) {
        return Ok(own);
    }
    if let Some(found) = find(tool.program).filter(|found| fits(found, tool, tool.fit)) {
        // an older one of ours would hide it
        let _ = fs::remove_file(&own);
        return Ok(found);
    }
    install(project, tool)?;
    if fits(&own, tool, Fit::Exactly) {
        Ok(own)
    } else {
        Err(format!("{} was installed but does not run: {}", tool.program, own.display()))
    }
}

fn fits(program: &Path, tool: &Tool, fit: Fit) -> bool {
    let found = output(Command::new(program).arg("--version")).and_then(|words| version(&words));
    let (Some(found), Some(wanted)) = (found, version(tool.version)) else { return false };
    match fit {
        Fit::Exactly => found == wanted,
        Fit::OrNewer => found >= wanted,
    }
}

/// Compiles a tool, or lets cargo-binstall fetch it where that is there.
fn install(project: &Project, tool: &Tool) -> Result<(), String> {
    let staging = project.tools.join("staging").join(tool.program);
    let name = format!("{}@{}", tool.package, tool.version);
    create(&staging)?;
    let fetched = find("cargo-binstall").is_some() && {
        say(format!("fetching {} {} with cargo-binstall", tool.program, tool.version));
        let mut fetch = Command::new("cargo-binstall");
        fetch.args(["--no-confirm", "--disable-strategies", "compile", "--root"]).arg(&staging).arg(&name);
        succeeds(&mut fetch)
    };
    if !fetched {
        say(format!("compiling {} {} into .tools (about {} minutes, once)", tool.program, tool.version, tool.minutes));
        let compile = |locked: &[&str]| {
            let mut command = cargo(&project.tools);
            command
                .args(["install", "--quiet", "--force"])
                .args(locked)
                .args(["--bin", tool.program, "--root"])
                .arg(&staging)
                .arg(&name);
            // these tools run for seconds: compiled quickly is better than compiled well
            command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
            command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_DEBUG", "false");
            command.env("CARGO_TARGET_DIR", project.tools.join("build")).env_remove("RUSTFLAGS");
            run(&mut command)
        };
        compile(&["--locked"])
            .or_else(|_| {
                say(format!(
                    "{}'s own lock file does not serve here; compiling it with the versions that can be had",
                    tool.program
                ));
                compile(&[])
            })
            .map_err(|error| format!("{error}; see above, and run the same command again: it goes on where it stopped"))?;
    }
    let bin = project.tools.join("bin");
    create(&bin)?;
    for entry in read(&staging.join("bin"))? {
        rename(&entry, &bin.join(entry.file_name().unwrap_or_default()))?;
    }
    remove(&staging)?;
    remove(&project.tools.join("build"))
}

/// A tool that is a package of npm: its package, the program in it, and its version.
type Script = (&'static str, &'static str, &'static str);

const SCRIPTS: [Script; 2] = [("binaryen", "wasm-opt", versions::BINARYEN), ("esbuild", "esbuild", versions::ESBUILD)];

/// Those of npm: all that are not on PATH in the version that is wanted, together in one folder.
fn npm(project: &Project) -> Result<(), String> {
    let home = project.tools.join("npm");
    // wasm-opt is a wasm program for Node; asked for its version it takes a second, so packages are asked first
    let is_installed = |&(package, _, version): &Script| {
        let manifest = home.join("node_modules").join(package).join("package.json");
        fs::read_to_string(manifest).is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\"")))
    };
    if SCRIPTS.iter().all(is_installed) {
        return Ok(());
    }
    let is_on_path = |&(_, program, wanted): &Script| {
        let found = find(program).and_then(|found| output(Command::new(found).arg("--version")));
        found.and_then(|words| version(&words)) == version(wanted)
    };
    let wanted: Vec<Script> = SCRIPTS.into_iter().filter(|script| !is_on_path(script)).collect();
    let is_wanted = |script: &Script| wanted.contains(script);
    // one of ours that is not wanted would hide the one on PATH
    if !wanted.is_empty() && SCRIPTS.iter().all(|script| is_wanted(script) == is_installed(script)) {
        return Ok(());
    }
    if wanted.is_empty() {
        return remove(&home);
    }
    let names = wanted.iter().map(|(_, program, _)| *program).collect::<Vec<_>>().join(" and ");
    let node = output(Command::new("node").arg("--version")).and_then(|words| version(&words));
    if node.is_none_or(|[major, ..]| major < versions::NODE) || find("npm").is_none() {
        return Err(format!("{names} need Node {} or newer with npm; install Node 20 and run this again", versions::NODE));
    }
    say(format!("installing {names} from npm into .tools"));
    let staging = project.tools.join("staging/npm");
    create(&staging)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund", "--save-exact", "--prefix"]).arg(&staging);
    npm.args(wanted.iter().map(|(package, _, version)| format!("{package}@{version}")));
    run(npm.current_dir(&staging).stdin(Stdio::null())).map_err(|error| format!("{error}; is the npm registry within reach?"))?;
    remove(&home)?;
    rename(&staging, &home)
}

/// Makes a folder and those above it.
pub fn create(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))
}

/// Removes a folder, if it is there.
pub fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => Err(format!("cannot remove {}: {error}", folder.display())),
        _ => Ok(()),
    }
}

/// Writes a file whole, or says in words why not.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Gives a finished thing its name.
pub fn rename(from: &Path, to: &Path) -> Result<(), String> {
    fs::rename(from, to).map_err(|error| format!("cannot rename {} to {}: {error}", from.display(), to.display()))
}

/// The paths in a folder, sorted.
pub fn read(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let mut paths = fs::read_dir(folder)
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    paths.sort();
    Ok(paths)
}
