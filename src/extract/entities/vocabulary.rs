//! The words that names are made of, each with a number and with what the word list says of it.

use super::fold::{doubles, hash};
use super::hash::NumberMap;
use super::kind::EntityKind;

/// The number of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(pub u32);

/// A class of the word list; `static/data/names.tsv` says what each is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Modifier,
    Title,
    Given,
    Adjective,
    Common,
    Opener,
    Direction,
    Plain,
    Letters,
}

const CLASSES: [(&str, Class); 9] = [
    ("modifier", Class::Modifier),
    ("title", Class::Title),
    ("given", Class::Given),
    ("adjective", Class::Adjective),
    ("common", Class::Common),
    ("opener", Class::Opener),
    ("direction", Class::Direction),
    ("plain", Class::Plain),
    ("letters", Class::Letters),
];

/// What the word list says of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Traits {
    classes: u16,
    /// A name may end in it.
    pub tail: Option<EntityKind>,
    /// A name may begin with it.
    pub front: Option<EntityKind>,
    /// In lower case, it belongs to the name before it.
    pub after: Option<EntityKind>,
    /// In lower case, it says what the next name is.
    pub before: Option<EntityKind>,
}

impl Traits {
    /// Whether the word is of that class.
    pub(super) fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u16) != 0
    }
}

/// All words, by the hashes of their folded forms.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    ids: NumberMap<u64, WordId>,
    traits: Vec<Traits>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary = Self { ids: NumberMap::default(), traits: Vec::new() };
        for (from, to) in doubles() {
            let id = vocabulary.intern(hash(to));
            vocabulary.ids.insert(hash(from), id);
        }
        vocabulary
    }
}

impl Vocabulary {
    /// The number of the word with that hash.
    pub(super) fn id(&self, hash: u64) -> Option<WordId> {
        self.ids.get(&hash).copied()
    }

    /// The number of the word with that hash, given now if it has none.
    pub(super) fn intern(&mut self, hash: u64) -> WordId {
        let next = WordId(u32::try_from(self.traits.len()).unwrap_or(u32::MAX));
        let traits = &mut self.traits;
        *self.ids.entry(hash).or_insert_with(|| {
            traits.push(Traits::default());
            next
        })
    }

    /// What the word list says of a word.
    pub(super) fn traits(&self, word: Option<WordId>) -> Traits {
        word.and_then(|word| self.traits.get(word.0 as usize)).copied().unwrap_or_default()
    }

    /// Takes in one line of the word list: class, kind, words.
    pub(super) fn add_line(&mut self, line: &str) -> Result<(), String> {
        let mut columns = line.split('\t');
        let (Some(class), Some(kind), Some(words)) = (columns.next(), columns.next(), columns.next()) else {
            return Err("a line needs three columns".to_owned());
        };
        let kind = match kind {
            "-" => None,
            name => Some(EntityKind::from_name(name).ok_or_else(|| format!("unknown kind {name}"))?),
        };
        for word in words.split(' ') {
            let id = self.intern(hash(word));
            let Some(traits) = self.traits.get_mut(id.0 as usize) else {
                continue;
            };
            match class {
                "tail" => traits.tail = kind,
                "front" => traits.front = kind,
                "after" => traits.after = kind,
                "before" => traits.before = kind,
                _ => {
                    let (_, class) =
                        CLASSES.iter().find(|(name, _)| *name == class).ok_or_else(|| format!("unknown class {class}"))?;
                    traits.classes |= 1 << *class as u16;
                }
            }
        }
        Ok(())
    }
}
