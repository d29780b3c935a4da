//! What a first visit costs, measured as a server would send it.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::library::Library;
use crate::run::say;
use crate::tools;

/// A sum of the page's files: what it is, which files it counts, and the bytes that it may come to, as sent.
struct Sum {
    what: &'static str,
    counts: fn(&str) -> bool,
    limit: usize,
}

/// What a reader has to wait for, first things first. The program is counted with the small standard library.
const SUMS: [Sum; 5] = [
    Sum { what: "HTML and CSS: the paper is read", counts: |name| name == "index.html", limit: 45_000 },
    Sum { what: "the faces", counts: |name| name.ends_with(".woff2"), limit: 80_000 },
    Sum { what: "the program and its scripts: the paper is searched", counts: is_program, limit: 300_000 },
    Sum { what: "all of a first visit", counts: |name| !is_on_demand(name), limit: 435_000 },
    Sum {
        what: "what else words may be called, with the first search",
        counts: |name| name.starts_with("related-"),
        limit: 85_000,
    },
];

fn is_program(name: &str) -> bool {
    !is_on_demand(name) && name != "sw.js" && (name.ends_with(".wasm") || name.ends_with(".js"))
}

/// How files begin that are fetched only when a reader asks for what is in them, or stays: those that `static/shell/sw.js` keeps later.
const LATER: [&str; 6] = ["mine-", "miner-", "related-", "paper.txt", "fonts/OFL", "icon-512"];

/// And those that are for whoever installs the page, and never kept.
const NEVER: &str = "screenshot-";

/// Whether a first visit does without a file.
fn is_on_demand(name: &str) -> bool {
    name.starts_with(NEVER) || LATER.iter().any(|begins| name.starts_with(begins))
}

/// Prints each file of the built page with its bytes, plain and as sent (gzip -9, but for what is compressed already), and the sums.
/// The limits are those of a page with the small standard library; one with the ordinary library is measured and let pass.
///
/// # Errors
/// Words, when a limit is passed or there is nothing to measure.
pub fn check(dist: &Path, library: Library) -> Result<(), String> {
    let mut files = Vec::new();
    measure(dist, "", &mut files)?;
    if files.iter().all(|(name, ..)| name != "sw.js") {
        return Err(format!("{} holds no page as it is published; `cargo xtask build` makes it", dist.display()));
    }
    println!("{:>9} {:>9}  file", "bytes", "sent");
    for (name, plain, sent) in &files {
        println!("{plain:>9} {sent:>9}  {name}");
    }
    let mut passed = Vec::new();
    println!("{:>9} {:>9}", "at most", "sent");
    for Sum { what, counts, limit } in &SUMS {
        let sent: usize = files.iter().filter(|(name, ..)| counts(name)).map(|(.., sent)| sent).sum();
        println!("{limit:>9} {sent:>9}  {what}");
        if sent > *limit {
            passed.push(*what);
        }
    }
    if !passed.is_empty() {
        return match library {
            Library::Small | Library::Fast => Err(format!("the page has grown past its limit: {}", passed.join("; "))),
            Library::Ordinary => {
                say("the limits are those of a page with the small standard library, which could not be had here");
                Ok(())
            }
        };
    }
    Ok(())
}

/// Adds the files of a folder, each with its name, its bytes, and its bytes as a server would send them.
pub fn measure(folder: &Path, prefix: &str, files: &mut Vec<(String, usize, usize)>) -> Result<(), String> {
    for path in tools::read(folder)? {
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            measure(&path, &format!("{name}/"), files)?;
        } else if !name.starts_with('.') {
            let bytes = fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            let sent = if [".woff2", ".png", ".webp"].iter().any(|ending| name.ends_with(ending)) {
                bytes.len()
            } else {
                compressed(&bytes)
            };
            files.push((name, bytes.len(), sent));
        }
    }
    Ok(())
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // writing to memory does not fail; were it to, the plain size is no underestimate
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_or(bytes.len(), |compressed| compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn the_worker_keeps_later_what_is_not_counted() {
        let worker = fs::read_to_string(Project::here().root.join("static/shell/sw.js")).expect("the worker");
        let begins = LATER.map(|begins| begins.replace('.', "\\.").replace('/', "\\/")).join("|");
        assert!(worker.contains(&format!("const LATER = /^({begins})/;")), "{begins}");
    }

    #[test]
    fn a_first_visit() {
        for (name, without) in [
            ("index.html", false),
            ("lectern-0_bg.wasm", false),
            ("icon-192.png", false),
            ("icon-512.png", true),
            ("miner-0_bg.wasm", true),
            ("screenshot-wide-paper.webp", true),
        ] {
            assert_eq!(is_on_demand(name), without, "{name}");
        }
    }
}
