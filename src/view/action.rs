//! What a reader can do, as a change of the address: pure, so that each story can be told without a browser.

use super::route::{Carry, Mode, Place, Route, Sort, View};

/// One step of a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Follow a link that says everything: place, search and filter.
    Follow(Box<Route>),
    /// Go to a place and keep search and filter.
    Jump(Option<Place>),
    /// Step to the next or previous passage or section.
    Walk(Place),
    /// Type into the search box.
    Search(String),
    /// Make this hit the current one (from 1 in reading order), by a click on it.
    Hit(usize),
    /// Step to this hit.
    Step(usize),
    /// Press or release a theme.
    Theme(String),
    /// Keep only passages that name someone, or no longer; by id.
    Actor(String),
    /// Keep only passages that state a kind of facts, or no longer.
    States(String),
    /// Keep only passages of a section; of any, where that is empty.
    OneSection(String),
    /// Release all themes and other filters.
    Unfilter,
    /// One of the themes, or all of them.
    Carry(Carry),
    /// What becomes of the rest.
    Mode(Mode),
    /// The order of results.
    Sort(Sort),
    /// Sort a view's rows by a column; by the same again, the other way round.
    Column(String),
    /// Sort the lines of the concordance by these places beside the hit.
    Order(String),
    /// Show so many words to either side of the hits.
    Context(usize),
    /// Keep only a view's rows of one sort; those of the same again, all.
    Kind(String),
    /// Type into the field that filters a view's rows.
    Rows(String),
    /// Open an entry of a view; the same again closes it.
    Item(String),
    /// Take away what the search added to the query, or let it add that again.
    Without(String),
}

/// What a step does to the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// A new entry: "back" undoes the step.
    Push,
    /// The present entry is rewritten.
    Replace,
}

/// Where the page scrolls after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// Nowhere.
    Stay,
    /// To the place of the address.
    ToPlace,
    /// To the current hit.
    ToHit,
}

impl Action {
    /// The address after the step, how it is written, and where to scroll.
    pub fn apply(self, route: &Route) -> (Route, History, Scroll) {
        let edit = |change: &dyn Fn(&mut Route)| {
            let mut route = route.clone();
            change(&mut route);
            route
        };
        // what changes the set of hits makes the number of the current one meaningless
        let refilter = |change: &dyn Fn(&mut Route)| {
            edit(&|route| {
                change(route);
                route.hit = None;
            })
        };
        match self {
            Self::Search(query) if query == route.query && route.shows_paper() => (route.clone(), History::Replace, Scroll::Stay),
            Self::Follow(route) => (*route, History::Push, Scroll::ToPlace),
            Self::Jump(place) => (route.at(place), History::Push, Scroll::ToPlace),
            Self::Walk(place) => (route.at(Some(place)), History::Replace, Scroll::ToPlace),
            Self::Search(query) => (
                refilter(&|route| {
                    route.query.clone_from(&query);
                    // what was taken away belongs to the query
                    if query.trim().is_empty() {
                        route.without.clear();
                    }
                    // the concordance is of what is searched
                    if !route.shows_paper() && route.place != Some(Place::View(View::Concordance)) {
                        *route = route.at(None);
                    }
                }),
                History::Replace,
                Scroll::Stay,
            ),
            Self::Hit(hit) => (edit(&|route| to_hit(route, hit)), History::Push, Scroll::ToHit),
            Self::Step(hit) => {
                let history = if route.shows_paper() { History::Replace } else { History::Push };
                (edit(&|route| to_hit(route, hit)), history, Scroll::ToHit)
            }
            Self::Theme(id) => (refilter(&|route| toggle(&mut route.themes, &id)), History::Push, Scroll::Stay),
            Self::Actor(id) => (refilter(&|route| toggle(&mut route.actors, &id)), History::Push, Scroll::Stay),
            Self::States(kind) => (refilter(&|route| toggle(&mut route.kinds, &kind)), History::Push, Scroll::Stay),
            Self::OneSection(id) => {
                let sections: Vec<String> = Some(id).filter(|id| !id.is_empty()).into_iter().collect();
                (refilter(&|route| route.sections.clone_from(&sections)), History::Push, Scroll::Stay)
            }
            Self::Unfilter => (
                refilter(&|route| {
                    for filter in [&mut route.themes, &mut route.sections, &mut route.actors] {
                        filter.clear();
                    }
                    // in a view they are its own
                    if route.shows_paper() {
                        route.kinds.clear();
                    }
                    route.carry = Carry::default();
                }),
                History::Push,
                Scroll::Stay,
            ),
            Self::Carry(carry) => (refilter(&|route| route.carry = carry), History::Push, Scroll::Stay),
            Self::Mode(mode) => (edit(&|route| route.mode = mode), History::Push, Scroll::Stay),
            Self::Sort(sort) => (edit(&|route| route.sort = sort), History::Replace, Scroll::Stay),
            Self::Column(key) => {
                let column = if route.column == key { ["-", &key].concat() } else { key };
                (edit(&|route| route.column.clone_from(&column)), History::Replace, Scroll::Stay)
            }
            Self::Order(slots) => (edit(&|route| route.column.clone_from(&slots)), History::Replace, Scroll::Stay),
            Self::Context(words) => (edit(&|route| route.context = Some(words)), History::Replace, Scroll::Stay),
            Self::Kind(kind) => {
                let kinds = if route.kinds.contains(&kind) { Vec::new() } else { vec![kind] };
                (edit(&|route| route.kinds.clone_from(&kinds)), History::Replace, Scroll::Stay)
            }
            Self::Rows(words) => (edit(&|route| route.rows.clone_from(&words)), History::Replace, Scroll::Stay),
            Self::Item(key) => {
                let item = Some(key).filter(|key| route.item.as_ref() != Some(key));
                (edit(&|route| route.item.clone_from(&item)), History::Replace, Scroll::Stay)
            }
            Self::Without(word) => (refilter(&|route| toggle(&mut route.without, &word)), History::Push, Scroll::Stay),
        }
    }
}

/// Puts an item at the end of a list, or takes it out.
fn toggle(list: &mut Vec<String>, item: &str) {
    match list.iter().position(|listed| listed == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item.to_owned()),
    }
}

fn to_hit(route: &mut Route, hit: usize) {
    *route = Route { hit: Some(hit), ..route.at(None) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockId;

    /// The address after each step, from `start`.
    fn check(start: &str, steps: &[Action], want: &str) {
        let route = steps.iter().fold(Route::parse(start), |route, step| step.clone().apply(&route).0);
        assert_eq!(route.to_string(), want);
    }

    #[test]
    fn stories() {
        let theme = |id: &str| Action::Theme(id.to_owned());
        check("", &[Action::Search("gas".into()), Action::Step(2)], "#?q=gas&hit=2");
        check("#?q=gas&hit=2", &[Action::Search("oil".into())], "#?q=oil");
        check("#?q=gas&hit=2", &[Action::Search("gas".into())], "#?q=gas&hit=2");
        check("#b4?q=gas", &[theme("energy"), theme("china"), theme("energy")], "#b4?q=gas&theme=china");
        check(
            "#?q=gas&theme=energy&mode=fold",
            &[Action::Jump(Some(Place::Block(BlockId(3))))],
            "#b3?q=gas&theme=energy&mode=fold",
        );
        check("#?q=gas&theme=energy&carry=both&section=s3&mode=dim", &[Action::Unfilter], "#?q=gas&mode=dim");
        check(
            "#b4?hit=2&q=gas",
            &[Action::Actor("gazprom".into()), Action::States("figure".into()), Action::OneSection("s3".into())],
            "#b4?q=gas&section=s3&actor=gazprom&kind=figure",
        );
        check(
            "#?actor=gazprom,lukoil&kind=figure",
            &[Action::Actor("gazprom".into()), Action::Jump(Some(Place::Block(BlockId(3))))],
            "#b3?actor=lukoil&kind=figure",
        );
        check("#?actor=gazprom&kind=figure&section=s3&mode=fold", &[Action::Unfilter], "#?mode=fold");
        check("#figures?actor=gazprom&kind=money", &[Action::Unfilter], "#figures?kind=money");
        check("#?actor=gazprom&kind=figure", &[Action::Jump(Some(Place::View(View::Figures)))], "#figures?actor=gazprom");
        check("#repairs", &[Action::Search("gas".into())], "#?q=gas");
        check(
            "#concordance",
            &[Action::Search("gas".into()), Action::Order("r1.l1".into()), Action::Context(12)],
            "#concordance?q=gas&sort=r1.l1&context=12",
        );
        check("#?q=a&hit=3", &[Action::Mode(Mode::Dim), Action::Sort(Sort::Best)], "#?q=a&mode=dim&sort=best&hit=3");
        check(
            "#?q=gas",
            &[Action::Without("oil".into()), Action::Without("ore".into()), Action::Without("oil".into())],
            "#?q=gas&without=ore",
        );
        check("#?q=gas&without=ore", &[Action::Search("gases".into()), Action::Search(String::new())], "");
        let column = |key: &str| Action::Column(key.to_owned());
        check("#figures", &[column("low"), column("low")], "#figures?sort=-low");
        check("#figures?sort=-low", &[column("low"), column("what")], "#figures?sort=what");
        check(
            "#figures",
            &[Action::Kind("money".into()), Action::Item("x".into()), Action::Rows("a b".into())],
            "#figures?kind=money&rows=a%20b&item=x",
        );
        check("#figures?item=x&kind=money", &[Action::Kind("money".into()), Action::Item("x".into())], "#figures");
        check("#figures?rows=a&sort=low&q=gas", &[Action::Jump(Some(Place::Block(BlockId(3))))], "#b3?q=gas");
        check("#?q=a&x=1", &[Action::Search(String::new())], "#?x=1");
    }

    #[test]
    fn a_jump_is_a_new_entry_and_typing_rewrites_the_present_one() {
        let route = Route::default();
        assert_eq!(Action::Jump(None).apply(&route).1, History::Push);
        assert_eq!(Action::Search("a".into()).apply(&route).1, History::Replace);
    }
}
