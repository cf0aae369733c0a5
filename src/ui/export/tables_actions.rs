//! Saves the two tables of the last build as a file for psql.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::base::error::{LabError, Result};
use crate::browser::download;
use crate::protocol::{CopyTables, PostgresTables, Stage};
use crate::ui::shell::actions::Actions;
use crate::words;

impl Actions {
    /// Saves the customers and the transactions of the last build as statements and rows for PostgreSQL.
    pub(crate) fn save_tables(self) {
        self.perform(Stage::Exporting, || async move {
            let state = self.state;
            let Some(report) = state.build.report.get_untracked() else { return Ok(String::new()) };
            let only = vec![report.spec.leads.table.clone(), report.spec.transactions.table.clone()];
            let reply = self.client().call(CopyTables { only }).await?;
            let tables = reply.answer;
            let file = file(&tables, reply.blob)?;
            let name = state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.name.clone()));
            let name = words::tables_file(name.as_deref().unwrap_or_default());
            download::save(&file, &name)?;
            Ok(words::tables_saved(&name, tables.tables.len(), tables.tables.iter().map(|table| table.rows).sum()))
        });
    }
}

/// Puts statements between the rows of the tables.
fn file(tables: &PostgresTables, rows: Option<Blob>) -> Result<Blob> {
    let refused = |_| LabError::internal("the rows of a table could not be cut out");
    let rows = rows.ok_or_else(|| LabError::internal("no rows came with the tables"))?;
    let parts = Array::of1(&PostgresTables::BEFORE.into());
    let mut start = 0.0;
    for table in &tables.tables {
        let end = start + table.parts.iter().map(|length| f64::from(*length)).sum::<f64>();
        parts.push(&table.before_rows().into());
        let own: JsValue = rows.slice_with_f64_and_f64(start, end).map_err(refused)?.into();
        parts.push(&own);
        parts.push(&PostgresTables::AFTER_ROWS.into());
        start = end;
    }
    parts.push(&PostgresTables::AFTER.into());
    Blob::new_with_blob_sequence(&parts).map_err(refused)
}
