//! Any text in the search box, or in an address: it prints as what it parses to, and is answered after bounded work.
#![no_main]

use lectern::corpus::Corpus;
use lectern::document::Metadata;
use lectern::extract::themes::Themes;
use lectern::search::{LastWord, Options, Query};
use lectern_fuzz::{Counting, counted};
use libfuzzer_sys::fuzz_target;

#[global_allocator]
static COUNTING: Counting = Counting;

/// What is searched.
const PAPER: &str = include_str!("../../tests/search/judged/northern_ports.md");

/// Bytes that one search may ask for, a few times what is measured: for itself, for each byte of the query, and for each slash in it, since
/// an expression is small in the query and large when it is compiled.
const MOST: [usize; 3] = [1 << 20, 8 << 10, 1 << 20];

thread_local! {
    static CORPUS: Corpus = Corpus::new(PAPER, Metadata::default(), Themes::bundled().clone());
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let query = Query::parse(&text);
    let print = query.to_string();
    let again = Query::parse(&print);
    assert_eq!(query, again, "printed as {print:?}");
    assert_eq!(print, again.to_string());
    for problem in query.problems() {
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?}");
    }
    let [itself, byte, slash] = MOST;
    let most = itself + byte * text.len() + slash * text.matches('/').count();
    CORPUS.with(|corpus| {
        for last_word in [LastWord::Whole, LastWord::Typing] {
            let options = Options { last_word, ..Options::default() };
            let (results, asked) = counted(|| corpus.index().search(&query, &options));
            assert!(asked < most, "the search asked for {asked} bytes");
            for hit in results.hits {
                let body = corpus.index().body(hit.unit);
                let mut last = 0;
                for span in hit.spans {
                    assert!(last <= span.start && span.start < span.end && body.get(span.start..span.end).is_some(), "{span:?}");
                    last = span.end;
                }
            }
        }
    });
});
