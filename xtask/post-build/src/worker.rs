//! The service worker: its template, the list of the files it keeps, and a version made of their contents.

use std::fs;
use std::path::Path;

use crate::integrity;
use crate::minify::{Kind, Minifier};
use crate::placeholder::fill;

/// Writes `sw.js` into the folder of built files, from the template, minified.
///
/// # Errors
/// Words, when a file cannot be read or written, the template lacks a placeholder, or the minifier fails.
pub fn write(built: &Path, template: &Path, minifier: &Minifier) -> Result<(), String> {
    let template = crate::read(template)?;
    let mut files = Vec::new();
    collect(built, "", &mut files)?;
    files.sort();
    let worker = minifier.minified(&generate(&template, &files)?, Kind::Plain, "sw.js")?;
    crate::write(&built.join("sw.js"), &worker)
}

/// The worker for these files (address relative to the scope, integrity). Same files, same bytes.
fn generate(template: &str, files: &[(String, String)]) -> Result<String, String> {
    let list: Vec<String> = files.iter().map(|(name, integrity)| format!("\n  [{name:?}, '{integrity}'],")).collect();
    let list = list.concat() + "\n";
    let version = integrity::short_hash(format!("{template}{list}").as_bytes());
    let worker = fill(template, "@version@", &version, "sw.js")?;
    fill(&worker, "/*files*/", &list, "sw.js")
}

/// Whether a file is kept for reading offline: all but the worker, which the browser itself looks after, and the pictures that whoever
/// installs the page is shown meanwhile.
fn is_kept(name: &str) -> bool {
    name != "sw.js" && !name.starts_with("screenshot-")
}

/// Every file below `folder` that is kept, but for what servers keep to themselves.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_str().ok_or_else(|| format!("{} has a name that is not Unicode", path.display()))?;
        if name.starts_with('.') {
            continue;
        }
        let address = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{address}/"), files)?;
        } else if is_kept(&address) {
            let bytes = crate::bytes(&path)?;
            let address = if address == "index.html" { "./".to_owned() } else { address };
            files.push((address, integrity::of(&bytes)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{generate, is_kept};

    #[test]
    fn what_is_kept() {
        for (name, kept) in
            [("index.html", true), ("icon-512.png", true), ("sw.js", false), ("screenshot-wide-paper.webp", false)]
        {
            assert_eq!(is_kept(name), kept, "{name}");
        }
    }

    #[test]
    fn version_follows_contents() {
        let template = "const V = '@version@'; const F = [/*files*/];";
        let files = |hash: &str| vec![("./".to_owned(), hash.to_owned()), ("a.js".to_owned(), "sha384-y".to_owned())];
        let one = generate(template, &files("sha384-x")).expect("both placeholders");
        assert!(one.contains("[\"./\", 'sha384-x'],\n  [\"a.js\", 'sha384-y'],"), "{one}");
        assert_eq!(generate(template, &files("sha384-x")).as_ref(), Ok(&one));
        assert_ne!(generate(template, &files("sha384-z")).as_ref(), Ok(&one));
        assert!(generate("const V = '@version@';", &files("sha384-x")).is_err());
    }
}
