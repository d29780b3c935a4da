use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::document::{Document, Metadata, parse};

const NOW: &str = "2024-03-05T10:00:00.000Z";

fn range(from: (u32, usize), to: (u32, usize)) -> Range {
    Range { from: Point { block: BlockId(from.0), at: from.1 }, to: Point { block: BlockId(to.0), at: to.1 } }
}

fn annotation(id: &str, target: Option<Target>) -> Annotation {
    Annotation {
        id: id.to_owned(),
        target,
        colour: Colour::Green,
        note: "a note".to_owned(),
        tags: vec!["gas".to_owned()],
        created: NOW.to_owned(),
        modified: NOW.to_owned(),
        other: Map::new(),
    }
}

fn state_of(annotations: impl IntoIterator<Item = Annotation>) -> State {
    let mut state = State::default();
    for annotation in annotations {
        state.put(annotation);
    }
    state
}

/// Makes a target of what stands between `[` and `]` in the old blocks, and looks for it in the new ones; there the brackets say where it
/// should be found.
fn check(old: &[&str], new: &[&str], how: How) {
    let (old_texts, old_range) = marked(old);
    let target = old_texts.target(old_range.expect("brackets")).expect("a target");
    let (texts, place) = marked(new);
    assert_eq!(anchor(&texts, &target), Anchor { place, how }, "{new:?}");
}

fn marked(blocks: &[&str]) -> (Texts, Option<Range>) {
    let (mut from, mut to) = (None, None);
    let mut plain = Vec::new();
    for (number, block) in (1..).map(BlockId).zip(blocks) {
        let mut text = String::new();
        for c in block.chars() {
            let point = Point { block: number, at: text.chars().count() };
            match c {
                '[' => from = Some(point),
                ']' => to = Some(point),
                c => text.push(c),
            }
        }
        plain.push(text);
    }
    let range = from.zip(to).map(|(from, to)| Range { from, to });
    (Texts::new(plain.iter().map(String::as_str)), range)
}

#[test]
fn anchored() {
    let old = ["Gas costs more.", "Oil flows [through the old pipeline] to the sea, and gas does not."];
    check(&old, &old, How::Exact);
    let moved = ["A new beginning.", "Gas costs more.", "Oil flows [through the old pipeline] to the sea."];
    check(&old, &moved, How::Moved);
    let nearer = ["Gas.", "They all went through the old pipeline of Baku.", "Oil flows [through the old pipeline] to the sea."];
    check(&old, &nearer, How::Moved);
    check(&old, &["Oil flows [through that old pipeline] to the sea."], How::Similar { similarity: 91 });
    check(&old, &["", "Oil flows [through an old pipe line] to the sea."], How::Similar { similarity: 83 });
    check(&old, &["Nothing of that is left."], How::Lost);
    check(&old, &[""], How::Lost);
    check(&old, &[], How::Lost);
}

#[test]
fn words_of_little_tell_are_known_by_those_around_them() {
    let old = ["the sea and [the] land and the lake", "the end"];
    check(&old, &old, How::Exact);
    check(&old, &["the", "the sea and [the] land and the lake"], How::Moved);
    check(&old, &["the cat and the hat"], How::Lost);
    check(&["a [rare-word] b"], &["of a [rare-word] c"], How::Moved);
}

#[test]
fn across_blocks_and_of_any_length() {
    let old = ["First [words.", "Whole block.", "Last] words."];
    check(&old, &old, How::Exact);
    check(&old, &["New.", "First [words.", "Whole block.", "Last] words."], How::Moved);
    check(&old, &["First [words.", "Whole blocks.", "Last] words."], How::Similar { similarity: 95 });
    let long: Vec<String> = (0..60).map(|number| format!("word{number} of many")).collect();
    let (a, b) = (
        format!("begin [{}] end", long.join(" ")),
        format!("begin [{}] and more, the end", long.join(" ").replace("word30 ", "")),
    );
    check(&[&a], &[&b], How::Similar { similarity: 99 });
    let cut = format!("begin [{}] end", long.get(..20).expect("some").join(" "));
    let (texts, _) = marked(&[&cut]);
    let (old, place) = marked(&[&a]);
    let target = old.target(place.expect("brackets")).expect("a target");
    assert_eq!(anchor(&texts, &target).how, How::Lost, "half of it is no more than half");
}

#[test]
fn foreign_targets_without_place() {
    let texts = Texts::new(["Oil flows to the sea.", "Gas flows to the sea."]);
    let target = |exact: &str, prefix: &str| Target { exact: exact.to_owned(), prefix: prefix.to_owned(), ..Target::default() };
    for (exact, prefix, place, how) in [
        ("Gas flows\n  to the sea", "", Some(range((2, 0), (2, 20))), How::Exact),
        ("flows", "Gas ", Some(range((2, 4), (2, 9))), How::Exact),
        ("flows to the sea.", "", Some(range((1, 4), (1, 21))), How::Exact),
        ("sea", "the wide ", None, How::Lost),
        ("", "Gas", None, How::Lost),
    ] {
        assert_eq!(anchor(&texts, &target(exact, prefix)), Anchor { place, how }, "{exact}");
    }
}

#[test]
fn many_are_anchored_as_each_is() {
    let texts = Texts::new(["Oil flows to the sea.", "Gas flows to the sea."]);
    let target = Target { exact: "Gas flowed to the sea".to_owned(), ..Target::default() };
    assert_eq!(anchor_all(&texts, [None, Some(&target)]), [None, Some(anchor(&texts, &target))]);
    assert_eq!(anchor(&texts, &target).how, How::Similar { similarity: 90 });
}

#[test]
fn later_changes_win_and_deleted_ones_stay_deleted() {
    let at = |second: u32| format!("2024-03-05T10:00:{second:02}.000Z");
    let with = |second: u32, note: &str| Annotation { modified: at(second), note: note.to_owned(), ..annotation("a", None) };
    let mut here = state_of([with(1, "first")]);
    here.merge(state_of([with(3, "third")]));
    here.merge(state_of([with(2, "second")]));
    assert_eq!(here.get("a").map(|annotation| annotation.note.as_str()), Some("third"));
    here.delete("a", &at(4));
    here.merge(state_of([with(3, "third")]));
    assert_eq!(here.get("a"), None);
    // of equal times the deletion
    here.merge(state_of([with(4, "fourth")]));
    assert_eq!(here.get("a"), None);
    here.merge(state_of([with(5, "fifth")]));
    assert!(here.get("a").is_some());
    // a clock that was put back does not undo what the reader does now
    here.put(with(2, "edited"));
    assert_eq!(here.get("a").map(|annotation| annotation.modified.as_str()), Some("2024-03-05T10:00:05.001Z"));
    here.delete("a", &at(1));
    assert_eq!(here.entries.get("a").map(Entry::modified), Some("2024-03-05T10:00:05.002Z"));
}

#[test]
fn what_cannot_be_read_is_kept() {
    let mut state = state_of([annotation("a", None)]);
    state.other.insert("later".to_owned(), json!(1));
    let mut value: Value = serde_json::from_str(&state.to_json()).expect("JSON");
    let broken = [
        json!({ "id": "b", "note": 7 }),
        json!("x"),
        json!({ "id": "c", "note": "", "colour": "grey", "tags": [], "created": NOW, "modified": NOW }),
    ];
    value["annotations"].as_array_mut().expect("a list").extend(broken.iter().cloned());
    value["deleted"] = json!([{ "id": "d", "modified": NOW }, { "id": "e" }]);
    let read = State::from_json(&value.to_string()).expect("a state");
    assert!(read.get("a").is_some() && read.entries.contains_key("d"));
    assert_eq!(read.aside.len(), 4);
    assert!(broken.iter().all(|entry| read.aside.contains_key(&entry.to_string())));
    assert!(read.aside.values().any(|why| why == "“grey” is no colour"), "{:?}", read.aside);
    // and stays so, however often it is written and read
    assert_eq!(State::from_json(&read.to_json()), Ok(read.clone()));
    // one that this version can read comes back from aside
    let good = storage::annotation_to_json(&annotation("f", None)).to_string();
    let mut with = read;
    with.aside.insert(good, "of a later version".to_owned());
    let again = State::from_json(&with.to_json()).expect("a state");
    assert!(again.get("f").is_some() && again.aside.len() == 4);
}

#[test]
fn storage_that_is_none() {
    for text in ["{", "[1]", "{\"format\":\"lectern corrections\"}", "\"x\ny\""] {
        let state = State::from_json(text).expect("a state");
        assert_eq!(state.aside.keys().collect::<Vec<_>>(), [text]);
        assert_eq!(State::from_json(&state.to_json()), Ok(state));
    }
    assert_eq!(State::from_json(" "), Ok(State::default()));
    let later = "{\"format\":\"lectern annotations\",\"schema\":2}";
    assert!(State::from_json(later).expect_err("a later version").contains("another version"));
}

#[test]
fn exported_and_imported() {
    let texts = Texts::new(["Oil flows to the sea.", "Gas flows to the sea."]);
    let one = texts.target(range((1, 4), (1, 9)));
    let across = texts.target(range((1, 17), (2, 3)));
    let mut state = state_of([
        annotation("a b/é", one),
        Annotation { note: String::new(), tags: Vec::new(), ..annotation("https://hypothes.is/a/1", across) },
        annotation("urn:x-lectern:x", None),
    ]);
    let json = export(&state, "Oil", "https://example.org/");
    let value: Value = serde_json::from_str(&json).expect("JSON");
    let first = &value["first"]["items"][0];
    assert_eq!(first["id"], "urn:x-lectern:a%20b%2f%c3%a9");
    assert_eq!(first["motivation"], "commenting");
    assert_eq!(first["target"]["selector"][0]["value"], "b1");
    assert_eq!(first["target"]["selector"][0]["refinedBy"], json!({ "type": "TextPositionSelector", "start": 4, "end": 9 }));
    assert_eq!(first["target"]["selector"][1]["exact"], "flows");
    let second = &value["first"]["items"][1];
    assert_eq!((&second["id"], &second["motivation"]), (&json!("https://hypothes.is/a/1"), &json!("highlighting")));
    assert_eq!(second["target"]["selector"][0]["endSelector"]["refinedBy"]["start"], 3);
    assert_eq!(second["target"]["selector"][1]["exact"], "sea.\nGas");
    let read = import(&json, &texts, NOW).expect("annotations");
    assert_eq!(read, Imported { state: state.clone(), words: Vec::new() });
    // and again changes nothing
    state.merge(read.state.clone());
    assert_eq!(state, read.state);
}

#[test]
fn other_tools() {
    let texts = Texts::new(["Oil flows to the sea.", "Gas flows to the sea."]);
    let hypothesis = json!({ "total": 3, "rows": [
        { "id": "x1", "created": "2019-01-03T19:46:09.334539+00:00", "updated": "2019-01-04T19:46:09.334539+00:00", "user": "acct:a@hypothes.is",
          "uri": "https://example.org/", "text": "my *note*", "tags": ["oil"], "target": [{ "source": "https://example.org/", "selector": [
            { "type": "RangeSelector", "startContainer": "/div[1]/p[1]", "startOffset": 0, "endContainer": "/div[1]/p[1]", "endOffset": 9 },
            { "type": "TextPositionSelector", "start": 1017, "end": 1026 },
            { "type": "TextQuoteSelector", "exact": "Gas flows", "prefix": "the sea.", "suffix": " to the sea" } ] }] },
        { "id": "x2", "created": "2019-01-03", "updated": "2019-01-03", "text": "on the page", "tags": [], "target": [{ "source": "https://example.org/" }] },
        { "id": "x3", "text": "lost", "target": [{ "selector": [{ "type": "TextPositionSelector", "start": 1, "end": 2 }] }] } ] });
    let read = import(&hypothesis.to_string(), &texts, NOW).expect("annotations");
    assert_eq!(read.words, ["Annotation 3 was not taken over: it quotes no words to find it by."]);
    let first = read.state.get("x1").expect("x1");
    assert_eq!(
        (first.note.as_str(), first.modified.as_str(), first.tags.as_slice()),
        ("my *note*", "2019-01-04T19:46:09.334Z", ["oil".to_owned()].as_slice())
    );
    assert_eq!(first.target.as_ref().and_then(|target| target.place), Some(range((2, 0), (2, 9))));
    assert_eq!(read.state.get("x2").map(|annotation| annotation.target.is_none()), Some(true));
    // examples in the manner of the W3C's: bodies as texts, an object in place of a list, selectors refined, no id, no time
    for (json, note, tags, exact) in [
        (json!({ "type": "Annotation", "bodyValue": "Comment", "target": "https://example.org/" }), "Comment", 0, None),
        (
            json!([{ "body": { "type": "TextualBody", "value": "Comment" }, "target": { "source": "x", "selector": { "type": "TextQuoteSelector", "exact": "Gas" } } }]),
            "Comment",
            0,
            Some("Gas"),
        ),
        (
            json!({ "items": [{ "body": ["Comment", { "value": "t", "purpose": "tagging" }, { "id": "https://example.org/a" }],
            "target": { "selector": { "type": "XPathSelector", "value": "/p", "refinedBy": { "type": "TextQuoteSelector", "exact": "Oil" } } } }] }),
            "Comment\n\nhttps://example.org/a",
            1,
            Some("Oil"),
        ),
        (
            json!({ "target": { "selector": { "type": "FragmentSelector", "value": "b2", "refinedBy": { "type": "TextPositionSelector", "start": 0, "end": 3 } } } }),
            "",
            0,
            Some("Gas"),
        ),
    ] {
        let read = import(&json.to_string(), &texts, NOW).expect("annotations");
        assert_eq!(read, import(&json.to_string(), &texts, NOW).expect("the same"));
        let annotation = read.state.annotations().next().unwrap_or_else(|| panic!("{json}: {:?}", read.words));
        assert_eq!((annotation.note.as_str(), annotation.tags.len(), annotation.modified.as_str()), (note, tags, NOW), "{json}");
        assert_eq!(annotation.target.as_ref().map(|target| target.exact.as_str()), exact);
        assert!(annotation.id.starts_with("import-") && annotation.id.len() == 23, "{}", annotation.id);
    }
}

/// What a file does not say of its time is now, in the one form of times, so that it is kept and read again as it is.
#[test]
fn imported_now() {
    let texts = Texts::new(["Oil"]);
    let file = json!([{ "id": "a", "bodyValue": "Is it?" }]).to_string();
    for now in [NOW, "2024-03-05T10:00:00Z", "2024-03-05 11:00:00+01:00"] {
        let read = import(&file, &texts, now).expect("annotations").state;
        assert_eq!(read.annotations().map(|note| note.modified.as_str()).collect::<Vec<_>>(), [NOW], "{now}");
        assert_eq!(State::from_json(&read.to_json()), Ok(read), "{now}");
    }
    assert!(import(&file, &texts, "noon").expect_err("no time").contains("no time"));
}

#[test]
fn what_cannot_be_imported_is_said() {
    let texts = Texts::new(["Oil"]);
    for (json, words) in [
        ("{".to_owned(), "no JSON"),
        ("{}".to_owned(), "no annotations"),
        ("7".to_owned(), "no annotations"),
        ("x".repeat(9 << 20), "bytes"),
        (format!("[{}1]", "1,".repeat(10_000)), "10001 annotations"),
    ] {
        assert!(import(&json, &texts, NOW).expect_err(words).contains(words));
    }
    for (json, words) in [
        (json!([7]), "no object"),
        (json!([{ "target": ["a", "b"] }]), "several targets"),
        (json!([{ "bodyValue": "x".repeat(50_001) }]), "more than 50000 characters"),
        (json!([{ "tags": vec!["t"; 101] }]), "tags"),
        (
            json!([{ "target": { "selector": { "type": "FragmentSelector", "value": "b9", "refinedBy": { "start": 0, "end": 3 } } } }]),
            "not in this text",
        ),
        (json!({ "items": [], "next": "page 2" }), "more pages"),
    ] {
        let read = import(&json.to_string(), &texts, NOW).expect("a list");
        assert!(
            read.state.entries.is_empty() && read.words.len() == 1 && read.words.iter().any(|said| said.contains(words)),
            "{words}: {:?}",
            read.words
        );
    }
}

#[test]
fn written_for_reading() {
    let source = "Grain\n\n1. Rail\n\nGrain goes by rail to the port. It is slow.\n\nGrain goes by ship from there.\n\n2. Sea\n\nThe sea is wide and grain is heavy.\n";
    let document: Document = parse(source, &Metadata::default());
    let texts = Texts::new(document.blocks.iter().map(|block| block.text.as_str()));
    let words = |from: &str| {
        let at = document.blocks.iter().position(|block| block.text.contains(from)).expect("a block");
        let block = u32::try_from(at + 1).expect("few");
        let start = document.blocks[at].text.find(from).expect("words");
        texts.target(range((block, start), (block, start + from.len())))
    };
    let state = state_of([
        annotation("z", words("sea is *wide".split('*').next().expect("words"))),
        Annotation { note: String::new(), tags: Vec::new(), ..annotation("y", words("Grain goes by rail")) },
        annotation("x", None),
        annotation("w", Some(Target { exact: "nothing like any of that".to_owned(), ..Target::default() })),
    ]);
    let got = markdown(&state, &document, &texts, "Grain", "https://example.org/");
    let want = "# Notes on “Grain”\n\n## On the whole paper\n\na note\n\n— green · tags: gas\n\n## 1 Rail\n\n> Grain goes by rail\n\n— [para. 1](<https://example.org/#b1>) · green\n\n## 2 Sea\n\n> sea is \n\na note\n\n— [para. 3](<https://example.org/#b3>) · green · tags: gas\n\n## No longer in the text\n\n> nothing like any of that\n\na note\n\n— these words are no longer in the text · green · tags: gas\n";
    // what stands there for a program is told of below
    let seen: String = got.split_inclusive("\n\n").filter(|part| !part.starts_with("<!-- lectern")).collect();
    assert_eq!(seen, want.replace("sea is \n", "sea is\n"));
    assert_eq!(got.matches("<!-- lectern {").count(), 4);
    let later = "2024-03-06T10:00:00.000Z";
    assert_eq!(import(&got, &texts, later).expect("notes").state, state);
    for (old, new, note, colour, tags) in [
        (
            "a note\n\n— green · tags: gas",
            "another\n\n> of several\n— lines\n\n— green · tags: gas",
            "another\n\n> of several\n— lines",
            Colour::Green,
            &["gas"][..],
        ),
        ("a note\n\n— green · tags: gas", "— green · tags: gas", "", Colour::Green, &["gas"]),
        (
            "a note\n\n— green · tags: gas",
            "a note\n\n— pink · tags: gas, oil\\_wells",
            "a note",
            Colour::Pink,
            &["gas", "oil_wells"],
        ),
        ("a note\n\n— green · tags: gas", "a note\n\n— green", "a note", Colour::Green, &[]),
        ("a note\n\n— green · tags: gas", "all else is gone\n", "all else is gone", Colour::Green, &["gas"]),
        (
            "a note\n\n— green · tags: gas",
            "one\n— Smith\n\n## two\n\nthree",
            "one\n— Smith\n\n## two\n\nthree",
            Colour::Green,
            &["gas"],
        ),
        ("— green · tags: gas", "— green · tags: gas\n\nand more", "a note\n\nand more", Colour::Green, &["gas"]),
    ] {
        let changed = got.replacen(old, new, 1).replace('\n', "\r\n");
        let imported = import(&changed, &texts, later).expect("notes");
        assert_eq!(imported.words, [""; 0]);
        let x = imported.state.get("x").expect("the note");
        assert_eq!((x.note.as_str(), x.colour, x.modified.as_str()), (note, colour, later), "{new}");
        assert_eq!(x.tags, tags);
        let others = |state: &State| state.annotations().filter(|other| other.id != "x").cloned().collect::<Vec<_>>();
        assert_eq!(others(&imported.state), others(&state), "{new}");
    }
    // of two copies of a note the later one counts, wherever it stands; the first may stand at the very beginning
    let (old, new) =
        (annotation("x", None), Annotation { note: "newer".to_owned(), modified: later.to_owned(), ..annotation("x", None) });
    let [old, new] = [old, new].map(|one| markdown(&state_of([one]), &document, &texts, "", ""));
    for both in [[&old[..], &new].concat(), [&new[..], &old].concat()] {
        let both = both.split_once("\n<!--").map(|(_, rest)| ["<!--", rest].concat()).expect("a comment");
        let imported = import(&both, &texts, "2025-03-06T10:00:00.000Z").expect("notes");
        assert_eq!(imported.state.get("x").map(|note| note.modified.as_str()), Some(later));
    }
    for (text, want) in [
        ("# Notes on “Grain”\n\na note\n", "The file holds no notes: it is neither JSON nor Markdown that was saved here."),
        ("{", "The file is no JSON: EOF while parsing an object at line 1 column 1."),
    ] {
        assert_eq!(import(text, &texts, later), Err(want.to_owned()));
    }
    let broken = import("# Notes\n<!-- lectern {\"id\": -->\n<!-- lectern {\n", &texts, later).expect("notes");
    assert_eq!(broken.state, State::default());
    assert!(matches!(&broken.words[..], [json, end] if json.contains("no JSON") && end.contains("no end")), "{:?}", broken.words);
}

fn any_time() -> impl Strategy<Value = String> {
    (0u32..4).prop_map(|second| format!("2024-03-05T10:00:0{second}.000Z"))
}

fn any_target() -> impl Strategy<Value = Option<Target>> {
    let point = || (1u32..5, 0usize..40).prop_map(|(block, at)| Point { block: BlockId(block), at });
    let place = proptest::option::of((point(), point()).prop_map(|(from, to)| Range { from, to }));
    let target = (place, "\\PC{0,8}", "[a-z ]{1,12}x", "\\PC{0,8}");
    proptest::option::of(target.prop_map(|(place, prefix, exact, suffix)| Target { place, exact, prefix, suffix }))
}

fn any_annotation() -> impl Strategy<Value = Annotation> {
    let texts = ("[abc]|\\PC{1,6}|[a-z]{1,3}:[a-z ]{1,4}", "\\PC{0,12}", proptest::collection::vec("\\PC{1,6}", 0..3));
    (texts, any_target(), 0usize..5, any_time(), any_time()).prop_map(|((id, note, tags), target, colour, created, modified)| {
        Annotation { id, target, colour: Colour::ALL[colour], note, tags, created, modified, other: Map::new() }
    })
}

/// Any state: some annotations, some deletions, something aside.
fn any_state() -> impl Strategy<Value = State> {
    let kept = proptest::collection::vec(any_annotation(), 0..4);
    let deleted = proptest::collection::vec(("[abc]", any_time()), 0..3);
    let aside = proptest::collection::btree_map("\\{[a-c]{0,2}", "[a-c]{1,2}", 0..2);
    let other = proptest::collection::btree_map("[x-z]", 0u8..3, 0..2);
    (kept, deleted, aside, other).prop_map(|(kept, deleted, aside, other)| {
        let mut state = State { aside, ..State::default() };
        state.other = other.into_iter().map(|(name, value)| (name, value.into())).collect();
        for annotation in kept {
            state.entries.insert(annotation.id.clone(), Entry::Kept(Box::new(annotation)));
        }
        for (id, modified) in deleted {
            state.entries.insert(id, Entry::Deleted { modified });
        }
        state
    })
}

proptest! {
    #[test]
    fn notes_in_markdown_come_back(
        annotation in any_annotation(),
        note in "(\\PC|[\n>#—·\r -]|<!-- lectern \\{|-->){0,24}",
        tags in proptest::collection::vec("(\\PC|[\n·,\\\\ ]|tags: ){0,6}", 0..3),
    ) {
        let annotation = Annotation { note, tags, ..annotation };
        let state = state_of([annotation.clone()]);
        let document = parse("Grain\n\nGrain goes by rail.\n", &Metadata::default());
        let texts = Texts::new(document.blocks.iter().map(|block| block.text.as_str()));
        let imported = import(&markdown(&state, &document, &texts, "", ""), &texts, "2025-03-06T10:00:00.000Z").expect("notes");
        prop_assert_eq!(imported.words, [""; 0]);
        prop_assert_eq!(imported.state, state);
    }
}

fn merged(a: &State, b: &State) -> State {
    let mut merged = a.clone();
    merged.merge(b.clone());
    merged
}

proptest! {
    #[test]
    fn merging_in_any_order(a in any_state(), b in any_state(), c in any_state()) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a.clone());
        prop_assert_eq!(merged(&merged(&a, &b), &b), merged(&a, &b));
    }

    #[test]
    fn merging_loses_nothing(a in any_state(), b in any_state()) {
        let both = merged(&a, &b);
        for (id, entry) in a.entries.iter().chain(&b.entries) {
            let now = both.entries.get(id).expect("the id");
            prop_assert!(now == entry || now.modified() >= entry.modified());
        }
        prop_assert!(a.aside.keys().chain(b.aside.keys()).all(|json| both.aside.contains_key(json)));
    }

    #[test]
    fn kept_and_read(state in any_state()) {
        let json = state.to_json();
        prop_assert!(!json.contains('\n'));
        prop_assert_eq!(State::from_json(&json), Ok(state));
    }

    #[test]
    fn any_storage_is_read(text in "\\PC{0,40}", json in "[\\[\\]{}:,\"a-z0-9]{0,20}") {
        for text in [text.clone(), format!("{{\"format\":\"lectern annotations\",\"schema\":1,\"annotations\":[{json}]}}")] {
            let state = State::from_json(&text).expect("a state");
            prop_assert_eq!(State::from_json(&state.to_json()), Ok(state));
        }
    }

    #[test]
    fn any_file_is_imported_or_refused(text in "\\PC{0,40}", json in "[\\[\\]{}:,\"a-z0-9]{0,20}") {
        let texts = Texts::new(["some text"]);
        let _ = (import(&text, &texts, NOW), import(&format!("[{json}]"), &texts, NOW));
    }

    #[test]
    fn exports_are_imported_as_they_were(annotations in proptest::collection::vec(any_annotation(), 0..4), base in "|https://example\\.org/") {
        let texts = Texts::new(["no word of it: 1234567890"]);
        let state = state_of(annotations);
        let read = import(&export(&state, "T", &base), &texts, NOW);
        prop_assert_eq!(read, Ok(Imported { state, words: Vec::new() }));
    }

    #[test]
    fn what_did_not_change_is_found_where_it_is(blocks in proptest::collection::vec("[a-dé𝄞 .]{0,20}", 1..4), ends in (0usize..80, 0usize..80)) {
        let texts = Texts::new(blocks.iter().map(String::as_str));
        let total: usize = texts.chars.len();
        let (from, to) = (ends.0.min(ends.1).min(total), ends.0.max(ends.1).min(total));
        let range = texts.range(from, to);
        let target = texts.target(range).expect("a target");
        if !target.exact.trim().is_empty() {
            prop_assert_eq!(anchor(&texts, &target), Anchor { place: Some(range), how: How::Exact });
        }
    }

    #[test]
    fn what_is_found_is_in_the_text(
        blocks in proptest::collection::vec("[a-cé ]{0,40}", 0..4),
        exact in "[a-cé ]{0,30}|[a-d]{100,300}", around in "[a-c ]{0,9}", at in (0u32..5, 0usize..50)
    ) {
        let texts = Texts::new(blocks.iter().map(String::as_str));
        let point = Point { block: BlockId(at.0), at: at.1 };
        for place in [None, Some(Range { from: point, to: point })] {
            let target = Target { place, exact: exact.clone(), prefix: around.clone(), suffix: around.clone() };
            let anchor = anchor(&texts, &target);
            match (anchor.place, anchor.how) {
                (None, how) => prop_assert_eq!(how, How::Lost),
                (Some(range), how) => {
                    let there = texts.target(range).expect("a place in the text").exact;
                    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                    match how {
                        How::Exact | How::Moved => prop_assert_eq!(plain(&there), plain(&exact)),
                        How::Similar { similarity } => prop_assert!((60..100).contains(&similarity)),
                        How::Lost => prop_assert!(false, "a place, and lost"),
                    }
                }
            }
        }
    }
}
