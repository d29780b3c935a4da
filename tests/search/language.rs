//! The query language: what it filters, what it prints, what it says of mistakes.

use lectern::search::{Query, Tags};
use proptest::prelude::*;

use super::found;

#[test]
fn conditions_decide() {
    let units = [
        (
            "Figs and plums in 2005, $2 billion.",
            Tags {
                pages: Some((7, 7)),
                themes: vec!["energy"],
                kinds: vec!["paragraph", "figure"],
                sections: vec!["s1", "1"],
                ..Tags::default()
            },
        ),
        (
            "Figs and Kent, 1995–2003.",
            Tags {
                pages: Some((8, 9)),
                themes: vec!["energy", "kent"],
                actors: vec!["Gazprom"],
                sections: vec!["s2", "2"],
                ..Tags::default()
            },
        ),
        (
            "Plums and Kent, €300 million.",
            Tags { pages: Some((9, 9)), sections: vec!["s3", "2.1", "s2", "2"], ..Tags::default() },
        ),
        ("Nuts.", Tags::default()),
    ];
    for (query, expected) in [
        ("figs", vec![0, 1]),
        ("figs plums", vec![0, 1, 2]),
        ("figs AND plums", vec![0]),
        ("figs OR nuts", vec![0, 1, 3]),
        ("figs -kent", vec![0]),
        ("figs NOT kent", vec![0]),
        ("-figs", vec![2, 3]),
        ("NOT NOT figs", vec![0, 1]),
        ("NOT NOT NOT figs", vec![2, 3]),
        ("NOT (NOT figs)", vec![0, 1]),
        ("(figs OR plums) AND kent", vec![1, 2]),
        ("figs plums AND kent", vec![2]),
        ("page:9", vec![1, 2]),
        ("page:7-8", vec![0, 1]),
        ("theme:energy", vec![0, 1]),
        ("theme:kent,economy", vec![1]),
        ("theme:energy -theme:kent", vec![0]),
        ("actor:gazprom figs", vec![1]),
        ("kind:figure", vec![0]),
        ("section:2", vec![1, 2]),
        ("section:2.1", vec![2]),
        ("year:2005", vec![0]),
        ("year:2000", vec![1]),
        ("year:1990..2004", vec![1]),
        ("money:>1bn", vec![0]),
        ("money:200m-400m", vec![2]),
        ("money:>1 billion", vec![0]),
        ("money:200..400 Million", vec![2]),
        ("-money:>1 billion figs", vec![1]),
        ("money:200..400 million OR money:>1 billion", vec![0, 2]),
        ("number:2bn", vec![0]),
        ("page:9 figs OR plums", vec![1, 2]),
        ("/k.nt/ plums", vec![1, 2]),
        ("the", vec![]),
        ("", vec![]),
        ("theme:energy (kent", vec![1]),
    ] {
        assert_eq!(found(&units, query), expected, "{query}");
    }
}

#[test]
fn plain_words_are_no_mistake() {
    for text in [
        "gas exports",
        "and or not",
        "24/7",
        "and/or",
        "C++",
        "Hizb ut-Tahrir",
        "who will succeed the presidents?",
        "half-typed -",
        "$10 billion",
        "a: b",
        "note:this",
        "50%",
        "#tag @name",
        "R&D",
        "it's 5 o'clock",
        "- dash - dash",
        "*",
        "~5",
        "…",
        "x/y/z",
        "🚀",
        "e.g. this",
        "NORTH ORDER ANDEAN",
    ] {
        assert_eq!(Query::parse(text).problems(), [], "{text}");
    }
}

#[test]
fn mistakes_are_named_at_their_place() {
    for (text, place, says) in [
        ("gas AND", "AND", "nothing after"),
        ("OR gas", "OR", "nothing before"),
        ("gas AND OR oil", "OR", "nothing before"),
        ("(gas oil", "(", "not closed"),
        ("gas) oil", ")", "closes nothing"),
        ("\"gas oil", "\"", "not closed"),
        ("page:x gas", "page:x", "a number"),
        ("theme: gas", "theme:", "a value"),
        ("gas /oi(l/", "(", "unclosed group"),
        ("\"gas oil\"~ x", "~", "How near"),
        ("gas NOT", "NOT", "nothing after"),
    ] {
        let query = Query::parse(text);
        let problem = query.problems().first().unwrap_or_else(|| panic!("{text}: no problem"));
        assert_eq!(problem.span.of(text), place, "{text}");
        assert!(problem.message.contains(says), "{text}: {}", problem.message);
        assert!(!query.is_empty() || text == "theme:", "{text}: the rest is still searched");
    }
}

#[test]
fn printing_is_plain() {
    for (text, print) in [
        ("  gas   exports ", "gas exports"),
        ("“sphere of  influence”", "\"sphere of influence\""),
        ("gas* -china", "gas* -china"),
        ("NOT (a b)", "-(a b)"),
        ("NOT NOT a -(-b)", "a b"),
        ("a OR b AND c", "a OR b AND c"),
        ("(a OR b) AND c", "(a OR b) AND c"),
        ("((a))", "a"),
        ("\"oil gas\"~5 /a b/", "\"oil gas\"~5 /a b/"),
        ("actor:\"Islamic Movement\" page:7-9", "actor:\"Islamic Movement\" page:7-9"),
        ("gas AND", "gas"),
    ] {
        assert_eq!(Query::parse(text).to_string(), print, "{text}");
    }
}

/// Texts made of what means something to the parser.
fn queries() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("gas"),
        Just("oil "),
        Just("AND"),
        Just(" AND "),
        Just("OR "),
        Just(" NOT "),
        Just("-"),
        Just("("),
        Just(")"),
        Just("\""),
        Just("“"),
        Just("~5"),
        Just("~"),
        Just("/"),
        Just("/a|b/ "),
        Just("*"),
        Just("* "),
        Just(":"),
        Just("theme:"),
        Just("page:7"),
        Just("year:2000-"),
        Just("money:>1bn "),
        Just("money:>1 "),
        Just("billion "),
        Just(") "),
        Just("("),
        Just("OR "),
        Just("-"),
        Just(","),
        Just(" "),
        Just("\\"),
        Just("’s"),
        Just("–"),
        Just("$"),
        Just("%"),
        Just("é"),
        Just("🚀"),
        Just("\u{0}"),
        Just("مرحبا"),
        Just("\u{300}"),
        Just("..5 "),
        Just("\n")
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn printing_is_the_inverse_of_parsing(text in prop_oneof![queries(), any::<String>()]) {
        let query = Query::parse(&text);
        let print = query.to_string();
        let again = Query::parse(&print);
        prop_assert_eq!(&query, &again, "{:?} printed as {:?}", text, print);
        prop_assert_eq!(print, again.to_string());
        for problem in query.problems() {
            prop_assert!(text.get(problem.span.start..problem.span.end).is_some());
        }
    }
}
