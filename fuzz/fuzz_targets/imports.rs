//! Whatever a page reads beside papers: what another tab, another tool or the reader's storage holds, and what its two programs say to
//! each other. Each reader takes the same bytes, and what it has read is read again as it was written.
#![no_main]

use lectern::annotations::{State, Texts, anchor_all, import};
use lectern::corpus::Corpus;
use lectern::corrections::{Paper, Patch, apply};
use lectern::document::Metadata;
use lectern::extract::themes::Themes;
use lectern::miner::passages::{Reply, Request};
use lectern::miner::{Answer, Miner, Question};
use lectern::packed::Packed;
use lectern::search::{Options, Query};
use lectern::tables::{Table, tables};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;

/// The paper that it is about.
const PAPER: &str = "Gas\n\nGazprom paid $10 billion to Kazakhstan in May 2003.\n\nNobody should say more, by 2030.";

const NOW: &str = "2024-03-05T10:00:00Z";

struct About {
    texts: Texts,
    tables: Vec<Table>,
    paper: Paper,
    miner: RefCell<Miner>,
}

thread_local! {
    static ABOUT: About = {
        let corpus = Corpus::unindexed(PAPER, Metadata::default(), Themes::bundled().clone());
        About {
            texts: Texts::new(corpus.document.blocks.iter().map(|block| block.text.as_str())),
            tables: tables(&corpus.document, &corpus.facts()),
            paper: Paper::new("Gas", corpus.source.fingerprint.clone()),
            miner: RefCell::new(Miner::new(PAPER, "{}")),
        }
    };
}

fuzz_target!(|bytes: &[u8]| {
    packed(bytes);
    let text = String::from_utf8_lossy(bytes);
    ABOUT.with(|about| {
        if let Ok(patch) = Patch::from_bytes(bytes) {
            patched(&patch, about);
        }
        if let Ok(state) = State::from_json(&text) {
            noted(&state, &about.texts);
        }
        if let Ok(imported) = import(&text, &about.texts, NOW) {
            noted(&imported.state, &about.texts);
        }
        said(&text, &mut about.miner.borrow_mut());
    });
});

/// A packed paper is one that can be searched.
fn packed(bytes: &[u8]) {
    let Ok(mut packed) = Packed::from_bytes(bytes) else { return };
    let texts = vec![String::new(); packed.blocks()];
    if packed.take_texts(texts) {
        packed.unpack().index().search(&Query::parse("gas OR paid"), &Options::default());
    }
}

/// Corrections come back, and applied to what they were applied to change nothing.
fn patched(patch: &Patch, about: &About) {
    assert_eq!(Patch::from_json(&patch.to_json()).as_ref(), Ok(patch));
    let (once, _) = apply(&about.tables, patch, &about.paper);
    let (twice, _) = apply(&once, patch, &about.paper);
    assert_eq!(once, twice);
}

/// Notes come back, and have a place or none.
fn noted(state: &State, texts: &Texts) {
    assert_eq!(State::from_json(&state.to_json()).as_ref(), Ok(state));
    anchor_all(texts, state.annotations().map(|annotation| annotation.target.as_ref()));
}

/// What the two programs say is read as it was written, and any question is answered.
fn said(text: &str, miner: &mut Miner) {
    if let Some(question) = Question::read(text) {
        assert_eq!(Question::read(&question.write()), Some(question));
    }
    if let Some(request) = Request::read(text) {
        assert_eq!(Request::read(&request.write()), Some(request));
    }
    if let Some(reply) = Reply::read(text) {
        assert_eq!(Reply::read(&reply.write()), Some(reply));
    }
    let answer = Answer::read(text);
    assert_eq!(Answer::read(&answer.write()), answer);
    miner.answer(text);
}
