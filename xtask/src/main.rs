//! Lectern's own commands. `cargo xtask` without arguments prints the manual.

mod bench;
mod browsers;
mod crates;
mod engine;
mod fuzz;
mod library;
mod packages;
mod page;
mod paper;
mod project;
mod run;
mod serve;
mod sizes;
mod test;
mod toolchain;
mod tools;
mod versions;

use std::env;
use std::process::ExitCode;

use page::Profile;
use project::Project;

const MANUAL: &str = "\
Lectern's own commands.

    cargo xtask serve [--port N] [--debug]
        Install what is missing, build the page and serve it on loopback, at port 8123
        or the next free one, until Ctrl-C. --debug builds faster and shows no offline copy.

    cargo xtask test [--no-browsers] [--only STEP]
        Install what is missing and run every check and test. The steps:
        STEPS

    cargo xtask build [--debug]
        Install what is missing and build the page into dist/.

    cargo xtask dist [--single-file]
        The same; --single-file also writes single/lectern.html, which holds everything and
        opens from disk.

    cargo xtask setup
        Only install what is missing for building: a compiler for wasm, trunk, wasm-bindgen,
        wasm-opt and esbuild, into .tools/ or from PATH.

    cargo xtask engine
        Build the search engine for JavaScript into engine/pkg/, print what it weighs and test it.

    cargo xtask bench [--only search|extraction|page] [--scales 1,10,100,1000] [--passes N] [--engines A,B]
        Measure the engine beside others, and parsing and extraction, in headless Chromium;
        the tables are in benches/browser/RESULTS.md. With --only page: how soon the page can be
        read and searched, beside the same without scripts; benches/page/RESULTS.md.

    cargo xtask fuzz [TARGET] [--seconds N]
        Install cargo-fuzz where it is missing, and run the targets of fuzz/, or one of them, for
        1200 seconds each: TARGETS

    cargo xtask sbom
        Print which crates are in the page, its miner and the engine, as CycloneDX 1.5 (JSON).

    cargo xtask extract PAPER [--patch FILE]
        Print what the library finds in a paper, as JSON. --patch applies corrections that
        readers made in the page, and says which of them did not fit.

    cargo xtask search PAPER
        Read queries from standard input, one a line; print the hits of each as one line of JSON.

    cargo xtask synonyms
        Cut the thesaurus to the bundled paper: static/paper/synonyms.txt, which the page carries.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("xtask: {words}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[&str]) -> Result<(), String> {
    let project = Project::here();
    match arguments {
        ["help" | "--help" | "-h"] => {
            print!("{}", manual());
            Ok(())
        }
        ["setup"] => page::set_up(&project, &[Profile::Release]).map(|_| ()),
        ["build", options @ ..] => {
            let options = Options::read(options, &["--debug"])?;
            let toolchain = page::set_up(&project, &[options.profile])?;
            page::build(&project, &toolchain, options.profile)?;
            run::say(format!("the page is in {}", project.dist.display()));
            Ok(())
        }
        ["dist", options @ ..] => {
            let toolchain = page::set_up(&project, &[Profile::Release])?;
            page::build(&project, &toolchain, Profile::Release)?;
            run::say(format!("the page is in {}", project.dist.display()));
            match options {
                [] => Ok(()),
                ["--single-file"] => page::single_file(&project).map(|file| run::say(format!("in one file: {}", file.display()))),
                other => Err(format!("`{}` is no option of `cargo xtask dist`", other.join(" "))),
            }
        }
        ["serve", options @ ..] => {
            let options = Options::read(options, &["--debug", "--port"])?;
            let toolchain = page::set_up(&project, &[options.profile])?;
            page::build(&project, &toolchain, options.profile)?;
            serve::serve(&project.dist, options.port)
        }
        ["test", options @ ..] => {
            let options = Options::read(options, &["--no-browsers", "--only"])?;
            test::test(&project, &test::Wanted { browsers: options.browsers, only: options.only })
        }
        ["engine"] => {
            let toolchain = page::set_up(&project, &[Profile::Release])?;
            engine::build(&project, &toolchain)
        }
        ["bench", arguments @ ..] => {
            let toolchain = page::set_up(&project, &[Profile::Release])?;
            bench::bench(&project, &toolchain, arguments)
        }
        ["fuzz", arguments @ ..] => fuzz::fuzz(&project, arguments),
        ["sbom"] => crates::sbom::print(&project),
        ["extract", paper] => paper::extract(paper, None),
        ["extract", paper, "--patch", file] | ["extract", "--patch", file, paper] => paper::extract(paper, Some(file)),
        ["search", paper] => paper::search(&project, paper),
        ["synonyms"] => paper::synonyms(&project),
        [] => Err(format!("which command?\n\n{}", manual())),
        _ => Err(format!("`{}` is no command of this kind\n\n{}", arguments.join(" "), manual())),
    }
}

fn manual() -> String {
    MANUAL.replace("STEPS", &test::names()).replace("TARGETS", &fuzz::names())
}

/// The options of all commands.
struct Options<'a> {
    profile: Profile,
    port: Option<u16>,
    browsers: bool,
    only: Option<&'a str>,
}

impl<'a> Options<'a> {
    /// Reads options, of which only `known` are allowed.
    fn read(arguments: &[&'a str], known: &[&str]) -> Result<Self, String> {
        let mut options = Self { profile: Profile::Release, port: None, browsers: true, only: None };
        let mut rest = arguments.iter();
        while let Some(option) = rest.next() {
            if !known.contains(option) {
                return Err(format!("`{option}` is no option here; known are {}\n\n{}", known.join(" "), manual()));
            }
            match *option {
                "--debug" => options.profile = Profile::Debug,
                "--no-browsers" => options.browsers = false,
                "--port" => {
                    let number = rest.next().and_then(|number| number.parse().ok()).filter(|port| *port > 0);
                    options.port = Some(number.ok_or("--port needs a number between 1 and 65535")?);
                }
                _ => options.only = Some(rest.next().copied().ok_or("--only needs the name of a step")?),
            }
        }
        Ok(options)
    }
}
