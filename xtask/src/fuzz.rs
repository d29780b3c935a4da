//! Fuzzing: LLVM's fuzzer throws bytes at whatever reads what comes from outside (`fuzz/`), and keeps those that reach new code.
//!
//! It runs without a sanitizer, and so on a stable compiler: the library has no unsafe code for one to look at. What is sought are panics,
//! properties that do not hold, and inputs that take too long or too much memory.

mod seeds;

use crate::project::Project;
use crate::run::{cargo, run, say};
use crate::tools;

/// What can be fuzzed.
struct Target {
    name: &'static str,
    /// Bytes of an input at most: what can go wrong does so in small.
    length: usize,
}

const TARGETS: [Target; 4] = [
    Target { name: "document", length: 4096 },
    Target { name: "query", length: 512 },
    Target { name: "address", length: 512 },
    Target { name: "imports", length: 4096 },
];

/// Seconds for each target where nothing is said.
const SECONDS: u32 = 1200;

/// An input may take so many seconds, and so many megabytes. Long for what takes milliseconds, since other programs may run beside it.
const PATIENCE: [&str; 2] = ["-timeout=25", "-rss_limit_mb=2048"];

/// The targets' names, for the manual.
pub fn names() -> String {
    TARGETS.map(|target| target.name).join(" ")
}

/// Runs all targets, or the one that is named; takes the arguments `[TARGET] [--seconds N]`.
///
/// # Errors
/// Words, when arguments are wrong, cargo-fuzz cannot be installed, or an input is found; cargo-fuzz has said before which.
pub fn fuzz(project: &Project, arguments: &[&str]) -> Result<(), String> {
    let (only, seconds) = read(arguments)?;
    tools::cargo_fuzz(project)?;
    for Target { name, length } in TARGETS.iter().filter(|target| only.is_none_or(|only| only == target.name)) {
        let seeds = project.root.join("target/fuzz-seeds").join(name);
        tools::remove(&seeds)?;
        tools::create(&seeds)?;
        seeds::write(project, name, *length, &seeds)?;
        let found = project.root.join("fuzz/corpus").join(name);
        tools::create(&found)?;
        say(format!("fuzzing {name} for {seconds} s"));
        let mut fuzz = cargo(&project.root);
        fuzz.args(["fuzz", "run", "--sanitizer", "none", name]).arg(&found).arg(&seeds).arg("--");
        fuzz.args([format!("-max_total_time={seconds}"), format!("-max_len={length}")]).args(PATIENCE);
        fuzz.args([format!("-dict=fuzz/dictionaries/{name}.dict").as_str(), "-print_final_stats=1"]);
        run(fuzz.env("PATH", tools::path(project)))
            .map_err(|error| format!("{name}: {error}; the input is in fuzz/artifacts/{name}: make it a line in a test"))?;
    }
    Ok(())
}

fn read<'a>(arguments: &[&'a str]) -> Result<(Option<&'a str>, u32), String> {
    let (mut only, mut seconds) = (None, SECONDS);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--seconds" => {
                let number = rest.next().and_then(|number| number.parse().ok()).filter(|seconds| *seconds > 0);
                seconds = number.ok_or("--seconds needs a number")?;
            }
            name if only.is_none() && TARGETS.iter().any(|target| target.name == name) => only = Some(name),
            other => return Err(format!("`{other}` is no target; they are {}", names())),
        }
    }
    Ok((only, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments() {
        for (arguments, read_as) in [
            (&[][..], Some((None, SECONDS))),
            (&["query"], Some((Some("query"), SECONDS))),
            (&["--seconds", "5"], Some((None, 5))),
            (&["address", "--seconds", "60"], Some((Some("address"), 60))),
            (&["--seconds"], None),
            (&["--seconds", "0"], None),
            (&["nothing"], None),
            (&["query", "address"], None),
        ] {
            assert_eq!(read(arguments).ok(), read_as, "{arguments:?}");
        }
    }

    #[test]
    fn every_target_has_its_program_its_dictionary_and_seeds() {
        let project = Project::here();
        let manifest = std::fs::read_to_string(project.root.join("fuzz/Cargo.toml")).expect("the manifest");
        assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
        for Target { name, length } in &TARGETS {
            assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
            assert!(project.root.join(format!("fuzz/dictionaries/{name}.dict")).is_file(), "{name}");
            let folder = std::env::temp_dir().join(format!("lectern-seeds-{name}-{}", std::process::id()));
            tools::create(&folder).expect("a folder");
            seeds::write(&project, name, *length, &folder).expect("seeds");
            let files = tools::read(&folder).expect("the folder");
            assert!(files.len() > 4, "{name}: {}", files.len());
            let sizes = files.iter().map(|file| std::fs::metadata(file).expect("a seed").len());
            assert!(sizes.max() <= Some(*length as u64), "{name}");
            tools::remove(&folder).expect("the folder");
        }
    }
}
