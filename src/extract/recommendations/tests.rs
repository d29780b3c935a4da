//! One line a case: the addressee and the strength, then the text with the evidence in brackets; or the text alone, where nothing
//! is recommended.

use proptest::prelude::*;

use crate::document::{Block, BlockId, BlockKind, Document, Section, SectionId};

use super::*;

fn section(id: u32, heading: &str) -> Section {
    let heading = heading.to_owned();
    Section {
        id: SectionId(id),
        level: 1,
        number: None,
        heading,
        parent: None,
        notes: vec![],
        page_starts: vec![],
        page: None,
        line: 1,
    }
}

fn block(id: u32, section: u32, kind: BlockKind, text: &str, lead_in: Option<u32>) -> Block {
    Block {
        id: BlockId(id),
        kind,
        section: Some(SectionId(section)),
        text: text.to_owned(),
        notes: vec![],
        page_starts: vec![],
        page: None,
        lead_in: lead_in.map(BlockId),
        list: (kind == BlockKind::ListItem).then_some(1),
        label: None,
        line: 1,
    }
}

/// A paper that recommends to the EU; the text stands in the section `heading`.
fn paper(heading: &str, text: &str) -> Document {
    let sections = vec![section(1, heading), section(2, "Recommendations for the EU")];
    Document { sections, blocks: vec![block(1, 1, BlockKind::Paragraph, text, None)], ..Document::default() }
}

fn marked(document: &Document) -> String {
    let mut found = Vec::new();
    for one in recommendations(document) {
        let text = &document.block(one.place.block).expect("a block").text;
        let who = one.addressee.as_ref().map_or("–", Addressee::as_str);
        found.push(format!("{who} {}: {}", one.strength.as_str(), one.place.span.of(text)));
    }
    found.join(" | ")
}

fn check(heading: &str, cases: &[&str]) {
    for case in cases {
        let (wanted, text) = match case.split_once(" = ") {
            Some((label, text)) => {
                let evidence = text.split('[').skip(1).filter_map(|part| part.split(']').next());
                let wanted: Vec<_> = label.split(" + ").zip(evidence).map(|(label, span)| format!("{label}: {span}")).collect();
                (wanted.join(" | "), text.replace(['[', ']'], ""))
            }
            None => (String::new(), (*case).to_owned()),
        };
        assert_eq!(marked(&paper(heading, &text)), wanted, "under {heading:?}: {text}");
    }
}

#[test]
fn anywhere() {
    check(
        "Where things stand",
        &[
            "EU must = In addition, [the EU must keep up its dialogue with Moscow].",
            "EU must = [The EU, which has little leverage, must act].",
            "EU should = As the EU is far away, [it is in its interest to work with Russia].",
            "Russia should = Still, [Moscow ought to think about the young].",
            "Russia must = [They require that the Kremlin begin to open itself].",
            "World Bank must = [The World Bank, together with the regional bank, must keep the project alive].",
            "Central Asian leaders must = [Central Asian leaders need to recognise that water knows no borders].",
            "World Bank should = [We recommend that the World Bank resume its work].",
            "EU should = [The EU should act, but it is slow].",
            "EU should = [The time has come for the EU to lead].",
            "NATO and the EU should = [NATO and the EU should both play a role].",
            "EU should = [The EU and its Member States should listen].",
            "– should = However, [they should focus on the south].",
            "EU should = [The EU should listen but must not wait].",
            "Member States should = [Member States that sell arms should say where they go].",
            // what may happen
            "Russia could lose its influence, and the crisis might then have an impact.",
            "The pipeline could be used as a weapon. The reservoir can store much.",
            "China has an interest in stability and can wait.",
            "Any strategy must take into account the geography of the basin.",
            "Farmers have to walk for hours.",
            "This should help to reduce demand, which must be a relief.",
            // remarks
            "It must be noted that trade fell. It should be remembered that prices rose.",
            "It is important to note that water is scarce.",
            "Neither side should be underestimated.",
            // what others say, what was not done, conditions, questions
            "Kazakhstan argues that the EU should invest more. Analysts believe that Moscow ought to lower its price.",
            "The treaty, which should have been signed in 2015, was shelved.",
            "None is enough. We propose the following steps. Ports grow, whose loans must be repaid.",
            "Kazakhstan states that the EU should pay. The minister says that donors should pay.",
            "And should radical Islam rise, the order will fall.",
            "If the EU must leave it will.",
            "Who should then negotiate? What must the EU do?",
        ],
    );
}

#[test]
fn where_the_paper_recommends() {
    check(
        "Recommendations for the EU",
        &[
            "both could = Despite tensions over some issues, such as Georgia and NATO, [the EU and Russia could work together].",
            "EU might = [Brussels might also consider lifting the visa regime].",
            "EU could = [A second envoy could be appointed].",
            "EU could = [Russia could be invited to take part in the programme].",
            "both might = As the EU has a goal, [three-way partnerships between the EU, Russia and Central Asia might be envisaged].",
            "both might = [Joint mechanisms (EU–Russia), led by a commission, might be set up where Russia agrees].",
            "EU could = [Greater investment in schools would be welcome].",
            "both could + both could = Projects with Russia, common ones, could include [dams (small ones, too)], and [training for mayors], etc.",
            "Germany and Italy could = [Germany and Italy would do well to stay].",
            "Member states must + EU must = [Member states must speak with one voice], and [the Commission needs to publish its accounts].",
            "EU should = [Strengthen the rule of law]. This takes time.",
            "EU must = [It is essential to keep the door open].",
            "EU should = [There is an urgent need for a plan].",
            "EU should + EU should = [Recommendation 3: Tie aid to reform]. Second things follow. [Second, ensure that elections are held].",
            "EU should = [The time has come to act].",
            "Support for civil society is weak. Cooperation is growing. Open markets are rare. Promoting trade is hard.",
            "Russia could lose much. EU money could otherwise be lost. Such a step might unsettle some.",
            "There is no need to hurry.",
        ],
    );
}

#[test]
fn items_inherit() {
    let list = |lead_in: &str, items: &[&str]| {
        let mut document = paper("Where things stand", lead_in);
        for (nth, item) in (2..).zip(items) {
            document.blocks.push(block(nth, 1, BlockKind::ListItem, item, Some(1)));
        }
        marked(&document)
    };
    let found = list(
        "Russia could keep its place if it means to, including",
        &["training officers;", "promoting its language; and", "trade."],
    );
    assert_eq!(found, "Russia could: training officers | Russia could: promoting its language");
    let found = list("The governments of Mali and Niger should:", &["return to order;", "new elections."]);
    assert_eq!(
        found,
        "governments of Mali and Niger should: return to order | governments of Mali and Niger should: new elections"
    );
    let found = list("Instability will have effects such as", &["an inflow of drugs;", "a drop in trade."]);
    assert_eq!(found, "");
}

#[test]
fn the_sections_after_it_go_on() {
    let mut document = paper("Recommendations", "Pool the funds.");
    document.sections = vec![section(1, "Recommendations"), section(2, "To international donors")];
    document.blocks.push(block(2, 2, BlockKind::Paragraph, "They could also wait.", None));
    assert_eq!(marked(&document), "– should: Pool the funds | international donors could: They could also wait");
}

proptest! {
    #[test]
    fn any_text_is_read(words in proptest::collection::vec("(the|EU|Russia|it|is|in|its|interest|to|must|should|could|be|might|include|if|that|and|,|;|\\(|\\)|’s|é|:|\\.|[A-Za-z]{1,6})", 0..40)) {
        let text = words.join(" ");
        let mut document = paper("Recommendations for the EU", &text);
        document.blocks.push(block(2, 1, BlockKind::ListItem, &text, Some(1)));
        for one in recommendations(&document) {
            let text = &document.block(one.place.block).expect("a block").text;
            prop_assert!(text.get(one.place.span.start..one.place.span.end).is_some_and(|slice| !slice.is_empty()));
            prop_assert!(text.get(one.action.start..one.action.end).is_some());
            prop_assert!(one.to_json(&Scalars::new(&document.blocks))["text"].is_string());
        }
    }
}
