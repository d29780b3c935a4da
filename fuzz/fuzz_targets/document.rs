//! Any file that is opened in the paper's place: it is read or refused, its ledger leads from the source to the text, and its facts are
//! found and exported.
#![no_main]

use lectern::corpus::Corpus;
use lectern::document::{Metadata, replay};
use lectern::export::export;
use lectern::extract::themes::Themes;
use lectern::opening::text_of;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = text_of(bytes) else { return };
    let metadata = Metadata { first_page: Some(1), ..Metadata::default() };
    let corpus = Corpus::unindexed(&source, metadata, Themes::bundled().clone());
    assert_eq!(replay(&source, &corpus.document.repairs), corpus.document.clean_text(), "the ledger gives another text");
    let facts = corpus.facts();
    export(&source, &corpus, &facts);
});
