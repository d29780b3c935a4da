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

/// A rule that the page breaks, and where.
#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    places: Vec<String>,
}

/// Demands that the checker finds nothing in the page as it is now. `when` says in words how it is now.
///
/// # Errors
/// Those of the driver.
pub async fn finds_nothing(page: &Page, program: &str, when: &str) -> WebDriverResult<()> {
    if !page.js::<bool>("return typeof axe === 'object'", &[]).await? {
        // a driver's scripts are not held to the page's policy
        page.js::<()>(&format!("{program}; window.axe = axe;"), &[]).await?;
    }
    let script = "
        const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        return violations.map(({ id, help, nodes }) => ({
            id, help, places: nodes.slice(0, 4).map(node => `${node.target.join(' ')}: ${node.any.concat(node.all, node.none).map(check => check.message).join('; ')}`),
        }));";
    let violations: Vec<Violation> = page.js(&format!("return (async () => {{{script}}})()"), &[]).await?;
    let said: Vec<String> =
        violations.iter().map(|found| format!("{} ({}):\n    {}", found.id, found.help, found.places.join("\n    "))).collect();
    assert!(said.is_empty(), "axe finds with {when}:\n  {}", said.join("\n  "));
    Ok(())
}
