//! The contents, the present section lit.

use lectern::document::SectionId;
use lectern::view::contents::Entry;
use lectern::view::screen::Screen;
use yew::prelude::*;

/// The contents of the paper; `current` is the section at the top of the screen.
pub fn contents(screen: &Screen, current: Option<SectionId>) -> Html {
    let aside = match (screen.is_searching(), screen.filter.is_on()) {
        (true, _) => "hits",
        (false, true) => "shown",
        (false, false) => "minutes",
    };
    // each section with the subsections that follow it
    let groups = screen.contents.chunk_by(|_, next| next.level > 1);
    html! {
        <nav class="contents" aria-label="Contents">
            <h2 class="label">{ "Contents" }<span aria-hidden="true">{ aside }</span></h2>
            <ol>{ for groups.map(|group| section(group, current)) }</ol>
        </nav>
    }
}

fn section(group: &[Entry], current: Option<SectionId>) -> Html {
    let Some((head, inner)) = group.split_first() else {
        return Html::default();
    };
    let lit = |entry: &Entry| (current == Some(entry.id)).then_some("location");
    let inner = inner.iter().map(|entry| {
        html! { <li><a href={format!("#{}", entry.id)} aria-current={lit(entry)} title={entry.said.clone()}>{ entry.heading.clone() }</a></li> }
    });
    html! {
        <li>
            <a href={format!("#{}", head.id)} aria-current={lit(head)}>
                <span class="no" aria-hidden="true">{ head.number.clone() }</span><span>{ head.heading.clone() }</span>
                <span class="n" title={head.said.clone()} aria-hidden="true">{ head.aside.clone() }</span>
            </a>
            if inner.len() > 0 {
                <ul>{ for inner }</ul>
            }
        </li>
    }
}
