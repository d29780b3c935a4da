//! The page of an actor or a place: its names, its passages by theme, who stands beside it.

use crate::corpus::Corpus;
use crate::document::BlockId;
use crate::extract::Place;
use crate::extract::themes::ThemeId;
use crate::tables::{Row, Table, find};

/// All about an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its key.
    pub key: String,
    /// The name it is shown by.
    pub name: String,
    /// What it is: "country", "water body".
    pub kind: String,
    /// Every name that the text gives it, with how often, the commonest first.
    pub names: Vec<(String, usize)>,
    /// Degrees north and east, and kilometres around within which it lies, as they are shown; none where it is not known where.
    pub point: Option<[String; 3]>,
    /// Every mention, in reading order.
    pub mentions: Vec<Place>,
    /// The blocks that mention it, in reading order.
    pub passages: Vec<BlockId>,
    /// The passages of each theme, the commonest theme first; a passage with two themes is with both.
    pub themes: Vec<ThemePassages>,
    /// The passages that carry no theme.
    pub without_theme: Vec<BlockId>,
    /// The entities in the same passages, those of the most passages first, equals by their first mention.
    pub partners: Vec<Partner>,
}

/// The passages of a theme that mention the entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemePassages {
    /// The theme.
    pub theme: ThemeId,
    /// Its name.
    pub name: String,
    /// The blocks, in reading order.
    pub passages: Vec<BlockId>,
}

/// An entity that stands in the same passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its key.
    pub key: String,
    /// The name it is shown by.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The blocks that mention both, in reading order.
    pub passages: Vec<BlockId>,
}

impl Profile {
    /// The first mention and the last.
    pub fn ends(&self) -> Option<(Place, Place)> {
        Some((*self.mentions.first()?, *self.mentions.last()?))
    }
}

/// The profile of the entity of that key, from the tables as corrected; none where there is no such entity, or it does not count.
pub fn profile(corpus: &Corpus, tables: &[Table], key: &str) -> Option<Profile> {
    let (table, row) = find(tables, key).filter(|(_, row)| row.entity_id().is_some() && row.counts())?;
    let passages = row.blocks();
    let mut themes: Vec<ThemePassages> = Vec::new();
    for theme in corpus.themes.all() {
        let carries = |block: &BlockId| {
            let carried = corpus.position(*block).map_or(&[][..], |at| corpus.themes_of(at));
            carried.iter().any(|carried| carried.theme == theme.id)
        };
        let passages: Vec<BlockId> = passages.iter().copied().filter(carries).collect();
        if !passages.is_empty() {
            let to = themes.partition_point(|before| before.passages.len() >= passages.len());
            themes.insert(to, ThemePassages { theme: theme.id, name: theme.name.clone(), passages });
        }
    }
    let is_plain = |block: &BlockId| corpus.position(*block).is_none_or(|at| corpus.themes_of(at).is_empty());
    Some(Profile {
        key: row.key.clone(),
        name: table.text(row, "name").to_owned(),
        kind: table.text(row, "type").to_owned(),
        names: row.names.clone(),
        point: point(tables, key),
        mentions: row.places.clone(),
        without_theme: passages.iter().copied().filter(is_plain).collect(),
        partners: partners(tables, row, &passages),
        themes,
        passages,
    })
}

/// Where it lies, from whichever table says so.
fn point(tables: &[Table], key: &str) -> Option<[String; 3]> {
    let point = tables.iter().find_map(|table| {
        let row = table.row(key)?;
        let text = |column| table.text(row, column).to_owned();
        table.column("latitude").map(|_| [text("latitude"), text("longitude"), text("accuracy_km")])
    })?;
    (!point.first()?.is_empty()).then_some(point)
}

fn partners(tables: &[Table], of: &Row, passages: &[BlockId]) -> Vec<Partner> {
    let mut partners: Vec<(Partner, Place)> = Vec::new();
    for table in tables {
        for row in table.rows.iter().filter(|row| row.entity_id().is_some() && row.counts() && row.key != of.key) {
            let mut shared = row.blocks();
            shared.retain(|block| passages.binary_search(block).is_ok());
            let Some(first) = row.places.first().filter(|_| !shared.is_empty()) else { continue };
            // a state is in two tables
            if partners.iter().any(|(partner, _)| partner.key == row.key) {
                continue;
            }
            let comes_before = |(other, place): &(Partner, Place)| {
                let (more, same) = (other.passages.len() > shared.len(), other.passages.len() == shared.len());
                more || same && place <= first
            };
            let to = partners.partition_point(comes_before);
            let partner = Partner {
                key: row.key.clone(),
                name: table.text(row, "name").to_owned(),
                kind: table.text(row, "type").to_owned(),
                passages: shared,
            };
            partners.insert(to, (partner, *first));
        }
    }
    partners.into_iter().map(|(partner, _)| partner).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::tables::State;
    use crate::tables::tests::{PAPER, small};

    #[test]
    fn profiles_of_the_bundled_paper_agree_with_its_tables() {
        let (corpus, _, tables) = &*PAPER;
        let rows = || tables.iter().flat_map(|table| &table.rows).filter(|row| row.entity_id().is_some());
        let all: BTreeMap<&str, Profile> =
            rows().map(|row| (row.key.as_str(), profile(corpus, tables, &row.key).unwrap())).collect();
        for row in rows() {
            let profile = &all[row.key.as_str()];
            assert_eq!(profile.names.iter().map(|(_, count)| count).sum::<usize>(), profile.mentions.len());
            assert_eq!(profile.ends(), Some((row.places[0], row.places[row.places.len() - 1])));
            // every passage is with one of its themes or without any
            let mut told: Vec<BlockId> = profile.themes.iter().flat_map(|theme| theme.passages.clone()).collect();
            told.extend(&profile.without_theme);
            told.sort();
            told.dedup();
            assert_eq!(told, profile.passages);
            assert!(profile.themes.windows(2).all(|pair| pair[0].passages.len() >= pair[1].passages.len()));
            assert!(profile.partners.windows(2).all(|pair| pair[0].passages.len() >= pair[1].passages.len()));
            for partner in &profile.partners {
                // standing beside each other is mutual
                let back = all[partner.key.as_str()].partners.iter().find(|back| back.key == row.key).unwrap();
                assert_eq!(back.passages, partner.passages);
            }
        }
        assert_eq!(profile(corpus, tables, "entities:nobody"), None);
        assert_eq!(profile(corpus, tables, &tables[0].rows[0].key), None);
    }

    #[test]
    fn a_small_paper() {
        let source =
            "# T\n\nGazprom came to Kazakhstan. Gazprom left.\n\nKazakhstan met Lukoil and Gazprom.\n\nLukoil was alone.\n";
        let (corpus, mut tables) = small(source);
        let shown = |tables: &[Table], id: &str| {
            let profile = profile(&corpus, tables, &format!("entities:{id}"))?;
            let partners: Vec<String> =
                profile.partners.iter().map(|partner| format!("{} {}", partner.name, partner.passages.len())).collect();
            let names: Vec<String> = profile.names.iter().map(|(name, count)| format!("{name} {count}")).collect();
            Some(format!("{}: {}; {}; {}", profile.kind, names.join(", "), profile.passages.len(), partners.join(", ")))
        };
        assert_eq!(shown(&tables, "gazprom").as_deref(), Some("company: Gazprom 3; 2; Kazakhstan 2, Lukoil 1"));
        assert_eq!(shown(&tables, "kazakhstan").as_deref(), Some("country: Kazakhstan 2; 2; Gazprom 2, Lukoil 1"));
        let point = profile(&corpus, &tables, "entities:kazakhstan").unwrap().point.unwrap();
        assert!(point.iter().all(|number| number.parse::<f64>().is_ok()), "{point:?}");
        for row in tables.iter_mut().flat_map(|table| &mut table.rows).filter(|row| row.key == "entities:gazprom") {
            row.state = State::Rejected;
        }
        assert_eq!(shown(&tables, "gazprom"), None);
        assert_eq!(shown(&tables, "kazakhstan").as_deref(), Some("country: Kazakhstan 2; 2; Lukoil 1"));
    }
}
