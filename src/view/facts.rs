//! A view of facts: which rows of a table are shown, by which columns, in which order. Pure: of the table and the address.

use super::filter::Filter;
use super::route::{Place, Route, View};
use crate::corpus::Corpus;
use crate::document::BlockId;
use crate::tables::{Direction, Kind, Row, Table};

/// What a view of facts shows.
#[derive(Clone, Debug, PartialEq)]
pub struct FactSheet {
    /// The heads, the first over what a row is called by.
    pub heads: Vec<Head>,
    /// The rows by their places in the table, in order.
    pub rows: Vec<usize>,
    /// The sorts of rows that there are, the commonest first; none where the kind knows no sorts.
    pub sorts: Vec<RowSort>,
    /// How many rows there are but for the sort: those of "all".
    pub all: usize,
    /// How many rows the theme filter leaves out.
    pub left_out: usize,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The column by which it sorts.
    pub sorts_by: String,
    /// The column whose cells are shown, by its place in the table.
    pub column: usize,
    /// Its name.
    pub name: String,
    /// Whether its cells are numbers.
    pub is_number: bool,
    /// Whether the rows are sorted by it, and how.
    pub sorted: Option<Direction>,
}

/// Rows of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSort {
    /// What their cells say.
    pub value: String,
    /// How many there are.
    pub count: usize,
    /// Whether only these are shown.
    pub pressed: bool,
}

/// How a kind of facts is laid out.
struct Layout {
    /// The column that a row is called by, its head, and the column by which that head sorts.
    lead: (&'static str, &'static str, &'static str),
    /// The columns beside it.
    beside: &'static [&'static str],
    /// The column that sorts rows into a few groups.
    sort: &'static str,
}

fn layout(kind: Kind) -> Layout {
    let (lead, beside, sort): (_, &[_], _) = match kind {
        Kind::Figures => (("text", "Value", "low"), &["what", "when"], "kind"),
        Kind::Dates => (("text", "Date", "from"), &["from", "to", "event"], "precision"),
        Kind::Actors => (("name", "Name", "name"), &["type", "mentions", "passages"], "type"),
        Kind::Places => (("name", "Name", "name"), &["type", "mentions", "latitude", "longitude"], "type"),
        Kind::Acronyms => (("short", "Acronym", "short"), &["long", "uses", "defined_in"], "added"),
        Kind::Recommendations => (("action", "Action", "action"), &["addressee", "strength", "supporting"], "addressee"),
        Kind::Forecasts => (("text", "What", "text"), &["horizon", "strength"], "strength"),
        Kind::Relations => (("subject", "Who", "subject"), &["predicate", "object"], "status"),
        Kind::Sums => (("text", "Claim", "text"), &["formula", "holds"], "holds"),
    };
    Layout { lead, beside, sort }
}

impl FactSheet {
    /// The view of a table for an address: with its theme filter, its sort of rows, its words and its order.
    pub fn new(corpus: &Corpus, table: &Table, route: &Route) -> Self {
        let layout = layout(table.kind);
        let filter = Filter::new(corpus, route);
        let keeps = |block: BlockId| !filter.is_on() || corpus.position(block).is_some_and(|at| filter.keeps(corpus, at));
        let found = table.matching(&route.rows, &keeps);
        let left_out = if filter.is_on() { table.matching(&route.rows, &|_| true).len() - found.len() } else { 0 };
        let says = |row: &usize| table.rows.get(*row).map_or("", |row| table.text(row, layout.sort));
        let every = (0..table.rows.len()).map(|row| says(&row).to_owned());
        let sorts = sorts(every, found.iter().map(|row| says(row).to_owned()), &route.kinds);
        let of_sort: Vec<usize> = match sorts.iter().find(|sort| sort.pressed) {
            Some(sort) => found.iter().copied().filter(|row| says(row) == sort.value).collect(),
            None => found.clone(),
        };
        let (by, direction) = route.order();
        let head = |shown: &str, name: Option<&str>, sorts_by: &str| {
            let column = table.column(shown)?;
            let of = table.columns.get(column)?;
            Some(Head {
                sorts_by: sorts_by.to_owned(),
                column,
                name: name.unwrap_or(&of.name).to_owned(),
                is_number: of.sort == crate::tables::Sort::Number,
                sorted: (sorts_by == by).then_some(direction),
            })
        };
        let (lead, name, sorts_by) = layout.lead;
        let heads = head(lead, Some(name), sorts_by).into_iter();
        Self {
            heads: heads.chain(layout.beside.iter().filter_map(|key| head(key, None, key))).collect(),
            rows: match table.column(by) {
                Some(column) => table.sorted(&of_sort, column, direction),
                None => of_sort,
            },
            all: found.len(),
            left_out,
            sorts,
        }
    }
}

/// The sorts of rows, from what the cells of all rows say, and those of the rows found; `pressed` is what the address has.
pub(super) fn sorts(
    every: impl Iterator<Item = String>,
    found: impl Iterator<Item = String>,
    pressed: &[String],
) -> Vec<RowSort> {
    let mut sorts: Vec<RowSort> = Vec::new();
    // what is pressed stays pressed, though none may be found
    for value in every.filter(|value| pressed.contains(value)).take(1) {
        sorts.push(RowSort { count: 0, pressed: true, value });
    }
    for value in found.filter(|value| !value.is_empty()) {
        match sorts.iter_mut().find(|sort| sort.value == value) {
            Some(sort) => sort.count += 1,
            None => sorts.push(RowSort { count: 1, pressed: false, value }),
        }
    }
    sorts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    sorts
}

/// The kind of facts that a view shows.
pub fn kind(view: View) -> Option<Kind> {
    Kind::from_word(view.as_str())
}

/// The address that shows a row's first place in the paper, lit.
pub fn place_of(row: &Row) -> Option<Route> {
    let place = row.places.first().or(row.support.first())?;
    Some(lit_in(place.block, &row.key))
}

/// The address of a passage in which a row is lit.
pub fn lit_in(block: BlockId, key: &str) -> Route {
    Route { place: Some(Place::Block(block)), item: Some(key.to_owned()), ..Route::default() }
}

/// The address of a row, opened, in the view of its kind.
pub fn entry_of(kind: Kind, key: &str) -> Route {
    Route { place: View::from_word(kind.as_str()).map(Place::View), item: Some(key.to_owned()), ..Route::default() }
}

/// What a kind's view is for, as a sentence.
pub fn purpose(kind: Kind) -> &'static str {
    match kind {
        Kind::Figures => "Every amount, share, count and measure, with what it counts and when.",
        Kind::Dates => "Every date and span of time, and what happened then.",
        Kind::Actors => "Everybody and every body that the paper names, each under all its names.",
        Kind::Places => "Every place that the paper names, with where it lies.",
        Kind::Acronyms => "Every acronym, what it stands for, and where it is used.",
        Kind::Recommendations => "What the paper asks for, of whom, and how strongly.",
        Kind::Forecasts => "What the paper expects, by when, and how surely.",
        Kind::Relations => "Who does what with whom: done, planned or hoped for.",
        Kind::Sums => "Values of the paper that can be checked against each other.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::tables::tables;

    #[test]
    fn each_view_shows_every_row_and_each_head_sorts_them() {
        let corpus = Corpus::bundled().expect("the bundled paper");
        let facts = corpus.facts();
        for table in tables(&corpus.document, &facts) {
            let view = View::from_word(table.kind.as_str()).expect("a view");
            assert_eq!(kind(view), Some(table.kind));
            let sheet = |hash: &str| FactSheet::new(&corpus, &table, &Route::parse(hash));
            let whole = sheet("");
            assert_eq!(whole.rows, (0..table.rows.len()).collect::<Vec<_>>(), "{view:?}");
            assert!(whole.heads.len() > 2, "{view:?}");
            for head in &whole.heads {
                assert!(table.column(&head.sorts_by).is_some(), "{view:?} sorts by {}", head.sorts_by);
                let mut down = sheet(&format!("#?sort=-{}", head.sorts_by)).rows;
                down.sort_unstable();
                assert_eq!(down, whole.rows, "{view:?}: {} loses no row", head.name);
            }
            let of_sorts: usize = whole.sorts.iter().map(|sort| sort.count).sum();
            assert!(of_sorts <= whole.all);
            for sort in &whole.sorts {
                let one = FactSheet::new(&corpus, &table, &Route { kinds: vec![sort.value.clone()], ..Route::default() });
                assert_eq!((one.rows.len(), one.all), (sort.count, whole.all), "{view:?}: {}", sort.value);
            }
            let energy = sheet("#?theme=energy");
            assert_eq!(energy.rows.len() + energy.left_out, whole.rows.len(), "{view:?}");
        }
    }
}
