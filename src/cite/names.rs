//! Authors' names: which part is the family name, and how the styles turn it round.
//!
//! A name that comes as one string is taken apart by rules, with words from `static/data/citing.tsv`:
//!
//! - It is an institution if a capitalised word of it heads institutions ("World Bank"), if it has a digit, `&` or `/`, or a linking
//!   word (of, for, on, the, and) that is no particle of names, or if it is one word.
//! - A comma divides "Family, Given"; "Jr." and the like behind the name are its suffix; "Dr." and the like before it are left out.
//! - The family name is the last word, with what a joiner ties to it ("Ortega y Gasset") and particles before it ("von der Leyen",
//!   "Van Rompuy"). A particle in small letters is kept apart, since some styles sort names without it.
//!
//! Double names without a joiner ("García Prieto") and names that begin with the family's ("Xi Jinping") look like a given name with
//! another: [`doubt`] says so, and a publisher can give the parts.

use super::data::{Class, is};
use crate::document::Author;
use crate::text::small_letters;

/// A name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// An institution, or a name of one word: never turned round.
    Whole(String),
    /// A person.
    Person {
        /// Given names; may be empty.
        given: String,
        /// Particles in small letters, if the name's string had them; else they are in the family name.
        particle: String,
        /// The family name.
        family: String,
        /// "Jr.", "III"; mostly empty.
        suffix: String,
    },
}

impl Name {
    /// The name of an author.
    pub fn of(author: &Author) -> Self {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        match author {
            Author::Body { literal } => Self::Whole(tidy(literal)),
            Author::Signed(name) => read(&tidy(name)),
            Author::Person { given, family, suffix } => person(tidy(given), String::new(), tidy(family), tidy(suffix)),
        }
    }

    /// The family name with its particle, or the whole.
    pub(super) fn family(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person { particle, family, .. } => words(&[particle, family]),
        }
    }

    /// The name in the order in which it is read: "Martin L. Kingsley Jr."
    pub fn read(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person { given, particle, family, suffix } => words(&[given, particle, family, suffix]),
        }
    }

    /// The name turned round: "von der Leyen, Ursula"; the particle behind the given name where the style sorts without it.
    pub(super) fn turned(&self, particles: Particles) -> String {
        let Self::Person { given, particle, family, suffix } = self else { return self.read() };
        let (family, given) = match particles {
            Particles::First => (words(&[particle, family]), given.clone()),
            Particles::Last => (family.clone(), words(&[given, particle])),
        };
        commas(&[&family, &given, suffix])
    }

    /// The name turned round, given names as initials: "Kingsley, M. L., Jr."
    pub(super) fn with_initials(&self) -> String {
        let Self::Person { given, particle, family, suffix } = self else { return self.read() };
        commas(&[&words(&[particle, family]), &initials(given), suffix])
    }

    /// Whether turning it round changes it.
    pub(super) fn turns(&self) -> bool {
        matches!(self, Self::Person { given, suffix, .. } if !given.is_empty() || !suffix.is_empty())
    }
}

/// Where a name that is turned round has its particle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Particles {
    /// "van Berg, Vincent"
    First,
    /// "Berg, Vincent van"
    Last,
}

/// What may be wrong with a name that was taken apart by rules, in words; none where there is no doubt.
pub fn doubt(author: &Author) -> Option<String> {
    let Author::Signed(signed) = author else { return None };
    let Name::Person { given, particle, family, .. } = Name::of(author) else { return None };
    let doubtful = !signed.contains(',') && given.split(' ').filter(|word| small_letters(word).chars().count() > 2).count() > 1;
    doubtful.then(|| ["“", signed, "” is cited under “", &words(&[&particle, &family]), "”."].concat())
}

fn person(given: String, particle: String, family: String, suffix: String) -> Name {
    if given.is_empty() && particle.is_empty() && suffix.is_empty() {
        return Name::Whole(family);
    }
    Name::Person { given, particle, family, suffix }
}

fn read(name: &str) -> Name {
    if let Some((family, rest)) = name.split_once(", ") {
        let (given, suffix) = rest.split_once(", ").unwrap_or((rest, ""));
        if is(&small_letters(given), Class::Suffix) && suffix.is_empty() {
            return with_suffix(split(family), given);
        }
        if is_body(name) {
            return Name::Whole(name.to_owned());
        }
        return person(given.to_owned(), String::new(), family.to_owned(), suffix.to_owned());
    }
    if is_body(name) { Name::Whole(name.to_owned()) } else { split(name) }
}

fn with_suffix(name: Name, suffix: &str) -> Name {
    match name {
        Name::Person { given, particle, family, .. } => person(given, particle, family, suffix.to_owned()),
        Name::Whole(family) => person(String::new(), String::new(), family, suffix.to_owned()),
    }
}

fn is_body(name: &str) -> bool {
    let body = |word: &str| {
        let small = small_letters(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let links = matches!(&*small, "of" | "for" | "on" | "the" | "and");
        links || starts_large(word) && is(&small, Class::Body)
    };
    !name.contains(' ') || name.contains(|c: char| c.is_ascii_digit() || "&/".contains(c)) || name.split(' ').any(body)
}

fn starts_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Takes a person's name apart, which is read as "Given Family".
fn split(name: &str) -> Name {
    let mut all: Vec<&str> = name.split(' ').collect();
    while all.len() > 2 && all.first().is_some_and(|word| is(&small_letters(word), Class::Title)) {
        all.remove(0);
    }
    let mut suffix = "";
    if all.len() > 2
        && let Some(last) = all.last().copied().filter(|word| is(&small_letters(word), Class::Suffix))
    {
        suffix = last;
        all.pop();
    }
    let word = |at: usize| all.get(at).copied().unwrap_or_default();
    let is_particle = |word: &str| {
        let small = small_letters(word);
        if starts_large(word) { is(&small, Class::Major) } else { is(&small, Class::Particle) }
    };
    let last = all.len().saturating_sub(1);
    // the first particle behind the first word begins the family name
    let mut family = (1..last).find(|at| is_particle(word(*at))).unwrap_or(last);
    if let Some(joiner) = (2..last).find(|at| is(word(*at), Class::Joiner)) {
        family = family.min(joiner - 1);
    }
    let particles = (family..last).take_while(|at| is_particle(word(*at)) && !starts_large(word(*at))).count();
    let between = |from: usize, to: usize| all.get(from..to).unwrap_or_default().join(" ");
    person(between(0, family), between(family, family + particles), between(family + particles, all.len()), suffix.to_owned())
}

/// "Jean-Paul R." as "J.-P. R."; what begins with no capital stays.
fn initials(given: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in given.split([' ', '.']).filter(|word| !word.is_empty()) {
        let short = |part: &str| match part.chars().next().filter(|c| c.is_uppercase()) {
            Some(first) => [String::from(first), ".".to_owned()].concat(),
            None => part.to_owned(),
        };
        // "J.-P." came apart at its stop
        match word.strip_prefix('-').filter(|rest| !rest.is_empty()).zip(out.last_mut()) {
            Some((rest, before)) => before.extend(["-".to_owned(), short(rest)]),
            None => out.push(word.split('-').filter(|part| !part.is_empty()).map(short).collect::<Vec<_>>().join("-")),
        }
    }
    out.join(" ")
}

fn words(parts: &[&str]) -> String {
    join(parts, " ")
}

fn commas(parts: &[&str]) -> String {
    join(parts, ", ")
}

fn join(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn taken_apart() {
        // given | particle | family | suffix
        for (name, want) in [
            ("Marlène Laruelle", "Marlène||Laruelle|"),
            ("Ursula von der Leyen", "Ursula|von der|Leyen|"),
            ("Herman Van Rompuy", "Herman||Van Rompuy|"),
            ("Charles de Gaulle", "Charles|de|Gaulle|"),
            ("Mohammed bin Salman Al Saud", "Mohammed|bin|Salman Al Saud|"),
            ("Ahmed al-Sharif", "Ahmed||al-Sharif|"),
            ("José Ortega y Gasset", "José||Ortega y Gasset|"),
            ("Martin L. Kingsley Jr.", "Martin L.||Kingsley|Jr."),
            ("Martin Kingsley, Jr.", "Martin||Kingsley|Jr."),
            ("Kingsley, Martin, III", "Martin||Kingsley|III"),
            ("Berg, Anna", "Anna||Berg|"),
            ("Dr. Anna Berg", "Anna||Berg|"),
            ("  Anna   Berg ", "Anna||Berg|"),
            ("World Bank", "="),
            ("Ministry of Trade, Norway", "="),
            ("Sukarno", "="),
            ("EU3+3 Talks", "="),
            ("Médecins for All", "="),
            ("", "="),
        ] {
            let got = match Name::of(&Author::Signed(name.to_owned())) {
                Name::Whole(_) => "=".to_owned(),
                Name::Person { given, particle, family, suffix } => [given, particle, family, suffix].join("|"),
            };
            assert_eq!(got, want, "{name}");
        }
    }

    #[test]
    fn shortened() {
        for (given, want) in [
            ("Jean-Paul", "J.-P."),
            ("J.-P.", "J.-P."),
            ("J.R.R.", "J. R. R."),
            ("J. R. R.", "J. R. R."),
            ("Élodie", "É."),
            ("Anna de", "A. de"),
            ("-", ""),
            ("", ""),
        ] {
            assert_eq!(initials(given), want, "{given}");
        }
    }

    #[test]
    fn doubts_are_said() {
        let doubt = |name: &str| doubt(&Author::Signed(name.to_owned()));
        assert_eq!(doubt("Gabriela García Prieto").as_deref(), Some("“Gabriela García Prieto” is cited under “Prieto”."));
        for name in ["Anna Berg", "J. R. R. Tolkin", "García Prieto, Gabriela", "World Bank Research Group"] {
            assert_eq!(doubt(name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost(name in "[A-ZÉ][a-zé]{0,6}( (von|van|De|y|[A-Z]\\.|[A-Z][a-z]{1,5})){0,5}") {
            // a title before a name is no part of it
            prop_assume!(!name.split(' ').any(|word| is(&small_letters(word), Class::Title)));
            let name = Name::of(&Author::Signed(name.clone())).read() == name;
            prop_assert!(name);
        }

        #[test]
        fn anything_is_read(name in "\\PC{0,30}") {
            let name = Name::of(&Author::Signed(name));
            let _ = (name.turned(Particles::Last), name.turned(Particles::First), name.with_initials(), name.family());
        }
    }
}
