//! The evidence: why a passage carries its themes, word by word.

use std::collections::BTreeMap;

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::extract::themes::{BlockTheme, Origin};
use yew::prelude::*;

use super::icons;
use super::shared::Shared;
use super::sigil::{ink, sigil};

pub struct Props {
    pub corpus: Shared<Corpus>,
    /// The passage that is asked about: the one at the top of the screen.
    pub block: Option<BlockId>,
    pub open: bool,
    pub toggle: Callback<()>,
}

pub fn evidence(props: &Props) -> Html {
    let toggle = props.toggle.reform(|_: MouseEvent| ());
    let at = props.block.and_then(|block| props.corpus.position(block)).unwrap_or_default();
    html! {
        <aside class="evidence" data-open={props.open.then_some("")} aria-label="Evidence">
            <button type="button" class="evidence-head" aria-expanded={props.open.to_string()} onclick={toggle}>{ icons::panel() }{ "Evidence" }</button>
            if props.open {
                <div class="evidence-body">{ slips(&props.corpus, at) }</div>
            }
        </aside>
    }
}

fn slips(corpus: &Corpus, at: usize) -> Html {
    let Some(block) = corpus.block(at) else {
        return html! { <p class="lead">{ "The paper has no passage." }</p> };
    };
    let themes = corpus.themes_of(at);
    let number = format!("¶\u{202f}{}", block.id.0);
    if themes.is_empty() {
        return html! { <p class="lead"><b>{ number }</b>{ " carries none of the themes." }</p> };
    }
    html! {
        <>
            <p class="lead">{ "Why " }<b>{ number }</b>{ " carries its themes: the words that speak of each." }</p>
            <ul>{ for themes.iter().map(|carried| slip(corpus, &block.text, carried)) }</ul>
        </>
    }
}

fn slip(corpus: &Corpus, text: &str, carried: &BlockTheme) -> Html {
    let Some(theme) = corpus.themes.by_id(carried.theme.as_str()) else {
        return Html::default();
    };
    let mut fired: BTreeMap<&str, usize> = BTreeMap::new();
    for span in &carried.evidence {
        *fired.entry(span.of(text)).or_default() += 1;
    }
    let words = fired.iter().map(|(word, times)| {
        let times = (*times > 1).then(|| html! { <span class="n">{ format!("×{times}") }</span> });
        html! { <li><u class={classes!("why", ink(theme))}>{ word.to_string() }</u>{ times }</li> }
    });
    let origin = match carried.origin {
        Origin::Text => None,
        Origin::LeadIn(block) => Some(
            html! { <>{ "with " }<a href={format!("#{block}")}>{ format!("¶\u{202f}{}", block.0) }</a>{ ", which introduces the list" }</> },
        ),
        Origin::Heading(section) => Some(html! { <>{ "with " }<a href={format!("#{section}")}>{ "the heading above" }</a></> }),
    };
    html! {
        <li class="slip">
            <h3>{ sigil(theme) }{ " " }{ theme.name.clone() }</h3>
            <p class="what">{ format!("Strength {} of 5. {}", carried.strength, theme.definition) }</p>
            <ul class="fired">{ for words }</ul>
            <p class="prov">{ format!("rule: a lexicon of {} entries", theme.entries) }{ origin.map(|origin| html! { <>{ "; " }{ origin }</> }) }</p>
        </li>
    }
}
