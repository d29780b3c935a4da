//! The views of facts: a table of cards for each kind, each row with its sentence, its rule and the reader's verdict.

use lectern::corpus::Corpus;
use lectern::document::BlockId;
use lectern::extract::Place as At;
use lectern::tables::{self, Cell, Column, Direction, Row, State, Table};
use lectern::text::Span;
use lectern::view::excerpt::excerpt;
use lectern::view::facts::{FactSheet, RowSort, entry_of, lit_in, place_of, purpose};
use lectern::view::profile::{Profile, profile};
use lectern::view::route::{Mode, Place, Route, View};
use lectern::view::words::{capitalised, counted, paragraph};
use yew::prelude::*;

use super::corrections::Corrections;
use super::icons;
use super::mined::Late;
use super::shared::Shared;
use super::tag::{Tag, button, link, option, tag};

pub struct Props<'a> {
    pub corpus: &'a Shared<Corpus>,
    pub route: &'a Route,
    pub kind: tables::Kind,
    pub facts: &'a Late<Vec<Table>>,
    pub corrections: &'a Corrections,
    /// The row that is being corrected.
    pub editing: Option<&'a str>,
}

pub fn facts(props: &Props) -> Html {
    let tables = props.corrections.tables.as_ref();
    let table = tables.and_then(|tables| tables::of_kind(tables, props.kind));
    let intro = [purpose(props.kind), " Each was taken from a sentence, and that sentence comes with it. Say whether it was taken rightly: your corrections stay on this machine."].concat();
    let mut sheet = tag("div")
        .add(tag("h1").text(&capitalised(props.kind.as_str())))
        .add(tag("p").class("intro").text(&intro))
        .add(kinds(props));
    for said in &props.corrections.said {
        sheet = sheet.add(tag("p").class("problem").is("role", "alert").text(said));
    }
    match (tables, table) {
        (Some(tables), Some(table)) => whole(props, tables, table, sheet),
        _ => sheet.add(waiting("facts", props.facts)),
    }
    .into()
}

/// What stands where facts will be, or would have been.
pub fn waiting<T>(what: &str, late: &Late<T>) -> Tag {
    match late {
        Late::Failed(why) => tag("div")
            .class("empty")
            .is("role", "alert")
            .add(tag("p").class("say").text(&["The ", what, " did not come."].concat()))
            .add(tag("p").text(why))
            .add(tag("p").add(button("retry", "").class("button").text("Try again"))),
        _ => tag("p").class("empty").is("role", "status").text(&["Reading the paper for its ", what, "…"].concat()),
    }
}

/// The way from kind to kind, with how many facts each has.
fn kinds(props: &Props) -> Tag {
    let mut list = tag("ul");
    for kind in tables::Kind::ALL {
        let place = View::from_word(kind.as_str()).map(Place::View);
        let mut link = link(&props.route.at(place).href())
            .when("aria-current", "page", kind == props.kind)
            .text(&capitalised(kind.as_str()));
        let found = props.corrections.tables.as_ref();
        if let Some(table) = found.and_then(|tables| tables::of_kind(tables, kind)) {
            link = link.count(table.count());
        }
        list = list.add(tag("li").add(link));
    }
    tag("nav").class("fact-kinds").is("aria-label", "Facts").add(list)
}

fn whole(props: &Props, tables: &[Table], table: &Table, page: Tag) -> Tag {
    let sheet = FactSheet::new(props.corpus, table, props.route);
    let page = page.add(bar(props, table, &sheet));
    if sheet.rows.is_empty() {
        return page.add(tag("p").class("empty").text(if table.rows.is_empty() {
            "The paper has none."
        } else {
            "No row has these words."
        }));
    }
    let mut heads = tag("tr");
    for head in &sheet.heads {
        heads = heads.add(self::head(&head.name, &head.sorts_by, head.sorted, head.is_number));
    }
    for name in ["Where", "Certainty", "Right?"] {
        heads = heads.add(tag("th").is("scope", "col").text(name));
    }
    let mut body = tag("tbody");
    for row in sheet.rows.iter().filter_map(|at| table.rows.get(*at)) {
        let open = props.route.item.as_deref() == Some(row.key.as_str());
        body = body.add(self::row(props, &sheet, row, open));
        if open {
            let width = (sheet.heads.len() + 3).to_string();
            let proof = tag("td").has("colspan", &width).add(proof(props, tables, table, &sheet, row));
            body = body.add(tag("tr").class("proof").key(&["proof of ", &row.key].concat()).add(proof));
        }
    }
    let caption = [&capitalised(table.kind.as_str()), ", ", &counted(sheet.rows.len(), "row")].concat();
    page.add(
        tag("table")
            .has("class", &["ledger fact-table ", table.kind.as_str()].concat())
            .add(tag("caption").class("visually-hidden").text(&caption))
            .add(tag("thead").add(heads))
            .add(body),
    )
}

/// The head of a column that sorts.
pub fn head(name: &str, sorts_by: &str, sorted: Option<Direction>, is_number: bool) -> Tag {
    let (said, icon) = match sorted {
        Some(Direction::Ascending) => ("ascending", icons::sorted_up()),
        Some(Direction::Descending) => ("descending", icons::sorted_down()),
        None => ("", icons::sortable()),
    };
    tag("th")
        .is("scope", "col")
        .when("class", "number", is_number)
        .has("aria-sort", said)
        .add(button("column", sorts_by).text(name).add(icon))
}

/// What chooses the rows of a view: their sort, and words; `word` is the view's, `shown` how many are shown.
pub fn chooser(word: &str, sorts: &[RowSort], all: usize, rows: &str, shown: usize) -> Tag {
    let mut bar = tag("div").class("filterbar");
    if sorts.len() > 1 {
        let pressed = sorts.iter().find(|sort| sort.pressed).map_or("", |sort| sort.value.as_str());
        let mut group = tag("div").class("kinds").is("role", "group").has("aria-label", &["Kinds of ", word].concat());
        group = group.add(button("kind", pressed).flag("aria-pressed", pressed.is_empty()).text("All").count(all));
        for RowSort { value, count, pressed } in sorts {
            group = group.add(button("kind", value).flag("aria-pressed", *pressed).text(value).count(*count));
        }
        bar = bar.add(group);
    }
    let field = tag("input")
        .is("id", "rows")
        .class("field")
        .is("type", "search")
        .is("placeholder", "Filter these rows")
        .is("data-do", "rows");
    bar.add(tag("label").class("visually-hidden").is("for", "rows").text(&["Filter ", word].concat()))
        .add(field.value(rows))
        .add(tag("span").class("visually-hidden").is("role", "status").text(&counted(shown, "row")))
}

/// What saves the rows that are shown.
pub fn saver(word: &str) -> Tag {
    tag("span")
        .class("export")
        .add(button("csv", word).class("link").text("CSV"))
        .add(button("json", word).class("link").text("JSON"))
}

/// What chooses the rows, and what is done with all of them.
fn bar(props: &Props, table: &Table, sheet: &FactSheet) -> Tag {
    let word = table.kind.as_str();
    let left_out = (sheet.left_out > 0).then(|| {
        let said = [&counted(sheet.left_out, "row"), " in passages that the theme filter leaves out. "].concat();
        tag("span").text(&said).add(button("unfilter", "").class("link").text("Show all"))
    });
    chooser(word, &sheet.sorts, sheet.all, &props.route.rows, sheet.rows.len())
        .maybe(left_out)
        .add(saver(word).add(mine(props.corrections)))
}

/// What is done with the reader's corrections.
fn mine(corrections: &Corrections) -> Tag {
    let history = &corrections.history;
    let count = history.patch().operations.len();
    let said = if count == 0 { "Corrections".to_owned() } else { ["My ", &counted(count, "correction")].concat() };
    let mut body = tag("div").class("menu-body");
    for (what, words, there) in [
        ("undo", "Undo the last one", history.can_undo()),
        ("redo", "Redo", history.can_redo()),
        ("patch", "Save them as a file", count > 0),
        ("open", "Take in a file of corrections", true),
        ("export", "Save all facts, corrected, as JSON", true),
    ] {
        body = body.add(button(what, "").when("disabled", "", !there).text(words));
    }
    tag("details").class("menu").add(tag("summary").text(&said)).add(body)
}

fn row(props: &Props, sheet: &FactSheet, row: &Row, open: bool) -> Tag {
    let mut cells = sheet.heads.iter().map(|head| (head, row.cells.get(head.column)));
    let lead = cells.next().and_then(|(_, cell)| cell).map(shown).unwrap_or_default();
    let class = match (open, row.counts()) {
        (true, true) => "open",
        (true, false) => "open rejected",
        (false, true) => "",
        (false, false) => "rejected",
    };
    let opener = button("item", &row.key).flag("aria-expanded", open).text(&lead);
    let mut line = tag("tr").has("class", class).when("id", "item", open).key(&row.key).add(tag("td").class("value").add(opener));
    for (head, cell) in cells {
        let edited = cell.is_some_and(|cell| cell.was.is_some());
        let class = [if head.is_number { "number" } else { "" }, if edited { " edited" } else { "" }].concat();
        line = line.add(tag("td").has("class", &class).has("data-head", &head.name).text(&cell.map(shown).unwrap_or_default()));
    }
    let editing = props.editing == Some(row.key.as_str());
    let edit = tool("edit", "Correct", row, &lead, editing || row.is_edited(), icons::pencil());
    line.add(tag("td").class("where").add(place(props.corpus, row)))
        .add(tag("td").class("sure").add(certainty(row)))
        .add(tag("td").class("act").add(verdict(row, &lead, Some(edit))))
}

/// What a cell shows; underscores are the export's.
fn shown(cell: &Cell) -> String {
    cell.text.replace('_', " ")
}

/// The way to the first sentence, and how many more there are.
fn place(corpus: &Corpus, row: &Row) -> Html {
    let Some((route, first)) = place_of(row).zip(row.places.first().or(row.support.first())) else { return Html::default() };
    let block = corpus.document.block(first.block);
    let page = block.and_then(|block| block.page_at(first.span.start));
    let page = page.map(|page| [", p.\u{202f}", &page.to_string()].concat()).unwrap_or_default();
    let mut places = tag("span").add(link(&route.href()).text(&(paragraph(first.block) + &page)));
    let more = row.blocks().len().saturating_sub(1);
    if more > 0 {
        places = places.add(tag("span").class("n").text(&[" +", &more.to_string()].concat()));
    }
    places.into()
}

/// How sure a fact is: a disc and a word.
pub fn certainty(row: &Row) -> Tag {
    let name = row.certainty.name();
    let disc = |class: &'static str| tag("circle").has("class", class).is("cx", "5").is("cy", "5").is("r", "4");
    let mut icon = tag("svg").is("viewBox", "0 0 10 10").is("aria-hidden", "true").add(disc(""));
    match name {
        "exact" => icon = icon.add(disc("fill")),
        "rule" => icon = icon.add(tag("path").class("fill").is("d", "M5 1a4 4 0 0 0 0 8z")),
        _ => {}
    }
    tag("span").class("conf").add(icon).text(name)
}

/// Right or wrong, the same again takes it back; `edit` stands between them.
pub fn verdict(row: &Row, lead: &str, edit: Option<Tag>) -> Tag {
    tag("span")
        .class("verdict")
        .is("role", "group")
        .is("aria-label", "Your verdict")
        .add(tool("right", "Right", row, lead, row.state == State::Accepted, icons::tick()))
        .maybe(edit)
        .add(tool("wrong", "Wrong", row, lead, row.state == State::Rejected, icons::cross()))
}

fn tool(what: &'static str, name: &'static str, row: &Row, lead: &str, pressed: bool, icon: Html) -> Tag {
    let label = [name, ": ", lead].concat();
    button(what, &row.key).class("tool").flag("aria-pressed", pressed).has("aria-label", &label).is("title", name).add(icon)
}

/// An opened row: its sentence, all that is known of it, and how it was found.
fn proof(props: &Props, tables: &[Table], table: &Table, sheet: &FactSheet, row: &Row) -> Tag {
    let mut said = tag("div").add(saying(props.corpus, row));
    for place in &row.support {
        said = said.add(said_at(props.corpus, place));
    }
    if let Some(actor) = row.entity_id().and_then(|_| profile(props.corpus, tables, &row.key)) {
        said = said.add(self::actor(tables, &actor));
    }
    let slots = if props.editing == Some(row.key.as_str()) { form(tables, table, row) } else { slots(tables, table, sheet, row) };
    tag("div").class("proof-body").add(said).add(slots)
}

/// All cells of a row but its lead, and what is known of it beside.
fn slots(tables: &[Table], table: &Table, sheet: &FactSheet, row: &Row) -> Tag {
    let lead = sheet.heads.first().map(|head| head.column);
    let mut slots = tag("dl");
    for (at, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
        if cell.was.is_some() || Some(at) != lead && !cell.text.is_empty() {
            let mut says = tag("dd").text(&shown(cell));
            if let Some(was) = &cell.was {
                says = says.text(" ").add(tag("s").text(&was.replace('_', " ")));
            }
            slots = slots.add(tag("dt").text(&column.name)).add(says);
        }
    }
    if let State::Merged(into) = &row.state {
        let other = tables::find(tables, into).map_or(into.as_str(), |(table, row)| table.text(row, "name"));
        slots = slots.add(tag("dt").text("The same as")).add(tag("dd").text(other));
    }
    slots.add(tag("dt").text("Rule")).add(tag("dd").text(&row.rule))
}

/// The sentence of a fact, the fact marked.
pub fn saying(corpus: &Corpus, row: &Row) -> Html {
    let first = row.places.first();
    let Some((first, block)) = first.and_then(|first| Some((first, corpus.document.block(first.block)?))) else {
        return Html::default();
    };
    let mut spans: Vec<Span> = Vec::new();
    for place in row.places.iter().filter(|place| place.block == first.block && row.sentence.contains(place.span)) {
        spans.push(place.span);
    }
    tag("p").class("saying").excerpt(&excerpt(&block.text, row.sentence, &spans), "b").into()
}

/// What bears a fact out, where it stands.
fn said_at(corpus: &Corpus, place: &At) -> Tag {
    let text = corpus.document.block(place.block).map_or("", |block| place.span.of(&block.text));
    let there = link(&["#", &place.block.to_string()].concat()).text(&paragraph(place.block));
    tag("p").class("saying support").text(text).text(" ").add(there)
}

/// All that the paper has on an actor or a place.
fn actor(tables: &[Table], actor: &Profile) -> Tag {
    let passages = |blocks: &[BlockId]| {
        let mut list = tag("ul").class("listed");
        for block in blocks {
            list = list.add(tag("li").add(link(&lit_in(*block, &actor.key).href()).text(&paragraph(*block))));
        }
        tag("dd").add(list)
    };
    let mut names = tag("ul").class("listed");
    for (name, count) in &actor.names {
        names = names.add(tag("li").text(name).count(*count));
    }
    let mut themes = tag("dl");
    for theme in &actor.themes {
        themes = themes.add(tag("dt").text(&theme.name)).add(passages(&theme.passages));
    }
    let only = Route {
        actors: vec![actor.key.strip_prefix("entities:").unwrap_or(&actor.key).to_owned()],
        mode: Mode::Fold,
        ..Route::default()
    };
    let only = tag("p").add(link(&only.href()).text(&["Read only the passages that name ", &actor.name].concat()));
    if !actor.without_theme.is_empty() {
        themes = themes.add(tag("dt").text("No theme")).add(passages(&actor.without_theme));
    }
    let mut all = tag("div")
        .class("actor")
        .add(only)
        .add(tag("h2").text("Called"))
        .add(names)
        .add(tag("h2").text("Passages by theme"))
        .add(themes);
    if !actor.partners.is_empty() {
        let mut partners = tag("ul").class("listed");
        for partner in actor.partners.iter().take(PARTNERS) {
            let kind = tables::find(tables, &partner.key).map_or(tables::Kind::Actors, |(table, _)| table.kind);
            let open = link(&entry_of(kind, &partner.key).href()).text(&partner.name);
            partners = partners.add(tag("li").add(open).count(partner.passages.len()));
        }
        all = all.add(tag("h2").text("In the same passages")).add(partners);
    }
    all
}

/// So many partners of an actor are listed: those met most often.
const PARTNERS: usize = 24;

/// The cells that can be corrected, as a form.
fn form(tables: &[Table], table: &Table, row: &Row) -> Tag {
    let mut form =
        tag("form").class("correct").is("aria-label", "Correct this fact").is("data-do", "keep").has("data-with", &row.key);
    for (column, cell) in table.columns.iter().zip(&row.cells).filter(|(column, _)| column.is_editable) {
        form = form.add(field(column, cell));
    }
    if row.entity_id().is_some() {
        form = form.add(merge(tables, row));
    }
    let keep = tag("button").is("type", "submit").class("button").text("Keep");
    form.add(tag("p").class("row-of").add(keep).add(button("cancel", "").class("button").text("Cancel")))
}

fn field(column: &Column, cell: &Cell) -> Tag {
    let id = ["edit-", &column.key].concat();
    let input = if column.choices.is_empty() {
        // not its value: another render must not undo what is being typed
        tag("input").has("id", &id).class("field").is("autocomplete", "off").has("value", &cell.text)
    } else {
        let mut select = tag("select").has("id", &id);
        for choice in &column.choices {
            select = select.add(option(choice, &choice.replace('_', " "), *choice == cell.text));
        }
        select
    };
    tag("p").add(tag("label").has("for", &id).text(&column.name)).add(input)
}

/// The entities that this one may be the same as.
fn merge(tables: &[Table], row: &Row) -> Tag {
    let into = if let State::Merged(into) = &row.state { into.as_str() } else { "" };
    let mut select = tag("select").is("id", "edit-merge").add(option("", "", into.is_empty()));
    for (name, key) in tables::entities(tables) {
        if key != row.key {
            select = select.add(option(key, name, key == into));
        }
    }
    tag("p").add(tag("label").is("for", "edit-merge").text("The same as")).add(select)
}
