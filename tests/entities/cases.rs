//! What is a name, whose, and of what kind.

use lectern::extract::entities::{EntityKind, How};

use crate::check;

#[test]
fn a_capital_is_its_state_where_it_acts_and_a_town_where_one_is_in_it() {
    for case in [
        "[Moscow|russia] hopes that [Tashkent|uzbekistan] will yield.",
        "Relations between [Moscow|russia] and [Tashkent|uzbekistan] are tense.",
        "The [Kremlin|russia]’s interests and [Beijing|china]’s differ.",
        "The talks were held in [Moscow|moscow] and [Tashkent|tashkent].",
        "A delegation flew from [Ankara|ankara] to [Astana|astana].",
        "The visit of the minister to [Islamabad|islamabad] was put off.",
        "They visited [Kyiv|kyiv] in April.",
        "A field close to [Dushanbe|dushanbe] was closed.",
        "The road from [Bamako airport|bamako-airport] is bad.",
        "[Brussels|european-union] and [Moscow|russia] share concerns.",
        "The outskirts of [Niamey|niamey] are flooded.",
    ] {
        check(case);
    }
}

#[test]
fn adjectives_are_no_names_and_plural_nouns_are_peoples() {
    for case in [
        "Kazakh oil and Russian gas were sold to Western European firms.",
        "[Kazakhs|kazakhs] and [Russians|russians] live there, as do [Central Asians|central-asians].",
        "Russo–Central Asian trade grew; pro-Russian parties lost.",
        "The Islamist opposition and the Soviet legacy remain.",
        "The [Russian language|russian-language] is taught.",
    ] {
        check(case);
    }
}

#[test]
fn the_longest_name_holds_no_other() {
    for case in [
        "The [Sahel Alliance|sahel-alliance] is not the [Sahel|sahel].",
        "The [Niger Basin Authority|niger-basin-authority] met in [Niger|niger].",
        "The [Caspian Sea|caspian-sea] and the [Caspian Pipeline Consortium|caspian-pipeline-consortium]",
        "The [Border Management Programme in Central Asia|bomca] began.",
        "Trade in the [EU|european-union]–[Russia|russia]–[Central Asia|central-asia] triangle",
        "The [Bank of Ghana|bank-of-ghana] lent to [Ghana|ghana].",
    ] {
        check(case);
    }
}

#[test]
fn nouns_belong_to_the_name_before_them() {
    for (case, kind) in [
        ("Troops hold the [Tessera air base|tessera-air-base] there.", EntityKind::Facility),
        ("The [Uzen–Samara oil pipeline|uzen-samara-oil-pipeline] was closed.", EntityKind::Pipeline),
        ("Wells in the [Ouallam district|ouallam-district] ran dry.", EntityKind::Region),
        ("The [Zarga gas field|zarga-gas-field] is large.", EntityKind::Site),
        ("The [201st armed division|201st-armed-division] left.", EntityKind::Organisation),
        ("It chased the frigate [Admiral Nordby|admiral-nordby] away.", EntityKind::Vessel),
        ("It is the city of [Ansongo|ansongo] that suffers.", EntityKind::City),
        ("In [Varo Sola|varo-sola] the ice is thin.", EntityKind::City),
        ("Nobody had seen [Varo Sola|varo-sola] yet, but they lived at [Varo Sola|varo-sola] in winter.", EntityKind::City),
        ("The party named [Tarna|tarna] won.", EntityKind::Organisation),
    ] {
        let entities = check(case);
        assert_eq!(entities.first().map(|entity| entity.kind), Some(kind), "{case}");
    }
}

#[test]
fn names_are_known_by_their_first_and_last_words() {
    for (case, kind) in [
        ("The [Ministry of Water and Energy|ministry-of-water-and-energy] agreed.", EntityKind::Organisation),
        ("[Lake Fitri|lake-fitri] is shallow.", EntityKind::WaterBody),
        ("The [Zamani Mining Company|zamani-mining-company] paid.", EntityKind::Company),
        ("The [University of Ferrol|university-of-ferrol] knows.", EntityKind::Organisation),
        ("The [Treaty of Arlon|treaty-of-arlon] holds.", EntityKind::Treaty),
        ("[Operation Red Dune|operation-red-dune] ended.", EntityKind::Event),
        ("The [Rescue and Coordination Centre|rescue-and-coordination-centre] was told.", EntityKind::Organisation),
        ("The [Green Dunes Initiative|green-dunes-initiative] is new.", EntityKind::Project),
        ("Under [Resolution 2640|resolution-2640] they stay.", EntityKind::LegalAct),
        ("[King’s College London|kings-college-london] reports.", EntityKind::Organisation),
    ] {
        let entities = check(case);
        assert_eq!(entities.first().map(|entity| entity.kind), Some(kind), "{case}");
    }
}

#[test]
fn persons_by_title_given_name_and_surname() {
    for case in [
        "President [Aliou Tamboura|aliou-tamboura] spoke; [Tamboura|aliou-tamboura] left.",
        "Prime Minister [Soumeylou Maïga|soumeylou-maiga] and Mr [Maïga|soumeylou-maiga]’s aide",
        "[Anna Bergqvist|anna-bergqvist] wrote to [Vladimir Putin|vladimir-putin], and [Putin|vladimir-putin] answered.",
        "The Minister for Water and Electricity [Seleshi Bekele|seleshi-bekele] resigned over electricity.",
        "The High Representative for Foreign Affairs and Security Policy, [Josep Borrell|josep-borrell], came.",
        "“It will rain,” says [Fadi Dar|fadi-dar], a farmer.",
        "[Hizb ut-Tahrir|hizb-ut-tahrir] and [Osama bin Laden|osama-bin-laden] were named.",
    ] {
        for entity in check(case) {
            assert!(entity.kind == EntityKind::Person || entity.id == "hizb-ut-tahrir", "{case}");
        }
    }
}

#[test]
fn acronyms_and_short_forms_mean_the_long_one() {
    for case in [
        "The [Volta River Fund|volta-river-fund] ([VRF|volta-river-fund]) pays; the [VRF|volta-river-fund] lends.",
        "The [Malian Armed Forces|malian-armed-forces] ([FAMA|malian-armed-forces]) left; [FAMA|malian-armed-forces] units stayed.",
        "The [Khartoum Declaration|khartoum-declaration] (henceforth [KD|khartoum-declaration]) failed.",
        "The gross domestic product (GDP) of internally displaced persons (IDPs) and NGOs fell.",
        "The [Sahel Alliance|sahel-alliance] met. The [Alliance|sahel-alliance] grew.",
        "The [Russian Federation|russia] left; the [Federation|russia]’s borders stayed.",
        "The [Entente Agreement|entente-agreement], also known as the [Blue Rivers Agreement|entente-agreement], lapsed.",
        "The [G5 Sahel|g5-sahel] and the [G5 Sahel Joint Force|g5-sahel-joint-force]: the [G5|g5-sahel] pays the [Joint Force|g5-sahel-joint-force].",
    ] {
        check(case);
    }
}

#[test]
fn ordinary_words_are_no_names() {
    for case in [
        "However, Concrete measures are few. Despite This, nothing. Paradoxically, it rained.",
        "Table 3 Installed capacity in Member States, see Article 5 and Chapter 7.",
        "Strengthening Regional Dialogue and Access to Water. It is wise to share water, and regional dialogue.",
        "On Monday 5 May the Government met the Parties.",
        "WE SHALL NOT YIELD TO ANY OF THEM, EVER.",
        "The plant makes 678 TWh; the SMEs and NGOs pay VAT.",
        "Islamism and Islamophobia rose.",
        "Us and them: who is it?",
    ] {
        check(case);
    }
}

#[test]
fn regions_and_towns_of_one_name() {
    for case in [
        "Ranges in the regions of [Karaganda|karaganda-region], [Aktobe|aktobe-region] and [Kzyl-Orda|kyzylorda-region]",
        "The [Atyrau region|atyrau-region] and the town of [Atyrau|atyrau]",
        "[Northern Mali|northern-mali] and northern [Mali|mali]",
    ] {
        check(case);
    }
}

#[test]
fn names_that_their_surroundings_tell() {
    for case in [
        "[Baladna|baladna], a dairy firm, flew in milk; [Turkish Airlines|turkish-airlines] and [Iran Air|iran-air] helped.",
        "Importers, a small group, pay US$4 million and NOK 300 million.",
        "They paid Birr 4 million, 3 Mrd. Euro and N30 billion for CO2 in Sub-Saharan lands.",
        "[Verdanta|verdanta], the Spanish builder, won; the [Kivu Traders’ Union|kivu-traders-union] did not.",
        "After [Hurricane Vilma|hurricane-vilma] came [Tropical Storm Nalo|tropical-storm-nalo]; since [Vilma|hurricane-vilma] it rains.",
        "The [Jijiga–Berbera line|jijiga-berbera-line] and the [Kunming-Montreal Framework|kunming-montreal-framework] are far apart.",
        "They read “[The Limits of Water|the-limits-of-water]” at “The Club”; the compact, Art. 4, pays GH¢ 3 million.",
        "Its [Vision 2030|vision-2030] is bold; the [Office of the Port of Tema|office-of-the-port-of-tema] is not.",
        "The road to [Sèmè-Kraké|seme-krake] and the [Bight of Bonny|bight-of-bonny].",
        "The [Ministry of Health and the Environment|ministry-of-health-and-the-environment] agrees with the [Ministry of Defence|ministry-of-defence] and the [Coast Guard|coast-guard].",
        "The report, [Counting the Cost|counting-the-cost], is old; the [Court of Audit|court-of-audit], the [Board of Trade|board-of-trade] and the [Federal Office of Water|federal-office-of-water] objected.",
        "They belong to the [Ministry of Ports, Shipping and Waterways|ministry-of-ports-shipping-and-waterways].",
        "The [Agency for Statistics of Mali|agency-for-statistics-of-mali] and the [Royal Navy|royal-navy] agree.",
        "The minutes of the [Monetary Board|monetary-board] are with the Board.",
        "It sells rice; [Fingrid|fingrid] sells power through the ports of [Abidjan|abidjan] and [Cotonou|cotonou].",
    ] {
        check(case);
    }
}

#[test]
fn a_mention_says_by_which_name() {
    let entities = check("[Moscow|russia] left; the [Russian Federation|russia] and the [EU|european-union] stayed.");
    let how: Vec<How> = entities.iter().flat_map(|entity| entity.mentions.iter().map(|mention| mention.how)).collect();
    assert_eq!(how, [How::Metonym, How::Alias, How::Acronym]);
}
