//! The crates that the project is made of: which they are, what they may be, and what goes into each program.

mod policy;
pub mod sbom;
mod spdx;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::project::Project;
use crate::run::{cargo, output};

pub use policy::check;

/// A crate as Cargo.lock has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Crate {
    name: String,
    version: String,
    /// Its licence, as an expression of SPDX.
    licence: Option<String>,
    /// Where it comes from; none for the project's own.
    source: Option<String>,
    /// The SHA-256 of its archive, in hexadecimal.
    checksum: Option<String>,
    repository: Option<String>,
    description: Option<String>,
    /// What it depends on with no bound on the version and no path.
    unbounded: Vec<String>,
}

impl Crate {
    /// Name and version, as cargo writes them in one word.
    fn id(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }
}

/// All crates of Cargo.lock that this workspace can be built with, on any machine and with any feature, by name and version.
fn all(project: &Project) -> Result<BTreeMap<String, Crate>, String> {
    let mut command = cargo(&project.root);
    command.args(["metadata", "--format-version", "1", "--locked", "--offline", "--all-features"]);
    let metadata = output(&mut command).ok_or("`cargo metadata` fails; `cargo fetch --locked` brings what it needs")?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| format!("cargo's metadata: {error}"))?;
    let lock = project.root.join("Cargo.lock");
    let lock = fs::read_to_string(&lock).map_err(|error| format!("cannot read {}: {error}", lock.display()))?;
    Ok(crates(&metadata, &checksums(&lock)))
}

fn crates(metadata: &Value, checksums: &BTreeMap<String, String>) -> BTreeMap<String, Crate> {
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let all = packages.iter().map(|package| {
        let text = |name: &str| package[name].as_str().map(str::to_owned);
        let dependencies = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
        let unbounded = dependencies.iter().filter(|on| on["req"] == "*" && on["path"].is_null());
        let mut each = Crate {
            name: text("name").unwrap_or_default(),
            version: text("version").unwrap_or_default(),
            licence: text("license").map(|licence| spdx::normal(&licence)),
            source: text("source"),
            repository: text("repository"),
            description: text("description").map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")),
            unbounded: unbounded.filter_map(|on| on["name"].as_str()).map(str::to_owned).collect(),
            checksum: None,
        };
        each.checksum = checksums.get(&each.id()).cloned();
        (each.id(), each)
    });
    all.collect()
}

/// The checksums in a lock file, by name and version.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let package = |block: &str| {
        let value = |key: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.and_then(|rest| rest.strip_suffix('"')).map(str::to_owned)
        };
        Some((format!("{}@{}", value("name")?, value("version")?), value("checksum")?))
    };
    lock.split("[[package]]").filter_map(package).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn crates_with_their_checksums() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\nchecksum = \"0f\"\n\n\
                    [[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        let metadata = json!({ "packages": [
            { "name": "a", "version": "1.0.0", "license": "MIT/Apache-2.0", "source": "registry+x", "description": "Does\n things.",
              "dependencies": [{ "name": "b", "req": "*", "path": null }, { "name": "c", "req": "^1", "path": null }] },
            { "name": "own", "version": "0.1.0", "license": null, "source": null,
              "dependencies": [{ "name": "a", "req": "*", "path": "/a" }] },
        ] });
        let all = crates(&metadata, &checksums(lock));
        let a = &all["a@1.0.0"];
        assert_eq!((a.licence.as_deref(), a.checksum.as_deref()), (Some("MIT OR Apache-2.0"), Some("0f")));
        assert_eq!((a.description.as_deref(), a.unbounded.as_slice()), (Some("Does things."), &["b".to_owned()][..]));
        assert_eq!(all["own@0.1.0"], Crate { name: "own".into(), version: "0.1.0".into(), ..Crate::default() });
    }
}
