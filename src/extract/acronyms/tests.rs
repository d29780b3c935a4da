//! Cases: a text, and the acronyms that it explains or uses.

use super::*;
use crate::document::{Metadata, parse};

fn of(text: &str) -> Vec<Acronym> {
    acronyms(&parse(text, &Metadata::default()))
}

/// "CIS = Commonwealth of Independent States (2)": short form, long form, number of uses; `+` for the glossary's.
fn shape(text: &str) -> String {
    let acronyms = of(text);
    let one = |acronym: &Acronym| {
        let added = if acronym.origin == Origin::Glossary { "+" } else { "" };
        format!("{added}{} = {} ({})", acronym.short, acronym.long, acronym.uses.len())
    };
    acronyms.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn definitions_in_brackets() {
    for (text, expected) in [
        (
            "It is in the Commonwealth of Independent States (CIS), and the CIS’s aims.",
            "CIS = Commonwealth of Independent States (2)",
        ),
        (
            "Some of the Border Management Programme in Central Asia (BOMCA) initiatives.",
            "BOMCA = Border Management Programme in Central Asia (1)",
        ),
        ("The Economic Community of West African States (ECOWAS) met.", "ECOWAS = Economic Community of West African States (1)"),
        ("The Quadrilateral Security Dialogue (Quad) met.", "Quad = Quadrilateral Security Dialogue (1)"),
        (
            "The Lao People’s Democratic Republic (Lao PDR) and the Lao PDR’s dams.",
            "Lao PDR = Lao People’s Democratic Republic (2)",
        ),
        ("The International Group of P&I Clubs (IG) and the IG.", "IG = International Group of P&I Clubs (2)"),
        (
            "It is called Jama’atu Ahlis Sunna Lidda’awati wal-Jihad (JAS).",
            "JAS = Jama’atu Ahlis Sunna Lidda’awati wal-Jihad (1)",
        ),
        ("The Great Dam of Asia (GD) is old.", ""),
        ("It joined AfCFTA, the African Continental Free Trade Area, then.", "AfCFTA = African Continental Free Trade Area (1)"),
        ("DFI stands for development finance institution.", "DFI = development finance institution (1)"),
        ("The National Oil Corporation or NOC is poor.", "NOC = National Oil Corporation (1)"),
        ("The NOC – near old cranes – is poor; the DFI, the dark fine isle, sank.", ""),
        ("He said so to the quadrangle (Quad) and to Gazprom (Gaz).", ""),
        ("Local non-governmental organisations (NGOs) and one NGO.", "NGOs = non-governmental organisations (2)"),
        (
            "The Organization for Security and Co-operation in Europe (OSCE) did.",
            "OSCE = Organization for Security and Co-operation in Europe (1)",
        ),
        (
            "An Office for the Coordination of Humanitarian Affairs (OCHA) report.",
            "OCHA = Office for the Coordination of Humanitarian Affairs (1)",
        ),
        (
            "They joined the CSTO (Collective Security Treaty Organisation) then.",
            "CSTO = Collective Security Treaty Organisation (1)",
        ),
        ("The Group of Twenty (G20) met.", "G20 = Group of Twenty (1)"),
        ("The G5 Sahel (Group of Five for the Sahel) force.", ""),
        ("The Federal Security Service (FSB) is there.", "FSB = Federal Security Service (1)"),
        (
            "The Collective Security Treaty Organisation (CSTO, or ODKB in Russian) met.",
            "CSTO = Collective Security Treaty Organisation (1)",
        ),
        ("The Partnership for Peace (hereafter ‘PfP’) began.", "PfP = Partnership for Peace (1)"),
        ("Médecins Sans Frontières (MSF) left.", "MSF = Médecins Sans Frontières (1)"),
        ("A capacity of 50 megawatts (MW), 5 gigawatt hours (GWh) and pipes (see map).", ""),
        ("Room for 500,000 twenty-foot equivalent units (TEU).", "TEU = twenty-foot equivalent units (1)"),
        ("The University of the Arctic (UArctic) and UArctic’s men.", "UArctic = University of the Arctic (2)"),
        (
            "The Bay of Bengal (BBengal) and the United States (UStates).",
            "BBengal = Bay of Bengal (1); UStates = United States (1)",
        ),
        ("He went to Abu Dhabi (UAE) and Chad.", "+UAE = United Arab Emirates (1)"),
        ("The gross domestic product (GDP) of the EU.", "+EU = European Union (1); GDP = gross domestic product (1)"),
        (
            "The European Union Training Mission in Mali (EUTM Mali) began; EUTM Mali ends.",
            "EUTM Mali = European Union Training Mission in Mali (2)",
        ),
        ("CIS – Commonwealth of Independent States", "CIS = Commonwealth of Independent States (1)"),
        ("The North Atlantic Treaty Organisation, or NATO, is.", "NATO = North Atlantic Treaty Organisation (1)"),
        ("The African Union (AU)–European Union (EU) summit.", "AU = African Union (1); EU = European Union (1)"),
        (
            "The Permanent Interstate Committee for Drought Control in the Sahel (CILSS, in French).",
            "CILSS = Permanent Interstate Committee for Drought Control in the Sahel (1)",
        ),
        (
            "The National Movement for the Liberation of Azawad (MNLA) won.",
            "MNLA = National Movement for the Liberation of Azawad (1)",
        ),
        ("A ‘responsibility to protect’ (R2P) for US$ 5.", "R2P = responsibility to protect (1)"),
        ("The Panel on Climate Change’s (PCC) report.", "PCC = Panel on Climate Change (1)"),
        ("FFA (the Pacific Islands Forum Fisheries Agency) met.", "FFA = Pacific Islands Forum Fisheries Agency (1)"),
        (
            "The Group of Experts on Action against Trafficking in Human Beings (GRETA) came.",
            "GRETA = Group of Experts on Action against Trafficking in Human Beings (1)",
        ),
        ("The March 23 Movement (M23) and M23’s men.", "M23 = March 23 Movement (2)"),
        ("It sold 150 billion cubic metres (bcm) of gas, then 52 bcm.", "bcm = billion cubic metres (2)"),
        ("They rose every second month (esxm) and fell to the sea (sea) and the east (test).", ""),
        ("In World War II and the R&D of the UN’s bodies.", "+R&D = research and development (1); +UN = United Nations (1)"),
    ] {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn the_place_is_that_of_the_long_form() {
    let text = "Then the United Nations Environment Programme (UNEP) met.";
    let acronyms = of(text);
    let place = acronyms.first().and_then(|acronym| acronym.defined_in).expect("a place");
    assert_eq!(place.span.of(text), "United Nations Environment Programme");
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_fit(text in "[A-Za-z()’,. –&é-]{0,80}") {
            let document = parse(&text, &Metadata::default());
            for acronym in acronyms(&document) {
                for place in acronym.defined_in.iter().chain(&acronym.uses) {
                    let block = document.block(place.block).expect("a block");
                    prop_assert!(!place.span.of(&block.text).is_empty());
                }
            }
        }
    }
}
