//! What the filter keeps, and where in the text it lies.

use lectern::corpus::Corpus;
use lectern::extract::themes::ThemeId;
use lectern::view::action::Action;
use lectern::view::screen::Screen;
use lectern::view::strip::{WIDTH, bars, layout, section_starts};
use yew::prelude::*;

use super::shared::Shared;
use super::sigil::{ink, sigil};

pub struct Props {
    pub corpus: Shared<Corpus>,
    pub screen: Shared<Screen>,
    /// The first and the last block on the screen, by place in reading order.
    pub seen: Option<(usize, usize)>,
    pub act: Callback<Action>,
}

pub fn state_bar(props: &Props) -> Html {
    let layout = layout(&props.corpus);
    let (passages, words) = props.screen.kept_in_words();
    let rows = props.screen.filter.themes.iter().map(|theme| row(&props.corpus, *theme, &layout));
    let frame = props.seen.and_then(|(first, last)| Some((layout.get(first)?.0, layout.get(last).map(|(x, width)| x + width)?)));
    html! {
        <div class="state" data-bar="" data-rows={props.screen.filter.themes.len().min(4).to_string()}>
            <p>
                <b>{ passages }</b><br/>{ words }{ " " }
                <button type="button" class="unfilter" onclick={props.act.reform(|_: MouseEvent| Action::Unfilter)}>{ "Clear the filter" }</button>
            </p>
            <div class="strip">
                { for rows }
                <span class="row" aria-hidden="true"><span class="name">{ "sections" }</span></span>
                <svg class="sections" viewBox={format!("0 0 {WIDTH} 14")} preserveAspectRatio="none" aria-hidden="true">
                    { for section_starts(&props.corpus, &layout).into_iter().map(|x| html! {
                        <line class="section-tick" x1={x.to_string()} x2={x.to_string()} y1="0" y2="14"/>
                    }) }
                    if let Some((start, end)) = frame {
                        <rect class="strip-view" x={start.to_string()} y="2" width={end.saturating_sub(start).max(4).to_string()} height="10"/>
                    }
                </svg>
            </div>
        </div>
    }
}

fn row(corpus: &Corpus, theme: ThemeId, layout: &[(usize, usize)]) -> Html {
    let Some(theme) = corpus.themes.by_id(theme.as_str()) else {
        return Html::default();
    };
    let bar = |bar: lectern::view::strip::Bar| {
        let height = usize::from(bar.strength) * 3;
        html! {
            <rect class="strip-bar" x={bar.x.to_string()} width={bar.width.to_string()} y={(16 - height).to_string()} height={height.to_string()}/>
        }
    };
    html! {
        <>
            <span class="row">{ sigil(theme) }<span class="name">{ " " }{ theme.name.clone() }</span></span>
            <svg class={ink(theme)} viewBox={format!("0 0 {WIDTH} 18")} preserveAspectRatio="none" aria-hidden="true">
                <rect class="strip-bed" x="0" y="17" width={WIDTH.to_string()} height="1"/>
                { for bars(corpus, theme.id, layout).into_iter().map(bar) }
            </svg>
        </>
    }
}
