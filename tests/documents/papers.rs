//! The goldens.

use std::fs;
use std::path::Path;

use lectern::document::{Metadata, parse, replay};

use crate::outline::outline;

fn check(source: &str, metadata: &Metadata, golden: &Path) {
    let document = parse(source, metadata);
    assert_eq!(replay(source, &document.repairs), document.clean_text(), "{}: the ledger gives another text", golden.display());
    let seen = outline(&document);
    if std::env::var_os("BLESS").is_some() {
        fs::write(golden, seen).expect("the golden can be written");
        return;
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    for (number, (seen, expected)) in seen.lines().zip(expected.lines()).enumerate() {
        assert_eq!(seen, expected, "{}, line {}", golden.display(), number + 1);
    }
    assert_eq!(seen.lines().count(), expected.lines().count(), "{}", golden.display());
}

#[test]
fn other_converters_papers() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/papers"));
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the papers").map(|entry| entry.expect("a paper").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"));
    paths.sort();
    assert!(paths.len() >= 8);
    for path in paths {
        let source = fs::read_to_string(&path).expect("a paper in UTF-8");
        check(&source, &Metadata::default(), &path.with_extension("golden"));
    }
}

#[test]
fn the_bundled_paper() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(folder.join("static/paper/paper.txt")).expect("the paper");
    let metadata = fs::read_to_string(folder.join("static/paper/paper.json")).expect("its metadata");
    let metadata = Metadata::from_json(&metadata).expect("metadata");
    check(&source, &metadata, &folder.join("tests/documents/paper.golden"));
}
