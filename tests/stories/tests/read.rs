//! A reader opens the page and reads: the paper is there, whole and right.

use std::collections::BTreeMap;

use lectern::corpus::Corpus;
use lectern::document::Author;
use serde_json::json;
use stories::Told;
use stories::page::Page;

pub async fn tell(page: Page) -> Told {
    let corpus = stories::paper::bundled()?;
    page.open("").await?;

    let title = corpus.document.title.clone().unwrap_or_default();
    assert_eq!(page.names("heading", &format!("{title}…")).await?.len(), 1, "the title is a heading");
    let headings: usize = page.js("return document.querySelectorAll('h1').length", &[]).await?;
    assert_eq!(headings, 1, "one heading of the first level");
    let tab: String = page.js("return document.title", &[]).await?;
    assert!(tab.contains(&title), "the tab's title: {tab}");
    let body: String = page.js("return one('main', '…').innerText", &[]).await?;
    for author in corpus.metadata.authors.0.iter().map(Author::signed) {
        assert!(body.contains(author.as_str()), "the author {author} is named");
    }
    for role in ["banner", "main", "contentinfo"] {
        assert_eq!(page.names(role, "…").await?.len(), 1, "one {role}");
    }
    page.sees("searchbox", "Search this paper").await?;
    page.sees("navigation", "Views").await?;
    page.sees("complementary", "Evidence").await?;

    the_contents(&page, &corpus).await?;
    every_passage(&page, &corpus).await?;
    notes_and_pages(&page).await?;
    Ok(())
}

async fn the_contents(page: &Page, corpus: &Corpus) -> Told {
    let links: Vec<(String, String)> = page
        .js("return all('link', '…', one('navigation', 'Contents')).map(link => [link.getAttribute('href'), nameOf(link)])", &[])
        .await?;
    let sections = &corpus.document.sections;
    let wanted: Vec<(String, String)> =
        sections.iter().map(|section| (format!("#{}", section.id), section.heading.clone())).collect();
    assert_eq!(links, wanted, "the contents");
    assert_eq!(sections.iter().filter(|section| section.level == 1).count(), 7, "sections");
    assert_eq!(sections.iter().filter(|section| section.level == 2).count(), 6, "subsections");
    for section in sections {
        // a printed page may begin in a heading and then stands first in its name
        let heading = page.names("heading", &format!("…{}", section.heading)).await?;
        assert!(!heading.is_empty(), "the heading “{}” is in the text", section.heading);
    }
    Ok(())
}

/// Each passage has its id, and its text is the library's to the letter; the markers of notes and pages are none of it.
pub async fn every_passage(page: &Page, corpus: &Corpus) -> Told {
    let script = "
        const texts = {};
        for (const block of document.querySelectorAll('main [id^=b]')) {
            if (!/^b\\d+$/.test(block.id)) continue;
            const copy = block.cloneNode(true);
            for (const marker of copy.querySelectorAll('[role=doc-noteref]')) marker.remove();
            texts[block.id] = copy.textContent;
        }
        return texts";
    let texts: BTreeMap<String, String> = page.js(script, &[]).await?;
    let blocks = &corpus.document.blocks;
    assert_eq!(texts.len(), blocks.len(), "passages");
    for block in blocks {
        assert_eq!(texts.get(&block.id.to_string()), Some(&block.text), "the text of {}", block.id);
    }
    let items: usize = page
        .js("return all('listitem', '…', one('article', '…')).filter(item => item.querySelector('[id^=b]')).length", &[])
        .await?;
    assert_eq!(items, 21, "list items");
    assert_eq!(texts.len() - items, 44, "paragraphs");
    let pilcrows = page.names("link", "Link to paragraph …").await?;
    let wanted: Vec<String> = blocks.iter().map(|block| format!("Link to paragraph {}", block.id.0)).collect();
    assert_eq!(pilcrows, wanted, "a link to each passage");
    Ok(())
}

async fn notes_and_pages(page: &Page) -> Told {
    let notes = page.names("doc-noteref", "Note …").await?;
    let wanted: Vec<String> = (1..=25).map(|number| format!("Note {number}")).collect();
    assert_eq!(notes, wanted, "the markers of notes");
    let pages: Vec<String> = page.js("return [...document.querySelectorAll('[role=doc-pagebreak]')].map(nameOf)", &[]).await?;
    let wanted: Vec<String> = (4..=11).map(|number| format!("Printed page {number}")).collect();
    assert_eq!(pages, wanted, "where printed pages begin");

    page.click("doc-noteref", "Note 18").await?;
    page.until("the card says what the note is", "return one('note', 'Note 18. …') !== null", &[]).await?;
    page.press(thirtyfour::Key::Escape.value().to_string()).await?;
    page.until("Esc closes the card", "return one('note', '…') === null", &[json!(null)]).await?;
    Ok(())
}
