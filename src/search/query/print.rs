//! Printing a query so that it reads back as the same.

use std::fmt;

use super::parse::is_scale;
use super::{Ending, Node, Pattern, Query};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(&self.root, f)
    }
}

fn list(nodes: &[Node], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    between(nodes, " ", f, &|node| matches!(node, Node::List(_)))
}

/// Prints parts with something between them, in parentheses where `wrap` says so.
fn between(nodes: &[Node], link: &str, f: &mut fmt::Formatter<'_>, wrap: &dyn Fn(&Node) -> bool) -> fmt::Result {
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            f.write_str(link)?;
        }
        let before = at.checked_sub(1).and_then(|at| nodes.get(at));
        let would_join = link == " " && before.is_some_and(ends_in_a_number) && begins_with_scale(node);
        wrapped(node, wrap(node) || would_join, f)?;
    }
    Ok(())
}

/// Whether a word that is printed behind a part would be read as how great its number is.
fn ends_in_a_number(node: &Node) -> bool {
    match node {
        Node::Field(field, value) => field.is_scaled(value),
        Node::Not(node) => ends_in_a_number(node),
        Node::And(nodes) | Node::Or(nodes) | Node::List(nodes) => nodes.last().is_some_and(ends_in_a_number),
        _ => false,
    }
}

fn begins_with_scale(node: &Node) -> bool {
    match node {
        Node::Word(word) => is_scale(&word.text),
        Node::And(nodes) | Node::Or(nodes) | Node::List(nodes) => nodes.first().is_some_and(begins_with_scale),
        _ => false,
    }
}

fn wrapped(node: &Node, wrap: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if wrap {
        f.write_str("(")?;
    }
    print(node, f)?;
    if wrap {
        f.write_str(")")?;
    }
    Ok(())
}

fn print(node: &Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match node {
        Node::Word(word) => pattern(word, f),
        Node::Phrase(words) => {
            f.write_str("\"")?;
            pattern(words, f)?;
            f.write_str("\"")
        }
        Node::Near(words, distance) => write!(f, "\"{words}\"~{distance}"),
        Node::Regex(pattern) => write!(f, "/{pattern}/"),
        Node::Field(field, value) if value.contains([' ', '(', ')']) => {
            write!(f, "{}:\"{value}\"", field.name())
        }
        Node::Field(field, value) => write!(f, "{}:{value}", field.name()),
        Node::Not(node) => {
            f.write_str("-")?;
            wrapped(node, matches!(**node, Node::List(_) | Node::And(_) | Node::Or(_)), f)
        }
        Node::And(nodes) => between(nodes, " AND ", f, &|node| matches!(node, Node::List(_) | Node::Or(_) | Node::And(_))),
        Node::Or(nodes) => between(nodes, " OR ", f, &|node| matches!(node, Node::List(_) | Node::Or(_))),
        Node::List(nodes) => list(nodes, f),
    }
}

fn pattern(pattern: &Pattern, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&pattern.text)?;
    match pattern.ending {
        Ending::Whole => Ok(()),
        Ending::Prefix => f.write_str("*"),
    }
}
