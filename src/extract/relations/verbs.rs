//! The verbs that say what one entity does to another, read from data.

use crate::extract::entities::hash::{NumberMap, word_key};

/// The table compiled in; its head says its format.
const FILE: &str = include_str!("../../../static/data/relations.tsv");

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    /// Where it differs from the past, else [`Form::Past`] stands for both.
    Participle,
    Ing,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    pub predicate: String,
    /// What stands between the verb and its object; nothing for a direct object.
    pub preposition: Option<String>,
}

/// All verbs, by their forms and by their nouns.
#[derive(Clone, Debug, Default)]
pub(super) struct Verbs {
    verbs: Vec<Verb>,
    forms: NumberMap<u64, (usize, Form)>,
    nouns: NumberMap<u64, Vec<(usize, String)>>,
}

impl Verbs {
    /// The verbs compiled in; lines that are wrong are left out.
    pub(super) fn bundled() -> Self {
        Self::read(FILE).0
    }

    /// Reads a table; gives what could be read, and the lines that could not, with what is wrong.
    pub(super) fn read(text: &str) -> (Self, Vec<(usize, String)>) {
        let mut verbs = Self::default();
        let mut errors = Vec::new();
        let mut before = "";
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let result = if line < before { Err("not in its order".to_owned()) } else { verbs.add_line(line) };
            before = line;
            if let Err(message) = result {
                errors.push((number + 1, message));
            }
        }
        (verbs, errors)
    }

    fn add_line(&mut self, line: &str) -> Result<(), String> {
        let mut columns = line.split('\t');
        let (Some(predicate), Some(forms), Some(preposition)) = (columns.next(), columns.next(), columns.next()) else {
            return Err("a line needs three columns".to_owned());
        };
        let forms: Vec<&str> = forms.split(' ').collect();
        let forms = match forms.as_slice() {
            ["-"] => Vec::new(),
            &[base, third, past, participle, ing] => {
                vec![
                    (ing, Form::Ing),
                    (third, Form::Third),
                    (past, Form::Past),
                    (participle, Form::Participle),
                    (base, Form::Base),
                ]
            }
            _ => return Err("a verb needs five forms".to_owned()),
        };
        let index = self.verbs.len();
        let preposition = (preposition != "-").then(|| preposition.to_owned());
        self.verbs.push(Verb { predicate: predicate.to_owned(), preposition });
        for (form, kind) in forms {
            self.forms.entry(word_key(form)).or_insert((index, kind));
        }
        for noun in columns.next().unwrap_or_default().split(';').filter(|noun| !noun.is_empty()) {
            let (noun, preposition) = noun.split_once(' ').ok_or_else(|| format!("{noun:?} has no preposition"))?;
            self.nouns.entry(word_key(noun)).or_default().push((index, preposition.to_owned()));
        }
        Ok(())
    }

    /// The verb of which a small word is a form.
    pub(super) fn form(&self, word: &str) -> Option<(&Verb, Form)> {
        self.forms.get(&word_key(word)).and_then(|&(index, form)| self.verbs.get(index).map(|verb| (verb, form)))
    }

    /// The verbs that a noun stands for, each with the preposition before its object.
    pub(super) fn noun(&self, word: &str) -> impl Iterator<Item = (&Verb, &str)> {
        let list = self.nouns.get(&word_key(word)).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|(index, preposition)| self.verbs.get(*index).map(|verb| (verb, preposition.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_no_error() {
        let (verbs, errors) = Verbs::read(FILE);
        assert_eq!(errors, []);
        assert!(verbs.verbs.len() > 90);
    }
}
