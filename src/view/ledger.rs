//! The ledger of repairs, by kind.

use crate::document::{Repair, RepairKind};

/// The repairs of one kind, in the order of the source.
pub struct Group<'a> {
    /// The kind in words.
    pub name: String,
    /// The repairs.
    pub repairs: Vec<&'a Repair>,
}

/// The repairs by kind, the rarest first: what happens on every line is least worth a look.
pub fn groups(repairs: &[Repair]) -> Vec<Group<'_>> {
    let mut groups: Vec<(RepairKind, Group)> = Vec::new();
    for repair in repairs {
        match groups.iter_mut().find(|(kind, _)| *kind == repair.kind) {
            Some((_, group)) => group.repairs.push(repair),
            None => groups.push((repair.kind, Group { name: sentence_case(repair.kind.name()), repairs: vec![repair] })),
        }
    }
    groups.sort_by_key(|(_, group)| group.repairs.len());
    groups.into_iter().map(|(_, group)| group).collect()
}

/// `line_join` as "Line join".
fn sentence_case(name: &str) -> String {
    let mut chars = name.chars().map(|c| if c == '_' { ' ' } else { c });
    chars.next().into_iter().map(|c| c.to_ascii_uppercase()).chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_words() {
        assert_eq!(sentence_case("line_join"), "Line join");
        assert_eq!(sentence_case(""), "");
    }
}
