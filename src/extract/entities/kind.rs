//! What a name names: a closed list.

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A state.
    Country,
    /// A union of states that acts as one, present or past.
    StateUnion,
    /// A part of a country or of the world.
    Region,
    /// A town of any size.
    City,
    /// A place that nature made or that is dug for: a field, a mountain, a desert, a range.
    Site,
    /// A sea, lake, river or canal.
    WaterBody,
    /// Something built in one place: a base, station, refinery, dam, port.
    Facility,
    /// A pipeline.
    Pipeline,
    /// A person.
    Person,
    /// An organisation that is not mainly a business.
    Organisation,
    /// A business.
    Company,
    /// A treaty or agreement between states.
    Treaty,
    /// A programme, policy or project.
    Project,
    /// Something that happened at a time.
    Event,
    /// A people or a group named after one.
    People,
    /// A doctrine or concept of policy.
    Doctrine,
    /// A ship.
    Vessel,
    /// A railway, road or corridor.
    Route,
    /// A law, decree, directive, resolution.
    LegalAct,
    /// A strategy, declaration, report.
    Document,
    /// Anything else that bears a name.
    Other,
}

/// Every kind with the name it has in data files and exports.
const NAMES: [(EntityKind, &str); 21] = [
    (EntityKind::Country, "country"),
    (EntityKind::StateUnion, "state_union"),
    (EntityKind::Region, "region"),
    (EntityKind::City, "city"),
    (EntityKind::Site, "site"),
    (EntityKind::WaterBody, "water_body"),
    (EntityKind::Facility, "facility"),
    (EntityKind::Pipeline, "pipeline"),
    (EntityKind::Person, "person"),
    (EntityKind::Organisation, "organisation"),
    (EntityKind::Company, "company"),
    (EntityKind::Treaty, "treaty"),
    (EntityKind::Project, "project"),
    (EntityKind::Event, "event"),
    (EntityKind::People, "people"),
    (EntityKind::Doctrine, "doctrine"),
    (EntityKind::Vessel, "vessel"),
    (EntityKind::Route, "route"),
    (EntityKind::LegalAct, "legal_act"),
    (EntityKind::Document, "document"),
    (EntityKind::Other, "other"),
];

impl EntityKind {
    /// Its name in data files and exports: `water_body`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(kind, _)| *kind == self).map_or("other", |(_, name)| name)
    }

    /// Every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(kind, _)| *kind)
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    /// Whether it lies somewhere on the ground.
    pub fn is_place(self) -> bool {
        matches!(
            self,
            Self::Country
                | Self::Region
                | Self::City
                | Self::Site
                | Self::WaterBody
                | Self::Facility
                | Self::Pipeline
                | Self::Route
        )
    }

    /// Whether it can decide and act.
    pub fn is_actor(self) -> bool {
        matches!(self, Self::Country | Self::StateUnion | Self::Person | Self::Organisation | Self::Company | Self::People)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for (kind, name) in NAMES {
            assert_eq!(EntityKind::from_name(name), Some(kind));
            assert_eq!(kind.name(), name);
        }
    }
}
