//! Who does what to whom.

use lectern::extract::entities::{Gazetteer, entities_of};
use lectern::extract::relations::relations_of;

use crate::blocks;

/// The relations of a text, one a line: subject, predicate, object, status.
fn said(text: &str) -> String {
    let blocks = blocks(&[text]);
    let entities = entities_of(&blocks, Gazetteer::bundled());
    let relations = relations_of(&blocks, &entities);
    let line = |relation: &lectern::extract::relations::Relation| {
        format!("{} {} {} {}", relation.subject, relation.predicate, relation.object, relation.status.name())
    };
    relations.iter().map(line).collect::<Vec<_>>().join("; ")
}

#[test]
fn verbs_and_their_status() {
    for (text, expected) in [
        ("Russia finances Sangtuda.", "russia finances sangtuda actual"),
        ("China has financed the Gwadar port.", "china finances gwadar-port actual"),
        ("Moscow, for instance, rents Baikonur.", "russia rents baikonur-cosmodrome actual"),
        ("Gazprom plans to build South Stream.", "gazprom builds south-stream planned"),
        ("Gazprom is planning to upgrade the capacity of Nord Stream.", "gazprom upgrades nord-stream planned"),
        ("Rosneft will control Transneft.", "rosneft controls transneft planned"),
        ("Gazprom is also hoping to acquire Naftogaz.", "gazprom acquires naftogaz hoped"),
        ("Georgia would like to join NATO.", "georgia joins nato hoped"),
        ("Algeria exports gas to Spain and Italy.", "algeria exports to spain actual; algeria exports to italy actual"),
        ("France and Germany support Mali.", "france supports mali actual; germany supports mali actual"),
        ("Nord Stream was built by Gazprom.", "gazprom builds nord-stream actual"),
        ("Nabucco, which Gazprom plans to modernise, is old.", "gazprom modernises nabucco planned"),
        (
            "Niger exports oil to Benin and imports rice from India.",
            "niger exports to benin actual; niger imports from india actual",
        ),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn nouns_for_verbs() {
    for (text, expected) in [
        ("Russia’s share in Lukoil fell.", "russia holds a share in lukoil actual"),
        ("The visit of Vladimir Putin to Uzbekistan was long.", "vladimir-putin visits uzbekistan actual"),
        ("Cooperation between the EU and Russia is rare.", "european-union cooperates with russia actual"),
        ("China’s growing influence in Central Asia is seen.", "china influences central-asia actual"),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn what_is_denied_demanded_or_possible_is_not_said() {
    for text in [
        "Russia does not finance Sangtuda.",
        "The EU should support Mali.",
        "China could invest in Niger.",
        "If France leaves NATO, all changes.",
        "Ports in France support Mali.",
        "Russia and China border each other.",
        "Russia’s exports rose; Mali fell.",
        "Mali’s unity, tensions with Niger and all else are old.",
        "The road from Mombasa to Naivasha was built by Gazprom.",
    ] {
        assert_eq!(said(text), "", "{text}");
    }
}
