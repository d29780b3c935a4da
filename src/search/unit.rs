//! What goes into the index: one unit of reading at a time.

/// A paragraph, a list item, a quotation, a table or a note, as the search sees it.
#[derive(Clone, Debug, Default)]
pub struct Unit<'a> {
    /// The headings over it, the innermost last.
    pub headings: Vec<&'a str>,
    /// For a list item, the sentence that introduces the list; else empty.
    pub lead_in: &'a str,
    /// Its own text; hits are spans of it.
    pub body: &'a str,
    /// What the field filters ask for.
    pub tags: Tags<'a>,
}

/// What is known of a unit beside its words, for the filters `section:`, `page:`, `kind:`, `theme:`, `actor:`.
///
/// Values are compared folded (case, diacritics); `year:`, `money:` and `number:` need nothing here, the index reads them off the body.
#[derive(Clone, Debug, Default)]
pub struct Tags<'a> {
    /// Ids and printed numbers of the sections that hold it, outer ones too (`s3`, `2`, `2.1`). Words of its headings match as well.
    pub sections: Vec<&'a str>,
    /// The printed pages on which it stands: first and last.
    pub pages: Option<(u32, u32)>,
    /// What it is and what it states: `paragraph`, `list_item`, `figure`, `date`, `recommendation` …
    pub kinds: Vec<&'a str>,
    /// Ids and names of its themes.
    pub themes: Vec<&'a str>,
    /// Ids and names of who is named in it.
    pub actors: Vec<&'a str>,
}

/// All names of one thing: `Nazarbayev`, `Nazarbaev`; `Kazakhstan`, `Kazakh`, `Astana`; `EU`, `European Union`.
///
/// Each is found by every other. Acronyms that the text itself introduces, as in `Collective Security Treaty Organisation (CSTO)`,
/// need not be given: they are learnt from it.
pub type Names<'a> = Vec<(&'a str, Bond)>;

/// How a name is tied to its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// It is a name of the thing itself.
    Name,
    /// It is the adjective or the people of a country: Kazakh, Kazakhs.
    Adjective,
    /// It names something else that stands for the thing: a capital for its state.
    Metonym,
}

/// The names in a gazetteer: lines of `name<TAB>type<TAB>other;~metonym;?ordinary word<TAB>adjective;…<TAB>people;…<TAB>…`. Ordinary words
/// are left out, and so are lines with one name only.
pub fn names_of_gazetteer<'t>(table: &'t str) -> impl Iterator<Item = Names<'t>> {
    super::data::lines(table).filter_map(|(_, line)| {
        let mut fields = line.split('\t');
        let mut names: Names<'t> = Vec::new();
        let mut add = |field: Option<&'t str>, bond| {
            for name in
                field.unwrap_or_default().split(';').map(str::trim).filter(|name| !name.is_empty() && !name.starts_with('?'))
            {
                match name.strip_prefix('~') {
                    Some(metonym) => names.push((metonym, Bond::Metonym)),
                    None => names.push((name, bond)),
                }
            }
        };
        add(fields.next(), Bond::Name);
        fields.next();
        add(fields.next(), Bond::Name);
        add(fields.next(), Bond::Adjective);
        add(fields.next(), Bond::Adjective);
        (names.len() > 1).then_some(names)
    })
}

/// The names in a glossary of acronyms: lines of `short<TAB>long`.
pub fn names_of_glossary(table: &str) -> impl Iterator<Item = Names<'_>> {
    super::data::lines(table)
        .filter_map(|(_, line)| line.split_once('\t'))
        .map(|(short, long)| vec![(short, Bond::Name), (long.split('\t').next().unwrap_or_default(), Bond::Name)])
}
