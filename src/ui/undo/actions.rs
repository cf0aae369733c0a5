//! Undoes and redoes changes of the open database, and puts its original in place; each of these is saved as a change.

use web_sys::Blob;

use super::state::{Change, Form, kept};
use crate::base::error::Result;
use crate::features::quality::report::Report;
use crate::features::spec::FeatureSpec;
use crate::links::Link;
use crate::protocol::{Opened, Source, Stage};
use crate::saved_work::operation::Operation;
use crate::transport::{Point, Reply};
use crate::ui::shell::actions::Actions;
use crate::words;

impl Actions {
    /// Records that a call changed the database and that no transaction is open: `said` and `operation` say what was done.
    pub(crate) fn changed(self, said: String, operation: Operation) {
        self.state.undo.done(operation.clone());
        let change = Change { said, operation, form: self.form() };
        self.state.undo.in_transaction.set(String::new());
        self.state.undo.change(|steps| steps.ran(change));
        wasm_bindgen_futures::spawn_local(self.state.undo.copy_original());
    }

    /// Undoes the last change, or rolls the open transaction back.
    pub(crate) fn undo(self) {
        let undo = self.state.undo;
        let open = undo.in_transaction.get_untracked();
        let is_open = !open.is_empty();
        let past = undo.read(|steps| match steps.past() {
            _ if is_open => steps.now().map(|point| (point.clone(), Change { said: open, ..Change::default() })),
            past => past.map(|(point, change)| (point.clone(), change.clone())),
        });
        let Some((point, Change { said, operation, form })) = past else {
            return self.state.shell.status.set(words::NOTHING_TO_UNDO.to_owned());
        };
        self.perform(Stage::Opening, || async move {
            let after = self.form();
            let reply = self.reopen(&point, !is_open).await?;
            if is_open {
                // The state of the last commit is saved already.
                undo.rolled_back();
                self.state.saved_work.note(|ledger| _ = ledger.restored());
                self.show_returned(reply.answer, None, after.report);
            } else {
                undo.change(|steps| steps.undone(|change| change.form = after));
                undo.done(operation.undone());
                self.keep_returned(&point, reply.blob.as_ref());
                let report = form.report.clone();
                self.show_returned(reply.answer, Some(form), report);
            }
            Ok(words::undone(&said))
        });
    }

    /// Makes the change again that was undone last.
    pub(crate) fn redo(self) {
        let undo = self.state.undo;
        let future = undo.read(|steps| steps.future().map(|(point, change)| (point.clone(), change.clone())));
        let Some((point, Change { said, operation, form })) = future else { return };
        self.perform(Stage::Opening, || async move {
            let before = self.form();
            let reply = self.reopen(&point, true).await?;
            undo.change(|steps| steps.redone(|change| change.form = before));
            undo.done(operation.redone());
            self.keep_returned(&point, reply.blob.as_ref());
            let report = form.report.clone();
            self.show_returned(reply.answer, Some(form), report);
            Ok(said)
        });
    }

    /// Opens the original of the database in place of what was made of it, which can be undone. `link` has the mapping that
    /// it was opened with.
    pub(crate) async fn put_in_place(
        self,
        original: Point,
        link: &Link,
        said: String,
        operation: Operation,
    ) -> Result<String> {
        let change = Change { said: said.clone(), operation: operation.clone(), form: self.form() };
        let Reply { answer: opened, blob } = self.reopen(&original, true).await?;
        self.state.undo.done(operation);
        self.state.undo.in_transaction.set(String::new());
        // The storage may remove a version; an image of it was made while it was read.
        let now = match original.open.source {
            Source::SavedWork(_) => self.client().point().unwrap_or_else(|| original.clone()),
            _ => original.clone(),
        };
        self.state.undo.change(|steps| steps.went_to(kept(now), change));
        self.keep_returned(&original, blob.as_ref());
        self.state.build.show_proposal(opened.proposal.clone(), &opened.schema, link);
        self.show_returned(opened, None, None);
        Ok(said)
    }

    /// Has the worker open a state of the database in place of the open one.
    async fn reopen(self, point: &Point, as_change: bool) -> Result<Reply<Opened>> {
        let Point { mut open, files } = point.clone();
        open.as_change = as_change;
        self.client().call_with(open, files).await
    }

    /// Saves the state that was returned to: its image came from the worker, or it is one already.
    fn keep_returned(self, point: &Point, image: Option<&Blob>) {
        let image = image.or_else(|| point.files.first());
        self.state.saved_work.note(|ledger| {
            ledger.ran(true, false);
            if let Some(image) = image {
                ledger.image(image.clone());
            }
        });
    }

    /// Shows the database after it was opened as it was before or after a change, with the report of the last build there.
    /// Results of rows that may be gone are removed.
    fn show_returned(self, opened: Opened, form: Option<Form>, report: Option<Report>) {
        let state = self.state;
        let is_other = state.shell.schema.with_untracked(|before| !opened.schema.has_same_names(before));
        state.shell.schema.set(opened.schema);
        state.shell.unsaved.set(true);
        state.shell.changed.set(true);
        state.runs.runs.set(None);
        state.build.report.set(report);
        state.export.shown.set(None);
        for results in [state.sql.results, state.build.results, state.explore.results] {
            results.clear();
        }
        if is_other {
            match form {
                Some(Form { spec: Some(spec), as_of, chosen, questions, remarks, suggestions, .. }) => {
                    state.build.spec.set(spec);
                    state.build.as_of.set(as_of);
                    state.build.as_of_error.set(None);
                    state.build.chosen.set(chosen);
                    state.build.questions.set(questions);
                    state.build.remarks.set(remarks);
                    state.build.suggestions.set(suggestions);
                }
                _ => self.propose_for_schema(),
            }
        }
        self.preview_times();
        self.show_feature_table();
    }

    /// The form of a build as it is now.
    fn form(self) -> Form {
        let build = self.state.build;
        let spec: FeatureSpec = build.spec.get_untracked();
        // An unfinished as-of is corrected by the specification's.
        Form {
            as_of: build.as_of.get_untracked(),
            spec: Some(spec),
            chosen: build.chosen.get_untracked(),
            questions: build.questions.get_untracked(),
            remarks: build.remarks.get_untracked(),
            suggestions: build.suggestions.get_untracked(),
            report: build.report.get_untracked(),
        }
    }
}
