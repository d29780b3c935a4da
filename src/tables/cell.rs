//! Cells: the text that is shown, and the number by which it is sorted.

use super::number::{read_date, read_number};
use super::{Column, Sort};

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What is shown.
    pub text: String,
    /// What it is sorted by in columns of numbers, dates (19950914) and orders; none for words, and where there is nothing.
    pub number: Option<f64>,
    /// The key of the entity that it names.
    pub entity: Option<String>,
    /// What it said before it was corrected.
    pub was: Option<String>,
}

impl Cell {
    /// A cell of a column that says `text`.
    pub fn new(column: &Column, text: String) -> Self {
        Self { number: number_of(column, &text), text, entity: None, was: None }
    }

    /// Corrects it: `text` is what it says from now on, in `column`.
    pub(crate) fn set(&mut self, column: &Column, text: &str) {
        let original = self.was.take().unwrap_or_else(|| std::mem::take(&mut self.text));
        self.number = number_of(column, text);
        text.clone_into(&mut self.text);
        self.was = (original != text).then_some(original);
    }

    /// Makes it say again what was found in the paper.
    pub(crate) fn restore(&mut self, column: &Column) {
        if let Some(original) = self.was.take() {
            self.number = number_of(column, &original);
            self.text = original;
        }
    }
}

/// The number by which a text is sorted in a column.
pub(super) fn number_of(column: &Column, text: &str) -> Option<f64> {
    match column.sort {
        Sort::Text => None,
        Sort::Number => read_number(text),
        Sort::Date => read_date(text),
        Sort::Order => column.choices.iter().position(|choice| choice == text).map(|at| at as f64),
    }
}

/// Whether a cell of a column may be made to say `text`.
///
/// # Errors
/// In words: the column cannot be corrected, or the text is no number, no date or none of the choices.
pub fn check(column: &Column, text: &str) -> Result<(), String> {
    let what = match column.sort {
        _ if !column.is_editable => "cannot be changed",
        _ if !column.choices.is_empty() => {
            let is_choice = column.choices.iter().any(|choice| choice == text);
            let words = || [&column.name, " must be one of: ", &column.choices.join(", ")].concat();
            return if is_choice { Ok(()) } else { Err(words()) };
        }
        Sort::Text | Sort::Order => return Ok(()),
        // a horizon can be a length of time, too
        _ if text.is_empty() || number_of(column, text).is_some() || column.key == "horizon" && super::horizon(text) != text => {
            return Ok(());
        }
        Sort::Number => "must be a number, such as 1,200 or 0.5",
        Sort::Date => "must be a year, a month or a day, such as 1995, 1995-09 or 1995-09-14",
    };
    Err([&column.name, " ", what].concat())
}
