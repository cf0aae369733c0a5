//! Downloads the open database: the worker writes it, reopens and checks it, and the browser saves it.

use crate::base::error::{LabError, Result};
use crate::browser::{clock, download, measure};
use crate::protocol::Export;
use crate::protocol::Stage;
use crate::ui::shell::actions::Actions;
use crate::words;

impl Actions {
    /// Downloads the database.
    pub(crate) fn download(self) {
        self.perform(Stage::Exporting, || self.download_now());
    }

    /// Answers the question about unsaved changes: downloads them, then opens the file or link that was asked for.
    pub(crate) fn download_then_open(self) {
        let Some((opening, link)) = self.state.open.waiting.update(Option::take) else { return };
        let request = self.state.lesson.last_request();
        self.perform(Stage::Exporting, || async move {
            self.download_now().await?;
            self.open_and_follow(opening, link, request).await
        });
    }

    async fn download_now(self) -> Result<String> {
        let start = clock::elapsed_ms();
        let reply = self.client().call(Export {}).await?;
        let blob = reply.blob.ok_or_else(|| LabError::internal("the written database is missing"))?;
        download::save(&blob, &reply.answer.name)?;
        self.state.shell.unsaved.set(false);
        measure::measure("lab:download", start, &[]);
        Ok(words::downloaded(&reply.answer.name, reply.answer.size, reply.answer.is_checked))
    }
}
