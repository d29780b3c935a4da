//! A hook that others need.

use yew::prelude::*;

use super::browser::Listeners;

/// What is done once.
pub type Beginning = Box<dyn FnOnce() -> Listeners>;

/// Calls `begin` once, when the page first stands; what it listens to, it hears as long as the page is there.
#[hook]
pub fn use_once(begin: Beginning) {
    use_effect_with((), move |()| {
        let listeners = begin();
        move || drop(listeners)
    });
}
