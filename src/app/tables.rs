//! A table of facts: sortable heads, a row for each fact, and under the open row its card: the sentence, why it was found, and
//! what can be mended.

use lectern::corpus::Corpus;
use lectern::document::Document;
use lectern::extract::Place as TextPlace;
use lectern::tables::{Cell, Column, Direction, Kind, Row, Sort, State, Table};
use lectern::text::Span;
use lectern::view::excerpt::{Lit, excerpt};
use lectern::view::listing::{Deed, Format, Listing, used_columns};
use lectern::view::route::{Place, Route};
use lectern::view::words::counted;
use yew::prelude::*;

use super::browser;
use super::shared::Shared;

pub struct Props<'a> {
    pub corpus: Shared<Corpus>,
    pub table: &'a Table,
    /// The rows that are shown, by their places in the table, in order.
    pub rows: &'a [usize],
    pub listing: &'a Listing,
    /// The present address, whose search and filter the links keep.
    pub route: &'a Route,
    pub act: Callback<Deed>,
}

/// The sheet of a kind of facts.
pub fn tables(props: &Props) -> Html {
    let kind = name(props.table.kind);
    let typed = {
        let listing = props.listing.clone();
        props.act.reform(move |event: InputEvent| Deed::Show(Listing { query: browser::input_value(&event), ..listing.clone() }))
    };
    let save = |format| props.act.reform(move |_: MouseEvent| Deed::Save(format));
    let columns = used_columns(props.table);
    let heads = columns.iter().filter_map(|at| props.table.columns.get(*at)).map(|column| head(props, column));
    let rows = props.rows.iter().filter_map(|at| props.table.rows.get(*at)).map(|row| self::row(props, &columns, row));
    html! {
        <>
            <h1>{ kind }</h1>
            <form class="table-tools" onsubmit={Callback::from(|event: SubmitEvent| event.prevent_default())}>
                <label for="table-filter">{ "Filter" }</label>
                <input id="table-filter" type="search" autocomplete="off" spellcheck="false" value={props.listing.query.clone()} oninput={typed}/>
                <span role="status">{ status(props) }</span>
                <button type="button" class="button" onclick={save(Format::Csv)}>{ "Save as CSV" }</button>
                <button type="button" class="button" onclick={save(Format::Json)}>{ "Save as JSON" }</button>
            </form>
            if props.rows.is_empty() {
                <p>{ "Nothing here has all these words." }</p>
            } else {
                // a wide table scrolls in its own region, which the keyboard reaches
                <div class="table-region" role="region" tabindex="0" aria-label={kind}>
                    <table class="ledger">
                        <thead><tr>{ for heads }<th scope="col">{ "Evidence" }</th></tr></thead>
                        <tbody>{ for rows }</tbody>
                    </table>
                </div>
            }
        </>
    }
}

/// The name of a kind, as the views call it.
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Figures => "Figures",
        Kind::Dates => "Dates",
        Kind::Actors => "Actors",
        Kind::Places => "Places",
        Kind::Acronyms => "Acronyms",
        Kind::Recommendations => "Recommendations",
        Kind::Forecasts => "Forecasts",
        Kind::Relations => "Relations",
        Kind::Sums => "Sums",
    }
}

fn status(props: &Props) -> String {
    let (shown, all) = (props.rows.len(), props.table.rows.len());
    if shown == all { counted(props.table.count(), "fact") } else { format!("{shown} of {all} shown") }
}

fn head(props: &Props, column: &Column) -> Html {
    let is_sorted = props.listing.column.as_ref() == Some(&column.key);
    let (sort, sign) = match (is_sorted, props.listing.direction) {
        (true, Direction::Ascending) => (Some("ascending"), " ↑"),
        (true, Direction::Descending) => (Some("descending"), " ↓"),
        (false, _) => (None, ""),
    };
    let next = props.listing.by(&column.key);
    let order = props.act.reform(move |_: MouseEvent| Deed::Show(next.clone()));
    html! {
        <th scope="col" class={value_class(column)} aria-sort={sort}>
            <button type="button" onclick={order}>{ column.name.clone() }<span aria-hidden="true">{ sign }</span></button>
        </th>
    }
}

fn value_class(column: &Column) -> Option<&'static str> {
    (column.sort == Sort::Number).then_some("value")
}

fn row(props: &Props, columns: &[usize], row: &Row) -> Html {
    let is_open = props.listing.open.as_ref() == Some(&row.key);
    let state = if row.is_lost { "lost" } else { state_name(&row.state) };
    let cells = columns.iter().enumerate().filter_map(|(order, at)| {
        let (column, cell) = (props.table.columns.get(*at)?, row.cells.get(*at)?);
        Some(if order == 0 {
            html! { <th scope="row">{ link(props, row, cell) }</th> }
        } else {
            html! { <td class={value_class(column)} data-edited={cell.was.is_some().then_some("")}>{ cell.text.clone() }</td> }
        })
    });
    let next = props.listing.toggled(&row.key);
    let toggle = props.act.reform(move |_: MouseEvent| Deed::Show(next.clone()));
    html! {
        <>
            <tr class="fact" data-state={(!state.is_empty()).then_some(state)}>
                { for cells }
                <td><button type="button" class="tool" aria-expanded={is_open.to_string()} onclick={toggle}>
                    { "Why" }<span class="visually-hidden">{ format!(": {}", row.cells.first().map_or("", |cell| &cell.text)) }</span>
                </button>
                if !state.is_empty() {
                    <span class="n">{ state }</span>
                }
                </td>
            </tr>
            if is_open {
                <tr class="fact-card"><td colspan={(columns.len() + 1).to_string()}>{ card(props, row) }</td></tr>
            }
        </>
    }
}

fn state_name(state: &State) -> &'static str {
    match state {
        State::Open => "",
        State::Accepted => "accepted",
        State::Rejected => "rejected",
        State::Merged(_) => "merged",
    }
}

/// A link to where a row stands in the paper; its text where it stands nowhere.
fn link(props: &Props, row: &Row, cell: &Cell) -> Html {
    match row.places.first() {
        Some(place) => html! { <a href={href(props, place, &row.key)}>{ cell.text.clone() }</a> },
        None => html! { { cell.text.clone() } },
    }
}

fn href(props: &Props, place: &TextPlace, key: &str) -> String {
    let mut route = props.route.at(Some(Place::Block(place.block)));
    route.item = Some(key.to_owned());
    route.href()
}

/// The card of a row: its sentence, what bears it out, why it was found, and what can be mended.
fn card(props: &Props, row: &Row) -> Html {
    let document = &props.corpus.document;
    let place = row.places.first();
    let more = row.places.iter().skip(1).map(|place| {
        html! { <li><a href={href(props, place, &row.key)}>{ format!("¶\u{202f}{}", place.block.0) }</a></li> }
    });
    let support = row.support.iter().map(|place| {
        html! { <li><a href={href(props, place, &row.key)}>{ format!("¶\u{202f}{}", place.block.0) }</a>{ " " }<q>{ words(document, place) }</q></li> }
    });
    let slots = props
        .table
        .columns
        .iter()
        .zip(&row.cells)
        .filter(|(column, _)| column.is_editable)
        .map(|(column, cell)| slot(props, row, column, cell));
    html! {
        <div class="slip">
            if let Some(place) = place {
                <p><q>{ for sentence(document, place, row.sentence) }</q></p>
            }
            if row.places.len() > 1 {
                <ul class="fired" aria-label="Further places">{ for more }</ul>
            }
            if !row.support.is_empty() {
                <ul aria-label="Borne out by">{ for support }</ul>
            }
            <div class="slots">{ for slots }</div>
            { decisions(props, row) }
            <p class="prov">{ format!("rule: {}; confidence: {}", row.rule, row.certainty.name()) }</p>
        </div>
    }
}

fn words(document: &Document, place: &TextPlace) -> String {
    document.block(place.block).map_or(String::new(), |block| place.span.of(&block.text).to_owned())
}

fn sentence(document: &Document, place: &TextPlace, sentence: Span) -> Vec<Html> {
    let text = document.block(place.block).map_or("", |block| &block.text);
    let piece = |(piece, lit): (String, Lit)| match lit {
        Lit::Plain => html! { { piece } },
        Lit::Hit => html! { <mark>{ piece }</mark> },
    };
    excerpt(text, sentence, &[place.span]).into_iter().map(piece).collect()
}

/// A field in which a cell is corrected, and what it said before.
fn slot(props: &Props, row: &Row, column: &Column, cell: &Cell) -> Html {
    let id = format!("slot-{}", column.key);
    let list = (!column.choices.is_empty()).then(|| format!("choices-{}", column.key));
    let edited = {
        let (row, column) = (row.key.clone(), column.key.clone());
        props.act.reform(move |event: Event| Deed::Edit(row.clone(), column.clone(), browser::input_value(&event)))
    };
    let choices = column.choices.iter().map(|choice| html! { <option value={choice.clone()}/> });
    html! {
        <div>
            <label for={id.clone()}>{ column.name.clone() }</label>
            <input {id} type="text" autocomplete="off" list={list.clone()} value={cell.text.clone()} onchange={edited}/>
            if let Some(list) = list {
                <datalist id={list}>{ for choices }</datalist>
            }
            if let Some(was) = &cell.was {
                <span class="prov">{ if was.is_empty() { "was empty".to_owned() } else { format!("was {was}") } }</span>
            }
        </div>
    }
}

/// Accept, reject, and for entities merge.
fn decisions(props: &Props, row: &Row) -> Html {
    let decide = |name: &'static str, state: State| {
        let is_pressed = row.state == state;
        let (key, next) = (row.key.clone(), if is_pressed { State::Open } else { state });
        let act = props.act.reform(move |_: MouseEvent| Deed::Decide(key.clone(), next.clone()));
        html! { <button type="button" class="button" aria-pressed={is_pressed.to_string()} onclick={act}>{ name }</button> }
    };
    let merge = {
        let key = row.key.clone();
        props.act.reform(move |event: Event| Deed::Merge(key.clone(), browser::input_value(&event)))
    };
    let is_other = |other: &&Row| other.key != row.key && other.counts();
    let names = props.table.rows.iter().filter(is_other).map(|other| {
        html! { <option value={props.table.text(other, "name").to_owned()}/> }
    });
    html! {
        <div class="row-of" role="group" aria-label="Your correction">
            { decide("Accept", State::Accepted) }{ decide("Reject", State::Rejected) }
            if row.entity_id().is_some() {
                <label for="merge-into">{ "The same as" }</label>
                <input id="merge-into" type="text" autocomplete="off" list="merge-names" onchange={merge}/>
                <datalist id="merge-names">{ for names }</datalist>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use lectern::extract::Facts;
    use lectern::extract::entities::Gazetteer;

    use super::*;

    #[derive(Properties, PartialEq)]
    struct ShownProps {
        html: Html,
    }

    #[component]
    fn Shown(props: &ShownProps) -> Html {
        props.html.clone()
    }

    async fn markup(corpus: &Shared<Corpus>, table: &Table, listing: &Listing) -> String {
        let rows = listing.rows(table, &|_| true);
        let route = Route::parse("#figures?theme=energy");
        let props = Props { corpus: corpus.clone(), table, rows: &rows, listing, route: &route, act: Callback::noop() };
        let html = tables(&props);
        let renderer = yew::LocalServerRenderer::<Shown>::with_props(ShownProps { html });
        tokio::task::LocalSet::new().run_until(renderer.hydratable(false).render()).await
    }

    #[tokio::test]
    async fn a_table_shows_its_rows_and_the_open_card() {
        let corpus = Corpus::bundled().unwrap();
        let facts = Facts::new(&corpus.document, &Gazetteer::bundled());
        let mut all = lectern::tables::tables(&corpus.document, &facts);
        let corpus = Shared::new(corpus);
        for table in &all {
            let page = markup(&corpus, table, &Listing::default()).await;
            assert_eq!(page.matches("<tr class=\"fact\"").count(), table.rows.len(), "{:?}", table.kind);
            assert_eq!(page.matches("#b").count(), table.rows.len(), "each row leads to its sentence");
            assert!(page.contains("theme=energy&amp;item=") && !page.contains("aria-sort") && !page.contains("slip"));
            // the card of the first row: its sentence, its rule, a field for each column that can be corrected
            let open = Listing::default().toggled(&table.rows[0].key).by(&table.columns[0].key);
            let page = markup(&corpus, table, &open).await;
            assert_eq!(page.matches("class=\"slip\"").count(), 1);
            assert_eq!(page.matches("aria-expanded=\"true\"").count(), 1);
            assert_eq!(page.matches("id=\"slot-").count(), table.columns.iter().filter(|column| column.is_editable).count());
            assert!(page.contains("aria-sort=\"ascending\"") && page.contains("<mark>") && page.contains("confidence: "));
            assert_eq!(page.contains("The same as"), matches!(table.kind, Kind::Actors | Kind::Places));
        }
        let nothing = Listing { query: "no such words".to_owned(), ..Listing::default() };
        assert!(markup(&corpus, &all[0], &nothing).await.contains("Nothing here has all these words."));
        all[0].rows[0].state = State::Rejected;
        let page = markup(&corpus, &all[0], &Listing::default()).await;
        assert!(page.contains("data-state=\"rejected\"") && page.contains(&format!("{} facts", all[0].rows.len() - 1)));
    }
}
