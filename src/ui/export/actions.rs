//! Writes the definition of the last build as a script for another engine, copies it, and saves it as a file.

use crate::base::error::{LabError, Result};
use crate::base::named::Named;
use crate::browser::{document, download, event_loop, exports};
use crate::features::codegen::{ExportFormat, ExportInput};
use crate::ui::export::state::{Offer, SHOWN, ShownExport};
use crate::ui::shell::actions::Actions;
use crate::words;

impl Actions {
    /// Shows a text about the last build.
    pub(crate) fn show_export(self, offer: Offer) {
        let state = self.state;
        wasm_bindgen_futures::spawn_local(async move {
            state.export.loading.set(Some(offer));
            let outcome = match offer {
                Offer::Definition(format) => self.written(format).await,
                Offer::Handover(format) => self.handed_over(format).await,
            };
            state.export.loading.set(None);
            match outcome {
                Ok(None) => state.export.shown.set(None),
                Ok(Some(text)) => {
                    state.shell.alert.set(None);
                    state.shell.status.set(words::export_shown(offer.file_name()));
                    state.export.shown.set(Some(ShownExport { offer, text }));
                    event_loop::drawn().await;
                    document::reveal(SHOWN);
                }
                Err(error) => state.shell.alert.set(Some(error)),
            }
        });
    }

    /// Writes the definition of the last build; `None` without a build.
    pub(crate) async fn written(self, format: ExportFormat) -> Result<Option<String>> {
        let state = self.state;
        let Some(report) = state.build.report.get_untracked() else { return Ok(None) };
        let formats: Vec<_> = report.times.formats.iter().map(|(format, _)| *format).collect();
        let name =
            state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.name.clone()).unwrap_or_default());
        let input = state
            .shell
            .schema
            .with_untracked(|schema| ExportInput::new(&report.spec, schema, &name, &formats))
            .with_findings(&report);
        let input =
            postcard::to_allocvec(&input).map_err(|_| LabError::internal("a definition that cannot be written"))?;
        let written = exports::write(&input, format.name()).await?;
        // The person may have built something else meanwhile.
        let is_current =
            state.build.report.with_untracked(|now| now.as_ref().is_some_and(|now| now.spec == report.spec));
        Ok(is_current.then_some(written))
    }

    /// Copies the export that is shown.
    pub(crate) fn copy_export(self) {
        let Some(shown) = self.state.export.shown.get_untracked() else { return };
        wasm_bindgen_futures::spawn_local(async move {
            let said = if document::copy(&shown.text).await { words::EXPORT_COPIED } else { words::EXPORT_NOT_COPIED };
            self.state.shell.status.set(said.to_owned());
        });
    }

    /// Saves the export that is shown as a file.
    pub(crate) fn save_export(self) {
        let Some(shown) = self.state.export.shown.get_untracked() else { return };
        let name = shown.offer.file_name();
        self.show_file_outcome(download::text(&shown.text, name, "text/plain").map(|()| words::saved(name)));
    }
}
