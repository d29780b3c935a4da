//! The scripts and the style of the page and the names in its program, as they are published: small, under names made of what they have
//! become.

use std::path::Path;

use crate::minify::{Kind, Minifier};
use crate::page::{attribute, early, linked, style};
use crate::placeholder::fill;
use crate::{integrity, letters, names};

/// Makes the scripts that the page links small, and the names that its program and the script of that call each other by. Takes the folder
/// of built files, as Trunk has left it.
///
/// # Errors
/// Words, when a file is missing or cannot be written, or something cannot be made small.
pub fn finish(built: &Path, minifier: &Minifier) -> Result<(), String> {
    let path = built.join("index.html");
    let mut page = crate::read(&path)?;
    let named = |name: &str| {
        let value = attribute(&page, name).ok_or_else(|| format!("index.html has no `{name}`"))?;
        Ok::<_, String>(value.trim_start_matches("./").to_owned())
    };
    let (wasm_name, glue_name) = (named("data-wasm")?, named("data-js")?);
    let (wasm, glue) = names::shorten(&crate::bytes(&built.join(&wasm_name))?, &crate::read(&built.join(&glue_name))?)?;
    let glue = minifier.minified(&glue, Kind::Module, &glue_name)?;
    // the program gets its name with the paper that is put into it
    crate::replace(built, &wasm_name, &wasm_name, &letters::emptied(wasm))?;
    page = renamed(built, page, &glue_name, &glue)?;

    let mut small = page.clone();
    for (part, kind, name) in [(early(&page)?, Kind::Plain, "early.js"), (style(&page)?, Kind::Style, "lectern.css")] {
        small = fill(&small, part, &minifier.minified(part, kind, name)?, "index.html")?;
    }
    page = small;

    let name = linked(&page, "boot-", ".js")?;
    let script = crate::read(&built.join(&name))?;
    let small = minifier.minified(&script, Kind::Module, &name)?;
    // Trunk has written the value of what it was
    page = fill(&page, &integrity::of(script.as_bytes()), &integrity::of(small.as_bytes()), "index.html")?;
    page = renamed(built, page, &name, &small)?;
    crate::write(&path, &page)
}

/// Gives a script a name made of its contents, in the page, too.
fn renamed(built: &Path, page: String, old: &str, script: &str) -> Result<String, String> {
    let stem = old.rsplit_once('-').map_or(old, |(stem, _)| stem);
    let name = integrity::named(stem, script.as_bytes(), ".js");
    crate::replace(built, old, &name, script.as_bytes())?;
    fill(&page, old, &name, "index.html")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{Minifier, early, finish, integrity, style};
    use crate::names::tests::{SCRIPT, program};
    use crate::wasm;

    /// A folder of built files, with one of the scripts told a wrong integrity value.
    fn built(name: &str, boot: &str) -> PathBuf {
        let built = std::env::temp_dir().join(format!("lectern-scripts-{name}-{}", std::process::id()));
        fs::create_dir_all(&built).expect("a folder");
        let page = format!(
            "<script>early</script>\n<style>a{{}}</style>\n<script src=\"./boot-1.js\" integrity=\"{}\"></script>\n\
             <meta data-js=\"./lectern-1.js\" data-wasm=\"./lectern-1_bg.wasm\">",
            integrity::of(boot.as_bytes())
        );
        for (name, contents) in [
            ("lectern-1_bg.wasm", &program()[..]),
            ("lectern-1.js", SCRIPT.as_bytes()),
            ("boot-1.js", b"boot"),
            ("index.html", page.as_bytes()),
        ] {
            fs::write(built.join(name), contents).expect("a file");
        }
        built
    }

    #[test]
    fn the_page_names_what_its_scripts_have_become() {
        let built = built("good", "boot");
        finish(&built, &Minifier::none()).expect("a page");
        let page = fs::read_to_string(built.join("index.html")).expect("the page");
        for stem in ["boot", "lectern"] {
            let name = crate::page::linked(&page, &format!("{stem}-"), ".js").expect(stem);
            let script = fs::read(built.join(&name)).expect(stem);
            assert_eq!(name, integrity::named(stem, &script, ".js"));
            assert!(!built.join(format!("{stem}-1.js")).exists(), "the old {stem} stays");
        }
        assert!(page.contains(&integrity::of(b"boot")), "{page}");
        assert_eq!((early(&page), style(&page)), (Ok("early"), Ok("a{}")));
        let wasm = fs::read(built.join("lectern-1_bg.wasm")).expect("the program");
        assert_eq!(wasm::names(&wasm).expect("a program").imports[2], ("a".to_owned(), "b".to_owned()));
        fs::remove_dir_all(&built).expect("the folder");
    }

    #[test]
    fn a_page_that_knows_other_scripts_is_refused() {
        let built = built("bad", "another");
        assert!(finish(&built, &Minifier::none()).is_err_and(|words| words.contains("sha384-")));
        fs::remove_dir_all(&built).expect("the folder");
    }
}
