//! Stores the learner's progress in this browser, saves and loads it as a file, deletes it; makes the completion
//! record.

use serde::Serialize;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::base::error::{LabError, Result};
use crate::base::problem::session::SessionProblem;
use crate::browser::{document, download, json, kept_texts};
use crate::lessons::Head;
use crate::lessons::completion::Record;
use crate::lessons::progress::Progress;
use crate::protocol::Check;
use crate::protocol::Stage;
use crate::ui::lesson::state::{LEARNER, PROGRESS};
use crate::ui::shell::actions::Actions;
use crate::words;

impl Actions {
    /// Loads the progress in a lesson from this browser; begins a new one if it is missing or of another version.
    pub(crate) fn recall_progress(self, head: &Head) {
        let kept = kept_texts::get(&storage_key(&head.id)).and_then(|kept| json::read::<Progress>(&kept));
        let kept = kept.filter(|kept| kept.belongs_to(&head.id, head.version));
        self.state.lesson.learned.set(Some(kept.unwrap_or_else(|| Progress::new(&head.id, head.version))));
    }

    /// Changes the progress and stores it in this browser.
    pub(crate) fn change_progress(self, change: impl FnOnce(&mut Progress)) {
        self.state.lesson.learned.update(|learned| {
            if let Some(learned) = learned {
                change(learned);
                if let Some(written) = json::write(learned) {
                    kept_texts::set(&storage_key(&learned.lesson), &written);
                }
            }
        });
    }

    /// Shows the form of the completion record, and moves the focus into it.
    pub(crate) fn show_record(self) {
        document::unfold(PROGRESS);
        document::focus(LEARNER);
    }

    /// Downloads the progress as a JSON file.
    pub(crate) fn save_progress(self) {
        let Some(learned) = self.state.lesson.learned.get_untracked() else { return };
        let name = format!("{}-progress.json", learned.lesson);
        self.show_file_outcome(download_json(&name, &learned).map(|()| words::saved(&name)));
    }

    /// Replaces the progress by that of a JSON file, or shows an error if the file belongs to another lesson.
    pub(crate) fn load_progress(self, file: File) {
        wasm_bindgen_futures::spawn_local(async move {
            let loaded = self.read_progress(&file).await;
            self.show_file_outcome(loaded);
        });
    }

    async fn read_progress(self, file: &File) -> Result<String> {
        let foreign = || LabError::from(SessionProblem::OtherProgress);
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
        let loaded = json::read::<Progress>(&text).ok_or_else(foreign)?;
        let fits = |learned: &Progress| loaded.belongs_to(&learned.lesson, learned.version);
        if !self.state.lesson.learned.with_untracked(|learned| learned.as_ref().is_some_and(fits)) {
            return Err(foreign());
        }
        self.change_progress(|learned| *learned = loaded);
        Ok(words::PROGRESS_LOADED.to_owned())
    }

    /// Deletes the progress in this lesson and shows its first exercise.
    pub(crate) fn forget_progress(self) {
        self.change_progress(|learned| *learned = Progress::new(&learned.lesson, learned.version));
        self.state.lesson.verdicts.set(Vec::new());
        self.state.shell.status.set(words::FORGOTTEN.to_owned());
        self.go_to(0);
    }

    /// Downloads the completion record, a JSON file to hand in.
    pub(crate) fn save_record(self, name: String) {
        let state = self.state;
        let (Some(lesson), Some(learned)) = (state.lesson.open.get_untracked(), state.lesson.learned.get_untracked())
        else {
            return;
        };
        self.perform(Stage::Running, || async move {
            let as_of = state.build.spec.with_untracked(|spec| spec.as_of);
            let call = Check::of_open(Vec::new(), as_of, String::new(), true);
            let digest = self.client().call(call).await?.answer.digest;
            let file = format!("{}-record.json", learned.lesson);
            download_json(&file, &Record::new(&lesson.head, &learned, name.trim(), digest))?;
            Ok(words::saved(&file))
        });
    }
}

fn download_json<T: Serialize>(name: &str, value: &T) -> Result<()> {
    let text = json::write(value).ok_or_else(|| LabError::internal("a record could not be written"))?;
    download::text(&text, name, "application/json")
}

fn storage_key(id: &str) -> String {
    format!("lesson-{id}")
}
