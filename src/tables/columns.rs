//! The columns of each kind of table.

use super::Sort::{Date, Number, Order, Text};
use super::{Column, Kind, Sort};
use crate::extract::entities::EntityKind;

/// Whether readers can correct a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edit {
    Yes,
    No,
}

use Edit::{No, Yes};

/// Key, head, order, whether it can be corrected, and its choices, `|` between them.
type Plan = (&'static str, &'static str, Sort, Edit, &'static str);

/// Where a fact stands: the last columns of most tables.
const PLACE: [Plan; 3] =
    [("section", "Section", Order, No, ""), ("paragraph", "Paragraph", Number, No, ""), ("page", "Page", Number, No, "")];

const FIGURES: &[Plan] = &[
    ("text", "As written", Text, No, ""),
    ("kind", "Kind", Text, Yes, ""),
    ("low", "Low", Number, Yes, ""),
    ("high", "High", Number, Yes, ""),
    ("unit", "Unit", Text, Yes, ""),
    ("per", "Per", Text, Yes, ""),
    ("hedge", "Hedge", Text, Yes, ""),
    ("change", "Change", Order, Yes, "|rise|fall"),
    ("what", "What", Text, Yes, ""),
    ("when", "When", Text, Yes, ""),
    ("where", "Where", Text, Yes, ""),
];

const DATES: &[Plan] = &[
    ("text", "As written", Text, No, ""),
    ("from", "From", Date, Yes, ""),
    ("to", "To", Date, Yes, ""),
    ("precision", "Precision", Order, Yes, "day|month|season|quarter|half|year|range|decade|century"),
    ("relation", "Relation", Order, Yes, "|before|until|by|since|after"),
    ("event", "Event", Text, Yes, ""),
];

const ACTORS: &[Plan] = &[
    ("name", "Name", Text, Yes, ""),
    ("type", "Type", Text, Yes, TYPES),
    ("mentions", "Mentions", Number, No, ""),
    ("passages", "Passages", Number, No, ""),
    ("first", "First in paragraph", Number, No, ""),
    ("last", "Last in paragraph", Number, No, ""),
    ("names", "Names in the text", Text, No, ""),
];

const COORDINATES: [Plan; 3] = [
    ("latitude", "Latitude", Number, Yes, ""),
    ("longitude", "Longitude", Number, Yes, ""),
    ("accuracy_km", "Accuracy, km", Number, Yes, ""),
];

const ACRONYMS: &[Plan] = &[
    ("short", "Acronym", Text, No, ""),
    ("long", "Long form", Text, Yes, ""),
    ("defined_in", "Explained in paragraph", Number, No, ""),
    ("uses", "Uses", Number, No, ""),
    ("added", "Added from", Text, No, ""),
];

const RECOMMENDATIONS: &[Plan] = &[
    ("text", "As written", Text, No, ""),
    ("addressee", "Addressee", Text, Yes, ""),
    ("strength", "Strength", Order, Yes, "might|could|should|must"),
    ("action", "Action", Text, Yes, ""),
    ("supporting", "Reasons given", Number, No, ""),
];

const FORECASTS: &[Plan] = &[
    ("text", "What", Text, No, ""),
    ("horizon", "By when", Date, Yes, ""),
    ("strength", "Strength", Order, Yes, "possible|likely|planned|certain"),
];

const RELATIONS: &[Plan] = &[
    ("subject", "Who", Text, Yes, ""),
    ("predicate", "Does what", Text, Yes, ""),
    ("object", "To whom", Text, Yes, ""),
    ("status", "Status", Order, Yes, "hoped|planned|actual"),
    ("text", "As written", Text, No, ""),
];

const SUMS: &[Plan] = &[
    ("text", "Claim", Text, No, ""),
    ("formula", "Check", Text, No, ""),
    ("holds", "Verdict", Order, Yes, "does not hold|holds"),
    ("parts", "Values", Number, No, ""),
];

/// Stands for all types of entities, which are known elsewhere.
const TYPES: &str = "*";

/// The columns of a kind, in the order in which they are shown.
pub fn columns(kind: Kind) -> Vec<Column> {
    let (own, more): (&[Plan], &[Plan]) = match kind {
        Kind::Figures => (FIGURES, &PLACE),
        Kind::Dates => (DATES, &PLACE),
        Kind::Actors => (ACTORS, &[]),
        Kind::Places => (ACTORS, &COORDINATES),
        Kind::Acronyms => (ACRONYMS, &[]),
        Kind::Recommendations => (RECOMMENDATIONS, &PLACE),
        Kind::Forecasts => (FORECASTS, &PLACE),
        Kind::Relations => (RELATIONS, &PLACE),
        Kind::Sums => (SUMS, &PLACE),
    };
    own.iter().chain(more).map(column).collect()
}

fn column((key, name, sort, edit, choices): &Plan) -> Column {
    let choices = match *choices {
        "" => Vec::new(),
        TYPES => EntityKind::all().map(|kind| kind.name().replace('_', " ")).collect(),
        list => list.split('|').map(str::to_owned).collect(),
    };
    Column { key: (*key).to_owned(), name: (*name).to_owned(), sort: *sort, is_editable: *edit == Yes, choices }
}
