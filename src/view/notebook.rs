//! The reader's highlights and notes as the page holds them: what is kept, what is asked of the miner, what is to be done next. It does
//! nothing itself: it says what is to be asked, kept and told.
//!
//! The miner answers one question after the other, in their order; the page asks the next one when the last is answered, so that each is
//! about what the one before it has made. What has been asked and not yet answered is kept on the machine, too: a miner that does not
//! come, or a page that is closed, costs nothing that the reader wrote.

use std::collections::VecDeque;

use crate::miner::passages::{Cited, Notes, Reply, Request, Selected};

/// What the page has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send a question to the miner.
    Ask(Request),
    /// Keep this as the notes. The page says how it went by [`Notebook::stored`].
    Keep(String),
    /// Keep these changes until they are made; nothing where there are none. Each page keeps its own.
    KeepWaiting(String),
    /// Tell the reader.
    Say(String),
    /// Offer this as a file, in the format that was asked for.
    Save(String, String),
}

/// The reader's notes on one paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notebook {
    /// What is kept, as the miner made it last.
    kept: String,
    /// What stood on the machine when the page read or wrote it last.
    on_machine: String,
    /// Questions that are not yet answered; the first of them has been asked, if `asking`.
    waiting: VecDeque<Request>,
    asking: bool,
    has_begun: bool,
    /// Changes of notes that another version of Lectern keeps, which this one cannot read: they wait for that one.
    for_another: Option<Vec<Request>>,
    /// The notes, where they stand; none until the miner has looked.
    pub notes: Option<Notes>,
    /// How the passage is cited that was asked for last, and which one that is (none for the paper); none while the answer is awaited.
    pub cited: Option<(Option<Selected>, Cited)>,
}

const FOR_ANOTHER: &str = "Another version of Lectern keeps notes here that this one cannot read. What you change is kept beside them, and made when that version opens the page.";

/// What parts two changes that wait: a sign that JSON has only escaped.
const RECORD: &str = "\u{1e}";

impl Notebook {
    /// Begins with what stands on the machine: the notes, and the changes that were not made when the page was closed. Nothing is to be asked
    /// before, and it begins once.
    pub fn begin(&mut self, kept: &str, waiting: &str) -> Vec<Effect> {
        if std::mem::replace(&mut self.has_begun, true) {
            return Vec::new();
        }
        kept.clone_into(&mut self.kept);
        kept.clone_into(&mut self.on_machine);
        self.waiting.extend(waiting.split(RECORD).filter_map(Request::read).filter(Request::changes));
        if self.waiting.is_empty() && !kept.is_empty() {
            self.waiting.push_back(Request::Notes { kept: String::new() });
        }
        self.ask_next()
    }

    /// Whether the page must ask the miner to know where notes stand.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.waiting.is_empty()
    }

    /// What is kept now; by it a note that is deleted next can be put back.
    pub fn kept(&self) -> &str {
        &self.kept
    }

    /// Asks the miner something, or has it change something; as soon as what was asked before is answered.
    pub fn ask(&mut self, request: Request) -> Vec<Effect> {
        if let Request::Cite { .. } = request {
            self.cited = None;
            // who selects something else no longer wants to know how the last was cited
            let asked = usize::from(self.asking);
            let mut at = 0;
            self.waiting.retain(|waits| {
                at += 1;
                at <= asked || !matches!(waits, Request::Cite { .. })
            });
        }
        let changes = request.changes();
        if let Some(others) = self.for_another.as_mut().filter(|_| changes) {
            others.push(request);
            return vec![self.keep_waiting(), Effect::Say(FOR_ANOTHER.to_owned())];
        }
        self.waiting.push_back(request);
        let mut effects: Vec<Effect> = changes.then(|| self.keep_waiting()).into_iter().collect();
        effects.extend(self.ask_next());
        effects
    }

    /// The miner has answered; `on_machine` is what stands under the notes' key by now: another tab may have written there.
    pub fn heard(&mut self, reply: Reply, on_machine: &str) -> Vec<Effect> {
        // an answer to nothing: the miner was stopped meanwhile
        let Some(asked) = self.waiting.pop_front().filter(|_| self.asking) else { return Vec::new() };
        self.asking = false;
        let mut effects = Vec::new();
        match (reply, &asked) {
            (Reply::Notes(mut notes), _) => {
                effects.extend(std::mem::take(&mut notes.words).into_iter().map(Effect::Say));
                if let Some(keep) = notes.keep.take().filter(|_| self.for_another.is_none()) {
                    self.kept.clone_from(&keep);
                    if on_machine == self.on_machine {
                        if keep != self.on_machine {
                            effects.push(Effect::Keep(keep));
                        }
                    } else {
                        on_machine.clone_into(&mut self.on_machine);
                        self.waiting.push_front(Request::Merge { kept: String::new(), other: on_machine.to_owned() });
                    }
                }
                self.notes = Some(notes);
            }
            (Reply::Cited(cited), Request::Cite { place, .. }) => {
                if !self.waiting.iter().any(|waits| matches!(waits, Request::Cite { .. })) {
                    self.cited = Some((*place, cited));
                }
            }
            (Reply::Saved(text), Request::Save { format, .. }) => effects.push(Effect::Save(format.clone(), text)),
            (Reply::Refused(why), Request::Notes { .. } | Request::Merge { .. }) => {
                effects.push(Effect::Say(why));
                let changes = self.waiting.iter().filter(|waits| waits.changes()).cloned().collect::<Vec<_>>();
                self.for_another.get_or_insert_default().extend(changes);
                self.waiting.retain(|waits| !waits.changes());
                effects.push(self.keep_waiting());
            }
            (Reply::Refused(why), _) => effects.push(Effect::Say(why)),
            (Reply::Cited(_) | Reply::Saved(_), _) => {}
        }
        if asked.changes() {
            effects.push(self.keep_waiting());
        }
        effects.extend(self.ask_next());
        effects
    }

    /// The miner did not answer: why. What only wanted to know something is given up; changes wait for the next question.
    pub fn failed(&mut self, why: &str) -> Vec<Effect> {
        if !std::mem::take(&mut self.asking) {
            return Vec::new();
        }
        let before = self.waiting.len();
        self.waiting.retain(Request::changes);
        let mut effects = Vec::new();
        if !self.waiting.is_empty() {
            effects.push(Effect::Say(["Your highlights and notes are on this machine, but cannot be shown now. ", why].concat()));
        } else if before > 0 {
            effects.push(Effect::Say(why.to_owned()));
        }
        effects
    }

    /// How it went to keep the notes on the machine: whether they are there.
    pub fn stored(&mut self, kept: String) {
        self.on_machine = kept;
    }

    /// Another tab has written what it keeps.
    pub fn elsewhere(&mut self, on_machine: &str) -> Vec<Effect> {
        if on_machine == self.kept || on_machine == self.on_machine {
            on_machine.clone_into(&mut self.on_machine);
            return Vec::new();
        }
        on_machine.clone_into(&mut self.on_machine);
        self.waiting.push_back(Request::Merge { kept: String::new(), other: on_machine.to_owned() });
        self.ask_next()
    }

    fn ask_next(&mut self) -> Vec<Effect> {
        // a look first: of what cannot be read nothing is to be made
        let is_unseen = self.notes.is_none() && self.for_another.is_none() && !self.kept.is_empty();
        if is_unseen && !self.asking && self.waiting.front().is_some_and(Request::changes) {
            self.waiting.push_front(Request::Notes { kept: String::new() });
        }
        match self.waiting.front() {
            Some(next) if !self.asking => {
                self.asking = true;
                vec![Effect::Ask(next.clone().about(&self.kept))]
            }
            _ => Vec::new(),
        }
    }

    /// What waits, as text. What other tabs keep stands on the machine already.
    fn keep_waiting(&self) -> Effect {
        let all = self.for_another.iter().flatten().chain(&self.waiting);
        let changes = all.filter(|waits| waits.changes() && !matches!(waits, Request::Merge { .. }));
        Effect::KeepWaiting(joined(changes.map(Request::write)))
    }
}

/// The changes that wait, of several pages or one after the other, as one text.
pub fn joined(waiting: impl IntoIterator<Item = String>) -> String {
    waiting.into_iter().collect::<Vec<_>>().join(RECORD)
}

/// What a reader keeps in a file that was opened or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptFile {
    /// Corrections of facts.
    Corrections,
    /// Highlights and notes.
    Notes,
}

/// What a file holds, by the words that its makers put in; `in_notes` is where the reader is when the words do not say.
pub fn kept_in(file: &str, in_notes: bool) -> KeptFile {
    let says = |word: &str| file.contains(word);
    if says("\"lectern corrections\"") {
        KeptFile::Corrections
    } else if in_notes
        || says("<!-- lectern {")
        || says("anno.jsonld")
        || says("\"lectern annotations\"")
        || says("\"Annotation\"")
    {
        KeptFile::Notes
    } else {
        KeptFile::Corrections
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::Corpus;
    use crate::document::Metadata;
    use crate::extract::themes::Themes;
    use crate::miner::passages::answer;

    const SOURCE: &str = "# T\n\nGrain goes by rail to the port.\n\nGrain goes by ship.\n";

    /// A machine, and the tabs that are open on it.
    struct Machine {
        corpus: Corpus,
        notes: String,
        /// What each tab waits for.
        waiting: Vec<String>,
        said: Vec<String>,
        /// What the miner of each tab was asked and has not answered.
        asked: Vec<(usize, Request)>,
        tabs: Vec<Notebook>,
        is_full: bool,
    }

    impl Machine {
        fn new(tabs: usize) -> Self {
            let corpus = Corpus::unindexed(SOURCE, Metadata::default(), Themes::default());
            let (notes, waiting) = (String::new(), vec![String::new(); tabs]);
            let tabs = vec![Notebook::default(); tabs];
            Self { corpus, notes, waiting, said: Vec::new(), asked: Vec::new(), tabs, is_full: false }
        }

        fn do_all(&mut self, tab: usize, effects: Vec<Effect>) {
            for effect in effects {
                match effect {
                    Effect::Ask(request) => self.asked.push((tab, request)),
                    Effect::Keep(_) if self.is_full => {}
                    Effect::Keep(text) => {
                        self.notes.clone_from(&text);
                        self.tabs[tab].stored(text.clone());
                        // the others hear of it
                        for other in (0..self.tabs.len()).filter(|other| *other != tab) {
                            let effects = self.tabs[other].elsewhere(&text);
                            self.do_all(other, effects);
                        }
                    }
                    Effect::KeepWaiting(text) => self.waiting[tab] = text,
                    Effect::Say(text) | Effect::Save(_, text) => self.said.push(text),
                }
            }
        }

        /// All tabs are closed, and one is opened: it takes over what they wait for.
        fn open_again(&mut self) {
            self.asked.clear();
            self.tabs = vec![Notebook::default()];
            self.waiting = vec![joined(std::mem::take(&mut self.waiting))];
            let effects = self.tabs[0].begin(&self.notes, &self.waiting[0].clone());
            self.do_all(0, effects);
        }

        fn ask(&mut self, tab: usize, request: Request) {
            let effects = self.tabs[tab].ask(request);
            self.do_all(tab, effects);
        }

        /// One of the miners answers, over the wire.
        fn answer_one(&mut self, which: usize) -> bool {
            if self.asked.is_empty() {
                return false;
            }
            let (tab, request) = self.asked.remove(which % self.asked.len());
            let reply = answer(&Request::read(&request.write()).expect("a question"), &self.corpus);
            let notes = self.notes.clone();
            let effects = self.tabs[tab].heard(Reply::read(&reply.write()).expect("an answer"), &notes);
            self.do_all(tab, effects);
            true
        }

        fn settle(&mut self) {
            for _ in 0..1000 {
                if !self.answer_one(0) {
                    return;
                }
            }
            panic!("the tabs never come to rest");
        }

        fn ids(&self, tab: usize) -> Vec<String> {
            let mut ids: Vec<String> =
                self.tabs[tab].notes.iter().flat_map(|notes| &notes.list).map(|note| note.id.clone()).collect();
            ids.sort();
            ids
        }
    }

    fn put(id: &str) -> Request {
        Request::Put {
            kept: String::new(),
            id: id.to_owned(),
            place: Some(Selected { from: (0, 0), to: (0, 5) }),
            colour: "yellow".to_owned(),
            note: String::new(),
            now: "2024-03-05T10:00:00Z".to_owned(),
            tags: Vec::new(),
        }
    }

    fn cite(to: usize) -> Request {
        Request::Cite { place: Some(Selected { from: (0, 0), to: (0, to) }), day: String::new(), base: String::new() }
    }

    #[test]
    fn two_notes_at_once_are_both_kept() {
        let mut machine = Machine::new(1);
        machine.ask(0, put("a"));
        machine.ask(0, put("b"));
        assert_eq!(machine.waiting[0].split(RECORD).count(), 2);
        machine.settle();
        assert_eq!((machine.ids(0), machine.waiting[0].as_str()), (vec!["a".to_owned(), "b".to_owned()], ""));
        // a new page finds them
        machine.open_again();
        machine.settle();
        assert_eq!(machine.ids(0), ["a", "b"]);
    }

    #[test]
    fn who_has_no_notes_asks_for_none() {
        let mut notebook = Notebook::default();
        assert_eq!(notebook.begin("", ""), []);
        assert!(notebook.is_empty());
    }

    #[test]
    fn a_miner_that_does_not_come_costs_nothing() {
        let mut machine = Machine::new(1);
        machine.ask(0, cite(5));
        machine.ask(0, put("a"));
        machine.asked.clear();
        let effects = machine.tabs[0].failed("It stopped.");
        machine.do_all(0, effects);
        assert_eq!(machine.said, ["Your highlights and notes are on this machine, but cannot be shown now. It stopped."]);
        machine.open_again();
        machine.settle();
        assert_eq!((machine.ids(0), machine.waiting[0].as_str()), (vec!["a".to_owned()], ""));
    }

    #[test]
    fn what_two_tabs_wait_for_is_kept() {
        let mut machine = Machine::new(2);
        machine.ask(0, put("a"));
        machine.ask(1, put("b"));
        // neither miner comes
        machine.open_again();
        machine.settle();
        assert_eq!((machine.ids(0), machine.waiting[0].as_str()), (vec!["a".to_owned(), "b".to_owned()], ""));
    }

    #[test]
    fn notes_of_another_version_are_left_alone() {
        const NEWER: &str = r#"{"format":"lectern annotations","schema":2,"annotations":{}}"#;
        // as they stand when the page opens, with a change that was left over; or as another tab writes them
        for comes_later in [false, true] {
            let mut machine = Machine::new(1);
            if comes_later {
                machine.ask(0, put("a"));
                machine.settle();
                machine.notes = NEWER.to_owned();
                let effects = machine.tabs[0].elsewhere(NEWER);
                machine.do_all(0, effects);
            } else {
                machine.notes = NEWER.to_owned();
                let effects = machine.tabs[0].begin(NEWER, &put("a").write());
                machine.do_all(0, effects);
            }
            machine.settle();
            assert_eq!(machine.said, ["These notes were kept by another version of Lectern, and are left as they are."]);
            machine.ask(0, put("b"));
            machine.ask(0, put("c"));
            machine.settle();
            assert_eq!(machine.notes, NEWER);
            assert_eq!(machine.said.last().map(String::as_str), Some(FOR_ANOTHER));
            let waiting: Vec<Request> = machine.waiting[0].split(RECORD).filter_map(Request::read).collect();
            let wanted: &[&str] = if comes_later { &["b", "c"] } else { &["a", "b", "c"] };
            assert_eq!(waiting, wanted.iter().map(|id| put(id)).collect::<Vec<_>>());
            // a citation needs no notes
            machine.ask(0, cite(5));
            machine.settle();
            assert!(machine.tabs[0].cited.is_some());
        }
    }

    #[test]
    fn a_full_machine_keeps_the_notes_in_the_page() {
        let mut machine = Machine::new(1);
        machine.is_full = true;
        machine.ask(0, put("a"));
        machine.settle();
        machine.ask(0, put("b"));
        machine.settle();
        assert_eq!((machine.ids(0).len(), machine.notes.as_str()), (2, ""));
    }

    #[test]
    fn only_the_last_citation_counts() {
        let mut machine = Machine::new(1);
        for to in [5, 10, 15] {
            machine.ask(0, cite(to));
        }
        machine.settle();
        let (place, cited) = machine.tabs[0].cited.clone().expect("a citation");
        assert_eq!(place.map(|place| place.to), Some((0, 15)));
        assert!(cited.markdown.contains("Grain goes by r"), "{}", cited.markdown);
    }

    #[test]
    fn a_deleted_note_is_put_back() {
        let mut machine = Machine::new(1);
        machine.ask(0, put("a"));
        machine.settle();
        let (before, now) = (machine.tabs[0].kept().to_owned(), "2024-03-05T10:00:00Z".to_owned());
        machine.ask(0, Request::Delete { kept: String::new(), id: "a".to_owned(), now: now.clone() });
        machine.settle();
        assert_eq!(machine.ids(0), Vec::<String>::new());
        machine.ask(0, Request::Restore { kept: String::new(), before, id: "a".to_owned(), now });
        machine.settle();
        assert_eq!(machine.ids(0), ["a"]);
    }

    #[test]
    fn files() {
        for (json, in_notes, is) in [
            ("{\"format\":\"lectern corrections\"}", true, KeptFile::Corrections),
            ("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\"}", false, KeptFile::Notes),
            ("# Notes\n\n<!-- lectern {\"id\":\"a\"} -->\n", false, KeptFile::Notes),
            ("{}", true, KeptFile::Notes),
            ("{}", false, KeptFile::Corrections),
        ] {
            assert_eq!(kept_in(json, in_notes), is, "{json}");
        }
    }

    proptest! {
        /// Whatever tabs do, in whatever order their miners answer: in the end all show the same notes, and none is missing.
        #[test]
        fn tabs_agree(steps in proptest::collection::vec((0_usize..2, 0_u8..3, 0_usize..3), 0..12)) {
            let mut machine = Machine::new(2);
            let (mut made, mut deleted) = (Vec::new(), Vec::new());
            for (step, (tab, what, number)) in steps.into_iter().enumerate() {
                match what {
                    0 => {
                        let id = format!("n{step}");
                        machine.ask(tab, put(&id));
                        made.push(id);
                    }
                    1 => drop(machine.answer_one(number)),
                    _ => {
                        if let Some(id) = made.get(number).filter(|id| machine.ids(tab).contains(id)).cloned() {
                            machine.ask(tab, Request::Delete { kept: String::new(), id: id.clone(), now: "2024-03-05T11:00:00Z".to_owned() });
                            deleted.push(id);
                        }
                    }
                }
            }
            machine.settle();
            made.retain(|id| !deleted.contains(id));
            made.sort();
            prop_assert_eq!(&machine.ids(0), &made);
            prop_assert_eq!(&machine.ids(1), &made);
            prop_assert_eq!(machine.tabs[0].kept(), machine.tabs[1].kept());
        }
    }
}
