//! What JavaScript gives: units, options and tables, read without trust.

use js_sys::{Array, Reflect, TypeError};
use lectern::search::{Bond, Names, Tags, Unit, names_of_gazetteer};
use wasm_bindgen::{JsCast, JsValue};

/// A property; undefined where there is none.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or_default()
}

/// A property that is a string.
pub fn text(of: &JsValue, name: &str) -> Option<String> {
    get(of, name).as_string()
}

/// A property that is a number, not negative.
pub fn number(of: &JsValue, name: &str) -> Option<f64> {
    get(of, name).as_f64().filter(|number| *number >= 0.0)
}

/// The strings of a property that is an array, or that is itself a string.
pub fn texts(of: &JsValue, name: &str) -> Vec<String> {
    strings(&get(of, name))
}

/// An array, if it is one.
pub fn array(of: &JsValue) -> Option<&Array> {
    Array::is_array(of).then(|| of.unchecked_ref())
}

/// An error of the caller.
pub fn wrong(message: &str) -> JsValue {
    TypeError::new(message).into()
}

fn strings(value: &JsValue) -> Vec<String> {
    match array(value) {
        Some(all) => all.iter().filter_map(|one| one.as_string()).collect(),
        None => value.as_string().into_iter().collect(),
    }
}

/// One unit as it was given.
#[derive(Default)]
pub struct Given {
    given: JsValue,
    text: String,
    lead_in: String,
    headings: Vec<String>,
    sections: Vec<String>,
    kinds: Vec<String>,
    themes: Vec<String>,
    actors: Vec<String>,
    pages: Option<(u32, u32)>,
}

impl Given {
    /// Takes over a unit, in place of the one before; gives its id.
    ///
    /// # Errors
    /// When it has no text.
    pub fn read(&mut self, unit: &JsValue) -> Result<JsValue, JsValue> {
        self.given = get(unit, "text");
        self.text = self.given.as_string().ok_or_else(|| wrong("each unit must have a text"))?;
        self.lead_in = text(unit, "leadIn").unwrap_or_default();
        self.headings = texts(unit, "headings");
        let tags = get(unit, "tags");
        // most units have none, and each look at an object costs time
        let of = |name: &str| if tags.is_object() { texts(&tags, name) } else { Vec::new() };
        self.sections = of("sections");
        self.kinds = of("kinds");
        self.themes = of("themes");
        self.actors = of("actors");
        self.pages = pages(&tags);
        Ok(get(unit, "id"))
    }

    /// Its text, as it was given.
    pub fn as_given(&self) -> &JsValue {
        &self.given
    }

    /// The unit, as the index takes it.
    pub fn unit(&self) -> Unit<'_> {
        let all = |texts| Vec::from_iter(<[String]>::iter(texts).map(String::as_str));
        Unit {
            headings: all(&self.headings),
            lead_in: &self.lead_in,
            body: &self.text,
            tags: Tags {
                sections: all(&self.sections),
                pages: self.pages,
                kinds: all(&self.kinds),
                themes: all(&self.themes),
                actors: all(&self.actors),
            },
        }
    }
}

/// A page, or the first and the last.
fn pages(tags: &JsValue) -> Option<(u32, u32)> {
    if !tags.is_object() {
        return None;
    }
    let pages = get(tags, "pages");
    let Some(both) = array(&pages) else {
        let page = pages.as_f64()? as u32;
        return Some((page, page));
    };
    let first = both.get(0).as_f64()? as u32;
    Some((first, both.get(1).as_f64().map_or(first, |last| (last as u32).max(first))))
}

/// What is known of words beyond the units.
#[derive(Default)]
pub struct Knowledge {
    groups: Vec<Vec<String>>,
    gazetteer: String,
    /// A table of related words.
    pub synonyms: String,
}

impl Knowledge {
    /// From a JavaScript object, or none.
    pub fn read(options: &JsValue) -> Self {
        if !options.is_object() {
            return Self::default();
        }
        let groups = get(options, "names");
        Self {
            groups: array(&groups).map_or_else(Vec::new, |groups| groups.iter().map(|group| strings(&group)).collect()),
            gazetteer: text(options, "gazetteer").unwrap_or_default(),
            synonyms: text(options, "synonyms").unwrap_or_default(),
        }
    }

    /// The names, as the index takes them.
    pub fn names(&self) -> Vec<Names<'_>> {
        let own = self.groups.iter().map(|group| group.iter().map(|name| (name.as_str(), Bond::Name)).collect());
        own.chain(names_of_gazetteer(&self.gazetteer)).collect()
    }
}
