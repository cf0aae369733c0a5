//! Shows results: chooses one of several, turns the pages of the plain table.

use super::actions::Actions;
use super::results_arrangement::Arrangement;
use super::results_state::{ResultsState, RowWindow};
use crate::base::engine::Engine;
use crate::base::error::{LabError, Result};
use crate::base::problem::Problem;
use crate::base::problem::session::SessionProblem;
use crate::browser::grid::{Grid, Grids};
use crate::protocol::{Rows, Window};
use crate::ui::signals::*;

/// The number of rows on a page of the plain table.
pub(crate) const PAGE: u32 = 100;

impl Actions {
    /// Takes the grid that was drawn for the result on show.
    pub(crate) fn use_grid(self, results: ResultsState, grid: Grid) {
        results.grid.set_value(Some(grid));
    }

    /// Loads the script that draws grids. Until it is there, and if it cannot be had, plain tables show the rows, page by page.
    pub(crate) fn load_grids(self) {
        let grids = self.state.shell.grids;
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(script) = Grids::load().await {
                grids.script.set_value(Some(script));
                grids.are_there.set(true);
            }
        });
    }

    /// Shows one of several results.
    pub(crate) fn show_result(self, results: ResultsState, at: usize) {
        results.choose(at);
    }

    /// Shows the page of rows that starts at a row of the result on show.
    pub(crate) fn turn_to(self, results: ResultsState, start: u64) {
        let Some(result) = results.result_on_show() else { return };
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(window) = self.rows_of(results, Rows { result, start, count: PAGE }).await {
                results.rows.set(RowWindow { start: window.start, rows: window.rows });
            }
        });
    }

    /// Fetches rows of the result on show, and shows the error if it cannot. `None` also if another result is on show by then.
    pub(crate) async fn rows_of(self, results: ResultsState, request: Rows) -> Option<Window> {
        let result = request.result;
        let outcome = self.ask_rows(results, request).await;
        if results.result_on_show() != Some(result) {
            return None;
        }
        let alert = self.state.shell.alert;
        match outcome {
            Ok(window) => {
                if alert.with_untracked(Option::is_some) {
                    alert.set(None);
                }
                Some(window)
            }
            // A table that was browsed, ordered or filtered, has changed: it is arranged anew.
            Err(error) if is_gone(&error) && results.arrangement.with_untracked(Arrangement::is_one) => {
                self.arrange(results);
                None
            }
            Err(error) => {
                alert.set(Some(error));
                None
            }
        }
    }

    async fn ask_rows(self, results: ResultsState, request: Rows) -> Result<Window> {
        match results.shown.with_untracked(|shown| shown.engine) {
            Engine::Sqlite => self.client().call(request).await.map(|reply| reply.answer),
            Engine::Postgres => self.rows_of_postgres(request).await,
        }
    }
}

fn is_gone(error: &LabError) -> bool {
    matches!(*error.problem, Problem::Session { problem: SessionProblem::RowsGone })
}
