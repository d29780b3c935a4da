//! The foot of the page: what the paper is, and how the page is made.

use lectern::corpus::Corpus;
use lectern::view::about;

use super::tag::{Tag, button, link, tag};

pub fn colophon(corpus: &Corpus) -> Tag {
    let metadata = &corpus.metadata;
    let mut paper = tag("p").text(&metadata.authors.join(", "));
    if let Some(title) = about::full_title(corpus) {
        paper = paper.text(", ").add(tag("cite").text(&title));
    }
    let mut said = ".".to_owned();
    for more in [&metadata.series, &metadata.date, &metadata.rights].into_iter().flatten() {
        said = [&said, " ", more, "."].concat();
    }
    paper = paper.text(&said).text(" ").text(metadata.missing.as_deref().unwrap_or_default());
    let page = tag("p")
        .text("Set in Source Serif and Source Sans. Everything runs on your machine, and nothing leaves it. ")
        .add(link("#about").text("About this page"))
        .text(", ")
        .add(link("#repairs").text("what was repaired"))
        .text(". ")
        .add(button("open", "text").class("link").text("Open a text of your own"));
    tag("footer").class("colophon").add(paper).add(page)
}
