//! The last step of a page's build, run by Trunk's hook in the project's folder with the built files in `TRUNK_STAGING_DIR`.
//!
//! It fills in what is known only now, and only when all of it succeeds does Trunk replace `dist/`:
//!
//! 1. the paper's title, description and language, from its metadata, in the page and in the web app's manifest; and what machines are
//!    told of it;
//! 2. the paper itself: the page about it, rendered as it first stands, texts and all; what was read of it, packed into the page's
//!    program; and the words related to its own, fetched with the first search;
//! 3. short names in the two halves of each program, no table of small letters in the page's, and scripts and style without what only
//!    people need (a build that is to be published);
//! 4. integrity values of the program's two halves, of the very bytes that are served (Trunk's hashed names are older than wasm-opt);
//! 5. the miner, the page's second program, under names made of its contents, with the script that runs it in a worker;
//! 6. the Content-Security-Policy;
//! 7. `paper.txt`, the way out when the program cannot run, and `.nojekyll`, so that GitHub Pages serves every file;
//! 8. the service worker with its list of files.
//!
//! Called as `post-build single DIST FILE`, it makes of a page that was built the edition in one file.
//!
//! A debug build has no policy, since Trunk's own reload script is inline, and no service worker, which would hide a rebuild.
//! Each placeholder must occur exactly once: a page that lost its policy fails here and not in front of a reader.

mod head;
mod integrity;
mod letters;
mod metadata;
mod miner;
mod minify;
mod modules;
mod names;
mod page;
mod paper;
mod placeholder;
mod prerender;
mod scripts;
mod single;
mod wasm;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use minify::Minifier;

/// What Trunk builds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Profile {
    /// To look at while working.
    Debug,
    /// To publish.
    Release,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => finish(),
        ["single", built, file] => single::write(Path::new(built), Path::new(file)),
        other => Err(format!("`{}` is no command of this tool", other.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("post-build: {words}");
            ExitCode::FAILURE
        }
    }
}

fn finish() -> Result<(), String> {
    let built = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("this is a step of `trunk build`; call `cargo xtask build` or `trunk serve` instead")?;
    let profile = match env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Profile::Release,
        _ => Profile::Debug,
    };
    let paper = metadata::read(Path::new("static/paper/paper.json"))?;
    let minifier = if profile == Profile::Release { Minifier::named() } else { Minifier::none() };
    let miner = miner::finish(&built, Path::new("static/shell/miner.js"), profile, &minifier)?;
    let folder = Path::new("static/paper");
    let corpus = paper::read(folder)?;
    let related = paper::relate(&built, folder, &corpus)?;
    if profile == Profile::Release {
        scripts::finish(&built, &minifier)?;
    }
    page::finish(&built, &paper, &corpus, [("@miner@", &miner), ("@related@", &related)], profile)?;
    metadata::fill_manifest(&built.join("manifest.webmanifest"), &paper)?;
    copy(Path::new("static/paper/paper.txt"), &built.join("paper.txt"))?;
    write(&built.join(".nojekyll"), "")?;
    if profile == Profile::Release {
        worker::write(&built, Path::new("static/shell/sw.js"), &minifier)?;
    }
    Ok(())
}

/// The text of a file, or words that name it.
fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// The bytes of a file, or words that name it.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file whole, or says in words why not.
fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Puts new contents under a new name in the place of an old file of the folder of built files, or says in words why not.
fn replace(built: &Path, old: &str, name: &str, contents: &[u8]) -> Result<(), String> {
    fs::write(built.join(name), contents).map_err(|error| format!("cannot write {name}: {error}"))?;
    if name == old {
        return Ok(());
    }
    fs::remove_file(built.join(old)).map_err(|error| format!("cannot remove {old}: {error}"))
}

/// Copies a file, or says in words why not.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("cannot copy {} to {}: {error}", from.display(), to.display()))
}
