//! What is known about a paper from outside its text: the file `paper.json` beside `paper.txt`.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// Bibliographic facts and the publisher's remarks. Every field may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metadata {
    /// The title, without subtitle.
    pub title: Option<String>,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The authors, as they sign, in order.
    pub authors: Authors,
    /// Series and number ("EUCAM Working Paper No. 3").
    pub series: Option<String>,
    /// Day of publication, ISO 8601, as precise as known.
    pub date: Option<String>,
    /// Who published it, with places, in words.
    pub publisher: Option<String>,
    /// The same for citations, publisher by publisher; without it they have the words as they stand, and no place.
    pub publishers: Vec<Publisher>,
    /// ISBN, as printed.
    pub isbn: Option<String>,
    /// The DOI, without an address in front.
    pub doi: Option<String>,
    /// The address of the publisher's own page.
    pub url: Option<String>,
    /// The address at which the page about it is published, where it has one: for the links that machines follow to it.
    pub site: Option<String>,
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

/// An author: as a string, as he or she signs ("Marlène Laruelle"), or taken apart, where that string would be taken apart wrongly:
/// `{"given": "Gabriela", "family": "García Prieto"}`, with a `suffix` where there is one; `{"literal": "Crisis Action"}` for a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Author {
    /// The whole name, in the order in which it is read.
    Signed(String),
    /// A person.
    Person {
        /// Given names.
        #[serde(skip_serializing_if = "String::is_empty")]
        given: String,
        /// The family name, with its particles.
        family: String,
        /// "Jr.", "III"; mostly empty.
        #[serde(skip_serializing_if = "String::is_empty")]
        suffix: String,
    },
    /// An institution, whose name is never turned round.
    Body {
        /// Its name.
        literal: String,
    },
}

impl Author {
    /// The name in the order in which it is read.
    pub fn signed(&self) -> String {
        match self {
            Self::Signed(name) | Self::Body { literal: name } => name.clone(),
            Self::Person { given, family, suffix } => {
                let mut name = String::new();
                for part in [given, family, suffix] {
                    if !name.is_empty() && !part.is_empty() {
                        name.push(' ');
                    }
                    name.push_str(part);
                }
                name
            }
        }
    }
}

/// The authors, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Authors(pub Vec<Author>);

impl Authors {
    /// Their names as they sign, with `separator` between two.
    pub fn join(&self, separator: &str) -> String {
        let mut names = String::new();
        for (at, author) in self.0.iter().enumerate() {
            if at > 0 {
                names.push_str(separator);
            }
            names.push_str(&author.signed());
        }
        names
    }
}

/// A publisher: `{"name": "FRIDE", "place": "Madrid"}`, or a string for one without place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// Where it has its seat; empty where that is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
}

impl<'de> Deserialize<'de> for Author {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [family, given, suffix, literal] = named(deserializer, &["family", "given", "suffix", "literal"], 3)?;
        match literal {
            Read::Plain(name) => Ok(Self::Signed(name)),
            Read::Field(literal) if !literal.is_empty() => Ok(Self::Body { literal }),
            Read::Field(_) => match family.text() {
                family if family.is_empty() => Err(D::Error::custom("an author needs a family name, or a literal one")),
                family => Ok(Self::Person { given: given.text(), family, suffix: suffix.text() }),
            },
        }
    }
}

impl<'de> Deserialize<'de> for Publisher {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [name, place, ..] = named(deserializer, &["name", "place"], 0)?;
        Ok(Self { name: name.text(), place: place.text() })
    }
}

/// How a text stood in the file.
enum Read {
    /// Alone, in place of an object.
    Plain(String),
    /// As a field; empty where there is none.
    Field(String),
}

impl Read {
    fn text(self) -> String {
        match self {
            Self::Plain(text) | Self::Field(text) => text,
        }
    }
}

/// Reads a text, which is then the field number `plain`, or an object with some of these fields, all texts. By hand: what serde derives
/// for "one or the other" keeps a copy of any value, and would cost the page's program several kilobytes.
fn named<'de, D: Deserializer<'de>>(
    deserializer: D,
    names: &'static [&'static str],
    plain: usize,
) -> Result<[Read; 4], D::Error> {
    deserializer.deserialize_any(Named { names, plain })
}

struct Named {
    names: &'static [&'static str],
    plain: usize,
}

impl<'de> Visitor<'de> for Named {
    type Value = [Read; 4];

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name or an object")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let mut read = [const { Read::Field(String::new()) }; 4];
        if let Some(place) = read.get_mut(self.plain) {
            *place = Read::Plain(text.to_owned());
        }
        Ok(read)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut read = [const { Read::Field(String::new()) }; 4];
        while let Some(key) = map.next_key::<String>()? {
            let at = self.names.iter().position(|name| *name == key);
            let place = at.and_then(|at| read.get_mut(at)).ok_or_else(|| A::Error::unknown_field(&key, self.names))?;
            *place = Read::Field(map.next_value()?);
        }
        Ok(read)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_as_strings_or_taken_apart() {
        let json = r#"{"authors":["Anna Berg",{"family":"García Prieto","given":"Gabriela"},{"literal":"Crisis Action"}],"publishers":["A",{"name":"B","place":"C"}]}"#;
        let metadata = Metadata::from_json(json).expect("metadata");
        assert_eq!(metadata.authors.join(", "), "Anna Berg, Gabriela García Prieto, Crisis Action");
        assert_eq!(metadata.authors.0.first(), Some(&Author::Signed("Anna Berg".to_owned())));
        let places: Vec<_> = metadata.publishers.iter().map(|publisher| (&*publisher.name, &*publisher.place)).collect();
        assert_eq!(places, [("A", ""), ("B", "C")]);
        let again = serde_json::to_string(&metadata).expect("JSON");
        assert_eq!(Metadata::from_json(&again), Ok(metadata));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (json, words) in [
            (r#"{"authors":[{"given":"Anna"}]}"#, "family name"),
            (r#"{"authors":[{"name":"Anna"}]}"#, "unknown field"),
            (r#"{"authors":[7]}"#, "a name or an object"),
            (r#"{"publishers":[{"name":7}]}"#, "a string"),
            (r#"{"author":"Anna"}"#, "unknown field"),
        ] {
            let error = Metadata::from_json(json).expect_err(json);
            assert!(error.contains(words) && error.contains("line 1"), "{json}: {error}");
        }
    }
}
