//! The reader's settings: read once, shown at each change, kept on this machine, taken over from other tabs.

use std::rc::Rc;

use lectern::view::settings::Settings;
use yew::prelude::*;

use super::browser;
use super::hooks::{Of, use_change, use_once};

const KEY: &str = "lectern.settings";

/// The settings, and how their keeping went.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kept {
    /// The settings.
    pub settings: Settings,
    changed: bool,
}

impl Reducible for Kept {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        Rc::new(match step {
            Step::Read(settings) => Self { settings, changed: false },
            Step::Set(settings) => Self { settings, changed: true },
        })
    }
}

/// What happens to the settings.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// They were kept, or have come from another tab.
    Read(Settings),
    /// The reader sets them.
    Set(Settings),
}

/// The settings. `refused` is called where the browser does not keep them.
#[hook]
pub fn use_settings(refused: Callback<()>) -> UseReducerHandle<Kept> {
    let kept = use_reducer(Kept::default);
    use_once({
        let dispatch = kept.dispatcher();
        Box::new(move || {
            if let Some(json) = browser::stored(KEY) {
                dispatch.dispatch(Step::Read(Settings::from_json(&json)));
            }
            vec![browser::on_window("storage", move |event| {
                if let Some(json) = browser::stored_elsewhere(event, KEY) {
                    dispatch.dispatch(Step::Read(Settings::from_json(&json)));
                }
            })]
        })
    });
    let now = *kept;
    use_change(
        Of::new(now),
        Box::new(move || {
            browser::show_settings(&now.settings);
            if now.changed && browser::store(KEY, &now.settings.to_json()).is_err() {
                refused.emit(());
            }
            Box::new(())
        }),
    );
    kept
}
