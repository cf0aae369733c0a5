//! Takes the rows of a result along: as a text on the clipboard, or as a file.

use super::actions::Actions;
use super::results_state::ResultsState;
use crate::base::error::{LabError, Result};
use crate::browser::{document, download};
use crate::protocol::{ResultFormat, Stage, WriteResult};
use crate::words;

/// The most rows that are copied: more would take the clipboard minutes.
const MOST_COPIED: u64 = 100_000;

impl Actions {
    /// Copies the rows of the result on show, in their order and with their filters.
    pub(crate) fn copy_rows(self, results: ResultsState, format: ResultFormat) {
        let Some(result) = results.result_on_show() else { return };
        document::close_popover(&results.files_id());
        let table_name = self.table_of(results);
        self.perform(Stage::Running, move || async move {
            let total = results.arrangement.with_untracked(|now| now.total);
            let count = Some(MOST_COPIED);
            // A text for a spreadsheet may be pasted into one without a question.
            let harmless_formulas = format == ResultFormat::Csv && results.harmless.get_untracked();
            let request = WriteResult { result, format, harmless_formulas, table_name, from: 0, count };
            let reply = self.client().call(request).await?;
            let blob = reply.blob.ok_or_else(missing)?;
            let text = download::text_of(&blob).await?;
            let is_copied = document::copy(&text).await;
            Ok(if is_copied { words::rows_copied(reply.answer.rows, total) } else { words::ROWS_NOT_COPIED.to_owned() })
        });
    }

    /// Saves the rows of the result on show in a file, in their order and with their filters.
    pub(crate) fn save_rows(self, results: ResultsState, format: ResultFormat) {
        let Some(result) = results.result_on_show() else { return };
        document::close_popover(&results.files_id());
        let table_name = self.table_of(results);
        let name = self.file_of(&table_name, format);
        self.perform(Stage::Running, move || async move {
            let harmless_formulas = format == ResultFormat::Csv && results.harmless.get_untracked();
            let request = WriteResult { result, format, harmless_formulas, table_name, from: 0, count: None };
            let reply = self.client().call(request).await?;
            let blob = reply.blob.ok_or_else(missing)?;
            download::save(&blob, &name)?;
            let said: Result<String> = Ok(words::rows_saved(&name, reply.answer.rows));
            said
        });
    }

    /// Chooses whether texts that a spreadsheet takes for formulas are changed.
    pub(crate) fn set_harmless(self, results: ResultsState, harmless: bool) {
        results.harmless.set(harmless);
    }

    /// The name of a table that would hold the result on show: the table of which it has the rows, or `query`.
    fn table_of(self, results: ResultsState) -> String {
        let at = results.active.get_untracked();
        results.shown.with_untracked(|shown| match &shown.table {
            Some(table) => table.clone(),
            None if shown.outcomes.len() > 1 => format!("query_{}", at + 1),
            None => "query".to_owned(),
        })
    }

    /// The name of a file: that of the database, of the result, and the ending of the format.
    fn file_of(self, result: &str, format: ResultFormat) -> String {
        let database = self
            .state
            .shell
            .opened
            .with_untracked(|open| open.as_ref().map(|open| open.name.clone()))
            .unwrap_or_default();
        let database = database.rsplit_once('.').map_or(database.as_str(), |(stem, _)| stem).to_owned();
        let plain = |text: &str| -> String {
            text.chars()
                .map(|letter| if letter.is_alphanumeric() || "-_".contains(letter) { letter } else { '_' })
                .collect()
        };
        let ending = match format {
            ResultFormat::Tsv => "tsv",
            ResultFormat::Csv => "csv",
            ResultFormat::Json => "json",
            ResultFormat::Markdown => "md",
            ResultFormat::SqlInserts => "sql",
        };
        format!("{}-{}.{ending}", plain(&database), plain(result))
    }
}

fn missing() -> LabError {
    LabError::internal("the written rows are missing")
}
