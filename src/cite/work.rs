//! A paper as bibliographies describe it.

use super::locator::Day;
use super::names::{Name, doubt};
use super::titles;
use crate::document::Metadata;
use crate::text::small_letters;

/// What is known about a paper, taken apart for citations. It is taken for a report: what think tanks, agencies and banks publish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Title and subtitle; empty where not even the text has one.
    pub title: String,
    /// The title alone, where there is a subtitle: what short citations say.
    pub short_title: Option<String>,
    /// The authors, in order.
    pub authors: Vec<Name>,
    /// When it was published.
    pub issued: Option<Issued>,
    /// The series, without its number.
    pub series: Option<String>,
    /// The number in the series.
    pub number: Option<Number>,
    /// The publishers, in order.
    pub publishers: Vec<String>,
    /// Their places, without repetition.
    pub places: Vec<String>,
    /// The ISBN.
    pub isbn: Option<String>,
    /// The DOI, without an address.
    pub doi: Option<String>,
    /// The publisher's own page.
    pub url: Option<String>,
    /// The language, as BCP 47 has it.
    pub language: Option<String>,
    /// What may be wrong, in words.
    pub doubts: Vec<String>,
}

/// A date of publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issued {
    /// A year, month or day.
    Day(Day),
    /// Words that are no date of ISO 8601, cited as they stand.
    Words(String),
}

/// The number of a paper in its series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number: "3", "WP/19/123".
    pub text: String,
    /// Whether a style may put "No." before it: the series has it so, or it is plainly a number.
    pub counts: bool,
}

impl Work {
    /// A paper. Takes what is known about it, and the title that its text has, for want of another.
    pub fn new(metadata: &Metadata, title: Option<&str>) -> Self {
        let tidy = |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let title = tidy(&metadata.title).or_else(|| tidy(&title.map(str::to_owned))).unwrap_or_default();
        let subtitle = tidy(&metadata.subtitle);
        let (series, number) = series(metadata.series.as_deref().unwrap_or_default());
        let mut publishers: Vec<String> = metadata.publishers.iter().map(|publisher| publisher.name.trim().to_owned()).collect();
        let mut places: Vec<String> = Vec::new();
        for publisher in &metadata.publishers {
            let place = publisher.place.trim();
            if !place.is_empty() && !places.iter().any(|known| known == place) {
                places.push(place.to_owned());
            }
        }
        if publishers.is_empty() {
            publishers.extend(tidy(&metadata.publisher));
        }
        let mut doubts: Vec<String> = metadata.authors.0.iter().filter_map(doubt).collect();
        let issued = tidy(&metadata.date).map(|date| Day::read(&date).map_or(Issued::Words(date), Issued::Day));
        if let Some(Issued::Words(date)) = &issued {
            doubts.push(["The date “", date, "” is none like 2009-09-08, and is cited as it stands."].concat());
        }
        Self {
            short_title: subtitle.is_some().then(|| title.clone()),
            title: titles::joined(&title, subtitle.as_deref()),
            authors: metadata.authors.0.iter().map(Name::of).filter(|name| !name.read().is_empty()).collect(),
            issued,
            series,
            number,
            publishers,
            places,
            isbn: tidy(&metadata.isbn),
            doi: tidy(&metadata.doi).map(|doi| bare_doi(&doi).to_owned()),
            url: tidy(&metadata.url),
            language: tidy(&metadata.language),
            doubts,
        }
    }

    /// The year, or the words in its place.
    pub(super) fn year(&self) -> Option<String> {
        self.issued.as_ref().map(|issued| match issued {
            Issued::Day(day) => day.year.to_string(),
            Issued::Words(words) => words.clone(),
        })
    }

    /// The address that a citation gives: the DOI before others, then the one that leads to the passage, then the publisher's.
    pub(super) fn address(&self, permalink: &str) -> Option<String> {
        match &self.doi {
            Some(doi) => Some(["https://doi.org/", doi].concat()),
            None => self.page(permalink),
        }
    }

    /// The same without DOI, for records, which have a field of their own for it.
    pub(super) fn page(&self, permalink: &str) -> Option<String> {
        if permalink.is_empty() { self.url.clone() } else { Some(permalink.to_owned()) }
    }

    /// The title as short citations have it.
    pub(super) fn brief(&self) -> &str {
        self.short_title.as_deref().unwrap_or(&self.title)
    }

    /// The number with its label, "No. 3", the label as the style writes it; empty for none.
    pub(super) fn numbered(&self, label: &str) -> String {
        match &self.number {
            Some(number) if number.counts => [label, " ", &number.text].concat(),
            Some(number) => number.text.clone(),
            None => String::new(),
        }
    }

    /// Series and number: "EUCAM Working Paper No. 3".
    pub(super) fn in_series(&self, label: &str) -> Option<String> {
        let series = self.series.as_deref()?;
        let number = self.numbered(label);
        Some(if number.is_empty() { series.to_owned() } else { [series, " ", &number].concat() })
    }
}

fn bare_doi(doi: &str) -> &str {
    ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"]
        .iter()
        .find_map(|prefix| {
            doi.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix)).and(doi.get(prefix.len()..))
        })
        .unwrap_or(doi)
        .trim()
}

/// Takes "EUCAM Working Paper No. 3" apart. What stands last is a number if it has a digit and "No." stands before it; without "No.",
/// if it is no year. A series with digits of its own stays whole: its last number may be anything.
fn series(text: &str) -> (Option<String>, Option<Number>) {
    let text = text.trim();
    let whole = || (Some(text.to_owned()).filter(|text| !text.is_empty()), None);
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let Some((before, number)) = text.rsplit_once(' ') else { return whole() };
    let (mut name, mut number) = (before.trim_end(), number);
    // "No.3", "n°3"
    let mut stated = false;
    for label in ["no.", "nr.", "n°", "nº", "№", "#"] {
        if let Some(rest) = small_letters(number).starts_with(label).then(|| number.get(label.len()..)).flatten()
            && has_digit(rest)
        {
            (number, stated) = (rest, true);
        }
    }
    let (rest, label) = name.rsplit_once(' ').unwrap_or(("", name));
    if matches!(&*small_letters(label), "no" | "no." | "nr" | "nr." | "n°" | "nº" | "№" | "#" | "number") {
        (name, stated) = (rest.trim_end(), true);
    }
    name = name.trim_end_matches([',', ':', ';']);
    let year = number.len() == 4
        && (number.starts_with("19") || number.starts_with("20"))
        && !number.contains(|c: char| !c.is_ascii_digit());
    if name.is_empty() || !has_digit(number) || has_digit(name) || year && !stated {
        return whole();
    }
    let plain = number.starts_with(|c: char| c.is_ascii_digit()) || number.chars().all(char::is_alphanumeric);
    (Some(name.to_owned()), Some(Number { text: number.to_owned(), counts: stated || plain }))
}

/// Whether a name is the same as another but for case and an article: an institution that publishes its own work.
pub(super) fn same_body(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        let text = small_letters(text);
        text.strip_prefix("the ").map(str::to_owned).unwrap_or(text)
    };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_and_numbers() {
        for (text, want) in [
            ("EUCAM Working Paper No. 3", "EUCAM Working Paper|No. 3"),
            ("Working Paper, no 12", "Working Paper|No. 12"),
            ("Working Paper No. 2019-05", "Working Paper|No. 2019-05"),
            ("Cahier n°7", "Cahier|No. 7"),
            ("Policy Brief 12a", "Policy Brief|No. 12a"),
            ("Working Paper WP/19/123", "Working Paper|WP/19/123"),
            ("Working Paper No. 3/2019", "Working Paper|No. 3/2019"),
            ("Policy Paper 2009", "Policy Paper 2009|"),
            ("Vol. 3, No. 2", "Vol. 3, No. 2|"),
            ("Briefing Paper", "Briefing Paper|"),
            ("No. 3", "No. 3|"),
            ("7", "7|"),
        ] {
            let (name, number) = series(text);
            let work = Work { number, ..Work::default() };
            assert_eq!([name.unwrap_or_default(), work.numbered("No.")].join("|"), want, "{text}");
        }
        assert_eq!(series(" "), (None, None));
    }

    #[test]
    fn addresses() {
        assert_eq!(bare_doi("https://DOI.org/10.1/x"), "10.1/x");
        assert_eq!(bare_doi("10.1/é"), "10.1/é");
        let work = Work { url: Some("u".to_owned()), ..Work::default() };
        assert_eq!((work.address(""), work.address("p")), (Some("u".to_owned()), Some("p".to_owned())));
    }

    #[test]
    fn the_text_gives_the_title_for_want_of_another() {
        let work = Work::new(&Metadata::default(), Some("Grain"));
        assert_eq!((work.title.as_str(), work.authors.len(), work.issued), ("Grain", 0, None));
        let metadata = Metadata { date: Some("about 1990".to_owned()), ..Metadata::default() };
        assert_eq!(Work::new(&metadata, None).year().as_deref(), Some("about 1990"));
    }
}
