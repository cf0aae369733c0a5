//! Keys for the areas of the page, the width below which it shows one of them, and the title of the browser's tab.

use web_sys::KeyboardEvent;

use super::actions::Actions;
use super::areas::Area;
use crate::base::visible::visible;
use crate::browser::{document, event_loop};
use crate::ui::dom::effect;
use crate::words;

/// The widths at which the page has one column.
const NARROW: &str = "(max-width: 1099px)";

/// The widths at which the top bar has room for a menu only.
const PHONE: &str = "(max-width: 699px)";

/// The elements between which F6 moves the focus: those of them that are on show.
const STOPS: &str = "header.bar, .areas [role=tab][aria-selected=true], [role=tabpanel]:not([hidden])";

impl Actions {
    /// Follows the width of the page and its keys: Alt+1 to Alt+3 choose a tab, Alt+Shift+C checks, F6 goes to the next area.
    pub(crate) fn follow_width_and_keys(self) {
        let areas = self.state.shell.areas;
        let narrow = areas.is_narrow;
        document::follow_media(NARROW, move |holds| narrow.set(holds));
        document::follow_media(PHONE, move |holds| areas.is_phone.set(holds));
        document::on_window("keydown", move |event: KeyboardEvent| {
            let is_plain = !event.ctrl_key() && !event.meta_key();
            // With Shift or another layout, `key` is not the digit or letter that is on the key.
            let area = match (event.code().as_str(), event.shift_key()) {
                ("Digit1", false) => Some(Area::Sql),
                ("Digit2", false) => Some(Area::Build),
                ("Digit3", false) => Some(Area::Explore),
                _ => None,
            };
            if let Some(area) = area.filter(|_| event.alt_key() && is_plain) {
                event.prevent_default();
                self.go_to_area(area);
            } else if event.alt_key() && event.shift_key() && is_plain && event.code() == "KeyC" {
                event.prevent_default();
                self.check();
            } else if event.key() == "F6" && is_plain && !event.alt_key() {
                event.prevent_default();
                document::focus_next(STOPS, event.shift_key());
            }
        });
    }

    /// Shows an area.
    pub(crate) fn show_area(self, area: Area) {
        self.state.shell.areas.show(area);
    }

    /// Shows the SQL box, and gives it the focus.
    pub(crate) fn skip_to_sql(self) {
        self.state.shell.areas.show(Area::Sql);
        wasm_bindgen_futures::spawn_local(async move {
            event_loop::drawn().await;
            document::focus("sql");
        });
    }

    /// Has the title of the browser's tab say the exercise and the database.
    pub(crate) fn keep_title_true(self) {
        let state = self.state;
        effect(Box::new(move || {
            let database = state.shell.opened.with(|open| open.as_ref().map(|open| open.name.clone()));
            let step = state.lesson.step.with(|step| step.as_ref().map(|step| step.at + 1));
            state.lesson.open.with(|lesson| {
                let exercise = lesson
                    .as_ref()
                    .zip(step)
                    .map(|(lesson, number)| (number, lesson.head.files.len(), lesson.head.title.as_str()));
                document::set_title(&visible(&words::page_title(exercise, database.as_deref())));
            });
        }));
    }

    /// Shows an area, and moves the focus to its tab.
    pub(crate) fn go_to_area(self, area: Area) {
        self.state.shell.areas.show(area);
        // At once: a Tab that is pressed next starts there.
        document::focus(&format!("{}-tab", area.id()));
    }
}
