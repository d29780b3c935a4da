//! A reader follows links: into the paper, through its contents, back again, and astray.

use lectern::document::SectionId;
use serde_json::json;
use stories::Told;
use stories::page::Page;

const BACK: &str = "Back to where you were";

pub async fn tell(page: Page) -> Told {
    into_the_paper_and_back(&page).await?;
    every_kind_of_place(&page).await?;
    astray(&page).await?;
    Ok(())
}

fn heading(number: u32) -> Result<String, Box<dyn std::error::Error>> {
    let corpus = stories::paper::bundled()?;
    Ok(corpus.section(SectionId(number)).ok_or("no such section")?.heading.clone())
}

async fn into_the_paper_and_back(page: &Page) -> Told {
    let section = heading(5)?;
    page.open("#b30").await?;
    page.is_at_top("b30").await?;

    page.click("link", &section).await?;
    page.is_at("#s5").await?;
    page.is_at_top("s5").await?;
    page.has("link", &section, "aria-current", "location").await?;
    let lit: usize = page.js("return document.querySelectorAll('nav [aria-current=location]').length", &[]).await?;
    assert_eq!(lit, 1, "one entry of the contents is lit");

    page.click("button", BACK).await?;
    page.is_at("#b30").await?;
    page.is_at_top("b30").await?;
    page.misses("button", BACK).await?;

    // a passage's own link is an address of it
    page.click("link", "Link to paragraph 31").await?;
    page.is_at("#b31").await?;
    page.is_at_top("b31").await?;
    // the last entry is lit at the end of the paper, though its heading cannot reach the top
    page.press(thirtyfour::Key::End.value().to_string()).await?;
    page.has("link", &heading(13)?, "aria-current", "location").await?;
    Ok(())
}

/// Back and forward as fast as keys can be pressed: each step leads to where its entry was left.
pub async fn there_and_back(page: Page) -> Told {
    page.open("#b30").await?;
    page.is_at_top("b30").await?;
    page.click("link", &heading(5)?).await?;
    page.is_at_top("s5").await?;
    for _ in 0..2 {
        page.back().await?;
        page.is_at("#b30").await?;
        page.is_at_top("b30").await?;
        page.forward().await?;
        page.is_at("#s5").await?;
        page.is_at_top("s5").await?;
    }
    Ok(())
}

async fn every_kind_of_place(page: &Page) -> Told {
    for id in ["s3", "p7", "n18", "b1"] {
        page.open(&format!("#{id}")).await?;
        page.is_at_top(id).await?;
        page.misses("alert", "…").await?;
    }
    // typed into the page that is open
    page.go("#s12").await?;
    page.is_at_top("s12").await?;
    page.go("#p9").await?;
    page.is_at_top("p9").await?;
    Ok(())
}

async fn astray(page: &Page) -> Told {
    for (hash, words) in [
        ("#nowhere", "…“#nowhere” names no place in this paper.…"),
        ("#b999", "…no paragraph 999: it has 65.…"),
        ("#s99", "…no section 99: it has 13.…"),
        ("#p300", "…no printed page 300.…"),
        ("#n77", "…no note 77.…"),
        ("#b99999999999999999999", "…names no place in this paper.…"),
        ("#%F0%28%8C%28", "…names no place in this paper.…"),
    ] {
        page.open(hash).await?;
        page.sees("alert", words).await?;
        page.until("the paper is there all the same", "return !!document.getElementById('b65')", &[]).await?;
        page.is_without_trouble().await?;
    }
    page.click("link", "Read from the start").await?;
    page.misses("alert", "…").await?;

    // values that mean nothing are ignored, and a broken escape is what it looks like
    page.open("#?q=%zz&mode=upside-down&hit=-1&theme=,,none&new=1").await?;
    page.until("the query is as typed", "return one('searchbox', arguments[0]).value === '%zz'", &[json!("Search this paper")])
        .await?;
    page.sees("status", "no hits").await?;
    page.open("#b3?").await?;
    page.is_at_top("b3").await?;
    Ok(())
}
