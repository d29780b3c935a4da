//! `deny.toml`, held against all crates of Cargo.lock: licences, versions, sources. cargo-deny reads the same file and asks for known
//! vulnerabilities too, for which it needs a network; what is here needs nothing but cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;

use super::{Crate, all, spdx};
use crate::project::Project;
use crate::run::say;

/// What of `deny.toml` is held to here. Its words are cargo-deny's.
#[derive(Deserialize)]
struct Policy {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Named>,
    skip: Vec<Named>,
}

/// A crate by its name, or by name and version.
#[derive(Deserialize)]
struct Named {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

/// Holds the lock file to `deny.toml`.
///
/// # Errors
/// Words for each crate that it does not allow, a line each, or why it could not be asked.
pub fn check(project: &Project) -> Result<(), String> {
    let path = project.root.join("deny.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let policy: Policy = basic_toml::from_str(&text).map_err(|error| format!("deny.toml: {error}"))?;
    let crates = all(project)?;
    let faults = faults(&policy, &crates);
    if faults.is_empty() {
        say(format!("{} crates, all of them as deny.toml allows", crates.len()));
        return Ok(());
    }
    Err(format!("deny.toml does not allow\n  {}", faults.join("\n  ")))
}

fn faults(policy: &Policy, crates: &BTreeMap<String, Crate>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let skipped: BTreeSet<&str> = policy.bans.skip.iter().map(|each| each.name.as_str()).collect();
    for (id, each) in crates {
        let is_named = |named: &Named| named.name == *id || named.name == each.name;
        let is_allowed = |name: &str| policy.licenses.allow.iter().any(|allowed| allowed == name);
        match each.licence.as_deref().map(|licence| (licence, spdx::allows(licence, &is_allowed))) {
            None => faults.push(format!("{id}: it says no licence")),
            Some((licence, Ok(false))) => faults.push(format!("{id}: its licence, {licence}")),
            Some((_, Err(why))) => faults.push(format!("{id}: {why}")),
            Some((_, Ok(true))) => {}
        }
        if policy.bans.deny.iter().any(is_named) {
            faults.push(format!("{id}: it is banned by name"));
        }
        if let Some(source) = &each.source {
            let registry = source.strip_prefix("registry+").unwrap_or(source);
            if !policy.sources.allow_registry.iter().any(|allowed| allowed == registry) {
                faults.push(format!("{id}: where it comes from, {source}"));
            } else if each.checksum.is_none() {
                faults.push(format!("{id}: Cargo.lock has no checksum of it"));
            }
        }
        // what crates of others ask for is in the lock file
        if each.source.is_none() {
            faults.extend(each.unbounded.iter().map(|on| format!("{id}: any version of {on}")));
        }
        if !skipped.contains(id.as_str()) && !skipped.contains(each.name.as_str()) {
            versions.entry(&each.name).or_default().push(&each.version);
        }
    }
    let twice = versions.iter().filter(|(_, versions)| versions.len() > 1);
    faults.extend(twice.map(|(name, versions)| format!("{name}: in the versions {}", versions.join(" and "))));
    let stale = skipped.iter().filter(|name| !crates.keys().any(|id| id == *name || id.split('@').next() == Some(**name)));
    faults.extend(stale.map(|name| format!("{name}: an exception for what is not there")));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "
        [licenses]
        allow = [\"MIT\"]
        [bans]
        deny = [{ crate = \"bad\" }]
        skip = [{ crate = \"old@1.0.0\", reason = \"why\" }]
        [sources]
        allow-registry = [\"https://registry\"]
    ";

    fn of(name: &str, version: &str) -> Crate {
        Crate {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: Some("MIT".to_owned()),
            source: Some("registry+https://registry".to_owned()),
            checksum: Some("0f".to_owned()),
            ..Crate::default()
        }
    }

    #[test]
    fn each_fault_is_named() {
        let policy: Policy = basic_toml::from_str(POLICY).expect("a policy");
        let check = |crates: &[Crate], expected: &[&str]| {
            let old = [of("old", "1.0.0"), of("old", "2.0.0")];
            let crates = crates.iter().chain(&old).map(|each| (each.id(), each.clone())).collect();
            assert_eq!(faults(&policy, &crates), expected);
        };
        check(&[], &[]);
        check(&[of("good", "1.0.0")], &[]);
        check(&[Crate { source: None, checksum: None, ..of("own", "1.0.0") }], &[]);
        check(&[of("bad", "1.0.0")], &["bad@1.0.0: it is banned by name"]);
        check(&[of("a", "1.0.0"), of("a", "1.1.0")], &["a: in the versions 1.0.0 and 1.1.0"]);
        let licence = |licence: Option<&str>| Crate { licence: licence.map(str::to_owned), ..of("a", "1.0.0") };
        check(&[licence(None)], &["a@1.0.0: it says no licence"]);
        check(&[licence(Some("GPL-3.0-only"))], &["a@1.0.0: its licence, GPL-3.0-only"]);
        check(&[licence(Some("MIT OR"))], &["a@1.0.0: `MIT OR` is no expression of licences"]);
        let source = |source: &str| Crate { source: Some(source.to_owned()), ..of("a", "1.0.0") };
        check(&[source("git+https://x")], &["a@1.0.0: where it comes from, git+https://x"]);
        check(&[Crate { checksum: None, ..of("a", "1.0.0") }], &["a@1.0.0: Cargo.lock has no checksum of it"]);
        let unbounded = Crate { source: None, unbounded: vec!["b".to_owned()], ..of("own", "1.0.0") };
        check(&[unbounded], &["own@1.0.0: any version of b"]);
        assert_eq!(faults(&policy, &BTreeMap::new()), ["old@1.0.0: an exception for what is not there"]);
    }
}
