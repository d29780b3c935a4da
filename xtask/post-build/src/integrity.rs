//! Hashes of what is served: integrity values as in the W3C's Subresource Integrity, and short ones for names.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// The value of an `integrity` attribute for a file of these bytes.
pub fn of(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The source expression by which a policy allows an inline script or style of this text.
pub fn allowing(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Bytes as text that any document can hold.
pub fn encoded(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The SHA-256 of some parts, one after the other, in hexadecimal.
pub fn sha256(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sixteen hexadecimal digits that change with the bytes.
pub fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A name that changes with the contents.
pub fn named(stem: &str, contents: &[u8], ending: &str) -> String {
    format!("{stem}-{}{ending}", short_hash(contents))
}

#[cfg(test)]
mod tests {
    #[test]
    fn as_openssl_gives_it() {
        // openssl dgst -sha384 -binary < /dev/null | base64
        assert_eq!(super::of(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
    }
}
