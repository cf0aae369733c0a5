//! The light and dark theme: the system's until the person chooses one, which this browser then stores.

use super::actions::Actions;
use crate::browser::{document, kept_texts};

const KEPT_AS: &str = "theme";

impl Actions {
    /// Sets the theme that the page has, or that is stored in this browser, or else the one that the system prefers.
    pub(crate) fn restore_theme(self) {
        let chosen = document::root_attribute("data-theme").or_else(|| kept_texts::get(KEPT_AS));
        if let Some(theme) = &chosen {
            document::set_root("data-theme", theme);
        }
        self.state.shell.dark.set(chosen.map_or_else(document::prefers_dark, |theme| theme == "dark"));
    }

    /// Switches between light and dark.
    pub(crate) fn switch_theme(self) {
        let dark = !self.state.shell.dark.get_untracked();
        let theme = if dark { "dark" } else { "light" };
        self.state.shell.dark.set(dark);
        document::set_root("data-theme", theme);
        kept_texts::set(KEPT_AS, theme);
    }
}
