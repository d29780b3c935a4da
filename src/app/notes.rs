//! The reader's highlights and notes, and citations: [`Notebook`] with its effects done. Kept on this machine, taken over from other
//! tabs.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lectern::miner::passages::{Cited, Listed, Notes, Painted, Reply, Request, Selected};
use lectern::view::notebook::{Effect, KeptFile, Notebook, joined, kept_in};
use lectern::view::notes::{NoteMark, marks};
use lectern::view::route::{Place, View};
use yew::functional::UseForceUpdateHandle;
use yew::prelude::*;

use super::browser;
use super::hooks::use_once;
use super::moment::{Brief, Change, Moment};
use super::shared::Shared;

/// What the page shows of the notes.
#[derive(Default)]
pub struct Noted {
    pub notes: Notes,
    /// The marks beside the passages.
    pub marks: Vec<NoteMark>,
}

impl Noted {
    /// The note of that id.
    pub fn note(&self, id: &str) -> Option<&Listed> {
        self.notes.list.iter().find(|note| note.id == id)
    }

    /// The first stretch that a note paints.
    pub fn first_paint(&self, id: &str) -> Option<&Painted> {
        let at = self.notes.list.iter().position(|note| note.id == id)?;
        self.notes.paint.iter().find(|paint| paint.note == at)
    }

    /// The note that paints a place, the shortest where there are several; the block is counted from 0.
    pub fn at(&self, block: usize, byte: usize) -> Option<&Listed> {
        let here =
            self.notes.paint.iter().filter(|paint| paint.block == block && paint.span.start <= byte && byte < paint.span.end);
        self.notes.list.get(here.min_by_key(|paint| paint.span.len())?.note)
    }
}

/// The notes of a paper, in this page.
#[derive(Clone)]
pub struct Noting {
    book: Rc<RefCell<Notebook>>,
    shown: Rc<RefCell<Shared<Noted>>>,
    /// A quotation that is to be copied as soon as it is there: of what, and in which style.
    copying: Rc<RefCell<Option<(Selected, &'static str)>>>,
    /// What was copied last: what it is, the text, the text as HTML.
    copied: Rc<RefCell<[String; 3]>>,
    update: UseForceUpdateHandle,
    moment: UseReducerDispatcher<Moment>,
    key: Rc<str>,
    /// This page's own name; empty until it has begun.
    id: Rc<RefCell<String>>,
}

impl Noting {
    /// The notes as they stand.
    pub fn noted(&self) -> Shared<Noted> {
        self.shown.borrow().clone()
    }

    /// Whether notes are kept that the miner has not looked for yet.
    pub fn is_awaited(&self) -> bool {
        let book = self.book.borrow();
        book.notes.is_none() && !book.is_empty()
    }

    /// What is kept now.
    pub fn kept(&self) -> String {
        self.book.borrow().kept().to_owned()
    }

    /// How the passage is cited that was asked for last.
    pub fn cited(&self) -> Option<(Option<Selected>, Cited)> {
        self.book.borrow().cited.clone()
    }

    /// What that passage is, in a word; empty while the answer is awaited.
    pub fn cited_what(&self) -> String {
        let book = self.book.borrow();
        let number = |(block, byte): (usize, usize)| [block.to_string(), byte.to_string()].join(":");
        match &book.cited {
            Some((Some(place), _)) => [number(place.from), number(place.to)].join("-"),
            Some((None, _)) => "paper".to_owned(),
            None => String::new(),
        }
    }

    /// Reads what is kept, once: before anything is asked, or else it would be taken for nothing and written over.
    fn begin(&self) {
        if !self.id.borrow().is_empty() {
            return;
        }
        self.id.replace(browser::new_id());
        // what other pages wait for is taken over: those that are still open make the same changes, which is the same as to make them once
        let keys = browser::stored_keys(&waiting_key(&self.key));
        let waiting = joined(keys.iter().map(|key| stored(key)));
        if !waiting.is_empty() && browser::store(&self.own_key(), &waiting).is_ok() {
            keys.iter().for_each(|key| browser::forget(key));
        }
        let effects = self.book.borrow_mut().begin(&stored(&self.key), &waiting);
        self.run(effects);
    }

    /// Where this page keeps the changes that wait: of several pages that are open none writes over another's.
    fn own_key(&self) -> String {
        [&*waiting_key(&self.key), ".", &self.id.borrow()].concat()
    }

    /// Asks the miner, or has it change something.
    pub fn ask(&self, request: Request) {
        self.begin();
        let effects = self.book.borrow_mut().ask(request);
        self.run(effects);
    }

    /// Makes a note or changes one; `tags` are written with commas between, and what else is left open stays as it was.
    pub fn put(&self, id: &str, place: Option<Selected>, colour: &str, note: &str, tags: &str) {
        self.ask(Request::Put {
            kept: String::new(),
            id: id.to_owned(),
            place,
            colour: colour.to_owned(),
            note: note.to_owned(),
            now: browser::now(),
            tags: tags.split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
        });
    }

    /// Asks how a passage is cited, or the paper, unless that is known.
    pub fn cite(&self, place: Option<Selected>) {
        let is_known = self.book.borrow().cited.as_ref().is_some_and(|(cited, _)| *cited == place);
        if !is_known {
            self.ask(Request::Cite { place, day: browser::today(), base: browser::base() });
        }
    }

    /// Copies a passage as a quotation, at once or when the miner has answered.
    pub fn copy_quotation(&self, place: Selected, style: &'static str) {
        self.cite(Some(place));
        self.copying.replace(Some((place, style)));
        self.copy_if_here();
    }

    fn copy_if_here(&self) {
        let Some((place, style)) = *self.copying.borrow() else { return };
        let Some((_, cited)) = self.cited().filter(|(cited, _)| *cited == Some(place)) else { return };
        self.copying.take();
        if let Some(styled) = cited.styles.iter().find(|styled| styled.key == style) {
            self.copy("quote", &styled.quotation.text, &styled.quotation.html);
        }
    }

    /// Puts a text on the clipboard, plain and as HTML; what it is, in a word.
    pub fn copy(&self, what: &str, text: &str, html: &str) {
        self.copied.replace([what, text, html].map(str::to_owned));
        self.copy_again();
    }

    /// Tries once more to copy what was copied last.
    pub fn copy_again(&self) {
        let [what, text, html] = &*self.copied.borrow();
        browser::copy(what, text, html);
    }

    fn run(&self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(request) => browser::tell("lectern:ask", &request.write()),
                Effect::Keep(text) => {
                    if browser::store(&self.key, &text).is_ok() {
                        self.book.borrow_mut().stored(text);
                    } else {
                        self.moment.dispatch(Change::Remark(UNKEPT.to_owned()));
                    }
                }
                Effect::KeepWaiting(text) if text.is_empty() => browser::forget(&self.own_key()),
                // where that is refused, the refusal of the notes themselves is said
                Effect::KeepWaiting(text) => drop(browser::store(&self.own_key(), &text)),
                Effect::Say(text) => self.moment.dispatch(Change::Remark(text)),
                Effect::Save(format, text) => {
                    let name = if format == "markdown" { "lectern-notes.md" } else { "lectern-notes.json" };
                    browser::save(name, &text);
                }
            }
        }
        let notes = self.book.borrow().notes.clone().unwrap_or_default();
        let is_other = self.shown.borrow().notes != notes;
        if is_other {
            let noted = Noted { marks: marks(&notes), notes };
            self.shown.replace(Shared::new(noted));
        }
        self.update.force_update();
    }

    fn hear(&self, answer: &str) {
        let effects = if let Some(why) = answer.strip_prefix("failed ") {
            self.book.borrow_mut().failed(why)
        } else if let Some(reply) = Reply::read(answer) {
            self.book.borrow_mut().heard(reply, &stored(&self.key))
        } else {
            return;
        };
        self.run(effects);
        self.copy_if_here();
    }
}

const UNKEPT: &str = "Your browser refused to store your highlights and notes. They last until you close the page: save them as a file under “Notes”.";

fn waiting_key(key: &str) -> String {
    [key, ".waiting"].concat()
}

fn stored(key: &str) -> String {
    browser::stored(key).unwrap_or_default()
}

/// What keeps notes from being read is asked for so long after the page stands, in milliseconds: the paper comes first.
const LOOK_AFTER: u32 = 300;

/// The notes of a paper, by its fingerprint.
#[hook]
pub fn use_notes(fingerprint: &str, moment: &UseReducerHandle<Moment>) -> Noting {
    let update = use_force_update();
    let book = use_mut_ref(Notebook::default);
    let shown = use_mut_ref(|| Shared::new(Noted::default()));
    let copying = use_mut_ref(|| None);
    let copied = use_mut_ref(Default::default);
    let key = use_memo(fingerprint.to_owned(), |fingerprint| Rc::<str>::from(["lectern.notes.", fingerprint].concat()));
    let id = use_mut_ref(String::new);
    let noting = Noting { book, shown, copying, copied, update, moment: moment.dispatcher(), key: (*key).clone(), id };
    use_once({
        let noting = noting.clone();
        Box::new(move || {
            let (heard, other, file, told) = (noting.clone(), noting.clone(), noting.clone(), noting.clone());
            let begun = Timeout::new(LOOK_AFTER, move || noting.begin());
            vec![
                browser::on_answer(move |answer| {
                    // it is given up with the page
                    let _ = &begun;
                    heard.hear(&answer);
                }),
                browser::on_window("storage", move |event| {
                    if let Some(text) = browser::stored_elsewhere(event, &other.key) {
                        other.begin();
                        let effects = other.book.borrow_mut().elsewhere(&text);
                        other.run(effects);
                    }
                }),
                browser::on_told("lectern:opened", move |text| {
                    if kept_file(&text) == KeptFile::Notes {
                        file.ask(Request::Import { kept: String::new(), file: text, now: browser::now() });
                    }
                }),
                browser::on_told("lectern:copied", move |said| told.moment.dispatch(Change::Brief(Some(after_copying(&said))))),
            ]
        })
    });
    noting
}

/// What a file holds that the reader has opened.
pub fn kept_file(text: &str) -> KeptFile {
    kept_in(text, browser::route().place == Some(Place::View(View::Notes)))
}

/// What there is to say about what was copied.
fn after_copying(said: &str) -> Brief {
    match said {
        // some browsers copy only within the click that asks for it, and the words may have come later
        "" => Brief::new("Your browser did not let the page copy.").with("copy-again", "", "Copy again"),
        "link" => Brief::new("Link copied."),
        "quote" => Brief::new("Quotation copied, with its source.").with("cite", "", "Other styles"),
        "reference" => Brief::new("Reference copied."),
        other => Brief::new(&[other, " copied."].concat()),
    }
}
