//! Files that a person drags over the page and drops on it.

use web_sys::{DragEvent, FileList};

use super::actions::Actions;
use crate::browser::document;

impl Actions {
    /// Calls `take` with files that are dropped while this view is shown; another view takes them otherwise.
    pub(crate) fn take_drops(self, take: impl Fn(&FileList) + 'static) {
        let shell = self.state.shell;
        document::on_window("dragover", move |event: DragEvent| {
            if shell.visible.get_untracked() {
                event.prevent_default();
                shell.dragging.set(true);
            }
        });
        document::on_window("dragleave", move |event: DragEvent| {
            // The event has no related element only if the pointer leaves the window.
            if event.related_target().is_none() {
                shell.dragging.set(false);
            }
        });
        document::on_window("drop", move |event: DragEvent| {
            shell.dragging.set(false);
            if !shell.visible.get_untracked() {
                return;
            }
            event.prevent_default();
            if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                take(&files);
            }
        });
    }
}
