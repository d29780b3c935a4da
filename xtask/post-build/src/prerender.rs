//! The page as it first stands, rendered ahead of time: readable before its program comes, and without it.

use lectern::app::{App, Props, Shared};
use lectern::corpus::Corpus;
use tokio::runtime::Builder;
use tokio::task::LocalSet;
use yew::LocalServerRenderer;

/// The markup of a page about a paper, and how many elements it has: by their number the program knows whether it finds it as it was.
///
/// # Errors
/// Words, when nothing can be run.
pub fn page(corpus: Corpus) -> Result<(String, usize), String> {
    let runtime = Builder::new_current_thread().build().map_err(|error| format!("the page cannot be rendered: {error}"))?;
    let renderer = LocalServerRenderer::<App>::with_props(Props { corpus: Shared::new(corpus) });
    let markup = LocalSet::new().block_on(&runtime, renderer.render());
    let elements = elements(&markup);
    Ok((markup, elements))
}

/// How many elements begin in markup. What is no markup has its `<` escaped.
fn elements(markup: &str) -> usize {
    markup.split('<').skip(1).filter(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic())).count()
}

#[cfg(test)]
mod tests {
    use lectern::document::Metadata;
    use lectern::extract::themes::Themes;

    use super::*;

    #[test]
    fn elements_and_nothing_else() {
        assert_eq!(elements("<!--<[]>--><p>a &lt;b <br>c<i data-x=\"1\">d</i></p><!--</[]>-->"), 3);
        assert_eq!(elements(""), 0);
    }

    #[test]
    fn the_whole_paper_is_there() {
        let source = "One\n\nGas costs < $10 billion & more.\n\n- first\n- second\n";
        let (markup, count) = page(Corpus::new(source, Metadata::default(), Themes::bundled().clone())).expect("a page");
        for text in [">Gas costs &lt; $10 billion &amp; more.</p>", ">first</span>", ">second</span>", "id=\"search\"", "<!--<["]
        {
            assert!(markup.contains(text), "{text}: {markup}");
        }
        assert!(count > 100, "{count}");
    }
}
