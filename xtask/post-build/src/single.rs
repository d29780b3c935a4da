//! The edition in one file: a page that opens from disk and asks for nothing, with every feature that needs no server.
//!
//! Faces, style, scripts and both programs are put into the document: what is no text in base64, in blocks of data that nothing runs. Its
//! policy allows the inline scripts and the style by their hashes, workers made of what is in the document, and no request whatsoever.

use std::path::Path;

use crate::integrity::{allowing, encoded, sha256};
use crate::modules;
use crate::page::{TRUSTED, attribute, early, linked, style};
use crate::placeholder::fill;

/// Writes the edition in one file, made of the page that was built into a folder.
///
/// # Errors
/// Words, where the folder holds no page as it is published.
pub fn write(built: &Path, file: &Path) -> Result<(), String> {
    let page = document(built)?;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    crate::write(file, &page)
}

/// The way out that only a site has.
const PLAIN: &str = "There is also <a href=\"paper.txt\">the paper as plain text</a>.";

fn document(built: &Path) -> Result<String, String> {
    let page = crate::read(&built.join("index.html"))?;
    if !page.contains("Content-Security-Policy") || !built.join("sw.js").is_file() {
        return Err(format!("{} holds no page as it is published", built.display()));
    }
    let named = |name: &str| {
        let value = attribute(&page, name).ok_or_else(|| format!("index.html has no `{name}`"))?;
        Ok::<_, String>(value.trim_start_matches("./").to_owned())
    };
    let text = |name: &str| crate::read(&built.join(name));
    let bytes = |name: &str| crate::bytes(&built.join(name));

    // what the page runs
    let glue = modules::expression(&text(&named("data-js")?)?)?;
    let early = early(&page)?;
    let boot = linked(&page, "boot-", ".js")?;
    let start = PARTS.replacen("@glue@", &glue, 1) + &text(&boot)?;

    // what its worker runs
    let worker = named("data-miner")?;
    let worker_text = text(&worker)?;
    let (glue_name, program_name) = (beside(&worker_text, ".js")?, beside(&worker_text, ".wasm")?);
    let worker_code = modules::with(&worker_text, glue_name, &text(glue_name)?)?.replace("import.meta.url", "location.href");

    let plain = style(&page)?;
    let style = with_faces(plain, built)?;

    let (program, miner) = (bytes(&named("data-wasm")?)?, bytes(program_name)?);
    let related = text(&named("data-related")?)?;
    let parts =
        [("program", encoded(&program)), ("miner", encoded(&miner)), ("miner-code", worker_code), ("related", related.clone())];
    let mut blocks = String::new();
    for (name, part) in &parts {
        block(&mut blocks, name, part)?;
    }
    holds(&start)?;

    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; img-src data:; font-src data:; worker-src blob:; base-uri 'none'; form-action 'none'; {TRUSTED}",
        allowing(early),
        allowing(&start),
        allowing(&style)
    );
    let old_policy = attribute(&page, "content").ok_or("index.html has no policy")?;
    let size = program.len() + miner.len() + related.len();
    let sum = sha256(&[&program, &miner, related.as_bytes()]);
    let edition = format!(
        "<section class=\"colophon edition\" aria-label=\"This edition\"><p>Lectern {}, the edition in one file. Its programs and the paper: {} bytes, SHA-256 <code>{sum}</code>. It works without a network and sends nothing.</p></section>",
        env!("CARGO_PKG_VERSION"),
        size
    );

    let icon = format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">", encoded(&bytes("icon.svg")?));
    let mut out = page.replacen(old_policy, &policy, 1);
    out = lines(&out, &boot);
    // before the script that stands in the page: it asks for the one
    let head = format!("{icon}\n<meta name=\"app-entry\" data-worker=\"\">\n<script>");
    out = fill(&out, "<script>", &head, "index.html")?;
    out = fill(&out, plain, &style, "index.html")?;
    out = out.replace(&format!("<p>{PLAIN}</p>"), "").replace(&[" ", PLAIN].concat(), "");
    let body = format!("{edition}\n{blocks}<script type=\"module\">{start}</script>\n</body>");
    out = fill(&out, "</body>", &body, "index.html")?;
    Ok(out)
}

/// What stands before the script that starts the page: where the parts are that it would fetch.
const PARTS: &str = "const part = name => document.getElementById(`part-${name}`).textContent;
const bytes = name => Uint8Array.from(atob(part(name)), sign => sign.charCodeAt(0));
const written = document.getElementById('app').cloneNode(true);
globalThis.lecternParts = {
  page: () => written.cloneNode(true),
  program: () => bytes('program'),
  related: () => part('related'),
  worker() {
    const code = [`const code = '`, part('miner'), `';\\nself.lecternProgram = () => Uint8Array.from(atob(code), sign => sign.charCodeAt(0));\\n`, part('miner-code')];
    return URL.createObjectURL(new Blob(code, { type: 'text/javascript' }));
  },
  init: @glue@.default,
};
";

/// A block of data; nothing runs it.
fn block(out: &mut String, name: &str, part: &str) -> Result<(), String> {
    holds(part)?;
    *out += &format!("<script type=\"text/plain\" id=\"part-{name}\">{part}</script>\n");
    Ok(())
}

/// Whether a script element can hold a text.
fn holds(text: &str) -> Result<(), String> {
    let low = text.to_ascii_lowercase();
    if low.contains("</script") || low.contains("<!--") {
        return Err("a script holds what would end its element".to_owned());
    }
    Ok(())
}

/// The page without the elements that name other files: what they name is in it.
fn lines(page: &str, file: &str) -> String {
    const LINKS: [&str; 3] = ["manifest", "icon", "apple-touch-icon"];
    let stays = |line: &&str| {
        let names = |rel: &&str| line.starts_with(&format!("<link rel=\"{rel}\""));
        !LINKS.iter().any(names) && !line.starts_with("<meta name=\"app-entry\"") && !line.contains(file)
    };
    page.lines().filter(stays).collect::<Vec<_>>().join("\n") + "\n"
}

/// The name of a file beside a script that it names.
fn beside<'a>(script: &'a str, ends: &str) -> Result<&'a str, String> {
    let mut names = script.split(['"', '\'']).filter_map(|text| text.strip_prefix("./"));
    names.find(|name| name.ends_with(ends)).ok_or_else(|| format!("the worker names no file that ends with {ends}"))
}

/// A style sheet with its faces in it.
fn with_faces(style: &str, built: &Path) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("fonts/") {
        let end = after.find(['"', ')']).ok_or("a face without an end")?;
        let (name, after) = after.split_at(end);
        let face = crate::bytes(&built.join("fonts").join(name))?;
        out += &format!("{before}data:font/woff2;base64,{}", encoded(&face));
        rest = after;
    }
    Ok(out + rest)
}

#[cfg(test)]
mod tests {
    use super::{beside, holds, lines};

    #[test]
    fn files_beside_a_script() {
        let script = "// ./no.js\nimport a from './b.js'; new URL(\"./c_bg.wasm\", import.meta.url)";
        assert_eq!(beside(script, ".js"), Ok("b.js"));
        assert_eq!(beside(script, ".wasm"), Ok("c_bg.wasm"));
        assert!(beside(script, ".css").is_err());
    }

    #[test]
    fn what_names_other_files_is_left_out() {
        let page = "<link rel=\"icon\" href=\"a\">\n<link rel=\"canonical\" href=\"b\">\n<script src=\"./boot-1.js\"></script>\n<p>boot</p>";
        assert_eq!(lines(page, "boot-1.js"), "<link rel=\"canonical\" href=\"b\">\n<p>boot</p>\n");
    }

    #[test]
    fn what_would_end_a_script_is_refused() {
        assert!(holds("a < b").is_ok());
        assert!(holds("'</Script>'").is_err() && holds("<!--").is_err());
    }
}
