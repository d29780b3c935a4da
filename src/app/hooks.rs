//! Hooks that others need. The rest of the page uses Yew's own for effects through them alone: each kind of value that such a hook
//! depends on costs a kilobyte of the program.

use std::any::Any;

use yew::prelude::*;

use super::browser::Listeners;

/// What is done once.
pub type Beginning = Box<dyn FnOnce() -> Listeners>;

/// What something is done for.
pub struct Of {
    value: Box<dyn Any>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Of {
    /// Any value.
    pub fn new<T: PartialEq + 'static>(value: T) -> Self {
        Self { value: Box::new(value), is_same: |one, other| one.downcast_ref::<T>() == other.downcast_ref() }
    }
}

impl PartialEq for Of {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

/// Calls `act` when the page first stands, and whenever it is for another value; what it gives is held until then, or until the page is gone.
#[hook]
pub fn use_change(of: Of, act: Box<dyn FnOnce() -> Box<dyn Any>>) {
    use_effect_with(of, move |_| {
        let held = act();
        move || drop(held)
    });
}

/// Calls `begin` once, when the page first stands; what it listens to, it hears as long as the page is there.
#[hook]
pub fn use_once(begin: Beginning) {
    use_change(Of::new(()), Box::new(|| Box::new(begin())));
}
