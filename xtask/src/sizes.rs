//! What a first visit costs, measured as a server would send it.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::library::Library;
use crate::run::say;
use crate::tools;

/// Bytes that the program may take, compressed, with the small standard library.
const PROGRAM: usize = 350_000;

/// Bytes that a first visit may take.
const FIRST_VISIT: usize = 550_000;

/// How the names of the files begin that are fetched only when a reader asks for what is in them.
const ON_DEMAND: [&str; 3] = ["mine-", "miner-", "related-"];

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
    let (mut program, mut total, mut on_demand) = (0, 0, 0);
    println!("{:>9} {:>9}  file", "bytes", "sent");
    for (name, plain, sent) in &files {
        println!("{plain:>9} {sent:>9}  {name}");
        if ON_DEMAND.iter().any(|begins| name.starts_with(begins)) {
            on_demand += sent;
            continue;
        }
        total += sent;
        if name.ends_with(".wasm") {
            program += sent;
        }
    }
    println!("{:>9} {on_demand:>9}  the miner and the related words, fetched when they are first needed", "");
    println!("{:>9} {total:>9}  a first visit, at most {FIRST_VISIT}; its program {program}, at most {PROGRAM}", "");
    if program > PROGRAM || total > FIRST_VISIT {
        return match library {
            Library::Small | Library::Fast => Err("the page has grown past its limit".to_owned()),
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
            let sent = if name.ends_with(".woff2") || name.ends_with(".png") { bytes.len() } else { compressed(&bytes) };
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
