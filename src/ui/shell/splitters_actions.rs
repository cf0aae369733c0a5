//! Changes the sizes of the left column and of the editor, and stores them in this browser.

use super::actions::Actions;
use super::splitters::Splitter;
use crate::browser::{document, kept_texts};

impl Actions {
    /// Sets the sizes that are stored in this browser.
    pub(crate) fn restore_sizes(self) {
        for splitter in Splitter::ALL {
            if let Some(size) = kept_texts::get(splitter.name()).and_then(|size| size.parse().ok()) {
                self.resize(splitter, size);
            }
        }
    }

    /// Makes a part larger by some pixels, or smaller.
    pub(crate) fn grow(self, splitter: Splitter, pixels: i32) {
        let (width, height) = document::size_of(splitter.sized()).unwrap_or_default();
        let now = match splitter {
            Splitter::Side => width,
            Splitter::Editor => height,
        };
        self.resize(splitter, now + pixels);
    }

    /// Gives a part a size in pixels, or the nearest that is allowed.
    pub(crate) fn resize(self, splitter: Splitter, size: i32) {
        let (least, most) = splitter.range();
        let size = size.clamp(least, most);
        self.state.shell.areas.splitters.of(splitter).set(Some(size));
        document::set_root_style(&format!("--{}", splitter.name()), Some(&format!("{size}px")));
        document::set_root(&format!("data-{}", splitter.name()), "");
        kept_texts::set(splitter.name(), &size.to_string());
    }

    /// Gives a part its usual size again.
    pub(crate) fn reset_size(self, splitter: Splitter) {
        self.state.shell.areas.splitters.of(splitter).set(None);
        document::set_root_style(&format!("--{}", splitter.name()), None);
        document::remove_root(&format!("data-{}", splitter.name()));
        kept_texts::remove(splitter.name());
    }

    /// Hides the left column, or shows it again.
    pub(crate) fn toggle_side(self) {
        self.state.shell.areas.is_folded.update(|folded| *folded = !*folded);
    }
}
