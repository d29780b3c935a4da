//! The page, rendered on the host: what a first render holds, and what each address shows.

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::miner::passages::{Cited, Reply, Request, Selected, answer};
use lectern::search::regular::Expressions;
use lectern::view::route::{Route, View};
use lectern::view::screen::Screen;
use lectern::view::searches::Searches;
use lectern::view::selection::Selection;
use lectern::view::settings::Settings;
use yew::prelude::*;

use super::mined::Late;
use super::moment::Listing;
use super::rail::Sheet;
use super::*;

fn corpus() -> Shared<Corpus> {
    Shared::new(Corpus::bundled().unwrap())
}

/// The markup of the whole page at a first render.
async fn page(corpus: &Shared<Corpus>) -> String {
    let corpus = corpus.clone();
    let renderer = yew::LocalServerRenderer::<App>::with_props(Props { corpus });
    let local = tokio::task::LocalSet::new();
    local.run_until(renderer.hydratable(false).render()).await
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    html: Html,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    props.html.clone()
}

async fn markup(html: Html) -> String {
    let renderer = yew::LocalServerRenderer::<Shown>::with_props(ShownProps { html });
    tokio::task::LocalSet::new().run_until(renderer.hydratable(false).render()).await
}

/// The markup of what changes with an address: themes, state, rail and paper.
async fn at(corpus: &Shared<Corpus>, hash: &str, opened: &[BlockId]) -> String {
    let screen = Shared::new(Screen::new(corpus, &Route::parse(hash), opened, &Expressions::default()));
    let bars = tag("div")
        .add(theme_bar(corpus, &screen, true))
        .maybe(screen.filter.is_on().then(|| state_bar(corpus, &screen, None)))
        .add(rail(corpus, &screen, Default::default(), Sheet::Results, Default::default(), &Searches::default()));
    let noted = Shared::new(super::notes::Noted::default());
    let html = html! { <>{ Html::from(bars) }<Paper corpus={corpus.clone()} {screen} {noted}/></> };
    markup(html).await
}

/// The text of the element with an id, markers left out and entities read.
fn text_of(page: &str, id: &str) -> String {
    let start = page.find(&format!("id=\"{id}\"")).unwrap();
    let mut text = String::new();
    let (mut depth, mut marker) = (1, None);
    let mut rest = &page[start..];
    rest = &rest[rest.find('>').unwrap() + 1..];
    while depth > 0 {
        let tag = rest.find('<').unwrap();
        if marker.is_none() {
            text.push_str(&rest[..tag]);
        }
        let end = rest[tag..].find('>').unwrap() + tag;
        let inside = &rest[tag + 1..end];
        if inside.starts_with('/') {
            depth -= 1;
            if marker == Some(depth) {
                marker = None;
            }
        } else {
            if inside.contains("data-marker") && marker.is_none() {
                marker = Some(depth);
            }
            depth += 1;
        }
        rest = &rest[end + 1..];
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

#[tokio::test(flavor = "current_thread")]
async fn the_text_in_the_page_is_the_text_of_the_paper() {
    let corpus = corpus();
    let page = page(&corpus).await;
    for block in &corpus.document.blocks {
        assert_eq!(text_of(&page, &block.id.to_string()), block.text, "{}", block.id);
    }
    let order: Vec<usize> =
        corpus.document.blocks.iter().filter_map(|block| page.find(&format!("id=\"{}\"", block.id))).collect();
    assert!(order.is_sorted());
    for section in &corpus.document.sections {
        assert_eq!(text_of(&page, &section.id.to_string()), section.heading);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_first_render_has_landmarks_names_and_no_inline_style() {
    let page = page(&corpus()).await;
    let once = [
        "<h1",
        "class=\"desk\"",
        "<main ",
        "<footer ",
        "role=\"search\"",
        ">Search this paper</label>",
        "role=\"status\"",
        "aria-label=\"Views\"",
        "aria-label=\"Contents\"",
        "aria-label=\"Themes, ",
        "aria-label=\"Evidence\"",
        "aria-label=\"Note 18\"",
        "aria-label=\"Link to paragraph 30\"",
        ">Text and colours</h2>",
        ">Keyboard shortcuts</h2>",
        "href=\"#paper\"",
    ];
    for name in once {
        assert_eq!(page.matches(name).count(), 1, "{name}");
    }
    for (what, count) in [
        ("role=\"doc-noteref\"", 25),
        ("role=\"doc-pagebreak\"", 8),
        ("data-number=", 7),
        ("<h3 id=\"s", 6),
        ("aria-pressed", 14),
    ] {
        assert_eq!(page.matches(what).count(), count, "{what}");
    }
    for forbidden in [" style=", " onclick=", "javascript:", "http:", "https:"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_each_address_shows() {
    let corpus = corpus();
    let cases: [(&str, &[&str], &[&str]); 9] = [
        (
            "#?q=pipelines",
            &["aria-label=\"Results\"", "<mark>pipelines</mark>", "hits</b>"],
            &["until-found", "The rest of the paper is"],
        ),
        ("#?q=zzzyx", &["No passage has “zzzyx”."], &["aria-label=\"Results\""]),
        ("#?q=%2Fga(s%2F", &["role=\"alert\"", "unclosed group"], &[]),
        ("#?q=pipelines&sort=best", &["The best first"], &[]),
        (
            "#?theme=energy",
            &["aria-pressed=\"true\"", "The rest of the paper is", "of 65 passages"],
            &["until-found", "A passage must carry"],
        ),
        ("#?theme=energy,china&mode=fold", &["hidden=\"until-found\"", "hidden</b>", "A passage must carry"], &["passage dim"]),
        ("#?theme=energy&mode=dim", &["class=\"passage dim"], &["until-found"]),
        ("#?theme=nonsense&mode=fold", &[], &["until-found", "aria-pressed=\"true\""]),
        ("#?q=Uzbekistan&theme=water&mode=fold", &["in passages that the filter leaves out"], &[]),
    ];
    for (hash, wanted, unwanted) in cases {
        let shown = at(&corpus, hash, &[]).await;
        for text in wanted {
            assert!(shown.contains(text), "{hash} shows {text}");
        }
        for text in unwanted {
            assert!(!shown.contains(text), "{hash} does not show {text}");
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_fold_opens_by_hand_and_by_a_link_into_it() {
    let corpus = corpus();
    let hash = "#?theme=energy&mode=fold";
    let closed = at(&corpus, hash, &[]).await;
    let screen = Screen::new(&corpus, &Route::parse(hash), &[], &Expressions::default());
    let fold = screen.folds.first().unwrap();
    let hidden = |shown: &str| shown.matches("until-found").count();
    let by_hand = at(&corpus, hash, &[fold.last]).await;
    let by_link = at(&corpus, &format!("#{}?theme=energy&mode=fold", fold.first), &[]).await;
    let inside = (fold.last.0 - fold.first.0 + 1) as usize;
    assert_eq!(hidden(&by_hand), hidden(&closed) - inside);
    assert_eq!(by_hand, by_link);
    assert!(by_hand.contains("again</b>"));
}

#[tokio::test(flavor = "current_thread")]
async fn each_sheet_renders() {
    let corpus = corpus();
    for (view, text) in
        [(View::About, "About this paper"), (View::Repairs, "What was repaired"), (View::Map, "no page for “map”")]
    {
        assert!(markup(sheet(&corpus, &Route::default(), view, &Late::Asked)).await.contains(text), "{text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_long_list_of_results_comes_in_parts() {
    let text = "Gas is exported. ".repeat(3) + "\n\n";
    let corpus = Corpus::new(&text.repeat(90), Default::default(), lectern::extract::themes::Themes::bundled().clone());
    let corpus = Shared::new(corpus);
    let list = async |hash: &str, more| {
        let screen = Screen::new(&corpus, &Route::parse(hash), &[], &Expressions::default());
        markup(Html::from(super::results::results(&corpus, &screen, more, &Searches::default()))).await
    };
    let listed = |markup: &str| markup.matches("class=\"result\"").count();
    let first = list("#?q=gas", Listing::default()).await;
    assert!(first.contains("List the next 100 of 170") && first.contains("270 hits"), "{first}");
    assert_eq!(listed(&first), 100);
    assert_eq!(listed(&list("#?q=gas&hit=201", Listing::default()).await), 101);
    let all = list("#?q=gas", Listing::Pause(300)).await;
    assert!(!all.contains("List the next"));
    assert_eq!(listed(&all), 270);
    let typing = list("#?q=gas", Listing::Typing).await;
    assert!(listed(&typing) < 20 && typing.contains("270 hits") && !typing.contains("List the next"), "{typing}");
}

#[tokio::test(flavor = "current_thread")]
async fn an_empty_search_box_offers_searches_and_says_how_to_ask() {
    let corpus = corpus();
    let searches = Searches::read("+ #?q=gas&theme=energy\n- oil <b>\n");
    let panel = markup(Html::from(super::asking::asking(&corpus, &searches))).await;
    for text in
        ["gas · energy", "href=\"#?q=gas&amp;theme=energy\"", "oil &lt;b&gt;", "Forget these", "href=\"#?q=money:%3E1bn\""]
    {
        assert!(panel.contains(text), "{text}: {panel}");
    }
    assert!(!panel.contains('{'), "an example is left open: {panel}");
    // every way to ask can be asked
    for query in panel.split("<code>").skip(1).filter_map(|rest| rest.split_once("</code>")).map(|(query, _)| query) {
        let query = query.replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
        let screen = Screen::new(&corpus, &Route { query: query.clone(), ..Route::default() }, &[], &Expressions::default());
        assert!(screen.problems.is_empty(), "{query}: {:?}", screen.problems);
        assert!(!screen.hits.is_empty() || query.starts_with('/'), "{query} finds nothing");
    }
}

fn selection(corpus: &Corpus) -> Selection {
    Selection::of_block(&corpus.document, BlockId(13)).unwrap()
}

/// How a passage is cited, as the miner answers.
fn cited(corpus: &Corpus) -> (Option<Selected>, Cited) {
    let place = Some(selection(corpus).place);
    let request = Request::Cite { place, day: "2024-03-05".to_owned(), base: "https://example.org/".to_owned() };
    match answer(&request, corpus) {
        Reply::Cited(cited) => (place, cited),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_selection_is_quoted_and_marked() {
    let corpus = corpus();
    let bar = markup(selection_bar(&selection(&corpus), &Settings::default()).into()).await;
    for text in
        ["role=\"toolbar\"", "aria-label=\"Selection\"", ">Copy link<", ">Copy quote<", ">Highlight<", ">Note<", ">Search<"]
    {
        assert!(bar.contains(text), "{text}: {bar}");
    }
    assert_eq!(bar.matches("class=\"pen pen-").count(), 5);
    let (place, cited) = cited(&corpus);
    let passage = markup(cite_dialog(Some(&(place, cited.clone())), &Settings::default()).into()).await;
    let paper = markup(cite_dialog(Some(&(None, cited)), &Settings::default()).into()).await;
    assert!(passage.contains("Cite this passage") && passage.contains("Copy quote: APA, 7th edition"), "{passage}");
    assert!(paper.contains("Cite this paper") && !paper.contains("Copy quote:"), "{paper}");
    assert!(markup(cite_dialog(None, &Settings::default()).into()).await.contains("is being written"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_ledger_comes_late_or_not_at_all() {
    let corpus = corpus();
    let changes = lectern::document::changes(&corpus.document, lectern::corpus::BUNDLED_PAPER);
    for (late, text) in [
        (Late::Asked, "Reading the paper for its repairs…"),
        (Late::Failed("No way.".to_owned()), "The repairs did not come."),
        (Late::Here(Shared::new(changes)), "line join"),
    ] {
        assert!(markup(sheet(&corpus, &Route::default(), View::Repairs, &late)).await.contains(text), "{text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_the_markup_asks_for_is_done() {
    let corpus = corpus();
    let mut shown = page(&corpus).await;
    for hash in
        ["#?q=pipelines", "#?q=zzzyx&theme=water", "#?q=kasakhstan", "#?q=gas&without=oil", "#?theme=energy,china&mode=fold"]
    {
        shown.push_str(&at(&corpus, hash, &[]).await);
    }
    for html in [
        selection_bar(&selection(&corpus), &Settings::default()),
        note_form(&super::moment::Form { is_kept: true, ..Default::default() }),
        cite_dialog(Some(&cited(&corpus)), &Settings::default()),
    ] {
        shown.push_str(&markup(html.into()).await);
    }
    let (mut words, done) = (std::collections::BTreeSet::new(), include_str!("deeds.rs"));
    for rest in shown.split("data-do=\"").skip(1) {
        words.insert(rest.split('"').next().unwrap());
    }
    assert!(words.contains("fold") && words.contains("theme"), "{words:?}");
    for word in words {
        assert!(done.contains(&format!("\"{word}\"")), "{word}");
    }
}
