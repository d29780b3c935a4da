//! The bill of materials: which crates are compiled into the page, its miner and the engine for JavaScript, as CycloneDX 1.5
//! (<https://cyclonedx.org/docs/1.5/json/>). The same lock file gives the same bytes: there is no time and no random number in it.
//!
//! What is no crate is not listed: Rust's standard library, and what is said in NOTICE.md of fonts and data.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Crate, all};
use crate::library::TARGET;
use crate::project::Project;
use crate::run::{cargo, output};

/// A program that readers are sent: its name, and what cargo compiles it from.
const PROGRAMS: [(&str, &[&str]); 3] = [
    ("page", &["--package", "lectern", "--no-default-features", "--features", "app"]),
    ("miner", &["--package", "lectern", "--no-default-features", "--features", "miner,related-words"]),
    ("engine", &["--package", "lectern-engine"]),
];

/// The programs' name for a property of each crate: in which of them it is.
const PROPERTY: &str = "lectern:program";

/// What depends on what, in one or all programs: crates by name and version.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// Prints the bill.
///
/// # Errors
/// Words, when cargo cannot be asked or nothing can be printed.
pub fn print(project: &Project) -> Result<(), String> {
    let bill = bill(project)?;
    io::stdout().write_all(format!("{bill:#}\n").as_bytes()).map_err(|error| format!("cannot print: {error}"))
}

fn bill(project: &Project) -> Result<Value, String> {
    let crates = all(project)?;
    let mut programs = Vec::new();
    for (program, of) in PROGRAMS {
        let mut tree = cargo(&project.root);
        tree.args(["tree", "--locked", "--offline", "--target", TARGET, "--edges", "normal,no-proc-macro", "--no-dedupe"]);
        tree.args(["--prefix", "depth", "--format", " {p}"]).args(of);
        let tree = output(&mut tree).ok_or_else(|| format!("`cargo tree` fails for the program {program}"))?;
        programs.push((program, graph(&tree)));
    }
    document(&crates, &programs)
}

/// What depends on what, from lines of cargo's: how deep, and `name vVersion (where)`.
fn graph(tree: &str) -> Graph {
    let mut graph = Graph::new();
    let mut above: Vec<String> = Vec::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let (Some(depth), Some(name), Some(version)) = (words.next(), words.next(), words.next()) else { continue };
        let Ok(depth) = depth.parse::<usize>() else { continue };
        let id = format!("{name}@{}", version.trim_start_matches('v'));
        above.truncate(depth);
        if let Some(parent) = above.last() {
            graph.entry(parent.clone()).or_default().insert(id.clone());
        }
        graph.entry(id.clone()).or_default();
        above.push(id);
    }
    graph
}

fn document(crates: &BTreeMap<String, Crate>, programs: &[(&str, Graph)]) -> Result<Value, String> {
    let mut graph = Graph::new();
    for (_, program) in programs {
        for (id, on) in program {
            graph.entry(id.clone()).or_default().extend(on.iter().cloned());
        }
    }
    let known = |id: &String| crates.get(id).ok_or_else(|| format!("cargo's tree has {id}, and its metadata have not"));
    let main = graph.keys().find(|id| id.starts_with("lectern@")).ok_or("cargo's tree has no lectern")?;
    let mut components = Vec::new();
    for id in graph.keys().filter(|id| *id != main) {
        let within = programs.iter().filter(|(_, program)| program.contains_key(id)).map(|(name, _)| *name);
        components.push(component(known(id)?, "library", within));
    }
    let reference = |id: &String| known(id).map(reference);
    let mut dependencies = Vec::new();
    for (id, on) in &graph {
        let on = on.iter().map(reference).collect::<Result<Vec<_>, _>>()?;
        dependencies.push(json!({ "ref": reference(id)?, "dependsOn": on }));
    }
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": component(known(main)?, "application", programs.iter().map(|(name, _)| *name)) },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// By what a crate is known in the bill: its package URL, or, for the project's own, which are in no registry, its name.
fn reference(of: &Crate) -> String {
    match of.source {
        Some(_) => format!("pkg:cargo/{}@{}", of.name, of.version),
        None => of.id(),
    }
}

fn component<'a>(of: &Crate, kind: &str, programs: impl Iterator<Item = &'a str>) -> Value {
    let mut value = json!({
        "type": kind,
        "bom-ref": reference(of),
        "name": of.name,
        "version": of.version,
        "properties": programs.map(|name| json!({ "name": PROPERTY, "value": name })).collect::<Vec<_>>(),
    });
    let mut put = |name: &str, what: Option<Value>| {
        if let Some(what) = what {
            value[name] = what;
        }
    };
    put("description", of.description.as_deref().map(Value::from));
    put("licenses", of.licence.as_deref().map(|licence| json!([{ "expression": licence }])));
    put("purl", of.source.is_some().then(|| reference(of).into()));
    put("hashes", of.checksum.as_deref().map(|sum| json!([{ "alg": "SHA-256", "content": sum }])));
    put("externalReferences", of.repository.as_deref().map(|address| json!([{ "type": "vcs", "url": address }])));
    value
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn trees() {
        let tree = "0 own v0.1.0 (/somewhere)\n1 a v1.0.0\n2 b v2.0.0\n1 b v2.0.0\n1 c v0.1.0+x (*)\n";
        let graph = graph(tree);
        let on = |id: &str| graph[id].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(on("own@0.1.0"), ["a@1.0.0", "b@2.0.0", "c@0.1.0+x"]);
        assert_eq!((on("a@1.0.0"), on("b@2.0.0").len(), graph.len()), (vec!["b@2.0.0"], 0, 4));
    }

    /// The shape that CycloneDX 1.5 asks for, and what makes a bill of use.
    #[test]
    fn the_bill_of_this_project() {
        let project = Project::here();
        let bill = bill(&project).expect("a bill");
        assert_eq!((&bill["bomFormat"], &bill["specVersion"], &bill["version"]), (&json!("CycloneDX"), &json!("1.5"), &json!(1)));
        assert_eq!(bill["metadata"]["component"]["name"], "lectern");
        let components = bill["components"].as_array().expect("components");
        let mut references: BTreeSet<&str> = bill["metadata"]["component"]["bom-ref"].as_str().into_iter().collect();
        for each in components {
            let text = |name: &str| each[name].as_str().unwrap_or_else(|| panic!("{name} of {each}"));
            assert!(references.insert(text("bom-ref")), "twice: {each}");
            assert_eq!(text("type"), "library");
            assert!(each["properties"].as_array().is_some_and(|programs| !programs.is_empty()), "{each}");
            assert!(each["licenses"][0]["expression"].as_str().is_some_and(|licence| !licence.contains('/')), "{each}");
            if text("name") != "lectern-engine" {
                assert_eq!(text("purl"), format!("pkg:cargo/{}@{}", text("name"), text("version")));
                let sum = each["hashes"][0]["content"].as_str().unwrap_or_default();
                assert!(sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()), "{each}");
            }
        }
        let within = |name: &str| {
            let each = components.iter().find(|each| each["name"] == name)?;
            each["properties"].as_array()?.iter().map(|property| property["value"].as_str()).collect::<Option<Vec<_>>>()
        };
        for (name, programs) in [
            ("yew", Some(vec!["page"])),
            ("regex", Some(vec!["miner", "engine"])),
            ("rust-stemmers", Some(vec!["page", "miner", "engine"])),
            // tests, macros and the build's own are in no program
            ("proptest", None),
            ("syn", None),
            ("flate2", None),
        ] {
            assert_eq!(within(name), programs, "{name}");
        }
        for each in bill["dependencies"].as_array().expect("dependencies") {
            let on = each["dependsOn"].as_array().expect("a list").iter();
            for one in on.chain([&each["ref"]]) {
                assert!(one.as_str().is_some_and(|one| references.contains(one)), "{one} is no component");
            }
        }
    }

    #[test]
    fn the_programs_are_those_that_are_built() {
        let page = fs::read_to_string(Project::here().root.join("index.html")).expect("index.html");
        for features in ["app", "miner,related-words"] {
            assert!(page.contains(&format!(" data-cargo-features=\"{features}\"")), "{features}");
            assert!(PROGRAMS.iter().any(|(_, of)| of.ends_with(&["--features", features])), "{features}");
        }
    }
}
