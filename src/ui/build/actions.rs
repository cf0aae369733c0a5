//! Building the feature table, and looking at the time column before.

use crate::base::error::Result;
use crate::base::schema::Schema;
use crate::browser::{clock, document, event_loop, measure};
use crate::features::quality::report::Report;
use crate::protocol::Stage;
use crate::protocol::{Build, PreviewTimes, ResultSet, StatementOutcome};
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;
use crate::ui::sql::state::Rows;
use crate::ui::sql::state::Shown;
use crate::words;

impl Actions {
    /// Builds the feature table as the mapping says.
    pub(crate) fn build(self) {
        let state = self.state;
        if untrack(|| state.is_damaged()) {
            return state.status.set(words::BUILD_OFF.to_owned());
        }
        // The field says what is wrong with it.
        if state.as_of_error.with_untracked(Option::is_some) {
            return document::focus("as-of");
        }
        self.perform(Stage::Building, || async move {
            let start = clock::elapsed_ms();
            let spec = state.spec.get_untracked();
            state.schema.with_untracked(|schema| spec.validate(schema))?;
            let built = self.client().call(Build { spec }).await?.answer;
            #[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
            let counts = [("rows_in", built.report.rows_in as f64), ("rows_out", built.report.rows_out as f64)];
            let said = words::built(&built.report);
            self.show_built(built.schema, built.preview, &built.report);
            measure::measure("lab:build", start, &counts);
            // Rows and report drawn at once would take the page longer than a person may wait for it.
            event_loop::drawn().await;
            state.report.set(Some(built.report));
            document::reveal("quality-title");
            Ok(said)
        });
    }

    fn show_built(self, schema: Schema, preview: ResultSet, report: &Report) {
        let state = self.state;
        state.schema.set(schema);
        state.unsaved.set(true);
        state.note(|ledger| ledger.ran(true, false));
        state.changed.set(true);
        state.active.set(0);
        state.rows.set(Rows { start: 0, rows: preview.first.clone() });
        state.shown.set(Shown {
            title: report.spec.target.clone(),
            outcomes: vec![StatementOutcome::Rows(preview)],
            ..Shown::default()
        });
        state.times.set(Some(report.times.clone()));
    }

    /// Looks at the time column as it is mapped now, so that the page can show two readings. Says nothing if the
    /// mapping is not complete yet: the fields themselves show that.
    pub(crate) fn examine(self) {
        let state = self.state;
        let spec = state.spec.get_untracked();
        let complete = state.schema.with_untracked(|schema| spec.validate(schema)).is_ok();
        if !complete {
            state.matches.set(None);
            return state.times.set(None);
        }
        wasm_bindgen_futures::spawn_local(async move {
            let asked = spec.clone();
            let examined: Result<_> = self.client().call(PreviewTimes { spec }).await;
            // The mapping may have changed while the worker looked.
            if state.spec.with_untracked(|spec| *spec == asked) {
                let (times, matches) = examined.ok().map(|reply| (reply.answer.times, reply.answer.matches)).unzip();
                state.times.set(times);
                state.matches.set(matches);
            }
        });
    }
}
