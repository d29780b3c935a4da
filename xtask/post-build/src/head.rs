//! What the page's head tells machines of the paper: link previews (Open Graph), Google Scholar (`citation_…`), search engines
//! (schema.org, as a block of JSON-LD, which is data: no policy of ours forbids it, and nothing runs it).

use lectern::cite::{Issued, Name, Work};
use lectern::document::Metadata;
use serde_json::{Map, Value, json};

use crate::metadata::Paper;
use crate::page::escape;

/// The picture of a link preview, relative to the site.
const PICTURE: &str = "icon-512.png";

/// The lines of the head. Takes what is known about the paper, the head's own words, and how many words the paper has. What is not known is left
/// out; so is all that needs the address of the page, which only `site` in the metadata gives.
pub fn lines(metadata: &Metadata, paper: &Paper, words: usize) -> String {
    let work = Work::new(metadata, None);
    let site = metadata.site.as_deref().map(str::trim).filter(|site| !site.is_empty());
    let mut head = Head::default();
    if let Some(site) = site {
        head.line(&format!("<link rel=\"canonical\" href=\"{}\">", escape(site)));
    }
    let authors: Vec<String> = work.authors.iter().map(Name::read).collect();
    for author in &authors {
        head.named("author", author);
    }

    head.property("og:type", "article");
    head.property("og:title", &paper.title);
    head.property("og:description", &paper.description);
    head.property("og:locale", &paper.language.replace('-', "_"));
    if let Some(site) = site {
        head.property("og:url", site);
        head.property("og:image", &format!("{}/{PICTURE}", site.trim_end_matches('/')));
    }
    let day = match &work.issued {
        Some(Issued::Day(day)) => Some(day.iso()),
        _ => None,
    };
    if let Some(day) = &day {
        head.property("article:published_time", day);
    }

    // https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    head.named("citation_title", &paper.title);
    for author in &authors {
        head.named("citation_author", author);
    }
    if let Some(day) = &day {
        head.named("citation_publication_date", &day.replace('-', "/"));
    }
    for publisher in &work.publishers {
        head.named("citation_technical_report_institution", publisher);
    }
    for (name, value) in [
        ("citation_series_title", &work.series),
        ("citation_technical_report_number", &work.number.as_ref().map(|number| number.text.clone())),
        ("citation_isbn", &work.isbn),
        ("citation_doi", &work.doi),
        ("citation_language", &work.language),
        ("citation_fulltext_html_url", &site.map(str::to_owned)),
    ] {
        if let Some(value) = value {
            head.named(name, value);
        }
    }

    let article = article(metadata, &work, paper, day, site, words);
    // within a script `<` could end it
    let json = article.to_string().replace('<', "\\u003c");
    head.line(&format!("<script type=\"application/ld+json\">{json}</script>"));
    head.0
}

#[derive(Default)]
struct Head(String);

impl Head {
    fn line(&mut self, line: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(line);
    }

    fn named(&mut self, name: &str, content: &str) {
        self.line(&format!("<meta name=\"{name}\" content=\"{}\">", escape(content)));
    }

    fn property(&mut self, property: &str, content: &str) {
        self.line(&format!("<meta property=\"{property}\" content=\"{}\">", escape(content)));
    }
}

/// The paper as <https://schema.org/ScholarlyArticle>.
fn article(metadata: &Metadata, work: &Work, paper: &Paper, day: Option<String>, site: Option<&str>, words: usize) -> Value {
    let people: Vec<Value> = work.authors.iter().map(person).collect();
    let publishers: Vec<Value> = work.publishers.iter().map(|name| json!({ "@type": "Organization", "name": name })).collect();
    let series = work.series.as_ref().map(|name| {
        let mut issue = json!({ "@type": "PublicationIssue", "isPartOf": { "@type": "CreativeWorkSeries", "name": name } });
        if let Some(number) = &work.number {
            issue["issueNumber"] = Value::from(number.text.as_str());
        }
        issue
    });
    let known = |id: &str, value: &Option<String>| {
        value.as_ref().map(|value| json!({ "@type": "PropertyValue", "propertyID": id, "value": value }))
    };
    let identifiers: Vec<Value> = [known("ISBN", &work.isbn), known("DOI", &work.doi)].into_iter().flatten().collect();
    let mut article = Map::new();
    let mut say = |name: &str, value: Value| {
        let says_something = match &value {
            Value::Null => false,
            Value::Array(values) => !values.is_empty(),
            _ => true,
        };
        if says_something {
            article.insert(name.to_owned(), value);
        }
    };
    say("@context", "https://schema.org".into());
    say("@type", "ScholarlyArticle".into());
    say("headline", paper.title.as_str().into());
    say("description", paper.description.as_str().into());
    say("author", people.into());
    say("datePublished", day.into());
    say("inLanguage", paper.language.as_str().into());
    say("publisher", publishers.into());
    say("isPartOf", series.into());
    say("identifier", identifiers.into());
    say("copyrightNotice", metadata.rights.clone().into());
    say("wordCount", words.into());
    say("isAccessibleForFree", true.into());
    say("sameAs", work.url.clone().into());
    say("url", site.into());
    article.into()
}

fn person(name: &Name) -> Value {
    let mut said = json!({ "@type": "Person", "name": name.read() });
    match name {
        Name::Whole(_) => said["@type"] = "Organization".into(),
        Name::Person { given, particle, family, .. } => {
            if !given.is_empty() {
                said["givenName"] = given.as_str().into();
            }
            said["familyName"] = if particle.is_empty() { family.as_str().into() } else { format!("{particle} {family}").into() };
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(json: &str) -> String {
        let metadata = Metadata::from_json(json).expect(json);
        lines(&metadata, &crate::metadata::paper(&metadata).expect("a title"), 7820)
    }

    #[test]
    fn what_is_known_is_said_and_nothing_else() {
        let cases: [(&str, &[&str], &[&str]); 4] = [
            (
                r#"{"title":"A"}"#,
                &[r#"<meta name="citation_title" content="A">"#, r#""headline":"A""#],
                &["canonical", "author", "date", "og:url", "sameAs"],
            ),
            (
                r#"{"title":"A","subtitle":"B?","authors":["Marlène Laruelle"],"date":"2009-09-08","series":"X Paper No. 3","isbn":"9"}"#,
                &[
                    r#"<meta property="og:title" content="A: B?">"#,
                    r#"<meta name="citation_author" content="Marlène Laruelle">"#,
                    r#"<meta name="citation_publication_date" content="2009/09/08">"#,
                    r#"<meta name="citation_technical_report_number" content="3">"#,
                    r#""familyName":"Laruelle","givenName":"Marlène""#,
                    r#""datePublished":"2009-09-08""#,
                    r#""issueNumber":"3""#,
                    r#""propertyID":"ISBN","value":"9""#,
                ],
                &["canonical"],
            ),
            (
                r#"{"title":"A","site":"https://example.org/a/","url":"https://example.org/b","authors":["World Bank"]}"#,
                &[
                    r#"<link rel="canonical" href="https://example.org/a/">"#,
                    r#"<meta property="og:image" content="https://example.org/a/icon-512.png">"#,
                    r#""url":"https://example.org/a/""#,
                    r#""sameAs":"https://example.org/b""#,
                    r#"{"@type":"Organization","name":"World Bank"}"#,
                ],
                &[],
            ),
            (
                r#"{"title":"A</script> \"B\"","date":"about 1990"}"#,
                &[r"A\u003c/script>", "content=\"A&lt;/script&gt; &quot;B&quot;\""],
                &["datePublished", "publication_date"],
            ),
        ];
        for (json, wanted, unwanted) in cases {
            let said = head(json);
            for text in wanted {
                assert!(said.contains(text), "{json} says {text}: {said}");
            }
            for text in unwanted {
                assert!(!said.contains(text), "{json} does not say {text}: {said}");
            }
            let data = said.split_once("ld+json\">").and_then(|(_, rest)| rest.split_once("</script>")).expect("a block").0;
            let read: Value = serde_json::from_str(data).expect("JSON");
            assert_eq!(read["wordCount"], 7820);
        }
    }
}
