//! Browsers and their drivers, for the stories that are told in them.

use std::path::PathBuf;
use std::process::Command;

use crate::project::Project;
use crate::run::{find, in_ci, output, say, version};
use crate::{packages, tools};

/// What a browser's stories need to know, as variables of their process.
type Found = Vec<(&'static str, PathBuf)>;

/// A browser: its name, where it is found, and what Debian and Ubuntu call its packages.
struct Browser {
    name: &'static str,
    find: fn(&Project) -> Result<Found, String>,
    debian: &'static [&'static str],
    ubuntu: &'static [&'static str],
}

const BROWSERS: [Browser; 3] = [
    Browser {
        name: "Chromium",
        find: chromium,
        debian: &["chromium", "chromium-driver"],
        ubuntu: &["chromium-browser", "chromium-chromedriver"],
    },
    Browser { name: "Firefox", find: firefox, debian: &["firefox-esr"], ubuntu: &["firefox"] },
    Browser {
        name: "WebKit",
        find: webkit,
        debian: &["webkit2gtk-driver", "xvfb", "xauth"],
        ubuntu: &["webkit2gtk-driver", "xvfb", "xauth"],
    },
];

/// What Chromium and Chrome are called.
const CHROMIUM: [&str; 4] = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

/// Finds the browsers, installing what is missing, and gives the variables that name them:
/// `LECTERN_CHROMIUM`, `LECTERN_CHROMEDRIVER`, `LECTERN_FIREFOX`, `LECTERN_GECKODRIVER`, `LECTERN_WEBKIT` (MiniBrowser),
/// `LECTERN_WEBKITDRIVER`. Those of a browser that cannot be had are not set.
///
/// # Errors
/// Words, when none can be had, or one in CI, where leaving out is no option.
pub fn ensure(project: &Project) -> Result<Found, String> {
    let mut found = Vec::new();
    for browser in &BROWSERS {
        let packages = if packages::is_ubuntu() { browser.ubuntu } else { browser.debian };
        let outcome = (browser.find)(project).or_else(|missing| {
            packages::install(packages).map_err(|error| format!("{missing}; {error}")).and_then(|()| (browser.find)(project))
        });
        match outcome {
            Ok(variables) => found.extend(variables),
            Err(error) if in_ci() => return Err(format!("{}: {error}", browser.name)),
            Err(error) => say(format!("leaving out {}: {error}", browser.name)),
        }
    }
    if found.is_empty() {
        Err("no browser can be had; `cargo xtask test --no-browsers` does the rest".to_owned())
    } else {
        Ok(found)
    }
}

/// Chromium or Chrome, and the driver of the same version: several may be there, and only a matching pair works.
fn chromium(_: &Project) -> Result<Found, String> {
    let driver = find("chromedriver").ok_or("chromedriver is missing")?;
    let major = |program: &PathBuf| {
        output(Command::new(program).arg("--version")).and_then(|words| version(&words)).map(|[major, ..]| major)
    };
    let wanted = major(&driver).ok_or("chromedriver does not run")?;
    CHROMIUM
        .iter()
        .filter_map(|name| find(name))
        .find(|program| major(program) == Some(wanted))
        .map(|program| vec![("LECTERN_CHROMIUM", program), ("LECTERN_CHROMEDRIVER", driver)])
        .ok_or_else(|| format!("no Chromium or Chrome of chromedriver's version, {wanted}, is there"))
}

/// Chromium or Chrome by itself, installed where it is missing.
///
/// # Errors
/// Words, when it cannot be had.
pub fn chromium_alone() -> Result<PathBuf, String> {
    let found = || CHROMIUM.iter().find_map(|name| find(name));
    let packages = if packages::is_ubuntu() { ["chromium-browser"] } else { ["chromium"] };
    found().map_or_else(|| packages::install(&packages).and_then(|()| found().ok_or("Chromium is missing".to_owned())), Ok)
}

fn firefox(project: &Project) -> Result<Found, String> {
    let program = ["firefox-esr", "firefox"]
        .iter()
        .filter_map(|name| find(name))
        .find(|program| output(Command::new(program).arg("--version")).is_some());
    let program = program.ok_or("Firefox is missing")?;
    Ok(vec![("LECTERN_FIREFOX", program), ("LECTERN_GECKODRIVER", tools::geckodriver(project)?)])
}

/// WebKitGTK's own small browser, which stands beside the library and not on PATH, on a virtual screen.
fn webkit(_: &Project) -> Result<Found, String> {
    let driver = find("WebKitWebDriver").ok_or("WebKitWebDriver is missing")?;
    if find("xvfb-run").is_none() || find("xauth").is_none() {
        return Err("xvfb-run or xauth is missing".to_owned());
    }
    let mut places = Vec::new();
    for library in ["/usr/lib", "/usr/libexec"].map(PathBuf::from) {
        for folder in tools::read(&library).unwrap_or_default().into_iter().chain([library]) {
            places
                .extend(["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map(|name| folder.join(name).join("MiniBrowser")));
        }
    }
    places
        .into_iter()
        .find(|place| place.is_file())
        .map(|browser| vec![("LECTERN_WEBKIT", browser), ("LECTERN_WEBKITDRIVER", driver)])
        .ok_or_else(|| "WebKit's MiniBrowser is missing".to_owned())
}
