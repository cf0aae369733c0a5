//! Lists the saved versions of the open work, and opens one of them in place of the database as it is.

use crate::browser::document;
use crate::links::Link;
use crate::protocol::{ListSavedWork, Stage};
use crate::saved_work::Generation;
use crate::saved_work::operation::Operation;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::top_bar::DATABASES;
use crate::words;

impl Actions {
    /// Lists the versions of the open work anew.
    pub(crate) fn list_versions(self) {
        wasm_bindgen_futures::spawn_local(async move {
            let (work, versions) = self.versions().await;
            let state = self.state.saved_work;
            if state.with_work(|open| open.name == work) {
                state.versions.set(versions);
            }
        });
    }

    /// Reads the versions of the open work, the newest first; also returns the name of that work.
    pub(crate) async fn versions(self) -> (String, Vec<Generation>) {
        let work = self.state.saved_work.with_work(|open| open.name.clone());
        let call = ListSavedWork { tidy: false, versions_of: work.clone() };
        // Without storage there are none.
        let found = self.client().call_behind(call, Vec::new()).await.map(|found| found.records).unwrap_or_default();
        (work, found.iter().filter_map(|record| Generation::read(record)).collect())
    }

    /// Opens a version in place of the database as it is, which can be undone.
    pub(crate) fn open_version(self, version: Generation) {
        document::close_popover(DATABASES);
        self.perform(Stage::Opening, || async move {
            let link = Link { lesson: None, step: None, sql: None, ..Link::parse(&version.link) };
            #[expect(clippy::cast_precision_loss, reason = "a time of day")]
            let moment = document::moment(version.at as f64);
            let (said, operation) = (words::version_opened(&moment), Operation::Version(version.at));
            self.put_saved_in_place(version, &link, said, operation).await
        });
    }
}
