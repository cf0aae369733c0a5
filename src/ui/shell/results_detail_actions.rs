//! Shows the whole value of a cell, and copies it.

use super::actions::Actions;
use super::results_state::{CellDetail, ResultsState};
use crate::base::value::Value;
use crate::browser::{document, event_loop};
use crate::protocol::Rows;
use crate::words;

impl Actions {
    /// Shows the whole value of a cell of the result on show: a row from 0, and a column.
    pub(crate) fn show_cell(self, results: ResultsState, row: u64, column: usize) {
        wasm_bindgen_futures::spawn_local(async move {
            let Some(value) = self.value_at(results, row, column).await else { return };
            let Some(column) = results.columns_on_show().into_iter().nth(column) else { return };
            results.detail.set(Some(CellDetail { row, column, value }));
            // What is not drawn yet cannot have the focus.
            event_loop::pause().await;
            document::open_popover(&results.detail_id());
        });
    }

    /// Copies the whole value of a cell of the result on show.
    pub(crate) fn copy_cell_at(self, results: ResultsState, row: u64, column: usize) {
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(value) = self.value_at(results, row, column).await {
                self.copy_value(&value).await;
            }
        });
    }

    /// Copies the whole value of the cell on show.
    pub(crate) fn copy_cell(self, results: ResultsState) {
        let Some(detail) = results.detail.get_untracked() else { return };
        wasm_bindgen_futures::spawn_local(async move { self.copy_value(&detail.value).await });
    }

    async fn copy_value(self, value: &Value) {
        let is_copied = document::copy(&words::whole_value(value)).await;
        let said = if is_copied { words::VALUE_COPIED } else { words::COPY_REFUSED };
        self.state.shell.status.set(said.to_owned());
    }

    async fn value_at(self, results: ResultsState, row: u64, column: usize) -> Option<Value> {
        // Most are among the rows that the page has already.
        if let Some(value) = results.value_at(row, column) {
            return Some(value);
        }
        let result = results.result_on_show()?;
        let window = self.rows_of(results, Rows { result, start: row, count: 1 }).await?;
        window.rows.into_iter().next()?.into_iter().nth(column)
    }
}
