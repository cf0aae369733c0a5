//! The exercise as a line above the SQL box of a narrow page, where the lesson is behind another tab.

use super::markdown_view::prose;
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, details};
use crate::words;

/// The number and title of the open exercise, with its text as a disclosure; nothing on a wide page.
pub(crate) fn exercise_line(Page { state, .. }: Page) -> Element {
    el("div").class("if-any").dynamic(move || {
        if !state.shell.areas.is_narrow.get() {
            return None;
        }
        let step = state.lesson.step.get()?;
        let all = state.lesson.open.with(|lesson| lesson.as_ref().map(|lesson| lesson.head.files.len()))?;
        let text = el("div").class("prose").children(prose(&step.exercise.prose));
        Some(details(&words::exercise_line(step.at, all, &step.exercise.title), text).class("exercise-line"))
    })
}
