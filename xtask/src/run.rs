//! Running other programs, with failures in words.

use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Says what is done now, in one line, on standard error: standard output belongs to results.
pub fn say(line: impl AsRef<str>) {
    eprintln!("xtask: {}", line.as_ref());
}

/// Whether a service runs us (`CI=true`), where nothing may be left out and nobody can be asked.
pub fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Runs a command whose output the person sees.
///
/// # Errors
/// Words that name the command, when it cannot be started or ends with a failure.
pub fn run(command: &mut Command) -> Result<(), String> {
    let name = shown(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` failed ({status})")),
        Err(error) => Err(format!("`{name}` cannot be started: {error}")),
    }
}

/// Runs a command in silence, and ends it when it takes longer than `patience`.
///
/// # Errors
/// The command's first complaint, or why there is none.
pub fn run_within(command: &mut Command, patience: Duration) -> Result<(), String> {
    let name = shown(command);
    let start = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| format!("`{name}` cannot be started: {error}"))?;
    let complaints = child.stderr.take();
    // read beside it, or a full pipe would stop it
    let reader = thread::spawn(move || {
        let mut said = Vec::new();
        complaints.map(|mut complaints| complaints.read_to_end(&mut said));
        String::from_utf8_lossy(&said).into_owned()
    });
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => {
                let said = reader.join().unwrap_or_default();
                let complaint = said.lines().find(|line| line.starts_with("error")).or_else(|| said.lines().last());
                return Err(complaint.map_or_else(|| format!("`{name}` failed ({status})"), str::to_owned));
            }
            Ok(None) if start.elapsed() < patience => thread::sleep(Duration::from_millis(50)),
            // what it started may hold the pipe still: the reader is left alone
            waited => {
                let _ = child.kill();
                let _ = child.wait();
                let why =
                    waited.err().map_or_else(|| format!("{} s were not enough", patience.as_secs()), |error| error.to_string());
                return Err(format!("`{name}` was ended: {why}"));
            }
        }
    }
}

/// Runs a command for its standard output; `None` when it cannot be started or fails. Its complaints are not shown.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a command runs and succeeds, without a word.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The first program of this name on PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))).find(|file| file.is_file())
}

/// The cargo that runs us, so that one toolchain does all of the host's work.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// The first version number (three parts at most, read as numbers) in what a program says of itself.
pub fn version(words: &str) -> Option<[u32; 3]> {
    let start = words.find(|letter: char| letter.is_ascii_digit())?;
    let mut parts = words.get(start..)?.split(|letter: char| !letter.is_ascii_digit() && letter != '.').next()?.split('.');
    let mut part = || parts.next().map_or(Some(0), |digits| if digits.is_empty() { Some(0) } else { digits.parse().ok() });
    Some([part()?, part()?, part()?])
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    command.get_args().fold(program, |shown, argument| format!("{shown} {}", argument.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{run_within, version};

    #[test]
    #[cfg(unix)]
    fn patience_ends() {
        let shell = |script: &str, seconds| run_within(Command::new("sh").args(["-c", script]), Duration::from_secs(seconds));
        assert_eq!(shell("true", 60), Ok(()));
        assert_eq!(
            shell("echo a warning >&2; echo error: no network >&2; echo more >&2; exit 1", 60),
            Err("error: no network".to_owned())
        );
        assert!(shell("exit 3", 60).is_err_and(|error| error.contains("exit status: 3")));
        assert!(shell("sleep 600", 0).is_err_and(|error| error.contains("was ended")));
    }

    #[test]
    fn versions() {
        for (words, expected) in [
            ("trunk 0.21.14", Some([0, 21, 14])),
            ("wasm-opt version 132 (version_132)", Some([132, 0, 0])),
            ("geckodriver 0.37.1 (abc 2026-01-01)", Some([0, 37, 1])),
            ("v20.20.0", Some([20, 20, 0])),
            ("Chromium 156.0.8078.79 built on Debian", Some([156, 0, 8078])),
            ("no number", None),
        ] {
            assert_eq!(version(words), expected, "{words}");
        }
    }
}
