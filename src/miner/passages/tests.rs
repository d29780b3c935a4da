use proptest::prelude::*;

use super::*;
use crate::corpus::Corpus;
use crate::document::Metadata;
use crate::extract::themes::Themes;

const NOW: &str = "2024-03-05T10:00:00Z";
const SOURCE: &str = "Grain\n\n1. Rail\n\nGrain goes by rail to the “old” port. It is slow, é.\n\nGrain goes by ship from there.\n\n2. Sea\n\nThe sea is wide and grain is heavy.\n";

fn corpus(source: &str) -> Corpus {
    let metadata = Metadata::from_json(r#"{"authors":["Anna Berg"],"date":"2019"}"#).expect("metadata");
    Corpus::unindexed(source, metadata, Themes::default())
}

/// From the first words to the last, as the page would select them.
fn selected(corpus: &Corpus, first: &str, last: &str) -> Selected {
    let find = |words: &str| {
        let blocks = corpus.document.blocks.iter().enumerate();
        blocks.filter_map(|(at, block)| Some((at, block.text.find(words)?))).next().expect(words)
    };
    let (from, to) = (find(first), find(last));
    Selected { from, to: (to.0, to.1 + last.len()) }
}

fn put(kept: &str, id: &str, place: Option<Selected>, note: &str) -> Request {
    Request::Put {
        kept: kept.to_owned(),
        id: id.to_owned(),
        place,
        colour: "blue".to_owned(),
        note: note.to_owned(),
        now: NOW.to_owned(),
        tags: vec!["rail".to_owned()],
    }
}

/// Asks as the page does, over the wire.
fn ask(corpus: &Corpus, request: &Request) -> Reply {
    let request = Request::read(&request.write()).expect("a question");
    let reply = answer(&request, corpus);
    assert_eq!(Reply::read(&reply.write()).as_ref(), Some(&reply));
    reply
}

fn notes(corpus: &Corpus, request: &Request) -> Notes {
    match ask(corpus, request) {
        Reply::Notes(notes) => notes,
        other => panic!("{other:?}"),
    }
}

fn kept(corpus: &Corpus, request: &Request) -> String {
    notes(corpus, request).keep.expect("something to keep")
}

#[test]
fn a_passage_is_cited() {
    let corpus = corpus(SOURCE);
    let cite = |place| Request::Cite { place, day: "2024-03-05".to_owned(), base: "https://example.org/".to_owned() };
    let Reply::Cited(cited) = ask(&corpus, &cite(Some(selected(&corpus, "by rail", "port")))) else { panic!("not cited") };
    let apa = cited.styles.first().expect("a style");
    assert_eq!((apa.key.as_str(), apa.citation.text.as_str()), ("apa", "(Berg, 2019, para. 1)"));
    assert_eq!(apa.entry.html, "Berg, A. (2019). <i>Grain</i>. https://example.org/#b1");
    assert!(apa.quotation.text.starts_with("“by rail to the ‘old’ port” (Berg, 2019, para. 1).\n\n"), "{}", apa.quotation.text);
    for record in [&cited.bibtex, &cited.ris, &cited.csl, &cited.markdown] {
        assert!(
            record.contains("https://example.org/#b1") && record.contains("para. 1") && record.contains("by rail"),
            "{record}"
        );
    }
    let Reply::Cited(across) = ask(&corpus, &cite(Some(selected(&corpus, "It is slow", "by ship")))) else { panic!("not cited") };
    assert!(across.markdown.starts_with("> It is slow, é.\n>\n> Grain goes by ship\n>\n"), "{}", across.markdown);
    assert!(across.bibtex.contains("paras. 1–2"));
    let Reply::Cited(whole) = ask(&corpus, &cite(None)) else { panic!("not cited") };
    let mla = whole.styles.last().expect("a style");
    assert_eq!((mla.citation.text.as_str(), mla.quotation.text.starts_with("(Berg)\n\n")), ("(Berg)", true));
    for wrong in [((0, 0), (9, 1)), ((0, 5), (0, 5)), ((0, 9), (0, 1)), ((0, 0), (0, 60_000))] {
        let place = Some(Selected { from: wrong.0, to: wrong.1 });
        assert!(matches!(ask(&corpus, &cite(place)), Reply::Refused(_)), "{wrong:?}");
    }
}

#[test]
fn notes_are_made_changed_and_deleted() {
    let corpus = corpus(SOURCE);
    let first = kept(&corpus, &put("", "a", Some(selected(&corpus, "é", "by ship")), "one"));
    let second = kept(&corpus, &put(&first, "b", Some(selected(&corpus, "sea", "wide")), ""));
    let both = notes(&corpus, &Request::Notes { kept: second.clone() });
    assert_eq!(both.keep, None);
    let said: Vec<[&str; 5]> =
        both.list.iter().map(|note| [&*note.id, &*note.how, &*note.block, &*note.place, &*note.section]).collect();
    assert_eq!(said, [["a", "exact", "b1", "paras. 1–2", "Rail"], ["b", "exact", "b3", "para. 3", "Sea"]]);
    let painted: Vec<(&str, usize)> = both
        .paint
        .iter()
        .map(|paint| (paint.span.of(corpus.block(paint.block).map_or("", |block| &block.text)), paint.note))
        .collect();
    assert_eq!(painted, [("é.", 0), ("Grain goes by ship", 0), ("sea is wide", 1)]);
    // changed: place and colour as they were
    let Request::Put { kept: storage, id, note, now, tags, .. } = put(&second, "a", None, "two") else { unreachable!() };
    let changed = notes(&corpus, &Request::Put { kept: storage, id, place: None, colour: String::new(), note, now, tags });
    let one = changed.list.first().expect("a note");
    assert_eq!((one.note.as_str(), one.colour.as_str(), one.quote.as_str()), ("two", "blue", "é.\nGrain goes by ship"));
    let third = changed.keep.expect("something to keep");
    // deleted, and put back as it was
    let without = kept(&corpus, &Request::Delete { kept: third.clone(), id: "a".to_owned(), now: NOW.to_owned() });
    let restore = |before: &str, id: &str| Request::Restore {
        kept: without.clone(),
        before: before.to_owned(),
        id: id.to_owned(),
        now: NOW.to_owned(),
    };
    let back = notes(&corpus, &restore(&third, "a"));
    assert_eq!(back.list.first().map(|note| (note.note.as_str(), note.how.as_str())), Some(("two", "exact")));
    assert!(matches!(ask(&corpus, &restore(&third, "z")), Reply::Refused(_)));
    // deleted: an older state does not bring it back, whichever way round
    let fourth = kept(&corpus, &Request::Delete { kept: third.clone(), id: "a".to_owned(), now: NOW.to_owned() });
    for (here, there) in [(&fourth, &third), (&third, &fourth)] {
        let merged = notes(&corpus, &Request::Merge { kept: here.clone(), other: there.clone() });
        assert_eq!(merged.list.iter().map(|note| note.id.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(merged.keep.as_ref(), Some(&fourth));
    }
}

#[test]
fn notes_follow_a_changed_text() {
    let before = corpus(SOURCE);
    let mut storage = String::new();
    for (id, first, last) in
        [("a", "Grain goes by rail", "port"), ("b", "sea", "heavy"), ("c", "from there", "there"), ("d", "It is slow", "slow")]
    {
        storage = kept(&before, &put(&storage, id, Some(selected(&before, first, last)), ""));
    }
    let after = corpus(
        "Grain\n\n1. Rail\n\nA new paragraph.\n\nGrain goes by rail to the “old” port. It is slow, é.\n\n2. Sea\n\nThe sea was wide, and grain is heavy.\n",
    );
    let found = notes(&after, &Request::Notes { kept: storage });
    let said: Vec<[&str; 3]> = found.list.iter().map(|note| [&*note.id, &*note.how, &*note.words]).collect();
    assert_eq!(
        said,
        [
            ["a", "moved", "stood elsewhere when it was made"],
            ["d", "moved", "stood elsewhere when it was made"],
            ["b", "similar", "the words have changed since, 90% are the same"],
            ["c", "lost", "these words are no longer in the text"],
        ]
    );
    assert_eq!(found.paint.len(), 3);
}

#[test]
fn files() {
    let corpus = corpus(SOURCE);
    let here = kept(&corpus, &put("", "a", Some(selected(&corpus, "sea", "wide")), "one"));
    let save =
        |format: &str| Request::Save { kept: here.clone(), format: format.to_owned(), base: "https://example.org/".to_owned() };
    let Reply::Saved(web) = ask(&corpus, &save("web")) else { panic!("not saved") };
    let Reply::Saved(markdown) = ask(&corpus, &save("markdown")) else { panic!("not saved") };
    assert!(markdown.contains("## 2 Sea") && markdown.contains("> sea is wide") && markdown.contains("#b3"), "{markdown}");
    assert!(matches!(ask(&corpus, &save("pdf")), Reply::Refused(_)));
    let import = |kept: &str, file: &str| Request::Import { kept: kept.to_owned(), file: file.to_owned(), now: NOW.to_owned() };
    let read = notes(&corpus, &import("", &web));
    assert_eq!((read.keep.as_ref(), read.words.as_slice()), (Some(&here), ["Notes in the file: 1 new.".to_owned()].as_slice()));
    assert_eq!(notes(&corpus, &import(&here, &web)).words, ["Notes in the file: 0 new, 1 already here, as new or newer."]);
    let without = kept(&corpus, &Request::Delete { kept: here, id: "a".to_owned(), now: NOW.to_owned() });
    assert_eq!(notes(&corpus, &import(&without, &web)).words, ["Notes in the file: 0 new, 1 deleted here since, and left so."]);
    let Reply::Refused(why) = ask(&corpus, &import("", "{}")) else { panic!("taken") };
    assert!(why.contains("no annotations"), "{why}");
}

#[test]
fn what_cannot_be_done_is_said() {
    let corpus = corpus(SOURCE);
    let later = r#"{"format":"lectern annotations","schema":2}"#;
    for request in [
        put(later, "a", None, ""),
        Request::Notes { kept: later.to_owned() },
        Request::Merge { kept: String::new(), other: later.to_owned() },
        put("", "", None, ""),
        put("", "a", Some(Selected { from: (0, 0), to: (99, 0) }), ""),
        put("", "a", Some(Selected { from: (0, 5), to: (0, 6) }), ""),
        Request::Delete { kept: String::new(), id: "a".to_owned(), now: "now".to_owned() },
    ] {
        assert!(matches!(ask(&corpus, &request), Reply::Refused(_)), "{request:?}");
    }
    // what is broken is kept, and said
    let broken = notes(&corpus, &put("no JSON", "a", None, "on the whole"));
    assert_eq!(broken.words, ["One note on this machine cannot be read (this is no JSON); it is kept as before."]);
    assert!(broken.keep.expect("something to keep").contains("no JSON"));
    assert_eq!(broken.list.first().map(|note| note.how.as_str()), Some("paper"));
}

proptest! {
    #[test]
    fn questions_are_written_and_read(texts in proptest::collection::vec("\\PC{0,9}[\n\"\\\\]?", 7), at in (0usize..99, 0usize..99, 0usize..99, 0usize..99), which in 0u8..8) {
        let [a, b, c, d, e, f, g] = texts.try_into().expect("seven");
        let place = Some(Selected { from: (at.0, at.1), to: (at.2, at.3) });
        let request = match which {
            0 => Request::Cite { place, day: a, base: b },
            1 => Request::Notes { kept: a },
            2 => Request::Put { kept: a, id: b, place, colour: c, note: d, now: e, tags: vec![f, g] },
            3 => Request::Delete { kept: a, id: b, now: c },
            4 => Request::Merge { kept: a, other: b },
            5 => Request::Import { kept: a, file: b, now: c },
            6 => Request::Restore { kept: a, before: b, id: c, now: d },
            _ => Request::Save { kept: a, format: b, base: c },
        };
        prop_assert_eq!(Request::read(&request.write()), Some(request));
    }

    #[test]
    fn anything_is_answered(text in "(cite|notes|put|delete|restore|merge|import|save)(\n\"[^\"\\\\]{0,6}\"){0,8}|\\PC{0,20}", reply in "(cited|notes|saved|refused)[ \n]\\PC{0,20}") {
        if let Some(request) = Request::read(&text) {
            let _ = answer(&request, &corpus("Gas.")).write();
        }
        let _ = Reply::read(&reply);
    }
}
