//! Packages of the system, on Debian and Ubuntu.

use std::fs;
use std::process::Command;
use std::sync::OnceLock;

use crate::run::{find, in_ci, output, run, say};

/// Whether the package lists could be brought up to date, once in a run.
static LISTS: OnceLock<Result<(), String>> = OnceLock::new();

/// Installs packages.
///
/// # Errors
/// Words with the way out: no apt, no right to use it, or apt's own failure.
pub fn install(packages: &[&str]) -> Result<(), String> {
    let wanted = packages.join(" ");
    if find("apt-get").is_none() {
        return Err(format!("this system has no apt-get; install by its own means what Debian calls {wanted}"));
    }
    let by_hand = format!("as root run: apt-get install {wanted}");
    say(format!("installing from the distribution: {wanted}"));
    LISTS.get_or_init(|| run(apt()?.args(["update", "-qq"]))).clone().map_err(|error| format!("{error}; {by_hand}"))?;
    run(apt()?.args(["install", "-qq", "--yes", "--no-install-recommends"]).args(packages))
        .map_err(|error| format!("{error}; {by_hand}"))
}

/// Whether packages are there already.
pub fn installed(packages: &[&str]) -> bool {
    packages.iter().all(|package| {
        output(Command::new("dpkg-query").args(["--show", "--showformat=${Status}", package]))
            .is_some_and(|words| words.ends_with(" installed"))
    })
}

/// Whether this is Ubuntu, whose Chromium and Firefox are snaps.
pub fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

/// `apt-get` with the rights to install.
fn apt() -> Result<Command, String> {
    let root = output(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    let mut command = if root {
        Command::new("apt-get")
    } else if find("sudo").is_some() {
        let mut command = Command::new("sudo");
        // nobody is there to type a password
        if in_ci() {
            command.arg("-n");
        }
        command.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        return Err("installing system packages needs root, and there is no sudo".to_owned());
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").stdout(std::process::Stdio::null());
    Ok(command)
}
