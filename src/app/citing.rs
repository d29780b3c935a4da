//! The dialog that gives a passage, or the paper, as each style of citation wants it.

use lectern::cite::Style;
use lectern::miner::passages::{Cited, Selected};
use lectern::view::settings::Settings;

use super::browser;
use super::dialogs::dialog;
use super::page::Page;
use super::tag::{Tag, button, tag};

/// The id of the dialog.
pub const ID: &str = "cite";

/// The records for other programs: a word, a name, the end of a file's name.
const RECORDS: [(&str, &str, &str); 4] =
    [("bibtex", "BibTeX", "bib"), ("ris", "RIS", "ris"), ("csl", "CSL-JSON", "csl.json"), ("markdown", "Markdown", "md")];

impl Page {
    /// Opens the dialog: of the paper, or of what was cited last.
    pub fn open_citations(&self, of: &str) {
        if of == "paper" {
            self.notes.cite(None);
        }
        browser::open_dialog(ID);
    }

    /// Copies what the dialog shows: a style's entry or quotation, or a record.
    pub fn copy_cited(&self, what: &str) {
        let Some((_, cited)) = self.notes.cited() else { return };
        if let Some((_, name, _)) = RECORDS.iter().find(|(word, ..)| *word == what) {
            self.notes.copy(name, record(&cited, what), "");
        } else if let Some((key, part)) = what.split_once(' ')
            && let Some(styled) = cited.styles.iter().find(|styled| styled.key == key)
        {
            let (said, copy) = if part == "entry" { ("reference", &styled.entry) } else { ("quote", &styled.quotation) };
            self.notes.copy(said, &copy.text, &copy.html);
        }
    }

    /// Saves a record as a file.
    pub fn save_cited(&self, what: &str) {
        let Some((_, cited)) = self.notes.cited() else { return };
        if let Some((.., ending)) = RECORDS.iter().find(|(word, ..)| *word == what) {
            browser::save(&["lectern-citation.", ending].concat(), record(&cited, what));
        }
    }

    /// Quotations are copied in another style from now on.
    pub fn set_style(&self, key: &str) {
        if let Some(style) = Style::from_key(key) {
            self.set(Settings { style, ..self.settings.settings });
        }
    }
}

fn record<'a>(cited: &'a Cited, word: &str) -> &'a str {
    match word {
        "bibtex" => &cited.bibtex,
        "ris" => &cited.ris,
        "csl" => &cited.csl,
        _ => &cited.markdown,
    }
}

/// The dialog; without a citation it says that it is awaited.
pub fn cite_dialog(cited: Option<&(Option<Selected>, Cited)>, settings: &Settings) -> Tag {
    let of_paper = cited.is_none_or(|(place, _)| place.is_none());
    let dialog = dialog(ID, "cite-head", if of_paper { "Cite this paper" } else { "Cite this passage" });
    let Some((_, cited)) = cited else {
        return dialog.add(tag("p").text("The citation is being written…"));
    };
    let mut list = tag("ul").class("citations");
    for styled in &cited.styles {
        let name = styled.name.as_str();
        let radio = tag("input")
            .is("type", "radio")
            .is("name", "style")
            .is("data-do", "style")
            .has("data-with", &styled.key)
            .checked(settings.style.key() == styled.key);
        let label = tag("label").add(radio).text(name);
        let copy = |part: &str, words: &str| {
            let label = [words, ": ", name].concat();
            button("copy-cited", &[&styled.key, " ", part].concat()).class("button").has("aria-label", &label).text(words)
        };
        let mut deeds = tag("p").class("row-of");
        if !of_paper {
            deeds = deeds.add(copy("quotation", "Copy quote"));
        }
        let sample = tag("p").class("sample").text(&styled.entry.text);
        list = list.add(tag("li").add(label).add(sample).add(deeds.add(copy("entry", "Copy reference"))));
    }
    let mut records = tag("ul").class("records");
    for (word, name, _) in RECORDS {
        let deed = |what: &'static str, words: &'static str| {
            button(what, word).class("link").has("aria-label", &[words, " ", name].concat()).text(words)
        };
        records = records.add(tag("li").add(tag("b").text(name)).add(deed("copy-cited", "Copy")).add(deed("save-cited", "Save")));
    }
    let mut doubts = tag("ul").class("doubts");
    for doubt in &cited.doubts {
        doubts = doubts.add(tag("li").text(doubt));
    }
    dialog
        .add(tag("p").class("lead").text("Quotations are copied in the style that is chosen here."))
        .add(list)
        .add(tag("h3").text("For other programs"))
        .add(records)
        .maybe((!cited.doubts.is_empty()).then_some(doubts))
}
