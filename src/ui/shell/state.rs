//! What the page knows, as signals: views draw them, actions change them.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Blob;

use crate::base::error::LabError;
use crate::base::schema::Schema;
use crate::browser::clock;
use crate::browser::clock::Ticker;
use crate::browser::document;
use crate::browser::fetch::Abort;
use crate::features::detect::{Question, Suggestion};
use crate::features::field::Field;
use crate::features::keys::matches::Matches;
use crate::features::quality::report::Report;
use crate::features::spec::FeatureSpec;
use crate::features::times::times_read::TimesRead;
use crate::lessons::judge::explain::Verdict;
use crate::lessons::progress::Progress;
use crate::links::Link;
use crate::protocol::{Integrity, Note, Progress as Working, Stage};
use crate::saved_work::save_state::{Ledger, Saving, Why};
use crate::ui::grading::state::Grade;
use crate::ui::lesson::state::Course;
use crate::ui::lesson::state::Step;
use crate::ui::link::state::Offer;
use crate::ui::open::state::Check;
use crate::ui::open::state::Open;
use crate::ui::open::state::{Opening, Stray};
use crate::ui::saved_work::state::Resumable;
use crate::ui::saved_work::state::Work;
use crate::ui::signals::*;
use crate::ui::sql::state::Rows;
use crate::ui::sql::state::Shown;

/// How often the page tells that the engine is still at it.
const TICK_MS: i32 = 200;

/// From this size on, in bytes, saving takes long enough for the page to say how much it is.
pub(crate) const LARGE: f64 = 50_000_000.0;

/// What is to be said of a new version of the lab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Update {
    /// Nothing.
    #[default]
    None,
    /// There is one.
    Offered,
    /// The person wants it, and has changes that it would take away.
    Asking,
}

/// All signals of the page. A copy is the same state.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) stage: RwSignal<Stage>,
    pub(crate) progress: RwSignal<Option<Working>>,
    /// How long the engine has been at it, in milliseconds; SQLite tells nothing while it checks a file.
    pub(crate) elapsed: RwSignal<Option<f64>>,
    ticker: StoredValue<Option<Ticker>, LocalStorage>,
    /// The last thing that went well, or goes on.
    pub(crate) status: RwSignal<String>,
    /// The last thing that went wrong, outside of the SQL box.
    pub(crate) alert: RwSignal<Option<LabError>>,
    pub(crate) open: RwSignal<Option<Open>>,
    pub(crate) schema: RwSignal<Schema>,
    pub(crate) unsaved: RwSignal<bool>,
    /// Whether the database was changed since it was opened.
    pub(crate) changed: RwSignal<bool>,
    pub(crate) offer: RwSignal<Option<Offer>>,
    /// What happens to the check of the file that is being opened.
    pub(crate) check: RwSignal<Check>,
    /// What stops the file that is on its way from an address.
    pub(crate) fetching: RwSignal<Option<Abort>, LocalStorage>,
    /// What waits for an answer about unsaved changes.
    pub(crate) waiting: RwSignal<Option<(Opening, Link)>, LocalStorage>,
    /// What waits for an answer about a log or journal of another name.
    pub(crate) stray: RwSignal<Option<Stray>, LocalStorage>,
    pub(crate) spec: RwSignal<FeatureSpec>,
    /// The as-of field as it was typed.
    pub(crate) as_of: RwSignal<String>,
    pub(crate) as_of_error: RwSignal<Option<LabError>>,
    pub(crate) questions: RwSignal<Vec<Question>>,
    pub(crate) remarks: RwSignal<Vec<String>>,
    /// SQL that would make tables of what is there.
    pub(crate) suggestions: RwSignal<Vec<Suggestion>>,
    /// The fields that the person or a link has chosen; the others may be proposed anew.
    pub(crate) chosen: RwSignal<Vec<Field>>,
    pub(crate) times: RwSignal<Option<TimesRead>>,
    /// How many transactions find a customer as the mapping is now.
    pub(crate) matches: RwSignal<Option<Matches>>,
    pub(crate) report: RwSignal<Option<Report>>,
    pub(crate) sql: RwSignal<String>,
    /// The query that the lab put there by itself; as long as it stands, nothing was written.
    pub(crate) sql_suggested: RwSignal<String>,
    pub(crate) sql_error: RwSignal<Option<LabError>>,
    /// What is to be known of the SQL that ran last.
    pub(crate) sql_notes: RwSignal<Vec<Note>>,
    /// Whether the SQL in the box came with the link and was not touched yet.
    pub(crate) sql_from_link: RwSignal<bool>,
    pub(crate) shown: RwSignal<Shown>,
    /// Which outcome of the script is on show.
    pub(crate) active: RwSignal<usize>,
    pub(crate) rows: RwSignal<Rows>,
    pub(crate) course: RwSignal<Option<Course>>,
    pub(crate) step: RwSignal<Option<Step>>,
    pub(crate) learned: RwSignal<Option<Progress>>,
    /// What the last check of the exercise on show said.
    pub(crate) verdicts: RwSignal<Vec<Verdict>>,
    /// Whether files are being dragged over the page.
    pub(crate) dragging: RwSignal<bool>,
    pub(crate) dark: RwSignal<bool>,
    /// Counts the changes of what is known of saving; [`State::saving`] reads it.
    pub(crate) saving: RwSignal<usize>,
    /// Counts the changes of what is offered; [`State::resumable`] reads it.
    pub(crate) offered: RwSignal<usize>,
    pub(crate) work: StoredValue<Rc<RefCell<Work>>, LocalStorage>,
    pub(crate) update: RwSignal<Update>,
    pub(crate) grade: Grade,
}

impl State {
    /// The state of a page that has just been opened.
    pub(crate) fn new() -> Self {
        let empty = FeatureSpec::empty(chrono::DateTime::UNIX_EPOCH);
        Self {
            stage: RwSignal::new(Stage::Loading),
            progress: RwSignal::default(),
            elapsed: RwSignal::default(),
            ticker: StoredValue::new_local(None),
            status: RwSignal::new(crate::words::LOADING.to_owned()),
            alert: RwSignal::default(),
            open: RwSignal::default(),
            schema: RwSignal::default(),
            unsaved: RwSignal::default(),
            changed: RwSignal::default(),
            offer: RwSignal::default(),
            check: RwSignal::default(),
            fetching: RwSignal::new_local(None),
            waiting: RwSignal::new_local(None),
            stray: RwSignal::new_local(None),
            spec: RwSignal::new(empty),
            as_of: RwSignal::default(),
            as_of_error: RwSignal::default(),
            questions: RwSignal::default(),
            remarks: RwSignal::default(),
            suggestions: RwSignal::default(),
            chosen: RwSignal::default(),
            times: RwSignal::default(),
            matches: RwSignal::default(),
            report: RwSignal::default(),
            sql: RwSignal::default(),
            sql_suggested: RwSignal::default(),
            sql_error: RwSignal::default(),
            sql_notes: RwSignal::default(),
            sql_from_link: RwSignal::default(),
            shown: RwSignal::default(),
            active: RwSignal::default(),
            rows: RwSignal::default(),
            course: RwSignal::default(),
            step: RwSignal::default(),
            learned: RwSignal::default(),
            verdicts: RwSignal::default(),
            dragging: RwSignal::default(),
            dark: RwSignal::default(),
            saving: RwSignal::default(),
            offered: RwSignal::default(),
            work: StoredValue::new_local(Rc::default()),
            update: RwSignal::default(),
            grade: Grade::new(),
        }
    }

    /// Enters a stage, for the views and for `<html data-state>` at once.
    pub(crate) fn enter(self, stage: Stage) {
        self.progress.set(None);
        self.elapsed.set(None);
        self.stage.set(stage);
        let start = clock::elapsed_ms();
        let tick = move || self.elapsed.set(Some(clock::elapsed_ms() - start));
        self.ticker.set_value(if stage == Stage::Ready { None } else { clock::every(TICK_MS, tick) });
        document::set_root(
            "data-state",
            match stage {
                Stage::Loading => "loading",
                Stage::Ready => "ready",
                _ => "busy",
            },
        );
    }

    /// Takes away what the SQL box says of the SQL that ran last.
    pub(crate) fn forget_sql_messages(self) {
        self.sql_error.set(None);
        self.sql_notes.set(Vec::new());
    }

    /// Whether the engine works on something.
    pub(crate) fn busy(self) -> bool {
        !matches!(self.stage.get(), Stage::Ready)
    }

    /// Whether the open file is damaged, so that nothing is built from it.
    pub(crate) fn is_damaged(self) -> bool {
        self.open.with(|open| open.as_ref().is_some_and(|open| matches!(open.integrity, Integrity::Damaged(_))))
    }

    /// Why a field has to be chosen, if it has to be and is not.
    pub(crate) fn question(self, field: Field) -> Option<Question> {
        self.questions.with(|list| list.iter().find(|question| question.field == field).cloned())
    }
}

impl State {
    /// Looks at the work or changes it. What is done there does not come back to it.
    pub(crate) fn work<T>(self, act: impl FnOnce(&mut Work) -> T) -> T {
        act(&mut self.shared_work().borrow_mut())
    }

    #[inline(never)]
    fn shared_work(self) -> Rc<RefCell<Work>> {
        self.work.try_get_value().unwrap_or_default()
    }

    /// Changes what is known of saving, and shows what may be said of it then.
    pub(crate) fn note(self, mut act: impl FnMut(&mut Ledger<Blob>)) {
        self.note_any(&mut act);
    }

    #[inline(never)]
    fn note_any(self, act: &mut dyn FnMut(&mut Ledger<Blob>)) {
        let differs = self.work(|work| {
            let said = |ledger: &Ledger<Blob>| (ledger.state(), ledger.blocked(), ledger.count());
            let before = said(&work.ledger);
            act(&mut work.ledger);
            said(&work.ledger) != before
        });
        if differs {
            self.saving.set(self.saving.get_untracked() + 1);
        }
    }

    /// What may be said of saving now.
    pub(crate) fn saving_now(self) -> Saving {
        self.work(|work| work.ledger.state())
    }

    /// What may be said of saving, now and whenever that changes.
    pub(crate) fn saving(self) -> Saving {
        self.saving.get();
        self.saving_now()
    }

    /// Why this tab does not save at all, now and whenever that changes.
    pub(crate) fn blocked(self) -> Option<Why> {
        self.saving.get();
        self.work(|work| work.ledger.blocked())
    }

    /// Offers work to be taken up again.
    pub(crate) fn offer_work(self, works: Vec<Resumable>) {
        self.work(|work| work.resumable = works);
        self.offered.set(self.offered.get_untracked() + 1);
    }

    /// What can be taken up again, now and whenever that changes.
    pub(crate) fn resumable(self) -> Vec<Resumable> {
        self.offered.get();
        self.work(|work| work.resumable.clone())
    }
}
