//! The paper that is compiled in is the one that was handed over, byte for byte.

use sha2::{Digest, Sha256};

#[test]
fn the_source_is_unchanged() {
    let hash = Sha256::digest(lectern::corpus::BUNDLED_PAPER.as_bytes());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "ae10f922b4f0f78220ce4d6b9702a97006c9aa67da92a818f3805d856b7849e4");
}
