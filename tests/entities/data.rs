//! The data files, read strictly.

use lectern::extract::entities::{EntityKind, Gazetteer};

const FILES: [(&str, &str); 4] = [
    ("gazetteer-states.tsv", include_str!("../../static/data/gazetteer-states.tsv")),
    ("gazetteer-places.tsv", include_str!("../../static/data/gazetteer-places.tsv")),
    ("gazetteer-bodies.tsv", include_str!("../../static/data/gazetteer-bodies.tsv")),
    ("gazetteer-others.tsv", include_str!("../../static/data/gazetteer-others.tsv")),
];
const WORDS: (&str, &str) = ("names.tsv", include_str!("../../static/data/names.tsv"));

#[test]
fn the_data_has_no_error() {
    let (gazetteer, errors) = Gazetteer::read(&FILES, WORDS);
    assert_eq!(errors, []);
    assert!(gazetteer.entries().len() > 2000);
}

#[test]
fn no_name_has_two_owners_of_one_sort() {
    let gazetteer = Gazetteer::bundled();
    let kind = |id: &str| gazetteer.entry(id).map(|entry| entry.kind);
    let shared: Vec<_> = gazetteer.shared_names().into_iter().filter(|(one, other)| kind(one) == kind(other)).collect();
    assert_eq!(shared, []);
}

#[test]
fn states_and_towns_lie_somewhere() {
    for entry in Gazetteer::bundled().entries() {
        if matches!(entry.kind, EntityKind::Country | EntityKind::City) {
            assert!(entry.coordinates.is_some(), "{}", entry.name);
        }
    }
}

#[test]
fn an_error_names_its_file_and_line() {
    let cases = [
        ("B\tcity\nA\tcity", "f.tsv:2: A is not in its order"),
        ("A\ttown", "f.tsv:1: unknown type \"town\""),
        ("A\tcity\nA\tregion", "f.tsv:2: \"A\" has no identifier of its own"),
        ("# a comment\n\nA\tcity\t\t\t\t91 0 1", "f.tsv:3: \"91 0 1\" is not latitude, longitude and kilometres"),
        ("A\tcity\t\t\t\t1 2", "f.tsv:1: \"1 2\" is not latitude, longitude and kilometres"),
        ("A\tcity\t\t\t\t1 2 3\tx", "f.tsv:1: more than six columns"),
    ];
    for (text, message) in cases {
        let (_, errors) = Gazetteer::read(&[("f.tsv", text)], ("w.tsv", ""));
        assert_eq!(errors.first().map(ToString::to_string).as_deref(), Some(message));
    }
    let (_, errors) = Gazetteer::read(&[], ("w.tsv", "tail\ttown\tCity"));
    assert_eq!(errors.first().map(ToString::to_string).as_deref(), Some("w.tsv:1: unknown kind town"));
}

#[test]
fn spellings_old_and_new_are_one() {
    let gazetteer = Gazetteer::bundled();
    let cases = [
        ("Andizhan", "andijan"),
        ("Nazarbaev", "nursultan-nazarbayev"),
        ("Kzyl-Orda region", "kyzylorda-region"),
        ("Kzyl-Orda province", "kyzylorda-region"),
        ("Novorossiisk", "novorossiysk"),
        ("cote d'ivoire", ""),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Organization for Security and Co-operation in Europe", "organisation-for-security-and-cooperation-in-europe"),
        ("Kurgan-Tiube", "bokhtar"),
        ("N'Djamena", "ndjamena"),
    ];
    for (name, id) in cases {
        let found = gazetteer.lookup(name);
        assert_eq!(found.first().map_or("", |entry| entry.id.as_str()), id, "{name}");
    }
}

#[test]
fn places_are_where_they_are() {
    let gazetteer = Gazetteer::bundled();
    let cases = [
        ("almaty", 43.24, 76.89),
        ("baikonur-cosmodrome", 45.96, 63.31),
        ("kandahar", 31.61, 65.71),
        ("gao", 16.27, -0.04),
        ("strait-of-hormuz", 26.57, 56.25),
        ("kant-base", 42.85, 74.85),
    ];
    for (id, latitude, longitude) in cases {
        let point = gazetteer.entry(id).and_then(|entry| entry.coordinates).expect("given by the test");
        assert!((point.latitude - latitude).abs() < 0.01 && (point.longitude - longitude).abs() < 0.01, "{id}");
    }
}
