//! What is known about a paper from outside its text: the file `paper.json` beside `paper.txt`.

use serde::{Deserialize, Serialize};

/// Bibliographic facts and the publisher's remarks. Every field may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metadata {
    /// The title, without subtitle.
    pub title: Option<String>,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The authors, as they sign, in order.
    pub authors: Vec<String>,
    /// Series and number ("EUCAM Working Paper No. 3").
    pub series: Option<String>,
    /// Day of publication, ISO 8601, as precise as known.
    pub date: Option<String>,
    /// Who published it, with places.
    pub publisher: Option<String>,
    /// ISBN, as printed.
    pub isbn: Option<String>,
    /// BCP 47 tag of the text's language.
    pub language: Option<String>,
    /// The rights notice.
    pub rights: Option<String>,
    /// Where these facts come from, in words.
    pub source: Option<String>,
    /// What the source lacks, in words ("the endnotes' texts are not in this source").
    pub missing: Option<String>,
    /// The number of the first printed page in the text.
    pub first_page: Option<u32>,
    /// The author's or printer's own slips: kept in the text, marked `[sic]`.
    pub slips: Vec<Slip>,
}

/// A slip that is quoted as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The words as printed.
    pub text: String,
    /// What was meant.
    pub reading: String,
}

impl Metadata {
    /// Reads the JSON of a metadata file.
    ///
    /// # Errors
    /// Where it is not JSON or has a field that is not known; the message names line and column.
    pub fn from_json(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }
}
