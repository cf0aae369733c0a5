//! The state of undo: the changes of the open database, and what the page says of the last one.

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser::{copies, document};
use crate::features::detect::{Question, Suggestion};
use crate::features::field::Field;
use crate::features::quality::report::Report;
use crate::features::spec::FeatureSpec;
use crate::protocol::Source;
use crate::saved_work::operation::Operation;
use crate::saved_work::undo::{Kept, Lost, Undo};
use crate::transport::Point;
use crate::ui::shell::last_change::LastChange;
use crate::ui::signals::*;
use crate::words;

/// The bytes that the states before changes may take up, for each GB of the machine's memory.
const PER_GB: f64 = 50_000_000.0;

/// The memory of a machine whose browser does not tell it, in GB.
const MEMORY: f64 = 8.0;

/// A change of the database.
#[derive(Clone, Default)]
pub(crate) struct Change {
    /// The sentence that says what was done.
    pub(crate) said: String,
    /// The same for the list of versions.
    pub(crate) operation: Operation,
    /// The form of a build before the change, and after it once the change was undone.
    pub(crate) form: Form,
}

/// The form of a build: the mapping, and what was asked and remarked about it; and the report of the last build.
#[derive(Clone, Default)]
pub(crate) struct Form {
    pub(crate) spec: Option<FeatureSpec>,
    pub(crate) as_of: String,
    pub(crate) chosen: Vec<Field>,
    pub(crate) questions: Vec<Question>,
    pub(crate) remarks: Vec<String>,
    pub(crate) suggestions: Vec<Suggestion>,
    pub(crate) report: Option<Report>,
}

/// The changes of the open database.
#[derive(Clone, Copy)]
pub(crate) struct UndoState {
    changes: RwSignal<usize>,
    steps: StoredValue<Rc<RefCell<Undo<Point, Change>>>, LocalStorage>,
    /// The changes of the transaction that is open.
    pub(crate) in_transaction: RwSignal<String>,
    original: StoredValue<Option<Point>, LocalStorage>,
    /// True once the file that was opened is copied, or need not be.
    is_copied: StoredValue<bool, LocalStorage>,
    /// The last operation, for the list of versions.
    operation: StoredValue<Operation, LocalStorage>,
}

impl UndoState {
    /// The state before a database is opened.
    pub(crate) fn new() -> Self {
        Self {
            changes: RwSignal::default(),
            steps: StoredValue::new_local(Rc::default()),
            in_transaction: RwSignal::default(),
            original: StoredValue::new_local(None),
            is_copied: StoredValue::new_local(false),
            operation: StoredValue::new_local(Operation::Unknown),
        }
    }

    /// Changes the steps, and tells what follows them.
    pub(crate) fn change<T>(self, act: impl FnOnce(&mut Undo<Point, Change>) -> T) -> T {
        let result = act(&mut self.steps().borrow_mut());
        self.changes.update(|count| *count += 1);
        result
    }

    /// Reads the steps.
    pub(crate) fn read<T>(self, read: impl FnOnce(&Undo<Point, Change>) -> T) -> T {
        read(&self.steps().borrow())
    }

    #[inline(never)]
    fn steps(self) -> Rc<RefCell<Undo<Point, Change>>> {
        self.steps.try_get_value().unwrap_or_default()
    }

    /// Returns the last operation.
    pub(crate) fn operation(self) -> Operation {
        self.operation.try_get_value().unwrap_or_default()
    }

    /// Notes the last operation.
    pub(crate) fn done(self, operation: Operation) {
        self.operation.set_value(operation);
    }

    /// Notes that the open transaction was rolled back: the last operation is that of the last change again.
    pub(crate) fn rolled_back(self) {
        self.in_transaction.set(String::new());
        self.done(self.read(|steps| steps.past().map(|(_, change)| change.operation.clone())).unwrap_or_default());
    }

    /// Starts over for a database that was opened; `is_original` is false for saved work, which is not as it was at first.
    pub(crate) fn opened(self, point: Option<Point>, is_original: bool) {
        self.in_transaction.set(String::new());
        self.original.set_value(point.clone().filter(|_| is_original));
        self.is_copied.set_value(false);
        self.change(|steps| steps.opened(point.map(kept), room()));
    }

    /// The state of the database as it was at first, if it was opened in this page.
    pub(crate) fn original(self) -> Option<Point> {
        self.original.try_get_value().flatten()
    }

    /// Copies the file that was opened, unless it is too large: the person may write over it. To be called after the first
    /// change, because a file that is only read needs no copy.
    pub(crate) async fn copy_original(self) {
        let Some(original) = self.original().filter(|_| self.is_copied.try_get_value() == Some(false)) else { return };
        self.is_copied.set_value(true);
        #[expect(clippy::cast_precision_loss, reason = "sizes stay far below 2^53")]
        let has_room = original.files.iter().map(web_sys::Blob::size).sum::<f64>() <= room() as f64;
        if !has_room || !original.files.iter().any(copies::is_on_disk) {
            return;
        }
        let mut files = Vec::new();
        for file in &original.files {
            files.extend(copies::copied(file).await);
        }
        let copy = (files.len() == original.files.len()).then(|| Point { files, ..original.clone() });
        // Another database may be open by now.
        if self.original().is_some_and(|now| now.files == original.files) {
            let kept = copy.clone().map(kept);
            self.original.set_value(copy);
            self.change(|steps| steps.replace(|point| point.files == original.files, kept.as_ref()));
        }
    }

    /// Records the image after a change, as the state that is open.
    pub(crate) fn image(self, point: Option<Point>) {
        if let Some(point) = point {
            self.change(|steps| steps.image(kept(point)));
        }
    }

    /// Records that the image after a change could not be written.
    pub(crate) fn no_image(self) {
        self.change(Undo::no_image);
    }

    /// Records that the worker was started anew with the last image.
    pub(crate) fn restored(self) {
        self.in_transaction.set(String::new());
        let unknown = Change { said: words::UNKNOWN_CHANGE.to_owned(), ..Change::default() };
        self.change(|steps| steps.restored(unknown));
    }

    /// Says whether the database differs from how it was opened, or did: there is something to tell. Tracked.
    pub(crate) fn has_change(self) -> bool {
        self.changes.track();
        self.in_transaction.with(|open| !open.is_empty())
            || self.read(|steps| steps.past().is_some() || steps.future().is_some() || steps.lost().is_some())
    }

    /// Returns the last change as the page tells it, tracked; nothing if the database is as it was opened.
    pub(crate) fn last_change(self) -> LastChange {
        self.changes.track();
        let open = self.in_transaction.get();
        if !open.is_empty() {
            return LastChange { text: words::in_transaction(&open), undo: Some(open), redo: None };
        }
        self.read(|steps| {
            let said = |step: Option<(&Point, &Change)>| step.map(|(_, change)| change.said.clone());
            let (undo, redo) = (said(steps.past()), said(steps.future()));
            let text = match (steps.lost(), &redo, &undo) {
                (Some((lost, Lost::TooLarge)), _, _) => words::cannot_undo(&lost.said, steps.room()),
                (Some((lost, Lost::FileGone)), _, _) => words::cannot_undo_without_file(&lost.said),
                (_, Some(undone), _) => words::undone(undone),
                (_, _, Some(done)) => done.clone(),
                _ => String::new(),
            };
            LastChange { text, undo, redo }
        })
    }
}

/// A state with the bytes that it takes up in memory.
pub(crate) fn kept(point: Point) -> Kept<Point> {
    let held = |file: &web_sys::Blob| if copies::is_on_disk(file) { 0.0 } else { file.size() };
    let size: f64 =
        if matches!(point.open.source, Source::Sample(_)) { 0.0 } else { point.files.iter().map(held).sum() };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are whole")]
    Kept { point, size: size as u64 }
}

/// The bytes that the states before changes may take up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred MB")]
fn room() -> u64 {
    (document::memory().unwrap_or(MEMORY).min(MEMORY) * PER_GB) as u64
}
