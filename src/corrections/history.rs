//! Undo and redo.

use super::{Operation, Patch};

/// Corrections with those that were taken back. The corrected tables are made anew from the tables as extracted, so that undoing
/// gives exactly what was before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    patch: Patch,
    undone: Vec<Operation>,
}

impl History {
    /// A history that begins with these corrections.
    pub fn new(patch: Patch) -> Self {
        Self { patch, undone: Vec::new() }
    }

    /// The corrections that hold.
    pub fn patch(&self) -> &Patch {
        &self.patch
    }

    /// Adds a correction; one that changes nothing is left out. What was undone cannot be redone any more.
    pub fn push(&mut self, operation: Operation) {
        if operation.before != operation.after {
            self.patch.operations.push(operation);
            self.undone.clear();
        }
    }

    /// Takes back the last correction and gives it; none where there is none.
    pub fn undo(&mut self) -> Option<&Operation> {
        self.undone.push(self.patch.operations.pop()?);
        self.undone.last()
    }

    /// Makes the correction again that was taken back last, and gives it; none where there is none.
    pub fn redo(&mut self) -> Option<&Operation> {
        self.patch.operations.push(self.undone.pop()?);
        self.patch.operations.last()
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.patch.operations.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
