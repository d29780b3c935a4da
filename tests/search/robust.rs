//! Any text and any query: an answer, never a panic, after bounded work.

use lectern::search::{Bond, Index, LastWord, MOST_PARTS, Options, Query, Unit, excerpt, thesaurus};
use proptest::prelude::*;

fn search(texts: &[String], query: &str) {
    let index = Index::build(
        texts.iter().map(|body| Unit { headings: vec![body], lead_in: body, body, ..Unit::default() }),
        &[vec![("a b", Bond::Name), ("ab", Bond::Metonym)]],
        &thesaurus::pack(&[("a", vec![(5, "b"), (3, "c d")])]),
    );
    for last_word in [LastWord::Whole, LastWord::Typing] {
        let (query, options) = (Query::parse(query), Options { last_word, ..Options::default() });
        for hit in index.search(&query, &options).hits {
            let body = &*index.body(hit.unit);
            let mut last = 0;
            for span in &hit.spans {
                assert!(last <= span.start && span.start < span.end && body.get(span.start..span.end).is_some(), "{span:?}");
                last = span.end;
            }
            for span in excerpt(body, &hit.spans) {
                assert!(body.get(span.start..span.end).is_some());
            }
            assert_eq!(index.explain(&query, &options, hit.unit).map(|why| why.score), Some(hit.score));
            assert_eq!(index.spans(&query, &options, hit.unit), hit.spans);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_and_any_query(texts in prop::collection::vec(any::<String>(), 0..4), query in any::<String>()) {
        search(&texts, &query);
    }

    #[test]
    fn texts_and_queries_of_the_same_words(
        texts in prop::collection::vec("[a-cA-C0-9 .,’'$%€–()\u{300}\u{ad}-]{0,40}", 0..6),
        query in "[a-cA-C0-9 .,’'$%€–()\"*/~:-]{0,40}",
    ) {
        search(&texts, &query);
    }
}

#[test]
fn monsters() {
    let text = ["Gas goes to China, 🚀 \u{0} مرحبا بالعالم, (((".to_owned()];
    for query in [
        "a".repeat(100_000),
        "gas ".repeat(25_000),
        (0..10_000).map(|n| format!("word{n} ")).collect::<String>(),
        "(".repeat(50_000),
        "-(".repeat(50_000),
        "NOT ".repeat(25_000) + "gas",
        "NOT (".repeat(20_000),
        "(gas OR ".repeat(10_000),
        ")".repeat(100_000),
        "\"".repeat(99_999),
        format!("\"{}\"", "gas ".repeat(20_000)),
        format!("\"{}\"~9999999999", "gas ".repeat(20_000)),
        format!("/{}/", "a?".repeat(50_000)),
        "/(a*)*b/ /(x+x+)+y/ /((a{100}){100}){100}/".to_owned(),
        "/(".repeat(1000),
        "gas*".repeat(1000),
        "page:1-".repeat(10_000),
        "\u{300}".repeat(50_000),
        "1,000".repeat(20_000),
        "a-".repeat(50_000),
        "🚀\u{0}\u{202e}مرحبا".repeat(5_000),
    ] {
        search(&text, &query);
    }
}

#[test]
fn a_long_query_is_cut_with_a_message() {
    let query = Query::parse(&"gas ".repeat(MOST_PARTS + 1));
    assert!(query.problems().iter().any(|problem| problem.message.contains("too long")));
}

#[test]
fn long_words_and_long_texts() {
    search(&["x".repeat(200_000), "a b ".repeat(20_000), "a.".repeat(10_000), "(ABC ".repeat(5_000)], "xx ab \"a b\"~3 abc");
}
