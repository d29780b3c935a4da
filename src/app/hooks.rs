//! Hooks that more than one component needs.

use std::rc::Rc;

use web_sys::Event;
use yew::prelude::*;

use super::browser;

/// Calls the handler of the latest render for each event of these names in the document; listens once.
#[hook]
pub fn use_document_event(names: &'static [&'static str], handler: impl Fn(&Event) + 'static) {
    let latest = use_mut_ref(|| None::<Rc<dyn Fn(&Event)>>);
    *latest.borrow_mut() = Some(Rc::new(handler));
    use_effect_with((), move |()| {
        let listen = |name: &&'static str| {
            let latest = latest.clone();
            browser::on_document(name, move |event| {
                let handler = latest.borrow().clone();
                if let Some(handler) = handler {
                    handler(event);
                }
            })
        };
        let listeners: Vec<_> = names.iter().map(listen).collect();
        move || drop(listeners)
    });
}
