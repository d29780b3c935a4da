//! The browsers that the environment names, and their drivers.

use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel};

/// The engines that stories are told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK's small browser.
    WebKit,
}

/// A browser on this machine.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Its engine.
    pub engine: Engine,
    program: PathBuf,
    driver: PathBuf,
}

/// Chromium's switches: no window, and no request of its own.
const QUIET: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

impl Browser {
    /// The browsers of the environment: `LECTERN_CHROMIUM` with `LECTERN_CHROMEDRIVER`, `LECTERN_FIREFOX` with
    /// `LECTERN_GECKODRIVER`, `LECTERN_WEBKIT` with `LECTERN_WEBKITDRIVER`.
    pub fn all() -> Vec<Self> {
        let browser = |(engine, program, driver): (Engine, &str, &str)| {
            Some(Self { engine, program: env::var_os(program)?.into(), driver: env::var_os(driver)?.into() })
        };
        let named = [
            (Engine::Chromium, "LECTERN_CHROMIUM", "LECTERN_CHROMEDRIVER"),
            (Engine::Firefox, "LECTERN_FIREFOX", "LECTERN_GECKODRIVER"),
            (Engine::WebKit, "LECTERN_WEBKIT", "LECTERN_WEBKITDRIVER"),
        ];
        named.into_iter().filter_map(browser).collect()
    }

    /// Starts a driver with an empty profile.
    ///
    /// # Errors
    /// Where it cannot be started, or does not listen within 30 seconds.
    pub fn start(&self) -> Result<Driver, Box<dyn std::error::Error>> {
        let profile = tempfile::tempdir()?;
        let port = free_port()?;
        let mut command = match self.engine {
            Engine::WebKit => on_a_virtual_screen(&self.driver, profile.path()),
            Engine::Chromium | Engine::Firefox => Command::new(&self.driver),
        };
        match self.engine {
            Engine::Firefox => {
                command.args(["--port", &port.to_string(), "--websocket-port", &free_port()?.to_string()]);
                command.arg("--profile-root").arg(profile.path());
            }
            Engine::Chromium | Engine::WebKit => {
                command.arg(format!("--port={port}"));
            }
        }
        // a group of its own, so that the browsers that it starts end with it
        command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().map_err(|error| format!("{}: {error}", self.driver.display()))?;
        let capabilities = self.capabilities(profile.path())?;
        let driver = Driver { child, url: format!("http://127.0.0.1:{port}"), capabilities, _profile: profile };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if start.elapsed() > Duration::from_secs(30) {
                return Err(format!("{} does not listen", self.driver.display()).into());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(driver)
    }

    fn capabilities(&self, profile: &Path) -> Result<Capabilities, Box<dyn std::error::Error>> {
        let program = self.program.to_string_lossy();
        Ok(match self.engine {
            Engine::Chromium => {
                let mut chromium = DesiredCapabilities::chrome();
                for switch in QUIET {
                    chromium.add_arg(switch)?;
                }
                chromium.add_arg(&format!("--user-data-dir={}", profile.join("profile").display()))?;
                chromium.set_binary(&program)?;
                chromium.set_browser_log_level(LoggingPrefsLogLevel::All)?;
                chromium.into()
            }
            Engine::Firefox => {
                let mut preferences = FirefoxPreferences::new();
                // as on other systems: Tab goes to links too
                preferences.set("accessibility.tabfocus", 7)?;
                // a story opens a window of its own
                preferences.set("dom.disable_open_during_load", false)?;
                let mut firefox = DesiredCapabilities::firefox();
                firefox.set_headless()?;
                firefox.set_firefox_binary(&program)?;
                firefox.set_preferences(preferences)?;
                firefox.into()
            }
            Engine::WebKit => {
                let mut webkit = Capabilities::new();
                webkit.set("browserName", "MiniBrowser")?;
                webkit.set(
                    "webkitgtk:browserOptions",
                    json!({ "binary": program, "args": ["--automation", "--javascript-can-open-windows-automatically=true"] }),
                )?;
                webkit
            }
        })
    }
}

/// WebKitGTK has no headless mode.
fn on_a_virtual_screen(driver: &Path, home: &Path) -> Command {
    let mut command = Command::new("xvfb-run");
    command.args(["-a", "-s", "-screen 0 1600x1200x24"]).arg(driver);
    for (variable, value) in [
        ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
        ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
    ] {
        command.env(variable, value);
    }
    for variable in ["HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(variable, home);
    }
    command
}

/// A running driver. It ends with all that it started when it is dropped, and its profile is gone.
pub struct Driver {
    child: Child,
    /// Where it listens.
    pub url: String,
    /// What a session asks of it.
    pub capabilities: Capabilities,
    _profile: TempDir,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // the group has the number of its first process; `kill` does what the standard library cannot without unsafe code
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", self.child.id())]).stderr(Stdio::null()).status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
