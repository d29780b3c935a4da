//! Deque's axe-core, the accessibility checker. It comes from npm, in a pinned version, into the project's `.tools/`.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use serde::Deserialize;
use thirtyfour::error::WebDriverResult;

use crate::page::Page;

const VERSION: &str = "4.14.1";

/// The checker's program.
///
/// # Errors
/// Words, where it is not there and cannot be had.
pub fn program() -> Result<String, String> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools");
    let home = tools.join(format!("axe-core-{VERSION}"));
    let script = home.join("node_modules/axe-core/axe.min.js");
    if !script.is_file() {
        let staging = tools.join("staging/axe-core");
        fs::create_dir_all(&staging).map_err(|error| format!("cannot make {}: {error}", staging.display()))?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&staging);
        npm.arg(format!("axe-core@{VERSION}")).current_dir(&staging).stdin(Stdio::null());
        match npm.status() {
            Ok(status) if status.success() => {}
            Ok(status) => return Err(format!("npm cannot install axe-core {VERSION} ({status})")),
            Err(error) => return Err(format!("axe-core {VERSION} comes from npm, which cannot be started: {error}")),
        }
        // made under another name and renamed, so that an interruption leaves no half tool
        fs::rename(&staging, &home).map_err(|error| format!("cannot rename {}: {error}", staging.display()))?;
    }
    fs::read_to_string(&script).map_err(|error| format!("cannot read {}: {error}", script.display()))
}

/// Whether a service runs this (`CI=true`), where nothing may be left out.
pub fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// A place where the page breaks a rule.
#[derive(Deserialize)]
struct Violation {
    rule: String,
    help: String,
    place: String,
}

/// What the checker finds in the page as it is now, in words; empty where there is nothing.
///
/// # Errors
/// Those of the driver.
pub async fn findings(page: &Page, program: &str) -> WebDriverResult<Vec<String>> {
    if !page.js::<bool>("return typeof axe === 'object'", &[]).await? {
        // a driver's scripts are not held to the page's policy
        page.js::<()>(&format!("{program}; window.axe = axe;"), &[]).await?;
    }
    // One rule of this version is mistaken here. It takes every link to "#…" before the first link to elsewhere for a link that skips
    // something; here such links are addresses of the page, and only one skips.
    let script = "
        const mistaken = { 'skip-link': 'a:not([href=\"#paper\"])' };
        return axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes
            .filter(({ target }) => !(id in mistaken && document.querySelector(target[0])?.matches(mistaken[id])))
            .map(({ target, any, all, none }) => ({
                rule: id, help, place: `${target.join(' ')}: ${[...any, ...all, ...none].map(check => check.message).join('; ')}`,
            }))))";
    let violations: Vec<Violation> = page.js(script, &[]).await?;
    Ok(violations.into_iter().map(|found| format!("{} ({}) at {}", found.rule, found.help, found.place)).collect())
}
