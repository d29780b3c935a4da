//! What a page asks of its miner about passages: how to cite them, and what becomes of the reader's highlights and notes.
//!
//! A question is a line that says what it is, and a line for each of its texts, as JSON has texts: so no text can be taken for another.
//! Places are those of the page: blocks from 0, bytes of their texts, `3:14-5:120`. The page says what is kept on the reader's machine, what
//! day or time it is, and the paper's address (without `#`); none of it is remembered here:
//!
//! ```text
//! cite                    how is this passage cited, or, without a place, the paper?
//! "3:14-5:120"            the place
//! "2024-03-05"            the day; may be empty
//! "https://example.org/"  the address; may be empty
//!
//! notes                   where do the notes stand?
//! "{…}"                   what is kept
//!
//! put                     a new note, or a changed one
//! "{…}"                   what is kept
//! "a1"                    its id
//! "3:14-5:120"            the place; empty: as it was, or on the whole paper
//! "yellow"                the colour; empty: as it was
//! "…"                     the note
//! "2024-03-05T10:00:00Z"  the time
//! "gas"                   a tag, and so on
//!
//! delete                  what is kept, the id, the time
//! restore                 what is kept, what was kept when the note was there, the id, the time
//! merge                   what is kept, what another tab kept
//! import                  what is kept, a file's text, the time
//! save                    what is kept, `web` or `markdown`, the address
//! ```
//!
//! The answers:
//!
//! ```text
//! cited                   texts in all styles, and records, as JSON
//! {"styles":[{"key","name","entry":[text,html],"citation":…,"short":…,"quotation":…}…],"bibtex","ris","csl","markdown","doubts":[…]}
//!
//! notes                   what is to be kept, if anything is to be written; what to list; what to paint; what to say
//! {"keep":"{…}","list":[{"id","colour","note","tags","quote","how","words","block","where","section","created","modified"}…],
//!  "paint":[[block,start,end,colour,place in the list]…],"words":[…]}
//!
//! saved                   a file, as it is
//! …
//!
//! refused It is …         nothing was done: why, as a sentence
//! ```
//!
//! Two tabs: what is to be kept was made of what was sent. If something else is kept by the time the answer comes, the page asks to `merge` the
//! two, and keeps that; in whatever order it does so, nothing is lost.

mod answer;

pub use answer::answer;

use serde_json::{Value, json};

use crate::document::Document;
use crate::tables::raw::{Doubt, Object, integer, items, push_json, string};
use crate::text::Span;

/// A place as the page has it: from a byte of a block (from 0) to a byte of the same block or a later one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// Block and byte at the beginning.
    pub from: (usize, usize),
    /// Block and byte at the end.
    pub to: (usize, usize),
}

impl Selected {
    /// Its words, a line's end between two blocks; what the document does not have is left out.
    pub fn words(self, document: &Document) -> String {
        let blocks = document.blocks.get(self.from.0..=self.to.0).unwrap_or_default();
        let mut lines = Vec::new();
        for (at, block) in (self.from.0..).zip(blocks) {
            let start = if at == self.from.0 { self.from.1 } else { 0 };
            let end = if at == self.to.0 { self.to.1 } else { block.text.len() };
            lines.push(Span::new(start, end).of(&block.text));
        }
        lines.join("\n")
    }

    fn write(self) -> String {
        let number = |number: usize| number.to_string();
        [&number(self.from.0), ":", &number(self.from.1), "-", &number(self.to.0), ":", &number(self.to.1)].concat()
    }

    fn read(text: &str) -> Option<Self> {
        let point = |text: &str| {
            let (block, byte) = text.split_once(':')?;
            Some((block.parse().ok()?, byte.parse().ok()?))
        };
        let (from, to) = text.split_once('-')?;
        Some(Self { from: point(from)?, to: point(to)? })
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// How a passage is cited, or the paper.
    Cite {
        /// The passage.
        place: Option<Selected>,
        /// The day, `2024-03-05`; may be empty.
        day: String,
        /// The paper's address; may be empty.
        base: String,
    },
    /// Where the notes stand.
    Notes {
        /// What is kept.
        kept: String,
    },
    /// A note is made or changed.
    Put {
        /// What is kept.
        kept: String,
        /// The note's id.
        id: String,
        /// Where it stands; none: as it was, or on the whole paper.
        place: Option<Selected>,
        /// Its colour; empty: as it was.
        colour: String,
        /// The note.
        note: String,
        /// The time.
        now: String,
        /// The tags.
        tags: Vec<String>,
    },
    /// A note is deleted.
    Delete {
        /// What is kept.
        kept: String,
        /// The note's id.
        id: String,
        /// The time.
        now: String,
    },
    /// A note that was deleted is put back.
    Restore {
        /// What is kept.
        kept: String,
        /// What was kept when it was there.
        before: String,
        /// The note's id.
        id: String,
        /// The time.
        now: String,
    },
    /// What two tabs kept is made one.
    Merge {
        /// What is kept.
        kept: String,
        /// What else is kept.
        other: String,
    },
    /// Notes are read from a file.
    Import {
        /// What is kept.
        kept: String,
        /// The file's text.
        file: String,
        /// The time.
        now: String,
    },
    /// Notes are made a file.
    Save {
        /// What is kept.
        kept: String,
        /// `web` or `markdown`.
        format: String,
        /// The paper's address; may be empty.
        base: String,
    },
}

impl Request {
    /// The question as it is sent.
    pub fn write(&self) -> String {
        let at = |place: &Option<Selected>| place.map_or_else(String::new, Selected::write);
        let placed;
        let (head, texts): (&str, Vec<&String>) = match self {
            Self::Cite { place, day, base } => {
                placed = at(place);
                ("cite", vec![&placed, day, base])
            }
            Self::Notes { kept } => ("notes", vec![kept]),
            Self::Put { kept, id, place, colour, note, now, tags } => {
                placed = at(place);
                ("put", [kept, id, &placed, colour, note, now].into_iter().chain(tags).collect())
            }
            Self::Delete { kept, id, now } => ("delete", vec![kept, id, now]),
            Self::Restore { kept, before, id, now } => ("restore", vec![kept, before, id, now]),
            Self::Merge { kept, other } => ("merge", vec![kept, other]),
            Self::Import { kept, file, now } => ("import", vec![kept, file, now]),
            Self::Save { kept, format, base } => ("save", vec![kept, format, base]),
        };
        let mut out = head.to_owned();
        for text in texts {
            out.push('\n');
            push_json(&mut out, text);
        }
        out
    }

    /// The same question about what is kept by now. How a passage is cited does not depend on that.
    #[must_use]
    pub fn about(mut self, now_kept: &str) -> Self {
        match &mut self {
            Self::Cite { .. } => {}
            Self::Notes { kept }
            | Self::Put { kept, .. }
            | Self::Delete { kept, .. }
            | Self::Restore { kept, .. }
            | Self::Merge { kept, .. }
            | Self::Import { kept, .. }
            | Self::Save { kept, .. } => now_kept.clone_into(kept),
        }
        self
    }

    /// Whether it changes what is kept.
    pub fn changes(&self) -> bool {
        !matches!(self, Self::Cite { .. } | Self::Notes { .. } | Self::Save { .. })
    }

    /// Reads a question; none where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let head = lines.next()?;
        let doubt = Doubt::default();
        let mut texts = lines.map(|line| doubt.noted(string(line))).collect::<Vec<String>>().into_iter();
        let mut next = || doubt.noted(texts.next());
        let place = |text: String| if text.is_empty() { None } else { Some(doubt.noted(Selected::read(&text))) };
        let request = match head {
            "cite" => Self::Cite { place: place(next()), day: next(), base: next() },
            "notes" => Self::Notes { kept: next() },
            "put" => {
                let (kept, id, place) = (next(), next(), place(next()));
                let (colour, note, now) = (next(), next(), next());
                Self::Put { kept, id, place, colour, note, now, tags: texts.by_ref().collect() }
            }
            "delete" => Self::Delete { kept: next(), id: next(), now: next() },
            "restore" => Self::Restore { kept: next(), before: next(), id: next(), now: next() },
            "merge" => Self::Merge { kept: next(), other: next() },
            "import" => Self::Import { kept: next(), file: next(), now: next() },
            "save" => Self::Save { kept: next(), format: next(), base: next() },
            _ => return None,
        };
        doubt.unless(request).filter(|_| texts.next().is_none())
    }
}

/// A text for a clipboard: plain, and as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copy {
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// A passage or the paper in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Styled {
    /// The style's word.
    pub key: String,
    /// Its name, with the edition.
    pub name: String,
    /// The entry in a bibliography.
    pub entry: Copy,
    /// The citation at first.
    pub citation: Copy,
    /// The citation later on.
    pub short: Copy,
    /// The words with their citation.
    pub quotation: Copy,
}

/// A passage or the paper, cited in all ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// In the styles.
    pub styles: Vec<Styled>,
    /// The record for BibTeX.
    pub bibtex: String,
    /// The record in RIS.
    pub ris: String,
    /// The record in CSL-JSON.
    pub csl: String,
    /// The words as a quotation in Markdown.
    pub markdown: String,
    /// What may be wrong, in words.
    pub doubts: Vec<String>,
}

/// A note in the list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its colour's word.
    pub colour: String,
    /// The note.
    pub note: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The words that it is about.
    pub quote: String,
    /// `exact`, `moved`, `similar`, `lost`, or `paper` for a note on the whole paper.
    pub how: String,
    /// What there is to say about that, in words; empty where all is as it was.
    pub words: String,
    /// The block where it begins (`b12`); empty where there is none.
    pub block: String,
    /// Page and paragraph in words.
    pub place: String,
    /// The heading of its section.
    pub section: String,
    /// When it was made.
    pub created: String,
    /// When it was changed.
    pub modified: String,
}

/// A stretch to be painted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Painted {
    /// The block, from 0.
    pub block: usize,
    /// Bytes of its text.
    pub span: Span,
    /// The colour's word.
    pub colour: String,
    /// The note's place in the list, from 0.
    pub note: usize,
}

/// The notes and where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// What is to be kept from now on; none where nothing has changed.
    pub keep: Option<String>,
    /// All notes, as they stand in the paper.
    pub list: Vec<Listed>,
    /// What to paint, in the same order.
    pub paint: Vec<Painted>,
    /// What to tell the reader.
    pub words: Vec<String>,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A passage is cited.
    Cited(Cited),
    /// The notes stand there.
    Notes(Notes),
    /// A file.
    Saved(String),
    /// Nothing was done: why, as a sentence.
    Refused(String),
}

impl Reply {
    /// The answer as it is sent.
    pub fn write(&self) -> String {
        match self {
            Self::Cited(cited) => ["cited\n", &cited.to_json().to_string()].concat(),
            Self::Notes(notes) => ["notes\n", &notes.to_json().to_string()].concat(),
            Self::Saved(file) => ["saved\n", file].concat(),
            Self::Refused(why) => ["refused ", why].concat(),
        }
    }

    /// Whether an answer is one of these, as its first word says.
    pub fn is_one(text: &str) -> bool {
        ["cited\n", "notes\n", "saved\n", "refused "].iter().any(|head| text.starts_with(head))
    }

    /// Reads an answer; none where it is another's, or broken.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(why) = text.strip_prefix("refused ") {
            return Some(Self::Refused(why.to_owned()));
        }
        let (head, rest) = text.split_once('\n')?;
        match head {
            "cited" => Cited::read(rest).map(Self::Cited),
            "notes" => Notes::read(rest).map(Self::Notes),
            "saved" => Some(Self::Saved(rest.to_owned())),
            _ => None,
        }
    }
}

impl Cited {
    fn to_json(&self) -> Value {
        let copy = |copy: &Copy| json!([copy.text, copy.html]);
        let styled = |style: &Styled| {
            json!({
                "key": style.key,
                "name": style.name,
                "entry": copy(&style.entry),
                "citation": copy(&style.citation),
                "short": copy(&style.short),
                "quotation": copy(&style.quotation),
            })
        };
        json!({
            "styles": self.styles.iter().map(styled).collect::<Vec<_>>(),
            "bibtex": self.bibtex,
            "ris": self.ris,
            "csl": self.csl,
            "markdown": self.markdown,
            "doubts": self.doubts,
        })
    }

    fn read(json: &str) -> Option<Self> {
        let doubt = Doubt::default();
        let all = Object::new(json, &doubt);
        let styled = |raw: &str| {
            let of = Object::new(raw, &doubt);
            let copy = |name: &str| {
                let mut texts = of.texts(name).into_iter();
                let (text, html) = (doubt.noted(texts.next()), doubt.noted(texts.next()));
                if texts.next().is_some() {
                    doubt.note();
                }
                Copy { text, html }
            };
            Styled {
                key: of.text("key"),
                name: of.text("name"),
                entry: copy("entry"),
                citation: copy("citation"),
                short: copy("short"),
                quotation: copy("quotation"),
            }
        };
        doubt.unless(Self {
            styles: all.items("styles").into_iter().map(styled).collect(),
            bibtex: all.text("bibtex"),
            ris: all.text("ris"),
            csl: all.text("csl"),
            markdown: all.text("markdown"),
            doubts: all.texts("doubts"),
        })
    }
}

impl Notes {
    fn to_json(&self) -> Value {
        let listed = |note: &Listed| {
            json!({
                "id": note.id,
                "colour": note.colour,
                "note": note.note,
                "tags": note.tags,
                "quote": note.quote,
                "how": note.how,
                "words": note.words,
                "block": note.block,
                "where": note.place,
                "section": note.section,
                "created": note.created,
                "modified": note.modified,
            })
        };
        let painted = |paint: &Painted| json!([paint.block, paint.span.start, paint.span.end, paint.colour, paint.note]);
        let mut value = json!({
            "list": self.list.iter().map(listed).collect::<Vec<_>>(),
            "paint": self.paint.iter().map(painted).collect::<Vec<_>>(),
            "words": self.words,
        });
        if let (Some(fields), Some(keep)) = (value.as_object_mut(), &self.keep) {
            fields.insert("keep".to_owned(), keep.as_str().into());
        }
        value
    }

    fn read(json: &str) -> Option<Self> {
        let doubt = Doubt::default();
        let all = Object::new(json, &doubt);
        let listed = |raw: &str| {
            let of = Object::new(raw, &doubt);
            Listed {
                id: of.text("id"),
                colour: of.text("colour"),
                note: of.text("note"),
                tags: of.texts("tags"),
                quote: of.text("quote"),
                how: of.text("how"),
                words: of.text("words"),
                block: of.text("block"),
                place: of.text("where"),
                section: of.text("section"),
                created: of.text("created"),
                modified: of.text("modified"),
            }
        };
        let painted = |raw: &str| {
            let items = doubt.noted(items(raw));
            let number = |at: usize| doubt.noted(items.get(at).copied().and_then(integer));
            if items.len() > 5 {
                doubt.note();
            }
            Painted {
                block: number(0),
                span: Span::new(number(1), number(2)),
                colour: doubt.noted(items.get(3).copied().and_then(string)),
                note: number(4),
            }
        };
        doubt.unless(Self {
            keep: all.raw("keep").and_then(string),
            list: all.items("list").into_iter().map(listed).collect(),
            paint: all.items("paint").into_iter().map(painted).collect(),
            words: all.texts("words"),
        })
    }
}

#[cfg(test)]
mod tests;
