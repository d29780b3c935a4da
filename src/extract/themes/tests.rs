//! Themes of small papers: what a block says, what it inherits, what it only mentions.

use proptest::prelude::*;

use crate::document::{Block, BlockId, BlockKind, Document, Section, SectionId};

use super::*;

fn section(id: u32, parent: Option<u32>, heading: &str) -> Section {
    Section {
        id: SectionId(id),
        level: 1,
        number: None,
        heading: heading.to_owned(),
        parent: parent.map(SectionId),
        notes: vec![],
        page_starts: vec![],
        page: None,
        line: 1,
    }
}

fn block(id: u32, kind: BlockKind, text: &str, lead_in: Option<u32>) -> Block {
    Block {
        id: BlockId(id),
        kind,
        section: Some(SectionId(2)),
        text: text.to_owned(),
        notes: vec![],
        page_starts: vec![],
        page: None,
        lead_in: lead_in.map(BlockId),
        list: None,
        label: None,
        line: 1,
    }
}

/// A paper of one paragraph under two headings, and perhaps one item of a list after it.
fn paper(headings: [&str; 2], paragraph: &str, item: Option<&str>) -> Document {
    let mut document = Document {
        sections: vec![section(1, None, headings[0]), section(2, Some(1), headings[1])],
        blocks: vec![block(1, BlockKind::Paragraph, paragraph, None)],
        ..Document::default()
    };
    document.blocks.extend(item.map(|item| block(2, BlockKind::ListItem, item, Some(1))));
    document
}

fn names(found: &BlockThemes) -> String {
    let mut names: Vec<_> = found.themes.iter().map(|found| found.theme.as_str()).collect();
    names.sort_unstable();
    names.join(" ")
}

#[test]
fn a_block_carries_what_it_is_about() {
    let cases = [
        ("The dam will irrigate the valley, and its turbines feed the electricity grid.", "water"),
        ("Jihadist groups crossed the border, and terrorist attacks on villages have multiplied.", "security"),
        ("The junta postponed elections, arrested opposition leaders and closed parliament.", "governance"),
        ("Migrants send remittances home; xenophobia against the diaspora grows.", "migration"),
        ("The university teaches in two languages, and its students watch Russian television.", "culture"),
        ("The army received tanks, helicopters and missiles from Rosoboronexport.", "military"),
        ("China’s pipeline carries gas to Xinjiang, and Chinese companies pump oil.", "china energy"),
        ("Nothing much happened that day.", ""),
        // a name is not the word it looks like
        ("They told us what is in power: the west wind.", ""),
    ];
    for (text, wanted) in cases {
        let found = classify(&paper(["One", "Two"], text, None), Themes::bundled());
        assert_eq!(found.iter().map(names).collect::<Vec<_>>(), [wanted], "{text}");
    }
}

#[test]
fn an_item_inherits_from_its_lead_in_and_from_headings() {
    let lead_in = "Despite the oil price, trade and investment also extend to other sectors:";
    let found = classify(&paper(["One", "Two"], lead_in, Some("construction (mainly in the north);")), Themes::bundled());
    let item = &found[1].themes;
    assert_eq!(names(&found[1]), "economy", "what the lead-in concedes is not inherited");
    assert_eq!(item[0].origin, Origin::LeadIn(BlockId(1)));

    let found = classify(&paper(["One", "Security at the borders"], "More can be done here.", None), Themes::bundled());
    assert_eq!(names(&found[0]), "security");
    assert!(found[0].themes.iter().all(|theme| theme.evidence.is_empty()));
    assert!(found[0].themes.iter().any(|theme| theme.origin == Origin::Heading(SectionId(2))));
}

#[test]
fn evidence_is_what_the_block_says() {
    let text = "Gas and oil leave by pipeline; the gas is Turkmen.";
    let found = classify(&paper(["One", "Two"], text, None), Themes::bundled());
    let energy = &found[0].themes[0];
    assert_eq!(energy.theme.as_str(), "energy");
    let words: Vec<_> = energy.evidence.iter().map(|span| span.of(text)).collect();
    assert_eq!(words, ["Gas", "oil", "pipeline", "gas"]);
    assert_eq!(found[0].strength(energy.theme), energy.strength);
    assert_eq!(found[0].to_json().to_string(), r#"["energy"]"#);
}

#[test]
fn the_bundled_themes_have_their_own_sigla_and_strokes() {
    let themes = Themes::bundled().all();
    assert_eq!(themes.len(), 14);
    for (nth, one) in themes.iter().enumerate() {
        for other in themes.iter().skip(nth + 1) {
            assert_ne!(one.siglum, other.siglum);
            assert_ne!((&one.ink, one.weave), (&other.ink, other.weave));
        }
        assert_eq!(one.siglum.chars().count(), 2);
        assert_eq!(Themes::bundled().by_id(one.id.as_str()), Some(one));
    }
}

proptest! {
    #[test]
    fn any_text_is_classified(text in "\\PC{0,60}", item in "(oil|EU’s|the West|água|-|–|’s|\\.|,| ){0,20}") {
        for (found, text) in classify(&paper(["Energy", ""], &text, Some(&item)), Themes::bundled()).iter().zip([&text, &item]) {
            prop_assert!(found.themes.len() <= 5);
            for theme in &found.themes {
                prop_assert!((1..=5).contains(&theme.strength));
                prop_assert!(theme.evidence.iter().all(|span| !span.of(text).is_empty()));
                prop_assert!(theme.evidence.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }
    }

    #[test]
    fn an_id_is_what_it_was_made_of(text in "[a-z0-9A-Z-]{0,18}") {
        let fits = (1..=15).contains(&text.len()) && !text.contains(char::is_uppercase);
        prop_assert_eq!(ThemeId::new(&text).map(|id| id.as_str().to_owned()), fits.then_some(text));
    }
}
