//! What holds for every text.

use lectern::document::Block;
use lectern::extract::Scalars;
use lectern::extract::entities::{Gazetteer, entities_of};
use lectern::extract::relations::relations_of;
use proptest::prelude::*;

use crate::blocks;

/// Everything is found in the blocks, and what must hold of it does.
fn holds(blocks: &[Block], gazetteer: &Gazetteer) {
    let entities = entities_of(blocks, gazetteer);
    let mut spans = Vec::new();
    for entity in &entities {
        assert!(!entity.mentions.is_empty() && !entity.id.is_empty(), "{entity:?}");
        for mention in &entity.mentions {
            let block = blocks.iter().find(|block| block.id == mention.place.block).expect("given by the test");
            let span = mention.place.span;
            assert_eq!(block.text.get(span.start..span.end), Some(mention.text.as_str()));
            assert!(!span.is_empty());
            spans.push((block.id, span.start, span.end));
        }
    }
    spans.sort();
    for pair in spans.windows(2) {
        let [(block, _, end), (other, start, _)] = pair else { continue };
        assert!(block != other || end <= start, "overlap at {pair:?}");
    }
    let scalars = Scalars::new(blocks);
    let json: serde_json::Value = entities.iter().map(|entity| entity.to_json(&scalars)).collect();
    for mention in json
        .as_array()
        .expect("given by the test")
        .iter()
        .flat_map(|entity| entity["mentions"].as_array().expect("given by the test"))
    {
        let block = blocks
            .iter()
            .find(|block| Some(block.id.to_string().as_str()) == mention["block"].as_str())
            .expect("given by the test");
        let (start, end) =
            (mention["start"].as_u64().expect("given by the test"), mention["end"].as_u64().expect("given by the test"));
        let slice: String = block.text.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(Some(slice.as_str()), mention["text"].as_str());
    }
    let relations = relations_of(blocks, &entities);
    let json: serde_json::Value = relations.iter().map(|relation| relation.to_json(&scalars)).collect();
    for (relation, json) in relations.iter().zip(json.as_array().expect("given by the test")) {
        let block = blocks.iter().find(|block| block.id == relation.place.block).expect("given by the test");
        assert!(block.text.get(relation.place.span.start..relation.place.span.end).is_some());
        assert!(entities.iter().any(|entity| entity.id == relation.subject));
        assert!(entities.iter().any(|entity| entity.id == relation.object));
        let (start, end) = (json["start"].as_u64().expect("given by the test"), json["end"].as_u64().expect("given by the test"));
        let slice: String = block.text.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(Some(slice.as_str()), json["text"].as_str());
    }
}

/// Pieces that names are made of, so that random texts have many of them.
const PIECES: &[&str] = &[
    "Moscow",
    "the Kremlin",
    "Russia",
    "’s",
    "'s",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "–",
    "-",
    " and ",
    " of ",
    " (",
    ")",
    "EU",
    "Kazakh",
    "Ministry",
    "Bank",
    "Lake",
    "President",
    "Putin",
    "Aktobe",
    "region",
    "regions of ",
    "oil pipeline",
    " finances ",
    " plans to build ",
    "é",
    "İ",
    "ﬁ",
    "𝄞",
    "201st",
    "division",
    "al-",
    "l’Azawad",
    "‘",
    "’",
    "U.S.",
    "G5 Sahel",
    "CSTO",
    "|",
    "12",
    "Table 3 ",
    "frigate ",
    "the ",
    "West",
    "visit",
    " to ",
    "\u{301}",
    "St. Petersburg",
    " in ",
    " which ",
    " by ",
    " is ",
    "R&D",
    "resolution 2227",
    "Minister for ",
    "Affairs",
    ";",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_mentions_on_its_characters(texts in prop::collection::vec("\\PC{0,80}", 0..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        holds(&blocks(&texts), Gazetteer::bundled());
    }

    #[test]
    fn names_in_any_order_give_mentions_that_do_not_overlap(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text = pieces.concat();
        holds(&blocks(&[&text]), Gazetteer::bundled());
    }
}

#[test]
fn long_monotonous_texts_are_no_trouble() {
    let gazetteer = Gazetteer::bundled();
    for piece in [
        "Aaa ",
        "A–",
        "A-",
        "Bank of ",
        "U.",
        "’",
        "(",
        "Moscow and ",
        "al-",
        "the ",
        "l’",
        "Aaa’s ",
        "Kazakh–",
        "Minister for ",
        "A, ",
        "(",
    ] {
        let text = piece.repeat(40_000 / piece.len());
        entities_of(&blocks(&[&text]), gazetteer);
    }
}
