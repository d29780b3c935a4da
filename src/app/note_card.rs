//! The card of a note: what the marker stands for, beside it. It opens after a short hover, on focus or a tap; it stays while it
//! is pointed at, and closes soon after, or on Esc.

use gloo::timers::callback::Timeout;
use lectern::corpus::Corpus;
use lectern::document::BlockKind;
use web_sys::Event;
use yew::prelude::*;

use super::browser;
use super::hooks::use_document_event;
use super::shared::Shared;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub corpus: Shared<Corpus>,
}

const OPEN_AFTER: u32 = 100;
const CLOSE_AFTER: u32 = 500;
/// The id of the card; its marker describes itself by it.
const ID: &str = "note-card";

#[component]
pub fn NoteCard(props: &Props) -> Html {
    let note = use_state_eq(|| None::<u32>);
    let waiting = use_mut_ref(|| None::<Timeout>);
    let later = {
        let (note, waiting) = (note.setter(), waiting.clone());
        move |value: Option<u32>, milliseconds: u32| {
            let note = note.clone();
            *waiting.borrow_mut() = Some(Timeout::new(milliseconds, move || note.set(value)));
        }
    };
    let stay = {
        let waiting = waiting.clone();
        move || drop(waiting.borrow_mut().take())
    };
    let over = {
        let (later, stay) = (later.clone(), stay.clone());
        move |event: &Event| match (browser::note_of(event), browser::is_within(event, ID)) {
            (Some(number), _) => later(Some(number), OPEN_AFTER),
            (None, true) => stay(),
            (None, false) => {}
        }
    };
    let out = {
        let later = later.clone();
        move |event: &Event| {
            if browser::note_of(event).is_some() || browser::is_within(event, ID) {
                later(None, CLOSE_AFTER);
            }
        }
    };
    use_document_event(&["mouseover"], over);
    use_document_event(&["mouseout", "focusout"], out);
    let show = {
        let (note, stay) = (note.setter(), stay);
        move |event: &Event| {
            if let Some(number) = browser::note_of(event) {
                stay();
                note.set(Some(number));
            }
        }
    };
    use_document_event(&["focusin", "click"], show);
    let close = {
        let note = note.setter();
        move |event: &Event| {
            if browser::plain_key(event).as_deref() == Some("Escape") {
                note.set(None);
            }
        }
    };
    use_document_event(&["keydown"], close);
    use_effect_with(*note, |note| {
        if let Some(number) = note {
            browser::put_beside(ID, &format!("n{number}"));
        }
    });
    let Some(number) = *note else {
        return Html::default();
    };
    html! {
        <div class="popover small" id={ID} role="note"><p><b>{ format!("Note {number}. ") }</b>{ text(&props.corpus, number) }</p></div>
    }
}

/// The text of a note, or that the source has none.
fn text(corpus: &Corpus, number: u32) -> String {
    let is_text = |block: &&lectern::document::Block| {
        block.kind == BlockKind::Footnote && block.notes.first().is_some_and(|note| note.number == number)
    };
    match corpus.document.blocks.iter().find(is_text) {
        Some(block) => block.text.clone(),
        None => {
            let last =
                lectern::view::about::pages(corpus).map(|(_, last)| format!(" They are printed after page {last} of the paper."));
            format!(
                "This source has no text for its notes; the marker shows where the author placed it.{}",
                last.unwrap_or_default()
            )
        }
    }
}
