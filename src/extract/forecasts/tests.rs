//! What is foretold, how surely, by when.

use proptest::prelude::*;

use super::*;
use crate::document::{Block, BlockId};
use crate::extract::recommendations::recommendations;

fn forecasts_of(document: &Document) -> Vec<Forecast> {
    forecasts(document, &recommendations(document))
}

fn paper(text: &str) -> Document {
    let block = Block {
        id: BlockId(1),
        kind: BlockKind::Paragraph,
        section: None,
        text: text.to_owned(),
        notes: vec![],
        page_starts: vec![],
        page: None,
        lead_in: None,
        list: None,
        label: None,
        line: 1,
    };
    Document { blocks: vec![block], ..Document::default() }
}

/// One line a case: strength and horizon of what stands in brackets, then the text; or the text alone, where nothing is foretold.
const CASES: &[&str] = &[
    "certain 2045 = [The population of Niger will double by 2045].",
    "planned 2012 = Russian companies are active; [they are planning to invest about $15 billion by 2012].",
    "planned – = [The pipeline is set to grow from 15 to 25 million tonnes].",
    "planned 2025-03 = [Elections are planned for March 2025].",
    "planned 2023 = [Germany is to withdraw by the end of 2023].",
    "likely – = It seems likely that [Moscow will lose its control].",
    "likely 2010 = [Only here do figures look likely to exceed 1990 levels by 2010].",
    "likely – = In all likelihood, however, [Russia will be overtaken by China].",
    "certain 2030/2039 = [Its share is bound to fall in the 2030s].",
    "certain 2025/2030 = [The fund will run in 2025–30].",
    "certain P5Y = [It will take the next five years].",
    "certain 2012 = By 2012, [Russia will export less].",
    "possible – = [Russia therefore risks being forced to seek partners].",
    "possible – = [Gazprom is also hoping to acquire a share].",
    "possible – = [The crisis might spread].",
    "Cooperation entails a political will, and the will to work together.",
    "What role will China play? Should it fall, who will follow?",
    "The aim is to win. It may be so, and it could be used as a weapon.",
    "He said that prices will fall. May 2000 was hot.",
];

#[test]
fn foretells() {
    for case in CASES {
        let (wanted, text) = match case.split_once(" = ") {
            Some((label, text)) => {
                let evidence = text.split(['[', ']']).nth(1).unwrap_or_default();
                (format!("{label}: {evidence}"), text.replace(['[', ']'], ""))
            }
            None => (String::new(), (*case).to_owned()),
        };
        let found: Vec<String> = forecasts_of(&paper(&text))
            .iter()
            .map(|one| {
                let horizon = one.horizon.as_deref().unwrap_or("–");
                format!("{} {horizon}: {}", one.strength.as_str(), one.place.span.of(&text))
            })
            .collect();
        assert_eq!(found.join(" | "), wanted, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(words in proptest::collection::vec("(will|is|are|to|set|likely|may|risks|by|in|next|coming|years|[0-9]{2,4}|2030s|that|and|,|;|\\(|\\)|é|:|\\.|[A-Za-z]{1,6})", 0..40)) {
        let text = words.join(" ");
        for one in forecasts_of(&paper(&text)) {
            prop_assert!(text.get(one.place.span.start..one.place.span.end).is_some_and(|slice| !slice.is_empty()));
        }
    }
}
