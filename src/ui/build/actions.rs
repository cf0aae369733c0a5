//! Builds the feature table, and previews the times and the key matches before a build.

use super::fields;
use crate::base::schema::Schema;
use crate::browser::{clock, document, event_loop, measure};
use crate::features::quality::report::Report;
use crate::features::spec::FeatureSpec;
use crate::protocol::Stage;
use crate::protocol::{BrowseTable, Build, PreviewTimes, ResultSet};
use crate::saved_work::operation::Operation;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::areas::Area;
use crate::ui::signals::*;
use crate::words;

impl Actions {
    /// Builds the feature table from the specification on the page; nothing is built from a damaged file.
    pub(crate) fn build(self) {
        let state = self.state;
        if untrack(|| state.shell.is_damaged()) {
            return state.shell.status.set(words::BUILD_OFF.to_owned());
        }
        // The field says what is wrong with it.
        if state.build.as_of_error.with_untracked(Option::is_some) {
            return document::focus("as-of");
        }
        state.shell.areas.show(Area::Build);
        self.perform(Stage::Building, || async move {
            let start = clock::elapsed_ms();
            let spec = state.build.spec.get_untracked();
            let complete = state.shell.schema.with_untracked(|schema| spec.validate(schema));
            if let Some(field) = complete.as_ref().err().and_then(fields::id_of_error) {
                // The error stands at the top of the page, the field may be far below.
                document::focus(field);
            }
            complete?;
            let built =
                self.client().call(Build { spec, keep_record: state.build.keep_record.get_untracked() }).await?.answer;
            #[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
            let counts = [("rows_in", built.report.rows_in as f64), ("rows_out", built.report.rows_out as f64)];
            let said = words::built(&built.report);
            self.show_built(built.schema, built.preview, &built.report);
            measure::measure("lab:build", start, &counts);
            // Drawing rows and report in one task would block the page for too long.
            event_loop::drawn().await;
            state.build.report.set(Some(*built.report));
            state.export.shown.set(None);
            if state.build.keep_record.get_untracked() {
                self.list_runs();
            }
            document::reveal(state.build.results.title_id);
            Ok(said)
        });
    }

    /// Has the next builds recorded in the database, or not any more.
    pub(crate) fn toggle_record(self) {
        self.state.build.keep_record.update(|keeps| *keeps = !*keeps);
    }

    fn show_built(self, schema: Schema, preview: ResultSet, report: &Report) {
        let state = self.state;
        self.changed(words::table_built(&report.spec.target), Operation::Built(report.spec.target.clone()));
        state.shell.schema.set(schema);
        state.shell.unsaved.set(true);
        state.saved_work.note(|ledger| ledger.ran(true, false));
        state.shell.changed.set(true);
        state.build.results.show_table(report.spec.target.clone(), preview);
        state.build.times.set(Some(report.times.clone()));
    }

    /// Shows the rows of the feature table that the database has from before, in the place of the rows of a build.
    pub(crate) fn show_feature_table(self) {
        let build = self.state.build;
        let table = build.report.with_untracked(|report| report.as_ref().map(|report| report.spec.target.clone()));
        let table = table.unwrap_or_else(|| build.spec.with_untracked(|spec| spec.target.clone()));
        // An answer about the database that was open before is no longer wanted.
        let turn = build.results.next_turn();
        if self.state.shell.schema.with_untracked(|schema| schema.table(&table).is_none()) {
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            let rows = self.client().call_behind(BrowseTable { table: table.clone() }, Vec::new()).await;
            // A table that cannot be read is told where a person asks for its rows.
            if let Ok(rows) = rows
                && build.results.turn.get_value() == turn
            {
                build.results.show_table(table, rows);
            }
        });
    }

    /// Previews the time column and the key matches of the current mapping. Clears the preview if the mapping is not
    /// complete; the fields show that themselves.
    pub(crate) fn preview_times(self) {
        let state = self.state;
        let asked = state.build.spec.get_untracked();
        // Times and keys are the same whatever is computed from them, also while a feature lacks its column.
        let spec = FeatureSpec { features: Vec::new(), ..asked.clone() };
        let complete = state.shell.schema.with_untracked(|schema| spec.validate(schema)).is_ok();
        if !complete {
            state.build.matches.set(None);
            return state.build.times.set(None);
        }
        wasm_bindgen_futures::spawn_local(async move {
            // What has changed is drawn first: the worker and the page would share the processor.
            event_loop::pause().await;
            let examined = self.client().call_behind(PreviewTimes { spec }, Vec::new()).await;
            // The mapping may have changed while the worker read the column.
            if state.build.spec.with_untracked(|spec| *spec == asked) {
                let (times, matches) = examined.ok().map(|preview| (preview.times, preview.matches)).unzip();
                state.build.times.set(times);
                state.build.matches.set(matches);
            }
        });
    }
}
