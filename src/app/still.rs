//! Parts of the page that seldom change: drawn again only when what they are made of is another.

use std::rc::Rc;

use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    /// All that it depends on, in a word.
    pub of: String,
    pub make: Rc<dyn Fn() -> Html>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.of == other.of
    }
}

#[component]
pub fn Still(props: &Props) -> Html {
    (props.make)()
}

/// A part that depends on no more than what `of` says, and on what never changes.
pub fn still(of: &str, make: impl Fn() -> Html + 'static) -> Html {
    let make: Rc<dyn Fn() -> Html> = Rc::new(make);
    html! { <Still of={of.to_owned()} {make}/> }
}
