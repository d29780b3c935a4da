//! Two patches made into one.

use super::{Operation, Patch};

impl Patch {
    /// This patch with a later one added: where both correct the same cell, the later wins. Returns the patch and, in words, where
    /// the two do not agree. What both say alike is kept once.
    pub fn with(&self, later: &Self) -> (Self, Vec<String>) {
        let mut merged = self.clone();
        let mut conflicts = Vec::new();
        if merged.operations.is_empty() && merged.paper.hash.is_empty() {
            merged.paper = later.paper.clone();
        } else if merged.paper.hash != later.paper.hash {
            conflicts.push(["the later corrections are for another paper or edition: ", &later.paper.title].concat());
        }
        for operation in &later.operations {
            let mut operation = operation.clone();
            if let Some(now) = last(&merged.operations, &operation) {
                if now.after == operation.after {
                    continue;
                }
                operation.before.clone_from(&now.after);
            }
            let settled = last(&later.operations, &operation).is_some_and(|last| last.after == operation.after);
            if settled
                && let Some(mine) = last(&self.operations, &operation)
                && mine.after != operation.after
            {
                let Operation { key, column, after, .. } = &operation;
                let words = [key, ", ", column, ": “", after, "”, which was “", &mine.after, "”"].concat();
                if !conflicts.contains(&words) {
                    conflicts.push(words);
                }
            }
            merged.operations.push(operation);
        }
        merged.other.retain(|(name, _)| later.other.iter().all(|(other, _)| other != name));
        merged.other.extend_from_slice(&later.other);
        (merged, conflicts)
    }
}

/// The last operation on the same cell.
fn last<'a>(operations: &'a [Operation], like: &Operation) -> Option<&'a Operation> {
    operations.iter().rev().find(|operation| operation.key == like.key && operation.column == like.column)
}
