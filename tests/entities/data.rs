//! The data files, read strictly.

use lectern::extract::entities::{Coordinates, EntityKind, Gazetteer};

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

/// Kilometres between two points of the globe.
fn distance(one: Coordinates, other: Coordinates) -> f64 {
    let radians = |degrees: f32| f64::from(degrees).to_radians();
    let (a, b) = (radians(one.latitude), radians(other.latitude));
    let between = a.sin() * b.sin() + a.cos() * b.cos() * (radians(one.longitude) - radians(other.longitude)).cos();
    6371.0 * between.clamp(-1.0, 1.0).acos()
}

#[test]
fn places_have_a_plausible_point() {
    // ideas of a place rather than places
    let ideas = ["eurozone", "global-south", "near-abroad", "west"];
    for entry in Gazetteer::bundled().entries() {
        let most = match entry.kind {
            EntityKind::City => 25,
            EntityKind::Facility => 80,
            EntityKind::Country | EntityKind::Region | EntityKind::Site | EntityKind::WaterBody => 7000,
            // a pipeline or a road is a line and no point
            _ => continue,
        };
        if ideas.contains(&entry.id.as_str()) {
            continue;
        }
        let point = entry.coordinates.unwrap_or_else(|| panic!("{} lies nowhere", entry.name));
        assert!(point.accuracy > 0 && point.accuracy <= most, "{}: {} km", entry.name, point.accuracy);
        assert!(point.latitude != 0.0 || point.longitude != 0.0, "{}", entry.name);
    }
}

#[test]
fn capitals_lie_in_their_states_and_towns_in_their_regions() {
    let gazetteer = Gazetteer::bundled();
    let by_name = |name: &str| gazetteer.entries().iter().find(|entry| entry.name == name).and_then(|entry| entry.coordinates);
    let mut count = 0;
    for entry in gazetteer.entries() {
        let Some(own) = entry.coordinates else { continue };
        let reach = f64::from(own.accuracy);
        let towns: Vec<(&str, f64)> = match entry.kind {
            EntityKind::Country => entry.metonyms().map(|name| (name, 2.0 * reach + 100.0)).collect(),
            EntityKind::Region => entry.name.strip_suffix(" region").map(|name| (name, 1.5 * reach + 50.0)).into_iter().collect(),
            _ => continue,
        };
        for (town, most) in towns {
            let Some(point) = by_name(town) else { continue };
            let far = distance(own, point);
            assert!(far <= most, "{town} is {far:.0} km from {}", entry.name);
            count += 1;
        }
    }
    assert!(count > 200);
}

#[test]
fn places_lie_within_their_states_borders() {
    let gazetteer = Gazetteer::bundled();
    // south, north, west, east
    let boxes: [(&str, [f32; 4], &str); 8] = [
        (
            "Kazakhstan",
            [40.5, 55.5, 46.4, 87.4],
            "almaty astana aktau atyrau semey tengiz kashagan karachaganak baikonur-cosmodrome",
        ),
        ("Kyrgyzstan", [39.1, 43.3, 69.2, 80.3], "bishkek osh jalal-abad kant-base manas kambarata kumtor"),
        ("Tajikistan", [36.6, 41.1, 67.3, 75.2], "dushanbe khujand rogun-dam nurek-dam sangtuda khorog"),
        ("Uzbekistan", [37.1, 45.6, 55.9, 73.2], "tashkent samarkand andijan bukhara nukus termez karshi-khanabad"),
        ("Mali", [10.1, 25.1, -12.3, 4.3], "bamako gao kidal timbuktu mopti segou"),
        ("Niger", [11.6, 23.6, 0.1, 16.0], "niamey agadez diffa zinder arlit kandadji-dam"),
        ("Norway", [57.9, 71.3, 4.0, 31.2], "oslo bergen trondheim stavanger tromso narvik"),
        ("Brazil", [-33.8, 5.3, -74.0, -34.7], "manaus santos rio-de-janeiro sao-paulo brasilia"),
    ];
    for (state, [south, north, west, east], ids) in boxes {
        for id in ids.split(' ') {
            let point = gazetteer.entry(id).and_then(|entry| entry.coordinates).unwrap_or_else(|| panic!("{id}"));
            let inside = (south..=north).contains(&point.latitude) && (west..=east).contains(&point.longitude);
            assert!(inside, "{id} is not in {state}: {point:?}");
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
