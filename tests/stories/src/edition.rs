//! Copies of the built page for a story: with the collector of troubles in them, and otherwise as they are published.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::{env, fs, io};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use tempfile::TempDir;

/// A site’s files, gone when the last that has them is dropped.
#[derive(Clone)]
pub struct Edition {
    files: Rc<TempDir>,
}

const COLLECTOR: &str = "story-collector.js";

impl Edition {
    /// A copy of the page in `LECTERN_DIST`. `first` is a script that runs before all others.
    ///
    /// # Errors
    /// Words, where there is no such page, or it is not built as this expects.
    pub fn first(first: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let built = env::var_os("LECTERN_DIST").map(PathBuf::from).ok_or("LECTERN_DIST is not set")?;
        let edition = Self::copy(&built)?;
        fs::write(edition.folder().join(COLLECTOR), format!("{}\n{first}", include_str!("collector.js")))?;
        edition.change("index.html", "<title>", &format!("<script src=\"{COLLECTOR}\"></script><title>"))?;
        let kept = format!("[\"{COLLECTOR}\", '{}'], [\"./\",", edition.integrity(COLLECTOR)?);
        edition.change("sw.js", "[\"./\",", &kept)?;
        edition.seal("-story")?;
        Ok(edition)
    }

    /// The edition that follows this one: one word of the page and, with it, the worker's version have changed.
    ///
    /// # Errors
    /// Words, where a file cannot be written or is not built as this expects.
    pub fn next(&self) -> Result<Self, Box<dyn std::error::Error>> {
        let next = Self::copy(self.folder())?;
        next.change(
            "index.html",
            "<meta name=\"viewport\"",
            "<meta name=\"story-edition\" content=\"next\"><meta name=\"viewport\"",
        )?;
        next.seal("-next")?;
        Ok(next)
    }

    /// The edition that follows this one, in which the programs have changed too: every one of them has another name.
    ///
    /// # Errors
    /// Words, where a file cannot be written or is not built as this expects.
    pub fn next_program(&self) -> Result<Self, Box<dyn std::error::Error>> {
        let next = self.next()?;
        for entry in fs::read_dir(next.folder())? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let is_program = [".js", ".wasm"].iter().any(|ending| name.ends_with(ending));
            if !is_program || !["boot-", "lectern-", "mine-"].iter().any(|start| name.starts_with(start)) {
                continue;
            }
            let (stem, rest) = name.split_once('-').ok_or("a name with its hash")?;
            // as long, and as hexadecimal
            let new = format!("{stem}-f0{}", rest.get(2..).unwrap_or_default());
            fs::rename(next.folder().join(&name), next.folder().join(&new))?;
            next.change("index.html", &name, &new)?;
            next.change("sw.js", &format!("\"{name}\""), &format!("\"{new}\""))?;
        }
        next.seal("-program")?;
        Ok(next)
    }

    /// This edition in a browser that does not run the script in the page itself.
    ///
    /// # Errors
    /// Words, where a file cannot be written or is not built as this expects.
    pub fn quiet(&self) -> Result<Self, Box<dyn std::error::Error>> {
        let quiet = Self::copy(self.folder())?;
        quiet.change("index.html", "<script>", "<script type=\"text/refused\">")?;
        quiet.seal("-quiet")?;
        Ok(quiet)
    }

    /// Has the service worker run a script before its own.
    ///
    /// # Errors
    /// Words, where its file cannot be read or written.
    pub fn before_worker(&self, script: &str) -> Result<(), Box<dyn std::error::Error>> {
        let file = self.folder().join("sw.js");
        let own = fs::read_to_string(&file)?;
        fs::write(&file, ["'use strict';\n", script, "\n", &own].concat())?;
        Ok(())
    }

    /// The folder with its files.
    pub fn folder(&self) -> &Path {
        self.files.path()
    }

    fn copy(from: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let files = tempfile::tempdir()?;
        copy(from, files.path()).map_err(|error| format!("cannot copy the page in {}: {error}", from.display()))?;
        Ok(Self { files: Rc::new(files) })
    }

    /// Writes into the worker what the build writes there: the page's integrity, and another version.
    fn seal(&self, version: &str) -> Result<(), Box<dyn std::error::Error>> {
        let worker = fs::read_to_string(self.folder().join("sw.js"))?;
        let old = quoted(&worker, "[\"./\",").ok_or("sw.js has no integrity for the page")?;
        self.change("sw.js", old, &self.integrity("index.html")?)?;
        let old = quoted(&worker, "const VERSION").ok_or("sw.js has no version")?;
        self.change("sw.js", old, &format!("{old}{version}"))
    }

    fn change(&self, file: &str, from: &str, to: &str) -> Result<(), Box<dyn std::error::Error>> {
        let path = self.folder().join(file);
        let text = fs::read_to_string(&path)?;
        if text.matches(from).count() != 1 {
            return Err(format!("`{from}` must occur exactly once in {file}").into());
        }
        fs::write(path, text.replacen(from, to, 1))?;
        Ok(())
    }

    fn integrity(&self, file: &str) -> io::Result<String> {
        Ok(format!("sha384-{}", STANDARD.encode(Sha384::digest(fs::read(self.folder().join(file))?))))
    }
}

/// The first text in quotes behind a mark: the worker may be minified, or not.
fn quoted<'text>(text: &'text str, mark: &str) -> Option<&'text str> {
    text.split_once(mark)?.1.split(['"', '\'']).nth(1)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
