//! Which words match which, and that the right bytes are lit.

use lectern::search::{Bond, InHeading, Index, Names, Options, Order, Query, Reason, Tags, Unit, thesaurus};

use super::{index, lit, typed};

/// A text with the expected lights in brackets, and the query.
const CASES: &[(&str, &str)] = &[
    ("He [privatised] it.", "privatizing"),
    ("The [labour] market", "labor"),
    ("Prices [fell] again.", "falling"),
    ("[Russia]’s gas", "russia's"),
    ("[Naïve] plans", "naive"),
    ("[Military-industrial] complexes", "military–industrial"),
    ("A [hand-off] of power", "handoff"),
    ("A [handoff] of power", "hand-off"),
    ("A [hand off] of power", "handoff"),
    ("A [multiethnic] state of ethnic groups", "multi-ethnic"),
    ("A [Russo–Central] Asian project in Central Asia", "russo-central"),
    ("[Multi] lines and [ethnic] groups", "multi-ethnic"),
    ("It costs [$10 billion] now.", "$10bn"),
    ("It costs [$10bn] now.", "10 billion dollars"),
    ("a [7,000 km] border", "7000 kilometres"),
    ("more than [2,500] officers", "2.5 thousand"),
    ("[36%] of trade", "36 per cent"),
    ("On [14 September 1995] it ended.", "1995-09-14"),
    ("On [September 14, 1995] it ended.", "14 September 1995"),
    ("On [14 September 1995] it ended.", "14/09/1995"),
    ("On [14/09/1995] it ended.", "September 14, 1995"),
    ("the [Gazprom] group", "Gazprm"),
    ("[military] bases", "milatary"),
    ("the [sphere of influence] grows, a sphere", "\"spheres of influence\""),
    ("[gas] and [gasoline], not agas", "gas*"),
    ("the [oil] and the [gas] of it, or so they say; oil", "\"gas oil\"~3"),
    ("[pipes] and [pipelines]", "/pipe(line)?s/"),
    ("The [US] and us", "US"),
    ("the [U.S]. army", "US"),
    ("A text in [Ελλάδα]", "ελλάδα"),
];

#[test]
fn what_matches_is_lit() {
    for (expected, query) in CASES {
        let text = expected.replace(['[', ']'], "");
        assert_eq!(&lit(&text, query), expected, "{query}");
    }
}

#[test]
fn what_does_not_match() {
    for (text, query) in [
        ("the sphere and its influence", "\"sphere of influence\""),
        ("gas -> China", "gas -china"),
        ("oil far from all that is here and gas", "\"oil gas\"~3"),
        ("we told us", "US"),
        ("politics", "police"),
        ("an important matter", "imports"),
        ("central control of candidates", "can't"),
        ("the authorities spoke", "authors"),
    ] {
        assert_eq!(lit(text, query), "", "{query}");
    }
}

#[test]
fn half_typed_words() {
    for (expected, query) in [
        ("an [installation] here", "installa"),
        ("an [installation] here", "install"),
        ("an [installation] here", "instalat"),
        ("[Kazakhstan] now", "kazakst"),
        ("A [multiethnic] state of ethnic groups", "multi-eth"),
    ] {
        let text = expected.replace(['[', ']'], "");
        assert_eq!(&typed(&text, query), expected, "{query}");
    }
    assert_eq!(lit("an installation here", "inst"), "an [installation] here", "better than nothing");
}

#[test]
fn better_matches_come_first() {
    let texts = [
        "Gazpron is another firm.",
        "Gas is dear.",
        "Gazprom is a firm.",
        "Firms sell gas and oil far away.",
        "Firms sell oil gas.",
    ];
    let index = index(&texts);
    let first = |query: &str| index.search(&Query::parse(query), &Options::default()).hits.first().map(|hit| hit.unit);
    assert_eq!(first("gazprom"), Some(2));
    assert_eq!(first("oil gas"), Some(4));
}

#[test]
fn parts_of_a_hyphenated_word() {
    let index =
        index(&["Oil-rich lands.", "Lands rich in oil.", "Gas—the routes.", "Gas is sold.", "45 ships.", "4 or 5 ships."]);
    let found = |query: &str| -> Vec<usize> {
        index.search(&Query::parse(query), &Options::default()).hits.iter().map(|hit| hit.unit).collect()
    };
    assert_eq!(found("oil-rich"), [0, 1]);
    let mut parted: Vec<usize> = found("gas—the").into_iter().take(2).collect();
    parted.sort_unstable();
    assert_eq!(parted, [2, 3], "a dash parts sentences");
    assert_eq!(found("4-5").first(), Some(&5));
}

#[test]
fn acronyms_of_the_text_itself() {
    let texts = [
        "The Collective Security Treaty Organisation (CSTO) met.",
        "The CSTO is small.",
        "The Shanghai Cooperation Organisation is large.",
        "The Eurasian Economic Community grew.",
        "Nothing of the sort.",
    ];
    let index = index(&texts);
    let found = |query: &str| {
        let mut units: Vec<usize> =
            index.search(&Query::parse(query), &Options::default()).hits.iter().take(2).map(|hit| hit.unit).collect();
        units.sort_unstable();
        units
    };
    assert_eq!(found("CSTO"), [0, 1]);
    assert_eq!(found("collective security treaty organization"), [0, 1]);
    assert_eq!(found("SCO"), [2]);
    assert_eq!(found("EurAsEC"), [3]);
}

#[test]
fn names_and_synonyms_can_be_taken_away() {
    let units = ["President Nazarbaev left.", "The minority is small.", "Nothing."].map(|body| Unit { body, ..Unit::default() });
    let index = Index::build(
        units,
        &[vec![("Nazarbayev", Bond::Name), ("Nazarbaev", Bond::Name)]],
        &thesaurus::pack(&[("zebra", vec![(5, "minority")])]),
    );
    let results = index.search(&Query::parse("nazarbayev zebra"), &Options::default());
    let reasons: Vec<(&str, Reason)> =
        results.expansions.iter().map(|expansion| (expansion.to.as_str(), expansion.reason)).collect();
    assert_eq!(reasons, [("nazarbaev", Reason::Variant), ("minority", Reason::Related)]);
    let fewer = Options { without: vec!["minority".to_owned()], ..Options::default() };
    assert_eq!(index.search(&Query::parse("zebra"), &fewer).hits.len(), 0);
}

#[test]
fn a_misspelt_word_stands_for_what_the_text_calls_otherwise() {
    let units = ["The lake is low.", "A draught of air.", "Nothing."].map(|body| Unit { body, ..Unit::default() });
    let table = thesaurus::pack(&[("drought", vec![]), ("reservoir", vec![(6, "lake")]), ("vaccination", vec![(6, "air")])]);
    let index = Index::build(units, &[], &table);
    let found = |query: &str| {
        let results = index.search(&Query::parse(query), &Options::default());
        results.hits.first().map(|hit| {
            (hit.unit, (index.explain(&Query::parse(query), &Options::default(), hit.unit)).map(|why| why.parts[0].weight > 0.5))
        })
    };
    for (query, expected) in [
        ("reservoir", Some((0, Some(true)))),
        ("resevoir", Some((0, Some(true)))),
        ("ersevoir", Some((0, Some(true)))),
        ("vaccinatoin", Some((1, Some(true)))),
        ("draugth", Some((1, Some(true)))),
        // a word of the language is hardly a slip of another
        ("drought", Some((1, Some(false)))),
        ("reindeer", None),
    ] {
        assert_eq!(found(query), expected, "{query}");
    }
}

#[test]
fn headings_and_lead_ins_count() {
    let units = [
        Unit { headings: vec!["Energy"], body: "Prices rose.", ..Unit::default() },
        Unit { lead_in: "Trade extends to", body: "uranium;", ..Unit::default() },
        Unit { body: "Nothing.", ..Unit::default() },
    ];
    let index = Index::build(units, &[], "");
    let hit = |query: &str| {
        index
            .search(&Query::parse(query), &Options::default())
            .hits
            .first()
            .map(|hit| (hit.unit, hit.in_heading, hit.spans.len()))
    };
    assert_eq!(hit("energy"), Some((0, InHeading::Yes, 0)));
    assert_eq!(hit("trade"), Some((1, InHeading::No, 0)));
}

#[test]
fn hits_beside_others_come_first_and_notes_last() {
    let found = |texts: &[(&str, &str)]| -> Vec<usize> {
        let tags = |kind| Tags { kinds: vec![kind], ..Tags::default() };
        let units = texts.iter().map(|&(body, kind)| Unit { body, tags: tags(kind), ..Unit::default() });
        let results = Index::build(units, &[], "").search(&Query::parse("gas"), &Options::default());
        results.hits.iter().map(|hit| hit.unit).collect()
    };
    let text = |body| (body, "paragraph");
    let far = [text("Gas is dear."), text("Nothing."), text("Nothing."), text("Gas is cheap.")];
    assert_eq!(found(&far), [0, 3]);
    assert_eq!(found(&[far.as_slice(), [text("Gas is sold.")].as_slice()].concat()), [3, 4, 0]);
    assert_eq!(found(&[[("Gas is dear.", "footnote")].as_slice(), &far[1..]].concat()), [3, 0]);
}

#[test]
fn nothing_found_offers_the_nearest_words() {
    let index = index(&["The hydrocarbon sector grew.", "Nothing."]);
    let results = index.search(&Query::parse("hydrocarbonxyzzy"), &Options::default());
    assert_eq!(results.suggestions, ["hydrocarbon"]);
}

#[test]
fn a_score_is_the_sum_of_its_explanation() {
    let index = index(&["Gas exports to China grew.", "Gas is dear in China.", "How many soldiers? 800 men."]);
    for query in ["gas exports china", "how many soldiers", "\"gas exports\" -dear"] {
        let (query, options) = (Query::parse(query), Options::default());
        for hit in index.search(&query, &options).hits {
            let why = index.explain(&query, &options, hit.unit).expect("a hit");
            let sum: f64 = why.parts.iter().map(|part| part.score).sum();
            assert_eq!(why.score, hit.score);
            assert!((sum * why.coverage * why.answer + why.proximity - hit.score).abs() < 1e-9);
        }
    }
}

#[test]
fn a_limit_in_a_long_text_gives_the_same_best() {
    // words of different rarity, in a fixed disorder
    let texts: Vec<String> = (0..3000u32)
        .map(|n| {
            let words = (1..30u32).filter(|word| (n * 7919 + word * 104_729) % (word * 5) < 4);
            words.map(|word| format!("w{word}x ")).collect::<String>() + &"filler ".repeat(n as usize % 13)
        })
        .collect();
    let index = Index::build(texts.iter().map(|body| Unit { body, ..Unit::default() }), &[], "");
    for query in
        ["w29x", "w29x w17x w2x", "w3x w2x", "w1x", "\"w7x w8x\" w2x", "w20x -w2x", "w11x AND w12x", "w2*", "nothing w29x"]
    {
        let query = Query::parse(query);
        let best = |limit| {
            let hits = index.search(&query, &Options { limit, ..Options::default() }).hits;
            hits.iter().take(20).map(|hit| (hit.unit, hit.score)).collect::<Vec<_>>()
        };
        let all = best(usize::MAX);
        assert!(!all.is_empty(), "{query}");
        assert_eq!(best(100), all, "{query}");
    }
}

#[test]
fn what_is_left_out_is_what_was_typed() {
    let bodies = ["Oil and gas.", "Gas alone.", "Gas, oiled.", "Petroleum and gas.", "Gas from the SCO."];
    let units = bodies.iter().map(|body| Unit { headings: vec!["Control over oil"], body, ..Unit::default() });
    let names: Names = vec![
        ("SCO", Bond::Name),
        ("Shanghai Cooperation Organisation", Bond::Name),
        ("oil", Bond::Name),
        ("petroleum", Bond::Name),
    ];
    let index = Index::build(units, &[names], "");
    for (query, left) in [
        ("gas -oil", vec![1, 3, 4]),
        ("gas -petroleum", vec![0, 1, 2, 4]),
        ("gas -oi*", vec![1, 3, 4]),
        ("gas -\"oil and\"", vec![1, 2, 3, 4]),
        ("gas -control", vec![0, 1, 2, 3, 4]),
        ("gas -oyl", vec![0, 1, 2, 3, 4]),
    ] {
        let options = Options { order: Order::Reading, ..Options::default() };
        let hits: Vec<usize> = index.search(&Query::parse(query), &options).hits.iter().map(|hit| hit.unit).collect();
        assert_eq!(hits, left, "{query}");
    }
}
