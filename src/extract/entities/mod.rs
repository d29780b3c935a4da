//! Entities: who and what the paper names, each with every mention of it under all its names.
//!
//! Known names come from the gazetteer (data under `static/data/`, with spellings, acronyms, capitals that stand for their states,
//! adjectives and coordinates); other names are recognised by their writing: capitals inside a sentence, titles, words that say what
//! a name is (Ministry of …, … Company, … River), definitions of acronyms. A mention is the name without article and possessive;
//! none lies inside another.
//!
//! Steps: `token` cuts a block into words, `names` finds mentions in it, `link` makes entities of them.

mod context;
mod definitions;
mod fold;
mod gazetteer;
pub(in crate::extract) mod hash;
mod kind;
mod link;
mod names;
pub(in crate::extract) mod token;
mod vocabulary;

use serde_json::{Value, json};

pub use gazetteer::{Coordinates, DataError, Entry, Gazetteer};
pub use kind::EntityKind;

use super::{Certainty, Place, Scalars};
use crate::document::{Block, BlockKind, Document};
use fold::fold;
use names::{Finder, Found, Seen, Who};
use token::{Shape, Token, tokens};
use vocabulary::Class;

/// A thing that bears a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its identifier: the gazetteer's, or one made of its name; unique in the document.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Where the document names it, in reading order.
    pub mentions: Vec<Mention>,
    /// Where it lies, for a place that the gazetteer has.
    pub coordinates: Option<Coordinates>,
    /// Whether the gazetteer has it.
    pub is_known: bool,
}

/// One naming of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, without article and possessive ending.
    pub place: Place,
    /// The words.
    pub text: String,
    /// By which sort of name.
    pub how: How,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure it is.
    pub certainty: Certainty,
}

/// By which sort of name an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The name it is shown by.
    Name,
    /// Another name or spelling.
    Alias,
    /// An acronym.
    Acronym,
    /// A place that stands for the state governed from it.
    Metonym,
    /// The plural noun for a people.
    People,
    /// A surname, or the last word of a longer name ("the Alliance").
    Short,
}

impl How {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::Acronym => "acronym",
            Self::Metonym => "metonym",
            Self::People => "people",
            Self::Short => "short",
        }
    }
}

/// Finds a paper's entities, in the order of their first mention. Linear in the text.
pub fn entities(document: &Document, gazetteer: &Gazetteer) -> Vec<Entity> {
    let title = document.title.as_deref().unwrap_or_default();
    let title = title.split(':').next().unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    let authors = document.front.iter().flat_map(|line| authors(line, gazetteer)).collect();
    read(&document.blocks, Seen { title, authors, ..Seen::default() }, gazetteer)
}

/// The same, for some blocks.
pub fn entities_of(blocks: &[Block], gazetteer: &Gazetteer) -> Vec<Entity> {
    read(blocks, Seen::default(), gazetteer)
}

/// The same; `seen` has what is known beforehand.
fn read(blocks: &[Block], seen: Seen, gazetteer: &Gazetteer) -> Vec<Entity> {
    let words: Vec<Vec<Token>> = blocks.iter().map(|block| tokens(&block.text, &gazetteer.vocabulary)).collect();
    let seen = survey(blocks, &words, gazetteer, seen);
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (index, (block, tokens)) in blocks.iter().zip(&words).enumerate() {
        let mut finder = Finder::new(&block.text, tokens, gazetteer, &seen);
        finder.strict = block.kind == BlockKind::Footnote && is_reference(&block.text);
        for definition in defined(&block.text, tokens, gazetteer) {
            if definition.is_name {
                finder.defined.insert(definition.first, definition.last);
            }
        }
        found.extend(finder.find().into_iter().map(|found| (index, found)));
    }
    link::link(blocks, gazetteer, found)
}

/// The folded names of persons in a line above the text that holds nothing else: "By Amina Diallo and Jonas B. Weber".
fn authors(line: &str, gazetteer: &Gazetteer) -> Vec<String> {
    const LONGEST: usize = 200;
    let lead = line.get(..3).filter(|lead| lead.eq_ignore_ascii_case("by "));
    let line = line.get(lead.map_or(0, str::len)..).filter(|line| line.len() < LONGEST).unwrap_or_default();
    let line = line.replace(" and ", ",").replace(" & ", ",");
    let name = |part: &str| {
        let words = tokens(part, &gazetteer.vocabulary);
        let is_of_name = |token: &Token| {
            let traits = gazetteer.vocabulary.traits(token.word);
            let is_ordinary = [Class::Common, Class::Opener, Class::Plain, Class::Direction, Class::Letters, Class::Adjective]
                .into_iter()
                .any(|class| traits.is(class));
            matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Initial) && !is_ordinary && traits.tail.is_none()
        };
        let is_name = (2..=4).contains(&words.len())
            && words.iter().all(is_of_name)
            && words.iter().skip(1).all(|token| token.gap.joins())
            && gazetteer.longest(&words, 0).is_none_or(|hit| hit.last == 0);
        let folded: Vec<String> = words.iter().map(|token| fold(token.span.of(part))).collect();
        is_name.then(|| folded.join(" "))
    };
    let names: Option<Vec<String>> = line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).map(name).collect();
    names.unwrap_or_default()
}

/// What the whole text says of its words, and the acronyms that it defines.
fn survey(blocks: &[Block], words: &[Vec<Token>], gazetteer: &Gazetteer, mut seen: Seen) -> Seen {
    for (block, tokens) in blocks.iter().zip(words) {
        for token in tokens {
            let list = match token.shape {
                Shape::Lower => &mut seen.lower,
                Shape::Title if !token.first && !begins_quotation(&block.text, token) => &mut seen.capital,
                _ => continue,
            };
            list.insert(token.hash);
        }
        for definition in defined(&block.text, tokens, gazetteer) {
            let Some(short) = tokens.get(definition.short) else {
                continue;
            };
            let text = short.span.of(&block.text);
            let text = if short.shape == Shape::Upper { text.trim_end_matches('s') } else { text };
            let meaning = meaning(&block.text, tokens, definition, gazetteer);
            // words all small: TEU is no treaty in a paper on ports
            let small = |token: &Token| !token.is_capital() || token.first && token.shape == Shape::Title;
            let small = tokens.get(definition.first..=definition.last).is_some_and(|words| words.iter().all(small));
            if meaning.is_some() || small || gazetteer.lookup(text).is_empty() {
                seen.acronyms.entry(text.to_owned()).or_insert(meaning);
            }
        }
    }
    seen
}

/// The definitions in a text, without the owner before the name ("the EU’s Defence Base (EDB)").
fn defined(text: &str, tokens: &[Token], gazetteer: &Gazetteer) -> Vec<definitions::Definition> {
    let mut found = definitions::definitions(text, tokens);
    for definition in &mut found {
        let owner = tokens.get(definition.first).is_some_and(|token| token.possessive);
        if owner
            && definition.first < definition.last
            && gazetteer.longest(tokens, definition.first).is_some_and(|hit| hit.last == hit.first)
        {
            definition.first += 1;
        }
    }
    found
}

/// Whom a defined acronym means: nobody where its words are no name.
fn meaning(text: &str, tokens: &[Token], definition: definitions::Definition, gazetteer: &Gazetteer) -> Option<Who> {
    if let Some(hit) = gazetteer.longest(tokens, definition.first).filter(|hit| hit.last == definition.last) {
        let alias = hit.aliases.first().and_then(|&alias| gazetteer.alias(alias))?;
        return Some(Who::Known(alias.entry));
    }
    if !definition.is_name {
        return None;
    }
    let words = tokens.get(definition.first..=definition.last)?;
    let words: Vec<String> = words.iter().map(|token| fold(token.span.of(text))).collect();
    Some(Who::Named(words.join(" ")))
}

/// Whether a note says where something is published: there, titles of works look like names.
fn is_reference(text: &str) -> bool {
    const SIGNS: [&str; 15] = [
        "http",
        "www.",
        "pp.",
        "p. ",
        "doi",
        "ibid",
        "Ibid",
        "eds",
        "(ed",
        "vol.",
        "Vol.",
        "no. ",
        "No. ",
        "op. cit",
        "available at",
    ];
    // "…, 6 January 2021": a date and no more at the end
    let last = text.trim_end_matches(['.', ')', ' ']).rsplit_once(", ").map_or("", |(_, last)| last);
    let year = last.len() - last.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_dated = year == 4 && last.split(' ').count() <= 3;
    // "(Phnom Penh, 1998)"
    let is_placed = text.match_indices(')').any(|(at, _)| {
        let inside = text.get(..at).and_then(|before| before.rsplit_once(", ")).map_or("", |(_, year)| year);
        inside.len() == 4 && inside.bytes().all(|byte| byte.is_ascii_digit())
    });
    is_dated || is_placed || text.contains(['‘', '“', '«', '"']) || SIGNS.iter().any(|sign| text.contains(sign))
}

fn begins_quotation(text: &str, token: &Token) -> bool {
    text.get(..token.span.start).is_some_and(|before| before.ends_with(['‘', '“', '"', '«']))
}

impl Entity {
    /// The rule that found its surest mention.
    pub fn rule(&self) -> &'static str {
        self.surest().map_or("", |mention| mention.rule)
    }

    /// How sure its surest mention is.
    pub fn certainty(&self) -> Certainty {
        self.surest().map_or(Certainty::Guess, |mention| mention.certainty)
    }

    fn surest(&self) -> Option<&Mention> {
        self.mentions.iter().min_by_key(|mention| mention.certainty)
    }

    /// The entity as JSON, in the export's format: offsets count Unicode scalar values of the block's text.
    pub fn to_json(&self, scalars: &Scalars<'_>) -> Value {
        let mention = |mention: &Mention| {
            let more = json!({ "how": mention.how.name(), "rule": mention.rule, "certainty": mention.certainty.name() });
            scalars.fact(mention.place, more)
        };
        let mentions: Vec<Value> = self.mentions.iter().map(mention).collect();
        let mut value = json!({
            "id": self.id, "name": self.name, "type": self.kind.name(), "mentions": mentions,
            "rule": self.rule(), "certainty": self.certainty().name(),
        });
        if let (Some(point), Value::Object(fields)) = (self.coordinates, &mut value) {
            let place = json!({
                "latitude": round(point.latitude), "longitude": round(point.longitude),
                "accuracy_km": point.accuracy, "precision": point.precision(),
            });
            fields.insert("coordinates".to_owned(), place);
        }
        value
    }
}

/// A degree to four places, which a single-precision number holds.
fn round(degrees: f32) -> f64 {
    (f64::from(degrees) * 10_000.0).round() / 10_000.0
}
