//! All annotations of a paper, deleted ones remembered; two states made into one.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Annotation, storage, time};

/// What became of an annotation.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// It is there.
    Kept(Box<Annotation>),
    /// It was deleted, which is remembered, so that no older copy brings it back.
    Deleted {
        /// When.
        modified: String,
    },
}

impl Entry {
    /// When it was changed last.
    pub fn modified(&self) -> &str {
        match self {
            Self::Kept(annotation) => &annotation.modified,
            Self::Deleted { modified } => modified,
        }
    }

    /// What decides which of two is the later: the time, then deletion, then the text of the file, so that the order is total.
    fn rank(&self, id: &str) -> (&str, bool, String) {
        let text = match self {
            Self::Kept(annotation) => storage::annotation_to_json(annotation).to_string(),
            Self::Deleted { .. } => id.to_owned(),
        };
        (self.modified(), matches!(self, Self::Deleted { .. }), text)
    }
}

/// The annotations of a paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// By id.
    pub entries: BTreeMap<String, Entry>,
    /// What could not be read, as it came (an entry's JSON, or all of a text that is no JSON), and why: kept, since a later version may read
    /// it.
    pub aside: BTreeMap<String, String>,
    /// Fields that this version does not know, as they came.
    pub other: Map<String, Value>,
}

impl State {
    /// The annotations that are there, in the order of their ids.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.entries.values().filter_map(|entry| match entry {
            Entry::Kept(annotation) => Some(annotation.as_ref()),
            Entry::Deleted { .. } => None,
        })
    }

    /// The annotation of that id, if it is there.
    pub fn get(&self, id: &str) -> Option<&Annotation> {
        match self.entries.get(id)? {
            Entry::Kept(annotation) => Some(annotation),
            Entry::Deleted { .. } => None,
        }
    }

    /// Makes or changes an annotation: it is the latest from now on, even where a clock was put back.
    pub fn put(&mut self, mut annotation: Annotation) {
        if let Some(old) = self.entries.get(&annotation.id) {
            annotation.modified = after(old, annotation.modified);
        }
        self.entries.insert(annotation.id.clone(), Entry::Kept(Box::new(annotation)));
    }

    /// Deletes an annotation; one that was never there is remembered as deleted too. Takes the time.
    pub fn delete(&mut self, id: &str, now: &str) {
        let modified = self.entries.get(id).map_or_else(|| now.to_owned(), |old| after(old, now.to_owned()));
        self.entries.insert(id.to_owned(), Entry::Deleted { modified });
    }

    /// Takes in another state. Of each annotation the later one stays: by the time of its last change; of equal times a deletion before a
    /// change, then that whose text is greater. In whatever order states are merged, and however often, the outcome is the same.
    pub fn merge(&mut self, other: Self) {
        for (id, entry) in other.entries {
            match self.entries.get(&id) {
                Some(mine) if mine.rank(&id) >= entry.rank(&id) => {}
                _ => drop(self.entries.insert(id, entry)),
            }
        }
        for (json, why) in other.aside {
            let mine = self.aside.entry(json).or_default();
            if *mine < why {
                *mine = why;
            }
        }
        for (name, value) in other.other {
            let (mine, new) = (self.other.get(&name).map(Value::to_string), value.to_string());
            if mine.is_none_or(|mine| mine < new) {
                self.other.insert(name, value);
            }
        }
    }
}

/// The time, or the next one behind an entry's, if that is later.
fn after(old: &Entry, now: String) -> String {
    if *old.modified() < *now { now } else { time::next(old.modified()) }
}
