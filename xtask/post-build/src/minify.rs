//! Scripts without what only people need: comments, indentation, long names. esbuild does it, where `cargo xtask build` says which one; a
//! build without it, a plain `trunk build`, leaves scripts as they are written.

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};

/// The variable that names the program.
const PROGRAM: &str = "LECTERN_ESBUILD";

/// How a script is run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As a module: its names are its own.
    Module,
    /// As it is, in the page or in a worker of the old kind.
    Plain,
    /// Not at all: it is a style sheet.
    Style,
}

/// What makes scripts small, if anything does.
pub struct Minifier(Option<OsString>);

impl Minifier {
    /// The one that the build names.
    pub fn named() -> Self {
        Self(env::var_os(PROGRAM).filter(|program| !program.is_empty()))
    }

    /// None: scripts stay as they are.
    pub fn none() -> Self {
        Self(None)
    }

    /// A script, made small. Takes its name, for the words of an error.
    ///
    /// # Errors
    /// Words, where the program does not run, or says that this is no script.
    pub fn minified(&self, script: &str, kind: Kind, name: &str) -> Result<String, String> {
        let Some(program) = &self.0 else { return Ok(script.to_owned()) };
        let failed = |why: &str| format!("{name} cannot be minified with {}: {why}", program.display());
        let mut command = Command::new(program);
        command.args(["--minify", "--target=es2022", "--charset=utf8", "--legal-comments=none", "--log-level=error"]);
        match kind {
            Kind::Module => drop(command.arg("--format=esm")),
            Kind::Style => drop(command.arg("--loader=css")),
            Kind::Plain => {}
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().map_err(|error| failed(&error.to_string()))?;
        // it reads all before it writes
        let written = child.stdin.take().map(|mut input| input.write_all(script.as_bytes()));
        let output = child.wait_with_output().map_err(|error| failed(&error.to_string()))?;
        if !output.status.success() || !matches!(written, Some(Ok(()))) {
            return Err(failed(&output.status.to_string()));
        }
        String::from_utf8(output.stdout).map(|text| text.trim_end().to_owned()).map_err(|error| failed(&error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Minifier};

    #[test]
    fn without_a_program_nothing_changes() {
        let script = "// said\nconst a = 1;\n";
        assert_eq!(Minifier::none().minified(script, Kind::Plain, "a.js").as_deref(), Ok(script));
    }

    #[test]
    fn what_does_not_run_is_an_error() {
        for program in ["no-such-minifier", "false"] {
            let said = Minifier(Some(program.into())).minified("", Kind::Module, "a.js").expect_err(program);
            assert!(said.starts_with("a.js cannot be minified"), "{said}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_script_goes_through_the_program() {
        let folder = std::env::temp_dir().join(format!("lectern-minifier-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let program = folder.join("minifier");
        std::fs::write(&program, "#!/bin/sh\ntr -d ' '\necho \"//$*\" | grep -o esm || true\n").expect("a program");
        let mut rights = std::fs::metadata(&program).expect("it").permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o755);
        std::fs::set_permissions(&program, rights).expect("rights");
        let minifier = Minifier(Some(program.into()));
        assert_eq!(minifier.minified("a = 1;\n", Kind::Plain, "a.js").as_deref(), Ok("a=1;"));
        assert_eq!(minifier.minified("a = 1;\n", Kind::Module, "a.js").as_deref(), Ok("a=1;\nesm"));
        std::fs::remove_dir_all(&folder).expect("the folder");
    }
}
