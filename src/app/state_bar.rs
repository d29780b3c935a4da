//! What the filter keeps, and where in the text it lies.

use lectern::corpus::Corpus;
use lectern::extract::themes::Theme;
use lectern::view::route::Mode;
use lectern::view::screen::Screen;
use lectern::view::strip::{WIDTH, bars, layout, section_starts};

use super::facets::chosen;
use super::sigil::{ink, sigil};
use super::tag::{Tag, button, tag};

/// `seen` are the first and the last block on the screen, by place in reading order.
pub fn state_bar(corpus: &Corpus, screen: &Screen, seen: Option<(usize, usize)>) -> Tag {
    let layout = layout(corpus);
    let (passages, words) = screen.kept_in_words();
    let clear = button("unfilter", "").class("unfilter").text("Clear the filter");
    let kept = tag("p").add(tag("b").text(&passages)).add(tag("br")).text(&words).text(" ").add(clear);
    let mut strip = tag("div").class("strip");
    if screen.filter.themes.is_empty() {
        strip = strip
            .add(tag("span").class("row").add(tag("span").class("name").text("kept")))
            .add(kept_row(corpus, screen, &layout));
    }
    for theme in screen.filter.themes.iter().filter_map(|id| corpus.themes.by_id(id.as_str())) {
        strip = strip.add(name(theme)).add(row(corpus, theme, &layout));
    }
    let label = tag("span").class("row").is("aria-hidden", "true").add(tag("span").class("name").text("sections"));
    let mut sections = picture(" 14").class("sections");
    for x in section_starts(corpus, &layout) {
        let x = x.to_string();
        sections = sections.add(tag("line").class("section-tick").has("x1", &x).has("x2", &x).is("y1", "0").is("y2", "14"));
    }
    let frame = seen.and_then(|(first, last)| Some((layout.get(first)?.0, layout.get(last).map(|(x, width)| x + width)?)));
    sections = sections.maybe(frame.map(|(start, end)| {
        let width = end.saturating_sub(start).max(4);
        tag("rect").class("strip-view").number("x", start).is("y", "2").number("width", width).is("height", "10")
    }));
    tag("div")
        .class("state")
        .is("data-bar", "")
        .number("data-rows", screen.filter.themes.len().clamp(1, 4))
        .add(tag("div").add(kept).add(printed(screen)).maybe(chosen(corpus, screen)))
        .add(strip.add(label).add(sections))
}

/// What only a print has to say, where there is nothing to press.
fn printed(screen: &Screen) -> Tag {
    let rest = match screen.route.mode {
        Mode::Mark => "The rest of the paper is shown, too.",
        Mode::Dim => "The rest of the paper is dimmed.",
        Mode::Fold => "The rest of the paper is folded away.",
    };
    let mut said = tag("p").class("printed").is("aria-hidden", "true").text(rest);
    if screen.is_searching() {
        said = said.text(&[" Searched for: ", screen.route.query.trim()].concat());
    }
    said
}

/// A picture over the whole width; `height` after a blank.
fn picture(height: &str) -> Tag {
    let size = ["0 0 ", &WIDTH.to_string(), height].concat();
    tag("svg").has("viewBox", &size).is("preserveAspectRatio", "none").is("aria-hidden", "true")
}

fn name(theme: &Theme) -> Tag {
    tag("span").class("row").add(sigil(theme)).add(tag("span").class("name").text(" ").text(&theme.name))
}

/// Where the passages lie that the filter keeps.
fn kept_row(corpus: &Corpus, screen: &Screen, layout: &[(usize, usize)]) -> Tag {
    let bed = tag("rect").class("strip-bed").is("x", "0").is("y", "17").number("width", WIDTH).is("height", "1");
    let mut row = picture(" 18").class("plain-ink").add(bed);
    for (_, (x, width)) in layout.iter().enumerate().filter(|(at, _)| screen.filter.keeps(corpus, *at)) {
        row = row.add(tag("rect").class("strip-bar").number("x", *x).number("width", *width).is("y", "6").is("height", "10"));
    }
    row
}

fn row(corpus: &Corpus, theme: &Theme, layout: &[(usize, usize)]) -> Tag {
    let bed = tag("rect").class("strip-bed").is("x", "0").is("y", "17").number("width", WIDTH).is("height", "1");
    let mut row = picture(" 18").has("class", &ink(theme)).add(bed);
    for bar in bars(corpus, theme.id, layout) {
        let height = usize::from(bar.strength) * 3;
        let bar = tag("rect").class("strip-bar").number("x", bar.x).number("width", bar.width);
        row = row.add(bar.number("y", 16_usize.saturating_sub(height)).number("height", height));
    }
    row
}
