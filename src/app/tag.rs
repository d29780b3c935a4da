//! Elements built by calls: what `html!` writes out at every place, some hundreds of bytes of the program for an element, is here
//! once. Where a click is a word (`data-do`) that the page understands, no element needs a handler of its own (see
//! [`super::deeds`]).

use lectern::view::excerpt::Lit;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

/// An element that is being built.
pub struct Tag(Box<VTag>);

/// Begins an element.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    Tag(Box::new(VTag::new(name)))
}

/// Begins a link.
pub fn link(href: &str) -> Tag {
    tag("a").has("href", href)
}

/// Siblings that stand in the place of one: what stands beside them keeps its own place however many they are.
#[inline(never)]
pub fn siblings(children: Vec<Html>) -> Html {
    children.into_iter().collect()
}

/// Begins a button; `what` and `with` are what it does: see [`super::deeds`].
pub fn button(what: &'static str, with: &str) -> Tag {
    tag("button").is("type", "button").is("data-do", what).has("data-with", with)
}

/// A choice of a list.
pub fn option(value: &str, shown: &str, selected: bool) -> Tag {
    let option = tag("option").when("selected", "", selected).text(shown);
    // an empty value is one, too
    if value.is_empty() { option.is("value", "") } else { option.has("value", value) }
}

impl Tag {
    /// Sets an attribute to words of the program.
    #[inline(never)]
    pub fn is(mut self, name: &'static str, value: &'static str) -> Self {
        self.0.add_attribute(name, value);
        self
    }

    /// Sets an attribute; an empty value leaves it out.
    #[inline(never)]
    pub fn has(mut self, name: &'static str, value: &str) -> Self {
        if !value.is_empty() {
            self.0.add_attribute(name, value.to_owned());
        }
        self
    }

    /// Sets an attribute to a number.
    pub fn number(self, name: &'static str, value: usize) -> Self {
        self.has(name, &value.to_string())
    }

    /// Sets an attribute that is there or not.
    #[inline(never)]
    pub fn when(mut self, name: &'static str, value: &'static str, there: bool) -> Self {
        if there {
            self.0.add_attribute(name, value);
        }
        self
    }

    /// Sets an attribute to `true` or `false`.
    pub fn flag(self, name: &'static str, value: bool) -> Self {
        self.is(name, if value { "true" } else { "false" })
    }

    /// Sets the class.
    pub fn class(self, class: &'static str) -> Self {
        self.is("class", class)
    }

    /// What distinguishes it among its siblings.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(key.to_owned().into());
        self
    }

    /// What a field holds.
    #[inline(never)]
    pub fn value(mut self, value: &str) -> Self {
        self.0.set_value(Some(AttrValue::from(value.to_owned())));
        self
    }

    /// Whether a box is ticked.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// Adds a child.
    #[inline(never)]
    pub fn add(mut self, child: impl Into<VNode>) -> Self {
        self.0.add_child(child.into());
        self
    }

    /// Adds a child, or keeps its place: without, those before it would be taken for others at the next render.
    #[inline(never)]
    pub fn maybe(self, child: Option<Tag>) -> Self {
        self.add(child.map(Html::from).unwrap_or_default())
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        self.0.add_child(VNode::from(text.to_owned()));
        self
    }

    /// Adds an excerpt, each hit in an element of its own.
    pub fn excerpt(mut self, pieces: &[(String, Lit)], hit: &'static str) -> Self {
        for (piece, lit) in pieces {
            self = match lit {
                Lit::Plain => self.text(piece),
                Lit::Hit => self.add(tag(hit).text(piece)),
            };
        }
        self
    }

    /// Adds a number that counts what stands before it, parted by a blank.
    pub fn count(self, count: usize) -> Self {
        self.text(" ").add(tag("span").class("n").text(&lectern::view::words::grouped(count)))
    }

    /// Adds children.
    #[inline(never)]
    pub fn all(mut self, children: Vec<Html>) -> Self {
        for child in children {
            self.0.add_child(child);
        }
        self
    }
}

impl From<Tag> for VNode {
    fn from(tag: Tag) -> Self {
        Self::from(*tag.0)
    }
}
