//! Turns the pages of a result.

use super::actions::Actions;
use super::results_state::{ResultsState, RowWindow};
use crate::base::engine::Engine;
use crate::protocol::Rows;

/// The number of rows on a page of a result.
pub(crate) const PAGE: u32 = 100;

impl Actions {
    /// Shows one of several results.
    pub(crate) fn show_result(self, results: ResultsState, at: usize) {
        results.choose(at);
    }

    /// Shows the page of rows that starts at a row of the result on show.
    pub(crate) fn turn_to(self, results: ResultsState, start: u64) {
        let state = self.state;
        let Some(result) = results.result_on_show() else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let request = Rows { result, start, count: PAGE };
            let outcome = match results.shown.with_untracked(|shown| shown.engine) {
                Engine::Sqlite => self.client().call(request).await.map(|reply| reply.answer),
                Engine::Postgres => self.rows_of_postgres(request).await,
            };
            // Another result was chosen meanwhile.
            if results.result_on_show() != Some(result) {
                return;
            }
            match outcome {
                Ok(window) => {
                    state.shell.alert.set(None);
                    results.rows.set(RowWindow { start: window.start, rows: window.rows });
                }
                Err(error) => state.shell.alert.set(Some(error)),
            }
        });
    }
}
