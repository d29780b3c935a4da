//! The page itself: `index.html`.

use std::path::Path;

use lectern::corpus::Corpus;

use crate::metadata::Paper;
use crate::placeholder::fill;
use crate::{Profile, head, integrity, paper, prerender};

/// Only the site's own files, and the one script and the one style that stand in the page itself, known by their hashes;
/// `wasm-unsafe-eval` lets WebAssembly compile and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self' @early@ 'wasm-unsafe-eval'; style-src @style@; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; ";

/// A browser that knows Trusted Types makes no script and no HTML of a string, and takes the addresses of scripts from the one policy in
/// `boot.js` alone.
pub const TRUSTED: &str = "require-trusted-types-for 'script'; trusted-types lectern";

/// Fills the page's placeholders, the whole paper among them. Takes the folder of built files, the paper's head, the paper, and the names of files
/// fetched later by their placeholders.
///
/// # Errors
/// Words, when a placeholder does not occur exactly once, a file of the program is missing, or the page holds what its policy forbids.
pub fn finish(built: &Path, paper: &Paper, corpus: &Corpus, later: [(&str, &str); 2], profile: Profile) -> Result<(), String> {
    let path = built.join("index.html");
    let mut page = crate::read(&path)?;
    let program = attribute(&page, "data-wasm").ok_or("index.html has no `data-wasm`")?.trim_start_matches("./").to_owned();
    let head = head::lines(&corpus.metadata, paper, corpus.words.iter().sum());
    let (packed, shown) = paper::pack(built, &program, corpus)?;
    page = page.replace(&program, &packed);
    for (placeholder, name) in later {
        page = fill(&page, placeholder, name, "index.html")?;
    }
    for (name, placeholder) in
        [("data-js", "@js-integrity@"), ("data-wasm", "@wasm-integrity@"), ("data-related", "@related-integrity@")]
    {
        let file = attribute(&page, name).ok_or_else(|| format!("index.html has no `{name}`"))?;
        let file = built.join(file.trim_start_matches("./"));
        let bytes = crate::bytes(&file)?;
        page = fill(&page, placeholder, &integrity::of(&bytes), "index.html")?;
    }
    for (placeholder, value) in paper.placeholders() {
        page = fill(&page, placeholder, &escape(value), "index.html")?;
    }
    let (markup, elements) = prerender::page(shown)?;
    page = fill(&page, "<!--metadata-->", &head, "index.html")?;
    page = fill(&page, "@elements@", &elements.to_string(), "index.html")?;
    let (policy, worker) = match profile {
        Profile::Debug => (String::new(), ""),
        // `trunk serve --release` adds its inline reload script, which no policy of ours would allow
        Profile::Release if page.contains("__TRUNK_") => (String::new(), ""),
        Profile::Release => {
            let (script, style) = (early(&page)?, style(&page)?);
            refuse_inline(&page.replacen(&["<script>", script].concat(), "", 1).replacen(&["<style>", style].concat(), "", 1))?;
            refuse_inline(&markup)?;
            let policy = fill(POLICY, "@early@", &integrity::allowing(script), "the policy")?;
            let policy = fill(&policy, "@style@", &integrity::allowing(style), "the policy")?;
            (format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}{TRUSTED}\">"), "sw.js")
        }
    };
    page = fill(&page, "<!--policy-->", &policy, "index.html")?;
    page = fill(&page, "@worker@", worker, "index.html")?;
    // last: what the paper says is no placeholder
    page = fill(&page, "<!--page-->", &markup, "index.html")?;
    crate::write(&path, &page)
}

/// The value of the first attribute of this name, as Trunk writes it: in double quotes.
pub fn attribute<'page>(page: &'page str, name: &str) -> Option<&'page str> {
    let (_, after) = page.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

/// The name of a built file that the page links, by the ends of its name.
///
/// # Errors
/// Words, where it links none.
pub fn linked(page: &str, begins: &str, ends: &str) -> Result<String, String> {
    let names = page.split('"').map(|value| value.trim_start_matches("./"));
    let mut found = names.filter(|name| name.starts_with(begins) && name.ends_with(ends) && !name.contains(' '));
    found.next().map(str::to_owned).ok_or_else(|| format!("index.html links no file {begins}…{ends}"))
}

/// The script that stands in the page itself, `static/shell/early.js`.
///
/// # Errors
/// Words, where none stands there, or more than one.
pub fn early(page: &str) -> Result<&str, String> {
    only(page, "<script>", "</script>")
}

/// The style that stands in the page itself, `static/style/lectern.css`.
///
/// # Errors
/// Words, where none stands there, or more than one.
pub fn style(page: &str) -> Result<&str, String> {
    only(page, "<style>", "</style>")
}

/// What stands between two tags that occur once.
fn only<'page>(page: &'page str, begin: &str, end: &str) -> Result<&'page str, String> {
    let mut parts = page.split(begin).skip(1).filter_map(|after| after.split_once(end)).map(|(part, _)| part);
    match (parts.next(), parts.next()) {
        (Some(part), None) => Ok(part),
        (None, _) => Err(format!("index.html holds no {begin}")),
        _ => Err(format!("index.html holds more than one {begin}")),
    }
}

/// Text as it stands in an element or in a quoted attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What the policy would block is an error of the build, not a line in a reader's console.
fn refuse_inline(page: &str) -> Result<(), String> {
    for tag in page.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or(tag);
        let mut words = tag.split_ascii_whitespace();
        let element = words.next().unwrap_or_default();
        // a block of data is no script: nothing runs it
        let is_data = tag.contains(" type=\"application/ld+json\"");
        let inline = (element == "script" && !tag.contains(" src=") && !is_data)
            || element == "style"
            || words.any(|word| word.starts_with("style=") || (word.starts_with("on") && word.contains('=')));
        if inline {
            return Err(format!("index.html holds `<{tag}>`, which its policy forbids"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{attribute, linked, refuse_inline};

    #[test]
    fn inline_is_refused() {
        let good = [
            r#"<script src="a.js"></script>"#,
            r#"<script type="module" src="a.js" integrity="x"></script>"#,
            r#"<link rel="stylesheet" href="a.css">"#,
            r#"<script type="application/ld+json">{}</script>"#,
            "<p>on = style=</p>",
        ];
        for page in good {
            assert_eq!(refuse_inline(page), Ok(()), "{page}");
        }
        let bad = [
            "<script>1</script>",
            r#"<script type="module">1</script>"#,
            "<style>a{}</style>",
            r#"<p style="color:red">"#,
            r#"<body onload="x()">"#,
        ];
        for page in bad {
            assert!(refuse_inline(page).is_err(), "{page}");
        }
    }

    #[test]
    fn attributes() {
        let page = r#"<meta name="app-entry" data-js="./a.js" data-wasm="./a.wasm">"#;
        assert_eq!(attribute(page, "data-js"), Some("./a.js"));
        assert_eq!(attribute(page, "data-wasm"), Some("./a.wasm"));
        assert_eq!(attribute(page, "data-other"), None);
        assert_eq!(linked(page, "a", ".wasm").as_deref(), Ok("a.wasm"));
        assert!(linked(page, "b", ".wasm").is_err());
    }
}
