//! What the page holds for the moment: neither in its address nor kept on the machine.

use std::rc::Rc;

use lectern::document::BlockId;
use lectern::miner::passages::Selected;
use lectern::view::filter::Fold;
use lectern::view::route::Route;
use lectern::view::selection::Selection;
use yew::Reducible;

use super::browser::Seen;
use super::rail::Sheet;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// What is on the screen.
    pub seen: Seen,
    /// Where each block stands in the document: top and height, as shares of the whole height.
    pub shares: Vec<(f64, f64)>,
    /// Blocks whose folds were opened by hand.
    pub opened: Vec<BlockId>,
    /// Whether the panel of other filters is open.
    pub filtering: bool,
    /// Which sheet the rail shows while a query is asked.
    pub sheet: Sheet,
    /// How many results are listed.
    pub listing: Listing,
    /// Whether the evidence is open.
    pub evidence: bool,
    /// The note whose card is open.
    pub note: Option<u32>,
    /// The row of facts that is being corrected.
    pub editing: Option<String>,
    /// Where the reader stood before a jump.
    pub back: Option<Box<Route>>,
    /// Where the reader stopped last time.
    pub stopped: Option<BlockId>,
    /// Whether a newer version of the page waits.
    pub update: bool,
    /// The text of the reader's own that is being read.
    pub reading: Option<Reading>,
    /// What is selected in the paper.
    pub selection: Option<Rc<Selection>>,
    /// The note that is being written.
    pub form: Option<Rc<Form>>,
    /// What is said for some seconds.
    pub brief: Option<Brief>,
    /// Remarks that stay until they are closed.
    pub remarks: Vec<String>,
    has_refused: bool,
}

/// So many results are listed at once, and so many more each time that a reader asks for more.
pub const LISTED: usize = 100;

/// How many results are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// While a reader types, those that can be seen: the next letter must not wait for the rest.
    Typing,
    /// So many.
    Pause(usize),
}

impl Default for Listing {
    fn default() -> Self {
        Self::Pause(LISTED)
    }
}

impl Listing {
    /// So many results at most.
    pub fn most(self) -> usize {
        match self {
            Self::Typing => 12,
            Self::Pause(most) => most,
        }
    }
}

/// How far a text is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The name of its file.
    pub name: String,
    /// In per cent.
    pub done: String,
    /// What is done at the moment.
    pub what: String,
}

/// A note that is being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The note's id.
    pub id: String,
    /// What it is about; none where that stays as it was.
    pub place: Option<Selected>,
    /// The block where that begins, for a new note.
    pub block: Option<BlockId>,
    /// The words that it is about.
    pub quote: String,
    /// The colour's word.
    pub colour: String,
    /// The note, as it is kept.
    pub note: String,
    /// The tags, with commas between.
    pub tags: String,
    /// Whether the note is there already.
    pub is_kept: bool,
}

/// What is said for some seconds, and what can be done about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// The words.
    pub words: String,
    /// What a button does, with what, and its name.
    pub deed: Option<(&'static str, String, &'static str)>,
    /// What was kept before a note was deleted.
    pub before: String,
    /// The passage where that was done, which has the focus afterwards.
    pub at: Option<BlockId>,
}

impl Brief {
    /// Words, and nothing to do.
    pub fn new(words: &str) -> Self {
        Self { words: words.to_owned(), ..Self::default() }
    }

    /// The same with a button.
    #[must_use]
    pub fn with(mut self, what: &'static str, with: &str, name: &'static str) -> Self {
        self.deed = Some((what, with.to_owned(), name));
        self
    }
}

/// What becomes of it.
pub enum Change {
    Seen(Seen),
    Shares(Vec<(f64, f64)>),
    /// A passage is found in a fold.
    Open(BlockId),
    /// A fold is opened or closed.
    Fold(Fold),
    Sheet(Sheet),
    /// The panel of other filters opens, or closes.
    Filtering(bool),
    /// The reader types; or has paused.
    Typing(bool),
    /// More results are to be listed.
    More,
    /// The evidence is opened or closed.
    Evidence,
    Note(Option<u32>),
    /// The reader leaves the paper for another view.
    Leave,
    Edit(Option<String>),
    Back(Option<Box<Route>>),
    Stopped(BlockId),
    Update(bool),
    /// How far a text is read, as `static/shell/boot.js` tells it; nothing where it is no longer.
    Reading(String),
    Remark(String),
    /// Something else is selected.
    Select(Option<Rc<Selection>>),
    /// A note is being written, or no longer.
    Write(Option<Rc<Form>>),
    Brief(Option<Brief>),
    /// The browser keeps nothing. This is said once, however often it happens.
    Refused,
    /// A remark is closed.
    Heard(String),
}

const REFUSED: &str =
    "Your browser refused to keep your settings and your place, or your corrections. They last until you close the page.";

impl Reducible for Moment {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut moment = (*self).clone();
        match change {
            Change::Seen(seen) => moment.seen = seen,
            Change::Shares(shares) => moment.shares = shares,
            Change::Open(block) => moment.opened.push(block),
            Change::Fold(fold) if fold.opened => moment.opened.retain(|block| !fold.holds(*block)),
            Change::Fold(fold) => moment.opened.push(fold.first),
            Change::Sheet(sheet) => moment.sheet = sheet,
            Change::Filtering(open) => moment.filtering = open,
            Change::Typing(typing) => moment.listing = if typing { Listing::Typing } else { Listing::default() },
            Change::More => moment.listing = Listing::Pause(moment.listing.most() + LISTED),
            Change::Evidence => moment.evidence = !moment.evidence,
            Change::Note(note) => moment.note = note,
            Change::Leave => {
                (moment.note, moment.sheet) = (None, Sheet::Results);
                (moment.selection, moment.form) = (None, None);
            }
            Change::Edit(editing) => moment.editing = editing,
            Change::Back(back) => moment.back = back,
            Change::Stopped(block) => moment.stopped = Some(block),
            Change::Update(update) => moment.update = update,
            Change::Reading(told) => {
                moment.reading = None;
                if let Some(why) = told.strip_prefix("failed ") {
                    return Rc::new(moment).reduce(Change::Remark(why.to_owned()));
                }
                if let Some((step, name)) = told.split_once('\n') {
                    let (done, what) = step.split_once(' ').unwrap_or((step, ""));
                    moment.reading = Some(Reading { name: name.to_owned(), done: done.to_owned(), what: what.to_owned() });
                }
            }
            Change::Select(selection) => moment.selection = selection,
            Change::Write(form) => {
                if form.is_some() {
                    moment.selection = None;
                }
                moment.form = form;
            }
            Change::Brief(brief) => moment.brief = brief,
            Change::Remark(text) => {
                moment.remarks.retain(|shown| *shown != text);
                moment.remarks.push(text);
            }
            Change::Refused if moment.has_refused => {}
            Change::Refused => {
                moment.has_refused = true;
                moment.remarks.push(REFUSED.to_owned());
            }
            Change::Heard(text) => moment.remarks.retain(|shown| *shown != text),
        }
        Rc::new(moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(changes: impl IntoIterator<Item = Change>) -> Moment {
        let moment = changes.into_iter().fold(Rc::new(Moment::default()), Moment::reduce);
        (*moment).clone()
    }

    #[test]
    fn a_refusal_is_said_once() {
        let said = after([Change::Refused, Change::Refused]).remarks;
        assert_eq!(said, [REFUSED]);
        let closed = after([Change::Refused, Change::Heard(REFUSED.to_owned()), Change::Refused]).remarks;
        assert!(closed.is_empty());
    }

    #[test]
    fn a_text_is_read_or_refused() {
        let told = |text: &str| Change::Reading(text.to_owned());
        let reading = after([told("20 Reading its pages\na b.txt")]).reading.expect("one that is read");
        assert_eq!((reading.name.as_str(), reading.done.as_str(), reading.what.as_str()), ("a b.txt", "20", "Reading its pages"));
        let refused = after([told("0 Opening it\na.pdf"), told("failed This is a PDF.")]);
        assert_eq!((refused.reading, refused.remarks), (None, vec!["This is a PDF.".to_owned()]));
        assert_eq!(after([told("0 Opening it\na.txt"), told("")]).reading, None);
    }

    #[test]
    fn a_remark_that_is_made_again_stands_last() {
        let remark = |text: &str| Change::Remark(text.to_owned());
        assert_eq!(after([remark("a"), remark("b"), remark("a")]).remarks, ["b", "a"]);
    }

    #[test]
    fn a_fold_closes_over_all_that_opened_it() {
        let fold = |opened| Fold { first: BlockId(3), last: BlockId(6), what: String::new(), hits: 0, opened };
        let open = [Change::Open(BlockId(9)), Change::Open(BlockId(5)), Change::Fold(fold(false))];
        assert_eq!(after(open).opened, [9, 5, 3].map(BlockId));
        let closed = [Change::Open(BlockId(9)), Change::Open(BlockId(5)), Change::Fold(fold(true))];
        assert_eq!(after(closed).opened, [BlockId(9)]);
    }
}
