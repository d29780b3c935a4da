//! What the page's head says of the paper, from the paper's metadata.

use std::path::Path;

use lectern::document::Metadata;
use serde_json::Value;

use crate::placeholder::fill;

/// The head's words, plain text.
pub struct Paper {
    /// Title and subtitle.
    pub title: String,
    /// One or two sentences for search engines and link previews.
    pub description: String,
    /// The text's language, a BCP 47 tag.
    pub language: String,
}

/// Reads the metadata file.
///
/// # Errors
/// Words that name the file, and the line where it is no JSON; a paper without a title is refused.
pub fn read(path: &Path) -> Result<Paper, String> {
    parse(&crate::read(path)?).map_err(|words| format!("{}: {words}", path.display()))
}

fn parse(json: &str) -> Result<Paper, String> {
    paper(&Metadata::from_json(json)?)
}

/// The head's words for a paper.
///
/// # Errors
/// Words, for a paper without a title.
pub fn paper(metadata: &Metadata) -> Result<Paper, String> {
    let metadata = metadata.clone();
    let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut title = given(metadata.title).ok_or("`title` is missing")?;
    if let Some(subtitle) = given(metadata.subtitle) {
        title = format!("{title}: {subtitle}");
    }
    let mut by = metadata.authors.join(", ");
    if let Some(year) = given(metadata.date).as_deref().and_then(|date| date.split('-').next()) {
        by = if by.is_empty() { year.to_owned() } else { format!("{by}, {year}") };
    }
    let by = if by.is_empty() { by } else { format!(" ({by})") };
    let description = format!(
        "{title}{by}: the whole paper to read, to search and to filter by theme, and every fact in it with its evidence."
    );
    Ok(Paper { title, description, language: given(metadata.language).unwrap_or_else(|| "en".to_owned()) })
}

/// Fills the web app's manifest, which is JSON.
///
/// # Errors
/// Words, when the file cannot be read or written or a placeholder does not occur exactly once.
pub fn fill_manifest(path: &Path, paper: &Paper) -> Result<(), String> {
    let mut text = crate::read(path)?;
    for (placeholder, value) in paper.placeholders() {
        // with its quotes on both sides, so that the value brings its own
        let quoted = Value::from(value).to_string();
        text = fill(&text, &format!("\"{placeholder}\""), &quoted, "manifest.webmanifest")?;
    }
    crate::write(path, &text)
}

impl Paper {
    /// Placeholder and plain value, for the page and the manifest alike.
    pub fn placeholders(&self) -> [(&'static str, &str); 3] {
        [("@title@", &self.title), ("@description@", &self.description), ("@language@", &self.language)]
    }
}

#[cfg(test)]
mod tests {
    use lectern::view::route::{Place, Route};
    use serde_json::Value;

    use super::{fill_manifest, paper, parse};

    /// The folder that becomes the site.
    const SITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/public/");

    #[test]
    fn the_manifest_names_what_is_there() {
        let path = std::env::temp_dir().join(format!("lectern-manifest-{}", std::process::id()));
        std::fs::copy(format!("{SITE}manifest.webmanifest"), &path).expect("the manifest");
        let metadata = lectern::document::Metadata::from_json(r#"{"title":"A \"quoted\" title"}"#).expect("metadata");
        fill_manifest(&path, &paper(&metadata).expect("a head")).expect("filled");
        let manifest: Value = serde_json::from_str(&std::fs::read_to_string(&path).expect("a file")).expect("JSON");
        std::fs::remove_file(&path).expect("the file");
        assert_eq!(manifest["name"], "A \"quoted\" title");
        // an id is taken from the root of the origin, where other papers may live; without one it is the start, which is this path's own
        assert_eq!((&manifest["id"], &manifest["start_url"]), (&Value::Null, &Value::from("./")));
        let list = |of: &Value, name: &str| of[name].as_array().cloned().unwrap_or_default();
        let shortcuts = list(&manifest, "shortcuts");
        let pictures = [list(&manifest, "icons"), list(&manifest, "screenshots")].concat();
        assert!(pictures.iter().any(|icon| icon["purpose"] == "maskable"));
        for picture in shortcuts.iter().flat_map(|each| list(each, "icons")).chain(pictures) {
            let file = picture["src"].as_str().expect("a file");
            let size = std::fs::metadata(format!("{SITE}{file}")).map(|file| file.len());
            assert!(size.is_ok_and(|size| size <= 60_000), "{file}");
        }
        assert!(!shortcuts.is_empty());
        for each in shortcuts {
            let hash = each["url"].as_str().and_then(|url| url.strip_prefix("./")).expect("a relative address");
            assert!(matches!(Route::parse(hash).place, Some(Place::View(_))), "{hash}");
        }
    }

    #[test]
    fn head() {
        let check = |json: &str, title: &str, description: &str| {
            let paper = parse(json).expect(json);
            assert_eq!(paper.title, title, "{json}");
            assert!(paper.description.starts_with(description), "{json}: {}", paper.description);
        };
        check(r#"{"title":"A"}"#, "A", "A: the whole");
        check(r#"{"title":"A","subtitle":"B?"}"#, "A: B?", "A: B?: the whole");
        check(r#"{"title":"A","authors":["X Y","Z"],"date":"2009-09-08"}"#, "A", "A (X Y, Z, 2009): the whole");
        check(r#"{"title":"A","authors":[{"given":"X","family":"Y"}]}"#, "A", "A (X Y): the whole");
        check(r#"{"title":"A","date":"2009"}"#, "A", "A (2009): the whole");
        assert!(parse(r#"{"title":" "}"#).is_err());
        assert!(parse("{").is_err());
    }
}
