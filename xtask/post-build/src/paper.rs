//! The paper: read here once, so that the page need not read it at every visit. Its texts go into the page's markup, all else into its
//! program.

use std::fs;
use std::path::Path;

use lectern::corpus::Corpus;
use lectern::document::Metadata;
use lectern::extract::themes::Themes;
use lectern::packed::{Packed, pack as pack_paper};
use lectern::search::thesaurus;

use crate::{integrity, wasm};

/// The section of the program's file that holds the paper; `src/main.rs` looks for it there.
const SECTION: &str = "lectern.paper";

/// Reads the paper in a folder.
///
/// # Errors
/// Words, when the paper or its metadata cannot be read.
pub fn read(folder: &Path) -> Result<Corpus, String> {
    let source = crate::read(&folder.join("paper.txt"))?;
    let metadata =
        Metadata::from_json(&crate::read(&folder.join("paper.json"))?).map_err(|error| format!("paper.json: {error}"))?;
    Ok(Corpus::new(&source, metadata, Themes::bundled().clone()))
}

/// Puts the paper into the page's program, as a custom section of the wasm (WebAssembly Core Specification, 5.5.3), and gives the file a
/// name made of its contents. Takes the folder of built files, the file's name, and the paper; returns the new name, and the paper as the
/// program will have it.
///
/// # Errors
/// Words, when a file cannot be read or written, or the paper cannot be read back.
pub fn pack(built: &Path, program: &str, corpus: &Corpus) -> Result<(String, Corpus), String> {
    let packed = pack_paper(corpus);
    let shown = unpack(&packed, corpus)?;
    let mut bytes = crate::bytes(&built.join(program))?;
    bytes.extend(wasm::custom_section(SECTION, &packed));
    // Trunk's name is of the program without its paper
    let stem = program.rsplit_once('-').map_or("lectern", |(stem, _)| stem);
    let name = integrity::named(stem, &bytes, "_bg.wasm");
    crate::replace(built, program, &name, &bytes)?;
    Ok((name, shown))
}

/// A paper as a page has it, whose texts are those of another's.
fn unpack(packed: &[u8], corpus: &Corpus) -> Result<Corpus, String> {
    let mut packed = Packed::from_bytes(packed)?;
    if !packed.take_texts(corpus.document.blocks.iter().map(|block| block.text.clone()).collect()) {
        return Err("the packed paper does not know its own texts".to_owned());
    }
    Ok(packed.unpack())
}

/// Writes what else the paper's words may be called, as the page reads it when somebody searches, under a name made of its contents, which
/// it returns: names, acronyms, words that mean the same, and the table of related words in the paper's folder, if there is one.
///
/// # Errors
/// Words, when it cannot be written.
pub fn relate(built: &Path, folder: &Path, corpus: &Corpus) -> Result<String, String> {
    let table = thesaurus::classed(&fs::read_to_string(folder.join("synonyms.txt")).unwrap_or_default());
    let words = corpus.index().knowledge().write() + &table;
    let name = integrity::named("related", words.as_bytes(), ".txt");
    crate::write(&built.join(&name), &words)?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_packed_under_a_name_of_its_own() {
        let built = std::env::temp_dir().join(format!("lectern-paper-{}", std::process::id()));
        fs::create_dir_all(&built).expect("a folder");
        let pack_of = |text: &str| {
            for (name, text) in [("a-0_bg.wasm", "\0asm\x01\0\0\0"), ("paper.txt", text), ("paper.json", "{}")] {
                fs::write(built.join(name), text).expect("a file");
            }
            let (name, shown) = pack(&built, "a-0_bg.wasm", &read(&built).expect("a paper")).expect("a name");
            assert!(text.ends_with(&shown.document.blocks[0].text), "{text}");
            assert!(!built.join("a-0_bg.wasm").exists(), "the old one stays");
            (name.clone(), fs::read(built.join(name)).expect("the program"))
        };
        let (one, bytes) = pack_of("One\n\nGas costs $10 billion.");
        assert!(bytes.starts_with(b"\0asm\x01\0\0\0\0"), "{bytes:?}");
        let at = bytes.windows(SECTION.len()).position(|window| window == SECTION.as_bytes()).expect("the section");
        let mut packed = Packed::from_bytes(&bytes[at + SECTION.len()..]).expect("a paper");
        assert!(packed.take_texts(vec!["Gas costs $10 billion.".to_owned()]));
        assert!(!bytes.windows(3).any(|window| window == b"Gas"), "its text is packed");
        assert_eq!(pack_of("One\n\nGas costs $10 billion.").0, one);
        assert_ne!(pack_of("One\n\nGas costs $11 billion.").0, one);
        fs::remove_dir_all(&built).expect("the folder");
    }
}
