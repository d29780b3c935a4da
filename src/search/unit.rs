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

/// A way in which one name is written otherwise: words before and after, in any spelling (`("Nazarbayev", "Nazarbaev")`).
///
/// Works in both directions. An acronym and its expansion are such a pair; those that the text itself introduces
/// (`Collective Security Treaty Organisation (CSTO)`) are learnt from it.
pub type Alias<'a> = (&'a str, &'a str);
