//! Shows the whole value of a cell, and copies it.

use super::actions::Actions;
use super::results_state::{CellDetail, ResultsState};
use crate::browser::{document, event_loop};
use crate::protocol::Rows;
use crate::words;

impl Actions {
    /// Shows the whole value of a cell of the result on show: a row from 0, and a column.
    pub(crate) fn show_cell(self, results: ResultsState, row: u64, column: usize) {
        let Some(result) = results.result_on_show() else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let Some(window) = self.rows_of(results, Rows { result, start: row, count: 1 }).await else { return };
            let value = window.rows.into_iter().next().and_then(|values| values.into_iter().nth(column));
            let name = results.columns_on_show().into_iter().nth(column);
            let (Some(value), Some(column)) = (value, name) else { return };
            results.detail.set(Some(CellDetail { row, column, value }));
            // What is not drawn yet cannot have the focus.
            event_loop::pause().await;
            document::open_popover(&results.detail_id());
        });
    }

    /// Copies the whole value of the cell on show.
    pub(crate) fn copy_cell(self, results: ResultsState) {
        let Some(detail) = results.detail.get_untracked() else { return };
        let status = self.state.shell.status;
        wasm_bindgen_futures::spawn_local(async move {
            let is_copied = document::copy(&words::whole_value(&detail.value)).await;
            status.set(if is_copied { words::VALUE_COPIED } else { words::COPY_REFUSED }.to_owned());
        });
    }
}
